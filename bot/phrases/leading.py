"""Texts about facilitators, and the refusals about paper, what advisers know, and what is settled."""

from collections.abc import Mapping
from typing import Final

# --- buttons -----------------------------------------------------------------------------------------
LEADERS: Final = "Begeleiders"
ADD_LEADER: Final = "Begeleider toevoegen"
HAND_OVER_TO: Final = "Draag over aan {name}"
WITHDRAW: Final = "Trek in: {name}"
HAND_OVER_NOW: Final = "Ja, draag over"
NOT_AFTER_ALL: Final = "Toch niet"
TAKE_OVER_NOW: Final = "Ja, ik begeleid"
NAME_LEADER: Final = "Noem een begeleider"
AGREE_LEADER: Final = "Ik ga akkoord"

# --- cards -------------------------------------------------------------------------------------------
YOU: Final = "{name} (u)"
IS_IN: Final = "{name}"
NOT_REACHED: Final = "{name}, niet bereikbaar"
NOT_IN_YET: Final = "{name}, nog niet binnen"
SEND_LINK: Final = "Stuur deze link aan {name}. Die werkt één keer, dertig dagen lang."
NEEDS_ANOTHER: Final = "Overdragen kan als een andere begeleider binnen is."
HAND_OVER_HEAD: Final = "Overdragen aan {name}"
HAND_OVER_TEXT: Final = "{name} begeleidt de conferentie dan verder. U kunt daarna niets meer doen op de regietafel."
HANDED_OVER: Final = "U heeft de conferentie overgedragen aan {name}. U begeleidt haar niet meer."
INVITED_LEADER: Final = "U bent uitgenodigd als begeleider:"
LEADER_TASK: Final = "U leidt de rondes mee. Zelf antwoordt u niet."
ARRIVED: Final = "U begeleidt deze conferentie nu mee. Hieronder staat de regietafel."
CHOOSE_CONFERENCE: Final = "Welke conferentie neemt u over?"
TAKE_OVER_TEXT: Final = (
    "Deze conferentie heeft geen begeleider die bereikbaar is. U staat bij de beheerder op de lijst. "
    "Neemt u haar over? De groep en de begeleiders krijgen bericht."
)
TOOK_OVER: Final = "U begeleidt deze conferentie nu. Hieronder staat de regietafel."
NAME_TEXT: Final = (
    "Deze conferentie heeft geen begeleider die bereikbaar is. U kunt iemand noemen die zelf niet antwoordt. "
    "De woordvoerder van een andere gemeente moet akkoord gaan."
)
NAMED: Final = "U noemde {name}. De woordvoerders van de andere gemeenten krijgen nu de vraag of zij akkoord gaan."
AGREED: Final = "U gaat akkoord met {name}. U krijgt zo de persoonlijke link."

# --- dialogs -----------------------------------------------------------------------------------------
ASK_LEADER: Final = "Hoe heet de andere begeleider? Stuur de naam; u krijgt een persoonlijke link."
ASK_NAMED: Final = "Wie moet deze conferentie begeleiden? Stuur de naam. Kies iemand die zelf niet antwoordt."

# --- told --------------------------------------------------------------------------------------------
TOLD_TAKER: Final = "{giver} droeg de conferentie aan u over. U begeleidt haar nu. Met /regie opent u de regietafel."
TOLD_OTHERS: Final = "{giver} begeleidt niet meer mee en droeg over aan {taker}."
TOLD_TAKEN: Final = "{taker} heeft de begeleiding overgenomen, omdat geen begeleider bereikbaar was."
TOLD_NAMED: Final = "Twee woordvoerders noemden {named} als begeleider, omdat geen begeleider bereikbaar was."
TOLD_ASKED: Final = (
    "Geen begeleider is bereikbaar. {by} noemt {named} als nieuwe begeleider. Gaat u namens {town} akkoord?"
)
TOLD_CONFIRMED: Final = "{named} kan de conferentie begeleiden. Stuur deze link, en alleen aan {named}:"
TOLD_IN: Final = "{named} is al binnen als begeleider."

REFUSALS: Final[Mapping[str, str]] = {
    # who leads
    "no_other_leader": (
        "Er is geen andere begeleider binnen en bereikbaar. Er is niets gewijzigd. Voeg eerst iemand toe."
    ),
    "leader_there": "{name} staat er al als begeleider. Er is niets gewijzigd.",
    "too_many_leaders": "Er passen {limit} begeleiders in een conferentie. Er is niemand toegevoegd.",
    "leader_in_already": "Deze begeleider is al binnen. Er is niets gewijzigd.",
    "takeover_not_named": (
        "U staat niet bij de beheerder op de lijst van begeleiders. Er is niets gewijzigd. Vraag de beheerder."
    ),
    "takeover_member": (
        "U doet al mee aan deze conferentie; begeleiden en antwoorden gaan niet samen. Er is niets gewijzigd. "
        "Laat iemand anders overnemen."
    ),
    "still_led": "Deze conferentie heeft een begeleider die bereikbaar is. Er is niets gewijzigd.",
    "takeover_speakers_only": (
        "Alleen een woordvoerder kan een nieuwe begeleider noemen. Er is niets gewijzigd. Vraag uw woordvoerder."
    ),
    "takeover_changed": "Dit verzoek geldt niet meer. Er is niets gewijzigd. Wacht op een nieuw bericht.",
    "takeover_needs_another": ("De tweede woordvoerder moet van een andere gemeente zijn. Er is niets gewijzigd."),
    "nothing_to_take": ("Er is geen conferentie die u kunt overdragen of overnemen. Er is niets gewijzigd."),
    # paper
    "paper_before_closing": (
        "Deze ronde is nog niet gesloten. Er is niets ingevoerd. Papier voert u in na het sluiten."
    ),
    "paper_after_publishing": (
        "De uitslag van deze ronde is al gedeeld, of de ronde is ingetrokken. Er is niets ingevoerd."
    ),
    "paper_not_open": (
        "Bij open vragen voert u geen papier in. Er is niets ingevoerd. Neem de tekst mee naar het gesprek."
    ),
    "paper_has_own": "Hier antwoordde deze persoon zelf al. Dat antwoord blijft; er is niets ingevoerd.",
    "paper_mark_first": "Voer eerst het antwoord in, en dan pas ‘onaanvaardbaar’. Er is niets gewijzigd.",
    "paper_value": "Dit antwoord past niet bij de vraag. Er is niets ingevoerd.",
    "paper_incomplete": (
        "Dit is nog niet compleet. Er is niets ingevoerd. Kijk het papier na en stuur alles in één keer."
    ),
    "paper_letters": (
        "Ik lees dit niet. Er is niets ingevoerd. Gebruik alleen de letters van de kaart, elke letter één keer."
    ),
    "paper_text_too_long": (
        "De tekst is te lang: {length} tekens, er passen er {limit}. Er is niets ingevoerd. Stuur hem korter."
    ),
    # what advisers know
    "facts_too_late": "De taken zijn al gevraagd. Er is niets gewijzigd; wat er stond, blijft staan.",
    "knowers_only": "Dit vullen adviseurs en de begeleider in. Er is niets gewijzigd.",
    "line_too_long": (
        "Uw tekst is te lang: {length} tekens, er passen er {limit}. Er is niets opgeslagen. Stuur hem korter."
    ),
    # what is settled
    "deciding_too_late": "Er is al geantwoord. Wie het standpunt geeft, ligt nu vast. Er is niets gewijzigd.",
    "phase_passed": "Deze fase is al begonnen of voorbij. Er is niets gewijzigd.",
    "plan_too_late": "Het tweede instrument is al begonnen of voorbij. Er is niets gewijzigd.",
    "task_text": (
        "Ik mis de uitleg, of die is te lang: {length} tekens, er passen er {limit}. Er is niets opgeslagen. "
        "Stuur de naam op de eerste regel en de uitleg daaronder."
    ),
    "tasks_too_late": "De taken zijn al gevraagd. Er is niets gewijzigd.",
    "too_many_tasks": "Er passen {limit} eigen taken in een conferentie. Er is niets toegevoegd.",
    "task_twice": "De taak {name} staat al op de lijst. Er is niets toegevoegd.",
    "composed_already": "De aanbeveling is al opgesteld. De beleidsgevoeligheid ligt vast; er is niets gewijzigd.",
}
