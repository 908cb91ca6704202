"""What a facilitator does: rounds are made, opened, closed, published and set; the conference moves on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flows.conference.model import Conference, Participant, Round, RoundItem
from flows.conference.phase_machine import PhaseMachine
from flows.conference.round_machine import RoundFacts, move_round
from flows.errors import Invalid, Lost, Refused
from flows.outcomes import ConsentOutcome
from flows.pack import form
from flows.pack.asking import static_items
from flows.pack.form import Pack
from flows.ports import Account, Clock, Event, Notice, Store, UpdateRef, Work
from flows.recommendation.derive import derive_items
from flows.services.concluding import gather_evidence
from flows.services.stage import Stage, load_stage, require_facilitator
from flows.words import Approach, ConferenceState, Decision, Party, Presence, Role, RoundState

REASON_LIMIT: Final = 500

_CARRIED: Final = {Decision.ADOPTED, Decision.ADOPTED_CONDITIONS, Decision.CARRIED_MINORITY}

_TOLD: Final = {"open": "round_opened", "close": "round_closed", "publish": "round_published"}
"""What the group hears of a step of a round."""


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

    async def select(self, account: Account, key: int, selection: str, *, update: UpdateRef | None = None) -> Round:
        """Ask the core of a list or all of it; only before the round opens. Raises NotAllowed, Refused, Lost."""
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            if not await work.first_time(update):
                return round_
            template = self._pack.round(round_.template)
            if round_.state is not RoundState.DRAFT:
                raise Lost("round_is_elsewhere", state=round_.state.value)
            if template.items is None or selection not in {"core", "all"}:
                raise Refused("no_selection")
            items = static_items(self._pack, template, selection="all" if selection == "all" else "core")
            await work.replace_items(key, items)
            round_ = await work.save_round(replace(round_, selection=selection))
            await work.record(_event(round_, "round_selected", actor, selection=selection))
            await work.commit()
            return replace(round_, items=items)

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
            moved = await work.save_conference(moved)
            await work.record(
                Event(conference=conference, kind="phase_entered", who=actor.ref, data={"phase": moved.phase})
            )
            if moved.state is ConferenceState.FINISHED:
                await self._tell_all(work, stage, "finished", f"finished:{conference}")
            moved = await self._make_next_round(work, moved)
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
            facts = await self._facts(work, stage, round_)
            if trigger == "close":
                await work.freeze_electorate(key)
            moved = await work.save_round(move_round(round_, trigger, facts=facts, at=self._clock.now()))
            await work.record(_event(moved, f"round_{trigger}", actor))
            if trigger in _TOLD:
                await self._announce(work, stage, moved, trigger)
            if trigger == "settle":
                conference = await self._adopt_approach(work, stage, moved, actor)
                await self._make_next_round(work, conference)
            await work.commit()
            return moved

    async def _facts(self, work: Work, stage: Stage, round_: Round) -> RoundFacts:
        other = stage.open_round
        return RoundFacts(
            electors=(await work.electorate(round_.key)).size,
            items=len(round_.items),
            other_open=other is not None and other.key != round_.key,
        )

    async def _announce(self, work: Work, stage: Stage, round_: Round, trigger: str) -> None:
        """The group hears it; without a group everybody does; woordvoerders hear of their own rounds in private."""
        kind = _TOLD[trigger]
        key = f"{kind}:{round_.key}:{round_.version}"
        grouped = bool(await work.chats(round_.conference))
        if grouped:
            await work.tell(Notice(key=key, conference=round_.conference, kind=kind, data={"round": round_.key}))
        for participant in stage.participants:
            speaks = round_.party is Party.SPOKESPERSONS and participant.spokesperson and trigger == "open"
            listens = not grouped and trigger != "close" and participant.role is not Role.FACILITATOR
            if participant.presence is Presence.JOINED and (speaks or listens):
                await work.tell(
                    Notice(
                        key=f"{key}:{participant.id}",
                        conference=round_.conference,
                        kind=kind,
                        to=participant.id,
                        data={"round": round_.key},
                    )
                )

    async def _tell_all(self, work: Work, stage: Stage, kind: str, key: str) -> None:
        conference = stage.conference.id
        if await work.chats(conference):
            await work.tell(Notice(key=key, conference=conference, kind=kind))
        for participant in stage.participants:
            if participant.presence is Presence.JOINED and participant.role is not Role.FACILITATOR:
                await work.tell(
                    Notice(key=f"{key}:{participant.id}", conference=conference, kind=kind, to=participant.id)
                )

    async def _adopt_approach(self, work: Work, stage: Stage, round_: Round, actor: Participant) -> Conference:
        """Where the woordvoerders carry the indicated approach, it is the conference's."""
        template = self._pack.round(round_.template)
        if template.derived != "indicated_approach":
            return stage.conference
        item = round_.items[0]
        evidence = await gather_evidence(work, self._pack, stage.conference)
        outcome = evidence.derived("indicated_approach").full(item.id, ConsentOutcome)
        if outcome is None or outcome.decision not in _CARRIED:
            return stage.conference
        approach = Approach(item.id)
        await work.record(_event(round_, "approach_decided", actor, approach=approach.value))
        return await work.save_conference(replace(stage.conference, approach=approach))

    async def _make_next_round(self, work: Work, conference: Conference) -> Conference:
        """Make the next round of the phase as a concept. One that would ask nothing is passed over, on record."""
        stage = await load_stage(work, self._pack, conference.id)
        stage = replace(stage, conference=conference)
        for template in stage.remaining:
            if template.id in stage.latest:
                return conference
            items = await self._items(work, stage, template)
            if items:
                round_ = await work.add_round(_draft(conference, self._pack, template, items))
                await work.record(_event(round_, "round_made", None))
                return conference
            conference = await work.save_conference(replace(conference, skipped=(*conference.skipped, template.id)))
            await work.record(Event(conference=conference.id, kind="round_passed_over", data={"round": template.id}))
        return conference

    async def _items(self, work: Work, stage: Stage, template: form.Round) -> tuple[RoundItem, ...]:
        if template.derived is None:
            return static_items(self._pack, template, selection="core")
        return derive_items(template.derived, await gather_evidence(work, self._pack, stage.conference))


def _draft(conference: Conference, pack: Pack, template: form.Round, items: tuple[RoundItem, ...]) -> Round:
    phase = next(phase for phase in pack.phases if template in phase.rounds)
    return Round(
        key=0,
        id=f"{template.id}-1",
        conference=conference.id,
        template=template.id,
        phase=phase.id,
        number=1,
        kind=template.kind,
        sort=template.sort,
        party=template.party,
        mode="individueel",
        state=RoundState.DRAFT,
        title=template.title,
        selection="core" if template.items else "derived",
        unacceptable=template.unacceptable,
        budget=template.budget,
        ordered=template.ordered,
        items=items,
    )


def _event(round_: Round, kind: str, actor: Participant | None, **data: str | int) -> Event:
    full: Mapping[str, str | int] = {"round": round_.id, **data}
    return Event(conference=round_.conference, kind=kind, who=actor.ref if actor else "", data=full)
