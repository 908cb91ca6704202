"""What one part of a pack names and another must have: references, duplicates, ranges.

Each fault carries the path of the value that is wrong, so that a reader of files can name the line.
The reasons are words of a catalogue; `data` fills the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from flows.words import Approach, Kind, Polarity

if TYPE_CHECKING:  # `form` calls us while it validates
    from flows.pack.form import Pack, Round
    from flows.pack.items import ConceptList, FactorList, ItemList, QuestionList, TaskList

Path = tuple[str | int, ...]

KINDS_OF_DERIVATION: Mapping[str, frozenset[Kind]] = {
    "kept_motives": frozenset({Kind.POINTS, Kind.RANK, Kind.APPROVE}),
    "indicated_approach": frozenset({Kind.CONSENT}),
    "short_list": frozenset({Kind.CHOOSE}),
    "principles": frozenset({Kind.CONSENT}),
    "fitting_concepts": frozenset({Kind.GRADE}),
    "preferred_concepts": frozenset({Kind.CONSENT}),
    "articles": frozenset({Kind.CONSENT}),
}
"""How that which is derived can be asked."""

SOURCES_OF_DERIVATION: Mapping[str, tuple[Kind, str]] = {
    "kept_motives": (Kind.RATE, "motives"),
    "indicated_approach": (Kind.RATE, "indications"),
    "short_list": (Kind.RATE, "tasks"),
    "principles": (Kind.CHOOSE, "questions"),
    "fitting_concepts": (Kind.CHOOSE, "questions"),
    "preferred_concepts": (Kind.GRADE, "fitting_concepts"),
}
"""The kind and the list (or derivation) of the earlier round that it is derived from."""


OFFERING = frozenset({Kind.CHOOSE, Kind.APPROVE, Kind.RANK})
"""Kinds that are answered with options."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something wrong at `path`, the keys and positions from the pack's root to the value."""

    path: Path
    reason: str
    data: Mapping[str, str | int] = field(default_factory=dict)


class BrokenPack(ValueError):
    """Parts of a pack do not fit together. Pydantic hands it on as the cause of its own error."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{'.'.join(map(str, fault.path))}: {fault.reason}" for fault in faults))
        self.faults = faults


def find_faults(pack: Pack) -> Iterator[Fault]:
    """Everything that a pack names and does not have, and all that stands twice or out of order."""
    yield from _duplicates(pack)
    yield from _rounds(pack)
    yield from _lists(pack)
    yield from _checks(pack)
    yield from _ranges(pack)
    yield from _casebook(pack)


def _duplicates(pack: Pack) -> Iterator[Fault]:
    yield from _twice((), {("phases", n): phase.id for n, phase in enumerate(pack.phases)})
    yield from _twice(
        (),
        {
            ("phases", n, "rounds", m): round_.id
            for n, phase in enumerate(pack.phases)
            for m, round_ in enumerate(phase.rounds)
        },
    )
    yield from _twice(("legal_forms",), {(n,): form.id for n, form in enumerate(pack.legal_forms)})
    yield from _twice(("approaches",), {(n,): text.id for n, text in enumerate(pack.approaches)})
    yield from _twice(("pitfalls",), {(n,): pitfall.id for n, pitfall in enumerate(pack.pitfalls)})
    yield from _twice(("checks",), {(n,): check.id for n, check in enumerate(pack.checks)})
    for name, items in pack.lists.items():
        yield from _twice(("lists", name, "groups"), {(n,): group.id for n, group in enumerate(items.groups)})
    yield from _twice(
        ("lists",),
        {(name, "items", n): item.id for name, items in pack.lists.items() for n, item in enumerate(items.items)},
    )
    yield from _twice(
        ("lists",),
        {
            (name, "items", n, "options", m): option.id
            for name, questions in _questions(pack)
            for n, question in enumerate(questions.items)
            for m, option in enumerate(question.options)
        },
    )


def _twice(start: Path, ids: Mapping[Path, str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, name in ids.items():
        if name in seen:
            yield Fault(path=(*start, *path, "id"), reason="duplicate", data={"name": name})
        seen.add(name)


def _rounds(pack: Pack) -> Iterator[Fault]:
    if pack.practice.scale not in pack.scales:
        yield _unknown(("practice", "scale"), "scale", pack.practice.scale)
    for n, reason in ((0, "first_phase_asks"), (len(pack.phases) - 1, "last_phase_asks")):
        if pack.phases[n].rounds:
            yield Fault(path=("phases", n), reason=reason)
        if pack.phases[n].optional:
            yield Fault(path=("phases", n, "optional"), reason="end_optional")
    before: set[tuple[Kind, str]] = set()
    for n, phase in enumerate(pack.phases):
        for m, round_ in enumerate(phase.rounds):
            path = ("phases", n, "rounds", m)
            yield from _round(pack, round_, path)
            derived = round_.derived or ""
            if derived in SOURCES_OF_DERIVATION and SOURCES_OF_DERIVATION[derived] not in before:
                yield Fault(path=(*path, "derived"), reason="no_source", data={"name": derived})
            before.add((round_.kind, round_.derived or _type_of(pack, round_)))


def _round(pack: Pack, round_: Round, path: Path) -> Iterator[Fault]:
    if round_.scale is not None and round_.scale not in pack.scales:
        yield _unknown((*path, "scale"), "scale", round_.scale)
    if round_.items is not None and round_.items not in pack.lists:
        yield _unknown((*path, "items"), "list", round_.items)
    if round_.derived is not None and round_.kind not in KINDS_OF_DERIVATION[round_.derived]:
        kinds = ", ".join(sorted(KINDS_OF_DERIVATION[round_.derived]))
        yield Fault(path=(*path, "kind"), reason="wrong_kind", data={"name": round_.derived, "kinds": kinds})
    yield from _twice((*path, "options"), {(n,): option.id for n, option in enumerate(round_.options)})
    own = _type_of(pack, round_) == "questions"
    yield from _options(pack, round_, path, own=own)
    if round_.ordered and not own:
        yield Fault(path=(*path, "ordered"), reason="no_places")


def _options(pack: Pack, round_: Round, path: Path, *, own: bool) -> Iterator[Fault]:
    """Options stand with the questions, or with the round; motives that are kept are options themselves."""
    derives = round_.derived == "kept_motives"
    if derives and round_.options:
        yield Fault(path=path, reason="derived_options")
    offers = not derives and round_.kind in OFFERING and round_.items in {None, *pack.lists}
    if offers and own == bool(round_.options):
        yield Fault(path=path, reason="double_options" if own else "no_options")
    if round_.top is not None and not derives and round_.top > _fewest_options(pack, round_):
        yield Fault(path=(*path, "top"), reason="top_too_high", data={"number": _fewest_options(pack, round_)})
    if (round_.kind is Kind.OPEN) != (_type_of(pack, round_) == "prompts") and round_.items in {None, *pack.lists}:
        yield Fault(path=(*path, "kind"), reason="prompts_are_open")


def _fewest_options(pack: Pack, round_: Round) -> int:
    """Of the items that are asked, the one with the fewest; a round that asks none can rank nothing."""
    items = pack.lists.get(round_.items) if round_.items else None
    if items is not None and items.type == "questions":
        return min(len(question.options) for question in items.items)
    return len(round_.options)


def _type_of(pack: Pack, round_: Round) -> str:
    items = pack.lists.get(round_.items) if round_.items else None
    return items.type if items else ""


def _lists(pack: Pack) -> Iterator[Fault]:
    asked = {round_.items for phase in pack.phases for round_ in phase.rounds}
    for name, items in pack.lists.items():
        path = ("lists", name)
        yield from _groups(items, path)
        if name in asked and not any(item.core for item in items.items):
            yield Fault(path=path, reason="no_core")
        if items.type == "factors":
            yield from _factors(pack, items, path)
        elif items.type == "tasks":
            yield from _tasks(pack, items, path)
        elif items.type == "questions":
            yield from _core_questions(items, path)
        elif items.type == "concepts":
            yield from _concepts(pack, items, path)


def _groups(items: ItemList, path: Path) -> Iterator[Fault]:
    groups = {group.id for group in items.groups}
    for n, item in enumerate(items.items):
        group = getattr(item, "group", None)
        if group is not None and group not in groups:
            yield _unknown((*path, "items", n, "group"), "group", group)


def _factors(pack: Pack, factors: FactorList, path: Path) -> Iterator[Fault]:
    motives = _ids(pack, "motives")
    others = _ids(pack, "factors") | _ids(pack, "commitments")
    for n, factor in enumerate(factors.items):
        here = (*path, "items", n)
        if factor.counterpart is not None and factor.counterpart not in others - {factor.id}:
            yield _unknown((*here, "counterpart"), "counterpart", factor.counterpart)
        if factor.threatens and factor.polarity is not Polarity.RISK:
            yield Fault(path=(*here, "threatens"), reason="no_risk")
        yield from _unknowns((*here, "threatens"), "motive", factor.threatens, motives)


def _tasks(pack: Pack, tasks: TaskList, path: Path) -> Iterator[Fault]:
    motives, concepts = _ids(pack, "motives"), _ids(pack, "concepts")
    for n, task in enumerate(tasks.items):
        here = (*path, "items", n)
        yield from _unknowns((*here, "motives"), "motive", task.motives, motives)
        yield from _unknowns((*here, "concepts"), "concept", task.concepts, concepts)
        if task.mandatory in {"ja", "deels"} and task.mandatory_ground is None:
            yield Fault(path=(*here, "mandatory"), reason="no_ground")


def _core_questions(questions: QuestionList, path: Path) -> Iterator[Fault]:
    """The core asks at least one question of every criterion, else that has no place on the continuum."""
    core = {question.group for question in questions.items if question.core}
    for n, group in enumerate(questions.groups):
        if group.id not in core:
            yield Fault(path=(*path, "groups", n), reason="no_core_question", data={"name": group.id})


def _concepts(pack: Pack, concepts: ConceptList, path: Path) -> Iterator[Fault]:
    """Concepts stand from light to heavy, and every place on the continuum lies in the range of one."""
    weights = {form.id: form.weight for form in pack.legal_forms}
    reach, low = 0, 0
    for n, concept in enumerate(concepts.items):
        here = (*path, "items", n)
        yield from _unknowns((*here, "legal_forms"), "legal_form", concept.legal_forms, weights)
        known = [weights[form] for form in concept.legal_forms if form in weights]
        if known != sorted(known):
            yield Fault(path=(*here, "legal_forms"), reason="legal_forms_order")
        if concept.low > reach:
            yield Fault(path=(*here, "low"), reason="gap", data={"low": reach, "high": concept.low})
        if concept.low < low or concept.high < reach:
            yield Fault(path=here, reason="concepts_order")
        reach, low = max(reach, concept.high), concept.low
    if reach < 100:
        here = (*path, "items", len(concepts.items) - 1, "high")
        yield Fault(path=here, reason="gap", data={"low": reach, "high": 100})


def _checks(pack: Pack) -> Iterator[Fault]:
    options = {
        option.id for _, questions in _questions(pack) for question in questions.items for option in question.options
    }
    motives = _ids(pack, "motives")
    for n, check in enumerate(pack.checks):
        yield from _unknowns(("checks", n, "chosen"), "option", check.chosen, options)
        yield from _unknowns(("checks", n, "any_of"), "option", check.any_of, options)
        yield from _unknowns(("checks", n, "motives"), "motive", check.motives, motives)


def _casebook(pack: Pack) -> Iterator[Fault]:
    examples = pack.casebook.examples if pack.casebook is not None else ()
    yield from _twice(("casebook", "examples"), {(n,): example.id for n, example in enumerate(examples)})
    concepts = _ids(pack, "concepts")
    for n, example in enumerate(examples):
        if example.concept is not None and example.concept not in concepts:
            yield _unknown(("casebook", "examples", n, "concept"), "concept", example.concept)


def _ranges(pack: Pack) -> Iterator[Fault]:
    ends = [verdict.up_to for verdict in pack.verdicts]
    for n, (lower, upper) in enumerate(pairwise(ends), start=1):
        if upper <= lower:
            yield Fault(path=("verdicts", n, "up_to"), reason="verdicts_order")
    if ends[-1] != 100:
        yield Fault(path=("verdicts", len(ends) - 1, "up_to"), reason="verdicts_end", data={"number": ends[-1]})
    if pack.thresholds.low >= pack.thresholds.high:
        yield Fault(path=("thresholds", "low"), reason="thresholds_order")
    missing = set(Approach) - {text.id for text in pack.approaches}
    for approach in sorted(missing):
        yield Fault(path=("approaches",), reason="no_approach", data={"name": approach})


def _questions(pack: Pack) -> Iterator[tuple[str, QuestionList]]:
    for name, items in pack.lists.items():
        if items.type == "questions":
            yield name, items


def _ids(pack: Pack, list_type: str) -> set[str]:
    return {item.id for items in pack.lists.values() if items.type == list_type for item in items.items}


def _unknowns(path: Path, what: str, names: Iterable[str], known: Container[str]) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for n, name in enumerate(names):
        seen[name] += 1
        if name not in known:
            yield _unknown((*path, n), what, name)
        elif seen[name] == 2:
            yield Fault(path=(*path, n), reason="duplicate", data={"name": name})


def _unknown(path: Path, what: str, name: str) -> Fault:
    return Fault(path=path, reason=f"unknown_{what}", data={"name": name})
