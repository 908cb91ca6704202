"""The walk through a round: where it goes on, and where it is taken up again."""

from typing import Any

import pytest

from flows.errors import NotFound
from flows.services.answering import neighbour, next_stop
from flows.words import RoundState


async def test_walk_goes_on_to_the_next_open_item_and_then_back_to_the_first(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    ids, anna = [item.id for item in round_.items], house.account("boskerk2")
    assert len(ids) == 4

    stops = []
    for item in (ids[1], ids[2], ids[3], ids[0]):
        await house.press("boskerk2", round_, item, 4)
        stops.append(next_stop(await house.answering.walk(anna, round_.key, at=item), item))

    assert stops == [ids[2], ids[3], ids[0], None]


async def test_walk_steps_over_what_is_answered(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    ids, anna = [item.id for item in round_.items], house.account("boskerk2")
    await house.press("boskerk2", round_, ids[1], 4)

    walk = await house.answering.walk(anna, round_.key, at=ids[0])

    assert next_stop(walk, ids[0]) == ids[2]
    assert next_stop(walk, "elders") == ids[0]


async def test_neighbour_stays_at_the_ends(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    ids = [item.id for item in round_.items]
    walk = await house.answering.walk(house.account("boskerk2"), round_.key)

    found = [neighbour(walk, of, step) for of, step in ((ids[0], -1), (ids[0], 1), (ids[3], 1), (ids[3], -1))]

    assert found == [ids[0], ids[1], ids[3], ids[2]]


async def test_geen_mening_is_an_answer(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    item = round_.items[0]
    await house.answering.answer(asked.no_opinion("boskerk2", round_, item.id))

    walk = await house.answering.walk(house.account("boskerk2"), round_.key)

    assert walk.is_done(item)
    assert walk.open_items == round_.items[1:]


async def test_resuming_begins_at_the_first_open_item(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    await house.press("boskerk2", round_, round_.items[0].id, 4)

    walk = await house.answering.walk(house.account("boskerk2"), round_.key, resume=True)

    assert walk.item == round_.items[1]


async def test_resuming_goes_on_where_it_was_left(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    anna = house.account("boskerk2")
    await house.answering.remember_position(await house.answering.walk(anna, round_.key, at=round_.items[2].id))

    left = await house.answering.walk(anna, round_.key, resume=True)
    await house.press("boskerk2", round_, round_.items[2].id, 4)
    answered = await house.answering.walk(anna, round_.key, resume=True)

    assert left.item == round_.items[2]
    assert answered.item == round_.items[0]


async def test_resuming_with_everything_answered_shows_the_overview(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    await house.answer_all(round_)

    walk = await house.answering.walk(house.account("boskerk2"), round_.key, resume=True)

    assert (walk.at, walk.item, walk.open_items) == (None, None, ())


async def test_walk_tells_the_state_of_this_moment(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    anna = house.account("boskerk2")
    before = await house.answering.walk(anna, round_.key)
    await house.facilitation.close_round(house.fien, round_.key)

    after = await house.answering.walk(anna, round_.key)

    assert (before.round.state, after.round.state) == (RoundState.OPEN, RoundState.CLOSED)


async def test_walk_through_a_round_that_does_not_exist_is_not_found(house: Any) -> None:
    await house.convene()

    with pytest.raises(NotFound):
        await house.answering.walk(house.account("boskerk2"), 999)
