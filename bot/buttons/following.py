"""Buttons of further rounds."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Nf")
@dataclass(frozen=True)
class Follow(Button):
    """Volgende ronde: settle this round, and make the next one on its bespreekpunten."""

    round: int


@button("Nk")
@dataclass(frozen=True)
class Keep(Button):
    """Het blijft zo: what stands is pressed again."""

    round: int
    item: str


@button("Ni")
@dataclass(frozen=True)
class FurtherItems(Button):
    """Kies onderwerpen, by page."""

    round: int
    page: int


@button("Nc")
@dataclass(frozen=True)
class FurtherItem(Button):
    """Ask an item of the round before (1), or leave it out (0)."""

    round: int
    item: str
    on: int
    page: int
