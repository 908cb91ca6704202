"""A card: text with a little markup, and rows of buttons. Escaping happens here and nowhere else."""

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from bot.buttons import Button

TEXT_LIMIT: Final = 4096
LABEL_LIMIT: Final = 40

_ISOLATE: Final = "\u2068"
_END_ISOLATE: Final = "\u2069"
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn or isolate what follows, and could end our own isolate: never shown."""
_FROM_RIGHT: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Where the letters that are written from right to left stand, among other signs."""
_LEAST_OF_A_LABEL: Final = 20
"""Characters that a label keeps when it is cut at a word; a name without spaces is cut in the middle."""
_TAG: Final = re.compile(r"<[^>]*>")
_NO_PREVIEW: Final = json.dumps({"is_disabled": True})


@dataclass(frozen=True)
class Key:
    """One button: a label with data, or with a link."""

    label: str
    data: Button | None = None
    url: str | None = None


Row = tuple[Key, ...]


@dataclass(frozen=True)
class Card:
    """What stands in one message. `text` is Telegram's HTML, made of `esc`, `bold`, `italic` and `code` only."""

    text: str
    rows: tuple[Row, ...] = ()

    def params(self) -> dict[str, Any]:
        """As the Bot API takes it. The keyboard is JSON already, as Telegram wants it in a form."""
        return {
            "text": self.text,
            "parse_mode": "HTML",
            "link_preview_options": _NO_PREVIEW,
            "reply_markup": self.keyboard,
        }

    @cached_property
    def keyboard(self) -> str:
        """The buttons as JSON. Raises ValueError for a button that cannot be."""
        return json.dumps(
            {"inline_keyboard": [[_key_params(key) for key in row] for row in self.rows]}, ensure_ascii=False
        )

    @cached_property
    def digest(self) -> str:
        """Equal for equal content: a card that did not change is not sent again."""
        return hashlib.sha256(f"{self.text}\0{self.keyboard}".encode()).hexdigest()[:16]


def esc(text: str) -> str:
    """Somebody's words, inert: no markup, and no effect on the direction of what stands around them."""
    if not text.isascii():
        text = "\n".join(_isolate(line) for line in _TURNING.sub("", text).split("\n"))
    return html.escape(text, quote=False)


def bold(text: str) -> str:
    return f"<b>{esc(text)}</b>"


def italic(text: str) -> str:
    return f"<i>{esc(text)}</i>"


def code(text: str) -> str:
    return f"<code>{esc(text)}</code>"


def length(text: str) -> int:
    """Length as Telegram counts it: of the text as it is read, without markup, in UTF-16 code units."""
    read = _TAG.sub("", text)
    if "&" in read:
        read = read.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return len(read) if read.isascii() else len(read.encode("utf-16-le")) // 2


def lines(parts: Iterable[str | None]) -> str:
    """Lines of a card; None is left out, an empty string makes a blank line. Cut off at Telegram's limit."""
    text, used = "", 0
    for part in parts:
        if part is None:
            continue
        used += length(part) + 1
        if used > TEXT_LIMIT - 1:
            return text + "…"
        text += part + "\n"
    return text.strip("\n")


def pages_of(blocks: Iterable[Sequence[str]], *, most: int, longest: int) -> list[list[str]]:
    """Lines in pages of at most `most` blocks and `longest` characters; a block is never torn apart."""
    pages: list[list[str]] = [[]]
    count = used = 0
    for block in blocks:
        size = sum(length(line) + 1 for line in block)
        if count and (count == most or used + size > longest):
            pages.append([])
            count = used = 0
        pages[-1].extend(block)
        count, used = count + 1, used + size
    return pages


def label(text: str) -> str:
    """A text as a button label: whole where it fits, else cut, at a word where that leaves enough of it."""
    text = _TURNING.sub("", text)
    if len(text) <= LABEL_LIMIT:
        return text
    cut = text[: LABEL_LIMIT - 1]
    at_a_word = cut.rsplit(" ", 1)[0]
    return (at_a_word if len(at_a_word) >= _LEAST_OF_A_LABEL else cut) + "…"


def rows_of(keys: Sequence[Key], width: int) -> tuple[Row, ...]:
    """Keys in rows of at most `width`."""
    return tuple(tuple(keys[i : i + width]) for i in range(0, len(keys), width))


def _isolate(line: str) -> str:
    """From the first to the last letter that is written from right to left, kept apart from the words around it."""
    candidates = _FROM_RIGHT.finditer(line)
    turned = [found.start() for found in candidates if unicodedata.bidirectional(found.group()) in {"R", "AL"}]
    if not turned:
        return line
    first, end = turned[0], turned[-1] + 1
    while end < len(line) and unicodedata.combining(line[end]):
        end += 1
    return f"{line[:first]}{_ISOLATE}{line[first:end]}{_END_ISOLATE}{line[end:]}"


def _key_params(key: Key) -> dict[str, str]:
    shown = label(key.label)
    if key.url is not None:
        return {"text": shown, "url": key.url}
    if key.data is None:
        raise ValueError(f"button {key.label!r} does nothing")
    return {"text": shown, "callback_data": key.data.pack()}
