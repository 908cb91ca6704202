"""The form of `uitkomst.json`: what an outsider may rely on, versioned by its first key.

A key that is absent and named in the item's `hidden` was suppressed by the secrecy; a key that is null has
no value (for instance the median of nothing). Keys that do not apply are absent. See docs/exports.md.
"""

from json import dumps
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from flows.words import (
    Approach,
    ConferenceState,
    Consent,
    Decision,
    Grade,
    Kind,
    Package,
    Party,
    Region,
    RoundState,
    Secrecy,
    Sort,
    Status,
    Voice,
)

SCHEMA: Literal["rondetafel/uitkomst/1"] = "rondetafel/uitkomst/1"
SCHEMA_FILE = Path(__file__).parent / "uitkomst.schema.json"

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
FiveCounts = Annotated[list[Count], Field(min_length=5, max_length=5)]


class Part(BaseModel):
    """A part of the file: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)


class ConferencePart(Part):
    id: str
    name: str
    pack: str
    pack_version: str
    secrecy: Secrecy
    deciding: str
    state: ConferenceState
    approach: Approach | None
    reason: str | None = None
    """Why it was cancelled; there only when it was."""


class MunicipalityPart(Part):
    id: str
    name: str
    inhabitants: Count | None


class ThresholdsPart(Part):
    """The pack's numbers that the figures depend on, in whole percents unless said otherwise in the pack's form."""

    high: int
    low: int
    camp: int
    opinions: int
    carried: int
    gap: int
    steps: int
    lean: int
    named: int
    municipality: int
    secret: int
    secret_delegations: int
    secret_answers: int


class OptionPart(Part):
    id: str
    title: str
    place: int | None = None


class GroundPart(Part):
    round: str
    item: str


class HeadsPart(Part):
    for_: Count = Field(alias="for")
    against: Count
    of: Count


class MovementPart(Part):
    """In further rounds: persons who changed, upwards and downwards, of those who answered both times."""

    changed: Count
    up: Count
    down: Count
    of: Count


class StatementPart(Part):
    """What a municipality added to its word, or holds against the rest; '' where it may not be named."""

    municipality: str
    text: str


class BoundPart(Part):
    """The heaviest option that a municipality accepts; null when it accepts none."""

    municipality: str
    option: str | None


class ItemPart(Part):
    id: str
    title: str
    hidden: list[str]
    sensitive: bool = False
    """Treated as under 'geheim', whatever the level of the conference."""
    no_opinion: Count | None = None
    movement: MovementPart | None = None
    arguments: list[str] = Field(default=[])
    discussion: str | None = None
    """What came out of the conversation about it, in one line."""


class RateItem(ItemPart):
    counts: FiveCounts | None = None
    median: Annotated[int, Field(ge=1, le=5)] | None = None
    leik: Share | None = None
    status: Status | None = None
    region: Region | None = None
    voices: dict[str, Voice] | dict[Voice, Count] | None = None
    heads: HeadsPart | None = None
    unacceptable: list[str] | None = None
    unacceptable_marks: Count | None = None


class ChooseItem(ItemPart):
    options: list[OptionPart]
    counts: dict[str, Count] | None = None
    median: str | None = None
    region: str | None = None
    dilemma: bool | None = None
    voices: dict[str, str | None] | dict[str, Count] | None = None
    places: dict[str, int] | None = None


class PointsItem(ItemPart):
    options: list[OptionPart]
    counts: dict[str, Count] | None = None
    """Points per option, over all voters."""
    givers: dict[str, Count] | None = None
    shares: dict[str, Share] | None = None
    region: dict[str, Share] | None = None
    voices: dict[str, dict[str, Share] | None] | None = None


class ApproveItem(ItemPart):
    options: list[OptionPart]
    counts: dict[str, Count] | None = None
    """How many approve each option, over all voters."""
    region: dict[str, Region] | None = None
    voices: dict[str, dict[str, Voice]] | dict[str, dict[Voice, Count]] | None = None
    """{municipality: {option: beeld}}, or where only numbers may be shown {option: {beeld: municipalities}}."""


class RankItem(ItemPart):
    options: list[OptionPart]
    counts: dict[str, Count] | None = None
    """How many have an option among their top, over all voters."""
    scores: dict[str, int] | None = None
    """Symmetric Borda over all voters; adds up to 0."""
    agreement: Share | None = None
    """Kendall's W over all voters."""
    baseline: Share | None = None
    """What it is by chance: 1 divided by the rankings."""
    condorcet: str | None = None
    """The option that beats every other, where there is one."""
    differs: bool | None = None
    """Whether that is not the one with the highest score."""
    region: dict[str, int] | None = None
    """Symmetric Borda over the municipalities' orders."""
    voices: dict[str, list[list[str]] | None] | None = None
    """The order of each municipality, best first; tied options together."""


class OpenItem(ItemPart):
    texts: list[str] = Field(default=[])
    """Where they are shared: shuffled, without municipality."""


class GradeItem(ItemPart):
    counts: dict[Grade, Count] | None = None
    median: Grade | None = None
    region: Grade | None = None
    voices: dict[str, Grade | None] | dict[Grade, Count] | None = None
    unacceptable: list[str] | None = None
    unacceptable_marks: Count | None = None


class ConsentItem(ItemPart):
    options: list[OptionPart] = Field(default=[])
    """For an uitgangspunt: what can be named as the heaviest acceptable option."""
    proposed: str | None = None
    counts: dict[Consent, Count] | None = None
    region: Decision | None = None
    voices: dict[str, Consent | None] | dict[Consent, Count] | None = None
    conditions: list[StatementPart] = Field(default=[])
    objections: list[StatementPart] = Field(default=[])
    bounds: list[BoundPart] = Field(default=[])


class RoundPart(Part):
    id: str
    phase: str
    number: int
    title: str
    sort: Sort
    party: Party
    mode: str
    state: RoundState
    electorate: dict[str, Count]
    answered: dict[str, Count] | None = None
    """Voters who answered at least one item."""
    decides: bool = False
    """The voters of a municipality give its standpunt together ('per lid')."""
    reason: str | None = None
    """Why it was withdrawn; there only when it was."""
    follows: str | None = None
    """Of a further round on bespreekpunten: the id of the round before; answers of that came along and count."""
    paper: Annotated[int, Field(ge=1)] | None = None
    """Voters who answered on paper, where there were any."""


class RateRound(RoundPart):
    kind: Literal[Kind.RATE]
    unacceptable: bool
    """Whether an item could be marked unacceptable."""
    items: list[RateItem]


class ChooseRound(RoundPart):
    kind: Literal[Kind.CHOOSE]
    ordered: bool
    items: list[ChooseItem]


class ApproveRound(RoundPart):
    kind: Literal[Kind.APPROVE]
    items: list[ApproveItem]


class RankRound(RoundPart):
    kind: Literal[Kind.RANK]
    top: int
    """How many options were put in order."""
    items: list[RankItem]


class OpenRound(RoundPart):
    kind: Literal[Kind.OPEN]
    items: list[OpenItem]


class PointsRound(RoundPart):
    kind: Literal[Kind.POINTS]
    budget: int
    items: list[PointsItem]


class GradeRound(RoundPart):
    kind: Literal[Kind.GRADE]
    unacceptable: bool
    order: list[list[str]] = Field(default=[])
    """Items best first by majority judgment over the municipalities; tied items together."""
    items: list[GradeItem]


class ConsentRound(RoundPart):
    kind: Literal[Kind.CONSENT]
    items: list[ConsentItem]


AnyItem = RateItem | ChooseItem | ApproveItem | RankItem | PointsItem | GradeItem | OpenItem | ConsentItem
AnyRound = Annotated[
    RateRound | ChooseRound | ApproveRound | RankRound | PointsRound | GradeRound | OpenRound | ConsentRound,
    Field(discriminator="kind"),
]


class PositionPart(Part):
    """A standpunt. `bound` is there only where the heaviest acceptable option was asked, `late` only where it
    came after the round was set."""

    round: str
    item: str
    municipality: str
    word: str
    text: str
    bound: str | None = None
    late: bool = False


class MotivePart(Part):
    item: str
    title: str
    carried: bool
    points: Share | None
    threats: list[str]
    grounds: list[GroundPart]


class PackagePart(Part):
    item: str
    title: str
    group: str
    package: Package
    mandatory: bool
    """The law demands cooperation for this task: 'bestaat al' whatever was answered."""
    positions: dict[str, str]
    front: list[str]
    grounds: list[GroundPart]


class PrinciplePart(Part):
    item: str
    title: str
    group: str
    option: str | None
    text: str
    place: int | None
    dilemma: bool
    reservations: list[StatementPart]
    sides: list[StatementPart]
    grounds: list[GroundPart]


class PlacePart(Part):
    region: int | None
    word: str
    text: str
    municipalities: dict[str, int] | None
    """Null where the secrecy does not let it be shown."""
    criteria: dict[str, int]
    findings: list[str]


class FormPart(Part):
    cluster: str
    tasks: list[str]
    concepts: list[str]
    fitting: str
    preferred: str | None
    decision: Decision | None
    legal_forms: list[str]
    grounds: list[GroundPart]


class ArticlePart(Part):
    id: str
    title: str
    text: str
    details: list[tuple[str, str]]
    grounds: list[GroundPart]
    outcome: Decision | None
    conditions: list[StatementPart]
    minority: list[StatementPart]


class RecommendationPart(Part):
    approach: Approach | None
    approach_reason: str
    motives: list[MotivePart]
    strengths: list[str]
    risks: list[str]
    packages: list[PackagePart]
    principles: list[PrinciplePart]
    place: PlacePart | None
    forms: list[FormPart]
    articles: list[ArticlePart]


class AuditPart(Part):
    events: Count
    head: str


class Uitkomst(Part):
    """The whole file."""

    schema_: Literal["rondetafel/uitkomst/1"] = Field(alias="schema")
    conference: ConferencePart
    municipalities: list[MunicipalityPart]
    thresholds: ThresholdsPart
    rounds: list[AnyRound]
    positions: list[PositionPart]
    recommendation: RecommendationPart | None
    audit: AuditPart


def write_uitkomst(uitkomst: Uitkomst) -> bytes:
    """The file's bytes. What was not set is absent, so that a suppressed figure leaves no key."""
    return (uitkomst.model_dump_json(indent=1, by_alias=True, exclude_unset=True) + "\n").encode()


def read_uitkomst(stored: bytes) -> Uitkomst:
    """Raises pydantic.ValidationError with the place of the fault."""
    return Uitkomst.model_validate_json(stored)


def schema_text() -> str:
    """What `uitkomst.schema.json` must hold; a test keeps the shipped file equal."""
    schema = Uitkomst.model_json_schema(by_alias=True)
    return dumps({"$id": SCHEMA, **schema}, ensure_ascii=False, indent=1) + "\n"
