"""Two facilitators and a hand-over, paper, what an adviser knows, and an own task through to the export."""

import asyncio
import json

from bot.buttons import knowing, leading, papers, settling
from bot.rehearsal.members import BoardMember
from bot.rehearsal.objects import Message
from bot.rehearsal.people import Person

GIJS = 700_003
LEADER = 700_001
OTHER_LEADER = 700_002
GRACE = 30.0


async def press_until(venue, person: Person, message: Message, button: str, *texts: str) -> Message:
    """Press, and wait until the same message says all of this."""
    await venue.press(person, message, button)
    async with asyncio.timeout(GRACE):
        return await person.wait_for(message.chat, lambda m: m is message and all(t in m.text for t in texts))


async def open_by(venue, person: Person, message: Message, data: str, *texts: str) -> Message:
    """The same, for what stands behind a button of the desk."""
    await venue.press_data(person, message, data)
    async with asyncio.timeout(GRACE):
        return await person.wait_for(message.chat, lambda m: m is message and all(t in m.text for t in texts))


async def see_button(person: Person, message: Message, label: str) -> Message:
    """The message, as soon as it has this button."""
    async with asyncio.timeout(GRACE):
        return await person.wait_for(message.chat, lambda m: m is message and any(label in row for row in m.labels))


async def write(venue, person: Person, text: str, *texts: str) -> Message:
    """Answer what the bot asked, and wait for what it says to that."""
    sent = person.send(person.private, text)
    async with asyncio.timeout(GRACE):
        return await person.wait_for(
            person.private, lambda m: m.id > sent.id and m.sender.id != person.id and all(t in m.text for t in texts)
        )


def conference_of(venue) -> str:
    ((conference,),) = venue.rows("SELECT id FROM conference")
    return str(conference)


async def test_second_facilitator_joins_and_gets_the_conference_handed_over(bot, gather) -> None:
    meeting = await gather(bot)
    lead, conference = meeting.lead.person, conference_of(bot)
    ((name,),) = bot.rows("SELECT name FROM participant WHERE role = 'facilitator'")
    card = await open_by(bot, lead, meeting.desk, leading.Leaders(conference).pack(), f"{name} (u)")
    await bot.press(lead, card, "Begeleider toevoegen")
    await bot.see(lead, lead.private, "Hoe heet de andere begeleider?")
    listed = await write(bot, lead, "Gijs", "Gijs, nog niet binnen")
    gijs = Person(bot.server, GIJS, "Gijs")
    gijs.open_link(next(line for line in listed.text.split("\n") if "start=u_" in line))
    invitation = await bot.see(gijs, gijs.private, "U bent uitgenodigd als begeleider:")
    await bot.press(gijs, invitation, "Dat ben ik")
    desk = await bot.see(gijs, gijs.private, "Regie: ")

    await bot.press_data(lead, listed, leading.Leaders(conference).pack())
    again = await see_button(lead, listed, "Draag over aan Gijs")
    sure = await press_until(bot, lead, again, "Draag over aan Gijs", "U kunt daarna niets meer doen")
    await press_until(bot, lead, sure, "Ja, draag over", "U heeft de conferentie overgedragen aan Gijs.")
    await bot.see(gijs, gijs.private, f"{name} droeg de conferentie aan u over.")
    refused = await bot.press_data(lead, sure, leading.Leaders(conference).pack())
    await open_by(bot, gijs, desk, leading.Leaders(conference).pack(), "Gijs (u)")

    assert refused.text == "Deze knop is voor de begeleider."
    assert [
        kind for (kind,) in bot.rows("SELECT kind FROM event WHERE kind IN ('leader_invited', 'handed_over')")
    ] == [
        "leader_invited",
        "handed_over",
    ]
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())


async def test_paper_is_entered_after_closing_and_marked_in_the_result(bot, gather) -> None:
    meeting = await gather(bot)
    lead = meeting.lead.person
    await meeting.step("Volgende fase", until="Open de ronde")
    await meeting.open_round()
    await meeting.step("Sluit de ronde", until="Toon in de groep")
    ((key, items),) = bot.rows("SELECT key, (SELECT count(*) FROM round_item WHERE round = key) FROM round")
    card = await open_by(bot, lead, meeting.desk, papers.PaperRound(int(key)).pack(), "Van welke gemeente")
    town = card.labels[0][0]
    card = await press_until(bot, lead, card, town, "Van wie is het papier?")
    person = card.labels[0][0]
    card = await press_until(bot, lead, card, person, f"1 van {items}")

    for number in range(1, items + 1):
        wanted = f" {number + 1} van {items}" if number < items else "Alles is ingevoerd."
        card = await press_until(bot, lead, card, "4", wanted)
    await press_until(bot, lead, card, "Regietafel", "is dicht")
    meeting.lead.desk = card
    await meeting.step("Toon in de groep", until="Stel vast")
    shown = await bot.see(lead, meeting.group, ": de uitslag")

    assert "1 antwoord op papier" in shown.text
    assert bot.rows("SELECT count(*), sum(paper), count(DISTINCT participant) FROM answer") == [(items, items, 1)]
    assert bot.server.ledger.refused() == ()


async def test_own_task_with_what_an_adviser_knows_of_it_goes_through_to_the_export(bot, gather) -> None:
    meeting = await gather(bot)
    lead, conference = meeting.lead.person, conference_of(bot)
    desk = meeting.desk
    card = await open_by(bot, lead, desk, settling.TaskGroups(conference).pack(), "Bij welke deellijst")
    await bot.press(lead, card, card.labels[0][0])
    await bot.see(lead, lead.private, "Stuur de naam van de taak")
    await write(bot, lead, "Kermisvergunning\nDe vergunning voor de jaarlijkse kermis.", "Eigen taken", "Kermis")
    adviser = await bring_adviser(bot, meeting)
    sheet = await bot.see(adviser, adviser.private, "U bent klaar om te beginnen")
    sheet = await press_until(bot, adviser, sheet, "Wat weet u van de taken", "0 van ")
    sheet = await open_by(
        bot, adviser, sheet, knowing.SheetTask(conference, "eigen_1").pack(), "Kermisvergunning", "nog niet ingevuld"
    )
    sheet = await press_until(bot, adviser, sheet, "1 hoog", "1 Afhankelijkheid: hoog")
    await bot.press(adviser, sheet, "Bestaat al")
    await bot.see(adviser, adviser.private, "Welke samenwerking bestaat al")
    await write(bot, adviser, "Boskerk met Dalwijk", "Bestaat al: Boskerk met Dalwijk")

    home = await bot.reply(lead, lead.private, "/regie")
    meeting.lead.desk = home
    await meeting.lead.lead(meeting.members, all_of=(), until="Regie: Groslijst staat klaar")
    group_card = await meeting.open_round()
    walk = await meeting.walk(meeting.members[0], group_card, label="Volgende")
    ((key,),) = bot.rows("SELECT key FROM round WHERE template = 'groslijst'")
    shown = await open_by(
        bot,
        meeting.members[0].person,
        walk,
        f"g:{key}:eigen_1",
        "Kermisvergunning",
        "Bestaat al: Boskerk met Dalwijk",
    )
    more = await press_until(bot, meeting.members[0].person, shown, "Wat adviseurs zeggen", "Afhankelijkheid: hoog")
    title = "Groslijst"
    await asyncio.gather(*(member.answer_round(group_card, title) for member in meeting.members))
    await meeting.lead.lead(meeting.members, all_of=())
    await meeting.lead.export()

    outcome = json.loads(next(bot.exports.glob("*/uitkomst.json")).read_text("utf-8"))
    asked = next(r for r in outcome["rounds"] if r["id"] == "groslijst-1")
    assert "Kermisvergunning" in more.text
    assert [item["title"] for item in asked["items"] if item["id"] == "eigen_1"] == ["Kermisvergunning"]
    placed = outcome["recommendation"]["packages"]
    assert [p["title"] for p in placed if p["item"] == "eigen_1"] == ["Kermisvergunning"]
    assert bot.server.ledger.refused() == ()


async def test_conference_that_nobody_leads_is_taken_over_by_who_is_named_in_the_settings(bot, gather) -> None:
    meeting = await gather(bot)
    other, member = Person(bot.server, OTHER_LEADER, "Gijs"), meeting.members[0].person
    await bot.next_in(other, bot.server.world.private_chat(other.user), after=other.start())
    too_soon = await bot.reply(other, other.private, "/overdragen")
    by_member = await bot.reply(member, member.private, "/overdragen")
    meeting.lead.person.block_bot()
    async with asyncio.timeout(GRACE):
        while bot.rows("SELECT reachable FROM binding WHERE external = ?", str(LEADER)) != [(0,)]:
            await bot.clock.sleep(1)

    still_not = await bot.reply(member, member.private, "/overdragen")
    offer = await bot.reply(other, other.private, "/regie")
    await bot.press(other, offer, "Ja, ik begeleid")
    await bot.see(other, other.private, "Regie: ")
    told = await bot.see(member, meeting.group, "Gijs heeft de begeleiding overgenomen")

    nothing = "Er is geen conferentie die u kunt overdragen of overnemen. Er is niets gewijzigd."
    assert [message.text for message in (too_soon, by_member, still_not)] == [nothing] * 3
    assert offer.text == "U begeleidt deze conferentie nu. Hieronder staat de regietafel."
    assert told.text.split("\n")[0] == "Samenwerken in het Dal"


async def bring_adviser(venue, meeting) -> Person:
    """An adviser on the list, and in."""
    lead, conference = meeting.lead.person, conference_of(venue)
    desk = await venue.reply(lead, lead.private, "/regie")
    await venue.press_data(lead, desk, f"r:advisers:{conference}:x")
    await venue.see(lead, lead.private, "Welke adviseurs doen mee?")
    await write(venue, lead, "K. Weet, secretaris", "Regie: ")
    await venue.press_data(lead, desk, f"r:links:{conference}:x")
    links = await venue.see(lead, lead.private, "K. Weet\n")
    rows = links.text.split("\n")
    place = next(n for n, row in enumerate(rows) if row.startswith("K. Weet"))
    adviser = Person(venue.server, 731_001, "Adviseur")
    member = BoardMember(
        person=adviser, character=meeting.members[0].character, clock=venue.clock, function="secretaris"
    )
    await member.join(rows[place + 1])
    return adviser
