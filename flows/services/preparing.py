"""Preparing: which items a round asks, and homework that is open days before the day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from flows.conference.model import Participant, Round, RoundItem
from flows.conference.phase_machine import PhaseMachine, phase_order
from flows.conference.round_machine import RoundFacts, move_round
from flows.errors import Invalid, Lost, NotFound, Refused
from flows.pack import form
from flows.pack.asking import ALL, CORE, GROUP, fixed_items, selectable_groups, static_items
from flows.pack.form import Pack
from flows.pack.items import Group
from flows.ports import ANSWERING, Account, Clock, Notice, Store, UpdateRef, View, Work
from flows.services.asking_arguments import ask_arguments
from flows.services.making import announce_round, items_of, make_round, round_event
from flows.services.stage import Stage, load_stage, require_facilitator
from flows.services.together import together_refusal
from flows.words import ConferenceState, Mode, Presence, RoundState

ITEMS: Final = "items"
"""Single items were chosen."""
DERIVED: Final = "derived"
"""All that follows from earlier rounds."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What can be asked in a concept: every item, those that are chosen now, and those that must stay."""

    stage: Stage
    round: Round
    template: form.Round
    items: tuple[RoundItem, ...]
    fixed: frozenset[str]
    grouped: bool
    """There is a group, so that the round can be held together."""

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the items that are asked now."""
        return frozenset(item.id for item in self.round.items)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The deellijsten."""
        return selectable_groups(self.stage.pack, self.template)

    def of(self, selection: str) -> tuple[RoundItem, ...]:
        """What a selection of the list asks. Raises ValueError where there is no list."""
        return static_items(self.stage.pack, self.template, selection=selection)


def homework_forms(pack: Pack, *, planned: Collection[str] = ()) -> tuple[form.Round, ...]:
    """The rounds that can be opened as homework, in the order of the phases that are always there or planned."""
    phases = phase_order(pack, None, planned=planned)
    return tuple(template for phase in phases for template in pack.phase(phase).rounds if template.homework)


def homework_of(stage: Stage) -> tuple[Round, ...]:
    """The conference's rounds of homework, in order; empty until they were opened."""
    return tuple(r for r in stage.rounds if r.homework and r.state is not RoundState.WITHDRAWN)


def open_homework_of(stage: Stage) -> tuple[Round, ...]:
    """Those that still take answers."""
    return tuple(r for r in homework_of(stage) if r.state is RoundState.OPEN)


class Preparing:
    """What the facilitator chooses before a round opens."""

    def __init__(self, store: Store, *, clock: Clock, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack
        self._phases = PhaseMachine(pack)

    async def offer(self, account: Account, key: int) -> Offer:
        """What can be chosen for a round. Raises NotAllowed, NotFound, Lost when it was opened."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            await require_facilitator(view, round_.conference, account)
            _require_concept(round_)
            return await self._offer(view, round_)

    async def select(self, account: Account, key: int, selection: str, *, update: UpdateRef | None = None) -> Round:
        """Ask the core of a list, all of it, or one deellijst; only before the round opens.

        Raises NotAllowed, Refused, Lost.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            if not await work.first_time(update):
                return round_
            _require_concept(round_)
            offer = await self._offer(work, round_)
            known = {CORE, ALL, *(f"{GROUP}{group.id}" for group in offer.groups)}
            if offer.template.items is None or selection not in known:
                raise Refused("no_selection")
            return await self._put(work, round_, offer.of(selection), selection, actor)

    async def select_item(
        self, account: Account, key: int, item: str, *, on: bool, update: UpdateRef | None = None
    ) -> Round:
        """Ask one item (`on`), or leave it out; only before the round opens. A round always asks something.

        Raises NotAllowed, NotFound, Lost, Refused for an item that must stay.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            if not await work.first_time(update):
                return round_
            _require_concept(round_)
            offer = await self._offer(work, round_)
            if item not in {known.id for known in offer.items}:
                raise NotFound(item)
            if on == (item in offer.chosen):
                return round_
            if not on and item in offer.fixed:
                raise Refused("item_must_stay")
            chosen = offer.chosen | {item} if on else offer.chosen - {item}
            items = tuple(known for known in offer.items if known.id in chosen)
            whole = offer.template.items is None and len(items) == len(offer.items)
            return await self._put(work, round_, items, DERIVED if whole else ITEMS, actor)

    async def open_homework(
        self, account: Account, conference: str, *, closes_at: datetime | None = None, update: UpdateRef | None = None
    ) -> tuple[Round, ...]:
        """Make and open the rounds of homework together, while the conference is prepared and the roster complete.

        `closes_at` is the end that is announced; nothing closes by itself. Raises NotAllowed, Lost when it was
        opened already or the conference is further, Invalid for an end that is past, Refused with what is missing.
        """
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            if not await work.first_time(update):
                return homework_of(stage)
            reason = self.homework_refusal(stage)
            if reason in {"homework_opened", "phase_moved"}:
                raise Lost(reason)
            if reason is not None:
                raise Refused(reason)
            if closes_at is not None and closes_at <= self._clock.now():
                raise Invalid("time_past")
            templates = homework_forms(stage.pack, planned=stage.conference.optional)
            now = self._clock.now()  # one moment for all lists: they are reminded of together
            opened = [await self._open(work, stage, t, actor, at=now, closes_at=closes_at) for t in templates]
            await self._tell(work, stage, opened)
            await work.commit()
            return tuple(opened)

    async def close_homework(
        self, account: Account, conference: str, *, update: UpdateRef | None = None
    ) -> tuple[Round, ...]:
        """Close all homework that is still open, each round as it would be closed alone. Raises NotAllowed, Lost."""
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            if not await work.first_time(update):
                return homework_of(stage)
            still_open = open_homework_of(stage)
            if not still_open:
                raise Lost("homework_closed")
            for round_ in still_open:
                await work.freeze_electorate(round_.key)
                moved = move_round(round_, "close", facts=RoundFacts(), at=self._clock.now())
                moved = await work.save_round(moved)
                await work.record(round_event(moved, "round_close", actor))
                await announce_round(work, stage, moved, "close")
                await ask_arguments(work, stage, moved)
            closed = homework_of(await load_stage(work, self._pack, conference))
            await work.commit()
            return closed

    def homework_refusal(self, stage: Stage) -> str | None:
        """Why homework cannot be opened now, as a key of the catalogue; None when it can."""
        if homework_of(stage):
            return "homework_opened"
        if stage.conference.state is not ConferenceState.ACTIVE:
            return "conference_over"
        if stage.conference.phase != stage.pack.phases[0].id:
            return "phase_moved"
        if not homework_forms(stage.pack, planned=stage.conference.optional):
            return "no_homework"
        return self._phases.refusal(stage.conference, stage.facts())

    async def _offer(self, view: View, round_: Round) -> Offer:
        if round_.follows is not None:
            raise Refused("further_items")
        stage = await load_stage(view, self._pack, round_.conference)
        template = stage.pack.round(round_.template)
        listed = template.items is not None
        items = static_items(stage.pack, template, selection=ALL) if listed else await items_of(view, stage, template)
        grouped = bool(await view.chats(round_.conference))
        fixed = fixed_items(stage.pack, template, [item.id for item in round_.items])
        return Offer(stage=stage, round=round_, template=template, items=items, fixed=fixed, grouped=grouped)

    async def _put(
        self, work: Work, round_: Round, items: tuple[RoundItem, ...], selection: str, actor: Participant
    ) -> Round:
        """More items than fit together make it a round at everybody's own pace again."""
        await work.replace_items(round_.key, items)
        wanted = replace(round_, selection=selection, items=items)
        mode = Mode.INDIVIDUAL if together_refusal(wanted, grouped=True) else round_.mode
        saved = await work.save_round(replace(wanted, mode=mode))
        await work.record(round_event(saved, "round_selected", actor, selection=selection, items=len(items)))
        await work.commit()
        return replace(saved, items=items)

    async def _open(
        self,
        work: Work,
        stage: Stage,
        template: form.Round,
        actor: Participant,
        *,
        at: datetime,
        closes_at: datetime | None,
    ) -> Round:
        made = await make_round(work, stage, template, await items_of(work, stage, template), homework=True)
        facts = RoundFacts(electors=len(stage.electors_of(made)), items=len(made.items))
        moved = move_round(made, "open", facts=facts, at=at)
        opened = await work.save_round(replace(moved, closes_at=closes_at))
        await work.record(round_event(opened, "round_open", actor))
        return opened

    async def _tell(self, work: Work, stage: Stage, opened: Sequence[Round]) -> None:
        """The group, and everybody who answers: one message each for all of it."""
        conference = stage.conference.id
        key = f"homework_opened:{conference}:{opened[0].key}"
        if await work.chats(conference):
            await work.tell(Notice(key=key, conference=conference, kind="homework_opened"))
        for participant in stage.participants:
            if participant.presence is Presence.JOINED and participant.role in ANSWERING:
                await work.tell(
                    Notice(
                        key=f"{key}:{participant.id}",
                        conference=conference,
                        kind="homework_opened",
                        to=participant.id,
                    )
                )


def _require_concept(round_: Round) -> None:
    if round_.state is not RoundState.DRAFT:
        raise Lost("round_is_elsewhere", state=round_.state.value)
