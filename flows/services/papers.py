"""Answers on paper: a facilitator enters them after closing and before publishing, and they stay marked.

What somebody answered himself is never overwritten, and never shown: the facilitator enters what is in his hand. In a
further round paper takes the place of an answer that only came along from the round before.
"""

from dataclasses import dataclass

from flows.conference.model import Ballot, Municipality, Participant, Round, RoundItem, Value
from flows.errors import Invalid, NotFound, Refused
from flows.kinds import KINDS
from flows.pack.form import Pack
from flows.ports import Account, Store, UpdateRef, View, Work
from flows.services.answerers import item_of
from flows.services.answering import NO_BOUND, REASON_LIMIT, Walk, consent_word
from flows.services.reading_paper import read_paper
from flows.services.stage import Stage, load_stage, require_active, require_facilitator
from flows.words import Consent, Kind, RoundState

_ASKS_TEXT = frozenset({Consent.CONDITION, Consent.OBJECTION})


@dataclass(frozen=True, kw_only=True)
class PaperRoll:
    """The electors of a closed round, and who answered already."""

    stage: Stage
    round: Round
    people: tuple[Participant, ...]
    done: frozenset[str]
    """Answered every item."""
    on_paper: frozenset[str]
    """With at least one answer on paper."""

    def people_of(self, town: Municipality) -> tuple[Participant, ...]:
        return tuple(p for p in self.people if p.municipality == town.id)


@dataclass(frozen=True, kw_only=True)
class PaperWalk(Walk):
    """One person's paper, on its way into the round. `answers` are those on paper alone."""

    own: frozenset[str]
    """Items that the person answered himself: they are left alone, and what they say is not in here."""

    @property
    def left(self) -> tuple[RoundItem, ...]:
        """Items that are not answered yet, neither on paper nor before."""
        return tuple(item for item in self.open_items if item.id not in self.own)


class Papers:
    """What a facilitator does with paper in his hand."""

    def __init__(self, store: Store, *, pack: Pack) -> None:
        self._store = store
        self._pack = pack

    async def roll(self, account: Account, key: int) -> PaperRoll:
        """Who counts in this round. Raises NotAllowed, NotFound, Refused before closing and after publishing."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            await require_facilitator(view, round_.conference, account)
            _require_time(round_)
            stage = await load_stage(view, self._pack, round_.conference)
            electors = {p for people in (await view.electorate(key)).voters.values() for p in people}
            unfinished = await view.unfinished(key)
            ballots = await view.ballots(key)
        people = tuple(p for p in stage.participants if p.id in electors)
        return PaperRoll(
            stage=stage,
            round=round_,
            people=people,
            done=frozenset(p.id for p in people if p.id not in unfinished),
            on_paper=frozenset(ballot.participant for ballot in ballots if ballot.paper),
        )

    async def walk(self, account: Account, key: int, participant: str, *, at: str | None = None) -> PaperWalk:
        """Somebody's paper, standing at `at`, or at the first item that is left. Raises as `roll`."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            await require_facilitator(view, round_.conference, account)
            _require_time(round_)
            walk = await _load_walk(view, round_, participant)
        if at is None:
            left = walk.left
            at = left[0].id if left else None
        return _stand(walk, at)

    async def enter(
        self,
        account: Account,
        key: int,
        participant: str,
        item_id: str,
        value: Value | None,
        *,
        text: str = "",
        update: UpdateRef | None = None,
    ) -> PaperWalk:
        """What the paper says of an item; None is 'geen mening'. A mits or bezwaar comes with its text.

        Raises NotAllowed, NotFound, Invalid for a value, Refused for the time and for an own answer.
        """
        async with self._store.writing() as work:
            round_, walk = await self._begin(work, account, key, participant, item_id)
            item = item_of(round_, item_id)
            encoded = _encode(round_, item, value)
            before = walk.answers.get(item_id)
            kept = text or (before.text if before is not None and _is_same_word(before, value) else "")
            if round_.kind is Kind.CONSENT and value is not None:
                kept = _require_text(str(value), kept)
            if await work.first_time(update):
                await work.put_paper(
                    key,
                    participant,
                    item_id,
                    encoded,
                    no_opinion=encoded is None,
                    unacceptable=before is not None and before.unacceptable,
                    text=kept,
                )
                await self._end(work, account, round_)
            return _stand(await _load_walk(work, round_, participant), item_id)

    async def enter_text(
        self,
        account: Account,
        key: int,
        participant: str,
        item_id: str,
        typed: str,
        *,
        update: UpdateRef | None = None,
    ) -> PaperWalk:
        """The same for what is typed over: points 'A4 B3 C3', a ranking 'B A C', approved options 'A C'."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
        value = read_paper(typed, item=item_of(round_, item_id), round_=round_)
        return await self.enter(account, key, participant, item_id, value, update=update)

    async def enter_bound(
        self,
        account: Account,
        key: int,
        participant: str,
        item_id: str,
        option: str,
        *,
        update: UpdateRef | None = None,
    ) -> PaperWalk:
        """The heaviest option that an objector still accepts, or `NO_BOUND`; the reason stays. Raises as `enter`."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
        item = item_of(round_, item_id)
        if round_.kind is not Kind.CONSENT or item.proposed is None:
            raise Invalid("paper_value")
        if option != NO_BOUND and option not in {o.id for o in item.options}:
            raise Invalid("paper_value")
        value = f"{Consent.OBJECTION.value}:{option}"
        return await self.enter(account, key, participant, item_id, value, update=update)

    async def mark(
        self, account: Account, key: int, participant: str, item_id: str, *, on: bool, update: UpdateRef | None = None
    ) -> PaperWalk:
        """'Onaanvaardbaar', beside the answer on paper, which comes first. Raises as `enter`."""
        async with self._store.writing() as work:
            round_, walk = await self._begin(work, account, key, participant, item_id)
            before = walk.answers.get(item_id)
            if not round_.unacceptable or before is None:
                raise Refused("paper_mark_first")
            if await work.first_time(update):
                await work.put_paper(
                    key,
                    participant,
                    item_id,
                    _encode(round_, item_of(round_, item_id), before.value),
                    no_opinion=before.no_opinion,
                    unacceptable=on,
                    text=before.text,
                )
                await self._end(work, account, round_)
            return _stand(await _load_walk(work, round_, participant), item_id)

    async def _begin(
        self, work: Work, account: Account, key: int, participant: str, item_id: str
    ) -> tuple[Round, PaperWalk]:
        round_ = await work.round(key)
        await require_facilitator(work, round_.conference, account)
        require_active(await work.conference(round_.conference))
        _require_time(round_)
        walk = await _load_walk(work, round_, participant)
        if item_id in walk.own:
            raise Refused("paper_has_own")
        return round_, walk

    async def _end(self, work: Work, account: Account, round_: Round) -> None:
        """What was read of the round before is old now: its version says so."""
        await work.set_dialog(account, None)
        await work.save_round(round_)
        await work.commit()


def _require_time(round_: Round) -> None:
    if round_.kind is Kind.OPEN:
        raise Refused("paper_not_open")
    if round_.state in {RoundState.DRAFT, RoundState.OPEN}:
        raise Refused("paper_before_closing")
    if round_.state is not RoundState.CLOSED:
        raise Refused("paper_after_publishing")


async def _load_walk(view: View, round_: Round, participant: str) -> PaperWalk:
    """Raises NotFound for somebody who does not count in this round."""
    electors = {p for people in (await view.electorate(round_.key)).voters.values() for p in people}
    if participant not in electors:
        raise NotFound(participant)
    ballots = await view.own_ballots(round_.key, participant)
    return PaperWalk(
        round=round_,
        participant=await view.participant(participant),
        answers={item: ballot for item, ballot in ballots.items() if ballot.paper},
        own=frozenset(item for item, ballot in ballots.items() if not (ballot.paper or ballot.carried)),
        at=None,
    )


def _stand(walk: PaperWalk, at: str | None) -> PaperWalk:
    known = {item.id for item in walk.round.items}
    return PaperWalk(
        round=walk.round,
        participant=walk.participant,
        answers=walk.answers,
        own=walk.own,
        at=at if at in known else None,
    )


def _encode(round_: Round, item: RoundItem, value: Value | None) -> str | None:
    """The answer as it is stored. Raises Invalid where the kind does not know it, or it is not finished."""
    if value is None:
        if round_.decides:
            raise Invalid("paper_value")
        return None
    kind = KINDS[round_.kind]
    encoded = kind.encode(value)
    parsed = kind.parse(encoded, item=item, round_=round_)
    if round_.kind is Kind.CONSENT and str(parsed) == Consent.COLLEGE.value and not round_.decides:
        raise Invalid("paper_value")
    if not kind.complete(parsed, item=item, round_=round_):
        raise Invalid("paper_incomplete")
    return encoded


def _require_text(value: str, text: str) -> str:
    """A mits or bezwaar with its text; the others need none."""
    if Consent(value.partition(":")[0]) not in _ASKS_TEXT:
        return ""
    said = " ".join(text.split())
    if not said:
        raise Invalid("text_empty")
    if len(said) > REASON_LIMIT:
        raise Invalid("paper_text_too_long", length=len(said), limit=REASON_LIMIT)
    return said


def _is_same_word(before: Ballot, value: Value | None) -> bool:
    """Whether the reason that stands belongs to this answer too."""
    if value is None or not isinstance(before.value, str):
        return False
    word = str(value).partition(":")[0]
    return word in {str(c) for c in Consent} and consent_word(before) == Consent(word)
