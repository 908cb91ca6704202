"""The settings of a conference, and the tasks of its own."""

from typing import Final

from bot.buttons import settling as buttons
from bot.cards import settling as cards
from bot.cards.card import Card, esc
from bot.handlers.showing import ask_for, show_instead
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import settling as words
from bot.screens.messages import private_chat
from flows.errors import Invalid, NotFound
from flows.pack.items import Task
from flows.ports import Dialog
from flows.recommendation.evidence import groups_of, items_of
from flows.words import Deciding, Level

GIVENS: Final = "givens"
TASK: Final = "own_task"


async def show_settings(house: House, tap: Tap, pressed: buttons.Settings) -> str:
    """Instellingen."""
    await _settings_here(house, tap, pressed.conference)
    return ""


async def choose_deciding(house: House, tap: Tap, pressed: buttons.ChooseDeciding) -> str:
    """Who gives the standpunt."""
    if pressed.deciding not in {str(word) for word in Deciding}:
        raise Invalid("unknown")
    await house.settling.choose_deciding(
        tap.account, pressed.conference, Deciding(pressed.deciding), update=tap.update
    )
    await _settings_here(house, tap, pressed.conference)
    return words.SAVED


async def plan_phase(house: House, tap: Tap, pressed: buttons.PlanPhase) -> str:
    """An optional phase."""
    await house.settling.plan_phase(
        tap.account, pressed.conference, pressed.phase, on=bool(pressed.on), update=tap.update
    )
    await _settings_here(house, tap, pressed.conference)
    return words.SAVED


async def choose_plan(house: House, tap: Tap, pressed: buttons.ChoosePlan) -> str:
    """Both instruments, or the own one."""
    await house.settling.choose_plan(tap.account, pressed.conference, pressed.plan, update=tap.update)
    await _settings_here(house, tap, pressed.conference)
    return words.SAVED


async def ask_givens(house: House, tap: Tap, pressed: buttons.WriteGivens) -> str:
    """Gegevenheden."""
    stage = await house.facilitation.stage(tap.account, pressed.conference)
    dialog = Dialog(kind=GIVENS, data={"conference": pressed.conference})
    card = cards.givens_card(stage.conference)
    await ask_for(house, tap.account, private_chat(tap.account), dialog, card)
    return ""


async def take_givens(house: House, said: Said, dialog: Dialog) -> None:
    """What is given."""
    conference = str(dialog.data["conference"])
    await house.settling.write_givens(said.account, conference, said.text, update=said.update)
    settings = await house.settling.settings(said.account, conference)
    house.messages.tell(said.chat, cards.settings_card(settings))


async def show_tasks(house: House, tap: Tap, pressed: buttons.OwnTasks) -> str:
    """Eigen taken."""
    await _tasks_here(house, tap, pressed.conference)
    return ""


async def show_groups(house: House, tap: Tap, pressed: buttons.TaskGroups) -> str:
    """Taak toevoegen: in which deellijst."""
    board = await house.settling.tasks(tap.account, pressed.conference)
    await show_instead(house, tap, pressed.conference, cards.task_groups_card(board))
    return ""


async def ask_task(house: House, tap: Tap, pressed: buttons.NewTask) -> str:
    """The text of a task."""
    stage = await house.facilitation.stage(tap.account, pressed.conference)
    if pressed.group not in groups_of(stage.pack, Task):
        raise NotFound(pressed.group)
    dialog = Dialog(kind=TASK, data={"conference": pressed.conference, "group": pressed.group})
    await ask_for(house, tap.account, private_chat(tap.account), dialog, words.ASK_TASK)
    return ""


async def take_task(house: House, said: Said, dialog: Dialog) -> None:
    """The name and the text of a task of its own."""
    conference = str(dialog.data["conference"])
    changed = await house.settling.add_task(
        said.account, conference, str(dialog.data["group"]), said.text, update=said.update
    )
    if changed.own_tasks:
        house.messages.tell(said.chat, Card(esc(words.TASK_ADDED.format(title=changed.own_tasks[-1].title))))
    house.messages.tell(said.chat, cards.tasks_card(await house.settling.tasks(said.account, conference)))
    await house.desks.refresh(conference)


async def drop_task(house: House, tap: Tap, pressed: buttons.DropTask) -> str:
    """Haal weg."""
    await house.settling.remove_task(tap.account, pressed.conference, pressed.task, update=tap.update)
    await _tasks_here(house, tap, pressed.conference)
    await house.desks.refresh(pressed.conference)
    return words.SAVED


async def show_weights(house: House, tap: Tap, pressed: buttons.WeighTasks) -> str:
    """Beleidsgevoeligheid."""
    board = await house.settling.tasks(tap.account, pressed.conference)
    await show_instead(house, tap, pressed.conference, cards.weigh_card(board, pressed.page))
    return ""


async def weigh(house: House, tap: Tap, pressed: buttons.WeighTask) -> str:
    """The beleidsgevoeligheid of one task."""
    await _level_here(house, tap, pressed.conference, pressed.task)
    return ""


async def set_level(house: House, tap: Tap, pressed: buttons.SetLevel) -> str:
    """Laag, midden or hoog."""
    if pressed.level not in {str(level) for level in Level}:
        raise Invalid("unknown")
    await house.settling.weigh_task(
        tap.account, pressed.conference, pressed.task, Level(pressed.level), update=tap.update
    )
    await _level_here(house, tap, pressed.conference, pressed.task)
    return words.SAVED


async def _settings_here(house: House, tap: Tap, conference: str) -> None:
    settings = await house.settling.settings(tap.account, conference)
    await show_instead(house, tap, conference, cards.settings_card(settings))
    await house.desks.refresh(conference)


async def _tasks_here(house: House, tap: Tap, conference: str) -> None:
    board = await house.settling.tasks(tap.account, conference)
    await show_instead(house, tap, conference, cards.tasks_card(board))


async def _level_here(house: House, tap: Tap, conference: str, task: str) -> None:
    board = await house.settling.tasks(tap.account, conference)
    known = items_of(board.stage.pack, Task)
    if task not in known:
        raise NotFound(task)
    await show_instead(house, tap, conference, cards.level_card(board, known[task]))


TAPS: Final[TapHandlers] = {
    buttons.Settings: show_settings,
    buttons.ChooseDeciding: choose_deciding,
    buttons.PlanPhase: plan_phase,
    buttons.ChoosePlan: choose_plan,
    buttons.WriteGivens: ask_givens,
    buttons.OwnTasks: show_tasks,
    buttons.TaskGroups: show_groups,
    buttons.NewTask: ask_task,
    buttons.DropTask: drop_task,
    buttons.WeighTasks: show_weights,
    buttons.WeighTask: weigh,
    buttons.SetLevel: set_level,
}
DIALOGS: Final[DialogHandlers] = {
    GIVENS: take_givens,
    TASK: take_task,
}
