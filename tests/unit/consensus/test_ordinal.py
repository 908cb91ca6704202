"""Medians and Leik's consensus: by hand, and what always holds."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flows.consensus.ordinal import leik_consensus, leik_dispersion, lower_median, upper_median

COUNTS = st.lists(st.integers(0, 9), min_size=2, max_size=6)


@pytest.mark.parametrize(
    ("counts", "lower", "upper"),
    [
        ([0, 0, 0], None, None),
        ([0, 0, 1], 2, 2),
        ([1, 0, 1], 0, 2),
        ([1, 1, 1], 1, 1),
        ([2, 0, 2], 0, 2),
        ([2, 0, 3], 2, 2),
        ([0, 4, 0], 1, 1),
    ],
)
def test_medians_by_hand(counts: list[int], lower: int | None, upper: int | None) -> None:
    assert (lower_median(counts), upper_median(counts)) == (lower, upper)


@pytest.mark.parametrize(
    ("counts", "dispersion"),
    [
        ([0, 0, 0, 0, 0], None),
        ([0, 0, 4, 0, 0], Fraction(0)),
        ([2, 0, 0, 0, 2], Fraction(1)),
        ([1, 1, 1, 1, 1], Fraction(3, 5)),  # d = 1/5, 2/5, 2/5, 1/5
        ([0, 2, 0, 1, 0], Fraction(1, 3)),  # d = 0, 1/3, 1/3, 0
    ],
)
def test_leik_dispersion_by_hand(counts: list[int], dispersion: Fraction | None) -> None:
    assert leik_dispersion(counts) == dispersion


@settings(max_examples=80)
@given(COUNTS)
def test_reversing_the_scale_swaps_the_medians_and_keeps_leik(counts: list[int]) -> None:
    assume(sum(counts))
    last = len(counts) - 1

    assert lower_median(counts[::-1]) == last - (upper_median(counts) or 0)
    assert leik_consensus(counts[::-1]) == leik_consensus(counts)


@settings(max_examples=80)
@given(COUNTS, st.integers(2, 5))
def test_multiplying_everybody_keeps_leik_and_the_medians_bounds(counts: list[int], times: int) -> None:
    multiplied = [times * count for count in counts]

    assert leik_consensus(multiplied) == leik_consensus(counts)
    assert lower_median(multiplied) == lower_median(counts)


@settings(max_examples=120)
@given(COUNTS, st.data())
def test_one_step_toward_the_median_never_lowers_leik(counts: list[int], data: st.DataObject) -> None:
    middle = lower_median(counts)
    assume(middle is not None)
    assert middle is not None
    away = [step for step, count in enumerate(counts) if count and step != middle]
    assume(away)
    step = data.draw(st.sampled_from(away))
    moved = list(counts)
    moved[step] -= 1
    moved[step + (1 if step < middle else -1)] += 1

    before, after = leik_consensus(counts), leik_consensus(moved)

    assert before is not None
    assert after is not None
    assert 0 <= before <= after <= 1
