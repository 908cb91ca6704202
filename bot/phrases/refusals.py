"""Refusals: what was wrong, whether something was stored, what to do. By the reason that a service gives."""

from collections.abc import Mapping
from typing import Final

from bot.phrases import (
    arguing,
    correcting,
    day,
    following,
    kinds,
    leading,
    own,
    people,
    preparing,
    proposing,
    standing,
    talk,
)

REFUSALS: Final[Mapping[str, str]] = {
    "facilitator_only": "Deze knop is voor de begeleider.",
    "code_used": "De eenmalige code is intussen gebruikt. Er is niets opgeslagen. Vraag de beheerder om toegang.",
    "not_on_the_list": (
        "U staat niet op de lijst van deze conferentie. Er is niets opgeslagen. Meld u bij de begeleider. "
        "Nummer voor navraag: {reference}."
    ),
    "observer_only": "U kijkt mee; antwoorden kan niet.",
    "facilitator_answers_not": (
        "U begeleidt deze conferentie; de deelnemers antwoorden. Met /regie opent u de regietafel."
    ),
    "text_stored_before": "Dit bericht had ik al verwerkt. Stuur /status om te zien waar u bent.",
    "signed_off": "U bent afgemeld. Er is niets opgeslagen. Meld u bij de begeleider als dat niet klopt.",
    "not_informed": "Lees eerst wat er met uw antwoorden gebeurt. Er is nog niets opgeslagen. Stuur /start.",
    "spokesperson_only": "Hier antwoordt de woordvoerder van uw gemeente. Er is niets opgeslagen.",
    "not_allowed": "U kunt hier niet antwoorden. Er is niets opgeslagen.",
    "link_used_or_expired": (
        "Deze link is al gebruikt of verlopen. Vraag de begeleider om een nieuwe. Wat u al antwoordde, is bewaard."
    ),
    "already_somebody_else": (
        "U doet al mee aan deze conferentie onder een andere naam. Er is niets gewijzigd. Meld u bij de begeleider."
    ),
    "link_yourself": "U begeleidt deze conferentie. Stuur deze link door aan de deelnemer zelf.",
    "points_used_up": "Uw punten zijn op. Haal eerst ergens een punt weg.",
    "text_empty": "Daar staat nog geen tekst. Schrijf één zin en stuur die.",
    "text_too_long": (
        "Uw tekst is te lang: {length} tekens, er passen er {limit}. Uw keuze is wel opgeslagen. "
        "Schrijf het korter en stuur het opnieuw."
    ),
    "text_not_asked": "Ik had geen tekst gevraagd. Er is niets opgeslagen. Stuur /status om te zien waar u bent.",
    "round_closed_text": (
        "Te laat: deze ronde is gesloten. Uw keuze van eerder telt, uw tekst is niet meer opgeslagen. "
        "Zeg het aan tafel."
    ),
    "name_empty": "Daar staat geen naam. Er is niets opgeslagen. Stuur de naam nog eens.",
    "name_too_long": (
        "Die naam is te lang: {length} tekens, er passen er {limit}. Er is niets opgeslagen. Stuur hem korter."
    ),
    "two_spokespersons": "Er staan twee sterretjes. Er is niets opgeslagen. Eén woordvoerder per gemeente.",
    "municipality_twice": "Een gemeente staat er twee keer. Er is niets opgeslagen. Stuur de namen opnieuw.",
    "municipality_count": (
        "Ik lees {count} gemeenten; het kunnen er 2 tot {limit} zijn. Er is niets opgeslagen. Stuur de namen opnieuw."
    ),
    "too_many_people": "Er passen {limit} mensen in een conferentie. Er is niemand toegevoegd.",
    "not_a_voter": "Alleen een bestuurder kan woordvoerder zijn. Er is niets gewijzigd.",
    "group_taken": "Deze groep hoort al bij {name}. Er is niets gewijzigd. Gebruik een andere groep.",
    "anonymous": "U schrijft hier anoniem. Er is niets gewijzigd. Zet anoniem uit en stuur het opnieuw.",
    "group_only": "Dit werkt alleen in een groep. Stuur het in de groep van de conferentie.",
    "private_only": "Dat doen wij in uw eigen gesprek met mij. Open het met de knop hieronder.",
    "round_without_items": "Er is hier niets te vragen. De ronde kan niet open.",
    "round_without_voters": "Er is nog niemand die hier antwoordt. Zet eerst namen op de lijst.",
    "another_round_open": "Er is nog een andere ronde open. Sluit die eerst.",
    "round_open_now": "Er is een ronde open. Wissel de woordvoerder daarna.",
    "round_is_elsewhere": "Dat was al gebeurd: de ronde {state}. Hieronder staat de goede kaart.",
    "no_selection": "Bij deze ronde valt niets te kiezen. Er is niets gewijzigd.",
    "too_few_municipalities": "Er zijn nog te weinig gemeenten. Het moeten er minstens twee zijn.",
    "municipality_without_voters": "Niet elke gemeente heeft al namen. Voeg die eerst toe.",
    "municipality_without_spokesperson": "Niet elke gemeente heeft al een woordvoerder. Wijs die eerst aan.",
    "rounds_not_settled": "Nog niet elke ronde van deze fase is vastgesteld.",
    "approach_not_decided": "De aanpak is nog niet gekozen. Kies die eerst en schrijf op waarom.",
    "approach_decided": "De aanpak was al gekozen. Er is niets gewijzigd.",
    "approach_not_yet": "De gemeenten hebben hun standpunt over de aanpak nog niet gegeven.",
    "phase_moved": "Dat was al gebeurd: de conferentie is verder. Hieronder staat de goede kaart.",
    "conference_over": "Deze conferentie is afgerond. Er verandert niets meer.",
    "no_next_phase": "Dit is de laatste fase.",
    "nothing_to_export": "Er is nog geen uitslag om te exporteren. Dat kan na de eerste ronde.",
    "nothing_published": "Er is nog geen uitslag gedeeld.",
    "no_round_ready": "Er staat geen ronde klaar. Er is niets gewijzigd. Met /regie ziet u de volgende stap.",
    "no_round_open": "Er is nu geen ronde open. Er is niets gewijzigd. Met /regie ziet u de volgende stap.",
    "no_round_closed": "Er is geen uitslag om te tonen. Er is niets gewijzigd. Sluit eerst de ronde.",
    "no_earlier_phase": "U kunt nu niet terug. Er is niets gewijzigd. Sluit eerst de ronde die open is.",
    "talk_is_done": "Alle punten zijn besproken. Er is niets gewijzigd. Stel de ronde vast op de regietafel.",
    "next_is_on_the_desk": "De volgende stap staat op de regietafel. Er is niets gewijzigd. Open die met /regie.",
    "unknown": "Dat kan nu niet. Er is niets gewijzigd.",
    **arguing.REFUSALS,
    **correcting.REFUSALS,
    **day.REFUSALS,
    **following.REFUSALS,
    **kinds.REFUSALS,
    **leading.REFUSALS,
    **own.REFUSALS,
    **people.REFUSALS,
    **preparing.REFUSALS,
    **proposing.REFUSALS,
    **standing.REFUSALS,
    **talk.REFUSALS,
}
