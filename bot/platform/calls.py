"""What goes out, and what became of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telegram.error import BadRequest, ChatMigrated, RetryAfter

from bot.platform.api import Files, passes
from flows.errors import RondetafelError


class Fate(StrEnum):
    """What became of a call."""

    DELIVERED = "delivered"
    UNCHANGED = "unchanged"
    """The edit changed nothing: as good as delivered."""
    GONE = "gone"
    """The message to edit is not there, or not to be edited, any more."""
    REFUSED = "refused"
    """Never possible: blocked, no such chat, wrong."""
    LIMITED = "limited"
    """Too much was sent; later."""
    MOVED = "moved"
    """The group has another id now."""
    FAILED = "failed"
    """No network, or a fault of the server; trying again is right."""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How a card's call ended: DELIVERED, UNCHANGED, GONE or REFUSED. `result` is Telegram's, `error` its refusal."""

    fate: Fate
    result: Any = None
    error: Exception | None = None


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call to the chat in whose turn it is made; `chat_id` is filled in there.

    `then` hears how it ended before the next call to that chat is made. After GONE the card is rendered once
    more at once, so `then` forgets the message and `render` can send a new one.
    """

    method: str
    params: Mapping[str, Any]
    files: Files | None = None
    then: Callable[[Delivery], Awaitable[None]] | None = None


Render = Callable[[], Awaitable[Call | None]]
"""Makes the call that shows the newest state, or None when there is nothing to change."""


class NotSent(RondetafelError):
    """The queue was closed before this was delivered."""


_UNCHANGED = ("message is not modified",)
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)
_STALE = ("query is too old", "query id is invalid")


def fate_of(error: Exception) -> Fate:
    """What an error of the Bot API means for the call that raised it."""
    if isinstance(error, RetryAfter):
        return Fate.LIMITED
    if isinstance(error, ChatMigrated):
        return Fate.MOVED
    if isinstance(error, BadRequest):
        if _says(error, _UNCHANGED):
            return Fate.UNCHANGED
        return Fate.GONE if _says(error, _GONE) else Fate.REFUSED
    return Fate.FAILED if passes(error) else Fate.REFUSED


def is_stale(error: Exception) -> bool:
    """Whether a callback can no longer be answered."""
    return isinstance(error, BadRequest) and _says(error, _STALE)


def _says(error: BadRequest, phrases: tuple[str, ...]) -> bool:
    said = str(error).lower()
    return any(phrase in said for phrase in phrases)
