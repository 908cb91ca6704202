"""What is offered is what can be done."""

from typing import Any

from flows.services.correcting import find_corrections


async def test_what_is_offered_is_what_can_be_done(house: Any, correcting: Any) -> None:
    await house.convene()
    found = []
    for phase, round_id in [("voorbereiding", ""), ("motieven", ""), ("aanpak", "aanpakkeuze"), ("beslisboom", "")]:
        await house.go_to(phase, round_id=round_id)
        can = find_corrections(await house.stage(), correcting.phases)
        skip = can.skip.id if can.skip else None
        found.append((phase, [p.id for p in can.back], skip, [t.id for t in can.again], len(can.withdraw)))

    assert found == [
        ("voorbereiding", [], "motieven", [], 0),
        ("motieven", [], "motieven", [], 0),
        ("aanpak", ["motieven", "factoren"], "aanpak", ["aanpak"], 0),
        ("beslisboom", ["motieven", "factoren", "aanpak"], None, [], 0),
    ]


async def test_closed_round_offers_reopening_and_withdrawing(house: Any, correcting: Any, closed: Any) -> None:
    _, can = await correcting.corrections(house.fien, house.conference)

    assert (can.reopen, can.withdraw) == (closed, (closed,))
    assert can.cancel
