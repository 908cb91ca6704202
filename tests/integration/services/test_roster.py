"""Making a conference, putting people on the list, and coming in by a link."""

from dataclasses import replace
from typing import Any

import pytest

from flows.errors import Invalid, Lost, NotAllowed, NotFound, Refused
from flows.ports import Account, Chat
from flows.services.inviting import TOKEN_LENGTH, find_participant
from flows.services.naming import Person, clean_name, read_municipalities, read_people
from flows.words import ConferenceState, Presence, Role, Secrecy

ANNA = Account("telegram", "501")
BRAM = Account("telegram", "502")
GROUP = Chat("telegram", "-1001")


# --- names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Anna   de  Wit ", "Anna de Wit"),
        ("Anna\tde\nWit", "Anna de Wit"),
        ("A\u202enna\u200b", "A nna"),
        ("e\u0301e\u0301n", "één"),
        ("<b>&amp;", "<b>&amp;"),
        ("\U0001f3db Anna", "\U0001f3db Anna"),
        ("x" * 60, "x" * 60),
    ],
)
def test_name_is_cleaned_of_what_cannot_be_seen(typed: str, stored: str) -> None:
    assert clean_name(typed) == stored


@pytest.mark.parametrize("typed", ["", "   ", "\u202e\u200b", "...", "\U0001f3db", "\u0301"])
def test_name_without_a_letter_or_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as caught:
        clean_name(typed)

    assert caught.value.reason == "name_empty"


def test_name_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(Invalid) as caught:
        clean_name("x" * 300)

    assert (caught.value.reason, caught.value.data) == ("name_too_long", {"length": 300, "limit": 60})


@pytest.mark.parametrize(
    "typed",
    ["Aldermeer\nBoskerk\nDalwijk", "Aldermeer, Boskerk, Dalwijk", "Aldermeer;Boskerk\n\n Dalwijk \n"],
)
def test_municipalities_are_read_from_lines_and_commas(typed: str) -> None:
    assert read_municipalities(typed) == ("Aldermeer", "Boskerk", "Dalwijk")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Aldermeer\nALDERMEER", "municipality_twice"),
        ("Aldermeer", "municipality_count"),
        ("", "municipality_count"),
        ("\n".join(f"G{n}" for n in range(21)), "municipality_count"),
        ("Aldermeer\n...", "name_empty"),
    ],
)
def test_municipalities_that_cannot_be_are_refused(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_municipalities(typed)

    assert caught.value.reason == reason


def test_people_are_read_with_function_and_asterisk() -> None:
    assert read_people("* M. de Wit, wethouder\n\nJ. Bakker , burgemeester\nK. Loos") == (
        Person(name="M. de Wit", function="wethouder", spokesperson=True),
        Person(name="J. Bakker", function="burgemeester"),
        Person(name="K. Loos"),
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("", "name_empty"), ("\n \n", "name_empty"), ("* A\n* B", "two_spokespersons"), (", wethouder", "name_empty")],
)
def test_people_that_cannot_be_are_refused(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_people(typed)

    assert caught.value.reason == reason


# --- making --------------------------------------------------------------------------------------------


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


async def test_geheim_cannot_be_chosen_yet(house: Any) -> None:
    with pytest.raises(Refused) as caught:
        await house.found(secrecy=Secrecy.SECRET)

    assert caught.value.reason == "secret_not_yet"


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


# --- people --------------------------------------------------------------------------------------------


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


# --- links ---------------------------------------------------------------------------------------------


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


# --- groups --------------------------------------------------------------------------------------------


async def test_group_belongs_to_the_conference_it_was_tied_to(house: Any) -> None:
    await house.found()

    linked = await house.roster.link_group(house.fien, house.conference, GROUP)

    async with house.store.reading() as view:
        assert await view.conference_of_chat(GROUP) == linked
        assert await view.chats(house.conference) == (GROUP,)


async def test_group_of_another_running_conference_is_taken(house: Any) -> None:
    first = await house.found()
    await house.roster.link_group(house.fien, first, GROUP)
    second = await house.found()

    with pytest.raises(Lost) as caught:
        await house.roster.link_group(house.fien, second, GROUP)

    assert (caught.value.reason, caught.value.data) == ("group_taken", {"name": "Samenwerken in het Dal"})
    async with house.store.reading() as view:
        assert await view.chats(second) == ()


async def test_group_that_is_tied_late_gets_the_card_of_the_open_round(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()

    await house.roster.link_group(house.fien, house.conference, GROUP)

    to_group = [p.notice for p in await house.store.pending(500) if p.notice.to is None]
    assert [(n.kind, n.data) for n in to_group] == [("round_opened", {"round": round_.key})]


async def test_group_that_moved_keeps_its_conference(house: Any) -> None:
    await house.found()
    await house.roster.link_group(house.fien, house.conference, GROUP)

    await house.roster.move_group("telegram", "-1001", "-2002")

    async with house.store.reading() as view:
        assert await view.conference_of_chat(GROUP) is None
        assert await view.chats(house.conference) == (Chat("telegram", "-2002"),)
