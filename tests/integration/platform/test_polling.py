"""Taking updates in over HTTP: confirmed after handling, never lost, never blocked by one."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from telegram.error import InvalidToken, NetworkError

from bot.platform.lanes import Lanes
from bot.platform.numbering import Numbering
from bot.platform.polling import NotStored, Polling
from bot.platform.updates import TAKEN
from flows.errors import StorageError


@dataclass
class Book:
    """The epoch in memory."""

    kept: tuple[int, datetime] | None = None
    broken: bool = False

    async def load_epoch(self) -> tuple[int, datetime] | None:
        return self.kept

    async def save_epoch(self, epoch: int, seen: datetime) -> None:
        if self.broken:
            raise StorageError("full")
        self.kept = (epoch, seen)


@dataclass
class Intake:
    """A handler that notes what it took, and fails where a test wants it to."""

    begun: list[int] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    aside: list[tuple[Any, str]] = field(default_factory=list)
    failures: dict[int, list[BaseException]] = field(default_factory=dict)
    gates: dict[int, asyncio.Event] = field(default_factory=dict)
    aside_failures: list[Exception] = field(default_factory=list)

    async def handle(self, raw: dict[str, Any]) -> None:
        number = raw["update_id"]
        self.begun.append(number)
        if number in self.gates:
            await self.gates[number].wait()
        if self.failures.get(number):
            raise self.failures[number].pop(0)
        if "message" not in raw:
            raise KeyError("message")
        self.taken.append(number)

    async def quarantine(self, raw: Any, error: Exception) -> None:
        if self.aside_failures:
            raise self.aside_failures.pop(0)
        self.aside.append((raw, type(error).__name__))


@pytest.fixture
def intake() -> Intake:
    return Intake()


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def polling(api: Any, clock: Any, intake: Intake, book: Book) -> Polling:
    numbering = Numbering(book, clock)
    return Polling(api, intake.handle, intake.quarantine, clock, lanes=Lanes(), numbering=numbering)


@pytest.fixture
async def running(polling: Polling, telegram: Any) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(polling.run())
    yield task
    polling.stop()
    await asyncio.wait({task})


async def test_polls_for_exactly_the_kinds_that_are_taken(telegram: Any, wait_until: Any, running: Any) -> None:
    await wait_until(lambda: telegram.offsets)

    call = telegram.of("getUpdates")[0]
    kinds = '["message", "callback_query", "my_chat_member", "chat_member"]'
    assert call.params == {"limit": "100", "timeout": "25", "allowed_updates": kinds}
    assert list(TAKEN) == ["message", "callback_query", "my_chat_member", "chat_member"]


async def test_nothing_is_confirmed_before_the_whole_batch_is_handled(
    telegram: Any, intake: Intake, update: Any, wait_until: Any, running: Any
) -> None:
    intake.gates[11] = asyncio.Event()
    telegram.arrive(update(10, person=1), update(11, person=2), update(12, person=3))

    await wait_until(lambda: intake.taken == [10, 12])
    before = list(telegram.offsets)
    intake.gates[11].set()
    await wait_until(lambda: len(telegram.offsets) == len(before) + 1)

    assert set(before) == {None}
    assert (telegram.offsets[-1], intake.taken) == (13, [10, 12, 11])


async def test_one_person_is_handled_in_order_beside_another(
    telegram: Any, intake: Intake, update: Any, wait_until: Any, running: Any
) -> None:
    intake.gates[10] = asyncio.Event()
    telegram.arrive(update(10, person=1), update(11, person=1), update(12, person=2), update(13, person=1))

    await wait_until(lambda: intake.taken == [12])
    intake.gates[10].set()
    await wait_until(lambda: 14 in telegram.offsets)

    assert intake.taken == [12, 10, 11, 13]


async def test_update_that_cannot_be_read_is_set_aside_and_the_batch_goes_on(
    telegram: Any, intake: Intake, update: Any, wait_until: Any, running: Any
) -> None:
    unreadable = {"update_id": 11, "message_of_a_future": {"from": {"id": 2}}}
    telegram.arrive(update(10), unreadable, "geen object", {"message": {}}, update(12))

    await wait_until(lambda: 13 in telegram.offsets)

    assert intake.taken == [10, 12]
    aside = [({"message": {}}, "ValueError"), ("geen object", "ValueError"), (unreadable, "KeyError")]
    assert sorted(intake.aside, key=str) == sorted(aside, key=str)


async def test_handler_that_fails_for_good_does_not_block(
    telegram: Any, intake: Intake, update: Any, wait_until: Any, running: Any
) -> None:
    intake.failures = {10: [NetworkError("a failed send")], 11: [asyncio.CancelledError()]}
    telegram.arrive(update(10), update(11), update(12))

    await wait_until(lambda: 13 in telegram.offsets)

    assert (intake.taken, [kind for _, kind in intake.aside]) == ([12], ["NetworkError", "RuntimeError"])


async def test_update_not_stored_comes_again_and_holds_its_person_only(
    *, telegram: Any, intake: Intake, update: Any, wait_until: Any, clock: Any, running: Any
) -> None:
    intake.failures = {11: [NotStored("locked"), StorageError("disk full")]}
    telegram.arrive(update(10, person=1), update(11, person=1), update(12, person=2), update(13, person=1))

    await wait_until(lambda: clock.sleepers)
    first = list(intake.taken)
    telegram.arrive(update(14, person=2))
    await clock.advance(1.0)
    await wait_until(lambda: clock.sleepers)
    second = list(intake.taken)
    await clock.advance(1.999)
    too_early = list(telegram.offsets)
    await clock.advance(0.001)
    await wait_until(lambda: telegram.offsets[-1] == 15)

    assert (first, second, intake.taken) == ([10, 12], [10, 12, 14], [10, 12, 14, 11, 13])
    assert (too_early, telegram.offsets, intake.aside) == ([None, 11], [None, 11, 11, 15], [])


async def test_update_that_cannot_be_set_aside_for_now_comes_again(
    *, telegram: Any, intake: Intake, update: Any, wait_until: Any, clock: Any, running: Any
) -> None:
    intake.aside_failures = [StorageError("locked")]
    intake.failures = {10: [ValueError(), ValueError()]}
    telegram.arrive(update(10))

    await wait_until(lambda: clock.sleepers)
    await clock.advance(1.0)
    await wait_until(lambda: 11 in telegram.offsets)

    assert [kind for _, kind in intake.aside] == ["ValueError"]


async def test_nothing_is_handled_while_the_epoch_cannot_be_kept(
    *, telegram: Any, intake: Intake, book: Book, update: Any, wait_until: Any, clock: Any, running: Any
) -> None:
    book.broken = True
    telegram.arrive(update(10))

    await wait_until(lambda: clock.sleepers)
    before = list(intake.taken)
    book.broken = False
    await clock.advance(1.0)
    await wait_until(lambda: 11 in telegram.offsets)

    assert (before, intake.taken) == ([], [10])


@pytest.mark.parametrize(
    ("code", "text", "parameters", "wait"),
    [
        (409, "Conflict: terminated by other getUpdates request", {}, 1.0),
        (500, "Internal Server Error", {}, 1.0),
        (502, "Bad Gateway", {}, 1.0),
        (429, "Too Many Requests: retry after 17", {"retry_after": 17}, 17.0),
    ],
)
async def test_refused_poll_is_tried_again_after_its_wait(
    *,
    telegram: Any,
    refuse: Any,
    wait_until: Any,
    clock: Any,
    polling: Polling,
    code: int,
    text: str,
    parameters: Any,
    wait: float,
) -> None:
    telegram.reply("getUpdates", refuse(code, text, **parameters))
    task = asyncio.create_task(polling.run())

    await wait_until(lambda: clock.sleepers)
    await clock.advance(wait - 0.001)
    waited = (len(telegram.calls), polling.reached)
    await clock.advance(0.001)
    await wait_until(lambda: telegram.offsets)
    polling.stop()
    await task

    assert waited == (1, False)
    assert [call.method for call in telegram.calls] == ["getUpdates", "getUpdates"]


async def test_webhook_of_before_is_removed_without_dropping_what_waits(
    telegram: Any, refuse: Any, wait_until: Any, clock: Any, running: Any
) -> None:
    telegram.reply("getUpdates", refuse(409, "Conflict: can't use getUpdates method while webhook is active"))

    await wait_until(lambda: clock.sleepers)

    assert [(call.method, call.params) for call in telegram.calls[1:]] == [
        ("deleteWebhook", {"drop_pending_updates": "false"})
    ]


async def test_no_network_at_start_is_waited_out(
    *, telegram: Any, intake: Intake, update: Any, wait_until: Any, clock: Any, polling: Polling
) -> None:
    telegram.arrive(update(10))
    await telegram.stop()
    task = asyncio.create_task(polling.run())
    reached_before = []
    for wait in (1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0):
        await wait_until(lambda: clock.sleepers)
        reached_before.append(polling.reached)
        await clock.advance(wait - 0.001)
        assert clock.sleepers == 1
        if len(reached_before) == 7:
            await telegram.start()
        await clock.advance(0.001)

    await wait_until(lambda: 11 in telegram.offsets)
    reached = polling.reached
    polling.stop()
    await task

    assert reached_before == [False] * 7
    assert (reached, intake.taken, polling.reached) == (True, [10], False)


async def test_token_that_never_worked_ends_the_run(telegram: Any, refuse: Any, polling: Polling) -> None:
    telegram.reply("getUpdates", refuse(401, "Unauthorized"))

    with pytest.raises(InvalidToken):
        await polling.run()


async def test_stopping_finishes_what_is_in_hand_and_confirms_it(
    telegram: Any, intake: Intake, update: Any, wait_until: Any, polling: Polling
) -> None:
    intake.gates[10] = asyncio.Event()
    telegram.arrive(update(10))
    task = asyncio.create_task(polling.run())
    await wait_until(lambda: intake.begun)

    polling.stop()
    intake.gates[10].set()
    await task

    last = telegram.of("getUpdates")[-1].params
    assert (intake.taken, list(telegram.updates)) == ([10], [])
    assert {name: last[name] for name in ("offset", "timeout", "limit")} == {
        "offset": "11",
        "timeout": "0",
        "limit": "1",
    }


async def test_stopping_in_a_long_poll_returns_without_another_call(
    telegram: Any, wait_until: Any, polling: Polling
) -> None:
    task = asyncio.create_task(polling.run())
    await wait_until(lambda: telegram.offsets)

    polling.stop()
    await task

    assert telegram.offsets == [None]


async def test_stopping_confirms_only_what_was_stored(
    *, telegram: Any, intake: Intake, update: Any, wait_until: Any, clock: Any, polling: Polling
) -> None:
    intake.failures = {11: [NotStored("locked")]}
    telegram.arrive(update(10), update(11))
    task = asyncio.create_task(polling.run())
    await wait_until(lambda: clock.sleepers)

    polling.stop()
    await task

    assert (telegram.offsets, list(telegram.updates)) == ([None, 11], [update(11)])


async def test_cancelling_the_run_cancels_it(telegram: Any, wait_until: Any, polling: Polling) -> None:
    task = asyncio.create_task(polling.run())
    await wait_until(lambda: telegram.offsets)

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task


async def test_numbers_that_begin_anew_after_a_quiet_week_are_taken_in(
    *, telegram: Any, intake: Intake, book: Book, update: Any, wait_until: Any, clock: Any, running: Any, refuse: Any
) -> None:
    telegram.arrive(update(900))
    await wait_until(lambda: telegram.offsets[-1:] == [901])
    await clock.advance(timedelta(days=7).total_seconds())
    telegram.arrive(update(901))
    await wait_until(lambda: telegram.offsets[-1:] == [902])
    await clock.advance(timedelta(days=7).total_seconds())

    telegram.reply("getUpdates", (200, {"ok": True, "result": [update(5)]}))
    telegram.arrive(update(902))
    await wait_until(lambda: 902 in intake.taken)
    await wait_until(lambda: telegram.offsets[-1:] == [6])

    assert (intake.taken, book.kept and book.kept[0]) == ([900, 901, 902, 5], 2)


async def test_offset_is_forgotten_after_six_quiet_days_since_it_could_hide_new_numbers(
    *, telegram: Any, update: Any, wait_until: Any, clock: Any, running: Any
) -> None:
    telegram.arrive(update(900))
    await wait_until(lambda: telegram.offsets[-1:] == [901])
    telegram.arrive()
    await wait_until(lambda: len(telegram.offsets) == 3)
    await clock.advance(timedelta(days=6).total_seconds())

    telegram.arrive()
    await wait_until(lambda: len(telegram.offsets) == 4)

    assert telegram.offsets == [None, 901, 901, None]
