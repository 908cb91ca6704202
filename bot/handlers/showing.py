"""Showing something where a desk stood, and asking for a text: what many handlers share."""

from bot.cards.card import Card, esc
from bot.house import House
from bot.incoming import Tap
from flows.ports import Account, Dialog


async def show_instead(house: House, tap: Tap, conference: str, card: Card) -> None:
    """This card in the message that was pressed; a desk that stood there is not refreshed until asked for again."""
    if tap.message is not None and tap.private:
        await house.desks.leave(tap.account, conference, tap.message)
        house.messages.show_in_place(tap.chat, tap.message, card)


async def show_desk(house: House, tap: Tap, conference: str) -> None:
    """The desk where it was pressed, as it is now; other facilitators' desks follow."""
    if tap.message is not None and tap.private:
        await house.desks.take(tap.account, tap.chat, tap.message, conference)
    else:
        await house.desks.refresh(conference)


async def ask_for(house: House, account: Account, chat: int, dialog: Dialog, question: Card | str) -> None:
    """Remember what is asked, and ask it in a message of its own."""
    await house.roster.ask(account, dialog)
    house.messages.tell(chat, question if isinstance(question, Card) else Card(esc(question)))
