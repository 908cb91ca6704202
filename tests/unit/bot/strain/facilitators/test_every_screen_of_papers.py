"""Every screen on which answers from paper are entered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.cards import papers
from bot.cards.card import Card
from flows.conference.model import Ballot, Round
from flows.services.papers import PaperRoll, PaperWalk
from flows.words import Consent, Kind, Role, RoundState


def paper_rounds(crowd: Any) -> Iterator[Round]:
    for template in ("groslijst", "motievenpunten", "pakketten", "beslisboom", "uitgangspunten", "vorm", "artikelen"):
        round_ = crowd.round(template, state=RoundState.CLOSED)
        if template == "uitgangspunten":
            options = crowd.item(0, Kind.CHOOSE).options
            round_ = replace(
                round_, items=tuple(replace(item, options=options, proposed=options[1].id) for item in round_.items)
            )
        yield replace(round_, decides=template in {"pakketten", "uitgangspunten", "artikelen"})
    for template in ("aantikken", "ordenen"):
        yield replace(crowd.round(template, 30, state=RoundState.CLOSED), top=3)


def paper_walks(crowd: Any) -> Iterator[PaperWalk]:
    who = crowd.person(1, spokesperson=True)
    for round_ in paper_rounds(crowd):
        first = round_.items[0].id
        for value in ("objection", "condition", None):
            consent = round_.kind is Kind.CONSENT
            ballot = Ballot(
                item=first,
                participant=who.id,
                municipality=who.municipality,
                role=Role.VOTER,
                value=value if consent else None,
                no_opinion=not consent,
                text=crowd.text(500),
                paper=True,
            )
            for own in (frozenset(), frozenset({first})):
                for at in (first, round_.items[-1].id, None):
                    yield PaperWalk(round=round_, participant=who, answers={first: ballot}, own=own, at=at)
        yield PaperWalk(round=round_, participant=who, answers={}, own=frozenset(), at=first)


def paper_cards(crowd: Any) -> Iterator[Card]:
    for walk in paper_walks(crowd):
        pack = crowd.of(walk.round.kind).pack
        yield papers.paper_card(pack, walk, crowd.conference.municipalities[0])


def paper_roll(crowd: Any) -> PaperRoll:
    crowded = tuple(crowd.person(2000 + n) for n in range(180))
    people_of = (*crowd.people[:200], *crowded)
    done = frozenset(p.id for p in people_of[::2])
    return PaperRoll(
        stage=crowd.stage(), round=crowd.round("groslijst", 1), people=people_of, done=done, on_paper=done
    )


SCREENS: dict[str, Callable[[Any], Iterator[Card] | list[Card]]] = {
    "papers.towns_card": lambda crowd: [papers.towns_card(paper_roll(crowd))],
    "papers.people_card": lambda crowd: [
        papers.people_card(paper_roll(crowd), town) for town in crowd.conference.municipalities
    ],
    "papers.paper_card": paper_cards,
    "papers.reason_card": lambda crowd: [
        papers.reason_card(walk, word)
        for walk in paper_walks(crowd)
        for word in (Consent.CONDITION, Consent.OBJECTION)
    ],
    "papers.typed_card": lambda crowd: [
        papers.typed_card(walk)
        for walk in paper_walks(crowd)
        if walk.round.kind in {Kind.POINTS, Kind.APPROVE, Kind.RANK}
    ],
}


def test_every_screen_is_in_the_table(screens_of: Callable[[str], frozenset[str]]) -> None:
    assert set(SCREENS) == screens_of("papers")


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_screen_stays_within_telegram_and_a_phone(crowd: Any, name: str) -> None:
    drawn = list(SCREENS[name](crowd))

    assert drawn
    for card in drawn:
        crowd.measure(card)
