"""Buttons of corrections. `seen` is the place in the pack of the phase that the facilitator saw."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Cm")
@dataclass(frozen=True)
class Corrections(Button):
    """What can be corrected now."""

    conference: str


@button("Co")
@dataclass(frozen=True)
class Reopen(Button):
    """Heropen."""

    round: int


@button("Cw")
@dataclass(frozen=True)
class Withdraw(Button):
    """Trek in: the reason is asked."""

    round: int


@button("Ca")
@dataclass(frozen=True)
class AskAgain(Button):
    """Vraag opnieuw; `seen` is the number of the newest round of this template."""

    conference: str
    template: str
    seen: int


@button("Cb")
@dataclass(frozen=True)
class BackTo(Button):
    """Terug: choose which phase."""

    conference: str


@button("Cg")
@dataclass(frozen=True)
class GoBack(Button):
    """Terug naar deze fase."""

    conference: str
    phase: str
    seen: int


@button("Cs")
@dataclass(frozen=True)
class Skip(Button):
    """Sla over: the reason is asked."""

    conference: str
    phase: str
    seen: int


@button("Cc")
@dataclass(frozen=True)
class Cancel(Button):
    """Breek af: first tap."""

    conference: str


@button("Cy")
@dataclass(frozen=True)
class CancelSure(Button):
    """Breek af: second tap; the reason is asked."""

    conference: str
