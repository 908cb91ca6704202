"""The typeface of the document, and which characters it has.

PDF/UA-1 refuses a text with a character that the font lacks. What the font lacks is therefore replaced by
a visible mark; what cannot be seen at all (control characters, direction marks, zero-width ones) is left out.
The unchanged text stands in `uitkomst.json`.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FAMILY = "IBM Plex Sans"
FOLDER = Path(__file__).parent / "fonts"
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


def _code_points(font: bytes) -> Iterator[int]:
    """Read the `cmap` table, format 4 (OpenType specification: cmap, segment mapping to delta values)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for index in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == b"cmap":
            yield from _mapped(font, start)


def _mapped(font: bytes, cmap: int) -> Iterator[int]:
    (encodings,) = struct.unpack_from(">H", font, cmap + 2)
    for index in range(encodings):
        _, _, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * index)
        (form,) = struct.unpack_from(">H", font, cmap + offset)
        if form == 4:
            yield from _segments(font, cmap + offset)


def _segments(font: bytes, table: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, table + 6)
    ends = struct.unpack_from(f">{double // 2}H", font, table + 14)
    starts = struct.unpack_from(f">{double // 2}H", font, table + 16 + double)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
