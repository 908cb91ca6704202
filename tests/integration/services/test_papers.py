"""Answers on paper, entered after closing: counted, marked, and never over what somebody answered himself."""

from typing import Any

import pytest

from flows.conference.model import Round
from flows.errors import Invalid, NotAllowed, NotFound, Refused
from flows.outcomes import RateOutcome
from flows.services.papers import Papers
from flows.words import RoundState


async def close(house: Any, *, answered: tuple[str, ...] = ()) -> Round:
    """The motives, closed; who is named answered the first of them."""
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    for name in answered:
        await house.press(name, round_, round_.items[0].id, 5)
    closed: Round = await house.facilitation.close_round(house.fien, round_.key)
    return closed


def papers_of(house: Any) -> Papers:
    return Papers(house.store, pack=house.pack)


async def test_answers_on_paper_count_and_are_marked_and_recorded(house: Any) -> None:
    round_ = await close(house)
    papers, person = papers_of(house), await house.person("boskerk1")
    first, second, *rest = round_.items

    walk = await papers.enter(house.fien, round_.key, person.id, first.id, 4)
    await papers.enter(house.fien, round_.key, person.id, second.id, None)
    record = await house.concluding.round_record(round_.key)

    outcome = record.full.items[first.id]
    assert isinstance(outcome, RateOutcome)
    assert (walk.at, walk.is_done(first), walk.left) == (first.id, True, (second, *rest))
    assert (outcome.counts, outcome.answered) == ({"1": 0, "2": 0, "3": 0, "4": 1, "5": 0}, 1)
    assert [(b.item, b.value, b.no_opinion, b.paper) for b in record.ballots] == [
        (first.id, 4, False, True),
        (second.id, None, True, True),
    ]
    assert record.papers == 1
    assert [(e.kind, e.who, dict(e.data)) for e in (await house.events())[-2:]] == [
        ("answer", person.ref, {"round": round_.id, "source": "paper"})
    ] * 2


async def test_version_goes_on_so_that_a_summary_of_before_is_old(house: Any) -> None:
    round_ = await close(house)
    person = await house.person("boskerk1")

    await papers_of(house).enter(house.fien, round_.key, person.id, round_.items[0].id, 4)

    async with house.store.reading() as view:
        assert (await view.round(round_.key)).version == round_.version + 1


async def test_own_answer_is_never_overwritten_nor_shown_but_paper_can_be_corrected(house: Any) -> None:
    round_ = await close(house, answered=("boskerk1",))
    papers, person = papers_of(house), await house.person("boskerk1")
    first, second, *_ = round_.items

    with pytest.raises(Refused) as refused:
        await papers.enter(house.fien, round_.key, person.id, first.id, 1)
    await papers.enter(house.fien, round_.key, person.id, second.id, 2)
    walk = await papers.enter(house.fien, round_.key, person.id, second.id, 3)

    async with house.store.reading() as view:
        stands = await view.own_ballots(round_.key, person.id)
    assert refused.value.reason == "paper_has_own"
    assert {item: (ballot.value, ballot.paper) for item, ballot in stands.items()} == {
        first.id: (5, False),
        second.id: (3, True),
    }
    assert (walk.own, set(walk.answers)) == (frozenset({first.id}), {second.id})


async def test_paper_waits_for_closing_and_ends_with_publishing(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    papers, person = papers_of(house), await house.person("boskerk1")

    reasons = []
    for step in (None, "close_round", "publish_round"):
        if step is not None:
            await getattr(house.facilitation, step)(house.fien, round_.key)
        try:
            await papers.enter(house.fien, round_.key, person.id, round_.items[0].id, 4)
        except Refused as refused:
            reasons.append(refused.reason)
        else:
            reasons.append("")

    assert reasons == ["paper_before_closing", "", "paper_after_publishing"]


async def test_only_a_facilitator_enters_and_only_for_who_counts(house: Any) -> None:
    round_ = await close(house)
    papers, person = papers_of(house), await house.person("boskerk1")
    fien = await house.person("Fien")
    item = round_.items[0].id

    with pytest.raises(NotAllowed):
        await papers.enter(house.account("boskerk2"), round_.key, person.id, item, 4)
    with pytest.raises(NotAllowed):
        await papers.roll(house.account("boskerk2"), round_.key)
    with pytest.raises(NotFound):
        await papers.enter(house.fien, round_.key, fien.id, item, 4)
    with pytest.raises(Invalid):
        await papers.enter(house.fien, round_.key, person.id, item, 6)


async def test_same_press_twice_is_one_answer(house: Any) -> None:
    round_ = await close(house)
    papers, person, update = papers_of(house), await house.person("boskerk1"), house.update()

    for _ in range(2):
        await papers.enter(house.fien, round_.key, person.id, round_.items[0].id, 4, update=update)

    assert [e.kind for e in await house.events()].count("answer") == 1


async def test_roll_lists_the_electorate_and_who_is_done(house: Any) -> None:
    round_ = await close(house)
    papers, person = papers_of(house), await house.person("dalwijk2")
    for item in round_.items:
        await papers.enter(house.fien, round_.key, person.id, item.id, 3)

    roll = await papers.roll(house.fien, round_.key)

    assert len(roll.people) == 9
    assert (roll.done, roll.on_paper) == (frozenset({person.id}), frozenset({person.id}))
    assert (await papers.walk(house.fien, round_.key, person.id)).at is None


async def test_points_are_typed_over_and_must_all_be_placed(house: Any) -> None:
    await house.convene()
    await house.go_to("motieven", round_id="motievenpunten")
    round_ = await house.opened()
    await house.facilitation.close_round(house.fien, round_.key)
    papers, person = papers_of(house), await house.person("aldermeer1")
    (item,) = round_.items

    with pytest.raises(Invalid) as incomplete:
        await papers.enter_text(house.fien, round_.key, person.id, item.id, "A4 B3")
    walk = await papers.enter_text(house.fien, round_.key, person.id, item.id, "A4 B3 C3")

    placed = {item.options[0].id: 4, item.options[1].id: 3, item.options[2].id: 3}
    assert incomplete.value.reason == "paper_incomplete"
    assert walk.answers[item.id].value == placed


async def test_standpunt_on_paper_comes_with_its_text_and_has_no_geen_mening(house: Any) -> None:
    await house.convene()
    await house.go_to("aanpak", round_id="aanpakkeuze")
    round_ = await house.opened()
    await house.facilitation.close_round(house.fien, round_.key)
    papers, speaker = papers_of(house), await house.person("boskerk1")
    item = round_.items[0].id

    with pytest.raises(Invalid) as bare:
        await papers.enter(house.fien, round_.key, speaker.id, item, "condition")
    with pytest.raises(Invalid) as none:
        await papers.enter(house.fien, round_.key, speaker.id, item, None)
    with pytest.raises(NotFound):
        await papers.enter(house.fien, round_.key, (await house.person("boskerk2")).id, item, "agree")
    walk = await papers.enter(house.fien, round_.key, speaker.id, item, "condition", text=" Eerst  geld. ")

    assert (bare.value.reason, none.value.reason) == ("text_empty", "paper_value")
    assert (walk.answers[item].value, walk.answers[item].text) == ("condition", "Eerst geld.")
    assert (await house.stage()).latest[round_.template].state is RoundState.CLOSED


async def test_mark_stands_beside_the_answer_on_paper_and_stays_with_a_correction(house: Any) -> None:
    await house.convene()
    await house.go_to("groslijst")
    round_ = await house.opened()
    await house.facilitation.close_round(house.fien, round_.key)
    papers, person = papers_of(house), await house.person("aldermeer1")
    item = round_.items[0].id

    with pytest.raises(Refused) as first:
        await papers.mark(house.fien, round_.key, person.id, item, on=True)
    await papers.enter(house.fien, round_.key, person.id, item, 2)
    await papers.mark(house.fien, round_.key, person.id, item, on=True)
    walk = await papers.enter(house.fien, round_.key, person.id, item, 1)

    assert first.value.reason == "paper_mark_first"
    assert (walk.answers[item].value, walk.answers[item].unacceptable) == (1, True)
