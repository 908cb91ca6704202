"""The buttons of the advisers' sheet. A fact goes by one letter and a municipality by its mark: their words are too
long beside a conference and a task."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.buttons.form import Button, button
from flows.words import TaskFact

LETTERS: Final[Mapping[str, TaskFact]] = {
    "a": TaskFact.DEPENDENCE,
    "b": TaskFact.CONFLICT,
    "v": TaskFact.KINSHIP,
    "g": TaskFact.STRONG,
    "k": TaskFact.WEAK,
}

NOTHING: Final = "-"
"""In the place of a level: take it away."""


@button("Lr")
@dataclass(frozen=True)
class Sheet(Button):
    """Wat weet u van de taken: the deellijsten."""

    conference: str


@button("Ls")
@dataclass(frozen=True)
class SheetGroup(Button):
    """The tasks of a deellijst."""

    conference: str
    group: str
    page: int


@button("Lt")
@dataclass(frozen=True)
class SheetTask(Button):
    """The card of a task."""

    conference: str
    item: str


@button("Lu")
@dataclass(frozen=True)
class SheetLevel(Button):
    """A level of a task, or `NOTHING`."""

    conference: str
    item: str
    fact: str
    level: str


@button("Lv")
@dataclass(frozen=True)
class SheetNames(Button):
    """Which municipalities do it well, or are vulnerable."""

    conference: str
    item: str
    fact: str


@button("Lw")
@dataclass(frozen=True)
class SheetTown(Button):
    """The municipality with this mark, on (1) or off (0)."""

    conference: str
    item: str
    fact: str
    town: str
    on: int


@button("Lx")
@dataclass(frozen=True)
class SheetExisting(Button):
    """Bestaat al: asks for one line."""

    conference: str
    item: str


@button("Ly")
@dataclass(frozen=True)
class SheetImport(Button):
    """Plak een lijst: asks for it."""

    conference: str
