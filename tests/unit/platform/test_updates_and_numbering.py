"""Whose an update is, and what makes its number unique."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.platform.numbering import Numbering
from bot.platform.updates import lane_of, number_of
from flows.errors import StorageError
from flows.ports import UpdateRef

START = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)


@dataclass
class CalendarClock:
    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class Notebook:
    """Keeps the epoch; can be out of order."""

    kept: tuple[int, datetime] | None = None
    saves: list[tuple[int, datetime]] = field(default_factory=list)
    broken: bool = False

    async def load_epoch(self) -> tuple[int, datetime] | None:
        return self.kept

    async def save_epoch(self, epoch: int, seen: datetime) -> None:
        if self.broken:
            raise StorageError("full")
        self.kept = (epoch, seen)
        self.saves.append(self.kept)


@pytest.mark.parametrize(
    ("raw", "lane"),
    [
        ({"update_id": 1, "message": {"from": {"id": 7}, "chat": {"id": -5}}}, 7),
        ({"update_id": 1, "callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}}}, 7),
        ({"update_id": 1, "my_chat_member": {"from": {"id": 8}, "chat": {"id": -5}}}, 8),
        ({"update_id": 1, "channel_post": {"chat": {"id": -6}}}, -6),
        ({"update_id": 1, "message": {"from": {"id": "x"}, "chat": "y"}}, None),
        ({"update_id": 1, "message": 5}, None),
        ("geen object", None),
    ],
)
def test_lane_is_the_person_then_the_chat(raw: Any, lane: int | None) -> None:
    assert lane_of(raw) == lane


@pytest.mark.parametrize(
    ("raw", "number"), [({"update_id": 4}, 4), ({"update_id": "4"}, None), ({"update_id": True}, None), ([], None)]
)
def test_number_is_an_integer_or_nothing(raw: Any, number: int | None) -> None:
    assert number_of(raw) == number


async def test_epoch_counts_on_after_six_quiet_days_and_not_before() -> None:
    clock, book = CalendarClock(), Notebook()
    numbering = Numbering(book, clock)

    await numbering.note()
    first = numbering.ref(5)
    clock.moment += timedelta(days=6) - timedelta(seconds=1)
    await numbering.note()
    same = numbering.ref(5)
    clock.moment += timedelta(days=6)
    await numbering.note()

    assert [first, same, numbering.ref(5)] == [
        UpdateRef("telegram", 5, 0),
        UpdateRef("telegram", 5, 0),
        UpdateRef("telegram", 5, 1),
    ]


async def test_epoch_goes_on_after_a_restart() -> None:
    clock, book = CalendarClock(), Notebook(kept=(3, START - timedelta(days=7)))

    numbering = Numbering(book, clock)
    await numbering.note()
    again = Numbering(book, clock)
    await again.note()

    assert (numbering.ref(1).epoch, again.ref(1).epoch) == (4, 4)


async def test_moment_is_saved_once_an_hour() -> None:
    clock, book = CalendarClock(), Notebook()
    numbering = Numbering(book, clock)

    for _ in range(9):
        await numbering.note()
        clock.moment += timedelta(minutes=20)

    assert [moment - START for _, moment in book.saves] == [timedelta(hours=hours) for hours in range(3)]


async def test_epoch_that_could_not_be_saved_is_not_used() -> None:
    clock, book = CalendarClock(), Notebook(kept=(0, START - timedelta(days=7)), broken=True)
    numbering = Numbering(book, clock)

    with pytest.raises(StorageError):
        await numbering.note()
    book.broken = False
    await numbering.note()

    assert (numbering.ref(1).epoch, book.saves) == (1, [(1, START)])


async def test_clock_set_back_begins_no_epoch() -> None:
    clock, book = CalendarClock(), Notebook()
    numbering = Numbering(book, clock)
    await numbering.note()
    clock.moment -= timedelta(days=30)

    await numbering.note()

    assert numbering.ref(1).epoch == 0
