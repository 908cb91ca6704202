"""What is told of a round."""

from typing import Final

from bot.cards import member
from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice
from flows.services.answerers import as_speaking
from flows.words import RoundState


async def tell_round_opened(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    key = int(notice.data["round"])
    if where is not None:
        await house.rounds.post(key, where)
        return
    async with house.store.reading() as view:
        round_ = await view.round(key)
        participant = await as_speaking(view, await view.participant(notice.to or ""))
    if round_.state is RoundState.OPEN:
        card = member.round_invitation(house.pack, round_, participant, minutes=house.rounds.minutes(round_))
        await house.messages.say(chat, card)


async def tell_round_closed(house: House, notice: Notice, _chat: int, _where: Chat | None) -> None:
    house.rounds.refresh(int(notice.data["round"]))


async def tell_round_published(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    key = int(notice.data["round"])
    card = await house.results.card(key, which="short", page=0, linked=where is not None)
    await house.messages.say(chat, card, thread=where.thread if where else None)
    house.rounds.refresh(key)


TELLERS: Final[Tellers] = {
    "round_opened": tell_round_opened,
    "round_closed": tell_round_closed,
    "round_published": tell_round_published,
}
