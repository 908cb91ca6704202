"""`/mijngegevens` and `/vergeetmij`, and the buttons that stand for what everybody can ask."""

from typing import Final

from bot.buttons import own as buttons
from bot.cards import own as cards
from bot.cards.card import Card
from bot.handlers import asking, models
from bot.handlers.tables import CommandHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import own as words
from flows.errors import NotAllowed, Refused
from flows.services.forgetting import Kept
from flows.services.stage import load_stage


async def tell_data(house: House, said: Said) -> None:
    """`/mijngegevens`: what is kept of him, to himself alone."""
    _require_private(said)
    kept = await house.forgetting.kept(said.account)
    house.messages.tell(said.chat, cards.data_card(kept, retention_days=house.retention_days))


async def tell_parting(house: House, said: Said) -> None:
    """`/vergeetmij`: what it means, and only then the button."""
    _require_private(said)
    kept = await house.forgetting.kept(said.account)
    if len(kept) > 1:
        card = cards.choice_card(kept)
    elif kept:
        card = cards.parting_card(await house.forgetting.parting(said.account, kept[0].participant.conference))
    else:
        card = cards.data_card(kept, retention_days=house.retention_days)
    house.messages.tell(said.chat, card)


async def ask(house: House, tap: Tap, pressed: buttons.Ask) -> str:
    """A command by its button; the answer comes in a new message, as to the command."""
    command = _ASKED.get(pressed.command)
    if command is None:
        raise Refused("unknown")
    said = Said(
        update=tap.update,
        account=tap.account,
        name=tap.name,
        chat=tap.chat,
        private=tap.private,
        anonymous=tap.anonymous,
        text=f"/{pressed.command}",
        command=pressed.command,
    )
    await command(house, said)
    return ""


async def show_data(house: House, tap: Tap, _pressed: buttons.OwnData) -> str:
    """Mijn gegevens, also behind 'Toch niet'."""
    kept = await house.forgetting.kept(tap.account)
    return _show(house, tap, cards.data_card(kept, retention_days=house.retention_days))


async def show_rounds(house: House, tap: Tap, pressed: buttons.OwnRounds) -> str:
    """Mijn antwoorden."""
    return _show(house, tap, cards.rounds_card(await _kept_in(house, tap, pressed.conference)))


async def show_answers(house: House, tap: Tap, pressed: buttons.OwnAnswers) -> str:
    """His own answers in a round."""
    own = await house.forgetting.own_answers(tap.account, pressed.round)
    return _show(house, tap, cards.answers_card(house.pack, own, pressed.page))


async def show_parting(house: House, tap: Tap, pressed: buttons.Part) -> str:
    """Vergeet mij."""
    return _show(house, tap, cards.parting_card(await house.forgetting.parting(tap.account, pressed.conference)))


async def forget(house: House, tap: Tap, pressed: buttons.ForgetMe) -> str:
    """'Ja, vergeet mij': the cards of rounds that are open count him no more."""
    if not tap.private:
        raise Refused("private_only")
    await house.forgetting.forget(tap.account, pressed.conference, nameless=words.NAMELESS, update=tap.update)
    async with house.store.reading() as view:
        stage = await load_stage(view, house.pack, pressed.conference)
    for round_ in stage.open_rounds:
        house.rounds.refresh(round_.key)
    house.desks.refresh_soon(pressed.conference)
    return _show(house, tap, cards.forgotten_card(stage.conference))


async def _kept_in(house: House, tap: Tap, conference: str) -> Kept:
    """Raises NotAllowed."""
    kept = await house.forgetting.kept(tap.account)
    found = next((entry for entry in kept if entry.participant.conference == conference), None)
    if found is None:
        raise NotAllowed("not_on_the_list")
    return found


def _require_private(said: Said) -> None:
    if not said.private:
        raise Refused("private_only")


def _show(house: House, tap: Tap, card: Card) -> str:
    """Nothing of this is for a group."""
    if tap.private and tap.message is not None:
        house.messages.show_in_place(tap.chat, tap.message, card)
    return ""


TAPS: Final[TapHandlers] = {
    buttons.Ask: ask,
    buttons.OwnData: show_data,
    buttons.OwnRounds: show_rounds,
    buttons.OwnAnswers: show_answers,
    buttons.Part: show_parting,
    buttons.ForgetMe: forget,
}
COMMANDS: Final[CommandHandlers] = {"mijngegevens": tell_data, "vergeetmij": tell_parting}

_ASKED: Final[CommandHandlers] = {
    "status": asking.tell_status,
    "uitslag": asking.tell_result,
    "privacy": asking.tell_privacy,
    "regie": asking.open_desk,
    **models.COMMANDS,
    **COMMANDS,
}
