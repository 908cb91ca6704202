"""Buttons of the kinds that take more than one tap: approve, rank and open."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("ka")
@dataclass(frozen=True)
class Approve(Button):
    """An option approved (1) or not (0)."""

    round: int
    item: str
    option: str
    on: int


@button("kn")
@dataclass(frozen=True)
class ApproveNone(Button):
    """Geen van deze."""

    round: int
    item: str


@button("kr")
@dataclass(frozen=True)
class Rank(Button):
    """This option comes behind those that are ranked; nothing where it is ranked already."""

    round: int
    item: str
    option: str


@button("ku")
@dataclass(frozen=True)
class Unrank(Button):
    """Laatste terug: this option out of the ranking."""

    round: int
    item: str
    option: str


@button("ke")
@dataclass(frozen=True)
class EditContribution(Button):
    """Write a contribution anew; `mark` is the short digest of its text."""

    round: int
    item: str
    mark: str


@button("kx")
@dataclass(frozen=True)
class DropContribution(Button):
    """Take a contribution away; `mark` is the short digest of its text."""

    round: int
    item: str
    mark: str


@button("kk")
@dataclass(frozen=True)
class Onward(Button):
    """Klaar with this item: on to what is still open."""

    round: int
    item: str
