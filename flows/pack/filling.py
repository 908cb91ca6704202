"""What is told of a task beforehand, laid over the items of a round: what people saw is part of the snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from flows.conference.model import RoundItem
from flows.pack import phrases
from flows.words import TaskFact

Facts = Mapping[TaskFact, str]

LEVELLED: Final = (TaskFact.DEPENDENCE, TaskFact.CONFLICT, TaskFact.KINSHIP)
"""Facts whose value is a word of `Level`."""

NAMING: Final = (TaskFact.STRONG, TaskFact.WEAK)
"""Facts whose value is ids of municipalities, with commas between them."""


def fill_in(
    items: Sequence[RoundItem], facts: Mapping[str, Facts], names: Mapping[str, str]
) -> tuple[RoundItem, ...]:
    """Each item with what is told of it: 'bestaat al' in its note, all of it behind a button. `names` are the
    municipalities by id. Nothing changes of an item that nothing is told of; filling in twice is filling in once."""
    return tuple(_fill(item, facts.get(item.id, {}), names) for item in items)


def _fill(item: RoundItem, facts: Facts, names: Mapping[str, str]) -> RoundItem:
    told = tell_facts(facts, names)
    if not told:
        return item
    existing = facts.get(TaskFact.EXISTING, "")
    line = phrases.existing(existing) if existing else ""
    note = item.note if line in item.note else f"{item.note} {line}".strip()
    rest = tuple(detail for detail in item.details if detail[0] != phrases.ADVISERS_SAY)
    return replace(item, note=note, details=(*rest, (phrases.ADVISERS_SAY, "\n".join(told))))


def tell_facts(facts: Facts, names: Mapping[str, str]) -> tuple[str, ...]:
    """A line for each fact, in the order of `TaskFact`."""
    return tuple(phrases.fact(fact, _say(fact, facts[fact], names)) for fact in TaskFact if facts.get(fact))


def _say(fact: TaskFact, value: str, names: Mapping[str, str]) -> str:
    if fact not in NAMING:
        return value
    chosen = value.split(",")
    return ", ".join(name for town, name in names.items() if town in chosen)
