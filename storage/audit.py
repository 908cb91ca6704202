"""The audit log: a chain of hashes per conference, and commitments that show nothing without their key.

hash = SHA-256 over [hash before, conference, number, microseconds, kind, who, data, commitment], joined by line
feeds; none of them holds one, `data` being JSON. A commitment is HMAC-SHA256 over `item|value|flags`, under a key of
one person in one round. With the key an answer can be shown to be the one that was given; without it nothing can.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from storage.columns import to_json, to_micros

KEY_BYTES: Final = 32
ANSWERED: Final = "answer"
"""The kind of the events that record answers."""


class Entry(NamedTuple):
    """One line of the log, in the order of the table. `data` is JSON text; `commitment` is empty but for answers."""

    conference: str
    number: int
    moment: int
    """Microseconds."""
    kind: str
    who: str
    data: str
    commitment: str
    hash: str


@dataclass(kw_only=True)
class Chain:
    """The end of a conference's log, to which entries are added."""

    conference: str
    events: int = 0
    head: str = ""

    def add(self, kind: str, *, at: datetime, who: str = "", data: Mapping[str, str | int]) -> Entry:
        """The next entry."""
        return self.add_text(kind, micros=to_micros(at), who=who, data=to_json(dict(data)), commitment="")

    def add_text(self, kind: str, *, micros: int, who: str, data: str, commitment: str) -> Entry:
        """The next entry, with `data` as JSON text already."""
        unhashed = (self.conference, self.events + 1, micros, kind, who, data, commitment)
        entry = Entry(*unhashed, _hash(self.head, *unhashed))
        self.events, self.head = entry.number, entry.hash
        return entry


def commit_to(key: str, *, item: str, value: str | None, no_opinion: bool, unacceptable: bool) -> str:
    """The commitment (hex) to an answer as it stands; `key` is hex, `value` JSON text."""
    text = f"{item}|{'' if value is None else value}|{no_opinion:d}{unacceptable:d}"
    return hmac.digest(bytes.fromhex(key), text.encode(), "sha256").hex()


def verify_chain(entries: Iterable[Entry]) -> int | None:
    """The number of the first entry of one conference that does not follow from those before it; None when all do.

    Entries taken from the end are not noticed: for that, compare with a head that was told outside.
    """
    head, expected = "", 1
    for entry in entries:
        digest = _hash(head, *entry[:-1])
        if entry.number != expected or not hmac.compare_digest(digest, entry.hash):
            return expected
        head, expected = digest, expected + 1
    return None


def _hash(*parts: str | int) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
