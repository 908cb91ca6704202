"""The Dutch texts of the beslisdocument. Plain Dutch (B1); `{names}` are filled by the chapters."""

from collections.abc import Mapping
from typing import Final

from flows.words import (
    Approach,
    ConferenceState,
    Consent,
    Decision,
    Grade,
    Kind,
    Mark,
    Package,
    Region,
    RoundState,
    Secrecy,
    Sort,
    Status,
    Voice,
)

TITLE: Final = "Beslisdocument"
CONTENTS: Final = "Inhoud"
FOOTER: Final = "Beslisdocument {name}"
NONE: Final = "–"
NOT_SHOWN: Final = "niet getoond"
NOT_TREATED: Final = "Dit onderdeel is in deze conferentie niet behandeld."

# Stored words, as people read them.
STATES: Final[Mapping[ConferenceState, str]] = {
    ConferenceState.ACTIVE: "loopt nog; dit is een tussenstand",
    ConferenceState.FINISHED: "afgerond",
    ConferenceState.CANCELLED: "afgebroken",
}
SECRECY: Final[Mapping[Secrecy, str]] = {
    Secrecy.NAMED: "op naam",
    Secrecy.MUNICIPALITY: "per gemeente",
    Secrecy.SECRET: "geheim",
}
VOICES: Final[Mapping[Voice, str]] = {
    Voice.FOR: "voor",
    Voice.BETWEEN: "tussen",
    Voice.AGAINST: "tegen",
    Voice.NONE: "geen beeld",
}
VOICE_SIGNS: Final[Mapping[Voice, str]] = {
    Voice.FOR: "+",
    Voice.BETWEEN: "±",
    Voice.AGAINST: "−",
    Voice.NONE: "·",
}
REGIONS: Final[Mapping[Region, str]] = {
    Region.CARRIED: "gedragen",
    Region.CARRIED_PENDING: "gedragen, onder voorbehoud",
    Region.REJECTED: "afgewezen",
    Region.REJECTED_PENDING: "afgewezen, onder voorbehoud",
    Region.SPLIT: "gesplitst",
    Region.TOO_FEW_VOICES: "te weinig meningen",
    Region.UNDECIDED: "nog open",
}
STATUSES: Final[Mapping[Status, str]] = {
    Status.TOO_FEW: "te weinig meningen",
    Status.AGREED_FOR: "eens, voor",
    Status.AGREED_AGAINST: "eens, tegen",
    Status.CONTESTED: "verdeeld",
    Status.OPEN: "nog open",
}
FINDINGS: Final[Mapping[Status, str]] = {
    Status.TOO_FEW: "te weinig meningen",
    Status.AGREED_FOR: "herkend",
    Status.AGREED_AGAINST: "niet herkend",
    Status.CONTESTED: "beelden verschillen",
    Status.OPEN: "beelden verschillen",
}
"""A beeld is a finding, read by heads."""
CONSENTS: Final[Mapping[Consent, str]] = {
    Consent.AGREE: "instemmen",
    Consent.CONDITION: "mits",
    Consent.OBJECTION: "bezwaar",
    Consent.COLLEGE: "eerst terug naar college",
}
SILENT: Final = "nog geen standpunt"
DECISIONS: Final[Mapping[Decision, str]] = {
    Decision.ADOPTED: "aangenomen",
    Decision.ADOPTED_CONDITIONS: "aangenomen met voorwaarden",
    Decision.CARRIED_MINORITY: "aangenomen met een minderheidsstandpunt",
    Decision.NOT_CARRIED: "niet aangenomen",
    Decision.PENDING: "nog niet besloten",
}
GRADES: Final[Mapping[Grade, str]] = {
    Grade.VERY_GOOD: "zeer geschikt",
    Grade.GOOD: "geschikt",
    Grade.FAIR: "redelijk",
    Grade.POOR: "matig",
    Grade.UNFIT: "ongeschikt",
}
PACKAGES: Final[Mapping[Package, str]] = {
    Package.BASIC: "Basispakket",
    Package.PLUS: "Pluspakket",
    Package.DISCUSS: "Bespreken",
    Package.NOT_NOW: "Niet nu",
    Package.EXISTING: "Bestaat al",
    Package.TOO_LITTLE: "Onvoldoende beeld",
}
PACKAGE_TEXTS: Final[Mapping[Package, str]] = {
    Package.BASIC: "Elke gemeente zegt van deze taken: nu samen doen, of al geregeld. Hiermee kan de regio beginnen.",
    Package.PLUS: "Ten minste twee gemeenten willen deze taken nu of later samen doen: de kopgroep van die taak. "
    "Een gemeente die niet meedoet, houdt hen niet tegen.",
    Package.DISCUSS: (
        "Ten minste één gemeente vindt samenwerking bij deze taken onaanvaardbaar. Praat hier eerst over."
    ),
    Package.NOT_NOW: "Voor deze taken is nu te weinig steun. Zij kunnen later terugkomen.",
    Package.EXISTING: (
        "Bij deze taken is samenwerken wettelijk verplicht, of zeggen alle gemeenten dat het al geregeld is."
    ),
    Package.TOO_LITTLE: "Te weinig gemeenten hebben hier een beeld. Er volgt geen conclusie uit.",
}
PACKAGE_EMPTY: Final = "Geen taken."
TIMINGS: Final[Mapping[str, str]] = {
    "nu": "nu",
    "later": "later",
    "niet": "niet",
    "al_geregeld": "al geregeld",
}
TIMING_SIGNS: Final[Mapping[str, str]] = {"nu": "N", "later": "L", "niet": "X", "al_geregeld": "G"}
APPROACHES: Final[Mapping[Approach, str]] = {
    Approach.DESIGN: "ontwerpaanpak",
    Approach.DEVELOP: "ontwikkelaanpak",
}
MARKS: Final[Mapping[Mark, str]] = {
    Mark.ESTIMATE: "inschatting",
    Mark.DERIVED: "afgeleid",
    Mark.UNVERIFIED: "te verifiëren",
}
SORTS: Final[Mapping[Sort, str]] = {Sort.VOORSTEL: "voorstel", Sort.BEELD: "beeld"}
KINDS: Final[Mapping[Kind, str]] = {
    Kind.RATE: "cijfer van 1 tot en met 5",
    Kind.CHOOSE: "één keuze",
    Kind.APPROVE: "alles aantikken waar men achter staat",
    Kind.RANK: "op volgorde zetten",
    Kind.OPEN: "open vraag",
    Kind.POINTS: "punten verdelen",
    Kind.GRADE: "oordeel in woorden",
    Kind.CONSENT: "instemmen, mits of bezwaar",
}
ROUND_STATES: Final[Mapping[RoundState, str]] = {
    RoundState.DRAFT: "nog niet geopend",
    RoundState.OPEN: "open",
    RoundState.CLOSED: "gesloten, nog niet getoond",
    RoundState.PUBLISHED: "getoond",
    RoundState.TALK: "in gesprek",
    RoundState.SETTLED: "vastgesteld",
    RoundState.WITHDRAWN: "ingetrokken",
}
LAWS: Final[Mapping[str, str]] = {"publiek": "publiekrecht", "privaat": "privaatrecht"}
YES: Final = "ja"
NO: Final = "nee"

# First page and summary.
FACT_TOWNS: Final = "Gemeenten:"
FACT_DATE: Final = "Stand van:"
FACT_STATE: Final = "Conferentie:"
FACT_LEVEL: Final = "Antwoorden zijn verwerkt:"
SUMMARY: Final = "Samenvatting"
SUMMARY_LEAD: Final = (
    "De besturen van {towns} onderzochten samen of en hoe zij kunnen samenwerken. "
    "Dit is hun advies. Elk college en elke raad besluit zelf."
)
SUMMARY_COUNTS: Final = "Van de {total} artikelen: {parts}."
SUMMARY_NONE: Final = "Er is nog geen aanbeveling."
SUMMARY_OPEN: Final = "Over deze artikelen is nog geen standpunt gegeven."
ARTICLES_CAPTION: Final = "De aanbeveling in het kort"
ARTICLE: Final = "Artikel"
WHAT: Final = "Wat"
RESULT: Final = "Uitkomst"
POSITIONS_CAPTION: Final = "Wat zei elke gemeente over de artikelen"
TOWN: Final = "Gemeente"
POSITIONS_NOTE: Final = "Elk standpunt is gegeven onder voorbehoud van college en raad."
COLUMNS_CONSENT: Final = ("Instemmen", "Mits", "Bezwaar", "Naar college", "Nog niets")

# Why and who.
PEOPLE: Final = "Waarom en wie"
PEOPLE_WHY: Final = (
    "Voordat gemeenten besluiten om samen te werken, vormen de besturen zich een beeld: waarom willen wij dit, "
    "voor welke taken, hoe ver gaan wij, en in welke vorm. Dat is de 0-fase. De antwoorden laten zien waar een "
    "gesprek nodig is. Zij vervangen het gesprek niet."
)
PEOPLE_CAPTION: Final = "Wie namen deel"
COLUMNS_PEOPLE: Final = ("Gemeente", "Inwoners", "Bestuurders", "Adviseurs", "Toehoorders")
PEOPLE_NOTE: Final = "Inwoners staan er ter informatie; zij wegen nergens mee."
RESPONSE: Final = "Hoeveel mensen antwoordden"
RESPONSE_CAPTION: Final = "Beantwoord, van wie mocht antwoorden"
COLUMN_ROUND: Final = "Ronde"
COLUMN_TOTAL: Final = "Samen"
TOTAL: Final = "Samen"

# Motives.
MOTIVES: Final = "Motieven"
MOTIVES_INTRO: Final = "Waarom willen de gemeenten samenwerken? Deze motieven dragen zij samen."
MOTIVES_CAPTION: Final = "Gedragen motieven, zwaarste eerst"
COLUMNS_MOTIVES: Final = ("Motief", "Wat het inhoudt", "Aandeel in de punten")
MOTIVES_NONE: Final = "Geen motief wordt door de gemeenten samen gedragen."
ATTENTION: Final = "Punten van aandacht"
ATTENTION_INTRO: Final = "Over deze motieven denken de gemeenten verschillend."
THREATS: Final = "Wat motieven bedreigt"
THREATS_INTRO: Final = "Deze risico’s zijn herkend en staan een motief in de weg."
THREATENED: Final = "Bedreigd door: {risks}."

# Factors.
FACTORS: Final = "Sterke punten, risico’s en gedragscode"
STRENGTHS: Final = "Sterke punten"
STRENGTHS_INTRO: Final = "Dit herkennen de bestuurders in de eigen regio."
STRENGTHS_NONE: Final = "Geen sterk punt is door genoeg bestuurders herkend."
RISKS: Final = "Risico’s"
RISKS_INTRO: Final = "Deze risico’s herkennen de bestuurders in de eigen regio."
RISKS_NONE: Final = "Geen risico is door genoeg bestuurders herkend."
FACTORS_NOTE: Final = (
    "Sterke punten en risico’s zijn een beeld over alle bestuurders samen. Uitkomsten per gemeente worden hier nooit "
    "getoond."
)
DIFFER: Final = "Hierover verschillen de beelden: {titles}."
CODE: Final = "Gedragscode"
CODE_INTRO: Final = "Deze afspraken zijn voorgelegd. Wat verwachten de bestuurders van elkaar?"
CODE_CAPTION: Final = "Wat bestuurders zeiden over de gedragscode"
COLUMNS_CODE: Final = ("Afspraak", "Instemmen", "Mits", "Bezwaar", "Uitkomst")

# Approach.
APPROACH: Final = "Aanpak"
APPROACH_CHOSEN: Final = "Gekozen is de {approach}."
APPROACH_OPEN: Final = "Er is nog geen aanpak gekozen."
APPROACH_REASON: Final = "Waarom:"
APPROACH_STEPS: Final = "Zo gaat dat"
SIGNS: Final = "Aanwijzingen"
SIGNS_CAPTION: Final = "Wat de bestuurders in de regio herkennen"
COLUMNS_SIGNS: Final = ("Aanwijzing", "Wijst naar", "Beeld")
NEUTRAL: Final = "beide"
PITFALLS: Final = "Valkuilen van deze aanpak"
COLUMNS_PITFALLS: Final = ("Valkuil", "Zo merkt u het", "Dit helpt")
PITFALLS_CAPTION: Final = "Waar op te letten"
STANDPUNTEN: Final = "Standpunten"
STANDPUNTEN_CAPTION: Final = "Standpunt van elke gemeente"
COLUMNS_STANDPUNT: Final = ("Gemeente", "Standpunt", "Toelichting")
OTHER_LATER: Final = "Deze conferentie gebruikte alleen het eigen instrument van deze aanpak. Het andere komt later."
CORE_FIRST: Final = (
    "Deze conferentie gebruikte het eigen instrument van deze aanpak, en de kern van de beslisboom, omdat de vorm "
    "die nodig heeft. De rest van de beslisboom komt later."
)

# Tasks.
TASKS: Final = "Groslijst"
TASKS_INTRO: Final = (
    "De bestuurders beoordeelden {tasks} taken: is samen doen kansrijk voor onze gemeente? Over de korte lijst gaf "
    "elke gemeente daarna een standpunt."
)
COLUMNS_PACKAGE: Final = ("Taak", "Standpunten", "Let op")
PACKAGE_CAPTION: Final = "{package}: {count}"
TASK_COUNT: Final = ("1 taak", "{count} taken")
UNACCEPTABLE: Final = "Onaanvaardbaar voor {towns}."
UNACCEPTABLE_HIDDEN: Final = "Onaanvaardbaar voor ten minste één gemeente."
SENSITIVE_TASK: Final = "Politiek gevoelig (inschatting)."
PARTLY_MANDATORY: Final = "Samenwerken is deels verplicht{mark}."
MANDATORY: Final = "Samenwerken is wettelijk verplicht{mark}."
MARKED: Final = " ({mark})"
MATRIX: Final = "Taken en gemeenten"
MATRIX_INTRO: Final = (
    "Per taak het beeld van elke gemeente, en waar gevraagd ook haar standpunt. Een beeld bindt niemand."
)
ADVISERS_CAPTION: Final = "Adviseurs, samen geteld; zij tellen niet mee in de uitkomst"
COLUMNS_ADVISERS: Final = ("Onderwerp", "Adviseurs", "Antwoorden")
ADVISERS_RATED: Final = "cijfer {value}: {count}"
ADVISERS_GIVEN: Final = "{value}: {count}"
MATRIX_COUNTS_INTRO: Final = "Per taak hoeveel gemeenten voor, tussen en tegen zijn. Een beeld bindt niemand."
MATRIX_LEGEND: Final = (
    "Beeld: + voor, ± tussen, − tegen, · geen beeld. Standpunt: N nu, L later, X niet, G al geregeld. "
    "Voorbeeld: +N is een beeld voor en een standpunt nu."
)
MATRIX_CAPTION: Final = "{group}: beeld en standpunt per gemeente"
MATRIX_COUNTS_CAPTION: Final = "{group}: beelden geteld"
COLUMN_TASK: Final = "Taak"
COLUMN_PACKAGE: Final = "Pakket"
COLUMN_VOICES: Final = "Gemeenten voor – tussen – tegen"
NO_GROUP: Final = "Overige taken"

# Decision tree.
TREE: Final = "Beslisboom"
TREE_INTRO: Final = (
    "Hoe zelfstandig of hoe verbonden willen de gemeenten zijn? Per vraag staat hier het uitgangspunt waar de "
    "gemeenten op uitkomen. De plaatsen lopen van 0 (zelfstandig) tot 100 (wederzijds afhankelijk) en zijn een "
    "inschatting."
)
PRINCIPLES_CAPTION: Final = "{group}: uitgangspunten"
COLUMNS_PRINCIPLES: Final = ("Vraag", "Uitgangspunt", "Voorbehoud")
DILEMMAS: Final = "Dilemma’s"
DILEMMAS_INTRO: Final = "Bij deze vragen liggen de gemeenten te ver uit elkaar. Hier is een gesprek nodig."
DILEMMAS_CAPTION: Final = "Waar de gemeenten uiteenlopen"
COLUMNS_DILEMMAS: Final = ("Vraag", "Wat de gemeenten kiezen", "Wat zij erbij zeiden")
PLACE: Final = "Plaats van de regio"
PLACE_REGION: Final = "De regio komt uit op {place} van 100: {word}."
PLACES_CAPTION: Final = "Plaats van elke gemeente, van 0 tot 100"
COLUMNS_PLACES: Final = ("Gemeente", "Plaats", "In woorden")
CRITERIA_CAPTION: Final = "Plaats per hoofdcriterium, van 0 tot 100"
COLUMNS_CRITERIA: Final = ("Hoofdcriterium", "Plaats", "In woorden")
CHECKS: Final = "Let op bij deze combinatie"

# Forms.
FORMS: Final = "Vorm"
FORMS_INTRO: Final = (
    "De vorm volgt de taak. Bij de plaats van de regio passen de volgende vormen van samenwerking. De gemeenten "
    "gaven "
    "per vorm een oordeel."
)
NO_LEGAL_ADVICE: Final = "Dit is geen juridisch advies. Rechtsvormen worden alleen genoemd om te onderzoeken."
CONCEPTS_CAPTION: Final = "De vormen vergeleken"
CONCEPT: Final = "{title}. Officieel: {official}."
COLUMNS_CONCEPTS: Final = ("Vorm", "Voor", "Tegen", "Oordeel van de gemeenten samen")
MEANING_CAPTION: Final = "Wat de vormen betekenen"
COLUMNS_MEANING: Final = ("Vorm", "Zeggenschap", "Personeel", "Geld", "Bestuurlijke drukte")
GRADES_CAPTION: Final = "Oordeel per gemeente"
PREFERRED: Final = "De voorkeur gaat uit naar: {form}."
PREFERRED_NONE: Final = "Er is nog geen vorm met een duidelijke voorkeur."
PREFERRED_DECISION: Final = "Standpunten van de gemeenten: {decision}."
FITTING: Final = "Bij de plaats van de regio past het best: {form}."
LEGAL: Final = "Rechtsvormen te onderzoeken"
LEGAL_CAPTION: Final = "Wat de wet biedt"
COLUMNS_LEGAL: Final = ("Rechtsvorm", "Recht", "Wat het is", "Eigen personeel", "Zekerheid")
CHECKED: Final = "uit de bron"

# Recommendation.
ADVICE: Final = "Aanbeveling"
ADVICE_INTRO: Final = "Elk artikel noemt de rondes waarop het rust, de uitkomst, en wat gemeenten daarbij zeiden."
ARTICLE_TITLE: Final = "{number}. {title}"
OUTCOME: Final = "Uitkomst:"
CONDITIONS: Final = "Voorwaarden:"
MINORITY: Final = "Minderheid:"
SEE_CHAPTER: Final = "Zie het hoofdstuk {chapter}."
GROUNDS: Final = "Rust op:"
AND_MORE: Final = "{titles} en {count} andere"
NOT_PUT: Final = "nog niet voorgelegd"
WITHOUT_NAME: Final = "Een gemeente"

# Next steps.
NEXT: Final = "Vervolg"
DECIDES: Final = "Wie besluit"
STEPS: Final = "Vijf stappen"
STEPS_CAPTION: Final = "Het plan na de conferentie"
COLUMNS_STEPS: Final = ("Stap", "Wat er gebeurt", "Wie", "Datum")
FILL_IN: Final = "……………"
REVIEW: Final = "Terugkijken"
REVIEW_DATE: Final = "Datum om terug te kijken: ……………………"

# Annex.
ANNEX: Final = "Bijlage: alle cijfers"
ANNEX_INTRO: Final = (
    "Per ronde de antwoorden van alle bestuurders samen, en de uitkomst over de gemeenten. Adviseurs tellen niet mee."
)
ROUND_NAME: Final = "{title}, ronde {number}"
RATE_CAPTION: Final = "Aantal antwoorden per cijfer"
COLUMNS_RATE: Final = (
    "Onderwerp", "1", "2", "3", "4", "5", "Geen mening", "Middelste", "Eens-gezind", "A", "l²",
    "Personen", "Gemeenten",
)  # fmt: skip
MEASURES_OF_RATE: Final = (
    "Bij cijfers staan drie maten voor eensgezindheid. Elk is 1 als iedereen hetzelfde antwoordt. Staat de ene helft "
    "op 1 en de andere op 5, dan zijn ‘eensgezind’ (Leik) en l² (Blair en Lacy) 0, en is A (Van der Eijk) −1. "
    "Een A onder 0 wijst op twee kampen."
)
CHOOSE_CAPTION: Final = "Aantal antwoorden per keuze"
COLUMNS_CHOOSE: Final = ("Vraag", "Verdeling", "Geen mening", "Middelste", "Gemeenten samen")
APPROVE_CAPTION: Final = "Aantal bestuurders per keuze"
COLUMNS_APPROVE: Final = ("Keuze", "Aangetikt", "Gemeenten voor – tussen – tegen", "Gemeenten samen")
RANK_CAPTION: Final = "Wat op volgorde is gezet"
COLUMNS_RANK: Final = ("Keuze", "In de top", "Score personen", "Score gemeenten")
RANK_AGREEMENT: Final = "Eensgezindheid (door toeval)"
RANK_FIRST: Final = "Wint van elk ander apart"
OPEN_CAPTION: Final = "Wat er is geschreven, door elkaar"
COLUMNS_OPEN: Final = ("Vraag", "Tekst")
OPTION_OF: Final = "{item}: {option}"
OF_CHANCE: Final = "{found} ({chance})"
POINTS_CAPTION: Final = "Verdeling van de punten"
COLUMNS_POINTS: Final = ("Motief", "Punten", "Gevers", "Aandeel personen", "Aandeel gemeenten")
GRADE_CAPTION: Final = "Aantal oordelen per woord"
COLUMN_FORM: Final = "Vorm"
COLUMN_NO_OPINION: Final = "Geen mening"
COLUMN_MEDIAN: Final = "Personen samen"
COLUMN_REGION: Final = "Gemeenten samen"
CONSENT_CAPTION: Final = "Aantal antwoorden per woord"
COLUMN_SUBJECT: Final = "Onderwerp"
COLUMN_DECISION: Final = "Uitkomst"
