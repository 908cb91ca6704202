"""Buttons of the conversation and of announcements."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Tk")
@dataclass(frozen=True)
class ChooseTalk(Button):
    """Kies bespreekpunten."""

    round: int


@button("Tp")
@dataclass(frozen=True)
class TalkPage(Button):
    """A page of the choice, with so many minutes for one bespreekpunt."""

    round: int
    page: int
    minutes: int


@button("Tt")
@dataclass(frozen=True)
class TalkItem(Button):
    """An item is a bespreekpunt (1) or not (0); the page and the minutes stay as they were."""

    round: int
    item: str
    on: int
    page: int
    minutes: int


@button("Tb")
@dataclass(frozen=True)
class BeginTalk(Button):
    """Begin het gesprek."""

    round: int
    minutes: int


@button("Tl")
@dataclass(frozen=True)
class LeadTalk(Button):
    """The facilitator's card of the conversation."""

    round: int


@button("Tn")
@dataclass(frozen=True)
class NextPoint(Button):
    """Volgend punt: `item` is done."""

    round: int
    item: str


@button("Te")
@dataclass(frozen=True)
class ExtendPoint(Button):
    """5 minuten erbij, from the end (seconds) that was shown."""

    round: int
    item: str
    seen: int


@button("Tw")
@dataclass(frozen=True)
class NotePoint(Button):
    """Uitkomst noteren."""

    round: int
    item: str


@button("Ta")
@dataclass(frozen=True)
class Announce(Button):
    """Bericht aan iedereen: asks for the text."""

    conference: str


@button("Ts")
@dataclass(frozen=True)
class SendAnnouncement(Button):
    """Send the text that was looked at; `scope` says to whom, `mark` which text."""

    conference: str
    scope: str
    mark: str


@button("Td")
@dataclass(frozen=True)
class DropAnnouncement(Button):
    """Toch niet."""

    conference: str
