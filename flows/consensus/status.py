"""The status of a rated item over all voters (METHOD.md, the status of a rated item)."""

from collections.abc import Sequence
from typing import NamedTuple

from flows.words import Status


class Camps(NamedTuple):
    """Opinions that are low (1 or 2), in the middle (3), and high (4 or 5)."""

    low: int
    middle: int
    high: int


def camps_of(counts: Sequence[int]) -> Camps:
    """The three camps of the answers 1 to 5."""
    one, two, three, four, five = counts
    return Camps(one + two, three, four + five)


def rate_status(
    counts: Sequence[int], *, answered: int, voters: int, high: int, low: int, camp: int, opinions: int
) -> Status:
    """The status of an item with these numbers of answers 1 to 5; the first rule that fits.

    1. too few: fewer than `opinions` opinions, or fewer than half of the `voters` answered
       ('geen mening' counts as answering, so `answered` includes it);
    2. agreed for: at least `high` % high and under `low` % low; agreed against: the mirror image;
    3. contested: at least `camp` % in each camp, and fewer in the middle than in either camp;
    4. open: everything else.

    Percents are of those with an opinion. Source: METHOD.md.
    """
    camps = camps_of(counts)
    total = sum(camps)
    if total < opinions or total == 0 or 2 * answered < voters:
        return Status.TOO_FEW
    if 100 * camps.high >= high * total and 100 * camps.low < low * total:
        return Status.AGREED_FOR
    if 100 * camps.low >= high * total and 100 * camps.high < low * total:
        return Status.AGREED_AGAINST
    smaller = min(camps.low, camps.high)
    if 100 * smaller >= camp * total and camps.middle < smaller:
        return Status.CONTESTED
    return Status.OPEN
