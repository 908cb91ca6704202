"""What somebody types as a time, the quiet hours, and both clock changes (25 October 2026, 28 March 2027)."""

from datetime import UTC, date, datetime, time

import pytest

from flows.conference.local_time import (
    Span,
    after_quiet,
    before_quiet,
    check_span,
    is_quiet,
    read_moment,
    read_span,
    to_local,
    to_moment,
)
from flows.errors import Invalid

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
"""13.30 on the wall, in winter."""


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("10 minuten", utc(2026, 11, 24, 12, 40)),
        ("over 10 min", utc(2026, 11, 24, 12, 40)),
        ("Over 2 uur", utc(2026, 11, 24, 14, 30)),
        ("14.25", utc(2026, 11, 24, 13, 25)),
        ("14:25 uur", utc(2026, 11, 24, 13, 25)),
        ("  14u25 ", utc(2026, 11, 24, 13, 25)),
        ("14 uur", utc(2026, 11, 24, 13, 0)),
        ("vandaag 16.00", utc(2026, 11, 24, 15, 0)),
        ("morgen 12.00", utc(2026, 11, 25, 11, 0)),
        ("overmorgen om 9.00", utc(2026, 11, 26, 8, 0)),
        ("28 november 9.00", utc(2026, 11, 28, 8, 0)),
        ("28 nov, om 9.00 uur.", utc(2026, 11, 28, 8, 0)),
        ("28-11 9.00", utc(2026, 11, 28, 8, 0)),
        ("28 november 2026 9.00", utc(2026, 11, 28, 8, 0)),
        ("2 januari 9.00", utc(2027, 1, 2, 8, 0)),
        ("2 mrt 2026 9.00", None),
    ],
)
def test_moment_that_is_typed_is_read_on_the_wall(typed: str, moment: datetime | None) -> None:
    if moment is None:
        with pytest.raises(Invalid):
            read_moment(typed, now=NOW)
        return
    assert read_moment(typed, now=NOW) == moment


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("straks", "time_unread"),
        ("", "time_unread"),
        ("25.00", "time_unread"),
        ("14.61", "time_unread"),
        ("31 februari 9.00", "time_unread"),
        ("3 brumaire 9.00", "time_unread"),
        ("3-13 9.00", "time_unread"),
        ("9.00", "time_past"),
        ("13.30", "time_past"),
        ("0 minuten", "time_past"),
        ("24 november 2025 9.00", "time_past"),
        ("24 april 9.00", "time_too_far"),
    ],
)
def test_moment_that_cannot_be_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_moment(typed, now=NOW)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("typed", "begins_at", "ends_at"),
    [
        ("24 november 13.00-17.00", utc(2026, 11, 24, 12), utc(2026, 11, 24, 16)),
        ("morgen 9.00 tot 12.30", utc(2026, 11, 25, 8), utc(2026, 11, 25, 11, 30)),
        ("13.00 – 17.00 uur", utc(2026, 11, 24, 12), utc(2026, 11, 24, 16)),
        ("26 november van 9 tot 17 uur", utc(2026, 11, 26, 8), utc(2026, 11, 26, 16)),
    ],
)
def test_day_that_is_typed_has_a_begin_and_an_end(typed: str, begins_at: datetime, ends_at: datetime) -> None:
    assert read_span(typed, now=NOW) == Span(begins_at=begins_at, ends_at=ends_at)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("vandaag", "span_unread"),
        ("17.00-13.00", "time_past"),
        ("morgen 17.00-13.00", "span_upside_down"),
        ("morgen 0.00-23.00", "span_upside_down"),
        ("9.00-13.00", "time_past"),
        ("24 november 2028 9.00-13.00", "time_too_far"),
    ],
)
def test_day_that_cannot_be_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_span(typed, now=NOW)

    assert refused.value.reason == reason


def test_day_from_a_button_is_checked_as_well() -> None:
    with pytest.raises(Invalid) as refused:
        check_span(Span(begins_at=NOW, ends_at=NOW), now=NOW)

    assert refused.value.reason == "span_upside_down"


def test_time_that_exists_twice_is_the_first_that_is_still_to_come() -> None:
    half_past_two = (date(2026, 10, 25), time(2, 30))

    assert to_moment(*half_past_two) == utc(2026, 10, 25, 0, 30)
    assert to_moment(*half_past_two, after=utc(2026, 10, 25, 0, 29)) == utc(2026, 10, 25, 0, 30)
    assert to_moment(*half_past_two, after=utc(2026, 10, 25, 0, 30)) == utc(2026, 10, 25, 1, 30)
    assert read_moment("2.30", now=utc(2026, 10, 25, 0, 45)) == utc(2026, 10, 25, 1, 30)


def test_time_that_does_not_exist_is_an_hour_later_on_the_wall() -> None:
    skipped = read_moment("morgen 2.30", now=utc(2027, 3, 27, 12))

    assert skipped == utc(2027, 3, 28, 1, 30)
    assert (to_local(skipped).hour, to_local(skipped).minute) == (3, 30)


def test_minutes_are_minutes_across_a_clock_change() -> None:
    autumn, spring = utc(2026, 10, 25, 0, 55), utc(2027, 3, 28, 0, 55)

    assert read_moment("10 minuten", now=autumn) == utc(2026, 10, 25, 1, 5)
    assert read_moment("10 minuten", now=spring) == utc(2027, 3, 28, 1, 5)
    assert read_moment("morgen 12.00", now=utc(2026, 10, 24, 10)) == utc(2026, 10, 25, 11)
    assert read_moment("morgen 12.00", now=utc(2027, 3, 27, 11)) == utc(2027, 3, 28, 10)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (utc(2026, 11, 24, 20, 59), False),
        (utc(2026, 11, 24, 21, 0), True),
        (utc(2026, 11, 25, 5, 59), True),
        (utc(2026, 11, 25, 6, 0), False),
        (utc(2026, 7, 1, 19, 59), False),
        (utc(2026, 7, 1, 20, 0), True),
        (utc(2026, 7, 1, 5, 0), False),
    ],
)
def test_quiet_hours_are_from_ten_to_seven_on_the_wall(moment: datetime, quiet: bool) -> None:
    assert is_quiet(moment) is quiet


@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        (utc(2026, 11, 24, 12), utc(2026, 11, 24, 12), utc(2026, 11, 24, 12)),
        (utc(2026, 11, 24, 22), utc(2026, 11, 24, 20, 45), utc(2026, 11, 25, 6)),
        (utc(2026, 11, 25, 4), utc(2026, 11, 24, 20, 45), utc(2026, 11, 25, 6)),
        (utc(2026, 10, 25, 3), utc(2026, 10, 24, 19, 45), utc(2026, 10, 25, 6)),
        (utc(2027, 3, 28, 3), utc(2027, 3, 27, 20, 45), utc(2027, 3, 28, 5)),
    ],
)
def test_what_would_fall_in_the_quiet_hours_comes_before_or_after(
    moment: datetime, before: datetime, after: datetime
) -> None:
    assert (before_quiet(moment), after_quiet(moment)) == (before, after)
