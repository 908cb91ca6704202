"""A toelichting: asked for behind its button, given as a text, read by the facilitator after closing."""

from typing import Final

from bot.buttons import explaining as buttons
from bot.cards import explaining as cards
from bot.handlers.showing import show_instead
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from flows.ports import Dialog
from flows.services.answerers import item_of
from flows.services.answering import next_stop
from flows.services.explaining import EXPLANATION


async def explain(house: House, tap: Tap, pressed: buttons.Explain) -> str:
    """Toelichting."""
    round_ = await house.explaining.ask(tap.account, pressed.round, pressed.item)
    walk = await house.answering.walk(tap.account, pressed.round, at=pressed.item)
    if tap.message is not None and tap.private:
        card = cards.ask_card(round_, item_of(round_, pressed.item), walk.answers.get(pressed.item))
        house.messages.show_in_place(tap.chat, tap.message, card)
    return ""


async def rather_not(house: House, tap: Tap, pressed: buttons.RatherNot) -> str:
    """Toch niet."""
    await house.explaining.leave(tap.account)
    if tap.message is not None and tap.private:
        house.walks.show(tap.account, tap.chat, tap.message, pressed.round, at=pressed.item)
    return ""


async def take_line(house: House, said: Said, _dialog: Dialog) -> None:
    """The line; the walk goes on in a new message below it, at the next question where this one is answered."""
    key, item = await house.explaining.give(said.account, said.text, update=said.update)
    walk = await house.answering.walk(said.account, key, at=item)
    at = next_stop(walk, item) if walk.item is not None and walk.is_done(walk.item) else item
    await house.walks.open(said.account, said.chat, key, at=at)


async def read_them(house: House, tap: Tap, pressed: buttons.ReadThem) -> str:
    """Lees de teksten."""
    found = await house.explaining.read(tap.account, pressed.round)
    await show_instead(house, tap, found.round.conference, cards.texts_card(found, page=pressed.page))
    return ""


TAPS: Final[TapHandlers] = {
    buttons.Explain: explain,
    buttons.RatherNot: rather_not,
    buttons.ReadThem: read_them,
}
DIALOGS: Final[DialogHandlers] = {EXPLANATION: take_line}
