"""Arguments: asked of every voter at the same moment, moderated, and shown without a name; also after a kill."""

import asyncio
from typing import Any

from bot.rehearsal.bot_process import run_bot
from bot.rehearsal.objects import Message

GRACE = 30.0

FIRST = "Wij betalen nu al mee aan tekorten van anderen."
SECOND = "Alleen krijgen wij hier geen mensen meer voor."
NAMED = "Bakker van Boskerk ziet dit verkeerd."
ANEW = "Dit werk moet dicht bij onze inwoners blijven."


async def shown(person: Any, message: Message, text: str) -> None:
    async with asyncio.timeout(GRACE):
        await person.wait_for(message.chat, lambda m: m is message and text in m.text)


async def request_of(member: Any) -> Message:
    async with asyncio.timeout(GRACE):
        found: Message = await member.person.wait_for(
            member.person.private, lambda m: any("Liever niet" in row for row in m.labels)
        )
        return found


async def divide(meeting: Any) -> list[str]:
    """A round in which two municipalities give 5 and one gives 1 on the first two motives; their titles."""
    await meeting.step("Volgende fase", until="Open de ronde")
    card = await meeting.open_round()
    titles: list[str] = []
    for place, member in enumerate(meeting.members):
        walk = await meeting.walk(member, card)
        for _ in range(2):
            titles.append(walk.text.split("\n")[1])
            await member.press_and_look(walk, "1" if place >= 4 else "5")
    await meeting.step("Sluit de ronde", until="Toon in de groep")
    return titles[:2]


async def test_lines_are_asked_of_all_moderated_and_shown_shuffled_without_a_name(venue: Any, gather: Any) -> None:
    ledger = venue.server.ledger
    async with run_bot(venue.orders()) as process:
        meeting = await gather(venue)
        lead = meeting.lead.person
        first, second = await divide(meeting)
        requests = {member.name: await request_of(member) for member in meeting.members}
        texts = {member.name: requests[member.name].text for member in meeting.members}
        anna, bram, carla, _, ellen, _ = meeting.members
        for member, line in ((ellen, FIRST), (anna, SECOND), (bram, NAMED)):
            member.person.send(member.person.private, line)
            await shown(member.person, requests[member.name], "Nog één onderwerp.")
        process.kill()
        await process.wait()

    async with run_bot(venue.orders()):
        await venue.press(carla.person, requests[carla.name], "Liever niet")
        await shown(carla.person, requests[carla.name], second)
        await venue.press(carla.person, requests[carla.name], "Liever niet")
        await shown(carla.person, requests[carla.name], "Goed. U hoeft hier niets te schrijven.")
        await meeting.lead.open_desk()
        desk_text = meeting.desk.text
        await meeting.press_desk("Lees 3 teksten")
        await shown(lead, meeting.desk, "Te beoordelen 3")
        judged = []
        for left in (2, 1, 0):
            card = meeting.desk.text
            judged.append(card)
            label = "Vraag het anders" if NAMED in card else "Toelaten"
            await venue.press(lead, meeting.desk, label)
            await shown(lead, meeting.desk, f"Te beoordelen {left}" if left else "Alles is beoordeeld.")
        back = await venue.see(bram.person, bram.person.private, "Wilt u dit anders schrijven?")
        thanks = await venue.reply(bram.person, bram.person.private, ANEW)
        await meeting.lead.open_desk()
        await meeting.press_desk("Lees 1 tekst")
        await shown(lead, meeting.desk, ANEW)
        await venue.press(lead, meeting.desk, "Toelaten")
        await shown(lead, meeting.desk, "Alles is beoordeeld.")
        await venue.press(lead, meeting.desk, "Regietafel")
        await meeting.step("Toon in de groep", until="Stel vast")
        await meeting.lead.go("Kies bespreekpunten", then="5 min")
        await meeting.press_desk("Begin het gesprek")
        talk = await venue.see(lead, meeting.group, f"Gesprek 1 van 2: {first}")

    assert {text.split("\n")[0] for text in texts.values()} == {first}
    assert (
        texts[ellen.name].split("\n")[1] == "U gaf hier een 1. Anderen denken er anders over. Wat moeten zij weten?"
    )
    assert texts[anna.name].split("\n")[1] == "U gaf hier een 5. Anderen denken er anders over. Wat moeten zij weten?"
    assert desk_text.split("\n")[2] == "Argumenten: 3 binnen, 3 te beoordelen"
    names = {member.name for member in meeting.members}
    assert not any(name in text for text in (*judged, talk.text) for name in names)
    assert back.text.split("\n")[1:3] == [first, f"‘{NAMED}’"]
    assert thanks.text.endswith(f"‘{ANEW}’")
    lines = [line for line in talk.text.split("\n") if line.startswith("‘")]
    assert sorted(lines) == sorted(f"‘{line}’" for line in (FIRST, SECOND, ANEW))
    assert venue.rows("SELECT state, count(*) FROM argument GROUP BY state") == [("admitted", 3)]
    assert [call.description for call in ledger.refused() if "not modified" not in call.description] == []
