"""The groslijst: each task in its package, and the matrix of tasks and municipalities."""

from collections.abc import Iterable, Mapping, Sequence

from flows.conference.model import RoundItem
from flows.outcomes import RateOutcome
from flows.pack.items import Task
from flows.recommendation.evidence import items_of
from flows.recommendation.model import TaskPlacement
from flows.words import Level, Package, Voice
from report import phrases
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table
from report.case import Case, figure, marked, sentence
from report.chapters.moving import tell_both_sides
from report.chapters.people import MANY_TOWNS, town_columns
from report.chapters.talk import tell_talk

_ORDER = (
    Package.BASIC,
    Package.PLUS,
    Package.DISCUSS,
    Package.NOT_NOW,
    Package.EXISTING,
    Package.TOO_LITTLE,
)
_IN_SHORT = frozenset({Package.NOT_NOW, Package.TOO_LITTLE})
"""Packages of which the tasks are merely named."""


def tell_tasks(case: Case) -> tuple[Block, ...]:
    """The packages in order of weight, then the matrix by deellijst."""
    asked = case.evidence.asked(Task)
    blocks: list[Block] = [Heading(phrases.TASKS)]
    if not asked:
        return (*blocks, Paragraph(phrases.NOT_TREATED))
    blocks.append(Paragraph(phrases.TASKS_INTRO.format(tasks=len(asked.items))))
    placements = case.recommendation.packages if case.recommendation else ()
    for package in _ORDER:
        blocks += _tell_package(case, package, [task for task in placements if task.package is package])
    blocks += _tell_matrix(case, asked.items, {task.item: task for task in placements})
    talk = tell_talk(case, asked, case.evidence.derived("short_list"))
    return (*blocks, *talk, *tell_both_sides(case, asked))


def _tell_package(case: Case, package: Package, placements: Sequence[TaskPlacement]) -> Sequence[Block]:
    if not placements and package is Package.TOO_LITTLE:
        return ()
    head = (Heading(phrases.PACKAGES[package], 2), Paragraph(phrases.PACKAGE_TEXTS[package]))
    if not placements:
        return (head[0], Paragraph(phrases.PACKAGE_EMPTY))
    if package in _IN_SHORT:
        return (*head, _name_tasks(placements))
    return (*head, _list_tasks(case, package, placements))


def _name_tasks(placements: Sequence[TaskPlacement]) -> BulletList:
    by_group: dict[str, list[str]] = {}
    for task in placements:
        by_group.setdefault(task.group or phrases.NO_GROUP, []).append(task.title)
    return BulletList(tuple(Point(", ".join(titles) + ".", label=f"{group}:") for group, titles in by_group.items()))


def _list_tasks(case: Case, package: Package, placements: Sequence[TaskPlacement]) -> Table:
    known = items_of(case.dossier.pack, Task)
    task, positions, beware = phrases.COLUMNS_PACKAGE
    one, more = phrases.TASK_COUNT
    caption = phrases.PACKAGE_CAPTION.format(
        package=phrases.PACKAGES[package],
        count=one if len(placements) == 1 else more.format(count=len(placements)),
    )
    rows = tuple(
        (
            placement.title,
            _say_positions(case, placement),
            _say_beware(case, placement, known.get(placement.item)),
        )
        for placement in placements
    )
    return Table(caption, (Column(task, 2), Column(positions, 3.6), Column(beware, 2.2)), rows)


def _say_positions(case: Case, placement: TaskPlacement) -> str:
    """The standpunten by word; who says nu or later is the kopgroep."""
    by_word = {word: [town for town, said in placement.positions.items() if said == word] for word in phrases.TIMINGS}
    parts = [sentence(f"{phrases.TIMINGS[word]}: {case.towns(towns)}") for word, towns in by_word.items() if towns]
    return " ".join(parts) or phrases.NONE


def _say_beware(case: Case, placement: TaskPlacement, task: Task | None) -> str:
    """What a board must know before it decides: unacceptable, mandatory, sensitive, uncertain."""
    outcome = case.evidence.asked(Task).shown(placement.item, RateOutcome)
    said = []
    if outcome is not None and outcome.unacceptable:
        said.append(phrases.UNACCEPTABLE.format(towns=case.towns(outcome.unacceptable)))
    elif outcome is not None and outcome.unacceptable is None and placement.package is Package.DISCUSS:
        said.append(phrases.UNACCEPTABLE_HIDDEN)
    if task is not None:
        mark = marked([task.mandatory_mark] if task.mandatory_mark else [])
        if task.mandatory == "ja":
            said.append(phrases.MANDATORY.format(mark=mark))
        elif task.mandatory == "deels":
            said.append(phrases.PARTLY_MANDATORY.format(mark=mark))
        if task.sensitivity is Level.HIGH:
            said.append(phrases.SENSITIVE_TASK)
    return " ".join(said) or phrases.NONE


def _tell_matrix(case: Case, items: Sequence[RoundItem], placements: Mapping[str, TaskPlacement]) -> Iterable[Block]:
    """A table for each deellijst; counts only where beelden may not be named."""
    asked = case.evidence.asked(Task)
    named = any(_is_named(asked.shown(item.id, RateOutcome)) for item in items)
    yield Heading(phrases.MATRIX, 2)
    yield Paragraph(phrases.MATRIX_INTRO if named else phrases.MATRIX_COUNTS_INTRO)
    if named and len(case.names) > MANY_TOWNS:
        yield Paragraph(phrases.MATRIX_LEGEND, style="note")
    known = items_of(case.dossier.pack, Task)
    for group in case.group_titles(Task).values():
        members = [item for item in items if item.id in known and known[item.id].group == group.id]
        if members:
            yield _matrix(case, group.title, members, placements)


def _matrix(case: Case, group: str, members: Sequence[RoundItem], placements: Mapping[str, TaskPlacement]) -> Table:
    asked = case.evidence.asked(Task)
    outcomes = {item.id: asked.shown(item.id, RateOutcome) for item in members}
    named = any(map(_is_named, outcomes.values()))
    columns = town_columns(case) if named else (Column(phrases.COLUMN_VOICES, 2, "center"),)
    rows = tuple(
        (
            item.title,
            *_cells(case, outcomes[item.id], placements.get(item.id), named=named),
            phrases.PACKAGES[placements[item.id].package] if item.id in placements else phrases.NONE,
        )
        for item in members
    )
    caption = phrases.MATRIX_CAPTION if named else phrases.MATRIX_COUNTS_CAPTION
    return Table(
        caption.format(group=group),
        (Column(phrases.COLUMN_TASK, 2.4), *columns, Column(phrases.COLUMN_PACKAGE, 1.3)),
        rows,
        small=True,
    )


def _is_named(outcome: RateOutcome | None) -> bool:
    """Whether it may be said where each municipality stands."""
    return outcome is not None and outcome.voices is not None


def _cells(
    case: Case, outcome: RateOutcome | None, placement: TaskPlacement | None, *, named: bool
) -> tuple[str, ...]:
    positions = placement.positions if placement else {}
    if not named:
        return (phrases.NONE if outcome is None else figure(outcome, "voices", count_voices(outcome)),)
    voices = (outcome.voices if outcome else None) or {}
    return tuple(
        _cell(voices.get(town), positions.get(town), short=len(case.names) > MANY_TOWNS) for town in case.names
    )


def _cell(voice: Voice | None, position: str | None, *, short: bool) -> str:
    """The beeld, and the standpunt after it where one was asked."""
    if short:
        sign = phrases.VOICE_SIGNS[voice] if voice else ""
        return sign + phrases.TIMING_SIGNS.get(position or "", "")
    parts = [phrases.VOICES[voice] if voice else "", phrases.TIMINGS.get(position or "", "")]
    return " / ".join(part for part in parts if part) or phrases.NONE


def count_voices(outcome: RateOutcome) -> str | None:
    """For instance '4 – 1 – 0': for, between, against."""
    counts = outcome.voice_counts
    if counts is None and outcome.voices is not None:
        said = list(outcome.voices.values())
        counts = {voice: said.count(voice) for voice in Voice}
    if counts is None:
        return None
    return " – ".join(str(counts.get(voice, 0)) for voice in (Voice.FOR, Voice.BETWEEN, Voice.AGAINST))
