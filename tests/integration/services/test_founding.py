"""Making a conference: by whom, with what, and once."""

from typing import Any

import pytest

from flows.ports import Account
from flows.words import ConferenceState, Presence, Role, Secrecy

ANNA = Account("telegram", "501")
BRAM = Account("telegram", "502")


async def test_conference_is_made_with_its_facilitator_in_the_first_phase(house: Any) -> None:
    made = await house.roster.create_conference(
        house.fien,
        facilitator="Fien",
        name="Samenwerken\nin het Dal",
        municipalities=["Aldermeer", "Den Dál", "Den Dal"],
        secrecy=Secrecy.NAMED,
        update=house.update(),
    )

    stage = await house.facilitation.stage(house.fien, made.id)
    assert (made.name, made.slug) == ("Samenwerken in het Dal", "samenwerken-in-het-dal")
    assert [(m.id, m.name) for m in made.municipalities] == [
        ("aldermeer", "Aldermeer"),
        ("den-dal", "Den Dál"),
        ("den-dal-2", "Den Dal"),
    ]
    assert (made.state, made.phase, made.secrecy) == (ConferenceState.ACTIVE, "voorbereiding", Secrecy.NAMED)
    assert stage.conference == made
    assert [(p.name, p.role, p.presence) for p in stage.participants] == [("Fien", Role.FACILITATOR, Presence.JOINED)]


async def test_same_update_makes_one_conference(house: Any) -> None:
    update = house.update()
    given = {
        "facilitator": "Fien",
        "name": "Dal",
        "municipalities": ["A1", "B1"],
        "secrecy": Secrecy.NAMED,
        "update": update,
    }

    first = await house.roster.create_conference(house.fien, **given)
    second = await house.roster.create_conference(house.fien, **given)

    async with house.store.reading() as view:
        assert [c.id for c in await view.conferences()] == [first.id]
    assert second is None


@pytest.mark.parametrize("secrecy", list(Secrecy))
async def test_every_level_of_secrecy_can_be_chosen(house: Any, secrecy: Secrecy) -> None:
    await house.found(secrecy=secrecy)

    assert (await house.stage()).conference.secrecy is secrecy


async def test_first_code_lets_somebody_begin_once(house: Any) -> None:
    code = await house.roster.ensure_first_code([])

    assert await house.roster.awaits_code()
    assert await house.roster.may_create(ANNA, facilitators=[], code=f" {code.upper()} ")
    assert not await house.roster.may_create(ANNA, facilitators=[], code="")
    assert not await house.roster.may_create(ANNA, facilitators=[], code=code[:-1])
    await house.found()
    assert not await house.roster.awaits_code()
    assert not await house.roster.may_create(ANNA, facilitators=[], code=code)
    assert await house.roster.may_create(house.fien, facilitators=[])
    assert await house.roster.ensure_first_code([]) is None


async def test_facilitator_of_the_settings_needs_no_code(house: Any) -> None:
    assert await house.roster.ensure_first_code(["501"]) is None
    assert await house.roster.may_create(ANNA, facilitators=["501"])
    assert not await house.roster.may_create(BRAM, facilitators=["501"])
