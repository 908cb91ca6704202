"""What is told of who leads."""

from typing import Final

from bot.cards import leading as cards
from bot.cards.card import Card, bold, esc, lines
from bot.house import House
from bot.phrases import leading as words
from bot.telling.tables import Tellers
from flows.ports import Chat, Notice
from flows.words import Role


async def tell_handed_over(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    """Who got the conference hears it otherwise than the other facilitators."""
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
        giver = await view.participant(str(notice.data["giver"]))
        taker = await view.participant(str(notice.data["taker"]))
    said = words.TOLD_TAKER if notice.to == taker.id else words.TOLD_OTHERS
    text = lines([bold(conference.name), esc(said.format(giver=giver.name, taker=taker.name))])
    await house.messages.say(chat, Card(text))
    await house.desks.refresh(conference.id)


async def tell_taken_over(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
        taker = await view.participant(str(notice.data["taker"]))
    text = lines([bold(conference.name), esc(words.TOLD_TAKEN.format(taker=taker.name))])
    await house.messages.say(chat, Card(text), thread=where.thread if where else None)


async def tell_named(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
        named = await view.participant(str(notice.data["named"]))
    text = lines([bold(conference.name), esc(words.TOLD_NAMED.format(named=named.name))])
    await house.messages.say(chat, Card(text), thread=where.thread if where else None)


async def tell_asked(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
        by = await view.participant(str(notice.data["by"]))
        asked = await view.participant(notice.to or "")
    town = next((m.name for m in conference.municipalities if m.id == asked.municipality), conference.name)
    named, mark = str(notice.data["name"]), str(notice.data["mark"])
    await house.messages.say(chat, cards.asked_card(conference, by, named=named, town=town, mark=mark))


async def tell_confirmed(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
        named = await view.participant(str(notice.data["named"]))
    token = await house.leading.leader_token(named.id) if named.role is Role.FACILITATOR else None
    link = None if token is None else house.messages.link(f"u_{token}")
    await house.messages.say(chat, cards.confirmed_card(conference, named, link))


TELLERS: Final[Tellers] = {
    "handed_over": tell_handed_over,
    "taken_over": tell_taken_over,
    "leader_named": tell_named,
    "takeover_asked": tell_asked,
    "takeover_confirmed": tell_confirmed,
}
