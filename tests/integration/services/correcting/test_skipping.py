"""Phases that are skipped, and what cannot be."""

from typing import Any

import pytest

from flows.errors import Refused
from flows.words import Approach, RoundState


async def test_skipped_phase_withdraws_what_nobody_saw_and_goes_on(
    house: Any, correcting: Any, scene: Any, closed: Any
) -> None:
    before = await scene.answers()

    moved = await correcting.skip(
        house.fien, house.conference, "motieven", seen_phase="motieven", reason="Geen tijd meer."
    )

    assert (moved.phase, set(moved.skipped)) == ("factoren", {"motieven", "motievenpunten"})
    assert (await scene.round(closed.key)).reason == "Geen tijd meer."
    assert await scene.answers() == before
    event = await scene.last_event("phase_skipped")
    assert event.data == {"phase": "motieven", "reason": "Geen tijd meer."}


async def test_next_phase_is_skipped_from_the_one_before(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("motieven", round_id="motievenpunten")
    await house.hold()

    moved = await correcting.skip(
        house.fien, house.conference, "factoren", seen_phase="motieven", reason="Dat is al besproken."
    )

    assert moved.phase == "aanpak"
    assert (await house.current()).template == "aanpak"


async def test_skipped_approach_is_then_decided_by_the_facilitator(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("aanpak")

    stayed = await correcting.skip(house.fien, house.conference, "aanpak", seen_phase="aanpak", reason="Al gekozen.")
    await house.facilitation.decide_approach(
        house.fien, house.conference, Approach.DESIGN, reason="De colleges kozen al."
    )
    await house.advance()

    assert stayed.phase == "aanpak"
    assert (await house.stage()).conference.phase == "beslisboom"


async def test_core_of_the_decision_tree_is_not_skipped_before_the_form(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("beslisboom")

    with pytest.raises(Refused) as caught:
        await correcting.skip(
            house.fien, house.conference, "beslisboom", seen_phase="beslisboom", reason="Geen tijd."
        )

    assert caught.value.reason == "core_before_form"
    assert (await house.current()).state is RoundState.DRAFT


async def test_uitgangspunten_can_be_skipped_once_the_core_was_asked(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("beslisboom", round_id="uitgangspunten")

    moved = await correcting.skip(
        house.fien, house.conference, "beslisboom", seen_phase="beslisboom", reason="Geen tijd."
    )

    assert moved.phase == "groslijst"


async def test_phase_with_a_shared_result_is_settled_before_it_is_skipped(
    house: Any, correcting: Any, closed: Any
) -> None:
    await house.facilitation.publish_round(house.fien, closed.key)

    with pytest.raises(Refused) as caught:
        await correcting.skip(house.fien, house.conference, "motieven", seen_phase="motieven", reason="Geen tijd.")

    assert caught.value.reason == "settle_before_skip"


@pytest.mark.parametrize("phase", ["voorbereiding", "afgerond"])
async def test_preparation_and_end_are_not_skipped(house: Any, correcting: Any, phase: str) -> None:
    await house.convene()
    if phase == "afgerond":
        await house.go_to("aanbeveling")
        await house.hold()

    here = (await house.stage()).conference.phase
    with pytest.raises(Refused) as caught:
        await correcting.skip(house.fien, house.conference, phase, seen_phase=here, reason="Geen tijd.")

    assert caught.value.reason == "phase_not_skippable"


async def test_skipped_round_can_be_asked_after_all(house: Any, correcting: Any) -> None:
    await house.convene()
    await house.go_to("motieven")
    await correcting.skip(house.fien, house.conference, "motieven", seen_phase="motieven", reason="Geen tijd.")
    await correcting.go_back(house.fien, house.conference, "motieven", seen_phase="factoren")

    made = await correcting.ask_again(house.fien, house.conference, "motieven", seen=0)

    assert (made.id, (await house.stage()).conference.skipped) == ("motieven-2", ("motievenpunten",))
    await house.hold()
