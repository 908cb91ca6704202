"""What is told of the conversation, and announcements."""

from typing import Final

from bot.cards import talk
from bot.house import House
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice
from flows.services.announcing import ANNOUNCEMENT
from flows.services.timing import stamp


async def tell_talk(house: House, notice: Notice, _chat: int, where: Chat | None) -> None:
    """The card of the conversation, in the group."""
    if where is not None:
        await house.talks.post(int(notice.data["round"]), where)


async def tell_talk_over(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    """Without a sound; where the conversation went on meanwhile, there is nothing to tell."""
    view = await house.talks.view(int(notice.data["round"]))
    point = view.talk.current
    house.talks.refresh(view.talk.round.key)
    if point is None or point.item != notice.data["item"] or point.ends_at is None:
        return
    if stamp(point.ends_at) == notice.data["at"]:
        await house.messages.say(chat, talk.time_over_card(view, point), silent=True)


async def tell_announcement(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    card = talk.announcement_card(str(notice.data["text"]))
    await house.messages.say(chat, card, thread=where.thread if where else None)


TELLERS: Final[Tellers] = {
    "talk": tell_talk,
    "talk_over": tell_talk_over,
    ANNOUNCEMENT: tell_announcement,
}
