"""The clock: end times, reminders, schorsingen and the plan of the day. Parse, call one service, show."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

from bot import phrases
from bot.buttons import day as buttons
from bot.cards import day
from bot.cards.card import Card, esc
from bot.handlers.asking import led
from bot.handlers.showing import show_instead
from bot.handlers.tables import CommandHandlers, DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import day as words
from bot.screens.messages import private_chat
from flows.conference.day import plan_of_day
from flows.conference.local_time import Span, read_moment, read_span
from flows.conference.model import Round
from flows.errors import Invalid, Lost, Refused
from flows.ports import Account, Dialog
from flows.services.stage import load_stage
from flows.words import RoundState

END_TIME: Final = "end_time"
DAY_SPAN: Final = "day_span"

_Show = Callable[[House, Tap, Round], Awaitable[None]]


async def show_end(house: House, tap: Tap, pressed: buttons.EndTime) -> str:
    """Eindtijd."""
    await _show_end(house, tap, await _led_round(house, tap.account, pressed.round))
    return ""


async def end_in(house: House, tap: Tap, pressed: buttons.EndIn) -> str:
    """So many minutes from now."""
    if pressed.minutes not in day.LENGTHS:
        raise Refused("unknown")
    ends_at = read_moment(f"{pressed.minutes} min", now=house.clock.now())
    changed = await house.timing.set_end(tap.account, pressed.round, ends_at, update=tap.update)
    await _show_end(house, tap, changed)
    return ""


async def drop_end(house: House, tap: Tap, pressed: buttons.DropEnd) -> str:
    """Geen eindtijd."""
    await _show_end(house, tap, await house.timing.set_end(tap.account, pressed.round, None, update=tap.update))
    return ""


async def extend_end(house: House, tap: Tap, pressed: buttons.ExtendEnd) -> str:
    """5 minuten erbij; where the time was changed meanwhile, it is shown as it is."""
    change = house.timing.extend(tap.account, pressed.round, seen=pressed.seen, update=tap.update)
    await _show_changed(house, tap, pressed.round, change, _show_end)
    return ""


async def ask_end(house: House, tap: Tap, pressed: buttons.TypeEnd) -> str:
    """Andere tijd: asks for it."""
    await _led_round(house, tap.account, pressed.round)
    await house.roster.ask(tap.account, Dialog(kind=END_TIME, data={"round": pressed.round}))
    house.messages.tell(private_chat(tap.account), Card(esc(words.ASK_END)))
    return ""


async def take_end(house: House, said: Said, dialog: Dialog) -> None:
    """The end time that was typed."""
    ends_at = read_moment(said.text, now=house.clock.now())
    try:
        changed = await house.timing.set_end(said.account, int(dialog.data["round"]), ends_at, update=said.update)
    except Invalid:
        raise
    except Refused:
        await house.roster.ask(said.account, None)  # no text will help any more
        raise
    await house.roster.ask(said.account, None)
    _follow(house, changed.key)
    house.messages.tell(said.chat, day.end_card(changed, now=house.clock.now()))


async def remind(house: House, tap: Tap, pressed: buttons.Remind) -> str:
    """Herinner."""
    return _reminded(await house.timing.remind(tap.account, pressed.round, update=tap.update))


async def remind_by_command(house: House, said: Said) -> None:
    """`/herinner`: for the round that the desk is about, else for one that lies open beside it."""
    conference = await led(house, said)
    async with house.store.reading() as view:
        stage = await load_stage(view, house.pack, conference.id)
    current = stage.current if stage.current in stage.open_rounds else stage.open_round
    if current is None:
        raise Refused("no_open_round")
    people = await house.timing.remind(said.account, current.key, update=said.update)
    house.messages.tell(said.chat, Card(esc(_reminded(people))), thread=said.thread)


async def show_awaited(house: House, tap: Tap, pressed: buttons.Awaited) -> str:
    """Wie nog niet; in private only."""
    round_, absent = await house.timing.awaited(tap.account, pressed.round)
    async with house.store.reading() as view:
        conference = await view.conference(round_.conference)
    await show_instead(house, tap, conference.id, day.awaited_card(conference, round_, absent))
    return ""


async def enough(house: House, tap: Tap, pressed: buttons.Enough) -> str:
    """Dit was het, below a reminder."""
    walk = await house.answering.walk(tap.account, pressed.round)
    if tap.message is not None and tap.private:
        house.messages.show_in_place(tap.chat, tap.message, day.enough_card(walk.round))
    return ""


async def show_pause(house: House, tap: Tap, pressed: buttons.PauseChoice) -> str:
    """Schorsing."""
    await _show_pause(house, tap, await _led_round(house, tap.account, pressed.round))
    return ""


async def pause(house: House, tap: Tap, pressed: buttons.Pause) -> str:
    """A schorsing of so many minutes."""
    if pressed.minutes not in day.PAUSES:
        raise Refused("unknown")
    changed = await house.pausing.begin(tap.account, pressed.round, pressed.minutes, update=tap.update)
    await _show_pause(house, tap, changed)
    return ""


async def extend_pause(house: House, tap: Tap, pressed: buttons.ExtendPause) -> str:
    """5 minuten erbij, of the schorsing."""
    change = house.pausing.extend(tap.account, pressed.round, seen=pressed.seen, update=tap.update)
    await _show_changed(house, tap, pressed.round, change, _show_pause)
    return ""


async def end_pause(house: House, tap: Tap, pressed: buttons.EndPause) -> str:
    """The schorsing is over now."""
    change = house.pausing.end(tap.account, pressed.round, seen=pressed.seen, update=tap.update)
    await _show_changed(house, tap, pressed.round, change, _show_pause)
    return ""


async def request_pause(house: House, tap: Tap, pressed: buttons.RequestPause) -> str:
    """Schorsing vragen."""
    await house.pausing.request(tap.account, pressed.round, update=tap.update)
    return words.PAUSE_REQUESTED


async def show_day(house: House, tap: Tap, pressed: buttons.DayPlanCard) -> str:
    """Dagplan."""
    await house.facilitation.stage(tap.account, pressed.conference)
    await show_instead(house, tap, pressed.conference, await _day_card(house, pressed.conference))
    return ""


async def show_day_by_command(house: House, said: Said) -> None:
    """`/dagplan`, to the own chat."""
    conference = await led(house, said)
    house.messages.tell(private_chat(said.account), await _day_card(house, conference.id))


async def set_day(house: House, tap: Tap, pressed: buttons.SetDay) -> str:
    """A day that was offered, or its end half an hour later."""
    span = Span(begins_at=_moment(pressed.begins), ends_at=_moment(pressed.ends))
    await house.timing.set_day(tap.account, pressed.conference, span, update=tap.update)
    await show_instead(house, tap, pressed.conference, await _day_card(house, pressed.conference))
    return ""


async def ask_day(house: House, tap: Tap, pressed: buttons.TypeDay) -> str:
    """Begin en einde: asks for them."""
    await house.facilitation.stage(tap.account, pressed.conference)
    await house.roster.ask(tap.account, Dialog(kind=DAY_SPAN, data={"conference": pressed.conference}))
    house.messages.tell(private_chat(tap.account), Card(esc(words.ASK_DAY)))
    return ""


async def take_day(house: House, said: Said, dialog: Dialog) -> None:
    """Begin and end, as they were typed."""
    conference = str(dialog.data["conference"])
    span = read_span(said.text, now=house.clock.now())
    await house.timing.set_day(said.account, conference, span, update=said.update)
    await house.roster.ask(said.account, None)
    house.messages.tell(said.chat, await _day_card(house, conference))


async def _led_round(house: House, account: Account, key: int) -> Round:
    """An open round of a conference that this account leads. Raises NotAllowed, Lost, NotFound."""
    async with house.store.reading() as view:
        round_ = await view.round(key)
    await house.facilitation.stage(account, round_.conference)
    if round_.state is not RoundState.OPEN:
        raise Lost("round_is_elsewhere", state=round_.state.value)
    return round_


async def _show_changed(house: House, tap: Tap, key: int, change: Awaitable[Round], show: _Show) -> None:
    """The round as it was changed; where its time was moved meanwhile, as it stands. Raises what `change` raises."""
    try:
        changed = await change
    except Lost as lost:
        if lost.reason == "time_moved":
            await show(house, tap, await _led_round(house, tap.account, key))
        raise
    await show(house, tap, changed)


async def _show_end(house: House, tap: Tap, round_: Round) -> None:
    _follow(house, round_.key)
    await show_instead(house, tap, round_.conference, day.end_card(round_, now=house.clock.now()))


async def _show_pause(house: House, tap: Tap, round_: Round) -> None:
    if not round_.decides:
        raise Refused("pause_not_here")
    _follow(house, round_.key)
    await show_instead(house, tap, round_.conference, day.pause_card(round_, now=house.clock.now()))


async def _day_card(house: House, conference: str) -> Card:
    async with house.store.reading() as view:
        stage = await load_stage(view, house.pack, conference)
    plan = plan_of_day(house.pack, stage.conference, stage.rounds, now=house.clock.now())
    return day.day_card(stage.conference, plan)


def _follow(house: House, key: int) -> None:
    """The group's card and the clock follow a change."""
    house.rounds.refresh(key)
    house.timekeeper.poke()


def _reminded(people: int) -> str:
    return words.REMINDED.format(people=phrases.count_word(people, *words.PERSON))


def _moment(seconds: int) -> datetime:
    """Raises Invalid for a moment that cannot be."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise Invalid("time_unread") from error


TAPS: Final[TapHandlers] = {
    buttons.EndTime: show_end,
    buttons.EndIn: end_in,
    buttons.DropEnd: drop_end,
    buttons.ExtendEnd: extend_end,
    buttons.TypeEnd: ask_end,
    buttons.Remind: remind,
    buttons.Awaited: show_awaited,
    buttons.Enough: enough,
    buttons.PauseChoice: show_pause,
    buttons.Pause: pause,
    buttons.ExtendPause: extend_pause,
    buttons.EndPause: end_pause,
    buttons.RequestPause: request_pause,
    buttons.DayPlanCard: show_day,
    buttons.SetDay: set_day,
    buttons.TypeDay: ask_day,
}
COMMANDS: Final[CommandHandlers] = {
    "herinner": remind_by_command,
    "dagplan": show_day_by_command,
}
DIALOGS: Final[DialogHandlers] = {
    END_TIME: take_end,
    DAY_SPAN: take_day,
}
