"""Texts about what is kept of somebody, and about forgetting him."""

from collections.abc import Mapping
from typing import Final

# --- buttons -----------------------------------------------------------------------------------------
EXAMPLES: Final = "Voorbeelden"
MODELS: Final = "Modellentool"
OWN_DATA: Final = "Mijn gegevens"
PRIVACY: Final = "Privacy"
RESULT: Final = "Uitslag"
STATUS: Final = "Status"
OWN_ANSWERS: Final = "Mijn antwoorden"
FORGET: Final = "Vergeet mij"
YES_FORGET: Final = "Ja, vergeet mij"
RATHER_NOT: Final = "Toch niet"
OF_CONFERENCE: Final = "{button}: {name}"

# --- mijn gegevens -----------------------------------------------------------------------------------
HEAD: Final = "Mijn gegevens"
ONLY_YOU: Final = "Alleen u ziet dit."
NOTHING: Final = "Van u wordt hier niets bewaard. U staat bij geen enkele conferentie op de lijst."
NAME: Final = "Naam: {value}"
FUNCTION: Final = "Functie: {value}"
TOWN: Final = "Gemeente: {value}"
ROLE: Final = "Rol: {value}"
CHANNEL: Final = "Account: {value}"
CHANNELS: Final[Mapping[str, str]] = {"telegram": "uw nummer bij Telegram"}
OTHER_CHANNEL: Final = "uw sleutel in de browser"
SINCE: Final = "Binnen sinds: {value}"
ANSWERED: Final = "Antwoorden: in {rounds}"
ROUNDS: Final = ("ronde", "rondes")
ANSWERED_NONE: Final = "Antwoorden: geen"
CUT: Final = "Na het vaststellen van een geheime ronde weet niemand meer welke antwoorden van u zijn."
CUT_SENSITIVE: Final = "Bij gevoelige onderwerpen weet na het vaststellen niemand meer welke antwoorden van u zijn."
PROPOSED: Final = "Eigen motief: {value}"
ASK_WHOM: Final = "Vragen? Ga naar {names}, begeleider."
LOG: Final = "In het logboek staat een nummer, geen naam en geen antwoord."
KEPT_FOR: Final = "Bewaartermijn: {days} dagen na afloop van de conferentie."

CHOOSE_ROUND: Final = "Kies een ronde. Alleen u ziet dit."
NO_ANSWERS: Final = "Er zijn geen antwoorden die met u verbonden zijn."
ROUND_LINE: Final = "{title} ({count})"
FURTHER_ROUND: Final = "{title}, ronde {number}"
PAGE: Final = "Deel {page} van {pages}. Alleen u ziet dit."
UNACCEPTABLE: Final = "onaanvaardbaar voor uw gemeente"
PAPER: Final = "op papier gegeven"
TEXT: Final = "Uw tekst: {text}"
LINE: Final = "Uw toelichting: {text}"
BOUND: Final = "zwaarste keuze die nog kan: {option}"
NO_BOUND: Final = "geen van de keuzes kan"

# --- vergeet mij -------------------------------------------------------------------------------------
WHICH: Final = "Bij welke conferentie wilt u vergeten worden?"
PARTING: Final = (
    "Uw naam, uw functie en uw account worden gewist. U doet daarna niet meer mee.",
    "Ook uw teksten worden gewist, behalve wat al zonder naam in een uitslag stond.",
    "Antwoorden die geteld zijn, blijven geteld, zonder naam.",
    "Een standpunt van uw gemeente blijft van de gemeente.",
    "Bestanden die al zijn gemaakt, veranderen niet.",
)
FOR_GOOD: Final = "Dit kan niet ongedaan worden gemaakt."
SPEAKS: Final = "U bent woordvoerder van {town}. De begeleider krijgt bericht en moet een ander aanwijzen."
FORGOTTEN_HEAD: Final = "U bent vergeten"
FORGOTTEN: Final = (
    "Uw naam en uw account staan niet meer bij {conference}. De berichten in dit gesprek bewaart Telegram; "
    "die kunt u zelf wissen."
)
NAMELESS: Final = "Deelnemer {number}"

TOLD_HEAD: Final = "Iemand heeft zich laten vergeten"
TOLD: Final = "{who} doet niet meer mee. De naam is gewist; antwoorden die geteld zijn, blijven geteld."
TOLD_OF_TOWN: Final = "Een deelnemer van {town}"
TOLD_OF_NONE: Final = "Een deelnemer zonder gemeente"
TOLD_SPEAKER: Final = "Dit was de woordvoerder. Wijs een ander aan."

REFUSALS: Final[Mapping[str, str]] = {
    "nothing_kept": "Van u wordt hier niets meer bewaard. Er hoeft niets te worden gewist.",
    "forget_only_leader": (
        "U bent de enige begeleider. Er is niets gewist. Draag de conferentie eerst over met /overdragen."
    ),
    "forget_round_open": (
        "{title} is nog open en u antwoordt daarin. Er is niets gewist. Probeer het als de ronde gesloten is."
    ),
}
