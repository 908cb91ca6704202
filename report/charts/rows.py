"""What the charts are put together from: headings, the head of a row, bars of segments, and legends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from report.charts import palette
from report.charts.drawing import (
    BODY,
    INNER,
    MARGIN,
    SMALL,
    WIDTH,
    Anchor,
    Block,
    box,
    clean,
    gap,
    measure,
    middle_of,
    rule,
    shorten,
    stack,
    wrap,
    write,
)

BAR: Final = 42
ROW_GAP: Final = 20
_PITCH: Final = 35
_BETWEEN: Final = 24
"""Between the title of a row and what came out at its end."""
_PADDING: Final = 3
_CHIP: Final = 36
_CHIP_GAP: Final = 10
_LABEL_GAP: Final = 26


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawn chart: the key to its marks, the rows, and what must be said below them."""

    legend: Block
    body: Block
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A part of a bar: how many or how much, what is printed in it, and its colour."""

    size: float
    mark: str
    fill: str


@dataclass(frozen=True, kw_only=True)
class Key:
    """An entry of a legend: a colour with the sign that stands in it, and what they mean."""

    fill: str
    sign: str
    label: str


def heading(text: str, *, aside: str = "") -> Block:
    """A word over the rows that share it; `aside` explains the figures at their end."""
    aside_width = measure(aside, size=SMALL)
    shown = shorten(text, width=INNER - aside_width - (_BETWEEN if aside else 0), size=SMALL, bold=True)
    parts = [
        write(shown, x=MARGIN, y=30, size=SMALL, bold=True, fill=palette.MUTED),
        rule(x1=MARGIN, y1=42, x2=WIDTH - MARGIN, y2=42),
    ]
    if aside:
        parts.append(write(aside, x=WIDTH - MARGIN, y=30, size=SMALL, fill=palette.MUTED, anchor=Anchor.END))
    return Block(content="".join(parts), height=58)


def row_head(title: str, *, end: str = "") -> Block:
    """The title of a row, on two lines at most, and at the end of the first what came out."""
    end = shorten(clean(end), width=INNER / 2, size=BODY, bold=True)
    room = INNER - (measure(end, size=BODY, bold=True) + _BETWEEN if end else 0)
    lines = wrap(title, width=room, size=BODY, most=2)
    parts = [write(line, x=MARGIN, y=27 + n * _PITCH, size=BODY) for n, line in enumerate(lines)]
    if end:
        parts.append(write(end, x=WIDTH - MARGIN, y=27, size=BODY, bold=True, anchor=Anchor.END))
    return Block(content="".join(parts), height=_PITCH * max(len(lines), 1) + 1)


def remark(text: str) -> Block:
    """A line below a bar."""
    shown = shorten(clean(text), width=INNER, size=SMALL)
    return Block(content=write(shown, x=MARGIN, y=28, size=SMALL, fill=palette.MUTED), height=35)


def bar(
    segments: Sequence[Segment], *, x: float, unit: float, y: float = 0, height: float = BAR, size: float = SMALL
) -> str:
    """Segments from `x` to the right, `unit` wide for each one of their size.

    A mark is printed where it fits; `has_narrow` tells whether one was left out.
    """
    parts = []
    for segment in segments:
        width = segment.size * unit
        if width <= 0:
            continue
        parts.append(box(x=x, y=y, width=width, height=height, fill=segment.fill))
        if _fits(segment, width, size):
            baseline = middle_of(top=y, height=height, size=size)
            ink = palette.ink_on(segment.fill)
            parts.append(write(segment.mark, x=x + width / 2, y=baseline, size=size, fill=ink, anchor=Anchor.MIDDLE))
        x += width
    return "".join(parts)


def has_narrow(segments: Sequence[Segment], *, unit: float, size: float = SMALL) -> bool:
    """Whether a segment is too narrow for its mark."""
    return any(s.size > 0 and not _fits(s, s.size * unit, size) for s in segments)


def legend(keys: Sequence[Key]) -> Block:
    """Entries beside each other, on as many lines as they need."""
    parts, x, y = [], float(MARGIN), 0.0
    for key in keys:
        wide = max(_CHIP, measure(key.sign, size=SMALL) + 2 * _PADDING)
        label = shorten(clean(key.label), width=INNER - wide - _CHIP_GAP, size=SMALL)
        width = wide + _CHIP_GAP + measure(label, size=SMALL)
        if x > MARGIN and x + width > WIDTH - MARGIN:
            x, y = float(MARGIN), y + _CHIP + 10
        baseline = middle_of(top=y, height=_CHIP, size=SMALL)
        ink = palette.ink_on(key.fill)
        parts += [
            box(x=x, y=y, width=wide, height=_CHIP, fill=key.fill),
            write(key.sign, x=x + wide / 2, y=baseline, size=SMALL, fill=ink, anchor=Anchor.MIDDLE),
            write(label, x=x + wide + _CHIP_GAP, y=baseline, size=SMALL, fill=palette.MUTED),
        ]
        x += width + _LABEL_GAP
    return Block(content="".join(parts), height=y + _CHIP) if keys else gap(0)


def ladder(keys: Sequence[Key], *, low: str, high: str) -> Block:
    """Entries that follow each other in steps, with a word at either end."""
    wide = max([_CHIP, *(measure(key.sign, size=SMALL) + 2 * _PADDING for key in keys)])
    room = (INNER - wide * len(keys) - 2 * _CHIP_GAP) / 2
    low, high = (shorten(clean(word), width=room, size=SMALL) for word in (low, high))
    baseline = middle_of(top=0, height=_CHIP, size=SMALL)
    x = MARGIN + measure(low, size=SMALL) + _CHIP_GAP
    parts = [write(low, x=MARGIN, y=baseline, size=SMALL, fill=palette.MUTED)]
    for key in keys:
        ink = palette.ink_on(key.fill)
        parts += [
            box(x=x, y=0, width=wide, height=_CHIP, fill=key.fill),
            write(key.sign, x=x + wide / 2, y=baseline, size=SMALL, fill=ink, anchor=Anchor.MIDDLE),
        ]
        x += wide
    parts.append(write(high, x=x + _CHIP_GAP, y=baseline, size=SMALL, fill=palette.MUTED))
    return Block(content="".join(parts), height=_CHIP)


def row(*blocks: Block) -> Block:
    """One row, with the room below it."""
    return stack([*blocks, gap(ROW_GAP)])


def _fits(segment: Segment, width: float, size: float) -> bool:
    return measure(segment.mark, size=size) + 2 * _PADDING <= width
