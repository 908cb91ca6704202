"""A question of each kind as UX.md has it, word for word, with the buttons where they belong."""

from dataclasses import replace
from typing import Any

import pytest

from bot import buttons
from bot.cards import member
from flows.words import Grade, Role

NAVIGATION = ["Vorige", "Overzicht", "Volgende"]


@pytest.fixture
def boskerk(drawing: Any) -> Any:
    return drawing.towns()[1]


def test_rated_question_reads_as_screen_5(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("groslijst")
    item = replace(
        round_.items[6],
        title="Inkoop en contracten",
        text="Eén inkoopbureau en één planning voor aanbestedingen.",
        note="Bestaat al: Boskerk met Dalwijk.",
        group="",
        details=(),
    )
    round_ = replace(round_, items=(*round_.items[:6], item, *round_.items[7:]))

    card = member.walk_card(pack, drawing.walk(round_, at=item.id, answers={item.id: 4}), boskerk)

    assert card.text == (
        "Taak 7 van 30\n"
        "<b>Inkoop en contracten</b>\n"
        "Eén inkoopbureau en één planning voor aanbestedingen.\n"
        "<i>Bestaat al: Boskerk met Dalwijk.</i>\n"
        "Is samen doen kansrijk voor Boskerk?\n"
        "1 niet · 2 weinig · 3 misschien · 4 kansrijk · 5 zeer kansrijk"
    )
    assert drawing.labels(card) == [
        ["1", "2", "3", "✓ 4", "5"],
        ["Geen mening", "Toelichting"],
        ["Onaanvaardbaar voor ons"],
        NAVIGATION,
    ]


def test_rated_question_ticks_geen_mening_and_the_mark(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("groslijst")
    first = round_.items[0].id

    card = member.walk_card(pack, drawing.walk(round_, at=first, answers={first: None}, marks=[first]), boskerk)

    assert drawing.flat(card)[5:8] == ["✓ Geen mening", "Toelichting", "✓ Onaanvaardbaar voor ons"]
    assert buttons.Unacceptable(12, first, 0) in [key.data for row in card.rows for key in row]


def test_adviser_cannot_mark_an_item(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("groslijst")
    walk = drawing.walk(round_, at=round_.items[0].id, participant=drawing.person(role=Role.ADVISER, town=None))

    card = member.walk_card(pack, walk, None)

    assert "Onaanvaardbaar voor ons" not in drawing.flat(card)
    assert "Is samen doen kansrijk voor uw gemeente?" in card.text.split("\n")


def test_vorige_and_volgende_stay_at_the_ends(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("motieven")
    ids = [item.id for item in round_.items]

    def around(at: str) -> list[Any]:
        row = member.walk_card(pack, drawing.walk(round_, at=at), boskerk).rows[-1]
        return [row[0].data, row[2].data]

    assert around(ids[0]) == [buttons.GoTo(12, ids[0]), buttons.GoTo(12, ids[1])]
    assert around(ids[3]) == [buttons.GoTo(12, ids[2]), buttons.GoTo(12, ids[4])]
    assert around(ids[-1]) == [buttons.GoTo(12, ids[-2]), buttons.GoTo(12, ids[-1])]


MOTIVES = (
    "Minder kwetsbaar",
    "Betere dienstverlening",
    "Sterker bij inkoop",
    "Meer kracht in de regio",
    "Beter personeel vinden",
)


def test_points_read_as_screen_6(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("motievenpunten", drawing.points_item(*MOTIVES))
    walk = drawing.walk(round_, at="motieven", answers={"motieven": {"m01": 4, "m02": 3}})

    card = member.walk_card(pack, walk, boskerk)

    assert card.text == (
        "<b>Verdeel 10 punten</b>\n"
        "Welke motieven wegen het zwaarst?\n"
        "A Minder kwetsbaar: <b>4</b>\n"
        "B Betere dienstverlening: <b>3</b>\n"
        "C Sterker bij inkoop: <b>0</b>\n"
        "D Meer kracht in de regio: <b>0</b>\n"
        "E Beter personeel vinden: <b>0</b>\n"
        "<b>Nog 3 punten over</b>"
    )
    assert drawing.labels(card) == [
        ["A +", "B +", "C +", "D +", "E +"],
        ["A −", "B −", "C −", "D −", "E −"],
        ["Opnieuw"],
        ["Geen mening", "Toelichting"],
    ]


@pytest.mark.parametrize(
    ("placed", "rest", "last"),
    [
        ({"m01": 9}, "<b>Nog 1 punt over</b>", ["Opnieuw"]),
        ({"m01": 10}, "<b>Alle punten zijn verdeeld</b>", ["Opnieuw", "Klaar"]),
        ({}, "<b>Nog 10 punten over</b>", ["Opnieuw"]),
    ],
)
def test_klaar_comes_when_no_points_are_left(
    pack: Any, drawing: Any, placed: dict[str, int], rest: str, last: list[str]
) -> None:
    round_ = drawing.round("motievenpunten", drawing.points_item(*MOTIVES))

    card = member.walk_card(pack, drawing.walk(round_, at="motieven", answers={"motieven": placed}), None)

    assert card.text.split("\n")[-1] == rest
    assert drawing.labels(card)[2] == last


def test_points_are_absolute_and_never_below_zero(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("motievenpunten", drawing.points_item(*MOTIVES))
    walk = drawing.walk(round_, at="motieven", answers={"motieven": {"m01": 4}})

    card = member.walk_card(pack, walk, None)

    assert [row[0].data for row in card.rows[:2]] == [
        buttons.Points(12, "motieven", "m01", 5),
        buttons.Points(12, "motieven", "m01", 3),
    ]
    assert card.rows[1][1].data == buttons.Points(12, "motieven", "m02", 0)


def test_many_motives_stand_in_even_rows_of_at_most_eight(pack: Any, drawing: Any) -> None:
    item = drawing.points_item(*(f"Motief {n}" for n in range(21)))

    card = member.walk_card(pack, drawing.walk(drawing.round("motievenpunten", item), at="motieven"), None)

    assert [len(row) for row in card.rows] == [7, 7, 7, 7, 7, 7, 1, 2]
    assert drawing.labels(card)[4] == ["O +", "P +", "Q +", "R +", "S +", "T +", "U +"]


def test_choice_reads_as_screen_7(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("beslisboom")
    question = round_.items[0]
    walk = drawing.walk(round_, at=question.id, answers={question.id: question.options[1].id})

    card = member.walk_card(pack, walk, boskerk)

    assert card.text == (
        "Vraag 1 van 4 · Bestuurskracht\n"
        "<b>Wie beslist</b>\n"
        "Dit is het hart van de keuze tussen zelfstandig en verbonden.\n"
        "Wie oefent de bevoegdheden uit?\n"
        "<i>Van zelfstandig (A) naar samen (E)</i>\n"
        "A Elke gemeente besluit en tekent zelf\n"
        "B Mandaat per taak, elke gemeente kan het intrekken\n"
        "C Eén gemeente voert uit namens de andere\n"
        "D Een gezamenlijk bestuur besluit over de uitvoering\n"
        "E Een gezamenlijk bestuur besluit ook over beleid"
    )
    assert drawing.labels(card) == [["A", "✓ B", "C", "D", "E"], ["Geen mening", "Toelichting"], NAVIGATION]


@pytest.mark.parametrize("selection", ["core", "all"])
def test_every_question_of_the_beslisboom_has_a_letter_per_option(pack: Any, drawing: Any, selection: str) -> None:
    round_ = drawing.round("beslisboom", selection=selection)

    for item in round_.items:
        card = member.walk_card(pack, drawing.walk(round_, at=item.id), None)

        assert drawing.labels(card)[0] == list("ABCDEF"[: len(item.options)])


def test_grade_reads_as_screen_8(pack: Any, drawing: Any, boskerk: Any) -> None:
    concepts = tuple(
        replace(drawing.principle(), id=name, title=name.title(), options=(), proposed=None, group="past bij ons")
        for name in ("licht", "midden", "zwaar")
    )
    centre = replace(
        concepts[1],
        title="Eén gemeente voert uit voor allen",
        group="past bij uw uitkomst",
        note="Officieel: centrumregeling",
        text="Voor: snel, geen nieuwe organisatie.",
        question="",
    )
    round_ = drawing.round("vorm", concepts[0], centre, concepts[2])

    card = member.walk_card(pack, drawing.walk(round_, at="midden", answers={"midden": "matig"}), boskerk)

    assert card.text == (
        "Vorm 2 van 3 · past bij uw uitkomst\n"
        "<b>Eén gemeente voert uit voor allen</b>\n"
        "<i>Officieel: centrumregeling</i>\n"
        "Voor: snel, geen nieuwe organisatie.\n"
        "Hoe geschikt is deze vorm voor Boskerk?"
    )
    assert drawing.labels(card) == [
        ["Zeer geschikt", "Geschikt"],
        ["Redelijk", "✓ Matig"],
        ["Ongeschikt", "Geen mening", "Toelichting"],
        ["Onaanvaardbaar voor ons"],
        NAVIGATION,
    ]
    assert [key.data for row in card.rows[:3] for key in row][:5] == [
        buttons.Answer(12, "midden", grade.value) for grade in Grade
    ]


def test_detail_of_an_item_leads_back_to_it(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("aanpak")
    item = round_.items[0]
    walk = drawing.walk(round_, at=item.id)

    question = member.walk_card(pack, walk, None)
    detail = member.detail_card(walk, item, 0)

    assert drawing.labels(question)[2] == ["Waarom deze vraag"]
    assert detail.text == (
        "<b>Vertrouwen</b>\n<i>Waarom deze vraag</i>\n\n"
        "Zonder vertrouwen wordt een gezamenlijke visie vaag, of voor sommigen te groot."
    )
    assert detail.rows == ((member.Key("Terug", buttons.GoTo(12, item.id)),),)
