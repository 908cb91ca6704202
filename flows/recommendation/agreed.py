"""Hamerstukken: articles of which everything that they rest on is settled, so that they can be taken together."""

from collections.abc import Iterable

from flows.outcomes import AnyOutcome, ChooseOutcome, ConsentOutcome, RateOutcome
from flows.recommendation.evidence import Evidence, Settled
from flows.recommendation.model import Ground
from flows.words import Decision, Kind, Region, Sort, Status

_OPEN = frozenset({Region.UNDECIDED, Region.TOO_FEW_VOICES})
_CONSENTED = frozenset({Decision.ADOPTED, Decision.ADOPTED_CONDITIONS})


def is_agreed(evidence: Evidence, grounds: Iterable[Ground]) -> bool:
    """Whether nothing that an article rests on is gesplitst, verdeeld, a dilemma, objected to or still open.

    Of every item its newest round counts, as it may be shown. A beeld that differs is a finding and blocks
    nothing. A rated item that stayed open is settled by the standpunten that were given on it afterwards. What
    may not be shown blocks nothing either, so that a hamerstuk tells nothing of it.
    """
    newest = _newest(evidence, grounds)
    decided = {item for settled, item in newest if settled.round.decides or settled.round.kind is Kind.CONSENT}
    return all(_is_settled(settled, settled.shown.items[item], decided=item in decided) for settled, item in newest)


def _newest(evidence: Evidence, grounds: Iterable[Ground]) -> list[tuple[Settled, str]]:
    """(newest round of its kind, item) for each ground."""
    rounds = {settled.round.id: settled for settled in evidence.rounds}
    found: dict[tuple[str, str], Settled] = {}
    for name, item in grounds:
        settled = rounds.get(name)
        if settled is None or item not in settled.shown.items:
            continue
        place = (settled.round.template, item)
        if place not in found or found[place].round.number < settled.round.number:
            found[place] = settled
    return [(settled, item) for (_, item), settled in found.items()]


def _is_settled(settled: Settled, outcome: AnyOutcome, *, decided: bool) -> bool:
    match outcome:
        case RateOutcome():
            return settled.round.sort is Sort.BEELD or _is_settled_rate(outcome, decided=decided)
        case ChooseOutcome():
            return not outcome.dilemma
        case ConsentOutcome():
            return outcome.decision is None or (outcome.decision in _CONSENTED and not outcome.objections)
        case _:
            return True


def _is_settled_rate(outcome: RateOutcome, *, decided: bool) -> bool:
    if outcome.region is Region.SPLIT or outcome.status is Status.CONTESTED:
        return False
    return decided or outcome.region not in _OPEN
