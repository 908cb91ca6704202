"""What a facilitator does: rounds are made, opened, closed, published and set; the conference moves on."""

from dataclasses import replace
from typing import Final

from flows.conference.model import Conference, Participant, Round
from flows.conference.phase_machine import PhaseMachine
from flows.errors import Invalid, Lost, Refused
from flows.outcomes import ConsentOutcome
from flows.pack.form import Pack
from flows.ports import Account, Clock, Event, Store, UpdateRef, Work
from flows.services.concluding import gather_evidence
from flows.services.cutting import cut_links
from flows.services.knowing import show_facts
from flows.services.making import enter_phase, make_next_round, round_event
from flows.services.stage import Stage, load_stage, require_active, require_at_hand, require_facilitator
from flows.services.stepping import take_step
from flows.words import Approach, Decision

REASON_LIMIT: Final = 500

_CARRIED: Final = {Decision.ADOPTED, Decision.ADOPTED_CONDITIONS, Decision.CARRIED_MINORITY}


class Facilitation:
    """Every step asks the machine, from the database's state and not from the button."""

    def __init__(self, store: Store, *, clock: Clock, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack
        self.phases = PhaseMachine(pack)

    async def stage(self, account: Account, conference: str) -> Stage:
        """Where the conference stands, for its facilitator. Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            await require_facilitator(view, conference, account)
            return await load_stage(view, self._pack, conference)

    async def open_round(self, account: Account, key: int, *, update: UpdateRef | None = None) -> Round:
        """Raises NotAllowed, Lost when it was opened already, Refused with the reason."""
        return await self._step(account, key, "open", update)

    async def close_round(self, account: Account, key: int, *, update: UpdateRef | None = None) -> Round:
        """Closing freezes the electorate: who counts is written down. Raises NotAllowed, Lost."""
        return await self._step(account, key, "close", update)

    async def publish_round(self, account: Account, key: int, *, update: UpdateRef | None = None) -> Round:
        """Show the result in the group. Raises NotAllowed, Lost."""
        return await self._step(account, key, "publish", update)

    async def settle_round(self, account: Account, key: int, *, update: UpdateRef | None = None) -> Round:
        """Set the outcome and make the next round of the phase. Raises NotAllowed, Lost."""
        return await self._step(account, key, "settle", update)

    async def advance(
        self, account: Account, conference: str, *, seen_phase: str, update: UpdateRef | None = None
    ) -> Conference:
        """Go to the next phase. `seen_phase` is what the facilitator saw: somebody else may have been first.

        Raises NotAllowed, Lost, Refused with what is missing.
        """
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            if not await work.first_time(update):
                return stage.conference
            if stage.conference.phase != seen_phase:
                raise Lost("phase_moved")
            moved = self.phases.advance(stage.conference, facts=stage.facts())
            moved = await enter_phase(work, self._pack, stage, moved, actor)
            await cut_links(work, stage)
            await work.commit()
            return moved

    async def decide_approach(
        self,
        account: Account,
        conference: str,
        approach: Approach,
        *,
        reason: str,
        update: UpdateRef | None = None,
    ) -> Conference:
        """The facilitator's decision where the indicated approach was not carried; the reason is kept.

        Raises NotAllowed, Invalid for the reason, Refused before the standpunten were asked, Lost when it is decided.
        """
        text = " ".join(reason.split())
        if not 1 <= len(text) <= REASON_LIMIT:
            raise Invalid("text_too_long" if text else "text_empty", length=len(text), limit=REASON_LIMIT)
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            require_active(stage.conference)
            if stage.conference.approach is not None:
                raise Lost("approach_decided")
            facts = stage.facts()
            if not facts.decides_approach or facts.unsettled_rounds:
                raise Refused("approach_not_yet")
            if not await work.first_time(update):
                return stage.conference
            decided = await work.save_conference(replace(stage.conference, approach=approach, approach_reason=text))
            await work.record(
                Event(
                    conference=conference, kind="approach_decided", who=actor.ref, data={"approach": approach.value}
                )
            )
            await work.commit()
            return decided

    async def _step(self, account: Account, key: int, trigger: str, update: UpdateRef | None) -> Round:
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            if not await work.first_time(update):
                return round_
            stage = await load_stage(work, self._pack, round_.conference)
            require_active(stage.conference)
            if trigger == "open":
                require_at_hand(stage, round_)
                round_ = await show_facts(work, stage, round_)
            moved = await take_step(work, stage, round_, trigger, actor, at=self._clock.now())
            if trigger == "settle":
                conference = await self._adopt_approach(work, stage, moved, actor)
                await make_next_round(work, self._pack, conference)
            await cut_links(work, stage)
            await work.commit()
            return moved

    async def _adopt_approach(self, work: Work, stage: Stage, round_: Round, actor: Participant) -> Conference:
        """Where the woordvoerders carry the indicated approach, it is the conference's."""
        template = self._pack.round(round_.template)
        if template.derived != "indicated_approach":
            return stage.conference
        item = round_.items[0]
        evidence = await gather_evidence(work, self._pack, stage.conference)
        outcome = evidence.derived("indicated_approach").full(item.id, ConsentOutcome)
        if outcome is None or outcome.decision not in _CARRIED:
            return await self._leave_approach(work, stage, round_, actor)
        approach = Approach(item.id)
        await work.record(round_event(round_, "approach_decided", actor, approach=approach.value))
        return await work.save_conference(replace(stage.conference, approach=approach, approach_reason=""))

    async def _leave_approach(self, work: Work, stage: Stage, round_: Round, actor: Participant) -> Conference:
        """Not carried: an approach of before is not the conference's any more, and the facilitator decides anew."""
        if stage.conference.approach is None:
            return stage.conference
        await work.record(round_event(round_, "approach_left", actor))
        return await work.save_conference(replace(stage.conference, approach=None, approach_reason=""))
