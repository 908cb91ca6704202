"""On which items somebody is asked for a line after closing, so that the others hear what they did not know yet.

The choice rests on his own answers and on what may be shown of the outcome, and on nothing else: being asked tells
nobody, and him neither, what somebody else answered.
"""

from collections.abc import Mapping, Set
from typing import Final

from flows.conference.model import Ballot, Round
from flows.outcomes import AnyOutcome, RateOutcome, RoundOutcome
from flows.pack.form import Thresholds
from flows.recommendation.talk import talking_points
from flows.words import Kind, Party, Sort

MOST_ASKED: Final = 2
"""Items that one person is asked about in one round."""

_LOW: Final = frozenset({1, 2})
_HIGH: Final = frozenset({4, 5})
_SCALE: Final = range(1, 6)


def asks_why(round_: Round) -> bool:
    """Whether lines are asked after closing: a voorstel of all voters, in which nothing is decided."""
    return (
        round_.sort is Sort.VOORSTEL
        and round_.party is Party.VOTERS
        and not round_.decides
        and round_.kind is not Kind.OPEN
    )


def items_to_ask(
    own: Mapping[str, Ballot],
    outcome: RoundOutcome,
    *,
    thresholds: Thresholds,
    written: Set[str] = frozenset(),
    most: int = MOST_ASKED,
) -> tuple[str, ...]:
    """At most `most` of the bespreekpunten that are proposed for this outcome, as it may be shown.

    First those on which he stands apart from what most said, then the others, last those on which he wrote a line
    already (`written`); within each the order of the proposal. Nothing where no point is proposed.
    """
    points = talking_points(outcome, thresholds=thresholds)
    ranked = sorted(
        points,
        key=lambda item: (item in written, not stands_apart(own.get(item), outcome.items[item]), points.index(item)),
    )
    return tuple(ranked[:most])


def stands_apart(ballot: Ballot | None, outcome: AnyOutcome) -> bool:
    """Whether fewer people said this than something else. False without an opinion, and where no figures are shown.

    A rating is compared by camp: low (1, 2), middle (3) or high (4, 5); at the middle one stands apart from a larger
    camp.
    """
    if ballot is None or ballot.value is None or outcome.counts is None:
        return False
    if isinstance(outcome, RateOutcome):
        camps = {value: _camp(value) for value in _SCALE}
        sizes = dict.fromkeys(camps.values(), 0)
        for value, camp in camps.items():
            sizes[camp] += outcome.counts.get(str(value), 0)
        return sizes[camps[int(str(ballot.value))]] < max(sizes.values())
    if not isinstance(ballot.value, str):
        return False
    return outcome.counts.get(ballot.value, 0) < max(outcome.counts.values(), default=0)


def _camp(value: int) -> str:
    return "low" if value in _LOW else "high" if value in _HIGH else "middle"
