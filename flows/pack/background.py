"""What a pack tells beside what it asks: law, approaches, pitfalls, examples, words for places, what comes after."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flows.pack.base import Form, Id, Line, Paragraph, Place, Text, Title
from flows.words import Approach, Mark


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
