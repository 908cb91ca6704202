"""The clock over the real store: what is due is told once, also when the store was closed and opened again."""

import asyncio
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.conference.local_time import Span
from flows.errors import Invalid, Lost, NotAllowed, Refused
from flows.services.preparing import Preparing
from flows.services.timing import Absent, Timing, stamp
from flows.words import Presence, Role, RoundState
from storage.engine import SystemRandomness, open_store


def minutes(house, count):
    return house.clock.now() + timedelta(minutes=count)


def wait(house, count):
    house.clock.moment += timedelta(minutes=count)


async def test_end_time_is_told_once_to_the_facilitators_and_the_round_stays_open(house, timing, opened) -> None:
    await timing.set_end(house.fien, opened.key, minutes(house, 30))
    fien = await house.person("Fien")

    before = await timing.tick()
    wait(house, 30)
    await timing.tick()
    told = await house.told()
    await timing.tick()
    await Timing(house.store, clock=house.clock, pack=house.pack).tick()

    assert before.next_at == opened.opened_at + timedelta(minutes=20)
    assert [to for kind, to in told if kind == "time_over"] == [fien.id]
    assert await house.told() == []
    assert (await house.current()).state is RoundState.OPEN


async def test_cards_change_at_ten_five_and_one_minute_and_at_the_end(house, timing, opened) -> None:
    await timing.set_end(house.fien, opened.key, minutes(house, 30))
    found = []
    since = house.clock.now()
    for count in (19, 1, 4, 1, 4, 1):
        wait(house, count)
        tick = await timing.tick(since=since)
        found.append(bool(tick.changed))
        since = house.clock.now()

    assert found == [False, True, False, True, True, True]


async def test_extension_counts_from_the_end_or_from_now_and_once_for_what_was_seen(house, timing, opened) -> None:
    first = await timing.set_end(house.fien, opened.key, minutes(house, 10))
    seen = stamp(first.closes_at)
    extended = await timing.extend(house.fien, opened.key, seen=seen)
    with pytest.raises(Lost) as twice:
        await timing.extend(house.fien, opened.key, seen=seen)
    wait(house, 20)
    late = await timing.extend(house.fien, opened.key, seen=stamp(extended.closes_at))

    assert extended.closes_at == first.closes_at + timedelta(minutes=5)
    assert twice.value.reason == "time_moved"
    assert late.closes_at == minutes(house, 5)


async def test_extended_time_is_told_again_when_it_is_over(house, timing, opened) -> None:
    first = await timing.set_end(house.fien, opened.key, minutes(house, 10))
    wait(house, 10)
    await timing.tick()
    await timing.extend(house.fien, opened.key, seen=stamp(first.closes_at))
    wait(house, 5)
    await timing.tick()

    assert Counter(kind for kind, _ in await house.told())["time_over"] == 2


async def test_end_time_that_is_past_or_of_a_closed_round_is_refused(house, timing, opened) -> None:
    with pytest.raises(Invalid) as past:
        await timing.set_end(house.fien, opened.key, house.clock.now())
    with pytest.raises(NotAllowed):
        await timing.set_end(house.account("aldermeer1"), opened.key, minutes(house, 5))
    await house.facilitation.close_round(house.fien, opened.key)
    with pytest.raises(Lost) as closed:
        await timing.set_end(house.fien, opened.key, minutes(house, 5))

    assert (past.value.reason, closed.value.reason) == ("time_past", "round_is_elsewhere")


async def test_same_update_changes_the_end_time_once(house, timing, opened) -> None:
    update = house.update()

    first = await timing.set_end(house.fien, opened.key, minutes(house, 10), update=update)
    wait(house, 3)
    again = await timing.set_end(house.fien, opened.key, minutes(house, 10), update=update)

    assert again.closes_at == first.closes_at


async def test_end_time_that_is_taken_away_tells_nothing(house, timing, opened) -> None:
    await timing.set_end(house.fien, opened.key, minutes(house, 10))
    await timing.set_end(house.fien, opened.key, None)
    wait(house, 10)

    tick = await timing.tick()

    assert (tick.next_at, await house.told()) == (None, [])


async def test_reminder_goes_once_to_who_came_in_and_is_not_done(house, timing, opened) -> None:
    invited = await house.invite("boskerk", "later")
    await timing.set_end(house.fien, opened.key, minutes(house, 30))
    for item in opened.items:
        await house.press("aldermeer1", opened, item.id, 4)
    await house.press("aldermeer2", opened, opened.items[0].id, 4)
    expected = {
        (await house.person(f"{town}{n}")).id for town in ("aldermeer", "boskerk", "dalwijk") for n in (1, 2, 3)
    }

    wait(house, 19)
    await timing.tick()
    early = await house.told()
    wait(house, 1)
    await timing.tick()
    told = [to for kind, to in await house.told() if kind == "reminder"]

    assert early == []
    assert sorted(told) == sorted(expected - {(await house.person("aldermeer1")).id})
    assert invited[0].id not in told


async def test_reminder_does_not_come_again_after_an_extension(house, timing, opened) -> None:
    first = await timing.set_end(house.fien, opened.key, minutes(house, 30))
    wait(house, 21)
    await timing.tick()
    await timing.extend(house.fien, opened.key, seen=stamp(first.closes_at))
    wait(house, 8)
    await timing.tick()

    assert set(Counter(to for kind, to in await house.told() if kind == "reminder").values()) == {1}


async def test_reminder_waits_for_the_morning_when_it_is_quiet(house, timing, opened) -> None:
    await timing.set_end(house.fien, opened.key, datetime(2026, 3, 3, 8, 0, tzinfo=UTC))
    house.clock.moment = datetime(2026, 3, 3, 5, 0, tzinfo=UTC)  # the bot was away until 6 in the morning
    tick = await timing.tick()
    early = await house.told()
    house.clock.moment = datetime(2026, 3, 3, 7, 50, tzinfo=UTC)
    await timing.tick()

    assert (tick.next_at, early) == (datetime(2026, 3, 3, 7, 45, tzinfo=UTC), [])
    assert Counter(kind for kind, _ in await house.told())["reminder"] == 9


async def test_reminder_of_homework_that_was_missed_at_night_comes_at_seven(house, timing, opened) -> None:
    async with house.store.writing() as work:
        found = await work.round(opened.key)
        ends_at = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
        await work.save_round(replace(found, homework=True, closes_at=ends_at + timedelta(hours=12)))
        await work.commit()
    house.clock.moment = datetime(2026, 3, 3, 23, 0, tzinfo=UTC)

    tick = await timing.tick()
    at_night = await house.told()
    house.clock.moment = tick.next_at
    await timing.tick()

    assert (tick.next_at, at_night) == (datetime(2026, 3, 4, 6, 0, tzinfo=UTC), [])
    assert Counter(kind for kind, _ in await house.told())["reminder"] == 9


async def test_reminder_by_hand_says_to_how_many_and_not_twice_in_five_minutes(house, timing, opened) -> None:
    for item in opened.items:
        await house.press("aldermeer1", opened, item.id, 4)

    people = await timing.remind(house.fien, opened.key)
    with pytest.raises(Refused) as soon:
        await timing.remind(house.fien, opened.key)
    wait(house, 5)
    again = await timing.remind(house.fien, opened.key)
    await house.answer_all(opened)
    wait(house, 5)
    with pytest.raises(Refused) as nobody:
        await timing.remind(house.fien, opened.key)

    assert (people, again) == (8, 8)
    assert (soon.value.reason, nobody.value.reason) == ("reminded_lately", "nobody_to_remind")
    assert Counter(kind for kind, _ in await house.told())["reminder"] == 16
    assert [e.data["people"] for e in await house.events() if e.kind == "round_reminded"] == [8, 8]


async def test_automatic_reminder_leaves_five_minutes_after_one_by_hand(house, timing, opened) -> None:
    await timing.set_end(house.fien, opened.key, minutes(house, 30))
    wait(house, 19)
    await timing.remind(house.fien, opened.key)
    wait(house, 2)
    soon = await timing.tick()
    wait(house, 3)
    await timing.tick()

    assert soon.next_at == house.clock.now()
    assert Counter(kind for kind, _ in await house.told())["reminder"] == 18


async def test_who_is_awaited_is_told_by_municipality_and_nothing_of_answers(house, timing, opened) -> None:
    await house.invite("boskerk", "later")
    for name in ("aldermeer1", "aldermeer2", "aldermeer3", "dalwijk2"):
        for item in opened.items:
            await house.press(name, opened, item.id, 4)

    _, absent = await timing.awaited(house.fien, opened.key)

    assert absent == (
        Absent(municipality="boskerk", busy=("boskerk1", "boskerk2", "boskerk3"), never=("later",)),
        Absent(municipality="dalwijk", busy=("dalwijk1", "dalwijk3"), never=()),
    )
    with pytest.raises(NotAllowed):
        await timing.awaited(house.account("aldermeer1"), opened.key)


async def test_what_is_due_is_told_once_when_the_store_is_closed_and_opened_between(tmp_path, house, opened) -> None:
    """The notices are in the outbox of the database; another process that begins anew adds none."""
    timing = Timing(house.store, clock=house.clock, pack=house.pack)
    await timing.set_end(house.fien, opened.key, minutes(house, 30))
    wait(house, 25)
    await timing.tick()
    copy = tmp_path / "copy" / "rondetafel.sqlite"
    _copy(tmp_path / "data" / "rondetafel.sqlite", copy)
    kinds = []
    for count in (0, 5, 5):
        wait(house, count)
        async with open_store(copy, clock=house.clock, randomness=SystemRandomness()) as store:
            later = Timing(store, clock=house.clock, pack=house.pack)
            await later.tick()
            await later.tick()
            kinds.append(Counter(p.notice.kind for p in await _drain(store)))

    assert kinds == [Counter(reminder=9), Counter(time_over=1), Counter()]


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir()
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


async def _drain(store):
    sent = []
    while waiting := await store.pending(500):
        for pending in waiting:
            sent.append(pending)
            await store.sent(pending.id)
    return sent


async def test_many_ticks_at_once_tell_once(house, timing, opened) -> None:
    await timing.set_end(house.fien, opened.key, minutes(house, 30))
    wait(house, 30)

    others = [Timing(house.store, clock=house.clock, pack=house.pack) for _ in range(5)]
    await asyncio.gather(*(each.tick() for each in others))

    assert Counter(kind for kind, _ in await house.told())["time_over"] == 1


async def test_day_is_set_by_the_facilitator_and_recorded(house, timing, opened) -> None:
    span = Span(begins_at=minutes(house, 0), ends_at=minutes(house, 240))

    saved = await timing.set_day(house.fien, house.conference, span)

    assert (saved.begins_at, saved.ends_at) == (span.begins_at, span.ends_at)
    assert [e.kind for e in await house.events()][-1] == "day_planned"
    with pytest.raises(Invalid):
        await timing.set_day(house.fien, house.conference, Span(begins_at=span.ends_at, ends_at=span.begins_at))


async def test_round_that_was_closed_or_signed_off_people_are_left_alone(house, timing, opened) -> None:
    await timing.set_end(house.fien, opened.key, minutes(house, 30))
    away = await house.person("dalwijk3")
    async with house.store.writing() as work:
        await work.save_participant(replace(away, presence=Presence.ABSENT))
        await work.commit()
    wait(house, 25)
    await timing.tick()
    reminded = [to for kind, to in await house.told() if kind == "reminder"]
    await house.facilitation.close_round(house.fien, opened.key)
    await house.told()
    wait(house, 10)
    tick = await timing.tick()

    assert (len(reminded), away.id in reminded) == (8, False)
    assert (tick.next_at, await house.told()) == (None, [])


async def test_lists_of_homework_are_reminded_of_together(house, timing) -> None:
    await house.convene()
    preparing = Preparing(house.store, clock=house.clock, pack=house.pack)
    opened = await preparing.open_homework(house.fien, house.conference, closes_at=minutes(house, 60 * 24 * 4))
    await house.told()
    wait(house, 60 * 24 * 3)
    await timing.tick()
    await Timing(house.store, clock=house.clock, pack=house.pack).tick()

    assert len(opened) > 1
    assert Counter(to for kind, to in await house.told() if kind == "reminder") == Counter(
        p.id for p in (await house.stage()).participants if p.role is Role.VOTER
    )
