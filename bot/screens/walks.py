"""The walk of each member in the own chat, and what he is told when he comes in."""

from dataclasses import replace

from bot.cards import member, preparing
from bot.cards.card import Card
from bot.cards.knowing import offer_sheet
from bot.platform.calls import Call
from bot.screens.further import Further
from bot.screens.homework import Homework
from bot.screens.memory import remember
from bot.screens.messages import Messages
from flows.conference.model import Conference, Municipality, Participant
from flows.errors import NotAllowed, NotFound
from flows.pack.form import Pack
from flows.ports import Account, CardRef, Store
from flows.services.answerers import as_speaking
from flows.services.answering import Answering, Walk, next_stop
from flows.services.stage import load_stage


class Walks:
    """Cards in members' own chats."""

    def __init__(
        self,
        store: Store,
        *,
        pack: Pack,
        answering: Answering,
        messages: Messages,
        homework: Homework,
        further: Further,
    ) -> None:
        self._store = store
        self._pack = pack
        self._answering = answering
        self._messages = messages
        self._homework = homework
        self._further = further
        self._towns: dict[str, tuple[Municipality, ...]] = {}

    async def open(self, account: Account, chat: int, key: int, *, at: str | None = None) -> None:
        """Put the walk in a new message, and take the earlier one away. Raises NotAllowed, NotFound."""
        walk = await self._answering.walk(account, key, at=at, resume=at is None)
        await self._answering.ask_again(account, walk)
        before = await self._further.view_of(walk.round)
        card = member.walk_card(self._pack, walk, await self._town(walk.participant), before=before)
        self._messages.background("a card of a walk", lambda: self._send_walk(chat, walk, card))

    async def _send_walk(self, chat: int, walk: Walk, card: Card) -> None:
        message = await self._messages.say(chat, card)
        self._messages.note_sent(chat, message, walk.at)
        name = f"walk:{walk.participant.id}"
        async with self._store.writing() as work:
            before = await work.card(name)
            await work.set_card(name, CardRef(chat=str(chat), message=message, digest=str(walk.round.key)))
            await work.commit()
        if before is not None and before.message != message:
            self._messages.delete(int(before.chat), before.message)

    def show(
        self, account: Account, chat: int, message: int, key: int, *, at: str | None, go_on: bool = False
    ) -> None:
        """Show an item (or the overview) in the message that was pressed; the newest wish wins.

        With `go_on` the item was answered: what is open behind it is shown, or the overview.
        """

        async def render() -> Call | None:
            try:
                walk = await self._answering.walk(account, key, at=at)
            except (NotAllowed, NotFound):
                return None
            if go_on and at is not None:
                walk = replace(walk, at=next_stop(walk, at))
            if walk.round.homework and walk.at is None:
                await self._homework.refresh_own(walk.participant)
            before = await self._further.view_of(walk.round)
            card = member.walk_card(self._pack, walk, await self._town(walk.participant), before=before)
            return self._messages.changed(chat, message, card, item=walk.at)

        self._messages.show(f"message:{message}", chat, render)

    async def privacy_card(self, conference: Conference, participant: Participant) -> Card:
        """What happens with the answers, for this person."""
        async with self._store.reading() as view:
            stage = await load_stage(view, self._pack, conference.id)
        town = next((m for m in conference.municipalities if m.id == participant.municipality), None)
        size = len(stage.voters_of(town)) if town is not None else 0
        return member.privacy_card(conference, participant, town=town, size=size)

    async def welcome_card(self, conference: str, participant: Participant) -> Card:
        """Ready, and what comes now."""
        async with self._store.reading() as view:
            stage = await load_stage(view, self._pack, conference)
            participant = await as_speaking(view, participant)
        return offer_sheet(preparing.welcome_card(participant, stage.open_rounds), conference, participant)

    async def _town(self, participant: Participant) -> Municipality | None:
        """The municipality of somebody. Once a round was opened they never change, so they are remembered."""
        towns = self._towns.get(participant.conference)
        if towns is None:
            async with self._store.reading() as view:
                towns = (await view.conference(participant.conference)).municipalities
            remember(self._towns, participant.conference, towns)
        return next((m for m in towns if m.id == participant.municipality), None)
