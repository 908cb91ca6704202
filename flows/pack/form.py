"""The form of a content pack: which phases, rounds, questions and texts a conference has.

A pack is data. Everything that a conference asks, and every threshold that it decides by, stands in it;
the code holds the rules only. Keys are English, texts are in the pack's language. A fault is reported by
pydantic with the path of the value, which the reader of the files (`storage.packs`) turns into file and line.
What one part names and another must have is looked after in `flows.pack.faults`.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from flows.pack.faults import OFFERING, BrokenPack, find_faults
from flows.words import Approach, Kind, Level, Mark, Party, Polarity, Sort

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,23}$")]
"""A name in code and exports: at most 24 characters, so that it fits in button data."""

Title = Annotated[str, StringConstraints(min_length=2, max_length=40, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=2, max_length=90, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=2, max_length=200, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(min_length=2, max_length=600, strip_whitespace=True)]
Place = Annotated[int, Field(ge=0, le=100)]
"""A place on the continuum: 0 zelfstandigheid, 100 wederzijdse afhankelijkheid."""

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


class Form(BaseModel):
    """A part of a pack: unknown keys are faults, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Group(Form):
    """A heading over items: a category of motives, a stage, a deellijst, a hoofdcriterium."""

    id: Id
    title: Line
    text: Text | None = None
    weight: int = Field(default=1, ge=1, le=100)
    """How much a hoofdcriterium weighs in the place on the continuum; elsewhere unused."""


class Scale(Form):
    """Words for the numbers 1 to 5, and the legend under a question (one or two short lines)."""

    labels: tuple[Title, Title, Title, Title, Title]
    legend: Line


class Item(Form):
    """Something that is asked about. `core` items are asked when the facilitator chooses 'kern'."""

    id: Id
    title: Title
    text: Text
    core: bool = False
    sensitive: bool = False
    marks: tuple[Mark, ...] = ()
    note: Text | None = None
    """A remark for the facilitator and the document, for instance how a source was read."""
    sources: tuple[str, ...] = Field(min_length=1)


class Motive(Item):
    """A reason to cooperate."""

    group: Id
    evidence: Paragraph | None = None
    """What research says about it; shown on request, never voted on."""


class Commitment(Item):
    """A point of the gedragscode: something that the boards promise each other."""


class Factor(Item):
    """A success or failure factor; `text` is the statement (we-form) that is rated 1-5 for presence here."""

    group: Id
    polarity: Polarity
    counterpart: Id | None = None
    threatens: tuple[Id, ...] = ()
    """For a risk: ids of the motives that it threatens when it is present."""


class Indication(Item):
    """A sign that points to one of the two approaches; `title` is short, `text` is the question."""

    points_to: Approach | Literal["neutral"]
    weight: int = Field(ge=0, le=3)
    explanation: Text
    trust: bool = False
    """A low beeld anywhere overrules the score: develop first, or build trust."""
    condition: Text | None = None
    """What the document asks to arrange first when the beeld is low."""


class Task(Item):
    """A municipal task of the groslijst."""

    group: Id
    iv3: tuple[str, ...] = Field(min_length=1)
    mandatory: Literal["ja", "deels", "nee", "onbekend"]
    mandatory_ground: Paragraph | None = None
    mandatory_mark: Mark | None = None
    sensitivity: Level
    usual: tuple[Line, ...] = ()
    """Cooperation that is usual elsewhere for this task."""
    concepts: tuple[Id, ...] = ()
    motives: tuple[Id, ...] = ()


class Option(Form):
    """One of the ordered answers to a question of the beslisboom."""

    id: Id
    title: Line
    place: Place
    principle: Text
    """The uitgangspunt, as a sentence for the document."""


class Question(Item):
    """A question of the beslisboom; `title` is short, `text` explains, `question` is what is asked."""

    group: Id
    question: Line
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)

    @model_validator(mode="after")
    def _options_are_ordered(self) -> Self:
        places = [option.place for option in self.options]
        if places != sorted(set(places)):
            raise PydanticCustomError("options_order", "the options of a question stand in order of their place")
        return self


class Theme(Item):
    """What boards can expect of each other; `text` says what it is about."""


class Prompt(Item):
    """An open question; `title` is short, `question` is what is asked, `text` helps to answer."""

    question: Line
    group: Id | None = None


class Consequences(Form):
    """What a form means, in one short line each."""

    say: Line
    staff: Line
    money: Line
    pressure: Line
    """Bestuurlijke drukte: how much meeting and governing it brings."""


class Concept(Item):
    """A form of cooperation between municipalities, with its range on the continuum."""

    official: Title
    """The name that the literature uses, for instance 'centrumconcept'."""
    low: Place
    high: Place
    pro: Line
    con: Line
    pros: tuple[Line, ...]
    cons: tuple[Line, ...]
    suits: tuple[Line, ...]
    consequences: Consequences
    legal_forms: tuple[Id, ...] = Field(min_length=1)
    """Ids of legal forms 'te onderzoeken', from light to heavy."""

    @model_validator(mode="after")
    def _range_is_ordered(self) -> Self:
        if self.low >= self.high:
            raise PydanticCustomError("range_order", "the range of a concept runs from low to high")
        return self


class LegalForm(Form):
    """What the law offers; never adopted, only 'te onderzoeken'."""

    id: Id
    title: Title
    law: Literal["publiek", "privaat"]
    weight: Place
    text: Text
    legal_person: bool
    own_staff: bool
    powers: Line
    note: Text | None = None
    marks: tuple[Mark, ...] = ()
    sources: tuple[str, ...] = Field(min_length=1)


class Pitfall(Form):
    """What goes wrong with an approach, how one sees it, and what helps."""

    id: Id
    approach: Approach | Literal["both"]
    title: Title
    signal: Text
    remedy: Text
    sources: tuple[str, ...] = Field(min_length=1)


class ApproachText(Form):
    """One of the two approaches, as the woordvoerders see it."""

    id: Approach
    title: Title
    text: Text
    steps: tuple[Line, ...]
    sources: tuple[str, ...] = Field(min_length=1)


class Check(Form):
    """A consistency check on the outcome of the beslisboom: when all that it names came out, say `text`."""

    id: Id
    chosen: tuple[Id, ...] = ()
    """Option ids; all must be the proposed uitgangspunt."""
    any_of: tuple[Id, ...] = ()
    """Option ids; where given, at least one of these too."""
    motives: tuple[Id, ...] = ()
    """Motive ids; where given, at least one must be gedragen."""
    text: Text
    sources: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_an_option(self) -> Self:
        if not self.chosen and not self.any_of:
            raise PydanticCustomError("check_empty", "a check names at least one option")
        return self


class Verdict(Form):
    """A place in words: up to and including `up_to`."""

    up_to: Place
    word: Title
    text: Text


class Step(Form):
    """A step of the five-step plan after the conference."""

    title: Line
    text: Text
    owner: Line


class Example(Form):
    """What other municipalities did, for people to read in plain words. Nothing is computed from it."""

    id: Id
    title: Title
    situation: Text
    approach: Text
    form: Text
    concept: Id | None = None
    """The concept that this form comes nearest to; None where that is not known."""
    results: tuple[Line, ...] = Field(min_length=1)
    lessons: tuple[Line, ...] = Field(min_length=1)
    certainty: Text
    """How sure this is: where it comes from, and what is not known."""
    sources: tuple[str, ...] = Field(min_length=1)


class Finding(Form):
    """What is known beside the examples, over more cases at once."""

    text: Text
    sources: tuple[str, ...] = Field(min_length=1)


class Casebook(Form):
    """The practice examples and what runs through them."""

    examples: tuple[Example, ...] = Field(min_length=1)
    findings: tuple[Finding, ...] = ()


class Grounds(Form):
    """Who decides what next, and how one looks back; shown at the end of the document."""

    decides: tuple[Paragraph, ...]
    steps: tuple[Step, ...]
    review: Text
    disclaimer: Text


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


class _List(Form):
    title: Title
    groups: tuple[Group, ...] = ()


class MotiveList(_List):
    type: Literal["motives"]
    items: tuple[Motive, ...] = Field(min_length=1)


class CommitmentList(_List):
    type: Literal["commitments"]
    items: tuple[Commitment, ...] = Field(min_length=1)


class FactorList(_List):
    type: Literal["factors"]
    items: tuple[Factor, ...] = Field(min_length=1)


class IndicationList(_List):
    type: Literal["indications"]
    items: tuple[Indication, ...] = Field(min_length=1)


class TaskList(_List):
    type: Literal["tasks"]
    items: tuple[Task, ...] = Field(min_length=1)


class QuestionList(_List):
    type: Literal["questions"]
    items: tuple[Question, ...] = Field(min_length=1)


class ThemeList(_List):
    type: Literal["themes"]
    items: tuple[Theme, ...] = Field(min_length=1)


class PromptList(_List):
    type: Literal["prompts"]
    items: tuple[Prompt, ...] = Field(min_length=1)


class ConceptList(_List):
    type: Literal["concepts"]
    items: tuple[Concept, ...] = Field(min_length=1)


ItemList = Annotated[
    MotiveList
    | CommitmentList
    | FactorList
    | IndicationList
    | TaskList
    | QuestionList
    | ThemeList
    | PromptList
    | ConceptList,
    Field(discriminator="type"),
]


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
