"""The conversation about a round: which items are talked about, one at a time with a clock, and what came of it.

The clock only tells; nothing moves by itself. A facilitator goes on to the next item, and notes the outcome of
each in one line, until the round is settled.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from flows.conference.deadlines import current_point, next_point
from flows.conference.model import Participant, Round, TalkingPoint
from flows.conference.round_machine import RoundFacts, move_round
from flows.errors import Invalid, Lost, Refused
from flows.pack.form import Pack
from flows.ports import Account, Clock, Notice, Store, UpdateRef, View, Work
from flows.recommendation.further import Advised, advise_further, propose_points
from flows.recommendation.talk import MOST
from flows.services.answerers import item_of
from flows.services.concluding import record_round
from flows.services.making import round_event
from flows.services.stage import require_active, require_facilitator
from flows.services.timing import EXTENSION, stamp
from flows.words import RoundState, Sort

NOTE_LIMIT: Final = 200
"""Characters of the outcome of a bespreekpunt."""

MINUTES: Final = (5, 8, 10, 15)
"""Minutes for one bespreekpunt, as the facilitator may choose."""

_CHOOSING: Final = frozenset({RoundState.CLOSED, RoundState.PUBLISHED, RoundState.TALK})


@dataclass(frozen=True, kw_only=True)
class Talk:
    """The bespreekpunten of a round, and where the conversation is. `proposed` are the items that the bot advises."""

    round: Round
    points: tuple[TalkingPoint, ...]
    minutes: int
    """For one bespreekpunt."""
    proposed: tuple[str, ...] = ()
    advised: Mapping[str, Advised] = field(default_factory=dict)
    """Items that are open or moving, each with why; filled in where a proposal is."""

    @property
    def current(self) -> TalkingPoint | None:
        return current_point(self.points)

    @property
    def upcoming(self) -> TalkingPoint | None:
        return next_point(self.points)

    def number_of(self, item: str) -> int:
        """The place of an item among the bespreekpunten, from 1; 0 when it is none."""
        return next((n for n, p in enumerate(self.points, start=1) if p.item == item), 0)


def usual_minutes(left: timedelta | None, *, points: int) -> int:
    """The minutes for one bespreekpunt that fit in what is left for the conversation, 8 where that is not known."""
    if left is None or points == 0:
        return MINUTES[1]
    share = left.total_seconds() / 60 / points
    return max((m for m in MINUTES if m <= share), default=MINUTES[0])


class Talking:
    """Leading the conversation; for facilitators only, but for looking on."""

    def __init__(self, store: Store, *, clock: Clock, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack

    async def talk(self, account: Account, key: int) -> Talk:
        """The bespreekpunten as they stand, with the bot's proposal. Raises NotAllowed, Refused, NotFound."""
        async with self._store.reading() as view:
            round_, _ = await self._led(view, account, key)
            return await self._load(view, round_, proposing=True)

    async def propose(self, account: Account, key: int, *, update: UpdateRef | None = None) -> Talk:
        """'Kies bespreekpunten': where none are chosen yet, the proposal is. Raises NotAllowed, Refused, NotFound."""
        async with self._store.writing() as work:
            round_, actor = await self._led(work, account, key)
            talk = await self._load(work, round_, proposing=True)
            if talk.points or not talk.proposed or not await work.first_time(update):
                return talk
            points = tuple(TalkingPoint(item=item) for item in talk.proposed)
            return await self._put(work, replace(talk, points=points), actor, "talk_proposed")

    async def choose(
        self, account: Account, key: int, item: str, *, on: bool, update: UpdateRef | None = None
    ) -> Talk:
        """An item becomes a bespreekpunt behind the rest, or is none any more.

        Raises NotAllowed, Refused when six are chosen or when it was talked about already, NotFound.
        """
        async with self._store.writing() as work:
            round_, actor = await self._led(work, account, key)
            item_of(round_, item)
            talk = await self._load(work, round_, proposing=True)
            if not await work.first_time(update) or (talk.number_of(item) > 0) is on:
                return talk
            if on and len(talk.points) >= MOST:
                raise Refused("talk_full", limit=MOST)
            if any(p.item == item and p.begun_at is not None for p in talk.points):
                raise Refused("talk_begun")
            rest = tuple(p for p in talk.points if p.item != item)
            points = (*rest, TalkingPoint(item=item)) if on else rest
            return await self._put(work, replace(talk, points=points), actor, "talk_chosen", item=item, on=int(on))

    async def begin(self, account: Account, key: int, minutes: int, *, update: UpdateRef | None = None) -> Talk:
        """The conversation begins with the first bespreekpunt; the group gets its card.

        Raises NotAllowed, Refused before publishing and without bespreekpunten, Lost when it has begun.
        """
        if minutes not in MINUTES:
            raise Invalid("unknown")
        async with self._store.writing() as work:
            round_, actor = await self._led(work, account, key)
            talk = await self._load(work, round_)
            if not await work.first_time(update):
                return talk
            if round_.state is RoundState.CLOSED:
                raise Refused("publish_first")
            if not talk.points:
                raise Refused("no_talking_points")
            now = self._clock.now()
            moved = await work.save_round(move_round(round_, "talk", facts=RoundFacts(), at=now))
            await work.set_setting(_minutes_of(key), str(minutes))
            await work.tell(Notice(key=f"talk:{key}", conference=round_.conference, kind="talk", data={"round": key}))
            points = _begin_next(talk.points, now, minutes)
            found = replace(talk, round=moved, points=points, minutes=minutes)
            return await self._put(work, found, actor, "round_talk", points=len(points))

    async def go_on(self, account: Account, key: int, *, seen: str, update: UpdateRef | None = None) -> Talk:
        """'Volgend punt': the item that was seen is done, the next begins; after the last one none is left.

        Raises NotAllowed, Lost when the conversation is at another item.
        """
        async with self._store.writing() as work:
            round_, actor = await self._led(work, account, key)
            talk = await self._load(work, round_)
            if not await work.first_time(update):
                return talk
            _require_current(talk, seen)
            now = self._clock.now()
            done = tuple(replace(p, done_at=now) if p.item == seen else p for p in talk.points)
            points = _begin_next(done, now, talk.minutes)
            return await self._put(work, replace(talk, points=points), actor, "talk_moved", item=seen)

    async def extend(
        self, account: Account, key: int, *, item: str, seen: int, update: UpdateRef | None = None
    ) -> Talk:
        """Five minutes more for this item, from the end of its clock or from now where that is past.

        `seen` is that end (seconds) as it was shown. Raises NotAllowed, Lost.
        """
        async with self._store.writing() as work:
            round_, actor = await self._led(work, account, key)
            talk = await self._load(work, round_)
            if not await work.first_time(update):
                return talk
            ends_at = _require_current(talk, item)
            if stamp(ends_at) != seen:
                raise Lost("time_moved")
            later = max(ends_at, self._clock.now()) + EXTENSION
            points = tuple(replace(p, ends_at=later) if p.item == item else p for p in talk.points)
            return await self._put(work, replace(talk, points=points), actor, "talk_extended", item=item)

    async def note(
        self, account: Account, key: int, item: str, text: str, *, update: UpdateRef | None = None
    ) -> Talk:
        """The outcome of a bespreekpunt in one line; written anew until the round is settled.

        Raises NotAllowed, Invalid for the text, Lost when the conversation is over, NotFound.
        """
        line = " ".join(text.split())
        if not line:
            raise Invalid("note_empty")
        if len(line) > NOTE_LIMIT:
            raise Invalid("note_too_long", length=len(line), limit=NOTE_LIMIT)
        async with self._store.writing() as work:
            round_, actor = await self._led(work, account, key)
            item_of(round_, item)
            talk = await self._load(work, round_)
            if not await work.first_time(update):
                return talk
            if round_.state is not RoundState.TALK or not talk.number_of(item):
                raise Lost("talk_over")
            points = tuple(replace(p, note=line) if p.item == item else p for p in talk.points)
            return await self._put(work, replace(talk, points=points), actor, "talk_noted", item=item)

    async def _led(self, view: View, account: Account, key: int) -> tuple[Round, Participant]:
        """A round that can be talked about, and the facilitator. Raises NotAllowed, Lost, Refused, NotFound."""
        round_ = await view.round(key)
        actor = await require_facilitator(view, round_.conference, account)
        require_active(await view.conference(round_.conference))
        if round_.state not in _CHOOSING:
            raise Lost("round_is_elsewhere", state=round_.state.value)
        return round_, actor

    async def _load(self, view: View, round_: Round, *, proposing: bool = False) -> Talk:
        talk = await load_talk(view, round_)
        if not proposing:
            return talk
        record = await record_round(view, self._pack, await view.conference(round_.conference), round_)
        limits = self._pack.thresholds
        proposed = propose_points(round_, record.disclosed, limits)
        advised = advise_further(record.disclosed, thresholds=limits) if round_.sort is Sort.VOORSTEL else {}
        return replace(talk, proposed=proposed, advised=advised)

    async def _put(self, work: Work, talk: Talk, actor: Participant, kind: str, **data: str | int) -> Talk:
        await work.set_talking_points(talk.round.key, talk.points)
        await work.record(round_event(talk.round, kind, actor, **data))
        await work.commit()
        return talk


async def load_talk(view: View, round_: Round) -> Talk:
    """The conversation about a round as it stands."""
    stored = await view.setting(_minutes_of(round_.key))
    return Talk(
        round=round_,
        points=await view.talking_points(round_.key),
        minutes=int(stored) if stored is not None else MINUTES[1],
    )


def _begin_next(points: tuple[TalkingPoint, ...], now: datetime, minutes: int) -> tuple[TalkingPoint, ...]:
    upcoming = next_point(points)
    if upcoming is None:
        return points
    begun = replace(upcoming, begun_at=now, ends_at=now + timedelta(minutes=minutes))
    return tuple(begun if p.item == upcoming.item else p for p in points)


def _require_current(talk: Talk, item: str) -> datetime:
    """The end of the clock of the item that is talked about. Raises Lost when that is another."""
    current = talk.current
    if current is None or current.item != item or current.ends_at is None:
        raise Lost("talk_elsewhere")
    return current.ends_at


def _minutes_of(key: int) -> str:
    return f"talk_minutes:{key}"
