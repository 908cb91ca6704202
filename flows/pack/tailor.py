"""The pack as one conference uses it: with the tasks that its facilitator added, the motives that its members
proposed and he admitted, and its own beleidsgevoeligheid.

Everything that decides about items of a conference looks at the tailored pack, so that a task or motive of its own is
asked, derived, placed, reported and exported like any other.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flows.conference.model import Conference, OwnMotive, OwnTask
from flows.pack import phrases
from flows.pack.base import Line
from flows.pack.form import Pack
from flows.pack.items import Group, ItemList, Motive, MotiveList, Task, TaskList
from flows.words import Level

_KEPT: Final = 64
"""Tailored packs that are kept; it is asked for with every look at a conference."""

_SOURCE: Final = "begeleider"
_NO_IV3: Final = "onbekend"
_MEMBERS: Final = "conferentie"
_OWN_GROUP: Final = "eigen"
"""The heading over motives that were proposed."""


class AddedTask(Task):
    """A task that no pack has: the facilitator of one conference added it."""


class AddedMotive(Motive):
    """A motive that no pack has: a voter of one conference proposed it. One line, longer than a title of a pack."""

    title: Line


def tailor(pack: Pack, conference: Conference) -> Pack:
    """The pack with what this conference changed laid over it; the pack itself where nothing was.

    Tailoring what was tailored already changes nothing. Of an added task nothing is known: its duty is 'onbekend',
    its sensitivity midden until set. A task whose deellijst the pack does not have is left out.
    """
    if not conference.own_tasks and not conference.own_motives and not conference.sensitivities:
        return pack
    changed = tuple(sorted((item, Level(level)) for item, level in conference.sensitivities.items()))
    return _lay_over(_Same(pack), conference.own_tasks, conference.own_motives, changed)


@dataclass(frozen=True, eq=False)
class _Same:
    """A pack by its identity: its content is long, and cannot be hashed."""

    pack: Pack

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.pack is self.pack

    def __hash__(self) -> int:
        return id(self.pack)


@lru_cache(maxsize=_KEPT)
def _lay_over(
    source: _Same, own: tuple[OwnTask, ...], motives: tuple[OwnMotive, ...], changed: tuple[tuple[str, Level], ...]
) -> Pack:
    levels = dict(changed)

    def lay(items: ItemList) -> ItemList:
        if isinstance(items, TaskList):
            return _lay_over_tasks(items, own, levels)
        return _lay_over_motives(items, motives) if isinstance(items, MotiveList) and items.proposals else items

    return source.pack.model_copy(update={"lists": {name: lay(items) for name, items in source.pack.lists.items()}})


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


def _lay_over_motives(motives: MotiveList, own: tuple[OwnMotive, ...]) -> MotiveList:
    """Under a heading of their own, behind the others; whoever asks the core asks them too."""
    known = {motive.id for motive in motives.items}
    added = tuple(_make_motive(motive) for motive in own if motive.id not in known)
    if not added:
        return motives
    group = Group(id=_OWN_GROUP, title=phrases.OWN_MOTIVES)
    return motives.model_copy(update={"items": (*motives.items, *added), "groups": (*motives.groups, group)})


def _make_motive(motive: OwnMotive) -> AddedMotive:
    return AddedMotive(
        id=motive.id,
        title=motive.title,
        text=phrases.PROPOSED,
        core=True,
        sources=(_MEMBERS,),
        group=_OWN_GROUP,
    )


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
