"""Points divided over options, as sums and as exact shares: per head, per municipality, over the region."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction


def points_sums(ballots: Iterable[Mapping[str, int]], *, options: Sequence[str]) -> dict[str, int]:
    """All points per option; an option that a ballot leaves out got 0."""
    sums = dict.fromkeys(options, 0)
    for ballot in ballots:
        for option, points in ballot.items():
            sums[option] += points
    return sums


def givers_of(ballots: Iterable[Mapping[str, int]], *, options: Sequence[str]) -> dict[str, int]:
    """How many persons gave an option any points: whether a share is broad or comes from a few."""
    givers = dict.fromkeys(options, 0)
    for ballot in ballots:
        for option, points in ballot.items():
            givers[option] += points > 0
    return givers


def shares_of(sums: Mapping[str, int]) -> dict[str, Fraction] | None:
    """Each option's share of all points, 0 to 1, adding up to 1; None when nobody gave points.

    Where everybody has the same budget this is also the mean of the persons' own shares.
    Source: cumulative voting with a fixed budget; the measure is a plain proportion.
    """
    total = sum(sums.values())
    if total == 0:
        return None
    return {option: Fraction(points, total) for option, points in sums.items()}


def mean_shares(shares: Sequence[Mapping[str, Fraction]]) -> dict[str, Fraction] | None:
    """The mean of the municipalities' shares, each counting as one; None when there are none.

    Differs from the share over all heads when delegations differ in size (two-stage aggregation).
    """
    if not shares:
        return None
    return {option: sum((one[option] for one in shares), Fraction(0)) / len(shares) for option in shares[0]}
