"""The pack as one conference uses it: with the tasks that its facilitator added, and its own beleidsgevoeligheid.

Everything that decides about items of a conference looks at the tailored pack, so that a task of its own is asked,
derived, placed in a package, reported and exported like any other.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flows.conference.model import Conference, OwnTask
from flows.pack import phrases
from flows.pack.form import Pack, Task, TaskList
from flows.words import Level

_KEPT: Final = 64
"""Tailored packs that are kept; it is asked for with every look at a conference."""

_SOURCE: Final = "begeleider"
_NO_IV3: Final = "onbekend"


class AddedTask(Task):
    """A task that no pack has: the facilitator of one conference added it."""


def tailor(pack: Pack, conference: Conference) -> Pack:
    """The pack with what this conference changed laid over it; the pack itself where nothing was.

    Tailoring what was tailored already changes nothing. Of an added task nothing is known: its duty is 'onbekend',
    its sensitivity midden until set. A task whose deellijst the pack does not have is left out.
    """
    if not conference.own_tasks and not conference.sensitivities:
        return pack
    changed = tuple(sorted((item, Level(level)) for item, level in conference.sensitivities.items()))
    return _lay_over(_Same(pack), conference.own_tasks, changed)


@dataclass(frozen=True, eq=False)
class _Same:
    """A pack by its identity: its content is long, and cannot be hashed."""

    pack: Pack

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.pack is self.pack

    def __hash__(self) -> int:
        return id(self.pack)


@lru_cache(maxsize=_KEPT)
def _lay_over(source: _Same, own: tuple[OwnTask, ...], changed: tuple[tuple[str, Level], ...]) -> Pack:
    levels = dict(changed)
    lists = {
        name: _lay_over_tasks(items, own, levels) if isinstance(items, TaskList) else items
        for name, items in source.pack.lists.items()
    }
    return source.pack.model_copy(update={"lists": lists})


def _lay_over_tasks(tasks: TaskList, own: tuple[OwnTask, ...], levels: dict[str, Level]) -> TaskList:
    """Added tasks stand behind the others; the core asks them too, for nobody adds a task in order not to ask it."""
    known = {task.id for task in tasks.items}
    groups = {group.id for group in tasks.groups}
    added = tuple(_make_task(task) for task in own if task.id not in known and task.group in groups)
    items = tuple(
        task.model_copy(update={"sensitivity": levels[task.id]}) if task.id in levels else task
        for task in (*tasks.items, *added)
    )
    return tasks.model_copy(update={"items": items})


def _make_task(task: OwnTask) -> AddedTask:
    return AddedTask(
        id=task.id,
        title=task.title,
        text=task.text,
        core=True,
        note=phrases.ADDED,
        sources=(_SOURCE,),
        group=task.group,
        iv3=(_NO_IV3,),
        mandatory="onbekend",
        sensitivity=Level.MIDDLE,
    )
