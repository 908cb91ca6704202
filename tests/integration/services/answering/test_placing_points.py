"""Points: placed absolutely, within the budget, also by fast fingers."""

import asyncio
from typing import Any

import pytest

from flows.errors import Invalid, NotAllowed
from flows.ports import VerdictWord


async def test_points_are_placed_absolutely_within_the_budget(house: Any, asked: Any) -> None:
    round_ = await asked.points()
    first, second = (option.id for option in round_.items[0].options[:2])
    anna = house.account("boskerk2")

    placed = [
        house.read(await house.answering.place_points(anna, round_.key, "motieven", option, points))
        for option, points in ((first, 6), (first, 6), (second, 4), (first, 0))
    ]

    assert placed == [{first: 6}, {first: 6}, {first: 6, second: 4}, {second: 4}]


async def test_more_points_than_are_left_are_refused(house: Any, asked: Any) -> None:
    round_ = await asked.points()
    first, second = (option.id for option in round_.items[0].options[:2])
    anna = house.account("boskerk2")
    await house.answering.place_points(anna, round_.key, "motieven", first, 10)

    with pytest.raises(Invalid) as caught:
        await house.answering.place_points(anna, round_.key, "motieven", second, 1)

    assert caught.value.reason == "points_used_up"
    assert (await asked.ballot("boskerk2", round_, "motieven")).value == {first: 10}


@pytest.mark.parametrize(("option", "points"), [("", 1), ("elders", 1), (None, -1)])
async def test_points_for_what_cannot_get_any_are_invalid(
    house: Any, asked: Any, option: str | None, points: int
) -> None:
    round_ = await asked.points()
    wanted = round_.items[0].options[0].id if option is None else option

    verdict = await house.answering.place_points(house.account("boskerk2"), round_.key, "motieven", wanted, points)

    assert verdict.word is VerdictWord.INVALID
    assert await asked.ballot("boskerk2", round_, "motieven") is None


async def test_opnieuw_takes_all_points_back(house: Any, asked: Any) -> None:
    round_ = await asked.points()
    first = round_.items[0].options[0].id
    anna = house.account("boskerk2")
    await house.answering.place_points(anna, round_.key, "motieven", first, 10)
    full = await house.answering.walk(anna, round_.key)

    verdict = await house.answering.clear_points(anna, round_.key, "motieven")

    assert (house.read(verdict), full.open_items) == ({}, ())
    assert (await house.answering.walk(anna, round_.key)).open_items == round_.items


async def test_outsider_places_no_points(house: Any, asked: Any) -> None:
    round_ = await asked.points()

    with pytest.raises(NotAllowed):
        await house.answering.place_points(
            house.account("niemand"), round_.key, "motieven", round_.items[0].options[0].id, 1
        )


async def test_points_of_two_fast_taps_are_both_kept(house: Any, asked: Any) -> None:
    round_ = await asked.points()
    (item,) = round_.items
    anna = house.account("boskerk2")
    first, second = (option.id for option in item.options[:2])

    verdicts = await asyncio.gather(
        *(
            house.answering.place_points(anna, round_.key, item.id, option, 3, update=house.update())
            for option in (first, second)
        )
    )

    walk = await house.answering.walk(anna, round_.key)
    assert [verdict.stands for verdict in verdicts] == [True, True]
    assert walk.answers[item.id].value == {first: 3, second: 3}
