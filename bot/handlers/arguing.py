"""Lines why, from who writes them: with a question, on request after closing, and written anew."""

from typing import Final

from bot.buttons import arguing as buttons
from bot.cards import arguing as cards
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from flows.errors import Refused
from flows.ports import Dialog
from flows.services.answerers import item_of
from flows.services.answering import next_stop
from flows.services.arguing import ARGUMENT, Asked, Rewriting


async def argue(house: House, tap: Tap, pressed: buttons.Argue) -> str:
    """Toelichting."""
    round_ = await house.arguing.ask(tap.account, pressed.round, pressed.item)
    walk = await house.answering.walk(tap.account, pressed.round, at=pressed.item)
    if tap.message is not None and tap.private:
        card = cards.ask_card(round_, item_of(round_, pressed.item), walk.lines.get(pressed.item, ""))
        house.messages.show_in_place(tap.chat, tap.message, card)
    return ""


async def rather_not(house: House, tap: Tap, pressed: buttons.RatherNot) -> str:
    """Toch niet."""
    await house.arguing.leave(tap.account)
    if tap.message is not None and tap.private:
        house.walks.show(tap.account, tap.chat, tap.message, pressed.round, at=pressed.item)
    return ""


async def take_line(house: House, said: Said, _dialog: Dialog) -> None:
    """The line; the walk goes on in a new message below it, at the next question where this one is answered."""
    key, item = await house.arguing.give(said.account, said.text, update=said.update)
    walk = await house.answering.walk(said.account, key, at=item)
    at = next_stop(walk, item) if walk.item is not None and walk.is_done(walk.item) else item
    await house.walks.open(said.account, said.chat, key, at=at)


async def take_awaited(house: House, said: Said) -> None:
    """A text that nothing else asked for: the answer to a request, or a line written anew. Raises Refused."""
    found = await house.arguing.awaited(said.account)
    if found is None:
        raise Refused("text_not_asked")
    after = await house.arguing.answer(said.account, found, said.text, update=said.update)
    house.desks.refresh_soon(found.round.conference)
    if isinstance(after, Asked):
        await house.arguments.show(said.chat, after)
        return
    house.messages.tell(said.chat, cards.rewritten_card(after))
    following = await house.arguing.awaited(said.account)
    if isinstance(following, Rewriting):
        house.messages.tell(said.chat, cards.returned_card(following))


async def decline(house: House, tap: Tap, pressed: buttons.Decline) -> str:
    """Liever niet."""
    asked = await house.arguing.decline(tap.account, pressed.round, pressed.item, update=tap.update)
    if tap.private:
        await house.arguments.show(tap.chat, asked)
    return ""


async def let_be(house: House, tap: Tap, pressed: buttons.LetBe) -> str:
    """Laat maar."""
    await house.arguing.withdraw(tap.account, pressed.argument, update=tap.update)
    if tap.message is not None and tap.private:
        house.messages.show_in_place(tap.chat, tap.message, cards.dropped_card())
    return ""


TAPS: Final[TapHandlers] = {
    buttons.Argue: argue,
    buttons.RatherNot: rather_not,
    buttons.Decline: decline,
    buttons.LetBe: let_be,
}
DIALOGS: Final[DialogHandlers] = {ARGUMENT: take_line}
