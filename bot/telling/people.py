"""What is told about people."""

from typing import Final

from bot.cards.card import Card, bold, esc, lines
from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice


async def tell_declined(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    async with house.store.reading() as view:
        participant = await view.participant(str(notice.data["participant"]))
    text = lines(
        [
            bold("Een uitnodiging klopt niet"),
            f"De link van {esc(participant.name)} is geopend door iemand die zegt: dat ben ik niet.",
            "Er is niets gewijzigd. Stuur de link aan de goede persoon.",
        ]
    )
    await house.messages.say(chat, Card(text))


TELLERS: Final[Tellers] = {
    "declined": tell_declined,
}
