"""Buttons of preparing a round, of samen and of homework."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Sk")
@dataclass(frozen=True)
class ChooseItems(Button):
    """Kies taken: what a round asks."""

    round: int


@button("Ss")
@dataclass(frozen=True)
class Select(Button):
    """Kern (`core`) or alles (`all`)."""

    round: int
    selection: str


@button("Sd")
@dataclass(frozen=True)
class ShowGroups(Button):
    """Deellijst…"""

    round: int


@button("Sg")
@dataclass(frozen=True)
class SelectGroup(Button):
    """This deellijst and nothing else."""

    round: int
    group: str


@button("Sl")
@dataclass(frozen=True)
class ShowItems(Button):
    """Los…: single items, by page."""

    round: int
    page: int


@button("Si")
@dataclass(frozen=True)
class SelectItem(Button):
    """One item in (1) or out (0); the page goes on being shown."""

    round: int
    item: str
    on: int
    page: int


@button("Sm")
@dataclass(frozen=True)
class SetMode(Button):
    """Samen or individueel."""

    round: int
    mode: str


@button("Sv")
@dataclass(frozen=True)
class MoveOn(Button):
    """Volgend onderwerp (`next`) or Vorig onderwerp (`back`), from the item that was seen."""

    round: int
    seen: str
    where: str


@button("Sw")
@dataclass(frozen=True)
class MyChoice(Button):
    """Wat koos ik."""

    round: int
    item: str


@button("Sh")
@dataclass(frozen=True)
class Homework(Button):
    """Naar mijn vragen: the next list of homework that is not done."""

    conference: str


@button("Sb")
@dataclass(frozen=True)
class HomeworkDesk(Button):
    """Huiswerk, for the facilitator."""

    conference: str


@button("So")
@dataclass(frozen=True)
class OpenHomework(Button):
    """Open het huiswerk; with `until` 1 the end moment is asked first."""

    conference: str
    until: int


@button("Sx")
@dataclass(frozen=True)
class CloseHomework(Button):
    """Sluit het huiswerk."""

    conference: str
