"""Texts about own motives."""

from collections.abc import Mapping
from typing import Final

from flows.words import ProposalState

# --- who proposes ------------------------------------------------------------------------------------
PROPOSE: Final = "Eigen motief"
RATHER_NOT: Final = "Toch niet"
GO_ON: Final = "Ga verder"
ASK: Final = (
    "Schrijf uw motief in één regel (hooguit {limit} tekens). Na het sluiten leest de begeleider het, zonder uw naam."
)
STORED: Final = "Uw motief is bewaard:"
STORED_NEXT: Final = "Na het sluiten bekijkt de begeleider het. U krijgt daarna bericht."
TOLD_HEAD: Final = "Uw eigen motief"
TOLD: Final[Mapping[ProposalState, str]] = {
    ProposalState.ADMITTED: "Het staat nu op de lijst. U kunt er straks punten aan geven.",
    ProposalState.MERGED: "Het is samengevoegd met een motief dat hetzelfde zegt: {into}.",
    ProposalState.REFUSED: "De begeleider neemt dit motief niet op. U kunt het aan tafel noemen.",
}

# --- the facilitator ---------------------------------------------------------------------------------
DESK_ONE: Final = "1 eigen motief"
DESK_MORE: Final = "{count} eigen motieven"
DESK_DONE: Final = "Eigen motieven"
HEAD: Final = "Eigen motief {number} van {total}"
UNNAMED: Final = "Zonder naam, in willekeurige volgorde."
SAME_HINT: Final = "Staat dit al op de lijst? Kies dan ‘Hetzelfde als…’."
NONE: Final = "Er zijn geen eigen motieven."
FINAL: Final = "De punten zijn gevraagd. Hier verandert niets meer."
ADMIT: Final = "Toelaten"
SAME_AS: Final = "Hetzelfde als…"
REFUSE: Final = "Weigeren"
UNDO: Final = "Ongedaan maken"
MERGE_HEAD: Final = "Hetzelfde als welk motief?"
STANDS: Final[Mapping[ProposalState, str]] = {
    ProposalState.WAITING: "Nog te beoordelen.",
    ProposalState.ADMITTED: "Toegelaten. Het staat op de lijst.",
    ProposalState.MERGED: "Samengevoegd met: {into}",
    ProposalState.REFUSED: "Geweigerd.",
}
DONE: Final[Mapping[ProposalState, str]] = {
    ProposalState.WAITING: "Ongedaan gemaakt",
    ProposalState.ADMITTED: "Toegelaten",
    ProposalState.MERGED: "Samengevoegd",
    ProposalState.REFUSED: "Geweigerd",
}

REFUSALS: Final[Mapping[str, str]] = {
    "motive_empty": "Daar staat nog geen motief. Er is niets opgeslagen. Schrijf één regel en stuur die.",
    "motive_too_long": (
        "Uw motief is te lang: {length} tekens, er passen er {limit}. Er is niets opgeslagen. "
        "Schrijf het korter en stuur het opnieuw."
    ),
    "motive_known": "Dit motief staat al op de lijst. Er is niets opgeslagen. Geef het daar een cijfer.",
    "motives_full": "U stelde al {limit} motieven voor; meer kan niet. Er is niets gewijzigd.",
    "no_motive_here": "Hier kunt u geen motief voorstellen. Er is niets gewijzigd.",
    "round_closed_motive": (
        "Te laat: deze ronde is gesloten. Uw antwoorden tellen, uw motief is niet meer opgeslagen. Zeg het aan tafel."
    ),
    "motives_open": "De eigen motieven ziet u pas als de ronde dicht is. Er is niets gewijzigd.",
    "motives_final": "De punten zijn al gevraagd. Er is niets gewijzigd.",
    "motive_decided": "Over dit motief is al besloten. Er is niets gewijzigd. Maak dat eerst ongedaan.",
    "motive_listed": "Dit motief staat al op de lijst. Er is niets gewijzigd. Kies ‘Hetzelfde als…’.",
    "motive_asked": "Dit motief is al gevraagd in een ronde. Er is niets gewijzigd.",
    "motive_holds_others": "Er is een ander motief mee samengevoegd. Er is niets gewijzigd. Maak dat eerst ongedaan.",
}
