"""Motives: which are kept for the points, which are gedragen, and which risks threaten them."""

from flows.conference.model import ItemOption, RoundItem
from flows.outcomes import PointsOutcome, RateOutcome
from flows.pack.items import Factor, Motive
from flows.pack.tailor import AddedMotive
from flows.recommendation import phrases
from flows.recommendation.by_heads import is_carried, is_rejected, is_split
from flows.recommendation.evidence import Evidence, items_of, merge_grounds
from flows.recommendation.model import MotiveFinding
from flows.words import Polarity, Status


def keep_motives(evidence: Evidence) -> tuple[RoundItem, ...]:
    """One item with the motives that are not rejected as its options; none when fewer than two are left,
    for then there is nothing to divide.

    A motive of the conference's own that was admitted is one of them, also where no round rated it: nobody
    rejected it.
    """
    asked = evidence.asked(Motive)
    put = [*_asked_motives(evidence), *unrated_motives(evidence)] if asked else []
    kept = [entry for entry in put if not _is_rejected(evidence, entry.id)]
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


def unrated_motives(evidence: Evidence) -> tuple[AddedMotive, ...]:
    """Motives of the conference's own that were admitted after the last round that rated motives."""
    put = {item.id for item in evidence.asked(Motive).items}
    return tuple(own for own in items_of(evidence.pack, AddedMotive).values() if own.id not in put)


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
    outcome = _outcome(evidence, motive)
    return outcome is not None and is_carried(outcome)


def share_of(evidence: Evidence, motive: str) -> float | None:
    """The mean of the municipalities' shares; where that may not be shown, the share of all voters' points."""
    asked = evidence.derived("kept_motives")
    for item in asked.latest:
        outcome = asked.shown(item.id, PointsOutcome)
        if outcome is None:
            continue
        shares = outcome.shares if "region" in outcome.hidden else outcome.region
        if shares is not None and motive in shares:
            return float(shares[motive])
    return None


def are_points_by_heads(evidence: Evidence) -> bool:
    """Whether the shares are those of all voters together, for those of the municipalities may not be shown."""
    asked = evidence.derived("kept_motives")
    found = [asked.shown(item.id, PointsOutcome) for item in asked.latest]
    return any(outcome is not None and "region" in outcome.hidden for outcome in found)


def _find_motive(evidence: Evidence, entry: Motive) -> MotiveFinding | None:
    carried = is_carried_motive(evidence, entry.id)
    if not carried and not _is_divided(evidence, entry.id):
        return None
    threats = [factor for factor in find_risks(evidence) if entry.id in factor.threatens]
    points = evidence.derived("kept_motives")
    factors = evidence.asked(Factor)
    return MotiveFinding(
        item=entry.id,
        title=entry.title,
        carried=carried,
        points=share_of(evidence, entry.id),
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


def _outcome(evidence: Evidence, motive: str) -> RateOutcome | None:
    return evidence.asked(Motive).full(motive, RateOutcome)


def _is_rejected(evidence: Evidence, motive: str) -> bool:
    outcome = _outcome(evidence, motive)
    return outcome is not None and is_rejected(outcome)


def _is_divided(evidence: Evidence, motive: str) -> bool:
    full, shown = _outcome(evidence, motive), evidence.asked(Motive).shown(motive, RateOutcome)
    split = full is not None and is_split(full)
    return split or (shown is not None and shown.status is Status.CONTESTED)


def _recognised(evidence: Evidence) -> list[Factor]:
    """A beeld is read by heads, and factors are always treated as under geheim: only what is shown counts."""
    asked = evidence.asked(Factor)
    found = []
    for factor in items_of(evidence.pack, Factor).values():
        outcome = asked.shown(factor.id, RateOutcome)
        if outcome is not None and outcome.status is Status.AGREED_FOR:
            found.append(factor)
    return found
