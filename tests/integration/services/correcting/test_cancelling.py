"""A conference that is cancelled is read-only; nobody but a facilitator corrects."""

from typing import Any

import pytest

from flows.errors import NotAllowed, Refused
from flows.words import ConferenceState, RoundState


async def test_cancelled_conference_is_read_only_and_everybody_is_told(
    house: Any, correcting: Any, scene: Any
) -> None:
    await house.convene(voters=1)
    await house.go_to("motieven", round_id="motievenpunten")
    open_ = await house.opened()
    await house.answer_all(open_)
    await scene.tie_group()
    before = await scene.answers()

    ended = await correcting.cancel(house.fien, house.conference, reason="De raad van Boskerk stopt.")

    told = await house.told()
    assert (ended.state, ended.reason) == (ConferenceState.CANCELLED, "De raad van Boskerk stopt.")
    assert (await scene.round(open_.key)).state is RoundState.WITHDRAWN
    assert ({kind for kind, _ in told}, len(told)) == ({"cancelled"}, 5)
    assert await scene.answers() == before
    assert not (await house.press("boskerk1", open_, open_.items[0].id, {})).stands
    record = await house.concluding.conference_record(house.conference)
    assert [r.round.id for r in record.rounds] == ["motieven-1"]


async def test_nothing_moves_after_cancelling(house: Any, correcting: Any, closed: Any) -> None:
    await correcting.cancel(house.fien, house.conference, reason="Gestopt.")
    where = house.conference
    steps = [
        lambda: house.facilitation.publish_round(house.fien, closed.key),
        lambda: house.facilitation.advance(house.fien, where, seen_phase="motieven"),
        lambda: correcting.reopen(house.fien, closed.key),
        lambda: correcting.withdraw(house.fien, closed.key, reason="toch"),
        lambda: correcting.ask_again(house.fien, where, "motieven", seen=1),
        lambda: correcting.skip(house.fien, where, "motieven", seen_phase="motieven", reason="toch"),
        lambda: correcting.cancel(house.fien, where, reason="toch"),
    ]

    for step in steps:
        with pytest.raises(Refused) as caught:
            await step()
        assert caught.value.reason == "conference_over"


@pytest.mark.parametrize("name", ["boskerk1", "niemand"])
async def test_only_a_facilitator_corrects(house: Any, correcting: Any, closed: Any, name: str) -> None:
    who, where = house.account(name), house.conference
    steps = [
        lambda: correcting.reopen(who, closed.key),
        lambda: correcting.withdraw(who, closed.key, reason="toch"),
        lambda: correcting.ask_again(who, where, "motieven", seen=1),
        lambda: correcting.go_back(who, where, "motieven", seen_phase="motieven"),
        lambda: correcting.skip(who, where, "motieven", seen_phase="motieven", reason="toch"),
        lambda: correcting.cancel(who, where, reason="toch"),
    ]

    for step in steps:
        with pytest.raises(NotAllowed):
            await step()
