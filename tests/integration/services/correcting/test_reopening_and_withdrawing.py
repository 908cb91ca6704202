"""A round that is reopened or withdrawn: nothing that was answered is gone."""

from collections.abc import Sequence
from typing import Any

import pytest

from flows.errors import Invalid, Lost
from flows.words import RoundState


async def test_closed_round_is_reopened_with_its_answers_and_takes_new_ones(
    house: Any, correcting: Any, scene: Any, closed: Any
) -> None:
    await scene.tie_group()
    before = await scene.answers()

    opened = await correcting.reopen(house.fien, closed.key, update=house.update())

    assert (opened.state, opened.closed_at) == (RoundState.OPEN, None)
    assert await scene.answers() == before
    assert (await house.press("boskerk1", opened, opened.items[0].id, 1)).stands
    assert await house.told() == [("round_reopened", None)]
    assert (await scene.last_event("round_reopen")).data == {"round": closed.id}


async def test_homework_that_was_closed_too_early_is_reopened_before_its_phase_comes(
    house: Any, correcting: Any
) -> None:
    await house.convene()
    await house.preparing.open_homework(house.fien, house.conference, update=house.update())
    await house.preparing.close_homework(house.fien, house.conference, update=house.update())
    _, can = await correcting.corrections(house.fien, house.conference)
    assert can.reopen is not None

    opened = await correcting.reopen(house.fien, can.reopen.key, update=house.update())

    assert (opened.state, opened.homework) == (RoundState.OPEN, True)


async def test_closing_again_freezes_who_answers_anew(house: Any, correcting: Any, closed: Any) -> None:
    async with house.store.reading() as view:
        frozen = await view.electorate(closed.key)
    await house.invite("boskerk", "boskerk9")
    await correcting.reopen(house.fien, closed.key)

    await house.facilitation.close_round(house.fien, closed.key)

    async with house.store.reading() as view:
        again = await view.electorate(closed.key)
    assert (frozen.size, again.size) == (9, 10)


async def test_published_round_cannot_be_reopened(house: Any, correcting: Any, closed: Any) -> None:
    await house.facilitation.publish_round(house.fien, closed.key)

    with pytest.raises(Lost) as caught:
        await correcting.reopen(house.fien, closed.key)

    assert (caught.value.reason, caught.value.data) == ("round_is_elsewhere", {"state": "gepubliceerd"})


async def test_same_press_reopens_once(house: Any, correcting: Any, closed: Any) -> None:
    press = house.update()
    await correcting.reopen(house.fien, closed.key, update=press)
    await house.facilitation.close_round(house.fien, closed.key)

    again = await correcting.reopen(house.fien, closed.key, update=press)

    assert again.state is RoundState.CLOSED


async def test_withdrawn_round_keeps_its_answers_and_a_fresh_one_stands_ready(
    house: Any, correcting: Any, scene: Any, closed: Any
) -> None:
    await scene.tie_group()
    before = await scene.answers()

    gone = await correcting.withdraw(house.fien, closed.key, reason=" De vraag was   verkeerd. ")

    current = await house.current()
    assert (gone.state, gone.reason) == (RoundState.WITHDRAWN, "De vraag was verkeerd.")
    assert (await scene.round(closed.key)).reason == "De vraag was verkeerd."
    assert (current.id, current.state) == ("motieven-2", RoundState.DRAFT)
    assert current.items == closed.items
    assert await scene.answers() == before
    assert await house.told() == [("round_withdrawn", None)]
    event = await scene.last_event("round_withdraw")
    assert event.data == {"round": "motieven-1", "reason": "De vraag was verkeerd."}


@pytest.mark.parametrize("steps", [(), ("open_round",), ("open_round", "close_round", "publish_round")])
async def test_round_is_withdrawn_from_every_state_before_it_is_settled(
    house: Any, correcting: Any, scene: Any, steps: Sequence[str]
) -> None:
    await house.convene()
    await house.advance()
    key = (await house.current()).key
    for step in steps:
        await getattr(house.facilitation, step)(house.fien, key)

    await correcting.withdraw(house.fien, key, reason="toch niet")

    assert await scene.rounds_of("motieven") == [
        ("motieven-1", RoundState.WITHDRAWN),
        ("motieven-2", RoundState.DRAFT),
    ]
    assert (await house.hold()).id == "motieven-2"


async def test_settled_round_cannot_be_withdrawn(house: Any, correcting: Any, scene: Any) -> None:
    await house.convene()
    await house.advance()
    settled = await house.hold()

    with pytest.raises(Lost):
        await correcting.withdraw(house.fien, settled.key, reason="toch niet")

    assert await scene.rounds_of("motieven") == [("motieven-1", RoundState.SETTLED)]


@pytest.mark.parametrize(
    ("reason", "refused"), [("", "reason_empty"), (" \n- ", "reason_empty"), ("x" * 201, "reason_too_long")]
)
async def test_reason_of_a_correction_is_one_to_two_hundred_characters(
    house: Any, correcting: Any, scene: Any, closed: Any, *, reason: str, refused: str
) -> None:
    with pytest.raises(Invalid) as caught:
        await correcting.withdraw(house.fien, closed.key, reason=reason)

    assert caught.value.reason == refused
    assert (await scene.round(closed.key)).state is RoundState.CLOSED


async def test_withdrawn_extra_round_leaves_the_earlier_one_standing(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("factoren")
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")
    again = await correcting.ask_again(house.fien, house.conference, "motieven", seen=1)

    await correcting.withdraw(house.fien, again.key, reason="toch niet nodig")

    assert (await house.stage()).current is None
    await house.advance()
    assert (await house.stage()).conference.phase == "factoren"
