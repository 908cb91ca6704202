"""Pure limits: windows, buckets, and the two kinds of chats."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platform.backoff import Backoff
from bot.platform.limits import Bucket, Limits, Window, pace_of


def test_window_is_full_until_its_oldest_leaves() -> None:
    window = Window(2, 60.0)
    window.note(0.0)
    window.note(10.0)

    assert [window.wait(10.0), window.wait(59.0), window.wait(60.0), window.wait(10.0, limit=1)] == [
        50.0,
        1.0,
        0.0,
        60.0,
    ]


def test_window_gives_each_reservation_its_own_room() -> None:
    window = Window(2, 1.0)

    assert [window.reserve(5.0) for _ in range(5)] == [5.0, 5.0, 6.0, 6.0, 7.0]


def test_window_takes_back_what_was_not_used() -> None:
    window = Window(1, 1.0)
    window.reserve(5.0)
    unused = window.reserve(5.0)
    window.give_back(unused)

    assert window.reserve(5.0) == 6.0


def test_bucket_gives_a_burst_and_then_its_rate() -> None:
    bucket = Bucket(3, 0.5)
    for _ in range(3):
        bucket.note(0.0)

    assert [bucket.wait(0.0), bucket.wait(1.0), bucket.wait(2.0), bucket.is_full(5.0), bucket.is_full(6.0)] == [
        2.0,
        1.0,
        0.0,
        False,
        True,
    ]


def test_group_keeps_room_for_what_must_arrive() -> None:
    pace = pace_of(-5, Limits())
    for second in range(14):
        pace.note(float(second))

    assert pace.wait(14.0, card=True) == 46.0
    assert pace.wait(14.0, card=False) == 0.0


def test_group_is_rested_a_minute_after_its_last() -> None:
    pace = pace_of(-5, Limits())
    pace.note(10.0)

    assert [pace.is_rested(69.0), pace.is_rested(70.0)] == [False, True]


@given(gaps=st.lists(st.floats(0.0, 4.0), min_size=20, max_size=80))
@settings(max_examples=50)
def test_group_never_takes_more_than_its_minute_however_calls_come(gaps: list[float]) -> None:
    pace, now, sent = pace_of(-5, Limits()), 0.0, []
    for gap in gaps:
        now += gap
        now += pace.wait(now, card=False)
        pace.note(now)
        sent.append(now)

    assert max((sum(start <= moment < start + 59.999 for moment in sent) for start in sent), default=0) <= 18
    assert min((late - early for early, late in pairwise(sent)), default=1.0) >= 0.999


def test_backoff_doubles_to_its_limit_and_begins_again() -> None:
    backoff = Backoff()
    waits = [backoff.next() for _ in range(7)]
    backoff.reset()

    assert (waits, backoff.next()) == ([1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0], 1.0)
