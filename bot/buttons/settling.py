"""The buttons of what a facilitator settles: the settings, and the tasks of its own."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Lz")
@dataclass(frozen=True)
class Settings(Button):
    """Instellingen."""

    conference: str


@button("LA")
@dataclass(frozen=True)
class ChooseDeciding(Button):
    """Who gives the standpunt."""

    conference: str
    deciding: str


@button("LB")
@dataclass(frozen=True)
class PlanPhase(Button):
    """An optional phase, planned (1) or not (0)."""

    conference: str
    phase: str
    on: int


@button("LC")
@dataclass(frozen=True)
class ChoosePlan(Button):
    """Both instruments, or the approach's own."""

    conference: str
    plan: str


@button("LD")
@dataclass(frozen=True)
class WriteGivens(Button):
    """Gegevenheden: asks for the text."""

    conference: str


@button("LE")
@dataclass(frozen=True)
class OwnTasks(Button):
    """Eigen taken."""

    conference: str


@button("LF")
@dataclass(frozen=True)
class NewTask(Button):
    """A task in this deellijst: asks for its text."""

    conference: str
    group: str


@button("LG")
@dataclass(frozen=True)
class DropTask(Button):
    """Take a task of its own away."""

    conference: str
    task: str


@button("LH")
@dataclass(frozen=True)
class WeighTask(Button):
    """The beleidsgevoeligheid of a task: choose."""

    conference: str
    task: str


@button("LI")
@dataclass(frozen=True)
class SetLevel(Button):
    """The beleidsgevoeligheid of a task."""

    conference: str
    task: str
    level: str


@button("LJ")
@dataclass(frozen=True)
class TaskGroups(Button):
    """Taak toevoegen: choose a deellijst."""

    conference: str


@button("LK")
@dataclass(frozen=True)
class WeighTasks(Button):
    """Beleidsgevoeligheid: the tasks, by page."""

    conference: str
    page: int
