"""The cards of approve, rank and open: the question while it is answered, and what came out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import buttons
from bot.buttons.kinds import Approve, ApproveNone, DropContribution, EditContribution, Onward, Rank, Unrank
from bot.cards import member, results
from bot.cards.results import ResultView
from bot.cards.values import count_units, value_words
from flows.conference.model import ItemOption
from flows.kinds.open import LONGEST, MOST
from flows.services.pieces import mark_of
from flows.words import Secrecy, Sort
from storage.packs import read_pack

PACK = read_pack(Path(__file__).parents[2] / "packs" / "soorten")
WIDE = "W" * LONGEST
MOST_FOR = "is meer dan twee derde van de personen voor (5 van 6). Per gemeente is het niet gedragen."
MOST_AGAINST = "is meer dan twee derde van de personen tegen (5 van 6). Per gemeente is het niet afgewezen."


@pytest.fixture
def board(drawing: Any) -> Any:
    """Draws from the pack of these kinds."""
    return type(drawing)(PACK)


def ask(board: Any, template: str, **more: Any) -> Any:
    return board.round(template, top=PACK.round(template).top, **more)


def card_of(board: Any, round_: Any, answers: Any, *, at: str) -> Any:
    walk = board.walk(round_, at=at, answers=answers)
    return board.check(member.walk_card(PACK, walk, board.towns()[1]))


def view(board: Any, round_: Any, answers: Any, **more: Any) -> ResultView:
    outcome = board.outcome(round_, answers, **more)
    return ResultView(pack=PACK, conference=board.conference(), round=round_, outcome=outcome)


def data(card: Any, label: str) -> Any:
    return next(key.data for row in card.rows for key in row if key.label == label)


# --- approve -------------------------------------------------------------------------------------------


def test_approve_shows_long_options_under_letters_and_ticks_what_is_approved(board: Any) -> None:
    card = card_of(board, ask(board, "aantikken"), {"overleg": ("maand", "staf")}, at="overleg")

    assert board.plain(card).splitlines()[4:] == [
        "A Elke maand een overleg",
        "B Elk jaar een werkbezoek",
        "C Een gezamenlijke staf",
        "D Alleen als het nodig is",
        "Tik alles aan waar u achter staat.",
    ]
    assert board.labels(card) == [
        ["✓ A", "B", "✓ C", "D"],
        ["Geen van deze", "Geen mening", "Toelichting"],
        ["Klaar"],
    ]
    assert (data(card, "✓ A"), data(card, "B")) == (
        Approve(12, "overleg", "maand", 0),
        Approve(12, "overleg", "jaar", 1),
    )


def test_approve_that_is_not_answered_offers_no_end(board: Any) -> None:
    card = card_of(board, ask(board, "aantikken"), {}, at="overleg")

    assert board.labels(card) == [["A", "B", "C", "D"], ["Geen van deze", "Geen mening", "Toelichting"]]


@pytest.mark.parametrize(
    ("answer", "labels"), [((), ["✓ Geen van deze", "Geen mening", "Toelichting"]), (None, None)]
)
def test_approve_ticks_none_of_these_or_no_opinion(board: Any, answer: Any, labels: list[str] | None) -> None:
    card = card_of(board, ask(board, "aantikken"), {"overleg": answer}, at="overleg")

    assert board.labels(card)[1] == (labels or ["Geen van deze", "✓ Geen mening", "Toelichting"])
    assert data(card, "Klaar") == Onward(12, "overleg")
    assert ApproveNone(12, "overleg") in [key.data for key in card.rows[1]]


def test_approve_shows_short_options_as_words(board: Any) -> None:
    round_ = ask(board, "aantikken")
    short = tuple(ItemOption(id=name.lower(), title=name) for name in ("Ja", "Nee", "Soms"))
    item = replace(round_.items[0], options=short)

    card = card_of(board, replace(round_, items=(item,)), {"overleg": ("nee",)}, at="overleg")

    assert board.labels(card)[:2] == [["Ja", "✓ Nee"], ["Soms"]]
    assert "A Ja" not in board.plain(card)


def test_approvals_as_a_proposal_are_told_per_municipality(board: Any) -> None:
    answers = {"g1": [("maand", "staf")] * 2, "g2": [("maand",), ("staf", "maand")], "g3": [("maand",), ("jaar",)]}

    card = board.check(results.result_card(view(board, ask(board, "aantikken"), answers)))

    assert board.plain(card).splitlines() == [
        "Manieren van overleg, ronde 1: de uitslag",
        "6 van 6 bestuurders, 3 gemeenten",
        "Gemeenten: voor – tussen – tegen",
        "Gesplitst (1)",
        "Een gezamenlijke staf  1–1–1",
        "Nog open (2)",
        "Elke maand een overleg  2–1–0",
        "Elk jaar een werkbezoek  0–1–2",
        "Afgewezen (1)",
        "Alleen als het nodig is  0–0–3",
        "",
        f"Let op: bij Elke maand een overleg {MOST_FOR}",
        f"Let op: bij Elk jaar een werkbezoek {MOST_AGAINST}",
    ]
    assert board.flat(card) == ["Per gemeente", "In detail", "Wat betekent dit"]


def test_approvals_as_a_beeld_are_told_by_heads(board: Any) -> None:
    round_ = ask(board, "aantikken", sort=Sort.BEELD)

    card = results.result_card(view(board, round_, {"g1": [("maand",), ("maand", "staf"), None]}))

    assert board.plain(card).splitlines()[2:] == [
        "Getal: hoeveel bestuurders dit aantikten",
        "Elke maand een overleg  2 van 2",
        "Een gezamenlijke staf  1 van 2",
        "Elk jaar een werkbezoek  0 van 2",
        "Alleen als het nodig is  0 van 2",
    ]


def test_municipalities_are_told_by_what_they_approve(board: Any) -> None:
    answers = {"g1": [("maand", "staf")], "g2": [()], "g3": [None], "g4": [("maand", "staf")]}

    card = board.check(results.result_card(view(board, ask(board, "aantikken"), answers), which="towns"))

    assert board.plain(card).splitlines()[3:] == [
        "Elke maand een overleg en Een gezamenlijke staf: Aldermeer, Eikhuizen",
        "Voor geen: Boskerk",
        "Geen beeld: Dalwijk",
    ]


# --- rank ----------------------------------------------------------------------------------------------


def test_rank_shows_the_places_and_what_is_left(board: Any) -> None:
    card = card_of(board, ask(board, "ordenen"), {"volgorde": ("jeugd", "ict")}, at="volgorde")

    assert board.plain(card).splitlines()[4:] == [
        "Zet uw top 3 op volgorde",
        "A Inkoop",
        "B ICT: 2",
        "C Jeugdhulp: 1",
        "D Archief",
        "E Toezicht",
        "Nog 1 te kiezen",
    ]
    assert board.labels(card) == [["A", "✓ B", "✓ C", "D", "E"], ["Laatste terug", "Geen mening", "Toelichting"]]
    assert (data(card, "A"), data(card, "Laatste terug")) == (
        Rank(12, "volgorde", "inkoop"),
        Unrank(12, "volgorde", "ict"),
    )


def test_rank_ends_when_the_top_is_full(board: Any) -> None:
    card = card_of(board, ask(board, "ordenen"), {"volgorde": ("jeugd", "ict", "inkoop")}, at="volgorde")

    assert board.plain(card).endswith("Uw top 3 is klaar")
    assert board.flat(card)[-1] == "Klaar"


def test_rankings_are_told_best_first_with_their_agreement(board: Any) -> None:
    """W = 12 x 81,5 / (9 x 120 - 3 x 18) = 0,953: sums of places 3, 7, 8 and twice 13,5 around 9."""
    answers = {"g1": [("ict", "jeugd", "inkoop")] * 2, "g2": [("ict", "inkoop", "jeugd")], "g3": [None]}

    card = board.check(results.result_card(view(board, ask(board, "ordenen"), answers)))

    assert board.plain(card).splitlines()[2:] == [
        "Beste eerst; elke gemeente telt even zwaar",
        "1. ICT",
        "2. Inkoop",
        "2. Jeugdhulp",
        "4. Archief",
        "4. Toezicht",
        "Eensgezindheid 0,95; door toeval 0,33. 1 is volledig.",
    ]


def test_winner_of_each_comparison_that_is_not_first_is_told(board: Any) -> None:
    answers = {"g1": [("ict", "jeugd", "inkoop")] * 3, "g2": [("jeugd", "inkoop", "archief")] * 2}

    card = results.result_card(view(board, ask(board, "ordenen"), answers))

    assert board.plain(card).endswith("Let op: ICT wint van elk ander apart, maar staat hier niet bovenaan.")


def test_municipalities_are_told_by_their_first_places(board: Any) -> None:
    answers = {"g1": [("ict", "jeugd", "inkoop")], "g2": [None]}

    card = results.result_card(view(board, ask(board, "ordenen"), answers), which="towns")

    assert board.plain(card).splitlines()[3:] == ["1 ICT, 2 Jeugdhulp, 3 Inkoop: Aldermeer", "Geen beeld: Boskerk"]


# --- open ----------------------------------------------------------------------------------------------


def test_open_question_asks_for_a_message_and_says_who_reads_it(board: Any) -> None:
    shared, kept = ask(board, "schrijven"), ask(board, "vooraf")

    cards = card_of(board, shared, {}, at="halen"), card_of(board, kept, {}, at="zorgen")

    assert [board.plain(card).splitlines()[-2:] for card in cards] == [
        [
            "In de uitslag staat uw tekst tussen de andere, zonder naam en gemeente.",
            "Schrijf uw antwoord als bericht.",
        ],
        ["De begeleider leest uw tekst. In de uitslag staat die niet.", "Schrijf uw antwoord als bericht."],
    ]
    assert board.flat(cards[0]) == ["Geen mening", "Vorige", "Overzicht", "Volgende"]


def test_open_question_shows_each_text_with_its_own_buttons(board: Any) -> None:
    card = card_of(board, ask(board, "schrijven"), {"halen": ("Tijd", "<b>Geld</b>")}, at="halen")

    assert "1 Tijd\n2 <b>Geld</b>\n" in board.plain(card)
    assert board.labels(card)[:2] == [["Wijzig 1", "Weg 1", "Wijzig 2", "Weg 2"], ["Klaar"]]
    assert data(card, "Wijzig 2") == EditContribution(12, "halen", mark_of("<b>Geld</b>"))
    assert data(card, "Weg 1") == DropContribution(12, "halen", mark_of("Tijd"))


def test_open_question_with_as_many_long_texts_as_fit_stays_within_the_limits(board: Any) -> None:
    texts = tuple(f"{n}{WIDE[1:]}" for n in range(MOST))

    card = card_of(board, ask(board, "schrijven"), {"halen": texts}, at="halen")

    assert board.plain(card).endswith("U schreef er 8. Meer passen er niet.")


def test_texts_are_counted_in_short_and_told_on_pages(board: Any) -> None:
    answers = {"g1": [tuple(f"{n}{WIDE[1:]}" for n in range(8))], "g2": [("Tijd",)], "g3": [("Geld",)]}
    shown = view(board, ask(board, "schrijven"), answers)

    short = board.check(results.result_card(shown))
    pages = [board.check(results.result_card(shown, which="all", page=page)) for page in (0, 1)]

    assert board.plain(short).splitlines()[2:] == ["Brengen", "10 teksten", "Halen", "10 teksten"]
    assert board.flat(short) == ["Alle teksten", "Wat betekent dit"]
    assert board.plain(pages[0]).splitlines()[2:4] == ["Blad 1 van 2", "Brengen"]
    assert "Gemeente" not in "".join(map(board.plain, pages))


def test_texts_that_are_not_shared_are_not_told(board: Any) -> None:
    card = results.result_card(view(board, ask(board, "vooraf"), {"g1": [("Zorg",)] * 3}), which="all")

    assert board.plain(card).splitlines()[2:] == ["De teksten zijn voor de begeleider."]


# --- all -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["aantikken", "ordenen"])
def test_results_of_too_few_answers_say_so(board: Any, template: str) -> None:
    answer = ("maand",) if template == "aantikken" else ("ict", "jeugd", "inkoop")

    card = results.result_card(view(board, ask(board, template), {"g1": [answer]}, secrecy=Secrecy.SECRET))

    assert board.plain(card).splitlines()[-1] == "Te weinig antwoorden om te tonen."


@pytest.mark.parametrize("template", ["aantikken", "ordenen", "schrijven"])
def test_meaning_of_each_kind_is_told(board: Any, template: str) -> None:
    card = board.check(results.result_card(view(board, ask(board, template), {"g1": []}), which="meaning"))

    assert len(board.plain(card).splitlines()) > 1
    assert board.flat(card) == ["Terug"]


@pytest.mark.parametrize(
    ("template", "encoded", "words"),
    [
        ("aantikken", '["maand","staf"]', "A en C"),
        ("aantikken", "[]", "geen van deze"),
        ("ordenen", '["jeugd","ict"]', "1 C, 2 B"),
        ("schrijven", '["Tijd"]', "1 bijdrage"),
        ("schrijven", '["Tijd","Geld"]', "2 bijdragen"),
    ],
)
def test_stored_answer_in_words(board: Any, template: str, encoded: str, words: str) -> None:
    round_ = ask(board, template)

    assert value_words(PACK, round_, round_.items[0], encoded, no_opinion=False) == words


def test_round_of_these_kinds_counts_its_questions(board: Any) -> None:
    assert [count_units(PACK, ask(board, template)) for template in ("aantikken", "schrijven")] == [
        "1 vraag",
        "2 vragen",
    ]


def test_buttons_with_the_longest_names_fit() -> None:
    longest = "x" * 24

    packed = [
        button.pack() for button in (Approve(99_999_999, longest, longest, 1), Rank(99_999_999, longest, longest))
    ]

    assert [buttons.unpack(text).pack() for text in packed] == packed  # type: ignore[union-attr]  # both are ours
