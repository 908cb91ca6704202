"""The task that empties the outbox: what it reads may be older than what it just sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from types import SimpleNamespace
from typing import Any

from bot.notices import Notices
from flows.ports import Account, Notice, Pending

NOTICE = Notice(key="a:1", conference="dal", kind="announcement", to="anna", data={"text": "Wij beginnen."})


class SlowOutbox:
    """Reads what waits, and gives it only when what was read before is booked: the worst moment there is."""

    def __init__(self) -> None:
        self.waiting = [Pending(id=7, notice=NOTICE, attempts=0)]
        self.reads = 0
        self.booked = asyncio.Event()
        self.second = asyncio.Event()
        self.third = asyncio.Event()

    async def pending(self, _limit: int) -> tuple[Pending, ...]:
        found = tuple(self.waiting)
        self.reads += 1
        if self.reads == 2:
            self.second.set()
            await self.booked.wait()
        if self.reads > 2:
            self.third.set()
        return found

    async def sent(self, _pending: int) -> None:
        self.waiting.clear()
        self.booked.set()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Any]:
        async def accounts(_conference: str) -> dict[str, Account]:
            return {"anna": Account("telegram", "71")}

        yield SimpleNamespace(accounts=accounts)


async def test_notice_that_was_booked_while_the_outbox_was_read_is_not_sent_again() -> None:
    outbox, said = SlowOutbox(), list[int]()
    notices: Any = None

    async def say(chat: int, _card: object, **_more: object) -> None:
        said.append(chat)
        notices.wake()  # the outbox is read again while this is on its way
        await outbox.second.wait()

    async def sleep(_seconds: float) -> None:
        await asyncio.Event().wait()

    house: Any = SimpleNamespace(store=outbox, clock=SimpleNamespace(sleep=sleep), messages=SimpleNamespace(say=say))
    notices = Notices(house)
    running = asyncio.create_task(notices.run())

    async with asyncio.timeout(10):
        await outbox.third.wait()
        await notices.settle()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running

    assert said == [71]
