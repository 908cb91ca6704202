"""What advisers know of the tasks beforehand: three levels, who does it well, who is vulnerable, what exists.

It is told before the first round on tasks opens; what was told then is part of what people saw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flows.conference.model import Municipality, Participant, Round
from flows.errors import Invalid, NotAllowed, NotFound, Refused
from flows.pack.filling import LEVELLED, NAMING, fill_in
from flows.pack.form import Pack
from flows.pack.items import Group, Task
from flows.ports import Account, Event, Store, UpdateRef, View, Work
from flows.recommendation.evidence import groups_of, items_of, templates_asking, templates_deriving
from flows.services.stage import Stage, load_stage
from flows.words import ConferenceState, Level, Presence, Role, RoundState, TaskFact

EXISTING_LIMIT: Final = 120
"""Characters of what exists already; one line."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The tasks of a conference with what is told of them."""

    stage: Stage
    participant: Participant
    tasks: Mapping[str, Task]
    groups: Mapping[str, Group]
    facts: Mapping[str, Mapping[TaskFact, str]]
    is_late: bool

    def tasks_of(self, group: str) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks.values() if task.group == group)

    def next_task(self, after: str) -> str | None:
        """The task behind this one in the pack's order; None behind the last."""
        order = list(self.tasks)
        place = order.index(after) + 1
        return order[place] if place < len(order) else None


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with a line that was pasted; `reason` is a key of the catalogue."""

    line: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What stands in a pasted list: per task what exists, and the faults. With a fault nothing is taken over."""

    found: Mapping[str, str]
    faults: tuple[Fault, ...]


class Knowing:
    """The advisers' sheet."""

    def __init__(self, store: Store, *, pack: Pack) -> None:
        self._store = store
        self._pack = pack

    async def sheet(self, account: Account, conference: str) -> Sheet:
        """Raises NotAllowed for who is no adviser or facilitator, NotFound."""
        async with self._store.reading() as view:
            return await self._sheet(view, account, conference)

    async def tell(
        self,
        account: Account,
        conference: str,
        item: str,
        fact: TaskFact,
        value: str,
        *,
        update: UpdateRef | None = None,
    ) -> Sheet:
        """One fact; the empty text takes it away. Raises NotAllowed, NotFound, Invalid, Refused when it is late."""
        async with self._store.writing() as work:
            sheet = await self._begin(work, account, conference, item)
            if await work.first_time(update):
                await self._put(work, sheet, {item: _clean(fact, value)}, fact)
                await work.commit()
            return await self._sheet(work, account, conference)

    async def tell_town(
        self,
        account: Account,
        conference: str,
        item: str,
        fact: TaskFact,
        town: Municipality,
        *,
        on: bool,
        update: UpdateRef | None = None,
    ) -> Sheet:
        """This municipality does it well, or is vulnerable; or no longer. Raises as `tell`."""
        if fact not in NAMING:
            raise Invalid("unknown")
        async with self._store.writing() as work:
            sheet = await self._begin(work, account, conference, item)
            named = set(sheet.facts.get(item, {}).get(fact, "").split(","))
            named = named | {town.id} if on else named - {town.id}
            value = ",".join(m.id for m in sheet.stage.conference.municipalities if m.id in named)
            if await work.first_time(update):
                await self._put(work, sheet, {item: value}, fact)
                await work.commit()
            return await self._sheet(work, account, conference)

    async def import_existing(
        self, account: Account, conference: str, text: str, *, update: UpdateRef | None = None
    ) -> Reading:
        """A pasted list `taak;bestaat_al`: all of it, or with a fault nothing. Only for the facilitator.

        Raises NotAllowed, Refused when it is late.
        """
        async with self._store.writing() as work:
            sheet = await self._begin(work, account, conference, None)
            if sheet.participant.role is not Role.FACILITATOR:
                raise NotAllowed("facilitator_only")
            reading = read_existing(text, sheet.tasks)
            if not reading.faults and await work.first_time(update):
                await self._put(work, sheet, reading.found, TaskFact.EXISTING)
                await work.set_dialog(account, None)
                await work.commit()
            return reading

    async def _begin(self, work: Work, account: Account, conference: str, item: str | None) -> Sheet:
        sheet = await self._sheet(work, account, conference)
        if sheet.stage.conference.state is not ConferenceState.ACTIVE:
            raise Refused("conference_over")
        if sheet.is_late:
            raise Refused("facts_too_late")
        if item is not None and item not in sheet.tasks:
            raise NotFound(item)
        return sheet

    async def _put(self, work: Work, sheet: Sheet, values: Mapping[str, str], fact: TaskFact) -> None:
        conference = sheet.stage.conference.id
        for item, value in values.items():
            await work.put_fact(conference, item, fact, value)
        data: dict[str, str | int] = {"fact": fact.value, "tasks": len(values)}
        if len(values) == 1:
            data["item"] = next(iter(values))
        await work.record(Event(conference=conference, kind="fact_told", who=sheet.participant.ref, data=data))

    async def _sheet(self, view: View, account: Account, conference: str) -> Sheet:
        participant = await _require_knower(view, account, conference)
        stage = await load_stage(view, self._pack, conference)
        return Sheet(
            stage=stage,
            participant=participant,
            tasks=_in_order(stage.pack),
            groups=groups_of(stage.pack, Task),
            facts=await view.facts(conference),
            is_late=rates_tasks_already(stage),
        )


def rates_tasks_already(stage: Stage) -> bool:
    """Whether a round on tasks was opened, and not withdrawn."""
    asking = {template.id for template in templates_asking(stage.pack, Task)}
    begun = [r for r in stage.rounds if r.state not in {RoundState.DRAFT, RoundState.WITHDRAWN}]
    return any(r.template in asking for r in begun)


async def show_facts(work: Work, stage: Stage, round_: Round) -> Round:
    """The round, still a concept, with what is told of its tasks: from now on that is what people see."""
    templates = (*templates_asking(stage.pack, Task), *templates_deriving(stage.pack, "short_list"))
    if round_.state is not RoundState.DRAFT or round_.template not in {template.id for template in templates}:
        return round_
    names = {town.id: town.name for town in stage.conference.municipalities}
    items = fill_in(round_.items, await work.facts(stage.conference.id), names)
    if items == round_.items:
        return round_
    await work.replace_items(round_.key, items)
    return replace(round_, items=items)


def read_existing(text: str, tasks: Mapping[str, Task]) -> Reading:
    """`taak;bestaat_al`, a line each; a task by its id or its title, a heading is skipped, quotes are taken off."""
    names = {name.casefold(): task.id for task in tasks.values() for name in (task.id, task.title)}
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [" ".join(cell.strip().strip('"').split()) for cell in line.split(";")]
        if not any(cells) or (number == 1 and cells[0].casefold() == "taak"):
            continue
        reason = _fault(cells, names, found)
        if reason is None:
            found[names[cells[0].casefold()]] = cells[1]
        else:
            faults.append(Fault(line=number, reason=reason))
    if not found and not faults:
        faults.append(Fault(line=1, reason="existing_empty"))
    return Reading(found=found, faults=tuple(faults))


def _fault(cells: Sequence[str], names: Mapping[str, str], found: Mapping[str, str]) -> str | None:
    if len(cells) != 2 or not cells[0]:
        return "existing_columns"
    if cells[0].casefold() not in names:
        return "existing_task"
    if names[cells[0].casefold()] in found:
        return "existing_twice"
    return "existing_long" if len(cells[1]) > EXISTING_LIMIT else None


def _clean(fact: TaskFact, value: str) -> str:
    """Raises Invalid."""
    if fact in LEVELLED:
        if value and value not in {str(level) for level in Level}:
            raise Invalid("unknown")
        return value
    if fact is not TaskFact.EXISTING:
        raise Invalid("unknown")
    line = " ".join(value.split())
    if len(line) > EXISTING_LIMIT:
        raise Invalid("line_too_long", length=len(line), limit=EXISTING_LIMIT)
    return line


def _in_order(pack: Pack) -> dict[str, Task]:
    """By deellijst, so that the next task is the one below."""
    tasks = items_of(pack, Task)
    return {task.id: task for group in groups_of(pack, Task) for task in tasks.values() if task.group == group}


async def _require_knower(view: View, account: Account, conference: str) -> Participant:
    for participant in await view.participations(account):
        knows = participant.role in {Role.ADVISER, Role.FACILITATOR} and participant.presence is Presence.JOINED
        if participant.conference == conference and knows:
            return participant
    raise NotAllowed("knowers_only")
