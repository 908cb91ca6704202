"""Approve, rank and contribute over the strict server: by hand, by simulated members, to files that agree."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.members import BoardMember
from bot.rehearsal.objects import Message
from report.export import ANSWERS, FULL, OUTCOME
from report.verify import verify

PACK = Path(__file__).parents[1] / "packs" / "soorten"
GRACE = 30.0


@pytest.fixture
async def bot(venue: Any, serve: Callable[..., Any]) -> AsyncIterator[Any]:
    """The venue with a bot that asks the pack of these kinds."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(serve(venue, frozenset({"700001"}), pack=PACK))
        yield venue


async def tap(meeting: Any, member: BoardMember, card: Message, label: str) -> str:
    """Press, wait until the card shows it, and give the toast."""
    seen = card.changed
    press = await meeting.venue.press(member.person, card, label)
    if card.changed == seen:
        async with asyncio.timeout(GRACE):
            await member.person.next_change(card, after=seen)
    return str(press.text)


async def send(meeting: Any, member: BoardMember, text: str) -> Message:
    """Write in the own chat; the question that comes back below it."""
    sent = member.person.send(member.person.private, text)
    async with asyncio.timeout(GRACE):
        return await member.person.wait_for(member.person.private, lambda m: m.id > sent.id and bool(m.labels))


async def answer_by_others(meeting: Any, card: Message, title: str) -> None:
    await asyncio.gather(*(member.answer_round(card, title) for member in meeting.members[1:]))


async def finish(meeting: Any, *, until: str = "Open de ronde") -> None:
    """Close, publish and settle what is open, until the desk offers what comes next."""
    await meeting.step("Sluit de ronde", until="Toon in de groep")
    await meeting.step("Toon in de groep", until="Stel vast")
    await meeting.step("Stel vast", until=until)


def lines(path: Path) -> list[list[str]]:
    return [line.split(";") for line in path.read_text("utf-8-sig").splitlines()[1:]]


async def test_members_approve_rank_and_contribute_to_files_that_agree(bot: Any, gather: Any) -> None:
    meeting = await gather(bot)
    member = meeting.members[0]
    await meeting.step("Volgende fase", until="Open de ronde")

    group = await meeting.open_round()
    card = await meeting.walk(member, group, label="Geen van deze")
    toasts = [await tap(meeting, member, card, label) for label in ("A", "C", "✓ A")]
    assert toasts == [
        "Opgeslagen: A Elke maand een overleg",
        "Opgeslagen: C Een gezamenlijke staf",
        "Opgeslagen: niet meer A Elke maand een overleg",
    ]
    assert [label for row in card.labels for label in row][:4] == ["A", "B", "✓ C", "D"]
    await tap(meeting, member, card, "Klaar")
    assert "Dank u wel" in card.text
    await answer_by_others(meeting, group, "Manieren van overleg")
    await finish(meeting)

    group = await meeting.open_round()
    card = await meeting.walk(member, group, label="Geen mening")
    for label in ("C", "A", "B"):
        await tap(meeting, member, card, label)
    assert "C Jeugdhulp: 1" in card.text
    assert (await meeting.venue.press(member.person, card, "D")).text == (
        "Uw top 3 is vol. Haal eerst de laatste terug."
    )
    assert await tap(meeting, member, card, "Laatste terug") == "Opgeslagen: B ICT staat er niet meer in"
    assert await tap(meeting, member, card, "D") == "Opgeslagen: D Archief op plaats 3"
    await tap(meeting, member, card, "Klaar")
    await answer_by_others(meeting, group, "Volgorde")
    await finish(meeting)

    group = await meeting.open_round()
    card = await meeting.walk(member, group)
    for text in ("Kennis van inkoop", "Een zaal", "Drie mensen"):
        card = await send(meeting, member, text)
    assert (await meeting.venue.press(member.person, card, "Wijzig 2")).text == ("Stuur nu de nieuwe tekst voor 2.")
    card = await send(meeting, member, "Een grote zaal")
    assert await tap(meeting, member, card, "Weg 3") == "Opgeslagen: die tekst is weg"
    assert "1 Kennis van inkoop\n2 Een grote zaal\nIn de uitslag" in card.text
    await tap(meeting, member, card, "Klaar")
    card = await send(meeting, member, "Steun van de buren")
    assert "Halen" in card.text
    await tap(meeting, member, card, "Klaar")
    assert "2 van 2 beantwoord" in card.text
    await answer_by_others(meeting, group, "Halen en brengen")
    await finish(meeting, until="Volgende fase")

    await meeting.lead.export()
    folder = next(path.parent for path in bot.exports.rglob(OUTCOME))
    report, told = verify(folder), json.loads((folder / OUTCOME).read_text("utf-8"))
    approved, ranked, written = told["rounds"]
    texts = [text for item in written["items"] for text in item["texts"]]
    full = [line for line in lines(folder / FULL) if line[0] == "schrijven-1"]
    assert (report.agrees, report.differences) == (True, ())
    assert approved["items"][0]["counts"]["staf"] >= 1
    assert sum(ranked["items"][0]["scores"].values()) == 0
    assert {"Kennis van inkoop", "Een grote zaal", "Steun van de buren"} <= set(texts)
    assert {"Een zaal", "Drie mensen"} & set(texts) == set()
    assert {line[0] for line in lines(folder / ANSWERS)} == {"aantikken-1", "ordenen-1"}
    assert any(line[3].count(">") == 2 for line in lines(folder / ANSWERS))
    assert any("Een grote zaal" in line[5] for line in full)
