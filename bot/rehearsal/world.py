"""Everything that Telegram would keep: users, chats, messages, presses, files, and what the bot gets to know."""

import asyncio
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.files import File
from bot.rehearsal.formatting import Entity
from bot.rehearsal.ledger import Change, Ledger, Press, Shown
from bot.rehearsal.objects import PRESENT, Chat, Json, Keyboard, Kind, Message, Standing, User, member_json
from bot.rehearsal.updates import Updates
from flows.ports import Clock

GROUP_ANONYMOUS = User(id=1087968824, first_name="Group", username="GroupAnonymousBot", is_bot=True)
CHANNEL_BOT = User(id=136817688, first_name="Channel", username="Channel_Bot", is_bot=True)

_COMMAND = re.compile(r"/[a-zA-Z0-9_]+(?:@(?P<bot>[a-zA-Z0-9_]+))?")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client shows after a press: a toast or an alert, nothing when `text` is empty, or a link to open."""

    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(kw_only=True)
class Settings:
    """What a bot sets about itself."""

    webhook: Json = field(default_factory=lambda: {"url": "", "has_custom_certificate": False})
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """By scope (its JSON text, keys sorted) and language code."""
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)


class World:
    """The state, and the changes that both sides bring about. What the bot may do stands in `rules` and `methods`."""

    def __init__(self, clock: Clock, *, bot: User) -> None:
        self.clock = clock
        self.bot = bot
        self.ledger = Ledger()
        self.updates = Updates(clock)
        self.settings = Settings()
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files: dict[str, File] = {}
        self._awaited: dict[str, asyncio.Future[Answer]] = {}
        self._message_ids = itertools.count(1)
        self._press_ids = itertools.count(4_382_000_000_000_000_001)
        self._group_ids = itertools.count(1)

    def private_chat(self, person: User) -> Chat:
        """The chat of this person with the bot, made when there is none."""
        chat = self.chats.get(person.id)
        if chat is None:
            chat = Chat(id=person.id, kind=Kind.PRIVATE, owner=person)
            chat.present = {person.id: Standing.MEMBER, self.bot.id: Standing.MEMBER}
            self.chats[chat.id] = chat
        return chat

    def new_group(self, title: str, creator: User, *, supergroup: bool) -> Chat:
        number = next(self._group_ids)
        chat = Chat(
            id=-1_001_600_000_000 - number if supergroup else -4_500_000_000 - number,
            kind=Kind.SUPERGROUP if supergroup else Kind.GROUP,
            title=title,
            present={creator.id: Standing.CREATOR},
        )
        self.chats[chat.id] = chat
        return chat

    def post(
        self,
        chat: Chat,
        sender: User,
        *,
        text: str = "",
        entities: Sequence[Entity] = (),
        keyboard: Keyboard | None = None,
        reply_to: Message | None = None,
        sender_chat: Json | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Message:
        """A new message, seen by everybody in the chat."""
        message = Message(
            id=self._message_id(chat),
            chat=chat,
            sender=sender,
            date=self.clock.now(),
            text=text,
            entities=list(entities),
            keyboard=keyboard or [],
            reply_to=reply_to,
            sender_chat=sender_chat,
            extra=dict(extra or {}),
        )
        chat.messages[message.id] = message
        self._note(message, Change.SENT)
        return message

    def edit(self, message: Message, *, text: str, entities: Sequence[Entity], keyboard: Keyboard) -> None:
        message.text = text
        message.entities = list(entities)
        message.keyboard = keyboard
        message.edited_at = self.clock.now()
        message.edits += 1
        self._note(message, Change.EDITED)

    def remove(self, message: Message) -> None:
        message.deleted = True
        message.chat.messages.pop(message.id, None)
        if message.chat.pinned is message:
            message.chat.pinned = None
        self._note(message, Change.DELETED)

    def deliver(self, message: Message, *, edited: bool = False) -> None:
        """Give the bot this message of somebody else, as far as privacy mode lets it through."""
        if self._bot_sees(message):
            self.updates.add("edited_message" if edited else "message", message.as_json())

    def serve(self, chat: Chat, by: User, extra: Mapping[str, Any]) -> Message:
        """A service message; the bot gets all of them."""
        message = self.post(chat, by, extra=extra)
        if chat.has(self.bot.id):
            self.updates.add("message", message.as_json())
        return message

    def set_standing(self, chat: Chat, user: User, standing: Standing, *, by: User) -> None:
        """Change what somebody is in a chat. The bot hears of itself, and as administrator of others."""
        before = chat.standing(user.id)
        chat.present[user.id] = standing
        change = {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": int(self.clock.now().timestamp()),
            "old_chat_member": member_json(user, before),
            "new_chat_member": member_json(user, standing),
        }
        if user.id == self.bot.id:
            self.updates.add("my_chat_member", change)
        elif chat.standing(self.bot.id) is Standing.ADMINISTRATOR:
            self.updates.add("chat_member", change)

    def migrate(self, chat: Chat, *, by: User) -> Chat:
        """Turn a group into a supergroup, with another id and numbering of its own."""
        upgraded = self.new_group(chat.title, by, supergroup=True)
        upgraded.present = dict(chat.present)
        self.serve(chat, by, {"migrate_to_chat_id": upgraded.id})
        self.serve(upgraded, by, {"migrate_from_chat_id": chat.id})
        chat.migrated_to = upgraded.id
        return upgraded

    def press(
        self, person: User, message: Message, data: str, *, accessible: bool = True
    ) -> tuple[Press, asyncio.Future[Answer]]:
        """A press of a button: the bot gets it, and the future holds its answer once there is one."""
        press = Press(
            id=str(next(self._press_ids)),
            person=person.id,
            chat=message.chat.id,
            message=message.id,
            data=data,
            moment=self.clock.now(),
        )
        self.presses[press.id] = press
        self.ledger.presses.append(press)
        answer = self._awaited[press.id] = asyncio.get_running_loop().create_future()
        shown = message.as_json()
        if not accessible:
            shown = {"chat": shown["chat"], "message_id": message.id, "date": 0}
        query = {
            "id": press.id,
            "from": person.as_json(),
            "message": shown,
            "chat_instance": str(7_000_000_000_000_000_000 + message.chat.id),
            "data": data,
        }
        self.updates.add("callback_query", query)
        return press, answer

    def answer(self, press: Press, answer: Answer) -> None:
        """Record the bot's answer; the client sees it when it still waits."""
        press.answered_at = self.clock.now()
        press.text = answer.text
        press.alert = answer.alert
        waiting = self._awaited.pop(press.id, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def _message_id(self, chat: Chat) -> int:
        """Supergroups number their own messages; private chats and groups share the account's numbers."""
        if chat.kind is not Kind.SUPERGROUP:
            return next(self._message_ids)
        chat.numbered += 1
        return chat.numbered

    def _note(self, message: Message, change: Change) -> None:
        message.changed = message.chat.touch()
        self.ledger.shown.append(
            Shown(
                moment=self.clock.now(),
                chat=message.chat.id,
                message=message.id,
                sender=message.sender.id,
                change=change,
                text=message.text,
                buttons=message.labels,
                picture="photo" in message.extra,
            )
        )

    def _bot_sees(self, message: Message) -> bool:
        chat = message.chat
        standing = chat.standing(self.bot.id)
        if standing not in PRESENT:
            return False
        if not chat.is_group or standing is Standing.ADMINISTRATOR:
            return True
        if message.reply_to is not None and message.reply_to.sender.id == self.bot.id:
            return True
        command = _COMMAND.match(message.text)
        return command is not None and (command["bot"] or self.bot.username).lower() == self.bot.username.lower()
