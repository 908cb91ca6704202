"""A picture in words, what came out and the main figures: the caption in the chat, and the alt text elsewhere."""

from collections.abc import Sequence
from typing import Final

from flows.conference.model import RoundItem
from flows.outcomes import AnyOutcome, ChooseOutcome, ConsentOutcome, GradeOutcome, RateOutcome
from flows.words import Consent, Grade, Sort, Voice
from report import chart_phrases as phrases
from report.charts import continuum, diverging, lengths, matrix
from report.charts.movement import tell
from report.charts.subject import Subject, letter, position_of, voices_of
from report.phrases import VOICES

LIMIT: Final = 420
"""UTF-16 units: a few lines on a phone, where every figure stands in the result above it. Telegram takes 1024."""
_TITLE_LIMIT: Final = 300
_NAMED: Final = 4
"""Municipalities named under one word; more are counted."""


def describe(subject: Subject, *, finding: str, figures: Sequence[str], notes: Sequence[str]) -> str:
    """The round, the finding, as many of the figures as fit, and what must be said with them."""
    name = phrases.ROUND.format(title=subject.round.title, number=subject.round.number)
    head = f"{_cut(name, 80)}. {_cut(finding, _TITLE_LIMIT)}."
    tail = " ".join(_cut(note, 120) for note in notes)
    room = LIMIT - _units(head) - _units(tail) - 2
    body = _as_many(figures, room)
    return " ".join(part for part in (head, body, tail) if part)


def rated(subject: Subject) -> list[str]:
    """Per word that came out, its items with their figures."""
    pairs = diverging.rated_items(subject)
    told = []
    for name, found in diverging.sections(subject, pairs).items():
        for number, (item, one) in enumerate(found):
            figures = _rated_figures(subject, one)
            title = subject.title(item.id) + (f" ({figures})" if figures else "")
            told.append(f"{name}: {title}" if number == 0 else title)
    return told


def moved(subject: Subject) -> list[str]:
    """Per item where it stands now, and how many changed."""
    told = []
    for item, one in diverging.rated_items(subject):
        word = diverging.section_of(subject, item, one).lower()
        movement = f"; {tell(one.movement)}" if one.movement is not None else ""
        told.append(f"{subject.title(item.id)}: {word}{movement}")
    return told


def placed(subject: Subject) -> list[str]:
    """Each municipality's place, and the middle of the region."""
    marks = continuum.marks_of(subject)
    middle = phrases.MIDDLE.format(place=continuum.rounded(continuum.region_of(marks)))
    towns = [f"{subject.town(mark.town)} {continuum.rounded(mark.place)}" for mark in marks]
    return [phrases.capital(middle), *towns, *_movements(subject)]


def measured(subject: Subject) -> list[str]:
    """Each option with its value."""
    told = [f"{bar.title} {bar.mark}" for item in subject.round.items for bar in lengths.lengths_of(subject, item)]
    return [*told, *_movements(subject)]


def crossed(subject: Subject) -> list[str]:
    """Per row the municipalities under what they say."""
    told = []
    for line in matrix.lines_of(subject):
        grouped: dict[str, list[str]] = {}
        for town in subject.towns:
            if town in line.cells:
                grouped.setdefault(line.cells[town].told, []).append(subject.town(town))
        said = ", ".join(_told(word, towns) for word, towns in grouped.items())
        told.append(f"{line.title}: {said}")
    return [*told, *_movements(subject)]


def _told(word: str, towns: Sequence[str]) -> str:
    """Who say this: by name where they are few."""
    if len(towns) > _NAMED:
        return f"{word} {len(towns)} {phrases.plural(len(towns), phrases.TOWNS)}"
    return f"{word} {phrases.join(towns)}"


def stacked(subject: Subject) -> list[str]:
    """Per item the answers under each word that was given."""
    told = []
    for item in subject.round.items:
        found = subject.outcome.items[item.id]
        counts = {value: count for value, count in (found.counts or {}).items() if count}
        said = ", ".join(f"{_word(item, found, value)} {count}" for value, count in counts.items())
        if said:
            told.append(f"{subject.title(item.id)}: {said}")
    return [*told, *_movements(subject)]


def _movements(subject: Subject) -> list[str]:
    found = [(item, subject.outcome.items[item.id].movement) for item in subject.round.items]
    return [f"{subject.title(item.id)}: {tell(moved)}" for item, moved in found if moved is not None]


def _rated_figures(subject: Subject, found: RateOutcome) -> str:
    counts = voices_of(found) if subject.round.sort is Sort.VOORSTEL else None
    if counts is not None:
        said = [(counts.get(voice, 0), VOICES[voice]) for voice in Voice]
        return ", ".join(f"{count} {word}" for count, word in said if count)
    if found.heads is not None and found.heads.of:
        return f"{phrases.COUNT_OF.format(count=found.heads.for_, of=found.heads.of)} {phrases.HIGH_ORDER}"
    return ""


def _word(item: RoundItem, found: AnyOutcome, value: str) -> str:
    if isinstance(found, GradeOutcome):
        return phrases.GRADES[Grade(value)]
    if isinstance(found, ConsentOutcome):
        return phrases.CONSENTS_TOLD[Consent(value.partition(":")[0])]
    place = position_of(item, value) if isinstance(found, ChooseOutcome) else None
    return letter(place) if place is not None else value


def _as_many(figures: Sequence[str], room: int) -> str:
    """As many as fit, the rest counted."""
    for kept in range(len(figures), 0, -1):
        left = len(figures) - kept
        more = [phrases.AND_MORE.format(count=left)] if left else []
        text = "; ".join([*(_cut(figure, 160) for figure in figures[:kept]), *more]) + "."
        if _units(text) <= room:
            return text
    return ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _units(text: str) -> int:
    """As Telegram counts."""
    return len(text.encode("utf-16-le")) // 2
