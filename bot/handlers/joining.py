"""Coming in: links, 'Dat ben ik', what happens with your answers, the practice question."""

from typing import Final

from bot import buttons, phrases
from bot.cards import member
from bot.cards.card import Card, esc
from bot.handlers.admitting import ask_in, participation
from bot.handlers.leading import arrive
from bot.handlers.preparing import open_next_list
from bot.handlers.tables import CommandHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.screens.messages import private_chat
from flows.conference.model import Conference, Participant
from flows.errors import Refused
from flows.ports import Account, Chat
from flows.words import ConferenceState, Role


async def start(house: House, said: Said) -> None:
    """`/start`, with or without a payload."""
    payload = said.argument
    if not said.private:
        await _start_in_group(house, said, payload)
        return
    await note_reachable(house, said.account, True)
    if payload.startswith("u_"):
        await _show_invitation(house, said, payload[2:])
    elif payload.startswith("w_") and payload[2:].isdigit():
        await _open_walk(house, said, int(payload[2:]))
    elif payload.startswith("h_"):
        await open_next_list(house, said.account, payload[2:])
    elif payload.startswith("m_"):
        await _join(house, said, payload[2:])
    elif payload.startswith("s_"):
        await _open_result(house, said, payload)
    else:
        await _go_on(house, said)


async def note_reachable(house: House, account: Account, reachable: bool) -> None:
    """Somebody started the bot, or blocked it: the desks show whom messages reach."""
    for conference in await house.roster.note_reachable(account, reachable):
        house.desks.refresh_soon(conference)


async def accept(house: House, tap: Tap, pressed: buttons.Join) -> str:
    """'Dat ben ik': now the link is consumed."""
    conference, invited = await house.roster.invitation_for(pressed.token)
    async with house.store.reading() as view:
        mine = await view.participations(tap.account)
    if any(p.conference == conference.id and p.role is Role.FACILITATOR for p in mine):
        raise Refused("link_yourself")
    participant = await house.roster.accept(pressed.token, tap.account, update=tap.update)
    house.desks.refresh_soon(invited.conference)
    if participant.role is Role.FACILITATOR:
        await arrive(house, tap, participant)
        return ""
    card = await house.walks.privacy_card(conference, participant)
    _replace(house, tap, card)
    return ""


async def decline(house: House, tap: Tap, pressed: buttons.NotMe) -> str:
    """'Dat klopt niet': the facilitators hear it."""
    await house.roster.decline(pressed.token, update=tap.update)
    _replace(house, tap, Card(esc(phrases.DECLINED)))
    return ""


async def understood(house: House, tap: Tap, pressed: buttons.Understood) -> str:
    """'Ik begrijp het': then a practice question."""
    participant = await house.roster.acknowledge(tap.account, pressed.conference, update=tap.update)
    if participant.role is Role.OBSERVER:
        _replace(house, tap, await house.walks.welcome_card(pressed.conference, participant))
        return ""
    async with house.store.reading() as view:
        conference = await view.conference(pressed.conference)
    _replace(house, tap, member.practice_card(house.pack, conference))
    return ""


async def practise(house: House, tap: Tap, pressed: buttons.Practise) -> str:
    """The answer to the practice question is not stored."""
    participant = await house.roster.acknowledge(tap.account, pressed.conference, update=tap.update)
    _replace(house, tap, await house.walks.welcome_card(pressed.conference, participant))
    return phrases.PRACTISED


async def more_privacy(house: House, tap: Tap, pressed: buttons.Privacy) -> str:
    """Meer over privacy."""
    async with house.store.reading() as view:
        conference = await view.conference(pressed.conference)
        mine = [p for p in await view.participations(tap.account) if p.conference == conference.id]
    informed = bool(mine) and mine[0].informed
    _replace(house, tap, member.privacy_details(conference, informed=informed))
    return ""


async def connect(house: House, said: Said) -> None:
    """`/koppel` in the group."""
    if said.private:
        raise Refused("group_only")
    led = await led_by(house, said)
    async with house.store.reading() as view:
        here = await view.conference_of_chat(Chat(said.account.channel, str(said.chat), said.thread))
    if here is not None and any(c.id == here.id for c in led):
        await _link(house, said, here.id)
        return
    active = [c for c in led if c.state is ConferenceState.ACTIVE]
    if not active:
        raise Refused("facilitator_only")
    await _link(house, said, active[0].id)


async def led_by(house: House, said: Said) -> list[Conference]:
    """The conferences that this person leads, newest first."""
    async with house.store.reading() as view:
        mine = await view.participations(said.account)
        return [await view.conference(p.conference) for p in mine if p.role is Role.FACILITATOR]


async def _start_in_group(house: House, said: Said, payload: str) -> None:
    if payload.startswith("k_"):
        await _link(house, said, payload[2:])
    else:
        house.messages.tell(said.chat, Card(esc(phrases.HELP_GROUP)), thread=said.thread)


async def _link(house: House, said: Said, conference: str) -> None:
    if said.anonymous:
        raise Refused("anonymous")
    chat = Chat(said.account.channel, str(said.chat), said.thread)
    linked = await house.roster.link_group(said.account, conference, chat, update=said.update)
    house.rounds.say_linked(said.chat, linked, thread=said.thread)
    await house.desks.refresh(conference)


async def _show_invitation(house: House, said: Said, token: str) -> None:
    conference, participant = await house.roster.invitation_for(token)
    town = next((m for m in conference.municipalities if m.id == participant.municipality), None)
    house.messages.tell(said.chat, member.invitation_card(conference, participant, town, token=token))


async def _join(house: House, said: Said, conference: str) -> None:
    """'Ik doe mee' from the group's card: who is in already is shown where he is."""
    found, me = await participation(house, said.account, conference)
    if me is None:
        await ask_in(house, said, found)
    else:
        await _greet(house, said, found, me)


async def _open_walk(house: House, said: Said, key: int) -> None:
    round_ = await house.answering.round_of(key)
    async with house.store.reading() as view:
        mine = [p for p in await view.participations(said.account) if p.conference == round_.conference]
        conference = await view.conference(round_.conference)
    member_ = next((p for p in mine if p.role is not Role.FACILITATOR), None)
    if mine and member_ is None:
        raise Refused("facilitator_answers_not")
    if member_ is not None and not member_.informed:
        house.messages.tell(said.chat, await house.walks.privacy_card(conference, member_))
        return
    await house.walks.open(said.account, said.chat, key)


async def _open_result(house: House, said: Said, payload: str) -> None:
    _, key, which = (*payload.split("_"), "short")[:3]
    if not key.isdigit():
        raise Refused("unknown")
    card = await house.results.card(int(key), which=which, page=0, linked=False, account=said.account)
    house.messages.tell(said.chat, card)


async def _go_on(house: House, said: Said) -> None:
    """Whatever fits this person now."""
    async with house.store.reading() as view:
        mine = await view.participations(said.account)
        active = [p for p in mine if (await view.conference(p.conference)).state is ConferenceState.ACTIVE] or mine
        conference = await view.conference(active[0].conference) if active else None
    if conference is None:
        house.messages.tell(said.chat, Card(esc(phrases.WELCOME_STRANGER)))
        return
    await _greet(house, said, conference, active[0])


async def _greet(house: House, said: Said, conference: Conference, participant: Participant) -> None:
    if participant.role is Role.FACILITATOR:
        await house.desks.open(said.account, said.chat, conference.id)
    elif not participant.informed:
        house.messages.tell(said.chat, await house.walks.privacy_card(conference, participant))
    else:
        house.messages.tell(said.chat, await house.walks.welcome_card(conference.id, participant))


def _replace(house: House, tap: Tap, card: Card) -> None:
    if tap.message is not None and tap.chat == private_chat(tap.account):
        house.messages.show_in_place(tap.chat, tap.message, card)


TAPS: Final[TapHandlers] = {
    buttons.Join: accept,
    buttons.NotMe: decline,
    buttons.Understood: understood,
    buttons.Privacy: more_privacy,
    buttons.Practise: practise,
}
COMMANDS: Final[CommandHandlers] = {
    "start": start,
    "koppel": connect,
}
