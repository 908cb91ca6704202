"""The list of people as cards: as large as it gets, with hostile names, and with the buttons that fit."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards import admitting, people, towns
from bot.cards.people import PeopleView, Unreached, unreached, unreached_lines
from flows.ports import Account, Admission
from flows.services.admitting import Waiting
from flows.services.importing import Imported
from flows.services.roster_csv import LineFault
from flows.words import Presence, Role, RoundState

LONG = "Nieuwerkerk aan den IJssel en Ommelanden, gemeente in wording"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def big(drawing: Any, *, name: str = "Persoon met een heel lange naam, tot zestig tekens aan toe {n}") -> PeopleView:
    """20 municipalities with 10 voters each, and advisers without one."""
    conference = drawing.conference(*(f"{LONG[:57]}{n:03}" for n in range(1, 21)))
    crowd = [
        drawing.person(n, town=f"g{1 + n // 10}", name=name.format(n=n)[:60], presence=Presence.INVITED)
        for n in range(200)
    ]
    crowd += [drawing.person(300 + n, town=None, role=Role.ADVISER, name=name.format(n=n)) for n in range(6)]
    return PeopleView(stage=drawing.stage(conference, crowd), requests=40, unreachable=frozenset({"persoon300"}))


def request(drawing: Any, number: int = 1, *, name: str = "Anna", alike: tuple[Any, ...] = ()) -> Waiting:
    admission = Admission(
        conference="abcdefghij23",
        account=Account("telegram", str(number)),
        name=name,
        municipality="g2",
        role=Role.VOTER,
        council=False,
        asked_at=NOON,
    )
    return Waiting(admission=admission, mark=f"{number:012}", lookalikes=alike)


def actions(drawing: Any, person: Any, *others: Any, rounds: tuple[Any, ...] = ()) -> list[str]:
    view = PeopleView(stage=drawing.stage(drawing.conference(), [person, *others], rounds))
    return drawing.flat(drawing.check(people.person_card(view, person)))[:-1]


@pytest.mark.parametrize("name", ["Persoon met een heel lange naam, tot zestig tekens aan toe {n}", None])
def test_largest_list_fits_on_every_card(drawing: Any, name: str | None) -> None:
    view = big(drawing, name=name or drawing.hostile.replace("{", ""))
    conference = view.stage.conference
    first = view.stage.participants[0]

    for card in (
        people.list_card(view),
        people.delegation_card(view, conference.municipalities[0], 0),
        people.delegation_card(view, None, 0),
        people.person_card(view, first),
        people.move_card(view.stage, first),
        people.link_card(first, "https://t.me/rondetafel_bot?start=u_" + "A" * 22),
        towns.towns_card(view.stage),
        towns.town_card(view.stage, conference.municipalities[19]),
        admitting.town_question(conference),
        admitting.role_question(conference, conference.municipalities[0]),
        admitting.requests_card(conference, [request(drawing, n, name=first.name) for n in range(200)]),
    ):
        drawing.check(card)


def test_list_counts_who_is_in_and_names_who_is_not_reached(drawing: Any) -> None:
    crowd = [
        drawing.person(1, town="g1", name="Anna"),
        drawing.person(2, town="g1", name="Bram", presence=Presence.INVITED),
        drawing.person(3, town="g1", name="Oud", presence=Presence.REPLACED),
        drawing.person(4, town=None, name="Dirk", role=Role.ADVISER),
        drawing.person(5, town=None, name="Fien", role=Role.FACILITATOR),
    ]
    view = PeopleView(
        stage=drawing.stage(drawing.conference(), crowd), unreachable=frozenset({"persoon1"}), requests=2
    )

    card = drawing.check(people.list_card(view))

    assert drawing.plain(card).split("\n") == [
        "Deelnemers",
        "Samenwerken in het Dal",
        "",
        "Aldermeer: 2, 1 binnen",
        *(f"{name}: 0, 0 binnen" for name in ("Boskerk", "Dalwijk", "Eikhuizen", "Grauwveen")),
        "Zonder gemeente: 1, 1 binnen",
        "Niet te bereiken: Anna",
    ]
    assert drawing.labels(card) == [
        ["Aldermeer", "Boskerk"],
        ["Dalwijk", "Eikhuizen"],
        ["Grauwveen", "Zonder gemeente"],
        ["Aanmeldingen (2)"],
        ["Lijst inlezen", "Lijst als CSV"],
        ["Uitnodigingen", "Gemeenten"],
        ["Raadsleden tellen mee"],
        ["Regietafel"],
    ]


def test_mixed_delegations_are_no_choice_after_the_first_answer(drawing: Any) -> None:
    before = PeopleView(stage=drawing.stage(drawing.conference(mixed=True)))
    after = PeopleView(stage=drawing.stage(drawing.conference(mixed=True)), answered=True)

    assert "Raadsleden apart" in drawing.flat(people.list_card(before))
    assert "Raadsleden apart" not in drawing.flat(people.list_card(after))


def test_delegation_goes_by_pages_of_ten(drawing: Any) -> None:
    crowd = [drawing.person(n, town="g1", name=f"Naam {n}") for n in range(25)]
    view = PeopleView(stage=drawing.stage(drawing.conference(), crowd))
    town = view.stage.conference.municipalities[0]

    pages = [drawing.labels(people.delegation_card(view, town, page)) for page in (0, 1, 2, 9)]

    assert [len(page) for page in pages] == [13, 13, 8, 8]
    assert [page[-3] for page in pages] == [["Volgende"], ["Vorige", "Volgende"], ["Vorige"], ["Vorige"]]
    assert pages[2][0] == ["Naam 20"]


@pytest.mark.parametrize(
    ("more", "labels"),
    [
        ({}, {"Woordvoerder", "Vervangend woordvoerder", "Afmelden", "Nieuwe link"}),
        ({"spokesperson": True}, {"Afmelden", "Nieuwe link"}),
        ({"substitute": True}, {"Woordvoerder", "Niet meer vervangend", "Afmelden", "Nieuwe link"}),
        ({"council": True}, {"Afmelden", "Nieuwe link"}),
        ({"role": Role.OBSERVER}, {"Afmelden", "Nieuwe link"}),
        ({"presence": Presence.ABSENT}, {"Weer aanmelden"}),
        ({"presence": Presence.INVITED, "role": Role.ADVISER}, {"Afmelden", "Nieuwe link"}),
    ],
)
def test_person_has_the_buttons_that_fit(drawing: Any, more: dict[str, Any], labels: set[str]) -> None:
    always = {"Laat vervangen", "Naar andere gemeente", "Naam wijzigen"}

    assert set(actions(drawing, drawing.person(1, **more))) == labels | always


def test_person_who_was_replaced_has_no_buttons_and_names_who_came(drawing: Any) -> None:
    gone = drawing.person(1, name="Oud", presence=Presence.REPLACED)
    new = drawing.person(2, name="Nieuw", replaces="persoon1")
    view = PeopleView(stage=drawing.stage(drawing.conference(), [gone, new]))

    assert drawing.flat(people.person_card(view, gone)) == ["Terug"]
    assert drawing.plain(people.person_card(view, gone)).endswith("bestuurder, vervangen door Nieuw")
    assert drawing.plain(people.person_card(view, new)).endswith("In de plaats van Oud")


def test_person_is_not_replaced_or_moved_while_he_is_asked(drawing: Any) -> None:
    round_ = drawing.round("groslijst")
    person = drawing.person(1)

    found = actions(drawing, person, rounds=(round_,))

    assert {"Laat vervangen", "Naar andere gemeente"} & set(found) == set()
    assert "Woordvoerder" in found


def test_offices_stay_while_woordvoerders_answer(drawing: Any) -> None:
    round_ = drawing.round("pakketten", *drawing.short_list())
    speaker, other = drawing.person(1, spokesperson=True), drawing.person(2)

    found = [actions(drawing, person, speaker, rounds=(round_,)) for person in (speaker, other)]

    assert found == [
        ["Afmelden", "Naam wijzigen", "Nieuwe link"],
        ["Afmelden", "Laat vervangen", "Naar andere gemeente", "Naam wijzigen", "Nieuwe link"],
    ]


# --- who is not reached --------------------------------------------------------------------------------


def test_unreached_are_electors_who_never_came_or_blocked(drawing: Any) -> None:
    crowd = [
        drawing.person(1, name="Anna", spokesperson=True),
        drawing.person(2, name="Bram", presence=Presence.INVITED),
        drawing.person(3, name="Carla"),
        drawing.person(4, name="Dirk", presence=Presence.ABSENT),
        drawing.person(5, name="Els", role=Role.ADVISER, presence=Presence.INVITED),
        drawing.person(6, name="Oud", presence=Presence.REPLACED),
    ]
    voters = drawing.round("groslijst", state=RoundState.DRAFT)
    speakers = drawing.round("pakketten", *drawing.short_list())
    stage = drawing.stage(drawing.conference(), crowd)
    blocked = frozenset({"persoon1", "persoon4", "persoon5"})

    assert unreached(stage, voters, blocked) == (
        Unreached(participant=crowd[0], blocked=True),
        Unreached(participant=crowd[1], blocked=False),
    )
    assert unreached(stage, speakers, blocked) == (Unreached(participant=crowd[0], blocked=True),)
    assert unreached_lines(stage, voters, blocked) == [
        "Nog niet binnen, 1 van 3: Bram",
        "Blokkeerden de bot, 1 van 3: Anna",
    ]
    assert unreached_lines(stage, speakers, frozenset()) == []


# --- joining -------------------------------------------------------------------------------------------


def test_joining_asks_municipality_and_role_as_in_screen_2(drawing: Any) -> None:
    conference = drawing.conference()
    boskerk = conference.municipalities[1]

    town, role = admitting.town_question(conference), admitting.role_question(conference, boskerk)
    sent = admitting.sent_card(conference, request(drawing).admission)

    assert drawing.labels(town) == [
        ["Aldermeer", "Boskerk"],
        ["Dalwijk", "Eikhuizen"],
        ["Grauwveen", "Geen van deze"],
    ]
    assert drawing.plain(town).split("\n")[-1] == "Namens welke gemeente bent u hier?"
    assert drawing.plain(role).split("\n") == [
        "Wat is uw rol in Boskerk?",
        "Antwoorden van adviseurs staan apart en tellen niet mee. Die van raadsleden ook.",
    ]
    assert drawing.plain(sent).split("\n") == [
        "Uw aanmelding is verstuurd",
        "Boskerk, burgemeester of wethouder. De begeleider laat u toe. U krijgt hier bericht.",
    ]
    assert drawing.flat(sent) == ["Gemeente of rol wijzigen"]


def test_who_has_no_municipality_here_does_not_vote(drawing: Any) -> None:
    card = drawing.check(admitting.role_question(drawing.conference(), None))

    assert drawing.flat(card) == ["Secretaris of adviseur", "Ik kijk alleen mee"]


def test_council_members_are_not_told_that_they_stand_apart_when_they_vote(drawing: Any) -> None:
    conference = drawing.conference(mixed=True)

    assert "raadsleden" not in drawing.plain(admitting.role_question(conference, conference.municipalities[0]))


def test_requests_come_one_at_a_time_with_the_names_they_resemble(drawing: Any) -> None:
    listed = drawing.person(7, name="A. de Wit", presence=Presence.INVITED)
    waiting = [request(drawing, 1, name="Anna de Wit", alike=(listed,)), *(request(drawing, n) for n in (2, 3))]

    card = drawing.check(admitting.requests_card(drawing.conference(), waiting))
    second = admitting.requests_card(drawing.conference(), waiting, mark=waiting[1].mark)

    assert drawing.plain(card).split("\n") == [
        "Aanmeldingen (3)",
        "Anna de Wit",
        "Boskerk, burgemeester of wethouder",
        "Op de lijst, nog niet binnen: A. de Wit. Is het dezelfde persoon? Kies dan de naam.",
        "Daarna: Anna, Anna",
    ]
    assert drawing.labels(card) == [["Toelaten", "Weigeren"], ["Dat is A. de Wit"], ["Volgende"], ["Deelnemers"]]
    assert drawing.plain(second).split("\n")[3] == "Daarna: Anna, Anna de Wit"
    assert drawing.flat(admitting.requests_card(drawing.conference(), [])) == ["Deelnemers"]


# --- lists ---------------------------------------------------------------------------------------------


def test_faults_are_told_by_line_and_cut_after_twenty(drawing: Any) -> None:
    faults = tuple(LineFault(line=n, reason="csv_role_unknown", data={"role": "x" * 40}) for n in range(1, 31))

    card = drawing.check(people.imported_card("abcdefghij23", Imported(faults=faults)))

    told = drawing.plain(card).split("\n")
    assert told[0] == "De lijst is niet ingelezen: 30 fouten. Er is niemand toegevoegd."
    assert told[1].startswith("Regel 1: de rol ‘xxxx")
    assert told[21:] == ["En nog 10.", "", "Verbeter dit en stuur de hele lijst opnieuw."]


@pytest.mark.parametrize(
    ("count", "known", "told"),
    [
        (1, 0, "Toegevoegd: 1 persoon."),
        (2, 1, "Toegevoegd: 2 personen.\n1 stond al op de lijst en is niet gewijzigd."),
        (0, 4, "Toegevoegd: 0 personen.\n4 stonden al op de lijst en zijn niet gewijzigd."),
    ],
)
def test_list_that_was_read_tells_what_came_of_it(drawing: Any, count: int, known: int, told: str) -> None:
    added = tuple(drawing.person(n) for n in range(count))

    card = drawing.check(people.imported_card("abcdefghij23", Imported(added=added, known=known)))

    assert drawing.plain(card) == told


# --- municipalities ------------------------------------------------------------------------------------


def test_municipalities_are_fixed_once_a_round_was_opened(drawing: Any) -> None:
    conference = drawing.conference()
    before = drawing.stage(conference, rounds=[drawing.round("motieven", state=RoundState.DRAFT)])
    after = drawing.stage(conference, rounds=[drawing.round("motieven", opened_at=NOON)])

    assert "Gemeente erbij" in drawing.flat(drawing.check(towns.towns_card(before)))
    assert "Gemeente erbij" not in drawing.flat(drawing.check(towns.towns_card(after)))
    assert drawing.flat(towns.town_card(before, conference.municipalities[0])) == [
        "Naam wijzigen",
        "Inwoners",
        "Terug",
    ]
    assert drawing.flat(towns.town_card(after, conference.municipalities[0])) == ["Inwoners", "Terug"]
