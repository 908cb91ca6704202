"""The store itself, and what else a service needs that is not pure: time and chance."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from flows.ports.records import Account, Footing, Pending, Press, Verdict
from flows.ports.view import View
from flows.ports.work import Work


class Clock(Protocol):
    """The time, as a port: tests and rehearsals bring their own."""

    def now(self) -> datetime:
        """The current moment in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of this clock."""
        ...


class Store(Protocol):
    """The one place where conferences are kept."""

    def writing(self) -> AbstractAsyncContextManager[Work]:
        """A transaction, run alone by the one writer; rolled back unless committed. Raises StorageError."""
        ...

    def reading(self) -> AbstractAsyncContextManager[View]: ...

    async def record(self, press: Press) -> Verdict:
        """Store one answer, together with all others that wait, in one commit; returns after it is durable."""
        ...

    async def footing(self, account: Account, round_: int) -> Footing:
        """What a tap needs to know, in one statement: this is read with every press. Raises NotFound."""
        ...

    def listen(self, told: Callable[[], None]) -> None:
        """Call this after every commit that put something in the outbox."""
        ...

    async def pending(self, limit: int) -> tuple[Pending, ...]:
        """Notices that are due, oldest first per recipient."""
        ...

    async def sent(self, pending: int) -> None:
        """It has arrived."""
        ...

    async def postpone(self, pending: int, until: datetime) -> None:
        """It failed; try again then."""
        ...

    async def give_up(self, pending: int, why: str) -> None:
        """It can never arrive (blocked, no such chat)."""
        ...


class Randomness(Protocol):
    """Where unguessable things come from; a rehearsal may bring a seeded one."""

    def token_bytes(self, size: int) -> bytes: ...
