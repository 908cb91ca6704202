"""Coming in by a link: how long it lives, whose it is, and that it works once."""

from dataclasses import replace
from typing import Any

import pytest

from flows.errors import NotAllowed, Refused
from flows.ports import Account
from flows.services.inviting import TOKEN_LENGTH, find_participant
from flows.words import Presence

ANNA = Account("telegram", "501")
BRAM = Account("telegram", "502")


async def test_links_are_the_same_until_they_expire(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna", "Bram")

    first = await house.roster.links(house.fien, house.conference)
    house.clock.pass_days(29)
    second = await house.roster.links(house.fien, house.conference)

    assert first == second
    assert [len(entry.token) for entry in first] == [TOKEN_LENGTH, TOKEN_LENGTH]
    assert first[0].token != first[1].token


async def test_expired_link_is_renewed_and_the_old_one_is_dead(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    (before,) = await house.roster.links(house.fien, house.conference)
    house.clock.pass_days(30)

    with pytest.raises(Refused) as caught:
        await house.roster.accept(before.token, ANNA)
    (after,) = await house.roster.links(house.fien, house.conference)

    assert caught.value.reason == "link_used_or_expired"
    assert after.token != before.token
    with pytest.raises(Refused):
        await house.roster.accept(before.token, ANNA)
    assert (await house.roster.accept(after.token, ANNA)).name == "Anna"


async def test_tokens_are_not_stored(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)

    async with house.store.reading() as view:
        (invitation,) = (await view.invitations(house.conference)).values()

    assert entry.token not in repr(invitation)


async def test_looking_at_an_invitation_consumes_nothing(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)

    for _ in range(2):
        conference, participant = await house.roster.invitation_for(entry.token)

        assert (conference.id, participant) == (house.conference, entry.participant)


async def test_accepting_consumes_the_link_once(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)

    joined = await house.roster.accept(entry.token, ANNA)

    assert joined == replace(entry.participant, presence=Presence.JOINED)
    assert await house.person("Anna") == joined
    with pytest.raises(Refused) as caught:
        await house.roster.invitation_for(entry.token)
    assert caught.value.reason == "link_used_or_expired"
    assert [e.token for e in await house.roster.links(house.fien, house.conference)] == [None]


async def test_pressing_dat_ben_ik_twice_is_harmless(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)

    first = await house.roster.accept(entry.token, ANNA)
    second = await house.roster.accept(entry.token, ANNA)

    assert first == second
    assert [event.kind for event in await house.events()].count("joined") == 1


async def test_second_account_cannot_use_a_link_again(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)
    await house.roster.accept(entry.token, ANNA)

    with pytest.raises(Refused) as caught:
        await house.roster.accept(entry.token, BRAM)

    assert caught.value.reason == "link_used_or_expired"
    async with house.store.reading() as view:
        assert (await view.accounts(house.conference))[entry.participant.id] == ANNA


async def test_one_account_is_one_person_in_a_conference(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna", "Bram")
    first, second = await house.roster.links(house.fien, house.conference)
    await house.roster.accept(first.token, ANNA)

    with pytest.raises(Refused) as caught:
        await house.roster.accept(second.token, ANNA)

    assert caught.value.reason == "already_somebody_else"
    assert (await house.person("Bram")).presence is Presence.INVITED


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "'; --", "\u202e"])
async def test_forged_token_is_refused(house: Any, token: str) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")

    with pytest.raises(Refused) as caught:
        await house.roster.accept(token, ANNA)

    assert caught.value.reason == "link_used_or_expired"


async def test_declining_tells_the_facilitator_once_and_keeps_the_link(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)
    fien = await house.person("Fien")

    for _ in range(2):
        await house.roster.decline(entry.token, update=house.update())

    told = [p.notice for p in await house.store.pending(10)]
    assert [(n.kind, n.to, n.data) for n in told] == [("declined", fien.id, {"participant": entry.participant.id})]
    assert (await house.roster.accept(entry.token, ANNA)).name == "Anna"


async def test_acknowledging_is_recorded_once(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)
    await house.roster.accept(entry.token, ANNA)

    before = await house.person("Anna")
    for _ in range(2):
        await house.roster.acknowledge(ANNA, house.conference)

    assert (before.informed, (await house.person("Anna")).informed) == (False, True)
    assert [event.kind for event in await house.events()].count("informed") == 1


async def test_outsider_cannot_acknowledge(house: Any) -> None:
    await house.found()

    with pytest.raises(NotAllowed) as caught:
        await house.roster.acknowledge(ANNA, house.conference)

    assert caught.value.reason == "not_on_the_list"


async def test_facilitator_is_nobody_who_answers(house: Any) -> None:
    await house.found()

    async with house.store.reading() as view:
        assert await find_participant(view, house.conference, house.fien) is None
