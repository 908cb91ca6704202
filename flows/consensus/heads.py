"""Heads beside municipalities: the cross-check, and when it must be said aloud.

Counting by municipality and counting by head can come out differently (the referendum or compound-majority
paradox), and near an even division so can the parts and the whole (Ostrogorski, discursive dilemma).
Sources: H. Nurmi, Voting paradoxes and referenda, Social Choice and Welfare 15 (1998), 333-350;
C. List, the discursive dilemma (doctrinal paradox).

Only a proposal that voters answer has two levels: a beeld is read by heads alone, a woordvoerder answers for his
whole municipality. What is suppressed is not compared: a warning must not tell what the figures may not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from flows.consensus.choosing import most_chosen
from flows.outcomes import (
    ApproveOutcome,
    ChooseOutcome,
    ConsentOutcome,
    GradeOutcome,
    Heads,
    Outcome,
    PointsOutcome,
    RankOutcome,
    RateOutcome,
)
from flows.words import Consent, Decision, Party, Region, Sort

_FOR = frozenset({Region.CARRIED, Region.CARRIED_PENDING})
_AGAINST = frozenset({Region.REJECTED, Region.REJECTED_PENDING})
_ADOPTED = frozenset({Decision.ADOPTED, Decision.ADOPTED_CONDITIONS, Decision.CARRIED_MINORITY})
_CONSENTING = frozenset({Consent.AGREE, Consent.CONDITION})


class Paradox(StrEnum):
    """Why the figures per head need a word beside those per municipality."""

    DISAGREE = "disagree"
    """By heads the outcome would be another one than by municipalities."""
    CLOSE = "close"
    """Between 1/3 and 2/3 of the heads are for."""
    CONDORCET = "condorcet"
    """An option beats every other in a comparison of two, and is not ranked first."""


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """What must be said of an item, or of one of its options.

    `by_heads` are the options (of grades: the word) that the persons come to where those are named, empty for a
    question of for and against; `heads` the persons for, against and with an opinion, where there is such a question.
    """

    paradox: Paradox
    option: str | None = None
    heads: Heads | None = None
    by_heads: tuple[str, ...] = ()


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
    return Paradox.CLOSE if _is_close(for_, of) else None


def cross_check(outcome: Outcome, *, sort: Sort, party: Party) -> tuple[Crossing, ...]:
    """What must be said of an item, by the rule of its kind; for approvals of each option apart."""
    rule = _RULES.get(type(outcome))
    if rule is None or sort is not Sort.VOORSTEL or party is not Party.VOTERS:
        return ()
    return rule(outcome)


def count_heads(outcome: Outcome, *, option: str | None = None) -> Heads | None:
    """Persons for, against, and with an opinion; None where it is no question of for and against, or not shown.

    Rated: high and low. An option that can be approved: who ticked it is for, who did not is against. A choice
    without order: who chose what the region comes to is for it, the rest not, as nobody can be for two. Consent:
    agree and mits are for, an objection is against; whose college must be asked first is neither.
    """
    if isinstance(outcome, RateOutcome):
        return outcome.heads
    if outcome.counts is None or outcome.no_opinion is None:
        return None
    of = outcome.answered - outcome.no_opinion
    if isinstance(outcome, ApproveOutcome) and option is not None:
        return Heads(for_=outcome.counts[option], against=of - outcome.counts[option], of=of)
    if isinstance(outcome, ChooseOutcome) and not outcome.ordered and outcome.region is not None:
        return Heads(for_=outcome.counts[outcome.region], against=of - outcome.counts[outcome.region], of=of)
    if isinstance(outcome, ConsentOutcome):
        words = [(Consent(value.partition(":")[0]), count) for value, count in outcome.counts.items()]
        agreed = sum(count for word, count in words if word in _CONSENTING)
        objected = sum(count for word, count in words if word is Consent.OBJECTION)
        return Heads(for_=agreed, against=objected, of=of)
    return None


def _rated(outcome: RateOutcome) -> tuple[Crossing, ...]:
    """`paradox_of` as it stands."""
    if outcome.region is None or outcome.heads is None:
        return ()
    return _crossing(outcome.heads, outcome.region)


def _approved(outcome: ApproveOutcome) -> tuple[Crossing, ...]:
    """Each option as a rated item: a municipality is for when more than half of it ticked the option."""
    found: list[Crossing] = []
    for option, region in (outcome.region or {}).items():
        heads = count_heads(outcome, option=option)
        found += _crossing(heads, region, option=option) if heads is not None else ()
    return tuple(found)


def _chosen(outcome: ChooseOutcome) -> tuple[Crossing, ...]:
    """Ordered: the lower medians of both levels are not the same option.

    Without order: more persons chose another option than the one that the municipalities come to; or the
    municipalities come to none while more than 2/3 of the heads chose one. Then closeness: 1/3 to 2/3 of the heads
    chose what the municipalities come to. A median has no side to be for, so it is never close.
    """
    if outcome.counts is None:
        return ()
    if outcome.ordered:
        differ = None not in (outcome.region, outcome.median) and outcome.region != outcome.median
        return (_differing(outcome.median),) if differ else ()
    of = sum(outcome.counts.values())
    top = most_chosen(list(outcome.counts.values()))
    first = None if top is None else list(outcome.counts)[top]
    if outcome.region is None:
        no_voice = not any((outcome.voice_counts or {}).values())
        agreed = first is not None and 3 * outcome.counts[first] > 2 * of
        return (_differing(first),) if agreed and not no_voice else ()
    heads = count_heads(outcome)
    if first is not None and first != outcome.region:
        return (Crossing(paradox=Paradox.DISAGREE, heads=heads, by_heads=(first,)),)
    close = heads is not None and _is_close(heads.for_, heads.of)
    return (Crossing(paradox=Paradox.CLOSE, heads=heads),) if close else ()


def _graded(outcome: GradeOutcome) -> tuple[Crossing, ...]:
    """The majority grade over all heads is not the one over the municipalities' grades."""
    differ = None not in (outcome.median, outcome.region) and outcome.median != outcome.region
    return (_differing(outcome.median),) if differ else ()


def _ranked(outcome: RankOutcome) -> tuple[Crossing, ...]:
    """No option is first on both levels (Borda); and the Condorcet winner over all heads is not first among them."""
    found: list[Crossing] = []
    if outcome.scores is not None and outcome.region is not None and outcome.agreement is not None:
        first = _first(outcome.scores)
        if not set(first) & set(_first(outcome.region)):
            found.append(_differing(*first))
    if outcome.differs and outcome.condorcet is not None:
        found.append(Crossing(paradox=Paradox.CONDORCET, option=outcome.condorcet))
    return tuple(found)


def _divided(outcome: PointsOutcome) -> tuple[Crossing, ...]:
    """No option has the largest share on both levels: of all points, and as the mean of the municipalities."""
    if not outcome.shares or not outcome.region or not any(outcome.shares.values()):
        return ()
    first = _first(outcome.shares)
    return () if set(first) & set(_first(outcome.region)) else (_differing(*first),)


def _consented(outcome: ConsentOutcome) -> tuple[Crossing, ...]:
    """'Per lid': adopted while not more than half of the heads consent; not carried while more than 2/3 do; then
    closeness. Nothing is compared while a decision is pending."""
    heads = count_heads(outcome)
    if heads is None or heads.of == 0 or outcome.decision in {None, Decision.PENDING}:
        return ()
    adopted = outcome.decision in _ADOPTED
    if 2 * heads.for_ <= heads.of if adopted else 3 * heads.for_ > 2 * heads.of:
        return (Crossing(paradox=Paradox.DISAGREE, heads=heads),)
    return (Crossing(paradox=Paradox.CLOSE, heads=heads),) if _is_close(heads.for_, heads.of) else ()


_RULES: Final[Mapping[type[Outcome], Callable[..., tuple[Crossing, ...]]]] = {
    RateOutcome: _rated,
    ApproveOutcome: _approved,
    ChooseOutcome: _chosen,
    GradeOutcome: _graded,
    RankOutcome: _ranked,
    PointsOutcome: _divided,
    ConsentOutcome: _consented,
}
"""Texts have one level only."""


def _crossing(heads: Heads, region: Region, *, option: str | None = None) -> tuple[Crossing, ...]:
    paradox = paradox_of(region, for_=heads.for_, against=heads.against, of=heads.of)
    return () if paradox is None else (Crossing(paradox=paradox, option=option, heads=heads),)


def _differing(*by_heads: str | None) -> Crossing:
    return Crossing(paradox=Paradox.DISAGREE, by_heads=tuple(str(option) for option in by_heads))


def _first(scores: Mapping[str, int] | Mapping[str, Fraction]) -> tuple[str, ...]:
    """The options with the highest score."""
    most = max(scores.values())
    return tuple(option for option, score in scores.items() if score == most)


def _disagree(region: Region, *, for_: int, against: int, of: int) -> bool:
    if region is Region.TOO_FEW_VOICES:
        return False
    if region in _FOR:
        return 2 * for_ <= of
    if region in _AGAINST:
        return 2 * against <= of
    return 3 * for_ > 2 * of or 3 * against > 2 * of


def _is_close(for_: int, of: int) -> bool:
    return of > 0 and of <= 3 * for_ <= 2 * of
