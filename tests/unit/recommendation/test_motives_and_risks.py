"""Motives that are kept, carried and divided, and the risks that threaten them."""

from dataclasses import replace

from flows.conference.model import OwnMotive
from flows.pack.tailor import tailor
from flows.recommendation.derive import derive_items
from flows.recommendation.motives import find_motives, find_risks, find_strengths, unrated_motives


def test_kept_motives_are_one_item_with_those_that_are_not_rejected(scene):
    scene.rate("motieven", m03="1111", m06="5555", m01="5511", m02="3333")

    (item,) = derive_items("kept_motives", scene.evidence)

    assert item.id == "motieven"
    assert item.question == "Welke motieven wegen het zwaarst?"
    assert [option.id for option in item.options] == ["m01", "m02", "m06"]
    assert item.grounds == (("motieven-1", "m01"), ("motieven-1", "m02"), ("motieven-1", "m06"))


def test_kept_motives_leave_out_a_pending_rejection(scene):
    scene.rate("motieven", m01="111-", m02="5555", m03="5555")

    (item,) = derive_items("kept_motives", scene.evidence)

    assert [option.id for option in item.options] == ["m02", "m03"]


def test_nothing_to_divide_with_one_motive_left(scene):
    scene.rate("motieven", m01="1111", m02="5555")

    assert derive_items("kept_motives", scene.evidence) == ()


def test_carried_motives_come_by_points_then_divided_ones(scene):
    scene.rate("motieven", m01="5511", m02="5554", m06="555-", m07="3333")
    scene.settle("motievenpunten", {"motieven": [[{"m06": 7, "m02": 3}] * 3] * 4})

    found = find_motives(scene.evidence)

    assert [(motive.item, motive.carried, motive.points) for motive in found] == [
        ("m06", True, 0.7),
        ("m02", True, 0.3),
        ("m01", False, 0.0),
    ]
    assert found[0].grounds == (("motieven-1", "m06"), ("motievenpunten-1", "motieven"))


def test_motive_that_is_undecided_but_verdeeld_by_heads_is_a_point_of_attention(scene):
    scene.settle("motieven", {"m01": [[5, 5, 1], [5, 5, 1], [1, 5, 3], [1, 1, 3]]})

    (finding,) = find_motives(scene.evidence)

    assert (finding.item, finding.carried, finding.points) == ("m01", False, None)


def test_recognised_risk_threatens_its_motives(scene):
    threatened = next(f for f in scene.pack.items("factoren") if "m06" in f.threatens)
    scene.rate("motieven", m06="5555")
    scene.rate("factoren", **{threatened.id: "5555"})

    (finding,) = find_motives(scene.evidence)

    assert finding.threats == (threatened.title,)
    assert finding.grounds == (("motieven-1", "m06"), ("factoren-1", threatened.id))


def test_risk_that_is_not_recognised_threatens_nothing(scene):
    threatened = next(f for f in scene.pack.items("factoren") if "m06" in f.threatens)
    scene.rate("motieven", m06="5555")
    scene.rate("factoren", **{threatened.id: "5511"})

    assert find_motives(scene.evidence)[0].threats == ()


def test_risks_and_strengths_are_told_apart_and_kept_out_below_five_answers(make_scene):
    scene = make_scene(towns=4, voters=1)
    scene.rate("factoren", b01="5555", x01="5555")
    enough = make_scene(towns=5, voters=1)
    enough.rate("factoren", b01="55555", x01="55555")

    assert find_risks(scene.evidence) == find_strengths(scene.evidence) == ()
    assert [factor.id for factor in find_risks(enough.evidence)] == ["x01"]
    assert [factor.id for factor in find_strengths(enough.evidence)] == ["b01"]


def test_own_motive_that_no_round_rated_is_kept_for_the_points(scene):
    scene.rate("motieven", m01="1111", m02="5555")
    conference = replace(scene.evidence.conference, own_motives=(OwnMotive(id="eigen_1", title="Ons motief"),))
    evidence = make_evidence_of(scene.evidence, conference)

    (item,) = derive_items("kept_motives", evidence)

    assert [option.title for option in item.options] == [scene.evidence.pack.items("motieven")[1].title, "Ons motief"]
    assert [motive.id for motive in unrated_motives(evidence)] == ["eigen_1"]


def make_evidence_of(evidence, conference):
    return replace(evidence, conference=conference, pack=tailor(evidence.pack, conference))
