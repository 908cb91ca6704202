"""The Dutch texts of the document on further rounds: how answers moved, and what stayed open. Plain Dutch (B1)."""

from typing import Final

from flows.words import Voice

MOVED: Final = "Wat er verschoof"
MOVED_CAPTION: Final = "Hoeveel bestuurders hun antwoord wijzigden sinds de ronde ervoor"
COLUMNS_MOVED: Final = ("Ronde", "Onderwerp", "Gewijzigd", "Omhoog", "Omlaag")
MOVED_OF: Final = "{changed} van {of}"
MOVED_NOTE: Final = (
    "Geteld zijn alleen de mensen die beide keren antwoordden. Wie een eerder antwoord liet staan, wijzigde niet. "
    "Een wijziging van of naar ‘geen mening’ heeft geen richting."
)

BOTH_SIDES: Final = "Nog niet eens"
BOTH_SIDES_INTRO: Final = "Na drie rondes bleef dit open. Beide kanten staan hier naast elkaar."
SIDES: Final = {Voice.FOR: "Voor: {towns}", Voice.BETWEEN: "Tussen: {towns}", Voice.AGAINST: "Tegen: {towns}"}
SIDES_COUNTED: Final = {Voice.FOR: "{count} voor", Voice.BETWEEN: "{count} tussen", Voice.AGAINST: "{count} tegen"}
COUNTED: Final = "Gemeenten: {counts}."
CHOSEN: Final = "{option}: {towns}"
NOT_NAMED: Final = "Wie welke kant koos, wordt niet getoond."

FOLLOWED: Final = "Er is besloten tot een volgende ronde op bespreekpunten: ‘{round}’."
SELECTED: Final = "bespreekpunten"
