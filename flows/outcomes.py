"""What comes out of a round: one record per kind of question, on two levels.

`None` in a field that can be suppressed means that the secrecy does not let it be shown, which is told
apart from 'no value' by `hidden` (the names of the suppressed fields). Shares and measures are exact
fractions; adapters round when they show them. Municipalities are named by id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from flows.words import Decision, Grade, Kind, Region, Sort, Status, Voice

Distribution = Mapping[str, int]
"""Answers per value; for a rated item the keys are '1' to '5', always all five."""


@dataclass(frozen=True, kw_only=True)
class Heads:
    """Persons for and against among the `of` voters with an opinion: a cross-check, never the outcome."""

    for_: int
    against: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Movement:
    """How many of the `of` persons who answered in the round before too changed their answer, and which way.

    `up` is towards the high or heavy end of the scale. A change to or from 'geen mening', and one between options
    without order, is a change that has no direction.
    """

    changed: int
    up: int
    down: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What every kind has. `answered` counts everybody who answered, 'geen mening' included."""

    item: str
    counts: Distribution | None
    no_opinion: int | None
    answered: int
    electorate: int
    hidden: frozenset[str] = frozenset()
    answered_by: Mapping[str, int] | None = None
    """Answers per municipality, 'geen mening' included."""
    own: Mapping[str, Distribution] | None = None
    """Each delegation's own distribution: for that delegation only, except 'op naam'."""
    movement: Movement | None = None
    """In a further round: since the round before."""


@dataclass(frozen=True, kw_only=True)
class RateOutcome(Outcome):
    """A rated item. `voice_counts` counts the voices, and stands alone where only counts may be shown."""

    median: int | None
    leik: Fraction | None
    status: Status | None
    region: Region | None
    voices: Mapping[str, Voice] | None
    voice_counts: Mapping[Voice, int] | None
    heads: Heads | None
    unacceptable: tuple[str, ...] | None
    """Municipalities that find the item unacceptable."""
    unacceptable_marks: int | None
    """Persons who marked it and gave a number."""


@dataclass(frozen=True, kw_only=True)
class ChooseOutcome(Outcome):
    """A chosen option; for ordered options `median` and `region` are lower medians."""

    ordered: bool
    median: str | None
    voices: Mapping[str, str | None] | None
    """Per municipality the option of its beeld; None without beeld or when tied."""
    region: str | None
    dilemma: bool | None
    places: Mapping[str, int] | None = None
    """Per municipality with a beeld the place of its option, where options have places."""
    voice_counts: Mapping[str, int] | None = None
    """Municipalities per option; those without a beeld are in none."""


@dataclass(frozen=True, kw_only=True)
class PointsOutcome(Outcome):
    """Points over options; `counts` holds the sums."""

    givers: Distribution | None
    """How many persons gave an option any points."""
    shares: Mapping[str, Fraction] | None
    """Share of all points of all voters, per option."""
    voices: Mapping[str, Mapping[str, Fraction] | None] | None
    """Per municipality the mean share per option."""
    region: Mapping[str, Fraction] | None
    """Mean of the municipalities' shares; None when no municipality has a beeld."""


@dataclass(frozen=True, kw_only=True)
class ApproveOutcome(Outcome):
    """Approved options; `counts` holds how many approve each. Everything else is per option, as for rated items."""

    voices: Mapping[str, Mapping[str, Voice]] | None
    """Per municipality the beeld on each option: for when more than half approve, between at exactly half."""
    voice_counts: Mapping[str, Mapping[Voice, int]] | None
    """Per option the number of municipalities for, between, against and without beeld."""
    region: Mapping[str, Region] | None
    """Per option the outcome over the municipalities."""


@dataclass(frozen=True, kw_only=True)
class RankOutcome(Outcome):
    """A top k; `counts` holds how many have an option in theirs. Scores are symmetric Borda and add up to 0."""

    scores: Mapping[str, int] | None
    """Per option, over all voters."""
    agreement: Fraction | None
    """Kendall's W over all voters; None when nobody ranked."""
    baseline: Fraction | None
    """The W that so many voters have by chance: 1/m."""
    condorcet: str | None
    """The option that beats every other in a comparison of two, where there is one."""
    differs: bool | None
    """Whether that is not the one option with the highest score."""
    voices: Mapping[str, tuple[tuple[str, ...], ...] | None] | None
    """Per municipality its Borda order, best first; tied options in one tuple."""
    region: Mapping[str, int] | None
    """Per option the Borda score over the municipalities' orders; None when no municipality has a beeld."""


@dataclass(frozen=True, kw_only=True)
class OpenOutcome(Outcome):
    """Texts, in an order that tells nothing, and never by municipality. Nothing is counted: `counts` is None."""

    texts: tuple[str, ...]
    """Empty where they may not be shown."""


@dataclass(frozen=True, kw_only=True)
class GradeOutcome(Outcome):
    """A graded option (each option is an item); the ranking over items stands in `RoundOutcome.order`."""

    median: Grade | None
    """The majority grade (lower median) over all voters."""
    voices: Mapping[str, Grade | None] | None
    voice_counts: Mapping[Grade, int] | None
    region: Grade | None
    """The majority grade over the municipalities' grades."""
    unacceptable: tuple[str, ...] | None
    unacceptable_marks: int | None


@dataclass(frozen=True, kw_only=True)
class ConsentOutcome(Outcome):
    """A proposal. For a standpunt `voices` are the municipalities' own words; for voters the 'per lid' rule."""

    voices: Mapping[str, str | None] | None
    """A `Consent` word per municipality, or None while it is silent."""
    decision: Decision | None
    conditions: tuple[tuple[str, str], ...] = ()
    """(municipality, text) for each 'mits'; the municipality is '' where the secrecy does not let it be named."""
    objections: tuple[tuple[str, str], ...] = ()
    """(municipality, text) for each reasoned 'bezwaar'; likewise."""
    bounds: tuple[tuple[str, str | None], ...] = ()
    """For an uitgangspunt: (municipality, id of the heaviest acceptable option or None for none)."""
    voice_counts: Mapping[str, int] | None = None
    """Municipalities per `Consent` word; those that are silent are in none."""


AnyOutcome = (
    RateOutcome
    | ChooseOutcome
    | ApproveOutcome
    | RankOutcome
    | PointsOutcome
    | GradeOutcome
    | OpenOutcome
    | ConsentOutcome
)


@dataclass(frozen=True, kw_only=True)
class RoundOutcome:
    """All items of a round, in the order in which they were asked."""

    round: str
    kind: Kind
    sort: Sort
    items: Mapping[str, AnyOutcome]
    order: tuple[tuple[str, ...], ...] = ()
    """For grade: items best first by majority judgment; items in one tuple are tied."""
    electorate: Mapping[str, int]
    """Voters per municipality, also 0."""
    answered: Mapping[str, int]
    """Voters per municipality who answered at least one item."""
