"""Reads content packs from a folder of YAML files, and names the file and line of every fault.

`pack.yaml` is the root. A text that ends in `.yaml`, as a value of the root or under `lists`, names a file
in the same folder whose content takes its place.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from flows import pack as shipped
from flows.errors import RondetafelError
from flows.pack.faults import BrokenPack
from flows.pack.form import Pack
from storage import pack_phrases as phrases
from storage.plain_yaml import Keys, NotPlain, parse

ROOT = "pack.yaml"
LARGEST_FILE = 5_000_000
"""Bytes. The shipped pack's largest file has about 70,000."""
MOST_FAULTS = 100
"""More is not read by anybody."""


@dataclass(frozen=True, kw_only=True, order=True)
class PackFault:
    """One thing that is wrong, with the place where it stands; `line` counts from 1, 0 for the whole file."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return phrases.place(file=self.file, line=self.line, sentence=self.sentence)


class PackUnreadable(RondetafelError):
    """The pack cannot be used; `faults` says why, in order of file and line."""

    def __init__(self, faults: tuple[PackFault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class PackSummary:
    """A shipped pack. `id` is what `read_pack` takes."""

    id: str
    version: str
    title: str
    folder: Path


def read_pack(path_or_id: str | Path) -> Pack:
    """The pack in a folder, or the shipped pack with this id. Raises PackUnreadable.

    What ships with the program does not change while it runs, and is read once.
    """
    folder = _find_folder(path_or_id)
    return _read_shipped(folder) if folder.parent == _shipped_folder() else _read(folder)


@cache
def _read_shipped(folder: Path) -> Pack:
    return _read(folder)


def _read(folder: Path) -> Pack:
    source = _read_folder(folder)
    try:
        return Pack.model_validate(source.data)
    except ValidationError as exc:
        raise PackUnreadable(_sorted_faults(_place_errors(exc, source))) from exc


def list_packs() -> tuple[PackSummary, ...]:
    """The packs that ship with the program, by id. Raises PackUnreadable when one is damaged."""
    folders = sorted(root.parent for root in _shipped_folder().glob(f"*/{ROOT}"))
    packs = [(read_pack(folder), folder) for folder in folders]
    return tuple(PackSummary(id=p.id, version=p.version, title=p.title, folder=folder) for p, folder in packs)


@dataclass(frozen=True)
class _Source:
    """What the files say, with the file and line of every value by its path from the root."""

    data: Any
    places: Mapping[Keys, tuple[str, int]]

    def place(self, path: Keys) -> tuple[str, int]:
        """Where a path stands; for what is missing, where its holder begins."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, (ROOT, 1))


def _shipped_folder() -> Path:
    return Path(next(iter(shipped.__path__)))


def _find_folder(path_or_id: str | Path) -> Path:
    if isinstance(path_or_id, str) and re.fullmatch(r"[a-z][a-z0-9_]{0,23}", path_or_id):
        folder = _shipped_folder() / path_or_id
        if folder.is_dir():
            return folder
    folder = Path(path_or_id)
    folder = folder.parent if folder.name == ROOT and folder.is_file() else folder
    if not folder.is_dir():
        raise PackUnreadable((_fault(str(path_or_id), 0, "no_pack"),))
    return folder


def _read_folder(folder: Path) -> _Source:
    """The root with the content of the files that it names. All broken files are reported together."""
    places: dict[Keys, tuple[str, int]] = {}
    faults: list[PackFault] = []
    data = _read_into(folder, ROOT, at=(), places=places, faults=faults)
    if isinstance(data, dict):
        lists = data.get("lists")
        for holder, start in ((data, ()), (lists if isinstance(lists, dict) else {}, ("lists",))):
            for key, value in holder.items():
                if isinstance(value, str) and value.endswith(".yaml"):
                    holder[key] = _read_into(folder, value, at=(*start, key), places=places, faults=faults)
    if faults:
        raise PackUnreadable(_sorted_faults(faults))
    return _Source(data, places)


def _read_into(
    folder: Path, name: str, *, at: Keys, places: dict[Keys, tuple[str, int]], faults: list[PackFault]
) -> Any:
    """What the file `name` says, for the place `at`. What is wrong is added to `faults`."""
    try:
        text = _read_text(folder, name)
    except NotPlain as broken:
        file, line = places.get(at, (ROOT, 0))
        faults.append(_fault(file, line, broken.reason, name=name, **broken.data))
        return None
    try:
        document = parse(text)
    except NotPlain as broken:
        faults.append(_fault(name, broken.line, broken.reason, **broken.data))
        return None
    places.update({(*at, *path): (name, line) for path, line in document.lines.items()})
    return document.data


def _read_text(folder: Path, name: str) -> str:
    path = folder / name
    if path.name != name:
        raise NotPlain("outside_folder")
    try:
        if not path.is_file():
            raise NotPlain("no_file")
        if path.stat().st_size > LARGEST_FILE:
            raise NotPlain("too_large", megabytes=LARGEST_FILE // 1_000_000)
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise NotPlain("not_utf8") from exc
    except OSError as exc:
        raise NotPlain("unreadable") from exc


def _place_errors(error: ValidationError, source: _Source) -> Iterator[PackFault]:
    """Pydantic's errors and our own, at the line where the value stands; one for each value."""
    told: set[Keys] = set()
    for detail in error.errors(include_url=False):
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, BrokenPack):
            for fault in cause.faults:
                yield _place_fault(source, fault.path, fault.reason, fault.data)
            continue
        path = _path_in_data(detail["loc"], source.data)
        key = str(detail["loc"][-1]) if detail["loc"] else ""
        value = (*path, key) if detail["type"] == "missing" else path
        if value not in told and not _is_echo(detail):
            told.add(value)
            data = {name: str(number) for name, number in detail.get("ctx", {}).items()}
            yield _place_fault(source, path, detail["type"], data | {"key": key})


def _is_echo(detail: ErrorDetails) -> bool:
    """Pydantic leaves broken values out of a list and then finds the list too short; it is not."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _place_fault(source: _Source, path: Keys, reason: str, data: Mapping[str, str | int]) -> PackFault:
    file, line = source.place(path)
    return PackFault(
        file=file, line=line, sentence=phrases.about(_subject(path, source.data), phrases.say(reason, data))
    )


def _path_in_data(loc: Keys, data: Any) -> Keys:
    """The steps of a pydantic location that exist in the data, without the names of unions' branches."""
    path: list[str | int] = []
    for step in loc:
        inside = step in data if isinstance(data, dict) else isinstance(data, list) and step in range(len(data))
        if inside:
            data = data[step]
            path.append(step)
    return tuple(path)


def _subject(path: Keys, data: Any) -> str:
    """What a path is about, for people: the innermost thing with an id, and the key below it."""
    name, holder = "", str(path[1]) if path[:1] == ("lists",) and len(path) > 1 else ""
    key = str(path[-1]) if path and isinstance(path[-1], str) and path[-1] not in {holder, "id"} else ""
    for n, step in enumerate(path):
        data = data[step]
        if isinstance(data, dict) and n and isinstance(data.get("id"), str):
            name = data["id"]
            holder = holder if path[n - 1] == "items" else str(path[n - 1])
    return phrases.subject(holder=holder, name=name, key=key)


def _fault(file: str, line: int, reason: str, **data: str | int) -> PackFault:
    return PackFault(file=file, line=line, sentence=phrases.say(reason, data))


def _sorted_faults(faults: Iterator[PackFault] | list[PackFault]) -> tuple[PackFault, ...]:
    return tuple(sorted(set(faults))[:MOST_FAULTS])
