"""Every screen of lines why: for who writes them, and for the facilitator who reads them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.cards import arguing, moderating
from bot.cards.card import Card
from flows.conference.model import Argument, ArgumentRequest, Ballot, Round
from flows.services.arguing import Asked, Rewriting
from flows.services.moderating import Moderation
from flows.words import ArgumentState, RequestState, Role, RoundState


def lines_of(crowd: Any, round_: Round, state: ArgumentState, count: int = 200) -> tuple[Argument, ...]:
    """So many people who all wrote with every item."""
    return tuple(
        Argument(
            id=f"{place:012}{n:012}",
            round=round_.key,
            item=item.id,
            participant=None if n % 3 == 0 else "persoon00001",
            text=crowd.text(200),
            state=state,
        )
        for place, item in enumerate(round_.items)
        for n in range(count)
    )


def moderations(crowd: Any) -> Iterator[Moderation]:
    for state in (RoundState.CLOSED, RoundState.SETTLED):
        round_ = crowd.round("groslijst", state=state)
        waiting = lines_of(crowd, round_, ArgumentState.WAITING)
        admitted = lines_of(crowd, round_, ArgumentState.ADMITTED, 2)
        yield Moderation(round=round_)
        yield Moderation(round=round_, refused=14_000, returned=14_000)
        for still in (True, False):
            yield Moderation(round=round_, waiting=waiting, admitted=admitted, returned=9, refused=9, open=still)


def line_cards(crowd: Any) -> Iterator[Card]:
    for found in moderations(crowd):
        for line in (None, *found.waiting[:4], *found.admitted[:1]):
            yield moderating.line_card(found, line)


def all_cards(crowd: Any) -> Iterator[Card]:
    for found in moderations(crowd):
        for page in (0, 1, 99_999):
            yield moderating.all_card(found, page=page)


def ask_cards(crowd: Any) -> Iterator[Card]:
    for template in ("groslijst", "beslisboom"):
        round_ = crowd.round(template)
        for line in ("", crowd.text(200)):
            yield arguing.ask_card(round_, round_.items[0], line)


def request_cards(crowd: Any) -> Iterator[Card]:
    for template, value in (("groslijst", 2), ("beslisboom", f"{'o' * 22}05"), ("vorm", "ongeschikt")):
        round_ = crowd.round(template, state=RoundState.PUBLISHED)
        person = crowd.person(1)
        requests = tuple(
            ArgumentRequest(round=round_.key, participant=person.id, position=n, item=item.id)
            for n, item in enumerate(round_.items[:2], start=1)
        )
        given = {
            item.id: Ballot(
                item=item.id,
                participant=person.id,
                municipality=None,
                role=Role.VOTER,
                value=put,
                no_opinion=put is None,
            )
            for item, put in zip(round_.items, (value, None), strict=False)
        }
        lines = {item.id: crowd.text(200) for item in round_.items}
        declined = tuple(replace(request, state=RequestState.DECLINED) for request in requests)
        for ballots in ({}, given):
            asked = Asked(round=round_, participant=person, requests=requests, ballots=ballots, lines=lines)
            for seen in (requests, (declined[0], requests[1]), declined, ()):
                yield arguing.request_card(crowd.drawing.pack, replace(asked, requests=seen))


def own_lines(crowd: Any, make: Callable[[Rewriting], Card]) -> Iterator[Card]:
    round_ = crowd.round("groslijst", state=RoundState.CLOSED)
    for line in lines_of(crowd, round_, ArgumentState.RETURNED, 1)[:1]:
        yield make(Rewriting(round=round_, argument=line))


def refused_cards(crowd: Any) -> Iterator[Card]:
    round_ = crowd.round("groslijst", state=RoundState.CLOSED)
    yield arguing.refused_card(round_, lines_of(crowd, round_, ArgumentState.REFUSED, 9))


SCREENS: dict[str, Callable[[Any], Iterator[Card] | list[Card]]] = {
    "arguing.ask_card": ask_cards,
    "arguing.dropped_card": lambda _: [arguing.dropped_card()],
    "arguing.refused_card": refused_cards,
    "arguing.request_card": request_cards,
    "arguing.returned_card": lambda crowd: own_lines(crowd, arguing.returned_card),
    "arguing.rewritten_card": lambda crowd: own_lines(crowd, arguing.rewritten_card),
    "moderating.all_card": all_cards,
    "moderating.line_card": line_cards,
}


def test_every_screen_is_in_the_table(screens_of: Callable[[str], frozenset[str]]) -> None:
    assert set(SCREENS) == screens_of("arguments")


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_screen_stays_within_telegram_and_a_phone(crowd: Any, name: str) -> None:
    drawn = list(SCREENS[name](crowd))

    assert drawn
    for card in drawn:
        crowd.measure(card)
