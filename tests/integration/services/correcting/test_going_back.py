"""Back to an earlier phase, and a round asked again: the newest answer counts."""

from typing import Any

import pytest

from flows.errors import Lost, Refused
from flows.words import Approach


async def test_going_back_destroys_nothing_and_opens_nothing(house: Any, correcting: Any, scene: Any) -> None:
    await house.convene()
    await house.go_to("vorm")
    before, rounds = await scene.answers(), (await house.stage()).rounds

    moved = await correcting.go_back(house.fien, house.conference, "groslijst", seen_phase="vorm")

    stage = await house.stage()
    assert (moved.phase, stage.current) == ("groslijst", None)
    assert [(r.id, r.state) for r in stage.rounds] == [(r.id, r.state) for r in rounds]
    assert await scene.answers() == before
    assert (await scene.last_event("phase_returned")).data == {"phase": "groslijst", "left": "vorm"}


async def test_asked_again_the_newest_answer_counts_and_the_way_on_asks_nothing_twice(
    house: Any, correcting: Any, scene: Any
) -> None:
    await house.convene()
    await house.go_to("vorm")
    order = [r.template for r in (await house.stage()).rounds]
    before = await scene.answers()
    await correcting.go_back(house.fien, house.conference, "groslijst", seen_phase="vorm")

    again = await correcting.ask_again(house.fien, house.conference, "groslijst", seen=1)
    await house.hold(1)
    await house.go_to("vorm", round_id="vorm")

    evidence = await house.concluding.evidence(house.conference)
    added = [r.template for r in (await house.stage()).rounds][len(order) :]
    newest = next(s for s in evidence.rounds if s.round.id == "groslijst-2")
    assert (again.id, again.number, len(again.items)) == ("groslijst-2", 2, len(again.items))
    assert {o.median for o in newest.full.items.values()} == {1}
    assert added == ["groslijst"]
    assert [row for row in await scene.answers() if row[0] != again.key] == before


async def test_round_is_asked_again_as_often_as_wanted(house: Any, correcting: Any, scene: Any) -> None:
    await house.convene()
    await house.go_to("factoren")
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")

    for number in (1, 2, 3):
        await correcting.ask_again(house.fien, house.conference, "motieven", seen=number)
        await house.hold()

    assert [name for name, _ in await scene.rounds_of("motieven")] == [f"motieven-{n}" for n in (1, 2, 3, 4)]


async def test_second_press_asks_again_once(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("factoren")
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")
    await correcting.ask_again(house.fien, house.conference, "motieven", seen=1)

    with pytest.raises(Lost) as caught:
        await correcting.ask_again(house.fien, house.conference, "motieven", seen=1)

    assert caught.value.reason == "asked_again_before"


async def test_derived_concept_that_rests_on_an_earlier_round_is_derived_anew(
    house: Any, correcting: Any, scene: Any
) -> None:
    await house.convene()
    await house.go_to("groslijst", round_id="pakketten")
    draft = await house.current()
    await correcting.ask_again(house.fien, house.conference, "groslijst", seen=1)
    again = await house.opened()
    for item in again.items:
        value = 5 if item.id == draft.items[0].id else 1
        for town in ("aldermeer", "boskerk", "dalwijk"):
            for number in (1, 2, 3):
                await house.press(f"{town}{number}", again, item.id, value)

    await house.finish(again.key)

    renewed = await house.current()
    assert len(draft.items) > 1
    assert (renewed.key, [item.id for item in renewed.items]) == (draft.key, [draft.items[0].id])
    assert (await scene.last_event("round_derived_anew")).data == {"round": "pakketten-1"}


async def test_round_in_hand_is_not_asked_again(house: Any, correcting: Any, closed: Any) -> None:
    with pytest.raises(Refused) as caught:
        await correcting.ask_again(house.fien, house.conference, closed.template, seen=1)

    assert caught.value.reason == "round_in_hand"


async def test_going_back_waits_for_an_open_round(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("factoren")
    await house.opened()

    with pytest.raises(Refused) as caught:
        await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")

    assert caught.value.reason == "round_still_open"


@pytest.mark.parametrize("phase", ["factoren", "aanpak", "voorbereiding", "afgerond", "niets"])
async def test_only_an_earlier_phase_that_asks_something_is_gone_back_to(
    house: Any, correcting: Any, phase: str
) -> None:
    await house.convene()
    await house.go_to("factoren")

    with pytest.raises(Refused) as caught:
        await correcting.go_back(house.fien, house.conference, phase, seen_phase="factoren")

    assert caught.value.reason == "phase_not_earlier"


async def test_approach_asked_again_and_not_carried_is_left_to_the_facilitator(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("groslijst")
    before = (await house.stage()).conference.approach
    await correcting.go_back(house.fien, house.conference, "aanpak", seen_phase="groslijst")
    await correcting.ask_again(house.fien, house.conference, "aanpakkeuze", seen=1)
    round_ = await house.opened()
    for town in ("aldermeer1", "boskerk1", "dalwijk1"):
        await house.press(town, round_, round_.items[0].id, "college")

    await house.finish(round_.key)

    conference = (await house.stage()).conference
    assert (before, conference.approach) == (Approach.DESIGN, None)
    with pytest.raises(Refused) as caught:
        await house.advance()
    assert caught.value.reason == "approach_not_decided"
