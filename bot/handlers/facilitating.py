"""The desk's buttons: one service each, then the desk as it is afterwards."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot import buttons, phrases
from bot.cards import invitations
from bot.cards.card import Card, esc
from bot.handlers.creating import ask_others, ask_people
from bot.handlers.exporting import send_exports
from bot.handlers.showing import show_desk, show_instead
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from flows.conference.model import Round
from flows.errors import Lost, NotAllowed, Refused
from flows.ports import Account, Dialog, UpdateRef
from flows.services.stage import load_stage
from flows.words import Approach, Role

APPROACH_REASON: Final = "approach_reason"


async def step(house: House, tap: Tap, pressed: buttons.DeskRound) -> str:
    """A step of a round: select, open, close, publish, settle, or just a fresh look."""
    run = _STEPS.get(pressed.action)
    if run is None:
        raise Refused("unknown")
    round_ = await run(house, tap.account, pressed.round, tap.update)
    house.rounds.refresh(round_.key)
    house.talks.refresh(round_.key)
    house.timekeeper.poke()
    await show_desk(house, tap, round_.conference)
    return ""


async def act(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    """A step of the conference."""
    run = _ACTS.get(pressed.action)
    if run is None:
        raise Refused("unknown")
    await house.facilitation.stage(tap.account, pressed.conference)
    return await run(house, tap, pressed)


async def town(house: House, tap: Tap, pressed: buttons.DeskTown) -> str:
    """Names for a municipality, or its woordvoerder."""
    stage = await house.facilitation.stage(tap.account, pressed.conference)
    if pressed.action == "people":
        return await ask_people(house, tap, pressed.conference, pressed.municipality)
    found = next((m for m in stage.conference.municipalities if m.id == pressed.municipality), None)
    if found is None or pressed.action != "speaker":
        raise Refused("unknown")
    await show_instead(house, tap, pressed.conference, invitations.speakers_card(stage, found))
    return ""


async def person(house: House, tap: Tap, pressed: buttons.DeskPerson) -> str:
    """This voter speaks for the municipality."""
    if pressed.action != "speaker":
        raise Refused("unknown")
    chosen = await house.roster.appoint_spokesperson(tap.account, pressed.participant, update=tap.update)
    stage = await house.facilitation.stage(tap.account, chosen.conference)
    await show_instead(house, tap, chosen.conference, invitations.speakers_card(stage, None))
    return phrases.SPEAKS_NOW.format(name=chosen.name)


async def take_approach_reason(house: House, said: Said, dialog: Dialog) -> None:
    """Why this approach; then it is decided."""
    conference = str(dialog.data["conference"])
    try:
        await house.facilitation.decide_approach(
            said.account,
            conference,
            Approach(str(dialog.data["approach"])),
            reason=said.text,
            update=said.update,
        )
    except (Lost, NotAllowed):
        await house.roster.ask(said.account, None)  # no text will help any more
        raise
    await house.roster.ask(said.account, None)
    await house.desks.open(said.account, said.chat, conference)


async def _open(house: House, account: Account, key: int, update: UpdateRef) -> Round:
    return await house.facilitation.open_round(account, key, update=update)


async def _close(house: House, account: Account, key: int, update: UpdateRef) -> Round:
    return await house.facilitation.close_round(account, key, update=update)


async def _publish(house: House, account: Account, key: int, update: UpdateRef) -> Round:
    return await house.facilitation.publish_round(account, key, update=update)


async def _settle(house: House, account: Account, key: int, update: UpdateRef) -> Round:
    return await house.facilitation.settle_round(account, key, update=update)


_STEPS: Final[Mapping[str, Callable[[House, Account, int, UpdateRef], Awaitable[Round]]]] = {
    "open": _open,
    "close": _close,
    "publish": _publish,
    "settle": _settle,
}


async def _advance(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    await house.facilitation.advance(tap.account, pressed.conference, seen_phase=pressed.seen, update=tap.update)
    await show_desk(house, tap, pressed.conference)
    return ""


async def _approach(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    if pressed.seen not in {a.value for a in Approach}:
        raise Refused("unknown")
    data = {"conference": pressed.conference, "approach": pressed.seen}
    await house.roster.ask(tap.account, Dialog(kind=APPROACH_REASON, data=data))
    house.messages.tell(tap.chat, Card(esc(phrases.ASK_APPROACH_REASON)))
    return ""


async def _links(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    invited = await house.roster.links(tap.account, pressed.conference)
    stage = await house.facilitation.stage(tap.account, pressed.conference)
    for card in invitations.links_cards(stage, invited, lambda token: house.messages.link(f"u_{token}")):
        house.messages.tell(tap.chat, card)
    return ""


async def _speakers(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    async with house.store.reading() as view:
        stage = await load_stage(view, house.pack, pressed.conference)
    await show_instead(house, tap, pressed.conference, invitations.speakers_card(stage, None))
    return ""


async def _home(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    await show_desk(house, tap, pressed.conference)
    return ""


async def _more(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    await show_instead(
        house, tap, pressed.conference, await house.desks.card(tap.account, pressed.conference, more=True)
    )
    return ""


async def _advisers(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    return await ask_others(house, tap, pressed.conference, Role.ADVISER)


async def _observers(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    return await ask_others(house, tap, pressed.conference, Role.OBSERVER)


async def _export(house: House, tap: Tap, pressed: buttons.Desk) -> str:
    await send_exports(house, tap.account, tap.chat, pressed.conference)
    return "De bestanden worden gemaakt."


_ACTS: Final[Mapping[str, Callable[[House, Tap, buttons.Desk], Awaitable[str]]]] = {
    "advance": _advance,
    "approach": _approach,
    "links": _links,
    "speakers": _speakers,
    "home": _home,
    "more": _more,
    "advisers": _advisers,
    "observers": _observers,
    "export": _export,
}


TAPS: Final[TapHandlers] = {
    buttons.Desk: act,
    buttons.DeskRound: step,
    buttons.DeskPerson: person,
    buttons.DeskTown: town,
}
DIALOGS: Final[DialogHandlers] = {
    APPROACH_REASON: take_approach_reason,
}
