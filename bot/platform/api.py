"""Calling the Bot API with raw JSON: what is sent and taken in on hot paths needs no objects.

It shares the request of a python-telegram-bot `Bot`, so the bot's other calls go over the same connections,
and raises the same errors, the tree of telegram.error:

TelegramError
├── RetryAfter       too much was sent; not before so many seconds
├── ChatMigrated     the group has become a supergroup, with another id
├── Forbidden        blocked, removed, never started
├── InvalidToken     the token, or the method, does not exist
├── Conflict         somebody else takes in this bot's updates
└── NetworkError     no answer, or a fault of the server
    ├── TimedOut     no answer in time; whether it was processed is unknown
    └── BadRequest   wrong, and wrong again when repeated
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from telegram import Bot, InputFile
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # no public way makes a RequestData

from bot.platform.transport import AiohttpRequest


@dataclass(frozen=True)
class Upload:
    """A file to send. `name` is what the receiver sees."""

    name: str
    content: bytes = field(repr=False)


Files = Mapping[str, Upload]
"""By name of the part: the parameter itself ('document'), or what `attach://NAME` in a parameter points to."""


class Caller(Protocol):
    """Whatever calls the Bot API."""

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Files | None = None,
        *,
        read_timeout: float | None = None,
    ) -> Any:
        """The `result` of the answer. Raises telegram.error.TelegramError."""
        ...


class BotApi:
    """The Bot API through the connections of `bot`, which must be initialized."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Files | None = None,
        *,
        read_timeout: float | None = None,
    ) -> Any:
        """Call `method` and give back the `result` of its answer, as JSON.

        A parameter that is None is left out. `read_timeout` in seconds, where the transport's default does not do.
        """
        parameters = [RequestParameter(name, value, None) for name, value in (params or {}).items()]
        for name, upload in (files or {}).items():
            parameters.append(RequestParameter(name, None, [InputFile(upload.content, filename=upload.name)]))
        try:
            return await self._bot.request.post(
                f"{self._bot.base_url}/{method}",
                RequestData(parameters),
                read_timeout=BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout,
            )
        except (KeyError, TypeError, AttributeError) as error:
            # python-telegram-bot takes for granted that every answer is an object with a result
            raise NetworkError(f"Answer to {method} without a result") from error

    async def fetch(self, file_id: str, *, limit: int) -> bytes | None:
        """The content of a file that somebody sent; None when it is longer than `limit` bytes.

        Raises telegram.error.TelegramError.
        """
        found = await self.call("getFile", {"file_id": file_id})
        path, size = found.get("file_path"), int(found.get("file_size", 0))
        if not path:
            raise NetworkError("Answer to getFile without a path")
        if size > limit:
            return None
        content = await self._bot.request.retrieve(f"{self._bot.base_file_url}/{path}")
        return content if len(content) <= limit else None


def make_bot(token: str, *, api_url: str = "https://api.telegram.org", transport: BaseRequest | None = None) -> Bot:
    """A bot of which all calls, those of `getUpdates` too, go over one transport. Opens nothing yet."""
    # otherwise python-telegram-bot 22 warns of a coming change whenever it makes a RetryAfter
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    transport = transport or AiohttpRequest()
    root = api_url.rstrip("/")
    return ExtBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=transport,
        get_updates_request=transport,
    )


def seconds_to_wait(error: RetryAfter) -> float:
    """How long Telegram asks to wait, in seconds."""
    # the type of the public attribute depends on PTB_TIMEDELTA
    return error._retry_after.total_seconds()


def passes(error: BaseException) -> bool:
    """Whether the same call may succeed later: no network, no answer in time, a fault of the server."""
    # a BadRequest is a NetworkError to python-telegram-bot; an answer that is no JSON a bare TelegramError
    return type(error) in {TelegramError, NetworkError, TimedOut}
