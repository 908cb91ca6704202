"""The time: the real one, and one that runs faster for rehearsals (flows.ports.Clock)."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The clock on the wall."""

    def now(self) -> datetime:
        """In UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Real seconds."""
        await asyncio.sleep(seconds)


class ScaledClock:
    """A clock that starts at `start` and runs `factor` times as fast as the event loop's.

    With factor 60 a real second is a simulated minute. It goes by monotonic time, so that a correction of the
    machine's clock does not bend a rehearsal. Raises ValueError for a factor of 0 or less, or a start without a zone.
    """

    def __init__(self, factor: float, start: datetime, *, origin: float | None = None) -> None:
        if factor <= 0:
            raise ValueError(f"the factor must be above 0, not {factor}")
        if start.tzinfo is None:
            raise ValueError("the start needs a time zone")
        self.factor = factor
        self.start = start.astimezone(UTC)
        self.origin = time.monotonic() if origin is None else origin
        """The monotonic moment at which it said `start`; with it another process has the same clock."""

    def now(self) -> datetime:
        """In UTC, on this clock."""
        return self.start + timedelta(seconds=(time.monotonic() - self.origin) * self.factor)

    async def sleep(self, seconds: float) -> None:
        """Seconds of this clock."""
        await asyncio.sleep(seconds / self.factor)
