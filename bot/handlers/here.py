"""Showing a card where a button was pressed, in place of the desk where that stood there."""

from bot.cards.card import Card
from bot.house import House
from bot.incoming import Tap


async def show_here(house: House, tap: Tap, conference: str, card: Card) -> None:
    """In a private chat; a desk that stood in the message is not refreshed there any more."""
    if tap.message is not None and tap.private:
        await house.desks.leave(tap.account, conference, tap.message)
        house.messages.show_in_place(tap.chat, tap.message, card)
