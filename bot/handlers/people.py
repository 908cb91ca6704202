"""`/deelnemers`, `/uitnodigen`: the list of people, and what changes about somebody."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.buttons import people as buttons
from bot.cards import invitations, people
from bot.cards.card import Card, esc
from bot.handlers.led import answer, ask, led_now, load_view
from bot.handlers.lists import ask_list, give_out
from bot.handlers.showing import show_instead
from bot.handlers.tables import CommandHandlers, DialogHandlers, TapHandlers
from bot.handlers.towns import ask_town, show_towns
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import people as phrases
from bot.screens.messages import private_chat
from flows.conference.model import Conference, Participant
from flows.errors import Refused
from flows.ports import Account, Dialog, UpdateRef
from flows.services.stage import require_facilitator
from flows.services.towns import town_of

REPLACE: Final = "person_replaced"
RENAME: Final = "person_renamed"


async def list_people(house: House, said: Said) -> None:
    """`/deelnemers`."""
    conference = await led_now(house, said)
    house.messages.tell(said.chat, people.list_card(await load_view(house, said.account, conference.id)))


async def send_invitations(house: House, said: Said) -> None:
    """`/uitnodigen`: the links, to send on."""
    conference = await led_now(house, said)
    await _send_links(house, said.account, said.chat, conference.id)


async def act(house: House, tap: Tap, pressed: buttons.People) -> str:
    """A step on the whole list."""
    run = _STEPS.get(pressed.action)
    if run is None:
        raise Refused("unknown")
    return await run(house, tap, await load_view(house, tap.account, pressed.conference))


async def show_delegation(house: House, tap: Tap, pressed: buttons.Delegation) -> str:
    view = await load_view(house, tap.account, pressed.conference)
    town = town_of(view.stage.conference, pressed.municipality) if pressed.municipality else None
    await show_instead(house, tap, pressed.conference, people.delegation_card(view, town, pressed.page))
    return ""


async def choose_mixed(house: House, tap: Tap, pressed: buttons.Mixed) -> str:
    """Gemengde delegaties, on or off."""
    await house.changing.set_mixed(tap.account, pressed.conference, mixed=pressed.on == 1, update=tap.update)
    view = await load_view(house, tap.account, pressed.conference)
    await show_instead(house, tap, pressed.conference, people.list_card(view))
    house.desks.refresh_soon(pressed.conference)
    return phrases.MIXED_NOW if pressed.on else phrases.APART_NOW


async def act_on_person(house: House, tap: Tap, pressed: buttons.Person) -> str:
    """Show somebody, or change something about him."""
    run = _ACTIONS.get(pressed.action)
    if run is None:
        raise Refused("unknown")
    async with house.store.reading() as view:
        person = await view.participant(pressed.participant)
        await require_facilitator(view, person.conference, tap.account)
    return await run(house, tap, person)


async def move(house: House, tap: Tap, pressed: buttons.Move) -> str:
    """Naar andere gemeente."""
    moved = await house.changing.move(tap.account, pressed.participant, pressed.municipality, update=tap.update)
    conference = await _show_person(house, tap, moved.id)
    town = town_of(conference, pressed.municipality)
    return phrases.DONE_MOVED.format(name=moved.name, town=town.name)


async def take_replacement(house: House, said: Said, dialog: Dialog) -> None:
    """The name of a plaatsvervanger; then the new link, to send on."""
    old = str(dialog.data["participant"])
    added = await answer(
        house, said.account, house.changing.replace_person(said.account, old, said.text, update=said.update)
    )
    async with house.store.reading() as view:
        before = await view.participant(old)
    told = phrases.DONE_REPLACED.format(new=added.name, old=before.name)
    house.messages.tell(said.chat, Card(esc(told)))
    await _send_link(house, said.account, said.chat, added.id)
    await _tell_person(house, said.account, added.id)


async def take_name(house: House, said: Said, dialog: Dialog) -> None:
    """A name put right."""
    person = str(dialog.data["participant"])
    await answer(house, said.account, house.changing.rename(said.account, person, said.text, update=said.update))
    await _tell_person(house, said.account, person)


async def _home(house: House, tap: Tap, view: people.PeopleView) -> str:
    await show_instead(house, tap, view.stage.conference.id, people.list_card(view))
    return ""


async def _links(house: House, tap: Tap, view: people.PeopleView) -> str:
    await _send_links(house, tap.account, private_chat(tap.account), view.stage.conference.id)
    return ""


_STEPS: Final[Mapping[str, Callable[[House, Tap, people.PeopleView], Awaitable[str]]]] = {
    "home": _home,
    "towns": show_towns,
    "read": ask_list,
    "write": give_out,
    "add_town": ask_town,
    "links": _links,
}


async def _show_one(house: House, tap: Tap, person: Participant) -> str:
    await _show_person(house, tap, person.id)
    return ""


async def _speaks(house: House, tap: Tap, person: Participant) -> str:
    await house.roster.appoint_spokesperson(tap.account, person.id, update=tap.update)
    await _show_person(house, tap, person.id)
    return phrases.DONE_SPEAKS.format(name=person.name)


async def _second(house: House, tap: Tap, person: Participant) -> str:
    await house.changing.name_substitute(tap.account, person.id, on=True, update=tap.update)
    await _show_person(house, tap, person.id)
    return phrases.DONE_SECOND.format(name=person.name)


async def _unsecond(house: House, tap: Tap, person: Participant) -> str:
    await house.changing.name_substitute(tap.account, person.id, on=False, update=tap.update)
    await _show_person(house, tap, person.id)
    return phrases.DONE_UNSECOND.format(name=person.name)


async def _leaves(house: House, tap: Tap, person: Participant) -> str:
    await house.changing.set_attending(tap.account, person.id, attending=False, update=tap.update)
    await _show_person(house, tap, person.id)
    return phrases.DONE_LEAVES.format(name=person.name)


async def _returns(house: House, tap: Tap, person: Participant) -> str:
    await house.changing.set_attending(tap.account, person.id, attending=True, update=tap.update)
    await _show_person(house, tap, person.id)
    return phrases.DONE_RETURNS.format(name=person.name)


async def _ask_replacement(house: House, tap: Tap, person: Participant) -> str:
    data = {"participant": person.id}
    return await ask(house, tap, Dialog(kind=REPLACE, data=data), phrases.ASK_REPLACEMENT.format(name=person.name))


async def _ask_name(house: House, tap: Tap, person: Participant) -> str:
    data = {"participant": person.id}
    return await ask(house, tap, Dialog(kind=RENAME, data=data), phrases.ASK_NAME.format(name=person.name))


async def _where(house: House, tap: Tap, person: Participant) -> str:
    view = await load_view(house, tap.account, person.conference)
    await show_instead(house, tap, person.conference, people.move_card(view.stage, person))
    return ""


async def _new_link(house: House, tap: Tap, person: Participant) -> str:
    await _send_link(house, tap.account, private_chat(tap.account), person.id, update=tap.update)
    return ""


_ACTIONS: Final[Mapping[str, Callable[[House, Tap, Participant], Awaitable[str]]]] = {
    "show": _show_one,
    "speaks": _speaks,
    "second": _second,
    "unsecond": _unsecond,
    "leaves": _leaves,
    "returns": _returns,
    "replace": _ask_replacement,
    "where": _where,
    "rename": _ask_name,
    "link": _new_link,
}


async def _send_links(house: House, account: Account, chat: int, conference: str) -> None:
    invited = await house.roster.links(account, conference)
    stage = await house.facilitation.stage(account, conference)
    for card in invitations.links_cards(stage, invited, lambda token: house.messages.link(f"u_{token}")):
        house.messages.tell(chat, card)


async def _send_link(
    house: House, account: Account, chat: int, participant: str, *, update: UpdateRef | None = None
) -> None:
    """One person's link in a message of its own; the earlier one ends."""
    renewed = await house.roster.renew(account, participant, update=update)
    link = house.messages.link(f"u_{renewed.token}")
    house.messages.tell(chat, people.link_card(renewed.participant, link))


async def _tell_person(house: House, account: Account, participant: str) -> None:
    """Somebody as he is now, in a new message."""
    async with house.store.reading() as view:
        person = await view.participant(participant)
    view_now = await load_view(house, account, person.conference)
    house.messages.tell(private_chat(account), people.person_card(view_now, person))
    house.desks.refresh_soon(person.conference)


async def _show_person(house: House, tap: Tap, participant: str) -> Conference:
    """Somebody as he is now, where it was pressed."""
    async with house.store.reading() as view:
        person = await view.participant(participant)
    view_now = await load_view(house, tap.account, person.conference)
    await show_instead(house, tap, person.conference, people.person_card(view_now, person))
    for round_ in view_now.stage.open_rounds:
        house.rounds.refresh(round_.key)
    house.desks.refresh_soon(person.conference)
    return view_now.stage.conference


TAPS: Final[TapHandlers] = {
    buttons.People: act,
    buttons.Delegation: show_delegation,
    buttons.Mixed: choose_mixed,
    buttons.Person: act_on_person,
    buttons.Move: move,
}
COMMANDS: Final[CommandHandlers] = {
    "deelnemers": list_people,
    "uitnodigen": send_invitations,
}
DIALOGS: Final[DialogHandlers] = {
    REPLACE: take_replacement,
    RENAME: take_name,
}
