"""Buttons of lines why: with a question, on request after closing, and with the facilitator."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Xa")
@dataclass(frozen=True)
class Argue(Button):
    """Toelichting: the line with a question is asked."""

    round: int
    item: str


@button("Xn")
@dataclass(frozen=True)
class RatherNot(Button):
    """Toch niet: back to the question."""

    round: int
    item: str


@button("Xd")
@dataclass(frozen=True)
class Decline(Button):
    """Liever niet, to a request after closing."""

    round: int
    item: str


@button("Xw")
@dataclass(frozen=True)
class LetBe(Button):
    """Laat maar: a line that was sent back is not written again."""

    argument: str


@button("Xr")
@dataclass(frozen=True)
class ReadThem(Button):
    """Lees de teksten, for the facilitator."""

    round: int


@button("Xl")
@dataclass(frozen=True)
class NextLine(Button):
    """Volgende: the text behind this one."""

    round: int
    argument: str


@button("Xj")
@dataclass(frozen=True)
class Judge(Button):
    """Toelaten, Vraag het anders, Weigeren or Terugnemen; `mark` says which text was read."""

    argument: str
    judgment: str
    mark: str


@button("Xp")
@dataclass(frozen=True)
class AllLines(Button):
    """Laat alles toe: first everything is shown, by page."""

    round: int
    page: int


@button("Xx")
@dataclass(frozen=True)
class AdmitAll(Button):
    """Ja, laat alles toe; `mark` says which texts were shown."""

    round: int
    mark: str
