"""The time on the wall in the Netherlands: reading what somebody typed, and the quiet hours of the night.

Inside everything is a moment in UTC. Only here it becomes local time, and back: a local time that does not exist
(the hour that is skipped in March) is the moment an hour later on the clock; one that exists twice (the hour that
is repeated in October) is the first of the two that is still to come.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from flows.errors import Invalid

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")

MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

QUIET_FROM: Final = 22
"""From this hour on nobody is disturbed ..."""
QUIET_UNTIL: Final = 7
"""... until this hour in the morning."""
BEFORE_QUIET: Final = timedelta(minutes=15)
"""What would fall in the quiet hours comes so long before them."""

LONGEST_AHEAD: Final = timedelta(days=60)
"""An end time lies at most so far ahead; a date further away is a date that has passed."""
LONGEST_DAY: Final = timedelta(hours=16)
FARTHEST_DAY: Final = timedelta(days=366)

_DAYS: Final = {"vandaag": 0, "morgen": 1, "overmorgen": 2}
_LENGTH: Final = re.compile(r"(?:over |nog )?(\d{1,3}) ?(min|minuut|minuten)|over (\d{1,2}) uur")
_CLOCK: Final = r"(\d{1,2})(?:[.:u](\d{2}))?(?: ?uur)?"
_DATE: Final = r"(?:(\d{1,2})[ -]([a-z]{3,9}|\d{1,2})(?:[ -](\d{4}))?|(vandaag|morgen|overmorgen))"
_MOMENT: Final = re.compile(rf"(?:{_DATE},? (?:om )?)?{_CLOCK}")
_SPAN: Final = re.compile(rf"(?:{_DATE},? (?:van )?)?{_CLOCK} ?(?:-|–|tot) ?{_CLOCK}")


@dataclass(frozen=True, kw_only=True)
class Span:
    """From one moment to another."""

    begins_at: datetime
    ends_at: datetime


def to_local(moment: datetime) -> datetime:
    """The same moment, as the clock on the wall shows it."""
    return moment.astimezone(AMSTERDAM)


def to_moment(day: date, clock: time, *, after: datetime | None = None) -> datetime:
    """The moment in UTC at which the wall shows this.

    Of a time that exists twice the first, or with `after` the first that comes later than that. One that does not
    exist is the moment at which the old time would have shown it: 2.30 becomes 3.30.
    """
    first, second = (datetime.combine(day, clock, AMSTERDAM).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    is_passed = after is not None and first <= after
    return second if is_passed and second > first else first


def read_moment(typed: str, *, now: datetime) -> datetime:
    """The moment that somebody typed: '10 minuten', '14.25', '14:25 uur', 'morgen 12.00', '28 november 9.00'.

    Raises Invalid: time_unread, time_past, time_too_far.
    """
    text = _tidy(typed)
    length = _LENGTH.fullmatch(text)
    if length is not None:
        return _ahead(now + _read_length(length), now=now)
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise Invalid("time_unread")
    day, month, year, word, hour, minute = found.groups()
    clock = _read_clock(hour, minute)
    return _ahead(to_moment(_read_day((day, month, year), word, now=now), clock, after=now), now=now)


def read_span(typed: str, *, now: datetime) -> Span:
    """Begin and end of a day: '24 november 13.00-17.00', 'morgen 9.00 tot 12.30', '13.00-17.00'.

    The begin may be past, for a day that has begun. Raises Invalid: span_unread, time_unread, time_past,
    time_too_far, span_upside_down.
    """
    found = _SPAN.fullmatch(_tidy(typed))
    if found is None:
        raise Invalid("span_unread")
    day, month, year, word, *clocks = found.groups()
    on = _read_day((day, month, year), word, now=now)
    begins_at = to_moment(on, _read_clock(clocks[0], clocks[1]))
    ends_at = to_moment(on, _read_clock(clocks[2], clocks[3]), after=begins_at)
    if ends_at <= now:
        raise Invalid("time_past")
    span = Span(begins_at=begins_at, ends_at=ends_at)
    check_span(span, now=now)
    return span


def check_span(span: Span, *, now: datetime) -> None:
    """Raises Invalid where the end does not follow the begin within one day, or the day is more than a year away."""
    if not timedelta(0) < span.ends_at - span.begins_at <= LONGEST_DAY:
        raise Invalid("span_upside_down")
    if abs(span.ends_at - now) > FARTHEST_DAY:
        raise Invalid("time_too_far", days=FARTHEST_DAY.days)


def is_quiet(moment: datetime) -> bool:
    """Whether nobody should be disturbed at this moment: from 22 to 7 on the wall."""
    hour = to_local(moment).hour
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def before_quiet(moment: datetime) -> datetime:
    """The moment itself, or where it is quiet then, a quarter of an hour before those quiet hours begin."""
    if not is_quiet(moment):
        return moment
    wall = to_local(moment)
    evening = wall.date() if wall.hour >= QUIET_FROM else wall.date() - timedelta(days=1)
    return to_moment(evening, time(QUIET_FROM)) - BEFORE_QUIET


def after_quiet(moment: datetime) -> datetime:
    """The moment itself, or where it is quiet then, the moment at which that ends."""
    if not is_quiet(moment):
        return moment
    wall = to_local(moment)
    morning = wall.date() + timedelta(days=1 if wall.hour >= QUIET_FROM else 0)
    return to_moment(morning, time(QUIET_UNTIL))


def _tidy(typed: str) -> str:
    return " ".join(typed.lower().split()).strip(" .,")


def _read_length(found: re.Match[str]) -> timedelta:
    minutes, _, hours = found.groups()
    return timedelta(minutes=int(minutes)) if minutes else timedelta(hours=int(hours))


def _read_clock(hour: str, minute: str | None) -> time:
    if int(hour) > 23 or int(minute or 0) > 59:
        raise Invalid("time_unread")
    return time(int(hour), int(minute or 0))


def _read_day(parts: tuple[str | None, str | None, str | None], word: str | None, *, now: datetime) -> date:
    """The day that was named; today when none was. Without a year the next such day."""
    today = to_local(now).date()
    day, month, year = parts
    if day is None or month is None:
        return today + timedelta(days=_DAYS[word or "vandaag"])
    number = _read_month(month)
    found = _make_date(int(year) if year else today.year, number, int(day))
    return found if year or found >= today else _make_date(today.year + 1, number, int(day))


def _read_month(word: str) -> int:
    if word.isdigit():
        return int(word)
    for number, name in enumerate(MONTHS, start=1):
        if name == word or name[:3] == word or (number == 3 and word == "mrt"):
            return number
    raise Invalid("time_unread")


def _make_date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Invalid("time_unread") from error


def _ahead(moment: datetime, *, now: datetime) -> datetime:
    """Raises Invalid for a moment that has passed, or lies too far away."""
    if moment <= now:
        raise Invalid("time_past")
    if moment - now > LONGEST_AHEAD:
        raise Invalid("time_too_far", days=LONGEST_AHEAD.days)
    return moment
