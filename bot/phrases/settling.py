"""Texts about the settings of a conference and the tasks of its own."""

from collections.abc import Mapping
from typing import Final

from flows.words import Approach, Deciding, Level

SETTINGS: Final = "Instellingen"
GIVENS: Final = "Gegevenheden"
TASKS: Final = "Taken"
ADD_TASK: Final = "Taak toevoegen"
DROP_TASK: Final = "Haal weg: {title}"
WEIGH: Final = "Beleidsgevoeligheid"

DECIDING_LINE: Final = "Het standpunt geeft: {who}"
DECIDING: Final[Mapping[Deciding, str]] = {
    Deciding.SPOKESPERSON: "Woordvoerder",
    Deciding.MEMBERS: "Per lid",
}
DECIDING_LONG: Final[Mapping[Deciding, str]] = {
    Deciding.SPOKESPERSON: "de woordvoerder",
    Deciding.MEMBERS: "de leden samen (per lid)",
}
FIXED: Final = "Dat ligt vast: er is al geantwoord."
PHASE_LINE: Final = "{title}: {planned}"
PLANNED: Final = "gepland"
NOT_PLANNED: Final = "niet gepland"
PLAN_LINE: Final = "Instrumenten: {plan}"
BOTH: Final = "Beide"
OWN_UNKNOWN: Final = "Alleen het eigen"
OWN: Final[Mapping[Approach, str]] = {
    Approach.DEVELOP: "Alleen de taken",
    Approach.DESIGN: "Alleen de beslisboom",
}
PLAN_NOTE: Final = "De kern van de beslisboom komt altijd vóór de vorm."
GIVENS_LINE: Final = "Gegevenheden: {given}"
WRITTEN: Final = "opgeschreven"
NOT_WRITTEN: Final = "nog niet opgeschreven"
ASK_GIVENS: Final = (
    "Wat ligt al vast? Bijvoorbeeld: is er gelijkwaardigheid, is er druk, is het opgelegd of vrijwillig? "
    "Schrijf hooguit 1000 tekens. Het komt in het document; er wordt niet over gestemd."
)
NOW_GIVENS: Final = "Nu staat er:"
SAVED: Final = "Opgeslagen"

TASKS_HEAD: Final = "Eigen taken"
NO_TASKS: Final = "Er zijn nog geen eigen taken. De groslijst van de conferentie telt {count} taken."
TASK_LINE: Final = "{title} ({group})"
TASKS_FIXED: Final = "De taken zijn al gevraagd; toevoegen en weghalen kan niet meer."
CHOOSE_GROUP: Final = "Bij welke deellijst hoort de taak?"
ASK_TASK: Final = (
    "Stuur de naam van de taak op de eerste regel (hooguit 40 tekens), en daaronder in één of twee zinnen "
    "wat het is (hooguit 200 tekens)."
)
TASK_ADDED: Final = "Toegevoegd: {title}."
WEIGH_TEXT: Final = (
    "Hoe gevoelig ligt een taak? Dit is een inschatting: zij adviseert over basis of plus, en beslist nooit."
)
WEIGH_LATER: Final = "De korte lijst is er nog niet. Die komt als de taken beoordeeld zijn."
WEIGH_FIXED: Final = "De aanbeveling is opgesteld; dit ligt nu vast."
WEIGH_KEY: Final = "{level} · {title}"
PAGE: Final = "Blad {page} van {pages}"
LEVELS: Final[Mapping[Level, str]] = {Level.LOW: "laag", Level.MIDDLE: "midden", Level.HIGH: "hoog"}
