"""What is told of corrections."""

from typing import Final

from bot.cards import correcting as cards
from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice
from flows.words import RoundState


async def tell_reopened(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    """Nothing when it was closed again meanwhile."""
    async with house.store.reading() as view:
        round_ = await view.round(int(notice.data["round"]))
    house.rounds.refresh(round_.key)
    if round_.state is RoundState.OPEN:
        card = cards.reopened_card(round_, link=house.messages.link(f"w_{round_.key}"))
        await house.messages.say(chat, card, thread=where.thread if where else None)


async def tell_withdrawn(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    async with house.store.reading() as view:
        round_ = await view.round(int(notice.data["round"]))
    house.rounds.refresh(round_.key)
    await house.messages.say(chat, cards.withdrawn_card(round_), thread=where.thread if where else None)


async def tell_returned(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    card = cards.returned_card(house.pack, str(notice.data["phase"]))
    await house.messages.say(chat, card, thread=where.thread if where else None)


async def tell_cancelled(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
    await house.messages.say(chat, cards.cancelled_card(conference), thread=where.thread if where else None)


TELLERS: Final[Tellers] = {
    "round_reopened": tell_reopened,
    "round_withdrawn": tell_withdrawn,
    "phase_returned": tell_returned,
    "cancelled": tell_cancelled,
}
