"""Majority judgment: graded options, best first.

`counts` are the grades per option, worst grade first. Source: M. Balinski & R. Laraki, Majority Judgment
(MIT Press, 2011), chapter 1: the majority grade, and the majority value by removal.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from flows.consensus.ordinal import lower_median

_HALF = Fraction(1, 2)


def majority_grade(counts: Sequence[int]) -> int | None:
    """The step of the grade that a majority finds it at least worth: the lower median. None without grades."""
    return lower_median(counts)


def removal_sequence(counts: Sequence[int]) -> tuple[int, ...]:
    """The majority value: the majority grade, then the one after that grade is taken away once, and so on.

    As long as the number of grades; empty without grades.
    """
    left = list(counts)
    sequence: list[int] = []
    while (grade := lower_median(left)) is not None:
        sequence.append(grade)
        left[grade] -= 1
    return tuple(sequence)


def rank_by_judgment(graded: Mapping[str, Sequence[int]]) -> tuple[tuple[str, ...], ...]:
    """Options best first by their removal sequences; those with equal sequences share a place, in the given order.

    Options with unequal numbers of grades are compared as if each option's grades were multiplied to the
    same number, which changes nothing among equals. Options without grades come last, together.
    """
    cuts = _cuts(counts for counts in graded.values() if sum(counts))
    places: dict[tuple[int, ...], list[str]] = {}
    for option, counts in graded.items():
        places.setdefault(_value(counts, cuts) if sum(counts) else (), []).append(option)
    return tuple(tuple(places[value]) for value in sorted(places, reverse=True))


def _cuts(profiles: Iterable[Sequence[int]]) -> list[Fraction]:
    """Distances from the middle, 0 to 1/2, between which no option's grade changes."""
    cuts = {Fraction(0), _HALF}
    for counts in profiles:
        total, below = sum(counts), 0
        for count in counts:
            below += count
            cuts.add(abs(Fraction(below, total) - _HALF))
    return sorted(cuts)


def _value(counts: Sequence[int], cuts: Sequence[Fraction]) -> tuple[int, ...]:
    """The removal sequence with each run of equal pairs written once: the lower, then the upper grade.

    Removal at the lower median walks outward from the middle, down and up in turn.
    """
    value: list[int] = []
    for near, far in pairwise(cuts):
        distance = (near + far) / 2
        value += [_grade_at(counts, _HALF - distance), _grade_at(counts, _HALF + distance)]
    return tuple(value)


def _grade_at(counts: Sequence[int], share: Fraction) -> int:
    """The grade at this share of the grades, counted from the worst; `share` lies between two grades' bounds."""
    total, below = sum(counts), 0
    for grade, count in enumerate(counts):
        below += count
        if below > share * total:
            return grade
    return len(counts) - 1
