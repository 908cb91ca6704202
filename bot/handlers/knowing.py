"""The advisers' sheet: one tap tells a fact, one tap goes to the next task."""

from typing import Final

from bot.buttons import knowing as buttons
from bot.cards import knowing as cards
from bot.cards.card import Card
from bot.handlers.showing import ask_for, show_instead
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import knowing as words
from bot.screens.messages import private_chat
from flows.errors import Invalid, NotAllowed, NotFound, Refused
from flows.ports import Dialog
from flows.services.knowing import Sheet
from flows.services.pieces import mark_of
from flows.words import Role, TaskFact

EXISTING: Final = "task_existing"
IMPORT: Final = "tasks_import"
_NONE: Final = "-"


async def show_groups(house: House, tap: Tap, pressed: buttons.Sheet) -> str:
    """Wat weet u van de taken."""
    sheet = await house.knowing.sheet(tap.account, pressed.conference)
    await _show(house, tap, sheet, cards.groups_card(sheet))
    return ""


async def show_group(house: House, tap: Tap, pressed: buttons.SheetGroup) -> str:
    """The tasks of a deellijst."""
    sheet = await house.knowing.sheet(tap.account, pressed.conference)
    if pressed.group not in sheet.groups:
        raise NotFound(pressed.group)
    await _show(house, tap, sheet, cards.group_card(sheet, pressed.group, pressed.page))
    return ""


async def show_task(house: House, tap: Tap, pressed: buttons.SheetTask) -> str:
    """One task."""
    sheet = await house.knowing.sheet(tap.account, pressed.conference)
    _require_task(sheet, pressed.item)
    await _show(house, tap, sheet, cards.task_card(sheet, pressed.item))
    return ""


async def set_level(house: House, tap: Tap, pressed: buttons.SheetLevel) -> str:
    """A level, or none."""
    value = "" if pressed.level == buttons.NOTHING else pressed.level
    sheet = await house.knowing.tell(
        tap.account, pressed.conference, pressed.item, _fact(pressed.fact), value, update=tap.update
    )
    await _show(house, tap, sheet, cards.task_card(sheet, pressed.item))
    return words.SAVED


async def show_names(house: House, tap: Tap, pressed: buttons.SheetNames) -> str:
    """Who does it well, or who is vulnerable."""
    sheet = await house.knowing.sheet(tap.account, pressed.conference)
    _require_task(sheet, pressed.item)
    await _show(house, tap, sheet, cards.names_card(sheet, pressed.item, _fact(pressed.fact)))
    return ""


async def set_town(house: House, tap: Tap, pressed: buttons.SheetTown) -> str:
    """A municipality on or off."""
    fact = _fact(pressed.fact)
    before = await house.knowing.sheet(tap.account, pressed.conference)
    towns = {mark_of(town.id): town for town in before.stage.conference.municipalities}
    if pressed.town not in towns:
        raise NotFound(pressed.town)
    sheet = await house.knowing.tell_town(
        tap.account,
        pressed.conference,
        pressed.item,
        fact,
        towns[pressed.town],
        on=bool(pressed.on),
        update=tap.update,
    )
    await _show(house, tap, sheet, cards.names_card(sheet, pressed.item, fact))
    return words.SAVED


async def ask_existing(house: House, tap: Tap, pressed: buttons.SheetExisting) -> str:
    """Bestaat al."""
    sheet = await house.knowing.sheet(tap.account, pressed.conference)
    _require_task(sheet, pressed.item)
    if sheet.is_late:
        raise Refused("facts_too_late")
    dialog = Dialog(kind=EXISTING, data={"conference": pressed.conference, "item": pressed.item})
    question = words.ASK_EXISTING.format(task=sheet.tasks[pressed.item].title)
    await ask_for(house, tap.account, private_chat(tap.account), dialog, question)
    return ""


async def take_existing(house: House, said: Said, dialog: Dialog) -> None:
    """What exists already; a dash for nothing."""
    conference, item = str(dialog.data["conference"]), str(dialog.data["item"])
    line = "" if said.text.strip() == _NONE else said.text
    sheet = await house.knowing.tell(said.account, conference, item, TaskFact.EXISTING, line, update=said.update)
    await house.roster.ask(said.account, None)
    house.messages.tell(said.chat, cards.task_card(sheet, item))


async def ask_import(house: House, tap: Tap, pressed: buttons.SheetImport) -> str:
    """Plak een lijst."""
    sheet = await house.knowing.sheet(tap.account, pressed.conference)
    if sheet.participant.role is not Role.FACILITATOR:
        raise NotAllowed("facilitator_only")
    if sheet.is_late:
        raise Refused("facts_too_late")
    dialog = Dialog(kind=IMPORT, data={"conference": pressed.conference})
    await ask_for(house, tap.account, private_chat(tap.account), dialog, words.ASK_IMPORT)
    return ""


async def take_import(house: House, said: Said, dialog: Dialog) -> None:
    """All of it, or with a fault nothing: then the question stays open."""
    conference = str(dialog.data["conference"])
    reading = await house.knowing.import_existing(said.account, conference, said.text, update=said.update)
    sheet = await house.knowing.sheet(said.account, conference)
    house.messages.tell(said.chat, cards.reading_card(sheet, reading))


async def _show(house: House, tap: Tap, sheet: Sheet, card: Card) -> None:
    await show_instead(house, tap, sheet.stage.conference.id, card)


def _require_task(sheet: Sheet, item: str) -> None:
    if item not in sheet.tasks:
        raise NotFound(item)


def _fact(letter: str) -> TaskFact:
    if letter not in buttons.LETTERS:
        raise Invalid("unknown")
    return buttons.LETTERS[letter]


TAPS: Final[TapHandlers] = {
    buttons.Sheet: show_groups,
    buttons.SheetGroup: show_group,
    buttons.SheetTask: show_task,
    buttons.SheetLevel: set_level,
    buttons.SheetNames: show_names,
    buttons.SheetTown: set_town,
    buttons.SheetExisting: ask_existing,
    buttons.SheetImport: ask_import,
}
DIALOGS: Final[DialogHandlers] = {
    EXISTING: take_existing,
    IMPORT: take_import,
}
