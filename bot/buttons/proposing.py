"""Buttons of own motives."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Ya")
@dataclass(frozen=True)
class Propose(Button):
    """Eigen motief: the line is asked."""

    round: int


@button("Yn")
@dataclass(frozen=True)
class ProposeNot(Button):
    """Toch niet: back to the overview."""

    round: int


@button("Yl")
@dataclass(frozen=True)
class OwnMotives(Button):
    """The own motives, for the facilitator: this one, or the first that is to be judged."""

    conference: str
    proposal: str


@button("Yt")
@dataclass(frozen=True)
class AdmitMotive(Button):
    """Toelaten."""

    proposal: str


@button("Yc")
@dataclass(frozen=True)
class MergeChoice(Button):
    """Hetzelfde als…: the list."""

    proposal: str


@button("Ym")
@dataclass(frozen=True)
class MergeMotive(Button):
    """It says the same as this motive."""

    proposal: str
    motive: str


@button("Yr")
@dataclass(frozen=True)
class RefuseMotive(Button):
    """Weigeren."""

    proposal: str


@button("Yu")
@dataclass(frozen=True)
class UndoMotive(Button):
    """Ongedaan maken."""

    proposal: str
