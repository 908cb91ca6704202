"""Tasks: the short list that is put to the woordvoerders, and the package in which each task ends up."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from flows.conference.model import ItemOption, RoundItem
from flows.outcomes import ChooseOutcome, RateOutcome
from flows.pack.items import Task
from flows.recommendation import phrases
from flows.recommendation.by_heads import goes_by_heads, has_too_little, is_carried, is_split, may_be_promising
from flows.recommendation.evidence import (
    Evidence,
    groups_of,
    items_of,
    merge_grounds,
    templates_deriving,
)
from flows.recommendation.model import TaskPlacement
from flows.recommendation.talk import is_one_voice_short
from flows.words import Package


class Timing(StrEnum):
    """The standpunt of a municipality on a task: the ids of the options that a pack gives."""

    NOW = "nu"
    LATER = "later"
    NOT = "niet"
    ARRANGED = "al_geregeld"


_STARTS: Final = frozenset({Timing.NOW, Timing.LATER})
_FRONT_SIZE: Final = 2
"""Municipalities that make a kopgroep."""


def list_tasks(evidence: Evidence) -> tuple[RoundItem, ...]:
    """The short list, in the pack's order. A task that the law already brings together stays out."""
    return tuple(_put_task(evidence, task) for task in short_listed(evidence))


def short_listed(evidence: Evidence) -> tuple[Task, ...]:
    """Tasks that are gedragen (onder voorbehoud too), gesplitst, or one voice short of gedragen.

    Where the municipalities' outcome may not be shown: `may_be_promising`.
    """
    return tuple(
        task for task in _asked_tasks(evidence) if task.mandatory != "ja" and _is_short_listed(evidence, task)
    )


def place_tasks(evidence: Evidence) -> tuple[TaskPlacement, ...]:
    """Every task that was asked in its package, in the pack's order.

    A task of the short list on which the standpunten were not asked yet has no package, unless an earlier
    rule decides: 'niet nu' would be untrue.
    """
    return tuple(placement for task in _asked_tasks(evidence) if (placement := _place(evidence, task)) is not None)


def choose_package(
    *,
    mandatory: bool,
    unacceptable: bool,
    too_few_voices: bool,
    positions: Mapping[str, str],
    municipalities: int,
) -> Package:
    """The first rule that fits (METHOD.md, packages). `positions` holds the municipalities that gave one;
    a municipality that is silent keeps a task out of the basispakket."""
    complete = len(positions) == municipalities > 0
    said = set(positions.values())
    if mandatory or (complete and said == {Timing.ARRANGED}):
        return Package.EXISTING
    if unacceptable:
        return Package.DISCUSS
    if too_few_voices:
        return Package.TOO_LITTLE
    if complete and said <= {Timing.NOW, Timing.ARRANGED}:
        return Package.BASIC
    if sum(position in _STARTS for position in positions.values()) >= _FRONT_SIZE:
        return Package.PLUS
    return Package.NOT_NOW


def _asked_tasks(evidence: Evidence) -> list[Task]:
    put = {item.id for item in evidence.asked(Task).items}
    return [task for task in items_of(evidence.pack, Task).values() if task.id in put]


def _is_short_listed(evidence: Evidence, task: Task) -> bool:
    outcome = evidence.asked(Task).full(task.id, RateOutcome)
    if outcome is None:
        return False
    if goes_by_heads(outcome):
        return may_be_promising(outcome)
    return (
        is_carried(outcome)
        or is_split(outcome)
        or is_one_voice_short(
            outcome,
            municipalities=len(evidence.conference.municipalities),
            thresholds=evidence.pack.thresholds,
        )
    )


def _put_task(evidence: Evidence, task: Task) -> RoundItem:
    template = next(iter(templates_deriving(evidence.pack, "short_list")), None)
    options = {choice.id: choice.title for choice in template.options} if template else {}
    note, details = _describe_voices(evidence, task)
    return RoundItem(
        id=task.id,
        title=task.title,
        text=task.text,
        question=(template.question if template else None) or phrases.TASK_QUESTION,
        note=note,
        group=groups_of(evidence.pack, Task)[task.group].title,
        options=tuple(ItemOption(id=name, title=title) for name, title in (options or phrases.TIMINGS).items()),
        details=details,
        grounds=evidence.asked(Task).grounds(task.id),
    )


def _describe_voices(evidence: Evidence, task: Task) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The beelden in short, by name where that is allowed and fits; else in counts, names behind a button."""
    outcome = evidence.asked(Task).shown(task.id, RateOutcome)
    if outcome is None:
        return "", ()
    counts = outcome.voice_counts
    if outcome.voices is not None:
        named = phrases.names_by_voice(outcome.voices, evidence.names)
        if len(named) <= phrases.NOTE_LIMIT:
            return named, ()
        found = list(outcome.voices.values())
        return phrases.counts_by_voice({voice: found.count(voice) for voice in found}), ((phrases.VOICES, named),)
    return ("" if counts is None else phrases.counts_by_voice(counts)), ()


def _place(evidence: Evidence, task: Task) -> TaskPlacement | None:
    tasks, put = evidence.asked(Task), evidence.derived("short_list")
    outcome, chosen = tasks.full(task.id, RateOutcome), put.full(task.id, ChooseOutcome)
    if outcome is None:
        return None
    positions = _positions(chosen)
    package = choose_package(
        mandatory=task.mandatory == "ja",
        unacceptable=bool(outcome.unacceptable),
        too_few_voices=has_too_little(outcome) and not _is_open_to_all(outcome, chosen),
        positions=positions,
        municipalities=len(evidence.conference.municipalities),
    )
    if chosen is None and package is Package.NOT_NOW and _is_short_listed(evidence, task):
        return None
    named = _positions(put.shown(task.id, ChooseOutcome))
    return TaskPlacement(
        item=task.id,
        title=task.title,
        group=groups_of(evidence.pack, Task)[task.group].title,
        package=package,
        positions=named,
        front=tuple(town for town in evidence.names if named.get(town) in _STARTS) if package is Package.PLUS else (),
        grounds=merge_grounds(tasks.grounds(task.id), put.grounds(task.id)),
    )


def _is_open_to_all(outcome: RateOutcome, chosen: ChooseOutcome | None) -> bool:
    """Of a task of which nothing may be shown the standpunten decide alone; they are to come, or given."""
    return goes_by_heads(outcome) and (chosen is not None or may_be_promising(outcome))


def _positions(chosen: ChooseOutcome | None) -> dict[str, str]:
    if chosen is None or chosen.voices is None:
        return {}
    return {town: option for town, option in chosen.voices.items() if option is not None}
