"""What a facilitator settles, each thing as long as its moment lasts; and tasks of its own, through to the record."""

from typing import Any

import pytest

from flows.errors import Invalid, NotAllowed, NotFound, Refused
from flows.pack.items import Task
from flows.recommendation.evidence import items_of
from flows.services.settling import Settling
from flows.words import Deciding, Level, Package, RoundState


def settling_of(house: Any) -> Settling:
    return Settling(house.store, pack=house.pack)


def group_of(house: Any) -> str:
    return next(iter(items_of(house.pack, Task).values())).group


async def test_who_decides_is_chosen_until_the_first_answer(house: Any) -> None:
    settling = settling_of(house)
    await house.convene()
    await settling.choose_deciding(house.fien, house.conference, Deciding.MEMBERS)
    await house.advance()
    round_ = await house.opened()
    chosen = await settling.choose_deciding(house.fien, house.conference, Deciding.SPOKESPERSON)
    before = await settling.settings(house.fien, house.conference)
    await house.press("boskerk1", round_, round_.items[0].id, 4)

    with pytest.raises(Refused) as late:
        await settling.choose_deciding(house.fien, house.conference, Deciding.MEMBERS)

    after = await settling.settings(house.fien, house.conference)
    assert (chosen.deciding, late.value.reason) == (Deciding.SPOKESPERSON, "deciding_too_late")
    assert (before.deciding_open, after.deciding_open) == (True, False)


async def test_optional_phase_is_planned_until_it_has_begun(house: Any) -> None:
    settling = settling_of(house)
    await house.convene()
    await settling.plan_phase(house.fien, house.conference, "verwachtingen", on=True)
    await settling.plan_phase(house.fien, house.conference, "voorgesprek", on=True)
    planned = await settling.plan_phase(house.fien, house.conference, "voorgesprek", on=True)
    await house.advance()

    with pytest.raises(Refused) as begun:
        await settling.plan_phase(house.fien, house.conference, "voorgesprek", on=False)
    with pytest.raises(NotFound):
        await settling.plan_phase(house.fien, house.conference, "motieven", on=False)
    without = await settling.plan_phase(house.fien, house.conference, "verwachtingen", on=False)

    settings = await settling.settings(house.fien, house.conference)
    assert planned.optional == ("voorgesprek", "verwachtingen")
    assert (without.phase, without.optional) == ("voorgesprek", ("voorgesprek",))
    assert begun.value.reason == "phase_passed"
    assert settings.optional == {"voorgesprek": False, "verwachtingen": True}


async def test_own_instrument_only_goes_past_the_tasks_on_record(house: Any) -> None:
    settling = settling_of(house)
    await house.convene()
    await house.go_to("beslisboom")
    await settling.choose_plan(house.fien, house.conference, "own")
    await house.go_to("vorm")

    conference = (await house.stage()).conference
    left = [dict(e.data) for e in await house.events() if e.kind == "phase_left_for_later"]
    with pytest.raises(Refused) as late:
        await settling.choose_plan(house.fien, house.conference, "both")
    record = await house.concluding.conference_record(house.conference)
    assert conference.approach is not None
    assert conference.approach.value == "ontwerp"
    assert left == [{"phase": "groslijst"}]
    assert late.value.reason == "plan_too_late"
    assert "groslijst" not in {entry.round.phase for entry in record.rounds}


async def test_givens_are_written_down_and_have_their_limit(house: Any) -> None:
    settling = settling_of(house)
    await house.found()

    written = await settling.write_givens(house.fien, house.conference, " Vrijwillig.\n\n  Geen  druk. ")
    with pytest.raises(Invalid) as long:
        await settling.write_givens(house.fien, house.conference, "x" * 1001)
    with pytest.raises(Invalid):
        await settling.write_givens(house.fien, house.conference, " \n ")

    assert written.givens == "Vrijwillig.\nGeen druk."
    assert dict(long.value.data) == {"length": 1001, "limit": 1000}


async def test_only_the_facilitator_settles(house: Any) -> None:
    settling, group = settling_of(house), group_of(house)
    await house.convene()
    who = house.account("boskerk1")

    for attempt in (
        settling.settings(who, house.conference),
        settling.tasks(who, house.conference),
        settling.choose_deciding(who, house.conference, Deciding.MEMBERS),
        settling.plan_phase(who, house.conference, "voorgesprek", on=True),
        settling.choose_plan(who, house.conference, "own"),
        settling.write_givens(who, house.conference, "x"),
        settling.add_task(who, house.conference, group, "Kermis\nVergunning."),
        settling.weigh_task(who, house.conference, "x", Level.LOW),
    ):
        with pytest.raises(NotAllowed):
            await attempt


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Kermis", "task_text"),
        ("Kermis\n" + "x" * 201, "task_text"),
        ("x" * 41 + "\nUitleg.", "name_too_long"),
        ("\nUitleg.", "task_text"),
    ],
)
async def test_task_needs_a_name_and_a_text_that_fit(house: Any, typed: str, reason: str) -> None:
    await house.found()

    with pytest.raises(Invalid) as refused:
        await settling_of(house).add_task(house.fien, house.conference, group_of(house), typed)

    assert refused.value.reason == reason


async def test_own_task_joins_and_leaves_a_concept_that_stands_ready(house: Any) -> None:
    settling, group = settling_of(house), group_of(house)
    await house.convene()
    await house.go_to("groslijst")
    before = [item.id for item in (await house.current()).items]

    await settling.add_task(house.fien, house.conference, group, "Kermis\nDe vergunning voor de kermis.")
    added = [item.id for item in (await house.current()).items]
    await settling.remove_task(house.fien, house.conference, "eigen_1")
    removed = [item.id for item in (await house.current()).items]

    assert (added, removed) == ([*before, "eigen_1"], before)


async def test_own_task_is_rated_put_placed_and_in_the_record(house: Any) -> None:
    settling, group = settling_of(house), group_of(house)
    await house.convene()
    await settling.add_task(house.fien, house.conference, group, "Kermis\nDe vergunning voor de kermis.")
    await settling.weigh_task(house.fien, house.conference, "eigen_1", Level.HIGH)
    await house.go_to("groslijst", round_id="pakketten")
    board = await settling.tasks(house.fien, house.conference)
    await house.go_to("aanbeveling")

    record = await house.concluding.conference_record(house.conference)
    placed = {task.item: (task.title, task.package) for task in record.recommendation.packages}
    task = items_of(record.pack, Task)["eigen_1"]
    assert "eigen_1" in {task.id for task in board.weighed}
    assert placed["eigen_1"] == ("Kermis", Package.BASIC)
    assert task.sensitivity is Level.HIGH
    with pytest.raises(Refused) as composed:
        await settling.weigh_task(house.fien, house.conference, "eigen_1", Level.LOW)
    assert composed.value.reason == "composed_already"


async def test_tasks_are_fixed_once_they_were_asked(house: Any) -> None:
    settling, group = settling_of(house), group_of(house)
    await house.convene()
    await settling.add_task(house.fien, house.conference, group, "Kermis\nDe vergunning voor de kermis.")
    await house.go_to("groslijst")
    round_ = await house.opened()

    for attempt in (
        settling.add_task(house.fien, house.conference, group, "Markt\nDe weekmarkt."),
        settling.remove_task(house.fien, house.conference, "eigen_1"),
    ):
        with pytest.raises(Refused) as late:
            await attempt
        assert late.value.reason == "tasks_too_late"
    assert round_.state is RoundState.OPEN
    assert not (await settling.tasks(house.fien, house.conference)).adding_open


async def test_task_that_the_list_has_is_not_added(house: Any) -> None:
    await house.found()
    title = next(iter(items_of(house.pack, Task).values())).title

    with pytest.raises(Invalid) as twice:
        await settling_of(house).add_task(
            house.fien, house.conference, group_of(house), f"{title.upper()}\nNog een keer."
        )

    assert twice.value.reason == "task_twice"
