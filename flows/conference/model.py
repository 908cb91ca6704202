"""What a conference consists of: frozen records, as they are loaded and saved.

Times are `datetime` in UTC. Ids are strings; `Round.key` is a small whole number, unique over all
conferences, for button data; `Round.id` is the readable one of the exports (`groslijst-1`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.words import (
    Approach,
    ArgumentState,
    ConferenceState,
    Deciding,
    Kind,
    Level,
    Mode,
    Party,
    Polarity,
    Presence,
    ProposalState,
    RequestState,
    Role,
    RoundState,
    Secrecy,
    Sort,
)

Value = int | str | Mapping[str, int] | tuple[str, ...]
"""An answer: 1-5 (rate); an option id (choose), a `Grade` or `Consent` word; points per option; option ids
(approve: in the item's order; rank: best first) or contributions (open)."""


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """A party. Inhabitants are information, never weight."""

    id: str
    name: str
    inhabitants: int | None = None


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Somebody in one conference. `ref` is the random id of the audit log, never shown beside the name."""

    id: str
    conference: str
    name: str
    role: Role
    municipality: str | None = None
    function: str = ""
    spokesperson: bool = False
    presence: Presence = Presence.INVITED
    informed: bool = False
    """Has read what happens with the answers ('Ik begrijp het')."""
    ref: str = ""
    council: bool = False
    """A council member: a voter when mixed delegations were chosen before the first answer, else apart with the
    advisers."""
    substitute: bool = False
    """Gives the standpunt while the woordvoerder is afgemeld."""
    replaces: str | None = None
    """The participant whose place this plaatsvervanger took."""


@dataclass(frozen=True, kw_only=True)
class OwnTask:
    """A task that the facilitator added to the groslijst of one conference; `group` is its deellijst."""

    id: str
    title: str
    text: str
    group: str


@dataclass(frozen=True, kw_only=True)
class OwnMotive:
    """A motive that a voter proposed and the facilitator admitted."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Conference:
    """One 0-fase study of one region. `version` counts saves; a stale save is refused."""

    id: str
    slug: str
    name: str
    pack: str
    pack_version: str
    secrecy: Secrecy
    state: ConferenceState
    phase: str
    created_at: datetime
    deciding: Deciding = Deciding.SPOKESPERSON
    approach: Approach | None = None
    approach_reason: str = ""
    plan: str = "both"
    """Which instruments are planned: both, or `own` for the approach's own only."""
    skipped: tuple[str, ...] = ()
    version: int = 0
    municipalities: tuple[Municipality, ...] = ()
    mixed: bool = False
    """Council members count as voters (gemengde delegaties)."""
    begins_at: datetime | None = None
    """Begin of the day of the conference."""
    ends_at: datetime | None = None
    """Planned end of that day."""
    optional: tuple[str, ...] = ()
    """Ids of the optional phases that are planned."""
    own_tasks: tuple[OwnTask, ...] = ()
    sensitivities: Mapping[str, Level] = field(default_factory=dict)
    """Task id -> beleidsgevoeligheid, where the conference changed the pack's estimate."""
    givens: str = ""
    """Gegevenheden: equality, pressure, imposed or voluntary; written down, not voted on."""
    reason: str = ""
    """Why the conference was cancelled."""
    own_motives: tuple[OwnMotive, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ItemOption:
    """An option of an item, as it was put. `place` is its point on the continuum, where it has one."""

    id: str
    title: str
    place: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoundItem:
    """An item as it was put in one round: a snapshot, so that a later pack changes nothing that was asked."""

    id: str
    title: str
    text: str = ""
    question: str = ""
    note: str = ""
    group: str = ""
    """Heading shown above the item, for instance the hoofdcriterium."""
    options: tuple[ItemOption, ...] = ()
    proposed: str | None = None
    """For a standpunt on an uitgangspunt: the id of the proposed option among `options`."""
    polarity: Polarity = Polarity.POSITIVE
    sensitive: bool = False
    details: tuple[tuple[str, str], ...] = ()
    """More behind a button: (button text, what it shows)."""
    grounds: tuple[tuple[str, str], ...] = ()
    """(round id, item id) pairs that the item rests on."""
    agreed: bool = False
    """A hamerstuk: everything that it rests on is settled, so that it can be taken together with others."""
    shared: bool = False
    """For an open question: everybody sees the texts, and not the facilitator alone."""
    before: str = ""
    """The text as it was put the last time, where it was amended after an objection."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round. Everything that decides how it is asked stands here, taken from the pack when it was made."""

    key: int
    id: str
    conference: str
    template: str
    phase: str
    number: int
    kind: Kind
    sort: Sort
    party: Party
    mode: Mode
    state: RoundState
    title: str
    selection: str = "core"
    unacceptable: bool = False
    budget: int | None = None
    ordered: bool = False
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    published_at: datetime | None = None
    settled_at: datetime | None = None
    version: int = 0
    items: tuple[RoundItem, ...] = ()
    decides: bool = False
    """Its answers are standpunten: of the woordvoerders, or of all voters under 'per lid'."""
    homework: bool = False
    """Opened days before, together with others."""
    closes_at: datetime | None = None
    """The end time that was announced; nothing closes by itself."""
    paused_until: datetime | None = None
    """The end of a schorsing."""
    at: str | None = None
    """The item that is on the group's card ('samen')."""
    reason: str = ""
    """Why it was withdrawn."""
    top: int | None = None
    """How many options are ranked (rank)."""
    follows: int | None = None
    """For a further round on bespreekpunten: the key of the round that it follows."""


@dataclass(frozen=True, kw_only=True)
class TalkingPoint:
    """A bespreekpunt of a round that was published. One at a time is talked about: begun and not done.

    `ends_at` is the end of its clock, `note` the outcome in one line.
    """

    item: str
    begun_at: datetime | None = None
    ends_at: datetime | None = None
    done_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Earlier:
    """What somebody answered to the item in the round before: a value, or 'geen mening'."""

    value: Value | None
    no_opinion: bool = False


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """One person's answer to one item, as it stands. `value` is None for 'geen mening'."""

    item: str
    participant: str
    municipality: str | None
    role: Role
    value: Value | None
    no_opinion: bool = False
    unacceptable: bool = False
    text: str = ""
    paper: bool = False
    """Given on paper, and entered by a facilitator after closing."""
    late: bool = False
    """A standpunt that came after the round was set ('eerst terug naar college')."""
    carried: bool = False
    """Brought along from the round before, and neither confirmed nor changed since; it counts as an answer."""
    earlier: Earlier | None = None
    """The answer in the round before, which movement is counted from."""


@dataclass(frozen=True, kw_only=True)
class Argument:
    """One line why, with an item of a round. `participant` is None once the link between both was cut."""

    id: str
    round: int
    item: str
    participant: str | None
    text: str
    state: ArgumentState = ArgumentState.WAITING


@dataclass(frozen=True, kw_only=True)
class ArgumentRequest:
    """After closing: one of the items on which somebody was asked for a line. `position` counts from 1."""

    round: int
    participant: str
    position: int
    item: str
    state: RequestState = RequestState.WAITING


@dataclass(frozen=True, kw_only=True)
class OwnProposal:
    """A motive that a voter proposes; `merged_into` is the id of the motive that says the same already."""

    id: str
    conference: str
    participant: str | None
    title: str
    state: ProposalState = ProposalState.WAITING
    merged_into: str | None = None


@dataclass(frozen=True, kw_only=True)
class Elector:
    """Somebody whose answer counts in a round, frozen when it closes."""

    participant: str
    municipality: str
    spokesperson: bool = False


@dataclass(frozen=True)
class Electorate:
    """Who may answer, by municipality; lists every municipality, also with nobody."""

    voters: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(len(people) for people in self.voters.values())
