"""What is told of a whole conference."""

from typing import Final

from bot.cards import group
from bot.house import House
from bot.telling.tables import Tellers
from flows.outcomes import ConsentOutcome
from flows.ports import Chat, Notice
from flows.services.concluding import record_round
from flows.words import Decision


async def tell_finished(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
        articles = [r for r in await view.rounds(conference.id) if house.pack.round(r.template).derived == "articles"]
        records = [await record_round(view, house.pack, conference, r) for r in articles[-1:]]
    outcomes = [outcome for record in records for outcome in record.disclosed.items.values()]
    decided = [o.decision for o in outcomes if isinstance(o, ConsentOutcome) and o.decision is not None]
    counts = {decision: decided.count(decision) for decision in Decision}
    await house.messages.say(chat, group.finished_card(conference, counts), thread=where.thread if where else None)


async def tell_sums(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
    card = group.sums_card(conference, str(notice.data["sums"]).split("\n"))
    await house.messages.say(chat, card, thread=where.thread if where else None)


TELLERS: Final[Tellers] = {
    "finished": tell_finished,
    "sums": tell_sums,
}
