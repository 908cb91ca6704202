"""Advice on a further round: what is not settled, and what still moves; and what it rests on afterwards."""

from dataclasses import replace

import pytest

from flows.conference.chains import can_be_followed, chain_of, follower_of
from flows.outcomes import Movement, RateOutcome
from flows.pack.items import Question, Task
from flows.recommendation.further import Why, advise_further, propose_further, propose_points
from flows.recommendation.packages import list_tasks
from flows.recommendation.principles import propose_principles
from flows.words import Region, RoundState, Secrecy, Sort


def moving(outcome, **changed):
    """The outcome as that of a further round, in which so many of twelve changed their answer."""
    items = {
        item: replace(found, movement=Movement(changed=changed.get(item, 0), up=0, down=0, of=12))
        for item, found in outcome.items.items()
    }
    return replace(outcome, items=items)


def whys(outcome, scene):
    return {item: found.why for item, found in advise_further(outcome, thresholds=scene.pack.thresholds).items()}


def test_everything_that_is_not_settled_is_advised_with_its_reason(make_scene) -> None:
    scene = make_scene(voters=5)
    held = scene.settle(
        "groslijst",
        {
            "u02": [[5] * 5] * 4,  # gedragen
            "u03": [[4, 4, 4, 2, 2]] * 4,  # gedragen, verdeeld by heads
            "u04": [[4] * 5, [4] * 5, [3] * 5, [3] * 5],
            "u05": [[5] * 5, [5] * 5, [1] * 5, [1] * 5],
            "u06": [[1] * 5] * 4,  # afgewezen
            "u07": [[3] * 5] * 4,
            "u08": [[5] * 5, [], [], []],
            "u09": [[5] * 5, [5] * 5, [5] * 5, []],
        },
    )

    assert whys(held.shown, scene) == {
        "u03": Why.DIVIDED,
        "u04": Why.ONE_SHORT,
        "u05": Why.SPLIT,
        "u07": Why.OPEN,
        "u08": Why.TOO_FEW,
        "u09": Why.PENDING,
    }


@pytest.mark.parametrize(("changed", "advised"), [(1, False), (2, True)])
def test_settled_item_is_advised_when_more_than_one_person_and_15_percent_changed(scene, changed, advised) -> None:
    held = scene.rate("groslijst", u02="5555")

    found = advise_further(moving(held.shown, u02=changed), thresholds=scene.pack.thresholds)

    assert [a.why for a in found.values()] == [Why.MOVED] * advised
    assert [a.movement.changed for a in found.values()] == [changed] * advised


def test_after_a_first_round_the_bespreekpunten_are_proposed_and_the_rest_stays_for_later(scene) -> None:
    held = scene.rate("groslijst", u02="5511", u03="3333", u04="5555")
    limits = scene.pack.thresholds

    assert propose_further(held.shown, thresholds=limits) == ("u02",)
    assert propose_points(held.round, held.shown, limits) == ("u02",)


def test_without_bespreekpunten_what_is_open_is_proposed(scene) -> None:
    held = scene.rate("groslijst", u02="3333", u03="3333", u04="5555")
    limits = scene.pack.thresholds

    assert propose_further(held.shown, thresholds=limits) == ("u02", "u03")
    assert propose_points(held.round, held.shown, limits) == ()


def test_after_a_further_round_all_that_is_advised_is_proposed_open_ones_first(scene) -> None:
    held = scene.rate("groslijst", u02="5555", u03="3333", u04="5511", u05="5555")
    outcome = moving(held.shown, u02=6)

    assert propose_further(outcome, thresholds=scene.pack.thresholds) == ("u04", "u03", "u02")


def test_six_at_most(scene) -> None:
    held = scene.rate("groslijst", **{f"u{n:02}": "3333" for n in range(2, 10)})

    assert len(propose_further(held.shown, thresholds=scene.pack.thresholds)) == 6


def test_what_may_not_be_shown_is_not_advised(make_scene) -> None:
    scene = make_scene(secrecy=Secrecy.SECRET, voters=1)
    held = scene.rate("groslijst", u02="5511")

    assert held.full.items["u02"].region is Region.SPLIT
    assert whys(held.shown, scene) == {}


def test_dilemma_is_advised_and_a_common_option_is_not(scene) -> None:
    first, second, *_ = scene.pack.items("beslisboom")
    light, *_, heavy = [option.id for option in first.options]
    held = scene.say(
        "beslisboom",
        **{first.id: f"{light} {light} {heavy} {heavy}", second.id: " ".join([second.options[0].id] * 4)},
    )

    assert whys(held.shown, scene) == {first.id: Why.SPLIT}


# --- chains ------------------------------------------------------------------------------------------


@pytest.fixture
def asked(scene):
    """Three rounds on the same items, and one asked anew."""
    base = scene.rate("groslijst", u02="5511").round
    return [
        replace(base, key=1, id="groslijst-1", number=1),
        replace(base, key=2, id="groslijst-2", number=2, follows=1),
        replace(base, key=3, id="groslijst-3", number=3, follows=2),
        replace(base, key=4, id="groslijst-4", number=4),
    ]


def test_chain_goes_from_the_first_round_to_this_one(asked) -> None:
    assert [r.key for r in chain_of(asked[2], asked)] == [1, 2, 3]
    assert [r.key for r in chain_of(asked[3], asked)] == [4]


def test_withdrawn_round_does_not_follow(asked) -> None:
    withdrawn = [asked[0], replace(asked[1], state=RoundState.WITHDRAWN)]

    assert follower_of(asked[0], asked) == asked[1]
    assert follower_of(withdrawn[0], withdrawn) is None
    assert can_be_followed(withdrawn[0], withdrawn)


@pytest.mark.parametrize(
    "changed", [{"sort": Sort.BEELD}, {"decides": True}, {"party": "spokespersons"}, {"kind": "open"}]
)
def test_only_a_voorstel_of_all_voters_is_followed(asked, changed) -> None:
    assert can_be_followed(asked[3], asked)
    assert not can_be_followed(replace(asked[3], **changed), asked)


def test_third_round_is_the_last(asked) -> None:
    assert can_be_followed(asked[1], asked[:2])
    assert not can_be_followed(asked[2], asked)


# --- what later steps rest on ------------------------------------------------------------------------


def test_short_list_and_outcome_follow_the_newest_answer_to_each_task(scene) -> None:
    scene.rate("groslijst", u02="5511", u03="5555", u04="1111")
    scene.rate("groslijst", u02="1111")
    asked = scene.evidence.asked(Task)

    assert asked.full("u02", RateOutcome).region is Region.REJECTED
    assert asked.full("u03", RateOutcome).region is Region.CARRIED
    assert [item.id for item in asked.items] == ["u02", "u03", "u04"]
    assert [item.id for item in list_tasks(scene.evidence)] == ["u03"]
    assert asked.grounds("u02") == (("groslijst-1", "u02"), ("groslijst-2", "u02"))


def test_proposed_principle_is_the_option_of_the_newest_round(scene) -> None:
    first, second, *_ = scene.pack.items("beslisboom")
    scene.say(
        "beslisboom",
        **{q.id: " ".join([q.options[0].id] * 4) for q in (first, second)},
    )
    scene.say("beslisboom", **{first.id: " ".join([first.options[2].id] * 4)})

    assert {item.id: item.proposed for item in propose_principles(scene.evidence)} == {
        first.id: first.options[2].id,
        second.id: second.options[0].id,
    }
    assert len(scene.evidence.asked(Question).items) == 2
