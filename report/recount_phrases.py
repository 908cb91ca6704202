"""The Dutch sentences of the recount."""

from typing import Final

LONGEST: Final = 160
"""Characters of one value in a sentence."""

FULL: Final = "volledig.csv"
ANSWERS: Final = "antwoorden.csv"

ITEM: Final = "{round}, {item} ({title})"
ROUND: Final = "{round}"
TOWN: Final = "{round}, {town}"
DIFFERS: Final = "{where}: ‘{name}’ is volgens uitkomst.json {stored}, nageteld uit {source} {counted}."
TOO_MANY: Final = "{where}: er zijn {people} antwoorden van verschillende mensen, maar er zijn {voters} stemmers."
UNREADABLE: Final = "Deze regel in {source} past niet bij de ronde: {line}."
NOT_TO_BE_SHOWN: Final = "{where}: er staan antwoorden in {source}, terwijl de verdeling niet getoond mag worden."

NO_FOLDER: Final = "{folder} is geen map met exports: uitkomst.json ontbreekt."
NO_SUMS: Final = "SHA256SUMS ontbreekt."
BAD_SUMS: Final = "SHA256SUMS is niet te lezen."
NOT_LISTED: Final = "{name} staat niet in SHA256SUMS."
GONE: Final = "{name} ontbreekt."
CHANGED: Final = "{name} is gewijzigd: de controlesom klopt niet."
NOT_THE_SCHEMA: Final = "uitkomst.json past niet bij het schema: {place} ({reason})."
NOT_A_TABLE: Final = "{name} heeft niet de juiste kolommen of is beschadigd."
UNKNOWN_ROUND: Final = "{source} noemt een ronde die niet in uitkomst.json staat: {round}."
SECRET_LINES: Final = "{round}: volledig.csv noemt onderwerpen die als geheim behandeld moeten zijn."
FULL_UNDER_SECRET: Final = "Er is een volledig.csv, terwijl de conferentie geheim is."

POSITIONS: Final = "Standpunten, {round}, {item}, {town}"
POSITION_EXTRA: Final = "{where}: deze ronde of dit onderwerp is er niet."
POSITIONS_SOURCE: Final = "de standpunten"
ADVICE: Final = "Aanbeveling, {part}"
ROUNDS_SOURCE: Final = "de rondes"

HIDDEN: Final = "{round}: bij {count} onderwerpen is een deel niet getoond; dat is niet na te tellen."
SENSITIVE: Final = (
    "{round}: {count} onderwerpen zijn behandeld als geheim. Alleen de cijfers over alle personen zijn nageteld, "
    "want volledig.csv heeft deze onderwerpen niet."
)
WITHOUT_FULL: Final = (
    "De beelden van gemeenten en wat daaruit volgt zijn niet nageteld: zonder volledig.csv is niet bekend bij welke "
    "gemeente een antwoord hoort."
)
WITHOUT_FULL_SECRET: Final = (
    "De beelden van gemeenten en wat daaruit volgt zijn niet nageteld: de conferentie is geheim, dus bestaat er geen "
    "volledig.csv."
)
MOVEMENT: Final = (
    "{round}: hoeveel mensen hun antwoord wijzigden, is niet nageteld: de bestanden koppelen iemands antwoorden in "
    "twee rondes met opzet niet aan elkaar."
)
NOT_PUBLISHED: Final = "{round}: niet getoond of ingetrokken; er zijn geen cijfers."
AUDIT: Final = (
    "Het logboek ({events} regels) is niet nageteld: het staat in de database en niet in deze bestanden. Vergelijk "
    "het controlegetal met dat in het beslisdocument."
)
PLACE: Final = (
    "De plaats op het continuüm is niet nageteld: de gewichten van de hoofdcriteria staan in het pakket met vragen."
)
WORDING: Final = "De teksten van de aanbeveling zijn niet nageteld; alleen de uitkomsten en de cijfers erin."

EQUAL: Final = "Alles klopt: {checked} cijfers nageteld, geen verschil."
DIFFERENT: Final = "{count} verschillen gevonden, {checked} cijfers nageteld."
ONE_DIFFERENT: Final = "Eén verschil gevonden, {checked} cijfers nageteld."
NOT_RECOUNTED: Final = "Niet nagegaan:"
HELP_FOLDER: Final = "De map met uitkomst.json."
