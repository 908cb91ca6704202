"""Texts about a toelichting."""

from collections.abc import Mapping
from typing import Final

EXPLAIN: Final = "Toelichting"
RATHER_NOT: Final = "Toch niet"
READ_ONE: Final = "Lees 1 tekst"
READ_MORE: Final = "Lees {count} teksten"
ASK: Final = "Schrijf in één regel waarom. De begeleider leest de tekst voordat anderen die zien."
NOW: Final = "Nu staat er:"
STORED: Final = "Uw toelichting is opgeslagen."
HEAD: Final = "Teksten bij {title}"
UNNAMED: Final = "Zonder naam en gemeente, in willekeurige volgorde."
NONE: Final = "Er zijn geen teksten geschreven."
PAGE: Final = "Bladzijde {page} van {pages}"

REFUSALS: Final[Mapping[str, str]] = {
    "explanation_empty": "Daar staat nog geen tekst. Uw antwoord is wel opgeslagen. Schrijf één regel en stuur die.",
    "explanation_too_long": (
        "Uw tekst is te lang: {length} tekens, er passen er {limit}. Uw antwoord is wel opgeslagen. "
        "Schrijf het korter en stuur het opnieuw."
    ),
    "round_closed_explanation": (
        "Te laat: deze ronde is gesloten. Uw antwoord telt, uw toelichting is niet meer opgeslagen. "
        "Zeg het aan tafel."
    ),
    "no_explanation_here": "Bij deze vraag kan geen toelichting. Er is niets gewijzigd.",
}
