"""Samen and homework over the strict server: one item at a time in the group, and lists that are open for days."""

import asyncio
import time
from typing import Any

from bot.rehearsal.objects import Message
from bot.rehearsal.people import Person
from flows.words import Mode, RoundState
from storage.packs import read_pack

GRACE = 30.0
GROUP_LIMIT = 20
FACILITATORS = frozenset({"700001", "700002"})
UNCHANGED = "message is not modified"
"""After a restart the bot does not know what its cards showed, and may show one as it is."""
KWALITEIT = [
    item for item in read_pack("vooronderzoek").items("motieven") if getattr(item, "group", "") == "kwaliteit"
]


def run_at(clock: Any, factor: float) -> None:
    """Let the clock run at another pace from this moment on."""
    clock.start, clock.origin, clock.factor = clock.now(), time.monotonic(), factor


async def press_at_once(venue: Any, person: Person, card: Message, data: str) -> str:
    """Press without thinking; the toast."""
    press, answered = venue.server.world.press(person.user, card, data)
    async with asyncio.timeout(GRACE):
        await answered
    return str(press.text)


async def wait_for_text(person: Person, card: Message, text: str) -> None:
    async with asyncio.timeout(GRACE):
        await person.wait_for(card.chat, lambda m: m is card and text in m.text)


async def ready(meeting: Any) -> Message:
    """The motives of one deellijst, open as a round together; the group's card."""
    await meeting.step("Volgende fase", until="Open de ronde")
    await meeting.lead.choose("Deellijst…", f"Kwaliteit ({len(KWALITEIT)})")
    await meeting.lead.choose("Samen")
    return await meeting.lead.open_together()


async def test_one_deellijst_without_one_item_is_held_together(bot, gather) -> None:
    meeting = await gather(bot)
    await meeting.step("Volgende fase", until="Open de ronde")
    await meeting.lead.choose("Deellijst…", f"Kwaliteit ({len(KWALITEIT)})")
    await meeting.lead.choose("Los…", f"✓ {KWALITEIT[0].title}")

    card = await meeting.lead.lead_together(meeting.members)

    ((selection, mode, state),) = bot.rows("SELECT selection, mode, state FROM round")
    asked = [item.id for item in KWALITEIT[1:]]
    everybody = {str(member.person.id) for member in meeting.members}
    assert (selection, mode, state) == ("items", Mode.TOGETHER, RoundState.CLOSED)
    assert [row for (row,) in bot.rows("SELECT id FROM round_item ORDER BY position")] == asked
    assert set(bot.answers()) == {(account, item) for account in everybody for item in asked}
    await wait_for_text(meeting.members[0].person, card, "De ronde is dicht")
    assert not card.labels
    assert bot.server.ledger.busiest_minute(meeting.group.id) <= GROUP_LIMIT
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())


async def test_card_has_the_item_and_only_how_many_answered(bot, gather) -> None:
    meeting = await gather(bot)
    card = await ready(meeting)
    before = card.text

    await bot.press(meeting.members[0].person, card, "4")
    await wait_for_text(meeting.members[0].person, card, "1 van 6 heeft geantwoord")

    assert before.split("\n") == [
        f"Onderwerp 1 van {len(KWALITEIT)}",
        KWALITEIT[0].title,
        KWALITEIT[0].text,
        "Hoe belangrijk is dit voor uw gemeente?",
        read_pack("vooronderzoek").scales["belang"].legend,
        "0 van 6 hebben geantwoord",
        "Aldermeer 0/2 · Boskerk 0/2",
        "Dalwijk 0/2",
    ]
    assert [[*row] for row in card.labels] == [["1", "2", "3", "4", "5"], ["Geen mening", "Wat koos ik"]]


async def test_toast_is_private_and_right_for_everybody(bot, gather) -> None:
    meeting = await gather(bot)
    outsider = Person(bot.server, 799_001, "Vreemde")
    meeting.lead.person.add(meeting.group, outsider)
    card = await ready(meeting)
    first, second = (member.person for member in meeting.members[:2])

    toasts = [
        (await bot.press(person, card, label)).text
        for person, label in [
            *((first, label) for label in ("4", "4", "2", "Wat koos ik", "Geen mening", "Wat koos ik")),
            *((second, "Wat koos ik"), (meeting.observer, "4"), (meeting.observer, "Wat koos ik")),
            *((meeting.lead.person, "4"), (outsider, "4")),
        ]
    ]

    assert toasts[:-1] == [
        "Opgeslagen: 4, van belang",
        "Dat was al uw antwoord",
        "Gewijzigd: van 4 naar 2",
        "Uw antwoord bij deze vraag: 2, weinig van belang",
        "Gewijzigd: van 2, weinig van belang naar geen mening",
        "Uw antwoord bij deze vraag: geen mening",
        "U heeft bij deze vraag nog niet geantwoord.",
        "U kijkt mee; antwoorden kan niet.",
        "U kijkt mee; antwoorden kan niet.",
        "U begeleidt deze conferentie; de deelnemers antwoorden. Met /regie opent u de regietafel.",
    ]
    assert toasts[-1].startswith("U staat niet op de lijst van deze conferentie.")
    assert bot.answers() == {(str(first.id), KWALITEIT[0].id): None}
    assert bot.server.ledger.refused() == ()


async def test_double_tap_on_the_new_item_does_not_count_and_a_late_one_on_the_old_does(bot, gather) -> None:
    meeting = await gather(bot)
    card = await ready(meeting)
    quick, late = (member.person for member in meeting.members[:2])
    old = card.button("5").data

    run_at(bot.clock, 1.0)
    await meeting.lead.move_on(card)
    too_soon = await press_at_once(bot, quick, card, card.button("4").data)
    run_at(bot.clock, 60.0)
    delayed = (await bot.press_data(late, card, old)).text
    again = (await bot.press(quick, card, "4")).text

    assert too_soon == "Dat was een dubbele tik. Deze vraag is nog niet beantwoord."
    assert (delayed, again) == ("Opgeslagen: 5, zeer van belang", "Opgeslagen: 4, van belang")
    assert bot.answers() == {
        (str(late.id), KWALITEIT[0].id): "5",
        (str(quick.id), KWALITEIT[1].id): "4",
    }


async def test_who_is_at_home_goes_as_far_as_the_card(bot, gather) -> None:
    meeting = await gather(bot)
    card = await ready(meeting)
    member = meeting.members[0]
    ((key,),) = bot.rows("SELECT key FROM round")
    link = f"https://t.me/{bot.server.world.bot.username}?start=w_{key}"
    before = member.newest()

    member.person.open_link(link)
    walk = await bot.next_in(member.person, member.person.private, after=before)
    shown = walk.text.split("\n")[:2]
    await member.press_and_look(walk, "4")
    overview = walk.text
    await meeting.lead.move_on(card)
    await member.press_and_look(walk, "Ververs")
    onward = member.newest()

    assert shown[-1] == KWALITEIT[0].title
    assert "1 van 1 beantwoord" in overview
    assert "Het volgende onderwerp komt als de begeleider verdergaat." in overview
    assert KWALITEIT[1].title in onward.text


async def test_restart_in_the_middle_goes_on_with_the_item_on_the_card(venue, serve, gather) -> None:
    async with serve(venue, FACILITATORS):
        meeting = await gather(venue)
        card = await ready(meeting)
        await meeting.lead.move_on(card)
        first, second, *_ = (member.person for member in meeting.members)
        await venue.press(first, card, "4")
    async with serve(venue, FACILITATORS):
        await wait_for_text(first, card, "1 van 6 heeft geantwoord")
        after_start = card.text.split("\n")[1]
        told = (await venue.press(first, card, "Wat koos ik")).text
        stored = (await venue.press(second, card, "2")).text
        await meeting.lead.move_on(card)
        third = card.text.split("\n")[1]
        await meeting.lead.move_on(card, "Vorig onderwerp")
        back = card.text.split("\n")[1]

    titles = [item.title for item in KWALITEIT]
    assert (after_start, third, back) == (titles[1], titles[2], titles[1])
    assert (told, stored) == (
        "Uw antwoord bij deze vraag: 4, van belang",
        "Opgeslagen: 2, weinig van belang",
    )
    assert {call.description.partition(": ")[2][: len(UNCHANGED)] for call in venue.server.ledger.refused()} <= {
        UNCHANGED
    }


async def test_homework_is_done_before_and_the_decision_tree_together_in_two_groups(bot, gather) -> None:
    meeting = await gather(bot)
    lead, members = meeting.lead, meeting.members
    other = lead.person.create_group("De andere tafel", [members[0].person])
    lead.person.add_bot(other)
    lead.person.send(other, f"/koppel@{bot.server.world.bot.username}")
    await bot.see(lead.person, other, "In deze groep komen de kaarten")

    card = await lead.open_homework()
    lists = await asyncio.gather(*(member.do_homework(card) for member in members))
    await wait_for_text(lead.person, card, "6 van 6 zijn met alles klaar")
    own = next(m for m in members[1].person.private.messages.values() if m.text.startswith("Huiswerk: "))
    await lead.lead(members, all_of=(), until="Beslisboom staat klaar")
    await lead.lead_together(members)
    ((key,),) = bot.rows("SELECT key FROM round WHERE template = 'beslisboom'")
    cards = bot.rows("SELECT chat FROM card WHERE name LIKE ?", f"round:{key}:%")

    homework = bot.rows("SELECT template, state FROM round WHERE homework = 1")
    answered = bot.rows("SELECT count(*) FROM answer JOIN round ON round.key = answer.round WHERE round.key = ?", key)
    assert lists == [3] * 6
    assert own.text.startswith("Huiswerk: drie korte vragenlijsten")
    assert homework == [(template, RoundState.SETTLED) for template in ("motieven", "factoren", "aanpak")]
    assert len(cards) == 2
    assert answered == [(4 * 6,)]
    assert bot.server.ledger.busiest_minute(meeting.group.id) <= GROUP_LIMIT
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())


async def test_homework_with_an_end_time_is_closed_at_once(bot, gather) -> None:
    meeting = await gather(bot)
    await meeting.step("Huiswerk", until="Open met een eindtijd")
    await meeting.press_desk("Open met een eindtijd")
    await bot.see(meeting.lead.person, meeting.lead.person.private, "Tot wanneer?")

    answer = await bot.reply(meeting.lead.person, meeting.lead.person.private, "27 november 12.00")
    card = await bot.see(meeting.lead.person, meeting.group, "Huiswerk: drie korte vragenlijsten")
    toast = (await bot.press(meeting.lead.person, answer, "Sluit het huiswerk")).text
    await wait_for_text(meeting.lead.person, card, "Het huiswerk is gesloten.")

    assert "tot 27 november, 12.00 uur" in answer.text
    assert toast == "Het huiswerk is dicht."
    assert bot.rows("SELECT DISTINCT state, frozen FROM round") == [(RoundState.CLOSED, 1)]
