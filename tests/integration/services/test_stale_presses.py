"""Buttons of an older card: what they stood for is not on the table any more, and nothing happens or is shown."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.screens.results import Results
from flows.errors import Lost, NotAllowed, NotFound, Refused
from flows.ports import Chat
from flows.services.correcting import Correcting
from flows.services.forgetting import Forgetting
from flows.services.papers import Papers
from flows.services.talking import Talking
from flows.words import Consent, RoundState

GROUP = Chat("telegram", "-1001")


@pytest.fixture
def correcting(house: Any) -> Correcting:
    return Correcting(house.store, clock=house.clock, pack=house.pack)


@pytest.fixture
def results(house: Any) -> Results:
    """A card without links needs no messages."""
    without: Any = None
    return Results(house.store, pack=house.pack, messages=without)


async def back_in_motives(house: Any, correcting: Correcting) -> Any:
    """The concept of the factoren stands ready while the conference is back at the motieven."""
    await house.convene()
    await house.go_to("factoren")
    draft = await house.current()
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")
    return draft


async def state_of(house: Any, key: int) -> RoundState:
    async with house.store.reading() as view:
        return RoundState((await view.round(key)).state)


async def test_concept_of_another_phase_is_not_opened(house: Any, correcting: Correcting) -> None:
    draft = await back_in_motives(house, correcting)

    with pytest.raises(Lost) as caught:
        await house.facilitation.open_round(house.fien, draft.key, update=house.update())

    assert (caught.value.reason, await state_of(house, draft.key)) == ("phase_moved", RoundState.DRAFT)


async def test_closed_round_of_another_phase_is_not_reopened(house: Any, correcting: Correcting) -> None:
    await house.convene()
    await house.go_to("factoren")
    closed = await house.opened()
    await house.facilitation.close_round(house.fien, closed.key)
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")

    with pytest.raises(Lost) as caught:
        await correcting.reopen(house.fien, closed.key, update=house.update())

    assert (caught.value.reason, await state_of(house, closed.key)) == ("phase_moved", RoundState.CLOSED)


async def test_concept_waits_for_the_round_before_it_that_is_asked_again(house: Any, correcting: Correcting) -> None:
    await house.convene()
    await house.advance()
    first = await house.hold()
    second = await house.current()
    await correcting.ask_again(house.fien, house.conference, first.template, seen=1)

    with pytest.raises(Lost):
        await house.facilitation.open_round(house.fien, second.key)

    assert await state_of(house, second.key) is RoundState.DRAFT


async def cancelled(house: Any, correcting: Correcting, *steps: str) -> Any:
    """The motieven were answered and brought this far, when the conference was cancelled."""
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    await house.press("aldermeer1", round_, round_.items[0].id, 4)
    for step in steps:
        await getattr(house.facilitation, step)(house.fien, round_.key)
    await correcting.cancel(house.fien, house.conference, reason="Gestopt.")
    return round_


async def test_nothing_is_entered_from_paper_after_cancelling(house: Any, correcting: Correcting) -> None:
    round_ = await cancelled(house, correcting, "close_round")
    papers, person = Papers(house.store, pack=house.pack), await house.person("boskerk1")

    with pytest.raises(Refused) as caught:
        await papers.enter(house.fien, round_.key, person.id, round_.items[0].id, 4)

    async with house.store.reading() as view:
        assert (caught.value.reason, len(await view.ballots(round_.key))) == ("conference_over", 1)


async def test_no_conversation_goes_on_after_cancelling(house: Any, correcting: Correcting) -> None:
    round_ = await cancelled(house, correcting, "close_round", "publish_round")
    talking = Talking(house.store, clock=house.clock, pack=house.pack)

    with pytest.raises(Refused) as caught:
        await talking.choose(house.fien, round_.key, round_.items[0].id, on=True)

    async with house.store.reading() as view:
        assert (caught.value.reason, await view.talking_points(round_.key)) == ("conference_over", ())


@pytest.mark.parametrize("steps", [(), ("close_round",)])
async def test_answers_of_a_withdrawn_round_are_shown_to_nobody(
    house: Any, correcting: Correcting, results: Results, steps: Sequence[str]
) -> None:
    """The same round stands ready again: who saw the answers would ask it knowing them."""
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    await house.answer_all(round_)
    for step in steps:
        await getattr(house.facilitation, step)(house.fien, round_.key)
    await correcting.withdraw(house.fien, round_.key, reason="Te vroeg.")

    with pytest.raises(NotAllowed):
        await results.card(round_.key, which="short", page=0, linked=False, account=house.fien)


async def test_outcome_that_was_withdrawn_before_the_group_heard_it_is_not_told(
    house: Any, correcting: Correcting, results: Results
) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    await house.answer_all(round_)
    await house.facilitation.close_round(house.fien, round_.key)
    await house.facilitation.publish_round(house.fien, round_.key)
    await correcting.withdraw(house.fien, round_.key, reason="Verkeerde lijst.")

    with pytest.raises(NotFound):
        await results.card(round_.key, which="short", page=0, linked=False)


async def test_summary_that_was_kept_is_old_once_a_text_was_forgotten(house: Any) -> None:
    await house.convene()
    await house.go_to("aanpak", round_id="aanpakkeuze")
    round_ = await house.opened()
    await house.answering.consent(
        house.account("boskerk1"), round_.key, round_.items[0].id, Consent.OBJECTION, update=house.update()
    )
    await house.answering.give_reason(house.account("boskerk1"), "Dat beloven wij al jaren")
    await house.facilitation.close_round(house.fien, round_.key)
    withdrawn = Correcting(house.store, clock=house.clock, pack=house.pack)
    before = await withdrawn.withdraw(house.fien, round_.key, reason="Te vroeg.")

    await Forgetting(house.store, pack=house.pack).forget(
        house.account("boskerk1"), house.conference, nameless="Deelnemer {number}"
    )

    async with house.store.reading() as view:
        assert (await view.round(round_.key)).version == before.version + 1


async def test_group_that_is_tied_late_gets_one_card_of_all_homework(house: Any) -> None:
    await house.convene()
    await house.preparing.open_homework(house.fien, house.conference)
    await house.told()

    await house.roster.link_group(house.fien, house.conference, GROUP)

    assert await house.told() == [("homework_opened", None)]
