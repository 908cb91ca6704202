"""Further rounds of the groslijst by the front door, with the bot killed between: answers that stay, answers that
change, three rounds and no fourth."""

from typing import Any

from bot.rehearsal.afternoon import hold_further_round
from bot.rehearsal.bot_process import run_bot

TITLE = "Groslijst"
HARMLESS = {" message is not modified", " query is too old and re", " message to edit not fou"}
"""What a start after a kill may meet: a card that it shows as it is, a press that waited too long for its toast, and
a card that was taken away when the questions were opened anew, while a change of it was on its way."""


def values(
    venue: Any, number: int, *, template: str = "groslijst"
) -> dict[tuple[str, str], tuple[str, int, str | None]]:
    """(account, item) -> (value, carried, earlier) of a further round."""
    return {
        (external, item): (value, carried, earlier)
        for external, item, value, carried, earlier in venue.rows(
            "SELECT b.external, a.item, a.value, a.carried, a.earlier FROM answer AS a"
            " JOIN binding AS b USING (participant) JOIN round AS r ON r.key = a.round"
            " WHERE r.template = ? AND r.number = ?",
            template,
            number,
        )
    }


async def answer_first_round(meeting: Any, card: Any) -> None:
    """The first municipality is for everything, the last against the first task; the rest is in between."""
    towns = [meeting.members[:2], meeting.members[2:4], meeting.members[4:]]
    for place, town in enumerate(towns):
        for member in town:
            walk = await meeting.walk(member, card)
            while "Uw antwoorden" not in walk.text:
                is_first = walk.text.startswith("Taak 1 van")
                label = ("5", "4", "1")[place] if is_first else "5"
                walk = await member.press_and_look(walk, label)


async def test_further_rounds_survive_a_kill_and_end_after_the_third(venue, gather) -> None:
    async with run_bot(venue.orders()) as process:
        meeting = await gather(venue)
        lead, members = meeting.lead, meeting.members
        await lead.lead(members, all_of=(), until=f"Regie: {TITLE} staat klaar")
        first_card = await meeting.open_round()
        await answer_first_round(meeting, first_card)
        await lead.go("Sluit de ronde", then="Toon in de groep")
        await lead.go("Toon in de groep", then="Volgende ronde")
        advice = lead.desk.text
        await lead.go("Volgende ronde", then="Trek in", text=f"{TITLE}, ronde 2 staat klaar")
        further_card = await meeting.open_round()
        stays, changes = members[4], members[5]
        walk = await meeting.walk(stays, further_card, label="Het blijft 1")
        question = walk.text
        process.kill()
        await process.wait()
    carried = values(venue, 2)

    async with run_bot(venue.orders()):
        walk = await meeting.walk(stays, further_card, label="Het blijft 1")
        await meeting.venue.press(stays.person, walk, "Het blijft 1")
        walk = await meeting.walk(changes, further_card, label="Het blijft 1")
        await meeting.venue.press(changes.person, walk, "3")
        second = values(venue, 2)
        await lead.open_desk()
        await lead.go("Sluit de ronde", then="Toon in de groep")
        await lead.go("Toon in de groep", then="Volgende ronde")
        moved = lead.desk.text
        await lead.go("Volgende ronde", then="Trek in", text=f"{TITLE}, ronde 3 staat klaar")
        await meeting.open_round()
        await lead.open_desk()
        await lead.go("Sluit de ronde", then="Toon in de groep")
        await lead.go("Toon in de groep", then="Stel vast")
        last, offered = lead.desk.text, [label for row in lead.desk.labels for label in row]
        await lead.go("Stel vast", then="Open de ronde", text="Pakketten")

    group = [message.text for message in meeting.group.messages.values()]
    ((item,),) = venue.rows("SELECT id FROM round_item WHERE round = (SELECT max(key) FROM round WHERE number = 3)")
    stayed, changed = str(stays.person.user.id), str(changes.person.user.id)
    assert "nog een ronde over één taak: er is nog geen gezamenlijk beeld" in advice
    assert question.startswith("Ronde 2")
    assert "5 ██ 2\n4 ██ 2\n3 0\n2 0\n1 ██ 2" in question
    assert question.endswith("Uw antwoord was 1 en dat blijft staan.")
    assert set(carried.values()) == {("5", 1, "5"), ("4", 1, "4"), ("1", 1, "1")}
    assert second[stayed, item] == ("1", 0, "1")
    assert second[changed, item] == ("3", 0, "1")
    assert {value for key, value in values(venue, 3).items() if key[0] == changed} == {("3", 1, "3")}
    assert "1 van 6" in moved
    assert "de derde en laatste ronde" in last
    assert "Volgende ronde" not in offered
    assert any("Sinds ronde 1" in text and "1 van 6 wijzigde, 1 omhoog" in text for text in group)
    assert {call.description.partition(":")[2][:24] for call in venue.server.ledger.refused()} <= HARMLESS


async def test_simulated_members_hold_a_further_round(bot, gather) -> None:
    meeting = await gather(bot)
    lead, members = meeting.lead, meeting.members

    await lead.lead(members, all_of=(), until="Regie: Motieven, ronde 1 is gedeeld")
    await hold_further_round(lead, members)

    looked = [carried for _, carried, _ in values(bot, 2, template="motieven").values()]
    told = [message.text for message in meeting.group.messages.values()]
    assert 0 in looked
    assert any("Motieven, ronde 2: de uitslag" in text and "Sinds ronde 1" in text for text in told)
    assert bot.server.ledger.refused() == ()
