"""Texts about further rounds."""

from collections.abc import Mapping
from typing import Final

from flows.recommendation.further import Why
from flows.words import Voice

NEXT_ROUND: Final = "Volgende ronde"
CHOOSE: Final = "Kies onderwerpen"
WITHDRAW: Final = "Trek in"

# --- the question again ------------------------------------------------------------------------------
PLACE: Final = "Ronde {number}, onderwerp {place} van {total}"
PLACE_ALONE: Final = "Ronde {number}"
NO_OPINION: Final = ("1 zonder mening", "{count} zonder mening")
HIDDEN: Final = "De verdeling tonen wij niet: er waren te weinig antwoorden."
VOICES: Final = {Voice.FOR: "Voor", Voice.BETWEEN: "Tussen", Voice.AGAINST: "Tegen", Voice.NONE: "Geen beeld"}
VOICE_COUNTS: Final = {Voice.FOR: "voor", Voice.BETWEEN: "tussen", Voice.AGAINST: "tegen", Voice.NONE: "geen beeld"}
BY_NUMBER: Final = "Gemeenten: {counts}"
MORE_ARGUMENTS: Final = ("en nog 1 argument", "en nog {count} argumenten")
STANDS: Final = "Uw antwoord was <b>{value}</b> en dat blijft staan."
STANDS_SO: Final = "Uw antwoord van de vorige ronde blijft staan."
KEPT_IS: Final = "Uw antwoord blijft <b>{value}</b>."
KEPT_SO: Final = "Uw antwoord blijft zo."
CHANGED_IS: Final = "Uw antwoord was <b>{before}</b> en is nu <b>{value}</b>."
CHANGED_SO: Final = "U heeft uw antwoord van de vorige ronde gewijzigd."
KEEP: Final = "Het blijft {value}"
KEEP_WORD: Final = "Het blijft: {value}"
KEEP_SO: Final = "Het blijft zo"
KEPT: Final = "Uw antwoord blijft {value}."

# --- overview, reminder ------------------------------------------------------------------------------
LOOKED_AT: Final = "{done} van {total} bekeken"
TO_LOOK_AT: Final = "Nog te bekijken: {items}"
COUNTS_ANYWAY: Final = "Wat u niet bekijkt, blijft staan en telt mee."
LEFT: Final = "Nog {left} te bekijken; wat u niet bekijkt, blijft staan."
SUBJECT: Final = ("onderwerp", "onderwerpen")
REMINDER_HEAD: Final = "Nog {left} te bekijken"
REMINDER_DONE: Final = "U heeft {done} van {total} bekeken. Wat u niet bekijkt, blijft staan."

# --- group -------------------------------------------------------------------------------------------
STILL_OPEN: Final = ("{units} die nog open was.", "{units} die nog open waren.")
STAYS: Final = "Uw antwoord van de vorige ronde blijft staan tot u het wijzigt."

# --- desk --------------------------------------------------------------------------------------------
NAME: Final = "{title}, ronde {number}"
CARRIED: Final = "Ieders antwoord gaat mee en blijft staan tot het gewijzigd is."
ITEMS_HEAD: Final = "{title}, ronde {number}: welke onderwerpen"
ITEMS_NOW: Final = "{count} gekozen, minstens één en hooguit zes."
ITEMS_WHY: Final = "Waarom het advies is om door te praten:"
PAGE: Final = "Blad {page} van {pages}"
ITEM_IN: Final = "Wel gevraagd: {title}"
ITEM_OUT: Final = "Niet gevraagd: {title}"
MADE: Final = "{title}, ronde {number} staat klaar."
ONE_MORE: Final = "nog een ronde over {units}: {reasons}"
ALL_OPEN: Final = "er is nog geen gezamenlijk beeld"
OPEN_OF: Final = "bij {count} is er nog geen gezamenlijk beeld"
MOVED_ONE: Final = "bij één wijzigden {changed} van {of} hun antwoord"
MOVED_MORE: Final = "bij {count} wijzigden veel mensen hun antwoord"
ADVISE_TALK: Final = "bespreek samen {titles}. Daarna {further}."
ADVISE: Final = "{further}."
LAST: Final = "dit was de derde en laatste ronde. Stel vast; wat nog open is, komt met beide kanten in het verslag."
WHY: Final[Mapping[Why, str]] = {
    Why.SPLIT: "gesplitst",
    Why.ONE_SHORT: "één gemeente tekort",
    Why.DIVIDED: "personen verdeeld",
    Why.PENDING: "nog onder voorbehoud",
    Why.TOO_FEW: "te weinig beelden",
    Why.OPEN: "nog open",
    Why.MOVED: "{changed} van {of} wijzigden",
}

# --- movement ----------------------------------------------------------------------------------------
SINCE: Final = "Sinds ronde {number}"
MOVES_NONE: Final = "niemand van {of} wijzigde"
MOVES: Final = ("{changed} van {of} wijzigde", "{changed} van {of} wijzigden")
UP: Final = "{count} omhoog"
DOWN: Final = "{count} omlaag"
ON_THE_DESK: Final = "Gewijzigd sinds ronde {number}: {items}"
NONE_ON_THE_DESK: Final = "Sinds ronde {number} wijzigde niemand zijn antwoord"
MORE_ON_THE_DESK: Final = "en nog {count}"

REFUSALS: Final[Mapping[str, str]] = {
    "further_nothing": (
        "Er is geen onderwerp om nog eens te vragen. Er is niets gewijzigd. Kies eerst bespreekpunten, of stel vast."
    ),
    "further_no_more": (
        "Dit was de derde ronde over deze onderwerpen; meer zijn er niet. Er is niets gewijzigd. Stel haar vast."
    ),
    "further_not_here": "Op deze ronde volgt geen andere. Er is niets gewijzigd. Stel haar vast.",
    "further_items": (
        "Deze ronde gaat over bespreekpunten van de ronde ervoor. Er is niets gewijzigd. Kies uit die onderwerpen."
    ),
    "further_last_item": "Eén onderwerp moet blijven. Er is niets gewijzigd. Kies een ander, of trek de ronde in.",
    "further_full": "Er zijn al {limit} onderwerpen gekozen. Er is niets gewijzigd. Haal er eerst één weg.",
    "no_further_round": "Dit is geen volgende ronde. Er is niets gewijzigd.",
}
