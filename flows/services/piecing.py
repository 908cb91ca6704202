"""Answers in more than one step: options approved, a top k put in order, contributions to an open question."""

from collections.abc import Callable, Mapping
from typing import Final

from flows.conference.model import Ballot, Round
from flows.errors import Lost
from flows.kinds import KINDS
from flows.ports import Account, Dialog, Press, Store, UpdateRef, Verdict, VerdictWord
from flows.services.answerers import answerer_of, item_of
from flows.services.pieces import (
    Pieces,
    drop_contribution,
    rank_next,
    rank_without,
    read_contribution,
    tick,
    write_contribution,
)
from flows.words import Kind, RoundState

CONTRIBUTION: Final = "contribution"
"""The dialog in which contributions to an open question are awaited, one after another."""


class Piecing:
    """What a member does with an answer that one tap does not finish."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rounds: dict[int, Round] = {}

    async def round_of(self, key: int) -> Round:
        """The round as it was put. Items never change after opening, so they are remembered. Raises NotFound."""
        known = self._rounds.get(key)
        if known is not None:
            return known
        async with self._store.reading() as view:
            found = await view.round(key)
        if found.state is not RoundState.DRAFT:
            self._rounds[key] = found
        return found

    async def approve(
        self, account: Account, key: int, item_id: str, option: str, *, on: bool, update: UpdateRef | None = None
    ) -> Verdict:
        """Approve an option, or no longer. Raises NotAllowed, NotFound."""
        item = item_of(await self.round_of(key), item_id)

        def change(before: Pieces) -> Pieces:
            return tick(before, option, item=item, on=on)

        return await self._piece(account, key, item_id, kind=Kind.APPROVE, change=change, update=update)

    async def approve_none(
        self, account: Account, key: int, item_id: str, *, update: UpdateRef | None = None
    ) -> Verdict:
        """'Geen van deze'. Raises NotAllowed, NotFound."""
        return await self._piece(account, key, item_id, kind=Kind.APPROVE, change=lambda _: (), update=update)

    async def rank(
        self, account: Account, key: int, item_id: str, option: str, *, update: UpdateRef | None = None
    ) -> Verdict:
        """This option comes next in the ranking. Raises Invalid when it is full; NotAllowed, NotFound."""
        round_ = await self.round_of(key)
        item, top = item_of(round_, item_id), round_.top or 0

        def change(before: Pieces) -> Pieces:
            return rank_next(before, option, item=item, top=top)

        return await self._piece(account, key, item_id, kind=Kind.RANK, change=change, update=update)

    async def unrank(
        self, account: Account, key: int, item_id: str, option: str, *, update: UpdateRef | None = None
    ) -> Verdict:
        """This option out of the ranking. Raises NotAllowed, NotFound."""

        def change(before: Pieces) -> Pieces:
            return rank_without(before, option)

        return await self._piece(account, key, item_id, kind=Kind.RANK, change=change, update=update)

    async def drop_contribution(
        self, account: Account, key: int, item_id: str, mark: str, *, update: UpdateRef | None = None
    ) -> Verdict:
        """The contribution that `mark` names is taken away. Raises NotAllowed, NotFound."""

        def change(before: Pieces) -> Pieces:
            return drop_contribution(before, mark=mark)

        return await self._piece(account, key, item_id, kind=Kind.OPEN, change=change, update=update)

    async def contribute(self, account: Account, text: str, *, update: UpdateRef | None = None) -> tuple[int, str]:
        """A text to the open question that waits for one; more can follow. Gives the round's key and the item.

        Raises Invalid (empty, too long, said already, too many), Lost when it is not asked (any more), NotAllowed.
        """
        contribution = read_contribution(text)
        async with self._store.writing() as work:
            if not await work.first_time(update):
                raise Lost("text_stored_before")
            dialog = await work.dialog(account)
            if dialog is None or dialog.kind != CONTRIBUTION:
                raise Lost("text_not_asked")
            key, item = int(dialog.data["round"]), str(dialog.data["item"])
            round_ = await work.round(key)
            participant = await answerer_of(work, round_, account)
            if round_.state is not RoundState.OPEN:
                await work.set_dialog(account, None)
                await work.commit()
                raise Lost("round_closed_contribution")
            before = _pieces(await work.own_ballots(key, participant.id), item)
            value = write_contribution(before, contribution, mark=str(dialog.data.get("mark", "")))
            encoded = KINDS[Kind.OPEN].encode(value)
            await work.put_answer(Press(update=None, account=account, round=key, item=item, value=encoded))
            await work.set_dialog(account, Dialog(kind=CONTRIBUTION, data={"round": key, "item": item}))
            await work.commit()
        return key, item

    async def ask_contribution(self, account: Account, key: int, item_id: str, *, mark: str) -> None:
        """Wait for another text in the place of the one that `mark` names. Raises NotAllowed, NotFound, Lost."""
        async with self._store.writing() as work:
            round_ = await work.round(key)
            item_of(round_, item_id)
            await answerer_of(work, round_, account)
            if round_.state is not RoundState.OPEN:
                raise Lost("round_closed_contribution")
            data: Mapping[str, str | int] = {"round": key, "item": item_id, "mark": mark}
            await work.set_dialog(account, Dialog(kind=CONTRIBUTION, data=data))
            await work.commit()

    async def _piece(
        self,
        account: Account,
        key: int,
        item_id: str,
        *,
        kind: Kind,
        change: Callable[[Pieces], Pieces],
        update: UpdateRef | None,
    ) -> Verdict:
        """Read, change and store in one transaction: of two fast taps neither undoes the other.

        Each tap changes what stands, whichever came first, so none makes another older.
        """
        round_ = await self.round_of(key)
        item = item_of(round_, item_id)
        if round_.kind is not kind:
            return Verdict(word=VerdictWord.INVALID)
        async with self._store.writing() as work:
            participant = await answerer_of(work, round_, account)
            before = _pieces(await work.own_ballots(key, participant.id), item_id)
            if not await work.first_time(update):
                return Verdict(word=VerdictWord.DUPLICATE, value=KINDS[kind].encode(before))
            encoded = KINDS[kind].encode(change(before))
            KINDS[kind].parse(encoded, item=item, round_=round_)
            press = Press(update=None, account=account, round=key, item=item_id, value=encoded)
            verdict = await work.put_answer(press)
            await work.commit()
            return verdict


def _pieces(ballots: Mapping[str, Ballot], item_id: str) -> Pieces:
    """What somebody put together so far; nothing after 'geen mening'."""
    ballot = ballots.get(item_id)
    return ballot.value if ballot is not None and isinstance(ballot.value, tuple) else ()
