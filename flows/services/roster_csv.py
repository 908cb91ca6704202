"""The list of people as CSV: `naam;gemeente;rol;woordvoerder`, text in and people or faults out. Pure functions.

Nothing half is read: as long as there is one fault there are no people. A line is named by its number in the text,
the header line included, so that it is found back in a spreadsheet.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flows.conference.model import Conference, Municipality, Participant
from flows.errors import Invalid
from flows.services.naming import FUNCTION_LIMIT, clean_name
from flows.services.roster import Entry
from flows.words import Presence, Role

COLUMNS: Final = ("naam", "gemeente", "rol", "woordvoerder")
FILE_LIMIT: Final = 256 * 1024
"""Bytes of a file that is read."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet may take for a formula; a name that already begins with apostrophes too, to stay reversible."""
_HEADS: Final = frozenset({"burgemeester", "wethouder"})
"""Functions that are roles of the list too, so that they come back out of it."""
_ROLES: Final[Mapping[str, tuple[Role, bool]]] = {
    "burgemeester": (Role.VOTER, False),
    "wethouder": (Role.VOTER, False),
    "bestuurder": (Role.VOTER, False),
    "raadslid": (Role.VOTER, True),
    "adviseur": (Role.ADVISER, False),
    "secretaris": (Role.ADVISER, False),
    "toehoorder": (Role.OBSERVER, False),
}
"""A word of the list -> role, and whether it is a council member."""
_SPEAKS: Final = frozenset({"ja", "x"})
_SUBSTITUTES: Final = frozenset({"plaatsvervanger"})
_NOT: Final = frozenset({"", "nee"})


@dataclass(frozen=True, kw_only=True)
class LineFault:
    """What is wrong with a line; `reason` is a key of the catalogue, `data` fills its sentence."""

    line: int
    reason: str
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReadList:
    """People, or faults: one of both is empty."""

    people: tuple[Entry, ...] = ()
    faults: tuple[LineFault, ...] = ()


def decode_list(content: bytes) -> str:
    """The text of a file: UTF-8, with or without its mark, else what Windows writes. Raises Invalid."""
    if len(content) > FILE_LIMIT:
        raise Invalid("file_too_big", limit=FILE_LIMIT // 1024)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise Invalid("file_unreadable") from None


def read_list(text: str, conference: Conference) -> ReadList:
    """Everybody whom the text names, or everything that is wrong with it, in the order of the lines."""
    reader = _Reader(conference)
    try:
        for line, cells in _lines(text):
            reader.take(line, cells)
    except _BadQuotes as bad:
        reader.blame(bad.line, "csv_quotes")
    if not reader.people and not reader.faults:
        reader.blame(1, "csv_empty")
    if reader.faults:
        return ReadList(faults=tuple(reader.faults))
    return ReadList(people=tuple(reader.people))


def write_list(conference: Conference, participants: Sequence[Participant]) -> str:
    """The list as it is now, in the form that `read_list` takes; who was replaced is not on it any more."""
    names = {town.id: town.name for town in conference.municipalities}
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for person in participants:
        if person.role is not Role.FACILITATOR and person.presence is not Presence.REPLACED:
            town = names.get(person.municipality or "", "")
            writer.writerow(_guard(cell) for cell in (person.name, town, _role_word(person), _office_word(person)))
    return text.getvalue()


class _BadQuotes(Exception):
    """Quotation marks that do not close; what follows cannot be told apart any more."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Reader:
    """The lines so far."""

    def __init__(self, conference: Conference) -> None:
        self._towns = {town.name.casefold(): town for town in conference.municipalities}
        self._mixed = conference.mixed
        self._seen: dict[tuple[str | None, str], int] = {}
        self._offices: dict[tuple[str | None, str], int] = {}
        self.people: list[Entry] = []
        self.faults: list[LineFault] = []

    def blame(self, line: int, reason: str, **data: str | int) -> None:
        self.faults.append(LineFault(line=line, reason=reason, data=data))

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Each column is looked at, also when an earlier one is wrong."""
        if len(cells) > len(COLUMNS):
            self.blame(line, "csv_columns", count=len(cells))
            return
        typed_name, typed_town, typed_role, typed_office = (*cells, "", "", "")[: len(COLUMNS)]
        before = len(self.faults)
        name = self._name(line, typed_name)
        word = typed_role.strip().casefold()
        role, council = self._role(line, word)
        town = self._town(line, typed_town, needed=role is Role.VOTER)
        office = self._office(line, typed_office.strip().casefold(), role, council=council)
        if len(self.faults) > before:
            return
        place = town.id if town else None
        if self._is_second(line, self._seen, (place, name.casefold()), "csv_twice"):
            return
        if office and self._is_second(line, self._offices, (place, office), f"csv_two_{office}s"):
            return
        self.people.append(
            Entry(
                name=name,
                role=role if not council or self._mixed else Role.ADVISER,
                municipality=place,
                function=typed_role.strip()[:FUNCTION_LIMIT] if word in _HEADS | {"secretaris"} else "",
                council=council,
                spokesperson=office == "spokesperson",
                substitute=office == "substitute",
            )
        )

    def _name(self, line: int, typed: str) -> str:
        try:
            return clean_name(_unguard(typed.strip()))
        except Invalid as invalid:
            self.blame(line, f"csv_{invalid.reason}", **invalid.data)
            return ""

    def _role(self, line: int, word: str) -> tuple[Role, bool]:
        """A wrong one counts as somebody who looks on, who misses nothing else."""
        found = _ROLES.get(word)
        if found is None:
            reason = {"": "csv_role_missing", "begeleider": "csv_facilitator"}.get(word, "csv_role_unknown")
            self.blame(line, reason, role=word[:FUNCTION_LIMIT])
            return Role.OBSERVER, False
        return found

    def _town(self, line: int, typed: str, *, needed: bool) -> Municipality | None:
        """Voters have a municipality; others may have one."""
        name = " ".join(_unguard(typed.strip()).split())
        town = self._towns.get(name.casefold())
        if name and town is None:
            self.blame(line, "csv_municipality_unknown", municipality=name[:FUNCTION_LIMIT])
        elif needed and not name:
            self.blame(line, "csv_municipality_missing")
        return town

    def _office(self, line: int, word: str, role: Role, *, council: bool) -> str:
        if word in _NOT:
            return ""
        if word not in _SPEAKS | _SUBSTITUTES:
            self.blame(line, "csv_office_unknown", office=word[:FUNCTION_LIMIT])
        elif role is not Role.VOTER or council:
            self.blame(line, "csv_office_not_allowed")
        return "spokesperson" if word in _SPEAKS else "substitute"

    def _is_second(
        self, line: int, seen: dict[tuple[str | None, str], int], key: tuple[str | None, str], reason: str
    ) -> bool:
        if key in seen:
            self.blame(line, reason, other=seen[key])
            return True
        seen[key] = line
        return False


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Lines with something on them, without the header; what was copied out of a spreadsheet has tabs."""
    delimiter = "\t" if "\t" in text and ";" not in text else ";"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    first = True
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _BadQuotes(line) from None
        while cells and not cells[-1].strip():
            cells.pop()
        if cells and not (first and cells[0].strip().casefold() == COLUMNS[0]):
            yield line, cells
        first = first and not cells


def _role_word(person: Participant) -> str:
    if person.council:
        return "raadslid"
    if person.role is Role.VOTER:
        return person.function.casefold() if person.function.casefold() in _HEADS else "bestuurder"
    if person.role is Role.ADVISER:
        return "secretaris" if person.function.casefold() == "secretaris" else "adviseur"
    return "toehoorder"


def _office_word(person: Participant) -> str:
    if person.spokesperson:
        return "ja"
    return "plaatsvervanger" if person.substitute else ""


def _guard(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
