"""Texts about corrections."""

from collections.abc import Mapping
from typing import Final

CORRECT: Final = "Corrigeer"
REOPEN: Final = "Heropen"
WITHDRAW: Final = "Trek in"
WITHDRAW_OF: Final = "Trek in: {title}"
ASK_AGAIN: Final = "Vraag opnieuw: {title}"
BACK: Final = "Terug"
SKIP: Final = "Sla over"
SKIP_OF: Final = "Sla over: {title}"
CANCEL: Final = "Breek de conferentie af"
CANCEL_SURE: Final = "Ja, breek af"
NOT_CANCEL: Final = "Nee, ga verder"

TITLE: Final = "Corrigeren"
NOTHING_LOST: Final = "Wat al is geantwoord, blijft bewaard. Wat u hier doet, komt in het verslag."
NOTHING_TO_CORRECT: Final = "Er valt nu niets te corrigeren."
WHERE_BACK: Final = "Terug naar welke fase?"
BACK_NOTE: Final = "Er gaat niets verloren en er gaat niets vanzelf open. Daarna kiest u wat u opnieuw vraagt."
SURE: Final = "{name} afbreken?"
SURE_NOTE: Final = (
    "Open rondes worden ingetrokken, iedereen krijgt bericht, en daarna is de conferentie alleen nog te lezen. "
    "De bestanden blijven te maken. Dit kan niet terug."
)
OUTDATED: Final = "{title} rust op een eerdere ronde van {other}. Vraag dit opnieuw."

ASK_WITHDRAW_REASON: Final = (
    "Waarom trekt u {title} in? Schrijf één zin; die komt in de groep en in het verslag. /annuleer breekt af."
)
ASK_SKIP_REASON: Final = "Waarom slaat u {title} over? Schrijf één zin; die komt in het verslag. /annuleer breekt af."
ASK_CANCEL_REASON: Final = (
    "Waarom breekt u de conferentie af? Schrijf één zin; iedereen krijgt die te zien. /annuleer breekt dit af."
)

REOPENED: Final = "{title}, ronde {number} is weer open"
REOPENED_NOTE: Final = "Wat u antwoordde, staat er nog. U kunt het wijzigen tot de ronde sluit."
REOPENED_NOW: Final = "De ronde is weer open."
WITHDRAWN: Final = "{title}, ronde {number} is ingetrokken: {reason}"
WITHDRAWN_WALK: Final = "Deze ronde is ingetrokken. Wat u antwoordde, is bewaard en telt niet mee."
RETURNED: Final = "Wij gaan terug naar de fase {title}. Wat al is geantwoord, blijft staan."
CANCELLED: Final = "De conferentie is afgebroken"
CANCELLED_NOTE: Final = "Wat al is gedeeld, blijft te lezen met /uitslag. Antwoorden kan niet meer."

REFUSALS: Final[Mapping[str, str]] = {
    "reason_empty": "Daar staat nog geen reden. Er is niets gewijzigd. Schrijf één zin en stuur die.",
    "reason_too_long": (
        "Uw reden is te lang: {length} tekens, er passen er {limit}. Er is niets gewijzigd. Schrijf het korter."
    ),
    "asked_again_before": "Dat was al gebeurd: deze ronde is intussen opnieuw gemaakt. Er is niets gewijzigd.",
    "not_asked_yet": "Deze ronde is nog niet gevraagd. Er is niets gewijzigd. Ze komt vanzelf aan de beurt.",
    "round_in_hand": "Deze ronde loopt nog. Er is niets gewijzigd. Stel haar eerst vast of trek haar in.",
    "round_still_open": "Er is nog een ronde open. Er is niets gewijzigd. Sluit die eerst.",
    "phase_not_earlier": "Naar deze fase kunt u niet terug. Er is niets gewijzigd.",
    "phase_not_skippable": "Deze fase kunt u niet overslaan. Er is niets gewijzigd.",
    "nothing_to_skip": "In deze fase is alles al gevraagd. Er is niets gewijzigd. Ga naar de volgende fase.",
    "settle_before_skip": "Er is in deze fase al een uitslag gedeeld. Er is niets gewijzigd. Stel die eerst vast.",
    "core_before_form": (
        "De kern van de beslisboom gaat altijd vooraf aan de vorm. Er is niets gewijzigd. "
        "Vraag minstens één vraag per criterium."
    ),
}
