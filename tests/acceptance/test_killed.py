"""Killed in the middle of a round: everything that was acknowledged is there, and everybody goes on where he was."""

import asyncio

from bot.rehearsal.bot_process import run_bot
from flows.words import RoundState

UNCHANGED = " message is not modified"
"""A new process does not know what its cards showed, and may show one as it is."""

TOO_OLD = " query is too old and re"
"""Where the start takes long, Telegram no longer waits for the toast of a press made before the kill."""

NUMBER = "Motief {number} van 10"


async def test_killed_in_a_round_the_bot_goes_on_where_everybody_was(venue, gather) -> None:
    ledger = venue.server.ledger
    async with run_bot(venue.orders()) as process:
        meeting = await gather(venue)
        await meeting.step("Volgende fase", until="Open de ronde")
        card = await meeting.open_round()
        first, *others = meeting.members
        walks = {member.name: await meeting.walk(member, card) for member in meeting.members}
        for member in meeting.members:
            for _ in range(3):
                await member.press_and_look(walks[member.name], "4")
        for member in others:
            walk = walks[member.name]
            venue.server.world.press(member.person.user, walk, walk.button("2").data)
        process.kill()
        await process.wait()
    acknowledged = {
        (str(press.person), press.data.split(":")[2]): press.data.split(":")[3]
        for press in ledger.presses
        if press.text.startswith("Opgeslagen") and press.data.startswith("a:")
    }

    async with run_bot(venue.orders()):
        walk_again = await meeting.walk(first, card)
        shown_again = walk_again.text
        after_start = venue.answers()
        state_after_start = venue.state_of("motieven")
        await asyncio.gather(*(member.answer_round(card, "Motieven") for member in meeting.members))
        await meeting.step("Sluit de ronde", until="Toon in de groep")

    at_the_end = venue.answers()
    assert len(acknowledged) >= 18
    assert {key: after_start.get(key) for key in acknowledged} == acknowledged
    assert {key: at_the_end.get(key) for key in acknowledged} == acknowledged
    assert state_after_start == RoundState.OPEN
    assert shown_again.startswith(NUMBER.format(number=4))
    assert len(at_the_end) == 10 * len(meeting.members)
    assert venue.state_of("motieven") == RoundState.CLOSED
    assert venue.rows("SELECT count(*), sum(informed) FROM participant WHERE role = 'voter'") == [(6, 6)]
    assert {call.description.partition(":")[2][:24] for call in ledger.refused()} <= {UNCHANGED, TOO_OLD}
