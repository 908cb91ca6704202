"""Telegram's limits on sending: one a second in a chat, twenty a minute in a group, thirty a second over all."""

import math
from collections import deque
from dataclasses import dataclass

WINDOW = 60.0


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Messages and edits together. Rates are per second; a burst is what may come at once after a rest."""

    chat_rate: float = 1.0
    chat_burst: int = 5
    group_minute: int = 20
    total_rate: float = 30.0
    total_burst: int = 30


class Floods:
    """Counts what was let through. Moments are seconds of the rehearsal's clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._chats: dict[int, _Bucket] = {}
        self._groups: dict[int, deque[float]] = {}
        self._total = _Bucket(limits.total_rate, limits.total_burst)

    def admit(self, chat: int, *, moment: float) -> int:
        """0 when this message or edit goes through, else after how many whole seconds to try again.

        A refused one is not counted. Groups have negative ids, as everywhere in Telegram.
        """
        bucket = self._chats.get(chat)
        if bucket is None:
            bucket = self._chats[chat] = _Bucket(self._limits.chat_rate, self._limits.chat_burst)
        recent = self._recent(chat, moment=moment) if chat < 0 else None
        wait = max(bucket.wait(moment), self._total.wait(moment))
        if recent is not None and len(recent) >= self._limits.group_minute:
            wait = max(wait, recent[0] + WINDOW - moment)
        if wait > 0:
            return math.ceil(wait)
        bucket.tokens -= 1
        self._total.tokens -= 1
        if recent is not None:
            recent.append(moment)
        return 0

    def _recent(self, group: int, *, moment: float) -> deque[float]:
        recent = self._groups.setdefault(group, deque())
        while recent and moment - recent[0] >= WINDOW:
            recent.popleft()
        return recent


class _Bucket:
    """Tokens that come back at a rate, up to the burst."""

    __slots__ = ("burst", "filled", "rate", "tokens")

    def __init__(self, rate: float, burst: int) -> None:
        self.rate = rate
        self.burst = burst
        self.tokens = float(burst)
        self.filled = 0.0

    def wait(self, moment: float) -> float:
        """Seconds until there is a token; 0 when there is one."""
        self.tokens = min(self.burst, self.tokens + max(0.0, moment - self.filled) * self.rate)
        self.filled = moment
        return max(0.0, (1 - self.tokens) / self.rate)
