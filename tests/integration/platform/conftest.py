"""A clock that moves by hand, and a small Bot API server that answers as a test tells it to."""

import asyncio
import heapq
import itertools
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.platform.api import BotApi, make_bot

TOKEN = "7000000001:AArehearsal-of-a-platform-00000000"
GRACE = 20.0
"""Real seconds after which something that should happen counts as never happening."""

CALM = 25
"""Rounds of the event loop without a call under way after which nothing more follows by itself."""


async def until(condition: Callable[[], Any]) -> None:
    """Let the event loop run until `condition` holds."""
    async with asyncio.timeout(GRACE):
        while not condition():  # noqa: ASYNC110 - what is waited for lies on the other side of a socket
            await asyncio.sleep(0)


class ManualClock:
    """Time that passes only by `advance`, which wakes sleepers in their order."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._count = itertools.count()
        self.calls_under_way: Callable[[], int] = lambda: 0

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        awake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + timedelta(seconds=seconds), next(self._count), awake))
        await awake

    @property
    def sleepers(self) -> int:
        return sum(not awake.done() for _, _, awake in self._sleepers)

    def set_back(self, seconds: float) -> None:
        """As when somebody corrects the machine's clock."""
        self._now -= timedelta(seconds=seconds)

    async def settle(self) -> None:
        """Until no call is under way and nothing more follows."""
        calm = 0
        async with asyncio.timeout(GRACE):
            while calm < CALM:
                await asyncio.sleep(0)
                calm = 0 if self.calls_under_way() else calm + 1

    async def advance(self, seconds: float) -> None:
        end = self._now + timedelta(seconds=seconds)
        await self.settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            moment, _, awake = heapq.heappop(self._sleepers)
            if awake.done():
                continue
            self._now = max(self._now, moment)
            awake.set_result(None)
            await self.settle()
        self._now = end


class WatchedApi(BotApi):
    """Knows how many of its calls (long polls aside) are under way, so that a test can wait without a clock."""

    under_way = 0

    async def call(self, method: str, *given: Any, **more: Any) -> Any:
        counts = method != "getUpdates"
        self.under_way += counts
        try:
            return await super().call(method, *given, **more)
        finally:
            self.under_way -= counts


@dataclass(frozen=True)
class Received:
    """A call as it arrived. `files` are names and contents by part."""

    method: str
    params: dict[str, Any]
    moment: datetime
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


Reply = tuple[int, dict[str, Any]] | None


def refusal(code: int, description: str = "", **parameters: Any) -> tuple[int, dict[str, Any]]:
    envelope: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        envelope["parameters"] = parameters
    return code, envelope


class FakeTelegram:
    """Answers every call with a fresh message or True, unless a test put other replies in line."""

    def __init__(self, clock: ManualClock) -> None:
        self.port = 0
        self.calls: list[Received] = []
        self.updates: deque[Any] = deque()
        self.offsets: list[int | None] = []
        self.headers: list[dict[str, str]] = []
        self.peers: set[tuple[str, int]] = set()
        self._clock = clock
        self._lines: dict[tuple[str, int | None], deque[Reply]] = defaultdict(deque)
        self._arrived = asyncio.Event()
        self._numbers = itertools.count(1)
        self._runner: web.ServerRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def reply(self, method: str, *replies: Reply, chat: int | None = None) -> None:
        """Put these before the ordinary reply; None drops the connection without any."""
        self._lines[method, chat].extend(replies)

    def arrive(self, *updates: Any) -> None:
        """Updates that wait for the bot until it confirms them."""
        self.updates.extend(updates)
        self._arrived.set()

    def of(self, method: str) -> list[Received]:
        return [call for call in self.calls if call.method == method]

    async def start(self) -> None:
        server = web.Server(self._handle, handler_cancellation=True, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        method = request.path.removeprefix(f"/bot{TOKEN}/")
        received = await self._read(method, request)
        self.headers.append(dict(request.headers))
        if request.transport is not None:
            self.peers.add(request.transport.get_extra_info("peername"))
        self.calls.append(received)
        chat = received.params.get("chat_id")
        for line in (self._lines[method, chat and int(chat)], self._lines[method, None]):
            if line:
                reply = line.popleft()
                if reply is None:
                    assert request.transport is not None
                    request.transport.close()
                    return web.Response()
                return web.json_response(reply[1], status=reply[0])
        if method == "getUpdates":
            return web.json_response({"ok": True, "result": await self._take(received.params)})
        if method.startswith("send"):
            return web.json_response({"ok": True, "result": {"message_id": next(self._numbers)}})
        return web.json_response({"ok": True, "result": True})

    async def _take(self, params: dict[str, Any]) -> list[Any]:
        offset = int(params["offset"]) if "offset" in params else None
        self.offsets.append(offset)
        if offset is not None:
            self.updates = deque(update for update in self.updates if _number(update, offset) >= offset)
        if not self.updates and int(params["timeout"]):
            self._arrived.clear()
            await self._arrived.wait()
        return list(self.updates)[: int(params["limit"])]

    async def _read(self, method: str, request: web.BaseRequest) -> Received:
        params: dict[str, Any] = {}
        files: dict[str, tuple[str, bytes]] = {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = (value.filename, value.file.read())
            else:
                params[name] = value
        return Received(method=method, params=params, moment=self._clock.now(), files=files)


def _number(update: Any, default: int) -> int:
    number = update.get("update_id", default) if isinstance(update, dict) else default
    return number if isinstance(number, int) else default


def message(number: int, *, person: int = 71001, text: str = "") -> dict[str, Any]:
    """An update as Telegram sends it, with the fields that intake looks at."""
    return {
        "update_id": number,
        "message": {"message_id": number, "from": {"id": person}, "chat": {"id": person}, "text": text},
    }


@pytest.fixture(autouse=True)
def _waits_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restored after the test: `make_bot` sets it for the process."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def telegram(clock: ManualClock) -> AsyncIterator[FakeTelegram]:
    server = FakeTelegram(clock)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def open_api(clock: ManualClock) -> Callable[[str, str], AbstractAsyncContextManager[WatchedApi]]:
    """A client of the server at this URL, for whose calls the clock waits."""

    @asynccontextmanager
    async def open_api(url: str, token: str) -> AsyncIterator[WatchedApi]:
        bot = make_bot(token, api_url=url)
        async with bot.request:
            api = WatchedApi(bot)
            clock.calls_under_way = lambda: api.under_way
            yield api

    return open_api


@pytest.fixture
async def api(telegram: FakeTelegram, open_api: Callable[..., Any]) -> AsyncIterator[WatchedApi]:
    async with open_api(telegram.url, TOKEN) as api:
        yield api


@pytest.fixture
def wait_until() -> Callable[..., Any]:
    return until


@pytest.fixture
def refuse() -> Callable[..., Any]:
    return refusal


@pytest.fixture
def update() -> Callable[..., Any]:
    return message
