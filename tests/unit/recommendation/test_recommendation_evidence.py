"""Rounds are found through the pack, and per item the newest round counts."""

from flows.outcomes import RateOutcome
from flows.pack.items import Task
from flows.recommendation.evidence import Evidence, merge_grounds
from flows.words import Region


def test_asked_without_rounds_is_empty(scene):
    asked = scene.evidence.asked(Task)

    assert not asked
    assert asked.items == ()
    assert asked.latest == ()
    assert asked.full("u02", RateOutcome) is None


def test_asked_takes_each_item_from_the_newest_round_that_asked_it(scene):
    scene.rate("groslijst", u02="5511", u03="3333")
    scene.rate("groslijst", u02="5555")

    asked = scene.evidence.asked(Task)

    assert [item.id for item in asked.items] == ["u02", "u03"]
    assert asked.full("u02", RateOutcome).region is Region.CARRIED
    assert asked.full("u03", RateOutcome).region is Region.UNDECIDED


def test_grounds_name_every_round_that_asked_the_item_oldest_first(scene):
    scene.rate("groslijst", u02="5511", u03="3333")
    scene.rate("groslijst", u02="5555")

    asked = scene.evidence.asked(Task)

    assert asked.grounds("u02") == (("groslijst-1", "u02"), ("groslijst-2", "u02"))
    assert asked.grounds("u03") == (("groslijst-1", "u03"),)


def test_rounds_count_by_number_whatever_order_they_come_in(scene):
    scene.rate("groslijst", u02="5511")
    scene.rate("groslijst", u02="5555")
    found = scene.evidence

    turned = Evidence(conference=found.conference, pack=found.pack, rounds=found.rounds[::-1])

    assert turned.asked(Task).full("u02", RateOutcome).region is Region.CARRIED


def test_shown_hides_what_full_holds_of_a_sensitive_item(scene):
    scene.rate("factoren", x01="5551")

    asked = scene.evidence._of(["factoren"])

    assert asked.full("x01", RateOutcome).voices is not None
    assert asked.shown("x01", RateOutcome).voices is None


def test_merge_grounds_keeps_each_once_in_order():
    assert merge_grounds([("a", "1"), ("b", "1")], [("a", "1"), ("c", "1")]) == (("a", "1"), ("b", "1"), ("c", "1"))
