"""The queue of updates for the bot: confirmed by offset, handed out again until then, gone after their time."""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.objects import to_text
from flows.ports import Clock

FIRST_UPDATE = 500_000_001
CALLBACK_LIFE = 150.0
"""Seconds that a press waits for a bot that is away, and may be answered."""
UPDATE_LIFE = 24 * 3600.0

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


LEAST_REAL = 25.0
"""Real seconds that a press lives at least, however fast the clock runs: what a rehearsal tries out is the bot, and
not whether the machine pauses for a moment."""


def life_of_a_press(clock: Clock) -> float:
    """Seconds of this clock that Telegram waits for a bot to take a press, and to answer it."""
    return max(CALLBACK_LIFE, LEAST_REAL * float(getattr(clock, "factor", 1.0)))


@dataclass(frozen=True, slots=True)
class _Waiting:
    number: int
    payload: str
    expires: float


class Updates:
    """What the bot has not confirmed yet."""

    def __init__(self, clock: Clock) -> None:
        self.allowed: frozenset[str] | None = None
        """Kinds that the bot asked for; None for all but the few that must be asked for."""
        self._clock = clock
        self._next = FIRST_UPDATE
        self._waiting: deque[_Waiting] = deque()
        self._again: list[str] = []
        self._known: dict[int, str] = {}
        self._bell: asyncio.Future[bool] | None = None

    def __len__(self) -> int:
        return len(self._waiting) + len(self._again)

    def add(self, kind: str, body: Mapping[str, Any]) -> int | None:
        """Queue it as it is now; None when the bot does not want this kind. `kind` is the field's name."""
        wanted = kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed
        if not wanted:
            return None
        life = life_of_a_press(self._clock) if kind == "callback_query" else UPDATE_LIFE
        return self._queue({"update_id": self._next, kind: body}, life=life)

    def inject(self, update: Mapping[str, Any]) -> int:
        """Queue anything at all, wanted or not. The id is the next one, unless it brings its own."""
        return self._queue({"update_id": self._next, **update}, life=UPDATE_LIFE)

    def repeat(self, number: int) -> None:
        """Deliver an update once more, confirmed or not, as happens after a confirmation was lost."""
        self._again.append(self._known[number])
        self._ring()

    def begin_anew(self, number: int) -> None:
        """Number on from here, as Telegram does after a week of silence. Raises ValueError while updates wait."""
        if self._waiting:
            raise ValueError("updates are waiting")
        self._next = number

    def take(self, offset: int, *, limit: int) -> list[str]:
        """Confirm everything before `offset` and hand out what waits, as JSON texts, oldest first.

        A negative offset counts from the end and forgets what is before it. An offset beyond the last number, which
        is one of an earlier numbering, confirms nothing.
        """
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        elif offset <= self._next:
            while self._waiting and self._waiting[0].number < offset:
                self._waiting.popleft()
        self._drop_expired()
        again, self._again = self._again[:limit], self._again[limit:]
        count = min(limit - len(again), len(self._waiting))
        return again + [self._waiting[index].payload for index in range(count)]

    async def wait(self, seconds: float) -> bool:
        """Until there is something to take or the real seconds are over; False when another poll took over.

        A long poll is transport: it goes by the real time, like the client's own timeout.
        """
        self.end_poll(taken_over=True)
        bell: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._bell = bell
        try:
            async with asyncio.timeout(seconds):
                return await bell
        except TimeoutError:
            return True
        finally:
            if self._bell is bell:
                self._bell = None

    def end_poll(self, *, taken_over: bool) -> None:
        """Make the waiting poll return, if there is one."""
        bell, self._bell = self._bell, None
        if bell is not None and not bell.done():
            bell.set_result(not taken_over)

    def drop_all(self) -> None:
        self._waiting.clear()
        self._again.clear()

    def allow(self, kinds: Iterable[str]) -> None:
        """From now on; an empty list means the default, as in the Bot API."""
        self.allowed = frozenset(kinds) or None

    def _queue(self, update: dict[str, Any], *, life: float) -> int:
        number = int(update["update_id"])
        payload = to_text(update)
        self._waiting.append(_Waiting(number, payload, self._clock.now().timestamp() + life))
        self._known[number] = payload
        self._next = max(self._next, number + 1)
        self._ring()
        return number

    def _drop_expired(self) -> None:
        if not self._waiting:
            return
        now = self._clock.now().timestamp()
        if any(waiting.expires <= now for waiting in self._waiting):
            self._waiting = deque(waiting for waiting in self._waiting if waiting.expires > now)

    def _ring(self) -> None:
        if self._bell is not None and not self._bell.done():
            self._bell.set_result(True)
