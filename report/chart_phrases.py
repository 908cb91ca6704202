"""The Dutch texts of the pictures. Plain Dutch (B1); what came out stands in the title."""

from collections.abc import Mapping, Sequence
from typing import Final

from flows.words import Consent, Decision, Grade, Region, Status, Voice

NOUNS: Final = ("onderwerp", "onderwerpen")
ROUND: Final = "{title}, ronde {number}"
WHO: Final = "{answered} van {of} {who}, {towns}"
VOTERS: Final = ("bestuurder", "bestuurders")
SPEAKERS: Final = ("woordvoerder", "woordvoerders")
TOWNS: Final = ("gemeente", "gemeenten")
QUOTED: Final = "‘{title}’"

_NUMBERS: Final = (
    *("nul", "één", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)

# Legends and marks.
ENDS: Final = ("laag", "hoog")
SCALE: Final = ("1", "2", "3", "4", "5")
VOICE_ORDER: Final = "voor – tussen – tegen"
HIGH_ORDER: Final = "gaven 4 of 5"
VOICE_SIGNS: Final[Mapping[Voice, str]] = {Voice.FOR: "+", Voice.BETWEEN: "±", Voice.AGAINST: "−", Voice.NONE: "·"}
CONSENTS: Final[Mapping[Consent, str]] = {
    Consent.AGREE: "eens",
    Consent.CONDITION: "mits",
    Consent.OBJECTION: "bezwaar",
    Consent.COLLEGE: "college",
}
CONSENTS_TOLD: Final[Mapping[Consent, str]] = {
    Consent.AGREE: "eens",
    Consent.CONDITION: "mits",
    Consent.OBJECTION: "bezwaar",
    Consent.COLLEGE: "eerst terug naar college",
}
CONSENT_SIGNS: Final[Mapping[Consent, str]] = {
    Consent.AGREE: "E",
    Consent.CONDITION: "M",
    Consent.OBJECTION: "B",
    Consent.COLLEGE: "C",
}
NO_WORD: Final = "–"
NO_WORD_TOLD: Final = "geen antwoord"
NO_CHOICE_TOLD: Final = "geen keuze"
TIMING_SIGNS: Final[Mapping[str, str]] = {"nu": "N", "later": "L", "niet": "X", "al_geregeld": "G"}
READY: Final = frozenset({"nu", "al_geregeld"})
GRADES: Final[Mapping[Grade, str]] = {
    Grade.VERY_GOOD: "zeer geschikt",
    Grade.GOOD: "geschikt",
    Grade.FAIR: "redelijk",
    Grade.POOR: "matig",
    Grade.UNFIT: "ongeschikt",
}
ALONE: Final = "0 zelfstandig"
TOGETHER: Final = "100 samen"
MIDDLE: Final = "midden van de regio: {place}"
RANGE: Final = "Streep: van de lichtste tot de zwaarste keuze."
MARK: Final = "Getal: gemiddelde plaats van de gemeente."
READY_AT_END: Final = "Rechts: gemeenten die nu of al geregeld zeggen."
IN_BAR: Final = "In de balk: bestuurders."
IN_BAR_AND_END: Final = "In de balk: bestuurders; rechts: gemeenten."
AGAINST: Final = "Tegen: {towns}"
UNACCEPTABLE: Final = "Onaanvaardbaar: {towns}"
MORE_TOWNS: Final = "{towns} en nog {count}"
NOT_SPREAD: Final = "te weinig antwoorden om te verdelen"
NO_OPINIONS: Final = "nog niemand met een mening"
COUNT_OF: Final = "{count} van {of}"
BEFORE: Final = "eerst"
NOW: Final = "nu"
MOVED: Final = ("{changed} van {of} wijzigde: {ways}", "{changed} van {of} wijzigden: {ways}")
UP: Final = "{count} omhoog"
DOWN: Final = "{count} omlaag"
ASIDE: Final = "{count} anders"
UNMOVED: Final = "niemand van de {of} wijzigde"
TURNED: Final = "Bij een risico zijn de kleuren omgekeerd."
SOME_HIDDEN: Final = "Bij {count} van {of} {nouns} tonen wij geen uitkomst per gemeente."
SMALL_MARKS: Final = "Een heel smal vakje heeft geen getal."
PERCENT: Final = "{percent}%"

# Headings of sections, and words for an outcome in a sentence.
REGIONS: Final[Mapping[Region, str]] = {
    Region.CARRIED: "Gedragen",
    Region.CARRIED_PENDING: "Gedragen, onder voorbehoud",
    Region.SPLIT: "Gesplitst",
    Region.UNDECIDED: "Nog open",
    Region.REJECTED_PENDING: "Afgewezen, onder voorbehoud",
    Region.REJECTED: "Afgewezen",
    Region.TOO_FEW_VOICES: "Te weinig gemeenten met een beeld",
}
REGIONS_TOLD: Final[Mapping[Region, str]] = {
    Region.CARRIED: "gedragen",
    Region.SPLIT: "gesplitst",
    Region.CARRIED_PENDING: "onder voorbehoud gedragen",
    Region.REJECTED: "afgewezen",
    Region.REJECTED_PENDING: "onder voorbehoud afgewezen",
}
"""What a title tells, the most important first."""
STATUSES: Final[Mapping[Status, str]] = {
    Status.AGREED_FOR: "Bestuurders voor",
    Status.CONTESTED: "Bestuurders verdeeld",
    Status.OPEN: "Bestuurders: nog open",
    Status.AGREED_AGAINST: "Bestuurders tegen",
    Status.TOO_FEW: "Te weinig meningen",
}
"""For a voorstel of which only figures over all voters may be shown."""
FINDINGS: Final[Mapping[Status, str]] = {
    Status.AGREED_FOR: "Herkend",
    Status.CONTESTED: "Beelden verschillen",
    Status.OPEN: "Beelden verschillen",
    Status.AGREED_AGAINST: "Niet herkend",
    Status.TOO_FEW: "Te weinig meningen",
}
STRENGTHS: Final = "Sterke punten, herkend"
RISKS: Final = "Risico’s, herkend"
COUNTED: Final = "{word} ({count})"
NOT_SHOWN: Final = "Niet getoond"

DECISIONS: Final[Mapping[Decision, str]] = {
    Decision.ADOPTED: "aangenomen",
    Decision.ADOPTED_CONDITIONS: "aangenomen met voorwaarden",
    Decision.CARRIED_MINORITY: "aangenomen met een minderheid",
    Decision.NOT_CARRIED: "niet aangenomen",
    Decision.PENDING: "nog niet besloten",
}
DECISIONS_SHORT: Final[Mapping[Decision, str]] = {
    Decision.ADOPTED: "aangenomen",
    Decision.ADOPTED_CONDITIONS: "met voorwaarden",
    Decision.CARRIED_MINORITY: "met minderheid",
    Decision.NOT_CARRIED: "niet aangenomen",
    Decision.PENDING: "nog niet besloten",
}
PICTURES_SHORT: Final[Mapping[Decision, str]] = {
    Decision.ADOPTED: "instemming",
    Decision.ADOPTED_CONDITIONS: "instemming, mits",
    Decision.CARRIED_MINORITY: "met minderheid",
    Decision.NOT_CARRIED: "bezwaar",
    Decision.PENDING: "nog open",
}
"""The same over what voters answered: a beeld decides nothing."""

# Titles. {some} is for instance 'vier van zes taken', 'alle zes taken' or 'geen van de zes taken'.
SOME: Final = "{count} van {of} {words}"
ALL: Final = "alle {of} {words}"
NONE: Final = "geen van de {of} {words}"
TOWNS_RATED: Final = "{some} {find} {item} {rated}"
TOWNS_FOR: Final = "{some} {are} voor {item}"
VOTERS_HIGH: Final = "{some} {give} {item} een 4 of 5"
PARTS: Final = "{some} {are} {word}"
MORE_PARTS: Final = ", {count} {are} {word}"
NONE_CARRIED: Final = "nog {some} is gedragen"
ONE_OPEN: Final = "{item} is nog open"
HEADS_AGREE: Final = "over {some} zijn de bestuurders het eens"
RECOGNISED: Final = "{some} {are} herkend"
DIFFERING: Final = ", bij {count} verschillen de beelden"
MIXED: Final = "{strengths} en {risks} herkend"
STRONG_POINTS: Final = ("sterk punt", "sterke punten")
RISK_POINTS: Final = ("risico", "risico’s")
AGREE: Final = "{some} {agree} in met {item}"
DECIDED_NONE: Final = "nog {some} is aangenomen"
CONSENTED: Final = "{some} {get} instemming van elke gemeente"
TIMED: Final = "bij {some} zeggen alle gemeenten nu of al geregeld"
ALIKE: Final = "bij {some} kiest driekwart van de gemeenten hetzelfde"
HEADS_CONSENT: Final = "bij {some} stemt meer dan de helft van de bestuurders in"
HEADS_ALIKE: Final = "bij {some} kiest meer dan de helft van de bestuurders hetzelfde"
BETWEEN: Final = "De gemeenten liggen tussen {low} en {high}"
AT_ONE_PLACE: Final = "Alle gemeenten liggen op {low}"
FAR: Final = "De gemeenten liggen ver uiteen: van {low} tot {high}"
BUT_APART: Final = "{where}, maar bij {some} ver uiteen"
APART: Final = "bij {some} liggen de gemeenten ver uiteen"
CHOSEN_ONE: Final = "{item}: {option} is het meest gekozen"
NO_CHOSEN: Final = "{item}: geen keuze is het meest gekozen"
BEST: Final = "{item} past het best: {grade}"
BEST_TIED: Final = "{items} staan samen bovenaan"
BEST_HEADS: Final = "Bestuurders geven {items} het beste oordeel: {grade}"
HEAVIEST: Final = "{item} weegt het zwaarst: {mark} van de punten"
HEAVIEST_TIED: Final = "{items} wegen het zwaarst: elk {mark} van de punten"
ON_TOP: Final = "{item} staat bovenaan"
ON_TOP_TIED: Final = "{items} staan samen bovenaan"
MOST_SUPPORT: Final = "{item} krijgt de meeste steun: {mark} bestuurders"
MOST_SUPPORT_TIED: Final = "{items} krijgen de meeste steun: elk {mark} bestuurders"
NO_SUPPORT: Final = "Niemand staat achter een van de mogelijkheden"
MOVED_CARRIED: Final = "{item} is nu gedragen"
MOVED_CARRIED_MORE: Final = "Na het gesprek zijn er {count} {nouns} bij gedragen"
MOVED_ONE: Final = "{some} {change} van antwoord over {item}"
MOVED_MOST: Final = "de meeste beweging bij {item}: {some}"
MOVED_NONE: Final = "Na het gesprek veranderde niemand van antwoord"

# Below the picture, and in its caption.
CHOSEN_ROWS: Final = "Hier staan {shown} van {of} {nouns}; de uitslag toont alles."
CHOSEN_TOWNS: Final = "Hier staan {shown} van {of} gemeenten; de uitslag toont alles."
EQUAL: Final = "Elke gemeente telt even zwaar."
BINDS_NOBODY: Final = "Dit is een beeld. Het bindt niemand."
BY_HEAD: Final = "Per hoofd, over alle bestuurders."
SUBJECT_TO: Final = "Onder voorbehoud van college en raad."
AND_MORE: Final = "en nog {count}"


def number(count: int) -> str:
    """A word up to twelve, figures from there."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def capital(text: str) -> str:
    """With a capital first; of 'één' the first letter loses its accent ('Eén'), as Dutch has it."""
    if text.startswith("één"):
        return f"Eén{text[3:]}"
    return text[:1].upper() + text[1:]


def some(count: int, of: int, words: tuple[str, str]) -> str:
    """How many of how many, in words; one of one is just its noun."""
    form = ALL if count == of > 1 else SOME if count else NONE
    return form.format(count=number(count), of=number(of), words=plural(of, words))


def shown_nouns(nouns: tuple[str, str]) -> tuple[str, str]:
    """Items of which the outcome may be shown, where that is not so of all."""
    return f"getoonde {nouns[0]}", f"getoonde {nouns[1]}"


def plural(count: int, words: tuple[str, str]) -> str:
    """The word for so many."""
    return words[0] if count == 1 else words[1]


def are(count: int) -> str:
    """'is' or 'zijn'."""
    return "is" if count <= 1 else "zijn"


def join(names: Sequence[str]) -> str:
    """For instance 'a, b en c'."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def quoted(title: str) -> str:
    """A title within a sentence."""
    return QUOTED.format(title=title)


def percent(share: float) -> str:
    """A whole percentage, half up."""
    return PERCENT.format(percent=int(share * 100 + 0.5))
