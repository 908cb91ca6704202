"""An ordered queue per person: one thing at a time for each, different people side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

Work = Callable[[], Awaitable[Any]]


class Lanes:
    """At most `width` things at work at the same time, over all lanes. A lane exists only while it has work."""

    def __init__(self, *, width: int = 64) -> None:
        self._slots = asyncio.Semaphore(width)
        self._lanes: dict[Hashable, deque[tuple[asyncio.Future[Any], Work]]] = {}
        self._workers: set[asyncio.Task[None]] = set()

    def submit(self, lane: Hashable, work: Callable[[], Awaitable[T]]) -> asyncio.Future[T]:
        """Have `work` done after everything that was submitted to this lane before.

        What it returns or raises arrives at the future. A future that is cancelled before its turn is passed
        over; work that has begun is finished, so that nobody's cancelling cuts a commit in two.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        waiting = self._lanes.get(lane)
        if waiting is None:
            waiting = self._lanes[lane] = deque()
            worker = asyncio.create_task(self._serve(lane, waiting))
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)
        waiting.append((future, work))
        return future

    async def drain(self) -> None:
        """Return when nothing is at work or waiting."""
        while self._workers:
            await asyncio.wait(self._workers)

    async def close(self) -> None:
        """Stop at once: what is at work is cancelled, and so are the futures of what waits."""
        workers = list(self._workers)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        # a worker that was cancelled before its first step has not emptied its lane
        for waiting in self._lanes.values():
            _cancel_all(waiting)
        self._lanes.clear()

    async def _serve(self, lane: Hashable, waiting: deque[tuple[asyncio.Future[Any], Work]]) -> None:
        try:
            while waiting:
                async with self._slots:
                    await _do(*waiting.popleft())
        finally:
            _cancel_all(waiting)
            del self._lanes[lane]


async def _do(future: asyncio.Future[Any], work: Work) -> None:
    if future.cancelled():
        return
    try:
        result = await work()
    except asyncio.CancelledError:
        future.cancel()
        if _cancelled():
            raise
    except BaseException as error:
        if not future.cancelled():
            future.set_exception(error)
        if not isinstance(error, Exception):
            raise
    else:
        if not future.cancelled():
            future.set_result(result)


def _cancelled() -> bool:
    """Whether it is the worker that is cancelled, and not something inside its work."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _cancel_all(waiting: deque[tuple[asyncio.Future[Any], Work]]) -> None:
    while waiting:
        waiting.popleft()[0].cancel()
