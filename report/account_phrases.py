"""The Dutch texts on how it was done. Plain Dutch (B1); the chapter `account` fills in `{names}`."""

from collections.abc import Mapping
from typing import Final

from flows.words import Secrecy

ACCOUNT: Final = "Verantwoording"
ROUNDS: Final = "De rondes"
ROUNDS_CAPTION: Final = "Wat er gevraagd is"
COLUMNS_ROUNDS: Final = ("Ronde", "Soort", "Hoe geantwoord", "Onderwerpen", "Stand")
RULES: Final = "Hoe er geteld is"
RULE_TEXTS: Final = (
    (
        "Beeld en standpunt.",
        (
            "Een beeld komt uit de antwoorden van personen en bindt niemand. Een standpunt geeft de "
            "woordvoerder namens de gemeente, onder voorbehoud van college en raad. Alleen standpunten "
            "beslissen."
        ),
    ),
    (
        "Beeld van een gemeente.",
        (
            "Voor, als het middelste antwoord van de delegatie 4 of 5 is. Tegen, als het 1 of 2 is. Anders "
            "tussen. Geen beeld, als minder dan de helft van de delegatie een mening gaf."
        ),
    ),
    (
        "Gedragen.",
        (
            "Ten minste {carried} procent van alle gemeenten is voor en geen enkele is tegen. Afgewezen is het "
            "spiegelbeeld. Gesplitst: er is een gemeente voor en een gemeente tegen. De rest is nog open."
        ),
    ),
    (
        "Eens en verdeeld.",
        (
            "Over alle bestuurders samen: eens, als ten minste {high} procent hetzelfde kiest en minder dan "
            "{low} procent het andere. Verdeeld, als er aan beide kanten ten minste {camp} procent staat."
        ),
    ),
    (
        "Eensgezindheid.",
        (
            "Een getal van 0 tot 1. Bij 1 geeft iedereen hetzelfde antwoord, bij 0 kiest de helft het ene en "
            "de helft het andere uiterste."
        ),
    ),
    (
        "Middelste antwoord.",
        "Zet alle antwoorden op een rij. Het middelste telt. Zijn er twee middelste, dan telt het laagste.",
    ),
    (
        "Instemmen.",
        (
            "Zwijgen is geen instemmen. Een voorwaarde (mits) telt als instemmen en wordt opgeschreven. Een "
            "bezwaar heeft een reden."
        ),
    ),
    ("Geen mening.", "Dit is een antwoord, maar telt niet mee in percentages."),
)
SECRET: Final = "Wat er getoond wordt"
SECRECY_TEXTS: Final[Mapping[Secrecy, tuple[str, ...]]] = {
    Secrecy.NAMED: (
        (
            "De conferentie koos vooraf voor: op naam. De begeleider en een vertrouwelijke bijlage tonen wie "
            "wat antwoordde. In dit document staan geen namen."
        ),
    ),
    Secrecy.MUNICIPALITY: (
        "De conferentie koos vooraf voor: per gemeente. Het beeld van elke gemeente is te zien, namen niet.",
        "Een verdeling over alle bestuurders is te zien vanaf {municipality} antwoorden.",
    ),
    Secrecy.SECRET: (
        "De conferentie koos vooraf voor: geheim. Er zijn alleen totalen te zien, vanaf {secret} antwoorden.",
        (
            "Omdat de conferentie geheim is, volgt de aanbeveling uit de getoonde totalen over alle bestuurders en "
            "uit de standpunten, en niet uit beelden van gemeenten die niet getoond mogen worden."
        ),
        (
            "Na het vaststellen van een ronde zijn de namen losgemaakt van de antwoorden. Oudere reservekopieën zijn "
            "de uitzondering."
        ),
    ),
}
SECRECY_ALWAYS: Final = (
    (
        "Gevoelige onderwerpen, zoals vertrouwen en risico’s, zijn altijd behandeld als geheim: alleen "
        "totalen, vanaf {secret} antwoorden."
    ),
    "Waar een cijfer niet getoond mag worden, staat: niet getoond.",
)
RECOUNT: Final = "Natellen"
RECOUNT_TEXT: Final = (
    "Alle cijfers staan ook in uitkomst.json en zijn na te tellen met antwoorden.csv. Het logboek van de "
    "conferentie telt {events} regels. Het laatste controlegetal is {head}."
)
RECOUNT_EMPTY: Final = "Alle cijfers staan ook in uitkomst.json en zijn na te tellen met antwoorden.csv."
