"""Buttons of what everybody can ask, and of what is kept of himself."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Ma")
@dataclass(frozen=True)
class Ask(Button):
    """A command as a button: `command` is its name without the slash."""

    command: str


@button("Mg")
@dataclass(frozen=True)
class OwnData(Button):
    """Mijn gegevens, in the place of what was shown."""


@button("Mr")
@dataclass(frozen=True)
class OwnRounds(Button):
    """Mijn antwoorden: the rounds of a conference."""

    conference: str


@button("Mb")
@dataclass(frozen=True)
class OwnAnswers(Button):
    """One's own answers in a round, by page."""

    round: int
    page: int


@button("Mv")
@dataclass(frozen=True)
class Part(Button):
    """Vergeet mij: what it means; nothing happens yet."""

    conference: str


@button("Mj")
@dataclass(frozen=True)
class ForgetMe(Button):
    """Ja, vergeet mij."""

    conference: str
