"""Texts about approve, rank and open."""

from collections.abc import Mapping
from typing import Final

# --- buttons -----------------------------------------------------------------------------------------
LAST_BACK: Final = "Laatste terug"
EDIT: Final = "Wijzig {number}"
DROP: Final = "Weg {number}"
ALL_TEXTS: Final = "Alle teksten"

# --- questions ---------------------------------------------------------------------------------------
APPROVE_ALL: Final = "Tik alles aan waar u achter staat."
RANK_TOP: Final = "Zet uw top {top} op volgorde"
RANK_LEFT: Final = "Nog {left} te kiezen"
RANK_DONE: Final = "Uw top {top} is klaar"
WRITE: Final = "Schrijf uw antwoord als bericht."
WRITE_MORE: Final = "Nog iets? Stuur nog een bericht."
WRITE_NO_MORE: Final = "U schreef er {count}. Meer passen er niet."
READ_BY_FACILITATOR: Final = "De begeleider leest uw tekst. In de uitslag staat die niet."
READ_BY_ALL: Final = "In de uitslag staat uw tekst tussen de andere, zonder naam en gemeente."
WRITE_ANEW: Final = "Stuur nu de nieuwe tekst voor {number}."

# --- toasts ------------------------------------------------------------------------------------------
TICKED: Final = "Opgeslagen: {option}"
UNTICKED: Final = "Opgeslagen: niet meer {option}"
NONE_CHOSEN: Final = "geen van deze"
RANKED: Final = "Opgeslagen: {option} op plaats {place}"
UNRANKED: Final = "Opgeslagen: {option} staat er niet meer in"
DROPPED: Final = "Opgeslagen: die tekst is weg"
GONE: Final = "Die tekst was al weg. Er is niets gewijzigd."
CONTRIBUTIONS: Final = ("bijdrage", "bijdragen")

# --- results -----------------------------------------------------------------------------------------
APPROVED_LEGEND: Final = "Gemeenten: voor – tussen – tegen"
APPROVED_HEADS: Final = "Getal: hoeveel bestuurders dit aantikten"
RANKED_LEGEND: Final = "Beste eerst; elke gemeente telt even zwaar"
AGREEMENT: Final = "Eensgezindheid {found}; door toeval {chance}. 1 is volledig."
DIFFERS: Final = "Let op: {option} wint van elk ander apart, maar staat hier niet bovenaan."
TEXTS: Final = ("tekst", "teksten")
NO_TEXTS: Final = "geen teksten"
TEXTS_HIDDEN: Final = "De teksten zijn voor de begeleider."
TOO_FEW: Final = "Te weinig antwoorden om te tonen."
FOR_NONE: Final = "voor geen"
NO_BEELD: Final = "geen beeld"

MEANING_APPROVE: Final = (
    "Elke bestuurder tikte alles aan waar hij achter staat.",
    "Elke gemeente telt even zwaar.",
    "<b>Voor</b>: meer dan de helft van de bestuurders tikte het aan.",
    "<b>Tussen</b>: precies de helft. <b>Tegen</b>: minder.",
    "",
    "<b>Gedragen</b>: minstens driekwart van de gemeenten is voor en geen enkele tegen.",
    "",
    "Dit is een beeld. Het bindt niemand.",
)
MEANING_RANK: Final = (
    "Een keuze krijgt punten voor elke keuze die eronder staat. Wat niet gekozen is, staat samen onderaan.",
    "Zo krijgt elke gemeente een volgorde, en daarna de regio.",
    "",
    "<b>Eensgezindheid</b>: hoe gelijk de volgordes van alle bestuurders zijn, van 0 tot 1.",
)
MEANING_OPEN: Final = ("De teksten staan door elkaar. De volgorde zegt niets over wie ze schreef.",)

REFUSALS: Final[Mapping[str, str]] = {
    "ranking_full": "Uw top {top} is vol. Haal eerst de laatste terug.",
    "contribution_empty": "Daar staat nog geen tekst. Er is niets opgeslagen. Schrijf één zin en stuur die.",
    "contribution_too_long": (
        "Uw tekst is te lang: {length} tekens, er passen er {limit}. Deze tekst is niet opgeslagen, de andere wel. "
        "Schrijf het korter, of stuur het in delen."
    ),
    "contribution_twice": "Die tekst stond er al. Er is niets gewijzigd.",
    "contributions_full": (
        "U schreef hier al {limit} teksten; meer passen er niet. Deze is niet opgeslagen. "
        "Wijzig er een, of haal er een weg."
    ),
    "round_closed_contribution": (
        "Te laat: deze ronde is gesloten. Wat u eerder schreef, telt. Deze tekst is niet opgeslagen. "
        "Zeg het aan tafel."
    ),
}
