"""Connections to SQLite: one that writes, a few that only read, with the settings that durability needs."""

import sqlite3
from pathlib import Path
from typing import Any, Final

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from flows.errors import StorageError
from storage.driver import Driver, open_driver

OLDEST_SQLITE: Final = (3, 40, 0)
BUSY_MILLISECONDS: Final = 10_000
READERS: Final = 4

CHECKPOINT_PAGES: Final = 4_000
"""The write-ahead log is copied into the file from this size on (16 MB), or earlier when it is quiet."""


def make_writer(path: Path) -> AsyncEngine:
    """The engine with the one writing connection; every transaction takes the write lock at its beginning."""
    engine = _make_engine(path, size=1)
    _on_connect(
        engine,
        "PRAGMA foreign_keys = ON",
        "PRAGMA synchronous = FULL",
        "PRAGMA secure_delete = ON",  # what is forgotten leaves no copy in free space, now or from an earlier change
        f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}",
    )
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def make_readers(path: Path) -> AsyncEngine:
    """The engine of the reading connections; a transaction sees one moment, and cannot write."""
    engine = _make_engine(path, size=READERS)
    _on_connect(engine, "PRAGMA query_only = ON")
    _begin_with(engine, "BEGIN")
    return engine


async def driver_of(connection: AsyncConnection) -> Driver:
    """The driver's own connection: a statement costs one change of thread there, and no compiling."""
    driver = (await connection.get_raw_connection()).driver_connection
    assert isinstance(driver, Driver)
    return driver


async def check_settings(driver: aiosqlite.Connection, *, path: str) -> None:
    """Raise StorageError when SQLite is too old or did not take a setting (as on some network disks)."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StorageError(f"SQLite {sqlite3.sqlite_version} is too old", path=path)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": BUSY_MILLISECONDS}
    for name, value in wanted.items():
        rows = list(await driver.execute_fetchall(f"PRAGMA {name}"))
        if rows[0][0] != value:
            raise StorageError(f"SQLite does not take {name} = {value}", path=path)


def _make_engine(path: Path, *, size: int) -> AsyncEngine:
    return create_async_engine(
        sa.URL.create("sqlite+aiosqlite", database=str(path)),
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # no answer, name or token in a traceback
        connect_args={
            "isolation_level": None,  # the driver's own BEGIN comes too late and not for every statement
            "async_creator_fn": open_driver,
        },
    )


def _on_connect(engine: AsyncEngine, *pragmas: str) -> None:
    @sa.event.listens_for(engine.sync_engine, "connect")
    def _set(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in (f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}", *pragmas):
            cursor.execute(pragma)
        cursor.close()


def _begin_with(engine: AsyncEngine, statement: str) -> None:
    @sa.event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(statement)
