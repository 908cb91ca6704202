"""What was begun is finished, also for a caller that is cancelled."""

import asyncio

import pytest

from storage.patience import complete


async def test_complete_gives_the_result() -> None:
    async def work() -> int:
        return 7

    assert await complete(work()) == 7


async def test_complete_raises_what_the_work_raises() -> None:
    async def work() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await complete(work())


@pytest.mark.parametrize("fails", [False, True])
async def test_complete_cancelled_twice_goes_on_to_the_end(fails: bool) -> None:
    begun, may_end, done = asyncio.Event(), asyncio.Event(), []

    async def work() -> None:
        begun.set()
        await may_end.wait()
        done.append("whole")
        if fails:
            raise LookupError

    caller = asyncio.create_task(complete(work()))
    await begun.wait()
    for _ in range(2):
        caller.cancel()
        await asyncio.sleep(0)
    before = list(done)
    may_end.set()
    await asyncio.wait({caller})

    assert [before, done, caller.cancelled()] == [[], ["whole"], True]
