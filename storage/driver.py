"""The connection to SQLite beside the event loop, at the price of one change of thread a statement.

aiosqlite changes thread for each step of a cursor: to make it, to execute, to fetch, to close. Together these cost
many times the statement. Here a cursor does all of it in one go, and what needs no work of SQLite changes no thread.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Self, TypeVar

import aiosqlite

CHUNK = 64
"""Rows that aiosqlite reads at a time where somebody walks through a cursor of its own."""

_T = TypeVar("_T")
_Result = tuple[Sequence[Any] | None, Sequence[Any], int, int | None]
"""Description, rows, number of rows changed, id of the last row added."""


class Driver(aiosqlite.Connection):
    """A connection whose cursors are `WholeCursor`s.

    What its thread has begun is waited for, also by who is cancelled meanwhile: it cannot be called back, and
    nothing else may use the connection before it is done.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, CHUNK)
        self._thread.daemon = True  # a connection that nobody closed holds up no exit

    def cursor(self) -> "WholeCursor":  # type: ignore[override]  # made without a change of thread
        return WholeCursor(self)

    async def commit(self) -> None:
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        if self.in_transaction:
            await super().rollback()

    async def run(self, function: Callable[..., _T], *given: Any) -> _T:
        """Call it in the connection's thread, with SQLite's own connection first. Raises ValueError when closed."""
        result: _T = await self._execute(function, self._conn, *given)
        return result

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """As aiosqlite's, but not to be broken off."""
        if not self._running or not self._connection:
            raise ValueError("Connection closed")
        done = _Unbreakable(loop=asyncio.get_running_loop())
        self._tx.put_nowait((done, partial(fn, *args, **kwargs)))
        try:
            return await done
        except asyncio.CancelledError:
            done.exception()  # looked at, so that it is not reported as lost
            raise


class WholeCursor:
    """A statement with all of its rows, for who takes them at once: the toolkit's adapter does."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._rows: Sequence[Any] = ()
        self.description: Sequence[Any] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Any = ()) -> Self:
        self._take(await self._driver.run(_execute, sql, parameters))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> Self:
        self._take(await self._driver.run(_execute_many, sql, parameters))
        return self

    async def fetchall(self) -> Sequence[Any]:
        found, self._rows = self._rows, ()
        return found

    async def close(self) -> None:
        """SQLite's cursor was closed when its rows were read."""

    def _take(self, result: _Result) -> None:
        self.description, self._rows, self.rowcount, self.lastrowid = result


class _Unbreakable(asyncio.Future[Any]):
    """Who is cancelled while he waits for it, goes on waiting, and is cancelled then."""

    def cancel(self, msg: Any | None = None) -> bool:
        return False


def open_driver(database: str, **settings: Any) -> Driver:
    """The connection, to be awaited; `settings` are those of `sqlite3.connect`."""
    return Driver(lambda: sqlite3.connect(database, **settings))


def _execute(connection: sqlite3.Connection, sql: str, parameters: Any) -> _Result:
    return _read_out(connection.execute(sql, parameters))


def _execute_many(connection: sqlite3.Connection, sql: str, parameters: Iterable[Any]) -> _Result:
    return _read_out(connection.executemany(sql, parameters))


def _read_out(cursor: sqlite3.Cursor) -> _Result:
    """Rows first: a statement that gives rows has counted what it changed only when they are read."""
    try:
        rows = cursor.fetchall() if cursor.description else ()
        return cursor.description, rows, cursor.rowcount, cursor.lastrowid
    finally:
        cursor.close()
