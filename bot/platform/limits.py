"""Telegram's limits on sending, kept before Telegram refuses. Moments are in seconds and never go back.

Edits count as sends. A group takes 20 in any minute and about one a second; a private chat about one a second,
with short bursts; a bot as a whole about 30 a second (the Bot API's FAQ, 'My bot is hitting limits'). Our
figures stay a little below, since Telegram counts when a call arrives and we when it leaves or ends.
"""

from collections import deque
from dataclasses import dataclass

MINUTE = 60.0


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much goes out at most.

    `group_cards` is what cards may use of a group's minute, so that a message that must arrive finds room.
    """

    group_minute: int = 18
    group_cards: int = 14
    group_spacing: float = 1.0
    private_burst: int = 5
    private_rate: float = 1.0
    all_second: int = 28


class Window:
    """At most `limit` in any `span` seconds."""

    def __init__(self, limit: int, span: float) -> None:
        self._limit = limit
        self._span = span
        self._moments: deque[float] = deque()

    def wait(self, now: float, limit: int | None = None) -> float:
        """Seconds until there is room for one more (under a stricter `limit` than the window's own)."""
        limit = self._limit if limit is None else limit
        self._forget(now)
        if len(self._moments) < limit:
            return 0.0
        return max(self._moments[len(self._moments) - limit] + self._span - now, 0.0)

    def note(self, now: float) -> None:
        """One more, now."""
        self._moments.append(now)

    def reserve(self, now: float) -> float:
        """Take the first room that nobody took yet: the moment, now or later."""
        moment = now + self.wait(now)
        self._moments.append(moment)
        return moment

    def give_back(self, moment: float) -> None:
        """What was reserved at this moment was not needed."""
        if moment in self._moments:
            self._moments.remove(moment)

    def _forget(self, now: float) -> None:
        while self._moments and self._moments[0] + self._span <= now:
            self._moments.popleft()


class Bucket:
    """Tokens that come back at `rate` a second, `size` at most; one is used by each."""

    def __init__(self, size: int, rate: float) -> None:
        self._size = float(size)
        self._rate = rate
        self._tokens = float(size)
        self._filled: float | None = None

    def wait(self, now: float) -> float:
        """Seconds until there is a token."""
        self._fill(now)
        return max((1.0 - self._tokens) / self._rate, 0.0)

    def note(self, now: float) -> None:
        """One token less."""
        self._fill(now)
        self._tokens -= 1.0

    def is_full(self, now: float) -> bool:
        """Whether it remembers nothing any more."""
        self._fill(now)
        return self._tokens >= self._size

    def _fill(self, now: float) -> None:
        if self._filled is not None:
            self._tokens = min(self._tokens + (now - self._filled) * self._rate, self._size)
        self._filled = now


class GroupPace:
    """The limits of one group."""

    def __init__(self, limits: Limits) -> None:
        self._cards = limits.group_cards
        self._minute = Window(limits.group_minute, MINUTE)
        self._spacing = Window(1, limits.group_spacing)

    def wait(self, now: float, *, card: bool) -> float:
        """Seconds until the next may leave."""
        return max(self._minute.wait(now, self._cards if card else None), self._spacing.wait(now))

    def note(self, now: float) -> None:
        """One has been sent; `now` is when its answer came, so that it reached Telegram before."""
        self._minute.note(now)
        self._spacing.note(now)

    def is_rested(self, now: float) -> bool:
        """Whether nothing counts any more."""
        return self._minute.wait(now, 1) == 0.0


class PrivatePace:
    """The limits of one private chat: a few at once, then one a second."""

    def __init__(self, limits: Limits) -> None:
        self._bucket = Bucket(limits.private_burst, limits.private_rate)

    def wait(self, now: float, *, card: bool) -> float:
        """Seconds until the next may leave."""
        return self._bucket.wait(now)

    def note(self, now: float) -> None:
        """One has been sent."""
        self._bucket.note(now)

    def is_rested(self, now: float) -> bool:
        """Whether nothing counts any more."""
        return self._bucket.is_full(now)


def pace_of(chat: int, limits: Limits) -> GroupPace | PrivatePace:
    """Groups have negative ids."""
    return GroupPace(limits) if chat < 0 else PrivatePace(limits)
