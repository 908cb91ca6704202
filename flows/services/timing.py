"""The clock of a conference: end times, reminders, and what is due at a moment.

The machine never ends a round: it tells the facilitators that the time is over. What is due follows from the
database each time anew, and each notice has a key of its own, so that a restart at any moment loses and repeats
nothing. Everything is reckoned in moments of UTC.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from flows.conference.deadlines import current_point, end_of, marks_of, pause_of, reminder_at
from flows.conference.local_time import Span, after_quiet, check_span, is_quiet
from flows.conference.model import Conference, Participant, Round
from flows.errors import Invalid, Lost, Refused
from flows.pack.form import Pack
from flows.ports import Account, Clock, Event, Notice, Store, UpdateRef, View, Work
from flows.services.making import round_event, tell_facilitators
from flows.services.stage import PRESENT, Stage, load_stage, require_facilitator
from flows.words import ConferenceState, Presence, Role, RoundState

EXTENSION: Final = timedelta(minutes=5)
BETWEEN_REMINDERS: Final = timedelta(minutes=5)
"""A facilitator reminds at most once in so long."""


class DueKind(StrEnum):
    """What has come due; the value is the kind of the notice."""

    REMINDER = "reminder"
    TIME_OVER = "time_over"
    PAUSE_OVER = "pause_over"
    TALK_OVER = "talk_over"


@dataclass(frozen=True, kw_only=True)
class Due:
    """Something that must be told, once: `at` is the moment for which it stands."""

    kind: DueKind
    round: Round
    at: datetime
    item: str = ""

    @property
    def key(self) -> str:
        """Of the notice, unique over all restarts.

        An automatic reminder comes once per round, whatever its end time; once for lists of homework together.
        """
        if self.kind is DueKind.REMINDER and self.round.homework and self.round.opened_at is not None:
            return f"{self.kind}:{self.round.conference}:{stamp(self.round.opened_at)}"
        if self.kind is DueKind.REMINDER:
            return f"{self.kind}:{self.round.key}"
        tail = f":{self.item}" if self.item else ""
        return f"{self.kind}:{self.round.key}{tail}:{stamp(self.at)}"


@dataclass(frozen=True, kw_only=True)
class Tick:
    """What a look at the clock found: when to look again, and rounds whose cards read otherwise now."""

    next_at: datetime | None
    changed: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Absent:
    """Who is not done in a round: of one municipality, or of the advisers (None)."""

    municipality: str | None
    busy: tuple[str, ...]
    """Names of those who came in and are not done."""
    never: tuple[str, ...]
    """Names of those who never came in."""


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What follows from the database at one moment."""

    due: tuple[Due, ...]
    moments: tuple[tuple[datetime, int], ...]
    """(moment, round) at which something comes due or a card reads otherwise."""


class Timing:
    """Every change goes through the database; `tick` reads what is due from there."""

    def __init__(self, store: Store, *, clock: Clock, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack
        self._told: set[str] = set()
        """Keys that were told by this process: it only spares a transaction, the outbox takes a key once anyway."""

    async def set_end(
        self, account: Account, key: int, ends_at: datetime | None, *, update: UpdateRef | None = None
    ) -> Round:
        """The end time of an open round; None takes it away. Raises NotAllowed, Lost, Invalid when it is past."""
        async with self._store.writing() as work:
            round_, actor = await open_round(work, account, key)
            if not await work.first_time(update):
                return round_
            if ends_at is not None and ends_at <= self._clock.now():
                raise Invalid("time_past")
            return await save_moment(work, replace(round_, closes_at=ends_at), actor, "round_end", ends_at)

    async def extend(self, account: Account, key: int, *, seen: int, update: UpdateRef | None = None) -> Round:
        """Five minutes more, from the end time or from now where that is past.

        `seen` is the end time (seconds) that the facilitator saw: pressed twice it is extended once.
        Raises NotAllowed, Lost when the end time is another one.
        """
        async with self._store.writing() as work:
            round_, actor = await open_round(work, account, key)
            if not await work.first_time(update):
                return round_
            ends_at = round_.closes_at
            if ends_at is None or stamp(ends_at) != seen:
                raise Lost("time_moved")
            later = max(ends_at, self._clock.now()) + EXTENSION
            return await save_moment(work, replace(round_, closes_at=later), actor, "round_end", later)

    async def remind(self, account: Account, key: int, *, update: UpdateRef | None = None) -> int:
        """Remind everybody who is not done, now; to how many it goes.

        Raises NotAllowed, Lost, Refused within five minutes of the last time and when nobody is left.
        """
        async with self._store.writing() as work:
            round_, actor = await open_round(work, account, key)
            stage = await load_stage(work, self._pack, round_.conference)
            people = await self._unfinished(work, stage, round_)
            if not await work.first_time(update):
                return len(people)
            now, last = self._clock.now(), await _moment_of(work, _by_hand(key))
            if last is not None and now - last < BETWEEN_REMINDERS:
                raise Refused("reminded_lately")
            if not people:
                raise Refused("nobody_to_remind")
            for person in people:
                await work.tell(_reminder(round_, person, f"reminded:{key}:{stamp(now)}"))
            await work.set_setting(_by_hand(key), str(stamp(now)))
            await work.record(round_event(round_, "round_reminded", actor, people=len(people)))
            await work.commit()
            return len(people)

    async def awaited(self, account: Account, key: int) -> tuple[Round, tuple[Absent, ...]]:
        """Who is not done and who never came in, by municipality; of what was answered it tells nothing.

        Raises NotAllowed, Lost.
        """
        async with self._store.reading() as view:
            round_, _ = await open_round(view, account, key)
            stage = await load_stage(view, self._pack, round_.conference)
            left = await view.unfinished(key)
        people = [p for p in stage.participants if p.id in left]
        towns: list[str | None] = [*(m.id for m in stage.conference.municipalities), None]
        groups = [(town, [p for p in people if _place_of(p) == town]) for town in towns]
        return round_, tuple(_absent(town, members) for town, members in groups if members)

    async def set_day(
        self, account: Account, conference: str, span: Span, *, update: UpdateRef | None = None
    ) -> Conference:
        """When the day of the conference begins and ends. Raises NotAllowed, Invalid, Refused when it is over."""
        check_span(span, now=self._clock.now())
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            found = await work.conference(conference)
            if not await work.first_time(update):
                return found
            if found.state is not ConferenceState.ACTIVE:
                raise Refused("conference_over")
            saved = await work.save_conference(replace(found, begins_at=span.begins_at, ends_at=span.ends_at))
            data = {"begins_at": span.begins_at.isoformat(), "ends_at": span.ends_at.isoformat()}
            await work.record(Event(conference=conference, kind="day_planned", who=actor.ref, data=data))
            await work.commit()
            return saved

    async def tick(self, *, since: datetime | None = None) -> Tick:
        """Put everything that is due in the outbox, once. `since` is the last look: what changed on cards after it.

        Raises StorageError.
        """
        now = self._clock.now()
        async with self._store.reading() as view:
            found = await self._look(view, now)
        if any(due.key not in self._told for due in found.due):
            found = await self._tell_due(now)
        changed = {key for moment, key in found.moments if moment <= now and (since is None or since < moment)}
        return Tick(next_at=min((m for m, _ in found.moments if m > now), default=None), changed=frozenset(changed))

    async def _tell_due(self, now: datetime) -> _Found:
        """Look again inside the transaction: meanwhile somebody may have extended."""
        async with self._store.writing() as work:
            found = await self._look(work, now)
            for due in found.due:
                await self._tell(work, await load_stage(work, self._pack, due.round.conference), due)
            await work.commit()
        self._told = {due.key for due in found.due}
        return found

    async def _look(self, view: View, now: datetime) -> _Found:
        due: list[Due] = []
        moments: list[tuple[datetime, int]] = []
        for round_ in await view.timed_rounds():
            ends_at, until = end_of(round_), pause_of(round_)
            if ends_at is not None:
                moments += [(moment, round_.key) for moment in marks_of(ends_at)]
                due += [Due(kind=DueKind.TIME_OVER, round=round_, at=ends_at)] if ends_at <= now else []
                moment = await _reminder_moment(view, round_, now)
                moments += [(moment, round_.key)] if moment is not None else []
                is_time = moment is not None and moment <= now < ends_at
                due += [Due(kind=DueKind.REMINDER, round=round_, at=ends_at)] if is_time else []
            if until is not None:
                moments.append((until, round_.key))
                due += [Due(kind=DueKind.PAUSE_OVER, round=round_, at=until)] if until <= now else []
        for round_ in await view.talked_rounds():
            point = current_point(await view.talking_points(round_.key))
            if point is not None and point.ends_at is not None:
                moments += [(moment, round_.key) for moment in marks_of(point.ends_at)]
                over = Due(kind=DueKind.TALK_OVER, round=round_, at=point.ends_at, item=point.item)
                due += [over] if point.ends_at <= now else []
        return _Found(due=tuple(due), moments=tuple(moments))

    async def _tell(self, work: Work, stage: Stage, due: Due) -> None:
        round_ = due.round
        if due.kind is DueKind.REMINDER:
            for person in await self._unfinished(work, stage, round_):
                await work.tell(_reminder(round_, person, due.key))
            await work.set_setting(_by_clock(round_.key), str(stamp(self._clock.now())))
        elif due.kind is DueKind.PAUSE_OVER:
            await tell_room(work, stage, due)
        else:
            about = {"item": due.item} if due.item else {}
            await tell_facilitators(work, stage, due.kind.value, due.key, round=round_.key, at=stamp(due.at), **about)

    async def _unfinished(self, view: View, stage: Stage, round_: Round) -> tuple[Participant, ...]:
        """Who came in, and is not done."""
        left = await view.unfinished(round_.key)
        return tuple(p for p in stage.participants if p.id in left and p.presence is Presence.JOINED)


async def open_round(view: View, account: Account, key: int) -> tuple[Round, Participant]:
    """An open round, and the facilitator that this account is. Raises NotAllowed, Lost."""
    round_ = await view.round(key)
    actor = await require_facilitator(view, round_.conference, account)
    if round_.state is not RoundState.OPEN:
        raise Lost("round_is_elsewhere", state=round_.state.value)
    return round_, actor


async def save_moment(work: Work, round_: Round, actor: Participant, kind: str, moment: datetime | None) -> Round:
    """Save a round whose end time or schorsing changed, with the event that says until when; and commit."""
    saved = await work.save_round(round_)
    data = {} if moment is None else {"until": moment.isoformat(timespec="seconds")}
    await work.record(round_event(saved, kind, actor, **data))
    await work.commit()
    return saved


async def tell_room(work: Work, stage: Stage, due: Due) -> None:
    """The group hears it; without a group those who answer do."""
    round_ = due.round
    data = {"round": round_.key}
    if await work.chats(round_.conference):
        await work.tell(Notice(key=due.key, conference=round_.conference, kind=due.kind.value, data=data))
        return
    for person in stage.electors_of(round_):
        if person.presence is Presence.JOINED:
            told = Notice(
                key=f"{due.key}:{person.id}",
                conference=round_.conference,
                kind=due.kind.value,
                to=person.id,
                data=data,
            )
            await work.tell(told)


async def may_remind(view: View, stage: Stage, round_: Round, *, now: datetime) -> bool:
    """Whether a reminder by hand would go to anybody now."""
    last = await _moment_of(view, _by_hand(round_.key))
    if last is not None and now - last < BETWEEN_REMINDERS:
        return False
    left = await view.unfinished(round_.key)
    return any(p.id in left and p.presence is Presence.JOINED for p in stage.participants)


def stamp(moment: datetime) -> int:
    """A moment as whole seconds, for buttons and keys."""
    return int(moment.timestamp())


async def _reminder_moment(view: View, round_: Round, now: datetime) -> datetime | None:
    """When the one automatic reminder comes; None when it came already or will not come.

    It leaves five minutes after a reminder by hand, and never comes in the quiet hours.
    """
    moment = reminder_at(round_)
    if moment is None or await view.setting(_by_clock(round_.key)) is not None:
        return None
    by_hand = await _moment_of(view, _by_hand(round_.key))
    if by_hand is not None:
        moment = max(moment, by_hand + BETWEEN_REMINDERS)
    return after_quiet(now) if moment <= now and is_quiet(now) else moment


async def _moment_of(view: View, name: str) -> datetime | None:
    stored = await view.setting(name)
    return None if stored is None else datetime.fromtimestamp(int(stored), UTC)


def _reminder(round_: Round, person: Participant, key: str) -> Notice:
    return Notice(
        key=f"{key}:{person.id}",
        conference=round_.conference,
        kind=DueKind.REMINDER.value,
        to=person.id,
        data={"round": round_.key},
    )


def _place_of(person: Participant) -> str | None:
    """Advisers stand apart, whatever municipality they are of."""
    return person.municipality if person.role is Role.VOTER else None


def _absent(town: str | None, members: list[Participant]) -> Absent:
    present = [p for p in members if p.presence in PRESENT]
    return Absent(
        municipality=town,
        busy=tuple(p.name for p in present if p.presence is Presence.JOINED),
        never=tuple(p.name for p in present if p.presence is Presence.INVITED),
    )


def _by_hand(key: int) -> str:
    return f"reminded_by_hand:{key}"


def _by_clock(key: int) -> str:
    return f"reminded:{key}"
