"""A strict server on a free port, a clock that stands still until a test moves it, and the two sides of Telegram."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer

Reply = tuple[int, dict[str, Any]]
Caller = Callable[..., Awaitable[Reply]]


class StandingClock:
    """Time that passes only when a test says so."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []
        self._lay_down = asyncio.Condition()

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        awake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        async with self._lay_down:
            self._sleepers.append((self._now + timedelta(seconds=seconds), awake))
            self._lay_down.notify_all()
        await awake

    async def asleep(self, count: int) -> None:
        """Until so many wait for this clock."""
        async with self._lay_down:
            await self._lay_down.wait_for(lambda: len(self._sleepers) >= count)

    def pass_by(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        due = [awake for moment, awake in self._sleepers if moment <= self._now and not awake.done()]
        self._sleepers = [(moment, awake) for moment, awake in self._sleepers if moment > self._now]
        for awake in due:
            awake.set_result(None)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
async def server(clock: StandingClock) -> AsyncIterator[BotApiServer]:
    async with BotApiServer(clock) as server:
        yield server


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator[Bot]:
    """python-telegram-bot's own, unmodified."""
    async with Bot(server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot") as bot:
        yield bot


@pytest.fixture
async def call(server: BotApiServer) -> AsyncIterator[Caller]:
    """A bare client: `await call("sendMessage", chat_id=1, ...)` gives the HTTP status and the envelope."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, *, token: str = server.token, **values: Any) -> Reply:
            async with session.post(f"{server.url}/bot{token}/{method}", json=values) as response:
                return response.status, await response.json()

        yield call


@pytest.fixture
def anna(server: BotApiServer) -> Person:
    return Person(server, 71001, "Anna", last_name="de Wit", username="annadewit")


@pytest.fixture
def bram(server: BotApiServer) -> Person:
    return Person(server, 71002, "Bram")
