"""The conversation and the clock, by the front door: end times, one reminder, a kill, and a talk with its notes."""

import asyncio

from bot.buttons.day import Awaited, EndTime, PauseChoice
from bot.buttons.talk import Announce, ChooseTalk
from bot.rehearsal.bot_process import run_bot
from flows.words import RoundState

GRACE = 30.0
"""Real seconds."""

UNCHANGED = " message is not modified"
TOO_OLD = " query is too old and re"


def round_key(venue, template: str) -> int:
    ((key,),) = venue.rows("SELECT key FROM round WHERE template = ?", template)
    return int(key)


def conference_id(venue) -> str:
    ((found,),) = venue.rows("SELECT id FROM conference")
    return str(found)


async def press_data(meeting, button) -> None:
    """A press of the facilitator on the desk's message, for a button that another card holds."""
    await meeting.venue.press_data(meeting.lead.person, meeting.desk, button.pack())


async def in_desk(meeting, text: str) -> None:
    """What is shown where the desk stood."""
    desk = meeting.desk
    async with asyncio.timeout(GRACE):
        await meeting.lead.person.wait_for(meeting.lead.person.private, lambda m: m is desk and text in m.text)


async def in_group(meeting, *texts: str):
    async with asyncio.timeout(GRACE):
        return await meeting.lead.person.wait_for(meeting.group, lambda m: all(text in m.text for text in texts))


async def booked(venue, kind: str) -> None:
    """Written down as sent; what is killed in between may arrive twice."""
    async with asyncio.timeout(GRACE):
        while venue.rows("SELECT 1 FROM notice WHERE kind = ? AND state = 'waiting'", kind):
            await venue.clock.sleep(5)


def told(venue, text: str) -> list[int]:
    """The chats in which the bot sent a message with this text, in order."""
    world = venue.server.world
    shown = [s for s in world.ledger.shown if s.sender == world.bot.id and s.change == "sent"]
    return [s.chat for s in shown if text in s.text]


async def test_end_time_reminder_and_notice_come_once_over_a_kill(venue, gather) -> None:
    """The bot is killed between the end time and its notice; the one that starts again tells it, once."""
    ledger = venue.server.ledger
    async with run_bot(venue.orders()) as process:
        meeting = await gather(venue)
        await meeting.step("Volgende fase", until="Open de ronde")
        card = await meeting.open_round()
        first, *others = meeting.members
        await first.answer_round(card, "Motieven")
        await press_data(meeting, EndTime(round_key(venue, "motieven")))
        await in_desk(meeting, "Er is nog geen eindtijd")
        await venue.press(meeting.lead.person, meeting.desk, "10 minuten")
        await in_desk(meeting, "De ronde loopt tot")
        await in_group(meeting, "Ongeveer 3 minuten, tot ", "Nog geen 10 minuten.")
        for member in others:
            await venue.see(member.person, member.person.private, "Motieven sluit om")
        await booked(venue, "reminder")
        process.kill()
        await process.wait()
    ((closes_at,),) = venue.rows("SELECT closes_at FROM round WHERE template = 'motieven'")
    while venue.clock.now().timestamp() * 1_000_000 < closes_at + 60_000_000:
        await venue.clock.sleep(10)
    before = told(venue, "De tijd is om")

    async with run_bot(venue.orders()):
        await venue.see(meeting.lead.person, meeting.lead.person.private, "De tijd is om: Motieven")
        await in_group(meeting, "De tijd is om; de begeleider sluit de ronde.")
        await others[0].answer_round(card, "Motieven")
        state = venue.state_of("motieven")
        notice = await venue.see(meeting.lead.person, meeting.lead.person.private, "De tijd is om: Motieven")
        await venue.press(meeting.lead.person, notice, "Sluit de ronde")
        async with asyncio.timeout(GRACE):
            await meeting.lead.person.wait_for(
                meeting.lead.person.private, lambda m: any("Toon in de groep" in row for row in m.labels)
            )
        await booked(venue, "time_over")
    async with run_bot(venue.orders()):
        await venue.clock.sleep(120)

    assert before == []
    assert told(venue, "De tijd is om: Motieven") == [meeting.lead.person.id]
    assert sorted(told(venue, "Motieven sluit om")) == sorted(member.person.id for member in others)
    assert state == RoundState.OPEN
    assert venue.state_of("motieven") == RoundState.CLOSED
    assert {call.description.partition(":")[2][:24] for call in ledger.refused()} <= {UNCHANGED, TOO_OLD}


async def test_conversation_is_led_point_by_point_with_notes(bot, gather) -> None:
    venue, meeting = bot, await gather(bot)
    await meeting.step("Volgende fase", until="Open de ronde")
    card = await meeting.open_round()
    await press_data(meeting, Awaited(round_key(venue, "motieven")))
    await in_desk(meeting, "Wie nog niet: Motieven")
    await venue.press(meeting.lead.person, meeting.desk, "Herinner")
    await venue.press(meeting.lead.person, meeting.desk, "Regietafel")
    await in_desk(meeting, "Regie")
    for member in meeting.members:
        await venue.see(member.person, member.person.private, "Motieven is nog open.")
    await asyncio.gather(*(member.answer_round(card, "Motieven") for member in meeting.members))
    await meeting.step("Sluit de ronde", until="Toon in de groep")
    await meeting.step("Toon in de groep", until="Stel vast")

    await press_data(meeting, ChooseTalk(round_key(venue, "motieven")))
    await in_desk(meeting, "Bespreekpunten: Motieven")
    titles = await meeting.lead.lead_talk(points=2, minutes=5, notes=("Eerst een proef.", "Later."), patience=True)
    await in_group(meeting, "Gesprek over Motieven: klaar")
    await venue.press(meeting.lead.person, meeting.desk, "Regietafel")
    await in_desk(meeting, "Regie")
    await meeting.step("Stel vast", until="Open de ronde")

    notes = venue.rows("SELECT note FROM talking_point ORDER BY position")
    shown = [
        s for s in venue.server.ledger.shown if s.chat == meeting.group.id and s.text.startswith("Gesprek 1 van 2")
    ]
    assert notes == [("Eerst een proef.",), ("Later.",)]
    assert titles[0] in shown[0].text
    assert any("Nog geen 5 minuten." in s.text for s in shown)
    assert len({s.message for s in shown}) == 1
    assert "De tijd voor dit punt is om." in shown[-1].text
    assert told(venue, f"De tijd voor {titles[0]} is om.") == [meeting.lead.person.id]
    assert venue.server.ledger.refused() == ()


async def test_announcement_is_seen_first_and_reaches_everybody_once(bot, gather) -> None:
    venue, meeting = bot, await gather(bot)
    lead = meeting.lead.person
    await press_data(meeting, Announce(conference_id(venue)))
    await venue.see(lead, lead.private, "Welk bericht wilt u sturen?")
    preview = await venue.reply(lead, lead.private, "Wij beginnen om 14.00 uur <b>in de raadzaal</b>")
    await venue.press(lead, preview, "Naar iedereen, ook in eigen gesprek")
    for member in meeting.members:
        await venue.see(member.person, member.person.private, "Bericht van de begeleider")
    await in_group(meeting, "Bericht van de begeleider", "<b>in de raadzaal</b>")
    again = await venue.press_data(lead, preview, "Ts:x:group:y")
    await venue.reply(lead, lead.private, "/herinner")

    sent = told(venue, "Wij beginnen om 14.00 uur")
    everybody = [meeting.group.id, meeting.observer.id, *(m.person.id for m in meeting.members)]
    assert sorted(sent) == sorted([*everybody, lead.id])  # the preview went to the facilitator
    assert again.alert is True
    assert lead.private.last.text == "Er is nu geen ronde open. Er is niets verstuurd."


async def test_schorsing_is_asked_for_given_and_ended_while_standpunten_are_asked(bot, gather) -> None:
    venue, meeting = bot, await gather(bot)
    lead = meeting.lead
    speaker = next(member for member in meeting.members if member.speaks)
    await lead.lead(meeting.members, all_of=(), until="Keuze van de aanpak staat klaar")
    card = await meeting.open_round()
    walk = await meeting.walk(speaker, card, label="Schorsing vragen")
    asked = await venue.press(speaker.person, walk, "Schorsing vragen")
    request = await venue.see(lead.person, lead.person.private, "vraagt om een schorsing")
    await venue.press(lead.person, request, "5 minuten")
    await in_group(meeting, "Schorsing tot ")
    await in_group(meeting, "De schorsing is voorbij")
    await press_data(meeting, PauseChoice(round_key(venue, "aanpakkeuze")))
    await in_desk(meeting, "Hoe lang duurt de schorsing?")
    await lead.lead_pause(minutes=10)
    await booked(venue, "pause_over")

    assert asked.text == "De begeleider krijgt bericht dat u een schorsing vraagt."
    assert told(venue, "De schorsing is voorbij") == [meeting.group.id] * 2
    assert venue.state_of("aanpakkeuze") == RoundState.OPEN
    assert venue.server.ledger.refused() == ()
