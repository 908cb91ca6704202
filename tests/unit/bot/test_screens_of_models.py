"""The practice examples and the modellentool on a phone."""

from typing import Any

import pytest

from bot.cards import examples, models
from bot.cards.card import TEXT_LIMIT
from flows.recommendation.forms import concepts_of


def _sounding(drawing: Any, chosen: str) -> models.Sounding:
    sounding = models.read_sounding(drawing.pack, chosen)
    assert sounding is not None
    return sounding


# --- voorbeelden ----------------------------------------------------------------------------------------


def test_list_has_a_button_for_each_example_and_the_findings(drawing: Any) -> None:
    card = drawing.check(examples.examples_card(drawing.pack.casebook))

    assert drawing.flat(card) == [e.title for e in drawing.pack.casebook.examples] + ["Rode draden"]
    assert max(len(row) for row in drawing.labels(card)) == 1


def test_pack_without_examples_says_so(drawing: Any) -> None:
    card = drawing.check(examples.examples_card(None))

    assert drawing.plain(card).endswith("Deze conferentie werkt met een pakket zonder voorbeelden.")
    assert card.rows == ()


def test_every_example_fits_and_shows_its_sources_and_how_sure_it_is(drawing: Any) -> None:
    casebook = drawing.pack.casebook

    for example in casebook.examples:
        card = drawing.check(examples.example_card(casebook, example))
        text = drawing.plain(card)
        parts = [example.situation, example.form, example.certainty, *example.results, *example.lessons]
        assert [part for part in (*parts, *example.sources) if part not in text] == []
        assert len(card.text) < TEXT_LIMIT // 2


@pytest.mark.parametrize(
    ("at", "labels"),
    [
        (0, [["Volgende"], ["Alle voorbeelden"]]),
        (4, [["Vorige", "Volgende"], ["Alle voorbeelden"]]),
        (8, [["Vorige"], ["Alle voorbeelden"]]),
    ],
)
def test_example_leads_to_those_beside_it(drawing: Any, at: int, labels: list[list[str]]) -> None:
    casebook = drawing.pack.casebook

    assert drawing.labels(examples.example_card(casebook, casebook.examples[at])) == labels


def test_findings_stand_with_their_sources(drawing: Any) -> None:
    text = drawing.plain(drawing.check(examples.findings_card(drawing.pack.casebook)))

    assert text.count("Bron: ") == 3


# --- modellentool ---------------------------------------------------------------------------------------


def test_models_lie_on_the_line_in_words(drawing: Any) -> None:
    card = drawing.check(models.models_card(drawing.pack))

    assert [line for line in drawing.plain(card).split("\n") if "░" in line] == [
        "███░░░░░░░ vrijwel zelfstandig tot licht",
        "░░████░░░░ licht tot middelzwaar",
        "░░░░███░░░ middelzwaar tot zwaar",
        "░░░░░░███░ zwaar tot zeer zwaar",
        "░░░░░░░░██ zeer zwaar",
    ]
    assert drawing.labels(card) == [["A", "B", "C", "D", "E"], ["Wat past bij ons?"], ["Voorbeelden"]]


@pytest.mark.parametrize("part", range(4))
def test_no_part_of_a_model_is_legal_advice(drawing: Any, part: int) -> None:
    for concept in concepts_of(drawing.pack):
        card = drawing.check(models.model_card(drawing.pack, concept, part, _sounding(drawing, "")))
        assert drawing.plain(card).count("Geen juridisch advies.") == 1
        assert f"Officieel: {concept.official}" in drawing.plain(card)


def test_model_tells_what_it_means_and_what_it_suits(drawing: Any) -> None:
    concept = concepts_of(drawing.pack)[0]

    text = drawing.plain(models.model_card(drawing.pack, concept, 0, _sounding(drawing, "")))

    heads = ("Zeggenschap: ", "Personeel: ", "Geld: ", "Bestuurlijke drukte: ", "Past bij:")
    assert [head for head in heads if head not in text] == []


def test_legal_forms_are_to_be_looked_into_with_their_marks(drawing: Any) -> None:
    concept = next(c for c in concepts_of(drawing.pack) if c.id == "centrum")

    text = drawing.plain(models.model_card(drawing.pack, concept, 2, _sounding(drawing, "")))

    assert "Te onderzoeken:\n• Overeenkomst (DVO of SLA) (te verifiëren)\n• Centrumregeling\n" in text


# --- wat past bij ons -----------------------------------------------------------------------------------


def test_first_question_says_that_nothing_is_stored(drawing: Any) -> None:
    sounding = _sounding(drawing, "")
    assert sounding.next is not None
    card = drawing.check(models.question_card(drawing.pack, sounding, sounding.next))

    assert drawing.plain(card).split("\n")[:2] == ["Bestuurskracht, vraag 1 van 4", "Wie oefent de bevoegdheden uit?"]
    assert drawing.plain(card).endswith("Voor uzelf: er wordt niets bewaard en het telt nergens mee.")
    assert drawing.labels(card) == [["A", "B", "C", "D", "E"], ["Geen mening"], ["Alle vormen"]]


def test_answers_travel_in_the_buttons(drawing: Any) -> None:
    sounding = _sounding(drawing, "b")
    assert sounding.next is not None

    card = models.question_card(drawing.pack, sounding, sounding.next)

    assert [key.data.pack() for row in card.rows for key in row if key.data] == [
        *("Wq:ba", "Wq:bb", "Wq:bc", "Wq:bd", "Wq:b-"),
        "Wq:",
    ]


def test_outcome_names_the_place_and_three_forms(drawing: Any) -> None:
    card = drawing.check(models.outcome_card(drawing.pack, _sounding(drawing, "bcb-")))

    assert drawing.plain(card).split("\n")[:2] == ["Uw plaats: middelzwaar", "░░░░█░░░░░"]
    assert "Past bij uw uitkomst: Eén gemeente voert uit voor allen" in drawing.plain(card)
    assert drawing.labels(card) == [
        ["Samenwerken in werkgroepen"],
        ["Eén gemeente voert uit voor allen"],
        ["Ieder voert iets uit voor allen"],
        ["Opnieuw", "Alle vormen"],
    ]


def test_form_leads_back_to_the_outcome_that_it_came_from(drawing: Any) -> None:
    concept = concepts_of(drawing.pack)[1]

    card = models.model_card(drawing.pack, concept, 0, _sounding(drawing, "bcb-"))

    assert drawing.plain(card).startswith("Vorm 2 van 5 · past bij uw uitkomst\n")
    assert [key.data.pack() for key in card.rows[-1] if key.data] == ["Wq:bcb-"]


def test_who_chose_nothing_has_no_place(drawing: Any) -> None:
    card = drawing.check(models.outcome_card(drawing.pack, _sounding(drawing, "----")))

    assert drawing.plain(card).startswith("Nog geen plaats\n")


@pytest.mark.parametrize("chosen", ["z", "aaaaa", "A", "af", "_"])
def test_forged_answers_are_not_read(drawing: Any, chosen: str) -> None:
    assert models.read_sounding(drawing.pack, chosen) is None
