"""Where the outcome over the municipalities may not be shown, nothing is decided by it either.

What is decided is published: a short list, a package, a form. So of items that are treated as geheim the evidence
holds no more than may be shown, and the rules go on with the figures over all voters that are shown (METHOD.md, the
status of a rated item): agreed_for stands for gedragen, agreed_against for afgewezen, verdeeld for gesplitst, the
lower median over all voters for the region's option. Where not even these may be shown, there is too little to go
by: the woordvoerders decide, who do that openly.
"""

from flows.outcomes import ChooseOutcome, RateOutcome
from flows.words import Region, Status

_CARRIED = frozenset({Region.CARRIED, Region.CARRIED_PENDING})
"""Onder voorbehoud counts as gedragen."""
_REJECTED = frozenset({Region.REJECTED, Region.REJECTED_PENDING})
_LITTLE = frozenset({None, Status.TOO_FEW})


def goes_by_heads(outcome: RateOutcome | ChooseOutcome) -> bool:
    """Whether the outcome over the municipalities may not be shown."""
    return "region" in outcome.hidden


def is_carried(outcome: RateOutcome) -> bool:
    """Gedragen, onder voorbehoud too."""
    return outcome.status is Status.AGREED_FOR if goes_by_heads(outcome) else outcome.region in _CARRIED


def is_rejected(outcome: RateOutcome) -> bool:
    """Afgewezen, onder voorbehoud too."""
    return outcome.status is Status.AGREED_AGAINST if goes_by_heads(outcome) else outcome.region in _REJECTED


def is_split(outcome: RateOutcome) -> bool:
    """Gesplitst over the municipalities."""
    return outcome.status is Status.CONTESTED if goes_by_heads(outcome) else outcome.region is Region.SPLIT


def has_too_little(outcome: RateOutcome) -> bool:
    """Too few answers, or none that may be shown."""
    return outcome.status in _LITTLE if goes_by_heads(outcome) else outcome.region is Region.TOO_FEW_VOICES


def may_be_promising(outcome: RateOutcome) -> bool:
    """For an item that goes by heads: unless it is agreed that it is not, or almost nobody had an opinion.

    Which item lies one voice short of gedragen is not known then, so the woordvoerders see more items rather than
    fewer. Where nothing may be shown they see it too.
    """
    return outcome.status not in {Status.AGREED_AGAINST, Status.TOO_FEW}


def middle_option(outcome: ChooseOutcome) -> str | None:
    """The lower median of the municipalities' options; by heads that of the voters'. None where there is none."""
    return outcome.median if goes_by_heads(outcome) else outcome.region
