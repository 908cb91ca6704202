"""Every text that people read in the chat, outside the packs. Dutch, plain, short; no exclamation marks.

What belongs to one subject stands in a module of its own beside this one; words that read the same in the document
come from its catalogue.

Button texts are promises (UX.md, vaste knopteksten): other programs rely on them.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.phrases.refusals import REFUSALS as REFUSALS
from flows.words import Consent, Decision, Grade, Region, RoundState, Status
from report import phrases as document

# --- buttons -----------------------------------------------------------------------------------------
NO_OPINION: Final = "Geen mening"
UNACCEPTABLE: Final = "Onaanvaardbaar voor ons"
PREVIOUS: Final = "Vorige"
NEXT: Final = "Volgende"
OVERVIEW: Final = "Overzicht"
DONE: Final = "Klaar"
AGAIN: Final = "Opnieuw"
WALK_ALL: Final = "Alles nalopen"
OPEN_PRIVATE: Final = "Open het gesprek"
TO_MY_QUESTIONS: Final = "Naar mijn vragen"
THAT_IS_ME: Final = "Dat ben ik"
NOT_ME: Final = "Dat klopt niet"
UNDERSTOOD: Final = "Ik begrijp het"
MORE_PRIVACY: Final = "Meer over privacy"
AGREE_AFTER_ALL: Final = "Toch instemmen"
NONE_OF_THESE: Final = "Geen van deze"
OPEN_ROUND: Final = "Open de ronde"
CLOSE_ROUND: Final = "Sluit de ronde"
SHOW_RESULT: Final = "Bekijk uitslag"
PUBLISH: Final = "Toon in de groep"
SETTLE: Final = "Stel vast"
NEXT_PHASE: Final = "Volgende fase"
BACK: Final = "Terug"
EXPORT: Final = "Export"
LINKS: Final = "Uitnodigingen"
SPOKESPEOPLE: Final = "Woordvoerders"
ADD_TO_GROUP: Final = "Koppel de groep"
ADVISERS: Final = "Adviseurs"
OBSERVERS: Final = "Toehoorders"
PER_TOWN: Final = "Per gemeente"
WHAT_DOES_IT_MEAN: Final = "Wat betekent dit"
DESK: Final = "Regietafel"
MORE: Final = "Meer"
REFRESH: Final = "Ververs"
TICK: Final = "✓ "

CONSENT: Final[Mapping[Consent, str]] = {
    Consent.AGREE: "Instemmen",
    Consent.CONDITION: "Mits",
    Consent.OBJECTION: "Bezwaar",
    Consent.COLLEGE: "Eerst terug naar ons college",
}
GRADES: Final[Mapping[Grade, str]] = {
    Grade.VERY_GOOD: "Zeer geschikt",
    Grade.GOOD: "Geschikt",
    Grade.FAIR: "Redelijk",
    Grade.POOR: "Matig",
    Grade.UNFIT: "Ongeschikt",
}
SECRECY: Final = document.SECRECY
REGION: Final[Mapping[Region, str]] = {
    Region.CARRIED: "Gedragen",
    Region.CARRIED_PENDING: "Gedragen onder voorbehoud",
    Region.SPLIT: "Gesplitst",
    Region.UNDECIDED: "Nog open",
    Region.REJECTED_PENDING: "Afgewezen onder voorbehoud",
    Region.REJECTED: "Afgewezen",
    Region.TOO_FEW_VOICES: "Te weinig meningen",
}
RECOGNISED: Final[Mapping[Status, str]] = {
    Status.AGREED_FOR: "Herkend",
    Status.AGREED_AGAINST: "Niet herkend",
    Status.CONTESTED: "Beelden verschillen",
    Status.OPEN: "Beelden verschillen",
    Status.TOO_FEW: "Te weinig meningen",
}
VOICE: Final = document.VOICES
DECISION: Final[Mapping[Decision, str]] = {
    Decision.ADOPTED: "aangenomen",
    Decision.ADOPTED_CONDITIONS: "aangenomen, met voorwaarden",
    Decision.CARRIED_MINORITY: "aangenomen, met minderheidsstandpunt",
    Decision.NOT_CARRIED: "niet aangenomen",
    Decision.PENDING: "wacht nog op een gemeente",
}
PACKAGE: Final = document.PACKAGES
ROUND_STATE: Final[Mapping[RoundState, str]] = {
    RoundState.DRAFT: "staat klaar",
    RoundState.OPEN: "is open",
    RoundState.CLOSED: "is dicht",
    RoundState.PUBLISHED: "is gedeeld",
    RoundState.TALK: "wordt besproken",
    RoundState.SETTLED: "is vastgesteld",
    RoundState.WITHDRAWN: "is ingetrokken",
}

# --- toasts, 200 characters at most ------------------------------------------------------------------
SAVED: Final = "Opgeslagen: {value}"
CHANGED: Final = "Gewijzigd: van {before} naar {value}"
SAME: Final = "Dat was al uw antwoord"
NO_OPINION_VALUE: Final = "geen mening"
MARKED: Final = "Opgeslagen: onaanvaardbaar voor uw gemeente"
UNMARKED: Final = "Opgeslagen: niet meer onaanvaardbaar"
POINTS_LEFT: Final = "Opgeslagen: {points} bij {option}. Nog {left} over."
TOO_LATE: Final = "Te laat: deze ronde is gesloten. Uw antwoord van eerder telt."
TOO_SOON: Final = "Dat was een dubbele tik. Deze vraag is nog niet beantwoord."
OLD_CARD: Final = "Deze kaart is oud. Er is niets gewijzigd. Hieronder staat de goede kaart."
NOT_HERE: Final = "Deze knop hoort hier niet. Er is niets gewijzigd. Met /status ziet u waar u bent."
NOT_SAVED: Final = "Niet opgeslagen. Er ging bij ons iets mis. Tik uw antwoord nog eens aan."
WENT_WRONG: Final = "Er ging bij ons iets mis. Probeer het nog eens. Nummer voor navraag: {reference}."
PRACTISED: Final = "Zo werkt het. Dit antwoord telt niet mee."
WRITE_REASON: Final = "Opgeslagen: {value}. Schrijf nu uw tekst in dit gesprek."
SUPERSEDED: Final = "U koos daarna iets anders. Dat antwoord telt."


def refusal(reason: str, data: Mapping[str, str | int], *, reference: str = "") -> str:
    """The sentence for a refusal; an unknown reason still says that nothing changed."""
    values = {key: ROUND_STATE[RoundState(str(value))] if key == "state" else value for key, value in data.items()}
    return REFUSALS.get(reason, REFUSALS["unknown"]).format(reference=reference, **values)


NOT_ALL_SHOWN: Final = "Hier staan de eerste {shown} van {total} namen."

# --- questions ---------------------------------------------------------------------------------------
DIVIDE_POINTS: Final = "Verdeel {budget} punten"
FROM_TO: Final = "Van zelfstandig ({first}) naar samen ({last})"

# --- dialogs -----------------------------------------------------------------------------------------
ASK_CONDITION: Final = "Onder welke voorwaarde stemt u in? Schrijf één zin."
ASK_OBJECTION: Final = "Wat is uw bezwaar? Zonder reden kunnen de anderen er niets mee."
ASK_CONFERENCE_NAME: Final = "Hoe heet de conferentie? Bijvoorbeeld: Samenwerken in het Dal"
ASK_MUNICIPALITIES: Final = "Welke gemeenten doen mee? Stuur de namen, één op een regel."
ASK_SECRECY: Final = "Wat mag van de antwoorden te zien zijn? Dit wordt later nooit ruimer."
ASK_PEOPLE: Final = (
    "Wie doen er mee voor {town}? Stuur één naam op een regel, met de functie achter een komma. "
    "Zet een sterretje bij de woordvoerder.\n\nBijvoorbeeld:\n* M. de Wit, wethouder\nJ. Bakker, burgemeester"
)
ASK_ADVISERS: Final = "Welke adviseurs doen mee? Stuur één naam op een regel, met de functie achter een komma."
ASK_OBSERVERS: Final = "Wie kijken mee? Stuur één naam op een regel, met de functie achter een komma."
ASK_APPROACH_REASON: Final = "Waarom kiest u deze aanpak? Schrijf één zin; die komt in het document."
ASK_CODE: Final = "Stuur de eenmalige code die bij het starten van de bot op het scherm staat."
CHOOSE_SECRECY: Final = "Kies het niveau met een van de knoppen hierboven, of stuur /annuleer."
DECLINED: Final = "Dank u. De begeleider krijgt bericht en stuurt u een goede link. Er is niets opgeslagen."
SPEAKS_NOW: Final = "Woordvoerder: {name}"
CODE_WRONG: Final = "Die code klopt niet. Er is niets opgeslagen. Stuur hem nog eens, of /annuleer."
PEOPLE_ADDED: Final = "Toegevoegd voor {town}: {people}."
NOBODY_ADDED: Final = "Deze namen stonden al op de lijst. Er is niets gewijzigd."
EXPORT_FAILED: Final = "Het maken van de bestanden lukte niet. Er is niets gewijzigd. Probeer het straks nog eens."
CANCELLED: Final = "Afgebroken. Er is niets gewijzigd."
NOTHING_TO_CANCEL: Final = "Er was niets om af te breken."
NOT_A_FACILITATOR: Final = (
    "U kunt hier geen conferentie beginnen. Er is niets opgeslagen. Vraag de beheerder van deze bot om toegang."
)

# --- commands ----------------------------------------------------------------------------------------
COMMANDS: Final[Mapping[str, str]] = {
    "start": "Begin of ga verder",
    "hulp": "Uitleg en knoppen",
    "status": "Waar zijn wij, en wat wordt van mij gevraagd",
    "uitslag": "De laatste uitslag",
    "annuleer": "Breek af waar ik om vroeg",
    "voorbeelden": "Wat andere gemeenten deden",
    "modellentool": "Vormen van samenwerking, en wat past",
    "privacy": "Wat er met uw antwoorden gebeurt",
    "mijngegevens": "Wat er van u wordt bewaard",
    "vergeetmij": "Laat uw naam en account wissen",
}
FACILITATOR_COMMANDS: Final[Mapping[str, str]] = {
    "nieuw": "Een nieuwe conferentie",
    "regie": "De regietafel",
    "gemeente": "De gemeenten",
    "deelnemers": "De lijst van deelnemers",
    "uitnodigen": "Persoonlijke links",
    "ronde": "Open de ronde die klaarstaat",
    "sluit": "Sluit de ronde",
    "publiceer": "Toon de uitslag in de groep",
    "bespreek": "Bespreekpunten en gesprek",
    "verder": "De volgende stap",
    "terug": "Terug naar een eerdere fase",
    "herinner": "Herinner wie nog niet klaar is",
    "export": "Beslisdocument en bestanden",
    "overdragen": "Draag de begeleiding over",
}
GROUP_COMMANDS: Final[Mapping[str, str]] = {
    "status": "Waar zijn wij",
    "uitslag": "De laatste uitslag",
    "hulp": "Uitleg",
}
GROUP_ADMIN_COMMANDS: Final[Mapping[str, str]] = {
    "koppel": "Koppel deze groep (begeleider)",
}
"""Offered to the administrators of a group, beside those of the group."""
ABOUT: Final = "Rondetafel leidt besturen van gemeenten door het gesprek dat aan samenwerking voorafgaat."
HELP: Final = (
    "U beantwoordt korte vragen; de uitslag bespreekt u samen aan tafel.\n\n"
    "Eén tik op een antwoord is genoeg: het is dan opgeslagen en de volgende vraag verschijnt. "
    "U kunt alles wijzigen tot de ronde sluit. Stoppen en later verdergaan kan altijd.\n\n"
    "De knoppen hieronder staan ook in het menu."
)
HELP_FACILITATOR: Final = (
    "Met /regie opent u de regietafel: daar staan de volgende stap en alle knoppen. "
    "/nieuw begint een conferentie, /koppel in de groep verbindt de groep, /export maakt de bestanden."
)
HELP_GROUP: Final = (
    "In deze groep ziet u de kaarten en de uitslagen. Antwoorden doet u in uw eigen gesprek met mij, "
    "via de knop onder de kaart."
)
WELCOME_STRANGER: Final = (
    "Rondetafel leidt besturen van gemeenten door korte vragen en een gesprek aan tafel.\n\n"
    "U staat nog niet op een lijst. Vraag de begeleider om uw persoonlijke link. "
    "Begeleidt u zelf een conferentie? Stuur dan /nieuw."
)


def count_word(number: int, singular: str, plural: str) -> str:
    """'1 taak', '30 taken'."""
    return f"{number} {singular if number == 1 else plural}"


def join_names(names: Sequence[str]) -> str:
    """'Aldermeer, Boskerk en Dalwijk'."""
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def verb(number: int, singular: str, plural: str) -> str:
    """The form of the verb behind a number: '1 is', '3 zijn'."""
    return singular if number == 1 else plural


def decided(decision: Decision, number: int) -> str:
    """What became of so many articles, behind their number: '(één) met een voorwaarde'."""
    return _DECIDED[decision].format(waits=verb(number, "wacht", "wachten"))


_DECIDED: Final[Mapping[Decision, str]] = {
    Decision.ADOPTED: "aangenomen",
    Decision.ADOPTED_CONDITIONS: "met een voorwaarde",
    Decision.CARRIED_MINORITY: "met een minderheidsstandpunt",
    Decision.NOT_CARRIED: "niet",
    Decision.PENDING: "{waits} nog op een gemeente",
}
TALKING_POINTS: Final = "{count} punten"
_NUMBERS: Final = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)


def in_words(number: int) -> str:
    """A small number as a word; digits from thirteen on."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
