"""What the clock has to tell: reminders, an end time that passed, schorsingen."""

from typing import Final

from bot.cards import day
from bot.house import House
from bot.telling.tables import Tellers
from flows.conference.deadlines import end_of
from flows.ports import Chat, Notice
from flows.services.timing import stamp
from flows.words import Presence, RoundState


async def tell_reminder(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    """Without a sound, and only to who is still not done; the lists of homework are told together."""
    async with house.store.reading() as view:
        first = await view.round(int(notice.data["round"]))
        person = await view.participant(notice.to or "")
        beside = await view.rounds(first.conference) if first.homework else ()
        rounds = [r for r in beside or (first,) if r.state is RoundState.OPEN and r.homework is first.homework]
        left = sum([(await view.unfinished(r.key)).get(person.id, 0) for r in rounds])
    if left and person.presence is Presence.JOINED:
        card = day.reminder_card(rounds, left=left, now=house.clock.now())
        await house.messages.say(chat, card, silent=True)


async def tell_time_over(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    """Where the end time was changed meanwhile, there is nothing to tell."""
    async with house.store.reading() as view:
        round_ = await view.round(int(notice.data["round"]))
        progress = await view.progress(round_.key)
    ends_at = end_of(round_)
    house.rounds.refresh(round_.key)
    if ends_at is None or stamp(ends_at) != notice.data["at"]:
        return
    voters = [p for p in progress if p.municipality is not None]
    card = day.time_over_card(round_, done=sum(p.done for p in voters), total=sum(p.voters for p in voters))
    await house.messages.say(chat, card)


async def tell_pause_asked(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    async with house.store.reading() as view:
        round_ = await view.round(int(notice.data["round"]))
        person = await view.participant(str(notice.data["participant"]))
        towns = (await view.conference(round_.conference)).municipalities
    if round_.state is RoundState.OPEN:
        town = next((m for m in towns if m.id == person.municipality), None)
        await house.messages.say(chat, day.pause_asked_card(round_, person, town))


async def tell_pause_over(house: House, notice: Notice, chat: int, where: Chat | None) -> None:
    async with house.store.reading() as view:
        round_ = await view.round(int(notice.data["round"]))
    house.rounds.refresh(round_.key)
    if round_.state is RoundState.OPEN:
        card = day.pause_over_card(round_)
        await house.messages.say(chat, card, thread=where.thread if where else None, silent=True)


TELLERS: Final[Tellers] = {
    "reminder": tell_reminder,
    "time_over": tell_time_over,
    "pause_asked": tell_pause_asked,
    "pause_over": tell_pause_over,
}
