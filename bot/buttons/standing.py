"""Buttons of standpunten: amending, hamerstukken, and standpunten that come later."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Va")
@dataclass(frozen=True)
class Amendments(Button):
    """Wijzig en vraag opnieuw: what can be amended."""

    round: int


@button("Vi")
@dataclass(frozen=True)
class Amend(Button):
    """Wijzig: the new text is asked."""

    round: int
    item: str


@button("Vd")
@dataclass(frozen=True)
class LeaveAmendment(Button):
    """Toch niet: the new text of this item is taken away."""

    round: int
    item: str


@button("Vq")
@dataclass(frozen=True)
class AskAmended(Button):
    """Vraag opnieuw, what was amended."""

    round: int


@button("Vh")
@dataclass(frozen=True)
class Agreed(Button):
    """Hamerstukken: which articles are taken together."""

    round: int


@button("Vt")
@dataclass(frozen=True)
class SetAgreed(Button):
    """A hamerstuk (1) or a bespreekstuk (0)."""

    round: int
    item: str
    on: int


@button("Vg")
@dataclass(frozen=True)
class AgreeAll(Button):
    """Met alle instemmen."""

    round: int


@button("Vo")
@dataclass(frozen=True)
class OneByOne(Button):
    """Een voor een."""

    round: int


@button("Vr")
@dataclass(frozen=True)
class Read(Button):
    """Lees ze: a hamerstuk to read."""

    round: int
    item: str


@button("Vs")
@dataclass(frozen=True)
class Together(Button):
    """Back to the list of hamerstukken."""

    round: int


@button("Vl")
@dataclass(frozen=True)
class Late(Button):
    """Geef ons standpunt: what is still missing."""

    conference: str


@button("Vn")
@dataclass(frozen=True)
class LateItem(Button):
    """One proposal on which the standpunt is still missing."""

    round: int
    item: str


@button("Vw")
@dataclass(frozen=True)
class LateWord(Button):
    """The standpunt: agree, condition or objection."""

    round: int
    item: str
    word: str


@button("Vb")
@dataclass(frozen=True)
class LateBound(Button):
    """The heaviest acceptable option of an objector, or `none`; the text is asked after it."""

    round: int
    item: str
    option: str
