"""The picture that follows the result of a round."""

from typing import Final

from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice


async def tell_picture(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    """One picture, with what it shows in words below it; nothing where nothing may be drawn."""
    drawn = await house.pictures.of_round(int(notice.data["round"]))
    if drawn is not None:
        thread = where.thread if where is not None else None
        await house.messages.send_picture(chat, drawn.png, drawn.caption, thread=thread)


TELLERS: Final[Tellers] = {
    "picture": tell_picture,
}
