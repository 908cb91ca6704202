"""The Dutch texts of the document on persons beside municipalities. Plain Dutch (B1); chapters fill in `{names}`."""

from typing import Final

INTRO: Final = "Personen en gemeenten verschillen:"
CARRIED: Final = "{item}: de gemeenten zijn voor, maar niet meer dan de helft van de personen ({for_} van {of})."
REJECTED: Final = "{item}: de gemeenten zijn tegen, maar niet meer dan de helft van de personen ({against} van {of})."
MOST_FOR: Final = "{item}: {for_} van {of} personen zijn voor; per gemeente is het niet gedragen."
MOST_AGAINST: Final = "{item}: {against} van {of} personen zijn tegen; per gemeente is het niet afgewezen."
ADOPTED: Final = "{item}: de gemeenten stemmen in, maar niet meer dan de helft van de personen ({for_} van {of})."
NOT_ADOPTED: Final = "{item}: {for_} van {of} personen stemmen in; per gemeente is het niet aangenomen."
CLOSE: Final = "Krap, met tussen een derde en twee derde van de personen voor: {items}."
CLOSE_ITEM: Final = "{item} ({for_} van {of})"
OTHER: Final = "{item}: per persoon komt er iets anders uit dan per gemeente, namelijk {by_heads}."
BEATS_ALL: Final = "{item}: {option} wint van elke andere keuze apart, maar staat per persoon niet bovenaan."
