"""Rounds and phases, as the facilitator leads them through the database's state."""

from typing import Any

import pytest

from flows.conference.phase_machine import phase_order
from flows.errors import Invalid, Lost, NotAllowed, NotFound, Refused
from flows.ports import Chat
from flows.words import Approach, ConferenceState, Presence, RoundState

GROUP = Chat("telegram", "-1001")


async def stored(house: Any, key: int) -> Any:
    async with house.store.reading() as view:
        return await view.round(key)


# --- steps ---------------------------------------------------------------------------------------------


async def test_round_goes_from_concept_to_vastgesteld_and_the_next_stands_ready(house: Any) -> None:
    await house.convene()
    await house.advance()
    key = (await house.current()).key

    states = [(await stored(house, key)).state]
    for step in ("open_round", "close_round", "publish_round", "settle_round"):
        await house.clock.sleep(60)
        await getattr(house.facilitation, step)(house.fien, key, update=house.update())
        states.append((await stored(house, key)).state)

    settled = await stored(house, key)
    assert states == [
        RoundState.DRAFT,
        RoundState.OPEN,
        RoundState.CLOSED,
        RoundState.PUBLISHED,
        RoundState.SETTLED,
    ]
    moments = (settled.opened_at, settled.closed_at, settled.published_at, settled.settled_at)
    assert [(moment - moments[0]).total_seconds() for moment in moments if moment] == [0, 60, 120, 180]
    assert (await house.current()).template == "motievenpunten"


@pytest.mark.parametrize("step", ["open_round", "close_round", "publish_round", "settle_round"])
async def test_second_facilitator_who_is_late_has_lost(house: Any, step: str) -> None:
    await house.convene()
    await house.advance()
    key = (await house.current()).key
    for earlier in ("open_round", "close_round", "publish_round", "settle_round"):
        await getattr(house.facilitation, earlier)(house.fien, key)
        if earlier == step:
            break
    before = await stored(house, key)

    with pytest.raises(Lost) as caught:
        await getattr(house.facilitation, step)(house.fien, key)

    assert (caught.value.reason, caught.value.data) == ("round_is_elsewhere", {"state": before.state.value})
    assert await stored(house, key) == before


@pytest.mark.parametrize("step", ["close_round", "publish_round", "settle_round"])
async def test_step_from_a_concept_is_refused(house: Any, step: str) -> None:
    await house.convene()
    await house.advance()
    draft = await house.current()

    with pytest.raises(Lost):
        await getattr(house.facilitation, step)(house.fien, draft.key)

    assert await stored(house, draft.key) == draft


async def test_same_update_steps_once(house: Any) -> None:
    await house.convene()
    await house.advance()
    key, update = (await house.current()).key, house.update()

    first = await house.facilitation.open_round(house.fien, key, update=update)
    again = await house.facilitation.open_round(house.fien, key, update=update)

    assert first.state is again.state is RoundState.OPEN
    assert [event.kind for event in await house.events()].count("round_open") == 1


@pytest.mark.parametrize("name", ["boskerk1", "boskerk2", "niemand"])
async def test_only_the_facilitator_takes_a_step(house: Any, name: str) -> None:
    await house.convene()
    await house.advance()
    draft, who = await house.current(), house.account(name)

    for step in ("open_round", "close_round", "publish_round", "settle_round"):
        with pytest.raises(NotAllowed):
            await getattr(house.facilitation, step)(who, draft.key)
    with pytest.raises(NotAllowed):
        await house.preparing.select(who, draft.key, "all")
    with pytest.raises(NotAllowed):
        await house.facilitation.stage(who, house.conference)
    with pytest.raises(NotAllowed):
        await house.facilitation.advance(who, house.conference, seen_phase="motieven")
    with pytest.raises(NotAllowed):
        await house.facilitation.decide_approach(who, house.conference, Approach.DESIGN, reason="omdat")
    assert await stored(house, draft.key) == draft


async def test_facilitator_of_another_conference_takes_no_step(house: Any) -> None:
    await house.convene()
    await house.advance()
    draft = await house.current()
    stranger = house.account("999")
    await house.roster.create_conference(
        stranger,
        facilitator="Gijs",
        name="Elders",
        municipalities=["X1", "Y1"],
        secrecy=(await house.stage()).conference.secrecy,
    )

    with pytest.raises(NotAllowed):
        await house.facilitation.open_round(stranger, draft.key)


async def test_round_that_does_not_exist_is_not_found(house: Any) -> None:
    await house.found()

    with pytest.raises(NotFound):
        await house.facilitation.open_round(house.fien, 999)


async def test_closing_freezes_who_counts(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    await house.facilitation.close_round(house.fien, round_.key)

    await house.invite("boskerk", "boskerk4")

    async with house.store.reading() as view:
        electorate = await view.electorate(round_.key)
    assert {town: len(voters) for town, voters in electorate.voters.items()} == {
        "aldermeer": 3,
        "boskerk": 3,
        "dalwijk": 3,
    }


# --- what is told --------------------------------------------------------------------------------------


async def test_group_hears_of_opening_closing_and_publishing(house: Any) -> None:
    await house.convene()
    await house.roster.link_group(house.fien, house.conference, GROUP)
    await house.advance()

    await house.hold()

    assert await house.told() == [
        ("round_opened", None),
        ("round_closed", None),
        ("round_published", None),
        ("picture", None),
    ]


async def test_without_a_group_everybody_hears_in_private(house: Any) -> None:
    await house.convene(voters=1)
    await house.advance()
    people = [p.id for p in (await house.stage()).participants if p.presence is Presence.JOINED][1:]

    await house.hold()

    assert await house.told() == [
        *[("round_opened", person) for person in people],
        *[("round_published", person) for person in people],
        *[("picture", person) for person in people],
    ]


async def test_woordvoerders_hear_in_private_of_their_own_round(house: Any) -> None:
    await house.convene(voters=2)
    await house.roster.link_group(house.fien, house.conference, GROUP)
    await house.go_to("aanpak", round_id="aanpakkeuze")
    await house.told()

    await house.opened()

    speakers = [(await house.person(f"{town}1")).id for town in ("aldermeer", "boskerk", "dalwijk")]
    assert sorted(await house.told(), key=str) == sorted(
        [("round_opened", None), *[("round_opened", person) for person in speakers]], key=str
    )


async def test_nothing_is_told_of_a_step_that_was_refused(house: Any) -> None:
    await house.convene()
    await house.advance()

    with pytest.raises(Lost):
        await house.facilitation.close_round(house.fien, (await house.current()).key)

    assert await house.told() == []


# --- phases --------------------------------------------------------------------------------------------


async def test_preparation_is_left_with_a_complete_roster_only(house: Any) -> None:
    await house.found()
    await house.invite("aldermeer", "Anna")

    with pytest.raises(Refused) as caught:
        await house.advance()

    assert caught.value.reason == "municipality_without_voters"
    assert (await house.stage()).conference.phase == "voorbereiding"


async def test_phase_that_somebody_else_left_is_lost(house: Any) -> None:
    await house.convene()
    await house.advance()

    with pytest.raises(Lost) as caught:
        await house.facilitation.advance(house.fien, house.conference, seen_phase="voorbereiding")

    assert caught.value.reason == "phase_moved"


async def test_phase_is_not_left_before_its_rounds_are_settled(house: Any) -> None:
    await house.convene()
    await house.advance()
    await house.hold()

    with pytest.raises(Refused) as caught:
        await house.advance()

    assert caught.value.reason == "rounds_not_settled"


async def test_derived_round_that_would_ask_nothing_is_passed_over_on_record(house: Any) -> None:
    await house.convene()
    await house.advance()

    await house.hold(1)

    stage = await house.stage()
    assert (stage.current, stage.remaining, stage.conference.skipped) == (None, (), ("motievenpunten",))
    assert [event.data for event in await house.events() if event.kind == "round_passed_over"] == [
        {"round": "motievenpunten"}
    ]
    await house.advance()
    assert (await house.stage()).conference.phase == "factoren"


async def hold_approach(house: Any, word: str, *names: str) -> None:
    """Hold the round on the indicated approach; these woordvoerders say this word, with a text, the others agree."""
    round_ = await house.opened()
    item = round_.items[0].id
    for town in ("aldermeer", "boskerk", "dalwijk"):
        name = f"{town}1"
        if name in names:
            await house.press(name, round_, item, word)
            async with house.store.writing() as work:
                await work.put_text(round_.key, item, (await work.participations(house.account(name)))[0].id, "nee")
                await work.commit()
        else:
            await house.press(name, round_, item, "agree")
    await house.finish(round_.key)


async def test_approach_that_is_carried_becomes_the_conferences(house: Any) -> None:
    await house.convene()
    await house.go_to("aanpak", round_id="aanpakkeuze")
    indicated = (await house.current()).items[0].id

    await hold_approach(house, "agree")

    conference = (await house.stage()).conference
    assert (conference.approach, conference.approach_reason) == (Approach(indicated), "")
    with pytest.raises(Lost) as caught:
        await house.facilitation.decide_approach(house.fien, house.conference, Approach.DESIGN, reason="toch anders")
    assert caught.value.reason == "approach_decided"


async def test_approach_that_is_not_carried_waits_for_the_facilitator(house: Any) -> None:
    await house.convene()
    await house.go_to("aanpak", round_id="aanpakkeuze")

    await hold_approach(house, "objection", "aldermeer1", "boskerk1")

    assert (await house.stage()).conference.approach is None
    with pytest.raises(Refused) as caught:
        await house.advance()
    assert caught.value.reason == "approach_not_decided"


async def test_facilitator_decides_the_approach_with_a_reason(house: Any) -> None:
    await house.convene()
    await house.go_to("aanpak", round_id="aanpakkeuze")
    await hold_approach(house, "objection", "aldermeer1", "boskerk1")

    decided = await house.facilitation.decide_approach(
        house.fien, house.conference, Approach.DESIGN, reason="  Eerst een\n beeld ", update=house.update()
    )
    await house.advance()

    assert (decided.approach, decided.approach_reason) == (Approach.DESIGN, "Eerst een beeld")
    assert (await house.stage()).conference.phase == "beslisboom"


@pytest.mark.parametrize(
    ("reason", "word"), [("", "text_empty"), (" \n ", "text_empty"), ("x" * 501, "text_too_long")]
)
async def test_decision_without_a_fitting_reason_is_refused(house: Any, reason: str, word: str) -> None:
    await house.found()

    with pytest.raises(Invalid) as caught:
        await house.facilitation.decide_approach(house.fien, house.conference, Approach.DESIGN, reason=reason)

    assert caught.value.reason == word


@pytest.mark.parametrize(("phase", "round_id"), [("motieven", ""), ("aanpak", ""), ("aanpak", "aanpakkeuze")])
async def test_approach_is_not_decided_before_the_standpunten(house: Any, phase: str, round_id: str) -> None:
    await house.convene()
    await house.go_to(phase, round_id=round_id)

    with pytest.raises(Refused) as caught:
        await house.facilitation.decide_approach(house.fien, house.conference, Approach.DESIGN, reason="omdat")

    assert caught.value.reason == "approach_not_yet"


async def test_conference_is_led_to_its_end_and_changes_no_more(house: Any) -> None:
    await house.convene()
    await house.roster.link_group(house.fien, house.conference, GROUP)

    await house.go_to("afgerond")

    stage = await house.stage()
    assert stage.conference.state is ConferenceState.FINISHED
    assert {r.state for r in stage.rounds} == {RoundState.SETTLED}
    assert [r.template for r in stage.rounds] == [
        template.id
        for phase in phase_order(house.pack, stage.conference.approach)
        for template in house.pack.phase(phase).rounds
        if template.id not in stage.conference.skipped
    ]
    finished = [to for kind, to in await house.told() if kind == "finished"]
    assert (finished.count(None), len(finished)) == (1, 10)
    with pytest.raises(Refused) as caught:
        await house.advance()
    assert caught.value.reason == "conference_over"
