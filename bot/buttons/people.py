"""Buttons of the list of people: asking to take part, admitting, and what changes about somebody."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("PT")
@dataclass(frozen=True)
class AskTown(Button):
    """'Ik doe mee' for this municipality; empty for none of these."""

    conference: str
    municipality: str


@button("PR")
@dataclass(frozen=True)
class AskRole(Button):
    """'Ik doe mee' in this role: one letter, see bot.cards.admitting."""

    conference: str
    municipality: str
    role: str


@button("PC")
@dataclass(frozen=True)
class AskAgain(Button):
    """Gemeente of rol wijzigen."""

    conference: str


@button("PA")
@dataclass(frozen=True)
class Admit(Button):
    """Toelaten: the request with this mark, as a new name or (`participant`) as somebody on the list."""

    conference: str
    mark: str
    participant: str


@button("PW")
@dataclass(frozen=True)
class Refuse(Button):
    """Weigeren."""

    conference: str
    mark: str


@button("PQ")
@dataclass(frozen=True)
class Requests(Button):
    """The requests; first the one with this mark, or the oldest when it is empty."""

    conference: str
    mark: str


@button("PH")
@dataclass(frozen=True)
class People(Button):
    """A step on the whole list: home, read, write, towns, add_town, and links."""

    action: str
    conference: str


@button("PX")
@dataclass(frozen=True)
class Mixed(Button):
    """Gemengde delegaties, on (1) or off (0)."""

    conference: str
    on: int


@button("PL")
@dataclass(frozen=True)
class Delegation(Button):
    """The people of a municipality, or without one when it is empty; by page."""

    conference: str
    municipality: str
    page: int


@button("PG")
@dataclass(frozen=True)
class Town(Button):
    """A step on a municipality: show, rename, count."""

    action: str
    conference: str
    municipality: str


@button("PP")
@dataclass(frozen=True)
class Person(Button):
    """A step on somebody: show, speaks, second, unsecond, leaves, returns, replace, where, rename, link."""

    action: str
    participant: str


@button("PM")
@dataclass(frozen=True)
class Move(Button):
    """Naar andere gemeente."""

    participant: str
    municipality: str
