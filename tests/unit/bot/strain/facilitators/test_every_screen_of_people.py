"""Every screen about people: the list, the invitations, who leads, and the municipalities."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards import invitations, leading, people, towns
from bot.cards.card import Card
from bot.cards.people import PeopleView
from flows.services.importing import Imported
from flows.services.inviting import Invited
from flows.services.leading import Leaders
from flows.services.roster_csv import LineFault
from flows.words import ConferenceState, Presence, Role

NOW = datetime(2026, 11, 24, 13, 15, tzinfo=UTC)
TOKEN = "A-_z" * 5 + "Qw"


def people_views(crowd: Any) -> Iterator[PeopleView]:
    council = replace(crowd.people[5], council=True)
    for state in ConferenceState:
        for answered in (True, False):
            stage = crowd.stage(state=state)
            stage = replace(stage, participants=(council, *crowd.people))
            unreachable = frozenset(p.id for p in crowd.people)
            yield PeopleView(stage=stage, unreachable=unreachable, requests=12, answered=answered)
    yield PeopleView(stage=crowd.drawing.stage(crowd.conference))


def delegation_cards(crowd: Any) -> Iterator[Card]:
    for view in people_views(crowd):
        for town in (crowd.conference.municipalities[0], None):
            for page in (0, 1, 99):
                yield people.delegation_card(view, town, page)


def person_cards(crowd: Any) -> Iterator[Card]:
    (view, *_) = people_views(crowd)
    for presence in Presence:
        for role in Role:
            for more in ({}, {"spokesperson": True}, {"substitute": True}, {"council": True}):
                who = crowd.person(1, presence=presence, role=role, replaces=crowd.people[1].id, **more)
                yield people.person_card(view, who)
                asked = replace(view, stage=replace(view.stage, rounds=(crowd.round("groslijst", 1),)))
                yield people.person_card(asked, who)


def imported_cards(crowd: Any) -> Iterator[Card]:
    faults = tuple(
        LineFault(line=n, reason="csv_municipality_unknown", data={"municipality": crowd.name(n)}) for n in range(250)
    )
    for imported in (
        Imported(faults=faults),
        Imported(faults=faults[:1]),
        Imported(added=crowd.people, known=199),
        Imported(added=crowd.people[:1]),
    ):
        yield people.imported_card(crowd.conference.id, imported)


def invitation_cards(crowd: Any) -> Iterator[Card]:
    invited = [Invited(participant=p, token=TOKEN if n % 3 else None) for n, p in enumerate(crowd.people)]
    yield from invitations.links_cards(crowd.stage(), invited, lambda token: f"{crowd.link}{token}")


def speakers_cards(crowd: Any) -> Iterator[Card]:
    stage = crowd.stage()
    yield invitations.speakers_card(stage, None)
    crowded = replace(stage, participants=tuple(crowd.person(n) for n in range(200)))
    for each in (stage, crowded):
        yield invitations.speakers_card(each, crowd.conference.municipalities[0])


def leaders_cards(crowd: Any) -> Iterator[Card]:
    ten = [crowd.person(n, town=None, role=Role.FACILITATOR) for n in range(10)]
    for joined, invited in ((10, 0), (5, 5), (1, 9)):
        waiting = tuple((person, TOKEN) for person in ten[joined:])
        assert len(waiting) == invited
        leaders = Leaders(stage=crowd.stage(), me=ten[0], joined=tuple(ten[:joined]), invited=waiting)
        yield leading.leaders_card(leaders, lambda token: f"{crowd.link}{token}")
        unreachable = frozenset(person.id for person in ten[1:3])
        yield leading.leaders_card(replace(leaders, unreachable=unreachable), lambda token: f"{crowd.link}{token}")


SCREENS: dict[str, Callable[[Any], Iterator[Card] | list[Card]]] = {
    "invitations.speakers_card": speakers_cards,
    "invitations.links_cards": invitation_cards,
    "leading.leaders_card": leaders_cards,
    "leading.hand_over_card": lambda crowd: [leading.hand_over_card(crowd.conference, crowd.person(1))],
    "leading.choose_card": lambda crowd: [leading.choose_card([crowd.conference] * 40)],
    "leading.take_card": lambda crowd: [leading.take_card(crowd.conference)],
    "leading.name_card": lambda crowd: [leading.name_card(crowd.conference)],
    "leading.asked_card": lambda crowd: [
        leading.asked_card(
            crowd.conference, crowd.person(1), named=crowd.name(2), town=crowd.town_name(1), mark="0123456789"
        )
    ],
    "leading.confirmed_card": lambda crowd: [
        leading.confirmed_card(crowd.conference, crowd.person(1), link) for link in (crowd.link, None)
    ],
    "people.list_card": lambda crowd: [people.list_card(view) for view in people_views(crowd)],
    "people.delegation_card": delegation_cards,
    "people.person_card": person_cards,
    "people.move_card": lambda crowd: [
        people.move_card(crowd.stage(), crowd.person(1)),
        people.move_card(crowd.stage(), crowd.person(1, town=None)),
    ],
    "people.link_card": lambda crowd: [people.link_card(crowd.person(1), crowd.link + TOKEN)],
    "people.imported_card": imported_cards,
    "towns.towns_card": lambda crowd: [
        towns.towns_card(crowd.stage(*rounds, state=state))
        for state in ConferenceState
        for rounds in ((), (crowd.round("groslijst", 1, opened_at=NOW),))
    ],
    "towns.town_card": lambda crowd: [
        towns.town_card(crowd.stage(), town) for town in crowd.conference.municipalities
    ],
}


def test_every_screen_is_in_the_table(screens_of: Callable[[str], frozenset[str]]) -> None:
    assert set(SCREENS) == screens_of("people")


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_screen_stays_within_telegram_and_a_phone(crowd: Any, name: str) -> None:
    drawn = list(SCREENS[name](crowd))

    assert drawn
    for card in drawn:
        crowd.measure(card)
