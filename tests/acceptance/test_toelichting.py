"""A line why with an answer: asked behind its button, refused when too long, read after closing."""

import asyncio
from typing import Any

from bot.rehearsal.objects import Message

GRACE = 30.0


async def shown(person: Any, message: Message, text: str) -> None:
    async with asyncio.timeout(GRACE):
        await person.wait_for(message.chat, lambda m: m is message and text in m.text)


async def test_line_is_written_with_a_question_and_read_after_closing(bot: Any, gather: Any) -> None:
    meeting = await gather(bot)
    lead, (anna, bram, *_) = meeting.lead.person, meeting.members
    await meeting.step("Volgende fase", until="Open de ronde")
    group = await meeting.open_round()
    walk = await meeting.walk(anna, group, label="Toelichting")
    title = walk.text.split("\n")[1]

    await bot.press(anna.person, walk, "Toelichting")
    await shown(anna.person, walk, "Schrijf in één regel waarom.")
    refused = await bot.reply(anna.person, anna.person.private, "a" * 312)
    again = await bot.reply(anna.person, anna.person.private, "Alleen krijgen wij geen contract.")
    asked = again.text.split("\n")[1]
    other = await meeting.walk(bram, group, label="Toelichting")
    await bot.press(bram.person, other, "Toelichting")
    await shown(bram.person, other, "Schrijf in één regel waarom.")
    await bot.press(bram.person, other, "Toch niet")
    await shown(bram.person, other, "Motief 1 van 10")
    stray = await bot.reply(bram.person, bram.person.private, "Dit had ik niet willen sturen.")
    await meeting.step("Sluit de ronde", until="Toon in de groep")
    await meeting.press_desk("Lees 1 tekst")
    await shown(lead, meeting.desk, "Teksten bij Motieven")

    assert refused.text == (
        "Uw tekst is te lang: 312 tekens, er passen er 200. Uw antwoord is wel opgeslagen. "
        "Schrijf het korter en stuur het opnieuw."
    )
    assert asked == title
    assert "✓ Toelichting" in [label for row in again.labels for label in row]
    assert stray.text.startswith("Ik had geen tekst gevraagd.")
    assert meeting.desk.text == (
        "Teksten bij Motieven\n"
        "Zonder naam en gemeente, in willekeurige volgorde.\n"
        "Te beoordelen 1\n"
        "\n"
        f"{title}\n"
        "‘Alleen krijgen wij geen contract.’"
    )
    assert bot.rows("SELECT count(*) FROM answer") == [(0,)]
    assert bot.server.ledger.refused() == ()
