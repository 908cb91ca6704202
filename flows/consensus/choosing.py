"""Chosen options: which one a delegation or the region comes to.

Options are numbered from 0 in their order; on a continuum lightest first, and then the lower median of
`flows.consensus.ordinal` decides on each level.
"""

from collections.abc import Sequence


def most_chosen(counts: Sequence[int]) -> int | None:
    """The option with the most answers; None when that is a tie, or nobody chose. Source: plurality."""
    most = max(counts, default=0)
    if most == 0 or list(counts).count(most) > 1:
        return None
    return list(counts).index(most)


def common_option(counts: Sequence[int], *, carried: int) -> int | None:
    """The option that at least `carried` % of the beelden come to; None without one.

    `counts` are the beelden per option; municipalities without a beeld are in none. As `carried` is over 50,
    there is at most one such option; at exactly 50 a tie gives none.
    """
    total = sum(counts)
    option = most_chosen(counts)
    if option is None or 100 * counts[option] < carried * total:
        return None
    return option


def is_dilemma(chosen: Sequence[int], *, places: Sequence[int | None], steps: int, gap: int) -> bool:
    """Whether the municipalities' options lie too far apart to be one uitgangspunt.

    `chosen` are the municipalities' options, `places` the points (0 to 100) of all options. They lie too far
    apart when the extremes differ by more than `steps` options, or by more than `gap` points where both have
    a place. Exactly `steps` or `gap` is no dilemma; nor are fewer than two beelden.
    """
    if not chosen:
        return False
    light, heavy = min(chosen), max(chosen)
    if heavy - light > steps:
        return True
    low, high = places[light], places[heavy]
    return low is not None and high is not None and high - low > gap
