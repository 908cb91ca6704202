"""Advice on a further round: which items, and why each (METHOD.md, from delegations to the region).

Unsettled after this round, or more than max(1 person, 15 %) changed in it. The bot advises; the facilitator decides.
Give these functions the outcome as it may be shown, for the advice itself tells something.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flows.conference.chains import MOST_ITEMS
from flows.conference.model import Round
from flows.consensus.movement import Moves, moved_much
from flows.outcomes import AnyOutcome, ApproveOutcome, ChooseOutcome, Movement, RateOutcome, RoundOutcome
from flows.pack.form import Thresholds
from flows.recommendation.talk import is_one_voice_short, talking_points
from flows.words import Region, Status

MOVED_SHARE: Final = 15
"""Percent: under this, more rounds bring nothing (see `flows.consensus.movement.moved_much`)."""


class Why(StrEnum):
    """Why an item is advised; the first that fits."""

    SPLIT = "split"
    ONE_SHORT = "one_short"
    DIVIDED = "divided"
    """Gedragen or afgewezen by municipalities, and verdeeld by heads."""
    PENDING = "pending"
    """Gedragen or afgewezen under the reserve of a municipality without a beeld."""
    TOO_FEW = "too_few"
    OPEN = "open"
    MOVED = "moved"
    """Settled, and many changed their answer in this round."""


@dataclass(frozen=True, kw_only=True)
class Advised:
    """An item of which a further round is advised; `movement` is None in a first round."""

    why: Why
    movement: Movement | None = None

    @property
    def is_open(self) -> bool:
        """Whether the item is not settled."""
        return self.why is not Why.MOVED


_BY_REGION: Final[Mapping[Region, Why]] = {
    Region.SPLIT: Why.SPLIT,
    Region.CARRIED_PENDING: Why.PENDING,
    Region.REJECTED_PENDING: Why.PENDING,
    Region.TOO_FEW_VOICES: Why.TOO_FEW,
    Region.UNDECIDED: Why.OPEN,
}


def advise_further(outcome: RoundOutcome, *, thresholds: Thresholds) -> Mapping[str, Advised]:
    """Item -> why, in the order in which they were asked; items that are settled and stable are not in it."""
    advised = {}
    for item, found in outcome.items.items():
        why = why_open(found, municipalities=len(outcome.electorate), thresholds=thresholds)
        if why is None and _moved_much(found.movement):
            why = Why.MOVED
        if why is not None:
            advised[item] = Advised(why=why, movement=found.movement)
    return advised


def propose_points(round_: Round, outcome: RoundOutcome, thresholds: Thresholds) -> tuple[str, ...]:
    """The bespreekpunten to propose: those of `talking_points`; of a further round all that is advised once more."""
    if round_.follows is None:
        return talking_points(outcome, thresholds=thresholds)
    return propose_further(outcome, thresholds=thresholds)


def propose_further(outcome: RoundOutcome, *, thresholds: Thresholds) -> tuple[str, ...]:
    """The items to propose, at most six: the bespreekpunten first.

    After a first round nothing else where there are any, for the rest stays for later; after a further round,
    which asked six at most, all that is advised.
    """
    points = talking_points(outcome, thresholds=thresholds, most=MOST_ITEMS)
    again = any(found.movement is not None for found in outcome.items.values())
    if points and not again:
        return points
    advised = advise_further(outcome, thresholds=thresholds)
    rest = sorted((item for item in advised if item not in points), key=lambda item: not advised[item].is_open)
    return (*points, *rest)[:MOST_ITEMS]


def why_open(outcome: AnyOutcome, *, municipalities: int, thresholds: Thresholds) -> Why | None:
    """Why an item is not settled; None where it is, where that may not be shown, and for kinds that rank.

    Settled: gedragen or afgewezen, not pending, and not verdeeld by heads; of options no dilemma, or a common one.
    """
    if isinstance(outcome, RateOutcome):
        return _why_rated(outcome, municipalities=municipalities, thresholds=thresholds)
    if isinstance(outcome, ChooseOutcome):
        return _why_chosen(outcome)
    if isinstance(outcome, ApproveOutcome):
        regions = list((outcome.region or {}).values())
        return next((why for region, why in _BY_REGION.items() if region in regions), None)
    return None


def _why_rated(outcome: RateOutcome, *, municipalities: int, thresholds: Thresholds) -> Why | None:
    if outcome.region is None:
        return None
    if outcome.region is not Region.SPLIT and is_one_voice_short(
        outcome, municipalities=municipalities, thresholds=thresholds
    ):
        return Why.ONE_SHORT
    if outcome.region in _BY_REGION:
        return _BY_REGION[outcome.region]
    return Why.DIVIDED if outcome.status is Status.CONTESTED else None


def _why_chosen(outcome: ChooseOutcome) -> Why | None:
    if outcome.ordered:
        return Why.SPLIT if outcome.dilemma else None
    is_shown = "region" not in outcome.hidden
    return Why.OPEN if is_shown and outcome.region is None else None


def _moved_much(movement: Movement | None) -> bool:
    if movement is None:
        return False
    moves = Moves(changed=movement.changed, up=movement.up, down=movement.down, of=movement.of)
    return moved_much(moves, share=MOVED_SHARE)
