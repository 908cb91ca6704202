"""Texts about results: what came out, on two levels, and what must be said where these differ."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.phrases import kinds
from flows.words import Consent, Status

# --- buttons -----------------------------------------------------------------------------------------
ALL: Final = "Alle {count}"
IN_DETAIL: Final = "In detail"
TO_LIST: Final = "Naar de lijst"

# --- heads of the cards ------------------------------------------------------------------------------
HEAD: Final = "{title}, ronde {number}: de uitslag"
PLACE: Final = "{title}, ronde {number}"
PLACE_OF: Final = "{title}, ronde {number} · {noun} {place} van {total}"
SPOKESPERSONS: Final = "woordvoerders"
VOTERS: Final = "bestuurders"
ANSWERED: Final = "{answered} van {of} {who}, {towns}"
TOWNS: Final = ("gemeente", "gemeenten")
PAGE: Final = "Blad {page} van {pages}"
LEGEND: Final = "Gemeenten: voor – tussen – tegen"
LEGEND_ALL: Final = "Gemeenten: voor – tussen – tegen. Daarna: personen voor."
LEGEND_HIGH: Final = "Getal: hoeveel bestuurders 4 of 5 gaven"
LEGEND_CONSENT: Final = "Getal: hoeveel {who} instemmen"
MUNICIPALITIES: Final = "gemeenten"
LEGEND_POINTS: Final = "Aandeel van de punten, elke gemeente telt even zwaar"
LEGEND_SHARES: Final = "Aandeel van de punten: per gemeente · per persoon"
LEGEND_POINTS_HEADS: Final = "Aandeel van de punten, over alle bestuurders samen"
LEGEND_GRADE: Final = "Beste eerst; elke gemeente telt even zwaar"
LEGEND_GRADE_HEADS: Final = "Beste eerst; over alle bestuurders samen"
TAP_NUMBER: Final = "Tik op een nummer voor alles over één onderwerp."
REST_ELSEWHERE: Final = "De rest staat onder ‘{name}’."
AND_MORE: Final = "en nog {count}"
RESULT: Final = "Uitslag"

# --- words for what came out -------------------------------------------------------------------------
TOO_FEW: Final = "Te weinig antwoorden om te tonen"
TOO_FEW_LINE: Final = "Te weinig antwoorden om te tonen."
STRENGTHS: Final = "Sterke punten, herkend"
RISKS: Final = "Risico’s, herkend"
ONE_LINE: Final = "Eén lijn"
FAR_APART: Final = "Gemeenten liggen ver uiteen"
TOTALS_ONLY: Final = "Per persoon geteld"
"""Of standpunten per lid: what the municipalities come to is not shown, how many persons agree is."""
PERSONS: Final[Mapping[Status, str]] = {
    Status.AGREED_FOR: "Personen eens, voor",
    Status.CONTESTED: "Personen verdeeld",
    Status.OPEN: "Personen nog niet eens",
    Status.AGREED_AGAINST: "Personen eens, tegen",
}
"""Where what the municipalities come to is not shown."""
NO_COMMON: Final = "Nog geen gezamenlijke keuze"
UNACCEPTABLE: Final = " · onaanvaardbaar"
UNACCEPTABLE_SOMEWHERE: Final = " · onaanvaardbaar voor een gemeente"
NO_TOWNS: Final = "Bij deze vragen tonen wij geen beeld per gemeente."
NO_CHOICE: Final = "geen keuze"
NO_GRADE: Final = "geen oordeel"
NO_BEELD: Final = "geen beeld"
SILENT: Final = "nog geen standpunt"
LINES_LEFT: Final = "en nog {lines}; zie de uitslag"
LINES: Final = ("regel", "regels")

# --- one item ----------------------------------------------------------------------------------------
HEADS_FOR: Final = "Personen: {for_} van {of} voor, {against} tegen"
HEADS_HIGH: Final = "Personen: {for_} van {of} gaven 4 of 5, {against} gaven 1 of 2"
HEADS_CHOSEN: Final = "Personen: {for_} van {of} kozen dit"
HEADS_CONSENT: Final = "Personen: {for_} van {of} stemmen in, {against} maken bezwaar"
HEADS_MEDIAN: Final = "Personen: de middelste kiest {median}"
HEADS_GRADE: Final = "Personen: het middelste oordeel is {median}"
HEADS_SHORT: Final = " · {for_} van {of}"
DIFFERS_MARK: Final = " · verschilt"
CLOSE_MARK: Final = " · krap"
VOICES: Final = "Gemeenten: {for_} voor, {between} tussen, {against} tegen"
WITHOUT_OPINION: Final = "{count} zonder mening"
OWN_DELEGATION: Final = "Uw gemeente, alleen voor u en uw delegatie:"
UNACCEPTABLE_FOR: Final = "Onaanvaardbaar voor: {towns}"
ADVISERS: Final = "Adviseurs ({count}): {told}"
ADVISERS_HIGH: Final = "{for_} gaven 4 of 5, {against} gaven 1 of 2"
ADVISERS_FOR: Final = "{for_} voor, {between} tussen, {against} tegen"
INHABITANTS: Final = "In de gemeenten die {what}, woont {percent}% van de inwoners (alleen ter informatie)."
ARE_FOR: Final = "voor zijn"
CHOSE_IT: Final = "dit kiezen"
CONSENTED: Final = "instemmen"
MOVED: Final = "Sinds de vorige ronde wijzigden {changed} van {of} personen hun antwoord: {up} omhoog, {down} omlaag."
MOVED_LOOSELY: Final = "Sinds de vorige ronde wijzigden {changed} van {of} personen hun antwoord."
NOBODY_MOVED: Final = "Sinds de vorige ronde wijzigde niemand zijn antwoord."
SHORT_CONSENT: Final[Mapping[Consent, str]] = {
    Consent.AGREE: "Instemmen",
    Consent.CONDITION: "Mits",
    Consent.OBJECTION: "Bezwaar",
    Consent.COLLEGE: "Naar college",
}

# --- two levels --------------------------------------------------------------------------------------
DIFFER: Final = (
    "1 onderwerp: personen en gemeenten verschillen",
    "{count} onderwerpen: personen en gemeenten verschillen",
)
MORE_WARNINGS: Final = "Bij nog {items} staat ‘verschilt’ of ‘krap’: zie ‘{name}’."
SUBJECTS: Final = ("onderwerp", "onderwerpen")
CARRIED_BY_FEW: Final = (
    "Let op: bij {item} zijn de gemeenten voor, maar niet meer dan de helft van de personen ({for_} van {of})."
)
REJECTED_BY_FEW: Final = (
    "Let op: bij {item} zijn de gemeenten tegen, maar niet meer dan de helft van de personen ({against} van {of})."
)
HEADS_FOR_NOT_CARRIED: Final = (
    "Let op: bij {item} is meer dan twee derde van de personen voor ({for_} van {of}). "
    "Per gemeente is het niet gedragen."
)
HEADS_AGAINST_NOT_REJECTED: Final = (
    "Let op: bij {item} is meer dan twee derde van de personen tegen ({against} van {of}). "
    "Per gemeente is het niet afgewezen."
)
CLOSE: Final = (
    "Let op: bij {item} zijn {for_} van {of} personen voor. De uitslag hangt dan af van hun verdeling over de "
    "gemeenten."
)
ADOPTED_BY_FEW: Final = (
    "Let op: bij {item} stemmen de gemeenten in, maar niet meer dan de helft van de personen ({for_} van {of})."
)
AGREED_NOT_ADOPTED: Final = (
    "Let op: bij {item} stemt meer dan twee derde van de personen in ({for_} van {of}). "
    "Per gemeente is het niet aangenomen."
)
CLOSE_CONSENT: Final = (
    "Let op: bij {item} stemmen {for_} van {of} personen in. De uitslag hangt dan af van hun verdeling over de "
    "gemeenten."
)
CLOSE_CHOICE: Final = (
    "Let op: bij {item} kozen {for_} van {of} personen wat de gemeenten kiezen. De uitslag hangt dan af van hun "
    "verdeling over de gemeenten."
)
OTHER_OPTION: Final = "Let op: bij {item} komen de personen op iets anders uit dan de gemeenten: {by_heads}."
OTHER_FIRST: Final = "Let op: bij {item} staat per persoon iets anders bovenaan dan per gemeente: {by_heads}."
BEATS_ALL: Final = kinds.DIFFERS

MEANING_LEVELS: Final = (
    "",
    "<b>Gemeenten en personen</b>",
    "De uitslag telt gemeenten, want elke gemeente besluit zelf. Ter controle tellen wij ook personen.",
)
MEANING_FOR: Final = (
    "<b>Verschilt.</b> Bijvoorbeeld: drie kleine gemeenten zijn voor, een grote zit ertussen. "
    "Per gemeente is het gedragen. Toch is maar 8 van 20 personen voor."
)
MEANING_CLOSE: Final = (
    "<b>Krap.</b> Tussen een derde en twee derde van de personen is voor. Bijvoorbeeld: 13 van 25. "
    "De uitslag hangt dan af van de gemeente waar zij vandaan komen."
)
MEANING_OTHER: Final = (
    "<b>Verschilt.</b> Bijvoorbeeld: drie kleine gemeenten kiezen A, een grote kiest B. "
    "Per gemeente wordt het A, maar de meeste personen kozen B."
)
MEANING_TALK: Final = "Praat er dan over. De uitslag per gemeente blijft staan."
MEANING_INHABITANTS: Final = "Inwoners staan er alleen ter informatie bij. Zij tellen niet mee."

MEANINGS: Final[Mapping[str, Sequence[str]]] = {
    "rate": (
        "Elke gemeente telt even zwaar.",
        "<b>Voor</b>: de middelste bestuurder van de gemeente geeft 4 of 5.",
        "<b>Tegen</b>: de middelste geeft 1 of 2. Anders <b>tussen</b>.",
        "",
        "<b>Gedragen</b>: minstens driekwart van de gemeenten is voor en geen enkele tegen.",
        "<b>Gesplitst</b>: er is een gemeente voor en een gemeente tegen.",
        "<b>Nog open</b>: al het andere. Daar helpt een gesprek.",
        "",
        "Dit is een beeld. Het bindt niemand.",
    ),
    "beeld": (
        "<b>Herkend</b>: minstens driekwart van de personen herkent dit, en bijna niemand niet.",
        "<b>Beelden verschillen</b>: ook dat is een uitkomst. Praat erover.",
        "",
        "Bij gevoelige vragen tonen wij alleen totalen, vanaf vijf antwoorden.",
    ),
    "points": (
        "Elke bestuurder verdeelde tien punten.",
        "Wij nemen per gemeente het gemiddelde, en daarna het gemiddelde van de gemeenten.",
        "Zo telt elke gemeente even zwaar.",
    ),
    "choose": (
        "De keuzes lopen van zelfstandig naar samen.",
        "Per gemeente telt de middelste keuze; voor de regio de middelste van de gemeenten.",
        "<b>Ver uiteen</b>: meer dan twee keuzes of veertig punten verschil.",
    ),
    "grade": (
        "Per gemeente telt het middelste oordeel.",
        "De vorm met het beste middelste oordeel van de gemeenten staat bovenaan.",
    ),
    "approve": kinds.MEANING_APPROVE,
    "rank": kinds.MEANING_RANK,
    "open": kinds.MEANING_OPEN,
    "consent": ("Een gemeente stemt in als niet meer van haar bestuurders bezwaar maken dan instemmen.",),
    "package": (
        "Hier spreekt de woordvoerder namens de gemeente, onder voorbehoud van college en raad.",
        "",
        "<b>Basispakket</b>: elke gemeente zegt nu, of al geregeld.",
        "<b>Pluspakket</b>: twee of meer gemeenten zeggen nu of later. Wie niet meedoet, houdt hen niet tegen.",
        "<b>Bespreken</b>: voor minstens één gemeente is de taak onaanvaardbaar.",
        "<b>Niet nu</b>: de rest.",
    ),
    "standpunt": (
        "Hier spreekt de woordvoerder namens de gemeente, onder voorbehoud van college en raad.",
        "<b>Aangenomen</b>: elke gemeente stemt in. Zwijgen is geen instemmen.",
    ),
    "member": (
        "Iedere bestuurder antwoordt voor zich.",
        "Een gemeente stemt in als niet meer van haar bestuurders bezwaar maken dan instemmen.",
        "<b>Aangenomen</b>: elke gemeente stemt in. Zwijgen is geen instemmen.",
    ),
}
