"""From the answers of a delegation to the beeld of its municipality (METHOD.md, from delegations to the region)."""

from collections.abc import Sequence

from flows.consensus.ordinal import lower_median, upper_median
from flows.words import Voice

_LOWEST_HIGH = 3
"""The step of the answer 4."""

_HIGHEST_LOW = 1
"""The step of the answer 2."""


def has_beeld(opinions: int, *, voters: int) -> bool:
    """Whether at least half of the delegation gave an opinion; looked at before anything else, for every kind.

    Never without an opinion, so a municipality with 0 voters has no beeld.
    """
    return opinions > 0 and 2 * opinions >= voters


def finds_unacceptable(marks: int, *, opinions: int, voters: int) -> bool:
    """Whether a municipality finds an item unacceptable: more than half of those with an opinion marked it.

    `marks` counts only persons who also gave an opinion. A municipality without beeld finds nothing.
    """
    return has_beeld(opinions, voters=voters) and 2 * marks > opinions


def rate_voice(counts: Sequence[int], *, voters: int, unacceptable: bool = False) -> Voice:
    """The beeld on a rated item, from the delegation's numbers of answers 1 to 5.

    none: fewer than half of the `voters` gave an opinion (looked at first); against: the upper median is
    1 or 2, or the municipality finds the item unacceptable; for: the lower median is 4 or 5; else between.
    """
    if not has_beeld(sum(counts), voters=voters):
        return Voice.NONE
    lower, upper = lower_median(counts), upper_median(counts)
    if unacceptable or (upper is not None and upper <= _HIGHEST_LOW):
        return Voice.AGAINST
    if lower is not None and lower >= _LOWEST_HIGH:
        return Voice.FOR
    return Voice.BETWEEN
