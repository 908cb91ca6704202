"""The steps of the desk as commands: `/ronde`, `/sluit`, `/publiceer`, `/verder`, `/terug`."""

from typing import Final

from bot.cards import correcting as correcting_cards
from bot.handlers.asking import led
from bot.handlers.tables import CommandHandlers
from bot.house import House
from bot.incoming import Said
from bot.screens.messages import private_chat
from flows.conference.model import Round
from flows.errors import Refused
from flows.services.answerers import current_item
from flows.services.stage import Stage
from flows.services.together import is_together, item_beside
from flows.words import RoundState


async def open_round(house: House, said: Said) -> None:
    """`/ronde`: open what stands ready."""
    stage = await _stage(house, said)
    round_ = _require(stage, RoundState.DRAFT, otherwise="no_round_ready")
    await house.facilitation.open_round(said.account, round_.key, update=said.update)
    await _follow(house, said, round_)


async def close_round(house: House, said: Said) -> None:
    """`/sluit`: close the round that is asked now."""
    stage = await _stage(house, said)
    round_ = _require(stage, RoundState.OPEN, otherwise="no_round_open")
    await house.facilitation.close_round(said.account, round_.key, update=said.update)
    await _follow(house, said, round_)


async def publish_round(house: House, said: Said) -> None:
    """`/publiceer`: show the result in the group."""
    stage = await _stage(house, said)
    round_ = _require(stage, RoundState.CLOSED, otherwise="no_round_closed")
    await house.facilitation.publish_round(said.account, round_.key, update=said.update)
    await _follow(house, said, round_)


async def go_on(house: House, said: Said) -> None:
    """`/verder`: the next item, the next bespreekpunt, or the next phase: whatever is next where we are."""
    stage = await _stage(house, said)
    current = stage.current
    if current is None:
        phase = stage.conference.phase
        await house.facilitation.advance(said.account, stage.conference.id, seen_phase=phase, update=said.update)
    elif current.state is RoundState.TALK:
        await _next_point(house, said, current)
    else:
        await _next_item(house, said, current)
    await _follow(house, said, current, conference=stage.conference.id)


async def go_back(house: House, said: Said) -> None:
    """`/terug`: choose which phase, in private."""
    conference = await led(house, said)
    stage, can = await house.correcting.corrections(said.account, conference.id)
    if not can.back:
        raise Refused("no_earlier_phase")
    house.messages.tell(private_chat(said.account), correcting_cards.back_card(stage, can))


async def _next_point(house: House, said: Said, round_: Round) -> None:
    talk = await house.talking.talk(said.account, round_.key)
    if talk.current is None:
        raise Refused("talk_is_done")
    await house.talking.go_on(said.account, round_.key, seen=talk.current.item, update=said.update)


async def _next_item(house: House, said: Said, round_: Round) -> None:
    at, following = current_item(round_), item_beside(round_, 1)
    if round_.state is not RoundState.OPEN or not is_together(round_) or at is None or following is None:
        raise Refused("next_is_on_the_desk")
    await house.together.move_to(said.account, round_.key, following.id, seen=at.id, update=said.update)


async def _stage(house: House, said: Said) -> Stage:
    conference = await led(house, said)
    return await house.facilitation.stage(said.account, conference.id)


def _require(stage: Stage, state: RoundState, *, otherwise: str) -> Round:
    current = stage.current
    if current is None or current.state is not state:
        raise Refused(otherwise)
    return current


async def _follow(house: House, said: Said, round_: Round | None, *, conference: str = "") -> None:
    """The cards follow, and the desk comes in the own chat."""
    if round_ is not None:
        house.rounds.refresh(round_.key)
        house.talks.refresh(round_.key)
    house.timekeeper.poke()
    shown = round_.conference if round_ is not None else conference
    await house.desks.open(said.account, private_chat(said.account), shown)


COMMANDS: Final[CommandHandlers] = {
    "ronde": open_round,
    "sluit": close_round,
    "publiceer": publish_round,
    "verder": go_on,
    "terug": go_back,
}
