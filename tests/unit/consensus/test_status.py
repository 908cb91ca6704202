"""The status rule by tables worked by hand, each at its boundary, and by properties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.consensus.status import rate_status
from flows.words import Status

MIRROR = {Status.AGREED_FOR: Status.AGREED_AGAINST, Status.AGREED_AGAINST: Status.AGREED_FOR}
COUNTS = st.lists(st.integers(0, 12), min_size=5, max_size=5)


def status_of(counts: list[int], *, no_opinion: int = 0, voters: int | None = None) -> Status:
    answered = sum(counts) + no_opinion
    return rate_status(
        counts,
        answered=answered,
        voters=answered if voters is None else voters,
        high=75,
        low=15,
        camp=30,
        opinions=3,
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0, 0, 0, 0], Status.TOO_FEW),
        ([0, 0, 0, 0, 2], Status.TOO_FEW),
        ([0, 0, 0, 0, 3], Status.AGREED_FOR),
        ([0, 0, 1, 3, 0], Status.AGREED_FOR),  # exactly 75 % high
        ([0, 0, 26, 74, 0], Status.OPEN),  # 74 % high
        ([0, 14, 11, 75, 0], Status.AGREED_FOR),  # 14 % low
        ([0, 15, 10, 75, 0], Status.OPEN),  # exactly 15 % low is not under it
        ([3, 0, 1, 0, 0], Status.AGREED_AGAINST),
        ([0, 75, 10, 15, 0], Status.OPEN),
        ([0, 75, 11, 14, 0], Status.AGREED_AGAINST),
        ([0, 30, 29, 41, 0], Status.CONTESTED),  # exactly 30 % low, 29 in the middle
        ([0, 30, 30, 40, 0], Status.OPEN),  # as many in the middle as in the smaller camp
        ([0, 3, 4, 3, 0], Status.OPEN),  # 30 and 30, with most in the middle
        ([0, 29, 28, 43, 0], Status.OPEN),  # 29 % low
        ([3, 0, 0, 0, 3], Status.CONTESTED),
    ],
)
def test_status_at_the_boundaries_of_each_rule(counts: list[int], expected: Status) -> None:
    assert status_of(counts) is expected


@pytest.mark.parametrize(
    ("no_opinion", "voters", "expected"),
    [
        (0, 6, Status.AGREED_FOR),  # 3 of 6 answered: exactly half
        (0, 7, Status.TOO_FEW),  # 3 of 7: fewer than half
        (1, 8, Status.AGREED_FOR),  # 'geen mening' counts as answering
        (97, 100, Status.AGREED_FOR),  # and stays outside the base
    ],
)
def test_status_needs_half_of_the_voters(no_opinion: int, voters: int, expected: Status) -> None:
    assert status_of([0, 0, 0, 3, 0], no_opinion=no_opinion, voters=voters) is expected


def test_two_opinions_are_too_few_however_many_answered() -> None:
    assert status_of([0, 0, 0, 0, 2], no_opinion=8) is Status.TOO_FEW


@settings(max_examples=80)
@given(COUNTS)
def test_reversing_the_scale_mirrors_the_status(counts: list[int]) -> None:
    status = status_of(counts)

    assert status_of(counts[::-1]) is MIRROR.get(status, status)


@settings(max_examples=80)
@given(COUNTS, st.integers(2, 4))
def test_multiplying_everybody_keeps_the_status_once_there_are_enough(counts: list[int], times: int) -> None:
    status = status_of(counts)

    assert status is Status.TOO_FEW or status_of([times * count for count in counts]) is status
