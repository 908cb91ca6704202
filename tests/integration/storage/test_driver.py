"""The connection beside the event loop: a statement is one thing, and is finished once it has begun."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.driver import Driver, open_driver

SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT max(i) FROM n"


@pytest.fixture
async def driver(tmp_path: Path) -> AsyncIterator[Driver]:
    opened = open_driver(str(tmp_path / "file.db"), isolation_level=None, check_same_thread=False)
    await opened
    await opened.execute_fetchall("CREATE TABLE thing (name TEXT PRIMARY KEY) STRICT")
    yield opened
    await opened.close()


async def test_cursor_has_rows_and_what_was_changed(driver: Driver) -> None:
    cursor = await driver.cursor().execute("INSERT INTO thing VALUES (?), (?) RETURNING name", ("a", "b"))
    assert (list(await cursor.fetchall()), cursor.rowcount) == ([("a",), ("b",)], 2)
    cursor = await driver.cursor().executemany("INSERT INTO thing VALUES (?)", [("c",), ("d",), ("e",)])
    assert (list(await cursor.fetchall()), cursor.rowcount, cursor.description) == ([], 3, None)


async def test_statement_that_fails_leaves_the_connection_usable(driver: Driver) -> None:
    await driver.execute_fetchall("INSERT INTO thing VALUES ('a')")
    with pytest.raises(sqlite3.IntegrityError):
        await driver.cursor().execute("INSERT INTO thing VALUES ('a')")
    assert list(await driver.execute_fetchall("SELECT name FROM thing")) == [("a",)]


async def test_who_is_cancelled_waits_for_the_statement_that_has_begun(driver: Driver, tmp_path: Path) -> None:
    begun = asyncio.create_task(driver.execute_fetchall(f"INSERT INTO thing VALUES (({SLOW}))"))
    await asyncio.sleep(0)
    begun.cancel()
    with pytest.raises(asyncio.CancelledError):
        await begun
    with closing(sqlite3.connect(tmp_path / "file.db")) as beside:
        assert beside.execute("SELECT count(*) FROM thing").fetchall() == [(1,)]


async def test_nothing_to_commit_or_roll_back_is_no_error(driver: Driver) -> None:
    await driver.commit()
    await driver.rollback()
    await driver.execute_fetchall("BEGIN")
    await driver.execute_fetchall("INSERT INTO thing VALUES ('a')")
    await driver.rollback()
    assert list(await driver.execute_fetchall("SELECT count(*) FROM thing")) == [(0,)]
