"""The commands that everybody has, by their buttons, in a running bot; and somebody who leaves without a trace."""

import json
from typing import Any

import pytest

from bot import phrases
from bot.rehearsal.objects import Message
from bot.rehearsal.people import Person


async def _press(venue: Any, person: Person, message: Message, label: str, *, until: str) -> Message:
    """Press, and wait until the same message shows this."""
    await venue.press(person, message, label)
    return await person.wait_for(person.private, lambda m: m is message and until in m.text)


async def _command(venue: Any, person: Person, text: str, *, shows: str) -> Message:
    person.send(person.private, text)
    return await venue.see(person, person.private, shows)


def _commands(venue: Any, **scope: Any) -> list[str]:
    offered = venue.server.world.settings.commands[json.dumps(scope, sort_keys=True), ""]
    return [command["command"] for command in offered]


async def test_each_scope_is_offered_its_own_commands(bot: Any, gather: Any) -> None:
    meeting = await gather(bot)

    everyone = list(phrases.COMMANDS)
    assert _commands(bot, type="all_private_chats") == everyone
    assert _commands(bot, type="all_group_chats") == ["status", "uitslag", "hulp"]
    assert _commands(bot, type="all_chat_administrators") == ["status", "uitslag", "hulp", "koppel"]
    leader = _commands(bot, type="chat", chat_id=meeting.lead.person.id)
    assert leader == [*phrases.FACILITATOR_COMMANDS, *everyone]
    assert everyone == [
        *("start", "hulp", "status", "uitslag", "annuleer", "voorbeelden", "modellentool"),
        *("privacy", "mijngegevens", "vergeetmij"),
    ]


async def test_everything_can_be_asked_by_a_button_of_the_help(bot: Any, gather: Any) -> None:
    meeting = await gather(bot)
    person = meeting.members[0].person
    card = await _command(bot, person, "/hulp", shows="De knoppen hieronder")

    for label, shows in {
        "Status": "Fase: Voorbereiding",
        "Voorbeelden": "Voorbeelden uit de praktijk",
        "Modellentool": "vormen van samenwerking",
        "Mijn gegevens": "Alleen u ziet dit.",
        "Privacy": "Meer over privacy",
    }.items():
        await bot.press(person, card, label)
        await bot.see(person, person.private, shows)

    assert (await bot.press(person, card, "Uitslag")).text == "Er is nog geen uitslag gedeeld."
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())


async def test_examples_and_models_are_read_and_nothing_is_stored(bot: Any, gather: Any) -> None:
    meeting = await gather(bot)
    person = meeting.members[0].person
    before = bot.dump()

    card = await _command(bot, person, "/voorbeelden", shows="Voorbeelden uit de praktijk")
    await _press(bot, person, card, "Kempengemeenten", until="Voorbeeld 9 van 9")
    await _press(bot, person, card, "Vorige", until="Voorbeeld 8 van 9")
    await _press(bot, person, card, "Alle voorbeelden", until="Voorbeelden uit de praktijk")
    tool = await _command(bot, person, "/modellentool", shows="vormen van samenwerking")
    await _press(bot, person, tool, "Wat past bij ons?", until="vraag 1 van 4")
    for number in (2, 3, 4):
        await _press(bot, person, tool, "B", until=f"vraag {number} van 4")
    await _press(bot, person, tool, "Geen mening", until="Uw plaats: licht")
    await _press(bot, person, tool, "Eén gemeente voert uit voor allen", until="past bij uw uitkomst")

    assert bot.dump() == before
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())


@pytest.mark.parametrize("command", ["voorbeelden", "modellentool", "mijngegevens", "vergeetmij"])
async def test_command_in_the_group_goes_on_in_private(bot: Any, gather: Any, command: str) -> None:
    meeting = await gather(bot)
    person, group = meeting.members[0].person, meeting.group

    answer = await bot.reply(person, group, f"/{command}")

    assert answer.text == phrases.REFUSALS["private_only"]
    assert answer.labels == (("Open het gesprek",),)


async def test_somebody_sees_his_own_answers_and_leaves(bot: Any, gather: Any) -> None:
    meeting = await gather(bot)
    await meeting.step("Volgende fase", until="Open de ronde")
    member = next(m for m in meeting.members if m.speaks)
    person = member.person
    walk = await meeting.walk(member, await meeting.open_round())
    await member.press_and_look(walk, "4")
    answers = bot.rows("SELECT round, item, value FROM answer")

    refused = await _command(bot, person, "/vergeetmij", shows="is nog open")
    assert refused.labels == (("Terug",),)
    await meeting.step("Sluit de ronde", until="Toon in de groep")
    card = await _command(bot, person, "/mijngegevens", shows="Antwoorden: in 1 ronde")
    assert member.name in card.text.translate({0x2068: None, 0x2069: None})
    await _press(bot, person, card, "Mijn antwoorden", until="Kies een ronde")
    await _press(bot, person, card, "Motieven (1)", until="4, ")
    await _press(bot, person, card, "Terug", until="Kies een ronde")
    await _press(bot, person, card, "Terug", until="Bewaartermijn: 365 dagen")
    await _press(bot, person, card, "Vergeet mij", until="U bent woordvoerder van")
    await _press(bot, person, card, "Toch niet", until="Bewaartermijn")
    await _press(bot, person, card, "Vergeet mij", until="Dit kan niet ongedaan worden gemaakt")
    await _press(bot, person, card, "Ja, vergeet mij", until="U bent vergeten")

    told = await bot.see(meeting.lead.person, meeting.lead.person.private, "Iemand heeft zich laten vergeten")
    assert "Wijs een ander aan." in told.text
    assert told.labels == (("Woordvoerders",),)
    assert bot.rows("SELECT count(*) FROM binding WHERE external = ?", str(person.id)) == [(0,)]
    assert bot.rows("SELECT count(*) FROM participant WHERE name = ?", member.name) == [(0,)]
    assert bot.rows("SELECT round, item, value FROM answer") == answers
    stranger = await bot.reply(person, person.private, "/mijngegevens")
    assert "Van u wordt hier niets bewaard." in stranger.text
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())
