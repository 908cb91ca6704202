"""Facilitators: adding one, handing over, and taking over what nobody leads."""

from typing import Final

from bot import phrases
from bot.buttons import leading as buttons
from bot.cards import leading as cards
from bot.cards.card import Card, Key, esc
from bot.handlers.showing import ask_for, show_instead
from bot.handlers.tables import CommandHandlers, DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import leading as words
from bot.screens.messages import private_chat
from flows.conference.model import Conference, Participant
from flows.errors import Lost, Refused
from flows.ports import Account, Chat, Dialog
from flows.words import ConferenceState, Role

LEADER: Final = "leader_name"
NAMED: Final = "named_leader"


async def command(house: House, said: Said) -> None:
    """`/overdragen`: the facilitators of what somebody leads, else what can be taken over."""
    led = await _led_by(house, said)
    if led is None:
        if not await offer(house, said):
            raise Refused("nothing_to_take")
        return
    if not said.private:
        raise Refused("private_only")
    house.messages.tell(said.chat, await _leaders_card(house, said.account, led.id))


async def offer(house: House, said: Said) -> bool:
    """Offer what this person can do about conferences that nobody leads; False when that is nothing."""
    named = house.facilitators
    if said.private:
        found = list(await house.leading.open_to(said.account, facilitators=named))
    else:
        async with house.store.reading() as view:
            here = await view.conference_of_chat(Chat(said.account.channel, str(said.chat), said.thread))
        may = here is not None and await house.leading.may_take(said.account, here.id, facilitators=named)
        found = [here] if here is not None and may else []
    if not found:
        return False
    if not said.private and not named:
        raise Refused("private_only")
    card = await _take_card(house, said.account, found[0]) if len(found) == 1 else cards.choose_card(found)
    house.messages.tell(said.chat, card, thread=said.thread)
    return True


async def arrive(house: House, tap: Tap, participant: Participant) -> None:
    """Somebody came in as a facilitator: the desk, and the commands that belong to it."""
    if tap.message is not None and tap.private:
        house.messages.show_in_place(tap.chat, tap.message, Card(esc(words.ARRIVED)))
    await _give_desk(house, tap, participant.conference)


async def show_leaders(house: House, tap: Tap, pressed: buttons.Leaders) -> str:
    """Begeleiders."""
    card = await _leaders_card(house, tap.account, pressed.conference)
    await show_instead(house, tap, pressed.conference, card)
    return ""


async def add(house: House, tap: Tap, pressed: buttons.AddLeader) -> str:
    """Begeleider toevoegen."""
    await house.facilitation.stage(tap.account, pressed.conference)
    dialog = Dialog(kind=LEADER, data={"conference": pressed.conference})
    await ask_for(house, tap.account, private_chat(tap.account), dialog, words.ASK_LEADER)
    return ""


async def take_leader(house: House, said: Said, dialog: Dialog) -> None:
    """The name of another facilitator."""
    conference = str(dialog.data["conference"])
    await house.leading.add_leader(said.account, conference, said.text, update=said.update)
    house.messages.tell(said.chat, await _leaders_card(house, said.account, conference))
    await house.desks.refresh(conference)


async def hand_over(house: House, tap: Tap, pressed: buttons.HandOver) -> str:
    """Draag over aan: asks once more."""
    leaders = await house.leading.leaders(tap.account, pressed.conference)
    taker = next((p for p in leaders.joined if p.id == pressed.participant), None)
    if taker is None:
        raise Lost("no_other_leader")
    card = cards.hand_over_card(leaders.stage.conference, taker)
    await show_instead(house, tap, pressed.conference, card)
    return ""


async def hand_over_now(house: House, tap: Tap, pressed: buttons.HandOverNow) -> str:
    """Ja, draag over: the desk is the other's from now on."""
    taker = await house.leading.hand_over(tap.account, pressed.conference, pressed.participant, update=tap.update)
    if taker is not None:
        card = Card(esc(words.HANDED_OVER.format(name=taker.name)))
        await show_instead(house, tap, pressed.conference, card)
        await house.desks.refresh(pressed.conference)
    return ""


async def withdraw(house: House, tap: Tap, pressed: buttons.WithdrawLeader) -> str:
    """The invitation of a facilitator ends."""
    gone = await house.leading.withdraw(tap.account, pressed.participant, update=tap.update)
    if gone is not None:
        card = await _leaders_card(house, tap.account, gone.conference)
        await show_instead(house, tap, gone.conference, card)
        await house.desks.refresh(gone.conference)
    return ""


async def choose(house: House, tap: Tap, pressed: buttons.TakeOver) -> str:
    """One of several conferences that nobody leads."""
    async with house.store.reading() as view:
        conference = await view.conference(pressed.conference)
    card = await _take_card(house, tap.account, conference)
    if tap.message is not None:
        house.messages.show_in_place(tap.chat, tap.message, card)
    return ""


async def take_over(house: House, tap: Tap, pressed: buttons.TakeOverNow) -> str:
    """Ja, ik begeleid."""
    taken = await house.leading.take_over(
        tap.account, pressed.conference, name=tap.name, facilitators=house.facilitators, update=tap.update
    )
    if taken is not None:
        if tap.message is not None and tap.private:
            house.messages.show_in_place(tap.chat, tap.message, Card(esc(words.TOOK_OVER)))
        await _give_desk(house, tap, pressed.conference)
    return "" if tap.private else words.TOOK_OVER


async def ask_name(house: House, tap: Tap, pressed: buttons.NameLeader) -> str:
    """Noem een begeleider."""
    if await house.leading.may_take(tap.account, pressed.conference, facilitators=house.facilitators) != "ask":
        raise Refused("nothing_to_take")
    dialog = Dialog(kind=NAMED, data={"conference": pressed.conference})
    await ask_for(house, tap.account, private_chat(tap.account), dialog, words.ASK_NAMED)
    return ""


async def take_named(house: House, said: Said, dialog: Dialog) -> None:
    """Whom a woordvoerder names."""
    request = await house.leading.ask_takeover(
        said.account,
        str(dialog.data["conference"]),
        said.text,
        facilitators=house.facilitators,
        update=said.update,
    )
    if request is not None:
        house.messages.tell(said.chat, Card(esc(words.NAMED.format(name=request.name))))


async def confirm(house: House, tap: Tap, pressed: buttons.ConfirmLeader) -> str:
    """The second woordvoerder agrees."""
    named = await house.leading.confirm_takeover(
        tap.account, pressed.conference, pressed.mark, facilitators=house.facilitators, update=tap.update
    )
    if named is not None and tap.message is not None:
        house.messages.show_in_place(tap.chat, tap.message, Card(esc(words.AGREED.format(name=named.name))))
    return ""


async def _leaders_card(house: House, account: Account, conference: str) -> Card:
    leaders = await house.leading.leaders(account, conference)
    return cards.leaders_card(leaders, lambda token: house.messages.link(f"u_{token}"))


async def _take_card(house: House, account: Account, conference: Conference) -> Card:
    """Raises Refused when there is nothing to do about it (any more)."""
    may = await house.leading.may_take(account, conference.id, facilitators=house.facilitators)
    if may is None:
        raise Refused("nothing_to_take")
    return cards.take_card(conference) if may == "take" else cards.name_card(conference)


async def _give_desk(house: House, tap: Tap, conference: str) -> None:
    chat = private_chat(tap.account)

    def point() -> None:
        key = Key(phrases.OPEN_PRIVATE, url=house.messages.link("hier"))
        house.messages.tell(tap.chat, Card(esc(phrases.REFUSALS["private_only"]), ((key,),)))

    await house.desks.open(tap.account, chat, conference, unreachable=point)
    house.background("commands of a facilitator", lambda: house.welcome_facilitator(chat))


async def _led_by(house: House, said: Said) -> Conference | None:
    """The conference that this person leads: the group's, else the newest that runs."""
    async with house.store.reading() as view:
        mine = [p for p in await view.participations(said.account) if p.role is Role.FACILITATOR]
        led = [await view.conference(p.conference) for p in mine]
        here = None
        if not said.private:
            here = await view.conference_of_chat(Chat(said.account.channel, str(said.chat), said.thread))
    if not said.private:
        led = [c for c in led if here is not None and c.id == here.id]
    return next((c for c in led if c.state is ConferenceState.ACTIVE), None)


TAPS: Final[TapHandlers] = {
    buttons.Leaders: show_leaders,
    buttons.AddLeader: add,
    buttons.HandOver: hand_over,
    buttons.HandOverNow: hand_over_now,
    buttons.WithdrawLeader: withdraw,
    buttons.TakeOver: choose,
    buttons.TakeOverNow: take_over,
    buttons.NameLeader: ask_name,
    buttons.ConfirmLeader: confirm,
}
COMMANDS: Final[CommandHandlers] = {
    "overdragen": command,
}
DIALOGS: Final[DialogHandlers] = {
    LEADER: take_leader,
    NAMED: take_named,
}
