"""What is told of lines why, to who writes them, in private."""

from typing import Final

from bot.cards import arguing as cards
from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice
from flows.services.arguing import Rewriting, load_asked
from flows.services.asking_arguments import REQUESTED, TAKING
from flows.services.moderating import REFUSED, RETURNED
from flows.words import ArgumentState, Presence


async def tell_request(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    """Nothing where the round moved on meanwhile."""
    async with house.store.reading() as view:
        round_ = await view.round(int(notice.data["round"]))
        person = await view.participant(notice.to or "")
        asked = await load_asked(view, round_, person)
    if asked.is_open and asked.waiting is not None and person.presence is Presence.JOINED:
        await house.arguments.post(chat, asked)


async def tell_returned(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    """The line of his that waits for him; nothing when he wrote it anew already."""
    async with house.store.reading() as view:
        round_ = await view.round(int(notice.data["round"]))
        found = await view.arguments(round_.key)
    mine = [a for a in found if a.participant == notice.to and a.state is ArgumentState.RETURNED]
    if mine and round_.state in TAKING:
        await house.messages.say(chat, cards.returned_card(Rewriting(round=round_, argument=mine[0])))


async def tell_refused(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    """What of his is not shown."""
    async with house.store.reading() as view:
        round_ = await view.round(int(notice.data["round"]))
        found = await view.arguments(round_.key)
    mine = [a for a in found if a.participant == notice.to and a.state is ArgumentState.REFUSED]
    if mine:
        await house.messages.say(chat, cards.refused_card(round_, mine))


TELLERS: Final[Tellers] = {
    REQUESTED: tell_request,
    RETURNED: tell_returned,
    REFUSED: tell_refused,
}
