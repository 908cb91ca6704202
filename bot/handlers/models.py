"""`/voorbeelden` and `/modellentool`: to read and to think with. Everybody may, and nothing is stored."""

from typing import Final

from bot.buttons import models as buttons
from bot.cards import examples, models
from bot.cards.card import Card
from bot.handlers.tables import CommandHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from flows.errors import NotFound, Refused
from flows.pack.background import Casebook
from flows.recommendation.forms import find_concept


async def tell_examples(house: House, said: Said) -> None:
    """`/voorbeelden`."""
    _tell(house, said, examples.examples_card(house.pack.casebook))


async def tell_models(house: House, said: Said) -> None:
    """`/modellentool`."""
    _tell(house, said, models.models_card(house.pack))


async def show_examples(house: House, tap: Tap, _pressed: buttons.Examples) -> str:
    """Alle voorbeelden."""
    return _show(house, tap, examples.examples_card(house.pack.casebook))


async def show_example(house: House, tap: Tap, pressed: buttons.ShowExample) -> str:
    """One of them. Raises NotFound when another pack is in use since."""
    casebook = _casebook(house)
    chosen = next((example for example in casebook.examples if example.id == pressed.example), None)
    if chosen is None:
        raise NotFound(pressed.example)
    return _show(house, tap, examples.example_card(casebook, chosen))


async def show_findings(house: House, tap: Tap, _pressed: buttons.Findings) -> str:
    """Rode draden."""
    return _show(house, tap, examples.findings_card(_casebook(house)))


async def show_models(house: House, tap: Tap, _pressed: buttons.Models) -> str:
    """Alle vormen."""
    return _show(house, tap, models.models_card(house.pack))


async def show_model(house: House, tap: Tap, pressed: buttons.ShowModel) -> str:
    """One form. Raises NotFound when another pack is in use since."""
    try:
        concept = find_concept(house.pack, pressed.concept)
    except KeyError as error:
        raise NotFound(pressed.concept) from error
    return _show(house, tap, models.model_card(house.pack, concept, pressed.part, _read(house, pressed.chosen)))


async def sound(house: House, tap: Tap, pressed: buttons.WhatFits) -> str:
    """Wat past bij ons: the next question, or the outcome after the last."""
    sounding = _read(house, pressed.chosen)
    question = sounding.next
    if question is not None:
        return _show(house, tap, models.question_card(house.pack, sounding, question))
    return _show(house, tap, models.outcome_card(house.pack, sounding))


def _casebook(house: House) -> Casebook:
    if house.pack.casebook is None:
        raise NotFound("casebook")
    return house.pack.casebook


def _read(house: House, chosen: str) -> models.Sounding:
    sounding = models.read_sounding(house.pack, chosen)
    if sounding is None:
        raise Refused("unknown")
    return sounding


def _tell(house: House, said: Said, card: Card) -> None:
    """In private: in a group a press would change the card for everybody."""
    if not said.private:
        raise Refused("private_only")
    house.messages.tell(said.chat, card)


def _show(house: House, tap: Tap, card: Card) -> str:
    if tap.private and tap.message is not None:
        house.messages.show_in_place(tap.chat, tap.message, card)
    return ""


TAPS: Final[TapHandlers] = {
    buttons.Examples: show_examples,
    buttons.ShowExample: show_example,
    buttons.Findings: show_findings,
    buttons.Models: show_models,
    buttons.ShowModel: show_model,
    buttons.WhatFits: sound,
}
COMMANDS: Final[CommandHandlers] = {"voorbeelden": tell_examples, "modellentool": tell_models}
