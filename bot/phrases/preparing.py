"""Texts about preparing rounds, samen and homework."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from flows.conference.local_time import MONTHS, to_local

# --- buttons -----------------------------------------------------------------------------------------
CHOOSE: Final = "Kies {nouns}"
CORE: Final = "Kern"
ALL: Final = "Alles"
GROUPS: Final = "Deellijst…"
SINGLE: Final = "Los…"
COUNTED: Final = "{name} ({count})"
TOGETHER: Final = "Samen"
INDIVIDUAL: Final = "Individueel"
NEXT_ITEM: Final = "Volgend onderwerp"
PREVIOUS_ITEM: Final = "Vorig onderwerp"
MY_CHOICE: Final = "Wat koos ik"
APPROVE_YES: Final = "{option} wel"
APPROVE_NO: Final = "{option} niet"
HOMEWORK: Final = "Huiswerk"
OPEN_HOMEWORK: Final = "Open het huiswerk"
OPEN_UNTIL: Final = "Open met een eindtijd"
CLOSE_HOMEWORK: Final = "Sluit het huiswerk"

# --- what a round asks -------------------------------------------------------------------------------
SELECTION_HEAD: Final = "{title}: wat vraagt u?"
SELECTION_NOW: Final = "Nu: {units}, ongeveer {time} per persoon."
SELECTION_LINE: Final = "{name}: {units}, {time}"
GROUPS_HEAD: Final = "{title}: één deellijst"
ITEMS_HEAD: Final = "{title}: losse {nouns}"
ITEMS_NOW: Final = "{chosen} van {total} gekozen, ongeveer {time} per persoon."
ITEMS_PAGE: Final = "Bladzijde {page} van {pages}"
PUT_IN: Final = "Erbij: {title}"
LEFT_OUT: Final = "Eruit: {title}"
STAYS: Final = "Deze blijft: er moet iets te vragen zijn."
SELECTED: Final = "Gekozen: {units}"
NOT_TOGETHER_NOW: Final = "Gekozen: {units}. Dat is te veel voor samen; de ronde is nu individueel."
MODE_SET: Final[Mapping[str, str]] = {
    "samen": "Samen: één onderwerp tegelijk, in de groep.",
    "individueel": "Individueel: ieder in het eigen gesprek.",
}
MODE_LINE: Final[Mapping[str, str]] = {
    "samen": "Samen, één onderwerp tegelijk in de groep.",
    "individueel": "Individueel, ieder in het eigen gesprek.",
}

# --- samen -------------------------------------------------------------------------------------------
ITEM_PLACE: Final = "Onderwerp {place} van {total}"
YOUR_TOWN: Final = "uw gemeente"
ANSWERED: Final = "{done} van {total} {verb} geantwoord"
YOUR_CHOICE: Final = "Uw antwoord bij deze vraag: {value}"
NO_CHOICE_YET: Final = "U heeft bij deze vraag nog niet geantwoord."
NEXT_FOLLOWS: Final = "Het volgende onderwerp komt als de begeleider verdergaat."
NOW_ON_CARD: Final = "Nu in de groep: onderwerp {place} van {total}"
ADVICE: Final = "Advies: {text}"
ADVICE_NEXT: Final = "iedereen heeft geantwoord. Ga naar het volgende onderwerp."
ADVICE_CLOSE: Final = "iedereen heeft geantwoord op het laatste onderwerp. Sluit de ronde."
ADVICE_WAIT: Final = "wacht nog even. {towns} {verb} nog niet met genoeg mensen geantwoord."
ADVICE_CAN: Final = "verdergaan kan. Elke gemeente is ver genoeg; {left} {verb} nog niet geantwoord."

# --- homework ----------------------------------------------------------------------------------------
LISTS: Final = ("korte vragenlijst", "korte vragenlijsten")
HOMEWORK_HEAD: Final = "Huiswerk: {lists}"
HOMEWORK_TIME: Final = "samen ongeveer {time}"
HOMEWORK_UNTIL: Final = "tot {until}"
HOMEWORK_WHY: Final = "Vul ze in voor de dag zelf. Dan is er aan tafel tijd om te praten."
HOMEWORK_LINE: Final = "{title}: {done} van {total} klaar"
HOMEWORK_WHOLE: Final = "{done} van {total} {verb} met alles klaar"
HOMEWORK_SHUT: Final = "{title}: gesloten"
HOMEWORK_ALL_DONE: Final = "U bent klaar met het huiswerk. U kunt wijzigen tot het sluit."
HOMEWORK_CLOSED: Final = "Het huiswerk is gesloten. Wat u antwoordde, telt."
HOMEWORK_GROUP_CLOSED: Final = "Het huiswerk is gesloten."
HOMEWORK_OFFER: Final = "Ieder vult deze lijsten in voor de dag zelf, in het eigen gesprek."
HOMEWORK_OPENED: Final = "Het huiswerk is open."
HOMEWORK_IS_CLOSED: Final = "Het huiswerk is dicht."
HOMEWORK_ADVICE_OPEN: Final = "open het huiswerk een paar dagen vooraf."
HOMEWORK_ADVICE_CLOSE: Final = "laat het open tot de dag zelf. Elke lijst sluit ook in de eigen fase."
ASK_UNTIL: Final = "Tot wanneer? Stuur dag en tijd, bijvoorbeeld: 24 november 12.00. Met /annuleer breekt u af."
READY: Final = "U bent klaar om te beginnen"
LOOKS_ON: Final = "U kijkt mee"
LOOKS_ON_HOW: Final = "Met /uitslag ziet u de laatste uitslag. Antwoorden hoeft niet."
NOTHING_NOW: Final = "Er is nu geen vraag voor u. U krijgt bericht in de groep of hier."
NOW_OPEN: Final = "Nu open: {titles}."
HOMEWORK_IS_OPEN: Final = "Er staat huiswerk open: {titles}."


def moment_words(moment: datetime) -> str:
    """'24 november, 12.00 uur', as the clock on the wall shows it."""
    wall = to_local(moment)
    return f"{wall.day} {MONTHS[wall.month - 1]}, {wall.hour}.{wall.minute:02} uur"


REFUSALS: Final[Mapping[str, str]] = {
    "item_must_stay": "Deze kan er niet uit: er moet iets te vragen zijn. Er is niets gewijzigd.",
    "together_no_group": "Samen gaat in de groep, en die is er nog niet. Er is niets gewijzigd. Koppel de groep.",
    "together_speakers": "Hier antwoorden woordvoerders; dat gaat niet samen op één kaart. Er is niets gewijzigd.",
    "together_kind": "Deze soort vraag past niet op de groepskaart. Er is niets gewijzigd.",
    "together_many": "Samen kan met hooguit {limit} onderwerpen. Er is niets gewijzigd. Kies er eerst minder.",
    "not_together": "Deze ronde wordt individueel gehouden. Er is niets gewijzigd.",
    "together_moved": "Er staat al een ander onderwerp in de groep. Er is niets gewijzigd. Kijk op de regietafel.",
    "homework_opened": "Het huiswerk was al geopend. Er is niets gewijzigd.",
    "homework_closed": "Het huiswerk was al dicht. Er is niets gewijzigd.",
    "no_homework": "Er is in deze conferentie geen huiswerk.",
}
