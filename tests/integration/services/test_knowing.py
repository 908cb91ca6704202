"""What advisers tell of the tasks beforehand, and that it is part of what people see."""

from dataclasses import replace
from typing import Any

import pytest

from flows.errors import Invalid, NotAllowed, NotFound, Refused
from flows.services.knowing import Knowing
from flows.words import Role, TaskFact


async def convene(house: Any) -> Knowing:
    """Three municipalities, and an adviser."""
    await house.convene()
    await house.invite(None, "griffier", role=Role.ADVISER)
    await house.enter()
    return Knowing(house.store, pack=house.pack)


async def test_adviser_tells_levels_names_and_what_exists(house: Any) -> None:
    knowing = await convene(house)
    adviser = house.account("griffier")
    sheet = await knowing.sheet(adviser, house.conference)
    task = next(iter(sheet.tasks))
    boskerk = sheet.stage.conference.municipalities[1]

    await knowing.tell(adviser, house.conference, task, TaskFact.DEPENDENCE, "hoog")
    await knowing.tell(adviser, house.conference, task, TaskFact.EXISTING, "  Boskerk   met Dalwijk ")
    await knowing.tell_town(adviser, house.conference, task, TaskFact.STRONG, boskerk, on=True)
    told = await knowing.tell_town(adviser, house.conference, task, TaskFact.STRONG, boskerk, on=True)

    assert told.facts[task] == {
        TaskFact.DEPENDENCE: "hoog",
        TaskFact.EXISTING: "Boskerk met Dalwijk",
        TaskFact.STRONG: "boskerk",
    }
    gone = await knowing.tell_town(adviser, house.conference, task, TaskFact.STRONG, boskerk, on=False)
    gone = await knowing.tell(adviser, house.conference, task, TaskFact.DEPENDENCE, "")
    assert gone.facts[task] == {TaskFact.EXISTING: "Boskerk met Dalwijk"}
    assert [e.kind for e in await house.events()].count("fact_told") == 6


async def test_only_advisers_and_facilitators_tell(house: Any) -> None:
    knowing = await convene(house)

    with pytest.raises(NotAllowed):
        await knowing.sheet(house.account("boskerk1"), house.conference)
    with pytest.raises(NotAllowed):
        await knowing.sheet(house.account("niemand"), house.conference)
    assert (await knowing.sheet(house.fien, house.conference)).participant.name == "Fien"


@pytest.mark.parametrize(
    ("fact", "value", "reason"),
    [
        (TaskFact.KINSHIP, "heel hoog", "unknown"),
        (TaskFact.STRONG, "boskerk", "unknown"),
        (TaskFact.EXISTING, "x" * 121, "line_too_long"),
    ],
)
async def test_what_is_no_value_of_a_fact_is_refused(house: Any, fact: TaskFact, value: str, reason: str) -> None:
    knowing = await convene(house)
    task = next(iter((await knowing.sheet(house.fien, house.conference)).tasks))

    with pytest.raises(Invalid) as refused:
        await knowing.tell(house.fien, house.conference, task, fact, value)
    with pytest.raises(NotFound):
        await knowing.tell(house.fien, house.conference, "kermis", TaskFact.KINSHIP, "laag")

    assert refused.value.reason == reason


async def test_facts_are_part_of_the_round_from_opening_on_and_too_late_afterwards(house: Any) -> None:
    knowing = await convene(house)
    await house.go_to("groslijst")
    draft = await house.current()
    item = draft.items[0]
    await knowing.tell(house.fien, house.conference, item.id, TaskFact.EXISTING, "Boskerk met Dalwijk")

    opened = await house.opened()

    async with house.store.reading() as view:
        shown = (await view.round(opened.key)).items
    line = "Bestaat al: Boskerk met Dalwijk."
    assert shown == (
        replace(
            item,
            note=f"{item.note} {line}".strip(),
            details=(*item.details, ("Wat adviseurs zeggen", line.rstrip("."))),
        ),
        *draft.items[1:],
    )
    assert opened.items == shown
    with pytest.raises(Refused) as late:
        await knowing.tell(house.fien, house.conference, item.id, TaskFact.EXISTING, "niets")
    assert late.value.reason == "facts_too_late"


async def test_pasted_list_with_a_fault_stores_nothing(house: Any) -> None:
    knowing = await convene(house)
    tasks = (await knowing.sheet(house.fien, house.conference)).tasks
    first, second, *_ = tasks.values()

    faulty = await knowing.import_existing(house.fien, house.conference, f"{first.title};a\nKermis;b")
    async with house.store.reading() as view:
        before = await view.facts(house.conference)
    good = await knowing.import_existing(house.fien, house.conference, f"{first.title};a\n{second.id};b")
    async with house.store.reading() as view:
        after = await view.facts(house.conference)
    with pytest.raises(NotAllowed):
        await knowing.import_existing(house.account("griffier"), house.conference, f"{first.title};a")

    assert ([fault.line for fault in faulty.faults], dict(before)) == ([2], {})
    assert good.faults == ()
    assert after == {first.id: {TaskFact.EXISTING: "a"}, second.id: {TaskFact.EXISTING: "b"}}
