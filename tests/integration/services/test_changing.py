"""What changes about somebody on the list, and when it cannot."""

from typing import Any

import pytest

from flows.errors import Invalid, Lost, NotAllowed, Refused
from flows.ports import Account
from flows.services.naming import Person
from flows.words import Presence, Role, RoundState

NEW = Account("telegram", "901")


async def reason_of(change: Any) -> str:
    with pytest.raises(Refused) as caught:
        await change
    return caught.value.reason


async def enter_as(house: Any, name: str, account: Account = NEW) -> None:
    entries = await house.roster.links(house.fien, house.conference)
    token = next(e.token for e in entries if e.participant.name == name)
    await house.roster.accept(token, account)
    await house.roster.acknowledge(account, house.conference)


# --- names and offices ---------------------------------------------------------------------------------


async def test_typo_is_put_right(house: Any) -> None:
    await house.convene()
    person = await house.person("boskerk2")

    await house.changing.rename(house.fien, person.id, "  B. de  Vries ")

    assert (await house.person("B. de Vries")).id == person.id


async def test_name_of_somebody_beside_him_is_refused(house: Any) -> None:
    await house.convene()
    person = await house.person("boskerk2")

    with pytest.raises(Invalid) as caught:
        await house.changing.rename(house.fien, person.id, "BOSKERK3")
    await house.changing.rename(house.fien, person.id, "dalwijk1")

    assert caught.value.reason == "name_on_the_list"


async def test_municipality_has_one_substitute(house: Any) -> None:
    await house.convene()
    second, third = [await house.person(f"boskerk{n}") for n in (2, 3)]

    await house.changing.name_substitute(house.fien, second.id, on=True)
    await house.changing.name_substitute(house.fien, third.id, on=True)

    assert [(await house.person(f"boskerk{n}")).substitute for n in (1, 2, 3)] == [False, False, True]
    await house.changing.name_substitute(house.fien, third.id, on=False)
    assert not (await house.person("boskerk3")).substitute


async def test_substitute_who_becomes_woordvoerder_is_no_substitute_any_more(house: Any) -> None:
    await house.convene()
    second = await house.person("boskerk2")
    await house.changing.name_substitute(house.fien, second.id, on=True)

    await house.roster.appoint_spokesperson(house.fien, second.id)

    appointed = await house.person("boskerk2")
    assert (appointed.spokesperson, appointed.substitute) == (True, False)


async def test_woordvoerder_and_council_member_are_no_substitute(house: Any) -> None:
    await house.convene()
    await house.changing.set_mixed(house.fien, house.conference, mixed=True)
    await house.importing.take_in(house.fien, house.conference, "Raad;Boskerk;raadslid;")
    council, speaker = await house.person("Raad"), await house.person("boskerk1")

    assert await reason_of(house.changing.name_substitute(house.fien, speaker.id, on=True)) == "speaks_already"
    assert await reason_of(house.changing.name_substitute(house.fien, council.id, on=True)) == "not_a_voter"
    assert await reason_of(house.roster.appoint_spokesperson(house.fien, council.id)) == "not_a_voter"


# --- afmelden ------------------------------------------------------------------------------------------


async def test_who_is_afgemeld_is_no_elector_until_he_is_back(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    person = await house.person("boskerk2")

    await house.changing.set_attending(house.fien, person.id, attending=False)
    async with house.store.reading() as view:
        without = (await view.electorate(round_.key)).voters["boskerk"]
    await house.changing.set_attending(house.fien, person.id, attending=True)
    async with house.store.reading() as view:
        again = (await view.electorate(round_.key)).voters["boskerk"]

    assert (person.id in without, person.id in again) == (False, True)
    assert (await house.person("boskerk2")).presence is Presence.JOINED


async def test_who_never_came_in_is_invited_again_after_afmelden(house: Any) -> None:
    await house.found()
    (person,) = await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)

    await house.changing.set_attending(house.fien, person.id, attending=False)

    assert await house.roster.links(house.fien, house.conference) == ()
    assert await reason_of(house.roster.accept(entry.token, NEW)) == "signed_off"
    await house.changing.set_attending(house.fien, person.id, attending=True)
    assert (await house.roster.accept(entry.token, NEW)).presence is Presence.JOINED


async def test_substitute_answers_while_the_woordvoerder_is_afgemeld(house: Any) -> None:
    await house.convene()
    await house.changing.name_substitute(house.fien, (await house.person("boskerk2")).id, on=True)
    await house.go_to("aanpak", round_id="aanpakkeuze")
    round_ = await house.opened()
    item = round_.items[0].id
    speaker, second = await house.person("boskerk1"), await house.person("boskerk2")
    with pytest.raises(NotAllowed):
        await house.answering.walk(house.account("boskerk2"), round_.key)
    refused = await house.press("boskerk2", round_, item, "agree")
    await house.told()

    await house.changing.set_attending(house.fien, speaker.id, attending=False)

    assert not refused.stands
    assert await house.told() == [("round_opened", second.id)]
    assert (await house.answering.walk(house.account("boskerk2"), round_.key)).participant.id == second.id
    assert (await house.press("boskerk2", round_, item, "agree")).stands
    assert not (await house.press("boskerk1", round_, item, "agree")).stands


async def test_woordvoerder_and_substitute_stay_while_woordvoerders_answer(house: Any) -> None:
    await house.convene()
    await house.go_to("aanpak", round_id="aanpakkeuze")
    await house.opened()
    speaker, second = await house.person("boskerk1"), await house.person("boskerk2")
    await house.changing.set_attending(house.fien, speaker.id, attending=False)

    reasons = [
        await reason_of(house.changing.name_substitute(house.fien, second.id, on=True)),
        await reason_of(house.roster.appoint_spokesperson(house.fien, second.id)),
        await reason_of(house.changing.replace_person(house.fien, speaker.id, "Nieuw")),
        await reason_of(house.changing.move(house.fien, speaker.id, "dalwijk")),
    ]

    assert reasons == ["round_open_now", "round_open_now", "asked_now", "asked_now"]


# --- plaatsvervanger -----------------------------------------------------------------------------------


async def test_plaatsvervanger_takes_the_place_and_what_was_answered_counts(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.hold()
    old = await house.person("boskerk1")

    added = await house.changing.replace_person(house.fien, old.id, "N. Nieuw, wethouder")
    await enter_as(house, "N. Nieuw")

    gone, new = await house.person("boskerk1"), await house.person("N. Nieuw")
    async with house.store.reading() as view:
        accounts = await view.accounts(house.conference)
        frozen = (await view.electorate(round_.key)).voters["boskerk"]
        ballots = {b.participant for b in await view.ballots(round_.key)}
        live = (await view.electorate((await house.current()).key)).voters["boskerk"]
    assert (gone.presence, gone.spokesperson) == (Presence.REPLACED, False)
    assert (new.id, new.replaces, new.spokesperson, new.function) == (added.id, old.id, True, "wethouder")
    assert (new.role, new.municipality, new.presence) == (Role.VOTER, "boskerk", Presence.JOINED)
    assert (old.id in accounts, accounts[new.id]) == (False, NEW)
    assert (old.id in frozen, new.id in frozen, old.id in ballots) == (True, False, True)
    assert (old.id in live, new.id in live) == (False, True)


async def test_nobody_is_replaced_or_moved_while_he_is_asked(house: Any) -> None:
    await house.convene()
    (adviser,) = await house.invite(None, "Dirk", role=Role.ADVISER)
    (observer,) = await house.invite(None, "Oda", role=Role.OBSERVER)
    await house.advance()
    await house.opened()
    person = await house.person("boskerk2")

    assert await reason_of(house.changing.replace_person(house.fien, person.id, "Nieuw")) == "asked_now"
    assert await reason_of(house.changing.move(house.fien, person.id, "dalwijk")) == "asked_now"
    assert await reason_of(house.changing.replace_person(house.fien, adviser.id, "Nieuw")) == "asked_now"
    assert (await house.changing.replace_person(house.fien, observer.id, "Ole")).name == "Ole"


async def test_link_of_who_was_replaced_is_dead_and_he_changes_no_more(house: Any) -> None:
    await house.found()
    (person,) = await house.invite("boskerk", "Anna")
    (entry,) = await house.roster.links(house.fien, house.conference)

    await house.changing.replace_person(house.fien, person.id, "Bea")

    assert await reason_of(house.roster.accept(entry.token, NEW)) == "link_used_or_expired"
    assert [e.participant.name for e in await house.roster.links(house.fien, house.conference)] == ["Bea"]
    with pytest.raises(Lost) as caught:
        await house.changing.set_attending(house.fien, person.id, attending=True)
    assert caught.value.reason == "person_replaced"


@pytest.mark.parametrize(
    ("typed", "reason"), [("A\nB", "one_name"), ("", "name_empty"), ("Boskerk3", "name_on_the_list")]
)
async def test_replacement_that_cannot_be_is_refused(house: Any, typed: str, reason: str) -> None:
    await house.convene()
    person = await house.person("boskerk2")

    assert await reason_of(house.changing.replace_person(house.fien, person.id, typed)) == reason
    assert (await house.person("boskerk2")).presence is Presence.JOINED


# --- moving --------------------------------------------------------------------------------------------


async def test_moved_voter_counts_where_he_was_and_answers_where_he_is(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.hold()
    speaker = await house.person("boskerk1")

    moved = await house.changing.move(house.fien, speaker.id, "dalwijk")

    async with house.store.reading() as view:
        before = (await view.electorate(round_.key)).voters
        now = (await view.electorate((await house.current()).key)).voters
    assert (moved.municipality, moved.spokesperson) == ("dalwijk", False)
    assert [speaker.id in before[town] for town in ("boskerk", "dalwijk")] == [True, False]
    assert [speaker.id in now[town] for town in ("boskerk", "dalwijk")] == [False, True]
    assert (await house.person("dalwijk1")).spokesperson


async def test_first_to_come_to_a_municipality_speaks_for_it(house: Any) -> None:
    await house.found()
    (person,) = await house.invite("boskerk", "Anna")

    moved = await house.changing.move(house.fien, person.id, "dalwijk")

    assert moved.spokesperson


# --- gemengde delegaties -------------------------------------------------------------------------------


async def test_council_members_go_to_and_from_the_voters(house: Any) -> None:
    await house.convene(voters=1)
    await house.importing.take_in(house.fien, house.conference, "Raad;Boskerk;raadslid;\nEls;;adviseur;")

    roles = [(await house.person(name)).role for name in ("Raad", "Els", "boskerk1")]
    await house.changing.set_mixed(house.fien, house.conference, mixed=True)
    mixed = [(await house.person(name)).role for name in ("Raad", "Els", "boskerk1")]
    await house.changing.set_mixed(house.fien, house.conference, mixed=False)

    assert roles == [Role.ADVISER, Role.ADVISER, Role.VOTER]
    assert mixed == [Role.VOTER, Role.ADVISER, Role.VOTER]
    assert (await house.person("Raad")).role is Role.ADVISER


async def test_mixed_delegations_are_fixed_by_the_first_answer(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    await house.changing.set_mixed(house.fien, house.conference, mixed=True)
    await house.press("boskerk2", round_, round_.items[0].id, 4)

    reason = await reason_of(house.changing.set_mixed(house.fien, house.conference, mixed=False))

    assert reason == "answered_already"
    assert (await house.stage()).conference.mixed
    assert round_.state is RoundState.OPEN


# --- lists, links, reach -------------------------------------------------------------------------------


async def test_list_with_one_fault_adds_nobody(house: Any) -> None:
    await house.found()

    imported = await house.importing.take_in(
        house.fien, house.conference, "Anna;Boskerk;wethouder;\nBram;Elders;wethouder;", update=house.update()
    )

    assert [(f.line, f.reason) for f in imported.faults] == [(2, "csv_municipality_unknown")]
    assert [p.name for p in (await house.stage()).participants] == ["Fien"]


async def test_list_adds_who_is_new_and_leaves_who_was_there(house: Any) -> None:
    await house.found()
    await house.invite("boskerk", "Anna")
    text = (
        "ANNA;Boskerk;adviseur;\nBram;Boskerk;wethouder;ja\n"
        "Carla;Boskerk;wethouder;plaatsvervanger\nDirk;Dalwijk;wethouder;"
    )

    imported = await house.importing.take_in(house.fien, house.conference, text)
    again = await house.importing.take_in(house.fien, house.conference, text)

    assert ([p.name for p in imported.added], imported.known) == (["Bram", "Carla", "Dirk"], 1)
    assert (again.added, again.known) == ((), 4)
    offices = {p.name: (p.role, p.spokesperson, p.substitute) for p in (await house.stage()).participants[1:]}
    assert offices == {
        "Anna": (Role.VOTER, False, False),
        "Bram": (Role.VOTER, True, False),
        "Carla": (Role.VOTER, False, True),
        "Dirk": (Role.VOTER, True, False),
    }
    assert await house.importing.give_out(house.fien, house.conference) == (
        "naam;gemeente;rol;woordvoerder\r\nAnna;Boskerk;bestuurder;\r\nBram;Boskerk;wethouder;ja\r\n"
        "Carla;Boskerk;wethouder;plaatsvervanger\r\nDirk;Dalwijk;wethouder;ja\r\n"
    )


async def test_new_link_ends_the_old_one_and_brings_another_phone(house: Any) -> None:
    await house.convene(voters=1)
    person = await house.person("boskerk1")

    house.clock.pass_days(1)
    first = await house.roster.renew(house.fien, person.id, update=house.update())
    house.clock.pass_days(1)
    second = await house.roster.renew(house.fien, person.id, update=house.update())

    assert await reason_of(house.roster.accept(first.token, NEW)) == "link_used_or_expired"
    await house.roster.accept(second.token, NEW)
    async with house.store.reading() as view:
        assert (await view.accounts(house.conference))[person.id] == NEW


async def test_same_update_gives_the_same_new_link(house: Any) -> None:
    await house.convene(voters=1)
    person, update = await house.person("boskerk1"), house.update()
    house.clock.pass_days(1)

    links = [await house.roster.renew(house.fien, person.id, update=update) for _ in range(2)]

    assert links[0] == links[1]


async def test_who_blocked_the_bot_is_unreachable_until_he_starts_it(house: Any) -> None:
    await house.convene(voters=1)
    anna = house.account("boskerk1")
    person = await house.person("boskerk1")

    changed = [await house.roster.note_reachable(anna, reachable) for reachable in (True, False, False)]
    async with house.store.reading() as view:
        away = await view.unreachable(house.conference)
    changed.append(await house.roster.note_reachable(anna, True))

    assert changed == [(), (house.conference,), (), (house.conference,)]
    assert away == {person.id}
    assert await house.roster.note_reachable(NEW, False) == ()


# --- municipalities ------------------------------------------------------------------------------------


async def test_municipality_is_added_and_named_until_the_first_round_opens(house: Any) -> None:
    await house.convene()
    await house.towns.add(house.fien, house.conference, "Den Dal")
    changed = await house.towns.rename(house.fien, house.conference, "den-dal", "Den Dál")
    await house.invite("den-dal", "Zoë")
    await house.advance()
    await house.opened()

    assert [(m.id, m.name) for m in changed.municipalities][-1] == ("den-dal", "Den Dál")
    assert await reason_of(house.towns.add(house.fien, house.conference, "Elders")) == "towns_fixed"
    assert await reason_of(house.towns.rename(house.fien, house.conference, "boskerk", "Elders")) == "towns_fixed"
    counted = await house.towns.count_inhabitants(house.fien, house.conference, "boskerk", "23.400")
    assert {m.id: m.inhabitants for m in counted.municipalities}["boskerk"] == 23_400


@pytest.mark.parametrize("typed", ["", "veel", "0", "-3", "12,5", "3000000", "٣٤"])
async def test_what_is_no_number_of_inhabitants_is_refused(house: Any, typed: str) -> None:
    await house.found()

    reason = await reason_of(house.towns.count_inhabitants(house.fien, house.conference, "boskerk", typed))

    assert reason == "inhabitants_wrong"


async def test_name_of_another_municipality_is_refused(house: Any) -> None:
    await house.found()

    added = await reason_of(house.towns.add(house.fien, house.conference, "BOSKERK"))
    taken = await reason_of(house.towns.rename(house.fien, house.conference, "boskerk", "dalwijk"))

    assert (added, taken) == ("municipality_twice", "municipality_twice")
    renamed = await house.towns.rename(house.fien, house.conference, "boskerk", "BOSKERK")
    assert [m.name for m in renamed.municipalities] == ["Aldermeer", "BOSKERK", "Dalwijk"]


async def test_only_the_facilitator_changes_the_list(house: Any) -> None:
    await house.convene()
    person, member = await house.person("boskerk2"), house.account("boskerk1")
    attempts = [
        house.changing.rename(member, person.id, "X1"),
        house.changing.name_substitute(member, person.id, on=True),
        house.changing.set_attending(member, person.id, attending=False),
        house.changing.replace_person(member, person.id, "X1"),
        house.changing.move(member, person.id, "dalwijk"),
        house.changing.set_mixed(member, house.conference, mixed=True),
        house.importing.take_in(member, house.conference, "Anna;Boskerk;wethouder;"),
        house.importing.give_out(member, house.conference),
        house.roster.renew(member, person.id),
        house.towns.add(member, house.conference, "Elders"),
    ]

    assert {await reason_of(attempt) for attempt in attempts} == {"facilitator_only"}
    assert await house.person("boskerk2") == person


async def test_facilitator_is_not_changed_by_the_list(house: Any) -> None:
    await house.convene()
    fien = await house.person("Fien")
    await house.roster.add_people(house.fien, house.conference, "boskerk", [Person(name="Fien")])

    assert await reason_of(house.changing.set_attending(house.fien, fien.id, attending=False)) == "unknown"
    assert await reason_of(house.roster.renew(house.fien, fien.id)) == "unknown"
