"""End times, the countdown and the moment of the reminder."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.conference.deadlines import (
    current_point,
    end_of,
    marks_of,
    next_point,
    pause_of,
    reminder_at,
    time_left,
)
from flows.conference.model import Round, TalkingPoint
from flows.words import Kind, Mode, Party, RoundState, Sort

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def round_(**more: object) -> Round:
    given = {
        "key": 1,
        "id": "motieven-1",
        "conference": "c",
        "template": "motieven",
        "phase": "motieven",
        "number": 1,
        "kind": Kind.RATE,
        "sort": Sort.VOORSTEL,
        "party": Party.VOTERS,
        "mode": Mode.INDIVIDUAL,
        "state": RoundState.OPEN,
        "title": "Motieven",
        "opened_at": NOON,
    }
    return Round(**{**given, **more})


@pytest.mark.parametrize(
    ("more", "ends_at"),
    [
        ({}, None),
        ({"closes_at": NOON + timedelta(minutes=10)}, NOON + timedelta(minutes=10)),
        ({"closes_at": NOON + timedelta(minutes=10), "state": RoundState.CLOSED}, None),
        ({"closes_at": NOON - timedelta(minutes=10)}, None),
    ],
)
def test_end_counts_for_an_open_round_and_since_it_was_opened(more: dict[str, object], ends_at: datetime) -> None:
    assert end_of(round_(**more)) == ends_at


def test_schorsing_is_of_an_open_round() -> None:
    until = NOON + timedelta(minutes=5)

    assert pause_of(round_(paused_until=until)) == until
    assert pause_of(round_(paused_until=until, state=RoundState.CLOSED)) is None


@pytest.mark.parametrize(
    ("opened_at", "closes_at", "homework", "reminded_at"),
    [
        (NOON, utc(2026, 11, 24, 12, 9), False, utc(2026, 11, 24, 12, 6)),
        (NOON, utc(2026, 11, 24, 13), False, utc(2026, 11, 24, 12, 45)),
        (NOON, utc(2026, 11, 28, 12), True, utc(2026, 11, 27, 12)),
        (NOON, utc(2026, 11, 25, 12), True, utc(2026, 11, 24, 20, 45)),
        (NOON, utc(2026, 11, 28, 7), False, utc(2026, 11, 28, 6, 45)),
        (NOON, utc(2026, 11, 28, 6), False, utc(2026, 11, 27, 20, 45)),
        (utc(2026, 11, 24, 20, 50), utc(2026, 11, 24, 21, 20), False, utc(2026, 11, 24, 20, 50)),
        (utc(2026, 11, 24, 22), utc(2026, 11, 25, 8), False, utc(2026, 11, 25, 7, 45)),
        (utc(2026, 11, 24, 22), utc(2026, 11, 25, 5), False, None),
        (utc(2026, 10, 24, 12), utc(2026, 10, 26, 12), True, utc(2026, 10, 25, 20)),
        (utc(2027, 3, 27, 12), utc(2027, 3, 28, 5), True, utc(2027, 3, 27, 20, 45)),
    ],
)
def test_reminder_comes_a_third_before_the_end_and_not_at_night(
    opened_at: datetime, closes_at: datetime, homework: bool, reminded_at: datetime | None
) -> None:
    found = reminder_at(round_(opened_at=opened_at, closes_at=closes_at, homework=homework))

    assert found == reminded_at


def test_round_without_an_end_reminds_nobody() -> None:
    assert reminder_at(round_()) is None


@pytest.mark.parametrize(
    ("seconds", "left"),
    [(601, None), (600, 10), (301, 10), (300, 5), (60, 1), (1, 1), (0, 0), (-60, 0)],
)
def test_countdown_reads_the_same_between_two_marks(seconds: int, left: int | None) -> None:
    assert time_left(NOON + timedelta(seconds=seconds), now=NOON) == left


def test_marks_are_ten_five_and_one_minute_and_the_end() -> None:
    assert marks_of(NOON) == (
        utc(2026, 11, 24, 11, 50),
        utc(2026, 11, 24, 11, 55),
        utc(2026, 11, 24, 11, 59),
        NOON,
    )


def test_one_point_is_talked_about_and_the_next_waits() -> None:
    done = TalkingPoint(item="a", begun_at=NOON, done_at=NOON)
    now, later = TalkingPoint(item="b", begun_at=NOON), TalkingPoint(item="c")

    assert (current_point((done, now, later)), next_point((done, now, later))) == (now, later)
    assert (current_point((done,)), next_point((done, now))) == (None, None)
