"""The place of the region and of the municipalities, by hand; the four criteria weigh 25 each.

bk2: a 5, b 30, c 50, d 75, e 95. pc1: a 5, b 35, c 60, d 90. tp2: a 10, b 40, c 65, d 90. fx1: a 5, b 30, c 60, d 90.
"""

from fractions import Fraction

import pytest

from flows.pack.form import Pack
from flows.recommendation import phrases
from flows.recommendation.place import find_verdict, locate_region, round_half_up
from flows.words import Secrecy

FOUR = {"bk2": "bk2a bk2b", "pc1": "pc1a pc1b", "tp2": "tp2b tp2b", "fx1": "fx1a fx1c"}
"""Municipality 1: (5 + 5 + 40 + 5) / 4 = 13.75; municipality 2: (30 + 35 + 40 + 60) / 4 = 41.25."""


def test_region_is_the_mean_of_the_municipalities_marks(make_scene):
    scene = make_scene(towns=2)
    scene.say("beslisboom", **FOUR)

    place = locate_region(scene.evidence)

    assert place.region == 28  # 27.5, half up
    assert place.municipalities == {"m1": 14, "m2": 41}
    assert place.criteria == {"bk": 18, "pc": 20, "tp": 40, "fx": 33}  # 17.5, 20, 40, 32.5
    assert place.word == "licht"
    assert place.text.endswith("De gemeenten liggen tussen 14 en 41.")


def test_two_questions_of_one_criterion_count_as_one(make_scene):
    scene = make_scene(towns=1)
    scene.say("beslisboom", pc1="pc1a", pc3="pc3d", tp2="tp2b")
    last = {question.id: question for question in scene.pack.items("beslisboom")}["pc3"].options[-1].place

    assert locate_region(scene.evidence).region == round_half_up((Fraction(5 + last, 2) + 40) / 2)


def test_criteria_count_by_their_weight(make_scene, shipped):
    data = shipped.model_dump()
    data["lists"]["beslisboom"]["groups"][0]["weight"] = 75
    scene = make_scene(towns=1, pack=Pack.model_validate(data))
    scene.say("beslisboom", bk2="bk2d", pc1="pc1b")

    assert locate_region(scene.evidence).region == 65  # (75 x 75 + 25 x 35) / 100


def test_municipality_without_a_beeld_counts_nowhere(make_scene):
    scene = make_scene(towns=2)
    scene.say("beslisboom", bk2="bk2e -", tp2="tp2d -")

    place = locate_region(scene.evidence)

    assert (place.region, place.municipalities) == (93, {"m1": 93})  # (95 + 90) / 2 = 92.5
    assert "tussen" not in place.text


def test_no_place_without_any_beeld(make_scene):
    scene = make_scene(towns=2)
    scene.say("beslisboom", bk2="- -")

    place = locate_region(scene.evidence)

    assert (place.region, place.word, place.text) == (None, "", phrases.NO_PLACE)


def test_recorded_uitgangspunten_decide_the_place(make_scene):
    scene = make_scene(towns=2)
    scene.say("beslisboom", **FOUR)
    scene.say("uitgangspunten", bk2="agree agree", pc1="agree agree", tp2="agree agree", fx1="agree agree")

    assert locate_region(scene.evidence).region == 14  # proposed are bk2a, pc1a, tp2b, fx1a: 55 / 4


def test_reservation_moves_the_place(make_scene):
    scene = make_scene(towns=2)
    scene.say("beslisboom", **FOUR)
    scene.say("uitgangspunten", bk2="agree agree", pc1="agree agree", tp2="agree objection:tp2a", fx1="agree agree")

    assert locate_region(scene.evidence).region == 6  # (5 + 5 + 10 + 5) / 4 = 6.25


def test_dilemma_counts_with_the_mean_of_the_municipalities(make_scene):
    scene = make_scene(towns=2)
    scene.say("beslisboom", **FOUR)
    scene.say("uitgangspunten", bk2="agree agree", pc1="agree agree", tp2="agree agree", fx1="agree objection:none")

    place = locate_region(scene.evidence)

    assert place.region == 21  # (5 + 5 + 40 + 32.5) / 4 = 20.6
    assert place.criteria == {"bk": 5, "pc": 5, "tp": 40, "fx": 33}


def test_marks_are_not_shown_under_geheim(make_scene):
    scene = make_scene(towns=3, secrecy=Secrecy.SECRET)
    scene.say("beslisboom", bk2="bk2a bk2b bk2c")

    place = locate_region(scene.evidence)

    assert (place.region, place.municipalities) == (28, None)
    assert "tussen" not in place.text


def test_places_per_criterion_are_not_shown_where_numbers_of_municipalities_may_not(make_scene):
    scene = make_scene(towns=3, secrecy=Secrecy.SECRET)
    scene.settle("beslisboom", {"bk2": [["bk2a"] * 3, ["bk2b"] * 3, ["bk2c"] * 2]})

    place = locate_region(scene.evidence)

    assert (place.region, place.criteria) == (28, {})


@pytest.mark.parametrize(("value", "points"), [("27/2", 14), ("13", 13), ("134/10", 13), ("0", 0), ("99.5", 100)])
def test_half_a_point_goes_up(value, points):
    assert round_half_up(Fraction(value)) == points


@pytest.mark.parametrize("edge", [0, 20, 21, 40, 60, 80, 100])
def test_verdict_reaches_up_to_and_including_its_end(shipped, edge):
    verdict = find_verdict(shipped, edge)

    assert verdict == min((v for v in shipped.verdicts if v.up_to >= edge), key=lambda v: v.up_to)


def test_checks_report_what_does_not_go_together(make_scene):
    scene = make_scene(towns=2)
    scene.say("beslisboom", fx1="fx1a fx1a", pc1="pc1d pc1d")

    assert [check.text for check in scene.pack.checks if check.id in {"c1", "c5"}] == list(
        locate_region(scene.evidence).findings
    )


def test_check_with_a_motive_waits_until_it_is_gedragen(make_scene):
    scene = make_scene(towns=2)
    scene.say("beslisboom", tp2="tp2a tp2a")
    before = locate_region(scene.evidence).findings
    scene.rate("motieven", m05="55")

    text = next(check.text for check in scene.pack.checks if check.motives)

    assert (text in before, text in locate_region(scene.evidence).findings) == (False, True)
