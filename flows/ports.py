"""What the services need from outside, in domain words. Adapters implement these; tests fake few of them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from flows.conference.model import (
    Argument,
    Ballot,
    Conference,
    Electorate,
    Municipality,
    Participant,
    Round,
    RoundItem,
    TalkingPoint,
)
from flows.words import Role, RoundState, TaskFact


class Clock(Protocol):
    """The time, as a port: tests and rehearsals bring their own."""

    def now(self) -> datetime:
        """The current moment in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of this clock."""
        ...


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


class View(Protocol):
    """Reading. Everything seen through one view is of one moment."""

    async def conference(self, conference: str, /) -> Conference:
        """Raises NotFound."""
        ...

    async def conferences(self) -> tuple[Conference, ...]:
        """All of them, oldest first."""
        ...

    async def conference_of_chat(self, chat: Chat, /) -> Conference | None: ...

    async def chats(self, conference: str, /) -> tuple[Chat, ...]: ...

    async def participants(self, conference: str, /) -> tuple[Participant, ...]:
        """In order of their adding, facilitators included."""
        ...

    async def participant(self, participant: str, /) -> Participant:
        """Raises NotFound."""
        ...

    async def participations(self, account: Account, /) -> tuple[Participant, ...]:
        """Everything this account has joined as, over all conferences, newest conference first."""
        ...

    async def accounts(self, conference: str, /) -> Mapping[str, Account]:
        """Participant id -> account, of everybody who joined."""
        ...

    async def invitation(self, digest: str, /) -> Invitation | None: ...

    async def invitations(self, conference: str, /) -> Mapping[str, Invitation]:
        """Participant id -> the latest invitation, used or not."""
        ...

    async def rounds(self, conference: str, /) -> tuple[Round, ...]:
        """With their items, in order of making."""
        ...

    async def round(self, key: int, /) -> Round:
        """Raises NotFound."""
        ...

    async def ballots(self, key: int, /) -> tuple[Ballot, ...]:
        """The answers of everybody in a round (voters and advisers), as they stand."""
        ...

    async def own_ballots(self, key: int, participant: str, /) -> Mapping[str, Ballot]:
        """One person's answers in a round, by item."""
        ...

    async def electorate(self, key: int, /) -> Electorate:
        """Frozen when the round is closed, else who may answer now: voters not absent, or spokespersons."""
        ...

    async def progress(self, key: int, /) -> tuple[Progress, ...]:
        """A line per municipality in the roster's order, then one for advisers when there are any."""
        ...

    async def item_progress(self, key: int, item: str, /) -> tuple[Progress, ...]:
        """The same for one item: `done` answered it."""
        ...

    async def unfinished(self, key: int, /) -> Mapping[str, int]:
        """Participant id -> items that still miss a complete answer, of electors and advisers who are not done."""
        ...

    async def timed_rounds(self) -> tuple[Round, ...]:
        """Open rounds of active conferences with an end time or a schorsing."""
        ...

    async def talked_rounds(self) -> tuple[Round, ...]:
        """Rounds of active conferences that are being talked about."""
        ...

    async def arguments(self, key: int, /) -> tuple[Argument, ...]:
        """All lines that were written with the items of a round, in an order that tells nothing."""
        ...

    async def argument(self, argument: str, /) -> Argument:
        """Raises NotFound."""
        ...

    async def talking_points(self, key: int, /) -> tuple[TalkingPoint, ...]:
        """The bespreekpunten of a round, in order."""
        ...

    async def admissions(self, conference: str, /) -> tuple[Admission, ...]:
        """Who waits to be admitted, oldest first."""
        ...

    async def unreachable(self, conference: str, /) -> frozenset[str]:
        """Ids of participants who joined, and to whom nothing can be sent any more (blocked the bot)."""
        ...

    async def facts(self, conference: str, /) -> Mapping[str, Mapping[TaskFact, str]]:
        """Item id -> what was told of it beforehand. Levels are words of `Level`; municipalities are ids with
        commas between them."""
        ...

    async def history(self, conference: str, /) -> Sequence[tuple[int, datetime, Event]]:
        """The events of a conference without the answers: (number, moment, event)."""
        ...

    async def dialog(self, account: Account, /) -> Dialog | None: ...

    async def position(self, key: int, participant: str, /) -> str | None:
        """The item at which somebody's walk stands."""
        ...

    async def card(self, name: str, /) -> CardRef | None: ...

    async def setting(self, name: str, /) -> str | None:
        """A value of the installation, for instance the hash of the one-time code."""
        ...

    async def audit_head(self, conference: str, /) -> AuditHead: ...

    async def audit(self, conference: str, /) -> Sequence[tuple[int, datetime, Event]]:
        """All events of a conference: (number, moment, event)."""
        ...


class Work(View, Protocol):
    """One transaction on the writing connection, alone. Nothing is saved without `commit`."""

    async def commit(self) -> None:
        """Durable when this returns."""
        ...

    async def first_time(self, update: UpdateRef | None, /) -> bool:
        """Remember this update; False when it was processed before. None is always new."""
        ...

    async def add_conference(self, conference: Conference, /) -> None:
        """With its municipalities."""
        ...

    async def save_conference(self, conference: Conference, /) -> Conference:
        """Everything but its municipalities, version counted on. Raises StaleWrite."""
        ...

    async def add_municipality(self, conference: str, municipality: Municipality, /) -> None: ...

    async def save_municipality(self, conference: str, municipality: Municipality, /) -> None:
        """Its name and inhabitants. Raises NotFound."""
        ...

    async def add_participant(self, participant: Participant, /) -> Participant:
        """With a fresh `ref`."""
        ...

    async def save_participant(self, participant: Participant, /) -> None: ...

    async def add_invitation(self, invitation: Invitation, /) -> None:
        """An earlier unused invitation of the same participant ends."""
        ...

    async def use_invitation(self, digest: str, account: Account, at: datetime, /) -> bool:
        """Consume it and bind the account; False when it is used or expired. Presence becomes joined."""
        ...

    async def bind(self, participant: str, account: Account, /) -> None:
        """This participant answers from this account from now on."""
        ...

    async def unbind(self, participant: str, /) -> None:
        """This participant answers from no account any more; the account is free for somebody else."""
        ...

    async def set_reachable(self, account: Account, reachable: bool, /) -> tuple[str, ...]:
        """Whether messages can be sent to this account; the conferences for which that changed."""
        ...

    async def put_admission(self, admission: Admission, /) -> None:
        """In the place of an earlier request of the same account."""
        ...

    async def drop_admission(self, conference: str, account: Account, /) -> None: ...

    async def put_fact(self, conference: str, item: str, fact: TaskFact, value: str, /) -> None:
        """An empty value takes it away."""
        ...

    async def set_talking_points(self, key: int, points: Sequence[TalkingPoint], /) -> None:
        """In the place of all that were there."""
        ...

    async def put_paper(
        self,
        key: int,
        participant: str,
        item: str,
        value: str | None,
        /,
        *,
        no_opinion: bool = False,
        unacceptable: bool = False,
        text: str = "",
    ) -> None:
        """An answer on paper, with its line in the audit log; marked. Nothing given takes it away again."""
        ...

    async def put_late(self, key: int, participant: str, item: str, value: str, text: str, /) -> None:
        """A standpunt after the round was set, with its line in the audit log; marked."""
        ...

    async def link_chat(self, conference: str, chat: Chat, /) -> None: ...

    async def move_chat(self, channel: str, old: str, new: str, /) -> tuple[str, ...]:
        """A group has another id now; the conferences that it belongs to."""
        ...

    async def add_round(self, round_: Round, /) -> Round:
        """Gives it its key."""
        ...

    async def save_round(self, round_: Round, /) -> Round:
        """State, times, mode, selection; version counted on. Raises StaleWrite."""
        ...

    async def replace_items(self, key: int, items: Sequence[RoundItem], /) -> None:
        """Other items for a round that is not opened yet."""
        ...

    async def freeze_electorate(self, key: int, /) -> None:
        """Write down who may answer, as it is now; answers of others stay but do not count."""
        ...

    async def put_answer(self, press: Press, /) -> Verdict:
        """The same rules as `Store.record`, inside this transaction."""
        ...

    async def put_text(self, key: int, item: str, participant: str, text: str, /) -> None:
        """The text with an answer (mits, bezwaar)."""
        ...

    async def erase_text(
        self, key: int, item: str, participant: str, /, *, text: str, value: str | None = None
    ) -> None:
        """What stands from now on where somebody's text was; a value in the place of his. No line in the log."""
        ...

    async def forget(self, participant: str, /) -> None:
        """Erase what ties a participant to somebody: account, links, questions, cards, messages to him, and the keys
        of the log. His row and his answers stay."""
        ...

    async def put_argument(self, argument: Argument, /) -> None:
        """In the place of what stood under its id; without an id it is new, and gets a random one."""
        ...

    async def carry_answers(self, key: int, /) -> int:
        """Bring the answers of everybody who takes part along from the round that this one follows; how many."""
        ...

    async def set_dialog(self, account: Account, dialog: Dialog | None, /) -> None: ...

    async def set_position(self, key: int, participant: str, item: str, /) -> None: ...

    async def set_card(self, name: str, card: CardRef | None, /) -> None: ...

    async def set_setting(self, name: str, value: str | None, /) -> None: ...

    async def tell(self, notice: Notice, /) -> None:
        """Put it in the outbox; a key that was told before is ignored."""
        ...

    async def record(self, event: Event, /) -> None:
        """Add it to the conference's chained audit log, with the moment."""
        ...


class Store(Protocol):
    """The one place where conferences are kept."""

    def writing(self) -> AbstractAsyncContextManager[Work]:
        """A transaction, run alone by the one writer; rolled back unless committed. Raises StorageError."""
        ...

    def reading(self) -> AbstractAsyncContextManager[View]: ...

    async def record(self, press: Press) -> Verdict:
        """Store one answer, together with all others that wait, in one commit; returns after it is durable."""
        ...

    async def footing(self, account: Account, round_: int) -> Footing:
        """What a tap needs to know, in one statement: this is read with every press. Raises NotFound."""
        ...

    def listen(self, told: Callable[[], None]) -> None:
        """Call this after every commit that put something in the outbox."""
        ...

    async def pending(self, limit: int) -> tuple[Pending, ...]:
        """Notices that are due, oldest first per recipient."""
        ...

    async def sent(self, pending: int) -> None:
        """It has arrived."""
        ...

    async def postpone(self, pending: int, until: datetime) -> None:
        """It failed; try again then."""
        ...

    async def give_up(self, pending: int, why: str) -> None:
        """It can never arrive (blocked, no such chat)."""
        ...


class Randomness(Protocol):
    """Where unguessable things come from; a rehearsal may bring a seeded one."""

    def token_bytes(self, size: int) -> bytes: ...


ANSWERING = frozenset({Role.VOTER, Role.ADVISER})
"""Roles that answer; advisers stand apart and never answer for a municipality."""
