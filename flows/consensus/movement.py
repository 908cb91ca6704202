"""Movement between two rounds: how many changed their answer, and in which direction.

Every pair is the earlier and the later answer of one person, so that only the same people are compared: who has no
answer in one of the rounds is in no pair, or else a delegate who came in between would count as somebody who changed
his mind. None is 'geen mening', which is an answer. Source: METHOD.md, rounds.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Moves(NamedTuple):
    """Of `of` persons `changed` gave another answer than before: `up` a higher one, `down` a lower one.

    0 <= up + down <= changed <= of; what changed neither up nor down has no direction.
    """

    changed: int
    up: int
    down: int
    of: int


def moves_on_scale(pairs: Iterable[tuple[int | None, int | None]]) -> Moves:
    """Movement between numbered steps of an ordered scale, lowest first; how far somebody moved does not count.

    To or from 'geen mening' is a change without a direction; from 'geen mening' to 'geen mening' is none.
    """
    both = tuple(pairs)
    steps = [(before, after) for before, after in both if before is not None and after is not None]
    return Moves(
        changed=_count_changed(both),
        up=sum(after > before for before, after in steps),
        down=sum(after < before for before, after in steps),
        of=len(both),
    )


def moves_without_scale(pairs: Iterable[tuple[object, object]]) -> Moves:
    """Movement between answers that have no order, compared by `==`: changes only, none of them up or down.

    Sets, orders and divided points are changed when anything in them is.
    """
    both = tuple(pairs)
    return Moves(changed=_count_changed(both), up=0, down=0, of=len(both))


def moved_much(moves: Moves, *, share: int) -> bool:
    """Whether so many changed that one more round may bring more: more than max(1 person, `share` %) of them.

    Exactly one person, or exactly `share` %, is not more. False when there is nobody to compare. Source: METHOD.md,
    advice on a further round, after M. Scheibe, M. Skutsch & J. Schofer, Experiments in Delphi methodology, in
    Linstone & Turoff (eds), The Delphi Method (1975), 262-287: under 15 % of change a group is stable, and more
    rounds bring nothing. They count the change of the histogram, which hides those who change places.
    """
    return moves.changed > 1 and 100 * moves.changed > share * moves.of


def _count_changed(pairs: Iterable[tuple[object, object]]) -> int:
    return sum(before != after for before, after in pairs)
