"""Cards of rounds in the group: one per round, which refreshes itself."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.cards import group
from bot.cards.card import Card
from bot.cards.together import together_card
from bot.platform.calls import Call
from bot.screens.further import Further
from bot.screens.homework import Homework
from bot.screens.messages import Messages
from flows.conference.model import Conference, Round
from flows.pack.asking import estimate_minutes
from flows.pack.form import Pack
from flows.ports import CardRef, Chat, Clock, Store
from flows.services.answerers import current_item
from flows.services.together import is_together
from flows.words import ConferenceState, RoundState

ROUND_DEBOUNCE: Final = 5.0
"""Seconds in which answers that come in are taken together, before a card is looked at again."""


class Rounds:
    """Cards of rounds. `follow` is told of which conference the desk has to follow."""

    def __init__(
        self,
        store: Store,
        *,
        pack: Pack,
        clock: Clock,
        messages: Messages,
        homework: Homework,
        further: Further,
        follow: Callable[[str], None],
    ) -> None:
        self._store = store
        self._pack = pack
        self._clock = clock
        self._messages = messages
        self._homework = homework
        self._further = further
        self._follow = follow
        self._due: set[int] = set()

    def say_linked(self, chat: int, conference: Conference, *, thread: str | None) -> None:
        """Tell the group to which conference it belongs."""
        self._messages.tell(
            chat, group.linked_card(conference, join=self._messages.link(f"m_{conference.id}")), thread=thread
        )

    async def post(self, key: int, chat: Chat) -> None:
        """Post the card of a round in a group, once."""
        name = f"round:{key}:{chat.external}"
        async with self._store.reading() as view:
            if await view.card(name) is not None:
                self.refresh(key)
                return
        card, item = await self._card(key)
        message = await self._messages.say(int(chat.external), card, thread=chat.thread)
        self._messages.note_sent(int(chat.external), message, item)
        async with self._store.writing() as work:
            await work.set_card(name, CardRef(chat=chat.external, message=message))
            await work.commit()
        self.refresh(key)

    def refresh(self, key: int) -> None:
        """Answers came in, or the state changed: the group's card and the desk follow, debounced."""
        if key not in self._due:
            self._due.add(key)
            self._messages.background("refresh of a round", lambda: self._refresh_later(key))

    async def _refresh_later(self, key: int) -> None:
        await self._clock.sleep(ROUND_DEBOUNCE)
        self._due.discard(key)
        await self.show(key)

    async def show(self, key: int) -> None:
        """The group's cards and the desk as they are now, at once: the facilitator put another item there."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            cards = {c: await view.card(f"round:{key}:{c.external}") for c in await view.chats(round_.conference)}
        if round_.homework:
            await self._homework.refresh(round_.conference)
        for chat, ref in cards.items():
            if ref is not None:
                self._messages.show(f"round:{key}", int(chat.external), self._renderer(key, int(chat.external), ref))
        self._follow(round_.conference)

    def _renderer(self, key: int, chat: int, ref: CardRef) -> Callable[[], Awaitable[Call | None]]:
        async def render() -> Call | None:
            card, item = await self._card(key)
            return self._messages.changed(chat, ref.message, card, item=item)

        return render

    async def _card(self, key: int) -> tuple[Card, str | None]:
        """With the item that is asked on the card itself, where the round is held together."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            conference = await view.conference(round_.conference)
            at = current_item(round_)
            if at is not None and is_together(round_) and round_.state is RoundState.OPEN:
                progress = await view.item_progress(key, at.id)
                now = self._clock.now()
                before = await self._further.view_of(round_)
                card = together_card(self._pack, conference, round_, progress=progress, now=now, before=before)
                return card, at.id
            card = group.round_card(
                self._pack,
                conference,
                round_,
                progress=await view.progress(key),
                minutes=self.minutes(round_),
                link=self._messages.link(f"w_{key}"),
                join=self._messages.link(f"m_{conference.id}"),
                now=self._clock.now(),
            )
            return card, None

    def minutes(self, round_: Round) -> int:
        """The expected time for a round, whole minutes."""
        template = self._pack.round(round_.template)
        units = len(round_.items[0].options) if round_.budget and round_.items else len(round_.items)
        return estimate_minutes(template, items=units)

    async def resume(self) -> None:
        """After a start: cards of open rounds and the desks are brought up to date."""
        async with self._store.reading() as view:
            conferences = [c.id for c in await view.conferences() if c.state is ConferenceState.ACTIVE]
            open_keys = [r.key for c in conferences for r in await view.rounds(c) if r.state is RoundState.OPEN]
        for key in open_keys:
            self.refresh(key)
        for conference in conferences:
            self._follow(conference)
