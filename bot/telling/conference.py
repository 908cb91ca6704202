"""What is told of a whole conference."""

from typing import Final

from bot.cards import group
from bot.cards.card import Card
from bot.cards.standing import late_row
from bot.house import House
from bot.telling.tables import Tellers
from flows.outcomes import ConsentOutcome
from flows.ports import Chat, Notice
from flows.services.concluding import COUNTED, record_round
from flows.words import Decision


async def tell_finished(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
        rounds = await view.rounds(conference.id)
        articles = [r for r in rounds if house.pack.round(r.template).derived == "articles" and r.state in COUNTED]
        records = [await record_round(view, house.pack, conference, r, rounds=rounds) for r in articles]
        account = (await view.accounts(conference.id)).get(notice.to or "")
    outcomes = {item: outcome for record in records for item, outcome in record.disclosed.items.items()}.values()
    decided = [o.decision for o in outcomes if isinstance(o, ConsentOutcome) and o.decision is not None]
    counts = {decision: decided.count(decision) for decision in Decision}
    late = await house.standing.late(account, conference.id) if account is not None else None
    card = group.finished_card(conference, counts)
    card = Card(card.text, (*card.rows, *late_row(late)))
    await house.messages.say(chat, card, thread=where.thread if where else None)


async def tell_sums(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
    card = group.sums_card(conference, str(notice.data["sums"]).split("\n"))
    await house.messages.say(chat, card, thread=where.thread if where else None)


TELLERS: Final[Tellers] = {
    "finished": tell_finished,
    "sums": tell_sums,
}
