"""The Dutch texts of the document on what happened in the room. Plain Dutch (B1); chapters fill in `{names}`."""

from collections.abc import Mapping
from typing import Final

from flows.words import TaskFact

# The conversation.
TALKED: Final = "Besproken:"
ALSO_TALKED: Final = "Ook besproken"
TALKED_ABOUT: Final = "{title}:"
ARGUED: Final = "Argumenten, zonder naam en in willekeurige volgorde:"
ARGUMENT: Final = "‘{text}’"

# How the rounds went.
COURSE: Final = "Hoe het ging"
COURSE_CAPTION: Final = "Wanneer en hoe elke ronde is gehouden"
COLUMNS_COURSE: Final = ("Ronde", "Open", "Hoe", "Beantwoord")
SPAN: Final = "{begin} – {end}"
SINCE: Final = "vanaf {begin}"
UNTIL: Final = "tot {end}"
TOGETHER: Final = "samen"
ALONE: Final = "ieder voor zich"
HOMEWORK: Final = "als huiswerk"
BY_SPEAKERS: Final = "door de woordvoerders"
PER_MEMBER: Final = "per lid"
PAPER: Final = "{paper} van {voters} op papier"
PAPER_NOTE: Final = "Antwoorden op papier voerde de begeleider in na het sluiten van de ronde."
LATE: Final = ("1 standpunt later, na afloop", "{count} standpunten later, na afloop")
WITHDRAWN: Final = "ingetrokken: {reason}"
ANSWERED: Final = "{answered} van {voters}"
SELECTION: Final = "{count} ({selection})"
SELECTED_CORE: Final = "kern"
SELECTED_ALL: Final = "alle"
SELECTED_ITEMS: Final = "gekozen"

# What changed.
CHANGES: Final = "Wat er veranderde"
CHANGES_CAPTION: Final = "Wat er onderweg veranderde, op volgorde"
COLUMNS_CHANGES: Final = ("Wanneer", "Wat")
TIMES: Final = "{said} ({count} keer)."
SOMEBODY: Final = "Een deelnemer"
SOMEBODY_OF: Final = "Een deelnemer van {town}"
REOPENED: Final = "De ronde ‘{round}’ is na het sluiten weer geopend."
ROUND_WITHDRAWN: Final = "De ronde ‘{round}’ is ingetrokken: {reason}"
ASKED_AGAIN: Final = "Er is besloten om opnieuw te vragen: ‘{round}’."
AMENDED: Final = "De tekst van ‘{item}’ is aangepast en opnieuw voorgelegd."
NOT_HELD: Final = "De ronde ‘{round}’ is niet gehouden: er was niets voor te leggen."
RETURNED: Final = "De conferentie ging terug naar ‘{phase}’."
SKIPPED: Final = "‘{phase}’ is overgeslagen: {reason}"
REST_SKIPPED: Final = "De rest van ‘{phase}’ is overgeslagen: {reason}"
LEFT_FOR_LATER: Final = "‘{phase}’ is bewaard voor later."
APPROACH_DECIDED: Final = "De begeleider besloot tot de {approach}."
APPROACH_DECIDED_WHY: Final = "De begeleider besloot tot de {approach}: {reason}"
APPROACH_LEFT: Final = "De eerder gekozen aanpak is vervallen: de gemeenten droegen haar niet opnieuw."
PLAN_OWN: Final = "Gepland is alleen het eigen instrument van de gekozen aanpak."
PER_MEMBER_CHOSEN: Final = "Er is gekozen voor standpunten per lid."
HANDED_OVER: Final = "De begeleiding is overgedragen."
TAKEN_OVER: Final = "Een andere begeleider nam de begeleiding over."
LEADER_NAMED: Final = "Woordvoerders van twee gemeenten wezen een nieuwe begeleider aan."
REPLACED: Final = "{who} is vervangen."
MOVED: Final = "{who} hoort nu bij {town}."
MOVED_UNNAMED: Final = "{who} hoort nu bij een andere gemeente."
SIGNED_OFF: Final = "{who} is afgemeld."
SIGNED_ON: Final = "{who} is weer aangemeld."
LET_IN: Final = "{who} is toegelaten."
ADDED: Final = ("Er kwam een deelnemer bij.", "Er kwamen {count} deelnemers bij.")
OTHER_SPEAKER: Final = "{town} kreeg een andere woordvoerder."
SUBSTITUTE_SPOKE: Final = "Voor {towns} sprak de plaatsvervangend woordvoerder."
MIXED: Final = "Raadsleden tellen mee bij hun gemeente."
NOT_MIXED: Final = "Raadsleden staan apart en tellen niet mee."
PAUSED: Final = "Er was een schorsing bij ‘{round}’."
LATE_POSITION: Final = "{town} gaf na afloop een standpunt over ‘{item}’."
FORGOTTEN: Final = "Op verzoek zijn de gegevens van een deelnemer gewist."
CANCELLED: Final = "De conferentie is afgebroken: {reason}"
ANNOUNCEMENTS: Final = ("De begeleider deed 1 mededeling.", "De begeleider deed {count} mededelingen.")
OWN_MOTIVES: Final = ("1 eigen motief kwam op de lijst.", "{count} eigen motieven kwamen op de lijst.")
OWN_TASKS: Final = ("De begeleider voegde 1 taak toe.", "De begeleider voegde {count} taken toe.")
WEIGHED: Final = (
    "Van 1 taak is de beleidsgevoeligheid aangepast.",
    "Van {count} taken is de beleidsgevoeligheid aangepast.",
)

# First page of a conference that was cancelled.
FACT_REASON: Final = "Reden:"
SUMMARY_CANCELLED: Final = "Deze conferentie is op {date} afgebroken: {reason} Hieronder staat hoe ver zij kwam."

# Articles.
EARLIER: Final = "Eerder voorgelegd:"
EARLIER_SAME: Final = "dezelfde tekst"
EARLIER_OUTCOME: Final = "{text} ({outcome})"
GIVEN_LATER: Final = "Later gegeven, na afloop:"
AT_COLLEGE: Final = "Nog terug naar college:"
NO_POSITION: Final = "Nog geen standpunt:"
LATER: Final = "{word} (later gegeven, na afloop)"
MEMBERS_INTRO: Final = (
    "Deze conferentie koos vooraf voor standpunten per lid. Een gemeente stemt in als niet meer van haar bestuurders "
    "bezwaar maken dan instemmen, met of zonder voorwaarde."
)
RULE_MEMBERS: Final = (
    "Een beeld komt uit de antwoorden van personen en bindt niemand. Een standpunt is hier per lid: een gemeente "
    "stemt in als niet meer van haar bestuurders bezwaar maken dan instemmen, met of zonder voorwaarde. Ook dan "
    "onder voorbehoud van college en raad. Alleen standpunten beslissen."
)

# People.
COLUMN_COUNCIL: Final = "Raadsleden"
NOTE_VOTERS: Final = "Alleen antwoorden van bestuurders tellen. Adviseurs staan apart."
NOTE_MIXED: Final = "Antwoorden van bestuurders en raadsleden tellen. Adviseurs staan apart."
NOTE_APART: Final = "Alleen antwoorden van bestuurders tellen. Raadsleden en adviseurs staan apart."
SUBSTITUTES: Final = "Plaatsvervangers:"
SUBSTITUTE: Final = "{function}, in plaats van {before}"
FUNCTION_UNKNOWN: Final = "een deelnemer"
SUBSTITUTES_UNNAMED: Final = ("Eén deelnemer is vervangen.", "{count} deelnemers zijn vervangen.")
GIVENS: Final = "Gegevenheden"
GIVENS_INTRO: Final = "Dit is vooraf vastgelegd. Er is niet over gestemd."
EXISTING: Final = "Wat er al samen gebeurt"
EXISTING_CAPTION: Final = "Samenwerking die er al is"
COLUMNS_EXISTING: Final = ("Taak", "Wat er al is")

# Annex.
FACTS: Final = "Wat adviseurs vooraf invulden"
FACTS_INTRO: Final = "Dit zagen de bestuurders bij de taak. Het zijn inschattingen van adviseurs."
FACTS_CAPTION: Final = "Kenmerken per taak"
COLUMN_TASK: Final = "Taak"
FACT_TITLES: Final[Mapping[TaskFact, str]] = {
    TaskFact.DEPENDENCE: "Afhankelijk van elkaar",
    TaskFact.CONFLICT: "Tegengestelde belangen",
    TaskFact.KINSHIP: "Verwant",
    TaskFact.STRONG: "Doet het goed",
    TaskFact.WEAK: "Kwetsbaar",
}
