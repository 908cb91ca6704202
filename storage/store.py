"""The store: `flows.ports.Store` over the one writer and the reading connections."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from flows.errors import NotFound, StorageError
from flows.ports import Account, Clock, Footing, Pending, Press, Randomness, Verdict, VerdictWord
from storage import outbox, schema
from storage.audit import verify_chain
from storage.failures import translated
from storage.glance import Glance
from storage.guests import Guests
from storage.patience import complete
from storage.reading import BIGGEST_KEY, KnownItems, SqliteView
from storage.rows import to_pending
from storage.ruling import is_sound
from storage.working import SqliteWork
from storage.writer import Writer

QUARANTINE_ROWS: Final = 1_000
"""Unreadable updates that are kept, the latest."""

QUARANTINE_LENGTH: Final = 16_384
"""Characters kept of one."""


class SqliteStore:
    """Made by `storage.engine.open_store`."""

    def __init__(
        self, writer: Writer, readers: AsyncEngine, glance: Glance, *, clock: Clock, randomness: Randomness
    ) -> None:
        self._writer = writer
        self._glance = glance
        self._readers = readers
        self._clock = clock
        self._randomness = randomness
        self._items = KnownItems()
        self._told: Callable[[], None] = lambda: None
        self._is_over = False
        self._guests = Guests()

    async def end(self) -> None:
        """Let nobody in any more, and see out who is inside."""
        self._is_over = True
        await self._guests.see_out()
        await self._glance.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqliteWork]:
        with self._let_in():
            async with self._writer.turn() as connection:
                work = SqliteWork(connection, clock=self._clock, randomness=self._randomness)
                try:
                    yield work
                finally:
                    work.end()
                    if work.must_scrub:
                        self._writer.scrub()
                if work.has_told:
                    self._told()

    def listen(self, told: Callable[[], None]) -> None:
        self._told = told

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqliteView]:
        with self._let_in():
            with translated():
                connection = await self._readers.connect()
            view = SqliteView(connection, known=self._items)
            try:
                yield view
            finally:
                view.end()
                await complete(connection.close())

    async def record(self, press: Press) -> Verdict:
        """A cancelled caller's answer is stored all the same."""
        if not is_sound(press):
            return Verdict(word=VerdictWord.INVALID)
        return await self._writer.press(press)

    async def footing(self, account: Account, round_: int) -> Footing:
        """Raises NotFound."""
        if not 0 < round_ < BIGGEST_KEY:
            raise NotFound(f"round {round_}")
        with self._let_in():
            return await self._glance.footing(account, round_)

    async def pending(self, limit: int) -> tuple[Pending, ...]:
        """At most one notice per recipient: call again after `sent`."""
        async with self.reading() as view:
            return tuple(to_pending(row) for row in await view.ask(outbox.due(at=self._clock.now(), limit=limit)))

    async def sent(self, pending: int) -> None:
        await self._run(outbox.sent(pending))

    async def postpone(self, pending: int, until: datetime) -> None:
        await self._run(outbox.postpone(pending, until=until))

    async def give_up(self, pending: int, why: str) -> None:
        await self._run(outbox.give_up(pending, why=why))

    async def quarantine(self, channel: str, number: int | None, raw: str, why: str) -> None:
        """Keep an update that could not be read, cut to `QUARANTINE_LENGTH`; the oldest make room."""
        table = schema.quarantine
        newest = sa.select(sa.func.max(table.c.id)).scalar_subquery()
        await self._run(
            sa.insert(table).values(
                channel=channel,
                number=number,
                moment=self._clock.now(),
                raw=_storable(raw)[:QUARANTINE_LENGTH],
                why=_storable(why)[:QUARANTINE_LENGTH],
            ),
            sa.delete(table).where(table.c.id <= newest - QUARANTINE_ROWS),
        )

    async def verify_chain(self, conference: str) -> int | None:
        """The number of the first line of the audit log that does not fit; None when all do."""
        async with self.reading() as view:
            return verify_chain(await view.entries(conference))

    async def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file, a sentence each; empty when all is well."""
        async with self.reading() as view:
            damage = [row["quick_check"] for row in await view.ask(sa.text("PRAGMA quick_check"))]
            orphans = await view.ask(sa.text("PRAGMA foreign_key_check"))
        faults = [f"{row['table']} names a missing {row['parent']}" for row in orphans]
        return [line for line in damage if line != "ok"] + faults

    @contextmanager
    def _let_in(self) -> Iterator[None]:
        if self._is_over:
            raise StorageError("the store is closed")
        with self._guests.inside():
            yield

    async def _run(self, *statements: sa.Executable) -> None:
        async with self.writing() as work:
            for statement in statements:
                await work.run(statement)
            await work.commit()


def _storable(text: str) -> str:
    """Without what SQLite's text cannot hold."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "?")
