"""Rounds of every kind with seeded answers, and a reader that measures what stands in a picture."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from flows.conference.model import Ballot, Electorate, ItemOption, Round, RoundItem, Value
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.outcomes import RoundOutcome
from flows.pack.form import Pack
from flows.words import Consent, Grade, Kind, Mode, Party, Role, RoundState, Secrecy, Sort
from report import typeface
from report.charts.drawing import WIDTH
from report.charts.subject import Subject
from storage.packs import read_pack

LABELS = ("niet kansrijk", "weinig kansrijk", "misschien", "kansrijk", "zeer kansrijk")
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Written:
    """A text in a picture, with its bounds."""

    text: str
    size: float
    fill: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Written") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


@dataclass(frozen=True)
class Box:
    """A filled rectangle."""

    left: float
    top: float
    right: float
    bottom: float
    fill: str

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True)
class Read:
    """What a picture holds."""

    height: float
    title: str
    texts: tuple[Written, ...]
    boxes: tuple[Box, ...]

    @property
    def words(self) -> str:
        return " ".join(written.text for written in self.texts)


def _texts(node: ET.Element, y: float) -> Iterator[tuple[ET.Element, float]]:
    moved = re.fullmatch(r"translate\(0 ([\d.]+)\)", node.get("transform", ""))
    y += float(moved[1]) if moved else 0.0
    yield node, y
    for child in node:
        yield from _texts(child, y)


def _written(node: ET.Element, y: float) -> Written:
    text, size = node.text or "", float(node.attrib["font-size"])
    width = typeface.width_of(text, size=size, bold=node.get("font-weight") == "600")
    x, y = float(node.attrib["x"]), y + float(node.attrib["y"])
    if "rotate" in node.get("transform", ""):
        return Written(text, size, node.attrib["fill"], x - size * 0.7, y - width, x + size * 0.2, y)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[node.attrib["text-anchor"]]
    return Written(text, size, node.attrib["fill"], left, y - size * 0.7, left + width, y + size * 0.2)


@pytest.fixture(scope="session")
def read() -> Callable[[str], Read]:
    def _read(svg: str) -> Read:
        root = ET.fromstring(svg)
        found = list(_texts(root, 0.0))
        boxes = [
            Box(
                float(node.get("x", 0)),
                y + float(node.get("y", 0)),
                float(node.get("x", 0)) + float(node.attrib["width"]),
                y + float(node.get("y", 0)) + float(node.attrib["height"]),
                node.attrib["fill"],
            )
            for node, y in found
            if node.tag == f"{SVG}rect"
        ]
        assert root.attrib["width"] == str(WIDTH)
        return Read(
            height=float(root.attrib["height"]),
            title=root.findtext(f"{SVG}title") or "",
            texts=tuple(_written(node, y) for node, y in found if node.tag == f"{SVG}text"),
            boxes=tuple(boxes),
        )

    return _read


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack("vooronderzoek")


@dataclass(frozen=True)
class Maker:
    """Makes what a picture is drawn of."""

    pack: Pack

    def round(self, kind: Kind, *titles: str, **more: Any) -> Round:
        options = tuple(ItemOption(id=o, title=f"Keuze {o}", place=p) for o, p in (("a", 10), ("b", 50), ("c", 90)))
        choosing = kind in {Kind.CHOOSE, Kind.APPROVE, Kind.RANK, Kind.POINTS}
        given = {
            "key": 1,
            "id": "ronde-1",
            "conference": "c1",
            "template": "groslijst",
            "phase": "groslijst",
            "number": 1,
            "kind": kind,
            "sort": Sort.VOORSTEL,
            "party": Party.VOTERS,
            "mode": Mode.INDIVIDUAL,
            "state": RoundState.PUBLISHED,
            "title": "Groslijst",
            "budget": 10,
            "top": 2,
            "ordered": kind is Kind.CHOOSE,
            "items": tuple(
                RoundItem(id=f"i{n}", title=title, options=options if choosing else ())
                for n, title in enumerate(titles or ("Inkoop",))
            ),
        }
        return Round(**{**given, **more})

    def outcome(
        self, round_: Round, answers: dict[str, list[list[Any]]], *, secrecy: Secrecy = Secrecy.MUNICIPALITY
    ) -> RoundOutcome:
        """Town -> persons -> an answer per item (None for none)."""
        electorate = Electorate(
            {town: frozenset(f"{town}{n}" for n in range(len(people))) for town, people in answers.items()}
        )
        ballots = [
            Ballot(
                item=item.id,
                participant=f"{town}{n}",
                municipality=town,
                role=Role.VOTER,
                value=value,
                text="omdat het moet" if value in ("condition", "objection") else "",
            )
            for town, people in answers.items()
            for n, given in enumerate(people)
            for item, value in zip(round_.items, given, strict=True)
            if value is not None
        ]
        full = summarise_round(round_, ballots, electorate, thresholds=self.pack.thresholds)
        return disclose(full, round_=round_, secrecy=secrecy, thresholds=self.pack.thresholds)

    def subject(
        self,
        round_: Round,
        answers: dict[str, list[list[Any]]],
        *,
        secrecy: Secrecy = Secrecy.MUNICIPALITY,
        **more: Any,
    ) -> Subject:
        return Subject(
            round=round_,
            outcome=self.outcome(round_, answers, secrecy=secrecy),
            **{
                "names": {town: town.capitalize() for town in answers},
                "nouns": ("taak", "taken"),
                "labels": LABELS if round_.kind is Kind.RATE else (),
                **more,
            },
        )

    def random(self, round_: Round, *, towns: int, voters: int, seed: int = 1) -> dict[str, list[list[Any]]]:
        draw = Random(seed)
        return {
            f"g{town}": [[_answer(round_.kind, draw) for _ in round_.items] for _ in range(voters)]
            for town in range(1, towns + 1)
        }


def _answer(kind: Kind, draw: Random) -> Value | None:
    if draw.random() < 0.1:
        return None
    answers: dict[Kind, Callable[[], Value]] = {
        Kind.RATE: lambda: draw.randint(1, 5),
        Kind.CHOOSE: lambda: draw.choice("abc"),
        Kind.APPROVE: lambda: tuple(o for o in "abc" if draw.random() < 0.6),
        Kind.RANK: lambda: tuple(draw.sample("abc", 2)),
        Kind.POINTS: lambda: {"a": (first := draw.randint(0, 10)), "b": 10 - first, "c": 0},
        Kind.GRADE: lambda: draw.choice(list(Grade)).value,
        Kind.CONSENT: lambda: draw.choice(list(Consent)).value,
        Kind.OPEN: lambda: ("Een wens.",),
    }
    return answers[kind]()


@pytest.fixture(scope="session")
def maker(pack: Pack) -> Maker:
    return Maker(pack)
