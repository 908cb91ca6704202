"""People with a Telegram client: they see their chats as these stand, press buttons, open links and write.

Nothing here goes over HTTP: a client speaks another protocol with Telegram than a bot does. What happens at once at
Telegram happens at once here; what a client waits for is awaited, without looking again and again.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.files import Upload, store
from bot.rehearsal.formatting import command_entities, units
from bot.rehearsal.objects import Button, Chat, Json, Kind, Message, Standing, User
from bot.rehearsal.rules import TEXT_MOST
from bot.rehearsal.server import BotApiServer
from bot.rehearsal.world import CHANNEL_BOT, GROUP_ANONYMOUS, Answer

PATIENCE = 10.0
"""Seconds of the clock after which a client stops waiting for the answer to a press."""

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_Result = TypeVar("_Result")


class NotThere(LookupError):
    """This person is not in that chat."""


class BadLink(ValueError):
    """Telegram would not open this link: another address, another bot, or a payload it does not take."""


class Person:
    """Somebody with an account. What he does reaches the bot as updates, as far as Telegram would tell it."""

    def __init__(
        self,
        server: BotApiServer,
        user_id: int,
        first_name: str,
        *,
        last_name: str = "",
        username: str = "",
        language_code: str = "nl",
    ) -> None:
        self.world = server.world
        self.user = User(
            id=user_id,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
        )
        self.world.users[user_id] = self.user

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def private(self) -> Chat:
        """The chat with the bot. Raises NotThere before the first start."""
        chat = self.world.chats.get(self.id)
        if chat is None:
            raise NotThere("the bot was never started")
        return chat

    @property
    def chats(self) -> tuple[Chat, ...]:
        """Every chat that this person is in, oldest first."""
        return tuple(chat for chat in self.world.chats.values() if chat.has(self.id))

    # With the bot

    def start(self, payload: str = "") -> Message:
        """Press Start, with what a deep link gave along. A blocked bot is unblocked. Raises BadLink."""
        if payload and _PAYLOAD.fullmatch(payload) is None:
            raise BadLink(f"start payload {payload!r}")
        chat = self.world.private_chat(self.user)
        if not chat.has(self.world.bot.id):
            self.world.set_standing(chat, self.world.bot, Standing.MEMBER, by=self.user)
        return self.send(chat, f"/start {payload}".rstrip())

    def open_link(self, url: str, *, group: Chat | None = None) -> Message:
        """Open a link to the bot: `start`, or `startgroup` with the group to add it to. Raises BadLink."""
        address = urlsplit(url if "://" in url else f"https://{url}")
        values = {name: found[0] for name, found in parse_qs(address.query, keep_blank_values=True).items()}
        name = values.get("domain", "") if address.scheme == "tg" else address.path.strip("/")
        known = address.scheme == "tg" or address.hostname in {"t.me", "telegram.me"}
        if not known or name.lower() != self.world.bot.username.lower():
            raise BadLink(url)
        if "startgroup" not in values:
            return self.start(values.get("start", ""))
        if group is None:
            raise BadLink(f"{url} asks for a group")
        return self.add_bot(group, values["startgroup"])

    def block_bot(self) -> None:
        """The bot can send nothing more until this person starts it again."""
        self.world.set_standing(self.private, self.world.bot, Standing.KICKED, by=self.user)

    # Groups

    def create_group(self, title: str, members: Sequence["Person"] = (), *, supergroup: bool = False) -> Chat:
        """A group with this person as its owner; the bot is not in it yet."""
        chat = self.world.new_group(title, self.user, supergroup=supergroup)
        for member in members:
            chat.present[member.id] = Standing.MEMBER
        return chat

    def add_bot(self, group: Chat, payload: str | None = None, *, administrator: bool = False) -> Message:
        """Add the bot; with a payload (that of a startgroup link) the client also sends `/start@bot payload`."""
        if payload and _PAYLOAD.fullmatch(payload) is None:
            raise BadLink(f"startgroup payload {payload!r}")
        self._join(group)
        bot = self.world.bot
        standing = Standing.ADMINISTRATOR if administrator else Standing.MEMBER
        self.world.set_standing(group, bot, standing, by=self.user)
        message = self.world.serve(group, self.user, {"new_chat_members": [bot.as_json()]})
        return message if payload is None else self.send(group, f"/start@{bot.username} {payload}".rstrip())

    def remove_bot(self, group: Chat) -> None:
        bot = self.world.bot
        self.world.serve(self._join(group), self.user, {"left_chat_member": bot.as_json()})
        self.world.set_standing(group, bot, Standing.KICKED, by=self.user)

    def promote_bot(self, group: Chat) -> None:
        """Make it administrator: it may pin, and privacy mode ends."""
        self.world.set_standing(self._join(group), self.world.bot, Standing.ADMINISTRATOR, by=self.user)

    def add(self, group: Chat, person: "Person") -> Message:
        self.world.set_standing(self._join(group), person.user, Standing.MEMBER, by=self.user)
        return self.world.serve(group, self.user, {"new_chat_members": [person.user.as_json()]})

    def leave(self, group: Chat) -> None:
        self._join(group)
        self.world.serve(group, self.user, {"left_chat_member": self.user.as_json()})
        self.world.set_standing(group, self.user, Standing.LEFT, by=self.user)

    def migrate(self, group: Chat) -> Chat:
        """Turn a group into a supergroup, with another id."""
        return self.world.migrate(self._join(group), by=self.user)

    # Writing

    def send(self, chat: Chat, text: str, *, reply_to: Message | None = None) -> Message:
        """Write a message. A client cuts a text of more than 4096 into several; the last one is returned."""
        *first, last = _pieces(text)
        for piece in first:
            self._say(chat, piece, reply_to=reply_to)
        return self._say(chat, last, reply_to=reply_to)

    def send_document(self, chat: Chat, name: str, content: bytes) -> Message:
        """Send a file, without a word with it."""
        file = store(Upload(name=name, data=content), folder="documents", number=len(self.world.files))
        self.world.files[file.id] = file
        sent = self.world.post(self._join(chat), self.user, extra={"document": file.as_document()})
        self.world.deliver(sent)
        return sent

    def edit(self, message: Message, text: str) -> None:
        """Change an own message."""
        self.world.edit(message, text=text, entities=command_entities(text), keyboard=[])
        self.world.deliver(message, edited=True)

    def delete(self, message: Message) -> None:
        """Take a message away for everybody; the bot is not told."""
        self.world.remove(message)

    def forward(self, message: Message, chat: Chat) -> Message:
        """Send somebody's message on. The buttons of a bot's message do not come along."""
        origin: Json = {
            "type": "user",
            "sender_user": message.sender.as_json(),
            "date": int(message.date.timestamp()),
        }
        sent = self.world.post(
            self._join(chat),
            self.user,
            text=message.text,
            entities=message.entities,
            extra={"forward_origin": origin},
        )
        self.world.deliver(sent)
        return sent

    def send_as_group(self, group: Chat, text: str) -> Message:
        """As an anonymous administrator: the sender is GroupAnonymousBot, in the name of the group."""
        return self._say(group, text, sender=GROUP_ANONYMOUS, sender_chat=group.as_json())

    def send_as_channel(self, group: Chat, text: str, *, channel: str) -> Message:
        """In the name of a channel: the sender is Channel_Bot."""
        chat = {"id": -1_001_900_000_000 - self.id, "type": "channel", "title": channel}
        return self._say(group, text, sender=CHANNEL_BOT, sender_chat=chat)

    # Buttons

    async def press(self, message: Message, button: str | Button) -> Answer | None:
        """Press a button by its text, or one that was seen earlier. None when the bot did not answer in time.

        A link is opened, and so is the link that an answer brings. Raises NoSuchButton.
        """
        chosen = message.button(button) if isinstance(button, str) else button
        if chosen.url:
            self.open_link(chosen.url)
            return Answer(url=chosen.url)
        return await self.press_data(message, chosen.data)

    async def press_data(self, message: Message, data: str, *, accessible: bool = True) -> Answer | None:
        """Press with any data at all, as a forged client can. `accessible=False`: the bot gets no message along."""
        self._join(message.chat)
        _, waiting = self.world.press(self.user, message, data, accessible=accessible)
        try:
            answer = await self._within(PATIENCE, waiting)
        except TimeoutError:
            return None
        if answer.url:
            self.open_link(answer.url)
        return answer

    # Seeing

    async def wait_for(
        self, chat: Chat, predicate: Callable[[Message], bool], *, within: float | None = None
    ) -> Message:
        """The newest message of which the predicate holds, as soon as there is one.

        Raises TimeoutError after `within` seconds of the clock; without it, waits for ever.
        """
        return await self._within(within, self._found(self._join(chat), predicate))

    async def next_message(self, chat: Chat, *, after: Message | None = None, within: float | None = None) -> Message:
        """The first message of somebody else after this one; without `after`, after now. Raises TimeoutError."""
        known = after.id if after is not None else max(chat.messages, default=0)
        return await self._within(
            within, self._found(chat, lambda seen: seen.id > known and seen.sender.id != self.id, oldest=True)
        )

    async def next_change(
        self, message: Message, *, after: int | None = None, within: float | None = None
    ) -> Message:
        """The same message once it was edited or deleted after the change `after` (a value of `changed`) or now.

        Raises TimeoutError.
        """
        known = message.changed if after is None else after

        async def changed() -> Message:
            while message.changed <= known:
                await _next_touch(message.chat)
            return message

        return await self._within(within, changed())

    async def _found(self, chat: Chat, predicate: Callable[[Message], bool], *, oldest: bool = False) -> Message:
        while True:
            messages = chat.messages.values()
            for message in messages if oldest else reversed(messages):
                if predicate(message):
                    return message
            await _next_touch(chat)

    async def _within(self, seconds: float | None, result: Awaitable[_Result]) -> _Result:
        """Seconds of the world's clock. Raises TimeoutError."""
        if seconds is None:
            return await result
        wanted = asyncio.ensure_future(result)
        timer = asyncio.ensure_future(self.world.clock.sleep(seconds))
        try:
            await asyncio.wait((wanted, timer), return_when=asyncio.FIRST_COMPLETED)
            if not wanted.done():
                raise TimeoutError
            return wanted.result()
        finally:
            timer.cancel()
            wanted.cancel()

    def _join(self, chat: Chat) -> Chat:
        """The chat, which this person must be in."""
        if not chat.has(self.id):
            raise NotThere(f"{self.user.first_name} is not in {chat.title or chat.id}")
        return chat

    def _say(
        self,
        chat: Chat,
        text: str,
        *,
        reply_to: Message | None = None,
        sender: User | None = None,
        sender_chat: Json | None = None,
    ) -> Message:
        self._join(chat)
        if chat.kind is Kind.PRIVATE and not chat.has(self.world.bot.id):
            raise NotThere("the bot is blocked; start it first")
        message = self.world.post(
            chat,
            sender or self.user,
            text=text,
            entities=command_entities(text),
            reply_to=reply_to,
            sender_chat=sender_chat,
        )
        self.world.deliver(message)
        return message


async def _next_touch(chat: Chat) -> None:
    watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    chat.watchers.append(watcher)
    await watcher


def _pieces(text: str) -> list[str]:
    """Raises ValueError for a text of white space alone, which a client does not send."""
    text = text.strip()
    if not text:
        raise ValueError("there is nothing to send")
    if units(text) <= TEXT_MOST:
        return [text]
    step = TEXT_MOST if text.isascii() else TEXT_MOST // 2
    return [text[begin : begin + step] for begin in range(0, len(text), step)]
