"""Screens of corrections and standpunten through the strict reader, with names that try to break them."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards import correcting, member, standing
from bot.cards.card import Card
from bot.rehearsal.formatting import parse_html
from flows.conference.model import RoundItem
from flows.services.amending import Amendments
from flows.services.correcting import Corrections
from flows.services.standing import LateItem, LateList
from flows.words import Consent, Deciding, Party, RoundState


def labels(card: Card) -> list[list[str]]:
    return [[key.label for key in row] for row in card.rows]


def text_of(card: Card) -> str:
    return str(parse_html(card.text).text)


@pytest.fixture
def articles(drawing: Any) -> tuple[RoundItem, ...]:
    return tuple(
        RoundItem(id=f"a0{n}", title=f"{drawing.hostile} {n}", text="Wij doen het samen. " * 20, agreed=n < 4)
        for n in range(1, 6)
    )


@pytest.fixture
def round_(drawing: Any, articles: tuple[RoundItem, ...]) -> Any:
    return drawing.round("artikelen", *articles, decides=True)


def test_walk_of_a_woordvoerder_begins_with_the_hamerstukken(drawing: Any, round_: Any) -> None:
    walk = drawing.walk(round_, at="a01", participant=drawing.person(spokesperson=True))

    card = member.walk_card(drawing.pack, walk, drawing.towns()[1])

    assert text_of(card).startswith("Hamerstukken: 3 artikelen\n")
    assert labels(card) == [["Met alle drie instemmen"], ["Een voor een", "Lees ze"]]
    assert "U antwoordt namens Boskerk, onder voorbehoud van college en raad." in text_of(card)


def test_hamerstukken_are_not_offered_once_one_is_answered(drawing: Any, round_: Any) -> None:
    walk = drawing.walk(round_, at="a01", answers={"a02": "agree"}, participant=drawing.person(spokesperson=True))

    assert not text_of(member.walk_card(drawing.pack, walk, None)).startswith("Hamerstukken")


def test_amended_article_shows_what_it_was(drawing: Any, articles: tuple[RoundItem, ...]) -> None:
    item = replace(articles[4], text="Eerst een proef.", before="Wij doen het samen.")
    walk = drawing.walk(drawing.round("artikelen", item, decides=True), at=item.id)

    shown = text_of(member.walk_card(drawing.pack, walk, None)).split("\n")

    assert shown[2:4] == ["Eerst een proef.", "Was: Wij doen het samen."]


def test_per_member_says_in_whose_name_one_answers(drawing: Any, round_: Any) -> None:
    each = replace(round_, party=Party.VOTERS)
    walk = drawing.walk(each, at="a05")

    card = member.walk_card(drawing.pack, walk, drawing.towns()[1])
    privacy = member.privacy_details(drawing.conference(deciding=Deciding.MEMBERS), informed=True)

    assert "U antwoordt voor uzelf; uw gemeente stemt in als" in text_of(card)
    assert "Eerst terug naar ons college" not in [label for row in labels(card) for label in row]
    assert "Standpunten geeft ieder voor zich" in text_of(privacy)


def test_withdrawn_round_says_so_in_the_walk(drawing: Any, round_: Any) -> None:
    walk = drawing.walk(replace(round_, state=RoundState.WITHDRAWN), at="a01")

    assert "Deze ronde is ingetrokken." in text_of(member.walk_card(drawing.pack, walk, None))


def test_every_screen_is_one_that_telegram_takes(drawing: Any, round_: Any) -> None:
    conference = drawing.conference(*[f"{drawing.hostile}{n}" for n in range(20)])
    item = drawing.principle()
    late = LateItem(round=round_, item=item, person="p")
    found = LateList(conference=conference, speaker=drawing.person(), items=(late,) * 40)
    walk = drawing.walk(round_, at="a01")
    cards = [
        standing.together_card(drawing.pack, walk, None),
        standing.read_card(walk, round_.items[1]),
        standing.agreed_card(round_, {"a04"}),
        standing.amendments_card(Amendments(round=round_, items=round_.items, texts={"a01": "x" * 600})),
        standing.ask_text_card(round_.items[0], ""),
        standing.late_card(found),
        standing.late_card(None),
        standing.late_item_card(found, late, drawing.hostile),
        standing.late_bound_card(late),
        standing.late_text_card(late, Consent.OBJECTION),
        standing.late_told_card(round_, item, drawing.hostile),
        correcting.sure_card(replace(conference, name=drawing.hostile)),
        correcting.reopened_card(round_, link="https://t.me/bot?start=w_1"),
        correcting.withdrawn_card(replace(round_, reason=drawing.hostile)),
        correcting.returned_card(drawing.pack, "motieven"),
        correcting.cancelled_card(replace(conference, reason=drawing.hostile)),
    ]

    for card in cards:
        assert drawing.check(card) == card


def test_corrections_offer_what_is_possible_and_nothing_else(drawing: Any) -> None:
    round_ = drawing.round("groslijst", state=RoundState.CLOSED)
    stage = drawing.stage(round_)
    pack = drawing.pack
    can = Corrections(
        reopen=round_,
        withdraw=(round_,),
        again=(pack.round("pakketten"),),
        back=(pack.phase("motieven"),),
        skip=pack.phase("groslijst"),
        cancel=True,
    )
    nothing = Corrections(reopen=None, withdraw=(), again=(), back=(), skip=None, cancel=False)

    assert labels(correcting.correcting_card(stage, can)) == [
        ["Heropen"],
        ["Trek in"],
        ["Vraag opnieuw: Pakketten"],
        ["Terug", "Sla over"],
        ["Breek de conferentie af"],
        ["Regietafel"],
    ]
    assert labels(correcting.correcting_card(stage, nothing)) == [["Regietafel"]]
    assert "Er valt nu niets te corrigeren." in text_of(correcting.correcting_card(stage, nothing))
    assert labels(correcting.back_card(stage, can)) == [["Motieven"], ["Regietafel"]]
