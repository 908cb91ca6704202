"""An afternoon as a facilitator would lead it: homework before, a conversation about the motives, arguments and a
further round on the groslijst, the decision tree together at the table, a schorsing, and an article that is amended
after an objection and asked again."""

from collections.abc import Sequence
from typing import Final

from bot.rehearsal.conductor import Conductor
from bot.rehearsal.members import BoardMember
from bot.rehearsal.objects import Message

NOTES: Final = (
    "Wij noemen dit als eerste reden, met voorbeelden uit elke gemeente.",
    "Hier denken wij verschillend over; na een jaar kijken wij terug.",
)
AMENDED: Final = "De gemeenten werken dit samen uit, en leggen het aan elke raad voor."
PAUSE: Final = 10
"""Minutes of the schorsing."""
POINT: Final = 5
"""Minutes for a bespreekpunt."""

_TASKS: Final = "Regie: Groslijst, ronde 1 is gedeeld"
_TREE: Final = "Regie: Beslisboom staat klaar"
_NOT_AGREED: Final = "Wijzig en vraag opnieuw"


async def do_homework(lead: Conductor, members: Sequence[BoardMember]) -> None:
    """The first lists at home, days before."""
    card = await lead.open_homework()
    await lead.together(member.do_homework(card) for member in members)
    lead.tell(f"Huiswerk: {len(members)} bestuurders vulden drie lijsten in")


async def lead_afternoon(lead: Conductor, members: Sequence[BoardMember], *, all_of: Sequence[str]) -> None:
    """From the first phase to the end of the conference. Raises Lost."""
    await lead.lead(members, all_of=all_of, until="Regie: Motieven, ronde 1 is gedeeld")
    await talk_it_over(lead, NOTES)
    for _ in (_TASKS, _TREE):  # the approach says which of both comes first
        if await lead.lead_to_one_of(members, [_TASKS, _TREE], all_of=all_of) == _TREE:
            await lead.lead_together(members)
            lead.tell("Beslisboom: samen in de groep, vraag voor vraag")
        else:
            await hear_arguments(lead, members)
            await hold_further_round(lead, members)
    await lead.lead(members, all_of=all_of, until="Regie: Artikelen staat klaar")
    speakers = [member for member in members if member.speaks]
    await put_articles(lead, speakers)
    await lead.lead(members, all_of=all_of)


async def talk_it_over(lead: Conductor, notes: Sequence[str]) -> list[str]:
    """The conversation about a published round, a point for each note; the titles of the points."""
    await lead.go("Kies bespreekpunten", then=f"{POINT} min")
    titles = await lead.lead_talk(points=len(notes), minutes=POINT, notes=notes)
    await lead.open_desk()
    return titles


async def hear_arguments(lead: Conductor, members: Sequence[BoardMember]) -> None:
    """After closing everybody was asked for a line on what is still open: who wants writes one, and they are read."""
    await lead.together(member.argue() for member in members)
    await lead.moderate()


async def hold_further_round(lead: Conductor, members: Sequence[BoardMember]) -> None:
    """From a result that was shown, through a next round on its bespreekpunten, to where that can be settled."""
    await lead.follow()
    await lead.answer_again(members, await lead.open_round())
    await publish(lead)


async def put_articles(lead: Conductor, speakers: Sequence[BoardMember]) -> str | None:
    """The articles, with a schorsing; what was objected to is amended once. The title of that article, if any.

    It ends where the round of the articles can be settled.
    """
    card = await lead.open_round()
    await lead.go("Schorsing", then=f"{PAUSE} minuten")
    await lead.lead_pause(minutes=PAUSE)
    await lead.open_desk()
    await lead.answer(speakers, card)
    await publish(lead)
    if not lead.offers(_NOT_AGREED):
        return None
    title = await amend(lead)
    await lead.answer(speakers, await lead.open_round())
    await publish(lead)
    lead.tell(f"Gewijzigd en opnieuw gevraagd: {title}")
    return title


async def publish(lead: Conductor) -> Message:
    """Close what is open, and show it."""
    await lead.go("Sluit de ronde", then="Toon in de groep")
    return await lead.go("Toon in de groep", then="Stel vast")


async def amend(lead: Conductor) -> str:
    """Another text for the first proposal that met an objection or a condition; it stands ready then."""
    card = await lead.go(_NOT_AGREED, then="Regietafel", text="Welk voorstel")
    title = card.labels[0][0]
    await lead.ask(title, "nieuwe tekst")
    await lead.write(AMENDED, then="Vraag opnieuw")
    await lead.go("Vraag opnieuw", then="Open de ronde")
    return title
