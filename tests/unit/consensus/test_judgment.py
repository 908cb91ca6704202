"""Majority judgment: ranking by removal, ties, and what always holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.consensus.judgment import majority_grade, rank_by_judgment, removal_sequence

GRADES = st.lists(st.integers(0, 4), min_size=5, max_size=5)


def test_majority_grade_of_an_even_number_is_the_lower_one() -> None:
    assert majority_grade([0, 1, 0, 1, 0]) == 1
    assert majority_grade([0, 0, 0, 0, 0]) is None


def test_removal_takes_the_lower_median_away_each_time() -> None:
    assert removal_sequence([1, 0, 1, 1, 0]) == (2, 0, 3)
    assert removal_sequence([0, 0, 0, 0, 0]) == ()


@pytest.mark.parametrize(
    ("graded", "expected"),
    [
        ({}, ()),
        ({"a": [0, 0, 0, 0, 3], "b": [0, 0, 0, 3, 0]}, (("a",), ("b",))),
        ({"a": [0, 0, 3, 0, 0], "b": [0, 1, 1, 1, 0]}, (("a",), ("b",))),  # same grade, then 3-3-3 over 3-2-4
        ({"b": [0, 1, 1, 1, 0], "a": [0, 1, 1, 1, 0]}, (("b", "a"),)),
        ({"a": [0, 0, 0, 0, 0], "b": [3, 0, 0, 0, 0]}, (("b",), ("a",))),  # without grades comes last
        ({"a": [0, 0, 0, 1, 0], "b": [0, 0, 0, 4, 0]}, (("a", "b"),)),  # unequal numbers, equal judgment
        ({"a": [0, 0, 0, 1, 1], "b": [0, 0, 0, 1, 2]}, (("b",), ("a",))),  # 3-4-3-4-3-4 under 4-4-...
    ],
)
def test_ranking_by_hand(graded: dict[str, list[int]], expected: tuple[tuple[str, ...], ...]) -> None:
    assert rank_by_judgment(graded) == expected


@settings(max_examples=80)
@given(st.lists(st.lists(st.integers(0, 4), min_size=7, max_size=7), min_size=2, max_size=4))
def test_ranking_of_equally_many_grades_is_by_their_removal_sequences(ballots: list[list[int]]) -> None:
    graded = {f"o{i}": [grades.count(step) for step in range(5)] for i, grades in enumerate(ballots)}
    sequences = {option: removal_sequence(counts) for option, counts in graded.items()}

    places = rank_by_judgment(graded)

    assert [sequences[tied[0]] for tied in places] == sorted(set(sequences.values()), reverse=True)
    assert all(len({sequences[option] for option in tied}) == 1 for tied in places)


@settings(max_examples=80)
@given(st.dictionaries(st.sampled_from("abcde"), GRADES, max_size=5), st.integers(2, 4))
def test_ranking_is_the_same_when_everybody_is_multiplied(graded: dict[str, list[int]], times: int) -> None:
    multiplied = {option: [times * count for count in counts] for option, counts in graded.items()}

    assert rank_by_judgment(multiplied) == rank_by_judgment(graded)


@settings(max_examples=80)
@given(st.dictionaries(st.sampled_from("abcde"), GRADES, max_size=5))
def test_ranking_does_not_depend_on_the_order_of_the_options(graded: dict[str, list[int]]) -> None:
    reversed_ = dict(reversed(graded.items()))

    assert [set(tied) for tied in rank_by_judgment(reversed_)] == [set(tied) for tied in rank_by_judgment(graded)]
