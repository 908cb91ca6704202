"""What comes in from Telegram, read from raw JSON: the few fields that we use, each checked.

Two thirds of the cost of an update is building objects for what nobody reads; so nothing else is read.
Anonymous admins and channels have no person behind them, and are told apart here.
"""

from dataclasses import dataclass
from typing import Any, Final

from flows.ports import Account, UpdateRef

CHANNEL: Final = "telegram"
ANONYMOUS: Final = frozenset({1087968824, 136817688, 777000})
"""Telegram's own senders: GroupAnonymousBot, Channel_Bot, and Telegram itself."""

_PRIVATE: Final = "private"
_COMMAND_LENGTH: Final = 64


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """What every update has."""

    update: UpdateRef
    account: Account
    name: str
    chat: int
    private: bool
    anonymous: bool = False


@dataclass(frozen=True, kw_only=True)
class Tap(Incoming):
    """Somebody pressed a button. `message` is None when Telegram no longer shows us the message."""

    callback: str
    data: str
    message: int | None


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """A document that somebody sent; `size` in bytes, as Telegram tells it."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Said(Incoming):
    """Somebody wrote something, or sent a file in private.

    `command` without the slash and in lower case, or empty.
    """

    text: str
    command: str = ""
    argument: str = ""
    thread: str | None = None
    file: SentFile | None = None


@dataclass(frozen=True, kw_only=True)
class Placed(Incoming):
    """The bot itself was added to a chat, or removed from it; in private: it was unblocked, or blocked."""

    present: bool


@dataclass(frozen=True, kw_only=True)
class Migrated(Incoming):
    """A group became a supergroup with another id."""

    to: int


def read_update(raw: dict[str, Any], ref: UpdateRef, *, username: str) -> Incoming | None:
    """What this update says, None when it is nothing for us.

    Raises KeyError, TypeError or ValueError for what cannot be read.
    """
    if "callback_query" in raw:
        return _read_tap(raw["callback_query"], ref)
    if "message" in raw:
        return _read_message(raw["message"], ref, username=username)
    if "my_chat_member" in raw:
        return _read_membership(raw["my_chat_member"], ref)
    return None


def _read_tap(query: dict[str, Any], ref: UpdateRef) -> Incoming | None:
    message = query.get("message")
    if message is None or "data" not in query:
        return None
    chat = message["chat"]
    return Tap(
        update=ref,
        account=_account(query["from"]),
        name=_name(query["from"]),
        chat=int(chat["id"]),
        private=chat["type"] == _PRIVATE,
        callback=str(query["id"]),
        data=str(query["data"]),
        message=int(message["message_id"]),
    )


def _read_message(message: dict[str, Any], ref: UpdateRef, *, username: str) -> Incoming | None:
    chat = message["chat"]
    sender = message.get("from")
    if sender is None:
        return None
    common: dict[str, Any] = {
        "update": ref,
        "account": _account(sender),
        "name": _name(sender),
        "chat": int(chat["id"]),
        "private": chat["type"] == _PRIVATE,
        "anonymous": int(sender["id"]) in ANONYMOUS or "sender_chat" in message,
    }
    if "migrate_to_chat_id" in message:
        return Migrated(**common, to=int(message["migrate_to_chat_id"]))
    if "document" in message and common["private"]:
        return Said(**common, text="", file=_read_file(message["document"]))
    if "text" not in message:
        return None
    text = str(message["text"])
    thread = str(message["message_thread_id"]) if message.get("is_topic_message") else None
    command, argument = _command(text, username=username)
    if command is None:
        return None
    return Said(**common, text=text, command=command, argument=argument, thread=thread)


def _read_file(document: dict[str, Any]) -> SentFile:
    name, size = str(document.get("file_name", "")), int(document.get("file_size", 0))
    return SentFile(id=str(document["file_id"]), name=name, size=size)


def _command(text: str, *, username: str) -> tuple[str | None, str]:
    """('', '') for ordinary text; (None, '') for a command that is meant for another bot."""
    if not text.startswith("/"):
        return "", ""
    head, *rest = text.split(maxsplit=1)
    name, at, whom = head[1:_COMMAND_LENGTH].partition("@")
    if at and whom.lower() != username.lower():
        return None, ""
    return name.lower(), "".join(rest).strip()


def _read_membership(change: dict[str, Any], ref: UpdateRef) -> Incoming:
    chat, sender = change["chat"], change["from"]
    status = str(change["new_chat_member"]["status"])
    return Placed(
        update=ref,
        account=_account(sender),
        name=_name(sender),
        chat=int(chat["id"]),
        private=chat["type"] == _PRIVATE,
        anonymous=int(sender["id"]) in ANONYMOUS,
        present=status not in {"left", "kicked"},
    )


def _account(user: dict[str, Any]) -> Account:
    return Account(CHANNEL, str(int(user["id"])))


def _name(user: dict[str, Any]) -> str:
    return " ".join(str(user[part]) for part in ("first_name", "last_name") if user.get(part))
