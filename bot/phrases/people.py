"""Texts about the list of people: joining, admitting, the list itself, and lists as a file."""

from collections.abc import Mapping
from typing import Final

from flows.words import Role

# --- buttons -----------------------------------------------------------------------------------------
I_TAKE_PART: Final = "Ik doe mee"
NONE_OF_THESE: Final = "Geen van deze"
CHANGE_REQUEST: Final = "Gemeente of rol wijzigen"
ADMIT: Final = "Toelaten"
REFUSE: Final = "Weigeren"
THAT_IS: Final = "Dat is {name}"
NEXT: Final = "Volgende"
PREVIOUS: Final = "Vorige"
BACK: Final = "Terug"
REQUESTS: Final = "Aanmeldingen ({count})"
PEOPLE: Final = "Deelnemers"
TOWNS: Final = "Gemeenten"
READ_LIST: Final = "Lijst inlezen"
WRITE_LIST: Final = "Lijst als CSV"
LINKS: Final = "Uitnodigingen"
MIXED_ON: Final = "Raadsleden tellen mee"
MIXED_OFF: Final = "Raadsleden apart"
WITHOUT_TOWN: Final = "Zonder gemeente"
ADD_NAMES: Final = "Namen toevoegen"
ADD_TOWN: Final = "Gemeente erbij"
RENAME: Final = "Naam wijzigen"
INHABITANTS: Final = "Inwoners"
SPEAKS: Final = "Woordvoerder"
SECOND: Final = "Vervangend woordvoerder"
UNSECOND: Final = "Niet meer vervangend"
LEAVES: Final = "Afmelden"
RETURNS: Final = "Weer aanmelden"
REPLACE: Final = "Laat vervangen"
MOVE: Final = "Naar andere gemeente"
NEW_LINK: Final = "Nieuwe link"

# --- asking to take part -----------------------------------------------------------------------------
WHICH_TOWN: Final = "Namens welke gemeente bent u hier?"
WHICH_ROLE: Final = "Wat is uw rol in {town}?"
WHICH_ROLE_WITHOUT: Final = "Wat is uw rol?"
ADVISERS_APART: Final = "Antwoorden van adviseurs staan apart en tellen niet mee."
COUNCIL_APART: Final = "Die van raadsleden ook."
ROLE_CHOICES: Final[Mapping[str, str]] = {
    "b": "Burgemeester of wethouder",
    "r": "Raadslid",
    "s": "Secretaris of adviseur",
    "k": "Ik kijk alleen mee",
}
ROLE_ASKED: Final[Mapping[str, str]] = {
    "b": "burgemeester of wethouder",
    "r": "raadslid",
    "s": "secretaris of adviseur",
    "k": "kijkt mee",
}
REQUEST_SENT: Final = "Uw aanmelding is verstuurd"
REQUEST_WAITS: Final = "{what}. De begeleider laat u toe. U krijgt hier bericht."
NO_TOWN: Final = "geen gemeente"
NAMELESS: Final = "Deelnemer zonder naam"
ADMITTED: Final = "U bent toegelaten"
NOT_ADMITTED: Final = (
    "De begeleider van {conference} heeft uw aanmelding niet toegelaten. U staat niet op de lijst. "
    "Hoort u er wel bij? Spreek de begeleider aan; u kunt zich daarna opnieuw aanmelden."
)

# --- admitting ---------------------------------------------------------------------------------------
REQUESTS_HEAD: Final = "Aanmeldingen ({count})"
NO_REQUESTS: Final = "Er wacht niemand op toelating."
LOOKS_LIKE: Final = "Op de lijst, nog niet binnen: {names}. Is het dezelfde persoon? Kies dan de naam."
WAIT_TOO: Final = "Daarna: {names}"
LET_IN: Final = "Toegelaten: {name}"
TURNED_DOWN: Final = "Geweigerd: {name}"

# --- the list ----------------------------------------------------------------------------------------
LIST_HEAD: Final = "Deelnemers"
IN_OF: Final = "{name}: {count}, {joined} binnen"
MIXED_NOW: Final = "Raadsleden tellen mee als bestuurder."
APART_NOW: Final = "Raadsleden staan apart, bij de adviseurs."
UNREACHABLE_LINE: Final = "Niet te bereiken: {names}"
ROLES: Final[Mapping[Role, str]] = {
    Role.VOTER: "bestuurder",
    Role.ADVISER: "adviseur",
    Role.OBSERVER: "toehoorder",
    Role.FACILITATOR: "begeleider",
}
COUNCIL: Final = "raadslid"
OFFICE_SPEAKS: Final = "woordvoerder"
OFFICE_SECOND: Final = "vervangend woordvoerder"
STATE_IN: Final = "binnen"
STATE_INVITED: Final = "nog niet binnen"
STATE_BLOCKED: Final = "heeft de bot geblokkeerd"
STATE_AWAY: Final = "afgemeld"
STATE_REPLACED: Final = "vervangen door {name}"
STATE_REPLACED_BY_NOBODY: Final = "vervangen"
REPLACES: Final = "In de plaats van {name}"
ANSWERS_NOW: Final = "Antwoordt nu in een open ronde. Vervangen of verplaatsen kan daarna."
NOBODY_HERE: Final = "Hier staat nog niemand."
PAGE_OF: Final = "Bladzijde {page} van {pages}"
WHERE_TO: Final = "Naar welke gemeente gaat {name}?"
MOVE_KEEPS: Final = "Antwoorden in gesloten rondes blijven tellen voor {town}."
NEW_LINK_FOR: Final = "Nieuwe link voor {name}"
NEW_LINK_WORKS: Final = "Een eerdere link werkt niet meer. Deze werkt één keer, dertig dagen lang."
DONE_SPEAKS: Final = "Woordvoerder: {name}"
DONE_SECOND: Final = "Vervangend woordvoerder: {name}"
DONE_UNSECOND: Final = "Geen vervangend woordvoerder meer: {name}"
DONE_LEAVES: Final = "Afgemeld: {name}"
DONE_RETURNS: Final = "Weer aangemeld: {name}"
DONE_MOVED: Final = "{name} hoort nu bij {town}"
DONE_REPLACED: Final = "{new} komt in de plaats van {old}. Stuur de nieuwe link door."

# --- who is not reached ------------------------------------------------------------------------------
NOT_IN_YET: Final = "Nog niet binnen, {count} van {total}: {names}"
HAVE_BLOCKED: Final = "Blokkeerden de bot, {count} van {total}: {names}"

# --- municipalities ----------------------------------------------------------------------------------
TOWNS_HEAD: Final = "Gemeenten"
TOWN_LINE: Final = "{name}: {inhabitants} inwoners"
TOWN_LINE_UNKNOWN: Final = "{name}: inwoners niet ingevuld"
TOWNS_FIXED_NOW: Final = "De eerste ronde is geweest: gemeenten en namen liggen vast."
INHABITANTS_ARE: Final = "Inwonertallen staan bij de uitslag als informatie. Zij wegen niet mee."

# --- dialogs -----------------------------------------------------------------------------------------
ASK_LIST: Final = (
    "Stuur de lijst als bericht, of als .csv-bestand. Elke regel is één persoon:\n"
    "naam;gemeente;rol;woordvoerder\n\n"
    "Rol: burgemeester, wethouder, bestuurder, raadslid, secretaris, adviseur of toehoorder. "
    "Woordvoerder: ja, plaatsvervanger, of leeg.\n\n"
    "Bijvoorbeeld:\nM. de Wit;{town};wethouder;ja"
)
ASK_REPLACEMENT: Final = (
    "Wie komt in de plaats van {name}? Stuur de naam, met de functie achter een komma. "
    "Wat {name} heeft geantwoord, blijft tellen."
)
ASK_NAME: Final = "Hoe heet {name} wel? Stuur de naam."
ASK_TOWN: Final = "Welke gemeente komt erbij? Stuur de naam."
ASK_TOWN_NAME: Final = "Hoe heet {town} wel? Stuur de naam."
ASK_INHABITANTS: Final = "Hoeveel inwoners heeft {town}? Stuur een getal, bijvoorbeeld 23.400."

# --- a list as a file --------------------------------------------------------------------------------
LIST_READ: Final = "Toegevoegd: {added}."
STOOD_ONE: Final = "stond al op de lijst en is niet gewijzigd."
STOOD_MORE: Final = "stonden al op de lijst en zijn niet gewijzigd."
LIST_FAULTS: Final = "De lijst is niet ingelezen: {faults}. Er is niemand toegevoegd."
LIST_AGAIN: Final = "Verbeter dit en stuur de hele lijst opnieuw."
LIST_FAULT: Final = "Regel {line}: {what}"
MORE_FAULTS: Final = "En nog {count}."
LIST_FILE: Final = "deelnemers.csv"
LIST_CAPTION: Final = "De lijst van {conference}. Vul aan en stuur terug met de knop ‘Lijst inlezen’."
FAULTS: Final[Mapping[str, str]] = {
    "csv_empty": "hier staat geen lijst.",
    "csv_quotes": "een aanhalingsteken is niet gesloten. Wat daarna komt, kan ik niet lezen.",
    "csv_columns": "{count} kolommen, er horen er vier. Staat er een puntkomma te veel?",
    "csv_name_empty": "de naam ontbreekt.",
    "csv_name_too_long": "de naam is {length} tekens lang, er passen er {limit}.",
    "csv_role_missing": "de rol ontbreekt.",
    "csv_role_unknown": (
        "de rol ‘{role}’ ken ik niet. Kies burgemeester, wethouder, bestuurder, raadslid, secretaris, "
        "adviseur of toehoorder."
    ),
    "csv_facilitator": "een begeleider komt niet op deze lijst. Voeg die toe op de regietafel.",
    "csv_municipality_unknown": "de gemeente ‘{municipality}’ doet niet mee.",
    "csv_municipality_missing": "de gemeente ontbreekt.",
    "csv_office_unknown": "‘{office}’ bij woordvoerder ken ik niet. Kies ja, plaatsvervanger, of laat het leeg.",
    "csv_office_not_allowed": "alleen een bestuurder kan woordvoerder zijn.",
    "csv_twice": "deze naam staat ook op regel {other}.",
    "csv_two_spokespersons": "deze gemeente heeft op regel {other} al een woordvoerder.",
    "csv_two_substitutes": "deze gemeente heeft op regel {other} al een plaatsvervanger.",
}

REFUSALS: Final[Mapping[str, str]] = {
    "already_in": "U doet al mee. Er is niets gewijzigd. Stuur /status om te zien waar u bent.",
    "admission_gone": "Deze aanmelding is al behandeld, of intussen gewijzigd. Hieronder staat wie er nu wacht.",
    "admission_taken": "Deze persoon is intussen zelf binnengekomen. Er is niets gewijzigd.",
    "name_on_the_list": "Die naam staat al op de lijst van deze gemeente. Er is niets gewijzigd.",
    "speaks_already": "Deze persoon is al woordvoerder. Er is niets gewijzigd.",
    "person_replaced": "Deze persoon is vervangen. Er is niets gewijzigd.",
    "asked_now": "Dat kan tussen twee rondes. Er is niets gewijzigd. Sluit eerst de ronde die nu open is.",
    "one_name": "Dat zijn meer namen. Er is niets opgeslagen. Stuur er één.",
    "answered_already": "Er is al geantwoord. Of raadsleden meetellen, ligt nu vast. Er is niets gewijzigd.",
    "towns_fixed": "De eerste ronde is geweest. De gemeenten en hun namen liggen vast. Er is niets gewijzigd.",
    "inhabitants_wrong": "Dat lees ik niet als aantal inwoners. Er is niets opgeslagen. Stuur alleen het getal.",
    "file_too_big": "Dat bestand is te groot; er past {limit} kB. Er is niets opgeslagen. Stuur alleen de lijst.",
    "file_unreadable": (
        "Dat bestand kan ik niet lezen. Er is niets opgeslagen. Bewaar de lijst als CSV (UTF-8) en stuur hem opnieuw."
    ),
    "file_not_asked": (
        "Ik had geen bestand gevraagd. Er is niets opgeslagen. Een lijst stuurt u na /deelnemers, Lijst inlezen."
    ),
    "file_not_fetched": "Het bestand kwam niet binnen. Er is niets opgeslagen. Stuur het straks nog eens.",
}
