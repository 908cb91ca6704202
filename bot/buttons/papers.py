"""The buttons of answers on paper. Options go by their letter, as on the paper: items never change after opening."""

from dataclasses import dataclass
from typing import Final

from bot.buttons.form import Button, button

WHERE_LEFT: Final = "-"
"""In the place of an item: the first that is left."""
SUMMARY: Final = "_"
"""In the place of an item: where the paper stands."""
NO_LETTER: Final = "-"
"""In the place of a letter: none of the options."""


@button("Lj")
@dataclass(frozen=True)
class PaperRound(Button):
    """Op papier: choose a municipality."""

    round: int


@button("Lk")
@dataclass(frozen=True)
class PaperTown(Button):
    """The electors of a municipality."""

    round: int
    municipality: str


@button("Ll")
@dataclass(frozen=True)
class PaperItem(Button):
    """An item of somebody's paper; `WHERE_LEFT` goes on where it was left."""

    round: int
    participant: str
    item: str


@button("Lm")
@dataclass(frozen=True)
class PaperAnswer(Button):
    """What the paper says: a number, a letter, a grade or a consent word."""

    round: int
    participant: str
    item: str
    value: str


@button("Ln")
@dataclass(frozen=True)
class PaperNoOpinion(Button):
    """The paper says geen mening."""

    round: int
    participant: str
    item: str


@button("Lo")
@dataclass(frozen=True)
class PaperMark(Button):
    """Onaanvaardbaar on the paper, on (1) or off (0)."""

    round: int
    participant: str
    item: str
    on: int


@button("Lp")
@dataclass(frozen=True)
class PaperTyped(Button):
    """What is typed over from the paper: asks for it."""

    round: int
    participant: str
    item: str


@button("Lq")
@dataclass(frozen=True)
class PaperBound(Button):
    """The heaviest acceptable option of an objector, by its letter; `NO_LETTER` for none of them."""

    round: int
    participant: str
    item: str
    letter: str
