"""What a round asks, samen and homework: the facilitator's presses, and 'Wat koos ik'."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.buttons import preparing as buttons
from bot.cards import preparing as cards
from bot.cards.card import Card, esc
from bot.cards.values import value_words
from bot.handlers.showing import show_desk, show_instead
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import preparing as words
from bot.screens.messages import private_chat
from flows.conference.local_time import read_moment
from flows.errors import NotAllowed, Refused
from flows.kinds import KINDS
from flows.pack.asking import GROUP
from flows.ports import Account, Dialog
from flows.services.answerers import item_of
from flows.services.inviting import find_participant
from flows.services.preparing import Offer, open_homework_of
from flows.services.together import item_beside
from flows.words import Mode

HOMEWORK_UNTIL: Final = "homework_until"
"""The dialog in which the end moment of the homework is asked."""

_STEPS: Final = {"next": 1, "back": -1}


# --- what a round asks -------------------------------------------------------------------------------


async def choose_items(house: House, tap: Tap, pressed: buttons.ChooseItems) -> str:
    """Kies taken."""
    await _show_offer(house, tap, pressed.round, cards.selection_card)
    return ""


async def show_groups(house: House, tap: Tap, pressed: buttons.ShowGroups) -> str:
    """Deellijst…"""
    await _show_offer(house, tap, pressed.round, cards.groups_card)
    return ""


async def show_items(house: House, tap: Tap, pressed: buttons.ShowItems) -> str:
    """Los…"""
    await _show_offer(house, tap, pressed.round, lambda offer: cards.items_card(offer, pressed.page))
    return ""


async def select(house: House, tap: Tap, pressed: buttons.Select) -> str:
    """Kern or alles."""
    return await _select(house, tap, pressed.round, pressed.selection, cards.selection_card)


async def select_group(house: House, tap: Tap, pressed: buttons.SelectGroup) -> str:
    """One deellijst."""
    return await _select(house, tap, pressed.round, f"{GROUP}{pressed.group}", cards.groups_card)


async def select_item(house: House, tap: Tap, pressed: buttons.SelectItem) -> str:
    """One item in or out; the toast says what became of it."""
    before = await house.preparing.offer(tap.account, pressed.round)
    await house.preparing.select_item(
        tap.account, pressed.round, pressed.item, on=bool(pressed.on), update=tap.update
    )
    offer = await _show_offer(house, tap, pressed.round, lambda offer: cards.items_card(offer, pressed.page))
    if before.round.mode is not offer.round.mode:
        return words.NOT_TOGETHER_NOW.format(units=cards.count_chosen(offer))
    if before.chosen == offer.chosen:
        return words.STAYS if pressed.item in offer.fixed else ""
    title = next(item.title for item in offer.items if item.id == pressed.item)
    return (words.PUT_IN if pressed.on else words.LEFT_OUT).format(title=title)[:200]


# --- samen -------------------------------------------------------------------------------------------


async def set_mode(house: House, tap: Tap, pressed: buttons.SetMode) -> str:
    """Samen or individueel."""
    if pressed.mode not in {mode.value for mode in Mode}:
        raise Refused("unknown")
    await house.together.set_mode(tap.account, pressed.round, Mode(pressed.mode), update=tap.update)
    await _show_offer(house, tap, pressed.round, cards.selection_card)
    return words.MODE_SET[pressed.mode]


async def move_on(house: House, tap: Tap, pressed: buttons.MoveOn) -> str:
    """Volgend or vorig onderwerp: the cards of all groups change, and the desks follow."""
    async with house.store.reading() as view:
        round_ = await view.round(pressed.round)
    seen = replace(round_, at=item_of(round_, pressed.seen).id)
    wanted = item_beside(seen, _STEPS[pressed.where]) if pressed.where in _STEPS else None
    if wanted is None:
        raise Refused("unknown")
    moved = await house.together.move_to(tap.account, pressed.round, wanted.id, seen=pressed.seen, update=tap.update)
    await house.rounds.show(moved.key)
    await show_desk(house, tap, moved.conference)
    return ""


async def my_choice(house: House, tap: Tap, pressed: buttons.MyChoice) -> str:
    """Wat koos ik: seen by who presses alone."""
    await house.together.refuse(tap.account, pressed.round)
    round_ = await house.answering.round_of(pressed.round)
    item = item_of(round_, pressed.item)
    ballot = (await house.store.footing(tap.account, pressed.round)).answers.get(pressed.item)
    if ballot is None or (ballot.value is None and not ballot.no_opinion):
        return words.NO_CHOICE_YET
    encoded = None if ballot.value is None else KINDS[round_.kind].encode(ballot.value)
    value = value_words(house.pack, round_, item, encoded, no_opinion=ballot.no_opinion)
    return words.YOUR_CHOICE.format(value=value)[:200]


# --- homework ----------------------------------------------------------------------------------------


async def homework_desk(house: House, tap: Tap, pressed: buttons.HomeworkDesk) -> str:
    """Huiswerk, for the facilitator."""
    await _show_homework(house, tap, pressed.conference)
    return ""


async def open_homework(house: House, tap: Tap, pressed: buttons.OpenHomework) -> str:
    """Open het huiswerk; with an end moment that is asked first."""
    if pressed.until:
        await house.facilitation.stage(tap.account, pressed.conference)
        await house.roster.ask(tap.account, Dialog(kind=HOMEWORK_UNTIL, data={"conference": pressed.conference}))
        house.messages.tell(tap.chat, Card(esc(words.ASK_UNTIL)))
        return ""
    await house.preparing.open_homework(tap.account, pressed.conference, update=tap.update)
    await _show_homework(house, tap, pressed.conference)
    return words.HOMEWORK_OPENED


async def take_until(house: House, said: Said, dialog: Dialog) -> None:
    """The end moment; then the homework is opened."""
    conference = str(dialog.data["conference"])
    until = read_moment(said.text, now=house.clock.now())
    try:
        await house.preparing.open_homework(said.account, conference, closes_at=until, update=said.update)
    except Refused:
        await house.roster.ask(said.account, None)  # no other moment will help
        raise
    await house.roster.ask(said.account, None)
    house.messages.tell(said.chat, await _homework_card(house, said.account, conference))


async def close_homework(house: House, tap: Tap, pressed: buttons.CloseHomework) -> str:
    """Sluit het huiswerk."""
    await house.preparing.close_homework(tap.account, pressed.conference, update=tap.update)
    await house.homework.refresh(pressed.conference)
    await _show_homework(house, tap, pressed.conference)
    return words.HOMEWORK_IS_CLOSED


async def homework(house: House, tap: Tap, pressed: buttons.Homework) -> str:
    """Naar mijn vragen: the next list that is not done."""
    await open_next_list(house, tap.account, pressed.conference)
    return ""


async def open_next_list(house: House, account: Account, conference: str) -> None:
    """The walk through the next list, or the card that says that all is done. Raises NotAllowed, NotFound."""
    async with house.store.reading() as view:
        participant = await find_participant(view, conference, account)
    if participant is None:
        raise NotAllowed("not_on_the_list")
    following = await house.homework.next_list(participant)
    if following is None:
        house.messages.tell(private_chat(account), await house.homework.own_card(participant))
    else:
        await house.walks.open(account, private_chat(account), following.key)


async def _select(house: House, tap: Tap, key: int, selection: str, card: Callable[[Offer], Card]) -> str:
    before = await house.preparing.offer(tap.account, key)
    await house.preparing.select(tap.account, key, selection, update=tap.update)
    offer = await _show_offer(house, tap, key, card)
    changed = before.round.mode is not offer.round.mode
    told = words.NOT_TOGETHER_NOW if changed else words.SELECTED
    return told.format(units=cards.count_chosen(offer))[:200]


async def _show_offer(house: House, tap: Tap, key: int, card: Callable[[Offer], Card]) -> Offer:
    """A screen of choosing, where the desk stood."""
    offer = await house.preparing.offer(tap.account, key)
    await show_instead(house, tap, offer.round.conference, card(offer))
    return offer


async def _show_homework(house: House, tap: Tap, conference: str) -> None:
    await show_instead(house, tap, conference, await _homework_card(house, tap.account, conference))


async def _homework_card(house: House, account: Account, conference: str) -> Card:
    stage = await house.facilitation.stage(account, conference)
    async with house.store.reading() as view:
        progress = {r.key: await view.progress(r.key) for r in open_homework_of(stage)}
    return cards.homework_desk_card(stage, progress, blocked=house.preparing.homework_refusal(stage))


TAPS: Final[TapHandlers] = {
    buttons.ChooseItems: choose_items,
    buttons.Select: select,
    buttons.ShowGroups: show_groups,
    buttons.SelectGroup: select_group,
    buttons.ShowItems: show_items,
    buttons.SelectItem: select_item,
    buttons.SetMode: set_mode,
    buttons.MoveOn: move_on,
    buttons.MyChoice: my_choice,
    buttons.Homework: homework,
    buttons.HomeworkDesk: homework_desk,
    buttons.OpenHomework: open_homework,
    buttons.CloseHomework: close_homework,
}
DIALOGS: Final[DialogHandlers] = {HOMEWORK_UNTIL: take_until}
