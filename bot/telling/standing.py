"""What is told of standpunten."""

from typing import Final

from bot.cards import standing as cards
from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice
from flows.services.answerers import item_of


async def tell_late(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    async with house.store.reading() as view:
        round_ = await view.round(int(notice.data["round"]))
        towns = (await view.conference(notice.conference)).municipalities
    town = next((t.name for t in towns if t.id == notice.data["municipality"]), "")
    item = item_of(round_, str(notice.data["item"]))
    await house.messages.say(chat, cards.late_told_card(round_, item, town))


TELLERS: Final[Tellers] = {
    "late_position": tell_late,
}
