"""Uitgangspunten: the proposal, reservations, dilemmas, and what is still open.

pc1: a 5, b 35, c 60, d 90. tp2: a 10, b 40, c 65, d 90.
"""

import pytest

from flows.recommendation import phrases
from flows.recommendation.derive import derive_items
from flows.recommendation.principles import find_principles


def test_proposal_is_the_lower_median_of_the_municipalities_options(scene):
    scene.say("beslisboom", pc1="pc1a pc1b pc1c pc1c")

    (item,) = derive_items("principles", scene.evidence)

    assert (item.id, item.proposed, item.note) == ("pc1", "pc1b", phrases.FAR_APART)  # 5 to 60 is more than 40
    assert [option.id for option in item.options] == ["pc1a", "pc1b", "pc1c", "pc1d"]
    assert item.text == f"Voorstel: {scene.pack.items('beslisboom')[4].options[1].principle}"
    assert item.grounds == (("beslisboom-1", "pc1"),)


def test_proposal_without_a_note_when_the_beelden_are_near(scene):
    scene.say("beslisboom", tp2="tp2b tp2b tp2c tp2c")

    (item,) = derive_items("principles", scene.evidence)

    assert (item.proposed, item.note) == ("tp2b", "")


def test_no_proposal_without_any_beeld(scene):
    scene.say("beslisboom", tp2="- - - -")

    assert derive_items("principles", scene.evidence) == ()


@pytest.mark.parametrize(
    ("words", "option", "dilemma", "reserved"),
    [
        ("agree agree agree agree", "tp2b", False, ()),
        ("agree agree condition agree", "tp2b", False, ("m3",)),
        ("agree agree agree objection:tp2a", "tp2a", False, ("m4",)),
        ("agree agree objection:tp2b objection:tp2a", "tp2a", False, ("m3", "m4")),
        ("agree agree agree objection:tp2d", "tp2b", False, ("m4",)),  # never heavier than the others agreed to
        ("agree agree agree objection:none", None, True, ("m4",)),
        ("agree agree objection:tp2a objection:none", None, True, ("m3", "m4")),
        ("agree agree agree objection", None, False, ("m4",)),  # the beelden lay near: open, no dilemma
        ("agree agree objection:tp2a objection", None, False, ("m3", "m4")),  # how far can the other go?
        ("agree agree agree -", None, False, ()),
        ("agree agree agree college", None, False, ()),
    ],
)
def test_standpunten_decide(scene, words, option, dilemma, reserved):
    scene.say("beslisboom", tp2="tp2b tp2b tp2c tp2c")
    scene.say("uitgangspunten", tp2=words)

    (found,) = find_principles(scene.evidence)

    assert (found.option, found.dilemma) == (option, dilemma)
    assert tuple(town for town, _ in found.reservations) == reserved
    assert found.place == {"tp2a": 10, "tp2b": 40, None: None}[option]
    assert found.grounds == (("beslisboom-1", "tp2"), ("uitgangspunten-1", "tp2"))


def test_objection_without_a_bound_is_a_dilemma_where_the_beelden_lay_apart(scene):
    scene.say("beslisboom", pc1="pc1a pc1a pc1d pc1d")
    scene.say("uitgangspunten", pc1="agree agree objection agree")

    (found,) = find_principles(scene.evidence)

    assert (found.option, found.dilemma, found.text) == (None, True, phrases.NO_PRINCIPLE)


def test_dilemma_shows_both_sides_by_standpunt(scene):
    scene.say("beslisboom", pc1="pc1a pc1a pc1d pc1d")
    scene.say("uitgangspunten", pc1="agree condition objection:none objection:pc1b")

    (found,) = find_principles(scene.evidence)

    assert found.sides == (
        ("m1", "Ieder blijft in dienst bij de eigen gemeente"),
        ("m2", "Ieder blijft in dienst bij de eigen gemeente"),
        ("m3", phrases.NONE_ACCEPTABLE),
        ("m4", "Uitlenen, met recht op terugkeer"),
    )


def test_minority_without_a_bound_leaves_the_proposal_with_its_reservation(scene):
    scene.say("beslisboom", tp2="tp2b tp2b tp2c tp2c")
    scene.settle(
        "uitgangspunten",
        {"tp2": [["agree"], ["agree"], ["agree"], ["objection"]]},
        texts={("tp2", "m4"): "te ver"},
        last_attempt=True,
    )

    (found,) = find_principles(scene.evidence)

    assert (found.option, found.reservations) == ("tp2b", (("m4", "te ver"),))


def test_question_that_was_not_put_is_open_and_says_so(scene):
    scene.say("beslisboom", tp2="tp2b tp2b tp2c tp2c")

    (found,) = find_principles(scene.evidence)

    assert (found.option, found.dilemma) == (None, False)
    assert found.text.startswith("Nog niet voorgelegd. Voorstel: Alle gemeenten nemen een basispakket af")
