"""'Ik doe mee': a request, who it looks like on the list, and what a facilitator makes of it."""

from typing import Any

import pytest

from flows.errors import Invalid, Lost, NotAllowed, NotFound, Refused
from flows.ports import Account, Admission
from flows.services.admitting import find_lookalikes, mark_of
from flows.services.naming import Person
from flows.words import Presence, Role

ANNA = Account("telegram", "501")
BRAM = Account("telegram", "502")


async def ask(house: Any, account: Account = ANNA, name: str = "Anna de Wit", **more: Any) -> Admission:
    given = {"municipality": "boskerk", "role": Role.VOTER, **more}
    return await house.admitting.ask_in(account, house.conference, name=name, **given)


async def test_request_is_no_place_on_the_list_and_the_facilitator_hears_of_it(house: Any) -> None:
    await house.found()

    asked = await ask(house)

    (waiting,) = await house.admitting.waiting(house.fien, house.conference)
    assert (waiting.admission, waiting.mark, waiting.lookalikes) == (asked, mark_of(asked), ())
    assert await house.admitting.asked_by(ANNA, house.conference) == asked
    assert await house.admitting.asked_by(BRAM, house.conference) is None
    assert [p.name for p in (await house.stage()).participants] == ["Fien"]
    assert await house.told() == [("admissions", (await house.person("Fien")).id)]


async def test_second_request_of_an_account_takes_the_place_of_the_first(house: Any) -> None:
    await house.found()
    first = await ask(house)

    second = await ask(house, municipality="dalwijk", role=Role.ADVISER)

    assert [w.admission for w in await house.admitting.waiting(house.fien, house.conference)] == [second]
    with pytest.raises(Lost) as caught:
        await house.admitting.admit(house.fien, house.conference, mark_of(first))
    assert caught.value.reason == "admission_gone"


async def test_admitted_person_is_bound_and_hears_it(house: Any) -> None:
    await house.found()
    asked = await ask(house)
    await house.told()

    admitted = await house.admitting.admit(house.fien, house.conference, mark_of(asked))

    person = await house.person("Anna de Wit")
    assert person == admitted
    assert (person.role, person.municipality, person.presence) == (Role.VOTER, "boskerk", Presence.JOINED)
    assert (person.spokesperson, person.informed) == (True, False)
    assert await house.told() == [("admitted", person.id)]
    assert await house.admitting.waiting(house.fien, house.conference) == ()
    async with house.store.reading() as view:
        assert (await view.accounts(house.conference))[person.id] == ANNA
    assert [e.token for e in await house.roster.links(house.fien, house.conference)] == [None]


async def test_admitted_as_somebody_on_the_list_stands_there_once(house: Any) -> None:
    await house.found()
    listed, _ = await house.invite("boskerk", "A. de Wit", "J. Bakker")
    (link, _) = await house.roster.links(house.fien, house.conference)
    asked = await ask(house)
    (waiting,) = await house.admitting.waiting(house.fien, house.conference)

    await house.admitting.admit(house.fien, house.conference, mark_of(asked), as_participant=listed.id)

    assert waiting.lookalikes == (listed,)
    assert [p.name for p in (await house.stage()).participants] == ["Fien", "A. de Wit", "J. Bakker"]
    assert (await house.person("A. de Wit")).presence is Presence.JOINED
    with pytest.raises(Refused) as caught:
        await house.roster.accept(link.token, BRAM)
    assert caught.value.reason == "link_used_or_expired"


async def test_somebody_on_the_list_whose_link_expired_is_let_in_too(house: Any) -> None:
    await house.found()
    (listed,) = await house.invite("boskerk", "A. de Wit")
    house.clock.pass_days(31)
    asked = await ask(house)

    await house.admitting.admit(house.fien, house.conference, mark_of(asked), as_participant=listed.id)

    assert (await house.person("A. de Wit")).presence is Presence.JOINED


async def test_person_who_came_in_meanwhile_cannot_be_taken(house: Any) -> None:
    await house.found()
    (listed,) = await house.invite("boskerk", "A. de Wit")
    asked = await ask(house)
    await house.roster.accept((await house.roster.links(house.fien, house.conference))[0].token, BRAM)

    with pytest.raises(Lost) as caught:
        await house.admitting.admit(house.fien, house.conference, mark_of(asked), as_participant=listed.id)

    assert caught.value.reason == "admission_taken"
    assert len(await house.admitting.waiting(house.fien, house.conference)) == 1


async def test_who_came_in_by_a_link_needs_no_admission(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "A. de Wit")
    asked = await ask(house)
    await house.roster.accept((await house.roster.links(house.fien, house.conference))[0].token, ANNA)

    with pytest.raises(Lost):
        await house.admitting.admit(house.fien, house.conference, mark_of(asked))

    assert await house.admitting.waiting(house.fien, house.conference) == ()
    assert [p.name for p in (await house.stage()).participants] == ["Fien", "A. de Wit"]


async def test_namesake_is_added_as_somebody_else(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna de Wit")
    asked = await ask(house)

    admitted = await house.admitting.admit(house.fien, house.conference, mark_of(asked))

    assert (admitted.name, admitted.spokesperson) == ("Anna de Wit (2)", False)


async def test_refused_account_hears_it_and_may_ask_again(house: Any) -> None:
    await house.found()
    asked = await ask(house)
    await house.told()

    await house.admitting.refuse(house.fien, house.conference, mark_of(asked))

    assert await house.told() == [("admission_refused", "telegram:501")]
    assert await house.admitting.waiting(house.fien, house.conference) == ()
    assert (await ask(house)).account == ANNA
    assert await house.told() == []


@pytest.mark.parametrize(
    ("mixed", "role"),
    [(False, Role.ADVISER), (True, Role.VOTER)],
)
async def test_council_member_never_speaks(house: Any, *, mixed: bool, role: Role) -> None:
    await house.found()
    await house.changing.set_mixed(house.fien, house.conference, mixed=mixed)
    asked = await ask(house, role=Role.ADVISER, council=True)

    admitted = await house.admitting.admit(house.fien, house.conference, mark_of(asked))

    assert (admitted.role, admitted.council, admitted.spokesperson) == (role, True, False)


@pytest.mark.parametrize("role", [Role.ADVISER, Role.OBSERVER])
async def test_who_does_not_vote_needs_no_municipality(house: Any, role: Role) -> None:
    await house.found()
    asked = await ask(house, role=role, municipality=None)

    admitted = await house.admitting.admit(house.fien, house.conference, mark_of(asked))

    assert (admitted.role, admitted.municipality) == (role, None)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"municipality": None}, Refused),
        ({"municipality": None, "role": Role.ADVISER, "council": True}, Refused),
        ({"role": Role.FACILITATOR}, Refused),
        ({"municipality": "elders"}, NotFound),
        ({"name": "\u202e"}, Invalid),
    ],
)
async def test_request_that_cannot_be_is_refused(house: Any, more: dict[str, Any], error: type[Exception]) -> None:
    await house.found()

    with pytest.raises(error):
        await ask(house, **more)

    assert await house.admitting.waiting(house.fien, house.conference) == ()


async def test_who_is_in_already_does_not_ask(house: Any) -> None:
    await house.convene(voters=1)

    with pytest.raises(Refused) as by_member:
        await ask(house, account=house.account("boskerk1"))
    with pytest.raises(Refused) as by_facilitator:
        await ask(house, account=house.fien)

    assert (by_member.value.reason, by_facilitator.value.reason) == ("already_in", "already_in")


async def test_only_the_facilitator_sees_and_decides(house: Any) -> None:
    await house.found()
    asked = await ask(house)

    with pytest.raises(NotAllowed):
        await house.admitting.waiting(ANNA, house.conference)
    with pytest.raises(NotAllowed):
        await house.admitting.admit(ANNA, house.conference, mark_of(asked))
    with pytest.raises(NotAllowed):
        await house.admitting.refuse(ANNA, house.conference, mark_of(asked))


@pytest.mark.parametrize(
    ("asked", "listed", "alike"),
    [
        ("Marieke de Wit", "M. de Wit", True),
        ("marieke DE WIT", "M. de Wít", True),
        ("Jan", "Jan Bakker", True),
        ("J. Baker", "J. Bakker", True),
        ("Anna van der Berg", "Bram van der Molen", False),
        ("Anna", "Bram", False),
        ("A. de Groot", "B. de Haan", False),
    ],
)
async def test_names_that_are_alike_are_offered(house: Any, asked: str, listed: str, *, alike: bool) -> None:
    await house.found()
    (person,) = await house.roster.add_people(house.fien, house.conference, "boskerk", [Person(name=listed)])
    (elsewhere,) = await house.roster.add_people(house.fien, house.conference, "dalwijk", [Person(name=listed)])
    admission = await ask(house, name=asked)

    assert find_lookalikes(admission, [elsewhere, person]) == ((person,) if alike else ())
