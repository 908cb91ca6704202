"""Finishing what was begun when the caller is cancelled half-way."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def complete(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end, also when the caller is cancelled meanwhile; only then does the cancellation go on.

    A statement or commit that is under way in SQLite's thread cannot be called back: most cancelled commits have
    committed. So cancellation never means 'not saved', and nothing else uses the connection before it is done.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # looked at, so that it is not reported as lost
        raise cancelled
    return task.result()
