"""What is kept of somebody, and forgetting him: nothing that names him stays, and no count changes."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.conference.model import Round
from flows.errors import Lost, NotAllowed, Refused
from flows.pack.asking import static_items
from flows.ports import Account, Admission, CardRef, Dialog
from flows.services.forgetting import ERASED, Forgetting
from flows.services.naming import Person
from flows.words import ConferenceState, Consent, Kind, Presence, Role, RoundState, Secrecy

NAME = "Wilhelmina van Zuydewijn"
OFFICE = "wethouder van verkeer"
EXTERNAL = "7123498765"
HER = Account("telegram", EXTERNAL)
WRITTEN = "Dat beloven wij al jaren"
NAMELESS = "Deelnemer {number}"


@pytest.fixture
def forgetting(house: Any) -> Forgetting:
    return Forgetting(house.store, pack=house.pack)


@pytest.fixture
async def house(house: Any) -> Any:
    """Three municipalities with three voters each are in; the second of Boskerk is the one to be forgotten."""
    await house.found()
    for town in ("aldermeer", "boskerk", "dalwijk"):
        people = [Person(name=f"{town}{n}") for n in (1, 2, 3)]
        if town == "boskerk":
            people[1] = Person(name=NAME, function=OFFICE)
        await house.roster.add_people(house.fien, house.conference, town, people, role=Role.VOTER)
    for entry in await house.roster.links(house.fien, house.conference):
        account = HER if entry.participant.name == NAME else house.account(entry.participant.name)
        await house.roster.accept(entry.token, account)
        await house.roster.acknowledge(account, house.conference)
    return house


async def _open_motives(house: Any) -> Round:
    await house.go_to("motieven")
    opened: Round = await house.opened()
    return opened


async def _answer(house: Any, round_: Round, value: Any) -> None:
    """Everybody answers every item; she is known by her number."""
    async with house.store.reading() as view:
        accounts = await view.accounts(house.conference)
        people = [p for p in await view.participants(house.conference) if p.role is Role.VOTER]
    for person in people:
        for item in round_.items:
            assert (await house.press(accounts[person.id].external, round_, item.id, value)).stands


async def _forget(house: Any, forgetting: Forgetting) -> None:
    await forgetting.forget(HER, house.conference, nameless=NAMELESS, update=house.update())


async def _summaries(house: Any) -> list[Any]:
    record = await house.concluding.conference_record(house.conference)
    return [(r.full, r.disclosed) for r in record.rounds]


async def _raise_state(house: Any, key: int, state: RoundState) -> None:
    async with house.store.writing() as work:
        await work.save_round(replace(await work.round(key), state=state))
        await work.commit()


def _file(tmp_path: Path) -> bytes:
    """The database file after the write-ahead log was copied into it."""
    path = tmp_path / "data" / "rondetafel.sqlite"
    connection = sqlite3.connect(path)
    try:
        ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    assert busy == 0
    return path.read_bytes()


# --- what is kept ---------------------------------------------------------------------------------------


async def test_kept_tells_who_one_is_since_when_and_where_one_answered(house: Any, forgetting: Forgetting) -> None:
    round_ = await _open_motives(house)
    await house.press(EXTERNAL, round_, round_.items[0].id, 4)

    (kept,) = await forgetting.kept(HER)

    assert (kept.participant.name, kept.participant.function, kept.town) == (NAME, OFFICE, "Boskerk")
    assert (kept.account, kept.joined_at, kept.leaders) == (HER, house.clock.now(), ("Fien",))
    assert [(r.id, count) for r, count in kept.answered] == [("motieven-1", 1)]


async def test_kept_of_a_stranger_is_nothing(house: Any, forgetting: Forgetting) -> None:
    assert await forgetting.kept(Account("telegram", "999")) == ()


async def test_own_answers_are_those_of_who_asks(house: Any, forgetting: Forgetting) -> None:
    round_ = await _open_motives(house)
    first, second = round_.items[0].id, round_.items[1].id
    await house.press(EXTERNAL, round_, second, 4)
    await house.press("aldermeer1", round_, first, 2)

    own = await forgetting.own_answers(HER, round_.key)

    assert [(item.id, own.ballots[item.id].value) for item in own.items] == [(second, 4)]


async def test_answers_in_a_round_are_refused_to_an_outsider(house: Any, forgetting: Forgetting) -> None:
    round_ = await _open_motives(house)

    with pytest.raises(NotAllowed) as caught:
        await forgetting.own_answers(Account("telegram", "999"), round_.key)

    assert caught.value.reason == "not_on_the_list"


# --- forgetting -----------------------------------------------------------------------------------------


async def test_forgetting_leaves_no_name_and_no_account_in_the_file(
    house: Any, forgetting: Forgetting, tmp_path: Path
) -> None:
    round_ = await _open_motives(house)
    await _answer(house, round_, 4)
    await house.finish(round_.key)
    person = await house.person(NAME)
    async with house.store.writing() as work:
        await work.set_dialog(HER, Dialog(kind="reason", data={"round": round_.key}))
        await work.set_position(round_.key, person.id, round_.items[0].id)
        await work.set_card(f"walk:{person.id}", CardRef(chat=EXTERNAL, message=7))
        await work.set_card(f"homework:{person.id}", CardRef(chat=EXTERNAL, message=8))
        await work.put_admission(
            Admission(
                conference=house.conference,
                account=HER,
                name=NAME,
                municipality="boskerk",
                role=Role.VOTER,
                council=False,
                asked_at=house.clock.now(),
            )
        )
        await work.commit()
    await house.store.quarantine("telegram", 1, f'{{"from": {EXTERNAL}}}', "ValueError")
    traces = [text.encode() for text in (NAME, OFFICE, EXTERNAL)]
    before = _file(tmp_path)

    await _forget(house, forgetting)

    after = _file(tmp_path)
    assert [trace in before for trace in traces] == [True, True, True]
    assert [trace in after for trace in traces] == [False, False, False]


async def test_tallies_are_the_same_before_and_after(house: Any, forgetting: Forgetting) -> None:
    rated = await _open_motives(house)
    await _answer(house, rated, 4)
    await house.press(EXTERNAL, rated, rated.items[0].id, 1)
    await house.finish(rated.key)
    spread = await house.opened()
    await _answer(house, spread, {spread.items[0].options[0].id: spread.budget})
    await house.finish(spread.key)
    before = await _summaries(house)

    await _forget(house, forgetting)

    assert await _summaries(house) == before
    assert len(before) == 2


async def test_who_was_forgotten_is_on_the_list_without_a_name_and_comes_in_no_more(
    house: Any, forgetting: Forgetting
) -> None:
    person = await house.person(NAME)

    await _forget(house, forgetting)

    async with house.store.reading() as view:
        left = await view.participant(person.id)
        accounts, invitations = await view.accounts(house.conference), await view.invitations(house.conference)
    assert left == replace(person, name="Deelnemer 6", presence=Presence.REPLACED, function="")
    assert (person.id in accounts, person.id in invitations) == (False, False)
    assert person.id not in {e.participant.id for e in await house.roster.links(house.fien, house.conference)}
    assert await forgetting.kept(HER) == ()


async def test_keys_of_the_log_are_destroyed_and_its_chain_stays_whole(
    house: Any, forgetting: Forgetting, tmp_path: Path
) -> None:
    round_ = await _open_motives(house)
    await _answer(house, round_, 4)
    await house.finish(round_.key)
    person = await house.person(NAME)

    await _forget(house, forgetting)

    connection = sqlite3.connect(tmp_path / "data" / "rondetafel.sqlite")
    try:
        keys = dict(
            connection.execute("SELECT participant, count(*) FROM answer_key GROUP BY participant").fetchall()
        )
    finally:
        connection.close()
    assert (person.id in keys, len(keys)) == (False, 8)
    assert await house.store.verify_chain(house.conference) is None
    assert [e.who for e in await house.events() if e.kind == "forgotten"] == [person.ref]


async def test_facilitators_hear_the_municipality_and_not_the_name(house: Any, forgetting: Forgetting) -> None:
    await house.told()

    await _forget(house, forgetting)

    (pending,) = await house.store.pending(10)
    fien = await house.person("Fien")
    assert (pending.notice.kind, pending.notice.to) == ("forgotten", fien.id)
    assert pending.notice.data == {"municipality": "boskerk", "speaks": 0}


async def test_facilitators_hear_that_a_woordvoerder_left(house: Any, forgetting: Forgetting) -> None:
    await house.told()

    await forgetting.forget(house.account("boskerk1"), house.conference, nameless=NAMELESS)

    (pending,) = await house.store.pending(10)
    stage = await house.stage()
    assert pending.notice.data == {"municipality": "boskerk", "speaks": 1}
    assert [p.spokesperson for p in stage.participants if p.municipality == "boskerk"] == [False, False, False]


async def test_second_press_says_that_nothing_is_kept(house: Any, forgetting: Forgetting) -> None:
    await _forget(house, forgetting)

    with pytest.raises(Lost) as caught:
        await _forget(house, forgetting)

    assert caught.value.reason == "nothing_kept"


async def test_same_update_twice_forgets_once(house: Any, forgetting: Forgetting) -> None:
    update = house.update()
    for _ in range(2):
        await forgetting.forget(HER, house.conference, nameless=NAMELESS, update=update)

    assert [e.kind for e in await house.events()].count("forgotten") == 1


async def test_forgetting_waits_until_the_round_is_closed_in_which_one_answered(
    house: Any, forgetting: Forgetting
) -> None:
    round_ = await _open_motives(house)
    await house.press(EXTERNAL, round_, round_.items[0].id, 4)

    with pytest.raises(Refused) as caught:
        await _forget(house, forgetting)
    await house.facilitation.close_round(house.fien, round_.key)
    await _forget(house, forgetting)

    assert (caught.value.reason, caught.value.data) == ("forget_round_open", {"title": round_.title})
    assert await forgetting.kept(HER) == ()


async def test_who_did_not_answer_leaves_an_open_round_at_once(house: Any, forgetting: Forgetting) -> None:
    round_ = await _open_motives(house)

    await _forget(house, forgetting)

    async with house.store.reading() as view:
        electorate = await view.electorate(round_.key)
    assert {town: len(people) for town, people in electorate.voters.items()} == {
        "aldermeer": 3,
        "boskerk": 2,
        "dalwijk": 3,
    }


async def test_woordvoerder_stays_while_woordvoerders_answer(house: Any, forgetting: Forgetting) -> None:
    await house.go_to("motieven")
    draft = await house.current()
    async with house.store.writing() as work:
        await work.add_round(replace(draft, key=0, id="keuze-1", party="spokespersons", state=RoundState.OPEN))
        await work.commit()

    parting = await forgetting.parting(house.account("boskerk1"), house.conference)

    assert parting.refusal is not None
    assert parting.refusal.reason == "forget_round_open"


async def test_only_facilitator_hands_over_first(house: Any, forgetting: Forgetting) -> None:
    with pytest.raises(Refused) as caught:
        await forgetting.forget(house.fien, house.conference, nameless=NAMELESS)

    assert caught.value.reason == "forget_only_leader"


async def test_facilitator_of_a_finished_conference_is_forgotten(house: Any, forgetting: Forgetting) -> None:
    async with house.store.writing() as work:
        found = await work.conference(house.conference)
        await work.save_conference(replace(found, state=ConferenceState.FINISHED))
        await work.commit()

    await forgetting.forget(house.fien, house.conference, nameless=NAMELESS)

    async with house.store.reading() as view:
        (gone,) = [p for p in await view.participants(house.conference) if p.role is Role.FACILITATOR]
    assert (gone.name, gone.presence) == ("Deelnemer 1", Presence.ABSENT)


async def test_somebody_in_two_conferences_is_forgotten_in_one(house: Any, forgetting: Forgetting) -> None:
    first = house.conference
    await house.found(secrecy=Secrecy.NAMED)
    (invited,) = await house.invite("boskerk", NAME)
    (entry,) = [e for e in await house.roster.links(house.fien, house.conference) if e.participant.id == invited.id]
    await house.roster.accept(entry.token, HER)
    waiting = Dialog(kind="reason", data={"conference": house.conference})
    async with house.store.writing() as work:
        await work.set_dialog(HER, waiting)
        await work.set_card(f"walk:{invited.id}", CardRef(chat=EXTERNAL, message=9))
        await work.commit()

    await forgetting.forget(HER, first, nameless=NAMELESS)

    async with house.store.reading() as view:
        assert (await view.dialog(HER), await view.card(f"walk:{invited.id}")) == (
            waiting,
            CardRef(chat=EXTERNAL, message=9),
        )
    assert [k.participant.id for k in await forgetting.kept(HER)] == [invited.id]


# --- texts ----------------------------------------------------------------------------------------------


async def _objected(house: Any) -> Round:
    """The gedragscode, open: she objects to its first point, with a reason."""
    await house.go_to("motieven")
    draft, person = await house.current(), await house.person(NAME)
    template = house.pack.round("gedragscode")
    items = static_items(house.pack, template, selection="core")
    async with house.store.writing() as work:
        made = replace(draft, key=0, id="gedragscode-1", template="gedragscode", kind=Kind.CONSENT, items=items)
        round_ = await work.add_round(replace(made, state=RoundState.OPEN, opened_at=house.clock.now()))
        await work.commit()
    await house.press(EXTERNAL, round_, items[0].id, Consent.OBJECTION.value)
    async with house.store.writing() as work:
        await work.put_text(round_.key, items[0].id, person.id, WRITTEN)
        await work.commit()
    return round_


@pytest.mark.parametrize(
    ("state", "text"),
    [(RoundState.CLOSED, ERASED), (RoundState.WITHDRAWN, ERASED), (RoundState.PUBLISHED, WRITTEN)],
)
async def test_text_goes_unless_it_was_published_and_its_objection_keeps_counting(
    house: Any, forgetting: Forgetting, state: RoundState, text: str
) -> None:
    person = await house.person(NAME)
    round_ = await _objected(house)
    await _raise_state(house, round_.key, state)

    await _forget(house, forgetting)

    async with house.store.reading() as view:
        ballot = (await view.own_ballots(round_.key, person.id))[round_.items[0].id]
    assert (ballot.value, ballot.text) == (Consent.OBJECTION.value, text)


@pytest.mark.parametrize(("shared", "value"), [(False, (ERASED,)), (True, ("Eerste", "Tweede"))])
async def test_contributions_go_unless_everybody_saw_them(
    house: Any, forgetting: Forgetting, shared: bool, value: tuple[str, ...]
) -> None:
    await house.go_to("motieven")
    draft, person = await house.current(), await house.person(NAME)
    item = replace(draft.items[0], shared=shared)
    async with house.store.writing() as work:
        made = replace(draft, key=0, id="vraag-1", kind=Kind.OPEN, state=RoundState.OPEN, items=(item,))
        round_ = await work.add_round(replace(made, opened_at=house.clock.now()))
        await work.commit()
    assert (await house.press(EXTERNAL, round_, item.id, ("Eerste", "Tweede"))).stands
    await _raise_state(house, round_.key, RoundState.PUBLISHED)

    await _forget(house, forgetting)

    async with house.store.reading() as view:
        assert (await view.own_ballots(round_.key, person.id))[item.id].value == value
