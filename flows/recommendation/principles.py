"""Uitgangspunten: what is proposed per question of the beslisboom, and what came of it."""

from collections.abc import Sequence

from flows.conference.model import RoundItem
from flows.outcomes import ChooseOutcome, ConsentOutcome
from flows.pack.items import Option, Question
from flows.recommendation import phrases
from flows.recommendation.by_heads import middle_option
from flows.recommendation.evidence import Asked, Evidence, groups_of, items_of, merge_grounds
from flows.recommendation.model import Principle
from flows.words import Consent, Decision

_AGREES = frozenset({Consent.AGREE, Consent.CONDITION})


def propose_principles(evidence: Evidence) -> tuple[RoundItem, ...]:
    """Per question the lower median of the municipalities' options, put to consent; where their options may not be
    shown, the lower median over all voters.

    Where the beelden lie far apart the proposal is put all the same, and the note says so: only the
    woordvoerders know whether their municipality can live with the middle. The dilemma is recorded when one
    can accept none of the options, or when the proposal does not come to consent (METHOD.md, uitgangspunten).
    A question without any beeld has no proposal.
    """
    asked = evidence.asked(Question)
    proposals = []
    for question in _asked_questions(evidence):
        outcome, shown = asked.full(question.id, ChooseOutcome), asked.shown(question.id, ChooseOutcome)
        proposed = find_option(question, middle_option(outcome)) if outcome else None
        if proposed is not None:
            apart = shown is not None and bool(shown.dilemma)
            proposals.append(_put_question(evidence, question, proposed, apart=apart))
    return tuple(proposals)


def find_principles(evidence: Evidence) -> tuple[Principle, ...]:
    """The uitgangspunt, dilemma or open question for every question that has a proposal, in the pack's order."""
    put = {item.id: item for item in evidence.derived("principles").items}
    principles = []
    for question in _asked_questions(evidence):
        item = put.get(question.id)
        proposed = find_option(question, item.proposed if item else _region(evidence, question))
        if proposed is not None:
            principles.append(_settle(evidence, question, proposed))
    return tuple(principles)


def find_option(question: Question, option: str | None) -> Option | None:
    """The option of this question with this id."""
    return next((entry for entry in question.options if entry.id == option), None)


def recorded_option(question: Question, *, proposed: Option, outcome: ConsentOutcome) -> Option | None:
    """The option that the standpunten leave standing; None for a dilemma or as long as one is silent.

    The lightest of the heaviest acceptable options, and never heavier than what the others agreed to.
    """
    if any(bound is None for _, bound in outcome.bounds):
        return None
    if outcome.decision in {None, Decision.PENDING}:
        return None
    bounds = [option for _, bound in outcome.bounds if (option := find_option(question, bound)) is not None]
    if outcome.decision is Decision.NOT_CARRIED and (not bounds or _unbounded_objectors(outcome)):
        return None
    return min([proposed, *bounds], key=lambda option: option.place)


def _unbounded_objectors(outcome: ConsentOutcome) -> set[str]:
    """Who objects without naming how far the municipality can go."""
    voices = outcome.voices or {}
    return {town for town, word in voices.items() if word == Consent.OBJECTION} - {town for town, _ in outcome.bounds}


def _asked_questions(evidence: Evidence) -> list[Question]:
    put = {item.id for item in evidence.asked(Question).items}
    return [question for question in items_of(evidence.pack, Question).values() if question.id in put]


def _region(evidence: Evidence, question: Question) -> str | None:
    outcome = evidence.asked(Question).full(question.id, ChooseOutcome)
    return middle_option(outcome) if outcome else None


def _put_question(evidence: Evidence, question: Question, proposed: Option, *, apart: bool) -> RoundItem:
    asked = evidence.asked(Question)
    put = next(item for item in asked.items if item.id == question.id)
    return RoundItem(
        id=question.id,
        title=question.title,
        text=phrases.principle_proposal(proposed.principle),
        question=phrases.CONSENT_QUESTION,
        note=phrases.FAR_APART if apart else "",
        group=groups_of(evidence.pack, Question)[question.group].title,
        options=put.options,
        proposed=proposed.id,
        grounds=asked.grounds(question.id),
    )


def _settle(evidence: Evidence, question: Question, proposed: Option) -> Principle:
    put = evidence.derived("principles")
    full, shown = put.full(question.id, ConsentOutcome), put.shown(question.id, ConsentOutcome)
    recorded = recorded_option(question, proposed=proposed, outcome=full) if full else None
    dilemma = full is not None and recorded is None and _is_dilemma(evidence, question, full)
    return Principle(
        item=question.id,
        title=question.title,
        group=groups_of(evidence.pack, Question)[question.group].title,
        option=recorded.id if recorded else None,
        text=_amended(put, question, recorded) or _text(recorded, proposed, put=full is not None, dilemma=dilemma),
        place=recorded.place if recorded else None,
        dilemma=dilemma,
        reservations=(*shown.conditions, *shown.objections) if shown else (),
        sides=_sides(question, proposed, shown, tuple(evidence.names)) if shown and dilemma else (),
        grounds=merge_grounds(evidence.asked(Question).grounds(question.id), put.grounds(question.id)),
    )


def _is_dilemma(evidence: Evidence, question: Question, outcome: ConsentOutcome) -> bool:
    """One can accept none of the options; or no consent, while the beelden lay far apart."""
    if any(bound is None for _, bound in outcome.bounds):
        return True
    beeld = evidence.asked(Question).full(question.id, ChooseOutcome)
    return outcome.decision is Decision.NOT_CARRIED and beeld is not None and bool(beeld.dilemma)


def _text(recorded: Option | None, proposed: Option, *, put: bool, dilemma: bool) -> str:
    if recorded is not None:
        return recorded.principle
    if dilemma:
        return phrases.NO_PRINCIPLE
    return (phrases.UNDECIDED if put else phrases.NOT_PUT).format(principle=proposed.principle)


def _amended(put: Asked, question: Question, recorded: Option | None) -> str:
    """The wording that the woordvoerders consented to, where it was amended and not moved by a reservation."""
    item = next((entry for entry in put.items if entry.id == question.id), None)
    stands = item is not None and recorded is not None and recorded.id == item.proposed
    return item.text if item is not None and stands and item.before else ""


def _sides(
    question: Question, proposed: Option, outcome: ConsentOutcome, towns: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Both sides by standpunt, which may always be named: the proposal, the heaviest acceptable, or none."""
    bounds, voices = dict(outcome.bounds), outcome.voices or {}
    sides = []
    for town in towns:
        if voices.get(town) in _AGREES:
            sides.append((town, proposed.title))
        elif voices.get(town) == Consent.OBJECTION:
            bound = find_option(question, bounds.get(town))
            sides.append((town, bound.title if bound else phrases.NONE_ACCEPTABLE))
    return tuple(sides)
