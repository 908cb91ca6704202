"""Standpunten: hamerstukken in one tap, amending after an objection, and standpunten that come later."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.buttons import standing as buttons
from bot.cards import member
from bot.cards import standing as cards
from bot.cards.card import Card
from bot.handlers.showing import show_instead
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import CONSENT, NOT_HERE, count_word
from bot.phrases import standing as words
from flows.conference.model import Municipality, Participant
from flows.errors import Invalid, Lost, NotFound, Refused
from flows.ports import Account, Dialog
from flows.services.answerers import item_of
from flows.services.answering import next_stop
from flows.services.standing import LateItem, LateList, agreed_items
from flows.words import Consent

AMEND_TEXT: Final = "amend_text"
LATE_TEXT: Final = "late_text"


# --- hamerstukken ------------------------------------------------------------------------------------


async def agree_all(house: House, tap: Tap, pressed: buttons.AgreeAll) -> str:
    """Met alle instemmen; then the first bespreekstuk."""
    given = await house.standing.agree_all(tap.account, pressed.round, update=tap.update)
    house.rounds.refresh(pressed.round)
    walk = await house.answering.walk(tap.account, pressed.round)
    if tap.message is not None:
        left = walk.open_items
        house.walks.show(tap.account, tap.chat, tap.message, pressed.round, at=left[0].id if left else None)
    template = house.pack.round(walk.round.template)
    if not given:
        return words.AGREED_BEFORE
    return words.AGREED_ALL_NOW.format(count=count_word(len(given), template.noun, template.nouns))


async def one_by_one(house: House, tap: Tap, pressed: buttons.OneByOne) -> str:
    """Een voor een: the first article as any other."""
    round_ = await house.answering.round_of(pressed.round)
    first = round_.items[0]
    walk = await house.answering.walk(tap.account, pressed.round, at=first.id)
    if tap.message is not None:
        town = await _town(house, walk.participant)
        card = member.item_card(house.pack, walk, first, town)
        house.messages.show_in_place(tap.chat, tap.message, card)
    return ""


async def read(house: House, tap: Tap, pressed: buttons.Read) -> str:
    """Lees ze."""
    walk = await house.answering.walk(tap.account, pressed.round, at=pressed.item)
    item = item_of(walk.round, pressed.item)
    if item not in agreed_items(walk.round):
        raise Refused("unknown")
    if tap.message is not None:
        house.messages.show_in_place(tap.chat, tap.message, cards.read_card(walk, item))
    return ""


async def together(house: House, tap: Tap, pressed: buttons.Together) -> str:
    """Back to the hamerstukken; where they were answered meanwhile, on with what is open."""
    walk = await house.answering.walk(tap.account, pressed.round)
    left = next_stop(walk, "")
    at = walk.round.items[0].id if left is not None and not walk.answers else left
    if tap.message is not None:
        house.walks.show(tap.account, tap.chat, tap.message, pressed.round, at=at)
    return ""


async def show_agreed(house: House, tap: Tap, pressed: buttons.Agreed) -> str:
    """Hamerstukken, for the facilitator."""
    round_, able = await house.amending.agreeable(tap.account, pressed.round)
    await show_instead(house, tap, round_.conference, cards.agreed_card(round_, able))
    return ""


async def set_agreed(house: House, tap: Tap, pressed: buttons.SetAgreed) -> str:
    """A hamerstuk or a bespreekstuk."""
    await house.amending.set_agreed(
        tap.account, pressed.round, pressed.item, agreed=bool(pressed.on), update=tap.update
    )
    round_, able = await house.amending.agreeable(tap.account, pressed.round)
    await show_instead(house, tap, round_.conference, cards.agreed_card(round_, able))
    return ""


# --- amending ----------------------------------------------------------------------------------------


async def show_amendments(house: House, tap: Tap, pressed: buttons.Amendments) -> str:
    """Wijzig en vraag opnieuw."""
    found = await house.amending.amendments(tap.account, pressed.round)
    await show_instead(house, tap, found.round.conference, cards.amendments_card(found))
    return ""


async def amend(house: House, tap: Tap, pressed: buttons.Amend) -> str:
    """The new text is asked in this chat."""
    found = await house.amending.amendments(tap.account, pressed.round)
    item = next((i for i in found.items if i.id == pressed.item), None)
    if item is None:
        raise Lost("round_is_elsewhere", state=found.round.state.value)
    data: Mapping[str, str | int] = {"round": pressed.round, "item": item.id}
    await house.roster.ask(tap.account, Dialog(kind=AMEND_TEXT, data=data))
    house.messages.tell(tap.chat, cards.ask_text_card(item, found.texts.get(item.id, "")))
    return ""


async def take_text(house: House, said: Said, dialog: Dialog) -> None:
    """The new text of a proposal."""
    key, item = int(dialog.data["round"]), str(dialog.data["item"])
    try:
        found = await house.amending.amend(said.account, key, item, said.text, update=said.update)
    except Invalid:
        raise
    except Refused:
        await house.roster.ask(said.account, None)
        raise
    await house.roster.ask(said.account, None)
    house.messages.tell(said.chat, cards.amendments_card(found))


async def leave(house: House, tap: Tap, pressed: buttons.LeaveAmendment) -> str:
    """Toch niet."""
    found = await house.amending.leave(tap.account, pressed.round, pressed.item, update=tap.update)
    await show_instead(house, tap, found.round.conference, cards.amendments_card(found))
    return ""


async def ask_amended(house: House, tap: Tap, pressed: buttons.AskAmended) -> str:
    """Vraag opnieuw: the amended proposals stand ready."""
    made = await house.amending.ask_amended(tap.account, pressed.round, update=tap.update)
    house.rounds.refresh(pressed.round)
    if tap.message is not None and tap.private:
        await house.desks.take(tap.account, tap.chat, tap.message, made.conference)
    return words.AMENDED_NOW


# --- later standpunten -------------------------------------------------------------------------------


async def late(house: House, tap: Tap, pressed: buttons.Late) -> str:
    """Geef ons standpunt."""
    found = await house.standing.late(tap.account, pressed.conference)
    _replace(house, tap, cards.late_card(found))
    return ""


async def late_item(house: House, tap: Tap, pressed: buttons.LateItem) -> str:
    """One proposal; a text that was asked about another is not waited for any more."""
    found, wanted = await _late(house, tap.account, pressed.round, pressed.item)
    await _forget(house, tap.account)
    town = await _town(house, found.speaker)
    _replace(house, tap, cards.late_item_card(found, wanted, town.name if town else ""))
    return ""


async def late_word(house: House, tap: Tap, pressed: buttons.LateWord) -> str:
    """Instemmen is stored at once; a mits or bezwaar asks for its text first."""
    if pressed.word not in {word.value for word in Consent}:
        return NOT_HERE
    _, wanted = await _late(house, tap.account, pressed.round, pressed.item)
    word = Consent(pressed.word)
    if word in {Consent.AGREE, Consent.COLLEGE}:
        left = await house.standing.give_late(tap.account, pressed.round, pressed.item, word.value, update=tap.update)
        _replace(house, tap, cards.late_card(left))
        await house.desks.refresh(wanted.round.conference)
        return words.LATE_STORED.format(value=CONSENT[word].lower())
    if word is Consent.OBJECTION and wanted.item.proposed is not None and wanted.item.options:
        _replace(house, tap, cards.late_bound_card(wanted))
        return ""
    await _ask_text(house, tap, wanted, word.value)
    return ""


async def late_bound(house: House, tap: Tap, pressed: buttons.LateBound) -> str:
    """The heaviest acceptable option; then the text."""
    _, wanted = await _late(house, tap.account, pressed.round, pressed.item)
    await _ask_text(house, tap, wanted, f"{Consent.OBJECTION.value}:{pressed.option}")
    return ""


async def take_late_text(house: House, said: Said, dialog: Dialog) -> None:
    """The text of a later mits or bezwaar; it is stored with it."""
    data = dialog.data
    try:
        left = await house.standing.give_late(
            said.account,
            int(data["round"]),
            str(data["item"]),
            str(data["value"]),
            text=said.text,
            update=said.update,
        )
    except Invalid:
        raise
    except Refused:
        await house.roster.ask(said.account, None)
        raise
    await house.roster.ask(said.account, None)
    house.messages.tell(said.chat, cards.late_card(left))


async def _late(house: House, account: Account, key: int, item: str) -> tuple[LateList, LateItem]:
    """Raises Lost when no standpunt of this person is missing there (any more)."""
    async with house.store.reading() as view:
        round_ = await view.round(key)
    found = await house.standing.late(account, round_.conference)
    items: Sequence[LateItem] = found.items if found is not None else ()
    wanted = next((entry for entry in items if (entry.round.key, entry.item.id) == (key, item)), None)
    if found is None or wanted is None:
        raise Lost("late_given")
    return found, wanted


async def _ask_text(house: House, tap: Tap, wanted: LateItem, value: str) -> None:
    data: Mapping[str, str | int] = {"round": wanted.round.key, "item": wanted.item.id, "value": value}
    await house.roster.ask(tap.account, Dialog(kind=LATE_TEXT, data=data))
    _replace(house, tap, cards.late_text_card(wanted, Consent(value.partition(":")[0])))


async def _forget(house: House, account: Account) -> None:
    asked = await house.roster.asked(account)
    if asked is not None and asked.kind == LATE_TEXT:
        await house.roster.ask(account, None)


async def _town(house: House, participant: Participant) -> Municipality | None:
    async with house.store.reading() as view:
        towns = (await view.conference(participant.conference)).municipalities
    return next((town for town in towns if town.id == participant.municipality), None)


def _replace(house: House, tap: Tap, card: Card) -> None:
    if tap.message is None or not tap.private:
        raise NotFound("no message")
    house.messages.show_in_place(tap.chat, tap.message, card)


TAPS: Final[TapHandlers] = {
    buttons.AgreeAll: agree_all,
    buttons.OneByOne: one_by_one,
    buttons.Read: read,
    buttons.Together: together,
    buttons.Agreed: show_agreed,
    buttons.SetAgreed: set_agreed,
    buttons.Amendments: show_amendments,
    buttons.Amend: amend,
    buttons.LeaveAmendment: leave,
    buttons.AskAmended: ask_amended,
    buttons.Late: late,
    buttons.LateItem: late_item,
    buttons.LateWord: late_word,
    buttons.LateBound: late_bound,
}
DIALOGS: Final[DialogHandlers] = {
    AMEND_TEXT: take_text,
    LATE_TEXT: take_late_text,
}
