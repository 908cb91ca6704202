"""Further rounds: only bespreekpunten, with what came out of the round before and the own answer, which stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from flows.conference.chains import MOST_ITEMS, MOST_LAPS, can_be_followed, chain_of, follower_of
from flows.conference.model import Conference, Round, RoundItem
from flows.errors import Lost, NotFound, Refused
from flows.kinds import KINDS
from flows.outcomes import RoundOutcome
from flows.pack.form import Pack
from flows.ports import Account, Clock, Press, Store, UpdateRef, Verdict, VerdictWord, View
from flows.recommendation.further import Advised, advise_further, propose_further
from flows.services.admitted import Lines
from flows.services.answerers import answerer_of, item_of
from flows.services.concluding import record_round
from flows.services.cutting import cut_links
from flows.services.making import make_further, round_event
from flows.services.proposing import own_items_for
from flows.services.stage import Stage, load_stage, require_active, require_facilitator
from flows.services.stepping import take_step
from flows.words import RoundState

_SHOWN: Final = frozenset({RoundState.PUBLISHED, RoundState.TALK})


@dataclass(frozen=True, kw_only=True)
class FurtherOffer:
    """A concept of a further round, the round that it follows, and why items of that are advised."""

    round: Round
    before: Round
    advised: Mapping[str, Advised]
    own: tuple[RoundItem, ...] = ()
    """Own motives that were admitted, and that no round asked yet."""

    @property
    def items(self) -> tuple[RoundItem, ...]:
        """Everything that can be asked."""
        return (*self.before.items, *self.own)

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the items that are asked now."""
        return frozenset(item.id for item in self.round.items)


@dataclass(frozen=True, kw_only=True)
class Before:
    """What is shown with the items of a further round, the same to everybody. `outcome` is that of `round`, as it may
    be shown; `arguments` are the lines that were admitted, per item, in an order that tells nothing."""

    round: Round
    outcome: RoundOutcome
    arguments: Lines


class Following:
    """A further round: made, changed while it is a concept, and an earlier answer confirmed in it."""

    def __init__(self, store: Store, *, clock: Clock, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack

    async def follow(self, account: Account, key: int, *, update: UpdateRef | None = None) -> Round:
        """'Volgende ronde': settle this round, and make the concept of the next one on its bespreekpunten.

        Those that were chosen, else those that the bot proposes. Raises NotAllowed, Refused with the reason, Lost
        when the round is elsewhere.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            stage = await load_stage(work, self._pack, round_.conference)
            if not await work.first_time(update):
                return follower_of(round_, stage.rounds) or round_
            require_active(stage.conference)
            _require_followable(stage, round_)
            wanted = await self._wanted(work, stage.conference, round_)
            items = (*wanted, *own_items_for(stage, stage.pack.round(round_.template)))[:MOST_ITEMS]
            if not items:
                raise Refused("further_nothing")
            settled = await take_step(work, stage, round_, "settle", actor, at=self._clock.now())
            made = await make_further(work, stage, settled, items)
            data: dict[str, str | int] = {"after": settled.id, "items": len(items)}
            await work.record(round_event(made, "round_followed", actor, **data))
            await cut_links(work, stage)
            await work.commit()
            return made

    async def offer(self, account: Account, key: int) -> FurtherOffer:
        """What can be asked in the concept of a further round. Raises NotAllowed, NotFound, Lost, Refused."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            await require_facilitator(view, round_.conference, account)
            return await self._offer(view, round_)

    async def choose(
        self, account: Account, key: int, item: str, *, on: bool, update: UpdateRef | None = None
    ) -> FurtherOffer:
        """Ask an item of the round before or an own motive, or leave it out; one to six, while it is a concept.

        Raises NotAllowed, NotFound, Lost when it was opened, Refused for the last item and the seventh.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            offer = await self._offer(work, round_)
            if item not in {put.id for put in offer.items}:
                raise NotFound(item)
            if not await work.first_time(update) or (item in offer.chosen) is on:
                return offer
            wanted = offer.chosen | {item} if on else offer.chosen - {item}
            if not wanted:
                raise Refused("further_last_item")
            if len(wanted) > MOST_ITEMS:
                raise Refused("further_full", limit=MOST_ITEMS)
            items = tuple(put for put in offer.items if put.id in wanted)
            await work.replace_items(key, items)
            saved = await work.save_round(replace(round_, items=items))
            await work.record(round_event(saved, "further_chosen", actor, item=item, on=int(on)))
            await work.commit()
            return replace(offer, round=replace(saved, items=items))

    async def keep(self, account: Account, key: int, item: str, *, update: UpdateRef | None = None) -> Verdict:
        """'Het blijft zo': press what stands, whatever it is. Raises NotAllowed, NotFound."""
        async with self._store.writing() as work:
            round_ = await work.round(key)
            item_of(round_, item)
            participant = await answerer_of(work, round_, account)
            ballot = (await work.own_ballots(key, participant.id)).get(item)
            if ballot is None or (ballot.value is None and not ballot.no_opinion):
                return Verdict(word=VerdictWord.INVALID)
            value = None if ballot.value is None else KINDS[round_.kind].encode(ballot.value)
            press = Press(
                update=update, account=account, round=key, item=item, value=value, no_opinion=ballot.no_opinion
            )
            verdict = await work.put_answer(press)
            await work.commit()
            return verdict

    async def before(self, round_: Round) -> Before | None:
        """What is shown with the items of this round; None where it is no further round."""
        if round_.follows is None:
            return None
        async with self._store.reading() as view:
            return await load_before(view, self._pack, round_)

    async def _wanted(self, view: View, conference: Conference, round_: Round) -> tuple[RoundItem, ...]:
        """In the order in which they were asked, for the round must not tell what is thought most divided."""
        wanted = {point.item for point in await view.talking_points(round_.key)}
        if not wanted:
            record = await record_round(view, self._pack, conference, round_)
            wanted = {*propose_further(record.disclosed, thresholds=self._pack.thresholds)}
        return tuple(item for item in round_.items if item.id in wanted)

    async def _offer(self, view: View, round_: Round) -> FurtherOffer:
        if round_.follows is None:
            raise Refused("no_further_round")
        if round_.state is not RoundState.DRAFT:
            raise Lost("round_is_elsewhere", state=round_.state.value)
        stage = await load_stage(view, self._pack, round_.conference)
        before = await view.round(round_.follows)
        record = await record_round(view, self._pack, stage.conference, before)
        advised = advise_further(record.disclosed, thresholds=self._pack.thresholds)
        own = own_items_for(stage, stage.pack.round(round_.template))
        return FurtherOffer(round=round_, before=before, advised=advised, own=own)


async def load_before(view: View, pack: Pack, round_: Round) -> Before:
    """With the lines of all rounds that it follows. Raises NotFound where it follows none."""
    conference = await view.conference(round_.conference)
    rounds = await view.rounds(round_.conference)
    before = next((r for r in rounds if r.key == round_.follows), None)
    if before is None:
        raise NotFound(f"the round before {round_.id}")
    record = await record_round(view, pack, conference, before, rounds=rounds)
    return Before(round=before, outcome=record.disclosed, arguments=record.arguments)


def _require_followable(stage: Stage, round_: Round) -> None:
    """Raises Lost, Refused."""
    if round_.state not in _SHOWN:
        raise Lost("round_is_elsewhere", state=round_.state.value)
    if stage.current is None or stage.current.key != round_.key:
        raise Lost("phase_moved")
    if not can_be_followed(round_, stage.rounds):
        full = len(chain_of(round_, stage.rounds)) >= MOST_LAPS
        raise Refused("further_no_more" if full else "further_not_here", limit=MOST_LAPS)
