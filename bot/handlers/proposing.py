"""Own motives: asked for behind its button, given as a text, decided by the facilitator after closing."""

from typing import Final

from bot.buttons import proposing as buttons
from bot.cards import proposing as cards
from bot.handlers.showing import show_instead
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import proposing as words
from flows.conference.model import OwnProposal
from flows.errors import Lost
from flows.ports import Dialog
from flows.services.proposing import PROPOSAL, Proposals
from flows.words import ProposalState


async def propose(house: House, tap: Tap, pressed: buttons.Propose) -> str:
    """Eigen motief."""
    round_ = await house.proposing.ask(tap.account, pressed.round)
    if tap.message is not None and tap.private:
        house.messages.show_in_place(tap.chat, tap.message, cards.ask_motive_card(round_))
    return ""


async def propose_not(house: House, tap: Tap, pressed: buttons.ProposeNot) -> str:
    """Toch niet."""
    await house.proposing.leave(tap.account)
    if tap.message is not None and tap.private:
        house.walks.show(tap.account, tap.chat, tap.message, pressed.round, at=None)
    return ""


async def take_motive(house: House, said: Said, _dialog: Dialog) -> None:
    """The line."""
    round_, title = await house.proposing.give(said.account, said.text, update=said.update)
    house.messages.tell(said.chat, cards.stored_motive_card(round_, title))


async def show_motives(house: House, tap: Tap, pressed: buttons.OwnMotives) -> str:
    """Eigen motieven."""
    found = await house.proposing.proposals(tap.account, pressed.conference)
    await show_instead(house, tap, pressed.conference, cards.motives_card(found, pressed.proposal))
    return ""


async def admit(house: House, tap: Tap, pressed: buttons.AdmitMotive) -> str:
    """Toelaten."""
    return await _decided(
        house, tap, pressed.proposal, await house.proposing.admit(tap.account, pressed.proposal, update=tap.update)
    )


async def choose_same(house: House, tap: Tap, pressed: buttons.MergeChoice) -> str:
    """Hetzelfde als…"""
    proposal, found = await house.proposing.proposal(tap.account, pressed.proposal)
    if proposal.state is not ProposalState.WAITING:
        raise Lost("motive_decided")
    await show_instead(house, tap, proposal.conference, cards.merge_card(found, proposal))
    return ""


async def merge(house: House, tap: Tap, pressed: buttons.MergeMotive) -> str:
    """It says the same as this motive."""
    found = await house.proposing.merge(tap.account, pressed.proposal, pressed.motive, update=tap.update)
    return await _decided(house, tap, pressed.proposal, found)


async def refuse(house: House, tap: Tap, pressed: buttons.RefuseMotive) -> str:
    """Weigeren."""
    return await _decided(
        house, tap, pressed.proposal, await house.proposing.refuse(tap.account, pressed.proposal, update=tap.update)
    )


async def undo(house: House, tap: Tap, pressed: buttons.UndoMotive) -> str:
    """Ongedaan maken."""
    return await _decided(
        house, tap, pressed.proposal, await house.proposing.undo(tap.account, pressed.proposal, update=tap.update)
    )


async def _decided(house: House, tap: Tap, proposal: str, found: Proposals) -> str:
    """The same motive as it stands now, so that it can be undone; the next one is a press away."""
    house.desks.refresh_soon(found.stage.conference.id)
    await show_instead(house, tap, found.stage.conference.id, cards.motives_card(found, proposal))
    return words.DONE[_find(found, proposal).state]


def _find(found: Proposals, proposal: str) -> OwnProposal:
    return next(known for known in found.proposals if known.id == proposal)


TAPS: Final[TapHandlers] = {
    buttons.Propose: propose,
    buttons.ProposeNot: propose_not,
    buttons.OwnMotives: show_motives,
    buttons.AdmitMotive: admit,
    buttons.MergeChoice: choose_same,
    buttons.MergeMotive: merge,
    buttons.RefuseMotive: refuse,
    buttons.UndoMotive: undo,
}
DIALOGS: Final[DialogHandlers] = {PROPOSAL: take_motive}
