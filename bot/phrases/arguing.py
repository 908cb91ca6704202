"""Texts about lines why: with a question, on request after closing, and with the facilitator."""

from collections.abc import Mapping
from typing import Final

from flows.services.moderating import Judgment
from flows.words import Kind

# --- with a question -----------------------------------------------------------------------------------
ARGUE: Final = "Toelichting"
RATHER_NOT: Final = "Toch niet"
ASK: Final = "Schrijf in één regel waarom. De begeleider leest de tekst voordat anderen die zien."
NOW: Final = "Nu staat er:"

# --- on request ----------------------------------------------------------------------------------------
DECLINE: Final = "Liever niet"
ANSWERED: Final[Mapping[Kind, str]] = {
    Kind.RATE: "U gaf hier een {value}.",
    Kind.CHOOSE: "U koos hier {value}.",
    Kind.GRADE: "U gaf hier het oordeel {value}.",
}
ANSWERED_ELSE: Final = "Uw antwoord was {value}."
NO_OPINION: Final = "U had hier geen mening."
NOT_ANSWERED: Final = "U gaf hier geen antwoord."
OTHERS_DIFFER: Final = "Anderen denken er anders over. Wat moeten zij weten?"
THEY_DIFFER: Final = "De anderen denken er verschillend over. Wat moeten zij weten?"
WRITE: Final = "Schrijf één regel. Uw naam en gemeente komen er niet bij."
ONE_MORE: Final = "Nog één onderwerp."
THANKS: Final = "Dank u wel. De begeleider leest wat u schreef voordat anderen het zien."
NO_MATTER: Final = "Goed. U hoeft hier niets te schrijven."
OVER: Final = "Hier worden geen regels meer gevraagd."

# --- sent back and refused -----------------------------------------------------------------------------
RETURNED_HEAD: Final = "Wilt u dit anders schrijven?"
RETURNED: Final = (
    "De begeleider vraagt om dit anders te schrijven, zonder namen van mensen en gemeenten, en zonder verwijt. "
    "De begeleider weet niet wie dit schreef."
)
RETURNED_WRITE: Final = "Stuur één nieuwe regel. Die komt in de plaats van de oude."
LET_BE: Final = "Laat maar"
DROPPED: Final = "Goed. Deze regel is weggehaald."
REWRITTEN: Final = "Dank u wel. De begeleider leest deze regel:"
REFUSED_HEAD: Final = "Niet getoond"
REFUSED: Final = (
    "De begeleider laat deze regel bij {title} niet zien. Uw antwoord telt gewoon. U kunt het aan tafel zeggen."
)

# --- with the facilitator ------------------------------------------------------------------------------
READ_ONE: Final = "Lees 1 tekst"
READ_MORE: Final = "Lees {count} teksten"
DESK_LINE: Final = "Argumenten: {count} binnen, {waiting} te beoordelen"
DESK_JUDGED: Final = "Argumenten: {count} binnen, alles beoordeeld"
HEAD: Final = "Teksten bij {title}"
UNNAMED: Final = "Zonder naam en gemeente, in willekeurige volgorde."
NONE: Final = "Er zijn geen teksten geschreven."
ALL_JUDGED: Final = "Alles is beoordeeld."
WAITING_COUNT: Final = "te beoordelen {count}"
ADMITTED_COUNT: Final = "toegelaten {count}"
RETURNED_COUNT: Final = "terug bij de schrijver {count}"
REFUSED_COUNT: Final = "geweigerd {count}"
IS_ADMITTED: Final = "Toegelaten: anderen zien deze tekst."
FIXED: Final = "De teksten liggen vast."
READ_ADMITTED: Final = "Lees toegelaten"
JUDGMENTS: Final[Mapping[Judgment, str]] = {
    Judgment.ADMIT: "Toelaten",
    Judgment.REFUSE: "Weigeren",
    Judgment.RETURN: "Vraag het anders",
    Judgment.TAKE_BACK: "Terugnemen",
}
JUDGED: Final[Mapping[Judgment, str]] = {
    Judgment.ADMIT: "Toegelaten",
    Judgment.REFUSE: "Geweigerd. De schrijver hoort het in het eigen gesprek.",
    Judgment.RETURN: "Gevraagd. De nieuwe tekst komt hier te staan.",
    Judgment.TAKE_BACK: "Teruggenomen. U kunt de tekst opnieuw beoordelen.",
}
ADMIT_ALL: Final = "Laat alles toe"
CONFIRM_ALL: Final = "Laat u deze {count} teksten toe? Anderen lezen ze dan."
YES_ALL: Final = "Ja, laat alle {count} toe"
BACK_TO_LINES: Final = "Een voor een"
ADMITTED_ALL: Final = "{count} teksten toegelaten"
PAGE: Final = "Bladzijde {page} van {pages}"

# --- with a result -------------------------------------------------------------------------------------
MORE_LINES: Final = "en nog {count}; zie de uitslag"

REFUSALS: Final[Mapping[str, str]] = {
    "argument_empty": "Daar staat nog geen tekst. Uw antwoord is wel opgeslagen. Schrijf één regel en stuur die.",
    "argument_too_long": (
        "Uw tekst is te lang: {length} tekens, er passen er {limit}. Uw antwoord is wel opgeslagen. "
        "Schrijf het korter en stuur het opnieuw."
    ),
    "round_closed_argument": (
        "Te laat: deze ronde is gesloten. Uw antwoord telt, uw toelichting is niet meer opgeslagen. "
        "Zeg het aan tafel."
    ),
    "round_closed_argument_asked": (
        "Deze ronde is net gesloten. Uw antwoord telt, uw toelichting is niet opgeslagen. "
        "Er staat nu een vraag voor u open over {item}. Uw volgende bericht is het antwoord daarop."
    ),
    "no_argument_here": "Bij deze vraag kan geen toelichting. Er is niets gewijzigd.",
    "argument_not_asked": "Daar wacht ik niet meer op. Er is niets opgeslagen. Stuur /status om te zien waar u bent.",
    "arguments_round_open": (
        "{title} is weer open. Uw regel is niet opgeslagen. Zet hem bij de vraag, met de knop Toelichting."
    ),
    "arguments_settled": (
        "{title} is vastgesteld; daar komen geen regels meer bij. Er is niets opgeslagen. Zeg het aan tafel."
    ),
    "arguments_withdrawn": "{title} is ingetrokken. Uw regel is niet opgeslagen en is niet meer nodig.",
    "argument_judged": "Deze tekst was al beoordeeld. Er is niets gewijzigd. Hieronder staat de volgende.",
    "argument_rewritten": "Deze tekst is intussen anders geschreven. Er is niets gewijzigd. Lees hem opnieuw.",
    "arguments_changed": "Er zijn intussen andere teksten. Er is niets toegelaten. Lees ze eerst.",
    "arguments_fixed": "De teksten van deze ronde liggen vast. Er is niets gewijzigd.",
    "argument_of_nobody": (
        "Wie dit schreef, is niet meer bekend. Er is niets gewijzigd. U kunt de tekst toelaten of weigeren."
    ),
}
