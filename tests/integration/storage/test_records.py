"""Everything else that is kept: what goes in comes out."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from flows.conference.model import Electorate, ItemOption, Municipality, RoundItem
from flows.errors import NotFound, StaleWrite
from flows.ports import Account, AuditHead, CardRef, Chat, Dialog, Event, Invitation, Progress, UpdateRef
from flows.words import Approach, Kind, Party, Polarity, Presence, Role, RoundState


async def progress(scene: Any) -> tuple[Progress, ...]:
    async with scene.store.reading() as view:
        found: tuple[Progress, ...] = await view.progress(scene.round.key)
        return found


def line(municipality: str | None, voters: int, done: int, busy: int) -> Progress:
    return Progress(municipality=municipality, voters=voters, done=done, busy=busy)


async def test_conference_comes_back_as_it_was_saved(scene: Any) -> None:
    async with scene.store.writing() as work:
        loaded = await work.conference("dal")
        saved = await work.save_conference(
            replace(
                loaded, approach=Approach.DESIGN, approach_reason="Visie <b>eerst</b> & dan taken", skipped=("a", "b")
            )
        )
        await work.add_municipality("dal", Municipality(id="dalwijk", name="Dalwijk", inhabitants=1))
        await work.commit()

    async with scene.store.reading() as view:
        found = await view.conference("dal")
        every = await view.conferences()
    assert found == replace(
        saved, municipalities=(*loaded.municipalities, Municipality(id="dalwijk", name="Dalwijk", inhabitants=1))
    )
    assert every == (found,)


async def test_unknown_things_are_not_found(scene: Any) -> None:
    async with scene.store.reading() as view:
        for question in (view.conference("x"), view.participant("x"), view.round(99), view.round(10**30)):
            with pytest.raises(NotFound):
                await question


async def test_participants_stand_in_order_of_adding_with_a_fresh_ref(scene: Any) -> None:
    async with scene.store.reading() as view:
        people = await view.participants("dal")

    assert [person.id for person in people] == ["anna", "bram", "carla", "dirk", "fien"]
    assert len({person.ref for person in people} - {""}) == 5


async def test_save_participant_keeps_the_ref(scene: Any) -> None:
    async with scene.store.reading() as view:
        before = await view.participant("bram")

    await scene.change("bram", presence=Presence.ABSENT, ref="other", name="Bram 😀 \u202e")

    async with scene.store.reading() as view:
        after = await view.participant("bram")
    assert after == replace(before, presence=Presence.ABSENT, name="Bram 😀 \u202e")


async def test_round_comes_back_with_its_items(scene: Any) -> None:
    item = RoundItem(
        id="werkgever",
        title="Wie is de werkgever?",
        options=(ItemOption(id="licht", title="Licht", place=10), ItemOption(id="zwaar", title="Zwaar")),
        proposed="licht",
        polarity=Polarity.RISK,
        sensitive=True,
        details=(("Waarom dit", "Daarom."),),
        grounds=(("groslijst-1", "inkoop"),),
    )
    await scene.open_another(
        replace(scene.round, key=0, id="boom-1", kind=Kind.CHOOSE, ordered=True, budget=10, items=(item,))
    )

    async with scene.store.reading() as view:
        assert await view.round(scene.round.key) == scene.round
        assert [round_.id for round_ in await view.rounds("dal")] == ["groslijst-1", "boom-1"]
    assert scene.round.items == (item,)


async def test_replace_items_only_before_opening(scene: Any) -> None:
    fresh = (RoundItem(id="archief", title="Archief"), RoundItem(id="ict", title="Ict"))
    async with scene.store.writing() as work:
        with pytest.raises(StaleWrite):
            await work.replace_items(scene.round.key, fresh)
        draft = await work.add_round(replace(scene.round, id="groslijst-2", state=RoundState.DRAFT))
        await work.replace_items(draft.key, fresh)
        found = await work.round(draft.key)

    assert found.items == fresh


async def test_bind_replaces_the_earlier_account(scene: Any) -> None:
    new = Account(channel="web", external="anna")
    async with scene.store.writing() as work:
        await work.bind("anna", new)
        await work.commit()

    async with scene.store.reading() as view:
        assert (await view.accounts("dal"))["anna"] == new
        assert await view.participations(scene.account("anna")) == ()
        assert [person.id for person in await view.participations(new)] == ["anna"]


async def test_bind_account_of_somebody_else_in_the_conference_is_refused(scene: Any) -> None:
    async with scene.store.writing() as work:
        with pytest.raises(StaleWrite):
            await work.bind("anna", scene.account("bram"))


def invitation(scene: Any, digest: str, **changes: Any) -> Invitation:
    now = scene.clock.now()
    made = Invitation(digest=digest, participant="gerrit", issued_at=now, expires_at=now + timedelta(days=30))
    return replace(made, **changes)


async def invite(scene: Any, *invitations: Invitation) -> None:
    async with scene.store.writing() as work:
        gerrit = replace(await work.participant("anna"), id="gerrit", spokesperson=False, presence=Presence.INVITED)
        await work.add_participant(gerrit)
        for made in invitations:
            await work.add_invitation(made)
        await work.commit()


async def test_use_invitation_binds_once(scene: Any) -> None:
    await invite(scene, invitation(scene, "d1"))
    account, other = scene.account("gerrit"), scene.account("dief")

    async with scene.store.writing() as work:
        used = [await work.use_invitation("d1", who, scene.clock.now()) for who in (account, other, account)]
        await work.commit()

    assert used == [True, False, False]
    async with scene.store.reading() as view:
        assert (await view.participant("gerrit")).presence is Presence.JOINED
        assert (await view.accounts("dal"))["gerrit"] == account
        assert (await view.invitation("d1")).used_at == scene.clock.now()


async def test_use_invitation_expired_or_unknown_or_by_somebody_else_changes_nothing(scene: Any) -> None:
    await invite(scene, invitation(scene, "d1"))
    late = scene.clock.now() + timedelta(days=30)

    async with scene.store.writing() as work:
        used = [
            await work.use_invitation("d1", scene.account("gerrit"), late),
            await work.use_invitation("d2", scene.account("gerrit"), scene.clock.now()),
            await work.use_invitation("d1", scene.account("bram"), scene.clock.now()),
        ]
        found = await work.invitation("d1")

    assert used == [False, False, False]
    assert found == invitation(scene, "d1")


async def test_add_invitation_ends_the_earlier_one(scene: Any) -> None:
    first = invitation(scene, "d1")
    second = invitation(scene, "d2", issued_at=scene.clock.now() + timedelta(hours=1))
    await invite(scene, first, second)

    async with scene.store.writing() as work:
        used = await work.use_invitation("d1", scene.account("gerrit"), second.issued_at)
        latest = await work.invitations("dal")

    assert used is False
    assert latest == {"gerrit": second}


async def test_link_chat_ties_a_group_and_moves_it(scene: Any) -> None:
    group, topic = Chat(channel="telegram", external="-100"), Chat(channel="telegram", external="-100", thread="5")
    async with scene.store.writing() as work:
        await work.link_chat("dal", group)
        await work.link_chat("dal", group)
        await work.commit()

    async with scene.store.reading() as view:
        assert await view.chats("dal") == (group,)
        assert (await view.conference_of_chat(group)).id == "dal"
        assert await view.conference_of_chat(topic) is None


async def test_first_time_remembers_updates(scene: Any) -> None:
    update = UpdateRef(channel="telegram", number=5)
    async with scene.store.writing() as work:
        seen = [await work.first_time(ref) for ref in (update, update, replace(update, epoch=1), None, None)]

    assert seen == [True, False, True, True, True]


async def test_small_things_come_back_and_can_be_taken_away(scene: Any) -> None:
    account = scene.account("anna")
    dialog, card = Dialog(kind="reason", data={"round": 1, "item": "a"}), CardRef(chat="-100", message=7, digest="x")
    async with scene.store.writing() as work:
        await work.set_dialog(account, Dialog(kind="other"))
        await work.set_dialog(account, dialog)
        await work.set_card("round:1", card)
        await work.set_position(scene.round.key, "anna", "inkoop")
        await work.set_position(scene.round.key, "anna", "archief")
        await work.set_setting("code", "1")
        kept = [
            await work.dialog(account),
            await work.card("round:1"),
            await work.position(scene.round.key, "anna"),
            await work.setting("code"),
        ]
        await work.set_dialog(account, None)
        await work.set_card("round:1", None)
        await work.set_setting("code", None)
        gone = [await work.dialog(account), await work.card("round:1"), await work.setting("code")]

    assert kept == [dialog, card, "archief", "1"]
    assert gone == [None, None, None]


async def test_electorate_is_live_while_open_and_frozen_after(scene: Any) -> None:
    async with scene.store.reading() as view:
        live = await view.electorate(scene.round.key)
    async with scene.store.writing() as work:
        await work.freeze_electorate(scene.round.key)
        await work.commit()
    await scene.set_state(RoundState.CLOSED)
    await scene.change("bram", presence=Presence.ABSENT)

    async with scene.store.reading() as view:
        frozen = await view.electorate(scene.round.key)
    await scene.set_state(RoundState.OPEN)
    async with scene.store.reading() as view:
        reopened = await view.electorate(scene.round.key)

    assert live == frozen
    assert live == Electorate({"boskerk": frozenset({"anna", "bram"}), "aldermeer": frozenset({"carla"})})
    assert list(live.voters) == ["boskerk", "aldermeer"]
    assert reopened.voters["boskerk"] == frozenset({"anna"})


async def test_electorate_of_a_standpunt_lists_woordvoerders_and_every_municipality(scene: Any) -> None:
    await scene.open_another(replace(scene.round, key=0, id="artikelen-1", party=Party.SPOKESPERSONS))

    async with scene.store.reading() as view:
        electorate = await view.electorate(scene.round.key)
        lines = await view.progress(scene.round.key)

    assert electorate == Electorate({"boskerk": frozenset({"anna"}), "aldermeer": frozenset()})
    assert lines == (line("boskerk", 1, 0, 0), line("aldermeer", 0, 0, 0))


async def test_progress_counts_done_and_busy(scene: Any) -> None:
    record, press = scene.store.record, scene.press
    await record(press("anna", "4"))
    await record(press("anna", no_opinion=True, item="archief"))
    await record(press("bram", "4"))
    await record(press("bram", mark=True, item="archief"))
    await record(press("carla", mark=True))
    await record(press("dirk", "2"))

    assert await progress(scene) == (line("boskerk", 2, 1, 1), line("aldermeer", 1, 0, 0), line(None, 1, 0, 1))


async def test_progress_points_are_done_when_all_are_placed(scene: Any) -> None:
    item = RoundItem(id="motieven", title="Motieven")
    await scene.open_another(replace(scene.round, key=0, id="punten-1", kind=Kind.POINTS, budget=10, items=(item,)))
    await scene.store.record(scene.press("anna", '{"a":4,"b":6}', item="motieven"))
    await scene.store.record(scene.press("bram", '{"a":4}', item="motieven"))
    await scene.store.record(scene.press("carla", "{}", item="motieven"))

    assert await progress(scene) == (line("boskerk", 2, 1, 1), line("aldermeer", 1, 0, 1), line(None, 1, 0, 0))


async def test_progress_mits_is_done_with_its_text(scene: Any) -> None:
    item = RoundItem(id="artikel", title="Artikel")
    await scene.open_another(replace(scene.round, key=0, id="code-1", kind=Kind.CONSENT, items=(item,)))
    await scene.store.record(scene.press("anna", '"condition"', item="artikel"))
    before = (await progress(scene))[0]
    async with scene.store.writing() as work:
        await work.put_text(scene.round.key, "artikel", "anna", "Als het past.")
        await work.commit()

    assert [before, (await progress(scene))[0]] == [line("boskerk", 2, 0, 1), line("boskerk", 2, 1, 0)]


async def test_put_text_without_an_answer_is_not_found(scene: Any) -> None:
    async with scene.store.writing() as work:
        with pytest.raises(NotFound):
            await work.put_text(scene.round.key, "inkoop", "anna", "Tekst")


async def test_own_ballots_show_a_mark_that_stands_alone(scene: Any) -> None:
    await scene.store.record(scene.press("anna", mark=True))

    async with scene.store.reading() as view:
        ballot = (await view.own_ballots(scene.round.key, "anna"))["inkoop"]

    assert [ballot.value, ballot.no_opinion, ballot.unacceptable] == [None, False, True]


async def test_audit_holds_no_answer_and_verifies(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "4"))
    await scene.store.record(scene.press("anna", "4"))
    async with scene.store.writing() as work:
        await work.record(Event(conference="dal", kind="round_close", who="ref", data={"round": "groslijst-1"}))
        await work.commit()

    async with scene.store.reading() as view:
        ref = (await view.participant("anna")).ref
        events = await view.audit("dal")
        head = await view.audit_head("dal")
        nothing = await view.audit_head("berg")
        entries = await view.entries("dal")
    assert events == [
        (1, scene.clock.now(), Event(conference="dal", kind="answer", who=ref, data={"round": "groslijst-1"})),
        (2, scene.clock.now(), Event(conference="dal", kind="round_close", who="ref", data={"round": "groslijst-1"})),
    ]
    assert head == AuditHead(events=2, head=entries[-1].hash)
    assert nothing == AuditHead(events=0, head="")
    assert await scene.store.verify_chain("dal") is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET who = 'x' WHERE number = 2",
        "UPDATE event SET commitment = '' WHERE number = 2",
        "UPDATE event SET moment = moment + 1 WHERE number = 2",
        "DELETE FROM event WHERE number = 2",
    ],
)
async def test_verify_chain_finds_what_was_changed(scene: Any, change: str) -> None:
    for number in range(4):
        await scene.store.record(scene.press("anna", str(number)))
    async with scene.store.writing() as work:
        await work.run(sa.text(change))
        await work.commit()

    assert await scene.store.verify_chain("dal") == 2


async def test_adviser_and_voter_ballots_stand_in_order_of_items_and_people(scene: Any) -> None:
    for person, item in (("dirk", "inkoop"), ("bram", "archief"), ("carla", "inkoop"), ("anna", "archief")):
        await scene.store.record(scene.press(person, "3", item=item))

    async with scene.store.reading() as view:
        found = await view.ballots(scene.round.key)

    assert [(b.item, b.participant, b.municipality, b.role) for b in found] == [
        ("inkoop", "carla", "aldermeer", Role.VOTER),
        ("inkoop", "dirk", None, Role.ADVISER),
        ("archief", "anna", "boskerk", Role.VOTER),
        ("archief", "bram", "boskerk", Role.VOTER),
    ]
