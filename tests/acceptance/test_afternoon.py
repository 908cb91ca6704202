"""A whole afternoon as UX.md draws it, by the front door: five municipalities, 25 voters, six advisers and two
facilitators, with everything that goes otherwise than planned; to the exports, which agree with each other."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from bot.rehearsal.afternoon import NOTES, publish, put_articles, talk_it_over
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.demo import DemoPlan, make_boards
from bot.rehearsal.members import BoardMember
from bot.rehearsal.people import Person
from report.verify import verify

NAME = "Samenwerken in het Dal"
SECOND = 700_009
ADVISERS = [f"A. Viseur{n}, gemeentesecretaris" for n in "abcdef"]
GRACE = 60.0


async def arrive(number: int, member: BoardMember, link: str) -> None:
    await member.clock.sleep(3.0 * number)
    await member.join(link)


async def finish_round(lead: Conductor, *, then: str) -> None:
    await publish(lead)
    await lead.go("Stel vast", then=then)


async def come_without_a_link(lead: Conductor, member: BoardMember, town: str, conference: str) -> None:
    """A latecomer joins by 'Ik doe mee'; the facilitator sees that he is on the list and lets him in."""
    member.person.start(f"m_{conference}")
    for label, then in ((town, "Burgemeester of wethouder"), ("Burgemeester of wethouder", "wijzigen")):
        await press(member.person, label, then)
    await lead.take(f"Dat is {member.name}")
    await lead.go(f"Dat is {member.name}", then="Deelnemers", text="Er wacht niemand")
    await press(member.person, "Ik begrijp het", "4")
    await press(member.person, "4", "")
    await lead.open_desk()


async def press(person: Person, label: str, then: str) -> None:
    """Press this in the own chat once it is there, and wait for what comes of it."""
    async with asyncio.timeout(GRACE):
        card = await person.wait_for(person.private, lambda m: any(label in row for row in m.labels))
        seen = card.changed
        await person.world.clock.sleep(1)
        await person.press(card, label)
        if then:
            await person.wait_for(person.private, lambda m: any(then in x for row in m.labels for x in row))
        elif card.changed == seen:
            await person.next_change(card, after=seen)


async def enter_paper(lead: Conductor, town: str, member: BoardMember, items: int) -> None:
    """One person's answers, typed over from paper after closing."""
    await lead.go("Op papier", then=town)
    await lead.go(town, then=member.name)
    await lead.go(member.name, then="4", text=f"1 van {items}")
    for number in range(2, items + 1):
        await lead.go("4", then="4", text=f"{number} van {items}")
    await lead.go("4", then="Regietafel", text="Alles is ingevoerd.")
    await lead.go("Regietafel", then="Toon in de groep")


async def hand_over(lead: Conductor, second: Conductor) -> None:
    await lead.go("Meer", then="Begeleiders")
    await lead.go("Begeleiders", then=f"Draag over aan {second.person.user.first_name}")
    await lead.go(f"Draag over aan {second.person.user.first_name}", then="Ja, draag over")
    await lead.person.press(lead.desk, "Ja, draag over")
    async with asyncio.timeout(GRACE):
        await second.person.wait_for(second.person.private, lambda m: "droeg de conferentie aan u over" in m.text)


async def replace_speaker(lead: Conductor, town: str, speaker: BoardMember, substitute: BoardMember) -> None:
    """The mayor has to leave: his substitute speaks from here on."""
    await lead.go("Meer", then="Deelnemers")
    await lead.go("Deelnemers", then=town)
    await lead.go(town, then=substitute.name)
    await lead.go(substitute.name, then="Vervangend woordvoerder")
    await lead.go("Vervangend woordvoerder", then="Niet meer vervangend")
    await lead.open_desk()
    await lead.go("Meer", then="Deelnemers")
    await lead.go("Deelnemers", then=town)
    await lead.go(town, then=speaker.name)
    await lead.go(speaker.name, then="Afmelden")
    await lead.go("Afmelden", then="Weer aanmelden")
    await lead.open_desk()


async def test_afternoon_with_everything_that_can_happen_ends_in_exports_that_agree(bot: Any) -> None:
    boards: Mapping[str, list[BoardMember]] = make_boards(DemoPlan(towns=5, voters=25, seed=5), bot.server)
    members = [member for board in boards.values() for member in board]
    (town, board), (other_town, other_board), *_ = boards.items()
    latecomer, on_paper = board[4], other_board[4]
    lead = bot.lead_by(700_001)
    second = bot.lead_by(SECOND, "Gijs")

    # the list, the group, two facilitators, six advisers
    await lead.make_conference(NAME, boards)
    await lead.add_advisers(ADVISERS)
    group = await lead.link_group(NAME, [*(m.person for m in members), second.person])
    links = await lead.fetch_links()
    ((conference,),) = bot.rows("SELECT id FROM conference")
    await lead.go("Meer", then="Begeleiders")
    await lead.go("Begeleiders", then="Begeleider toevoegen")
    await lead.go("Begeleider toevoegen", then="Begeleider toevoegen")
    shown = await lead.write("Gijs", then="Begeleider toevoegen", text="start=u_", asked="andere begeleider")
    second.person.open_link(next(line for line in shown.text.split("\n") if "start=u_" in line))
    await press(second.person, "Dat ben ik", "Volgende fase")
    second.group = group
    advisers = [
        BoardMember(
            person=Person(bot.server, 730_001 + n, line.partition(",")[0]),
            character=members[n].character,
            clock=bot.clock,
            function="secretaris",
        )
        for n, line in enumerate(ADVISERS)
    ]
    present = [m for m in members if m is not latecomer and m is not on_paper]
    await asyncio.gather(*(arrive(n, m, links[m.name]) for n, m in enumerate(present)))
    await asyncio.gather(*(arrive(n, a, links[a.person.user.first_name]) for n, a in enumerate(advisers)))
    await lead.open_desk()

    # homework at home, days before
    card = await lead.open_homework()
    await asyncio.gather(*(m.do_homework(card) for m in [*present, *advisers]))

    # a latecomer without his link; motieven with answers on paper, and a conversation about them
    await come_without_a_link(lead, latecomer, town, str(conference))
    present.append(latecomer)
    await lead.go("Volgende fase", then="Sluit de ronde", text="Motieven")
    await lead.go("Sluit de ronde", then="Op papier")
    await enter_paper(lead, other_town, on_paper, 10)
    await lead.go("Toon in de groep", then="Kies bespreekpunten")
    points = await talk_it_over(lead, NOTES)
    await lead.go("Stel vast", then="Open de ronde")

    # the points: closed too early, and opened again
    card = await lead.open_round()
    await lead.answer(present[:3], card)
    await lead.go("Sluit de ronde", then="Heropen")
    await lead.go("Heropen", then="Sluit de ronde")
    card = await bot.see(lead.person, group, "is weer open")
    await lead.answer(present[3:], card)
    await finish_round(lead, then="Volgende fase")

    # on to the decision tree, which is held together at the table
    await lead.lead(present, all_of=(), until="Regie: Beslisboom staat klaar")
    await lead.lead_together(present)
    await lead.go("Toon in de groep", then="Stel vast")
    await lead.go("Stel vast", then="Open de ronde")

    # the woordvoerder of the first municipality leaves; standpunten with a schorsing
    await replace_speaker(lead, town, board[0], board[1])
    speakers = [board[1], *(b[0] for b in list(boards.values())[1:])]
    board[0].speaks, board[1].speaks = False, True
    card = await lead.open_round()
    await lead.go("Schorsing", then="10 minuten")
    await lead.lead_pause(minutes=10)
    await lead.open_desk()
    await lead.answer(speakers, card)
    await finish_round(lead, then="Volgende fase")

    # the other facilitator leads the rest; an article is amended after an objection, and asked again
    await hand_over(lead, second)
    await second.open_desk()
    await second.lead([m for m in present if m is not board[0]], all_of=(), until="Regie: Artikelen staat klaar")
    amended = await put_articles(second, speakers)
    await second.go("Stel vast", then="Volgende fase")
    await second.go("Volgende fase", then="Export")
    await second.export()

    # what it left
    folder = bot.exports / "samenwerken-in-het-dal"
    told = json.loads((folder / "uitkomst.json").read_text("utf-8"))
    rounds = {found["id"]: found for found in told["rounds"]}
    events = {kind for (kind,) in bot.rows("SELECT DISTINCT kind FROM event")}
    assert verify(folder).differences == ()
    assert {"round_reopen", "round_paused", "handed_over", "signed_off", "substitute_named", "admitted"} <= events
    assert rounds["motieven-1"]["paper"] == 1
    assert {
        item["title"]: item["discussion"] for item in rounds["motieven-1"]["items"] if item.get("discussion")
    } == dict(zip(points, NOTES, strict=True))
    assert rounds["beslisboom-1"]["mode"] == "samen"
    assert [item["title"] for item in rounds["artikelen-2"]["items"]] == [amended]
    assert bot.server.ledger.refused() == ()
    assert max(bot.server.ledger.busiest_minutes().values()) <= 20
