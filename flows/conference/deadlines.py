"""End times, reminders and the countdown of a round, as moments in UTC. Pure; nothing ends by itself.

A round that was opened again after its end time has none any more, until one is set anew.
"""

from datetime import datetime, timedelta
from typing import Final

from flows.conference.local_time import after_quiet, before_quiet
from flows.conference.model import Round, TalkingPoint
from flows.words import RoundState

MARKS: Final = (timedelta(minutes=10), timedelta(minutes=5), timedelta(minutes=1))
"""The countdown: a card tells that less than this is left, longest first."""

LEAD: Final = timedelta(minutes=15)
"""A reminder comes at most so long before the end ..."""
HOMEWORK_LEAD: Final = timedelta(days=1)
"""... and that of homework so long."""


def end_of(round_: Round) -> datetime | None:
    """The end time that counts: of an open round, and set since it was opened."""
    ends_at, opened_at = round_.closes_at, round_.opened_at
    if round_.state is not RoundState.OPEN or ends_at is None:
        return None
    return None if opened_at is not None and opened_at >= ends_at else ends_at


def pause_of(round_: Round) -> datetime | None:
    """The end of the schorsing of an open round, past or still to come; None where there is none."""
    return round_.paused_until if round_.state is RoundState.OPEN else None


def reminder_at(round_: Round) -> datetime | None:
    """When those who are not done are reminded: a third of the round's length before its end, at most a quarter of
    an hour (homework: a day); where that is in the quiet hours, before them. None without an end time, and where
    the whole round lies in the quiet hours.
    """
    ends_at, opened_at = end_of(round_), round_.opened_at
    if ends_at is None or opened_at is None:
        return None
    lead = min((ends_at - opened_at) / 3, HOMEWORK_LEAD if round_.homework else LEAD)
    wanted = before_quiet(ends_at - lead)
    moment = wanted if wanted >= opened_at else after_quiet(opened_at)
    return moment if moment < ends_at else None


def marks_of(ends_at: datetime) -> tuple[datetime, ...]:
    """The moments at which a card that counts down reads otherwise, the end itself included."""
    return (*(ends_at - mark for mark in MARKS), ends_at)


def time_left(ends_at: datetime, *, now: datetime) -> int | None:
    """Whole minutes of the shortest mark that is passed ('less than 5 minutes left'): 10, 5 or 1; 0 when the time
    is over, None while there is more than 10 minutes."""
    if now >= ends_at:
        return 0
    passed = [mark for mark in MARKS if now >= ends_at - mark]
    return int(passed[-1].total_seconds()) // 60 if passed else None


def current_point(points: tuple[TalkingPoint, ...]) -> TalkingPoint | None:
    """The bespreekpunt that is talked about now: begun, and not done."""
    return next((p for p in points if p.begun_at is not None and p.done_at is None), None)


def next_point(points: tuple[TalkingPoint, ...]) -> TalkingPoint | None:
    """The first bespreekpunt that has not begun."""
    return next((p for p in points if p.begun_at is None), None)
