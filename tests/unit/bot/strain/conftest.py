"""A conference as large as one gets, and what every card must keep to."""

import inspect
import pkgutil
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from bot import cards, phrases
from bot.cards.card import Card
from bot.phrases import (
    arguing,
    correcting,
    day,
    following,
    kinds,
    knowing,
    leading,
    models,
    own,
    papers,
    people,
    preparing,
    proposing,
    results,
    settling,
    standing,
    talk,
)
from flows.conference.model import (
    Conference,
    ItemOption,
    Municipality,
    Participant,
    Round,
    RoundItem,
    Value,
)
from flows.outcomes import ConsentOutcome, RoundOutcome
from flows.pack.form import Pack
from flows.ports import Progress
from flows.services.stage import Stage
from flows.words import Kind, Presence, Role, Secrecy
from storage.packs import read_pack

WIDTHS = {1: 40, 2: 30, 3: 20}
"""Characters of a button that a phone shows, by how many stand in its row: three stands for three and more."""
LINE = 38
"""Characters of a line on a phone."""
LEAST_OF_A_LABEL = 20
"""Characters that are left of a name that does not fit a button: fewer tell nobody apart."""
CHECKSUM = re.compile("[0-9a-f]{64}")
COUNTS = re.compile(r" \d+/\d+( · |$)")
"""'Aldermeer 4/5 · Boskerk 2/5'."""
TURNING = {chr(code) for code in (*range(0x202A, 0x202F), 0x2066, 0x2067)}
OWN_LABELS = frozenset(
    text
    for module in (
        *(phrases, arguing, correcting, day, following, kinds, knowing, leading, models, own, papers, people),
        *(preparing, proposing, results, settling, standing, talk),
    )
    for value in vars(module).values()
    for text in (value.values() if isinstance(value, dict) else [value])
    if isinstance(text, str)
)
"""Every text of ours: a label that is one of these is a button that we named."""


class Crowd:
    """A conference as large as one gets, with ids and texts as long as they may be.

    `style` is how names and texts read: 'ordinary', 'long' (60 characters that a name really may have) or 'hostile'.
    """

    link = "https://t.me/rondetafel_bot?start=m_abcdefghij23"

    def __init__(self, drawing: Any, pieces: Pack, *, style: str) -> None:
        self.drawing = drawing
        self.board = type(drawing)(pieces)
        """Draws from a pack with approve, rank and open."""
        self.style = style

    def name(self, number: int, *, most: int = 60) -> str:
        ordinary = f"J. Bakker {number}"
        long = f"{number} Mr. dr. A.B. van den Nieuwenhuijzen-van Oosterbeek tot Zuilen"
        return {"ordinary": ordinary, "long": long, "hostile": f"{number}{self.drawing.hostile}"}[self.style][:most]

    def town_name(self, number: int) -> str:
        ordinary = f"{('Alder', 'Boskerk', 'Dalwijk', 'Eikhuizen', 'Grauw')[number % 5]}{'berdefghi'[number // 5]}"
        long = f"{number} ’s-Gravenmoer-Noordoostpolder en Nieuwerkerk aan den IJssel"
        return {"ordinary": ordinary, "long": long, "hostile": f"{number}{self.drawing.hostile}"}[self.style][:60]

    def text(self, length: int) -> str:
        """So many characters."""
        words = (
            "Samenwerken & <i>meedoen</i> \U0001f3db "
            if self.style == "hostile"
            else "Wij doen dit samen en dan goed. "
        )
        return (words * (length // len(words) + 1))[:length]

    @cached_property
    def conference(self) -> Conference:
        towns = tuple(
            Municipality(id=f"{'gemeente-' * 4}{n:04}", name=self.town_name(n), inhabitants=123_456 + n)
            for n in range(20)
        )
        name = self.name(0) if self.style != "ordinary" else "Samenwerken in het Dal"
        return self.drawing.conference(municipalities=towns, name=name, reason=self.text(200), givens=self.text(1000))

    @cached_property
    def people(self) -> tuple[Participant, ...]:
        """Ten voters per municipality, with a woordvoerder and a substitute; then who has no municipality."""
        voters = [
            self.person(10 * at + n, town=town.id, spokesperson=n == 0, substitute=n == 1)
            for at, town in enumerate(self.conference.municipalities)
            for n in range(10)
        ]
        rest = [(Role.ADVISER, 40), (Role.OBSERVER, 10), (Role.FACILITATOR, 3)]
        others = [
            self.person(
                1000 * kind + n, town=None, role=role, presence=Presence.INVITED if n % 2 else Presence.JOINED
            )
            for kind, (role, count) in enumerate(rest, start=1)
            for n in range(count)
        ]
        return (*voters, *others)

    def person(self, number: int, **more: Any) -> Participant:
        given = {"id": f"persoon{number:05}", "name": self.name(number), "function": self.name(number, most=40)}
        given["town"] = self.conference.municipalities[0].id
        return self.drawing.person(number, **{**given, **more})

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        towns = self.conference.municipalities
        voters = [Progress(municipality=t.id, voters=10, done=n % 11, busy=0) for n, t in enumerate(towns)]
        return (*voters, Progress(municipality=None, voters=40, done=3, busy=2))

    def of(self, kind: Kind) -> Any:
        """Draws from the pack that asks this kind."""
        return self.board if kind in {Kind.APPROVE, Kind.RANK, Kind.OPEN} else self.drawing

    def item(self, number: int, kind: Kind) -> RoundItem:
        choices = {Kind.POINTS: 21, Kind.CHOOSE: 6, Kind.APPROVE: 10, Kind.RANK: 10}.get(kind, 0)
        options = tuple(
            ItemOption(id=f"{'o' * 22}{n:02}", title=f"{n} {self.text(87)}", place=4 * n) for n in range(choices)
        )
        alone = kind is Kind.POINTS
        return RoundItem(
            id=f"{'a' * 22}{number:02}",
            title=f"{number} {self.text(37)}",
            text="" if alone else self.text(600),
            question=f"{{gemeente}} {self.text(80)}",
            note="" if alone else self.text(200),
            group="" if alone else self.text(90),
            options=options,
            details=((self.text(25), self.text(600)), ("Waarom dit", self.text(600))),
        )

    def round(self, template: str, count: int = 70, **more: Any) -> Round:
        """So many items; of points one, over 21 options."""
        drawing = self.board if template in {"aantikken", "ordenen", "schrijven"} else self.drawing
        kind = drawing.pack.round(template).kind
        items = [self.item(n, kind) for n in range(1 if kind is Kind.POINTS else count)]
        if template == "pakketten":
            words = tuple(ItemOption(id=o.id, title=o.title) for o in drawing.pack.round(template).options)
            items = [replace(item, options=words) for item in items]
        titled = (
            {"title": drawing.pack.round(template).title} if self.style == "ordinary" else {"title": self.text(40)}
        )
        given = {"conference": self.conference.id, "key": 999_999, "reason": self.text(200), **titled, **more}
        return drawing.round(template, *items, **given)

    def stage(self, *rounds: Round, **more: Any) -> Stage:
        return self.drawing.stage(replace(self.conference, **more), self.people, rounds)

    def outcome(self, round_: Round, values: Sequence[Value | None], secrecy: Secrecy) -> RoundOutcome:
        """Every municipality's ten voters answer every item with these values, each beginning at another one."""
        towns = self.conference.municipalities
        answers = {t.id: [values[(n + k) % len(values)] for k in range(10)] for n, t in enumerate(towns)}
        found: RoundOutcome = self.of(round_.kind).outcome(round_, answers, secrecy=secrecy, texts=self.text(499))
        return replace(found, items={item: _told_apart(outcome) for item, outcome in found.items.items()})

    def measure(self, card: Card) -> None:
        """Fails for a card that Telegram would not take, or that nobody could read on a phone."""
        self.drawing.check(card)
        assert card.text.split("\n")[-1] != "…", f"cut off: {card.text[:200]}"
        for row, labels in zip(card.rows, self.drawing.labels(card), strict=True):
            for key, shown in zip(row, labels, strict=True):
                self._measure_label(key.label, shown, in_row=len(row))
        told = self.drawing.plain(card) + "".join(self.drawing.flat(card))
        assert not set(told) & TURNING
        for line in _aligned(card):
            assert len(line) <= LINE or CHECKSUM.fullmatch(line), line
        if self.style == "ordinary":
            assert [
                line for line in self.drawing.plain(card).split("\n") if COUNTS.search(line) and len(line) > LINE
            ] == []

    def _measure_label(self, label: str, shown: str, *, in_row: int) -> None:
        ours = label.removeprefix(phrases.TICK) in OWN_LABELS
        if ours or self.style == "ordinary":
            assert len(shown) <= WIDTHS.get(in_row, WIDTHS[3]), shown
        if shown != label:
            assert not ours, label
            assert len(shown) > LEAST_OF_A_LABEL, shown


def _told_apart(outcome: Any) -> Any:
    """Every municipality with one text behind a mits or bezwaar, as its woordvoerder writes it."""
    if not isinstance(outcome, ConsentOutcome):
        return outcome
    mits, bezwaar = (
        tuple((town, f"{n} {text}") for n, (town, text) in enumerate(dict(texts).items()))
        for texts in (outcome.conditions, outcome.objections)
    )
    return replace(outcome, conditions=mits, objections=bezwaar)


def _aligned(card: Card) -> Iterable[str]:
    """Lines in letters of one width, where columns stand below each other."""
    return [line for part in re.findall(r"<code>(.*?)</code>", card.text, re.DOTALL) for line in part.split("\n")]


def _makes_cards(function: object) -> bool:
    return inspect.isfunction(function) and get_type_hints(function).get("return") in {Card, list[Card]}


def _card_functions() -> frozenset[str]:
    """'module.function' of everything in bot/cards that makes a card."""
    modules = [import_module(f"bot.cards.{found.name}") for found in pkgutil.iter_modules(cards.__path__)]
    return frozenset(
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules
        for name, function in inspect.getmembers(module, _makes_cards)
        if not name.startswith("_") and function.__module__ == module.__name__
    )


@pytest.fixture(scope="session")
def pieces() -> Pack:
    return read_pack(Path(__file__).parents[3] / "packs" / "soorten")


@pytest.fixture(params=["ordinary", "long", "hostile"])
def crowd(drawing: Any, pieces: Pack, request: pytest.FixtureRequest) -> Crowd:
    return Crowd(drawing, pieces, style=request.param)


OF_FACILITATORS = frozenset(
    {
        *(
            "admitting",
            "arguing",
            "correcting",
            "day",
            "desk",
            "following",
            "invitations",
            "knowing",
            "leading",
            "papers",
            "people",
        ),
        *("moderating", "preparing", "settling", "talk", "towns"),
    }
)
"""Modules whose screens stand in the table of the facilitators; all others are in that of the members."""


@pytest.fixture(scope="session")
def facilitator_screens() -> frozenset[str]:
    return frozenset(name for name in _card_functions() if name.partition(".")[0] in OF_FACILITATORS)


@pytest.fixture(scope="session")
def member_screens(facilitator_screens: frozenset[str]) -> frozenset[str]:
    return _card_functions() - facilitator_screens
