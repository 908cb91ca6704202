"""The continuum from zelfstandigheid (0) to afhankelijkheid (100): a row per municipality, so that no labels cross.

A municipality's mark is the mean of its places per heading, and over the headings by their weight, as in the
place of the decision document (flows.recommendation.place); the region's is the mean of the marks.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

from flows.outcomes import ChooseOutcome
from report import chart_phrases as phrases
from report.charts import palette
from report.charts.drawing import (
    MARGIN,
    SMALL,
    WIDTH,
    Anchor,
    Block,
    box,
    measure,
    middle_of,
    rule,
    shorten,
    stack,
    write,
)
from report.charts.movement import tell
from report.charts.rows import Chart, remark, row, row_head
from report.charts.subject import Subject

_HIGH: Final = 58
_LOW: Final = 44
"""The height of a row, with few municipalities and with many."""
_FEW: Final = 12
_MARK: Final = 38
_NAMES: Final = 240
"""Room for the names before the track."""
_HALF: Final = 32
"""Half the width of a mark; the track keeps so far from its ends."""
_LEFT: Final = MARGIN + _NAMES + _HALF
_RIGHT: Final = WIDTH - MARGIN - _HALF
_GRID: Final = (0, 25, 50, 75, 100)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Where a municipality stands, and between which places its choices lie."""

    town: str
    place: Fraction
    low: int
    high: int


def draw(subject: Subject, most: int) -> Chart:
    """At most so many municipalities, from the lightest to the heaviest."""
    marks = marks_of(subject)
    shown = marks[:most]
    region = region_of(marks)
    high = _HIGH if len(shown) <= _FEW else _LOW
    rows = [_row(subject, mark, region=region, high=high) for mark in shown]
    notes = [phrases.MARK, phrases.RANGE]
    if len(shown) < len(marks):
        notes.append(phrases.CHOSEN_TOWNS.format(shown=len(shown), of=len(marks)))
    return Chart(
        legend=Block(content="", height=0),
        body=stack([_axis(region), *rows, _foot(region), *_movements(subject)]),
        notes=tuple(notes),
    )


def marks_of(subject: Subject) -> list[Mark]:
    """The municipalities with a place, the lightest first; empty where none may be shown."""
    grouped: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for item in subject.round.items:
        found = subject.outcome.items[item.id]
        for town, place in ((found.places or {}) if isinstance(found, ChooseOutcome) else {}).items():
            grouped[town][item.group].append(place)
    marks = []
    for town in subject.towns:
        if town in grouped:
            places = [place for group in grouped[town].values() for place in group]
            mean = _weigh(grouped[town], subject.weights)
            marks.append(Mark(town=town, place=mean, low=min(places), high=max(places)))
    return sorted(marks, key=lambda mark: mark.place)


def region_of(marks: list[Mark]) -> Fraction:
    """The mean of the marks, each municipality counting equally; 0 without any."""
    return sum((mark.place for mark in marks), Fraction(0)) / max(len(marks), 1)


def rounded(place: Fraction) -> int:
    """To whole points; a half goes up."""
    return floor(place + Fraction(1, 2))


def _weigh(groups: Mapping[str, list[int]], weights: Mapping[str, int]) -> Fraction:
    total = sum(weights.get(group, 1) for group in groups)
    means = (weights.get(group, 1) * Fraction(sum(places), len(places)) for group, places in groups.items())
    return sum(means, Fraction(0)) / total


def _x(place: Fraction | float) -> float:
    return _LEFT + float(place) / 100 * (_RIGHT - _LEFT)


def _axis(region: Fraction) -> Block:
    """The ends in words; below them where the middle of the region lies."""
    word = phrases.MIDDLE.format(place=rounded(region))
    half = measure(word, size=SMALL, bold=True) / 2
    middle = min(max(_x(region), MARGIN + half), WIDTH - MARGIN - half)
    parts = [
        write(phrases.ALONE, x=_LEFT - _HALF, y=28, size=SMALL, fill=palette.MUTED),
        write(phrases.TOGETHER, x=WIDTH - MARGIN, y=28, size=SMALL, fill=palette.MUTED, anchor=Anchor.END),
        write(word, x=middle, y=72, size=SMALL, bold=True, anchor=Anchor.MIDDLE),
        _region_line(region, 84, 96),
    ]
    return Block(content="".join(parts), height=96)


def _row(subject: Subject, mark: Mark, *, region: Fraction, high: float) -> Block:
    middle, text = high / 2, str(rounded(mark.place))
    name = shorten(subject.town(mark.town), width=_NAMES - 16, size=SMALL)
    at = _x(mark.place)
    fill = palette.STEPS[4]
    parts = [
        *(rule(x1=_x(place), y1=0, x2=_x(place), y2=high, width=1.5) for place in _GRID),
        _region_line(region, 0, high),
        write(name, x=MARGIN, y=middle_of(top=0, height=high, size=SMALL), size=SMALL),
        rule(x1=_LEFT, y1=middle, x2=_RIGHT, y2=middle),
        box(
            x=_x(mark.low) - 4, y=middle - 5, width=_x(mark.high) - _x(mark.low) + 8, height=10, fill=palette.STEPS[2]
        ),
        box(x=at - _HALF, y=middle - _MARK / 2, width=2 * _HALF, height=_MARK, fill=fill, rounded=_MARK / 2),
        write(
            text,
            x=at,
            y=middle_of(top=middle - _MARK / 2, height=_MARK, size=SMALL),
            size=SMALL,
            bold=True,
            fill=palette.ink_on(fill),
            anchor=Anchor.MIDDLE,
        ),
    ]
    return Block(content="".join(parts), height=high)


def _foot(region: Fraction) -> Block:
    """The figures of the scale, under the grid."""
    figures = [
        write(str(place), x=_x(place), y=30, size=SMALL, fill=palette.MUTED, anchor=Anchor.MIDDLE) for place in _GRID
    ]
    return Block(content="".join(figures) + _region_line(region, 0, 4), height=48)


def _movements(subject: Subject) -> list[Block]:
    """In a further round: per question how many changed their choice."""
    found = [(item, subject.outcome.items[item.id].movement) for item in subject.round.items]
    return [row(row_head(subject.title(item.id)), remark(tell(moved))) for item, moved in found if moved is not None]


def _region_line(place: Fraction, top: float, bottom: float) -> str:
    """A piece of the line of the region."""
    return rule(x1=_x(place), y1=top, x2=_x(place), y2=bottom, colour=palette.SIDES[0], width=3)
