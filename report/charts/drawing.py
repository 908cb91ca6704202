"""Drawing primitives: text that is measured before it is placed, boxes, lines, and blocks that stack.

Lengths are in the units of a picture of `WIDTH` wide. On a phone of 360 points a picture of 800 is shown at
0.45, so that `SMALL` is just under 12 points there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Final

from report import typeface
from report.charts import palette

WIDTH: Final = 800
MARGIN: Final = 40
INNER: Final = WIDTH - 2 * MARGIN
SMALL: Final = 26
BODY: Final = 28
LARGE: Final = 44
_LEADING: Final = 1.25
_BASELINE: Final = 0.95
"""Where the baseline lies in a line, as a part of the font size."""
_CUT: Final = "…"


class Anchor(StrEnum):
    """Which end of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A part of a picture: what is drawn from its own top left corner, and how high it is."""

    content: str
    height: float


def clean(text: str) -> str:
    """One line of what the typeface can show; what it lacks is replaced by a visible mark."""
    return typeface.displayable(text).replace("\N{ZERO WIDTH SPACE}", "")


def measure(text: str, *, size: float, bold: bool = False) -> float:
    """How wide a line of text is."""
    return typeface.width_of(text, size=size, bold=bold)


def shorten(text: str, *, width: float, size: float, bold: bool = False) -> str:
    """The text as far as it fits in this width; what was cut off is shown by an ellipsis."""
    if measure(text, size=size, bold=bold) <= width:
        return text
    kept = text
    while kept and measure(kept.rstrip() + _CUT, size=size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + _CUT


def wrap(text: str, *, width: float, size: float, bold: bool = False, most: int) -> list[str]:
    """Lines that fit in this width, at most so many; a word that is too long breaks, the last line is shortened."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1:
        head = _first_line(rest, width=width, size=size, bold=bold)
        lines.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return [*lines, shorten(rest, width=width, size=size, bold=bold)] if rest else lines


def balance(text: str, *, width: float, size: float, bold: bool = False, most: int) -> list[str]:
    """Lines as `wrap` makes them, of about the same length: no word stands alone on the last."""
    lines = wrap(text, width=width, size=size, bold=bold, most=most)
    narrower, best = width, lines
    while len(best) > 1 and narrower > width / 2:
        narrower -= size / 2
        tried = wrap(text, width=narrower, size=size, bold=bold, most=most)
        if len(tried) != len(lines) or "".join(tried).replace(" ", "") != "".join(lines).replace(" ", ""):
            break
        best = tried
    return best


def write(
    text: str,
    *,
    x: float,
    y: float,
    size: float,
    bold: bool = False,
    fill: str = palette.INK,
    anchor: Anchor = Anchor.START,
    turned: bool = False,
) -> str:
    """A line of clean text with its baseline at `y`; `turned` runs upwards from there."""
    place = f'x="{_n(x)}" y="{_n(y)}"'
    turn = f' transform="rotate(-90 {_n(x)} {_n(y)})"' if turned else ""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text {place}{turn} font-size="{_n(size)}"{weight} fill="{fill}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )


def box(*, x: float, y: float, width: float, height: float, fill: str, rounded: float = 0) -> str:
    """A filled rectangle; outlined on its edge, which neighbours share, when it would hardly show on the paper."""
    line = palette.outline_of(fill)
    outline = f' stroke="{line}" stroke-width="1.5"' if line else ""
    corner = f' rx="{_n(rounded)}"' if rounded else ""
    size = f'width="{_n(width)}" height="{_n(height)}"'
    return f'<rect x="{_n(x)}" y="{_n(y)}" {size}{corner} fill="{fill}"{outline}/>'


def rule(*, x1: float, y1: float, x2: float, y2: float, colour: str = palette.RULE, width: float = 2) -> str:
    """A straight line."""
    ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{_n(width)}"/>'


def paragraph(text: str, *, size: float, bold: bool = False, fill: str = palette.INK, most: int = 3) -> Block:
    """Wrapped text at the left margin; bold text is a title, in lines of about the same length."""
    break_up = balance if bold else wrap
    lines = break_up(clean(text), width=INNER, size=size, bold=bold, most=most)
    pitch = size * _LEADING
    drawn = [
        write(line, x=MARGIN, y=size * _BASELINE + number * pitch, size=size, bold=bold, fill=fill)
        for number, line in enumerate(lines)
    ]
    return Block(content="".join(drawn), height=pitch * len(lines))


def gap(height: float) -> Block:
    """Nothing, so high."""
    return Block(content="", height=height)


def stack(blocks: Iterable[Block]) -> Block:
    """Blocks below each other."""
    content, height = [], 0.0
    for block in blocks:
        if block.content:
            content.append(f'<g transform="translate(0 {_n(height)})">{block.content}</g>')
        height += block.height
    return Block(content="".join(content), height=height)


def middle_of(*, top: float, height: float, size: float) -> float:
    """The baseline of a text that stands in the middle of a box; capitals are about 0.7 of the size high."""
    return top + height / 2 + size * 0.35


def render(block: Block, *, title: str, described: str) -> str:
    """The whole picture. `title` and `described` are for who hears it instead of seeing it."""
    height = round(block.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" lang="nl" font-family="{typeface.FAMILY}">'
        f"<title>{escape(clean(title))}</title><desc>{escape(clean(described))}</desc>"
        f'<rect width="{WIDTH}" height="{height}" fill="{palette.PAPER}"/>{block.content}</svg>\n'
    )


def _first_line(text: str, *, width: float, size: float, bold: bool) -> str:
    """As many whole words as fit; of a word that does not fit at all as many characters."""
    if measure(text, size=size, bold=bold) <= width:
        return text
    end = len(text)
    while end > 0 and measure(text[:end].rstrip(), size=size, bold=bold) > width:
        end = text.rfind(" ", 0, end)
    if end > 0:
        return text[:end]
    end = 1
    while measure(text[: end + 1], size=size, bold=bold) <= width:
        end += 1
    return text[:end]


def _n(value: float) -> str:
    """At most two decimals, always the same way."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
