"""Answers on paper, entered by a facilitator in the own chat."""

from typing import Final

from bot.buttons import papers as buttons
from bot.cards import papers as cards
from bot.cards.card import Card
from bot.handlers.showing import show_instead
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import TOO_SOON
from bot.phrases import papers as words
from bot.platform.calls import Call
from flows.conference.model import Municipality, Round, Value
from flows.errors import Invalid, NotFound, Refused
from flows.ports import Account, Dialog
from flows.services.answerers import item_of
from flows.services.answering import NO_BOUND
from flows.services.papers import PaperWalk
from flows.services.reading_paper import option_of
from flows.words import Consent, Kind

TYPED: Final = "paper_typed"
REASON: Final = "paper_reason"

_ASKS_TEXT: Final = frozenset({Consent.CONDITION.value, Consent.OBJECTION.value})


async def show_towns(house: House, tap: Tap, pressed: buttons.PaperRound) -> str:
    """Op papier: of which municipality."""
    roll = await house.papers.roll(tap.account, pressed.round)
    await show_instead(house, tap, roll.round.conference, cards.towns_card(roll))
    return ""


async def show_people(house: House, tap: Tap, pressed: buttons.PaperTown) -> str:
    """Of whom."""
    roll = await house.papers.roll(tap.account, pressed.round)
    town = next((m for m in roll.stage.conference.municipalities if m.id == pressed.municipality), None)
    if town is None:
        raise NotFound(pressed.municipality)
    await show_instead(house, tap, roll.round.conference, cards.people_card(roll, town))
    return ""


async def show_item(house: House, tap: Tap, pressed: buttons.PaperItem) -> str:
    """An item of the paper, the first that is left, or where the paper stands."""
    at = None if pressed.item == buttons.WHERE_LEFT else pressed.item
    walk = await house.papers.walk(tap.account, pressed.round, pressed.participant, at=at)
    await _forget_question(house, tap.account)
    await _show(house, tap, walk)
    return ""


async def answer(house: House, tap: Tap, pressed: buttons.PaperAnswer) -> str:
    """One tap enters the answer and goes on; a mits or bezwaar asks for its text first."""
    if _is_double(house, tap, pressed.participant, pressed.item):
        return TOO_SOON
    walk = await house.papers.walk(tap.account, pressed.round, pressed.participant, at=pressed.item)
    if walk.round.kind is Kind.CONSENT and pressed.value in _ASKS_TEXT:
        if pressed.item in walk.own:
            raise Refused("paper_has_own")
        data = {**_data(walk, pressed.item), "word": pressed.value}
        await house.roster.ask(tap.account, Dialog(kind=REASON, data=data))
        await show_instead(house, tap, walk.round.conference, cards.reason_card(walk, Consent(pressed.value)))
        return words.NOW_WRITE
    value = _value(walk.round, pressed.item, pressed.value)
    return await _enter(house, tap, pressed, value)


async def no_opinion(house: House, tap: Tap, pressed: buttons.PaperNoOpinion) -> str:
    """The paper says geen mening."""
    if _is_double(house, tap, pressed.participant, pressed.item):
        return TOO_SOON
    return await _enter(house, tap, pressed, None)


async def mark(house: House, tap: Tap, pressed: buttons.PaperMark) -> str:
    """Onaanvaardbaar stays beside the answer; the card stays where it is."""
    walk = await house.papers.mark(
        tap.account, pressed.round, pressed.participant, pressed.item, on=bool(pressed.on), update=tap.update
    )
    await _show(house, tap, walk)
    return words.MARKED if pressed.on else words.UNMARKED


async def bound(house: House, tap: Tap, pressed: buttons.PaperBound) -> str:
    """The heaviest option that an objector still accepts."""
    walk = await house.papers.walk(tap.account, pressed.round, pressed.participant, at=pressed.item)
    item = item_of(walk.round, pressed.item)
    option = NO_BOUND if pressed.letter == buttons.NO_LETTER else option_of(item, pressed.letter)
    walk = await house.papers.enter_bound(
        tap.account, pressed.round, pressed.participant, pressed.item, option, update=tap.update
    )
    return await _go_on(house, tap, walk)


async def ask_typed(house: House, tap: Tap, pressed: buttons.PaperTyped) -> str:
    """Typ over."""
    walk = await house.papers.walk(tap.account, pressed.round, pressed.participant, at=pressed.item)
    if walk.round.kind not in words.ASK_TYPED:
        raise Invalid("unknown")
    await house.roster.ask(tap.account, Dialog(kind=TYPED, data=_data(walk, pressed.item)))
    await show_instead(house, tap, walk.round.conference, cards.typed_card(walk))
    return words.NOW_WRITE


async def take_typed(house: House, said: Said, dialog: Dialog) -> None:
    """Points, a ranking or options, typed over."""
    key, participant, item = _place(dialog)
    walk = await house.papers.enter_text(said.account, key, participant, item, said.text, update=said.update)
    await _tell_next(house, said, walk)


async def take_reason(house: House, said: Said, dialog: Dialog) -> None:
    """The text of a mits or bezwaar, typed over; with it the answer is entered."""
    key, participant, item = _place(dialog)
    word = str(dialog.data["word"])
    walk = await house.papers.enter(said.account, key, participant, item, word, text=said.text, update=said.update)
    await _tell_next(house, said, walk)


async def _enter(
    house: House, tap: Tap, pressed: buttons.PaperAnswer | buttons.PaperNoOpinion, value: Value | None
) -> str:
    walk = await house.papers.enter(
        tap.account, pressed.round, pressed.participant, pressed.item, value, update=tap.update
    )
    return await _go_on(house, tap, walk)


async def _go_on(house: House, tap: Tap, walk: PaperWalk) -> str:
    """The toast says what was entered; the card shows what comes next."""
    item = walk.item
    said = cards.entered_words(house.pack, walk, item) if item is not None else ""
    await _show(house, tap, await _next(house, tap.account, walk))
    return said[:200]


async def _next(house: House, account: Account, walk: PaperWalk) -> PaperWalk:
    """What needs something stays; else the first item that is left, else where the paper stands."""
    if walk.item is not None and not walk.is_done(walk.item):
        return walk
    return await house.papers.walk(account, walk.round.key, walk.participant.id)


async def _show(house: House, tap: Tap, walk: PaperWalk) -> None:
    """The card, and the moment from which a press can be meant for it."""
    if tap.message is None or not tap.private:
        return
    await house.desks.leave(tap.account, walk.round.conference, tap.message)
    card = await _card(house, walk)
    chat, message = tap.chat, tap.message

    async def render() -> Call | None:
        return house.messages.changed(chat, message, card, item=_subject(walk.participant.id, walk.at or ""))

    house.messages.show(f"message:{message}", chat, render)


async def _tell_next(house: House, said: Said, walk: PaperWalk) -> None:
    house.messages.tell(said.chat, await _card(house, await _next(house, said.account, walk)))


async def _card(house: House, walk: PaperWalk) -> Card:
    return cards.paper_card(house.pack, walk, await _town(house, walk))


async def _town(house: House, walk: PaperWalk) -> Municipality | None:
    async with house.store.reading() as view:
        towns = (await view.conference(walk.round.conference)).municipalities
    return next((m for m in towns if m.id == walk.participant.municipality), None)


async def _forget_question(house: House, account: Account) -> None:
    """Going on with another item: a text that was asked about paper is not waited for any more."""
    asked = await house.roster.asked(account)
    if asked is not None and asked.kind in {TYPED, REASON}:
        await house.roster.ask(account, None)


def _value(round_: Round, item_id: str, said: str) -> Value:
    """What a button says: a number, the option under a letter, or a word."""
    if round_.kind is Kind.RATE:
        return int(said) if said.isdigit() else said
    return option_of(item_of(round_, item_id), said) if round_.kind is Kind.CHOOSE else said


def _is_double(house: House, tap: Tap, participant: str, item: str) -> bool:
    return tap.message is not None and house.messages.is_double_tap(
        tap.chat, tap.message, _subject(participant, item)
    )


def _subject(participant: str, item: str) -> str:
    return f"{participant}:{item}"


def _data(walk: PaperWalk, item: str) -> dict[str, str | int]:
    return {"round": walk.round.key, "participant": walk.participant.id, "item": item}


def _place(dialog: Dialog) -> tuple[int, str, str]:
    return int(dialog.data["round"]), str(dialog.data["participant"]), str(dialog.data["item"])


TAPS: Final[TapHandlers] = {
    buttons.PaperRound: show_towns,
    buttons.PaperTown: show_people,
    buttons.PaperItem: show_item,
    buttons.PaperAnswer: answer,
    buttons.PaperNoOpinion: no_opinion,
    buttons.PaperMark: mark,
    buttons.PaperBound: bound,
    buttons.PaperTyped: ask_typed,
}
DIALOGS: Final[DialogHandlers] = {
    TYPED: take_typed,
    REASON: take_reason,
}
