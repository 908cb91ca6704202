"""What a pack can ask about: a kind of item for each list, and the lists."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flows.pack.base import Form, Id, Line, Paragraph, Place, Text, Title
from flows.words import Approach, Level, Mark, Polarity


class Group(Form):
    """A heading over items: a category of motives, a stage, a deellijst, a hoofdcriterium."""

    id: Id
    title: Line
    text: Text | None = None
    weight: int = Field(default=1, ge=1, le=100)
    """How much a hoofdcriterium weighs in the place on the continuum; elsewhere unused."""


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


class _List(Form):
    title: Title
    groups: tuple[Group, ...] = ()


class MotiveList(_List):
    type: Literal["motives"]
    items: tuple[Motive, ...] = Field(min_length=1)
    proposals: bool = False
    """Voters can propose motives of their own while a round asks this list."""


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
