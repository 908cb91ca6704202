"""Schorsingen over the real store: who asks, who decides, and how everybody hears that one is over."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from flows.errors import Lost, NotAllowed, Refused
from flows.services.timing import stamp
from storage import schema


def wait(house, count):
    house.clock.moment += timedelta(minutes=count)


async def _decides(house, round_):
    """As if standpunten were asked."""
    async with house.store.writing() as work:
        await work.run(sa.update(schema.round_).where(schema.round_.c.key == round_.key).values(decides=True))
        await work.commit()


async def test_schorsing_is_of_standpunten_only(house, pausing, opened) -> None:
    with pytest.raises(Refused) as refused:
        await pausing.begin(house.fien, opened.key, 5)

    assert refused.value.reason == "pause_not_here"


async def test_schorsing_ends_with_one_notice_and_answers_count_meanwhile(house, pausing, timing, opened) -> None:
    await _decides(house, opened)

    paused = await pausing.begin(house.fien, opened.key, 10)
    pressed = await house.press("aldermeer1", opened, opened.items[0].id, 4)
    longer = await pausing.extend(house.fien, opened.key, seen=stamp(paused.paused_until))
    wait(house, 14)
    await timing.tick()
    early = await house.told()
    wait(house, 1)
    await timing.tick()
    await timing.tick()

    assert pressed.stands
    assert longer.paused_until == paused.paused_until + timedelta(minutes=5)
    assert early == []
    assert Counter(kind for kind, _ in await house.told()) == Counter(pause_over=9)  # there is no group


async def test_schorsing_that_is_ended_early_is_told_at_once_and_not_again(house, pausing, timing, opened) -> None:
    await _decides(house, opened)
    paused = await pausing.begin(house.fien, opened.key, 10)

    ended = await pausing.end(house.fien, opened.key, seen=stamp(paused.paused_until))
    told = Counter(kind for kind, _ in await house.told())
    with pytest.raises(Lost):
        await pausing.end(house.fien, opened.key, seen=stamp(paused.paused_until))
    wait(house, 10)
    await timing.tick()

    assert (ended.paused_until, told) == (None, Counter(pause_over=9))
    assert await house.told() == []


async def test_woordvoerder_asks_for_a_schorsing_and_the_facilitators_hear_it_once(house, pausing, opened) -> None:
    with pytest.raises(Refused):
        await pausing.request(house.account("boskerk1"), opened.key)
    await _decides(house, opened)

    await pausing.request(house.account("boskerk1"), opened.key)
    await pausing.request(house.account("boskerk1"), opened.key)

    assert [kind for kind, _ in await house.told()] == ["pause_asked"]
    with pytest.raises(NotAllowed):
        await pausing.request(house.fien, opened.key)
