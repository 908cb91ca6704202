"""Points, chosen options and consent, worked by hand."""

from fractions import Fraction

import pytest

from flows.consensus.choosing import common_option, is_dilemma, most_chosen
from flows.consensus.consenting import Answers, Position, decide, position_of
from flows.consensus.shares import givers_of, mean_shares, points_sums, shares_of
from flows.words import Consent, Decision

POSITIONS = {
    "+": Position(word=Consent.AGREE),
    "m": Position(word=Consent.CONDITION),
    "-": Position(word=Consent.OBJECTION),
    "!": Position(word=Consent.OBJECTION, reasoned=False),
    "c": Position(word=Consent.COLLEGE),
    "?": Position(word=None),
}


def test_points_are_summed_and_givers_counted() -> None:
    ballots = [{"a": 10}, {"a": 4, "b": 6}, {"b": 10, "a": 0}]

    assert points_sums(ballots, options=["a", "b", "c"]) == {"a": 14, "b": 16, "c": 0}
    assert givers_of(ballots, options=["a", "b", "c"]) == {"a": 2, "b": 2, "c": 0}


def test_shares_are_exact_and_absent_without_points() -> None:
    assert shares_of({"a": 1, "b": 2}) == {"a": Fraction(1, 3), "b": Fraction(2, 3)}
    assert shares_of({"a": 0, "b": 0}) is None


def test_region_counts_each_municipality_as_one_whatever_its_size() -> None:
    large = shares_of({"a": 40, "b": 0})
    small = shares_of({"a": 0, "b": 10})
    assert large is not None
    assert small is not None

    assert mean_shares([large, small]) == {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert mean_shares([]) is None


@pytest.mark.parametrize(
    ("counts", "expected"), [([0, 0], None), ([1, 1], None), ([2, 1, 2], None), ([0, 3, 2], 1), ([], None)]
)
def test_most_chosen_is_none_when_tied(counts: list[int], expected: int | None) -> None:
    assert most_chosen(counts) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([3, 1], 0), ([2, 1], None), ([0, 5, 0], 1), ([0, 0], None), ([74, 26], None), ([25, 75], 1)],
)
def test_common_option_needs_75_percent_of_the_beelden(counts: list[int], expected: int | None) -> None:
    assert common_option(counts, carried=75) == expected


@pytest.mark.parametrize(
    ("chosen", "places", "expected"),
    [
        ([], [0, 50, 100], False),
        ([1], [0, 50, 100], False),
        ([0, 2], [10, 30, 50, 60], False),  # two options and exactly 40 points apart
        ([0, 3], [10, 20, 30, 40], True),  # three options apart
        ([0, 1], [10, 51, 60, 70], True),  # 41 points apart
        ([2, 0, 1], [0, 10, 41, 50], True),  # the extremes, in any order
        ([0, 2], [None, None, None], False),
        ([0, 3], [None, None, None, None], True),
    ],
)
def test_dilemma_at_its_boundaries(chosen: list[int], places: list[int | None], expected: bool) -> None:
    assert is_dilemma(chosen, places=places, steps=2, gap=40) is expected


@pytest.mark.parametrize(
    ("answers", "voters", "expected"),
    [
        (Answers(), 0, "?"),
        (Answers(), 3, "?"),
        (Answers(agree=1), 1, "+"),
        (Answers(agree=1), 2, "+"),
        (Answers(agree=1), 3, "?"),  # fewer than half of the delegation
        (Answers(agree=2, objection=2), 4, "+"),  # not more object than agree
        (Answers(agree=1, condition=1, objection=2), 4, "m"),
        (Answers(agree=1, objection=2), 3, "-"),
        (Answers(agree=4, condition=1), 5, "m"),
        (Answers(unreasoned=1), 1, "!"),
        (Answers(agree=4, unreasoned=1), 5, "+"),  # it cannot tip the balance
        (Answers(agree=1, objection=1, unreasoned=1), 3, "!"),  # it would tip the balance
        (Answers(college=1), 1, "c"),
        (Answers(agree=1, college=2), 3, "c"),
        (Answers(agree=1, college=1), 2, "+"),
    ],
)
def test_per_lid_rule_by_hand(answers: Answers, voters: int, expected: str) -> None:
    assert position_of(answers, voters=voters) == POSITIONS[expected]


@pytest.mark.parametrize(
    ("signs", "last_attempt", "expected"),
    [
        ("", False, Decision.PENDING),
        ("++++", False, Decision.ADOPTED),
        ("+++m", False, Decision.ADOPTED_CONDITIONS),
        ("+++?", True, Decision.PENDING),  # silence is not consent
        ("+++c", True, Decision.PENDING),
        ("+++!", True, Decision.PENDING),  # asked for a reason
        ("++-?", True, Decision.PENDING),
        ("+++-", False, Decision.NOT_CARRIED),
        ("+++-", True, Decision.CARRIED_MINORITY),  # exactly 75 %
        ("+mm-", True, Decision.CARRIED_MINORITY),  # a mits consents
        ("++-", True, Decision.NOT_CARRIED),  # 67 %
        ("----", True, Decision.NOT_CARRIED),
    ],
)
def test_decision_by_hand(signs: str, last_attempt: bool, expected: Decision) -> None:
    assert decide([POSITIONS[sign] for sign in signs], carried=75, last_attempt=last_attempt) is expected
