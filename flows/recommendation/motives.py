"""Motives: which are kept for the points, which are gedragen, and which risks threaten them."""

from flows.conference.model import ItemOption, RoundItem
from flows.outcomes import PointsOutcome, RateOutcome
from flows.pack.form import Factor, Motive
from flows.recommendation import phrases
from flows.recommendation.evidence import Evidence, items_of, merge_grounds
from flows.recommendation.model import MotiveFinding
from flows.words import Polarity, Region, Status

CARRIED = frozenset({Region.CARRIED, Region.CARRIED_PENDING})
"""Onder voorbehoud counts as gedragen."""
_REJECTED = frozenset({Region.REJECTED, Region.REJECTED_PENDING})


def keep_motives(evidence: Evidence) -> tuple[RoundItem, ...]:
    """One item with the motives that are not rejected as its options; none when fewer than two are left,
    for then there is nothing to divide."""
    asked = evidence.asked(Motive)
    kept = [entry for entry in _asked_motives(evidence) if _region(evidence, entry.id) not in _REJECTED]
    if len(kept) < 2:
        return ()
    return (
        RoundItem(
            id="motieven",
            title=phrases.POINTS_TITLE,
            question=phrases.POINTS_QUESTION,
            options=tuple(ItemOption(id=entry.id, title=entry.title) for entry in kept),
            grounds=merge_grounds(*(asked.grounds(entry.id) for entry in kept)),
        ),
    )


def find_motives(evidence: Evidence) -> tuple[MotiveFinding, ...]:
    """The gedragen motives, most points first, then those on which municipalities or persons are divided.

    Divided: gesplitst over the municipalities, or not gedragen and verdeeld by heads.
    """
    findings = [
        finding for entry in _asked_motives(evidence) if (finding := _find_motive(evidence, entry)) is not None
    ]
    return tuple(sorted(findings, key=lambda finding: (not finding.carried, -(finding.points or 0))))


def find_risks(evidence: Evidence) -> tuple[Factor, ...]:
    """Risks that the persons recognise as present here, in the pack's order."""
    return tuple(factor for factor in _recognised(evidence) if factor.polarity is Polarity.RISK)


def find_strengths(evidence: Evidence) -> tuple[Factor, ...]:
    """Success factors that the persons recognise as present here, in the pack's order."""
    return tuple(factor for factor in _recognised(evidence) if factor.polarity is Polarity.POSITIVE)


def is_carried_motive(evidence: Evidence, motive: str) -> bool:
    """Whether the municipalities carry this motive."""
    return _region(evidence, motive) in CARRIED


def _find_motive(evidence: Evidence, entry: Motive) -> MotiveFinding | None:
    carried = _region(evidence, entry.id) in CARRIED
    if not carried and not _is_divided(evidence, entry.id):
        return None
    threats = [factor for factor in find_risks(evidence) if entry.id in factor.threatens]
    points = evidence.derived("kept_motives")
    factors = evidence.asked(Factor)
    return MotiveFinding(
        item=entry.id,
        title=entry.title,
        carried=carried,
        points=_share(evidence, entry.id),
        threats=tuple(factor.title for factor in threats),
        grounds=merge_grounds(
            evidence.asked(Motive).grounds(entry.id),
            *(points.grounds(item.id) for item in points.items if any(o.id == entry.id for o in item.options)),
            *(factors.grounds(factor.id) for factor in threats),
        ),
    )


def _asked_motives(evidence: Evidence) -> list[Motive]:
    put = {item.id for item in evidence.asked(Motive).items}
    return [entry for entry in items_of(evidence.pack, Motive).values() if entry.id in put]


def _region(evidence: Evidence, motive: str) -> Region | None:
    outcome = evidence.asked(Motive).full(motive, RateOutcome)
    return outcome.region if outcome else None


def _is_divided(evidence: Evidence, motive: str) -> bool:
    outcome = evidence.asked(Motive).shown(motive, RateOutcome)
    split = _region(evidence, motive) is Region.SPLIT
    return split or (outcome is not None and outcome.status is Status.CONTESTED)


def _share(evidence: Evidence, motive: str) -> float | None:
    """The mean of the municipalities' shares, where it may be shown."""
    asked = evidence.derived("kept_motives")
    for item in asked.latest:
        outcome = asked.shown(item.id, PointsOutcome)
        if outcome is not None and outcome.region is not None and motive in outcome.region:
            return float(outcome.region[motive])
    return None


def _recognised(evidence: Evidence) -> list[Factor]:
    """A beeld is read by heads, and factors are always treated as under geheim: only what is shown counts."""
    asked = evidence.asked(Factor)
    found = []
    for factor in items_of(evidence.pack, Factor).values():
        outcome = asked.shown(factor.id, RateOutcome)
        if outcome is not None and outcome.status is Status.AGREED_FOR:
            found.append(factor)
    return found
