"""The lines that voters wrote, with the facilitator: read after closing, admitted, sent back or refused, one by one.

The facilitator sees no name and no municipality, in an order that tells nothing, and never learns whom a line that is
sent back goes to. What was read is what is admitted: a button says which text was looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from flows.conference.chains import follower_of
from flows.conference.model import Argument, Participant, Round
from flows.errors import Lost, Refused
from flows.kinds.open import shuffle
from flows.ports import Account, Notice, Store, UpdateRef, View, Work
from flows.services.admitted import HEARD
from flows.services.announcing import mark_of
from flows.services.asking_arguments import TAKING
from flows.services.making import round_event
from flows.services.stage import require_active, require_facilitator
from flows.words import ArgumentState, RoundState

RETURNED: Final = "argument_returned"
"""The kind of the notice to who wrote a line."""

REFUSED: Final = "argument_refused"
"""The same."""


class Judgment(StrEnum):
    """What a facilitator does with a line; a line that was admitted can be taken back, and is judged again."""

    ADMIT = "admit"
    RETURN = "return"
    REFUSE = "refuse"
    TAKE_BACK = "back"


_FROM: Final = {Judgment.TAKE_BACK: ArgumentState.ADMITTED}
_TO: Final = {
    Judgment.ADMIT: ArgumentState.ADMITTED,
    Judgment.RETURN: ArgumentState.RETURNED,
    Judgment.REFUSE: ArgumentState.REFUSED,
    Judgment.TAKE_BACK: ArgumentState.WAITING,
}
_TOLD: Final = {Judgment.RETURN: RETURNED, Judgment.REFUSE: REFUSED}
"""What who wrote a line hears of."""

_SHOWN: Final = frozenset({Judgment.ADMIT, Judgment.TAKE_BACK})
"""What changes what others read."""


@dataclass(frozen=True, kw_only=True)
class Moderation:
    """The lines of a round as they stand. Each group is shuffled by its content."""

    round: Round
    waiting: tuple[Argument, ...] = ()
    admitted: tuple[Argument, ...] = ()
    returned: int = 0
    """With who wrote them."""
    refused: int = 0
    open: bool = True
    """Whether lines can still be judged."""

    @property
    def count(self) -> int:
        return len(self.waiting) + len(self.admitted) + self.returned + self.refused

    @property
    def lines(self) -> tuple[Argument, ...]:
        """What the facilitator reads: first what is to be judged."""
        return (*self.waiting, *self.admitted)

    @property
    def mark(self) -> str:
        """Which lines wait, and how they read."""
        return mark_of("\n".join(sorted(f"{line.id} {line.text}" for line in self.waiting)))

    def after(self, argument: str) -> Argument | None:
        """The line behind this one, from the first again after the last; the first where it is not there any more."""
        ids = [line.id for line in self.lines]
        if not ids:
            return None
        return self.lines[(ids.index(argument) + 1) % len(ids)] if argument in ids else self.lines[0]


class Moderating:
    """Judging lines; for facilitators only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(self, account: Account, key: int) -> Moderation:
        """After closing. Raises NotAllowed, NotFound, Refused while the round is open."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            await require_facilitator(view, round_.conference, account)
            if round_.state not in HEARD:
                raise Refused("nothing_published")
            return await load_moderation(view, round_)

    async def around(self, account: Account, argument: str) -> Moderation:
        """The lines of the round that this one belongs to. Raises NotAllowed, NotFound, Refused."""
        async with self._store.reading() as view:
            key = (await view.argument(argument)).round
        return await self.read(account, key)

    async def judge(
        self, account: Account, argument: str, judgment: Judgment, *, seen: str, update: UpdateRef | None = None
    ) -> Moderation:
        """Admit, send back or refuse the text that was looked at (`seen`), or take an admitted one back.

        Raises NotAllowed, NotFound, Lost when another was first, it was written anew meanwhile, or lines are not
        judged any more; Refused where nobody can be asked.
        """
        async with self._store.writing() as work:
            found = await work.argument(argument)
            round_ = await work.round(found.round)
            actor = await require_facilitator(work, round_.conference, account)
            if not await work.first_time(update):
                return await load_moderation(work, round_)
            await _require_open(work, round_)
            if judgment is Judgment.RETURN and round_.state not in TAKING:
                raise Lost("arguments_fixed")
            if found.state is not _FROM.get(judgment, ArgumentState.WAITING):
                raise Lost("argument_judged")
            if mark_of(found.text) != seen:
                raise Lost("argument_rewritten")
            await _judge(work, round_, actor, [found], judgment)
            after = await load_moderation(work, round_)
            await work.commit()
            return after

    async def admit_all(
        self, account: Account, key: int, *, seen: str, update: UpdateRef | None = None
    ) -> Moderation:
        """Admit everything that waits, as it was looked at (`seen`).

        Raises NotAllowed, NotFound, Lost when other lines wait meanwhile or lines are not judged any more.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            found = await load_moderation(work, round_)
            if not await work.first_time(update):
                return found
            await _require_open(work, round_)
            if found.mark != seen:
                raise Lost("arguments_changed")
            if found.waiting:
                await _judge(work, round_, actor, found.waiting, Judgment.ADMIT)
            after = await load_moderation(work, round_)
            await work.commit()
            return after


async def load_moderation(view: View, round_: Round) -> Moderation:
    """The lines of a round, for facilitators after closing."""
    found = await view.arguments(round_.key)
    states = [line.state for line in found]
    return Moderation(
        round=round_,
        waiting=_shuffled(round_, found, ArgumentState.WAITING),
        admitted=_shuffled(round_, found, ArgumentState.ADMITTED),
        returned=states.count(ArgumentState.RETURNED),
        refused=states.count(ArgumentState.REFUSED),
        open=await _is_open(view, round_),
    )


async def _is_open(view: View, round_: Round) -> bool:
    """Until the round is settled; where a further round stands ready, until that is opened, for then it is read."""
    if round_.state is not RoundState.SETTLED:
        return round_.state in TAKING
    follower = follower_of(round_, await view.rounds(round_.conference))
    return follower is not None and follower.state is RoundState.DRAFT


async def _require_open(view: View, round_: Round) -> None:
    require_active(await view.conference(round_.conference))
    if not await _is_open(view, round_):
        raise Lost("arguments_fixed")


async def _judge(
    work: Work, round_: Round, actor: Participant, lines: Sequence[Argument], judgment: Judgment
) -> None:
    for line in lines:
        await work.put_argument(replace(line, state=_TO[judgment]))
        if judgment in _TOLD:
            await _tell_writer(work, round_, line, _TOLD[judgment])
    if judgment in _SHOWN:
        await work.save_round(round_)  # its version goes on, so that a summary that was kept is old
    kind = (
        ("argument_admitted" if judgment is Judgment.ADMIT else "argument_taken_back")
        if judgment in _SHOWN
        else ("argument_returned" if judgment is Judgment.RETURN else "argument_refused")
    )
    await work.record(round_event(round_, kind, actor, count=len(lines)))


async def _tell_writer(work: Work, round_: Round, line: Argument, kind: str) -> None:
    """In private. The message finds the line by who gets it, and names none itself: it stays when the link is cut."""
    if line.participant is None:
        if kind == RETURNED:
            raise Refused("argument_of_nobody")
        return
    number = (await work.audit_head(round_.conference)).events
    await work.tell(
        Notice(
            key=f"{kind}:{round_.key}:{number}:{line.participant}",
            conference=round_.conference,
            kind=kind,
            to=line.participant,
            data={"round": round_.key},
        )
    )


def _shuffled(round_: Round, found: Sequence[Argument], state: ArgumentState) -> tuple[Argument, ...]:
    by_place = {f"{line.item} {line.text} {line.id}": line for line in found if line.state is state}
    return tuple(by_place[place] for place in shuffle(sorted(by_place), seed=round_.id))
