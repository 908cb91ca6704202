"""The card 'Aanmeldingen' of each facilitator: one card for all who wait, until nobody waits any more."""

from bot.cards import admitting
from bot.platform.calls import Call
from bot.screens.messages import Messages, private_chat
from flows.ports import Account, CardRef, Store
from flows.services.admitting import Admitting
from flows.words import Role


class Requests:
    """Cards in the facilitators' own chats. A second request comes on the card of the first, without a message."""

    def __init__(self, store: Store, *, admitting: Admitting, messages: Messages) -> None:
        self._store = store
        self._admitting = admitting
        self._messages = messages

    async def announce(self, account: Account, conference: str) -> None:
        """Tell this facilitator who waits: on the card that stands there, else in a new message.

        Raises what Telegram refuses for good.
        """
        waiting = await self._admitting.waiting(account, conference)
        async with self._store.reading() as view:
            ref = await view.card(_name(conference, account))
            found = await view.conference(conference)
        if ref is not None:
            self._show(account, ref, conference)
        elif waiting:
            chat = private_chat(account)
            message = await self._messages.say(chat, admitting.requests_card(found, waiting))
            await self._place(account, conference, CardRef(chat=str(chat), message=message))

    async def refresh(self, conference: str) -> None:
        """Somebody was admitted or refused: every facilitator's card follows; the last one leaves an empty card."""
        async with self._store.reading() as view:
            accounts = await view.accounts(conference)
            leaders = [p.id for p in await view.participants(conference) if p.role is Role.FACILITATOR]
            refs = {accounts[p]: await view.card(_name(conference, accounts[p])) for p in leaders if p in accounts}
            is_over = not await view.admissions(conference)
        for account, ref in refs.items():
            if ref is not None:
                self._show(account, ref, conference)
                if is_over:
                    await self._place(account, conference, None)

    def _show(self, account: Account, ref: CardRef, conference: str) -> None:
        async def render() -> Call | None:
            waiting = await self._admitting.waiting(account, conference)
            async with self._store.reading() as view:
                found = await view.conference(conference)
            return self._messages.changed(int(ref.chat), ref.message, admitting.requests_card(found, waiting))

        self._messages.show(f"message:{ref.message}", int(ref.chat), render)

    async def _place(self, account: Account, conference: str, ref: CardRef | None) -> None:
        async with self._store.writing() as work:
            await work.set_card(_name(conference, account), ref)
            await work.commit()


def _name(conference: str, account: Account) -> str:
    return f"requests:{conference}:{account.channel}:{account.external}"
