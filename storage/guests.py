"""Who is inside a block of the store when it closes: they get a moment to finish, then are cancelled."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

GRACE_SECONDS: Final = 5.0


class Guests:
    """The blocks that are open, each with the task that runs it."""

    def __init__(self) -> None:
        self._tasks: dict[object, asyncio.Task[object] | None] = {}
        self._left = asyncio.Event()
        self._left.set()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """For as long as the block lasts."""
        block = object()
        self._tasks[block] = asyncio.current_task()
        self._left.clear()
        try:
            yield
        finally:
            del self._tasks[block]
            if not self._tasks:
                self._left.set()

    async def see_out(self, *, grace: float = GRACE_SECONDS) -> None:
        """Wait until all have left; after `grace` seconds cancel who has not. Waits at most twice as long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(grace):
                await self._left.wait()
        for task in set(self._tasks.values()):
            if task is not None:
                task.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(grace):
                await self._left.wait()
