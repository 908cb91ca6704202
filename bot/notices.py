"""Sending what must arrive: notices leave the outbox one by one per recipient, and stay there until they arrived.

A notice is rendered when it is sent, from the state of that moment, so that it never tells something old.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import timedelta
from typing import Final

import structlog
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.house import House
from bot.logs import describe
from bot.platform.calls import NotSent
from bot.screens.messages import private_chat
from bot.telling import TELLERS
from flows.errors import NotFound, StorageError
from flows.ports import Account, Chat, Notice, Pending

BATCH: Final = 64
RETRY: Final = 15.0
"""Seconds until a notice that could not be sent is tried again, times the number of attempts, at most ten."""
IDLE: Final = 20.0
"""Seconds after which the outbox is looked at without being woken."""

_log = structlog.stdlib.get_logger(__name__)


class Notices:
    """The task that empties the outbox."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._store = house.store
        self._clock = house.clock
        self._waker = asyncio.Event()
        self._busy: set[int] = set()
        self._settled: set[int] = set()
        """What was dealt with while the outbox was being read: the reading may not know of it yet."""
        self._heard: set[tuple[str, Chat]] = set()
        """Groups that heard a notice which another group has still to hear."""
        self._arrived: set[int] = set()
        """Told already, but not yet written down as told: not to be sent twice while the storage is out of order."""
        self._tasks: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Something was put in the outbox."""
        self._waker.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._waker.clear()
            self._settled.clear()
            try:
                waiting = await self._store.pending(BATCH)
            except StorageError as error:
                _log.warning("the outbox could not be read", **describe(error))
                waiting = ()
            for pending in waiting:
                if pending.id not in self._busy and pending.id not in self._settled:
                    self._busy.add(pending.id)
                    task = asyncio.create_task(self._deliver(pending))
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)
            await self._rest()

    async def settle(self) -> None:
        """Return when nothing is on its way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Stop what is on its way; it stays in the outbox."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _rest(self) -> None:
        nap = asyncio.ensure_future(self._clock.sleep(IDLE))
        woken = asyncio.ensure_future(self._waker.wait())
        try:
            await asyncio.wait([nap, woken], return_when=asyncio.FIRST_COMPLETED)
        finally:
            nap.cancel()
            woken.cancel()

    async def _deliver(self, pending: Pending) -> None:
        try:
            if pending.id not in self._arrived:
                await self._send(pending.notice)
                self._arrived.add(pending.id)
            await self._store.sent(pending.id)
            self._arrived.discard(pending.id)
        except (Forbidden, BadRequest, NotFound) as error:
            _log.info("a notice can never arrive", kind=pending.notice.kind, **describe(error))
            if isinstance(error, Forbidden):
                await self._book(self._note_unreachable(pending.notice))
            await self._book(self._store.give_up(pending.id, type(error).__name__))
        except NotSent:
            return
        except (TelegramError, StorageError) as error:
            await self._postpone(pending, error)
        except Exception as error:
            _log.error("a notice could not be made", kind=pending.notice.kind, **describe(error))
            await self._postpone(pending, error)
        finally:
            self._settled.add(pending.id)
            self._busy.discard(pending.id)
            self._waker.set()

    async def _postpone(self, pending: Pending, error: Exception) -> None:
        wait = RETRY * min(pending.attempts + 1, 10)
        _log.warning("a notice waits", kind=pending.notice.kind, wait=wait, **describe(error))
        await self._book(self._store.postpone(pending.id, self._clock.now() + timedelta(seconds=wait)))

    async def _book(self, writing: Awaitable[None]) -> None:
        """Write down what became of a notice; where that fails too, a pause keeps it from going round at once."""
        try:
            await writing
        except StorageError as error:
            _log.warning("the outbox could not be written", **describe(error))
            await self._clock.sleep(RETRY)

    async def _send(self, notice: Notice) -> None:
        tell = TELLERS[notice.kind]
        if notice.to is None:
            async with self._store.reading() as view:
                chats = await view.chats(notice.conference)
            await self._tell_groups(notice, chats)
            return
        account = await self._account(notice)
        if account is not None:
            await tell(self._house, notice, private_chat(account), None)

    async def _tell_groups(self, notice: Notice, chats: Sequence[Chat]) -> None:
        """Each group on its own: one that is gone keeps nothing from the others, and nobody hears it twice."""
        failure: TelegramError | None = None
        for chat in chats:
            if (notice.key, chat) in self._heard:
                continue
            try:
                await TELLERS[notice.kind](self._house, notice, int(chat.external), chat)
            except (Forbidden, BadRequest) as error:
                _log.info("a group cannot be told", kind=notice.kind, **describe(error))
            except TelegramError as error:
                failure = error
                continue
            self._heard.add((notice.key, chat))
        if failure is not None:
            raise failure
        self._heard -= {(notice.key, chat) for chat in chats}

    async def _note_unreachable(self, notice: Notice) -> None:
        """Who blocked the bot is shown so on the list, before a round waits for him."""
        account = await self._account(notice)
        if account is not None:
            for conference in await self._house.roster.note_reachable(account, False):
                self._house.desks.refresh_soon(conference)

    async def _account(self, notice: Notice) -> Account | None:
        """Somebody on the list by his id; or an account itself, of who is not on it."""
        channel, is_account, external = (notice.to or "").partition(":")
        if is_account:
            return Account(channel, external)
        async with self._store.reading() as view:
            return (await view.accounts(notice.conference)).get(notice.to or "")
