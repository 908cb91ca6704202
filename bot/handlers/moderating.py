"""Lines why, with the facilitator: read, admitted, sent back or refused."""

from typing import Final

from bot.buttons import arguing as buttons
from bot.cards import moderating as cards
from bot.handlers.showing import show_instead
from bot.handlers.tables import TapHandlers
from bot.house import House
from bot.incoming import Tap
from bot.phrases import arguing as words
from flows.conference.model import Argument
from flows.errors import Invalid, Lost
from flows.services.moderating import Judgment, Moderation


async def read_them(house: House, tap: Tap, pressed: buttons.ReadThem) -> str:
    """Lees de teksten: the first that is to be judged, else the first that was admitted."""
    found = await house.moderating.read(tap.account, pressed.round)
    return await _show(house, tap, found, next(iter(found.lines), None))


async def next_line(house: House, tap: Tap, pressed: buttons.NextLine) -> str:
    """Volgende."""
    found = await house.moderating.read(tap.account, pressed.round)
    return await _show(house, tap, found, found.after(pressed.argument))


async def judge(house: House, tap: Tap, pressed: buttons.Judge) -> str:
    """Toelaten, Vraag het anders, Weigeren, Terugnemen; then the next that is to be judged."""
    try:
        judgment = Judgment(pressed.judgment)
    except ValueError:
        raise Invalid("unknown") from None
    try:
        found = await house.moderating.judge(
            tap.account, pressed.argument, judgment, seen=pressed.mark, update=tap.update
        )
    except Lost:
        await _show_again(house, tap, pressed.argument)
        raise
    follow(house, found)
    await _show(house, tap, found, next(iter(found.waiting), None))
    return words.JUDGED[judgment]


async def all_lines(house: House, tap: Tap, pressed: buttons.AllLines) -> str:
    """Laat alles toe: first everything is shown."""
    found = await house.moderating.read(tap.account, pressed.round)
    await show_instead(house, tap, found.round.conference, cards.all_card(found, page=pressed.page))
    return ""


async def admit_all(house: House, tap: Tap, pressed: buttons.AdmitAll) -> str:
    """Ja, laat alles toe."""
    try:
        found = await house.moderating.admit_all(tap.account, pressed.round, seen=pressed.mark, update=tap.update)
    except Lost:
        found = await house.moderating.read(tap.account, pressed.round)
        await show_instead(house, tap, found.round.conference, cards.all_card(found, page=0))
        raise
    follow(house, found)
    await _show(house, tap, found, next(iter(found.waiting), None))
    return words.ADMITTED_ALL.format(count=len(found.admitted))


def follow(house: House, found: Moderation) -> None:
    """Other desks and the card of the conversation show the lines as they stand."""
    house.desks.refresh_soon(found.round.conference)
    house.talks.refresh(found.round.key)


async def _show(house: House, tap: Tap, found: Moderation, line: Argument | None) -> str:
    await show_instead(house, tap, found.round.conference, cards.line_card(found, line))
    return ""


async def _show_again(house: House, tap: Tap, argument: str) -> None:
    """The text as it reads now, where it still waits; else the next one."""
    found = await house.moderating.around(tap.account, argument)
    line = next((line for line in found.waiting if line.id == argument), next(iter(found.waiting), None))
    await _show(house, tap, found, line)


TAPS: Final[TapHandlers] = {
    buttons.ReadThem: read_them,
    buttons.NextLine: next_line,
    buttons.Judge: judge,
    buttons.AllLines: all_lines,
    buttons.AdmitAll: admit_all,
}
