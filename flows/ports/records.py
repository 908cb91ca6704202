"""What goes through the ports: people and presses as a channel knows them, messages to send, and lines of the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from flows.conference.model import Ballot, Participant
from flows.words import Role, RoundState


@dataclass(frozen=True, order=True)
class Account:
    """Somebody as a channel knows him, for instance ('telegram', '71234')."""

    channel: str
    external: str


@dataclass(frozen=True)
class Chat:
    """A group that belongs to a conference; `thread` for a forum topic."""

    channel: str
    external: str
    thread: str | None = None


@dataclass(frozen=True)
class UpdateRef:
    """What makes an incoming update unique. `epoch` counts the times that a channel's numbering began anew."""

    channel: str
    number: int
    epoch: int = 0


@dataclass(frozen=True, kw_only=True)
class Press:
    """One answer on its way to the writer. Exactly what was pressed; permission is the database's to decide.

    Either an answer (`value` as canonical JSON text, or `no_opinion`), or with `mark` set only the
    mark 'onaanvaardbaar' (True or False), which leaves the answer as it is.
    """

    update: UpdateRef | None
    account: Account
    round: int
    item: str
    value: str | None = None
    no_opinion: bool = False
    mark: bool | None = None


class VerdictWord(StrEnum):
    """What became of a press."""

    STORED = "stored"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    """It was already the answer."""
    DUPLICATE = "duplicate"
    """This very update was processed before."""
    SUPERSEDED = "superseded"
    """A later press of this person on this item was stored already."""
    CLOSED = "closed"
    """The round takes no answers (any more)."""
    NOT_ALLOWED = "not_allowed"
    """This person does not answer in this round (outsider, observer, facilitator, other conference)."""
    INVALID = "invalid"
    """There is no such round or item."""
    FAILED = "failed"
    """Storing failed; nothing was stored."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What became of a press, with the answer as it stands in the database now (JSON text) and was before."""

    word: VerdictWord
    participant: str | None = None
    value: str | None = None
    no_opinion: bool = False
    unacceptable: bool = False
    previous: str | None = None
    previous_no_opinion: bool = False

    @property
    def stands(self) -> bool:
        """Whether what was pressed is what the database holds."""
        return self.word in {VerdictWord.STORED, VerdictWord.CHANGED, VerdictWord.UNCHANGED}


@dataclass(frozen=True, kw_only=True)
class Footing:
    """Somebody in a round: its state now, who he is in its conference (None for outsiders), and his answers.

    A substitute is `spokesperson` here while the woordvoerder is afgemeld.
    """

    state: RoundState
    participant: Participant | None
    answers: Mapping[str, Ballot]
    closes_at: datetime | None = None
    """The end time that was announced since it was opened."""
    at: str | None = None
    """The item that is on the group's card, where the round is held together."""
    lines: Mapping[str, str] = field(default_factory=dict)
    """His own lines why, by item."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a municipality is: `done` answered every item, `busy` some. Advisers have municipality None."""

    municipality: str | None
    voters: int
    done: int
    busy: int


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A personal link. `digest` is the SHA-256 of the token (hex); the token itself is not stored."""

    digest: str
    participant: str
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Admission:
    """Somebody without a personal link who asks to take part ('Ik doe mee'); he is nobody until admitted."""

    conference: str
    account: Account
    name: str
    municipality: str | None
    role: Role
    council: bool
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class Dialog:
    """What the bot asked somebody in private and waits for, for instance the text of a 'mits'."""

    kind: str
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CardRef:
    """Where a card stands that refreshes itself. `digest` tells whether its content changed."""

    chat: str
    message: int
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A message that must arrive; stored with its cause, sent from there. `to` None means the group(s).

    `to` is a participant's id, or 'channel:external' for somebody who is not on the list.

    `key` is unique: the same notice told twice goes out once.
    """

    key: str
    conference: str
    kind: str
    to: str | None = None
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pending:
    """A notice that waits to be sent."""

    id: int
    notice: Notice
    attempts: int


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of the audit log. `who` is a participant's `ref`, never a name; `data` never holds an answer."""

    conference: str
    kind: str
    who: str = ""
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AuditHead:
    """Number of events of a conference and the hash of the last (hex; empty when there are none)."""

    events: int
    head: str


ANSWERING = frozenset({Role.VOTER, Role.ADVISER})
"""Roles that answer; advisers stand apart and never answer for a municipality."""
