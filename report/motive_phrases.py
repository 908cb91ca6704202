"""The Dutch texts of the document on own motives. Plain Dutch (B1); the chapter fills in `{names}`."""

from typing import Final

OWN: Final = "{title} (eigen motief)"
UNRATED: Final = "Eigen motieven"
UNRATED_INTRO: Final = (
    "Deze motieven zijn tijdens de conferentie voorgesteld. Zij zijn niet apart beoordeeld, en telden mee bij het "
    "verdelen van de punten."
)
GOT_POINTS: Final = "{title}: {share} van de punten."
