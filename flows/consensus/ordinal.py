"""Measures of answers on an ordered scale: medians and Leik's consensus.

`counts` are the answers per step of the scale, lightest or lowest first; steps are numbered from 0.
"""

from collections.abc import Sequence
from fractions import Fraction


def lower_median(counts: Sequence[int]) -> int | None:
    """The step of the middle answer; of the two middle ones the lower. None without answers.

    The first step whose cumulative count reaches half of n (rounded up). Source: Hyndman & Fan (1996),
    type 1 quantile at 1/2.
    """
    return _step_of(counts, (sum(counts) + 1) // 2)


def upper_median(counts: Sequence[int]) -> int | None:
    """As `lower_median`, but of the two middle answers the upper; equal to it when n is odd."""
    return _step_of(counts, sum(counts) // 2 + 1)


def leik_dispersion(counts: Sequence[int]) -> Fraction | None:
    """Leik's ordinal dispersion D: 0 when all gave the same answer, 1 when half stand at each end.

    With F_k the cumulative share up to step k of K: d_k = F_k where F_k <= 1/2, else 1 - F_k, and
    D = 2 * (d_1 + ... + d_(K-1)) / (K - 1). The range is 0 to 1; an odd number of answers never reaches 1.
    None without answers; K is at least 2. Source: R.K. Leik, A measure of ordinal consensus, Pacific
    Sociological Review 9 (1966), 85-90.
    """
    total = sum(counts)
    if total == 0:
        return None
    below = distance = 0
    for count in counts[:-1]:
        below += count
        distance += min(below, total - below)
    return Fraction(2 * distance, total * (len(counts) - 1))


def leik_consensus(counts: Sequence[int]) -> Fraction | None:
    """1 - D: 1 when all gave the same answer, 0 when half stand at each end. None without answers."""
    dispersion = leik_dispersion(counts)
    return None if dispersion is None else 1 - dispersion


def _step_of(counts: Sequence[int], rank: int) -> int | None:
    """The step of the answer with this rank, counted from 1 at the low end; None without answers."""
    reached = 0
    for step, count in enumerate(counts):
        reached += count
        if count and reached >= rank:
            return step
    return None
