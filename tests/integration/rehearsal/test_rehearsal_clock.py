"""The clock that runs faster, and the real one."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import ScaledClock, SystemClock
from bot.rehearsal.updates import life_of_a_press

START = datetime(2026, 3, 2, 14, 0, tzinfo=timezone(timedelta(hours=1)))


def test_scaled_clock_makes_minutes_of_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([1000.0, 1000.0, 1001.5])
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    clock = ScaledClock(60, START)

    found = [clock.now(), clock.now()]

    assert found == [datetime(2026, 3, 2, 13, 0, tzinfo=UTC), datetime(2026, 3, 2, 13, 1, 30, tzinfo=UTC)]


async def test_scaled_clock_sleeps_its_own_seconds() -> None:
    clock = ScaledClock(1_000_000, START)
    before = clock.now()

    await clock.sleep(3600)

    assert clock.now() - before >= timedelta(hours=1)


@pytest.mark.parametrize("factor", [0, -1])
def test_scaled_clock_refuses_to_stand_still_or_run_back(factor: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        ScaledClock(factor, START)


def test_scaled_clock_refuses_a_start_without_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        ScaledClock(60, START.replace(tzinfo=None))


async def test_system_clock_is_in_utc() -> None:
    clock = SystemClock()
    before = clock.now()

    await clock.sleep(0)

    assert before.tzinfo is UTC
    assert clock.now() >= before


def test_press_lives_as_long_as_telegram_keeps_it_and_no_shorter_than_a_machine_may_pause() -> None:
    assert [life_of_a_press(clock) for clock in (SystemClock(), ScaledClock(60, START))] == [150.0, 1500.0]
