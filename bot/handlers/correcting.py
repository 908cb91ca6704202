"""Corrections: one service each, then the desk as it is afterwards. Reasons are asked in the own chat."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.buttons import correcting as buttons
from bot.cards import correcting as cards
from bot.handlers.showing import ask_for, show_desk, show_instead
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import correcting as words
from flows.conference.model import Round
from flows.conference.round_machine import FINAL_STATES
from flows.errors import Invalid, Lost, Refused
from flows.ports import Dialog

WITHDRAW_REASON: Final = "withdraw_reason"
SKIP_REASON: Final = "skip_reason"
CANCEL_REASON: Final = "cancel_reason"


async def show(house: House, tap: Tap, pressed: buttons.Corrections) -> str:
    """Corrigeer."""
    stage, can = await house.correcting.corrections(tap.account, pressed.conference)
    await show_instead(house, tap, pressed.conference, cards.correcting_card(stage, can))
    return ""


async def reopen(house: House, tap: Tap, pressed: buttons.Reopen) -> str:
    """Heropen."""
    round_ = await house.correcting.reopen(tap.account, pressed.round, update=tap.update)
    house.rounds.refresh(round_.key)
    await show_desk(house, tap, round_.conference)
    return words.REOPENED_NOW


async def withdraw(house: House, tap: Tap, pressed: buttons.Withdraw) -> str:
    """Trek in: first the reason."""
    async with house.store.reading() as view:
        round_ = await view.round(pressed.round)
    await house.facilitation.stage(tap.account, round_.conference)
    if round_.state in FINAL_STATES:
        raise Lost("round_is_elsewhere", state=round_.state.value)
    await ask_for(
        house,
        tap.account,
        tap.chat,
        Dialog(kind=WITHDRAW_REASON, data={"round": round_.key}),
        _withdraw_question(round_),
    )
    return ""


async def ask_again(house: House, tap: Tap, pressed: buttons.AskAgain) -> str:
    """Vraag opnieuw."""
    await house.correcting.ask_again(
        tap.account, pressed.conference, pressed.template, seen=pressed.seen, update=tap.update
    )
    await show_desk(house, tap, pressed.conference)
    return ""


async def choose_phase(house: House, tap: Tap, pressed: buttons.BackTo) -> str:
    """Terug: which phase."""
    stage, can = await house.correcting.corrections(tap.account, pressed.conference)
    await show_instead(house, tap, pressed.conference, cards.back_card(stage, can))
    return ""


async def go_back(house: House, tap: Tap, pressed: buttons.GoBack) -> str:
    """Terug naar deze fase."""
    await house.correcting.go_back(
        tap.account, pressed.conference, pressed.phase, seen_phase=_phase(house, pressed.seen), update=tap.update
    )
    await show_desk(house, tap, pressed.conference)
    return ""


async def skip(house: House, tap: Tap, pressed: buttons.Skip) -> str:
    """Sla over: first the reason, where it can be done at all."""
    stage, can = await house.correcting.corrections(tap.account, pressed.conference)
    seen = _phase(house, pressed.seen)
    if stage.conference.phase != seen:
        raise Lost("phase_moved")
    if can.skip is None or can.skip.id != pressed.phase:
        reason = house.correcting.phases.skip_refusal(stage.conference, stage.facts())
        raise Refused(reason or "phase_not_skippable")
    data = {"conference": pressed.conference, "phase": pressed.phase, "seen": seen}
    title = can.skip.title.lower()
    await ask_for(
        house, tap.account, tap.chat, Dialog(kind=SKIP_REASON, data=data), words.ASK_SKIP_REASON.format(title=title)
    )
    return ""


async def cancel(house: House, tap: Tap, pressed: buttons.Cancel) -> str:
    """Breek af: first tap."""
    stage = await house.facilitation.stage(tap.account, pressed.conference)
    await show_instead(house, tap, pressed.conference, cards.sure_card(stage.conference))
    return ""


async def cancel_sure(house: House, tap: Tap, pressed: buttons.CancelSure) -> str:
    """Breek af: second tap, then the reason."""
    await house.facilitation.stage(tap.account, pressed.conference)
    dialog = Dialog(kind=CANCEL_REASON, data={"conference": pressed.conference})
    await ask_for(house, tap.account, tap.chat, dialog, words.ASK_CANCEL_REASON)
    return ""


async def take_withdraw_reason(house: House, said: Said, dialog: Dialog) -> None:
    async def run() -> str:
        round_ = await house.correcting.withdraw(
            said.account, int(dialog.data["round"]), reason=said.text, update=said.update
        )
        house.rounds.refresh(round_.key)
        return round_.conference

    await _finish(house, said, run)


async def take_skip_reason(house: House, said: Said, dialog: Dialog) -> None:
    async def run() -> str:
        moved = await house.correcting.skip(
            said.account,
            str(dialog.data["conference"]),
            str(dialog.data["phase"]),
            seen_phase=str(dialog.data["seen"]),
            reason=said.text,
            update=said.update,
        )
        return moved.id

    await _finish(house, said, run)


async def take_cancel_reason(house: House, said: Said, dialog: Dialog) -> None:
    async def run() -> str:
        conference = str(dialog.data["conference"])
        ended = await house.correcting.cancel(said.account, conference, reason=said.text, update=said.update)
        return ended.id

    await _finish(house, said, run)


async def _finish(house: House, said: Said, run: Callable[[], Awaitable[str]]) -> None:
    """Do what the reason was asked for; a reason that is no good is asked for again, anything else ends it."""
    try:
        conference = await run()
    except Invalid:
        raise
    except Refused:
        await house.roster.ask(said.account, None)
        raise
    await house.roster.ask(said.account, None)
    await house.desks.open(said.account, said.chat, conference)
    await house.desks.refresh(conference)


def _withdraw_question(round_: Round) -> str:
    return words.ASK_WITHDRAW_REASON.format(title=round_.title)


def _phase(house: House, place: int) -> str:
    """Raises Lost for a place that this pack does not have."""
    phases = house.pack.phases
    if place >= len(phases):
        raise Lost("phase_moved")
    return phases[place].id


TAPS: Final[TapHandlers] = {
    buttons.Corrections: show,
    buttons.Reopen: reopen,
    buttons.Withdraw: withdraw,
    buttons.AskAgain: ask_again,
    buttons.BackTo: choose_phase,
    buttons.GoBack: go_back,
    buttons.Skip: skip,
    buttons.Cancel: cancel,
    buttons.CancelSure: cancel_sure,
}
DIALOGS: Final[DialogHandlers] = {
    WITHDRAW_REASON: take_withdraw_reason,
    SKIP_REASON: take_skip_reason,
    CANCEL_REASON: take_cancel_reason,
}
