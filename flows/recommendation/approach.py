"""Which approach the indications point to: vision first (ontwerp) or tasks first (ontwikkel).

Score (aanpak.yaml, scoring): per indication the lower median of each municipality's answers becomes
(answer - 3) / 2, the mean over the municipalities counts each equally (where their answers may not be shown:
the lower median over all voters, where that may), and
    score = sum(weight x sign x mean) / sum(weight of the answered indications), -1 to +1,
with sign + for ontwerp, - for ontwikkel. Positive is ontwerp; a tie goes to ontwikkel, the smaller step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from flows.conference.model import RoundItem
from flows.consensus.ordinal import lower_median
from flows.outcomes import RateOutcome
from flows.pack.background import ApproachText
from flows.pack.form import Pack
from flows.pack.items import Indication
from flows.recommendation import phrases
from flows.recommendation.evidence import Asked, Evidence, items_of, merge_grounds
from flows.recommendation.model import Ground
from flows.words import Approach, Status, Voice

_ANSWERS: Final = ("1", "2", "3", "4", "5")
_SIGNS: Final[Mapping[str, int]] = {Approach.DESIGN: 1, Approach.DEVELOP: -1}


@dataclass(frozen=True, kw_only=True)
class Indicated:
    """The advice on the approach. `score` is for deciding and is never shown: beside the other indications it
    would give the beeld on trust away. `clear` and `reasons` may be published."""

    approach: Approach
    score: Fraction | None
    """None when no weighing indication has a beeld."""
    clear: bool
    low_trust: bool
    """Trust is low somewhere, and the secrecy lets that be known: it overrules the score."""
    reasons: tuple[str, ...]
    conditions: tuple[str, ...]
    """What to arrange first."""
    grounds: tuple[Ground, ...]


def indicate_approach(evidence: Evidence) -> Indicated:
    """The approach that the indications point to, with reasons and conditions.

    The rules on low beelden (aanpak.yaml, voorrangsregels) look at what may be shown, not at the full
    outcome: an advice against the score would otherwise tell what the secrecy hides.
    """
    asked = evidence.asked(Indication)
    put = {item.id for item in asked.items}
    indications = [entry for entry in items_of(evidence.pack, Indication).values() if entry.id in put]
    score = _score(asked, indications)
    trust = any(entry.trust and _low_somewhere(asked, entry) for entry in indications)
    approach = Approach.DESIGN if score is not None and score > 0 and not trust else Approach.DEVELOP
    return Indicated(
        approach=approach,
        score=score,
        clear=score is not None and abs(score) * 100 >= evidence.pack.thresholds.lean,
        low_trust=trust,
        reasons=_reasons(asked, indications, evidence.pack),
        conditions=find_conditions(evidence, approach),
        grounds=merge_grounds(*(asked.grounds(entry.id) for entry in indications)),
    )


def find_conditions(evidence: Evidence, approach: Approach) -> tuple[str, ...]:
    """What to arrange first with this approach: where the beeld on such an indication is low somewhere."""
    asked = evidence.asked(Indication)
    return tuple(
        entry.condition
        for entry in items_of(evidence.pack, Indication).values()
        if entry.condition and _concerns(entry, approach) and _low_somewhere(asked, entry)
    )


def propose_approach(evidence: Evidence) -> tuple[RoundItem, ...]:
    """The indicated approach as one item, its id the approach; nothing when no indications were asked."""
    if not evidence.asked(Indication):
        return ()
    found = indicate_approach(evidence)
    text = approach_text(evidence.pack, found.approach)
    return (
        RoundItem(
            id=found.approach.value,
            title=text.title,
            text=f"{describe_advice(found, evidence.pack)} {text.text}",
            question=phrases.CONSENT_QUESTION,
            note=phrases.conditions_first(len(found.conditions)) if found.conditions else "",
            details=_details(found, text, evidence.pack),
            grounds=found.grounds,
        ),
    )


def describe_advice(found: Indicated, pack: Pack) -> str:
    """The advice in words, without a figure."""
    name = phrases.lower_first(approach_text(pack, found.approach).title)
    if found.low_trust:
        return phrases.low_trust(approach=name)
    score = found.score or 0
    return phrases.indication(score=(score > 0) - (score < 0), clear=found.clear, approach=name)


def approach_text(pack: Pack, approach: Approach) -> ApproachText:
    """How the pack words this approach."""
    return next(text for text in pack.approaches if text.id is approach)


def pitfall_lines(pack: Pack, approach: Approach) -> tuple[str, ...]:
    """What goes wrong with this approach or with both, and what helps."""
    return tuple(
        phrases.pitfall(title=pitfall.title, signal=pitfall.signal, remedy=pitfall.remedy)
        for pitfall in pack.pitfalls
        if pitfall.approach in {approach, "both"}
    )


def _score(asked: Asked, indications: list[Indication]) -> Fraction | None:
    total, weights = Fraction(0), 0
    for entry in indications:
        mean = _mean(asked, entry)
        if entry.weight and mean is not None:
            total += entry.weight * _SIGNS.get(entry.points_to, 0) * mean
            weights += entry.weight
    return total / weights if weights else None


def _mean(asked: Asked, entry: Indication) -> Fraction | None:
    """Over the municipalities with a beeld, or else over all voters, -1 to +1; None when there is neither."""
    outcome = asked.full(entry.id, RateOutcome)
    if outcome is None:
        return None
    if outcome.voices is None or outcome.own is None:
        return None if outcome.median is None else Fraction(outcome.median - 3, 2)
    towns = [town for town, voice in outcome.voices.items() if voice is not Voice.NONE]
    steps = [lower_median([outcome.own[town].get(answer, 0) for answer in _ANSWERS]) for town in towns]
    # A step counts from 0, so the middle answer 3 is step 2.
    values = [Fraction(step - 2, 2) for step in steps if step is not None]
    return sum(values, Fraction(0)) / len(values) if values else None


def _low_somewhere(asked: Asked, entry: Indication) -> bool:
    """Whether the beeld of at least one municipality is low, as far as that may be known."""
    outcome = asked.shown(entry.id, RateOutcome)
    if outcome is None:
        return False
    if outcome.voices is not None:
        return Voice.AGAINST in outcome.voices.values()
    return bool(outcome.voice_counts and outcome.voice_counts.get(Voice.AGAINST))


def _concerns(entry: Indication, approach: Approach) -> bool:
    """A condition of one approach matters when that is the advice; those of trust and of both always."""
    return entry.trust or entry.points_to in {approach, "neutral"}


def _reasons(asked: Asked, indications: list[Indication], pack: Pack) -> tuple[str, ...]:
    """What was recognised, or not, by heads (a beeld), heaviest first, and where it points."""
    reasons = []
    for entry in sorted(indications, key=lambda entry: -entry.weight):
        outcome = asked.shown(entry.id, RateOutcome)
        if outcome is None or not isinstance(entry.points_to, Approach):
            continue
        if outcome.status in {Status.AGREED_FOR, Status.AGREED_AGAINST}:
            present = outcome.status is Status.AGREED_FOR
            approach = entry.points_to if present else _other(entry.points_to)
            name = phrases.lower_first(approach_text(pack, approach).title)
            reasons.append(phrases.sign(title=entry.title, present=present, approach=name))
    return tuple(reasons)


def _other(approach: Approach) -> Approach:
    return Approach.DEVELOP if approach is Approach.DESIGN else Approach.DESIGN


def _details(found: Indicated, text: ApproachText, pack: Pack) -> tuple[tuple[str, str], ...]:
    parts = (
        (phrases.WHY, found.reasons),
        (phrases.CONDITIONS, found.conditions),
        (phrases.STEPS, text.steps),
        (phrases.PITFALLS, pitfall_lines(pack, found.approach)),
    )
    return tuple((button, phrases.as_list(lines)) for button, lines in parts if lines)
