"""What a round asks, and homework, through the database's state."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from flows.conference.model import OwnTask
from flows.errors import Invalid, Lost, NotAllowed, NotFound, Refused
from flows.pack.asking import fixed_items, static_items
from flows.ports import Chat
from flows.services.preparing import homework_of
from flows.words import Role, RoundState

GROUP = Chat("telegram", "-1001")


async def stored(house: Any, key: int) -> Any:
    async with house.store.reading() as view:
        return await view.round(key)


# --- selection -----------------------------------------------------------------------------------------


async def test_all_and_core_can_be_chosen_until_the_round_opens(house: Any) -> None:
    await house.convene()
    await house.advance()
    draft = await house.current()
    template = house.pack.round("motieven")

    everything = await house.preparing.select(house.fien, draft.key, "all", update=house.update())
    core = await house.preparing.select(house.fien, draft.key, "core", update=house.update())

    assert everything.items == static_items(house.pack, template, selection="all")
    assert core.items == static_items(house.pack, template, selection="core")
    assert (await stored(house, draft.key)).items == core.items


async def test_all_asks_what_core_leaves_out(house: Any) -> None:
    await house.convene()
    await house.go_to("beslisboom")
    draft = await house.current()

    everything = await house.preparing.select(house.fien, draft.key, "all")

    assert (len(draft.items), len(everything.items), everything.selection) == (4, 16, "all")


async def test_selection_is_lost_after_opening(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()

    with pytest.raises(Lost) as caught:
        await house.preparing.select(house.fien, round_.key, "all")

    assert (caught.value.reason, caught.value.data) == ("round_is_elsewhere", {"state": "open"})
    assert (await stored(house, round_.key)).items == round_.items


@pytest.mark.parametrize("selection", ["", "none", "ALL", "derived"])
async def test_unknown_selection_is_refused(house: Any, selection: str) -> None:
    await house.convene()
    await house.advance()

    with pytest.raises(Refused) as caught:
        await house.preparing.select(house.fien, (await house.current()).key, selection)

    assert caught.value.reason == "no_selection"


async def test_derived_round_has_nothing_to_select(house: Any) -> None:
    await house.convene()
    await house.go_to("motieven", round_id="motievenpunten")

    with pytest.raises(Refused) as caught:
        await house.preparing.select(house.fien, (await house.current()).key, "all")

    assert caught.value.reason == "no_selection"


async def test_deellijst_asks_what_stands_under_its_heading(house: Any) -> None:
    await house.convene()
    await house.go_to("groslijst")
    draft = await house.current()
    everything = house.pack.items("groslijst")
    group = everything[0].group

    chosen = await house.preparing.select(house.fien, draft.key, f"group:{group}")

    assert [item.id for item in chosen.items] == [task.id for task in everything if task.group == group]
    assert chosen.selection == (await stored(house, draft.key)).selection == f"group:{group}"


async def test_decision_tree_is_never_asked_without_a_hoofdcriterium(house: Any) -> None:
    await house.convene()
    await house.go_to("beslisboom")
    draft = await house.current()
    everything = await house.preparing.select(house.fien, draft.key, "all")
    criterion = everything.items[:4]
    for item in criterion[:3]:
        await house.preparing.select_item(house.fien, draft.key, item.id, on=False)
    before = await stored(house, draft.key)

    offer = await house.preparing.offer(house.fien, draft.key)
    with pytest.raises(Refused) as last_one:
        await house.preparing.select_item(house.fien, draft.key, criterion[3].id, on=False)
    with pytest.raises(Refused) as one_criterion:
        await house.preparing.select(house.fien, draft.key, "group:pc")

    assert (last_one.value.reason, one_criterion.value.reason) == ("item_must_stay", "no_selection")
    assert (offer.groups, offer.fixed) == ((), frozenset({criterion[3].id}))
    assert await stored(house, draft.key) == before


async def test_single_items_go_in_and_out_in_the_order_of_the_list(house: Any) -> None:
    await house.convene()
    await house.go_to("beslisboom")
    draft = await house.current()
    everything = static_items(house.pack, house.pack.round("beslisboom"), selection="all")
    extra = next(item for item in everything if item.id not in {i.id for i in draft.items})
    wanted = [i.id for i in everything if i == extra or i in draft.items]

    first = await house.preparing.select_item(house.fien, draft.key, extra.id, on=True)
    twice = await house.preparing.select_item(house.fien, draft.key, extra.id, on=True)
    out = await house.preparing.select_item(house.fien, draft.key, extra.id, on=False)

    assert [item.id for item in first.items] == [item.id for item in twice.items] == wanted
    assert (first.selection, first.version) == (twice.selection, twice.version) == ("items", draft.version + 1)
    assert out.items == draft.items


async def test_round_never_becomes_empty(house: Any) -> None:
    await house.convene()
    await house.advance()
    draft = await house.current()
    for item in draft.items[1:]:
        await house.preparing.select_item(house.fien, draft.key, item.id, on=False)

    with pytest.raises(Refused) as caught:
        await house.preparing.select_item(house.fien, draft.key, draft.items[0].id, on=False)

    assert caught.value.reason == "item_must_stay"
    assert (await stored(house, draft.key)).items == draft.items[:1]


async def test_item_of_another_list_is_not_there(house: Any) -> None:
    await house.convene()
    await house.advance()

    with pytest.raises(NotFound):
        await house.preparing.select_item(house.fien, (await house.current()).key, "u01", on=True)


async def test_item_of_the_short_list_can_be_left_out_and_put_back(house: Any) -> None:
    await house.convene()
    await house.go_to("groslijst", round_id="pakketten")
    draft = await house.current()

    left_out = await house.preparing.select_item(house.fien, draft.key, draft.items[1].id, on=False)
    put_back = await house.preparing.select_item(house.fien, draft.key, draft.items[1].id, on=True)

    assert (draft.selection, left_out.selection, put_back.selection) == ("derived", "items", "derived")
    assert left_out.items == (draft.items[0], *draft.items[2:])
    assert put_back.items == draft.items


@pytest.mark.parametrize("derived", ["pakketten", "uitgangspunten", "vorm", "artikelen"])
async def test_conference_goes_on_without_an_item_that_was_left_out(house: Any, derived: str) -> None:
    await house.convene()
    phase = next(p.id for p in house.pack.phases if derived in {r.id for r in p.rounds})
    await house.go_to(phase, round_id=derived)
    draft = await house.current()
    left_out = draft.items[-1].id

    await house.preparing.select_item(house.fien, draft.key, left_out, on=False)
    await house.go_to("afgerond")

    asked = await stored(house, draft.key)
    assert (asked.state, len(asked.items)) == (RoundState.SETTLED, len(draft.items) - 1)
    assert left_out not in {item.id for item in asked.items}


async def test_own_task_can_be_asked_like_any_other(house: Any) -> None:
    await house.convene()
    await house.go_to("groslijst")
    draft = await house.current()
    group = house.pack.items("groslijst")[0].group
    own = OwnTask(id="eigen1", title="Veerpont", text="Samen een pont over de Dal.", group=group)
    async with house.store.writing() as work:
        conference = await work.conference(house.conference)
        await work.save_conference(replace(conference, own_tasks=(own,)))
        await work.commit()

    offer = await house.preparing.offer(house.fien, draft.key)
    chosen = await house.preparing.select_item(house.fien, draft.key, "eigen1", on=True)

    assert "eigen1" in {item.id for item in offer.items}
    assert "Veerpont" in [item.title for item in chosen.items]


async def test_selection_by_somebody_else_is_refused(house: Any) -> None:
    await house.convene()
    await house.advance()
    draft = await house.current()
    member = house.account("aldermeer1")

    for attempt in (
        house.preparing.offer(member, draft.key),
        house.preparing.select(member, draft.key, "all"),
        house.preparing.select_item(member, draft.key, draft.items[0].id, on=False),
    ):
        with pytest.raises(NotAllowed):
            await attempt

    assert await stored(house, draft.key) == draft


async def test_selection_is_told_in_the_audit_log(house: Any) -> None:
    await house.convene()
    await house.advance()
    draft = await house.current()

    await house.preparing.select_item(house.fien, draft.key, draft.items[0].id, on=False)

    last = (await house.events())[-1]
    assert (last.kind, dict(last.data)) == (
        "round_selected",
        {"round": "motieven-1", "selection": "items", "items": len(draft.items) - 1},
    )


@pytest.mark.parametrize(("chosen", "fixed"), [(["bk1"], {"bk1"}), (["bk1", "bk2", "pc1"], {"pc1"}), ([], set())])
def test_fixed_items_are_the_last_ones(short_pack: Any, chosen: list[str], fixed: set[str]) -> None:
    assert fixed_items(short_pack, short_pack.round("beslisboom"), chosen) == fixed


# --- homework ------------------------------------------------------------------------------------------


async def test_homework_opens_three_lists_at_once(house: Any) -> None:
    await house.convene()
    update = house.update()

    opened = await house.preparing.open_homework(house.fien, house.conference, update=update)
    again = await house.preparing.open_homework(house.fien, house.conference, update=update)

    stage = await house.stage()
    assert [r.template for r in opened] == [r.template for r in again] == ["motieven", "factoren", "aanpak"]
    assert {(r.state, r.homework) for r in stage.rounds} == {(RoundState.OPEN, True)}
    assert (stage.conference.phase, stage.open_round, len(stage.open_rounds)) == ("voorbereiding", None, 3)
    assert [event.kind for event in await house.events()][-6:] == ["round_made", "round_open"] * 3


async def test_homework_is_told_once_to_the_group_and_to_everybody_who_answers(house: Any) -> None:
    await house.convene(voters=1)
    await house.invite(None, "kijker", role=Role.OBSERVER)
    await house.invite(None, "secretaris", role=Role.ADVISER)
    await house.enter()
    await house.roster.link_group(house.fien, house.conference, GROUP)
    await house.told()
    names = ["aldermeer1", "boskerk1", "dalwijk1", "secretaris"]

    await house.preparing.open_homework(house.fien, house.conference)

    answering = [(await house.person(name)).id for name in names]
    assert await house.told() == [("homework_opened", None), *(("homework_opened", who) for who in answering)]


async def test_homework_has_the_end_that_was_given(house: Any) -> None:
    await house.convene()
    until = house.clock.now() + timedelta(days=3)

    opened = await house.preparing.open_homework(house.fien, house.conference, closes_at=until)

    assert {r.closes_at for r in opened} == {until}


async def test_homework_with_an_end_that_is_past_is_refused(house: Any) -> None:
    await house.convene()

    with pytest.raises(Invalid) as caught:
        await house.preparing.open_homework(house.fien, house.conference, closes_at=house.clock.now())

    assert (caught.value.reason, (await house.stage()).rounds) == ("time_past", ())


async def test_homework_waits_for_a_complete_roster(house: Any) -> None:
    await house.found()
    await house.invite("aldermeer", "aldermeer1")

    with pytest.raises(Refused) as caught:
        await house.preparing.open_homework(house.fien, house.conference)

    assert (caught.value.reason, (await house.stage()).rounds) == ("municipality_without_voters", ())


async def test_homework_is_opened_once_and_before_the_first_phase(house: Any) -> None:
    await house.convene()
    await house.preparing.open_homework(house.fien, house.conference)
    with pytest.raises(Lost) as twice:
        await house.preparing.open_homework(house.fien, house.conference)
    await house.found()
    for town in ("aldermeer", "boskerk", "dalwijk"):
        await house.invite(town, f"{town}1")
    await house.advance()

    with pytest.raises(Lost) as late:
        await house.preparing.open_homework(house.fien, house.conference)

    assert (twice.value.reason, late.value.reason) == ("homework_opened", "phase_moved")


async def test_homework_is_settled_in_its_own_phase_while_other_rounds_are_held(house: Any) -> None:
    await house.convene()
    opened = await house.preparing.open_homework(house.fien, house.conference)
    for round_ in opened:
        await house.answer_all(round_)

    seen = []
    phases = {"voorbereiding", "motieven", "factoren", "aanpak"}
    while (stage := await house.stage()).conference.phase in phases:
        current = stage.current
        if current is None:
            await house.advance()
        elif current.state is RoundState.DRAFT:
            await house.hold()
            seen.append((current.template, "held"))
        else:
            await house.finish(current.key)
            seen.append((current.template, "finished"))

    assert seen == [
        ("motieven", "finished"),
        ("motievenpunten", "held"),
        ("gedragscode", "held"),
        ("factoren", "finished"),
        ("aanpak", "finished"),
        ("aanpakkeuze", "held"),
    ]
    assert {r.state for r in homework_of(stage)} == {RoundState.SETTLED}


async def test_homework_is_closed_together(house: Any) -> None:
    await house.convene()
    opened = await house.preparing.open_homework(house.fien, house.conference)
    await house.advance()
    await house.facilitation.close_round(house.fien, opened[0].key)

    closed = await house.preparing.close_homework(house.fien, house.conference)
    with pytest.raises(Lost) as caught:
        await house.preparing.close_homework(house.fien, house.conference)

    async with house.store.reading() as view:
        sizes = [(await view.electorate(r.key)).size for r in closed]
    assert [r.state for r in closed] == [RoundState.CLOSED] * 3
    assert (sizes, caught.value.reason) == ([9, 9, 9], "homework_closed")
    assert [event.kind for event in await house.events()].count("round_close") == 3


async def test_homework_is_the_facilitators(house: Any) -> None:
    await house.convene()
    member = house.account("aldermeer1")

    with pytest.raises(NotAllowed):
        await house.preparing.open_homework(member, house.conference)
    await house.preparing.open_homework(house.fien, house.conference)
    with pytest.raises(NotAllowed):
        await house.preparing.close_homework(member, house.conference)

    assert len((await house.stage()).open_rounds) == 3


async def test_woordvoerder_can_change_while_only_homework_is_open(house: Any) -> None:
    await house.convene()
    await house.preparing.open_homework(house.fien, house.conference)

    chosen = await house.roster.appoint_spokesperson(house.fien, (await house.person("aldermeer2")).id)

    assert chosen.spokesperson
