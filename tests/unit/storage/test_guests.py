"""Who is inside at closing."""

import asyncio

from storage.guests import Guests


async def test_see_out_nobody_inside_ends_at_once() -> None:
    await Guests().see_out(grace=0)


async def test_see_out_waits_for_who_finishes() -> None:
    guests, may_go, finished = Guests(), asyncio.Event(), []

    async def visit() -> None:
        with guests.inside():
            await may_go.wait()
            finished.append("done")

    visit_task = asyncio.create_task(visit())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(may_go.set)
    await guests.see_out(grace=60)

    assert finished == ["done"]
    await visit_task


async def test_see_out_cancels_who_stays() -> None:
    guests = Guests()

    async def stay() -> None:
        with guests.inside():
            await asyncio.Event().wait()

    staying = asyncio.create_task(stay())
    await asyncio.sleep(0)
    await guests.see_out(grace=0)
    await asyncio.wait({staying})

    assert staying.cancelled()
