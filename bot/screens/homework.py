"""Homework: one card in the group, and one in everybody's own chat, which refresh themselves."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.cards import preparing
from bot.cards.card import Card
from bot.platform.calls import Call
from bot.screens.messages import Messages
from flows.conference.model import Participant, Round
from flows.pack.form import Pack
from flows.ports import CardRef, Chat, Progress, Store, View
from flows.services.preparing import homework_of, open_homework_of
from flows.services.stage import load_stage
from flows.words import RoundState


class Homework:
    """Cards of homework. It is looked at anew for each: what is open, and who is done with what."""

    def __init__(self, store: Store, *, pack: Pack, messages: Messages) -> None:
        self._store = store
        self._pack = pack
        self._messages = messages

    async def post(self, conference: str, chat: Chat) -> None:
        """Post the card in a group, once."""
        name = f"homework:{conference}:{chat.external}"
        async with self._store.reading() as view:
            known = await view.card(name) is not None
        if known:
            await self.refresh(conference)
            return
        card = await self._group_card(conference)
        message = await self._messages.say(int(chat.external), card, thread=chat.thread)
        await self._place(name, CardRef(chat=chat.external, message=message))

    async def tell(self, participant: Participant, chat: int) -> None:
        """Put the card in somebody's own chat; an earlier one stays, and is not refreshed any more."""
        card = await self.own_card(participant)
        message = await self._messages.say(chat, card)
        await self._place(f"homework:{participant.id}", CardRef(chat=str(chat), message=message))

    async def refresh(self, conference: str) -> None:
        """The group's cards follow what was answered or closed."""
        async with self._store.reading() as view:
            refs = {
                chat: await view.card(f"homework:{conference}:{chat.external}")
                for chat in await view.chats(conference)
            }
        for chat, ref in refs.items():
            if ref is not None:
                render = self._renderer(int(chat.external), ref.message, lambda: self._group_card(conference))
                self._messages.show(f"homework:{conference}", int(chat.external), render)

    async def refresh_own(self, participant: Participant) -> None:
        """Somebody's own card follows what he did."""
        async with self._store.reading() as view:
            ref = await view.card(f"homework:{participant.id}")
        if ref is not None:
            render = self._renderer(int(ref.chat), ref.message, lambda: self.own_card(participant))
            self._messages.show(f"message:{ref.message}", int(ref.chat), render)

    async def own_card(self, participant: Participant) -> Card:
        """What is open and done for this person."""
        async with self._store.reading() as view:
            stage = await load_stage(view, self._pack, participant.conference)
            done = await self._done(view, open_homework_of(stage), participant)
        return preparing.homework_card(self._pack, stage.conference, homework_of(stage), done)

    async def next_list(self, participant: Participant) -> Round | None:
        """The first list that this person is not done with; None when there is none."""
        async with self._store.reading() as view:
            still_open = open_homework_of(await load_stage(view, self._pack, participant.conference))
            done = await self._done(view, still_open, participant)
        return next((r for r in still_open if r.key not in done), None)

    async def _done(self, view: View, rounds: Sequence[Round], participant: Participant) -> frozenset[int]:
        return frozenset([r.key for r in rounds if participant.id not in await view.unfinished(r.key)])

    async def _group_card(self, conference: str) -> Card:
        async with self._store.reading() as view:
            stage = await load_stage(view, self._pack, conference)
            given = homework_of(stage)
            progress = {r.key: await view.progress(r.key) for r in given if r.state is RoundState.OPEN}
            whole = await self._whole(view, open_homework_of(stage))
        return preparing.homework_group_card(
            self._pack,
            stage.conference,
            given,
            progress,
            whole=whole,
            link=self._messages.link(f"h_{conference}"),
            join=self._messages.link(f"m_{conference}"),
        )

    async def _whole(self, view: View, rounds: Sequence[Round]) -> list[Progress]:
        """Per municipality how many are done with every list that is open."""
        if not rounds:
            return []
        unfinished: list[Mapping[str, int]] = [await view.unfinished(r.key) for r in rounds]
        voters = (await view.electorate(rounds[0].key)).voters
        return [
            Progress(
                municipality=town,
                voters=len(people),
                done=sum(1 for person in people if not any(person in left for left in unfinished)),
                busy=0,
            )
            for town, people in voters.items()
        ]

    def _renderer(
        self, chat: int, message: int, make: Callable[[], Awaitable[Card]]
    ) -> Callable[[], Awaitable[Call | None]]:
        async def render() -> Call | None:
            return self._messages.changed(chat, message, await make())

        return render

    async def _place(self, name: str, ref: CardRef) -> None:
        async with self._store.writing() as work:
            await work.set_card(name, ref)
            await work.commit()
