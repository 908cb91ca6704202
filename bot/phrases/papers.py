"""Texts about answers on paper."""

from collections.abc import Mapping
from typing import Final

from flows.words import Kind

PAPERS: Final = "Op papier"
TYPE_OVER: Final = "Typ over"
NEXT_PERSON: Final = "Volgende persoon"

HEAD: Final = "Op papier: {title}"
CHOOSE_TOWN: Final = "Van welke gemeente is het papier?"
CHOOSE_PERSON: Final = "Van wie is het papier?"
MARKS: Final = "✓ = alles beantwoord"
DONE_COUNT: Final = "{name} {done}/{of}"
PERSON_HEAD: Final = "Papier van {name}"
PLACE: Final = "{noun} {place} van {total}"
HAS_OWN: Final = "Hier antwoordde deze persoon zelf al. Dat blijft zo."
ALL_IN: Final = "Alles is ingevoerd."
SUMMARY: Final = "{paper} op papier, {own} zelf beantwoord, {left} nog open"
TEXT_IS: Final = "Tekst: {text}"
ENTERED: Final = "Ingevoerd: {value}"
MARKED: Final = "Ingevoerd: onaanvaardbaar"
UNMARKED: Final = "Ingevoerd: niet meer onaanvaardbaar"
NOW_WRITE: Final = "Typ nu de tekst over in dit gesprek."
ASK_CONDITION: Final = "Welke voorwaarde staat op het papier? Typ die over."
ASK_OBJECTION: Final = "Welk bezwaar staat op het papier? Typ dat over."
ASK_BOUND: Final = "Wat is volgens het papier de zwaarste keuze die nog kan?"
ASK_TYPED: Final[Mapping[Kind, str]] = {
    Kind.POINTS: "Typ de punten over, bijvoorbeeld: A4 B3 C3",
    Kind.RANK: "Typ de volgorde over, de eerste vooraan. Bijvoorbeeld: B A C",
    Kind.APPROVE: "Typ de gekozen letters over, bijvoorbeeld: A C. Niets gekozen? Typ: geen",
}
COUNTED: Final = ("1 antwoord op papier", "{count} antwoorden op papier")


def counted(count: int) -> str:
    """How many handed in paper."""
    one, more = COUNTED
    return one if count == 1 else more.format(count=count)
