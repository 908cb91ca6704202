"""The task that watches the clock: it wakes when something comes due, and has the service tell it.

Nothing that it holds matters: what is due is read from the database each time, also after a kill. It looks at
least every `LONGEST_NAP`, so that a correction of the machine's clock, or a machine that slept, delays nothing
for longer.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog

from bot.logs import describe
from flows.errors import StorageError
from flows.ports import Clock
from flows.services.timing import Timing

LONGEST_NAP: Final = 30.0
"""Seconds."""
SHORTEST_NAP: Final = 0.05
"""Seconds; a clock that is a hair early would otherwise be asked without end."""

_log = structlog.stdlib.get_logger(__name__)


class Timekeeper:
    """`changed` is called for a round of which cards read otherwise now."""

    def __init__(self, timing: Timing, *, clock: Clock, changed: Callable[[int], None]) -> None:
        self._timing = timing
        self._clock = clock
        self._changed = changed
        self._poked = asyncio.Event()
        self._since: datetime | None = None

    def poke(self) -> None:
        """An end time, a schorsing or a conversation changed: look again."""
        self._poked.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._poked.clear()
            await self._rest(await self._look())

    async def _look(self) -> float:
        """Tell what is due; the seconds until it is worth looking again."""
        now = self._clock.now()
        try:
            tick = await self._timing.tick(since=self._since)
        except StorageError as error:
            _log.warning("the clock could not be watched", **describe(error))
            return LONGEST_NAP
        except Exception as error:
            _log.error("watching the clock failed", **describe(error))
            return LONGEST_NAP
        self._since = now
        for key in sorted(tick.changed):
            self._changed(key)
        if tick.next_at is None:
            return LONGEST_NAP
        return min(LONGEST_NAP, max(SHORTEST_NAP, (tick.next_at - self._clock.now()).total_seconds()))

    async def _rest(self, seconds: float) -> None:
        nap = asyncio.ensure_future(self._clock.sleep(seconds))
        poked = asyncio.ensure_future(self._poked.wait())
        try:
            await asyncio.wait([nap, poked], return_when=asyncio.FIRST_COMPLETED)
        finally:
            nap.cancel()
            poked.cancel()
