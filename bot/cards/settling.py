"""The settings of a conference, and the tasks of its own."""

from typing import Final

from bot import buttons, phrases
from bot.buttons import settling as keys
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines, rows_of
from bot.cards.keys import ticked
from bot.phrases import settling as words
from flows.conference.model import Conference
from flows.pack.items import Task
from flows.recommendation.evidence import groups_of, items_of
from flows.services.settling import BOTH, OWN, Settings, TaskBoard
from flows.words import ConferenceState, Deciding, Level

PER_PAGE: Final = 12


def settings_card(settings: Settings) -> Card:
    """What is chosen; a button only for what can be chosen still."""
    stage = settings.stage
    conference = stage.conference
    titles = {phase.id: phase.title for phase in stage.pack.phases}
    text = lines(
        [
            bold(words.SETTINGS),
            esc(words.DECIDING_LINE.format(who=words.DECIDING_LONG[conference.deciding])),
            None if settings.deciding_open else italic(words.FIXED),
            *(_phase_line(titles[phase], planned=phase in conference.optional) for phase in settings.optional),
            esc(words.PLAN_LINE.format(plan=_plan_word(conference, conference.plan).lower())),
            italic(words.PLAN_NOTE) if conference.plan == OWN else None,
            words.GIVENS_LINE.format(given=words.WRITTEN if conference.givens else words.NOT_WRITTEN),
        ]
    )
    is_active = conference.state is ConferenceState.ACTIVE
    givens = (Key(words.GIVENS, keys.WriteGivens(conference.id)),) if is_active else ()
    rows = (
        _deciding_row(settings),
        *((_phase_key(conference, phase, titles[phase]),) for phase, is_open in settings.optional.items() if is_open),
        _plan_row(settings),
        (*givens, Key(words.TASKS, keys.OwnTasks(conference.id))),
        (_home(conference),),
    )
    return Card(text, tuple(row for row in rows if row))


def givens_card(conference: Conference) -> Card:
    """The question for the gegevenheden, with what stands there."""
    now = [words.NOW_GIVENS, *(esc(line) for line in conference.givens.split("\n"))] if conference.givens else []
    return Card(lines([bold(words.GIVENS), words.ASK_GIVENS, *(["", *now] if now else [])]))


def tasks_card(board: TaskBoard) -> Card:
    """The tasks of its own, each with its deellijst."""
    conference, pack = board.stage.conference, board.stage.pack
    groups = groups_of(pack, Task)
    text = lines(
        [
            bold(words.TASKS_HEAD),
            *(esc(words.TASK_LINE.format(title=t.title, group=groups[t.group].title)) for t in board.own),
            None if board.own else words.NO_TASKS.format(count=len(items_of(pack, Task))),
            None if board.adding_open else italic(words.TASKS_FIXED),
        ]
    )
    rows: list[Row] = []
    if board.adding_open:
        rows.append((Key(words.ADD_TASK, keys.TaskGroups(conference.id)),))
        rows += [(Key(words.DROP_TASK.format(title=t.title), keys.DropTask(conference.id, t.id)),) for t in board.own]
    rows += [(Key(words.WEIGH, keys.WeighTasks(conference.id, 0)),)]
    rows += [(Key(words.SETTINGS, keys.Settings(conference.id)), _home(conference))]
    return Card(text, tuple(rows))


def task_groups_card(board: TaskBoard) -> Card:
    """The deellijsten to which a task can be added."""
    cid = board.stage.conference.id
    shown = [Key(g.title, keys.NewTask(cid, g.id)) for g in groups_of(board.stage.pack, Task).values()]
    return Card(bold(words.CHOOSE_GROUP), (*rows_of(shown, 1), (Key(phrases.BACK, keys.OwnTasks(cid)),)))


def weigh_card(board: TaskBoard, page: int) -> Card:
    """The tasks of which the beleidsgevoeligheid can be set, by page."""
    cid = board.stage.conference.id
    pages = max(1, -(-len(board.weighed) // PER_PAGE))
    page = min(page, pages - 1)
    shown = board.weighed[page * PER_PAGE : (page + 1) * PER_PAGE] if board.weighing_open else ()
    rows: list[Row] = [(Key(_weigh_label(task), keys.WeighTask(cid, task.id)),) for task in shown]
    around = [
        Key(phrases.PREVIOUS, keys.WeighTasks(cid, page - 1)) if page else None,
        Key(phrases.NEXT, keys.WeighTasks(cid, page + 1)) if page + 1 < pages else None,
    ]
    turn = tuple(key for key in around if key is not None)
    text = lines(
        [
            bold(words.WEIGH),
            words.WEIGH_TEXT,
            None if board.weighing_open else italic(words.WEIGH_FIXED),
            words.WEIGH_LATER if board.weighing_open and not board.weighed else None,
            words.PAGE.format(page=page + 1, pages=pages) if pages > 1 and shown else None,
        ]
    )
    back = (Key(phrases.BACK, keys.OwnTasks(cid)),)
    return Card(text, (*rows, *((turn,) if turn and shown else ()), back))


def level_card(board: TaskBoard, task: Task) -> Card:
    """How sensitive one task is."""
    cid = board.stage.conference.id
    levels = tuple(
        Key(ticked(task.sensitivity is level, words.LEVELS[level]), keys.SetLevel(cid, task.id, level.value))
        for level in Level
    )
    text = lines([bold(task.title), esc(task.text), words.WEIGH_TEXT])
    return Card(text, (levels, (Key(phrases.BACK, keys.WeighTasks(cid, _page_of(board, task))),)))


def _page_of(board: TaskBoard, task: Task) -> int:
    order = [weighed.id for weighed in board.weighed]
    return order.index(task.id) // PER_PAGE if task.id in order else 0


def _weigh_label(task: Task) -> str:
    return words.WEIGH_KEY.format(title=task.title, level=words.LEVELS[task.sensitivity])


def _deciding_row(settings: Settings) -> Row:
    conference = settings.stage.conference
    if not settings.deciding_open:
        return ()
    return tuple(
        Key(
            ticked(conference.deciding is deciding, words.DECIDING[deciding]),
            keys.ChooseDeciding(conference.id, deciding.value),
        )
        for deciding in Deciding
    )


def _phase_key(conference: Conference, phase: str, title: str) -> Key:
    on = phase in conference.optional
    return Key(ticked(on, title), keys.PlanPhase(conference.id, phase, 0 if on else 1))


def _phase_line(title: str, *, planned: bool) -> str:
    return esc(words.PHASE_LINE.format(title=title, planned=words.PLANNED if planned else words.NOT_PLANNED))


def _plan_row(settings: Settings) -> Row:
    conference = settings.stage.conference
    if not settings.plan_open:
        return ()
    return tuple(
        Key(ticked(conference.plan == plan, _plan_word(conference, plan)), keys.ChoosePlan(conference.id, plan))
        for plan in (BOTH, OWN)
    )


def _plan_word(conference: Conference, plan: str) -> str:
    """Which instrument is the own one is known with the approach."""
    if plan == BOTH:
        return words.BOTH
    return words.OWN[conference.approach] if conference.approach is not None else words.OWN_UNKNOWN


def _home(conference: Conference) -> Key:
    return Key(phrases.DESK, buttons.Desk("home", conference.id, "x"))
