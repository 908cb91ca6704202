"""The facilitators' desks: where each stands, and what it shows now."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from telegram.error import BadRequest, Forbidden

from bot.cards import desk
from bot.cards.card import Card
from bot.cards.desk_view import DeskView, FurtherAdvice
from bot.platform.calls import Call
from bot.screens.messages import Messages
from bot.screens.results import Results
from flows.conference.chains import MOST_LAPS, can_be_followed, chain_of
from flows.conference.day import advice_of_day, plan_of_day
from flows.conference.model import Round
from flows.conference.phase_machine import PhaseMachine
from flows.outcomes import RoundOutcome
from flows.pack.asking import estimate_minutes
from flows.pack.form import Pack
from flows.ports import Account, CardRef, Clock, Store, View
from flows.recommendation.approach import describe_advice, indicate_approach
from flows.recommendation.further import advise_further, propose_further, propose_points
from flows.services.amending import amendable_items
from flows.services.answerers import current_item
from flows.services.concluding import COUNTED, gather_evidence
from flows.services.correcting import find_corrections
from flows.services.moderating import Moderation, load_moderation
from flows.services.proposing import load_proposals
from flows.services.stage import Stage, load_stage, require_facilitator
from flows.services.timing import may_remind
from flows.services.together import is_together
from flows.words import Role, RoundState

DESK_DEBOUNCE: Final = 10.0
"""Seconds between two refreshes of a desk by answers that come in."""


class Desks:
    """Cards in the facilitators' own chats."""

    def __init__(
        self, store: Store, *, pack: Pack, clock: Clock, phases: PhaseMachine, messages: Messages, results: Results
    ) -> None:
        self._store = store
        self._pack = pack
        self._clock = clock
        self._phases = phases
        self._messages = messages
        self._results = results
        self._due: set[str] = set()

    async def open(
        self, account: Account, chat: int, conference: str, *, unreachable: Callable[[], None] | None = None
    ) -> None:
        """Put the desk in a new message; `unreachable` is called when that chat cannot be written to.

        Raises NotAllowed, NotFound.
        """
        card = await self.card(account, conference)

        async def send() -> None:
            try:
                message = await self._messages.say(chat, card)
            except (Forbidden, BadRequest):
                if unreachable is None:
                    raise
                unreachable()
            else:
                await self._place(account, conference, CardRef(chat=str(chat), message=message))

        self._messages.background("a desk", send)

    async def take(self, account: Account, chat: int, message: int, conference: str) -> None:
        """The desk stands in this message from now on; all desks are shown as they are now."""
        await self._place(account, conference, CardRef(chat=str(chat), message=message))
        await self.refresh(conference)

    async def leave(self, account: Account, conference: str, message: int) -> None:
        """Something else is shown in this message: a desk that stood there is not refreshed until asked for again."""
        async with self._store.writing() as work:
            ref = await work.card(_desk_name(conference, account))
            if ref is not None and ref.message == message:
                await work.set_card(_desk_name(conference, account), None)
                await work.commit()

    async def refresh(self, conference: str) -> None:
        """Show every facilitator's desk as it is now."""
        async with self._store.reading() as view:
            accounts = await view.accounts(conference)
            people = [p for p in await view.participants(conference) if p.role is Role.FACILITATOR]
            refs = {
                accounts[p.id]: await view.card(_desk_name(conference, accounts[p.id]))
                for p in people
                if p.id in accounts
            }
        for account, ref in refs.items():
            if ref is not None:
                self._show(account, int(ref.chat), ref.message, conference)

    def refresh_soon(self, conference: str) -> None:
        """The same, at most once in a debounce."""
        if conference in self._due:
            return
        self._due.add(conference)
        self._messages.background("refresh of the desk", lambda: self._refresh_later(conference))

    async def _refresh_later(self, conference: str) -> None:
        await self._clock.sleep(DESK_DEBOUNCE)
        self._due.discard(conference)
        await self.refresh(conference)

    async def _place(self, account: Account, conference: str, ref: CardRef | None) -> None:
        async with self._store.writing() as work:
            await work.set_card(_desk_name(conference, account), ref)
            await work.commit()

    def _show(self, account: Account, chat: int, message: int, conference: str) -> None:
        async def render() -> Call | None:
            async with self._store.reading() as view:
                ref = await view.card(_desk_name(conference, account))
            if ref is None or ref.message != message:
                return None
            card = await self.card(account, conference)
            return self._messages.changed(chat, message, card)

        self._messages.show(f"desk:{message}", chat, render)

    async def card(self, account: Account, conference: str, *, more: bool = False) -> Card:
        """The desk, or with `more` what stands behind 'Meer'. Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            await require_facilitator(view, conference, account)
            stage = await load_stage(view, self._pack, conference)
            shown = await self._view_of(view, stage)
        return desk.more_card(shown) if more else desk.desk_card(shown)

    async def _view_of(self, view: View, stage: Stage) -> DeskView:
        shown = await self._standing(view, stage)
        current = stage.current
        if current is not None and current.state is RoundState.DRAFT:
            before = next((r for r in stage.rounds if r.key == current.follows), None)
            lines = None if before is None else await _moderation(view, before)
            return replace(shown, minutes=self._minutes(stage, current), moderation=lines)
        if current is not None and current.state is RoundState.OPEN:
            return await self._progress(view, shown, current)
        subject = current if current is not None else stage.last_settled
        return await self._outcome(view, shown, subject) if subject is not None else shown

    async def _standing(self, view: View, stage: Stage) -> DeskView:
        """What the desk shows wherever the conference stands."""
        conference, now = stage.conference, self._clock.now()
        upcoming = self._phases.next_phase(conference)
        phase = stage.pack.phase(upcoming) if upcoming else None
        plan = plan_of_day(stage.pack, conference, stage.rounds, now=now)
        return DeskView(
            stage=stage,
            blocked=self._phases.refusal(conference, stage.facts()),
            next_title=phase.title if phase else None,
            next_minutes=phase.minutes if phase else 0,
            next_rounds=bool(phase and phase.rounds),
            grouped=bool(await view.chats(conference.id)),
            group_link=self._messages.group_link(conference.id),
            now=now,
            day=advice_of_day(plan) if conference.ends_at is not None else None,
            requests=len(await view.admissions(conference.id)),
            unreachable=await view.unreachable(conference.id),
            proposals=await load_proposals(view, stage),
            counted=any(r.state in COUNTED for r in stage.rounds),
            corrections=find_corrections(stage, self._phases),
        )

    async def _progress(self, view: View, shown: DeskView, round_: Round) -> DeskView:
        at = current_item(round_) if is_together(round_) else None
        progress = await view.item_progress(round_.key, at.id) if at else await view.progress(round_.key)
        can_remind = await may_remind(view, shown.stage, round_, now=self._clock.now())
        return replace(shown, progress=progress, can_remind=can_remind)

    async def _outcome(self, view: View, shown: DeskView, subject: Round) -> DeskView:
        result = await self._results.view_of(view, subject, linked=False)
        points = await view.talking_points(subject.key)
        titles = {item.id: item.title for item in subject.items}
        found = [p.item for p in points] or propose_points(subject, result.outcome, self._pack.thresholds)
        shown = replace(
            shown,
            result=result,
            points=points,
            talk=tuple(titles[item] for item in found),
            moderation=await _moderation(view, subject),
            further=self._further(shown.stage, subject, result.outcome, [p.item for p in points]),
            is_last_lap=subject.follows is not None and len(chain_of(subject, shown.stage.rounds)) >= MOST_LAPS,
            since=result.since,
            amendable=bool(amendable_items(subject, result.outcome, shown.stage)),
        )
        if shown.blocked == "approach_not_decided":
            evidence = await gather_evidence(view, shown.stage.pack, shown.stage.conference)
            shown = replace(shown, approach_advice=describe_advice(indicate_approach(evidence), self._pack))
        return shown

    def _further(
        self, stage: Stage, subject: Round, outcome: RoundOutcome, chosen: Sequence[str]
    ) -> FurtherAdvice | None:
        """What a next round would ask; None where none can follow."""
        if subject.state not in {RoundState.PUBLISHED, RoundState.TALK} or not can_be_followed(subject, stage.rounds):
            return None
        limits = self._pack.thresholds
        items = tuple(chosen) or propose_further(outcome, thresholds=limits)
        return FurtherAdvice(items=items, advised=advise_further(outcome, thresholds=limits))

    def _minutes(self, stage: Stage, round_: Round) -> int:
        """Expected for what a concept asks."""
        units = len(round_.items[0].options) if round_.budget and round_.items else len(round_.items)
        return estimate_minutes(stage.pack.round(round_.template), items=units)


async def _moderation(view: View, round_: Round) -> Moderation | None:
    """The lines with a round as long as they can be judged."""
    found = await load_moderation(view, round_)
    return found if found.open else None


def _desk_name(conference: str, account: Account) -> str:
    return f"desk:{conference}:{account.channel}:{account.external}"
