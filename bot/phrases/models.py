"""Texts of the practice examples and the modellentool; what they are about stands in the pack."""

from typing import Final

# --- voorbeelden -------------------------------------------------------------------------------------
EXAMPLES_HEAD: Final = "Voorbeelden uit de praktijk"
EXAMPLES_INTRO: Final = (
    "Wat deden andere gemeenten, en wat leerden zij? Bij elk voorbeeld staan de bronnen en wat niet zeker is."
)
NO_EXAMPLES: Final = "Deze conferentie werkt met een pakket zonder voorbeelden."
FINDINGS: Final = "Rode draden"
FINDINGS_HEAD: Final = "Rode draden"
ALL_EXAMPLES: Final = "Alle voorbeelden"
EXAMPLE_OF: Final = "Voorbeeld {number} van {total}"
FORM: Final = "Vorm"
RESULTS: Final = "Wat het opleverde"
LESSONS: Final = "Wat men leerde"
CERTAINTY: Final = "Hoe zeker is dit"
SOURCES: Final = "Bronnen"
SOURCE: Final = "Bron: {source}"

# --- modellentool ------------------------------------------------------------------------------------
MODELS_HEAD: Final = "Modellentool"
MODELS_INTRO: Final = "{count} vormen van samenwerking, van zelfstandig (links) naar samen (rechts)."
NO_MODELS: Final = "Deze conferentie werkt met een pakket zonder vormen."
RANGE: Final = "{low} tot {high}"
WHAT_FITS: Final = "Wat past bij ons?"
MODEL_OF: Final = "Vorm {number} van {total}"
OFFICIAL: Final = "Officieel: {name}"
SUITS: Final = "Past bij"
ESTIMATE: Final = "De plaats op de lijn is een inschatting."
MARKED: Final = "Niet alles is zeker{marks}."
ALL_MODELS: Final = "Alle vormen"
TO_OUTCOME: Final = "Terug naar uw uitkomst"

# --- wat past bij ons --------------------------------------------------------------------------------
QUESTION_OF: Final = "{criterion}, vraag {number} van {total}"
FOR_YOURSELF: Final = "Voor uzelf: er wordt niets bewaard en het telt nergens mee."
PLACE: Final = "Uw plaats: {word}"
NO_PLACE_HEAD: Final = "Nog geen plaats"
NO_PLACE: Final = "U koos nergens iets. Zonder antwoord is er geen plaats."
CHOICE: Final = "{title}: {letter}, {option}"
NO_CHOICE: Final = "{title}: geen mening"
