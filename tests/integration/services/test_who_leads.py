"""Several facilitators, handing over, and taking over what nobody leads."""

from dataclasses import dataclass
from hashlib import sha512
from typing import Any

import pytest

from flows.errors import Invalid, Lost, NotAllowed, Refused
from flows.ports import Account
from flows.services.leading import Leading
from flows.words import Presence, Role

GIJS = Account("telegram", "2")
NAMED = frozenset({"1", "2"})
NOBODY = frozenset[str]()


@dataclass
class Bytes:
    """The same in every run, and other than the rest of the house has."""

    count: int = 0

    def token_bytes(self, size: int) -> bytes:
        self.count += 1
        return sha512(f"leading{self.count}".encode()).digest()[:size]


def leading_of(house: Any) -> Leading:
    return Leading(house.store, clock=house.clock, randomness=Bytes(), pack=house.pack)


async def add_gijs(house: Any, leading: Leading) -> str:
    """Gijs leads too; his id."""
    await leading.add_leader(house.fien, house.conference, "Gijs")
    ((participant, token),) = (await leading.leaders(house.fien, house.conference)).invited
    await house.roster.accept(token, GIJS)
    return participant.id


async def desert(house: Any) -> None:
    """Fien blocks the bot."""
    async with house.store.writing() as work:
        await work.set_reachable(house.fien, False)
        await work.commit()


async def test_second_facilitator_comes_in_by_a_link_and_has_the_desk(house: Any) -> None:
    leading = leading_of(house)
    await house.found()
    await leading.add_leader(house.fien, house.conference, "Gijs")
    ((invited, token),) = (await leading.leaders(house.fien, house.conference)).invited
    with pytest.raises(NotAllowed):
        await house.facilitation.stage(GIJS, house.conference)

    await house.roster.accept(token, GIJS)

    leaders = await leading.leaders(GIJS, house.conference)
    assert [(p.name, p.presence) for p in leaders.joined] == [("Fien", Presence.JOINED), ("Gijs", Presence.JOINED)]
    assert (leaders.me.id, leaders.invited) == (invited.id, ())
    assert [entry.participant.name for entry in await house.roster.links(house.fien, house.conference)] == []


async def test_link_of_a_facilitator_is_the_same_each_time_until_it_expires(house: Any) -> None:
    leading = leading_of(house)
    await house.found()
    await leading.add_leader(house.fien, house.conference, "Gijs")

    tokens = []
    for _ in range(2):
        tokens += [token for _, token in (await leading.leaders(house.fien, house.conference)).invited]
    house.clock.pass_days(31)
    tokens += [token for _, token in (await leading.leaders(house.fien, house.conference)).invited]

    assert tokens[0] == tokens[1] != tokens[2]


async def test_same_name_twice_and_no_name_are_refused(house: Any) -> None:
    leading = leading_of(house)
    await house.found()
    await leading.add_leader(house.fien, house.conference, "Gijs")

    with pytest.raises(Refused) as twice:
        await leading.add_leader(house.fien, house.conference, " gijs ")
    with pytest.raises(Invalid):
        await leading.add_leader(house.fien, house.conference, " ")

    assert twice.value.reason == "leader_there"


async def test_withdrawn_invitation_lets_nobody_in(house: Any) -> None:
    leading = leading_of(house)
    await house.found()
    await leading.add_leader(house.fien, house.conference, "Gijs")
    ((invited, token),) = (await leading.leaders(house.fien, house.conference)).invited

    await leading.withdraw(house.fien, invited.id)

    with pytest.raises(Refused):
        await house.roster.accept(token, GIJS)
    with pytest.raises(Lost):
        await leading.withdraw(house.fien, invited.id)
    assert (await leading.leaders(house.fien, house.conference)).invited == ()


async def test_who_hands_over_loses_his_rights_at_once_and_the_others_hear_it(house: Any) -> None:
    leading = leading_of(house)
    await house.convene()
    gijs = await add_gijs(house, leading)
    fien = await house.person("Fien")
    await house.told()

    await leading.hand_over(house.fien, house.conference, gijs)

    with pytest.raises(NotAllowed):
        await house.facilitation.stage(house.fien, house.conference)
    with pytest.raises(NotAllowed):
        await leading.leaders(house.fien, house.conference)
    async with house.store.reading() as view:
        assert (await view.participant(fien.id)).presence is Presence.ABSENT
        assert await view.participations(house.fien) == ()
    assert await house.told() == [("handed_over", gijs)]
    last = (await house.events())[-1]
    assert (last.kind, last.who) == ("handed_over", fien.ref)


async def test_facilitator_leaves_only_when_another_one_is_in_and_reachable(house: Any) -> None:
    leading = leading_of(house)
    await house.convene()
    invited = await leading.add_leader(house.fien, house.conference, "Gijs")
    assert invited is not None
    fien = await house.person("Fien")
    member = await house.person("boskerk1")

    for other in (invited.id, fien.id, member.id, "niemand"):
        with pytest.raises(Refused) as alone:
            await leading.hand_over(house.fien, house.conference, other)
        assert alone.value.reason == "no_other_leader"
    ((_, token),) = (await leading.leaders(house.fien, house.conference)).invited
    await house.roster.accept(token, GIJS)
    async with house.store.writing() as work:
        await work.set_reachable(GIJS, False)
        await work.commit()
    with pytest.raises(Refused):
        await leading.hand_over(house.fien, house.conference, invited.id)


async def test_who_is_named_in_the_settings_takes_over_what_nobody_leads(house: Any) -> None:
    leading = leading_of(house)
    await house.convene()
    assert await leading.open_to(GIJS, facilitators=NAMED) == ()
    with pytest.raises(Refused) as led:
        await leading.take_over(GIJS, house.conference, name="Gijs", facilitators=NAMED)
    await desert(house)
    await house.told()

    assert [c.id for c in await leading.open_to(GIJS, facilitators=NAMED)] == [house.conference]
    taken = await leading.take_over(GIJS, house.conference, name="Gijs", facilitators=NAMED)

    assert taken is not None
    assert led.value.reason == "still_led"
    assert (await house.facilitation.stage(GIJS, house.conference)).conference.id == house.conference
    fien = await house.person("Fien")
    assert await house.told() == [("taken_over", fien.id)]
    assert [e.who for e in await house.events() if e.kind == "taken_over"] == [taken.ref]
    with pytest.raises(Refused):
        await leading.take_over(Account("telegram", "3"), house.conference, name="X", facilitators={"3"})


async def test_nobody_takes_over_who_is_not_named_or_answers_himself(house: Any) -> None:
    leading = leading_of(house)
    await house.convene()
    await desert(house)

    with pytest.raises(NotAllowed) as stranger:
        await leading.take_over(GIJS, house.conference, name="Gijs", facilitators=NOBODY)
    with pytest.raises(Refused) as member:
        await leading.take_over(house.account("boskerk1"), house.conference, name="B", facilitators={"boskerk1"})

    assert (stranger.value.reason, member.value.reason) == ("takeover_not_named", "takeover_member")
    assert await leading.may_take(house.account("boskerk1"), house.conference, facilitators={"boskerk1"}) is None


async def test_two_woordvoerders_of_two_municipalities_name_somebody_who_does_not_answer(house: Any) -> None:
    leading = leading_of(house)
    await house.convene()
    await desert(house)
    await house.told()
    asker, own, other = (house.account(name) for name in ("boskerk1", "boskerk2", "dalwijk1"))

    request = await leading.ask_takeover(asker, house.conference, "Gijs", facilitators=NOBODY)
    assert request is not None
    asked = [await house.person(name) for name in ("aldermeer1", "dalwijk1")]
    assert await house.told() == [("takeover_asked", person.id) for person in asked]
    for wrong in (asker, own, GIJS):
        with pytest.raises(Refused):
            await leading.confirm_takeover(wrong, house.conference, request.mark, facilitators=NOBODY)
    with pytest.raises(Lost):
        await leading.confirm_takeover(other, house.conference, "0000000000", facilitators=NOBODY)
    named = await leading.confirm_takeover(other, house.conference, request.mark, facilitators=NOBODY)

    assert named is not None
    token = await leading.leader_token(named.id)
    assert token is not None
    with pytest.raises(Refused) as answers:
        await house.roster.accept(token, asker)
    await house.roster.accept(token, GIJS)
    assert answers.value.reason == "already_somebody_else"
    assert (named.role, await leading.leader_token(named.id)) == (Role.FACILITATOR, None)
    assert (await house.facilitation.stage(GIJS, house.conference)).conference.id == house.conference
    with pytest.raises(Refused) as led:
        await leading.ask_takeover(asker, house.conference, "Hanna", facilitators=NOBODY)
    assert led.value.reason == "still_led"


async def test_later_name_makes_the_earlier_request_void(house: Any) -> None:
    leading = leading_of(house)
    await house.convene()
    await desert(house)
    asker, other = house.account("boskerk1"), house.account("dalwijk1")

    first = await leading.ask_takeover(asker, house.conference, "Gijs", facilitators=NOBODY)
    await leading.ask_takeover(asker, house.conference, "Hanna", facilitators=NOBODY)

    assert first is not None
    with pytest.raises(Lost) as changed:
        await leading.confirm_takeover(other, house.conference, first.mark, facilitators=NOBODY)
    assert changed.value.reason == "takeover_changed"


async def test_members_who_do_not_speak_and_settings_that_name_somebody_shut_that_way(house: Any) -> None:
    leading = leading_of(house)
    await house.convene()
    await desert(house)

    with pytest.raises(NotAllowed) as member:
        await leading.ask_takeover(house.account("boskerk2"), house.conference, "Gijs", facilitators=NOBODY)
    with pytest.raises(NotAllowed) as named:
        await leading.ask_takeover(house.account("boskerk1"), house.conference, "Gijs", facilitators=NAMED)

    assert (member.value.reason, named.value.reason) == ("takeover_speakers_only", "takeover_not_named")
