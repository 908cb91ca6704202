"""Work beside the intake: nothing waits for it, failures are logged, and a stop ends it."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.logs import describe

_log = structlog.stdlib.get_logger(__name__)


class BackgroundTasks:
    """Holds what runs, so that it is neither lost nor left behind."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def start(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        """Run it; what it raises is logged under its name."""
        if self._closed:
            return
        task = asyncio.create_task(_run(name, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Cancel what still runs. Nothing that was stored depends on it."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _run(name: str, work: Callable[[], Awaitable[object]]) -> None:
    try:
        await work()
    except Exception as error:
        _log.error("work in the background failed", work=name, **describe(error))
