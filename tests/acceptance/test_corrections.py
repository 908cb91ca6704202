"""Corrections and standpunten over the strict server: by hand, from the desk and the members' own chats."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.rehearsal.members import BoardMember
from bot.rehearsal.objects import Message
from report.export import OUTCOME
from report.verify import verify

GRACE = 30.0
MOST_PRESSES = 40
ANSWERS = "SELECT round, item, participant, value, text, late FROM answer ORDER BY 1, 2, 3"


def labels_of(message: Message) -> list[str]:
    return [label for row in message.labels for label in row]


async def desk_with(meeting: Any, label: str, *, text: str = "") -> Message:
    """The desk, or what stands in its place, once it offers this; in its message or in one below it."""
    person, known = meeting.lead.person, meeting.desk.id
    async with asyncio.timeout(GRACE):
        found = await person.wait_for(
            person.private, lambda m: m.id >= known and label in labels_of(m) and text in m.text
        )
    meeting.lead.desk = found
    return found


async def press(meeting: Any, label: str, *, then: str, text: str = "") -> Message:
    """Press on the facilitator's card, and wait for what comes of it."""
    await desk_with(meeting, label)
    await meeting.venue.press(meeting.lead.person, meeting.desk, label)
    return await desk_with(meeting, then, text=text)


async def explain(meeting: Any, reason: str, *, then: str, text: str = "") -> Message:
    """Write the reason that was asked for."""
    person = meeting.lead.person
    async with asyncio.timeout(GRACE):
        await person.wait_for(person.private, lambda m: "/annuleer" in m.text and m is person.private.last)
    sent = person.send(person.private, reason)
    async with asyncio.timeout(GRACE):
        found = await person.wait_for(
            person.private, lambda m: m.id > sent.id and then in labels_of(m) and text in m.text
        )
    meeting.lead.desk = found
    return found


async def heard(meeting: Any, text: str) -> Message:
    return await meeting.venue.see(meeting.lead.person, meeting.group, text)


async def answer(meeting: Any, member: BoardMember, group: Message, choose: Callable[[Message], str]) -> None:
    """Walk through a round, pressing what `choose` says of each card, until the overview."""
    card = await meeting.walk(member, group, label="Overzicht")
    for _ in range(MOST_PRESSES):
        if "beantwoord" in card.text:
            return
        seen = card.changed
        await meeting.venue.press(member.person, card, choose(card))
        if card.changed == seen:
            async with asyncio.timeout(GRACE):
                await member.person.next_change(card, after=seen)
    raise AssertionError(card.text)


async def answer_all(meeting: Any, group: Message, label: str, *, members: Sequence[BoardMember]) -> None:
    await asyncio.gather(*(answer(meeting, m, group, lambda _: label) for m in members))


async def settle(meeting: Any, *, until: str) -> None:
    """Close, publish and settle what is open."""
    await press(meeting, "Sluit de ronde", then="Toon in de groep")
    await press(meeting, "Toon in de groep", then="Stel vast")
    await press(meeting, "Stel vast", then=until)


def states(meeting: Any, template: str) -> list[str]:
    rows = meeting.venue.rows("SELECT state FROM round WHERE template = ? ORDER BY key", template)
    return [str(state) for (state,) in rows]


async def test_round_is_reopened_withdrawn_asked_again_and_a_conference_cancelled(bot: Any, gather: Any) -> None:
    meeting = await gather(bot)
    first, second, *_ = meeting.members
    await press(meeting, "Volgende fase", then="Open de ronde")
    group = await meeting.open_round()
    await answer_all(meeting, group, "4", members=[first])
    await press(meeting, "Sluit de ronde", then="Heropen")
    given = bot.rows(ANSWERS)

    await press(meeting, "Heropen", then="Sluit de ronde")
    reopened = await heard(meeting, "is weer open")
    assert bot.rows(ANSWERS) == given
    await answer_all(meeting, reopened, "5", members=[second])
    given = bot.rows(ANSWERS)

    await press(meeting, "Meer", then="Corrigeer")
    await press(meeting, "Corrigeer", then="Trek in")
    await meeting.venue.press(meeting.lead.person, meeting.desk, "Trek in")
    await explain(meeting, "De vraag was onduidelijk.", then="Open de ronde", text="Motieven, opnieuw")
    await heard(meeting, "Motieven, ronde 1 is ingetrokken: De vraag was onduidelijk.")
    assert states(meeting, "motieven") == ["ingetrokken", "concept"]
    assert bot.rows(ANSWERS) == given

    await press(meeting, "Sla over", then="Sla over")
    await explain(meeting, "Dit is al besproken.", then="Open de ronde", text="Gedragscode staat klaar")
    assert states(meeting, "motieven") == ["ingetrokken", "ingetrokken"]

    await press(meeting, "Terug", then="Motieven")
    await press(meeting, "Motieven", then="Vraag opnieuw: Motieven")
    await heard(meeting, "Wij gaan terug naar de fase motieven.")
    await press(meeting, "Vraag opnieuw: Motieven", then="Open de ronde", text="Motieven, opnieuw")
    group = await meeting.open_round()
    await answer_all(meeting, group, "3", members=[first, second])
    await settle(meeting, until="Volgende fase")
    assert states(meeting, "motieven") == ["ingetrokken", "ingetrokken", "vastgesteld"]
    assert [row for row in bot.rows(ANSWERS) if row in given] == given

    await press(meeting, "Meer", then="Corrigeer")
    await press(meeting, "Corrigeer", then="Breek de conferentie af")
    await press(meeting, "Breek de conferentie af", then="Ja, breek af")
    await meeting.venue.press(meeting.lead.person, meeting.desk, "Ja, breek af")
    await explain(meeting, "De raad van Boskerk stopt.", then="Export")
    await heard(meeting, "De raad van Boskerk stopt.")
    await bot.see(first.person, first.person.private, "De raad van Boskerk stopt.")
    assert bot.rows("SELECT state, reason FROM conference") == [("cancelled", "De raad van Boskerk stopt.")]
    assert [row for row in bot.rows(ANSWERS) if row in given] == given
    kinds = [kind for (kind,) in bot.rows("SELECT kind FROM event WHERE kind <> 'answered' ORDER BY number")]
    wanted = ("round_reopen", "round_withdraw", "phase_skipped", "phase_returned", "round_asked_again")
    assert [kind for kind in wanted if kind not in kinds] == []
    assert kinds[-1] == "conference_cancelled"


async def skip_to_the_tree(meeting: Any) -> None:
    """Everything before the decision tree is skipped, with a reason each; the approach is decided."""
    await press(meeting, "Volgende fase", then="Sla over", text="Motieven staat klaar")
    for title in ("Gedragscode staat klaar", "Aanwijzingen voor de aanpak staat klaar"):
        await press(meeting, "Sla over", then="Sla over")
        await explain(meeting, "Geen tijd vandaag.", then="Sla over", text=title)
    await press(meeting, "Sla over", then="Sla over")
    await explain(meeting, "De colleges kozen al.", then="Ontwikkelaanpak")
    await meeting.venue.press(meeting.lead.person, meeting.desk, "Ontwikkelaanpak")
    person = meeting.lead.person
    await bot_asks(meeting, "Waarom kiest u deze aanpak?")
    sent = person.send(person.private, "De colleges kozen al.")
    async with asyncio.timeout(GRACE):
        meeting.lead.desk = await person.wait_for(
            person.private, lambda m: m.id > sent.id and "Volgende fase" in labels_of(m)
        )
    await press(meeting, "Volgende fase", then="Sla over", text="Groslijst staat klaar")
    await press(meeting, "Sla over", then="Sla over")
    await explain(meeting, "De taken komen later.", then="Open de ronde", text="Beslisboom staat klaar")


async def bot_asks(meeting: Any, text: str) -> Message:
    return await meeting.venue.see(meeting.lead.person, meeting.lead.person.private, text)


async def take_standpunten(meeting: Any, group: Message, speakers: Mapping[str, BoardMember]) -> tuple[str, str]:
    """One agrees to all hamerstukken at once, one objects to the first, one goes back to its college on the last."""
    quick, objector, doubter = speakers.values()
    card = await meeting.walk(quick, group, label="Een voor een")
    assert "Hamerstukken: " in card.text
    await meeting.venue.press(quick.person, card, "Lees ze")
    assert "Hamerstuk 1 van" in (await bot_shows(meeting, quick, card, "Hamerstuk 1 van")).text
    together = next(label for label in labels_of(card) if label.startswith("Met alle "))
    await meeting.venue.press(quick.person, card, together)
    await bot_shows(meeting, quick, card, "")
    await answer_rest(meeting, quick, card, "Instemmen")

    card = await meeting.walk(objector, group, label="Een voor een")
    await meeting.venue.press(objector.person, card, "Een voor een")
    await bot_shows(meeting, objector, card, "Artikel 1 van")
    objected = card.text.split("\n")[1]
    await meeting.venue.press(objector.person, card, "Bezwaar")
    objector.person.send(objector.person.private, "Wij willen eerst een proef.")
    card = await bot_shows(meeting, objector, None, "Artikel 2 van")
    await answer_rest(meeting, objector, card, "Instemmen")

    card = await meeting.walk(doubter, group, label="Een voor een")
    await meeting.venue.press(doubter.person, card, "Een voor een")
    card = await bot_shows(meeting, doubter, card, "Artikel 1 van")
    total = int(card.text.split("\n")[0].rsplit(" ", 1)[1])
    for place in range(1, total):
        await meeting.venue.press(doubter.person, card, "Instemmen")
        await bot_shows(meeting, doubter, card, f"Artikel {place + 1} van")
    doubted = card.text.split("\n")[1]
    await meeting.venue.press(doubter.person, card, "Eerst terug naar ons college")
    await bot_shows(meeting, doubter, card, "beantwoord")
    return objected, doubted


async def bot_shows(meeting: Any, member: BoardMember, card: Message | None, text: str) -> Message:
    async with asyncio.timeout(GRACE):
        return await member.person.wait_for(
            member.person.private, lambda m: (card is None or m is card) and text in m.text and bool(m.labels)
        )


async def answer_rest(meeting: Any, member: BoardMember, card: Message, label: str) -> None:
    for _ in range(MOST_PRESSES):
        if "beantwoord" in card.text:
            return
        seen = card.changed
        if label in labels_of(card):
            await meeting.venue.press(member.person, card, label)
        if card.changed == seen:
            async with asyncio.timeout(GRACE):
                await member.person.next_change(card, after=seen)
    raise AssertionError(card.text)


async def test_article_is_amended_and_a_standpunt_comes_after_the_end(bot: Any, gather: Any) -> None:
    meeting = await gather(bot)
    await skip_to_the_tree(meeting)
    speakers = {m.name: m for m in meeting.members if m.speaks}
    group = await meeting.open_round()
    await answer_all(meeting, group, "B", members=meeting.members)
    await settle(meeting, until="Open de ronde")
    group = await meeting.open_round()
    await answer_all(meeting, group, "Instemmen", members=list(speakers.values()))
    await settle(meeting, until="Volgende fase")
    await press(meeting, "Volgende fase", then="Sla over", text="Vormen van samenwerking staat klaar")
    await press(meeting, "Sla over", then="Sla over")
    await explain(meeting, "De vorm komt later.", then="Open de ronde", text="Artikelen staat klaar")

    group = await meeting.open_round()
    objected, doubted = await take_standpunten(meeting, group, speakers)
    await press(meeting, "Sluit de ronde", then="Toon in de groep")
    await press(meeting, "Toon in de groep", then="Wijzig en vraag opnieuw")
    await press(meeting, "Wijzig en vraag opnieuw", then=objected)
    await meeting.venue.press(meeting.lead.person, meeting.desk, objected)
    await explain(meeting, "Wij beginnen met een proef van een jaar.", then="Vraag opnieuw")
    await press(meeting, "Vraag opnieuw", then="Open de ronde", text="Artikelen, opnieuw")
    group = await meeting.open_round()
    quick = next(iter(speakers.values()))
    card = await meeting.walk(quick, group, label="Instemmen")
    assert "Wij beginnen met een proef van een jaar." in card.text
    assert "Was: " in card.text
    for member in speakers.values():
        card = await meeting.walk(member, group, label="Instemmen")
        await answer_rest(meeting, member, card, "Instemmen")
    await settle(meeting, until="Volgende fase")
    await press(meeting, "Volgende fase", then="Export")

    doubter = list(speakers.values())[2]
    card = await bot.see(doubter.person, doubter.person.private, "De conferentie is afgerond")
    await bot.press(doubter.person, card, "Geef ons standpunt")
    await bot_shows(meeting, doubter, card, "Wat uw gemeente nog kan zeggen")
    assert labels_of(card) == [doubted]
    await bot.press(doubter.person, card, doubted)
    await bot_shows(meeting, doubter, card, "U antwoordt namens")
    await bot.press(doubter.person, card, "Mits")
    await bot_shows(meeting, doubter, card, "Onder welke voorwaarde")
    await bot.reply(doubter.person, doubter.person.private, "Als de raad het budget geeft.")
    await bot_asks(meeting, "gaf later een standpunt")

    await meeting.lead.export()
    folder = next(path.parent for path in bot.exports.rglob(OUTCOME))
    told = json.loads((folder / OUTCOME).read_text("utf-8"))
    articles = {a["title"]: a for a in told["recommendation"]["articles"]}
    late = [place for place in told["positions"] if place.get("late")]
    assert verify(folder).differences == ()
    assert articles[objected]["text"] == "Wij beginnen met een proef van een jaar."
    assert articles[objected]["outcome"] == "adopted"
    assert articles[doubted]["outcome"] == "adopted_conditions"
    assert [(place["word"], place["text"]) for place in late] == [("condition", "Als de raad het budget geeft.")]
    assert states(meeting, "artikelen") == ["vastgesteld", "vastgesteld"]
