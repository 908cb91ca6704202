"""Which figures may stand beside each other under geheim: decided from who answered, never from what was answered.

Every published figure is one over a set of persons: the voters of a round, those of a round on the same item later or
earlier, the people over whom movement is counted, the advisers. Whoever lays two such figures side by side can
subtract: of nine voters and the same nine without one of them, the one is known. So:

1. A set has at least `thresholds.secret` persons.
2. Two sets are the same, or nobody is in both. Then nothing is left over when they are laid side by side.
3. Numbers of municipalities are there only where all municipalities with answers are alike, as many voters and as
   many answers each, at least `thresholds.secret_delegations` of them with `thresholds.secret_answers` or more; and
   where everybody answered for the same municipality each time.

By these every person of a set can change places with every other without changing a published figure: over persons
alone that is so by itself, and alike municipalities can change places whole. Then an answer is known only where
everybody in the set gave the same one: assume that in all sets of answers that fit what was published person p has
the answer v; change places of p and q in any of them, and it still fits, so q's answer is v too. That is unanimity,
of which the voters are warned.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from flows.pack.form import Thresholds


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """Who had answered an item at a moment at which its figures could be seen. It holds no answer."""

    voters: Mapping[str, str]
    """Person -> municipality for which the answer counted; 'geen mening' is an answer."""
    sizes: Mapping[str, int]
    """Municipality -> voters of its delegation, whether they answered or not."""
    advisers: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    """The voters over whom movement is counted."""


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What may be seen of an item: figures over all voters, numbers of municipalities, movement, advisers' totals."""

    totals: bool = False
    numbers: bool = False
    movement: bool = False
    advisers: bool = False


NOTHING = Allowed()


@dataclass(frozen=True, kw_only=True)
class _Figures:
    """A set of persons over whom something is published; with `homes` numbers of their municipalities too."""

    people: frozenset[str]
    homes: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)


def allow(sightings: Sequence[Sighting], thresholds: Thresholds) -> tuple[Allowed, ...]:
    """What may be seen at each moment, beside everything that was seen before it.

    The earliest comes first and what it showed cannot be taken back, so a later figure that would give something away
    is the one that is kept.
    """
    seen: list[_Figures] = []
    return tuple([_allow_one(seen, sighting, thresholds) for sighting in sightings])


def _allow_one(seen: list[_Figures], sighting: Sighting, thresholds: Thresholds) -> Allowed:
    """Adds what may be seen to `seen`."""
    people = _Figures(people=frozenset(sighting.voters))
    counted = replace(people, homes=sighting.voters, sizes=sighting.sizes)
    numbers = _take(seen, counted, thresholds)
    totals = numbers or _take(seen, people, thresholds)
    movement = totals and _take(seen, _Figures(people=sighting.again), thresholds)
    advisers = _take(seen, _Figures(people=sighting.advisers), thresholds)
    return Allowed(totals=totals, numbers=numbers, movement=movement, advisers=advisers)


def _take(seen: list[_Figures], figures: _Figures, thresholds: Thresholds) -> bool:
    if not figures.people or not _are_safe([*seen, figures], thresholds):
        return False
    seen.append(figures)
    return True


def _are_safe(figures: Sequence[_Figures], thresholds: Thresholds) -> bool:
    if any(len(one.people) < thresholds.secret for one in figures):
        return False
    if any(one.homes and not _are_alike(one, thresholds) for one in figures):
        return False
    return all(_fit(one, other) for one, other in combinations(figures, 2))


def _fit(one: _Figures, other: _Figures) -> bool:
    """Rule 2, and the end of rule 3."""
    if one.people != other.people:
        return one.people.isdisjoint(other.people)
    return not (one.homes and other.homes) or one.homes == other.homes


def _are_alike(figures: _Figures, thresholds: Thresholds) -> bool:
    """Rule 3 for one moment. Unlike ones give answers away: with delegations of 5, 5, 5 and 4 an even split in the
    one that can have one tells which it is."""
    answers = Counter(figures.homes.values())
    enough = [town for town, count in answers.items() if count >= thresholds.secret_answers]
    profiles = {(count, figures.sizes.get(town, 0)) for town, count in answers.items()}
    return len(profiles) == 1 and len(enough) >= thresholds.secret_delegations
