"""What to talk about: gesplitst, one voice short, gedragen but verdeeld."""

from flows.recommendation.talk import talking_points
from flows.words import Secrecy


def test_split_comes_before_one_voice_short_before_carried_but_divided(make_scene):
    scene = make_scene(voters=5)
    held = scene.settle(
        "groslijst",
        {
            "u02": [[5] * 5] * 4,  # gedragen
            "u03": [[4, 4, 4, 2, 2]] * 4,  # gedragen, 12 of 20 high and 8 low: verdeeld
            "u04": [[4] * 5, [4] * 5, [3] * 5, [3] * 5],  # one voice short
            "u05": [[5] * 5, [5] * 5, [1] * 5, [1] * 5],  # gesplitst
            "u06": [[1] * 5] * 4,  # afgewezen
            "u07": [[3] * 5] * 4,  # nog open
        },
    )

    assert talking_points(held.shown, thresholds=scene.pack.thresholds) == ("u05", "u04", "u03")


def test_at_most_six_most_divided_first(scene):
    held = scene.rate(
        "groslijst", u02="5544", u03="5422", u04="4422", u05="5511", u06="4421", u07="5521", u08="4411", u09="5411"
    )

    points = talking_points(held.shown, thresholds=scene.pack.thresholds)

    assert len(points) == 6
    assert points[0] == "u05"
    assert "u02" not in points


def test_beeld_is_read_by_heads(make_scene):
    scene = make_scene(towns=4, voters=5)
    held = scene.rate("aanpak", a02="5511", a03="5555", a04="5551")

    assert talking_points(held.shown, thresholds=scene.pack.thresholds) == ("a02",)


def test_sensitive_item_that_may_not_be_shown_is_not_proposed(scene):
    people = [[5] * 3, [5] * 3, [1] * 3, [1]]
    held = scene.settle("factoren", {"x01": [*people[:2], [], []], "b01": people})

    assert held.full.items["b01"].status == "contested"
    assert "x01" not in talking_points(held.shown, thresholds=scene.pack.thresholds)


def test_one_voice_short_is_known_from_counts_alone(make_scene):
    scene = make_scene(secrecy=Secrecy.SECRET)
    held = scene.rate("groslijst", u02="5533", u03="5333")

    assert held.shown.items["u02"].voices is None
    assert talking_points(held.shown, thresholds=scene.pack.thresholds) == ("u02",)


def test_dilemmas_and_proposals_that_are_not_carried_are_proposed(scene):
    dilemma = scene.say("beslisboom", pc1="pc1a pc1a pc1d pc1d", tp2="tp2b tp2b tp2b tp2b")
    refused = scene.say("uitgangspunten", pc1="agree agree agree objection", tp2="agree agree agree agree")

    assert talking_points(dilemma.shown, thresholds=scene.pack.thresholds) == ("pc1",)
    assert talking_points(refused.shown, thresholds=scene.pack.thresholds) == ("pc1",)
