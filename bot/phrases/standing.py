"""Texts about standpunten: amending, hamerstukken, later answers, and 'per lid'."""

from collections.abc import Mapping
from typing import Final

AMEND: Final = "Wijzig en vraag opnieuw"
AMEND_TITLE: Final = "Wijzig en vraag opnieuw"
AMEND_WHICH: Final = "Welk voorstel wilt u wijzigen? Ieder voorstel kan hooguit drie keer worden gevraagd."
AMEND_NONE: Final = "Er is geen voorstel meer dat u kunt wijzigen."
AMEND_READY: Final = "Gewijzigd: {titles}. Met ‘Vraag opnieuw’ stelt u deze ronde vast en staan ze klaar."
ASK_AMENDED: Final = "Vraag opnieuw"
LEAVE: Final = "Toch niet: {title}"
ASK_TEXT: Final = "Stuur de nieuwe tekst, hooguit {limit} tekens. /annuleer breekt af."
IT_SAYS: Final = "Nu staat er:"
AMENDED_NOW: Final = "De gewijzigde voorstellen staan klaar."
BEFORE: Final = "Was: {text}"

AGREED: Final = "Hamerstukken"
AGREED_TITLE: Final = "Hamerstukken: {count}"
AGREED_NOTE: Final = "Over deze onderwerpen was iedereen het eens."
AGREE_ALL: Final = "Met alle {count} instemmen"
ONE_BY_ONE: Final = "Een voor een"
READ: Final = "Lees ze"
AGREED_PLACE: Final = "Hamerstuk {place} van {count}"
AGREED_ALL_NOW: Final = "Opgeslagen: instemmen met {count}"
AGREED_BEFORE: Final = "Dat was al uw antwoord"
AGREED_DESK: Final = (
    "✓ is een hamerstuk: die staan samen op één kaart. Tik om een artikel apart te bespreken, of terug."
)
NO_AGREED: Final = "Geen van deze artikelen kan een hamerstuk zijn."

FOR_YOURSELF: Final = (
    "U antwoordt voor uzelf; uw gemeente stemt in als niet meer van haar bestuurders bezwaar maken dan instemmen."
)
FOR_YOURSELF_CHOICE: Final = "U antwoordt voor uzelf; bij uw gemeente telt wat de meesten kiezen."
PER_MEMBER: Final = (
    "Standpunten geeft ieder voor zich; daaruit volgt wat de gemeente zegt. Dat staat met haar naam erbij."
)

LATE: Final = "Geef ons standpunt"
LATE_TITLE: Final = "Wat uw gemeente nog kan zeggen"
LATE_NOTE: Final = (
    "Deze punten wachten nog op uw standpunt. Het komt in het document, met de vermelding dat het later kwam."
)
LATE_NONE: Final = "Er wacht niets meer op uw standpunt. Dank u wel."
LATE_BY: Final = "U antwoordt namens {town}, onder voorbehoud van college en raad."
LATE_STORED: Final = "Opgeslagen: {value}"
LATE_BOUND: Final = "Wat is de zwaarste keuze die uw gemeente nog wel aanvaardt?"
LATE_TOLD: Final = "{town} gaf later een standpunt"
LATE_TOLD_NOTE: Final = "{round}: {item}. Maak de bestanden opnieuw met Export."

REFUSALS: Final[Mapping[str, str]] = {
    "amendment_empty": "Daar staat nog geen tekst. Er is niets gewijzigd. Stuur de nieuwe tekst.",
    "amendment_too_long": (
        "De tekst is te lang: {length} tekens, er passen er {limit}. Er is niets gewijzigd. Stuur hem korter."
    ),
    "amendment_same": "Dat is dezelfde tekst. Er is niets gewijzigd. Stuur de nieuwe tekst, of /annuleer.",
    "not_amendable": (
        "Dit voorstel kunt u niet wijzigen: er is geen bezwaar of voorwaarde, of het is al {limit} keer gevraagd. "
        "Er is niets gewijzigd."
    ),
    "nothing_amended": "Er is nog niets gewijzigd om opnieuw te vragen. Kies eerst een voorstel.",
    "not_agreed": "Hierover is nog niet iedereen het eens. Er is niets gewijzigd; het blijft een bespreekstuk.",
    "round_not_open": "Te laat: deze ronde is niet open. Er is niets opgeslagen.",
    "members_only": "Hier antwoorden de bestuurders. Er is niets opgeslagen.",
    "late_given": "Hierop wacht geen standpunt meer van uw gemeente. Er is niets gewijzigd.",
    "late_college": "Dat staat er al: eerst terug naar uw college. Er is niets gewijzigd.",
    "late_bound": "Kies eerst wat uw gemeente nog wel aanvaardt. Er is niets opgeslagen.",
    "late_too_long": (
        "Uw tekst is te lang: {length} tekens, er passen er {limit}. Er is niets opgeslagen. Schrijf het korter."
    ),
}
