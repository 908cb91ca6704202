"""A Bot API server on the own machine: Telegram's HTTP protocol, and Telegram's strictness, without Telegram."""

from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote

from aiohttp import web
from aiohttp.web import BaseRequest, Response

from bot.rehearsal.arrangements import Arrangements
from bot.rehearsal.floods import Floods, Limits
from bot.rehearsal.ledger import Call, Ledger
from bot.rehearsal.methods import Calls
from bot.rehearsal.objects import User, to_text
from bot.rehearsal.requests import Arguments, read_arguments
from bot.rehearsal.rules import Refusal
from bot.rehearsal.world import World
from flows.ports import Clock

DEFAULT_TOKEN = "7000000001:AArehearsal-of-a-conference-0000000"
POLL_MOST = 50
"""Seconds of the longest long poll."""

_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class BotApiServer:
    """Serves one bot on 127.0.0.1, on a port that was free. Use it with `async with`, or `start` and `stop`.

    Limits and times go by `clock`; only the waiting of a long poll goes by the real time. `world` and `ledger` are
    for people (bot.rehearsal.people) and tests; the bot knows only `url` and `token`.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        token: str = DEFAULT_TOKEN,
        username: str = "rondetafel_bot",
        first_name: str = "Rondetafel",
        limits: Limits | None = None,
    ) -> None:
        self.token = token
        self.clock = clock
        bot = User(id=int(token.partition(":")[0]), first_name=first_name, username=username, is_bot=True)
        self.world = World(clock, bot=bot)
        self.port = 0
        self._arrangements = Arrangements(self.world)
        self._methods = Calls(self.world, Floods(limits or Limits())).table | self._arrangements.table
        self._prefix = f"/bot{token}/"
        self._runner: web.ServerRunner | None = None

    @property
    def ledger(self) -> Ledger:
        return self.world.ledger

    @property
    def url(self) -> str:
        """The root, as the official one is https://api.telegram.org."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, *, port: int = 0) -> None:
        """Listen; port 0 takes a free one. People and chats survive a stop and a new start."""
        server = web.Server(self._handle, handler_cancellation=True, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """End the waiting poll and close all connections."""
        self.world.updates.end_poll(taken_over=False)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _handle(self, request: BaseRequest) -> Response:
        path, _, query = request.raw_path.partition("?")
        if "%" in path:
            path = unquote(path)
        if not path.startswith(self._prefix):
            return self._elsewhere(path)
        method = path[len(self._prefix) :].lower()
        given: Arguments | None = None
        try:
            given = await read_arguments(request, query)
            if method == "getupdates":
                taken = await self._get_updates(given)
                self._record(method, given)
                return _raw_ok(f"[{','.join(taken)}]")
            result = self._methods.get(method, _unknown)(given)
        except Refusal as refusal:
            self._record(method, given, refusal=refusal)
            return _refused(refusal)
        self._record(method, given, result=result)
        return _raw_ok(to_text(result))

    def _elsewhere(self, path: str) -> Response:
        """A file, or what no bot has asked for."""
        if path.startswith("/file" + self._prefix):
            wanted = path[len("/file" + self._prefix) :]
            for file in self.world.files.values():
                if file.path == wanted:
                    return Response(body=file.data, content_type="application/octet-stream")
            return _refused(Refusal(404, "Not Found"))
        if path.startswith(("/bot", "/file/bot")):
            return _refused(Refusal(401, "Unauthorized"))
        return _refused(Refusal(404, "Not Found"))

    async def _get_updates(self, given: Arguments) -> list[str]:
        if self.world.settings.webhook["url"]:
            raise Refusal(409, _WEBHOOK_ACTIVE)
        updates = self.world.updates
        offset = given.integer("offset")
        limit = min(max(given.integer("limit", 100), 1), 100)
        self._arrangements.allow_updates(given)
        updates.end_poll(taken_over=True)
        taken = updates.take(offset, limit=limit)
        seconds = min(max(given.integer("timeout"), 0), POLL_MOST)
        if not taken and seconds:
            if not await updates.wait(seconds):
                raise Refusal(409, _CONFLICT)
            taken = updates.take(offset, limit=limit)
        return taken

    def _record(
        self, method: str, given: Arguments | None, *, refusal: Refusal | None = None, result: Any = None
    ) -> None:
        chat = given.integer("chat_id") if given is not None else 0
        message = result.get("message_id") if isinstance(result, dict) else None
        if message is None and given is not None:
            message = given.integer("message_id")
        self.ledger.calls.append(
            Call(
                method=method,
                chat=chat or None,
                message=message or None,
                moment=self.clock.now(),
                status=200 if refusal is None else refusal.code,
                description="" if refusal is None else refusal.description,
            )
        )


def _unknown(_given: Arguments) -> None:
    raise Refusal(404, "Not Found: method not found")


def _raw_ok(result: str) -> Response:
    return Response(body=f'{{"ok":true,"result":{result}}}'.encode(), content_type="application/json")


def _refused(refusal: Refusal) -> Response:
    envelope: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        envelope["parameters"] = refusal.parameters
    return Response(status=refusal.code, body=to_text(envelope).encode(), content_type="application/json")
