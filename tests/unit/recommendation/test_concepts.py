"""Which concepts are put, and which one is preferred.

Ranges: netwerk 0-30, centrum 25-55, matrix 40-65, ssc 60-85, seta 80-100.
"""

import pytest

from flows.pack.items import Concept
from flows.recommendation import phrases
from flows.recommendation.derive import derive_items
from flows.recommendation.evidence import items_of
from flows.recommendation.forms import find_forms, fitting_concept, put_concepts
from flows.words import Decision

GOOD, FAIR, BAD = "zeer_geschikt", "redelijk", "ongeschikt"


@pytest.fixture
def concepts(shipped):
    return tuple(items_of(shipped, Concept).values())


@pytest.mark.parametrize(
    ("place", "fitting", "put"),
    [
        (0, "netwerk", ["netwerk", "centrum", "matrix"]),  # at the light end: the two next
        (24, "netwerk", ["netwerk", "centrum", "matrix"]),
        (27, "netwerk", ["netwerk", "centrum", "matrix"]),  # 12 from 15, 13 from 40
        (28, "centrum", ["netwerk", "centrum", "matrix"]),  # 13 from 15, 12 from 40
        (46, "centrum", ["netwerk", "centrum", "matrix"]),  # 6 from 40, 6.5 from 52.5
        (47, "matrix", ["centrum", "matrix", "ssc"]),
        (60, "matrix", ["centrum", "matrix", "ssc"]),  # 7.5 from 52.5, 12.5 from 72.5
        (70, "ssc", ["matrix", "ssc", "seta"]),
        (81, "ssc", ["matrix", "ssc", "seta"]),  # 8.5 from 72.5, 9 from 90
        (100, "seta", ["matrix", "ssc", "seta"]),  # at the heavy end: the two next
    ],
)
def test_range_holds_the_place_and_the_neighbours_are_put(concepts, place, fitting, put):
    assert fitting_concept(concepts, place).id == fitting
    assert [concept.id for concept in put_concepts(concepts, place)] == put


def test_tie_between_two_midpoints_goes_to_the_lighter(concepts):
    light = concepts[0].model_copy(update={"low": 0, "high": 40})
    heavy = concepts[1].model_copy(update={"low": 20, "high": 60})

    assert fitting_concept([light, heavy], 30).id == "netwerk"  # 10 from 20, 10 from 40


def test_place_in_a_gap_takes_the_nearest_midpoint(concepts):
    light = concepts[0].model_copy(update={"low": 0, "high": 10})
    heavy = concepts[1].model_copy(update={"low": 60, "high": 100})

    assert fitting_concept([light, heavy], 30).id == "netwerk"


def test_concepts_are_put_from_light_to_heavy_with_what_they_mean(scene):
    scene.say("beslisboom", bk2="bk2c bk2c bk2c bk2c")

    items = derive_items("fitting_concepts", scene.evidence)

    assert [(item.id, item.group) for item in items] == [
        ("centrum", phrases.LIGHTER),
        ("matrix", phrases.FIT),
        ("ssc", phrases.HEAVIER),
    ]
    assert items[0].text == (
        "Voor: snel, geen nieuwe organisatie.\nTegen: de grootste bepaalt al gauw.\nGeen juridisch advies."
    )
    assert items[0].note == "Officieel: centrumregeling (centrumconcept)"
    assert [button for button, _ in items[0].details] == ["Wat betekent dit", "Voor en tegen", "Rechtsvormen"]
    assert "Overeenkomst (DVO of SLA) (te verifiëren)" in dict(items[0].details)["Rechtsvormen"]
    assert items[0].grounds == (("beslisboom-1", "bk2"),)


def test_far_neighbour_at_an_end_says_how_far(scene):
    scene.say("beslisboom", bk2="bk2a bk2a bk2a bk2a")

    items = derive_items("fitting_concepts", scene.evidence)

    assert [item.group for item in items] == [phrases.FIT, phrases.HEAVIER, phrases.MUCH_HEAVIER]


def test_no_concepts_before_the_beslisboom(scene):
    assert derive_items("fitting_concepts", scene.evidence) == ()


def graded(scene, *, refused=(), **grades):
    scene.say("beslisboom", bk2="bk2c bk2c bk2c bk2c")
    scene.settle(
        "vorm", {item: [[word] * 3 for word in line.split()] for item, line in grades.items()}, refused=refused
    )


def test_best_graded_concept_is_put(scene):
    graded(scene, centrum=f"{FAIR} " * 4, matrix=f"{GOOD} " * 4, ssc=f"{BAD} " * 4)

    (item,) = derive_items("preferred_concepts", scene.evidence)

    assert (item.id, item.group) == ("matrix", "Alle taken")
    assert item.note == "Officieel: matrixconcept"
    assert item.grounds == (("vorm-1", "matrix"), ("vorm-1", "centrum"), ("vorm-1", "ssc"))


def test_tied_concepts_give_the_lighter(scene):
    graded(scene, centrum=f"{FAIR} " * 4, matrix=f"{FAIR} " * 4, ssc=f"{FAIR} " * 4)

    assert [item.id for item in derive_items("preferred_concepts", scene.evidence)] == ["centrum"]


def test_concept_that_is_unacceptable_to_one_is_passed_over(scene):
    graded(scene, centrum=f"{FAIR} " * 4, matrix=f"{GOOD} " * 4, ssc=f"{BAD} " * 4, refused=[("matrix", "m4")])

    assert [item.id for item in derive_items("preferred_concepts", scene.evidence)] == ["centrum"]


def test_first_is_put_with_a_note_when_all_are_unacceptable(scene):
    graded(
        scene,
        centrum=f"{FAIR} " * 4,
        matrix=f"{GOOD} " * 4,
        ssc=f"{BAD} " * 4,
        refused=[("matrix", "m4"), ("centrum", "m1"), ("ssc", "m1")],
    )

    (item,) = derive_items("preferred_concepts", scene.evidence)

    assert (item.id, item.note) == ("matrix", phrases.ALL_UNACCEPTABLE)


def test_further_round_on_one_concept_is_ranked_among_the_others(scene):
    graded(scene, centrum=f"{FAIR} " * 4, matrix=f"{GOOD} " * 4, ssc=f"{BAD} " * 4)
    scene.settle("vorm", {"matrix": [[BAD] * 3] * 4})

    assert [item.id for item in derive_items("preferred_concepts", scene.evidence)] == ["centrum"]


def test_form_finding_tells_fit_preference_and_decision(scene):
    scene.rate("groslijst", u02="5555", u03="5511", u05="1111")
    scene.say("pakketten", u02="nu nu nu nu", u03="nu later niet niet")
    graded(scene, centrum=f"{GOOD} " * 4, matrix=f"{FAIR} " * 4, ssc=f"{BAD} " * 4)
    before = find_forms(scene.evidence)
    scene.say("vormkeuze", centrum="agree agree agree condition")

    (form,) = find_forms(scene.evidence)

    assert (form.fitting, form.preferred, form.decision) == ("matrix", "centrum", Decision.ADOPTED_CONDITIONS)
    assert form.concepts == ("centrum", "matrix", "ssc")
    assert form.tasks == ("u02", "u03")
    assert form.legal_forms == ("overeenkomst", "centrumregeling")
    assert form.grounds[-1] == ("vormkeuze-1", "centrum")
    assert (before[0].preferred, before[0].decision) == ("centrum", None)
