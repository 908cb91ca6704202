"""Texts about the conversation and about announcements."""

from collections.abc import Mapping
from typing import Final

CHOOSE: Final = "Kies bespreekpunten"
BEGIN: Final = "Begin het gesprek"
TO_TALK: Final = "Naar het gesprek"
NEXT_POINT: Final = "Volgend punt"
END_TALK: Final = "Rond het gesprek af"
NOTE: Final = "Uitkomst noteren"
MORE_TIME: Final = "5 minuten erbij"
ANNOUNCE: Final = "Bericht sturen"
TO_GROUP: Final = "Stuur naar de groep"
TO_EVERYBODY: Final = "Naar iedereen, ook in eigen gesprek"
RATHER_NOT: Final = "Toch niet"

PROPOSED: Final = "voorgesteld"
CHOICE_HEAD: Final = "Bespreekpunten: {title}"
CHOICE_NONE: Final = "Nog niets gekozen. Kies er hooguit zes, in de volgorde waarin u ze bespreekt."
CHOICE_SOME: Final = "{count} gekozen, hooguit zes. In deze volgorde:"
CHOICE_MINUTES: Final = "Tijd per punt: {minutes} minuten, samen {total}."
CHOICE_CLOSED: Final = "Toon eerst de uitslag in de groep; daarna begint het gesprek."
MINUTES: Final = "{minutes} min"

POINT_HEAD: Final = "Gesprek {number} van {total}: {title}"
POINT_UNTIL: Final = "Tot {clock}."
POINT_LEFT: Final = {
    10: "Nog geen 10 minuten.",
    5: "Nog geen 5 minuten.",
    1: "Nog geen minuut.",
    0: "De tijd voor dit punt is om.",
}
ALL_TALKED: Final = "Gesprek over {title}: klaar"
ALL_TALKED_TEXT: Final = "Alle punten zijn besproken."
LEAD_DONE: Final = "Alle punten zijn besproken. Stel de ronde vast op de regietafel."
NOTED: Final = "Uitkomst: {note}"
NOTES_HEAD: Final = "Genoteerd"
NOTE_MISSING: Final = "nog geen uitkomst"
TIME_OVER: Final = "De tijd voor {title} is om. Er gaat niets vanzelf verder."
NOTE_NUMBER: Final = "Noteer {number}"
ASK_NOTE: Final = "Wat is de uitkomst van ‘{title}’? Schrijf één regel, hooguit 200 tekens."

FROM_FACILITATOR: Final = "Bericht van de begeleider"
ASK_ANNOUNCEMENT: Final = "Welk bericht wilt u sturen? Schrijf het hier, hooguit 500 tekens. U ziet het eerst terug."
PREVIEW: Final = "Zo ziet het bericht eruit. Anders? Stuur een nieuwe tekst."
SENT: Final = "Het bericht is verstuurd."
DROPPED: Final = "Het bericht is niet verstuurd."

CHOSEN: Final = "Punt {number}: {title}"
NOT_CHOSEN: Final = "Geen bespreekpunt meer: {title}"

REFUSALS: Final[Mapping[str, str]] = {
    "talk_full": "Er zijn al {limit} bespreekpunten. Haal er eerst één weg.",
    "talk_begun": "Dit punt is al besproken of aan de beurt. Er is niets gewijzigd.",
    "no_talking_points": "Er zijn nog geen bespreekpunten. Kies er eerst minstens één.",
    "publish_first": "De uitslag is nog niet gedeeld. Toon die eerst in de groep, dan begint het gesprek.",
    "talk_elsewhere": "Het gesprek is al bij een ander punt. Er is niets gewijzigd. Ververs de kaart.",
    "talk_over": "Het gesprek over deze ronde is voorbij. Er is niets opgeslagen.",
    "note_empty": "Daar staat geen tekst. Er is niets opgeslagen. Schrijf één regel en stuur die.",
    "note_too_long": (
        "Uw regel is te lang: {length} tekens, er passen er {limit}. Er is niets opgeslagen. Stuur hem korter."
    ),
    "nothing_to_talk_about": "Er is nu geen uitslag om te bespreken. Dat kan als een ronde dicht is.",
    "announcement_empty": "Daar staat geen tekst. Er is niets verstuurd. Schrijf het bericht en stuur het opnieuw.",
    "announcement_too_long": (
        "Uw bericht is te lang: {length} tekens, er passen er {limit}. Er is niets verstuurd. Stuur het korter."
    ),
    "announcement_gone": "Dit bericht is al verstuurd of vervangen. Er is niets verstuurd. Begin zo nodig opnieuw.",
    "no_group": "Er is geen groep gekoppeld. Er is niets verstuurd. Kies ‘naar iedereen’.",
}
