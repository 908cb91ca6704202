"""Lines why: written with a question while the round is open, and on request after it was closed.

A line is one text of one person on one item of a round; a later one takes its place. While a round is open nobody
reads any; after closing facilitators do, without name or municipality (see moderating.py). Who answers a request is
shown to nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from flows.conference.model import Argument, ArgumentRequest, Ballot, Participant, Round, RoundItem
from flows.errors import Invalid, Lost, Refused
from flows.kinds.open import tidy
from flows.ports import Account, Dialog, Store, UpdateRef, View, Work
from flows.services.answerers import answerer_of, item_of
from flows.services.asking_arguments import TAKING, request_card
from flows.services.stage import require_active
from flows.words import ArgumentState, Kind, Party, RequestState, Role, RoundState

ARGUMENT: Final = "argument"
"""The dialog in which the line with a question is awaited."""

LENGTH: Final = 200
"""Characters of a line; at least one."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What one person is asked after closing, and how far he is. Only for himself."""

    round: Round
    participant: Participant
    requests: tuple[ArgumentRequest, ...]
    ballots: Mapping[str, Ballot]
    lines: Mapping[str, str]
    """His own lines, by item."""

    @property
    def waiting(self) -> ArgumentRequest | None:
        """The first that is neither answered nor declined."""
        return next((r for r in self.requests if r.state is RequestState.WAITING), None)

    @property
    def item(self) -> RoundItem | None:
        waiting = self.waiting
        return None if waiting is None else item_of(self.round, waiting.item)

    @property
    def given(self) -> int:
        return sum(1 for r in self.requests if r.state is RequestState.GIVEN)

    @property
    def is_open(self) -> bool:
        """Whether lines are still taken."""
        return self.round.state in TAKING and bool(self.requests)


@dataclass(frozen=True, kw_only=True)
class Rewriting:
    """A line that the facilitator asked to write otherwise."""

    round: Round
    argument: Argument

    @property
    def item(self) -> RoundItem:
        return item_of(self.round, self.argument.item)


def can_argue(round_: Round, participant: Participant) -> bool:
    """Any voter, where every voter is asked, nothing is decided, and the answer is not a text itself."""
    asked = round_.party is Party.VOTERS and not round_.decides and round_.kind is not Kind.OPEN
    return asked and participant.role is Role.VOTER


def read_line(text: str) -> str:
    """The text on one line, without what cannot be read. Raises Invalid (empty, too long)."""
    line = tidy(text)
    if not any(c.isalnum() for c in line):
        raise Invalid("argument_empty")
    if len(line) > LENGTH:
        raise Invalid("argument_too_long", length=len(line), limit=LENGTH)
    return line


class Arguing:
    """What members write; every step looks at the round as it is now, and not at the button."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def ask(self, account: Account, key: int, item: str) -> Round:
        """Wait for the line with a question. Raises NotAllowed, NotFound, Refused, Lost once it is not open."""
        async with self._store.writing() as work:
            round_ = await work.round(key)
            item_of(round_, item)
            participant = await answerer_of(work, round_, account)
            if round_.state is not RoundState.OPEN:
                raise Lost("round_is_elsewhere", state=round_.state.value)
            if not can_argue(round_, participant):
                raise Refused("no_argument_here")
            await work.set_dialog(account, Dialog(kind=ARGUMENT, data={"round": key, "item": item}))
            await work.commit()
            return round_

    async def leave(self, account: Account) -> None:
        """'Toch niet': nothing is waited for; what was written before stays."""
        async with self._store.writing() as work:
            dialog = await work.dialog(account)
            if dialog is not None and dialog.kind == ARGUMENT:
                await work.set_dialog(account, None)
                await work.commit()

    async def give(self, account: Account, text: str, *, update: UpdateRef | None = None) -> tuple[int, str]:
        """The line with a question, in the place of an earlier one; the round's key and the item.

        Raises Invalid (empty, too long), Lost when it is not asked (any more) or the round closed, NotAllowed.
        """
        line = read_line(text)
        async with self._store.writing() as work:
            if not await work.first_time(update):
                raise Lost("text_stored_before")
            dialog = await work.dialog(account)
            if dialog is None or dialog.kind != ARGUMENT:
                raise Lost("text_not_asked")
            key, item = int(dialog.data["round"]), str(dialog.data["item"])
            round_ = await work.round(key)
            participant = await answerer_of(work, round_, account)
            await work.set_dialog(account, None)
            if round_.state is not RoundState.OPEN:
                await work.commit()
                raise await _too_late(work, round_, participant)
            await work.put_argument(await _written(work, key, item, participant.id, line))
            await work.commit()
        return key, item

    async def asked(self, account: Account, key: int) -> Asked:
        """What this person is asked after closing, as it is now. Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            return await load_asked(view, round_, await answerer_of(view, round_, account))

    async def awaited(self, account: Account) -> Asked | Rewriting | None:
        """What a text that nothing else asked for is the answer to: a line to be rewritten, else the newest request.

        Who takes part in more conferences is asked in any of them. Raises Lost or Refused with the reason where
        nothing waits, something was asked, and the round has moved on since.
        """
        over: Lost | Refused | None = None
        async with self._store.reading() as view:
            for participant in await view.participations(account):
                try:
                    found = await _awaited(view, participant) if participant.role is Role.VOTER else None
                except (Lost, Refused) as reason:
                    over = over or reason
                    continue
                if found is not None:
                    return found
        if over is not None:
            raise over
        return None

    async def answer(
        self, account: Account, found: Asked | Rewriting, text: str, *, update: UpdateRef | None = None
    ) -> Asked | Rewriting:
        """The line that was awaited; what is asked next, or the line as it was written anew.

        Raises Invalid (empty, too long), Lost when the round moved on, NotAllowed.
        """
        line = read_line(text)
        async with self._store.writing() as work:
            if not await work.first_time(update):
                raise Lost("text_stored_before")
            round_ = await work.round(found.round.key)
            participant = await answerer_of(work, round_, account)
            await require_taking(work, round_)
            if isinstance(found, Rewriting):
                argument = await work.argument(found.argument.id)
                if argument.participant != participant.id or argument.state is not ArgumentState.RETURNED:
                    raise Lost("argument_not_asked")
                await work.put_argument(replace(argument, text=line, state=ArgumentState.WAITING))
                await work.commit()
                return replace(found, argument=replace(argument, text=line, state=ArgumentState.WAITING))
            now = await load_asked(work, round_, participant)
            request = now.waiting
            if request is None or found.waiting is None or request.item != found.waiting.item:
                raise Lost("argument_not_asked")
            await work.put_argument(await _written(work, round_.key, request.item, participant.id, line))
            await work.save_argument_request(replace(request, state=RequestState.GIVEN))
            after = await load_asked(work, round_, participant)
            await work.commit()
            return after

    async def decline(self, account: Account, key: int, item: str, *, update: UpdateRef | None = None) -> Asked:
        """'Liever niet' to one item; what is asked next. Pressing twice changes nothing.

        Raises NotAllowed, NotFound, Lost when nothing is asked (any more).
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            participant = await answerer_of(work, round_, account)
            await require_taking(work, round_)
            asked = await load_asked(work, round_, participant)
            request = next((r for r in asked.requests if r.item == item), None)
            if request is None or not await work.first_time(update) or request.state is not RequestState.WAITING:
                return asked
            await work.save_argument_request(replace(request, state=RequestState.DECLINED))
            after = await load_asked(work, round_, participant)
            await work.commit()
            return after

    async def withdraw(self, account: Account, argument: str, *, update: UpdateRef | None = None) -> None:
        """'Laat maar' to the question to write it otherwise: the line is gone. Raises NotAllowed, Lost, NotFound."""
        async with self._store.writing() as work:
            found = await work.argument(argument)
            round_ = await work.round(found.round)
            participant = await answerer_of(work, round_, account)
            if found.participant != participant.id or found.state is not ArgumentState.RETURNED:
                raise Lost("argument_not_asked")
            if await work.first_time(update):
                await work.drop_argument(argument)
                await work.commit()


async def load_asked(view: View, round_: Round, participant: Participant) -> Asked:
    """What somebody is asked about a round that was closed."""
    requests = await view.argument_requests(participant.id)
    mine = [a for a in await view.arguments(round_.key) if a.participant == participant.id]
    return Asked(
        round=round_,
        participant=participant,
        requests=tuple(r for r in requests if r.round == round_.key),
        ballots=await view.own_ballots(round_.key, participant.id),
        lines={a.item: a.text for a in mine},
    )


async def require_taking(view: View, round_: Round) -> None:
    """Raises Lost once lines are not taken any more, Refused when the conference is over."""
    require_active(await view.conference(round_.conference))
    if round_.state not in TAKING:
        raise Lost(_OVER.get(round_.state, "argument_not_asked"), title=round_.title)


_OVER: Final = {
    RoundState.OPEN: "arguments_round_open",
    RoundState.SETTLED: "arguments_settled",
    RoundState.WITHDRAWN: "arguments_withdrawn",
}


async def _awaited(view: View, participant: Participant) -> Asked | Rewriting | None:
    rounds = [r for r in reversed(await view.rounds(participant.conference)) if can_argue(r, participant)]
    for round_ in rounds:
        returned = await _returned(view, round_, participant) if round_.state in TAKING else None
        if returned is not None:
            return Rewriting(round=round_, argument=returned)
    for round_ in rounds:
        asked = await load_asked(view, round_, participant) if round_.state in TAKING else None
        if asked is not None and asked.waiting is not None:
            return asked
    for round_ in rounds:
        if await view.card(request_card(round_.key, participant.id)) is not None:
            await require_taking(view, round_)
            return None
    return None


async def _returned(view: View, round_: Round, participant: Participant) -> Argument | None:
    lines = await view.arguments(round_.key)
    mine = (a for a in lines if a.participant == participant.id and a.state is ArgumentState.RETURNED)
    return next(mine, None)


async def _too_late(view: View, round_: Round, participant: Participant) -> Lost:
    """The round closed under his hands. Where lines are asked now he can send it there, knowing on which item."""
    asked = await load_asked(view, round_, participant)
    if round_.state in TAKING and asked.item is not None:
        return Lost("round_closed_argument_asked", item=asked.item.title)
    return Lost("round_closed_argument")


async def _written(work: Work, key: int, item: str, participant: str, line: str) -> Argument:
    """The line, in the place of what this person wrote with the item before; the facilitator reads it (again)."""
    for argument in await work.arguments(key):
        if argument.item == item and argument.participant == participant:
            return replace(argument, text=line, state=ArgumentState.WAITING)
    return Argument(id="", round=key, item=item, participant=participant, text=line)
