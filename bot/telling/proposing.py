"""What somebody hears of a motive that he proposed."""

from typing import Final

from bot.cards import proposing as cards
from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice
from flows.services.proposing import DECIDED, load_decided
from flows.words import ProposalState


async def tell_decided(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    """As it stands now; nothing when it was undone meanwhile, or is not his any more."""
    async with house.store.reading() as view:
        proposal, into = await load_decided(view, house.pack, str(notice.data["item"]))
    if proposal.participant == notice.to and proposal.state is not ProposalState.WAITING:
        await house.messages.say(chat, cards.motive_told_card(proposal, into))


TELLERS: Final[Tellers] = {DECIDED: tell_decided}
