"""'Ik doe mee', and what the facilitators do with it."""

from typing import Final

from bot.buttons import people as buttons
from bot.cards import admitting
from bot.cards.card import Card
from bot.handlers.tables import TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import people as phrases
from flows.conference.model import Conference, Participant
from flows.errors import Invalid, Lost, NotFound, Refused
from flows.ports import Account
from flows.services.naming import NAME_LIMIT, clean_name
from flows.services.stage import require_active
from flows.services.towns import town_of


async def ask_in(house: House, said: Said, conference: Conference) -> None:
    """Who is not on the list asks to be; who asked already sees what he waits for."""
    require_active(conference)
    asked = await house.admitting.asked_by(said.account, conference.id)
    card = admitting.town_question(conference) if asked is None else admitting.sent_card(conference, asked)
    house.messages.tell(said.chat, card)


async def choose_town(house: House, tap: Tap, pressed: buttons.AskTown) -> str:
    conference = await _joinable(house, tap.account, pressed.conference)
    town = town_of(conference, pressed.municipality) if pressed.municipality else None
    _replace(house, tap, admitting.role_question(conference, town))
    return ""


async def choose_role(house: House, tap: Tap, pressed: buttons.AskRole) -> str:
    """The request is made, in the place of an earlier one."""
    if pressed.role not in admitting.ROLES:
        raise Refused("unknown")
    role, council = admitting.ROLES[pressed.role]
    conference = await _joinable(house, tap.account, pressed.conference)
    asked = await house.admitting.ask_in(
        tap.account,
        conference.id,
        name=_shown_name(tap.name),
        municipality=pressed.municipality or None,
        role=role,
        council=council,
        update=tap.update,
    )
    _replace(house, tap, admitting.sent_card(conference, asked))
    return ""


async def choose_again(house: House, tap: Tap, pressed: buttons.AskAgain) -> str:
    """Gemeente of rol wijzigen; the request stands until another is made."""
    _replace(house, tap, admitting.town_question(await _joinable(house, tap.account, pressed.conference)))
    return ""


async def show_requests(house: House, tap: Tap, pressed: buttons.Requests) -> str:
    await _show_here(house, tap, pressed.conference, mark=pressed.mark)
    return ""


async def admit(house: House, tap: Tap, pressed: buttons.Admit) -> str:
    """Toelaten, or 'Dat is M. de Wit'."""
    try:
        admitted = await house.admitting.admit(
            tap.account,
            pressed.conference,
            pressed.mark,
            as_participant=pressed.participant or None,
            update=tap.update,
        )
    except Lost:
        await _show_here(house, tap, pressed.conference)
        raise
    await _follow(house, tap, pressed.conference)
    return phrases.LET_IN.format(name=admitted.name)


async def refuse(house: House, tap: Tap, pressed: buttons.Refuse) -> str:
    """Weigeren."""
    try:
        refused = await house.admitting.refuse(tap.account, pressed.conference, pressed.mark, update=tap.update)
    except Lost:
        await _show_here(house, tap, pressed.conference)
        raise
    await _follow(house, tap, pressed.conference)
    return phrases.TURNED_DOWN.format(name=refused.name)


async def participation(house: House, account: Account, conference: str) -> tuple[Conference, Participant | None]:
    """The conference, and what this account is in it. Raises NotFound."""
    async with house.store.reading() as view:
        found = await view.conference(conference)
        mine = await view.participations(account)
    return found, next((p for p in mine if p.conference == conference), None)


async def _joinable(house: House, account: Account, conference: str) -> Conference:
    """Raises Refused for who is in already, and for a conference that is over or not there."""
    try:
        found, me = await participation(house, account, conference)
    except NotFound:
        raise Refused("unknown") from None
    require_active(found)
    if me is not None:
        raise Refused("already_in")
    return found


async def _follow(house: House, tap: Tap, conference: str) -> None:
    """After a decision: the next request here, the other facilitators' cards, and the desk."""
    await _show_here(house, tap, conference)
    await house.requests.refresh(conference)
    house.desks.refresh_soon(conference)


async def _show_here(house: House, tap: Tap, conference: str, *, mark: str = "") -> None:
    """Who waits, in the message that was pressed. Raises NotAllowed."""
    waiting = await house.admitting.waiting(tap.account, conference)
    async with house.store.reading() as view:
        found = await view.conference(conference)
    if tap.message is not None:
        await house.desks.leave(tap.account, conference, tap.message)
    _replace(house, tap, admitting.requests_card(found, waiting, mark=mark))


def _replace(house: House, tap: Tap, card: Card) -> None:
    if tap.message is not None and tap.private:
        house.messages.show_in_place(tap.chat, tap.message, card)


def _shown_name(name: str) -> str:
    """What Telegram calls somebody, where that shows anything."""
    try:
        return clean_name(name[:NAME_LIMIT])
    except Invalid:
        return phrases.NAMELESS


TAPS: Final[TapHandlers] = {
    buttons.AskTown: choose_town,
    buttons.AskRole: choose_role,
    buttons.AskAgain: choose_again,
    buttons.Requests: show_requests,
    buttons.Admit: admit,
    buttons.Refuse: refuse,
}
