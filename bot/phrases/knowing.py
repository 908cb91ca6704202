"""Texts about what advisers know of the tasks beforehand."""

from collections.abc import Mapping
from typing import Final

from flows.words import Level, TaskFact

SHEET: Final = "Wat weet u van de taken"
IMPORT: Final = "Plak een lijst"
TO_GROUPS: Final = "Deellijsten"
TO_GROUP: Final = "Naar de lijst"
NEXT_TASK: Final = "Volgende taak"

INTRO: Final = "Vul in wat u weet. De bestuurders zien het bij de taak als zij antwoorden. Niets is verplicht."
LATE: Final = "De taken zijn al gevraagd. U kunt dit nu alleen nog lezen."
FILLED: Final = "{done} van {total} taken hebben iets"
GROUP_KEY: Final = "{title} ({done}/{total})"
PAGE: Final = "Blad {page} van {pages}"
LEVEL_LINE: Final = "{number} {name}: {value}"
NAMES_LINE: Final = "{name}: {value}"
NOTHING: Final = "nog niet ingevuld"
NOBODY: Final = "nog niemand"
LEVEL_KEY: Final = "{number} {level}"
LEVELS: Final[Mapping[Level, str]] = {Level.LOW: "laag", Level.MIDDLE: "midden", Level.HIGH: "hoog"}
ASK_NAMES: Final[Mapping[TaskFact, str]] = {
    TaskFact.STRONG: "Welke gemeenten doen dit goed?",
    TaskFact.WEAK: "Welke gemeenten zijn hier kwetsbaar?",
}
SAVED: Final = "Opgeslagen"
ASK_EXISTING: Final = (
    "Welke samenwerking bestaat al bij {task}? Schrijf één regel, bijvoorbeeld: Boskerk met Dalwijk. "
    "Bestaat er niets? Stuur dan een streepje: -"
)
ASK_IMPORT: Final = (
    "Plak een lijst, één taak op een regel: de naam van de taak, een puntkomma, en wat er al bestaat.\n\n"
    "Bijvoorbeeld:\nInkoop en contracten;Boskerk met Dalwijk"
)
IMPORTED: Final = "Overgenomen: {tasks}."
NOT_IMPORTED: Final = "Er is niets overgenomen. Verbeter deze regels en stuur de hele lijst opnieuw:"
FAULT: Final = "Regel {line}: {reason}"
MORE_FAULTS: Final = "En nog {count}."
FAULTS: Final[Mapping[str, str]] = {
    "existing_columns": "verwacht wordt: taak;wat er al bestaat",
    "existing_task": "deze taak staat niet op de groslijst",
    "existing_twice": "deze taak stond er al",
    "existing_long": "de tekst is te lang; er passen 120 tekens",
    "existing_empty": "hier staat geen taak",
}
