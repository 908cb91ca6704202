"""What waits for one chat: messages that must arrive, in order, and cards, of which only the newest counts."""

import asyncio
import math
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bot.platform.backoff import Backoff
from bot.platform.calls import Call, NotSent, Render
from bot.platform.limits import Limits, pace_of


@dataclass(kw_only=True, eq=False)
class Message:
    """A call that must arrive. `since` is the moment of its first failure."""

    call: Call
    arrival: asyncio.Future[Any]
    not_before: float = -math.inf
    since: float | None = None
    backoff: Backoff = field(default_factory=Backoff)

    def arrive(self, result: Any) -> None:
        if not self.arrival.done():
            self.arrival.set_result(result)

    def fail(self, error: Exception) -> None:
        if not self.arrival.done():
            self.arrival.set_exception(error)


@dataclass(kw_only=True, eq=False)
class Card:
    """A card whose state has changed since it was shown. `failures` counts those of its own rendering."""

    slot: str
    render: Render
    not_before: float = -math.inf
    failures: int = 0
    was_gone: bool = False
    backoff: Backoff = field(default_factory=Backoff)


class ChatQueue:
    """One chat's queue, and when its next call may leave. Moments are in seconds."""

    def __init__(self, chat: int, limits: Limits, *, debounce: float) -> None:
        self.chat = chat
        self.messages: deque[Message] = deque()
        self.cards: dict[str, Card] = {}
        self.blocked_until = -math.inf
        self.changed = asyncio.Event()
        self.worker: asyncio.Task[None] | None = None
        self._pace = pace_of(chat, limits)
        self._debounce = debounce
        self._shown: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self.messages) + len(self.cards)

    def show(self, slot: str, render: Render) -> None:
        """Newest wins, in the place that the card had in the queue already."""
        card = self.cards.get(slot)
        if card is None:
            self.cards[slot] = Card(slot=slot, render=render)
        else:
            card.render = render
            card.failures = 0

    def put_back(self, card: Card) -> None:
        """Once more, unless something newer waits already."""
        newer = self.cards.get(card.slot)
        if newer is None:
            self.cards[card.slot] = card
        else:
            newer.not_before = max(newer.not_before, card.not_before)
            newer.was_gone = card.was_gone
            newer.backoff = card.backoff

    def note_call(self, now: float) -> None:
        """A call to this chat has ended now, and counts for its limits."""
        self._pace.note(now)

    def note_shown(self, slot: str, now: float) -> None:
        """This card has been shown; not again before the debounce is over."""
        self._shown = {name: moment for name, moment in self._shown.items() if moment + self._debounce > now}
        self._shown[slot] = now

    def wait(self, now: float, *, hurry: bool) -> float | None:
        """Seconds until something may leave; None when nothing waits. In a `hurry` cards are not debounced."""
        self._pass_over_cancelled()
        waits = []
        if self.messages:
            waits.append(max(self.messages[0].not_before - now, self._pace.wait(now, card=False)))
        if self.cards:
            due = min(self._due(card, hurry=hurry) for card in self.cards.values())
            waits.append(max(due - now, self._pace.wait(now, card=True)))
        return max(min(waits), self.blocked_until - now, 0.0) if waits else None

    def take(self, now: float, *, hurry: bool) -> Message | Card | None:
        """What leaves now: a message that must arrive before any card."""
        self._pass_over_cancelled()
        if self.blocked_until > now:
            return None
        if self.messages and self.messages[0].not_before <= now:
            return self.messages.popleft()
        if self._pace.wait(now, card=True) > 0:
            return None
        for slot, card in self.cards.items():
            if self._due(card, hurry=hurry) <= now:
                return self.cards.pop(slot)
        return None

    def is_idle(self, now: float) -> bool:
        """Whether it can be forgotten: nothing waits, and no limit remembers it."""
        return self.worker is None and not self and self.blocked_until <= now and self._pace.is_rested(now)

    def hand_over(self, other: "ChatQueue") -> None:
        """Everything that waits goes to the queue of the chat that this one has become."""
        other.messages.extendleft(reversed(self.messages))
        self.messages.clear()
        for slot, card in self.cards.items():
            other.cards.setdefault(slot, card)
        self.cards.clear()

    def fail_all(self) -> None:
        """Nothing of this will be sent."""
        while self.messages:
            self.messages.popleft().fail(NotSent())
        self.cards.clear()

    def _due(self, card: Card, *, hurry: bool) -> float:
        if hurry:
            return card.not_before
        return max(card.not_before, self._shown.get(card.slot, -math.inf) + self._debounce)

    def _pass_over_cancelled(self) -> None:
        while self.messages and self.messages[0].arrival.cancelled():
            self.messages.popleft()
