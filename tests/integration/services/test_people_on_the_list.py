"""Putting people on the list, and who speaks for a municipality."""

from typing import Any

import pytest

from flows.errors import Invalid, NotAllowed, NotFound, Refused
from flows.ports import Account, Chat
from flows.services.naming import Person
from flows.words import Presence, Role

ANNA = Account("telegram", "501")
BRAM = Account("telegram", "502")
GROUP = Chat("telegram", "-1001")


async def test_first_voter_speaks_for_the_municipality(house: Any) -> None:
    await house.found()

    added = await house.invite("boskerk", "Anna", "Bram")

    assert [(p.name, p.spokesperson, p.presence) for p in added] == [
        ("Anna", True, Presence.INVITED),
        ("Bram", False, Presence.INVITED),
    ]


async def test_asterisk_takes_the_word_from_the_one_who_had_it(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")

    await house.roster.add_people(house.fien, house.conference, "boskerk", [Person(name="Bram", spokesperson=True)])

    assert [(await house.person(name)).spokesperson for name in ("Anna", "Bram")] == [False, True]


async def test_adding_others_later_leaves_the_woordvoerder(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")

    await house.invite("boskerk", "Bram", "Carla")

    assert [(await house.person(name)).spokesperson for name in ("Anna", "Bram", "Carla")] == [True, False, False]


async def test_adviser_never_speaks(house: Any) -> None:
    await house.found()

    (adviser,) = await house.roster.add_people(
        house.fien, house.conference, None, [Person(name="Dirk", spokesperson=True)], role=Role.ADVISER
    )

    assert (adviser.role, adviser.spokesperson, adviser.municipality) == (Role.ADVISER, False, None)


async def test_name_that_is_on_the_list_is_not_added_twice(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")

    again = await house.invite("boskerk", "ANNA", "Bram")
    elsewhere = await house.invite("dalwijk", "Anna")

    assert [p.name for p in again] == ["Bram"]
    assert [p.name for p in elsewhere] == ["Anna"]


async def test_same_update_adds_people_once(house: Any) -> None:
    await house.found()
    update = house.update()

    first = await house.roster.add_people(house.fien, house.conference, "boskerk", [Person(name="A1")], update=update)
    again = await house.roster.add_people(house.fien, house.conference, "boskerk", [Person(name="B1")], update=update)

    assert ([p.name for p in first], again) == (["A1"], ())


async def test_more_people_than_fit_adds_nobody(house: Any) -> None:
    await house.found()

    with pytest.raises(Invalid) as caught:
        await house.invite("boskerk", *(f"Naam {n}" for n in range(260)))

    assert (caught.value.reason, caught.value.data) == ("too_many_people", {"limit": 260})
    assert len((await house.stage()).participants) == 1


async def test_unknown_municipality_is_not_found(house: Any) -> None:
    await house.found()

    with pytest.raises(NotFound):
        await house.invite("elders", "Anna")


@pytest.mark.parametrize("who", [ANNA, BRAM])
async def test_only_the_facilitator_adds_people_and_sees_links(house: Any, who: Account) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)
    await house.roster.accept(entry.token, ANNA)

    with pytest.raises(NotAllowed):
        await house.roster.add_people(who, house.conference, "boskerk", [Person(name="Eve")])
    with pytest.raises(NotAllowed):
        await house.roster.links(who, house.conference)
    with pytest.raises(NotAllowed):
        await house.roster.appoint_spokesperson(who, entry.participant.id)
    with pytest.raises(NotAllowed):
        await house.roster.link_group(who, house.conference, GROUP)
    assert [p.name for p in (await house.stage()).participants] == ["Fien", "Anna"]


async def test_woordvoerder_is_changed_between_rounds(house: Any) -> None:
    await house.convene()
    chosen = await house.person("boskerk2")

    await house.roster.appoint_spokesperson(house.fien, chosen.id)

    assert [(await house.person(f"boskerk{n}")).spokesperson for n in (1, 2, 3)] == [False, True, False]
    assert [(await house.person(f"{town}1")).spokesperson for town in ("aldermeer", "dalwijk")] == [True, True]


async def test_woordvoerder_is_not_changed_while_woordvoerders_answer(house: Any) -> None:
    await house.convene()
    await house.go_to("aanpak", round_id="aanpakkeuze")
    await house.opened()

    with pytest.raises(Refused) as caught:
        await house.roster.appoint_spokesperson(house.fien, (await house.person("boskerk2")).id)

    assert caught.value.reason == "round_open_now"
    assert (await house.person("boskerk1")).spokesperson


async def test_adviser_cannot_be_made_woordvoerder(house: Any) -> None:
    await house.found()
    (adviser,) = await house.invite(None, "Dirk", role=Role.ADVISER)

    with pytest.raises(Refused) as caught:
        await house.roster.appoint_spokesperson(house.fien, adviser.id)

    assert caught.value.reason == "not_a_voter"
