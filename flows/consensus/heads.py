"""Heads beside municipalities: the cross-check, and when it must be said aloud.

Counting by municipality and counting by head can come out differently (the referendum or compound-majority
paradox), and near an even division so can the parts and the whole (Ostrogorski, discursive dilemma).
Sources: H. Nurmi, Voting paradoxes and referenda, Social Choice and Welfare 15 (1998), 333-350;
C. List, the discursive dilemma (doctrinal paradox).
"""

from enum import StrEnum

from flows.words import Region

_FOR = frozenset({Region.CARRIED, Region.CARRIED_PENDING})
_AGAINST = frozenset({Region.REJECTED, Region.REJECTED_PENDING})


class Paradox(StrEnum):
    """Why the figures per head need a word beside those per municipality."""

    DISAGREE = "disagree"
    """By heads the outcome would be another one than by municipalities."""
    CLOSE = "close"
    """Between 1/3 and 2/3 of the heads are for."""


def paradox_of(region: Region, *, for_: int, against: int, of: int) -> Paradox | None:
    """What must be said about `for_` and `against` among `of` persons with an opinion; None when nothing.

    Disagreement goes first: carried while not more than half of the heads are for; rejected while not more
    than half are against; more than 2/3 of the heads for (against) while not carried (rejected), unless there
    are too few voices to speak of an outcome. Then closeness: 1/3 <= for / of <= 2/3, both ends included.
    """
    if of == 0:
        return None
    if _disagree(region, for_=for_, against=against, of=of):
        return Paradox.DISAGREE
    return Paradox.CLOSE if of <= 3 * for_ <= 2 * of else None


def _disagree(region: Region, *, for_: int, against: int, of: int) -> bool:
    if region is Region.TOO_FEW_VOICES:
        return False
    if region in _FOR:
        return 2 * for_ <= of
    if region in _AGAINST:
        return 2 * against <= of
    return 3 * for_ > 2 * of or 3 * against > 2 * of
