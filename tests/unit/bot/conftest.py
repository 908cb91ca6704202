"""Conferences, rounds and answers to draw, and a strict reader of what is drawn."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards.card import Card
from bot.rehearsal.formatting import parse_html
from bot.rehearsal.rules import read_keyboard, read_text
from flows.conference.model import (
    Ballot,
    Conference,
    Electorate,
    ItemOption,
    Municipality,
    Participant,
    Round,
    RoundItem,
    Value,
)
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.outcomes import RoundOutcome
from flows.pack.asking import static_items
from flows.pack.form import Pack
from flows.ports import Progress
from flows.services.answering import Walk
from flows.services.stage import Stage
from flows.words import ConferenceState, Presence, Role, RoundState, Secrecy
from storage.packs import read_pack

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NAMES = ("Aldermeer", "Boskerk", "Dalwijk", "Eikhuizen", "Grauwveen")
HOSTILE = "<b>&\u202ex\U0001f3db&lt;/b><a href='x'>\u05d0" + "W" * 37
"""60 characters, as many as a name may have: markup, an emoji, marks that turn the writing round."""


@dataclass(frozen=True)
class _Drawn:
    """What the strict server reads of a card."""

    values: Mapping[str, str]
    keyboard: Any

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def has(self, name: str) -> bool:
        return name in self.values

    def structure(self, name: str, *, called: str) -> Any:
        return self.keyboard if name == "reply_markup" else None


class Drawing:
    """Makes everything that a card shows, from the shipped pack."""

    hostile = HOSTILE

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def towns(self, *names: str) -> tuple[Municipality, ...]:
        return tuple(Municipality(id=f"g{n}", name=name) for n, name in enumerate(names or NAMES, start=1))

    def conference(self, *names: str, **more: Any) -> Conference:
        given = {
            "id": "abcdefghij23",
            "slug": "dal",
            "name": "Samenwerken in het Dal",
            "pack": self.pack.id,
            "pack_version": self.pack.version,
            "secrecy": Secrecy.MUNICIPALITY,
            "state": ConferenceState.ACTIVE,
            "phase": "groslijst",
            "created_at": NOON,
            "municipalities": self.towns(*names),
        }
        return Conference(**{**given, **more})

    def person(self, number: int = 1, *, town: str | None = "g2", **more: Any) -> Participant:
        given = {
            "id": f"persoon{number}",
            "conference": "abcdefghij23",
            "name": f"M. de Wit {number}",
            "role": Role.VOTER,
            "municipality": town,
            "presence": Presence.JOINED,
            "informed": True,
        }
        return Participant(**{**given, **more})

    def round(self, template_id: str, *items: RoundItem, state: RoundState = RoundState.OPEN, **more: Any) -> Round:
        """A round of the pack; without items the core of its list."""
        template = self.pack.round(template_id)
        phase = next(phase.id for phase in self.pack.phases if template in phase.rounds)
        put = items or static_items(self.pack, template, selection=more.pop("selection", "core"))
        given = {
            "key": 12,
            "id": f"{template_id}-1",
            "conference": "abcdefghij23",
            "template": template_id,
            "phase": phase,
            "number": 1,
            "kind": template.kind,
            "sort": template.sort,
            "party": template.party,
            "mode": "individueel",
            "state": state,
            "title": template.title,
            "unacceptable": template.unacceptable,
            "budget": template.budget,
            "ordered": template.ordered,
            "items": put,
        }
        return Round(**{**given, **more})

    def short_list(self, count: int = 3) -> tuple[RoundItem, ...]:
        """Tasks for the woordvoerders, with the pack's options."""
        template = self.pack.round("pakketten")
        options = tuple(ItemOption(id=o.id, title=o.title) for o in template.options)
        tasks = self.pack.items("groslijst")[:count]
        return tuple(RoundItem(id=t.id, title=t.title, text=t.text, options=options) for t in tasks)

    def principle(self) -> RoundItem:
        """An uitgangspunt with its options, of which one is proposed."""
        question = static_items(self.pack, self.pack.round("beslisboom"), selection="core")[0]
        return replace(question, question="Kan {gemeente} hiermee instemmen?", proposed=question.options[2].id)

    def points_item(self, *titles: str) -> RoundItem:
        options = tuple(ItemOption(id=f"m{n:02}", title=title) for n, title in enumerate(titles, start=1))
        return RoundItem(
            id="motieven", title="Motieven", question="Welke motieven wegen het zwaarst?", options=options
        )

    def walk(
        self,
        round_: Round,
        *,
        at: str | None,
        answers: Mapping[str, Value | None] | None = None,
        texts: Mapping[str, str] | None = None,
        marks: Iterable[str] = (),
        participant: Participant | None = None,
        lines: Mapping[str, str] | None = None,
    ) -> Walk:
        """A walk with these answers; None is 'geen mening'."""
        who = participant or self.person(spokesperson=True)
        given = {
            item: Ballot(
                item=item,
                participant=who.id,
                municipality=who.municipality,
                role=who.role,
                value=value,
                no_opinion=value is None,
                unacceptable=item in set(marks),
                text=(texts or {}).get(item, ""),
            )
            for item, value in (answers or {}).items()
        }
        return Walk(round=round_, participant=who, answers=given, at=at, lines=lines or {})

    def progress(self, *counts: tuple[int, int]) -> tuple[Progress, ...]:
        return tuple(
            Progress(municipality=f"g{n}", voters=of, done=done, busy=0)
            for n, (done, of) in enumerate(counts, start=1)
        )

    def stage(
        self, conference: Conference, people: Sequence[Participant] = (), rounds: Sequence[Round] = ()
    ) -> Stage:
        return Stage(pack=self.pack, conference=conference, participants=tuple(people), rounds=tuple(rounds))

    def outcome(
        self,
        round_: Round,
        answers: Mapping[str, Sequence[Value | None]],
        *,
        secrecy: Secrecy = Secrecy.MUNICIPALITY,
        texts: str = "",
    ) -> RoundOutcome:
        """What may be shown when each municipality's voters answer every item so; None is 'geen mening'."""
        voters = {town: frozenset(f"{town}_{n}" for n in range(len(given))) for town, given in answers.items()}
        ballots = tuple(
            Ballot(
                item=item.id,
                participant=f"{town}_{n}",
                municipality=town,
                role=Role.VOTER,
                value=value,
                no_opinion=value is None,
                text=texts,
            )
            for item in round_.items
            for town, given in answers.items()
            for n, value in enumerate(given)
        )
        limits = self.pack.thresholds
        full = summarise_round(round_, ballots, Electorate(voters), thresholds=limits, last_attempt=True)
        return disclose(full, round_=round_, secrecy=secrecy, thresholds=limits)

    def labels(self, card: Card) -> list[list[str]]:
        """The button texts, row by row, as they are shown."""
        return [[key["text"] for key in row] for row in _keyboard(card)]

    def flat(self, card: Card) -> list[str]:
        """The button texts in one list."""
        return [text for row in self.labels(card) for text in row]

    def links(self, card: Card) -> list[str]:
        """The addresses behind the buttons."""
        return [key["url"] for row in _keyboard(card) for key in row if "url" in key]

    def plain(self, card: Card) -> str:
        """The text as it is read, without markup."""
        return parse_html(card.text).text

    def check(self, card: Card) -> Card:
        """The card, when the strict server takes it as it is; raises Refusal when not."""
        rows = _keyboard(card)
        drawn = _Drawn(values={"text": card.text, "parse_mode": "HTML"}, keyboard={"inline_keyboard": rows})
        formatted = read_text(drawn, editing=False)
        assert {entity["type"] for entity in formatted.entities} <= {"bold", "italic", "code"}
        assert [len(row) for row in read_keyboard(drawn)] == [len(row) for row in rows]
        return card


def _keyboard(card: Card) -> list[list[dict[str, str]]]:
    shown: list[list[dict[str, str]]] = json.loads(card.keyboard)["inline_keyboard"]
    return shown


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack("vooronderzoek")


@pytest.fixture
def drawing(pack: Pack) -> Drawing:
    return Drawing(pack)
