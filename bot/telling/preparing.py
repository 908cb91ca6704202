"""What is told of homework."""

from typing import Final

from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice


async def tell_homework_opened(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    if where is not None:
        await house.homework.post(notice.conference, where)
        return
    async with house.store.reading() as view:
        participant = await view.participant(notice.to or "")
    await house.homework.tell(participant, chat)


TELLERS: Final[Tellers] = {
    "homework_opened": tell_homework_opened,
}
