"""The measures against their definitions, worked out the long way from single answers, and against the literature."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations, product
from math import lcm

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.consensus.judgment import rank_by_judgment, removal_sequence
from flows.consensus.ordinal import (
    agreement,
    concentration,
    leik_dispersion,
    linear_concentration,
    lower_median,
    upper_median,
)
from flows.consensus.ranking import (
    borda_scores,
    condorcet_winner,
    kendall_w,
    order_by_score,
    tiers_of,
)
from flows.consensus.region import region_of
from flows.consensus.status import rate_status
from flows.words import Region, Status, Voice

OPTIONS = "abcd"
ANSWERS = st.lists(st.integers(0, 4), min_size=1, max_size=9)
TOP = {k: list(permutations(OPTIONS, k)) for k in range(1, 5)}
BOARDS = st.lists(st.sampled_from([named for k in TOP for named in TOP[k]]), min_size=1, max_size=7)
EQUALLY_LONG = st.integers(1, 4).flatmap(lambda k: st.lists(st.sampled_from(TOP[k]), min_size=2, max_size=7))
TENNESSEE = {42: "MNCK", 26: "NCKM", 15: "CKNM", 17: "KCNM"}
"""Percent of the voters per order of preference: the example of most textbooks, with Memphis, Nashville,
Chattanooga and Knoxville by their distance."""


def counts_of(answers: Sequence[int], *, steps: int = 5) -> list[int]:
    return [list(answers).count(step) for step in range(steps)]


def board(profile: dict[int, str]) -> list[tuple[tuple[str, ...], ...]]:
    """Rankings of a profile: how many -> their order."""
    return [tiers_of(order, options=sorted(order)) for times, order in profile.items() for _ in range(times)]


def prefers(named: Sequence[str], a: str, b: str) -> bool:
    """Whether somebody who named these, best first, has a above b."""
    return a in named and (b not in named or named.index(a) < named.index(b))


def places(named: Sequence[str]) -> list[Fraction]:
    """The midranks of the options in a truncated list."""
    rest = Fraction(len(named) + 1 + len(OPTIONS), 2)
    return [Fraction(named.index(option) + 1) if option in named else rest for option in OPTIONS]


def pattern_agreement(filled: Sequence[int]) -> Fraction:
    """A of one row of boxes that are full or empty, as it is defined: triple by triple."""
    steps = len(filled)
    if sum(filled) in {1, steps}:
        return 1 - Fraction(sum(filled) - 1, steps - 1)
    tu = tdu = 0
    for i in range(steps):
        for j in range(i + 1, steps):
            for k in range(j + 1, steps):
                tu += (filled[i], filled[j], filled[k]) in {(1, 1, 0), (0, 1, 1)}
                tdu += (filled[i], filled[j], filled[k]) == (1, 0, 1)
    unimodality = Fraction((steps - 2) * tu - (steps - 1) * tdu, (steps - 2) * (tu + tdu))
    return unimodality * (1 - Fraction(sum(filled) - 1, steps - 1))


@given(ANSWERS)
def test_medians_are_the_middle_of_the_sorted_answers(answers: list[int]) -> None:
    ranked, n = sorted(answers), len(answers)

    assert lower_median(counts_of(answers)) == ranked[(n - 1) // 2]
    assert upper_median(counts_of(answers)) == ranked[n // 2]


@given(ANSWERS)
def test_leik_is_the_mean_distance_to_the_median(answers: list[int]) -> None:
    """D = 2 * mean |x - median| / (K - 1)."""
    middle = sorted(answers)[len(answers) // 2]
    distance = sum(abs(answer - middle) for answer in answers)

    assert leik_dispersion(counts_of(answers)) == Fraction(2 * distance, 4 * len(answers))


@given(ANSWERS)
def test_concentration_is_one_minus_the_mean_distance_between_two_persons(answers: list[int]) -> None:
    """1 - l^2 = 2 * mean |x - x'| / (K - 1), over all pairs with replacement."""
    distance = sum(abs(a - b) for a, b in product(answers, repeat=2))

    assert concentration(counts_of(answers)) == 1 - Fraction(2 * distance, 4 * len(answers) ** 2)


@settings(max_examples=60)
@given(ANSWERS)
def test_agreement_is_the_weighted_mean_of_layers_one_answer_high(answers: list[int]) -> None:
    counts = counts_of(answers)
    rows = [[int(count >= height) for count in counts] for height in range(1, max(counts) + 1)]

    expected = sum((sum(row) * pattern_agreement(row) for row in rows), Fraction(0)) / len(answers)

    assert agreement(counts) == expected


def test_agreement_of_van_der_eijks_own_example() -> None:
    """Van der Eijk 2001, p. 331; the value as the package agrmt gives it."""
    assert agreement([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.6113333, abs=1e-7)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([10, 10, 10, 10, 10, 10, 10], Fraction(0)),  # the first layer of that example
        ([20, 20, 20, 20, 20, 20, 0], Fraction(1, 6)),  # the second
        ([0, 0, 7, 0, 0], Fraction(1)),
        ([0, 4, 4, 0, 0], Fraction(3, 4)),
        ([4, 0, 0, 0, 4], Fraction(-1)),
        ([4, 0, 4], Fraction(-1)),
        ([1, 1, 0, 1, 1], Fraction(-5, 36)),  # TU 2, TDU 4: U = (6 - 16) / 18, and 1/4 for the spread
        ([0, 0, 0], None),
    ],
)
def test_agreement_by_hand(counts: list[int], expected: Fraction | None) -> None:
    assert agreement(counts) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0, 0, 0, 3], Fraction(1)),
        ([2, 0, 0, 0, 2], Fraction(0)),
        ([1, 1, 1, 1, 1], Fraction(1, 5)),  # distances 3/10, 1/10, 1/10, 3/10
        ([1, 0, 0, 0, 2], Fraction(1, 9)),
        ([0, 0], None),
    ],
)
def test_concentration_by_hand(counts: list[int], expected: Fraction | None) -> None:
    assert concentration(counts) == expected
    assert linear_concentration(counts) == (None if expected is None else pytest.approx(float(expected) ** 0.5))


@given(BOARDS)
def test_borda_is_pairwise_wins_minus_losses_of_single_persons(boards: list[tuple[str, ...]]) -> None:
    scores = borda_scores([tiers_of(named, options=OPTIONS) for named in boards], options=OPTIONS)

    assert scores == {
        a: sum(prefers(named, a, b) - prefers(named, b, a) for named in boards for b in OPTIONS) for a in OPTIONS
    }


@given(BOARDS)
def test_condorcet_winner_wins_every_comparison_of_two(boards: list[tuple[str, ...]]) -> None:
    found = condorcet_winner([tiers_of(named, options=OPTIONS) for named in boards], options=OPTIONS)

    winners = [
        a
        for a in OPTIONS
        if all(
            sum(prefers(named, a, b) for named in boards) > sum(prefers(named, b, a) for named in boards)
            for b in OPTIONS
            if b != a
        )
    ]
    assert [found] == (winners or [None])


@settings(max_examples=80)
@given(EQUALLY_LONG)
def test_agreement_of_rankings_follows_from_the_mean_rank_correlation(boards: list[tuple[str, ...]]) -> None:
    """W = ((m - 1) * mean rho + 1) / m, with rho the correlation of midranks; holds where all tie alike (a top k)."""
    ranks = [places(named) for named in boards]
    centre, m = Fraction(len(OPTIONS) + 1, 2), len(boards)
    variance = sum((place - centre) ** 2 for place in ranks[0])
    products = [
        sum((p - centre) * (q - centre) for p, q in zip(one, other, strict=True))
        for one, other in combinations(ranks, 2)
    ]
    rho = sum(products, Fraction(0)) / variance / len(products)

    assert (
        kendall_w([tiers_of(named, options=OPTIONS) for named in boards], options=OPTIONS) == ((m - 1) * rho + 1) / m
    )


def test_agreement_of_three_executives() -> None:
    """S. Siegel, Nonparametric statistics (1956), p. 229-232: three executives, six applicants; s = 25.5, W = .16."""
    ranks = [(1, 6, 3, 2, 5, 4), (1, 5, 6, 4, 2, 3), (6, 3, 2, 5, 4, 1)]
    options = "abcdef"
    rankings = [tiers_of(sorted(options, key=lambda o, r=row: r[options.index(o)]), options=options) for row in ranks]

    assert kendall_w(rankings, options=options) == Fraction(51, 2) * 12 / (9 * 210)


def test_bordas_own_example_elects_who_wins_every_comparison_and_not_the_plurality() -> None:
    """Borda 1781: 21 voters, 8 of whom put a first; with 3, 2, 1 points they have 37, 42, 47 (our 2 x - 84)."""
    rankings = board({1: "abc", 7: "acb", 6: "cba"}) + board({7: "bca"})

    assert borda_scores(rankings, options="abc") == {"a": -10, "b": 0, "c": 10}
    assert condorcet_winner(rankings, options="abc") == "c"


def test_condorcets_own_example_against_borda() -> None:
    """Condorcet 1785: 81 voters; a beats b by 41 to 40 and c by 60 to 21, and Borda puts b first (109, 101, 33)."""
    rankings = board({30: "abc", 1: "acb", 29: "bac"}) + board({10: "bca", 1: "cba"}) + board({10: "cab"})

    scores = borda_scores(rankings, options="abc")

    assert scores == {"a": 2 * 101 - 162, "b": 2 * 109 - 162, "c": 2 * 33 - 162}
    assert condorcet_winner(rankings, options="abc") == "a"


def test_condorcets_cycle_has_no_winner_and_no_order() -> None:
    rankings = board({23: "abc", 2: "bac", 17: "bca", 10: "cab", 8: "cba"})

    assert condorcet_winner(rankings, options="abc") is None  # a over b 33-27, b over c 42-18, c over a 35-25


def test_capital_of_tennessee() -> None:
    """With 3, 2, 1, 0 points Memphis 126, Nashville 194, Chattanooga 173, Knoxville 107 (symmetric: 2 x - 300)."""
    rankings = board(TENNESSEE)

    scores = borda_scores(rankings, options="CKMN")

    assert scores == {"M": -48, "N": 88, "C": 46, "K": -86}
    assert order_by_score(scores) == (("N",), ("C",), ("M",), ("K",))
    assert condorcet_winner(rankings, options="CKMN") == "N"


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=6), min_size=2, max_size=4))
def test_judgment_compares_removal_sequences_of_equally_many_grades(boards: list[list[int]]) -> None:
    """Each option's grades multiplied to the least common number, then taken away one by one at the lower middle."""
    size = lcm(*map(len, boards))
    values: dict[str, list[int]] = {}
    for name, grades in zip("abcd", boards, strict=False):
        left = sorted(grades * (size // len(grades)))
        values[name] = [left.pop((len(left) - 1) // 2) for _ in range(size)]

    found = rank_by_judgment({name: counts_of(boards["abcd".index(name)], steps=4) for name in values})

    ranked = sorted(values.values(), reverse=True)
    assert [values[tied[0]] for tied in found] == [value for i, value in enumerate(ranked) if value not in ranked[:i]]
    assert sorted(name for tied in found for name in tied) == sorted(values)
    assert all(values[name] == values[tied[0]] for tied in found for name in tied)


@given(ANSWERS)
def test_removal_takes_the_lower_middle_of_what_is_left(grades: list[int]) -> None:
    left = sorted(grades)

    assert removal_sequence(counts_of(grades)) == tuple(left.pop((len(left) - 1) // 2) for _ in grades)


@given(st.lists(st.integers(1, 5), max_size=20), st.integers(0, 5), st.integers(0, 25))
def test_status_is_the_first_rule_that_fits(answers: list[int], no_opinion: int, silent: int) -> None:
    n, answered = len(answers), len(answers) + no_opinion
    high, low, middle = (Fraction(sum(a in camp for a in answers), n or 1) for camp in ((4, 5), (1, 2), (3,)))
    expected = Status.OPEN
    if n < 3 or Fraction(answered, answered + silent) < Fraction(1, 2):
        expected = Status.TOO_FEW
    elif high >= Fraction(75, 100) and low < Fraction(15, 100):
        expected = Status.AGREED_FOR
    elif low >= Fraction(75, 100) and high < Fraction(15, 100):
        expected = Status.AGREED_AGAINST
    elif high >= Fraction(30, 100) and low >= Fraction(30, 100) and middle < high and middle < low:
        expected = Status.CONTESTED

    counts = counts_of([a - 1 for a in answers])

    found = rate_status(counts, answered=answered, voters=answered + silent, high=75, low=15, camp=30, opinions=3)

    assert found is expected


@given(st.lists(st.sampled_from(list(Voice)), max_size=20))
def test_region_is_the_first_rule_that_fits(voices: list[Voice]) -> None:
    n = len(voices)
    for_, against, none = (voices.count(voice) for voice in (Voice.FOR, Voice.AGAINST, Voice.NONE))
    expected = Region.UNDECIDED
    if n == 0 or Fraction(n - none, n) < Fraction(2, 3):
        expected = Region.TOO_FEW_VOICES
    elif Fraction(for_, n) >= Fraction(3, 4) and against == 0:
        expected = Region.CARRIED_PENDING if none else Region.CARRIED
    elif Fraction(against, n) >= Fraction(3, 4) and for_ == 0:
        expected = Region.REJECTED_PENDING if none else Region.REJECTED
    elif for_ and against:
        expected = Region.SPLIT

    assert region_of(voices, carried=75) is expected
