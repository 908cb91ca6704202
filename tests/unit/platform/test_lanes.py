"""Lanes: in order per person, side by side between people, bounded."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.platform.lanes import Lanes


class Desk:
    """Work that stays under way until it is let go, and what happened to it."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.busy = 0
        self.most = 0

    def work(self, name: str) -> Callable[[], Awaitable[str]]:
        async def do() -> str:
            self.gates[name] = asyncio.Event()
            self.log.append(f"begin {name}")
            self.busy += 1
            self.most = max(self.most, self.busy)
            await self.gates[name].wait()
            self.busy -= 1
            self.log.append(f"end {name}")
            return name

        return do

    async def until_begun(self, *names: str) -> None:
        async with asyncio.timeout(20):
            while not all(name in self.gates for name in names):  # noqa: ASYNC110 - what is waited for is the order of events itself
                await asyncio.sleep(0)


async def test_one_person_in_order_while_another_goes_on_beside() -> None:
    lanes, desk = Lanes(), Desk()
    first = lanes.submit("anna", desk.work("a1"))
    second = lanes.submit("anna", desk.work("a2"))
    other = lanes.submit("bram", desk.work("b1"))

    await desk.until_begun("a1", "b1")
    desk.gates["b1"].set()
    assert await other == "b1"
    desk.gates["a1"].set()
    await desk.until_begun("a2")
    desk.gates["a2"].set()

    assert [await first, await second] == ["a1", "a2"]
    assert desk.log == ["begin a1", "begin b1", "end b1", "end a1", "begin a2", "end a2"]


async def test_no_more_at_work_than_the_width() -> None:
    lanes, desk = Lanes(width=3), Desk()
    futures = [lanes.submit(person, desk.work(str(person))) for person in range(10)]

    for person in range(10):
        await desk.until_begun(str(person))
        desk.gates[str(person)].set()
    await asyncio.gather(*futures)

    assert desk.most == 3


async def test_exception_goes_to_the_submitter_and_the_lane_goes_on() -> None:
    lanes = Lanes()

    async def fail() -> None:
        raise ValueError("kapot")

    async def succeed() -> int:
        return 4

    failing, succeeding = lanes.submit("anna", fail), lanes.submit("anna", succeed)

    with pytest.raises(ValueError, match="kapot"):
        await failing
    assert await succeeding == 4


async def test_cancelling_what_waits_passes_it_over_and_keeps_the_order() -> None:
    lanes, desk = Lanes(), Desk()
    first, second, third = (lanes.submit("anna", desk.work(name)) for name in ("a1", "a2", "a3"))

    await desk.until_begun("a1")
    second.cancel()
    desk.gates["a1"].set()
    await first
    await desk.until_begun("a3")
    desk.gates["a3"].set()
    await third

    assert desk.log == ["begin a1", "end a1", "begin a3", "end a3"]


async def test_cancelling_what_is_at_work_lets_it_finish() -> None:
    lanes, desk = Lanes(), Desk()
    future = lanes.submit("anna", desk.work("a1"))
    await desk.until_begun("a1")

    future.cancel()
    desk.gates["a1"].set()
    await lanes.drain()

    assert desk.log == ["begin a1", "end a1"]


async def test_nothing_is_left_behind_after_the_work_and_after_closing() -> None:
    lanes, desk = Lanes(width=1), Desk()
    before = len(asyncio.all_tasks())

    done = lanes.submit("anna", desk.work("a1"))
    await desk.until_begun("a1")
    desk.gates["a1"].set()
    await done
    await lanes.drain()
    idle = len(asyncio.all_tasks()), len(lanes._lanes)
    waiting = [lanes.submit(person, desk.work("x")) for person in ("anna", "anna", "bram")]
    await lanes.close()

    assert idle == (before, 0)
    assert (len(asyncio.all_tasks()), len(lanes._lanes)) == (before, 0)
    assert [future.cancelled() for future in waiting] == [True, True, True]


async def test_cancellation_inside_the_work_does_not_end_the_lane() -> None:
    lanes = Lanes()

    async def cancelled_inside() -> None:
        raise asyncio.CancelledError

    async def succeed() -> int:
        return 4

    inside, after = lanes.submit("anna", cancelled_inside), lanes.submit("anna", succeed)

    assert await after == 4
    assert inside.cancelled()
