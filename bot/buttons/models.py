"""Buttons of the practice examples and the modellentool. Nothing that is chosen here is stored."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("Ex")
@dataclass(frozen=True)
class Examples(Button):
    """The list of practice examples."""


@button("Ez")
@dataclass(frozen=True)
class ShowExample(Button):
    """One practice example."""

    example: str


@button("Ef")
@dataclass(frozen=True)
class Findings(Button):
    """What is known beside the examples."""


@button("Wt")
@dataclass(frozen=True)
class Models(Button):
    """The forms of cooperation, from zelfstandig to samen."""


@button("Wc")
@dataclass(frozen=True)
class ShowModel(Button):
    """One form: its `part`-th description. `chosen` is the way back to an outcome; empty: to the list."""

    concept: str
    part: int
    chosen: str


@button("Wq")
@dataclass(frozen=True)
class WhatFits(Button):
    """Wat past bij ons: the answers so far, a small letter per question in order, '-' for geen mening."""

    chosen: str
