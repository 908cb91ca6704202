"""Grade: a verdict in words on each item; the items are then ranked by majority judgment."""

from collections.abc import Mapping, Sequence

from flows.conference.model import Round, RoundItem, Value
from flows.consensus.judgment import majority_grade, rank_by_judgment
from flows.consensus.voices import finds_unacceptable, has_beeld
from flows.errors import Invalid
from flows.kinds.contract import Delegation, common_fields, read_json, require_canonical, write_json
from flows.outcomes import AnyOutcome, Distribution, GradeOutcome
from flows.pack.form import Thresholds
from flows.words import Grade

_WORST_FIRST = tuple(reversed(Grade))


def parse(raw: str, *, item: RoundItem, round_: Round) -> str:
    """A `Grade` word. Raises Invalid('answer_unreadable' | 'answer_unknown')."""
    value = read_json(raw)
    if not isinstance(value, str) or value not in list(Grade):
        raise Invalid("answer_unknown")
    require_canonical(raw, encoded=encode(value))
    return value


def encode(value: Value, /) -> str:
    """The word as JSON."""
    return write_json(value)


def complete(value: Value, /, *, item: RoundItem, round_: Round) -> bool:
    """A word is always finished."""
    return True


def distribute(item: RoundItem, values: Sequence[Value], /) -> Distribution:
    """Answers per word, best first."""
    counts = {grade.value: 0 for grade in Grade}
    for value in values:
        counts[str(value)] += 1
    return counts


def summarise(
    item: RoundItem,
    delegations: Sequence[Delegation],
    *,
    round_: Round,
    thresholds: Thresholds,
    last_attempt: bool,
) -> GradeOutcome:
    """The majority grade over all voters, per municipality, and over the municipalities' grades.

    A municipality that finds the item unacceptable counts with the worst grade: for grades that is 'against'.
    """
    own = {d.municipality: distribute(item, d.values) for d in delegations}
    marks = {d.municipality: sum(b.unacceptable for b in d.opinions) for d in delegations}
    refusing = tuple(
        d.municipality
        for d in delegations
        if finds_unacceptable(marks[d.municipality], opinions=len(d.opinions), voters=d.voters)
    )
    voices = {
        d.municipality: _voice(d, own[d.municipality], unacceptable=d.municipality in refusing) for d in delegations
    }
    voice_counts = _count_grades([grade for grade in voices.values() if grade is not None])
    common = common_fields(item, delegations, own=own, nothing=distribute(item, []))
    return GradeOutcome(
        **common,
        median=_majority(common["counts"]),
        voices=voices,
        voice_counts=voice_counts,
        region=_majority(voice_counts),
        unacceptable=refusing,
        unacceptable_marks=sum(marks.values()),
    )


def order(outcomes: Mapping[str, AnyOutcome], /) -> tuple[tuple[str, ...], ...]:
    """Items best first by majority judgment over the municipalities' grades; tied items together.

    Items whose grades may not be shown are left out.
    """
    return rank_by_judgment(
        {
            item: _worst_first(outcome.voice_counts)
            for item, outcome in outcomes.items()
            if isinstance(outcome, GradeOutcome) and outcome.voice_counts is not None
        }
    )


def _voice(delegation: Delegation, counts: Distribution, *, unacceptable: bool) -> Grade | None:
    if not has_beeld(len(delegation.opinions), voters=delegation.voters):
        return None
    return Grade.UNFIT if unacceptable else _majority(counts)


def _majority(counts: Mapping[str, int] | Mapping[Grade, int]) -> Grade | None:
    step = majority_grade(_worst_first(counts))
    return None if step is None else _WORST_FIRST[step]


def _worst_first(counts: Mapping[str, int] | Mapping[Grade, int]) -> list[int]:
    """The numbers per grade in the order that majority judgment reckons in; words and grades are equal as keys."""
    by_word = {str(word): count for word, count in counts.items()}
    return [by_word.get(grade.value, 0) for grade in _WORST_FIRST]


def _count_grades(grades: Sequence[Grade]) -> dict[Grade, int]:
    return {grade: grades.count(grade) for grade in Grade}
