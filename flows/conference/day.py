"""The plan of the day: per phase the time for answering, waiting and talking, and when it runs out. Pure.

What it is all for is the conversation (METHOD.md): where time is short, the list is shortened first, then what is
optional, and only then the number of bespreekpunten. Minutes are whole; moments are in UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Final

from flows.conference.model import Conference, Round
from flows.conference.phase_machine import phase_order
from flows.pack import form
from flows.pack.asking import estimate_minutes, static_items
from flows.pack.form import Pack
from flows.words import RoundState

EXPECTED_ITEMS: Final = 6
"""Items of a round that follow from earlier answers, as long as those are not known."""
BREAK_AFTER: Final = timedelta(minutes=75)
"""After so long without a pause one is advised, between two phases ..."""
PAUSE: Final = timedelta(minutes=10)
"""... where there is time for one of so long; a gap of so long counts as one."""


class PhaseStanding(StrEnum):
    """Where a phase is."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What a phase has really taken so far on the day, in whole minutes. Homework is not of the day."""

    answering: int = 0
    waiting: int = 0
    """From closing a round to showing its result."""
    talking: int = 0
    """From showing a result to settling the round."""


@dataclass(frozen=True, kw_only=True)
class PhaseTime:
    """One phase in the plan of the day."""

    phase: str
    title: str
    standing: PhaseStanding
    answering: int
    """Planned minutes."""
    talking: int
    """Planned minutes."""
    spent: Spent
    need_answering: int
    """Minutes that answering still takes."""
    need_talking: int
    """Minutes that talking still takes."""
    begins_at: datetime | None
    """When it began, or is expected to."""
    ends_at: datetime | None
    """When it ended, or is expected to."""

    @property
    def need(self) -> int:
        return self.need_answering + self.need_talking


class WayKind(StrEnum):
    """How time can be won, in the order in which it is advised."""

    CORE = "core"
    """Ask the core of a list instead of all of it."""
    OPTIONAL = "optional"
    """Leave out an optional phase."""
    POINTS = "points"
    """Talk about fewer bespreekpunten."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to win so many minutes; `phase` is its title, empty for the whole day."""

    kind: WayKind
    phase: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class DayPlan:
    """The whole day, as it looks at `now`."""

    now: datetime
    begins_at: datetime | None
    ends_at: datetime | None
    phases: tuple[PhaseTime, ...]
    ways: tuple[Way, ...]
    working_since: datetime | None
    """Since when there was no pause; None when nothing was asked yet, or it pauses now."""
    between_phases: bool

    @property
    def need(self) -> int:
        """Minutes that everything still takes."""
        return sum(phase.need for phase in self.phases)

    @property
    def left(self) -> int | None:
        """Whole minutes from now (or the begin) to the end; None without an end. Below 0 when it is past."""
        if self.ends_at is None:
            return None
        begin = max(self.now, self.begins_at) if self.begins_at is not None else self.now
        return int((self.ends_at - begin) / timedelta(minutes=1) // 1)

    @property
    def short(self) -> int:
        """Minutes that are missing; 0 when it fits or no end is known."""
        return 0 if self.left is None else max(0, self.need - self.left)

    def phase(self, phase_id: str) -> PhaseTime | None:
        return next((phase for phase in self.phases if phase.phase == phase_id), None)


class AdviceKind(StrEnum):
    """What the plan of the day says."""

    NO_END = "no_end"
    OVER = "over"
    """The end has passed."""
    NO_TALK = "no_talk"
    """Answering alone fills what is left."""
    SHORT = "short"
    BREAK = "break"
    FITS = "fits"


@dataclass(frozen=True, kw_only=True)
class DayAdvice:
    """The advice of a moment. `coming` are the next phases and what they take; `ways` those that are enough."""

    kind: AdviceKind
    now: datetime
    ends_at: datetime | None
    short: int
    spare: int
    ways: tuple[Way, ...]
    coming: tuple[tuple[str, int], ...]


def plan_of_day(pack: Pack, conference: Conference, rounds: Sequence[Round], *, now: datetime) -> DayPlan:
    """The plan as it follows from the pack, the conference's plan and what really happened in its rounds."""
    live = [r for r in rounds if r.state is not RoundState.WITHDRAWN]
    order = phase_order(pack, conference.approach, planned={*conference.optional, conference.phase})
    shown = [p for p in (pack.phase(name) for name in order) if _is_asked(p, conference)]
    place = order.index(conference.phase)
    begin = max(now, conference.begins_at) if conference.begins_at is not None else now
    phases: list[PhaseTime] = []
    for phase in shown:
        standing = _standing(order.index(phase.id), place)
        held = [r for r in live if r.phase == phase.id]
        timed = _time_phase(pack, conference, phase, held, standing=standing, begin=begin, now=now)
        phases.append(timed)
        begin += timedelta(minutes=timed.need)
    return DayPlan(
        now=now,
        begins_at=conference.begins_at,
        ends_at=conference.ends_at,
        phases=tuple(phases),
        ways=_find_ways(pack, conference, phases, live),
        working_since=_working_since(live, now=now),
        between_phases=not any(r.phase == conference.phase and r.state is not RoundState.SETTLED for r in live),
    )


def advice_of_day(plan: DayPlan) -> DayAdvice:
    """What to tell the facilitator now."""
    left, answering = plan.left, sum(phase.need_answering for phase in plan.phases)
    coming = tuple((p.title, p.need) for p in plan.phases if p.standing is PhaseStanding.COMING and p.need)
    kind = AdviceKind.FITS
    if left is None:
        kind = AdviceKind.NO_END
    elif left <= 0:
        kind = AdviceKind.OVER
    elif plan.short:
        kind = AdviceKind.NO_TALK if left <= answering else AdviceKind.SHORT
    elif _is_time_for_pause(plan):
        kind = AdviceKind.BREAK
    return DayAdvice(
        kind=kind,
        now=plan.now,
        ends_at=plan.ends_at,
        short=plan.short,
        spare=0 if left is None else max(0, left - plan.need),
        ways=_enough(plan.ways, plan.short),
        coming=coming,
    )


def talking_left(plan: DayPlan, phase: str) -> timedelta | None:
    """The time for the conversation that the day still leaves this phase; None without an end of the day."""
    found = plan.phase(phase)
    if plan.left is None or found is None:
        return None
    return timedelta(minutes=max(0, found.need_talking - plan.short))


def _is_asked(phase: form.Phase, conference: Conference) -> bool:
    """A phase of the day: it asks something, and not all of it was passed over."""
    return phase.minutes > 0 and any(t.id not in conference.skipped for t in phase.rounds)


def _standing(place: int, current: int) -> PhaseStanding:
    if place == current:
        return PhaseStanding.NOW
    return PhaseStanding.DONE if place < current else PhaseStanding.COMING


def _time_phase(
    pack: Pack,
    conference: Conference,
    phase: form.Phase,
    held: Sequence[Round],
    *,
    standing: PhaseStanding,
    begin: datetime,
    now: datetime,
) -> PhaseTime:
    """Talking gets what the pack's time leaves beside answering the core; a longer list makes the phase longer."""
    asked = [t for t in phase.rounds if t.id not in conference.skipped]
    made = {r.template: r for r in held}
    usual = sum(_minutes(pack, t, None) for t in asked)
    planned = {t.id: _planned(pack, t, made.get(t.id)) for t in asked}
    talking = max(0, phase.minutes - usual)
    spent = _spend(held, now=now)
    busy = standing is not PhaseStanding.DONE
    answering = sum(_still(planned[t.id], made.get(t.id), now=now) for t in asked) if busy else 0
    settled = bool(asked) and all(t.id in made and made[t.id].state is RoundState.SETTLED for t in asked)
    to_talk = max(0, talking - spent.talking) if busy and not settled else 0
    opened = [r.opened_at for r in held if r.opened_at is not None and not r.homework]
    ended = [r.settled_at for r in held if r.settled_at is not None]
    over = standing is PhaseStanding.DONE or settled
    return PhaseTime(
        phase=phase.id,
        title=phase.title,
        standing=standing,
        answering=sum(planned.values()),
        talking=talking,
        spent=spent,
        need_answering=answering,
        need_talking=to_talk,
        begins_at=min(opened, default=None if over else begin),
        ends_at=max(ended, default=None) if over else begin + timedelta(minutes=answering + to_talk),
    )


def _planned(pack: Pack, template: form.Round, round_: Round | None) -> int:
    """Minutes of answering on the day; homework takes none of it."""
    return 0 if round_ is not None and round_.homework else _minutes(pack, template, round_)


def _minutes(pack: Pack, template: form.Round, round_: Round | None) -> int:
    """What one person needs for a round: as it was made, else for the core of its list."""
    if round_ is not None and round_.items:
        return estimate_minutes(template, items=_units(round_))
    if template.derived is not None:
        return estimate_minutes(template, items=EXPECTED_ITEMS)
    return estimate_minutes(template, items=len(static_items(pack, template, selection="core")))


def _units(round_: Round) -> int:
    """Points are one question over many options, and each takes its time."""
    return len(round_.items[0].options) if round_.budget else len(round_.items)


def _still(planned: int, round_: Round | None, *, now: datetime) -> int:
    """Minutes of answering that are still to come in a round."""
    if round_ is None or round_.state is RoundState.DRAFT:
        return planned
    if round_.state is not RoundState.OPEN or round_.homework or round_.opened_at is None:
        return 0
    return max(1, planned - _whole(now - round_.opened_at))


def _spend(rounds: Sequence[Round], *, now: datetime) -> Spent:
    answering = waiting = talking = timedelta(0)
    for r in rounds:
        if r.opened_at is None:
            continue
        closed = r.closed_at or now
        if not r.homework:
            answering += closed - r.opened_at
        if r.closed_at is not None and not r.homework:
            waiting += (r.published_at or now) - r.closed_at
        if r.published_at is not None:
            talking += (r.settled_at or now) - r.published_at
    return Spent(answering=_whole(answering), waiting=_whole(waiting), talking=_whole(talking))


def _working_since(rounds: Sequence[Round], *, now: datetime) -> datetime | None:
    """Since when rounds followed each other without a gap of a pause. Homework does not tire anybody."""
    stretches = sorted(
        (r.opened_at, r.settled_at or now) for r in rounds if r.opened_at is not None and not r.homework
    )
    since, end = None, None
    for begin, stop in stretches:
        if end is None or begin - end >= PAUSE:
            since = begin
        end = stop if end is None else max(end, stop)
    return since if end is not None and now - end < PAUSE else None


def _find_ways(
    pack: Pack, conference: Conference, phases: Sequence[PhaseTime], rounds: Sequence[Round]
) -> tuple[Way, ...]:
    titles = {p.phase: p.title for p in phases}
    core = [
        Way(kind=WayKind.CORE, phase=titles[r.phase], minutes=won)
        for r in rounds
        if r.state is RoundState.DRAFT and r.phase in titles and (won := _won_by_core(pack, r)) > 0
    ]
    optional = [
        Way(kind=WayKind.OPTIONAL, phase=p.title, minutes=p.need)
        for p in phases
        if p.standing is PhaseStanding.COMING and pack.phase(p.phase).optional and p.need
    ]
    talk = sum(p.need_talking for p in phases) // 3
    return (*core, *optional, *((Way(kind=WayKind.POINTS, phase="", minutes=talk),) if talk else ()))


def _won_by_core(pack: Pack, round_: Round) -> int:
    template = pack.round(round_.template)
    if template.items is None:
        return 0
    core = estimate_minutes(template, items=len(static_items(pack, template, selection="core")))
    return estimate_minutes(template, items=_units(round_)) - core if round_.items else 0


def _enough(ways: Sequence[Way], short: int) -> tuple[Way, ...]:
    """The first ways that together win what is missing; all of them where that is not enough."""
    taken: list[Way] = []
    for way in ways:
        if sum(w.minutes for w in taken) >= short:
            break
        taken.append(way)
    return tuple(taken)


def _is_time_for_pause(plan: DayPlan) -> bool:
    """Between two phases, after a long stretch, where a pause fits and something is still to come."""
    if plan.working_since is None or not plan.between_phases or not plan.need or plan.left is None:
        return False
    spare = timedelta(minutes=plan.left - plan.need)
    return plan.now - plan.working_since >= BREAK_AFTER and spare >= PAUSE


def _whole(length: timedelta) -> int:
    """Whole minutes, rounded up."""
    return max(0, ceil(length.total_seconds() / 60))
