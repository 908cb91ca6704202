"""A plain subset of YAML, with the line of every value.

Mappings, lists and texts; no anchors, no tags, no key twice, no invisible signs. Whole numbers and true/false
are read as such, every other plain word stays the text that was typed, so that a code `0.10` does not become 0.1.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

DEEPEST = 12
"""Levels of nesting; a pack needs 8."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Unicode categories of control signs, direction marks and the like: nobody sees them in a text."""

Keys = tuple[str | int, ...]


@dataclass
class Document:
    """A value, and the line (from 1) of each of its parts by its path from the root."""

    data: Any = None
    lines: dict[Keys, int] = field(default_factory=dict)


class NotPlain(Exception):
    """This is no YAML that we take. `reason` is a word of the catalogue; `line` is 0 where none is known."""

    def __init__(self, reason: str, line: int = 0, **data: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.data = data


def parse(text: str) -> Document:
    """The value of one YAML document and the lines of all its parts. Raises NotPlain."""
    document = Document()
    try:
        events = iter(YAML(typ="safe", pure=True).parse(text))
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if document.lines:
                    raise NotPlain("two_documents", _line(event))
                document.data = _build(next(events), events, (), document.lines)
    except MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        raise NotPlain("no_yaml", mark.line + 1 if mark else 0) from exc
    except (YAMLError, ValueError, OverflowError) as exc:  # ruamel lets the last two through on odd escapes
        raise NotPlain("no_yaml") from exc
    if not document.lines:
        raise NotPlain("empty")
    return document


def _build(event: Event, events: Iterator[Event], path: Keys, lines: dict[Keys, int]) -> Any:
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
        raise NotPlain("anchor", _line(event))
    if getattr(event, "tag", None) is not None:
        raise NotPlain("tag", _line(event))
    if len(path) > DEEPEST:
        raise NotPlain("too_deep", _line(event), levels=DEEPEST)
    lines.setdefault(path, _line(event))
    if isinstance(event, ScalarEvent):
        return _scalar(event)
    if isinstance(event, SequenceStartEvent):
        return _build_list(events, path, lines)
    return _build_mapping(events, path, lines)


def _build_list(events: Iterator[Event], path: Keys, lines: dict[Keys, int]) -> list[Any]:
    values: list[Any] = []
    while not isinstance(event := next(events), SequenceEndEvent):
        values.append(_build(event, events, (*path, len(values)), lines))
    return values


def _build_mapping(events: Iterator[Event], path: Keys, lines: dict[Keys, int]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        if not isinstance(event, ScalarEvent):
            raise NotPlain("strange_key", _line(event))
        key = str(event.value)
        if key in values:
            raise NotPlain("key_twice", _line(event), key=key)
        lines[(*path, key)] = _line(event)
        values[key] = _build(next(events), events, (*path, key), lines)
    return values


def _scalar(event: ScalarEvent) -> str | int | bool | None:
    text = str(event.value)
    if any(unicodedata.category(sign) in UNSEEN and sign not in "\n\t" for sign in text):
        raise NotPlain("unseen", _line(event))
    if event.style is not None:
        return text
    if text in {"true", "false"}:
        return text == "true"
    if text in {"", "~", "null"}:
        return None
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", text):
        return int(text)
    return text


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
