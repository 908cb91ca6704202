"""Names as people type them: cleaned, and read one a line. Pure functions; what cannot be read raises Invalid."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from flows.errors import Invalid

NAME_LIMIT: Final = 60
FUNCTION_LIMIT: Final = 40
MUNICIPALITY_LIMIT: Final = 20

_SPLIT: Final = re.compile(r"[\n;]+|,(?![^(]*\))")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody to put on the list, as the facilitator typed it."""

    name: str
    function: str = ""
    spokesperson: bool = False


def clean_name(text: str, *, limit: int = NAME_LIMIT) -> str:
    """A name as it is stored: one line, no control or direction marks, spaces folded.

    Raises Invalid when nothing visible is left or it is longer than `limit` characters.
    """
    kept = "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"} else " " for c in text)
    name = " ".join(unicodedata.normalize("NFC", kept).split())
    if not any(unicodedata.category(c)[0] in "LN" for c in name):
        raise Invalid("name_empty")
    if len(name) > limit:
        raise Invalid("name_too_long", length=len(name), limit=limit)
    return name


def read_municipalities(text: str) -> tuple[str, ...]:
    """Names of municipalities, one a line or separated by commas. Raises Invalid."""
    names = tuple(clean_name(part) for part in _SPLIT.split(text) if part.strip())
    folded = [name.casefold() for name in names]
    if len(set(folded)) != len(folded):
        raise Invalid("municipality_twice")
    if not 2 <= len(names) <= MUNICIPALITY_LIMIT:
        raise Invalid("municipality_count", count=len(names), limit=MUNICIPALITY_LIMIT)
    return names


def read_people(text: str) -> tuple[Person, ...]:
    """One person a line: `naam, functie`; an asterisk marks the woordvoerder. Raises Invalid."""
    people = []
    for line in text.splitlines():
        if not line.strip():
            continue
        spokesperson = "*" in line
        name, _, function = line.replace("*", "").partition(",")
        people.append(
            Person(
                name=clean_name(name),
                function=clean_name(function, limit=FUNCTION_LIMIT) if function.strip() else "",
                spokesperson=spokesperson,
            )
        )
    if not people:
        raise Invalid("name_empty")
    if sum(1 for person in people if person.spokesperson) > 1:
        raise Invalid("two_spokespersons")
    return tuple(people)


def make_slug(name: str, taken: set[str]) -> str:
    """Letters, digits and hyphens, at most 40 characters, not empty and not yet `taken`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-") or "x"
    number, slug = 2, base
    while slug in taken:
        slug = f"{base[:36]}-{number}"
        number += 1
    return slug
