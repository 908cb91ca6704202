"""What the handlers of the list share: who leads, what the cards show, and a question that was answered."""

from collections.abc import Awaitable
from typing import TypeVar

from bot.cards import people
from bot.cards.card import Card, esc
from bot.handlers.joining import led_by
from bot.house import House
from bot.incoming import Said, Tap
from bot.screens.messages import private_chat
from flows.conference.model import Conference
from flows.errors import Invalid, Refused
from flows.ports import Account, Dialog
from flows.services.sighted import was_answered
from flows.services.stage import load_stage, require_facilitator
from flows.words import ConferenceState

_Changed = TypeVar("_Changed")


async def led_now(house: House, said: Said) -> Conference:
    """The conference that this person leads: the newest that runs, else the newest. Raises Refused."""
    if not said.private:
        raise Refused("private_only")
    led = await led_by(house, said)
    if not led:
        raise Refused("facilitator_only")
    return next((c for c in led if c.state is ConferenceState.ACTIVE), led[0])


async def load_view(house: House, account: Account, conference: str) -> people.PeopleView:
    """What the cards show, for a facilitator. Raises NotAllowed, NotFound."""
    async with house.store.reading() as view:
        await require_facilitator(view, conference, account)
        stage = await load_stage(view, house.pack, conference)
        answered = False
        for round_ in stage.rounds:
            answered = answered or bool(round_.opened_at and await was_answered(view, round_))
        return people.PeopleView(
            stage=stage,
            unreachable=await view.unreachable(conference),
            requests=len(await view.admissions(conference)),
            answered=answered,
        )


async def answer(house: House, account: Account, change: Awaitable[_Changed], *, keep: bool = False) -> _Changed:
    """Do what was asked for. The question stays open as long as another text helps, and is closed else."""
    try:
        changed = await change
    except Invalid:
        raise
    except Refused:
        await house.roster.ask(account, None)
        raise
    if not keep:
        await house.roster.ask(account, None)
    return changed


async def ask(house: House, tap: Tap, dialog: Dialog, question: str) -> str:
    await house.roster.ask(tap.account, dialog)
    house.messages.tell(private_chat(tap.account), Card(esc(question)))
    return ""
