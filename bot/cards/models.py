"""The modellentool: the forms of cooperation on the line from zelfstandig to samen, and what fits who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final

from bot import phrases
from bot.buttons.models import Models, ShowModel, WhatFits
from bot.buttons.own import Ask
from bot.cards.card import Card, Key, Row, bold, code, esc, italic, lines, rows_of
from bot.cards.keys import ticked
from bot.cards.values import LETTERS
from bot.phrases import models as words
from bot.phrases.own import EXAMPLES
from flows.pack.form import Pack
from flows.pack.items import Concept, Question
from flows.recommendation.evidence import groups_of
from flows.recommendation.forms import concepts_of, describe_concept, put_at
from flows.recommendation.phrases import NO_LEGAL_ADVICE, marks
from flows.recommendation.place import core_questions, find_verdict, locate_choices

CELLS: Final = 10
"""Of the line from 0 to 100."""
MOST_QUESTIONS: Final = 12
"""What was chosen travels in the button, and that has room for so many letters."""
SKIPPED: Final = "-"
_ROW: Final = 6


@dataclass(frozen=True, kw_only=True)
class Sounding:
    """What somebody chose so far: per question the option's letter, or None for geen mening."""

    questions: tuple[Question, ...]
    chosen: str

    @property
    def next(self) -> Question | None:
        done = len(self.chosen)
        return self.questions[done] if done < len(self.questions) else None

    @property
    def answers(self) -> tuple[tuple[Question, int | None], ...]:
        """Each answered question with the place of its option among the options."""
        letters = [None if letter == SKIPPED else ascii_lowercase.index(letter) for letter in self.chosen]
        return tuple(zip(self.questions, letters, strict=False))

    @property
    def options(self) -> Mapping[str, str]:
        """Question id -> option id, without what was skipped."""
        return {question.id: question.options[n].id for question, n in self.answers if n is not None}


def read_sounding(pack: Pack, chosen: str) -> Sounding | None:
    """What the button says was chosen; None when no questions of this pack can be answered so."""
    questions = core_questions(pack)[:MOST_QUESTIONS]
    if len(chosen) > len(questions):
        return None
    for question, letter in zip(questions, chosen, strict=False):
        if letter != SKIPPED and letter not in ascii_lowercase[: len(question.options)]:
            return None
    return Sounding(questions=questions, chosen=chosen)


def models_card(pack: Pack) -> Card:
    """All forms from light to heavy, each with its stretch of the line in words."""
    concepts = concepts_of(pack)
    if not concepts:
        return Card(lines([bold(words.MODELS_HEAD), words.NO_MODELS]))
    count = phrases.in_words(len(concepts)).capitalize()
    told = [
        line
        for n, concept in enumerate(concepts)
        for line in (
            "",
            f"{bold(LETTERS[n])} {esc(concept.title)}",
            f"{code(_stretch(concept.low, concept.high))} {esc(_range(pack, concept))}",
        )
    ]
    text = lines([bold(words.MODELS_HEAD), words.MODELS_INTRO.format(count=count), *told, "", italic(words.ESTIMATE)])
    keys = [Key(LETTERS[n], ShowModel(concept.id, 0, "")) for n, concept in enumerate(concepts)]
    fits: Row = (Key(words.WHAT_FITS, WhatFits("")),) if core_questions(pack) else ()
    more = (Key(EXAMPLES, Ask("voorbeelden")),) if pack.casebook is not None else ()
    return Card(text, tuple(row for row in (*rows_of(keys, _ROW), fits, more) if row))


def model_card(pack: Pack, concept: Concept, part: int, sounding: Sounding) -> Card:
    """One form: what it is, and one of its descriptions; never legal advice."""
    concepts = concepts_of(pack)
    at = concepts.index(concept)
    parts = _parts(pack, concept)
    shown = parts[min(part, len(parts) - 1)]
    head = words.MODEL_OF.format(number=at + 1, total=len(concepts))
    fits = _headings(pack, sounding).get(concept.id)
    text = lines(
        [
            " · ".join(esc(word) for word in (head, fits) if word),
            bold(concept.title),
            italic(words.OFFICIAL.format(name=concept.official)),
            esc(concept.text),
            f"{code(_stretch(concept.low, concept.high))} {esc(_range(pack, concept))}",
            "",
            bold(shown[0]),
            *(esc(line) for line in shown[1]),
            None if NO_LEGAL_ADVICE in shown[1] else italic(NO_LEGAL_ADVICE),
        ]
    )
    tabs = [
        Key(ticked(title == shown[0], title), ShowModel(concept.id, n, sounding.chosen))
        for n, (title, _) in enumerate(parts)
    ]
    beside = ((phrases.PREVIOUS, at - 1), (phrases.NEXT, at + 1))
    turn = tuple(
        Key(label, ShowModel(concepts[to].id, part, sounding.chosen))
        for label, to in beside
        if 0 <= to < len(concepts)
    )
    back = Key(words.TO_OUTCOME, WhatFits(sounding.chosen)) if sounding.chosen else Key(words.ALL_MODELS, Models())
    return Card(text, tuple(row for row in (*rows_of(tabs, 2), turn, (back,)) if row))


def question_card(pack: Pack, sounding: Sounding, question: Question) -> Card:
    """One of the core questions, for who asks alone."""
    number, total = len(sounding.chosen) + 1, len(sounding.questions)
    criterion = groups_of(pack, Question)[question.group].title
    text = lines(
        [
            esc(words.QUESTION_OF.format(criterion=criterion, number=number, total=total)),
            bold(question.question),
            italic(phrases.FROM_TO.format(first=LETTERS[0], last=LETTERS[len(question.options) - 1])),
            *(f"{LETTERS[n]} {esc(option.title)}" for n, option in enumerate(question.options)),
            "",
            italic(words.FOR_YOURSELF),
        ]
    )
    keys = [Key(LETTERS[n], WhatFits(sounding.chosen + ascii_lowercase[n])) for n in range(len(question.options))]
    skip = Key(phrases.NO_OPINION, WhatFits(sounding.chosen + SKIPPED))
    back = Key(phrases.PREVIOUS, WhatFits(sounding.chosen[:-1])) if sounding.chosen else _to_models()
    return Card(text, (*rows_of(keys, _ROW), (skip,), (back,)))


def outcome_card(pack: Pack, sounding: Sounding) -> Card:
    """The place in words, the form whose stretch holds it, one lighter and one heavier."""
    again = Key(phrases.AGAIN, WhatFits(""))
    place = locate_choices(pack, sounding.options)
    if place is None:
        return Card(lines([bold(words.NO_PLACE_HEAD), words.NO_PLACE]), ((again, _to_models()),))
    verdict, put = find_verdict(pack, place), put_at(pack, place)
    text = lines(
        [
            bold(words.PLACE.format(word=verdict.word)),
            code(_stretch(place, place)),
            esc(verdict.text),
            "",
            *(f"{bold(_capital(fit))}: {esc(concept.title)}" for fit, concept in put),
            "",
            *(italic(_chosen(question, n)) for question, n in sounding.answers),
            "",
            italic(words.FOR_YOURSELF),
        ]
    )
    keys = tuple((Key(concept.title, ShowModel(concept.id, 0, sounding.chosen)),) for _, concept in put)
    return Card(text, (*keys, (again, _to_models())))


def _parts(pack: Pack, concept: Concept) -> list[tuple[str, Sequence[str]]]:
    """(button, lines) of each description: those of the round on forms, and the sources."""
    described = [(title, body.split("\n")) for title, body in describe_concept(pack, concept)]
    suits = [f"{words.SUITS}:", *(f"• {line}" for line in concept.suits)] if concept.suits else []
    (meaning, body), *rest = described
    sources = [*(f"• {source}" for source in concept.sources), words.ESTIMATE]
    marked = [words.MARKED.format(marks=marks(concept.marks))] if concept.marks else []
    note = [concept.note] if concept.note else []
    return [(meaning, [*body, *suits]), *rest, (words.SOURCES, [*sources, *marked, *note])]


def _headings(pack: Pack, sounding: Sounding) -> Mapping[str, str]:
    """Concept id -> how it fits what was chosen; empty when that is no place yet."""
    place = locate_choices(pack, sounding.options)
    return {} if place is None else {concept.id: fit for fit, concept in put_at(pack, place)}


def _chosen(question: Question, option: int | None) -> str:
    if option is None:
        return words.NO_CHOICE.format(title=question.title)
    title = question.options[option].title
    return words.CHOICE.format(title=question.title, letter=LETTERS[option], option=title)


def _range(pack: Pack, concept: Concept) -> str:
    """The stretch in words. It begins just above its lower end: the end itself still bears the lighter word."""
    low, high = find_verdict(pack, min(concept.low + 1, concept.high)), find_verdict(pack, concept.high)
    return low.word if low == high else words.RANGE.format(low=low.word, high=high.word)


def _stretch(low: int, high: int) -> str:
    """The line with a stretch of it filled; of one point the cell in which it lies."""
    step = 100 // CELLS
    if low == high:
        return "".join("█" if n == min(low // step, CELLS - 1) else "░" for n in range(CELLS))
    return "".join("█" if n * step < high and (n + 1) * step > low else "░" for n in range(CELLS))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _to_models() -> Key:
    return Key(words.ALL_MODELS, Models())
