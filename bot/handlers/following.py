"""Further rounds: on the desk made and changed, in the walk an answer that stays."""

from typing import Final

from bot import phrases
from bot.buttons.following import Follow, FurtherItem, FurtherItems, Keep
from bot.cards import following as cards
from bot.handlers.answering import go_on, is_stored, item_in, refuse
from bot.handlers.showing import show_desk, show_instead
from bot.handlers.tables import TapHandlers
from bot.house import House
from bot.incoming import Tap
from bot.phrases import following as words
from flows.errors import Lost


async def follow(house: House, tap: Tap, pressed: Follow) -> str:
    """Volgende ronde; the desk is about its concept then."""
    made = await house.following.follow(tap.account, pressed.round, update=tap.update)
    house.rounds.refresh(pressed.round)
    house.talks.refresh(pressed.round)
    house.timekeeper.poke()
    await show_desk(house, tap, made.conference)
    return words.MADE.format(title=made.title, number=made.number)[:200]


async def show_items(house: House, tap: Tap, pressed: FurtherItems) -> str:
    """Kies onderwerpen."""
    offer = await house.following.offer(tap.account, pressed.round)
    await show_instead(house, tap, offer.round.conference, cards.choice_card(offer, page=pressed.page))
    return ""


async def choose_item(house: House, tap: Tap, pressed: FurtherItem) -> str:
    """An item is asked again, or not."""
    try:
        offer = await house.following.choose(
            tap.account, pressed.round, pressed.item, on=bool(pressed.on), update=tap.update
        )
    except Lost:
        async with house.store.reading() as view:
            round_ = await view.round(pressed.round)
        await show_desk(house, tap, round_.conference)
        raise
    await show_instead(house, tap, offer.round.conference, cards.choice_card(offer, page=pressed.page))
    title = next(put.title for put in offer.items if put.id == pressed.item)
    return (words.ITEM_IN if pressed.item in offer.chosen else words.ITEM_OUT).format(title=title)[:200]


async def keep(house: House, tap: Tap, pressed: Keep) -> str:
    """Het blijft zo; the walk goes on, as after every answer."""
    if tap.message is not None and house.messages.is_double_tap(tap.chat, tap.message, pressed.item):
        return phrases.TOO_SOON
    round_ = await house.answering.round_of(pressed.round)
    verdict = await house.following.keep(tap.account, pressed.round, pressed.item, update=tap.update)
    if not is_stored(verdict):
        return await refuse(house, tap, verdict)
    house.rounds.refresh(round_.key)
    go_on(house, tap, round_, pressed.item)
    return words.KEPT.format(value=cards.kept_words(round_, item_in(round_, pressed.item), verdict))


TAPS: Final[TapHandlers] = {
    Follow: follow,
    FurtherItems: show_items,
    FurtherItem: choose_item,
    Keep: keep,
}
