"""Mijn gegevens and vergeet mij on a phone: what is kept, one's own answers, and what forgetting means."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards import own as cards
from flows.conference.model import Ballot, ItemOption, RoundItem, Value
from flows.errors import Refused
from flows.ports import Account
from flows.services.forgetting import Kept, OwnAnswers, Parting
from flows.words import Kind, Role, Secrecy

LEADER = {"role": Role.FACILITATOR, "town": None}
CHOICES = (
    ItemOption(id="o1", title="Inkoop"),
    ItemOption(id="o2", title="Archief"),
    ItemOption(id="o3", title="ICT"),
)


def _kept(drawing: Any, *, secrecy: Secrecy = Secrecy.MUNICIPALITY, rounds: int = 1, **more: Any) -> Kept:
    me = drawing.person(spokesperson=True, function="wethouder", **more)
    conference = drawing.conference(secrecy=secrecy)
    leader = drawing.person(9, **LEADER)
    return Kept(
        stage=drawing.stage(conference, (leader, me)),
        participant=me,
        account=Account("telegram", "71234"),
        joined_at=datetime(2026, 3, 2, 12, 5, tzinfo=UTC),
        answered=tuple((drawing.round("groslijst", key=n, number=n), 30) for n in range(1, rounds + 1)),
    )


def _own(drawing: Any, kind: Kind, value: Value | None, **more: Any) -> OwnAnswers:
    item = RoundItem(id="vraag", title="Jeugdhulp inkopen", options=CHOICES)
    ballot = Ballot(item="vraag", participant="p", municipality="g2", role=Role.VOTER, value=value, **more)
    return OwnAnswers(round=drawing.round("groslijst", item, kind=kind), ballots={"vraag": ballot})


def _parting(drawing: Any, refusal: Refused | None = None, **more: Any) -> Parting:
    me = drawing.person(**more)
    return Parting(stage=drawing.stage(drawing.conference(), (me,)), participant=me, refusal=refusal)


# --- what is kept ---------------------------------------------------------------------------------------


def test_data_card_tells_what_is_kept_how_long_and_whom_to_ask(drawing: Any) -> None:
    card = drawing.check(cards.data_card([_kept(drawing)], retention_days=90))

    assert drawing.plain(card).split("\n") == [
        "Mijn gegevens",
        "Alleen u ziet dit.",
        "",
        "Samenwerken in het Dal",
        "Naam: M. de Wit 1",
        "Functie: wethouder",
        "Gemeente: Boskerk",
        "Rol: bestuurder, woordvoerder",
        "Account: uw nummer bij Telegram",
        "Binnen sinds: 2 maart 2026, 13.05 uur",
        "Antwoorden: in 1 ronde",
        "Vragen? Ga naar M. de Wit 9, begeleider.",
        "",
        "In het logboek staat een nummer, geen naam en geen antwoord.",
        "Bewaartermijn: 90 dagen na afloop van de conferentie.",
    ]
    assert drawing.labels(card) == [["Mijn antwoorden", "Vergeet mij"]]


def test_data_card_of_a_secret_conference_says_that_the_link_is_cut(drawing: Any) -> None:
    text = drawing.plain(cards.data_card([_kept(drawing, secrecy=Secrecy.SECRET, rounds=0)], retention_days=90))

    assert "Antwoorden: geen\nNa het vaststellen van een geheime ronde weet niemand meer" in text


def test_data_card_tells_of_own_motives_and_of_sensitive_items(drawing: Any) -> None:
    kept = _kept(drawing)
    sensitive = RoundItem(id="vertrouwen", title="Vertrouwen", sensitive=True)
    stage = replace(kept.stage, rounds=(drawing.round("groslijst", sensitive),))

    text = drawing.plain(
        cards.data_card([replace(kept, stage=stage, proposed=("Jongeren houden",))], retention_days=90)
    )

    assert (
        "Eigen motief: Jongeren houden\n"
        "Bij gevoelige onderwerpen weet na het vaststellen niemand meer welke antwoorden van u zijn."
    ) in text


def test_data_card_of_a_stranger_says_that_nothing_is_kept(drawing: Any) -> None:
    card = drawing.check(cards.data_card([], retention_days=90))

    assert drawing.plain(card).startswith("Mijn gegevens\nVan u wordt hier niets bewaard.")
    assert card.rows == ()


def test_data_card_fits_with_hostile_names_and_many_conferences(drawing: Any) -> None:
    kept = [_kept(drawing, name=drawing.hostile, rounds=3)] * 30

    card = drawing.check(cards.data_card(kept, retention_days=36500))

    assert len(drawing.flat(card)) == 2 * cards.CONFERENCES_SHOWN


def test_rounds_card_has_a_button_per_round(drawing: Any) -> None:
    card = drawing.check(cards.rounds_card(_kept(drawing, rounds=2)))

    assert drawing.labels(card) == [["Groslijst (30)"], ["Groslijst, ronde 2 (30)"], ["Terug"]]


@pytest.mark.parametrize(
    ("kind", "value", "lines"),
    [
        (Kind.RATE, 4, ["4, kansrijk"]),
        (Kind.GRADE, "geschikt", ["geschikt"]),
        (Kind.CHOOSE, "o2", ["Archief"]),
        (Kind.CONSENT, "agree", ["instemmen"]),
        (Kind.CONSENT, "objection:o2", ["bezwaar", "zwaarste keuze die nog kan: Archief"]),
        (Kind.CONSENT, "objection:none", ["bezwaar", "geen van de keuzes kan"]),
        (Kind.POINTS, {"o1": 7, "o2": 0, "o3": 3}, ["Inkoop: 7", "ICT: 3"]),
        (Kind.APPROVE, ("o1", "o3"), ["Inkoop", "ICT"]),
        (Kind.RANK, ("o3", "o1"), ["1 ICT", "2 Inkoop"]),
        (Kind.OPEN, ("Eerste", "Tweede"), ["‘Eerste’", "‘Tweede’"]),
    ],
)
def test_answer_stands_in_words(drawing: Any, kind: Kind, value: Value, lines: list[str]) -> None:
    card = drawing.check(cards.answers_card(drawing.pack, _own(drawing, kind, value), 0))

    assert drawing.plain(card).split("\n") == ["Groslijst", "Alleen u ziet dit.", "", "Jeugdhulp inkopen", *lines]


def test_answer_stands_with_its_marks_and_text(drawing: Any) -> None:
    own = _own(drawing, Kind.RATE, None, no_opinion=True, unacceptable=True, paper=True, text="Te <duur>")

    text = drawing.plain(drawing.check(cards.answers_card(drawing.pack, own, 0)))

    assert text.split("\n")[3:] == [
        "Jeugdhulp inkopen",
        "geen mening",
        "onaanvaardbaar voor uw gemeente",
        "op papier gegeven",
        "Uw tekst: Te <duur>",
    ]


@pytest.mark.parametrize(
    ("page", "head", "labels"),
    [
        (0, "Deel 1 van 4.", [["Volgende"], ["Terug"]]),
        (1, "Deel 2 van 4.", [["Vorige", "Volgende"], ["Terug"]]),
        (999, "Deel 4 van 4.", [["Vorige"], ["Terug"]]),
    ],
)
def test_answers_are_turned_page_by_page(drawing: Any, page: int, head: str, labels: list[list[str]]) -> None:
    round_ = drawing.round("groslijst")
    ballots = {
        item.id: Ballot(item=item.id, participant="p", municipality="g2", role=Role.VOTER, value=3)
        for item in round_.items
    }

    card = drawing.check(cards.answers_card(drawing.pack, OwnAnswers(round=round_, ballots=ballots), page))

    assert drawing.plain(card).split("\n")[1].startswith(head)
    assert drawing.labels(card) == labels


def test_answers_that_were_cut_off_say_so(drawing: Any) -> None:
    own = OwnAnswers(round=drawing.round("groslijst"), ballots={})

    assert drawing.plain(cards.answers_card(drawing.pack, own, 0)).endswith(
        "Er zijn geen antwoorden die met u verbonden zijn."
    )


# --- vergeet mij ----------------------------------------------------------------------------------------


def test_parting_card_says_what_goes_what_stays_and_that_it_is_for_good(drawing: Any) -> None:
    card = drawing.check(cards.parting_card(_parting(drawing)))

    assert drawing.plain(card).count("• ") == 5
    assert drawing.plain(card).endswith("Dit kan niet ongedaan worden gemaakt.")
    assert "woordvoerder" not in drawing.plain(card)
    assert drawing.labels(card) == [["Ja, vergeet mij"], ["Toch niet"]]


def test_parting_card_of_a_woordvoerder_says_who_appoints_another(drawing: Any) -> None:
    text = drawing.plain(cards.parting_card(_parting(drawing, spokesperson=True)))

    assert "U bent woordvoerder van Boskerk. De begeleider krijgt bericht en moet een ander aanwijzen." in text


def test_parting_card_offers_nothing_that_would_be_refused(drawing: Any) -> None:
    card = drawing.check(cards.parting_card(_parting(drawing, Refused("forget_only_leader"))))

    assert drawing.plain(card).endswith("Draag de conferentie eerst over met /overdragen.")
    assert drawing.labels(card) == [["Terug"]]


def test_facilitators_card_names_the_municipality_only(drawing: Any) -> None:
    card = drawing.check(cards.told_card(drawing.conference(), "g2", speaks=True))

    assert "Een deelnemer van Boskerk doet niet meer mee." in drawing.plain(card)
    assert drawing.labels(card) == [["Woordvoerders"]]


def test_help_has_a_button_for_what_everybody_can_ask(drawing: Any) -> None:
    def labels(leads: bool) -> list[list[str]]:
        return [[key.label for key in row] for row in cards.help_rows(leads=leads)]

    asked = [["Status", "Uitslag"], ["Voorbeelden", "Modellentool"], ["Mijn gegevens", "Privacy"]]
    assert (labels(False), labels(True)) == (asked, [*asked, ["Regietafel"]])
