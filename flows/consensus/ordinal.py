"""Measures of answers on an ordered scale: medians, Leik's consensus, van der Eijk's agreement, Blair and Lacy's l.

`counts` are the answers per step of the scale, lightest or lowest first; steps are numbered from 0.
All three measures are 1 when everybody gave the same answer and lowest when half stand at each end; they differ
in what lies between. Leik's looks at the distance to the median; A falls below 0 where there are two camps with
a gap between; l squared looks at the distance between every two persons.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import sqrt


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


def agreement(counts: Sequence[int]) -> Fraction | None:
    """Van der Eijk's agreement A: 1 when all gave the same answer, 0 when all steps are equally filled, -1 when half
    stand at each end.

    The answers are taken apart into layers, each a block of equal height over the steps that reach it; A is the mean
    agreement of the layers, weighted by the answers in them (see `_layer_agreement`). The range is -1 to 1; an
    odd number of answers never reaches -1. None without answers; K is at least 3, as the measure compares triples of
    steps. Source: C. van der Eijk, Measuring agreement in ordered rating scales, Quality & Quantity 35 (2001),
    325-341.
    """
    total = sum(counts)
    if total == 0:
        return None
    weighted, floor = Fraction(0), 0
    for height in sorted(set(counts) - {0}):
        layer = [count >= height for count in counts]
        weighted += (height - floor) * sum(layer) * _layer_agreement(layer)
        floor = height
    return weighted / total


def concentration(counts: Sequence[int]) -> Fraction | None:
    """Blair and Lacy's l squared: 1 when all gave the same answer, 0 when half stand at each end.

    With F_k the cumulative share up to step k of K: l^2 = 4 * ((F_1 - 1/2)^2 + ... + (F_(K-1) - 1/2)^2) / (K - 1).
    1 - l^2 is twice the mean distance between two persons drawn with replacement, divided by K - 1. The range is 0
    to 1; an odd number of answers never reaches 0. None without answers; K is at least 2. Source: J. Blair &
    M.G. Lacy, Statistics of ordinal variation, Sociological Methods & Research 28 (2000), 251-280.
    """
    total = sum(counts)
    if total == 0:
        return None
    below = squares = 0
    for count in counts[:-1]:
        below += count
        squares += (2 * below - total) ** 2
    return Fraction(squares, total * total * (len(counts) - 1))


def linear_concentration(counts: Sequence[int]) -> float | None:
    """Blair and Lacy's l, the root of `concentration` and so the one measure here that is not exact; 0 to 1."""
    squared = concentration(counts)
    return None if squared is None else sqrt(squared)


def _layer_agreement(filled: Sequence[bool]) -> Fraction:
    """The agreement A of one layer: U * (1 - (S - 1) / (K - 1)), with S of the K steps filled.

    U says how far the layer has one peak: of all triples of steps, in their order, TU are filled in two next to each
    other (110, 011) and TDU have a gap in the middle (101); all others say nothing.
    U = ((K - 2) TU - (K - 1) TDU) / ((K - 2) (TU + TDU)): 1 for one peak, under 0 for two at the ends. Where there is
    neither, which is with one step filled or with all, U is 1.
    """
    steps, triples = len(filled), list(combinations(filled, 3))
    joined = triples.count((True, True, False)) + triples.count((False, True, True))
    parted = triples.count((True, False, True))
    spread = 1 - Fraction(sum(filled) - 1, steps - 1)
    if joined + parted == 0:
        return spread
    return spread * Fraction((steps - 2) * joined - (steps - 1) * parted, (steps - 2) * (joined + parted))


def _step_of(counts: Sequence[int], rank: int) -> int | None:
    """The step of the answer with this rank, counted from 1 at the low end; None without answers."""
    reached = 0
    for step, count in enumerate(counts):
        reached += count
        if count and reached >= rank:
            return step
    return None
