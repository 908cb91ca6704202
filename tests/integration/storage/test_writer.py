"""The one writer: order, cancellation, rollback, and failures of the disk."""

import asyncio
import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from flows.errors import NotFound, StaleWrite, StorageError
from flows.ports import VerdictWord


async def values_of(scene: Any) -> dict[str, Any]:
    async with scene.store.reading() as view:
        return {ballot.participant: ballot.value for ballot in await view.ballots(scene.round.key)}


async def test_record_cancelled_caller_has_voted(scene: Any) -> None:
    vote = asyncio.create_task(scene.store.record(scene.press("anna", "4", number=1)))
    await asyncio.sleep(0)
    vote.cancel()

    later = await scene.store.record(scene.press("bram", "2", number=2))

    assert later.word is VerdictWord.STORED
    assert vote.cancelled()
    assert await values_of(scene) == {"anna": 4, "bram": 2}


async def test_record_waits_for_a_use_case_and_comes_after_it(scene: Any) -> None:
    async with scene.store.writing() as work:
        vote = asyncio.create_task(scene.store.record(scene.press("anna", "4")))
        await work.set_setting("a", "1")
        seen = await work.ballots(scene.round.key)
        await work.commit()

    assert seen == ()
    assert (await vote).word is VerdictWord.STORED


async def test_writing_without_commit_saves_nothing(scene: Any) -> None:
    async with scene.store.writing() as work:
        await work.set_setting("a", "1")
        await work.put_answer(scene.press("anna", "4", number=1))

    async with scene.store.reading() as view:
        assert await view.setting("a") is None
    assert await values_of(scene) == {}
    assert (await scene.store.record(scene.press("anna", "4", number=1))).word is VerdictWord.STORED


async def test_writing_error_rolls_back_and_leaves_the_writer_usable(scene: Any) -> None:
    async def spoil() -> None:
        async with scene.store.writing() as work:
            await work.set_setting("a", "1")
            raise LookupError

    with pytest.raises(LookupError):
        await spoil()

    async with scene.store.writing() as work:
        assert await work.setting("a") is None
        await work.set_setting("a", "2")
        await work.commit()
    assert (await scene.store.record(scene.press("anna"))).word is VerdictWord.STORED


async def test_writing_cancelled_inside_rolls_back_and_frees_the_writer(scene: Any) -> None:
    inside = asyncio.Event()

    async def linger() -> None:
        async with scene.store.writing() as work:
            await work.set_setting("a", "1")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(linger())
    await inside.wait()
    task.cancel()

    verdict = await scene.store.record(scene.press("anna"))

    assert verdict.word is VerdictWord.STORED
    async with scene.store.reading() as view:
        assert await view.setting("a") is None


async def test_writing_cancelled_while_waiting_is_passed_over(scene: Any) -> None:
    async def write() -> None:
        async with scene.store.writing():
            pass

    async with scene.store.writing():
        waiting = asyncio.create_task(write())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait({waiting})

    assert (await scene.store.record(scene.press("anna"))).word is VerdictWord.STORED


async def test_writing_statement_cancelled_half_way_leaves_nothing_half(scene: Any) -> None:
    async def write(work: Any) -> None:
        for number in range(50):
            await work.set_setting(f"s{number}", "1")

    async def use() -> None:
        async with scene.store.writing() as work:
            await write(work)
            await work.commit()

    task = asyncio.create_task(use())
    for _ in range(20):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task})

    async with scene.store.writing() as work:
        assert await work.setting("s0") is None
        await work.set_setting("after", "1")
        await work.commit()


async def test_writing_recording_inside_is_a_mistake_that_is_told(scene: Any) -> None:
    async with scene.store.writing():
        with pytest.raises(RuntimeError):
            await scene.store.record(scene.press("anna"))


async def test_work_after_its_block_is_refused(scene: Any) -> None:
    async with scene.store.writing() as work:
        pass

    with pytest.raises(RuntimeError):
        await work.set_setting("a", "1")


async def test_writing_sees_nothing_of_it_before_the_commit_elsewhere(scene: Any) -> None:
    async with scene.store.writing() as work, scene.store.reading() as view:
        await work.set_setting("a", "1")
        before = await view.setting("a")
        await work.commit()
        same_moment = await view.setting("a")

    assert [before, same_moment] == [None, None]


async def test_save_conference_stale_is_refused(scene: Any) -> None:
    async with scene.store.reading() as view:
        loaded = await view.conference("dal")
    async with scene.store.writing() as work:
        saved = await work.save_conference(replace(loaded, phase="vorm"))
        await work.commit()

    async with scene.store.writing() as work:
        with pytest.raises(StaleWrite):
            await work.save_conference(replace(loaded, phase="motieven"))
    assert saved.version == loaded.version + 1


async def test_save_round_stale_is_refused(scene: Any) -> None:
    async with scene.store.writing() as work:
        await work.save_round(scene.round)
        with pytest.raises(StaleWrite):
            await work.save_round(scene.round)


async def test_foreign_keys_hold(scene: Any) -> None:
    async with scene.store.writing() as work:
        with pytest.raises(NotFound):
            await work.set_position(scene.round.key, "nobody", "inkoop")


async def test_record_full_disk_fails_all_and_later_ones_are_stored(scene: Any) -> None:
    limit_pages(scene, 1)

    failed = await asyncio.gather(
        *(scene.store.record(scene.press(person, "4" * 9_000, number=i)) for i, person in enumerate(("anna", "bram")))
    )
    with pytest.raises(StorageError):
        async with scene.store.writing() as work:
            await work.set_setting("big", "x" * 100_000)
    limit_pages(scene, 1_000_000)
    stored = await scene.store.record(scene.press("anna", "4", number=0))

    assert [verdict.word for verdict in failed] == [VerdictWord.FAILED, VerdictWord.FAILED]
    assert stored.word is VerdictWord.STORED
    assert await values_of(scene) == {"anna": 4}


def limit_pages(scene: Any, pages: int) -> None:
    """Let the database file grow to no more than so many pages (or what it has already)."""
    connection = scene.store._writer._connection.sync_connection
    driver: sqlite3.Connection = connection.connection.driver_connection._conn
    driver.execute(f"PRAGMA max_page_count = {pages}")
