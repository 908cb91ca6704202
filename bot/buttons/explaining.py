"""Buttons of a toelichting."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Xa")
@dataclass(frozen=True)
class Explain(Button):
    """Toelichting: the line is asked."""

    round: int
    item: str


@button("Xn")
@dataclass(frozen=True)
class RatherNot(Button):
    """Toch niet: back to the question."""

    round: int
    item: str


@button("Xr")
@dataclass(frozen=True)
class ReadThem(Button):
    """Lees de teksten, for the facilitator; by page."""

    round: int
    page: int
