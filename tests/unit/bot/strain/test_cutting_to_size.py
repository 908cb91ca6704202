"""What does not fit: cut where it can be cut, and onto a next page where it cannot."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards import day, group, results
from bot.cards.card import Card, Key, bold, esc, label, length, lines, pages_of
from bot.cards.results import ResultView
from flows.ports import Progress
from flows.services.timing import Absent
from flows.words import Party, Secrecy


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("✓ " + "Nieuwerkerk-" * 5, "✓ Nieuwerkerk-Nieuwerkerk-Nieuwerkerk-N…"),
        ("Draag over aan " + "N" * 60, "Draag over aan " + "N" * 24 + "…"),
        ("Aldermeer met alle dorpen eromheen en daarbij", "Aldermeer met alle dorpen eromheen en…"),
        ("\u202eAldermeer\u2066", "Aldermeer"),
    ],
)
def test_label_keeps_enough_of_a_long_name_and_does_not_turn_round(text: str, shown: str) -> None:
    assert label(text) == shown
    assert len(shown) <= 40


def test_length_is_that_of_the_text_as_it_is_read() -> None:
    assert length(bold("<&>")) == 3
    assert length(esc("\U0001f3db")) == 2


def test_markup_does_not_take_the_place_of_text(drawing: Any) -> None:
    shown = [bold("&" * 100)] * 40

    assert lines(shown) == "\n".join(shown)
    assert lines([*shown, bold("&" * 100)]).endswith("\n…")
    drawing.check(Card(lines(shown)))


@pytest.mark.parametrize(
    ("most", "longest", "pages"),
    [
        (9, 99, [["aaaa", "bb", "cc", "dddd"]]),
        (2, 99, [["aaaa", "bb", "cc"], ["dddd"]]),
        (9, 11, [["aaaa", "bb", "cc"], ["dddd"]]),
        (9, 10, [["aaaa"], ["bb", "cc"], ["dddd"]]),
        (9, 1, [["aaaa"], ["bb", "cc"], ["dddd"]]),
    ],
)
def test_pages_never_tear_a_block_apart(most: int, longest: int, pages: list[list[str]]) -> None:
    assert pages_of([["aaaa"], ["bb", "cc"], ["dddd"]], most=most, longest=longest) == pages


def test_nothing_is_one_empty_page() -> None:
    assert pages_of([], most=1, longest=1) == [[]]


def test_two_municipalities_share_a_line_only_where_both_fit(drawing: Any) -> None:
    conference = drawing.conference("Aldermeer", "Boskerk", "Nieuwerkerk aan den IJssel", "Dalwijk", "Eikhuizen")
    progress = [Progress(municipality=f"g{n}", voters=5, done=n, busy=0) for n in range(1, 6)]

    assert group.town_lines(conference, progress) == [
        "Aldermeer 1/5 · Boskerk 2/5",
        "Nieuwerkerk aan den IJssel 3/5",
        "Dalwijk 4/5 · Eikhuizen 5/5",
    ]


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (8, "Aldermeer: " + ", ".join("N" * 8 for _ in range(8)) + " en nog 2"),
        (60, "Aldermeer: " + ", ".join("N" * 60 for _ in range(1)) + " en nog 9"),
        (220, "Aldermeer: 10 personen"),
    ],
)
def test_awaited_names_become_fewer_until_they_fit(drawing: Any, size: int, told: str) -> None:
    conference = drawing.conference(*["Aldermeer"] * 20)
    absent = [Absent(municipality=f"g{n}", busy=("N" * size,) * 10, never=()) for n in range(1, 21)]

    card = drawing.check(day.awaited_card(conference, drawing.round("groslijst"), absent))

    assert drawing.plain(card).split("\n")[1:] == [told] * 20


def test_every_condition_can_be_read_on_the_pages_of_the_municipalities(crowd: Any) -> None:
    round_ = crowd.round("artikelen", 2, decides=True)
    outcome = crowd.outcome(round_, ["condition"], Secrecy.NAMED)
    view = ResultView(pack=crowd.drawing.pack, conference=crowd.conference, round=round_, outcome=outcome)

    pages = [results.result_card(view, which=results.TOWNS, page=page) for page in range(20)]
    told = "\n".join(crowd.drawing.plain(card) for card in pages)

    texts = [text for item in outcome.items.values() for _, text in item.conditions]
    assert len(texts) == 40
    assert [text for text in texts if f"({text})" not in told] == []


@pytest.mark.parametrize(("count", "told"), [(1, "(0 a)"), (3, "(0 a; 1 a; 2 a)"), (5, "(0 a; 1 a; 2 a; en nog 2)")])
def test_all_members_texts_of_a_municipality_stand_together(drawing: Any, count: int, told: str) -> None:
    round_ = drawing.round("artikelen", drawing.short_list(1)[0], decides=True, party=Party.VOTERS)
    outcome = drawing.outcome(round_, {"g1": ["condition"] * 5}, secrecy=Secrecy.NAMED)
    item = round_.items[0].id
    texts = tuple(("g1", f"{n} a") for n in range(count))
    shown = replace(outcome, items={item: replace(outcome.items[item], conditions=texts, objections=())})
    view = ResultView(pack=drawing.pack, conference=drawing.conference(), round=round_, outcome=shown)

    text = drawing.plain(drawing.check(results.result_card(view, which=results.TOWNS)))

    assert text.endswith(f" {told}: Aldermeer")


def test_short_result_that_does_not_fit_says_where_the_rest_is(crowd: Any) -> None:
    round_ = crowd.round("aantikken")
    outcome = crowd.outcome(round_, [("o" * 22 + "00",), ()], Secrecy.NAMED)
    view = ResultView(pack=crowd.board.pack, conference=crowd.conference, round=round_, outcome=outcome)

    card = results.result_card(view)

    assert "\nDe rest staat onder ‘Alle 70’." in crowd.drawing.plain(card)
    assert "Alle 70" in [key.label for row in card.rows for key in row if isinstance(key, Key)]
