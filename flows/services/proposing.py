"""Own motives: any voter can propose one while the motives are asked, at most two each; nobody sees them then.

After closing the facilitator admits them, merges them with a motive that says the same, or refuses them, without
seeing whose they are. What is admitted joins the list of this conference: it is asked in a further round, and points
can be given to it. All of it can be undone until the points are divided.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Final

from flows.conference.model import Conference, OwnMotive, OwnProposal, Participant, Round, RoundItem
from flows.errors import Invalid, Lost, NotFound, Refused
from flows.pack import form
from flows.pack.asking import ALL, static_items
from flows.pack.form import Pack
from flows.pack.items import Motive, MotiveList
from flows.pack.tailor import AddedMotive, tailor
from flows.ports import Account, Dialog, Event, Notice, Store, UpdateRef, View, Work
from flows.recommendation.derive import derive_items
from flows.recommendation.evidence import items_of, templates_asking, templates_deriving
from flows.services.answerers import answerer_of
from flows.services.concluding import gather_evidence
from flows.services.naming import clean_name
from flows.services.stage import Stage, load_stage, require_active, require_facilitator
from flows.words import Party, ProposalState, Role, RoundState

PROPOSAL: Final = "eigen_motief"
"""The dialog in which a motive is awaited."""

SHORTEST: Final = 2
LENGTH: Final = 60
"""Characters of an own motive; at least two."""
MOST: Final = 2
"""Own motives of one person."""

DECIDED: Final = "motive_decided"
"""The notice to who proposed it."""

_UNTOUCHED: Final = frozenset({RoundState.DRAFT, RoundState.WITHDRAWN})
_LISTED: Final = frozenset({ProposalState.ADMITTED, ProposalState.MERGED})
"""The list says it, in these words or in others."""


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """What was proposed, for the facilitator; `final` when nothing can be decided any more."""

    stage: Stage
    proposals: tuple[OwnProposal, ...]
    known: tuple[Motive, ...]
    """The motives that a proposal can be the same as."""
    final: bool

    @property
    def waiting(self) -> int:
        return sum(1 for proposal in self.proposals if proposal.state is ProposalState.WAITING)

    def title_of(self, motive: str | None) -> str:
        """The title of a motive of the list; empty for one that is not there."""
        return next((known.title for known in self.known if known.id == motive), "")


def can_propose(pack: Pack, round_: Round, participant: Participant) -> bool:
    """Any voter, while a round is open that asks a list which takes proposals."""
    asked = round_.state is RoundState.OPEN and round_.party is Party.VOTERS and participant.role is Role.VOTER
    return asked and _takes(pack, pack.round(round_.template))


def motive_id(proposal: OwnProposal) -> str:
    """The id of the motive that an admitted proposal becomes: from its words, so that it tells no order, and the same
    conference comes out the same."""
    return f"motief_{hashlib.sha256(proposal.title.casefold().encode()).hexdigest()[:12]}"


def own_items_for(stage: Stage, template: form.Round) -> tuple[RoundItem, ...]:
    """The admitted motives that no round of this template has asked: new items for a further round."""
    if not _takes(stage.pack, template):
        return ()
    asked = {
        item.id
        for round_ in stage.rounds
        if round_.template == template.id and round_.state not in _UNTOUCHED
        for item in round_.items
    }
    own = items_of(stage.pack, AddedMotive)
    items = static_items(stage.pack, template, selection=ALL)
    return tuple(item for item in items if item.id in own and item.id not in asked)


class Proposing:
    """What members propose, and facilitators decide."""

    def __init__(self, store: Store, *, pack: Pack) -> None:
        self._store = store
        self._pack = pack

    async def ask(self, account: Account, key: int) -> Round:
        """Wait for the motive. Raises NotAllowed, NotFound, Lost when the round is not open, Refused."""
        async with self._store.writing() as work:
            round_ = await work.round(key)
            me = await answerer_of(work, round_, account)
            await self._require_room(work, round_, me)
            await work.set_dialog(account, Dialog(kind=PROPOSAL, data={"round": key}))
            await work.commit()
            return round_

    async def leave(self, account: Account) -> None:
        """'Toch niet': nothing is waited for."""
        async with self._store.writing() as work:
            dialog = await work.dialog(account)
            if dialog is not None and dialog.kind == PROPOSAL:
                await work.set_dialog(account, None)
                await work.commit()

    async def give(self, account: Account, text: str, *, update: UpdateRef | None = None) -> tuple[Round, str]:
        """The motive as it is kept until after closing, and the round.

        Nothing of it is in the audit log: when somebody proposed would tell who it was.

        Raises Invalid (empty, too long, on the list already), Lost when it is not asked (any more) or the round
        closed, Refused, NotAllowed.
        """
        title = _read_title(text)
        async with self._store.writing() as work:
            if not await work.first_time(update):
                raise Lost("text_stored_before")
            dialog = await work.dialog(account)
            if dialog is None or dialog.kind != PROPOSAL:
                raise Lost("text_not_asked")
            round_ = await work.round(int(dialog.data["round"]))
            me = await answerer_of(work, round_, account)
            if round_.state is not RoundState.OPEN:
                await work.set_dialog(account, None)
                await work.commit()
                raise Lost("round_closed_motive")
            mine = await self._require_room(work, round_, me)
            await self._require_new(work, round_, title, mine)
            await work.put_own_proposal(
                OwnProposal(id="", conference=round_.conference, participant=me.id, title=title)
            )
            await work.set_dialog(account, None)
            await work.commit()
            return round_, title

    async def proposals(self, account: Account, conference: str) -> Proposals:
        """For a facilitator, while no round with this list is open. Raises NotAllowed, NotFound, Refused."""
        async with self._store.reading() as view:
            await require_facilitator(view, conference, account)
            return await _require_board(view, await load_stage(view, self._pack, conference))

    async def proposal(self, account: Account, proposal: str) -> tuple[OwnProposal, Proposals]:
        """One of them, and what it can be the same as. Raises as `proposals`."""
        async with self._store.reading() as view:
            found = await view.own_proposal(proposal)
            await require_facilitator(view, found.conference, account)
            return found, await _require_board(view, await load_stage(view, self._pack, found.conference))

    async def admit(self, account: Account, proposal: str, *, update: UpdateRef | None = None) -> Proposals:
        """Toelaten. Raises NotAllowed, NotFound, Refused when it is too late, Lost when it was decided otherwise."""
        return await self._decide(account, proposal, ProposalState.ADMITTED, update)

    async def merge(
        self, account: Account, proposal: str, into: str, *, update: UpdateRef | None = None
    ) -> Proposals:
        """Hetzelfde als: it says what another motive says. Raises as `admit`; NotFound for the other motive."""
        return await self._decide(account, proposal, ProposalState.MERGED, update, into=into)

    async def refuse(self, account: Account, proposal: str, *, update: UpdateRef | None = None) -> Proposals:
        """Weigeren. Raises as `admit`."""
        return await self._decide(account, proposal, ProposalState.REFUSED, update)

    async def undo(self, account: Account, proposal: str, *, update: UpdateRef | None = None) -> Proposals:
        """Back to the facilitator. Raises NotAllowed, NotFound, Refused when it is too late or was asked already."""
        return await self._decide(account, proposal, ProposalState.WAITING, update)

    async def _decide(
        self,
        account: Account,
        proposal: str,
        state: ProposalState,
        update: UpdateRef | None,
        *,
        into: str | None = None,
    ) -> Proposals:
        async with self._store.writing() as work:
            found = await work.own_proposal(proposal)
            actor = await require_facilitator(work, found.conference, account)
            stage = await load_stage(work, self._pack, found.conference)
            first = await work.first_time(update)
            board = await _require_board(work, stage)
            if not first or (found.state, found.merged_into) == (state, into):
                return board
            _require_decidable(board, found, state, into)
            await work.put_own_proposal(replace(found, state=state, merged_into=into))
            after = await work.save_conference(_listed(stage.conference, found, state))
            await self._refresh_draft(work, stage, after)
            await work.record(_event(actor, found, state, into))
            await _tell(work, board, found, state, version=after.version)
            decided = await _require_board(work, await load_stage(work, self._pack, after.id))
            await work.commit()
            return decided

    async def _require_room(self, view: View, round_: Round, me: Participant) -> tuple[OwnProposal, ...]:
        """What this person proposed already. Raises Lost, Refused."""
        if round_.state is not RoundState.OPEN:
            raise Lost("round_is_elsewhere", state=round_.state.value)
        if not can_propose(self._pack, round_, me):
            raise Refused("no_motive_here")
        mine = tuple(p for p in await view.own_proposals(round_.conference) if p.participant == me.id)
        if len(mine) >= MOST:
            raise Refused("motives_full", limit=MOST)
        return mine

    async def _require_new(self, view: View, round_: Round, title: str, mine: tuple[OwnProposal, ...]) -> None:
        """Raises Invalid for what the list holds already, or this person proposed; of others' nothing is said."""
        pack = tailor(self._pack, await view.conference(round_.conference))
        known = {motive.title.casefold() for motive in items_of(pack, Motive).values()}
        if title.casefold() in known | {proposal.title.casefold() for proposal in mine}:
            raise Invalid("motive_known")

    async def _refresh_draft(self, work: Work, stage: Stage, after: Conference) -> None:
        """A concept of the points that stands ready divides them over what is kept now; one that asks the list does
        not ask what went from it. Without anything left to ask it cannot be opened."""
        pack = tailor(self._pack, after)
        for template in templates_asking(pack, Motive):
            draft, listed = stage.latest.get(template.id), items_of(pack, Motive)
            if draft is None or draft.state is not RoundState.DRAFT:
                continue
            left = tuple(item for item in draft.items if item.id in listed)
            if left != draft.items:
                await work.replace_items(draft.key, left)
        for template in templates_deriving(pack, "kept_motives"):
            draft = stage.latest.get(template.id)
            if draft is None or draft.state is not RoundState.DRAFT:
                continue
            items = derive_items("kept_motives", await gather_evidence(work, pack, after))
            if items:
                await work.replace_items(draft.key, items)


async def load_proposals(view: View, stage: Stage) -> Proposals | None:
    """What the facilitator may see of the proposals; None while a round with their list is open, or homework is."""
    asking = {template.id for template in templates_asking(stage.pack, Motive)}
    if any(round_.template in asking for round_ in stage.open_rounds):
        return None
    put = {item.id for round_ in stage.rounds if round_.template in asking for item in round_.items}
    motives = items_of(stage.pack, Motive).values()
    return Proposals(
        stage=stage,
        proposals=await view.own_proposals(stage.conference.id),
        known=tuple(motive for motive in motives if motive.id in put or isinstance(motive, AddedMotive)),
        final=_is_final(stage),
    )


async def load_decided(view: View, pack: Pack, proposal: str) -> tuple[OwnProposal, str]:
    """A proposal, and the title of the motive that it was merged with, if any. Raises NotFound."""
    found = await view.own_proposal(proposal)
    motives = items_of(tailor(pack, await view.conference(found.conference)), Motive)
    into = motives.get(found.merged_into or "")
    return found, into.title if into is not None else ""


def _read_title(text: str) -> str:
    """Raises Invalid with what was wrong."""
    try:
        title = clean_name(text, limit=LENGTH)
    except Invalid as exc:
        reason = {"name_empty": "motive_empty", "name_too_long": "motive_too_long"}[exc.reason]
        raise Invalid(reason, **exc.data) from exc
    if len(title) < SHORTEST:
        raise Invalid("motive_empty")
    return title


def _takes(pack: Pack, template: form.Round) -> bool:
    listed = pack.lists.get(template.items or "")
    return isinstance(listed, MotiveList) and listed.proposals


def _is_final(stage: Stage) -> bool:
    """Once points were asked for, the list stays as it is."""
    dividing = {template.id for template in templates_deriving(stage.pack, "kept_motives")}
    return any(round_.template in dividing and round_.state not in _UNTOUCHED for round_ in stage.rounds)


async def _require_board(view: View, stage: Stage) -> Proposals:
    """Raises Refused."""
    board = await load_proposals(view, stage)
    if board is None:
        raise Refused("motives_open")
    return board


def _require_decidable(board: Proposals, found: OwnProposal, state: ProposalState, into: str | None) -> None:
    """Raises Refused, Lost, NotFound."""
    require_active(board.stage.conference)
    if board.final:
        raise Refused("motives_final")
    if state is not ProposalState.WAITING and found.state is not ProposalState.WAITING:
        raise Lost("motive_decided")
    if into is not None and into not in {motive.id for motive in board.known}:
        raise NotFound(into)
    if state is ProposalState.ADMITTED and motive_id(found) in {own.id for own in board.stage.conference.own_motives}:
        raise Refused("motive_listed")
    if found.state is not ProposalState.ADMITTED:
        return
    rounds = [round_ for round_ in board.stage.rounds if round_.state not in _UNTOUCHED]
    if any(other.merged_into == motive_id(found) for other in board.proposals):
        raise Refused("motive_holds_others")
    if any(item.id == motive_id(found) for round_ in rounds for item in round_.items):
        raise Refused("motive_asked")


def _event(actor: Participant, found: OwnProposal, state: ProposalState, into: str | None) -> Event:
    """Which motive it is about, and never a text."""
    kind = (
        ("motive_admitted" if state is ProposalState.ADMITTED else "motive_merged")
        if state in _LISTED
        else ("motive_refused" if state is ProposalState.REFUSED else "motive_undone")
    )
    data: dict[str, str | int] = {"item": into or motive_id(found)} if state in _LISTED else {}
    return Event(conference=found.conference, kind=kind, who=actor.ref, data=data)


def _listed(conference: Conference, found: OwnProposal, state: ProposalState) -> Conference:
    """The conference with the motive in its list or without; by id, so that the order tells nothing."""
    listed = {own.id: own for own in conference.own_motives}
    if state is ProposalState.ADMITTED:
        listed[motive_id(found)] = OwnMotive(id=motive_id(found), title=found.title)
    elif found.state is ProposalState.ADMITTED:
        listed.pop(motive_id(found), None)
    return replace(conference, own_motives=tuple(sorted(listed.values(), key=lambda own: own.id)))


async def _tell(work: Work, board: Proposals, found: OwnProposal, state: ProposalState, *, version: int) -> None:
    """Who proposed it hears what became of it; nobody does when the link is gone, or it is undone.

    The message goes by the round that was held last, for with the links of that one it is destroyed.
    """
    if found.participant is None or state is ProposalState.WAITING:
        return
    asking = {template.id for template in templates_asking(board.stage.pack, Motive)}
    held = (round_ for round_ in reversed(board.stage.rounds) if round_.state not in _UNTOUCHED)
    last = next((round_ for round_ in held if round_.template in asking), None)
    if last is not None:
        await work.tell(
            Notice(
                key=f"{DECIDED}:{found.id}:{version}",
                conference=found.conference,
                kind=DECIDED,
                to=found.participant,
                data={"round": last.key, "item": found.id},
            )
        )
