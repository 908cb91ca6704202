"""Cards of the conversation: one per round in the group, which is changed in place, and the facilitators' own."""

from collections.abc import Awaitable, Callable

from bot.cards import talk
from bot.cards.card import Card
from bot.platform.calls import Call
from bot.screens.messages import Messages
from bot.screens.results import Results
from flows.ports import CardRef, Chat, Clock, Store, View
from flows.services.talking import load_talk


class Talks:
    """What people see of a conversation."""

    def __init__(self, store: Store, *, clock: Clock, messages: Messages, results: Results) -> None:
        self._store = store
        self._clock = clock
        self._messages = messages
        self._results = results

    async def post(self, key: int, chat: Chat) -> None:
        """Put the card of a conversation in a group, once."""
        name = _name(key, chat)
        async with self._store.reading() as view:
            known = await view.card(name)
            card = talk.group_card(await self._view(view, key))
        if known is not None:
            self.refresh(key)
            return
        message = await self._messages.say(int(chat.external), card, thread=chat.thread)
        async with self._store.writing() as work:
            await work.set_card(name, CardRef(chat=chat.external, message=message))
            await work.commit()
        self.refresh(key)

    def refresh(self, key: int) -> None:
        """The conversation moved on, or its clock did: the group's card follows."""
        self._messages.background("refresh of a conversation", lambda: self._refresh(key))

    async def view(self, key: int) -> talk.TalkView:
        """The conversation about a round, as its cards show it. Raises NotFound."""
        async with self._store.reading() as view:
            return await self._view(view, key)

    async def resume(self) -> None:
        """After a start: the cards of conversations that go on are brought up to date."""
        async with self._store.reading() as view:
            keys = [round_.key for round_ in await view.talked_rounds()]
        for key in keys:
            self.refresh(key)

    async def _refresh(self, key: int) -> None:
        async with self._store.reading() as view:
            round_ = await view.round(key)
            cards = {chat: await view.card(_name(key, chat)) for chat in await view.chats(round_.conference)}
        for chat, ref in cards.items():
            if ref is not None:
                self._messages.show(f"talk:{key}", int(chat.external), self._renderer(key, int(chat.external), ref))

    def _renderer(self, key: int, chat: int, ref: CardRef) -> Callable[[], Awaitable[Call | None]]:
        async def render() -> Call | None:
            card: Card = talk.group_card(await self.view(key))
            return self._messages.changed(chat, ref.message, card)

        return render

    async def _view(self, view: View, key: int) -> talk.TalkView:
        round_ = await view.round(key)
        return talk.TalkView(
            talk=await load_talk(view, round_),
            result=await self._results.view_of(view, round_, linked=False),
            now=self._clock.now(),
        )


def _name(key: int, chat: Chat) -> str:
    return f"talk:{key}:{chat.external}"
