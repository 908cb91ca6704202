"""A press that comes right after a change of card was meant for the card before."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards.card import Card
from bot.platform.calls import Delivery, Fate
from bot.screens.messages import Messages

GROUP, CARD = -1001, 7


@dataclass
class Hands:
    """A clock that is set by hand."""

    moment: datetime = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def messages(clock: Hands) -> Messages:
    outgoing: Any = None  # nothing is sent here
    made = Messages(outgoing, clock=clock, username="bot", background=lambda _name, _work: None)
    made.note_sent(GROUP, CARD, "m01")
    clock.moment += timedelta(seconds=60)
    return made


async def edit(messages: Messages, item: str, *, text: str = "", fate: Fate = Fate.DELIVERED) -> None:
    call = messages.changed(GROUP, CARD, Card(f"{item}{text}"), item=item)
    assert call is not None
    assert call.then is not None
    await call.then(Delivery(fate=fate))


@pytest.mark.parametrize(("seconds", "double"), [(0.0, True), (0.59, True), (0.6, False), (5.0, False)])
async def test_press_within_six_tenths_after_the_change_does_not_count(
    messages: Messages, clock: Hands, seconds: float, *, double: bool
) -> None:
    await edit(messages, "m02")
    await clock.sleep(seconds)

    assert messages.is_double_tap(GROUP, CARD, "m02") is double
    assert messages.is_double_tap(GROUP, CARD, "m01") is False


async def test_same_item_shown_anew_is_no_change(messages: Messages, clock: Hands) -> None:
    await edit(messages, "m02")
    await clock.sleep(5)
    await edit(messages, "m02", text=" 4 van 5")

    assert messages.is_double_tap(GROUP, CARD, "m02") is False


async def test_change_that_was_held_up_counts_from_when_it_is_sent(messages: Messages, clock: Hands) -> None:
    assert messages.changed(GROUP, CARD, Card("m02"), item="m02") is not None
    await clock.sleep(30)
    await edit(messages, "m02")
    await clock.sleep(0.5)

    assert messages.is_double_tap(GROUP, CARD, "m02") is True


async def test_after_a_start_the_first_press_tells_what_is_shown(messages: Messages, clock: Hands) -> None:
    other = CARD + 1
    assert messages.is_double_tap(GROUP, other, "m03") is False
    messages.changed(GROUP, other, Card("m03, 1 van 5"), item="m03")

    assert messages.is_double_tap(GROUP, other, "m03") is False


async def test_edit_that_changed_nothing_is_no_change_of_card(messages: Messages) -> None:
    await edit(messages, "m02", fate=Fate.UNCHANGED)

    assert messages.is_double_tap(GROUP, CARD, "m02") is False
