"""Typed button data: what a press carries, packed in at most 64 bytes.

Values are absolute and ids are named, never positions, so that a press is harmless twice and clear in a log.
Whatever is not exactly one of these is forged or from another version, and `unpack` gives None.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
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
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    if len(parts) != len(names):
        return None
    values: dict[str, str | int] = {}
    for name, part in zip(names, parts, strict=True):
        form = _NUMBER if hints[name] is int else _FIELD
        if not form.fullmatch(part):
            return None
        values[name] = int(part) if hints[name] is int else part
    return kind(**values)


@button("a")
@dataclass(frozen=True)
class Answer(Button):
    """An answer: `value` is a number, an option, a grade or a consent word."""

    round: int
    item: str
    value: str


@button("z")
@dataclass(frozen=True)
class NoOpinion(Button):
    """Geen mening."""

    round: int
    item: str


@button("u")
@dataclass(frozen=True)
class Unacceptable(Button):
    """The mark, on (1) or off (0)."""

    round: int
    item: str
    on: int


@button("p")
@dataclass(frozen=True)
class Points(Button):
    """So many points for an option."""

    round: int
    item: str
    option: str
    points: int


@button("pc")
@dataclass(frozen=True)
class ClearPoints(Button):
    """Opnieuw."""

    round: int
    item: str


@button("b")
@dataclass(frozen=True)
class Bound(Button):
    """The heaviest acceptable option, or `none`."""

    round: int
    item: str
    option: str


@button("g")
@dataclass(frozen=True)
class GoTo(Button):
    """Show an item of the walk."""

    round: int
    item: str


@button("o")
@dataclass(frozen=True)
class Overview(Button):
    """Show the overview at the end of the walk."""

    round: int


@button("w")
@dataclass(frozen=True)
class Resume(Button):
    """Go on with the walk where it was left."""

    round: int


@button("wa")
@dataclass(frozen=True)
class WalkAll(Button):
    """Alles nalopen: from the first item."""

    round: int


@button("d")
@dataclass(frozen=True)
class Done(Button):
    """Klaar."""

    round: int


@button("x")
@dataclass(frozen=True)
class Detail(Button):
    """More about an item: its `number`-th detail."""

    round: int
    item: str
    number: int


@button("j")
@dataclass(frozen=True)
class Join(Button):
    """Dat ben ik."""

    token: str


@button("jn")
@dataclass(frozen=True)
class NotMe(Button):
    """Dat klopt niet."""

    token: str


@button("i")
@dataclass(frozen=True)
class Understood(Button):
    """Ik begrijp het."""

    conference: str


@button("ip")
@dataclass(frozen=True)
class Privacy(Button):
    """Meer over privacy."""

    conference: str


@button("q")
@dataclass(frozen=True)
class Practise(Button):
    """An answer to the practice question; it counts nowhere."""

    conference: str
    value: str


@button("s")
@dataclass(frozen=True)
class Result(Button):
    """A view of a published result: short, towns, all or meaning, by page."""

    round: int
    view: str
    page: int


@button("n")
@dataclass(frozen=True)
class NewConference(Button):
    """A choice while making a conference."""

    choice: str


@button("r")
@dataclass(frozen=True)
class Desk(Button):
    """A step of the desk without a round: what was seen (`seen`) must still be so."""

    action: str
    conference: str
    seen: str


@button("rr")
@dataclass(frozen=True)
class DeskRound(Button):
    """A step of the desk on a round."""

    action: str
    round: int


@button("rp")
@dataclass(frozen=True)
class DeskPerson(Button):
    """A step of the desk on a participant."""

    action: str
    participant: str


@button("rm")
@dataclass(frozen=True)
class DeskTown(Button):
    """A step of the desk on a municipality."""

    action: str
    conference: str
    municipality: str
