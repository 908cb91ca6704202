"""What is kept of somebody, shown to himself alone; and forgetting him.

Forgetting takes the name, the office, the account and the texts. Answers that were counted stay counted without a
name, and what a municipality said as its standpunt stays the municipality's. It cannot be undone: nobody comes in on
that place again, and whoever takes part once more is somebody new.

It is refused to the only facilitator of a conference that runs, for nobody could close its rounds; and as long as a
round is open in which he answered, or for which he speaks: there his answer is neither counted nor gone. A round that
was closed before and is reopened later asks who takes part then, and he does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from flows.conference.model import Ballot, Conference, Participant, Round, RoundItem, Value
from flows.errors import Lost, NotAllowed, Refused
from flows.kinds import KINDS
from flows.pack.form import Pack
from flows.ports import Account, Event, Store, UpdateRef, View, Work
from flows.services.concluding import COUNTED
from flows.services.making import tell_facilitators
from flows.services.stage import Stage, load_stage
from flows.services.taking import reachable_leaders
from flows.words import (
    ArgumentState,
    ConferenceState,
    Deciding,
    Kind,
    Party,
    Presence,
    ProposalState,
    Role,
    RoundState,
    Secrecy,
)

ERASED: Final = "…"
"""Stands where a text was: a 'mits' or 'bezwaar' keeps counting as one that had its text."""

_CAME_IN: Final = frozenset({"joined", "admitted", "conference_made", "taken_over"})
"""Events with which somebody comes in."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What one conference keeps of somebody. `answered` are rounds with the number of his answers there; `proposed`
    the motives that he proposed, as long as they are linked to him."""

    stage: Stage
    participant: Participant
    account: Account
    joined_at: datetime | None
    answered: tuple[tuple[Round, int], ...]
    proposed: tuple[str, ...] = ()

    @property
    def town(self) -> str:
        towns = self.stage.conference.municipalities
        return next((town.name for town in towns if town.id == self.participant.municipality), "")

    @property
    def leaders(self) -> tuple[str, ...]:
        """Whom to ask."""
        return tuple(p.name for p in _leaders(self.stage))


@dataclass(frozen=True, kw_only=True)
class OwnAnswers:
    """Somebody's own answers in a round, and the lines that he wrote with its items."""

    round: Round
    ballots: Mapping[str, Ballot]
    lines: Mapping[str, str] = field(default_factory=dict)

    @property
    def items(self) -> tuple[RoundItem, ...]:
        """Those that he answered or wrote with, in the order of asking."""
        return tuple(item for item in self.round.items if item.id in self.ballots or item.id in self.lines)


@dataclass(frozen=True, kw_only=True)
class Parting:
    """What forgetting would mean; `refusal` is the reason why it cannot be now, or None."""

    stage: Stage
    participant: Participant
    refusal: Refused | None


class Forgetting:
    """Everything that somebody asks about himself."""

    def __init__(self, store: Store, *, pack: Pack) -> None:
        self._store = store
        self._pack = pack

    async def kept(self, account: Account) -> tuple[Kept, ...]:
        """Of every conference in which this account takes part, newest first."""
        async with self._store.reading() as view:
            return tuple([await self._kept(view, account, me) for me in await view.participations(account)])

    async def own_answers(self, account: Account, key: int) -> OwnAnswers:
        """To himself alone, in any state of the round. Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            me = await _require(view, account, round_.conference)
            lines = {a.item: a.text for a in await view.arguments(key) if a.participant == me.id}
            return OwnAnswers(round=round_, ballots=await view.own_ballots(key, me.id), lines=lines)

    async def parting(self, account: Account, conference: str) -> Parting:
        """Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            me = await _require(view, account, conference)
            stage = await load_stage(view, self._pack, conference)
            return Parting(stage=stage, participant=me, refusal=await _refusal(view, stage, me))

    async def forget(
        self, account: Account, conference: str, *, nameless: str, update: UpdateRef | None = None
    ) -> None:
        """Forget who answers from this account; the same press once more does nothing.

        `nameless` is the name that stays, with his place on the list for `{number}`.

        Raises Lost when nothing is kept of him (any more), Refused when it cannot be now.
        """
        async with self._store.writing() as work:
            if not await work.first_time(update):
                return
            me = await _find(work, account, conference)
            if me is None:
                raise Lost("nothing_kept")
            stage = await load_stage(work, self._pack, conference)
            refusal = await _refusal(work, stage, me)
            if refusal is not None:
                raise refusal
            await _erase_texts(work, stage, me)
            await _leave_lines(work, stage, me)
            await _leave_proposals(work, me)
            number = 1 + [p.id for p in stage.participants].index(me.id)
            await work.forget(me.id)
            await work.save_participant(_nameless(me, nameless.format(number=number)))
            await work.record(Event(conference=conference, kind="forgotten", who=me.ref))
            await _tell(work, stage, me)
            await work.commit()

    async def _kept(self, view: View, account: Account, me: Participant) -> Kept:
        stage = await load_stage(view, self._pack, me.conference)
        counts = [(r, await _count_own(view, r, me)) for r in stage.rounds if r.opened_at is not None]
        history = await view.history(me.conference)
        came = [
            at for _, at, event in history if me.ref in {event.who, event.data.get("ref")} and event.kind in _CAME_IN
        ]
        return Kept(
            stage=stage,
            participant=me,
            account=account,
            joined_at=came[0] if came else None,
            answered=tuple((r, count) for r, count in counts if count),
            proposed=tuple(own.title for own in await view.own_proposals(me.conference) if own.participant == me.id),
        )


async def _count_own(view: View, round_: Round, me: Participant) -> int:
    """Items that he answered or wrote a line with."""
    lines = {a.item for a in await view.arguments(round_.key) if a.participant == me.id}
    return len(lines | (await view.own_ballots(round_.key, me.id)).keys())


async def _find(view: View, account: Account, conference: str) -> Participant | None:
    mine = await view.participations(account)
    return next((me for me in mine if me.conference == conference), None)


async def _require(view: View, account: Account, conference: str) -> Participant:
    """Raises NotAllowed."""
    me = await _find(view, account, conference)
    if me is None:
        raise NotAllowed("not_on_the_list")
    return me


def _nameless(me: Participant, name: str) -> Participant:
    """Nobody comes in on this place again: it is as if somebody else had come, and as if a facilitator had left."""
    left = Presence.ABSENT if me.role is Role.FACILITATOR else Presence.REPLACED
    return replace(me, name=name, function="", presence=left, spokesperson=False, substitute=False)


async def _refusal(view: View, stage: Stage, me: Participant) -> Refused | None:
    if stage.conference.state is not ConferenceState.ACTIVE:
        return None
    if me.role is Role.FACILITATOR:
        others = [p for p in reachable_leaders(stage, await view.unreachable(stage.conference.id)) if p.id != me.id]
        return None if others else Refused("forget_only_leader")
    for round_ in stage.open_rounds:
        speaks = round_.party is Party.SPOKESPERSONS and (me.spokesperson or me.substitute)
        if speaks or await view.own_ballots(round_.key, me.id):
            return Refused("forget_round_open", title=round_.title)
    return None


def _leaders(stage: Stage) -> list[Participant]:
    """Who leads it now."""
    return [p for p in stage.participants if p.role is Role.FACILITATOR and p.presence is Presence.JOINED]


async def _erase_texts(work: Work, stage: Stage, me: Participant) -> None:
    """What he wrote and nobody else was shown. A list of texts becomes a list of one that says nothing.

    The round's version goes on, so that a summary that was kept is old.
    """
    for round_ in stage.rounds:
        items, erased = {item.id: item for item in round_.items}, 0
        for name, ballot in (await work.own_ballots(round_.key, me.id)).items():
            if name in items and _stays(stage, round_, items[name]):
                continue
            value: Value | None = (ERASED,) if round_.kind is Kind.OPEN and ballot.value else None
            text = ERASED if ballot.text and round_.kind is Kind.CONSENT else ""
            if value is not None or ballot.text:
                encoded = None if value is None else KINDS[round_.kind].encode(value)
                await work.erase_text(round_.key, name, me.id, text=text, value=encoded)
                erased += 1
        if erased:
            await work.save_round(round_)


async def _leave_lines(work: Work, stage: Stage, me: Participant) -> None:
    """His lines why: what was admitted stays without him, what nobody but the facilitator may have read goes."""
    for round_ in stage.rounds:
        for line in await work.arguments(round_.key):
            if line.participant != me.id:
                continue
            if line.state is ArgumentState.ADMITTED:
                await work.put_argument(replace(line, participant=None))
            else:
                await work.drop_argument(line.id)


async def _leave_proposals(work: Work, me: Participant) -> None:
    """His own motives: what came on the list stays without him, in its own words or in others; the rest goes."""
    for proposal in await work.own_proposals(me.conference):
        if proposal.participant != me.id:
            continue
        if proposal.state in {ProposalState.ADMITTED, ProposalState.MERGED}:
            await work.put_own_proposal(replace(proposal, participant=None))
        else:
            await work.drop_own_proposal(proposal.id)


def _stays(stage: Stage, round_: Round, item: RoundItem) -> bool:
    """A municipality's standpunt is the municipality's; what was published without a name is in the document."""
    if round_.decides and stage.conference.deciding is Deciding.SPOKESPERSON:
        return round_.state is not RoundState.WITHDRAWN
    if round_.state not in COUNTED:
        return False
    if round_.decides:
        return True
    if stage.conference.secrecy is Secrecy.SECRET or item.sensitive:
        return False
    return round_.kind is Kind.CONSENT or (round_.kind is Kind.OPEN and item.shared)


async def _tell(work: Work, stage: Stage, me: Participant) -> None:
    """The other facilitators hear from which municipality somebody left, and whether it needs a woordvoerder."""
    others = replace(stage, participants=tuple(p for p in stage.participants if p.id != me.id))
    speaks = int(_needs_speaker(stage.conference, me))
    data: dict[str, str | int] = {"municipality": me.municipality or "", "speaks": speaks}
    await tell_facilitators(work, others, "forgotten", f"forgotten:{me.id}", **data)


def _needs_speaker(conference: Conference, me: Participant) -> bool:
    is_spoken = conference.deciding is Deciding.SPOKESPERSON
    return is_spoken and me.spokesperson and conference.state is ConferenceState.ACTIVE
