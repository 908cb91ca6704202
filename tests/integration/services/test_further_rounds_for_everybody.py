"""What stands before a further round is the same for everybody, and worked out once when all begin together."""

import asyncio

import pytest

from bot.screens.further import Further
from flows.conference.model import TalkingPoint
from flows.services.announcing import mark_of
from flows.services.arguing import Arguing
from flows.services.following import Following
from flows.services.moderating import Judgment, Moderating

LINE = "Alleen redden wij het niet"


@pytest.fixture
def following(house):
    return Following(house.store, clock=house.clock, pack=house.pack)


@pytest.fixture
async def draft(house, following):
    """A concept behind a round with one line that waits for the facilitator."""
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    arguing = Arguing(house.store)
    await arguing.ask(house.account("boskerk1"), round_.key, round_.items[0].id)
    await arguing.give(house.account("boskerk1"), LINE)
    await house.answer_all(round_, 2)
    await house.facilitation.close_round(house.fien, round_.key)
    await house.facilitation.publish_round(house.fien, round_.key)
    async with house.store.writing() as work:
        await work.set_talking_points(round_.key, [TalkingPoint(item=round_.items[0].id)])
        await work.commit()
    return await following.follow(house.fien, round_.key)


async def test_everybody_who_begins_at_once_gets_what_was_worked_out_once(house, following, draft) -> None:
    further = Further(house.store, following=following)
    opened = await house.facilitation.open_round(house.fien, draft.key)

    first, *others = await asyncio.gather(*(further.view_of(opened) for _ in range(20)))

    assert first is not None
    assert all(other is first for other in others)


async def test_line_that_is_admitted_before_opening_is_there(house, following, draft) -> None:
    further, moderating = Further(house.store, following=following), Moderating(house.store)
    before = await further.view_of(draft)
    (line,) = (await moderating.read(house.fien, draft.follows)).waiting
    await moderating.judge(house.fien, line.id, Judgment.ADMIT, seen=mark_of(LINE))

    admitted = await further.view_of(draft)
    opened = await further.view_of(await house.facilitation.open_round(house.fien, draft.key))

    assert before is not None
    assert admitted is not None
    assert opened is not None
    assert before.before.arguments == {}
    assert admitted.before.arguments == opened.before.arguments == {draft.items[0].id: (LINE,)}
