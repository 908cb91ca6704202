"""Items against municipalities: what each says, as a word in the cell or, where words do not fit, as a sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flows.conference.model import RoundItem
from flows.outcomes import ApproveOutcome, ChooseOutcome, ConsentOutcome
from flows.pack.form import MOST_CHOICES
from flows.words import Consent, Kind, Sort, Voice
from report import chart_phrases as phrases
from report.charts import palette
from report.charts.drawing import (
    INNER,
    MARGIN,
    SMALL,
    Anchor,
    Block,
    box,
    clean,
    gap,
    measure,
    middle_of,
    shorten,
    stack,
    write,
)
from report.charts.movement import tell
from report.charts.rows import Chart, Key, legend, remark, row, row_head
from report.charts.stacks import consent_fill
from report.charts.subject import Subject, letter, position_of
from report.phrases import VOICES

MOST_TOWNS: Final = 24
"""Columns; with more a sign would not fit."""
_LAST: Final = 99
"""The place of nothing in a legend."""
_HIGH: Final = 48
_TURNED: Final = 220
"""The longest that a turned name may be."""
_PADDING: Final = 6

_VOICES: Final = {
    Voice.FOR: palette.SIDES[4],
    Voice.BETWEEN: palette.SIDES[2],
    Voice.AGAINST: palette.SIDES[0],
    Voice.NONE: palette.NOTHING,
}


@dataclass(frozen=True, order=True)
class Cell:
    """What one municipality says: its place in the legend, as a word, as a sign, in full, and its colour."""

    place: int
    word: str
    sign: str
    told: str
    fill: str
    ready: bool = False
    """Whether it says yes, or that it is arranged already."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the matrix, with a cell for each municipality that has one."""

    item: str
    title: str
    end: str
    cells: Mapping[str, Cell]
    remark: str = ""


def draw(subject: Subject, most: int) -> Chart:
    """At most so many rows; a column per municipality."""
    lines = _choose(subject, most)
    towns = subject.towns[:MOST_TOWNS]
    width = (INNER + _between(len(towns))) / max(len(towns), 1)
    cells = list(dict.fromkeys(cell for line in lines for cell in line.cells.values()))
    room = width - _between(len(towns)) - 2 * _PADDING
    words = all(measure(cell.word, size=SMALL) <= room for cell in cells)
    rows = [_row(line, towns, width=width, words=words) for line in lines]
    notes: tuple[str, ...] = ()
    if len(towns) < len(subject.towns):
        notes = (phrases.CHOSEN_TOWNS.format(shown=len(towns), of=len(subject.towns)),)
    if any(cell.ready and cell.sign in phrases.TIMING_SIGNS.values() for cell in cells):
        notes = (phrases.READY_AT_END, *notes)
    keys = [Key(fill=cell.fill, sign=cell.word if words else cell.sign, label=cell.told) for cell in sorted(cells)]
    return Chart(
        legend=gap(0) if words and all(cell.word == cell.told for cell in cells) else legend(keys),
        body=stack([_header(subject, towns, width=width), *rows]),
        notes=notes,
    )


def lines_of(subject: Subject) -> list[Line]:
    """A row per item, for an approval per option; only what may be shown by municipality.

    Choices stand in the order of their support; everything else as it was asked.
    """
    lines = [line for item in subject.round.items for line in _lines(subject, item)]
    return sorted(lines, key=_support) if subject.round.kind is Kind.CHOOSE else lines


def _choose(subject: Subject, most: int) -> list[Line]:
    """The rows that are drawn where not all can be: bespreekpunten before the others."""
    lines = lines_of(subject)
    first = sorted(range(len(lines)), key=lambda n: (lines[n].item not in subject.talking, n))
    return [lines[n] for n in sorted(first[:most])]


def _support(line: Line) -> tuple[int, ...]:
    """The most for the first option first (what is arranged counts along), then the most for the second, and on."""
    ready = sum(cell.ready for cell in line.cells.values())
    return (-ready, *(-sum(cell.place == place for cell in line.cells.values()) for place in range(MOST_CHOICES)))


def _lines(subject: Subject, item: RoundItem) -> list[Line]:
    found = subject.outcome.items[item.id]
    if isinstance(found, ConsentOutcome) and found.voices is not None:
        consents = {town: _consent(word) for town, word in found.voices.items()}
        words = phrases.PICTURES_SHORT if subject.round.sort is Sort.BEELD else phrases.DECISIONS_SHORT
        end = words[found.decision] if found.decision is not None else ""
        return [Line(item=item.id, title=subject.title(item.id), end=end, cells=consents)]
    if isinstance(found, ChooseOutcome) and found.voices is not None:
        choices = {town: _choice(subject, item, option) for town, option in found.voices.items()}
        end = _choice_end(subject, item, found, choices)
        told = tell(found.movement) if found.movement is not None else ""
        return [Line(item=item.id, title=subject.title(item.id), end=end, cells=choices, remark=told)]
    if isinstance(found, ApproveOutcome) and found.voices is not None:
        return [_approval(subject, item, found, option.id) for option in item.options]
    return []


def _approval(subject: Subject, item: RoundItem, found: ApproveOutcome, option: str) -> Line:
    by_town = {town: given[option] for town, given in (found.voices or {}).items() if option in given}
    cells = {
        town: Cell(
            list(Voice).index(voice),
            VOICES[voice],
            phrases.VOICE_SIGNS[voice],
            VOICES[voice],
            _VOICES[voice],
        )
        for town, voice in by_town.items()
    }
    of = found.answered - (found.no_opinion or 0)
    end = phrases.COUNT_OF.format(count=found.counts.get(option, 0), of=of) if found.counts is not None else ""
    return Line(item=item.id, title=subject.option(item, option), end=end, cells=cells)


def _choice_end(subject: Subject, item: RoundItem, found: ChooseOutcome, choices: Mapping[str, Cell]) -> str:
    """How many are ready where that is asked, else the option that the region has."""
    if {option.id for option in item.options} >= phrases.READY:
        ready = sum(cell.ready for cell in choices.values())
        return phrases.COUNT_OF.format(count=ready, of=len(subject.outcome.electorate))
    return subject.option(item, found.region) if found.region is not None else ""


def _consent(word: str | None) -> Cell:
    if word is None:
        return Cell(_LAST, phrases.NO_WORD, phrases.NO_WORD, phrases.NO_WORD_TOLD, palette.NOTHING)
    said = Consent(word.partition(":")[0])
    place = list(phrases.CONSENTS).index(said)
    return Cell(
        place, phrases.CONSENTS[said], phrases.CONSENT_SIGNS[said], phrases.CONSENTS_TOLD[said], consent_fill(said)
    )


def _choice(subject: Subject, item: RoundItem, option: str | None) -> Cell:
    place = None if option is None else position_of(item, option)
    if option is None or place is None:
        return Cell(_LAST, phrases.NO_WORD, phrases.NO_WORD, phrases.NO_CHOICE_TOLD, palette.NOTHING)
    title = subject.option(item, option)
    fills = palette.steps(len(item.options))
    if option in phrases.TIMING_SIGNS:
        sign, fill = phrases.TIMING_SIGNS[option], fills[::-1][place]
        return Cell(place, title.lower(), sign, title.lower(), fill, option in phrases.READY)
    return Cell(place, title, letter(place), title, fills[place], place == 0)


def _header(subject: Subject, towns: Sequence[str], *, width: float) -> Block:
    """The names over the columns; turned where they do not fit beside each other."""
    names = [subject.town(town) for town in towns]
    middle = (width - _between(len(towns))) / 2
    if all(measure(name, size=SMALL) + _PADDING <= width for name in names):
        level = [
            write(name, x=MARGIN + n * width + middle, y=26, size=SMALL, anchor=Anchor.MIDDLE)
            for n, name in enumerate(names)
        ]
        return Block(content="".join(level), height=48)
    names = [shorten(name, width=_TURNED, size=SMALL) for name in names]
    high = max(measure(name, size=SMALL) for name in names)
    turned = [
        write(name, x=MARGIN + n * width + middle + SMALL * 0.35, y=high, size=SMALL, turned=True)
        for n, name in enumerate(names)
    ]
    return Block(content="".join(turned), height=high + 18)


def _row(line: Line, towns: Sequence[str], *, width: float, words: bool) -> Block:
    parts = []
    room = width - _between(len(towns))
    for number, town in enumerate(towns):
        cell = line.cells.get(town)
        if cell is None:
            continue
        x = MARGIN + number * width
        text = clean(cell.word if words else cell.sign)
        baseline = middle_of(top=0, height=_HIGH, size=SMALL)
        ink = palette.ink_on(cell.fill)
        parts += [
            box(x=x, y=0, width=room, height=_HIGH, fill=cell.fill),
            write(text, x=x + room / 2, y=baseline, size=SMALL, fill=ink, anchor=Anchor.MIDDLE),
        ]
    blocks = [row_head(line.title, end=line.end), Block(content="".join(parts), height=_HIGH)]
    return row(*blocks, *([remark(line.remark)] if line.remark else []))


def _between(towns: int) -> float:
    """Room between two cells."""
    return 4.0 if towns <= 10 else 2.0
