"""The short list and the packages, rule by rule."""

import pytest

from flows.recommendation.derive import derive_items
from flows.recommendation.packages import choose_package, place_tasks
from flows.words import Package


def positions(line):
    words = {"n": "nu", "l": "later", "x": "niet", "a": "al_geregeld"}
    return {f"m{number}": words[letter] for number, letter in enumerate(line, 1) if letter != "-"}


@pytest.mark.parametrize(
    ("line", "facts", "package"),
    [
        ("nnnn", {}, Package.BASIC),
        ("nnna", {}, Package.BASIC),
        ("aaaa", {}, Package.EXISTING),
        ("aaa-", {}, Package.NOT_NOW),  # one is silent: not all say so
        ("nnn-", {}, Package.PLUS),  # silence keeps it out of the basispakket
        ("nnnl", {}, Package.PLUS),
        ("nlxx", {}, Package.PLUS),  # a niet does not block
        ("llxx", {}, Package.PLUS),
        ("naxx", {}, Package.NOT_NOW),  # al geregeld is no kopgroep
        ("nxxx", {}, Package.NOT_NOW),
        ("xxxx", {}, Package.NOT_NOW),
        ("----", {}, Package.NOT_NOW),
        ("nnnn", {"mandatory": True}, Package.EXISTING),
        ("nnnn", {"unacceptable": True}, Package.DISCUSS),
        ("nnnn", {"too_few_voices": True}, Package.TOO_LITTLE),
        ("aaaa", {"unacceptable": True}, Package.EXISTING),
        ("----", {"mandatory": True, "unacceptable": True, "too_few_voices": True}, Package.EXISTING),
        ("----", {"unacceptable": True, "too_few_voices": True}, Package.DISCUSS),
    ],
)
def test_first_rule_that_fits_decides(line, facts, package):
    rules = {"mandatory": False, "unacceptable": False, "too_few_voices": False, **facts}

    assert choose_package(**rules, positions=positions(line), municipalities=4) is package


@pytest.mark.parametrize(
    ("voices", "listed"),
    [
        ("5555", True),  # carried
        ("555-", True),  # carried, onder voorbehoud
        ("5511", True),  # split
        ("5533", True),  # two of four: a third would carry it
        ("5333", False),
        ("3333", False),
        ("1111", False),
        ("55--", False),  # too few voices
    ],
)
def test_short_list_holds_carried_split_and_one_voice_short(scene, voices, listed):
    scene.rate("groslijst", u02=voices)

    assert bool(derive_items("short_list", scene.evidence)) is listed


def test_short_list_leaves_out_what_the_law_brings_together(scene):
    scene.rate("groslijst", u01="5555", u02="5555")

    assert [item.id for item in derive_items("short_list", scene.evidence)] == ["u02"]


def test_short_list_item_shows_the_beelden_and_four_answers(scene):
    scene.rate("groslijst", u02="5531")

    (item,) = derive_items("short_list", scene.evidence)

    assert item.note == "Voor: Gemeente 1, Gemeente 2 · Tussen: Gemeente 3 · Tegen: Gemeente 4"
    assert [(option.id, option.title) for option in item.options] == [
        ("nu", "Nu"),
        ("later", "Later"),
        ("niet", "Niet"),
        ("al_geregeld", "Al geregeld"),
    ]
    assert item.group == scene.pack.lists["groslijst"].groups[0].title
    assert item.grounds == (("groslijst-1", "u02"),)


def test_short_list_counts_beelden_where_the_names_do_not_fit(make_scene):
    scene = make_scene(towns=20, name="Gemeente met een bijzonder lange naam in het Dal {}".format)
    scene.rate("groslijst", u02="5" * 18 + "33")

    (item,) = derive_items("short_list", scene.evidence)

    assert item.note == "Voor 18 · tussen 2 · tegen 0"
    assert dict(item.details)["Beeld per gemeente"].startswith("Voor: Gemeente met een bijzonder lange naam")


def test_placement_names_positions_and_kopgroep(scene):
    scene.rate("groslijst", u02="5555", u03="5511")
    scene.say("pakketten", u02="nu nu nu al_geregeld", u03="later nu niet niet")

    basic, plus = place_tasks(scene.evidence)

    assert (basic.item, basic.package, basic.front) == ("u02", Package.BASIC, ())
    assert (plus.item, plus.package, plus.front) == ("u03", Package.PLUS, ("m1", "m2"))
    assert plus.positions == {"m1": "later", "m2": "nu", "m3": "niet", "m4": "niet"}
    assert plus.grounds == (("groslijst-1", "u03"), ("pakketten-1", "u03"))


def test_task_that_is_unacceptable_to_one_municipality_is_to_be_discussed(scene):
    scene.settle("groslijst", {"u02": [[5] * 3] * 4}, refused=[("u02", "m4")])
    scene.say("pakketten", u02="nu nu nu nu")

    assert [placement.package for placement in place_tasks(scene.evidence)] == [Package.DISCUSS]


def test_task_of_the_short_list_has_no_package_before_its_standpunten(scene):
    scene.rate("groslijst", u01="5555", u02="5555", u03="1111", u05="5---")

    assert [(placement.item, placement.package) for placement in place_tasks(scene.evidence)] == [
        ("u01", Package.EXISTING),
        ("u03", Package.NOT_NOW),
        ("u05", Package.TOO_LITTLE),
    ]
