"""Where the request for a line stands in each member's own chat, and what it shows now."""

from bot.cards import arguing
from bot.cards.card import Card
from bot.screens.messages import Messages
from flows.pack.form import Pack
from flows.ports import CardRef, Store
from flows.services.arguing import Asked
from flows.services.asking_arguments import request_card


class Arguments:
    """One message for each person and round; what is asked next follows in the same one."""

    def __init__(self, store: Store, *, pack: Pack, messages: Messages) -> None:
        self._store = store
        self._pack = pack
        self._messages = messages

    async def post(self, chat: int, asked: Asked) -> None:
        """Send the request without a sound; who was sent the same words before sees them there again.

        The same person is asked anew where a round was opened again and closed.
        """
        card, name = self._card(asked), _name(asked)
        async with self._store.reading() as view:
            before = await view.card(name)
        if before is not None and before.digest == card.digest:
            self._messages.show_in_place(int(before.chat), before.message, card)
            return
        message = await self._messages.say(chat, card, silent=True)
        async with self._store.writing() as work:
            await work.set_card(name, CardRef(chat=str(chat), message=message, digest=card.digest))
            await work.commit()

    async def show(self, chat: int, asked: Asked) -> None:
        """What is asked next, or thanks, where the request stands; below it where that is not known."""
        async with self._store.reading() as view:
            ref = await view.card(_name(asked))
        if ref is None:
            self._messages.tell(chat, self._card(asked))
        else:
            self._messages.show_in_place(int(ref.chat), ref.message, self._card(asked))

    def _card(self, asked: Asked) -> Card:
        return arguing.request_card(self._pack, asked)


def _name(asked: Asked) -> str:
    return request_card(asked.round.key, asked.participant.id)
