"""What is told about people."""

from typing import Final

from bot.cards import admitting
from bot.cards.card import Card, bold, esc, lines
from bot.house import House
from bot.telling.tables import Tellers
from flows.errors import NotAllowed
from flows.ports import Chat, Notice


async def tell_declined(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    async with house.store.reading() as view:
        participant = await view.participant(str(notice.data["participant"]))
    text = lines(
        [
            bold("Een uitnodiging klopt niet"),
            f"De link van {esc(participant.name)} is geopend door iemand die zegt: dat ben ik niet.",
            "Er is niets gewijzigd. Stuur de link aan de goede persoon.",
        ]
    )
    await house.messages.say(chat, Card(text))


async def tell_requests(house: House, notice: Notice, _chat: int, _where: Chat | None) -> None:
    """Who waits to be admitted; nothing to a facilitator who handed over meanwhile."""
    async with house.store.reading() as view:
        account = (await view.accounts(notice.conference)).get(notice.to or "")
    if account is not None:
        try:
            await house.requests.announce(account, notice.conference)
        except NotAllowed:
            return


async def tell_admitted(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    """He is in: first what happens with the answers, or what comes now for who has read that."""
    async with house.store.reading() as view:
        participant = await view.participant(notice.to or "")
        conference = await view.conference(notice.conference)
    if participant.informed:
        card = await house.walks.welcome_card(conference.id, participant)
    else:
        card = await house.walks.privacy_card(conference, participant)
    await house.messages.say(chat, admitting.admitted_card(conference, card))


async def tell_refused(house: House, notice: Notice, chat: int, _where: Chat | None) -> None:
    async with house.store.reading() as view:
        conference = await view.conference(notice.conference)
    await house.messages.say(chat, admitting.refused_card(conference))


TELLERS: Final[Tellers] = {
    "declined": tell_declined,
    "admissions": tell_requests,
    "admitted": tell_admitted,
    "admission_refused": tell_refused,
}
