"""Own motives by the front door: proposed while nobody sees them, merged, admitted, and in what comes after."""

import asyncio
import json
from typing import Any

from bot.rehearsal.afternoon import publish
from bot.rehearsal.objects import Message
from report.verify import verify

GRACE = 30.0
YOUTH = "Jongeren in de regio houden"
SAME = "Samen minder kwetsbaar zijn"


async def propose(bot: Any, meeting: Any, member: Any, card: Message, line: str) -> tuple[Message, Message]:
    """From the group's card to the overview, and a motive; what was asked, and what the bot said to it."""
    walk = await meeting.walk(member, card, label="Overzicht")
    for label, then in (("Overzicht", "Eigen motief"), ("Eigen motief", "Toch niet")):
        await bot.press(member.person, walk, label)
        await showing(member.person, walk, then)
    return walk, await bot.reply(member.person, member.person.private, line)


async def showing(person: Any, message: Message, label: str) -> None:
    async with asyncio.timeout(GRACE):
        await person.wait_for(message.chat, lambda m: m is message and any(label in row for row in m.labels))


async def test_own_motives_are_merged_or_admitted_and_get_points(bot: Any, gather: Any) -> None:
    meeting = await gather(bot)
    lead, members = meeting.lead, meeting.members
    anna, bram = members[:2]
    await meeting.step("Volgende fase", until="Open de ronde")
    group = await meeting.open_round()
    asked, stored = await propose(bot, meeting, anna, group, YOUTH)
    question = asked.text
    refused = (await propose(bot, meeting, bram, group, "a" * 61))[1]
    again = await bot.reply(bram.person, bram.person.private, SAME)
    during = [message.text for message in meeting.group.messages.values()] + [lead.desk.text]
    await lead.answer(members, group)
    await lead.go("Sluit de ronde", then="Toon in de groep")

    await lead.go("2 eigen motieven", then="Toelaten", text="Eigen motief 1 van 2")
    for _ in range(2):
        if YOUTH in lead.desk.text:
            await lead.go("Toelaten", then="Ongedaan maken", text="Toegelaten.")
        else:
            await lead.go("Hetzelfde als…", then="Terug", text=SAME)
            into = lead.desk.labels[0][0]
            await lead.go(into, then="Ongedaan maken", text="Samengevoegd met:")
        await lead.go("Volgende", then="Regietafel", text="van 2")
    told = [
        (await bot.see(member.person, member.person.private, "Uw eigen motief\n")).text for member in (anna, bram)
    ]
    await lead.go("Regietafel", then="Toon in de groep", text="Regie: ")
    await lead.go("Toon in de groep", then="Stel vast")
    await lead.go("Stel vast", then="Open de ronde", text="Punten voor motieven")
    card = await meeting.open_round()
    walk = await meeting.walk(anna, card, label="A +")
    points = walk.text
    await lead.answer(members, card)
    await publish(lead)
    await lead.go("Stel vast", then="Export")
    await lead.export()

    folder = bot.exports / "samenwerken-in-het-dal"
    outcome = json.loads((folder / "uitkomst.json").read_text("utf-8"))
    divided = next(round_ for round_ in outcome["rounds"] if round_["id"] == "motievenpunten-1")
    assert question == (
        "Eigen motief\n"
        "Schrijf uw motief in één regel (hooguit 60 tekens). "
        "Na het sluiten leest de begeleider het, zonder uw naam."
    )
    assert stored.text == (
        f"Uw motief is bewaard:\n{YOUTH}\nNa het sluiten bekijkt de begeleider het. U krijgt daarna bericht."
    )
    assert refused.text.startswith("Uw motief is te lang: 61 tekens, er passen er 60. Er is niets opgeslagen.")
    assert again.text.startswith("Uw motief is bewaard:")
    assert not [text for text in during if YOUTH in text or SAME in text]
    assert told[0].endswith("Het staat nu op de lijst. U kunt er straks punten aan geven.")
    assert told[1].endswith(f"Het is samengevoegd met een motief dat hetzelfde zegt: {into}.")
    assert f" {YOUTH}: " in points
    assert YOUTH in json.dumps(divided, ensure_ascii=False)
    assert SAME not in json.dumps(outcome, ensure_ascii=False)
    assert verify(folder).differences == ()
    assert bot.rows("SELECT count(*) FROM event WHERE data LIKE ?", f"%{YOUTH}%") == [(0,)]
    assert bot.server.ledger.refused() == ()
