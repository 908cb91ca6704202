"""Messages: sending them, changing them in place, and knowing what stands in each."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import structlog

from bot.cards.card import Card
from bot.platform.api import Upload
from bot.platform.calls import Call, Delivery, Fate
from bot.platform.outgoing import Outgoing
from bot.screens.memory import remember
from flows.ports import Account, Clock

DOUBLE_TAP: Final = 0.6
"""Seconds after a change of card in which a press on the new item does not count."""

Background = Callable[[str, Callable[[], Awaitable[object]]], None]

_log = structlog.stdlib.get_logger(__name__)


class Messages:
    """What every screen is made with."""

    def __init__(self, outgoing: Outgoing, *, clock: Clock, username: str, background: Background) -> None:
        self._outgoing = outgoing
        self._clock = clock
        self._username = username
        self.background = background
        self._digests: dict[str, str] = {}
        self._switched: dict[tuple[int, int], tuple[str | None, datetime]] = {}
        self._standing: dict[tuple[int, int], str | None] = {}
        """Which item stands in a message, as far as Telegram confirmed it."""

    def link(self, payload: str) -> str:
        """A deep link into the private chat."""
        return f"https://t.me/{self._username}?start={payload}"

    def group_link(self, conference: str) -> str:
        """A link that adds the bot to a group and ties the group to the conference."""
        return f"https://t.me/{self._username}?startgroup=k_{conference}"

    async def say(self, chat: int, card: Card, *, thread: str | None = None, silent: bool = False) -> int:
        """Send a card that stays as it is, `silent` without a sound; its message id.

        Raises what Telegram refuses for good.
        """
        params: dict[str, Any] = card.params()
        if silent:
            params["disable_notification"] = "true"
        if thread is not None:
            params["message_thread_id"] = int(thread)
        sent = await self._outgoing.send(chat, "sendMessage", params)
        message = int(sent["message_id"])
        remember(self._digests, f"{chat}:{message}", card.digest)
        return message

    def tell(self, chat: int, card: Card, *, thread: str | None = None) -> None:
        """Send a card and do not wait for it: who writes faster than Telegram lets us reply holds up nobody else."""
        params: dict[str, Any] = card.params()
        if thread is not None:
            params["message_thread_id"] = int(thread)
        self._outgoing.send(chat, "sendMessage", params)

    async def send_file(self, chat: int, name: str, content: bytes, caption: str) -> None:
        """Send a file. Raises what Telegram refuses for good."""
        await self._outgoing.send(chat, "sendDocument", {"caption": caption}, {"document": Upload(name, content)})

    async def send_picture(self, chat: int, png: bytes, caption: str, *, thread: str | None = None) -> None:
        """Send a picture with a caption as it stands, without markup. Raises what Telegram refuses for good."""
        params: dict[str, Any] = {"caption": caption}
        if thread is not None:
            params["message_thread_id"] = int(thread)
        await self._outgoing.send(chat, "sendPhoto", params, {"photo": Upload("uitslag.png", png)})

    async def chat_action(self, chat: int, action: str) -> None:
        """Show that something is being made."""
        await self._outgoing.send(chat, "sendChatAction", {"action": action})

    def delete(self, chat: int, message: int) -> None:
        """Take a message away and do not wait for it."""
        self._outgoing.send(chat, "deleteMessage", {"message_id": message})

    def show(self, name: str, chat: int, render: Callable[[], Awaitable[Call | None]]) -> None:
        """Show what `render` gives when it is its turn; of the same name the newest wish wins."""
        self._outgoing.show(name, chat, render)

    def show_in_place(self, chat: int, message: int, card: Card) -> None:
        """Show a card in a message of a private chat."""

        async def render() -> Call | None:
            return self.changed(chat, message, card)

        self._outgoing.show(f"message:{message}", chat, render)

    def is_double_tap(self, chat: int, message: int, item: str) -> bool:
        """Whether this press came too soon after this item appeared to be meant for it."""
        if (chat, message) not in self._standing:  # after a start; the press tells what is shown
            remember(self._standing, (chat, message), item)
        shown, at = self._switched.get((chat, message), (None, None))
        return shown == item and at is not None and (self._clock.now() - at).total_seconds() < DOUBLE_TAP

    def changed(self, chat: int, message: int, card: Card, *, item: str | None = None) -> Call | None:
        """The call that shows this card, or None when it stands there already. `item` is what it asks about."""
        place = f"{chat}:{message}"
        if self._digests.get(place) == card.digest:
            return None
        if item is not None:
            self._note_switch(chat, message, item)

        async def note(delivery: Delivery) -> None:
            if delivery.fate in {Fate.DELIVERED, Fate.UNCHANGED}:
                remember(self._digests, place, card.digest)
                remember(self._standing, (chat, message), item)
                if delivery.fate is Fate.UNCHANGED:
                    self._switched.pop((chat, message), None)
            else:
                self._digests.pop(place, None)
                _log.info("a card could not be shown", fate=delivery.fate.value)

        return replace(_edit(message, card), then=note)

    def note_sent(self, chat: int, message: int, item: str | None) -> None:
        """A new message that asks about this item."""
        remember(self._standing, (chat, message), item)
        remember(self._switched, (chat, message), (item, self._clock.now()))

    def _note_switch(self, chat: int, message: int, item: str | None) -> None:
        """Another item appears in this message now; the moment before sending is the earliest that it can.

        An edit that Telegram held up is sent again, and only then does the card change.
        """
        if self._standing.get((chat, message)) != item:
            remember(self._switched, (chat, message), (item, self._clock.now()))


def private_chat(account: Account) -> int:
    """The private chat with somebody has the person's own number."""
    return int(account.external)


def _edit(message: int, card: Card) -> Call:
    return Call(method="editMessageText", params={"message_id": message, **card.params()})
