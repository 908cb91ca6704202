"""Corrections through the real store: what was asked for happens, and nothing that was answered is gone."""

from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa

from flows.errors import Invalid, Lost, NotAllowed, Refused
from flows.ports import Chat
from flows.services.correcting import Correcting, find_corrections
from flows.words import Approach, ConferenceState, RoundState
from storage import schema

GROUP = Chat("telegram", "-1001")


@pytest.fixture
def correcting(house: Any) -> Correcting:
    return Correcting(house.store, clock=house.clock, pack=house.pack)


async def stored_answers(house: Any) -> list[tuple[Any, ...]]:
    """The whole answer table."""
    async with house.store.reading() as view:
        rows = await view.ask(sa.select(schema.answer).order_by("round", "item", "participant"))
    return [tuple(row.values()) for row in rows]


async def stored(house: Any, key: int) -> Any:
    async with house.store.reading() as view:
        return await view.round(key)


async def last_event(house: Any, kind: str) -> Any:
    return [event for event in await house.events() if event.kind == kind][-1]


async def group(house: Any) -> None:
    await house.roster.link_group(house.fien, house.conference, GROUP)
    await house.told()


async def rounds_of(house: Any, template: str) -> list[tuple[str, RoundState]]:
    return [(r.id, r.state) for r in (await house.stage()).rounds if r.template == template]


async def closed_round(house: Any) -> Any:
    """Motieven, with answers of everybody, closed."""
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    await house.answer_all(round_)
    return await house.facilitation.close_round(house.fien, round_.key)


# --- reopening -----------------------------------------------------------------------------------------


async def test_closed_round_is_reopened_with_its_answers_and_takes_new_ones(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)
    await group(house)
    before = await stored_answers(house)

    opened = await correcting.reopen(house.fien, closed.key, update=house.update())

    assert (opened.state, opened.closed_at) == (RoundState.OPEN, None)
    assert await stored_answers(house) == before
    assert (await house.press("boskerk1", opened, opened.items[0].id, 1)).stands
    assert await house.told() == [("round_reopened", None)]
    assert (await last_event(house, "round_reopen")).data == {"round": closed.id}


async def test_homework_that_was_closed_too_early_is_reopened_before_its_phase_comes(
    house: Any, correcting: Any
) -> None:
    await house.convene()
    await house.preparing.open_homework(house.fien, house.conference, update=house.update())
    await house.preparing.close_homework(house.fien, house.conference, update=house.update())
    _, can = await correcting.corrections(house.fien, house.conference)
    assert can.reopen is not None

    opened = await correcting.reopen(house.fien, can.reopen.key, update=house.update())

    assert (opened.state, opened.homework) == (RoundState.OPEN, True)


async def test_closing_again_freezes_who_answers_anew(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)
    async with house.store.reading() as view:
        frozen = await view.electorate(closed.key)
    await house.invite("boskerk", "boskerk9")
    await correcting.reopen(house.fien, closed.key)

    await house.facilitation.close_round(house.fien, closed.key)

    async with house.store.reading() as view:
        again = await view.electorate(closed.key)
    assert (frozen.size, again.size) == (9, 10)


async def test_published_round_cannot_be_reopened(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)
    await house.facilitation.publish_round(house.fien, closed.key)

    with pytest.raises(Lost) as caught:
        await correcting.reopen(house.fien, closed.key)

    assert (caught.value.reason, caught.value.data) == ("round_is_elsewhere", {"state": "gepubliceerd"})


async def test_same_press_reopens_once(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)
    press = house.update()
    await correcting.reopen(house.fien, closed.key, update=press)
    await house.facilitation.close_round(house.fien, closed.key)

    again = await correcting.reopen(house.fien, closed.key, update=press)

    assert again.state is RoundState.CLOSED


# --- withdrawing ---------------------------------------------------------------------------------------


async def test_withdrawn_round_keeps_its_answers_and_a_fresh_one_stands_ready(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)
    await group(house)
    before = await stored_answers(house)

    gone = await correcting.withdraw(house.fien, closed.key, reason=" De vraag was   verkeerd. ")

    current = await house.current()
    assert (gone.state, gone.reason) == (RoundState.WITHDRAWN, "De vraag was verkeerd.")
    assert (await stored(house, closed.key)).reason == "De vraag was verkeerd."
    assert (current.id, current.state) == ("motieven-2", RoundState.DRAFT)
    assert current.items == closed.items
    assert await stored_answers(house) == before
    assert await house.told() == [("round_withdrawn", None)]
    event = await last_event(house, "round_withdraw")
    assert event.data == {"round": "motieven-1", "reason": "De vraag was verkeerd."}


@pytest.mark.parametrize("steps", [(), ("open_round",), ("open_round", "close_round", "publish_round")])
async def test_round_is_withdrawn_from_every_state_before_it_is_settled(
    house: Any, correcting: Any, steps: Sequence[str]
) -> None:
    await house.convene()
    await house.advance()
    key = (await house.current()).key
    for step in steps:
        await getattr(house.facilitation, step)(house.fien, key)

    await correcting.withdraw(house.fien, key, reason="toch niet")

    assert await rounds_of(house, "motieven") == [
        ("motieven-1", RoundState.WITHDRAWN),
        ("motieven-2", RoundState.DRAFT),
    ]
    assert (await house.hold()).id == "motieven-2"


async def test_settled_round_cannot_be_withdrawn(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.advance()
    settled = await house.hold()

    with pytest.raises(Lost):
        await correcting.withdraw(house.fien, settled.key, reason="toch niet")

    assert await rounds_of(house, "motieven") == [("motieven-1", RoundState.SETTLED)]


@pytest.mark.parametrize(
    ("reason", "refused"), [("", "reason_empty"), (" \n- ", "reason_empty"), ("x" * 201, "reason_too_long")]
)
async def test_reason_of_a_correction_is_one_to_two_hundred_characters(
    house: Any, correcting: Any, reason: str, refused: str
) -> None:
    closed = await closed_round(house)

    with pytest.raises(Invalid) as caught:
        await correcting.withdraw(house.fien, closed.key, reason=reason)

    assert caught.value.reason == refused
    assert (await stored(house, closed.key)).state is RoundState.CLOSED


async def test_withdrawn_extra_round_leaves_the_earlier_one_standing(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("factoren")
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")
    again = await correcting.ask_again(house.fien, house.conference, "motieven", seen=1)

    await correcting.withdraw(house.fien, again.key, reason="toch niet nodig")

    assert (await house.stage()).current is None
    await house.advance()
    assert (await house.stage()).conference.phase == "factoren"


# --- back, and asked again -----------------------------------------------------------------------------


async def test_going_back_destroys_nothing_and_opens_nothing(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("vorm")
    before, rounds = await stored_answers(house), (await house.stage()).rounds

    moved = await correcting.go_back(house.fien, house.conference, "groslijst", seen_phase="vorm")

    stage = await house.stage()
    assert (moved.phase, stage.current) == ("groslijst", None)
    assert [(r.id, r.state) for r in stage.rounds] == [(r.id, r.state) for r in rounds]
    assert await stored_answers(house) == before
    assert (await last_event(house, "phase_returned")).data == {"phase": "groslijst", "left": "vorm"}


async def test_asked_again_the_newest_answer_counts_and_the_way_on_asks_nothing_twice(
    house: Any, correcting: Any
) -> None:
    await house.convene()
    await house.go_to("vorm")
    order = [r.template for r in (await house.stage()).rounds]
    before = await stored_answers(house)
    await correcting.go_back(house.fien, house.conference, "groslijst", seen_phase="vorm")

    again = await correcting.ask_again(house.fien, house.conference, "groslijst", seen=1)
    await house.hold(1)
    await house.go_to("vorm", round_id="vorm")

    evidence = await house.concluding.evidence(house.conference)
    added = [r.template for r in (await house.stage()).rounds][len(order) :]
    newest = next(s for s in evidence.rounds if s.round.id == "groslijst-2")
    assert (again.id, again.number, len(again.items)) == ("groslijst-2", 2, len(again.items))
    assert {o.median for o in newest.full.items.values()} == {1}
    assert added == ["groslijst"]
    assert [row for row in await stored_answers(house) if row[0] != again.key] == before


async def test_round_is_asked_again_as_often_as_wanted(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("factoren")
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")

    for number in (1, 2, 3):
        await correcting.ask_again(house.fien, house.conference, "motieven", seen=number)
        await house.hold()

    assert [name for name, _ in await rounds_of(house, "motieven")] == [f"motieven-{n}" for n in (1, 2, 3, 4)]


async def test_second_press_asks_again_once(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("factoren")
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")
    await correcting.ask_again(house.fien, house.conference, "motieven", seen=1)

    with pytest.raises(Lost) as caught:
        await correcting.ask_again(house.fien, house.conference, "motieven", seen=1)

    assert caught.value.reason == "asked_again_before"


async def test_derived_concept_that_rests_on_an_earlier_round_is_derived_anew(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("groslijst", round_id="pakketten")
    draft = await house.current()
    await correcting.ask_again(house.fien, house.conference, "groslijst", seen=1)
    again = await house.opened()
    for item in again.items:
        value = 5 if item.id == draft.items[0].id else 1
        for town in ("aldermeer", "boskerk", "dalwijk"):
            for number in (1, 2, 3):
                await house.press(f"{town}{number}", again, item.id, value)

    await house.finish(again.key)

    renewed = await house.current()
    assert len(draft.items) > 1
    assert (renewed.key, [item.id for item in renewed.items]) == (draft.key, [draft.items[0].id])
    assert (await last_event(house, "round_derived_anew")).data == {"round": "pakketten-1"}


async def test_round_in_hand_is_not_asked_again(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)

    with pytest.raises(Refused) as caught:
        await correcting.ask_again(house.fien, house.conference, closed.template, seen=1)

    assert caught.value.reason == "round_in_hand"


async def test_going_back_waits_for_an_open_round(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("factoren")
    await house.opened()

    with pytest.raises(Refused) as caught:
        await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")

    assert caught.value.reason == "round_still_open"


@pytest.mark.parametrize("phase", ["factoren", "aanpak", "voorbereiding", "afgerond", "niets"])
async def test_only_an_earlier_phase_that_asks_something_is_gone_back_to(
    house: Any, correcting: Any, phase: str
) -> None:
    await house.convene()
    await house.go_to("factoren")

    with pytest.raises(Refused) as caught:
        await correcting.go_back(house.fien, house.conference, phase, seen_phase="factoren")

    assert caught.value.reason == "phase_not_earlier"


async def test_approach_asked_again_and_not_carried_is_left_to_the_facilitator(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("groslijst")
    before = (await house.stage()).conference.approach
    await correcting.go_back(house.fien, house.conference, "aanpak", seen_phase="groslijst")
    await correcting.ask_again(house.fien, house.conference, "aanpakkeuze", seen=1)
    round_ = await house.opened()
    for town in ("aldermeer1", "boskerk1", "dalwijk1"):
        await house.press(town, round_, round_.items[0].id, "college")

    await house.finish(round_.key)

    conference = (await house.stage()).conference
    assert (before, conference.approach) == (Approach.DESIGN, None)
    with pytest.raises(Refused) as caught:
        await house.advance()
    assert caught.value.reason == "approach_not_decided"


# --- skipping ------------------------------------------------------------------------------------------


async def test_skipped_phase_withdraws_what_nobody_saw_and_goes_on(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)
    before = await stored_answers(house)

    moved = await correcting.skip(
        house.fien, house.conference, "motieven", seen_phase="motieven", reason="Geen tijd meer."
    )

    assert (moved.phase, set(moved.skipped)) == ("factoren", {"motieven", "motievenpunten"})
    assert (await stored(house, closed.key)).reason == "Geen tijd meer."
    assert await stored_answers(house) == before
    event = await last_event(house, "phase_skipped")
    assert event.data == {"phase": "motieven", "reason": "Geen tijd meer."}


async def test_next_phase_is_skipped_from_the_one_before(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("motieven", round_id="motievenpunten")
    await house.hold()

    moved = await correcting.skip(
        house.fien, house.conference, "factoren", seen_phase="motieven", reason="Dat is al besproken."
    )

    assert moved.phase == "aanpak"
    assert (await house.current()).template == "aanpak"


async def test_skipped_approach_is_then_decided_by_the_facilitator(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("aanpak")

    stayed = await correcting.skip(house.fien, house.conference, "aanpak", seen_phase="aanpak", reason="Al gekozen.")
    await house.facilitation.decide_approach(
        house.fien, house.conference, Approach.DESIGN, reason="De colleges kozen al."
    )
    await house.advance()

    assert stayed.phase == "aanpak"
    assert (await house.stage()).conference.phase == "beslisboom"


async def test_core_of_the_decision_tree_is_not_skipped_before_the_form(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("beslisboom")

    with pytest.raises(Refused) as caught:
        await correcting.skip(
            house.fien, house.conference, "beslisboom", seen_phase="beslisboom", reason="Geen tijd."
        )

    assert caught.value.reason == "core_before_form"
    assert (await house.current()).state is RoundState.DRAFT


async def test_uitgangspunten_can_be_skipped_once_the_core_was_asked(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("beslisboom", round_id="uitgangspunten")

    moved = await correcting.skip(
        house.fien, house.conference, "beslisboom", seen_phase="beslisboom", reason="Geen tijd."
    )

    assert moved.phase == "groslijst"


async def test_phase_with_a_shared_result_is_settled_before_it_is_skipped(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)
    await house.facilitation.publish_round(house.fien, closed.key)

    with pytest.raises(Refused) as caught:
        await correcting.skip(house.fien, house.conference, "motieven", seen_phase="motieven", reason="Geen tijd.")

    assert caught.value.reason == "settle_before_skip"


@pytest.mark.parametrize("phase", ["voorbereiding", "afgerond"])
async def test_preparation_and_end_are_not_skipped(house: Any, correcting: Any, phase: str) -> None:
    await house.convene()
    if phase == "afgerond":
        await house.go_to("aanbeveling")
        await house.hold()

    here = (await house.stage()).conference.phase
    with pytest.raises(Refused) as caught:
        await correcting.skip(house.fien, house.conference, phase, seen_phase=here, reason="Geen tijd.")

    assert caught.value.reason == "phase_not_skippable"


async def test_skipped_round_can_be_asked_after_all(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("motieven")
    await correcting.skip(house.fien, house.conference, "motieven", seen_phase="motieven", reason="Geen tijd.")
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")

    made = await correcting.ask_again(house.fien, house.conference, "motieven", seen=0)

    assert (made.id, (await house.stage()).conference.skipped) == ("motieven-2", ("motievenpunten",))
    await house.hold()


# --- cancelling ----------------------------------------------------------------------------------------


async def test_cancelled_conference_is_read_only_and_everybody_is_told(house: Any, correcting: Any) -> None:
    await house.convene(voters=1)
    await house.go_to("motieven", round_id="motievenpunten")
    open_ = await house.opened()
    await house.answer_all(open_)
    await group(house)
    before = await stored_answers(house)

    ended = await correcting.cancel(house.fien, house.conference, reason="De raad van Boskerk stopt.")

    told = await house.told()
    assert (ended.state, ended.reason) == (ConferenceState.CANCELLED, "De raad van Boskerk stopt.")
    assert (await stored(house, open_.key)).state is RoundState.WITHDRAWN
    assert ({kind for kind, _ in told}, len(told)) == ({"cancelled"}, 5)
    assert await stored_answers(house) == before
    assert not (await house.press("boskerk1", open_, open_.items[0].id, {})).stands
    record = await house.concluding.conference_record(house.conference)
    assert [r.round.id for r in record.rounds] == ["motieven-1"]


async def test_nothing_moves_after_cancelling(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)
    await correcting.cancel(house.fien, house.conference, reason="Gestopt.")
    where = house.conference
    steps = [
        lambda: house.facilitation.publish_round(house.fien, closed.key),
        lambda: house.facilitation.advance(house.fien, where, seen_phase="motieven"),
        lambda: correcting.reopen(house.fien, closed.key),
        lambda: correcting.withdraw(house.fien, closed.key, reason="toch"),
        lambda: correcting.ask_again(house.fien, where, "motieven", seen=1),
        lambda: correcting.skip(house.fien, where, "motieven", seen_phase="motieven", reason="toch"),
        lambda: correcting.cancel(house.fien, where, reason="toch"),
    ]

    for step in steps:
        with pytest.raises(Refused) as caught:
            await step()
        assert caught.value.reason == "conference_over"


@pytest.mark.parametrize("name", ["boskerk1", "niemand"])
async def test_only_a_facilitator_corrects(house: Any, correcting: Any, name: str) -> None:
    closed = await closed_round(house)
    who, where = house.account(name), house.conference
    steps = [
        lambda: correcting.reopen(who, closed.key),
        lambda: correcting.withdraw(who, closed.key, reason="toch"),
        lambda: correcting.ask_again(who, where, "motieven", seen=1),
        lambda: correcting.go_back(who, where, "motieven", seen_phase="motieven"),
        lambda: correcting.skip(who, where, "motieven", seen_phase="motieven", reason="toch"),
        lambda: correcting.cancel(who, where, reason="toch"),
    ]

    for step in steps:
        with pytest.raises(NotAllowed):
            await step()


# --- what is offered -----------------------------------------------------------------------------------


async def test_what_is_offered_is_what_can_be_done(house: Any, correcting: Any) -> None:
    await house.convene()
    found = []
    for phase, round_id in [("voorbereiding", ""), ("motieven", ""), ("aanpak", "aanpakkeuze"), ("beslisboom", "")]:
        await house.go_to(phase, round_id=round_id)
        can = find_corrections(await house.stage(), correcting.phases)
        skip = can.skip.id if can.skip else None
        found.append((phase, [p.id for p in can.back], skip, [t.id for t in can.again], len(can.withdraw)))

    assert found == [
        ("voorbereiding", [], "motieven", [], 0),
        ("motieven", [], "motieven", [], 0),
        ("aanpak", ["motieven", "factoren"], "aanpak", ["aanpak"], 0),
        ("beslisboom", ["motieven", "factoren", "aanpak"], None, [], 0),
    ]


async def test_closed_round_offers_reopening_and_withdrawing(house: Any, correcting: Any) -> None:
    closed = await closed_round(house)

    _, can = await correcting.corrections(house.fien, house.conference)

    assert (can.reopen, can.withdraw) == (closed, (closed,))
    assert can.cancel
