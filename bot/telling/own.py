"""What is told when somebody was forgotten."""

from typing import Final

from bot.cards.own import told_card
from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice


async def tell_forgotten(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
    card = told_card(conference, str(notice.data["municipality"]), speaks=bool(notice.data["speaks"]))
    await house.messages.say(chat, card)


TELLERS: Final[Tellers] = {
    "forgotten": tell_forgotten,
}
