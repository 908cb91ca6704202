"""Answers in words as a bar per item, from the best word to the least: grades, choices and consents by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flows.conference.model import RoundItem
from flows.outcomes import AnyOutcome, ChooseOutcome, ConsentOutcome, GradeOutcome
from flows.words import Consent, Grade, Sort
from report import chart_phrases as phrases
from report.charts import palette
from report.charts.drawing import INNER, MARGIN, Block, clean, stack
from report.charts.movement import tell
from report.charts.rows import BAR, Chart, Key, Segment, bar, has_narrow, legend, remark, row, row_head
from report.charts.subject import Subject, letter, position_of, shows_counts

_CONSENT_FILLS: Final = {
    Consent.AGREE: palette.SIDES[4],
    Consent.CONDITION: palette.SIDES[3],
    Consent.COLLEGE: palette.SIDES[2],
    Consent.OBJECTION: palette.SIDES[0],
}


@dataclass(frozen=True, kw_only=True)
class _Word:
    """A word of the scale: as it is counted, its sign in the legend, its label, its colour."""

    id: str
    sign: str
    label: str
    fill: str


def draw(subject: Subject, most: int) -> Chart:
    """At most so many items; graded ones best first."""
    shown = _ordered(subject)[:most]
    most_answers = max((sum(_counts(found).values()) for _, found in shown), default=0)
    unit = INNER / most_answers if most_answers else 0.0
    rows = [_row(subject, item, found, unit=unit) for item, found in shown]
    narrow = any(has_narrow(_segments(item, found), unit=unit) for item, found in shown)
    return Chart(
        legend=_legend(subject, [item for item, _ in shown]),
        body=stack(rows),
        notes=(_key_note(subject), *((phrases.SMALL_MARKS,) if narrow else ())),
    )


def _key_note(subject: Subject) -> str:
    """What stands in the bar, and at the end where that is something else."""
    graded = any(isinstance(found, GradeOutcome) and found.region for found in subject.outcome.items.values())
    return phrases.IN_BAR_AND_END if graded else phrases.IN_BAR


def drawable(subject: Subject) -> int:
    """How many items have answers that may be shown."""
    return len(_ordered(subject))


def consent_fill(word: Consent) -> str:
    """The colour of what somebody said to a proposal."""
    return _CONSENT_FILLS[word]


def _ordered(subject: Subject) -> list[tuple[RoundItem, AnyOutcome]]:
    items = {item.id: item for item in subject.round.items}
    ranked = [id_ for tied in subject.outcome.order for id_ in tied if id_ in items]
    order = list(dict.fromkeys([*ranked, *items]))
    return [(items[id_], subject.outcome.items[id_]) for id_ in order if shows_counts(subject.outcome.items[id_])]


def _words(item: RoundItem, found: AnyOutcome) -> Sequence[_Word]:
    """The scale of an item, in its order."""
    if isinstance(found, GradeOutcome):
        return _GRADES
    if isinstance(found, ConsentOutcome):
        return _CONSENTS
    fills = palette.steps(len(item.options))
    return [
        _Word(id=option.id, sign=letter(place), label=clean(option.title), fill=fill)
        for place, (option, fill) in enumerate(zip(item.options, fills, strict=True))
    ]


_GRADES: Final = tuple(
    _Word(id=grade.value, sign="", label=phrases.GRADES[grade], fill=fill)
    for grade, fill in zip(Grade, palette.SIDES[::-1], strict=True)
)
_CONSENTS: Final = tuple(
    _Word(id=word.value, sign=phrases.CONSENT_SIGNS[word], label=phrases.CONSENTS_TOLD[word], fill=fill)
    for word, fill in _CONSENT_FILLS.items()
)


def _counts(found: AnyOutcome) -> Mapping[str, int]:
    """Answers per word; of an uitgangspunt the bound behind an objection is left off."""
    counts: dict[str, int] = {}
    for value, count in (found.counts or {}).items():
        word = value.partition(":")[0] if isinstance(found, ConsentOutcome) else value
        counts[word] = counts.get(word, 0) + count
    return counts


def _segments(item: RoundItem, found: AnyOutcome) -> list[Segment]:
    """A choice is marked with its letter too, for every question has its own options."""
    counts = _counts(found)
    lettered = isinstance(found, ChooseOutcome)
    segments = []
    for word in _words(item, found):
        count = counts.get(word.id, 0)
        mark = f"{word.sign} {count}" if lettered else str(count)
        segments.append(Segment(size=count, mark=mark, fill=word.fill))
    return segments


def _row(subject: Subject, item: RoundItem, found: AnyOutcome, *, unit: float) -> Block:
    drawn = bar(_segments(item, found), x=MARGIN, unit=unit)
    told = [_most_chosen(subject, item, found), tell(found.movement) if found.movement is not None else ""]
    return row(
        row_head(subject.title(item.id), end=_end(subject, found)),
        Block(content=drawn, height=BAR + 6),
        *(remark(line) for line in told if line),
    )


def _end(subject: Subject, found: AnyOutcome) -> str:
    if isinstance(found, GradeOutcome):
        grade = found.region or found.median
        return phrases.GRADES[grade] if grade is not None else ""
    if isinstance(found, ConsentOutcome) and found.decision is not None:
        words = phrases.PICTURES_SHORT if subject.round.sort is Sort.BEELD else phrases.DECISIONS_SHORT
        return words[found.decision]
    return ""


def _most_chosen(subject: Subject, item: RoundItem, found: AnyOutcome) -> str:
    """The option that most persons chose, in words; nothing where there is a legend for it, or a tie."""
    if not isinstance(found, ChooseOutcome) or not found.counts or _shares_options(subject):
        return ""
    top = max(found.counts.values())
    best = [option for option, count in found.counts.items() if count == top]
    place = position_of(item, best[0])
    return f"{letter(place)} {subject.option(item, best[0])}" if len(best) == 1 and place is not None else ""


def _shares_options(subject: Subject) -> bool:
    """Whether every item has the same options, so that one legend holds for all."""
    first = subject.round.items[0].options
    return all(item.options == first for item in subject.round.items)


def _legend(subject: Subject, items: Sequence[RoundItem]) -> Block:
    if not items:
        return legend([])
    found = subject.outcome.items[items[0].id]
    if isinstance(found, ChooseOutcome) and not _shares_options(subject):
        return legend([])
    return legend([Key(fill=word.fill, sign=word.sign, label=word.label) for word in _words(items[0], found)])
