"""Making update numbers unique for ever, although Telegram begins them anew.

After a week without updates Telegram chooses the next number at random, so a number may come back. Numbers
are therefore counted in epochs: after six quiet days a new one begins. That is before Telegram does so, and
after the 24 hours in which Telegram may deliver an update again.
"""

from datetime import datetime, timedelta
from typing import Protocol

from flows.ports import Clock, UpdateRef

QUIET = timedelta(days=6)
SAVE_EVERY = timedelta(hours=1)
"""The moment of the last update is written down this often; the error is small beside the days above."""


class EpochKeeper(Protocol):
    """Where the epoch outlives a restart."""

    async def load_epoch(self) -> tuple[int, datetime] | None:
        """What was saved last; None at the very first start. Raises StorageError."""
        ...

    async def save_epoch(self, epoch: int, seen: datetime, /) -> None:
        """Durable when this returns. Raises StorageError."""
        ...


class Numbering:
    """The epoch of one channel. `note` before the updates of a batch are handled, `ref` for each of them."""

    def __init__(self, keeper: EpochKeeper, clock: Clock, *, channel: str = "telegram") -> None:
        self._keeper = keeper
        self._clock = clock
        self._channel = channel
        self._loaded = False
        self._epoch = 0
        self._seen: datetime | None = None
        self._saved: datetime | None = None

    def ref(self, number: int) -> UpdateRef:
        """The update with this number, in the epoch of the batch that was noted last."""
        return UpdateRef(channel=self._channel, number=number, epoch=self._epoch)

    def is_quiet(self) -> bool:
        """Whether it has been quiet for so long that numbers may begin anew."""
        return self._seen is not None and self._clock.now() - self._seen >= QUIET

    async def note(self) -> None:
        """Updates have come in now. Raises StorageError, and then nothing may be handled yet."""
        if not self._loaded:
            await self._load()
        now = self._clock.now()
        epoch = self._epoch + 1 if self.is_quiet() else self._epoch
        if epoch != self._epoch or self._saved is None or now - self._saved >= SAVE_EVERY:
            await self._keeper.save_epoch(epoch, now)
            self._saved = now
        self._epoch = epoch
        self._seen = now

    async def _load(self) -> None:
        kept = await self._keeper.load_epoch()
        if kept is not None:
            self._epoch, self._seen = kept
            self._saved = self._seen
        self._loaded = True
