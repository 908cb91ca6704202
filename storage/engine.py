"""Opening the store: lock, file, settings, migrations, the writer and the readers; and closing all of it."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from flows.errors import Corrupt, WrongDatabase
from flows.ports import Clock, Randomness
from storage import migrations
from storage.connection import check_settings, driver_of, make_readers, make_writer
from storage.failures import translated
from storage.folder import find_file, hold_folder, prepare_file
from storage.glance import open_glance
from storage.patience import complete
from storage.schema import APPLICATION
from storage.store import SqliteStore
from storage.writer import Writer


class SystemRandomness:
    """The system's source of unguessable bytes."""

    def token_bytes(self, size: int) -> bytes:
        return secrets.token_bytes(size)


@asynccontextmanager
async def open_store(
    url_or_path: str | Path, *, clock: Clock, randomness: Randomness | None = None
) -> AsyncIterator[SqliteStore]:
    """The store in this file, made at first use and led to our schema, with its folder to ourselves.

    Raises AlreadyRunning (`path` is the folder), WrongDatabase, Corrupt or StorageError (`path` is the file).
    Leaving the block stores what waits, empties the write-ahead log, and closes every connection.
    """
    path = find_file(url_or_path)
    source = randomness or SystemRandomness()
    with hold_folder(path.parent):
        prepare_file(path)
        writer_engine, readers = make_writer(path), make_readers(path)
        try:
            with translated(path=str(path)):
                connection = await writer_engine.connect()
            try:
                await _prepare(connection, path)
            except BaseException:
                await complete(connection.close())
                raise
            writer = Writer(writer_engine, connection, clock=clock, randomness=source)
            glance = await open_glance(path)
            store = SqliteStore(writer, readers, glance, clock=clock, randomness=source)
            async with _running(writer, store, readers):
                yield store
        finally:
            await complete(_dispose(readers, writer_engine))


@asynccontextmanager
async def _running(writer: Writer, store: SqliteStore, readers: AsyncEngine) -> AsyncIterator[None]:
    task = asyncio.create_task(writer.run(), name="writer")
    try:
        yield
    finally:
        await complete(_close(writer, task, store, readers))


async def _close(writer: Writer, task: asyncio.Task[None], store: SqliteStore, readers: AsyncEngine) -> None:
    """The readers go first, so that the writer is the last to touch the write-ahead log."""
    await store.end()
    await readers.dispose()
    writer.close()
    await task


async def _dispose(*engines: AsyncEngine) -> None:
    for engine in engines:
        await engine.dispose()


async def _prepare(connection: AsyncConnection, path: Path) -> None:
    """Recognise the file before changing anything in it; then settings, soundness, schema."""
    with translated(path=str(path)):
        driver = await driver_of(connection)
        await _recognise(driver, path)
        await driver.execute_fetchall("PRAGMA journal_mode = WAL")
        await check_settings(driver, path=str(path))
        await _check_sound(driver, path)
        await _migrate(connection, driver, path)


async def _recognise(driver: aiosqlite.Connection, path: Path) -> None:
    """An empty file becomes ours; one with our mark is; any other is somebody else's."""
    ((mark,),) = await driver.execute_fetchall("PRAGMA application_id")
    ((tables,),) = await driver.execute_fetchall("SELECT count(*) FROM sqlite_schema")
    if mark == 0 and tables == 0:
        await driver.execute_fetchall(f"PRAGMA application_id = {APPLICATION}")
    elif mark != APPLICATION:
        raise WrongDatabase("this database belongs to another program", path=str(path))


async def _check_sound(driver: aiosqlite.Connection, path: Path) -> None:
    ((finding,),) = await driver.execute_fetchall("PRAGMA quick_check(1)")
    if finding != "ok":
        raise Corrupt(finding, path=str(path))


async def _migrate(connection: AsyncConnection, driver: aiosqlite.Connection, path: Path) -> None:
    """Foreign keys are off meanwhile: making a parent table anew would delete its children."""
    known = migrations.known_revisions()
    current = await connection.run_sync(migrations.current_revision)
    await connection.rollback()
    if current == known[0]:
        return
    if current is not None and current not in known:
        raise WrongDatabase(f"a newer version made this database ({current})", path=str(path))
    await driver.execute_fetchall("PRAGMA foreign_keys = OFF")
    await connection.run_sync(migrations.upgrade)
    orphans = list(await driver.execute_fetchall("PRAGMA foreign_key_check"))
    if orphans:
        await connection.rollback()
        raise Corrupt(f"{orphans[0][0]} names rows that are missing", path=str(path))
    await connection.commit()
    await driver.execute_fetchall("PRAGMA foreign_keys = ON")
