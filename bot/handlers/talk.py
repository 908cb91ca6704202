"""The conversation and announcements: parse, call one service, show."""

from typing import Final

from bot.buttons import talk as buttons
from bot.cards import talk
from bot.cards.card import Card, esc
from bot.handlers.asking import led
from bot.handlers.showing import show_instead
from bot.handlers.tables import CommandHandlers, DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import talk as words
from bot.screens.messages import private_chat
from flows.conference.day import plan_of_day, talking_left
from flows.conference.model import Round
from flows.errors import Invalid, Lost, Refused
from flows.ports import Account, Dialog
from flows.services.announcing import ANNOUNCEMENT, Scope
from flows.services.stage import load_stage
from flows.services.talking import MINUTES, Talk, usual_minutes
from flows.words import RoundState

NOTE: Final = "talk_note"

_TALKED: Final = frozenset({RoundState.CLOSED, RoundState.PUBLISHED, RoundState.TALK})


async def choose_talk(house: House, tap: Tap, pressed: buttons.ChooseTalk) -> str:
    """Kies bespreekpunten."""
    chosen = await house.talking.propose(tap.account, pressed.round, update=tap.update)
    minutes = await _usual_minutes(house, chosen)
    await show_instead(house, tap, chosen.round.conference, talk.choice_card(chosen, page=0, minutes=minutes))
    return ""


async def show_page(house: House, tap: Tap, pressed: buttons.TalkPage) -> str:
    """Another page, or other minutes for one bespreekpunt."""
    chosen = await house.talking.talk(tap.account, pressed.round)
    card = talk.choice_card(chosen, page=pressed.page, minutes=_known_minutes(pressed.minutes))
    await show_instead(house, tap, chosen.round.conference, card)
    return ""


async def choose_item(house: House, tap: Tap, pressed: buttons.TalkItem) -> str:
    """An item is a bespreekpunt, or not."""
    chosen = await house.talking.choose(
        tap.account, pressed.round, pressed.item, on=bool(pressed.on), update=tap.update
    )
    card = talk.choice_card(chosen, page=pressed.page, minutes=_known_minutes(pressed.minutes))
    await show_instead(house, tap, chosen.round.conference, card)
    number, title = chosen.number_of(pressed.item), _title(chosen.round, pressed.item)
    return (words.CHOSEN.format(number=number, title=title) if number else words.NOT_CHOSEN.format(title=title))[:200]


async def begin_talk(house: House, tap: Tap, pressed: buttons.BeginTalk) -> str:
    """Begin het gesprek."""
    begun = await house.talking.begin(tap.account, pressed.round, pressed.minutes, update=tap.update)
    house.rounds.refresh(pressed.round)
    await _show_lead(house, tap, begun)
    return ""


async def lead_talk(house: House, tap: Tap, pressed: buttons.LeadTalk) -> str:
    """The facilitator's card."""
    await _show_lead(house, tap, await house.talking.talk(tap.account, pressed.round))
    return ""


async def go_on(house: House, tap: Tap, pressed: buttons.NextPoint) -> str:
    """Volgend punt."""
    try:
        moved = await house.talking.go_on(tap.account, pressed.round, seen=pressed.item, update=tap.update)
    except Lost:
        await _show_again(house, tap, pressed.round)
        raise
    await _show_lead(house, tap, moved)
    return ""


async def extend(house: House, tap: Tap, pressed: buttons.ExtendPoint) -> str:
    """5 minuten erbij."""
    try:
        moved = await house.talking.extend(
            tap.account, pressed.round, item=pressed.item, seen=pressed.seen, update=tap.update
        )
    except Lost:
        await _show_again(house, tap, pressed.round)
        raise
    await _show_lead(house, tap, moved)
    return ""


async def ask_note(house: House, tap: Tap, pressed: buttons.NotePoint) -> str:
    """Uitkomst noteren."""
    found = await house.talking.talk(tap.account, pressed.round)
    if not found.number_of(pressed.item):
        raise Lost("talk_over")
    await house.roster.ask(tap.account, Dialog(kind=NOTE, data={"round": pressed.round, "item": pressed.item}))
    title = _title(found.round, pressed.item)
    house.messages.tell(private_chat(tap.account), Card(esc(words.ASK_NOTE.format(title=title))))
    return ""


async def take_note(house: House, said: Said, dialog: Dialog) -> None:
    """The outcome of a bespreekpunt; the facilitator's card comes below it."""
    key, item = int(dialog.data["round"]), str(dialog.data["item"])
    try:
        await house.talking.note(said.account, key, item, said.text, update=said.update)
    except Invalid:
        raise
    except Refused:
        await house.roster.ask(said.account, None)  # no text will help any more
        raise
    await house.roster.ask(said.account, None)
    house.messages.tell(said.chat, talk.lead_card(await house.talks.view(key)))


async def begin_by_command(house: House, said: Said) -> None:
    """`/bespreek`: the choice, or the conversation that goes on."""
    conference = await led(house, said)
    async with house.store.reading() as view:
        stage = await load_stage(view, house.pack, conference.id)
    current = stage.current
    if current is None or current.state not in _TALKED:
        raise Refused("nothing_to_talk_about")
    chat = private_chat(said.account)
    if current.state is RoundState.TALK:
        house.messages.tell(chat, talk.lead_card(await house.talks.view(current.key)))
        return
    chosen = await house.talking.propose(said.account, current.key, update=said.update)
    minutes = await _usual_minutes(house, chosen)
    house.messages.tell(chat, talk.choice_card(chosen, page=0, minutes=minutes))


async def announce(house: House, tap: Tap, pressed: buttons.Announce) -> str:
    """Bericht sturen: asks for the text."""
    await _ask_announcement(house, tap.account, pressed.conference)
    return ""


async def announce_by_command(house: House, said: Said) -> None:
    """`/bericht`."""
    conference = await led(house, said)
    await _ask_announcement(house, said.account, conference.id)


async def take_announcement(house: House, said: Said, dialog: Dialog) -> None:
    """The text is shown as it would look, before it goes anywhere."""
    conference = str(dialog.data["conference"])
    text, grouped = await house.announcing.write(said.account, conference, said.text, update=said.update)
    house.messages.tell(said.chat, talk.preview_card(conference, text, grouped=grouped))


async def send_announcement(house: House, tap: Tap, pressed: buttons.SendAnnouncement) -> str:
    if pressed.scope not in {scope.value for scope in Scope}:
        raise Refused("unknown")
    await house.announcing.send(
        tap.account, pressed.conference, scope=Scope(pressed.scope), mark=pressed.mark, update=tap.update
    )
    await show_instead(house, tap, pressed.conference, Card(esc(words.SENT)))
    return words.SENT


async def drop_announcement(house: House, tap: Tap, pressed: buttons.DropAnnouncement) -> str:
    await house.announcing.drop(tap.account)
    await show_instead(house, tap, pressed.conference, Card(esc(words.DROPPED)))
    return ""


async def _ask_announcement(house: House, account: Account, conference: str) -> None:
    await house.announcing.ask(account, conference)
    house.messages.tell(private_chat(account), Card(esc(words.ASK_ANNOUNCEMENT)))


async def _show_lead(house: House, tap: Tap, moved: Talk) -> None:
    """The facilitator's card where it was pressed; the group's follows, and so does the clock."""
    house.timekeeper.poke()
    house.talks.refresh(moved.round.key)
    view = await house.talks.view(moved.round.key)
    await show_instead(house, tap, moved.round.conference, talk.lead_card(view))


async def _show_again(house: House, tap: Tap, key: int) -> None:
    """The card as it is now, where what was pressed is behind the times."""
    view = await house.talks.view(key)
    await show_instead(house, tap, view.talk.round.conference, talk.lead_card(view))


async def _usual_minutes(house: House, chosen: Talk) -> int:
    """What fits in the time for talking that the plan of the day leaves this phase."""
    async with house.store.reading() as view:
        stage = await load_stage(view, house.pack, chosen.round.conference)
    plan = plan_of_day(house.pack, stage.conference, stage.rounds, now=house.clock.now())
    return usual_minutes(talking_left(plan, chosen.round.phase), points=len(chosen.points))


def _known_minutes(minutes: int) -> int:
    return minutes if minutes in MINUTES else MINUTES[1]


def _title(round_: Round, item: str) -> str:
    return next((i.title for i in round_.items if i.id == item), item)


TAPS: Final[TapHandlers] = {
    buttons.ChooseTalk: choose_talk,
    buttons.TalkPage: show_page,
    buttons.TalkItem: choose_item,
    buttons.BeginTalk: begin_talk,
    buttons.LeadTalk: lead_talk,
    buttons.NextPoint: go_on,
    buttons.ExtendPoint: extend,
    buttons.NotePoint: ask_note,
    buttons.Announce: announce,
    buttons.SendAnnouncement: send_announcement,
    buttons.DropAnnouncement: drop_announcement,
}
COMMANDS: Final[CommandHandlers] = {
    "bespreek": begin_by_command,
    "bericht": announce_by_command,
}
DIALOGS: Final[DialogHandlers] = {
    NOTE: take_note,
    ANNOUNCEMENT: take_announcement,
}
