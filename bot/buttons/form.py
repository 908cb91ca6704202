"""Typed button data: what a press carries, packed in at most 64 bytes.

Values are absolute and ids are named, never positions, so that a press is harmless twice and clear in a log.
Whatever is not exactly one of these is forged or from another version, and `unpack` gives None.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import ClassVar, Final, TypeVar, get_type_hints

DATA_LIMIT: Final = 64
"""Bytes of callback data that Telegram takes; it is not checked anywhere else."""

_FIELD: Final = re.compile(r"[A-Za-z0-9_\-]{0,40}")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,11}")
"""One way to write each number, in our own digits only."""
_REGISTRY: Final[dict[str, type["Button"]]] = {}
_B = TypeVar("_B", bound="Button")


@dataclass(frozen=True)
class Button:
    """The base: a prefix of its own, then its fields with ':' between them."""

    PREFIX: ClassVar[str] = ""

    def pack(self) -> str:
        """Raises ValueError when a field does not fit its form or the whole its 64 bytes."""
        parts = [self.PREFIX, *(str(getattr(self, f.name)) for f in fields(self))]
        if not all(_FIELD.fullmatch(part) for part in parts):
            raise ValueError(f"no button data: {parts}")
        data = ":".join(parts)
        if len(data.encode()) > DATA_LIMIT:
            raise ValueError(f"button data of more than {DATA_LIMIT} bytes: {data}")
        return data


def button(prefix: str) -> Callable[[type[_B]], type[_B]]:
    """Register a kind of button under its prefix."""

    def register(cls: type[_B]) -> type[_B]:
        if prefix in _REGISTRY:
            raise ValueError(f"button prefix {prefix!r} is taken")
        cls.PREFIX = prefix
        _REGISTRY[prefix] = cls
        return cls

    return register


def unpack(data: str) -> Button | None:
    """What this data says, or None when no button of ours made it."""
    prefix, *parts = data.split(":")
    kind = _REGISTRY.get(prefix)
    if kind is None or len(data.encode("utf-8", "surrogatepass")) > DATA_LIMIT:
        return None
    wanted = _fields_of(prefix)
    if len(parts) != len(wanted):
        return None
    values: dict[str, str | int] = {}
    for (name, is_number), part in zip(wanted, parts, strict=True):
        form = _NUMBER if is_number else _FIELD
        if not form.fullmatch(part):
            return None
        values[name] = int(part) if is_number else part
    return kind(**values)


@cache
def _fields_of(prefix: str) -> tuple[tuple[str, bool], ...]:
    """The names in order, and whether each is a number; looked up once, since every press asks for it."""
    kind = _REGISTRY[prefix]
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name] is int) for f in fields(kind))
