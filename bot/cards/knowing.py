"""The advisers' sheet: deellijst, task, and what is told of it; the next task in one tap."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot import buttons, phrases
from bot.buttons import knowing as keys
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines, rows_of
from bot.cards.keys import ticked
from bot.phrases import knowing as words
from flows.conference.model import Participant
from flows.pack import phrases as pack_words
from flows.pack.filling import LEVELLED, NAMING
from flows.pack.items import Task
from flows.services.knowing import Fault, Reading, Sheet
from flows.services.pieces import mark_of
from flows.words import Level, Role, TaskFact

PER_PAGE: Final = 12
_FAULTS_SHOWN: Final = 15
_LETTER_OF: Final = {fact: letter for letter, fact in keys.LETTERS.items()}


def sheet_key(conference: str) -> Key:
    """'Wat weet u van de taken', for advisers and on the desk."""
    return Key(words.SHEET, keys.Sheet(conference))


def offer_sheet(card: Card, conference: str, participant: Participant) -> Card:
    """The card, for an adviser with the way to the sheet."""
    if participant.role is not Role.ADVISER or participant.council:
        return card
    return Card(card.text, (*card.rows, (sheet_key(conference),)))


def groups_card(sheet: Sheet) -> Card:
    """The deellijsten, with how far each is."""
    cid = sheet.stage.conference.id
    shown = []
    for group in sheet.groups.values():
        tasks = sheet.tasks_of(group.id)
        if tasks:
            label = words.GROUP_KEY.format(title=group.title, done=_filled(sheet, tasks), total=len(tasks))
            shown.append((Key(label, keys.SheetGroup(cid, group.id, 0)),))
    text = lines(
        [
            bold(words.SHEET),
            words.LATE if sheet.is_late else words.INTRO,
            words.FILLED.format(done=_filled(sheet, list(sheet.tasks.values())), total=len(sheet.tasks)),
        ]
    )
    return Card(text, (*shown, *_last_rows(sheet)))


def group_card(sheet: Sheet, group: str, page: int) -> Card:
    """The tasks of a deellijst; ticked where something is told."""
    cid = sheet.stage.conference.id
    tasks = sheet.tasks_of(group)
    pages = max(1, -(-len(tasks) // PER_PAGE))
    page = min(page, pages - 1)
    shown = tasks[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = [(Key(ticked(_has(sheet, task), task.title), keys.SheetTask(cid, task.id)),) for task in shown]
    around = [
        Key(phrases.PREVIOUS, keys.SheetGroup(cid, group, page - 1)) if page else None,
        Key(phrases.NEXT, keys.SheetGroup(cid, group, page + 1)) if page + 1 < pages else None,
    ]
    text = lines(
        [
            bold(sheet.groups[group].title),
            words.PAGE.format(page=page + 1, pages=pages) if pages > 1 else None,
            words.FILLED.format(done=_filled(sheet, tasks), total=len(tasks)),
        ]
    )
    turn = tuple(key for key in around if key is not None)
    back = (Key(words.TO_GROUPS, keys.Sheet(cid)),)
    return Card(text, (*rows, *((turn,) if turn else ()), back))


def task_card(sheet: Sheet, item: str) -> Card:
    """What is told of one task."""
    task, facts = sheet.tasks[item], sheet.facts.get(item, {})
    text = lines(
        [
            bold(task.title),
            esc(task.text),
            "",
            *(_level_line(n, fact, facts) for n, fact in enumerate(LEVELLED, start=1)),
            *(_names_line(sheet, fact, facts) for fact in NAMING),
            esc(f"{pack_words.FACTS[TaskFact.EXISTING]}: {facts.get(TaskFact.EXISTING) or words.NOTHING}"),
            italic(words.LATE) if sheet.is_late else None,
        ]
    )
    return Card(text, (*(() if sheet.is_late else _task_rows(sheet, item, facts)), *_around(sheet, item)))


def names_card(sheet: Sheet, item: str, fact: TaskFact) -> Card:
    """Which municipalities do a task well, or are vulnerable there."""
    cid = sheet.stage.conference.id
    named = sheet.facts.get(item, {}).get(fact, "").split(",")
    shown = [
        Key(
            ticked(town.id in named, town.name),
            keys.SheetTown(cid, item, _LETTER_OF[fact], mark_of(town.id), 0 if town.id in named else 1),
        )
        for town in sheet.stage.conference.municipalities
    ]
    text = lines([bold(sheet.tasks[item].title), words.ASK_NAMES[fact]])
    return Card(text, (*rows_of(shown, 2), (Key(phrases.BACK, keys.SheetTask(cid, item)),)))


def reading_card(sheet: Sheet, reading: Reading) -> Card:
    """What became of a pasted list."""
    back = ((Key(words.SHEET, keys.Sheet(sheet.stage.conference.id)),),)
    if not reading.faults:
        tasks = phrases.count_word(len(reading.found), "taak", "taken")
        return Card(esc(words.IMPORTED.format(tasks=tasks)), back)
    more = len(reading.faults) - _FAULTS_SHOWN
    told = [_fault_line(fault) for fault in reading.faults[:_FAULTS_SHOWN]]
    rest = words.MORE_FAULTS.format(count=more) if more > 0 else None
    return Card(lines([bold(words.NOT_IMPORTED), *told, rest]), back)


def _fault_line(fault: Fault) -> str:
    return esc(words.FAULT.format(line=fault.line, reason=words.FAULTS[fault.reason]))


def _task_rows(sheet: Sheet, item: str, facts: Mapping[TaskFact, str]) -> tuple[Row, ...]:
    cid = sheet.stage.conference.id
    levels = tuple(
        tuple(_level_key(cid, item, fact, level, number, chosen=facts.get(fact) == level.value) for level in Level)
        for number, fact in enumerate(LEVELLED, start=1)
    )
    names = tuple(Key(pack_words.FACTS[fact], keys.SheetNames(cid, item, _LETTER_OF[fact])) for fact in NAMING)
    existing = (Key(pack_words.FACTS[TaskFact.EXISTING], keys.SheetExisting(cid, item)),)
    return (*levels, names, existing)


def _level_key(cid: str, item: str, fact: TaskFact, level: Level, number: int, *, chosen: bool) -> Key:
    """What is chosen is taken away by the same button."""
    label = words.LEVEL_KEY.format(number=number, level=words.LEVELS[level])
    value = keys.NOTHING if chosen else level.value
    return Key(ticked(chosen, label), keys.SheetLevel(cid, item, _LETTER_OF[fact], value))


def _around(sheet: Sheet, item: str) -> tuple[Row, ...]:
    cid = sheet.stage.conference.id
    group = sheet.tasks[item].group
    page = [task.id for task in sheet.tasks_of(group)].index(item) // PER_PAGE
    after = sheet.next_task(item)
    row = [Key(words.TO_GROUP, keys.SheetGroup(cid, group, page))]
    if after is not None:
        row.append(Key(words.NEXT_TASK, keys.SheetTask(cid, after)))
    return (tuple(row),)


def _level_line(number: int, fact: TaskFact, facts: Mapping[TaskFact, str]) -> str:
    said = facts.get(fact)
    value = words.LEVELS[Level(said)] if said else words.NOTHING
    return esc(words.LEVEL_LINE.format(number=number, name=pack_words.FACTS[fact], value=value))


def _names_line(sheet: Sheet, fact: TaskFact, facts: Mapping[TaskFact, str]) -> str:
    named = facts.get(fact, "").split(",")
    names = [town.name for town in sheet.stage.conference.municipalities if town.id in named]
    value = phrases.join_names(names) if names else words.NOBODY
    return esc(words.NAMES_LINE.format(name=pack_words.FACTS[fact], value=value))


def _last_rows(sheet: Sheet) -> tuple[Row, ...]:
    cid = sheet.stage.conference.id
    if sheet.participant.role is not Role.FACILITATOR:
        return ()
    home = (Key(phrases.DESK, buttons.Desk("home", cid, "x")),)
    return (home,) if sheet.is_late else ((Key(words.IMPORT, keys.SheetImport(cid)),), home)


def _filled(sheet: Sheet, tasks: Sequence[Task]) -> int:
    return sum(1 for task in tasks if _has(sheet, task))


def _has(sheet: Sheet, task: Task) -> bool:
    return any(sheet.facts.get(task.id, {}).values())
