"""The one writer: a task that owns the one writing connection and takes what waits, in order of arrival.

Presses that wait are committed together, without lingering for more. A use case gets the connection to itself:
the writer hands it over, waits until it is given back, and goes on. Cancelling who waits changes nothing here.
"""

import asyncio
import logging
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from flows.errors import StorageError
from flows.ports import Clock, Press, Randomness, Verdict, VerdictWord
from storage.answers import store_answers
from storage.connection import BUSY_MILLISECONDS, driver_of
from storage.driver import Driver
from storage.failures import translated
from storage.patience import complete

BATCH: Final = 256
"""Presses in one commit, at most."""

IDLE_SECONDS: Final = 5
"""After so much quiet the write-ahead log is emptied into the file."""

SCRUB_SECONDS: Final = 0.25
"""What was taken away for good must leave the log too: so often it is tried while a reader is under way."""

_LOG: Final = logging.getLogger(__name__)
_FAILED: Final = Verdict(word=VerdictWord.FAILED)


@dataclass(frozen=True, kw_only=True)
class _Waiting:
    press: Press
    verdict: asyncio.Future[Verdict]


@dataclass(frozen=True, kw_only=True)
class _Turn:
    granted: asyncio.Future[AsyncConnection]
    over: asyncio.Future[None]


class Writer:
    """Made with a connected engine; `run` is its task."""

    def __init__(
        self, engine: AsyncEngine, connection: AsyncConnection, *, clock: Clock, randomness: Randomness
    ) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = connection
        self._clock = clock
        self._randomness = randomness
        self._queue: deque[_Waiting | _Turn] = deque()
        self._wake = asyncio.Event()
        self._closing = False
        self._is_dirty = True
        self._must_scrub = True  # what was committed just before an end may be in the log still
        self._scrubbed_at = 0.0
        self._holder: asyncio.Task[object] | None = None

    async def press(self, press: Press) -> Verdict:
        """The verdict on one press, once it is durable. Raises StorageError when the store is closed."""
        self._refuse_deadlock()
        future: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
        self._enqueue(_Waiting(press=press, verdict=future))
        return await future

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[AsyncConnection]:
        """The writing connection, for this caller alone; rolled back unless committed. Raises StorageError."""
        self._refuse_deadlock()
        loop = asyncio.get_running_loop()
        turn = _Turn(granted=loop.create_future(), over=loop.create_future())
        self._enqueue(turn)
        try:
            connection = await turn.granted
            self._holder = asyncio.current_task()
            try:
                yield connection
            finally:
                self._holder = None
                await complete(self._roll_back(connection))
        finally:
            if not turn.over.done():
                turn.over.set_result(None)

    async def run(self) -> None:
        """Take what waits until `close`; then let go of the connection."""
        try:
            while await self._has_work():
                if isinstance(self._queue[0], _Turn):
                    await self._grant(self._queue.popleft())
                else:
                    await complete(self._store(self._take_batch()))
                await self._scrub()
        finally:
            self._closing = True
            self._refuse_rest()
            await complete(self._let_go())

    def scrub(self) -> None:
        """Empty the write-ahead log as soon as this turn is over, and not at the next quiet moment."""
        self._must_scrub = True
        self._scrubbed_at = 0.0

    def close(self) -> None:
        """Take nothing more; what waits is still stored."""
        self._closing = True
        self._wake.set()

    def _enqueue(self, job: _Waiting | _Turn) -> None:
        if self._closing:
            raise StorageError("the store is closed")
        self._queue.append(job)
        self._wake.set()

    def _refuse_deadlock(self) -> None:
        """Who holds the connection and waits for the writer waits for himself."""
        if self._holder is not None and self._holder is asyncio.current_task():
            raise RuntimeError("inside `writing` use its own Work: the writer waits until the block ends")

    async def _has_work(self) -> bool:
        while not self._queue and not self._closing:
            self._wake.clear()
            try:
                async with asyncio.timeout(self._patience):
                    await self._wake.wait()
            except TimeoutError:
                await complete(self._checkpoint())
        return bool(self._queue)

    @property
    def _patience(self) -> float | None:
        """Seconds of quiet after which the log is emptied."""
        if self._must_scrub:
            return SCRUB_SECONDS
        return IDLE_SECONDS if self._is_dirty else None

    async def _scrub(self) -> None:
        """Also where it is never quiet: what came in since has to wait no longer than for one attempt."""
        now = asyncio.get_running_loop().time()
        if self._must_scrub and now - self._scrubbed_at >= SCRUB_SECONDS:
            await complete(self._checkpoint())
            self._scrubbed_at = asyncio.get_running_loop().time()

    def _take_batch(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        while self._queue and len(batch) < BATCH:
            job = self._queue[0]
            if isinstance(job, _Turn):
                break
            batch.append(job)
            self._queue.popleft()
        return batch

    async def _grant(self, job: _Waiting | _Turn) -> None:
        if not isinstance(job, _Turn) or job.granted.done():
            return
        self._is_dirty = True
        try:
            connection = await complete(self._connected())
        except StorageError as error:
            if not job.granted.done():
                job.granted.set_exception(error)
            return
        if not job.granted.done():
            job.granted.set_result(connection)
            await complete(_until(job.over))

    async def _store(self, batch: Sequence[_Waiting]) -> None:
        """One commit for all; where one spoils it, a commit for each."""
        self._is_dirty = True
        verdicts = await self._try([waiting.press for waiting in batch])
        if verdicts is None and len(batch) > 1:
            verdicts = [(await self._try([waiting.press]) or [_FAILED])[0] for waiting in batch]
        verdicts = verdicts or [_FAILED]
        for waiting, verdict in zip(batch, verdicts, strict=True):
            if not waiting.verdict.done():
                waiting.verdict.set_result(verdict)

    async def _try(self, presses: Sequence[Press]) -> list[Verdict] | None:
        """The verdicts, durable; all FAILED when storing itself fails; None when it is the presses' own fault."""
        try:
            connection = await self._connected()
            driver = await driver_of(connection)
        except (StorageError, sa.exc.SQLAlchemyError) as error:
            _LOG.error("no connection to write with: %s", type(error).__name__)
            return [_FAILED] * len(presses)
        try:
            return await self._commit(driver, presses)
        except Exception as error:
            _LOG.error(
                "a batch of %d was rolled back: %s", len(presses), getattr(error, "sqlite_errorname", type(error))
            )
            await self._roll_back(connection)
            if isinstance(error, sqlite3.OperationalError):
                return [_FAILED] * len(presses)
            return None

    async def _commit(self, driver: Driver, presses: Sequence[Press]) -> list[Verdict]:
        """In one visit to the connection's thread: every other one costs more than a statement does."""
        at = self._clock.now()

        def store(connection: sqlite3.Connection) -> list[Verdict]:
            connection.execute("BEGIN IMMEDIATE")
            verdicts = store_answers(connection, presses, at=at, randomness=self._randomness)
            connection.execute("COMMIT")
            return list(verdicts)

        return await driver.run(store)

    async def _connected(self) -> AsyncConnection:
        """The writing connection; a new one after a rollback that failed."""
        if self._connection is None:
            with translated():
                self._connection = await self._engine.connect()
        return self._connection

    async def _roll_back(self, connection: AsyncConnection) -> None:
        """Leave no transaction behind, whoever began it; an error may have ended it already, or not."""
        try:
            if connection.in_transaction():
                await connection.rollback()
            driver = await driver_of(connection)
            if driver.in_transaction:
                await driver.execute_fetchall("ROLLBACK")
        except (sa.exc.SQLAlchemyError, sqlite3.Error, ValueError) as error:
            _LOG.error("the writing connection is given up: %s", type(error).__name__)
            self._connection = None
            with suppress(sa.exc.SQLAlchemyError):
                await connection.invalidate()
                await connection.close()

    async def _checkpoint(self) -> None:
        """Empty the write-ahead log; a reader that is under way puts it off to the next quiet moment."""
        if self._connection is None:
            return
        driver = await driver_of(self._connection)
        try:
            await driver.execute_fetchall("PRAGMA busy_timeout = 50")
            ((is_busy, _, _),) = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            self._is_dirty = bool(is_busy)
            self._must_scrub = self._must_scrub and self._is_dirty
        except sqlite3.Error as error:
            _LOG.warning("no checkpoint: %s", type(error).__name__)
        finally:
            await driver.execute_fetchall(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")

    def _refuse_rest(self) -> None:
        while self._queue:
            job = self._queue.popleft()
            future = job.granted if isinstance(job, _Turn) else job.verdict
            if not future.done():
                future.set_exception(StorageError("the store is closed"))

    async def _let_go(self) -> None:
        await self._checkpoint()
        if self._connection is not None:
            await self._connection.close()
            self._connection = None


async def _until(over: asyncio.Future[None]) -> None:
    await over
