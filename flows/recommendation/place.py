"""The place of the region and of each municipality on the continuum, 0 zelfstandigheid to 100 afhankelijkheid.

A municipality's mark (beslisboom.yaml, scoring): the place of its option per question, the mean per
hoofdcriterium, the mean over the criteria by their weight. A question without a beeld is left out.

The region, as long as no uitgangspunt is recorded: the mean of the municipalities' marks, each counting
equally. Once there are uitgangspunten they decide, for only standpunten bind: per question the place of the
recorded option (so a reservation moves it), for a dilemma or an open question still the mean of the
municipalities' places; then per criterion and over the criteria as above. A question of which the municipalities'
options may not be shown has the place of the lower median over all voters instead. Exact fractions throughout;
rounded half up to whole points at the very end.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor

from flows.outcomes import ChooseOutcome
from flows.pack.background import Check, Verdict
from flows.pack.form import Pack
from flows.pack.items import Question
from flows.recommendation import phrases
from flows.recommendation.by_heads import middle_option
from flows.recommendation.evidence import Evidence, groups_of, items_of
from flows.recommendation.model import RegionPlace
from flows.recommendation.motives import is_carried_motive
from flows.recommendation.principles import find_option, find_principles

Places = Mapping[str, Fraction]
"""Question id -> place."""


def locate_region(evidence: Evidence) -> RegionPlace:
    """Where the region stands, in a figure and in words, with what the consistency checks report.

    The municipalities' marks are there only when every beeld that they rest on may be shown, the places per
    criterion only when every outcome over the municipalities may.
    """
    marks = _mark_municipalities(evidence)
    region = _region(evidence, marks)
    shown = _rounded(_marks(evidence, marks)) if _may_name(evidence) else None
    verdict = find_verdict(evidence.pack, region) if region is not None else None
    return RegionPlace(
        region=region,
        word=verdict.word if verdict else "",
        text=_text(verdict, shown),
        municipalities=shown,
        criteria=_rounded(_criteria_of_region(evidence, marks)) if _may_count(evidence) else {},
        findings=report_checks(evidence),
    )


def core_questions(pack: Pack) -> tuple[Question, ...]:
    """One question per hoofdcriterium: its first of the core, in the order of the criteria."""
    core = [question for question in items_of(pack, Question).values() if question.core]
    first = {question.group: question for question in reversed(core)}
    return tuple(first[group] for group in groups_of(pack, Question) if group in first)


def locate_choices(pack: Pack, chosen: Mapping[str, str]) -> int | None:
    """The place of who chose these options (question id -> option id), as the mark of a municipality.

    None when nothing was chosen. Raises KeyError for a question or option that the pack does not have.
    """
    questions = items_of(pack, Question)
    places = {name: _place_of(questions[name], option) for name, option in chosen.items()}
    return round_half_up(_weigh(pack, _per_criterion(pack, places))) if places else None


def report_checks(evidence: Evidence) -> tuple[str, ...]:
    """The consistency checks that the recorded options (where none is recorded: the proposed) set off."""
    chosen = _chosen_options(evidence)
    return tuple(check.text for check in evidence.pack.checks if _fits(evidence, check, chosen))


def find_verdict(pack: Pack, place: int) -> Verdict:
    """The words for a place: the first verdict that reaches it."""
    return next(verdict for verdict in pack.verdicts if place <= verdict.up_to)


def round_half_up(value: Fraction) -> int:
    """To whole points; a half goes up."""
    return floor(value + Fraction(1, 2))


def _mark_municipalities(evidence: Evidence) -> dict[str, dict[str, Fraction]]:
    """Municipality -> question -> place of its option."""
    asked = evidence.asked(Question)
    marks: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for question in items_of(evidence.pack, Question).values():
        outcome = asked.full(question.id, ChooseOutcome)
        for town, chosen in ((outcome.voices if outcome else None) or {}).items():
            option = find_option(question, chosen)
            if option is not None:
                marks[town][question.id] = Fraction(option.place)
    return {town: marks[town] for town in evidence.names if town in marks}


def _may_name(evidence: Evidence) -> bool:
    return all(outcome.voices is not None for outcome in _shown(evidence))


def _may_count(evidence: Evidence) -> bool:
    return all("region" not in outcome.hidden for outcome in _shown(evidence))


def _shown(evidence: Evidence) -> list[ChooseOutcome]:
    asked = evidence.asked(Question)
    return [outcome for item in asked.items if (outcome := asked.shown(item.id, ChooseOutcome)) is not None]


def _marks(evidence: Evidence, marks: Mapping[str, Places]) -> Places:
    """Per municipality the mean over the criteria, by their weight."""
    return {town: _weigh(evidence.pack, _per_criterion(evidence.pack, places)) for town, places in marks.items()}


def _place_by_heads(evidence: Evidence) -> Places:
    """Question -> place of the lower median over all voters, where the municipalities' options may not be shown."""
    asked = evidence.asked(Question)
    places: dict[str, Fraction] = {}
    for question in items_of(evidence.pack, Question).values():
        outcome = asked.full(question.id, ChooseOutcome)
        if outcome is not None and outcome.voices is None:
            option = find_option(question, middle_option(outcome))
            if option is not None:
                places[question.id] = Fraction(option.place)
    return places


def _region(evidence: Evidence, marks: Mapping[str, Places]) -> int | None:
    by_heads = _place_by_heads(evidence)
    if not marks and not by_heads:
        return None
    if by_heads or _recorded(evidence):
        return round_half_up(_weigh(evidence.pack, _criteria_of_region(evidence, marks)))
    return round_half_up(_mean(_marks(evidence, marks).values()))


def _criteria_of_region(evidence: Evidence, marks: Mapping[str, Places]) -> Places:
    """Criterion -> place of the region."""
    recorded, by_heads = _recorded(evidence), _place_by_heads(evidence)
    if recorded or by_heads:
        return _per_criterion(evidence.pack, {**by_heads, **_mean_by_key(marks.values()), **recorded})
    return _mean_by_key(_per_criterion(evidence.pack, places) for places in marks.values())


def _recorded(evidence: Evidence) -> Places:
    """Question -> place of the recorded uitgangspunt."""
    found = ((principle.item, principle.place) for principle in find_principles(evidence))
    return {item: Fraction(place) for item, place in found if place is not None}


def _place_of(question: Question, option: str) -> Fraction:
    """Raises KeyError."""
    found = find_option(question, option)
    if found is None:
        raise KeyError(option)
    return Fraction(found.place)


def _per_criterion(pack: Pack, places: Places) -> Places:
    grouped: dict[str, list[Fraction]] = defaultdict(list)
    for question in items_of(pack, Question).values():
        if question.id in places:
            grouped[question.group].append(places[question.id])
    return {criterion: _mean(values) for criterion, values in grouped.items()}


def _weigh(pack: Pack, criteria: Places) -> Fraction:
    weights = {name: group.weight for name, group in groups_of(pack, Question).items() if name in criteria}
    return sum((weights[name] * criteria[name] for name in weights), Fraction(0)) / sum(weights.values())


def _mean(values: Iterable[Fraction]) -> Fraction:
    found = list(values)
    return sum(found, Fraction(0)) / len(found)


def _mean_by_key(rows: Iterable[Places]) -> Places:
    columns: dict[str, list[Fraction]] = defaultdict(list)
    for row in rows:
        for key, value in row.items():
            columns[key].append(value)
    return {key: _mean(values) for key, values in columns.items()}


def _rounded(places: Places) -> dict[str, int]:
    return {key: round_half_up(value) for key, value in places.items()}


def _text(verdict: Verdict | None, shown: Mapping[str, int] | None) -> str:
    if verdict is None:
        return phrases.NO_PLACE
    if shown is None or len(shown) < 2:
        return verdict.text
    return f"{verdict.text} {phrases.spread(min(shown.values()), max(shown.values()))}"


def _chosen_options(evidence: Evidence) -> set[str]:
    asked = evidence.asked(Question)
    recorded = {principle.item: principle.option for principle in find_principles(evidence)}
    chosen = set()
    for item in asked.items:
        outcome = asked.full(item.id, ChooseOutcome)
        option = recorded.get(item.id) or (middle_option(outcome) if outcome else None)
        if option is not None:
            chosen.add(option)
    return chosen


def _fits(evidence: Evidence, check: Check, chosen: set[str]) -> bool:

    return (
        set(check.chosen) <= chosen
        and (not check.any_of or bool(chosen & set(check.any_of)))
        and (not check.motives or any(is_carried_motive(evidence, name) for name in check.motives))
    )
