"""The block model: what a document says, without how a format shows it.

Chapters make blocks, renderers (PDF now) read them. All text is plain text: no renderer may take it for
markup. A table always has a header row, and the first cell of each row is that row's header.
"""

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Heading:
    """Level 1 opens a chapter, level 2 a section; no level is skipped. An annex begins on a new page."""

    text: str
    level: Literal[1, 2] = 1
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text; `label` is a few words in bold before it. A `note` is set smaller, a `lead` larger."""

    text: str
    label: str = ""
    style: Literal["plain", "lead", "note"] = "plain"


@dataclass(frozen=True)
class Point:
    """One line of a list."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class BulletList:
    """Points without order, or in order when `numbered`. Never empty."""

    points: tuple[Point, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Column:
    """`width` is a share of what is left; 0 is as narrow as the text allows. `turned`: the title runs upwards."""

    title: str
    width: float = 1
    align: Align = "left"
    turned: bool = False


@dataclass(frozen=True)
class Table:
    """Rows have as many cells as there are columns. `caption` says what one sees. `small` for many columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    small: bool = False


Block = Heading | Paragraph | BulletList | Table


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What stands on the first page above the text. `facts` are (name, value) pairs."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document. `opening` stands on the first page, before the contents; `footer` on every page."""

    cover: Cover
    opening: tuple[Block, ...]
    contents: str
    """Heading of the table of contents."""
    blocks: tuple[Block, ...]
    footer: str
    language: str


def points(*texts: str) -> BulletList:
    """A list of plain points."""
    return BulletList(tuple(Point(text) for text in texts))
