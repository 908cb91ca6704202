"""What a facilitator settles about a conference: who decides, what is planned, its givens, its own tasks.

Each choice has its moment: before the first answer, before the phase has passed, before the tasks are asked, before
the recommendation is composed. After that it is refused, and what was chosen stands.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from flows.conference.model import Conference, OwnTask, Participant
from flows.conference.phase_machine import phase_order
from flows.errors import Invalid, NotFound, Refused
from flows.pack.asking import static_items
from flows.pack.form import Pack
from flows.pack.items import Task
from flows.pack.tailor import AddedTask, tailor
from flows.ports import Account, Event, Store, UpdateRef, View, Work
from flows.recommendation.evidence import groups_of, items_of, templates_asking, templates_deriving
from flows.recommendation.packages import short_listed
from flows.services.concluding import gather_evidence
from flows.services.knowing import rates_tasks_already
from flows.services.naming import clean_name
from flows.services.sighted import was_answered
from flows.services.stage import Stage, load_stage, require_facilitator
from flows.words import ConferenceState, Deciding, Level, RoundState, TaskFact

GIVENS_LIMIT: Final = 1000
TASK_TITLE_LIMIT: Final = 40
TASK_TEXT_LIMIT: Final = 200
OWN_TASK_LIMIT: Final = 20

BOTH: Final = "both"
OWN: Final = "own"
_INSTRUMENTS: Final = frozenset({"design_or_both", "develop_or_both"})

_Change = Callable[[Work, Stage], Awaitable[tuple[Conference, Event]]]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What is chosen, and what can be chosen still."""

    stage: Stage
    deciding_open: bool
    plan_open: bool
    optional: Mapping[str, bool]
    """The optional phases, in order, with whether they can be switched now."""


@dataclass(frozen=True, kw_only=True)
class TaskBoard:
    """The tasks of its own, and of what tasks the beleidsgevoeligheid can be set."""

    stage: Stage
    own: tuple[AddedTask, ...]
    adding_open: bool
    weighed: tuple[Task, ...]
    """The short list once there is one, then the tasks of its own that are not on it."""
    weighing_open: bool


class Settling:
    """Every change is refused when its moment has gone, and recorded when it is made."""

    def __init__(self, store: Store, *, pack: Pack) -> None:
        self._store = store
        self._pack = pack

    async def settings(self, account: Account, conference: str) -> Settings:
        """Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            await require_facilitator(view, conference, account)
            stage = await load_stage(view, self._pack, conference)
            return Settings(
                stage=stage,
                deciding_open=_is_active(stage) and not await _has_answers(view, stage),
                plan_open=_is_active(stage) and _is_plan_open(stage),
                optional={phase.id: _is_ahead(stage, phase.id) for phase in stage.pack.phases if phase.optional},
            )

    async def choose_deciding(
        self, account: Account, conference: str, deciding: Deciding, *, update: UpdateRef | None = None
    ) -> Conference:
        """Who gives a municipality's standpunt. Raises NotAllowed, Refused after the first answer."""

        async def change(work: Work, stage: Stage) -> tuple[Conference, Event]:
            if await _has_answers(work, stage):
                raise Refused("deciding_too_late")
            data = {"deciding": deciding.value}
            event = Event(conference=conference, kind="deciding_chosen", data=data)
            return replace(stage.conference, deciding=deciding), event

        return await self._settle(account, conference, change, update)

    async def plan_phase(
        self, account: Account, conference: str, phase: str, *, on: bool, update: UpdateRef | None = None
    ) -> Conference:
        """Plan an optional phase, or not. Raises NotAllowed, NotFound, Refused once it is there or has passed."""

        async def change(_work: Work, stage: Stage) -> tuple[Conference, Event]:
            if phase not in {p.id for p in stage.pack.phases if p.optional}:
                raise NotFound(phase)
            if not _is_ahead(stage, phase):
                raise Refused("phase_passed")
            planned = {*stage.conference.optional, phase} if on else {*stage.conference.optional} - {phase}
            ordered = tuple(p.id for p in stage.pack.phases if p.id in planned)
            data: dict[str, str | int] = {"phase": phase, "on": int(on)}
            return replace(stage.conference, optional=ordered), Event(
                conference=conference, kind="phase_planned", data=data
            )

        return await self._settle(account, conference, change, update)

    async def choose_plan(
        self, account: Account, conference: str, plan: str, *, update: UpdateRef | None = None
    ) -> Conference:
        """Both instruments, or the approach's own only. Raises NotAllowed, Invalid, Refused when it is too late."""
        if plan not in {BOTH, OWN}:
            raise Invalid("unknown")

        async def change(_work: Work, stage: Stage) -> tuple[Conference, Event]:
            if not _is_plan_open(stage):
                raise Refused("plan_too_late")
            event = Event(conference=conference, kind="plan_chosen", data={"plan": plan})
            return replace(stage.conference, plan=plan), event

        return await self._settle(account, conference, change, update)

    async def write_givens(
        self, account: Account, conference: str, text: str, *, update: UpdateRef | None = None
    ) -> Conference:
        """Equality, pressure, imposed or voluntary: written down, not voted on. Raises NotAllowed, Invalid."""
        givens = "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))
        if not givens:
            raise Invalid("text_empty")
        if len(givens) > GIVENS_LIMIT:
            raise Invalid("line_too_long", length=len(givens), limit=GIVENS_LIMIT)

        async def change(work: Work, stage: Stage) -> tuple[Conference, Event]:
            await work.set_dialog(account, None)
            return replace(stage.conference, givens=givens), Event(conference=conference, kind="givens_written")

        return await self._settle(account, conference, change, update)

    async def tasks(self, account: Account, conference: str) -> TaskBoard:
        """Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            await require_facilitator(view, conference, account)
            stage = await load_stage(view, self._pack, conference)
            own = tuple(task for task in items_of(stage.pack, Task).values() if isinstance(task, AddedTask))
            listed = await _short_list(view, stage)
            return TaskBoard(
                stage=stage,
                own=own,
                adding_open=_is_active(stage) and not rates_tasks_already(stage),
                weighed=(*listed, *(task for task in own if task not in listed)),
                weighing_open=_is_active(stage) and not _is_composed(stage),
            )

    async def add_task(
        self, account: Account, conference: str, group: str, typed: str, *, update: UpdateRef | None = None
    ) -> Conference:
        """A task of its own: its title on the first line, what it is about below.

        Raises NotAllowed, NotFound for the deellijst, Invalid for the text, Refused when it is too late.
        """
        title, _, rest = typed.strip().partition("\n")
        name, text = clean_name(title, limit=TASK_TITLE_LIMIT), " ".join(rest.split())
        if not 2 <= len(text) <= TASK_TEXT_LIMIT or len(name) < 2:
            raise Invalid("task_text", length=len(text), limit=TASK_TEXT_LIMIT)

        async def change(work: Work, stage: Stage) -> tuple[Conference, Event]:
            _require_addable(stage, group, name)
            numbers = [int(task.id.rpartition("_")[2]) for task in stage.conference.own_tasks]
            task = OwnTask(id=f"eigen_{max(numbers, default=0) + 1}", title=name, text=text, group=group)
            after = replace(stage.conference, own_tasks=(*stage.conference.own_tasks, task))
            await self._refresh_draft(work, stage, after, added=task.id)
            await work.set_dialog(account, None)
            return after, Event(conference=conference, kind="task_added", data={"item": task.id})

        return await self._settle(account, conference, change, update)

    async def remove_task(
        self, account: Account, conference: str, task: str, *, update: UpdateRef | None = None
    ) -> Conference:
        """Take a task of its own away again. Raises NotAllowed, NotFound, Refused once the tasks were asked."""

        async def change(work: Work, stage: Stage) -> tuple[Conference, Event]:
            if task not in {own.id for own in stage.conference.own_tasks}:
                raise NotFound(task)
            if rates_tasks_already(stage):
                raise Refused("tasks_too_late")
            own_tasks = tuple(own for own in stage.conference.own_tasks if own.id != task)
            levels = {item: level for item, level in stage.conference.sensitivities.items() if item != task}
            after = replace(stage.conference, own_tasks=own_tasks, sensitivities=levels)
            for fact in TaskFact:
                await work.put_fact(conference, task, fact, "")
            await self._refresh_draft(work, stage, after, removed=task)
            return after, Event(conference=conference, kind="task_removed", data={"item": task})

        return await self._settle(account, conference, change, update)

    async def weigh_task(
        self, account: Account, conference: str, task: str, level: Level, *, update: UpdateRef | None = None
    ) -> Conference:
        """The conference's own beleidsgevoeligheid of a task. Raises NotAllowed, NotFound, Refused once composed."""

        async def change(_work: Work, stage: Stage) -> tuple[Conference, Event]:
            if task not in items_of(stage.pack, Task):
                raise NotFound(task)
            if _is_composed(stage):
                raise Refused("composed_already")
            levels = {**stage.conference.sensitivities, task: level}
            data = {"item": task, "level": level.value}
            event = Event(conference=conference, kind="sensitivity_set", data=data)
            return replace(stage.conference, sensitivities=levels), event

        return await self._settle(account, conference, change, update)

    async def _settle(
        self, account: Account, conference: str, change: _Change, update: UpdateRef | None
    ) -> Conference:
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            if not await work.first_time(update):
                return stage.conference
            if not _is_active(stage):
                raise Refused("conference_over")
            changed, event = await change(work, stage)
            saved = await work.save_conference(changed)
            await work.record(_by(event, actor))
            await work.commit()
            return saved

    async def _refresh_draft(
        self, work: Work, stage: Stage, after: Conference, *, added: str = "", removed: str = ""
    ) -> None:
        """A concept that stands ready asks what the list holds now; what else was selected for it stays."""
        pack = tailor(self._pack, after)
        for template in templates_asking(pack, Task):
            draft = stage.latest.get(template.id)
            if draft is None or draft.state is not RoundState.DRAFT:
                continue
            wanted = {item.id for item in draft.items} - {removed} | ({added} if added else set())
            items = static_items(pack, template, selection="all")
            await work.replace_items(draft.key, tuple(item for item in items if item.id in wanted))


def _by(event: Event, actor: Participant) -> Event:
    return replace(event, who=actor.ref)


def _is_active(stage: Stage) -> bool:
    return stage.conference.state is ConferenceState.ACTIVE


async def _has_answers(view: View, stage: Stage) -> bool:
    """Whether anybody answered anything, or standpunten were prepared already."""
    if any(round_.decides for round_ in stage.rounds):
        return True
    for round_ in stage.rounds:
        if round_.state is not RoundState.DRAFT and await was_answered(view, round_):
            return True
    return False


def _is_ahead(stage: Stage, phase: str) -> bool:
    """Whether this phase is still to come."""
    if not _is_active(stage):
        return False
    optional = {p.id for p in stage.pack.phases if p.optional}
    order = phase_order(stage.pack, stage.conference.approach, planned=optional)
    return order.index(stage.conference.phase) < order.index(phase)


def _is_plan_open(stage: Stage) -> bool:
    """Until the second of the two instruments is there."""
    optional = {p.id for p in stage.pack.phases if p.optional}
    order = phase_order(stage.pack, stage.conference.approach, planned=optional)
    instruments = [order.index(p.id) for p in stage.pack.phases if p.when in _INSTRUMENTS]
    return not instruments or order.index(stage.conference.phase) < max(instruments)


def _is_composed(stage: Stage) -> bool:
    """Whether the articles were put together already."""
    articles = {template.id for template in templates_deriving(stage.pack, "articles")}
    return any(r.template in articles and r.state is not RoundState.WITHDRAWN for r in stage.rounds)


async def _short_list(view: View, stage: Stage) -> tuple[Task, ...]:
    """The tasks that were or will be put to the woordvoerders; none before the tasks were rated."""
    if not rates_tasks_already(stage):
        return ()
    put = {template.id for template in templates_deriving(stage.pack, "short_list")}
    listed = {item.id for r in stage.latest.values() if r.template in put for item in r.items}
    if listed:
        return tuple(task for task in items_of(stage.pack, Task).values() if task.id in listed)
    return short_listed(await gather_evidence(view, stage.pack, stage.conference))


def _require_addable(stage: Stage, group: str, name: str) -> None:
    """Raises NotFound, Invalid, Refused."""
    if group not in groups_of(stage.pack, Task):
        raise NotFound(group)
    if rates_tasks_already(stage):
        raise Refused("tasks_too_late")
    if len(stage.conference.own_tasks) >= OWN_TASK_LIMIT:
        raise Refused("too_many_tasks", limit=OWN_TASK_LIMIT)
    if name.casefold() in {task.title.casefold() for task in items_of(stage.pack, Task).values()}:
        raise Invalid("task_twice", name=name)
