"""Texts as Telegram reads them: its own HTML, entities in UTF-16 units, and its own words for what is wrong.

The grammar is that of Telegram's server, not of browsers: tags must nest, unknown tags are refused, and of the named
characters only `&lt;` `&gt;` `&amp;` `&quot;` are known; any other `&` stands for itself.
"""

import re
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]

ENTITIES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\v"
_END = "\0"
_MARK = re.compile(r"[<\0]")
_CHARACTER = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[a-zA-Z]*));?")
_START_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v\0=>]*")
_TOKEN = re.compile(r"[a-zA-Z0-9.-]*")
_LINK = re.compile(r"(?:(?:https?://)?[^\s/?#]+\.[^\s/?#]+(?:[/?#].*)?|(?:tg|ton)://.+)", re.IGNORECASE | re.DOTALL)


class ParseFailed(ValueError):
    """The text is no Telegram HTML; the argument says why in Telegram's words."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as it is shown, with its entities in order."""

    text: str
    entities: list[Entity]

    def trimmed(self) -> "Formatted":
        """Without white space around it, as Telegram stores a text."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        before = units(self.text[: len(self.text) - len(self.text.lstrip())])
        end = units(text)
        kept = []
        for entity in self.entities:
            first = max(0, entity["offset"] - before)
            last = min(end, entity["offset"] - before + entity["length"])
            if last > first:
                kept.append({**entity, "offset": first, "length": last - first})
        return Formatted(text, kept)


def units(text: str) -> int:
    """The length as Telegram counts it: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> Formatted:
    """Raises ParseFailed."""
    if "<" not in source and "&" not in source:
        return Formatted(source, [])
    return _Html(source).parse()


def command_entities(text: str) -> list[Entity]:
    """The entity of a command with which a text begins, as a client sends it."""
    found = re.match(r"/[a-zA-Z0-9_]{1,32}(?:@[a-zA-Z0-9_]{3,32})?(?![a-zA-Z0-9_@])", text)
    return [] if found is None else [{"offset": 0, "length": found.end(), "type": "bot_command"}]


def checked_link(url: str) -> str:
    """The address as Telegram takes it, with http:// where no scheme was given; empty when it is none."""
    url = url.strip()
    if _LINK.fullmatch(url) is None:
        return ""
    return url if "://" in url else f"http://{url}"


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    part: int


class _Html:
    """One pass over the text. Positions are characters of the source; errors name byte offsets, as Telegram does."""

    def __init__(self, source: str) -> None:
        self.source = source.replace(_END, "") + _END
        self.position = 0
        self.offset = 0
        self.parts: list[str] = []
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> Formatted:
        while True:
            mark = _MARK.search(self.source, self.position)
            assert mark is not None  # the source ends with a mark
            read = self.source[self.position : mark.start()]
            self._put(_CHARACTER.sub(_shown, read) if "&" in read else read)
            self.position = mark.start()
            if mark.group() == _END:
                break
            if self.source[self.position + 1] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise ParseFailed(f"Can't find end tag corresponding to start tag {self.open[-1].tag}")
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)  # a language belongs to a block only
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return Formatted("".join(self.parts), self.entities)

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.offset += units(text)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _skip_space(self) -> None:
        while self.source[self.position] in _SPACE:
            self.position += 1

    def _run(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.position)
        assert found is not None  # each of these patterns matches the empty text
        self.position = found.end()
        return found.group()

    def _character(self) -> str:
        """The character that a reference stands for; the `&` itself when it is none."""
        found = _CHARACTER.match(self.source, self.position)
        text = "" if found is None else _referred(found)
        if found is None or not text:
            self.position += 1
            return "&"
        self.position = found.end()
        return text

    def _start_tag(self) -> None:
        begin = self.position
        self.position += 1
        tag = self._run(_START_NAME).lower()
        if self.source[self.position] == _END:
            raise ParseFailed(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in ENTITIES:
            raise ParseFailed(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while self.source[self.position] != ">":
            self._skip_space()
            if self.source[self.position] != ">":
                argument = self._attribute(tag, begin=begin) or argument
        if tag == "span" and argument != "spoiler":
            raise ParseFailed(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.position += 1
        self.open.append(_Open(tag, argument, self.offset, len(self.parts)))

    def _attribute(self, tag: str, *, begin: int) -> str:
        """What the attribute means to this tag; empty when it means nothing."""
        name = self._run(_ATTRIBUTE_NAME)
        if not name:
            raise ParseFailed(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip_space()
        if self.source[self.position] != "=":
            if tag == "blockquote" and name == "expandable":
                return "expandable"
            raise ParseFailed(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" '
                f"at byte offset {self._byte(begin)}"
            )
        self.position += 1
        self._skip_space()
        if self.source[self.position] == _END:
            raise ParseFailed(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        value = self._value()
        if self.source[self.position] == _END:
            raise ParseFailed(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return _meaning(tag, name, value)

    def _value(self) -> str:
        quote = self.source[self.position]
        if quote not in "'\"":
            begin = self.position
            value = self._run(_TOKEN).lower()
            if self.source[self.position] not in _SPACE + ">" + _END:
                raise ParseFailed(f"Unexpected end of name token at byte offset {self._byte(begin)}")
            return value
        self.position += 1
        parts = []
        while self.source[self.position] not in (quote, _END):
            if self.source[self.position] == "&":
                parts.append(self._character())
            else:
                parts.append(self.source[self.position])
                self.position += 1
        if self.source[self.position] == quote:
            self.position += 1
        return "".join(parts)

    def _end_tag(self) -> None:
        begin = self.position
        if not self.open:
            raise ParseFailed(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.position += 2
        tag = self._run(_START_NAME).lower()
        self._skip_space()
        if self.source[self.position] != ">":
            raise ParseFailed(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise ParseFailed(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.position += 1
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {
            "offset": opened.offset,
            "length": self.offset - opened.offset,
            "type": ENTITIES[opened.tag],
        }
        if opened.tag == "a":
            link = checked_link(opened.argument or "".join(self.parts[opened.part :]))
            if not link:
                return
            entity["url"] = link
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "pre" and self._is_language(entity):
            return
        elif opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        self.entities.append(entity)

    def _is_language(self, pre: Entity) -> bool:
        """Whether a <code class="language-..."> fills this <pre>; then the two are one block."""
        last = self.entities[-1] if self.entities else {}
        if "language" not in last or (last["offset"], last["length"]) != (pre["offset"], pre["length"]):
            return False
        last["type"] = "pre"
        return True


def _shown(found: re.Match[str]) -> str:
    """What stands for a reference; itself when it is none."""
    return _referred(found) or found.group()


def _referred(found: re.Match[str]) -> str:
    if found["name"] is not None:
        return _NAMED.get(found["name"], "")
    digits, base = (found["hex"], 16) if found["hex"] is not None else (found["decimal"], 10)
    if not digits or len(found.group().rstrip(";")) >= 10:
        return ""
    code = int(digits, base)
    return "" if code == 0 or code >= 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def _meaning(tag: str, name: str, value: str) -> str:
    if tag == "a" and name == "href":
        return value
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if tag == "span" and name == "class" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""
