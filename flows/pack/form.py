"""The form of a content pack: which phases, rounds, questions and texts a conference has.

A pack is data. Everything that a conference asks, and every threshold that it decides by, stands in it;
the code holds the rules only. Keys are English, texts are in the pack's language. A fault is reported by
pydantic with the path of the value, which the reader of the files (`storage.packs`) turns into file and line.
What one part names and another must have is looked after in `flows.pack.faults`.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from flows.pack.background import ApproachText, Casebook, Check, Grounds, LegalForm, Pitfall, Verdict
from flows.pack.base import Form, Id, Line, Place, Text, Title
from flows.pack.faults import OFFERING, BrokenPack, find_faults
from flows.pack.items import Item, ItemList
from flows.words import Kind, Party, Sort

Derivation = Literal[
    "kept_motives",  # the motives of an earlier round that are not rejected
    "indicated_approach",  # the approach that the indications point to
    "short_list",  # the tasks that are gedragen, gesplitst or one voice short
    "principles",  # per question the lower median of the municipalities' options
    "fitting_concepts",  # per cluster the concept that fits, one lighter, one heavier
    "preferred_concepts",  # per cluster the concept that came out first
    "articles",  # the composed recommendation, article by article
]

PERSONAL = frozenset({Kind.APPROVE, Kind.RANK, Kind.OPEN})
"""Kinds that give a beeld and no standpunt."""

MOST_CHOICES = 6
"""Options of a choice."""

_Named = TypeVar("_Named", "Phase", "Round")


class Scale(Form):
    """Words for the numbers 1 to 5, and the legend under a question (one or two short lines)."""

    labels: tuple[Title, Title, Title, Title, Title]
    legend: Line


class Choice(Form):
    """One of the answers that are the same for every item of a round."""

    id: Id
    title: Title


class Round(Form):
    """A round of a phase. It asks a list, or what `derived` says; exactly one of the two."""

    id: Id
    title: Title
    kind: Kind
    sort: Sort
    party: Party = Party.VOTERS
    intro: Line
    """One line on the group card: what is asked."""
    question: Line | None = None
    """Asked with every item; `{gemeente}` becomes the municipality of who reads it."""
    noun: Title
    """What one item is, singular, as in 'Taak 7 van 30'."""
    nouns: Title
    """The plural, as in '30 taken'."""
    items: Id | None = None
    derived: Derivation | None = None
    scale: Id | None = None
    options: tuple[Choice, ...] = Field(default=(), max_length=12)
    """For choose (at most 6), approve and rank, where the items bring no options of their own."""
    ordered: bool = False
    """For choose: the options lie on a continuum."""
    unacceptable: bool = False
    """An item can be marked unacceptable, apart from its score."""
    sensitive: bool = False
    """Every item is treated as under 'geheim'."""
    budget: int | None = Field(default=None, ge=1, le=100)
    top: int | None = Field(default=None, ge=1, le=12)
    """For rank: how many options are put in order."""
    shared: bool = False
    """For open: everybody sees the texts, shuffled and without names; else the facilitator alone."""
    seconds: int = Field(ge=2, le=120)
    """Expected time per item, for the estimate on the card."""
    homework: bool = False
    """Can be opened together with others, days before."""

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if (self.items is None) == (self.derived is None):
            raise PydanticCustomError("items_or_derived", "a round names either a list or what it derives")
        if (self.kind is Kind.RATE) != (self.scale is not None):
            raise PydanticCustomError("rate_scale", "a scale belongs to kind 'rate', and only there")
        if (self.kind is Kind.POINTS) != (self.budget is not None):
            raise PydanticCustomError("points_budget", "a budget belongs to kind 'points', and only there")
        if (self.kind is Kind.RANK) != (self.top is not None):
            raise PydanticCustomError("rank_top", "a top belongs to kind 'rank', and only there")
        if (self.kind not in OFFERING and self.options) or (self.kind is not Kind.CHOOSE and self.ordered):
            raise PydanticCustomError("choose_options", "options belong to kinds that choose, and only there")
        if self.kind is Kind.CHOOSE and len(self.options) > MOST_CHOICES:
            raise PydanticCustomError("choose_many", "a choice has at most 6 options")
        if self.kind is not Kind.OPEN and self.shared:
            raise PydanticCustomError("open_shared", "sharing texts belongs to kind 'open', and only there")
        if self.homework and (self.items is None or self.party is not Party.VOTERS):
            raise PydanticCustomError("homework_list", "homework asks voters a list")
        if self.kind in PERSONAL and self.party is not Party.VOTERS:
            raise PydanticCustomError("voters_only", "this kind is asked of voters, not of spokespersons")
        return self


class Phase(Form):
    """A phase of the conference and its rounds, in order."""

    id: Id
    title: Title
    text: Text
    minutes: int = Field(ge=0, le=240)
    """Planned time for answering and talking together."""
    when: Literal["always", "design_or_both", "develop_or_both"] = "always"
    optional: bool = False
    """Entered only where it is planned; else the conference goes past it."""
    rounds: tuple[Round, ...] = ()


class Thresholds(Form):
    """The numbers that decide, in whole percents unless said otherwise."""

    high: int = Field(ge=1, le=100)
    """Agreed: at least this share high (or low)."""
    low: int = Field(ge=1, le=100)
    """... and under this share on the other side."""
    camp: int = Field(ge=1, le=100)
    """Contested: at least this share in each camp."""
    opinions: int = Field(ge=1)
    """At least so many opinions (persons) before an item has a status."""
    carried: int = Field(ge=50, le=100)
    """Carried: at least this share of all municipalities."""
    gap: Place
    """A dilemma: the municipalities' options lie more than this many points apart."""
    steps: int = Field(ge=1, le=5)
    """... or more than this many options apart."""
    lean: int = Field(ge=0, le=100)
    """The indications point clearly to an approach from this score (hundredths) on."""
    named: int = Field(ge=1)
    """Persons needed before a distribution over all voters is shown 'op naam'."""
    municipality: int = Field(ge=1)
    """... 'per gemeente'."""
    secret: int = Field(ge=1)
    """... 'geheim', for sensitive items, and for totals of advisers."""
    secret_delegations: int = Field(ge=1)
    """Under geheim: counts of beelden need so many municipalities ..."""
    secret_answers: int = Field(ge=1)
    """... with so many answers each."""


class Practice(Form):
    """The practice question that everybody gets after joining; it counts nowhere."""

    title: Title
    text: Text
    question: Line
    scale: Id


class Pack(Form):
    """A whole pack. Every id that one part names must exist in another; that is checked on reading."""

    id: Id
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    title: Line
    language: Literal["nl"]
    thresholds: Thresholds
    scales: dict[Id, Scale]
    practice: Practice
    phases: tuple[Phase, ...] = Field(min_length=2)
    """In order. The first prepares and the last is the end: neither asks anything."""
    lists: dict[Id, ItemList]
    legal_forms: tuple[LegalForm, ...]
    approaches: tuple[ApproachText, ...] = Field(min_length=2, max_length=2)
    pitfalls: tuple[Pitfall, ...]
    checks: tuple[Check, ...]
    verdicts: tuple[Verdict, ...] = Field(min_length=1)
    closing: Grounds
    casebook: Casebook | None = None

    @model_validator(mode="after")
    def _everything_named_exists(self) -> Self:
        faults = tuple(find_faults(self))
        if faults:
            raise BrokenPack(faults)
        return self

    def phase(self, phase_id: str) -> Phase:
        """The phase with this id. Raises KeyError."""
        return _by_id(self.phases, phase_id)

    def round(self, round_id: str) -> Round:
        """The round with this id, in whichever phase it stands. Raises KeyError."""
        return _by_id(tuple(r for phase in self.phases for r in phase.rounds), round_id)

    def items(self, list_id: str) -> tuple[Item, ...]:
        """The items of a list, in the pack's order. Raises KeyError."""
        return tuple(self.lists[list_id].items)


def export_schema() -> dict[str, Any]:
    """The form as a JSON Schema, for editors and for other makers of packs."""
    return Pack.model_json_schema()


def _by_id(things: Iterable[_Named], wanted: str) -> _Named:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise KeyError(wanted)
