"""Taking updates in: long polling that confirms an update to Telegram only after it was handled.

python-telegram-bot's own loop confirms updates once they are in a queue in memory; what is there when the
process is killed is lost. Here the offset moves on after the handler returned, that is after its commit. What
was not confirmed comes again, so a handler must take the same update twice without harm.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Sequence
from functools import partial
from typing import Any, TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.logs import describe
from bot.platform.api import Caller, seconds_to_wait
from bot.platform.backoff import Backoff
from bot.platform.lanes import Lanes
from bot.platform.numbering import Numbering
from bot.platform.updates import TAKEN, lane_of, number_of
from flows.errors import StorageError
from flows.ports import Clock

T = TypeVar("T")

Handle = Callable[[dict[str, Any]], Awaitable[None]]
"""Handles one update and returns once what must be kept is committed. Slow work belongs elsewhere: the whole
batch waits for it. Raises StorageError (NotStored) to have the update delivered again."""

Quarantine = Callable[[Any, Exception], Awaitable[None]]
"""Puts aside the raw JSON of an update that could not be handled, with what went wrong. It is confirmed then."""

LONG_POLL = 25
"""Seconds that Telegram may hold a request open while there is nothing."""

MARGIN = 10.0
"""Seconds on top of that for the answer to arrive."""

BATCH = 100

_log = structlog.stdlib.get_logger(__name__)


class NotStored(StorageError):
    """An update could not be stored for now: it is not confirmed, and comes again."""


class Polling:
    """One loop per bot. `run` returns after `stop`; it raises InvalidToken when the token never worked.

    Updates of one person are handled in order, and after one that was not stored the person's others wait for
    its second delivery too. Lanes and numbering are the caller's: its handler asks `numbering` for an update's ref.
    """

    def __init__(
        self,
        api: Caller,
        handle: Handle,
        quarantine: Quarantine,
        clock: Clock,
        *,
        lanes: Lanes,
        numbering: Numbering,
        taken: Sequence[str] = TAKEN,
        long_poll: int = LONG_POLL,
    ) -> None:
        self._api = api
        self._handle = handle
        self._quarantine = quarantine
        self._clock = clock
        self._lanes = lanes
        self._numbering = numbering
        self._taken = list(taken)
        self._long_poll = long_poll
        self._network = Backoff()
        self._storage = Backoff()
        self._offset: int | None = None
        self._told: int | None = None
        """The offset that Telegram knows of."""
        self._done: set[int] = set()
        """Handled, but behind one that was not stored, so not to be confirmed yet."""
        self._ever_reached = False
        self._reached = False
        self._stopping = False
        self._waiting: asyncio.Task[Any] | None = None

    @property
    def reached(self) -> bool:
        """Whether the last attempt to fetch updates got through; for the readiness check."""
        return self._reached

    def stop(self) -> None:
        """Have `run` finish what is in hand, confirm it, and return."""
        self._stopping = True
        if self._waiting is not None:
            self._waiting.cancel()

    async def run(self) -> None:
        """Take updates in until stopped, whatever the network does."""
        try:
            while not self._stopping:
                batch = await self._fetch_patiently()
                if batch:
                    await self._take(batch)
        finally:
            self._reached = False
        await self._confirm_last()

    async def _fetch_patiently(self) -> list[Any]:
        """A batch; empty when there was none, when it was stopped, and after waiting out a failure."""
        if self._numbering.is_quiet():
            # an offset of the old numbering could hide the new
            self._offset = self._told = None
            self._done.clear()
        try:
            batch = await self._unless_stopped(self._fetch(self._offset, hold=self._long_poll))
        except TelegramError as error:
            self._reached = False
            if isinstance(error, InvalidToken) and not self._ever_reached:
                raise
            await self._wait_out(error)
            return []
        if batch is None:
            return []
        self._told = self._offset
        self._reached = self._ever_reached = True
        self._network.reset()
        return batch

    async def _fetch(self, offset: int | None, *, hold: int, limit: int = BATCH) -> list[Any]:
        params = {"offset": offset, "limit": limit, "timeout": hold, "allowed_updates": self._taken}
        result = await self._api.call("getUpdates", params, read_timeout=hold + MARGIN)
        if not isinstance(result, list):
            raise TelegramError("The answer to getUpdates is no list")
        return result

    async def _wait_out(self, error: TelegramError) -> None:
        wait = seconds_to_wait(error) if isinstance(error, RetryAfter) else self._network.next()
        _log.warning("no updates fetched", wait=wait, **describe(error))
        if isinstance(error, Conflict) and "webhook" in str(error).lower():
            await self._remove_webhook()
        await self._unless_stopped(self._clock.sleep(wait))

    async def _remove_webhook(self) -> None:
        """An installation that had a webhook before; updates that wait are kept."""
        try:
            await self._api.call("deleteWebhook", {"drop_pending_updates": False})
        except TelegramError as error:
            _log.warning("webhook not removed", **describe(error))

    async def _take(self, batch: list[Any]) -> None:
        """Handle a batch and move the offset past all that is done."""
        try:
            await self._numbering.note()
        except StorageError as error:
            await self._wait_for_storage(error)
            return
        held: set[Hashable] = set()
        work = [self._lanes.submit(lane_of(raw), partial(self._process, raw, held)) for raw in batch]
        done = await asyncio.gather(*work)
        numbers = [number_of(raw) for raw in batch]
        undone = [number for number, well in zip(numbers, done, strict=True) if number is not None and not well]
        known = [number for number in numbers if number is not None]
        if known:
            self._offset = min(undone) if undone else max(known) + 1
        self._done = {number for number in self._done if number > min(undone)} if undone else set()
        if undone or not known:
            await self._wait_for_storage(None)
        else:
            self._storage.reset()

    async def _process(self, raw: Any, held: set[Hashable]) -> bool:
        """Whether the update may be confirmed."""
        number = number_of(raw)
        lane = lane_of(raw)
        if number in self._done:
            return True
        if lane in held:
            return False
        try:
            await self._handle_or_set_aside(raw, number)
        except StorageError as error:
            held.add(lane)
            _log.warning("update not stored", update=number, **describe(error))
            return False
        if number is not None:
            self._done.add(number)
        return True

    async def _handle_or_set_aside(self, raw: Any, number: int | None) -> None:
        try:
            if number is None:
                raise ValueError("an update without a number")  # noqa: TRY301 - goes the way of all that cannot be read
            await self._handle(raw)
        except StorageError:
            raise
        except asyncio.CancelledError:
            if _is_cancelled():
                raise
            await self._set_aside(raw, RuntimeError("something the handler waited for was cancelled"), number)
        except Exception as error:
            _log.error("update set aside", update=number, **describe(error))
            await self._set_aside(raw, error, number)

    async def _set_aside(self, raw: Any, error: Exception, number: int | None) -> None:
        try:
            await self._quarantine(raw, error)
        except StorageError:
            raise
        except Exception as failure:
            # blocking everybody for good would be worse than losing what nobody could read
            _log.error("update lost: it could be neither handled nor set aside", update=number, **describe(failure))

    async def _wait_for_storage(self, error: StorageError | None) -> None:
        wait = self._storage.next()
        _log.warning("updates wait for storage", wait=wait, **(describe(error) if error else {}))
        await self._unless_stopped(self._clock.sleep(wait))

    async def _confirm_last(self) -> None:
        """Telegram learns of the last batch only from a next request; what this one brings comes again later."""
        if self._offset == self._told:
            return
        try:
            await self._fetch(self._offset, hold=0, limit=1)
        except TelegramError as error:
            _log.info("last updates not confirmed: they will come again", **describe(error))

    async def _unless_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """What `work` gives; None when stopped meanwhile."""
        if self._stopping:
            work.close()
            return None
        task: asyncio.Task[T] = asyncio.create_task(work)
        self._waiting = task
        try:
            return await task
        except asyncio.CancelledError:
            if _is_cancelled():
                raise
            return None
        finally:
            self._waiting = None


def _is_cancelled() -> bool:
    """Whether the task that asks is itself being cancelled."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
