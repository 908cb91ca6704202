"""The buttons of the walk, of joining and of the desk; those of one subject stand in a module beside this one."""

from dataclasses import dataclass

from bot.buttons.form import DATA_LIMIT as DATA_LIMIT
from bot.buttons.form import Button as Button
from bot.buttons.form import button as button
from bot.buttons.form import unpack as unpack


@button("a")
@dataclass(frozen=True)
class Answer(Button):
    """An answer: `value` is a number, an option, a grade or a consent word."""

    round: int
    item: str
    value: str


@button("z")
@dataclass(frozen=True)
class NoOpinion(Button):
    """Geen mening."""

    round: int
    item: str


@button("u")
@dataclass(frozen=True)
class Unacceptable(Button):
    """The mark, on (1) or off (0)."""

    round: int
    item: str
    on: int


@button("p")
@dataclass(frozen=True)
class Points(Button):
    """So many points for an option."""

    round: int
    item: str
    option: str
    points: int


@button("pc")
@dataclass(frozen=True)
class ClearPoints(Button):
    """Opnieuw."""

    round: int
    item: str


@button("b")
@dataclass(frozen=True)
class Bound(Button):
    """The heaviest acceptable option, or `none`."""

    round: int
    item: str
    option: str


@button("g")
@dataclass(frozen=True)
class GoTo(Button):
    """Show an item of the walk."""

    round: int
    item: str


@button("o")
@dataclass(frozen=True)
class Overview(Button):
    """Show the overview at the end of the walk."""

    round: int


@button("w")
@dataclass(frozen=True)
class Resume(Button):
    """Go on with the walk where it was left."""

    round: int


@button("wa")
@dataclass(frozen=True)
class WalkAll(Button):
    """Alles nalopen: from the first item."""

    round: int


@button("d")
@dataclass(frozen=True)
class Done(Button):
    """Klaar."""

    round: int


@button("x")
@dataclass(frozen=True)
class Detail(Button):
    """More about an item: its `number`-th detail."""

    round: int
    item: str
    number: int


@button("j")
@dataclass(frozen=True)
class Join(Button):
    """Dat ben ik."""

    token: str


@button("jn")
@dataclass(frozen=True)
class NotMe(Button):
    """Dat klopt niet."""

    token: str


@button("i")
@dataclass(frozen=True)
class Understood(Button):
    """Ik begrijp het."""

    conference: str


@button("ip")
@dataclass(frozen=True)
class Privacy(Button):
    """Meer over privacy."""

    conference: str


@button("q")
@dataclass(frozen=True)
class Practise(Button):
    """An answer to the practice question; it counts nowhere."""

    conference: str
    value: str


@button("s")
@dataclass(frozen=True)
class Result(Button):
    """A view of a published result: short, towns, all or meaning, by page."""

    round: int
    view: str
    page: int


@button("si")
@dataclass(frozen=True)
class ResultItem(Button):
    """One item of a result, with everything that may be shown of it."""

    round: int
    item: str


@button("n")
@dataclass(frozen=True)
class NewConference(Button):
    """A choice while making a conference."""

    choice: str


@button("r")
@dataclass(frozen=True)
class Desk(Button):
    """A step of the desk without a round: what was seen (`seen`) must still be so."""

    action: str
    conference: str
    seen: str


@button("rr")
@dataclass(frozen=True)
class DeskRound(Button):
    """A step of the desk on a round."""

    action: str
    round: int


@button("rp")
@dataclass(frozen=True)
class DeskPerson(Button):
    """A step of the desk on a participant."""

    action: str
    participant: str


@button("rm")
@dataclass(frozen=True)
class DeskTown(Button):
    """A step of the desk on a municipality."""

    action: str
    conference: str
    municipality: str
