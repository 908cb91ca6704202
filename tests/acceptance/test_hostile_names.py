"""Names and texts that would be markup, formulas or tricks elsewhere: inert everywhere, and the same in the files."""

import json

import pytest

from bot.rehearsal.members import BoardMember
from bot.rehearsal.opinions import Character
from bot.rehearsal.people import Person
from report.tables import FULL_COLUMNS, read_table
from report.verify import verify

CONFERENCE = "<b>Dal</b> & Co 🎉 #set *text* $x$"
TOWNS = ("Bos<kerk> & 🙂", "עיר־הים", "=Dal\"wijk'")
PEOPLE = ("J. <i>de Wit</i> & Zn 😀", "ב. כהן", "+A. \\#strong[Bakker]")
TEXTS = (
    "<b>Mits</b> &amp; alleen \u202eals\u202c het <script>kan</script> 😀",
    "=SUM(A1:A9); \"en\" 'dan' #pagebreak() $1$ *x* _y_ @z \\",
    "\u2069\u202e tekst die om wil keren \u2066 שלום",
)
NO_TEXT = "Daar staat nog geen tekst. Schrijf één zin en stuur die."
DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
AT_THE_CHOICE, CHOICE = "Keuze van de aanpak", "aanpakkeuze-1"


class _Arrived(Exception):
    """The round in which texts are asked is open."""


def stop_at_the_choice(progress: str) -> None:
    if progress.startswith(AT_THE_CHOICE):
        raise _Arrived


def hostile_boards(venue) -> dict[str, list[BoardMember]]:
    """One voter, who speaks, in each municipality."""
    return {
        town: [
            BoardMember(
                person=Person(venue.server, 710_001 + number, name),
                character=Character(seed=1, town=town, name=name, boldness=0.0, talks=True),
                clock=venue.clock,
                function="wethouder",
                speaks=True,
            )
        ]
        for number, (town, name) in enumerate(zip(TOWNS, PEOPLE, strict=True))
    }


async def test_hostile_names_and_texts_are_shown_as_they_are_and_come_out_the_same(bot, gather) -> None:
    meeting = await gather(bot, name=CONFERENCE, boards=hostile_boards(bot))
    meeting.lead.tell = stop_at_the_choice
    with pytest.raises(_Arrived):
        await meeting.lead.lead(meeting.members, all_of=())
    card = await bot.see(meeting.lead.person, meeting.group, AT_THE_CHOICE)
    for member, text in zip(meeting.members, TEXTS, strict=True):
        walk = await meeting.walk(member, card, label="Mits")
        await member.press_and_look(walk, "Mits")
        unseen = await bot.reply(member.person, member.person.private, "\u200b\u2060")
        assert unseen.text == NO_TEXT
        await bot.next_in(member.person, member.person.private, after=member.person.send(member.person.private, text))
    await meeting.step("Sluit de ronde", until="Toon in de groep")
    await meeting.step("Toon in de groep", until="Stel vast")
    meeting.lead.person.send(meeting.lead.person.private, "/export")
    await meeting.lead.person.wait_for(
        meeting.lead.person.private, lambda m: m.has_file and "volledig" in str(m.extra)
    )

    (folder,) = bot.exports.iterdir()
    outcome = json.loads((folder / "uitkomst.json").read_text("utf-8"))
    full = read_table((folder / "vertrouwelijk" / "volledig.csv").read_bytes(), columns=FULL_COLUMNS)
    shown = [each for each in bot.server.ledger.shown if each.sender == bot.server.world.bot.id]
    assert outcome["conference"]["name"] == CONFERENCE
    assert [town["name"] for town in outcome["municipalities"]] == list(TOWNS)
    assert sorted(place["text"] for place in outcome["positions"] if place["round"] == CHOICE) == sorted(TEXTS)
    assert sorted(row["text"] for row in full if row["round"] == CHOICE) == sorted(TEXTS)
    assert bot.rows("SELECT name FROM participant WHERE role = 'voter' ORDER BY position") == [(n,) for n in PEOPLE]
    assert verify(folder).differences == ()
    assert any(CONFERENCE in each.text and each.chat == meeting.group.id for each in shown)
    assert any(PEOPLE[0] in each.text for each in shown)
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())
    assert [each.text for each in shown if not is_balanced(each.text)] == []


def is_balanced(text: str) -> bool:
    """Whether no line turns the direction of what follows, and every isolate ends where it began."""
    for line in text.split("\n"):
        marks = [c for c in line if c in DIRECTIONS]
        if marks != ["\u2068", "\u2069"] * (len(marks) // 2):
            return False
    return True


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("N" * 300, "Die naam is te lang: 300 tekens, er passen er 60. Er is niets opgeslagen. Stuur hem korter."),
        ("\u200b\u200d\u2060", "Daar staat geen naam. Er is niets opgeslagen. Stuur de naam nog eens."),
        ("\u202e\u200f\u2067", "Daar staat geen naam. Er is niets opgeslagen. Stuur de naam nog eens."),
    ],
)
async def test_name_that_cannot_be_shown_is_refused_wherever_one_is_asked(bot, text: str, refusal: str) -> None:
    lead = bot.lead_by(700_001).person
    chat = bot.server.world.private_chat(lead.user)
    await bot.reply(lead, chat, "/nieuw")
    as_conference = await bot.reply(lead, chat, text)
    await bot.reply(lead, chat, "Samenwerken")
    as_town = await bot.reply(lead, chat, f"Aldermeer\n{text}")
    secrecy = await bot.reply(lead, chat, "Aldermeer\nBoskerk")
    await bot.press(lead, secrecy, "Per gemeente")
    desk = await bot.see(lead, chat, "Voorbereiding")
    await bot.press(lead, desk, "Boskerk")
    await bot.see(lead, chat, "Wie doen er mee voor Boskerk?")
    before = bot.dump()
    as_person = await bot.reply(lead, chat, f"M. de Wit, wethouder\n{text}, raadslid")

    assert [as_conference.text, as_town.text, as_person.text] == [refusal] * 3
    assert bot.dump() == before
    assert bot.server.ledger.refused() == ()


async def test_name_with_marks_that_turn_the_text_is_kept_without_them(bot) -> None:
    lead = bot.lead_by(700_001).person
    chat = bot.server.world.private_chat(lead.user)
    await bot.reply(lead, chat, "/nieuw")
    await bot.reply(lead, chat, "\u202eSamenwerken\u2069 in het\u200b Dal")
    secrecy = await bot.reply(lead, chat, "Alder\u00admeer, \u200fBoskerk")
    await bot.press(lead, secrecy, "Per gemeente")
    await bot.see(lead, chat, "Voorbereiding")

    assert bot.rows("SELECT name FROM conference") == [("Samenwerken in het Dal",)]
    assert bot.rows("SELECT name FROM municipality ORDER BY position") == [("Alder meer",), ("Boskerk",)]
