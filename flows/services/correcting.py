"""Corrections: a round reopened, withdrawn or asked again, a phase gone back to or skipped, a conference cancelled.

Nothing that was answered is deleted: a withdrawn round keeps its answers, and a round that is asked again stands
beside the earlier one. What the facilitator saw comes along with every press, so that a stale one changes nothing.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flows.conference.model import Conference, Participant, Round
from flows.conference.phase_machine import PhaseMachine
from flows.conference.round_machine import FINAL_STATES, RoundFacts, move_round, refusal
from flows.errors import Invalid, Lost, Refused
from flows.pack import form
from flows.pack.form import Pack
from flows.ports import Account, Clock, Event, Notice, Store, UpdateRef, Work
from flows.services.asking_arguments import ask_arguments
from flows.services.cutting import cut_links
from flows.services.making import (
    enter_phase,
    items_of,
    make_next_round,
    make_round,
    round_event,
    tell_everybody,
    tell_facilitators,
)
from flows.services.sighted import note_reopening
from flows.services.stage import Stage, load_stage, require_active, require_at_hand, require_facilitator
from flows.words import ConferenceState, Presence, Role, RoundState

REASON_LIMIT: Final = 200
"""Characters of the reason for a correction; at least one."""

_NOT_SHOWN: Final = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED})
"""States of which nobody but the facilitator saw an outcome."""


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """What can be corrected now; what is not here would be refused."""

    reopen: Round | None
    withdraw: tuple[Round, ...]
    again: tuple[form.Round, ...]
    """Rounds of this phase that can be asked again; those of which a concept stands ready are left out."""
    back: tuple[form.Phase, ...]
    """In order."""
    skip: form.Phase | None
    """This phase while something of it is left, else the next one."""
    cancel: bool


def find_corrections(stage: Stage, phases: PhaseMachine) -> Corrections:
    """By the same guards as the steps themselves."""
    running = stage.conference.state is ConferenceState.ACTIVE
    facts = stage.facts()
    back = [
        stage.pack.phase(phase)
        for phase in phases.earlier_phases(stage.conference)
        if running and phases.back_refusal(stage.conference, phase, facts) is None
    ]
    unsettled = [r for r in stage.rounds if r.state not in FINAL_STATES and _is_in_hand(stage, r)]
    again = [t for t in stage.phase.rounds if _again_refusal(stage, t) is None and not _is_draft(stage, t)]
    reopenable = _closed_too_early(stage)
    return Corrections(
        reopen=reopenable if reopenable and running and _reopen_refusal(stage, reopenable) is None else None,
        withdraw=tuple(unsettled) if running else (),
        again=tuple(again) if running else (),
        back=tuple(back),
        skip=_skippable(stage, phases),
        cancel=running,
    )


class Correcting:
    """Every step asks the machines, from the database's state and not from the button."""

    def __init__(self, store: Store, *, clock: Clock, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack
        self.phases = PhaseMachine(pack)

    async def corrections(self, account: Account, conference: str) -> tuple[Stage, Corrections]:
        """What can be corrected now, for the facilitator. Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            await require_facilitator(view, conference, account)
            stage = await load_stage(view, self._pack, conference)
        return stage, find_corrections(stage, self.phases)

    async def reopen(self, account: Account, key: int, *, update: UpdateRef | None = None) -> Round:
        """Open a closed round again: answers stay and can be changed, and closing freezes anew.

        The end time that was announced is over. Raises NotAllowed, Refused, Lost when it is not closed (any more).
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            if not await work.first_time(update):
                return round_
            stage = await load_stage(work, self._pack, round_.conference)
            require_active(stage.conference)
            require_at_hand(stage, round_)
            await note_reopening(work, stage.conference, round_)
            moved = move_round(round_, "reopen", facts=_facts(stage, round_), at=self._clock.now())
            moved = await work.save_round(replace(moved, closes_at=None, paused_until=None))
            await work.record(round_event(moved, "round_reopen", actor))
            await ask_arguments(work, stage, moved)
            await _tell_members(work, stage, "round_reopened", f"{moved.key}:{moved.version}", round=moved.key)
            await work.commit()
            return moved

    async def withdraw(self, account: Account, key: int, *, reason: str, update: UpdateRef | None = None) -> Round:
        """Take a round back with its reason, before it is settled. Its answers stay stored and count nowhere.

        The same round stands ready again, so that the conference can go on; where it was asked before, that
        answer stands instead. Raises NotAllowed, Invalid for the reason, Refused, Lost when it is settled.
        """
        text = read_reason(reason)
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            if not await work.first_time(update):
                return round_
            stage = await load_stage(work, self._pack, round_.conference)
            require_active(stage.conference)
            moved = await self._withdraw(work, stage, round_, actor, text)
            await self._replace(work, stage, moved)
            await cut_links(work, stage)
            await work.commit()
            return moved

    async def ask_again(
        self, account: Account, conference: str, template: str, *, seen: int, update: UpdateRef | None = None
    ) -> Round:
        """A concept that asks a round of this phase again, whole or derived anew; the earlier one stays.

        `seen` is the number of the newest round that the facilitator saw. Raises NotAllowed, Refused, Lost.
        """
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            require_active(stage.conference)
            form_ = next((t for t in stage.phase.rounds if t.id == template), None)
            if form_ is None:
                raise Lost("phase_moved")
            newest = stage.latest.get(template)
            if not await work.first_time(update) and newest is not None:
                return newest
            if (newest.number if newest else 0) != seen:
                raise Lost("asked_again_before")
            reason = _again_refusal(stage, form_)
            if reason is not None:
                raise Refused(reason)
            made = await self._ask_again(work, stage, form_, actor)
            await work.commit()
            return made

    async def go_back(
        self, account: Account, conference: str, phase: str, *, seen_phase: str, update: UpdateRef | None = None
    ) -> Conference:
        """Go back to an earlier phase. Nothing opens by itself, and what was settled stays so.

        Raises NotAllowed, Refused with the reason, Lost when the conference is in another phase meanwhile.
        """
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            if not await work.first_time(update):
                return stage.conference
            if stage.conference.phase != seen_phase:
                raise Lost("phase_moved")
            moved = await work.save_conference(self.phases.back(stage.conference, phase, facts=stage.facts()))
            data = {"phase": phase, "left": seen_phase}
            await work.record(Event(conference=conference, kind="phase_returned", who=actor.ref, data=data))
            await _tell_members(work, stage, "phase_returned", f"{conference}:{moved.version}", phase=phase)
            moved = await make_next_round(work, self._pack, moved)
            await work.commit()
            return moved

    async def skip(
        self,
        account: Account,
        conference: str,
        phase: str,
        *,
        seen_phase: str,
        reason: str,
        update: UpdateRef | None = None,
    ) -> Conference:
        """Decide that the rest of this phase, or all of the next, is not asked; then go on where that can be.

        Rounds of it that nobody saw an outcome of are withdrawn with the same reason. Without an approach the
        conference stays in the phase that chooses one until the facilitator decided. Raises NotAllowed, Invalid
        for the reason, Refused, Lost when the conference is in another phase meanwhile.
        """
        text = read_reason(reason)
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            if not await work.first_time(update):
                return stage.conference
            if stage.conference.phase != seen_phase:
                raise Lost("phase_moved")
            if phase != seen_phase:
                stage = await self._enter_next(work, stage, phase, actor)
            moved = await self._skip(work, stage, actor, text)
            await cut_links(work, stage)
            await work.commit()
            return moved

    async def cancel(
        self, account: Account, conference: str, *, reason: str, update: UpdateRef | None = None
    ) -> Conference:
        """End a conference before its end: read only from now on, everybody is told, exports stay.

        Raises NotAllowed, Invalid for the reason, Refused when it is over already.
        """
        text = read_reason(reason)
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            if not await work.first_time(update):
                return stage.conference
            require_active(stage.conference)
            for round_ in stage.rounds:
                if round_.state in {RoundState.DRAFT, RoundState.OPEN}:
                    await self._withdraw(work, stage, round_, actor, text, told=False)
            ended = replace(stage.conference, state=ConferenceState.CANCELLED, reason=text)
            ended = await work.save_conference(ended)
            data = {"reason": text}
            await work.record(Event(conference=conference, kind="conference_cancelled", who=actor.ref, data=data))
            await tell_everybody(work, stage, "cancelled", f"cancelled:{conference}")
            await tell_facilitators(work, stage, "cancelled", f"cancelled:{conference}")
            await cut_links(work, stage)
            await work.commit()
            return ended

    async def _withdraw(
        self, work: Work, stage: Stage, round_: Round, actor: Participant, reason: str, *, told: bool = True
    ) -> Round:
        """The group hears it of a round that it knew of."""
        moved = move_round(round_, "withdraw", facts=RoundFacts(), at=self._clock.now())
        moved = await work.save_round(replace(moved, reason=reason))
        await work.record(round_event(moved, "round_withdraw", actor, reason=reason))
        await ask_arguments(work, stage, moved)
        if told and round_.state is not RoundState.DRAFT:
            await _tell_members(work, stage, "round_withdrawn", str(moved.key), round=moved.key)
        return moved

    async def _replace(self, work: Work, stage: Stage, withdrawn: Round) -> None:
        """A fresh concept of a withdrawn round of this phase; of a list with the same items.

        Behind a further round the round before it stands, settled, and the phase goes on from there.
        """
        template = next((t for t in stage.phase.rounds if t.id == withdrawn.template), None)
        if template is not None and withdrawn.follows is not None:
            await make_next_round(work, self._pack, stage.conference)
            return
        rounds = tuple(withdrawn if r.key == withdrawn.key else r for r in stage.rounds)
        after = replace(stage, rounds=rounds)
        if template is None or template.id in after.latest or template.id in stage.conference.skipped:
            return
        items = withdrawn.items if template.derived is None else await items_of(work, after, template)
        if not items:
            await make_next_round(work, self._pack, stage.conference)
            return
        made = await make_round(work, after, template, items)
        if made.selection != withdrawn.selection:
            await work.save_round(replace(made, selection=withdrawn.selection))

    async def _ask_again(self, work: Work, stage: Stage, template: form.Round, actor: Participant) -> Round:
        items = await items_of(work, stage, template)
        if not items:
            raise Refused("round_without_items")
        if template.id in stage.conference.skipped:
            left = tuple(name for name in stage.conference.skipped if name != template.id)
            await work.save_conference(replace(stage.conference, skipped=left))
        newest = stage.latest.get(template.id)
        if newest is not None and newest.state is RoundState.DRAFT:
            await work.replace_items(newest.key, items)
            made = replace(newest, items=items)
        else:
            made = await make_round(work, stage, template, items)
        await work.record(round_event(made, "round_asked_again", actor))
        return made

    async def _enter_next(self, work: Work, stage: Stage, phase: str, actor: Participant) -> Stage:
        """The next phase, which is to be skipped."""
        if self.phases.next_phase(stage.conference) != phase:
            raise Lost("phase_moved")
        moved = self.phases.advance(stage.conference, facts=stage.facts())
        if moved.state is not ConferenceState.ACTIVE:
            raise Refused("phase_not_skippable")
        moved = await enter_phase(work, self._pack, stage, moved, actor)
        return await load_stage(work, self._pack, moved.id)

    async def _skip(self, work: Work, stage: Stage, actor: Participant, reason: str) -> Conference:
        left = {template.id for template in stage.remaining}
        asked = {r.template for r in stage.latest.values() if r.follows is not None}
        moved = self.phases.skip(stage.conference, sorted(left - asked), facts=stage.facts())
        for round_ in stage.rounds:
            if round_.template in left and round_.state in _NOT_SHOWN:
                await self._withdraw(work, stage, round_, actor, reason)
        moved = await work.save_conference(moved)
        data = {"phase": moved.phase, "reason": reason}
        await work.record(Event(conference=moved.id, kind="phase_skipped", who=actor.ref, data=data))
        stage = await load_stage(work, self._pack, moved.id)
        if self.phases.refusal(moved, stage.facts()) is not None:
            return moved
        moved = self.phases.advance(moved, facts=stage.facts())
        return await enter_phase(work, self._pack, stage, moved, actor)


def read_reason(text: str) -> str:
    """A reason as it is kept: one line. Raises Invalid when it is empty or too long."""
    reason = " ".join(text.split())
    if not any(unicodedata.category(c)[0] in "LN" for c in reason):
        raise Invalid("reason_empty")
    if len(reason) > REASON_LIMIT:
        raise Invalid("reason_too_long", length=len(reason), limit=REASON_LIMIT)
    return reason


def _facts(stage: Stage, round_: Round) -> RoundFacts:
    """Homework lies open beside everything else."""
    others: Sequence[Round] = [r for r in stage.open_rounds if r.key != round_.key and not r.homework]
    return RoundFacts(items=len(round_.items), other_open=bool(others) and not round_.homework)


def _closed_too_early(stage: Stage) -> Round | None:
    """What could be opened again: the round of the desk, else homework that waits for its phase."""
    current = stage.current
    if current is not None:
        return current if current.state is RoundState.CLOSED else None
    homework = (r for r in stage.rounds if r.homework and r.state is RoundState.CLOSED)
    return next(homework, None)


def _reopen_refusal(stage: Stage, round_: Round) -> str | None:
    return refusal(round_.state, "reopen", _facts(stage, round_))


def _is_in_hand(stage: Stage, round_: Round) -> bool:
    """The round that the desk is about, or homework; a concept only where an earlier round would stand instead."""
    current = stage.current
    if round_.state is RoundState.DRAFT:
        earlier = [r for r in stage.rounds if r.template == round_.template and r.state is RoundState.SETTLED]
        return bool(earlier) and current is not None and current.key == round_.key
    return round_.homework or (current is not None and current.key == round_.key)


def _is_draft(stage: Stage, template: form.Round) -> bool:
    newest = stage.latest.get(template.id)
    return newest is not None and newest.state is RoundState.DRAFT


def _again_refusal(stage: Stage, template: form.Round) -> str | None:
    """What was asked is settled first; what was not asked yet comes by itself, unless it was skipped."""
    newest = stage.latest.get(template.id)
    if newest is None:
        return None if template.id in stage.conference.skipped else "not_asked_yet"
    if newest.state is RoundState.DRAFT and newest.follows is not None:
        return "round_in_hand"
    return None if newest.state in {RoundState.SETTLED, RoundState.DRAFT} else "round_in_hand"


def _skippable(stage: Stage, phases: PhaseMachine) -> form.Phase | None:
    conference, facts = stage.conference, stage.facts()
    if facts.unsettled_rounds:
        return stage.phase if phases.skip_refusal(conference, facts) is None else None
    upcoming = phases.next_phase(conference)
    if upcoming is None or phases.refusal(conference, facts) is not None or not stage.pack.phase(upcoming).rounds:
        return None
    there = replace(stage, conference=replace(conference, phase=upcoming))
    return stage.pack.phase(upcoming) if phases.skip_refusal(there.conference, there.facts()) is None else None


async def _tell_members(work: Work, stage: Stage, kind: str, key: str, **data: str | int) -> None:
    """The group hears it; without a group everybody who joined does."""
    conference, key = stage.conference.id, f"{kind}:{key}"
    if await work.chats(conference):
        await work.tell(Notice(key=key, conference=conference, kind=kind, data=data))
        return
    for participant in stage.participants:
        if participant.presence is Presence.JOINED and participant.role is not Role.FACILITATOR:
            await work.tell(
                Notice(key=f"{key}:{participant.id}", conference=conference, kind=kind, to=participant.id, data=data)
            )
