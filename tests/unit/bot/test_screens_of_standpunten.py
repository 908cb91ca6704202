"""Mits, bezwaar and standpunten as UX.md has them, word for word, with the buttons where they belong."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards import member
from flows.conference.model import Value
from flows.words import Consent

NAVIGATION = ["Vorige", "Overzicht", "Volgende"]


@pytest.fixture
def boskerk(drawing: Any) -> Any:
    return drawing.towns()[1]


def test_task_of_the_short_list_asks_the_woordvoerder_with_words(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("pakketten", *drawing.short_list())
    item = round_.items[0]

    card = member.walk_card(pack, drawing.walk(round_, at=item.id, answers={item.id: "later"}), boskerk)

    assert drawing.labels(card) == [["Nu", "✓ Later"], ["Niet", "Al geregeld"], NAVIGATION]
    assert "U antwoordt namens Boskerk, onder voorbehoud van college en raad." in card.text.split("\n")


def test_article_asks_the_woordvoerder_with_screen_16s_buttons(pack: Any, drawing: Any, boskerk: Any) -> None:
    items = tuple(replace(drawing.principle(), id=f"art{n}", options=(), proposed=None) for n in range(9))
    round_ = drawing.round("artikelen", *items)

    card = member.walk_card(pack, drawing.walk(round_, at="art2", answers={"art2": "college"}), boskerk)

    assert card.text.startswith("Artikel 3 van 9")
    assert drawing.labels(card) == [
        ["Instemmen", "Mits", "Bezwaar"],
        ["✓ Eerst terug naar ons college"],
        NAVIGATION,
    ]


def test_gedragscode_asks_every_voter_and_knows_no_college(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("gedragscode")
    first = round_.items[0].id

    card = member.walk_card(pack, drawing.walk(round_, at=first, answers={first: "agree"}), boskerk)

    assert drawing.labels(card) == [["✓ Instemmen", "Mits", "Bezwaar"], ["Geen mening", "Toelichting"], NAVIGATION]


@pytest.mark.parametrize(
    ("word", "question"),
    [
        (Consent.CONDITION, "Onder welke voorwaarde stemt u in? Schrijf één zin."),
        (Consent.OBJECTION, "Wat is uw bezwaar? Zonder reden kunnen de anderen er niets mee."),
    ],
)
def test_mits_and_bezwaar_ask_for_their_text(pack: Any, drawing: Any, word: Consent, question: str) -> None:
    round_ = drawing.round("gedragscode")
    item = round_.items[0]

    card = member.walk_card(pack, drawing.walk(round_, at=item.id, answers={item.id: word.value}), None)

    assert card.text == f"<b>{item.title}</b>\n{question}"
    assert drawing.labels(card) == [["Toch instemmen"]]


def test_objector_to_an_uitgangspunt_names_the_heaviest_option(pack: Any, drawing: Any) -> None:
    item = drawing.principle()
    round_ = drawing.round("uitgangspunten", item)
    walk = drawing.walk(round_, at=item.id, answers={item.id: "objection"}, texts={item.id: "te zwaar"})

    card = member.walk_card(pack, walk, None)

    assert card.text.split("\n")[:3] == [
        "<b>Wie beslist</b>",
        "Wat is de zwaarste keuze die uw gemeente nog wel aanvaardt?",
        "A Elke gemeente besluit en tekent zelf",
    ]
    assert drawing.labels(card) == [["A", "B", "C", "D", "E"], ["Geen van deze"], ["Toch instemmen"]]


@pytest.mark.parametrize("value", ["agree", "objection:bk2a", "objection:none"])
def test_uitgangspunt_with_everything_said_is_a_question_again(pack: Any, drawing: Any, value: Value) -> None:
    item = drawing.principle()
    round_ = drawing.round("uitgangspunten", item)
    walk = drawing.walk(round_, at=item.id, answers={item.id: value}, texts={item.id: "te zwaar"})

    card = member.walk_card(pack, walk, None)

    assert drawing.labels(card)[1] == ["Eerst terug naar ons college"]
