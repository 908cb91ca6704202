"""After closing every voter is asked for a line at the same moment; who answers is nobody else's matter."""

from typing import Any

import pytest

from flows.conference.model import Round
from flows.errors import Lost
from flows.services.arguing import Arguing, Asked
from flows.services.correcting import Correcting
from flows.services.moderating import Moderating
from flows.words import RequestState

LIKING = {"aldermeer": 5, "boskerk": 4, "dalwijk": 1}


@pytest.fixture
def arguing(house: Any) -> Arguing:
    return Arguing(house.store)


async def divided(house: Any, *, silent: str = "dalwijk3", split: int = 2) -> Round:
    """An open round of motives: the municipalities are split on the first `split`; one person answers nothing."""
    await house.convene()
    await house.advance()
    round_: Round = await house.opened()
    for town, liking in LIKING.items():
        for n in (1, 2, 3):
            for place, item in enumerate(round_.items):
                if f"{town}{n}" != silent:
                    await house.press(f"{town}{n}", round_, item.id, liking if place < split else 4)
    return round_


async def closed(house: Any, **more: Any) -> Round:
    round_ = await divided(house, **more)
    await house.told()
    found: Round = await house.facilitation.close_round(house.fien, round_.key)
    return found


async def requested(house: Any, name: str) -> list[tuple[str, RequestState]]:
    async with house.store.reading() as view:
        found = await view.argument_requests((await house.person(name)).id)
    return [(request.item, request.state) for request in found]


async def answer(arguing: Arguing, account: Any, text: str) -> Any:
    found = await arguing.awaited(account)
    assert found is not None
    return await arguing.answer(account, found, text)


async def test_closing_asks_every_voter_at_once_also_who_answered_nothing(house: Any) -> None:
    await closed(house)

    told = [to for kind, to in await house.told() if kind == "argument_request"]
    stage = await house.stage()
    assert sorted(str(to) for to in told) == sorted(p.id for p in stage.participants if p.role.value == "voter")
    asked = [event for event in await house.events() if event.kind == "arguments_asked"]
    assert [(event.who, dict(event.data)) for event in asked] == [
        ("", {"round": "motieven-1", "people": 9, "items": 2})
    ]


async def test_nobody_is_asked_where_no_point_is_proposed(house: Any) -> None:
    await closed(house, split=0)

    assert [kind for kind, _ in await house.told() if kind == "argument_request"] == []
    assert await requested(house, "aldermeer1") == []


async def test_second_item_follows_the_first_line_and_then_nothing(house: Any, arguing: Arguing) -> None:
    round_ = await closed(house)
    first, second = (item.id for item in round_.items[:2])
    anna = house.account("dalwijk1")

    one = await answer(arguing, anna, "Alleen  krijgen wij geen contract.")
    two = await arguing.decline(anna, round_.key, second)
    again = await arguing.decline(anna, round_.key, second)

    assert isinstance(one, Asked)
    assert one.item is not None
    assert (one.item.id, one.given) == (second, 1)
    assert (two.item, again.item) == (None, None)
    assert await requested(house, "dalwijk1") == [(first, RequestState.GIVEN), (second, RequestState.DECLINED)]
    assert await arguing.awaited(anna) is None
    found = await Moderating(house.store).read(house.fien, round_.key)
    assert [(line.item, line.text) for line in found.waiting] == [(first, "Alleen krijgen wij geen contract.")]


async def test_who_wrote_with_an_item_before_is_asked_of_another_first(house: Any, arguing: Arguing) -> None:
    round_ = await divided(house)
    first, second = (item.id for item in round_.items[:2])
    anna = house.account("dalwijk1")
    await arguing.ask(anna, round_.key, first)
    await arguing.give(anna, "Dit doen wij zelf.")

    await house.facilitation.close_round(house.fien, round_.key)

    assert [item for item, _ in await requested(house, "dalwijk1")] == [second, first]


async def test_line_for_a_question_that_closed_says_what_the_next_text_belongs_to(
    house: Any, arguing: Arguing
) -> None:
    round_ = await divided(house)
    anna = house.account("dalwijk1")
    await arguing.ask(anna, round_.key, round_.items[3].id)
    await house.facilitation.close_round(house.fien, round_.key)

    with pytest.raises(Lost) as refused:
        await arguing.give(anna, "Dit hoort bij een ander onderwerp.")

    assert refused.value.reason == "round_closed_argument_asked"
    assert refused.value.data == {"item": round_.items[0].title}
    assert (await Moderating(house.store).read(house.fien, round_.key)).count == 0


async def test_same_update_twice_is_one_line(house: Any, arguing: Arguing) -> None:
    round_ = await closed(house)
    anna, update = house.account("dalwijk1"), house.update()
    found = await arguing.awaited(anna)
    assert found is not None
    await arguing.answer(anna, found, "Alleen lukt dit niet.", update=update)

    with pytest.raises(Lost) as refused:
        await arguing.answer(anna, found, "Alleen lukt dit niet.", update=update)

    assert refused.value.reason == "text_stored_before"
    assert (await Moderating(house.store).read(house.fien, round_.key)).count == 1


async def test_settling_ends_the_asking_with_a_sentence(house: Any, arguing: Arguing) -> None:
    round_ = await closed(house)
    anna = house.account("dalwijk1")
    found = await arguing.awaited(anna)
    assert found is not None
    await house.facilitation.publish_round(house.fien, round_.key)
    await house.facilitation.settle_round(house.fien, round_.key)

    with pytest.raises(Lost) as refused:
        await arguing.answer(anna, found, "Alleen lukt dit niet.")
    with pytest.raises(Lost):
        await arguing.decline(anna, round_.key, round_.items[0].id)

    assert refused.value.reason == "arguments_settled"
    assert await requested(house, "dalwijk1") == []


async def test_reopening_takes_requests_away_and_closing_again_asks_anew(house: Any, arguing: Arguing) -> None:
    round_ = await closed(house)
    first, second = (item.id for item in round_.items[:2])
    anna = house.account("dalwijk1")
    found = await arguing.awaited(anna)
    assert found is not None
    await answer(arguing, house.account("boskerk1"), "Wij doen dit al samen.")
    await Correcting(house.store, clock=house.clock, pack=house.pack).reopen(house.fien, round_.key)

    with pytest.raises(Lost) as refused:
        await arguing.answer(anna, found, "Alleen lukt dit niet.")
    during = await requested(house, "dalwijk1")
    await house.facilitation.close_round(house.fien, round_.key)

    assert refused.value.reason == "arguments_round_open"
    assert during == []
    assert await requested(house, "dalwijk1") == [(first, RequestState.WAITING), (second, RequestState.WAITING)]
    assert [item for item, _ in await requested(house, "boskerk1")] == [second, first]


async def test_what_somebody_reads_follows_from_his_own_answer(house: Any, arguing: Arguing) -> None:
    round_ = await closed(house)

    asked = await arguing.asked(house.account("dalwijk1"), round_.key)
    silent = await arguing.asked(house.account("dalwijk3"), round_.key)

    assert asked.item is not None
    assert silent.item is not None
    assert asked.ballots[asked.item.id].value == 1
    assert silent.item.id not in silent.ballots
