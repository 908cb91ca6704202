"""Users, chats and messages, and how the Bot API writes them down."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.rehearsal.formatting import Entity

Json = dict[str, Any]
Keyboard = list[list[Json]]
"""Rows of buttons, each as the bot gave it."""

to_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON as text. One encoder for all: making one per answer costs more than most answers."""


class Kind(StrEnum):
    """What a chat is."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class Standing(StrEnum):
    """What somebody is in a chat."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


PRESENT = frozenset({Standing.CREATOR, Standing.ADMINISTRATOR, Standing.MEMBER})
_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)


@dataclass(frozen=True, kw_only=True)
class User:
    """Somebody with an account, the bot included."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False

    def as_json(self) -> Json:
        written: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                written[name] = value
        return written


@dataclass(frozen=True, slots=True)
class Button:
    """A button as somebody sees it; `data` of a callback button or `url` of a link."""

    text: str
    data: str = ""
    url: str = ""


class NoSuchButton(LookupError):
    """The message has no such button (any more)."""


@dataclass(kw_only=True, slots=True, eq=False)
class Message:
    """A message as it stands now. People and tests read it; only the world changes it.

    `changed` counts the changes in its chat at its last change, `edits` how often it was edited. `extra` holds the
    fields of service messages, forwards and files, as the Bot API writes them.
    """

    id: int
    chat: "Chat"
    sender: User
    date: datetime
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    keyboard: Keyboard = field(default_factory=list)
    reply_to: "Message | None" = None
    sender_chat: Json | None = None
    extra: Json = field(default_factory=dict)
    edited_at: datetime | None = None
    edits: int = 0
    changed: int = 0
    deleted: bool = False

    @property
    def buttons(self) -> tuple[tuple[Button, ...], ...]:
        """The buttons, row by row."""
        return tuple(
            tuple(Button(button["text"], button.get("callback_data", ""), button.get("url", "")) for button in row)
            for row in self.keyboard
        )

    @property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """What stands on the buttons, row by row."""
        return tuple(tuple(button["text"] for button in row) for row in self.keyboard)

    @property
    def has_file(self) -> bool:
        return "document" in self.extra or "photo" in self.extra

    def button(self, text: str) -> Button:
        """The first button with exactly this text. Raises NoSuchButton."""
        for row in self.buttons:
            for button in row:
                if button.text == text:
                    return button
        raise NoSuchButton(f"{text!r} is not among {self.labels}")

    def as_json(self, *, with_reply: bool = True) -> Json:
        written: Json = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": int(self.date.timestamp()),
        }
        if self.sender_chat is not None:
            written["sender_chat"] = self.sender_chat
        if self.edited_at is not None:
            written["edit_date"] = int(self.edited_at.timestamp())
        if self.reply_to is not None and with_reply:
            written["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        text, entities = ("caption", "caption_entities") if self.has_file else ("text", "entities")
        if self.text:
            written[text] = self.text
        if self.entities:
            written[entities] = self.entities
        if self.keyboard:
            written["reply_markup"] = {"inline_keyboard": self.keyboard}
        written.update(self.extra)
        return written


@dataclass(kw_only=True, slots=True, eq=False)
class Chat:
    """A private chat (its id is the person's) or a group, with everything in it.

    `present` maps user ids to what they are there. In a private chat the bot's standing becomes kicked when the
    person blocks it.
    """

    id: int
    kind: Kind
    title: str = ""
    owner: User | None = None
    """The person of a private chat."""
    messages: dict[int, Message] = field(default_factory=dict)
    present: dict[int, Standing] = field(default_factory=dict)
    pinned: Message | None = None
    migrated_to: int | None = None
    numbered: int = 0
    """The last message number of a supergroup."""
    changes: int = 0
    watchers: list[asyncio.Future[None]] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return self.kind is not Kind.PRIVATE

    @property
    def last(self) -> Message | None:
        """The newest message that stands in the chat."""
        return next(reversed(self.messages.values()), None)

    def standing(self, user: int) -> Standing:
        return self.present.get(user, Standing.LEFT)

    def has(self, user: int) -> bool:
        return self.standing(user) in PRESENT

    def touch(self) -> int:
        """Count a change and wake everybody who watches."""
        self.changes += 1
        watchers, self.watchers = self.watchers, []
        for watcher in watchers:
            if not watcher.done():
                watcher.set_result(None)
        return self.changes

    def as_json(self) -> Json:
        if self.owner is None:
            return {"id": self.id, "type": str(self.kind), "title": self.title}
        written: Json = {"id": self.id, "type": "private", "first_name": self.owner.first_name}
        for name in ("last_name", "username"):
            if value := getattr(self.owner, name):
                written[name] = value
        return written


def member_json(user: User, standing: Standing) -> Json:
    """A ChatMember with the fields that its status requires. An administrator may do everything."""
    written: Json = {"user": user.as_json(), "status": str(standing)}
    if standing is Standing.CREATOR:
        written["is_anonymous"] = False
    elif standing is Standing.ADMINISTRATOR:
        written |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True)
    elif standing is Standing.KICKED:
        written["until_date"] = 0
    return written
