"""When the link between people and answers was cut, a card with somebody's own answers shows them no more."""

from typing import Final

from bot.cards.secrecy import cut_card
from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice
from flows.services.cutting import CUT


async def tell_links_cut(house: House, notice: Notice, _chat: int, _where: Chat | None) -> None:
    """Changes the card with this round's questions, where it is the last that was opened; sends nothing."""
    key = int(notice.data["round"])
    async with house.store.reading() as view:
        round_ = await view.round(key)
        ref = await view.card(f"walk:{notice.to}")
    if ref is not None and ref.digest == str(key):
        house.messages.show_in_place(int(ref.chat), ref.message, cut_card(round_))


TELLERS: Final[Tellers] = {CUT: tell_links_cut}
