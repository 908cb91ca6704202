"""The typeface of the document and the pictures: which characters it has, and how wide they are.

PDF/UA-1 refuses a text with a character that the font lacks. What the font lacks is therefore replaced by
a visible mark; what cannot be seen at all (control characters, direction marks, zero-width ones) is left out.
The unchanged text stands in `uitkomst.json`.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FAMILY = "IBM Plex Sans"
FOLDER = Path(__file__).parent / "fonts"
REGULAR = "IBMPlexSans-Regular.ttf"
BOLD = "IBMPlexSans-SemiBold.ttf"
MISSING = "\N{REPLACEMENT CHARACTER}"

_LONGEST_WORD = 30
"""Dutch compounds up to here are hyphenated by rule; what is longer is no word and breaks anywhere."""
_PIECE = 10
_BREAK_HERE = "\N{ZERO WIDTH SPACE}"
_LONG = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_GONE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACE = frozenset("\n\t\r\v\f\x1c\x1d\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}")


def displayable(text: str) -> str:
    """The text as the typeface can show it: one line, nothing invisible, long strings able to break."""
    shown = "".join(_shown(character) for character in unicodedata.normalize("NFC", text))
    shown = re.sub(rf"{MISSING}+", MISSING, shown)
    return _LONG.sub(_breakable, " ".join(shown.split()))


@cache
def covered() -> frozenset[int]:
    """Code points that every font of the family has."""
    fonts = [frozenset(_code_points(path.read_bytes())) for path in sorted(FOLDER.glob("*.ttf"))]
    return frozenset.intersection(*fonts)


def width_of(text: str, *, size: float, bold: bool = False) -> float:
    """How wide a line of `displayable` text is, in the unit of `size`: the sum of the advance widths, no kerning.

    What the typeface lacks has the width of its mark, which `displayable` puts in its place.
    """
    advances = _advances(BOLD if bold else REGULAR)
    return sum(advances.get(ord(character), advances[ord(MISSING)]) for character in text) * size / 1000


def _shown(character: str) -> str:
    if character in _SPACE:
        return " "
    category = unicodedata.category(character)
    if category in _GONE or 0xFE00 <= ord(character) <= 0xFE0F:  # variation selectors choose how an emoji looks
        return ""
    return character if ord(character) in covered() else MISSING


def _breakable(match: re.Match[str]) -> str:
    word = match.group()
    return _BREAK_HERE.join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))


@cache
def _advances(font: str) -> Mapping[int, int]:
    """Code point -> how far it moves the pen, in thousandths of the font size, for one font file."""
    content = (FOLDER / font).read_bytes()
    tables = _tables(content)
    (per_em,) = struct.unpack_from(">H", content, tables["head"] + 18)
    (measured,) = struct.unpack_from(">H", content, tables["hhea"] + 34)
    found = {}
    for code, glyph in _mapped(content, tables["cmap"]):
        (advance,) = struct.unpack_from(">H", content, tables["hmtx"] + 4 * min(glyph, measured - 1))
        found[code] = advance * 1000 // per_em
    return found


def _code_points(font: bytes) -> Iterator[int]:
    yield from (code for code, _ in _mapped(font, _tables(font)["cmap"]))


def _tables(font: bytes) -> Mapping[str, int]:
    """Where each table of a font file begins (OpenType specification: table directory)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(tables))
    return {tag.decode(): start for tag, _, start, _ in entries}


def _mapped(font: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """(code point, glyph) of each table in format 4 (OpenType: cmap, segment mapping to delta values)."""
    (encodings,) = struct.unpack_from(">H", font, cmap + 2)
    for index in range(encodings):
        _, _, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * index)
        (form,) = struct.unpack_from(">H", font, cmap + offset)
        if form == 4:
            yield from _segments(font, cmap + offset)


def _segments(font: bytes, table: int) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", font, table + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", font, table + 14)
    starts = struct.unpack_from(f">{count}H", font, table + 16 + double)
    deltas = struct.unpack_from(f">{count}H", font, table + 16 + 2 * double)
    ranges = table + 16 + 3 * double
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        (offset,) = struct.unpack_from(">H", font, ranges + 2 * number)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, ranges + 2 * number + offset + 2 * (code - first))
            yield code, (glyph + deltas[number]) % 0x10000
