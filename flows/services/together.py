"""Samen: one item at a time on the group's card; the facilitator moves on, never the machine (METHOD.md, rounds)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flows.conference.model import Round, RoundItem
from flows.errors import Lost, NotAllowed, Refused
from flows.ports import Account, Progress, Store, UpdateRef
from flows.services.answerers import current_item, item_of, require_answerer
from flows.services.making import round_event
from flows.services.stage import require_facilitator
from flows.words import Kind, Mode, Party, RoundState

MOST_TOGETHER: Final = 8
"""Items of a round that is held together; more takes the room's patience."""

_ONE_TAP: Final = frozenset({Kind.RATE, Kind.CHOOSE, Kind.APPROVE})


def together_refusal(round_: Round, *, grouped: bool) -> str | None:
    """Why this round cannot be held together, as a key of the catalogue; None when it can."""
    if not grouped:
        return "together_no_group"
    if round_.party is Party.SPOKESPERSONS or round_.decides:
        return "together_speakers"
    if round_.kind not in _ONE_TAP:
        return "together_kind"
    return "together_many" if len(round_.items) > MOST_TOGETHER else None


def is_together(round_: Round) -> bool:
    """Whether one item at a time stands on the group's card."""
    return round_.mode is Mode.TOGETHER


def item_beside(round_: Round, step: int) -> RoundItem | None:
    """The item that comes after (1) or before (-1) the one on the card; None at the ends."""
    at = current_item(round_)
    if at is None:
        return None
    place = round_.items.index(at) + step
    return round_.items[place] if 0 <= place < len(round_.items) else None


def is_answered_by_all(progress: Sequence[Progress]) -> bool:
    """Whether every voter answered the item on the card; advisers are not waited for."""
    voters = [p for p in progress if p.municipality is not None]
    return bool(voters) and all(p.done >= p.voters for p in voters)


class Together:
    """What the facilitator does in a round that is held together."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def set_mode(self, account: Account, key: int, mode: Mode, *, update: UpdateRef | None = None) -> Round:
        """Hold the round together or at everybody's own pace, while it is a concept.

        Raises NotAllowed, Lost when it was opened, Refused with the reason why not together.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            if not await work.first_time(update) or round_.mode is mode:
                return round_
            if round_.state is not RoundState.DRAFT:
                raise Lost("round_is_elsewhere", state=round_.state.value)
            grouped = bool(await work.chats(round_.conference))
            reason = together_refusal(round_, grouped=grouped) if mode is Mode.TOGETHER else None
            if reason is not None:
                raise Refused(reason, limit=MOST_TOGETHER)
            saved = await work.save_round(replace(round_, mode=mode, at=None))
            await work.record(round_event(saved, "round_mode", actor, mode=mode.value))
            await work.commit()
            return saved

    async def move_to(
        self, account: Account, key: int, item: str, *, seen: str, update: UpdateRef | None = None
    ) -> Round:
        """Put this item on the card. `seen` is the item that stood there when the facilitator pressed.

        A second press for the same item changes nothing. Raises NotAllowed, NotFound, Refused, Lost when the round
        is not open, or when another item stands there by now.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            wanted, standing = item_of(round_, item), current_item(round_)
            if not await work.first_time(update) or wanted == standing:
                return round_
            if round_.state is not RoundState.OPEN:
                raise Lost("round_is_elsewhere", state=round_.state.value)
            if not is_together(round_):
                raise Refused("not_together")
            if standing is None or standing.id != seen:
                raise Lost("together_moved")
            saved = await work.save_round(replace(round_, at=item))
            await work.record(round_event(saved, "round_moved", actor, item=item))
            await work.commit()
            return saved

    async def refuse(self, account: Account, key: int) -> None:
        """Raise the reason why this account's press does not count in this round; nothing when it would.

        Raises NotAllowed, NotFound.
        """
        footing = await self._store.footing(account, key)
        async with self._store.reading() as view:
            round_ = await view.round(key)
            mine = [p for p in await view.participations(account) if p.conference == round_.conference]
        if mine and footing.participant is None:
            raise NotAllowed("facilitator_answers_not")
        require_answerer(round_, footing.participant)
