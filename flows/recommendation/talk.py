"""Which items to talk about: gesplitst first, then one voice short of gedragen, then gedragen but verdeeld."""

from collections import Counter
from fractions import Fraction

from flows.consensus.region import one_voice_short
from flows.outcomes import AnyOutcome, ChooseOutcome, ConsentOutcome, RateOutcome, RoundOutcome
from flows.pack.form import Thresholds
from flows.recommendation.by_heads import goes_by_heads
from flows.words import Decision, Region, Sort, Status, Voice

MOST = 6
"""Bespreekpunten of one round."""

_SPLIT, _ONE_SHORT, _DIVIDED = range(3)


def talking_points(outcome: RoundOutcome, *, thresholds: Thresholds, most: int = MOST) -> tuple[str, ...]:
    """The items to propose, in order, within a rank the most divided first; the facilitator chooses.

    Give it the outcome as it may be shown, for the proposal itself tells something. A beeld is read by
    heads: verdeeld alone counts. For ordered options a dilemma counts as gesplitst, for a proposal
    objections that keep it from being carried. Where the municipalities' outcome may not be shown: verdeeld alone.
    """
    ranked = []
    for place, (item, found) in enumerate(outcome.items.items()):
        rank = _rank(found, outcome, thresholds)
        if rank is not None:
            consensus = found.leik if isinstance(found, RateOutcome) else None
            ranked.append((rank, Fraction(1) if consensus is None else consensus, place, item))
    return tuple(item for *_, item in sorted(ranked)[:most])


def is_one_voice_short(outcome: RateOutcome, *, municipalities: int, thresholds: Thresholds) -> bool:
    """Whether one more municipality for would make the item gedragen; False where the voices are not known."""
    voices = list(outcome.voices.values() if outcome.voices is not None else Counter(outcome.voice_counts).elements())
    if not voices:
        return False
    silent = [Voice.NONE] * (municipalities - len(voices))
    return one_voice_short([*voices, *silent], carried=thresholds.carried)


def _rank(found: AnyOutcome, outcome: RoundOutcome, thresholds: Thresholds) -> int | None:
    if isinstance(found, RateOutcome):
        return _rank_rated(found, outcome, thresholds)
    if isinstance(found, ChooseOutcome):
        return _SPLIT if found.dilemma else None
    if isinstance(found, ConsentOutcome):
        return _SPLIT if found.decision is Decision.NOT_CARRIED else None
    return None


def _rank_rated(found: RateOutcome, outcome: RoundOutcome, thresholds: Thresholds) -> int | None:
    if outcome.sort is Sort.BEELD:
        return _DIVIDED if found.status is Status.CONTESTED else None
    if goes_by_heads(found):
        return _DIVIDED if found.status is Status.CONTESTED else None
    if found.region is Region.SPLIT:
        return _SPLIT
    if is_one_voice_short(found, municipalities=len(outcome.electorate), thresholds=thresholds):
        return _ONE_SHORT
    if found.region in {Region.CARRIED, Region.CARRIED_PENDING} and found.status is Status.CONTESTED:
        return _DIVIDED
    return None
