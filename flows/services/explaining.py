"""A toelichting: one line why, with any question while the round is open.

The facilitators read the lines after closing, without name or municipality and in an order that tells nothing.
"""

from dataclasses import dataclass, replace
from typing import Final

from flows.conference.model import Argument, Participant, Round
from flows.errors import Invalid, Lost, Refused
from flows.kinds.open import shuffle
from flows.ports import Account, Dialog, Store, UpdateRef, View
from flows.services.answerers import answerer_of, item_of
from flows.services.stage import require_facilitator
from flows.words import ArgumentState, Kind, Party, Role, RoundState

EXPLANATION: Final = "toelichting"
"""The dialog in which a toelichting is awaited."""

LENGTH: Final = 200
"""Characters of a toelichting; at least one."""

_EXPLAINED: Final = frozenset({Kind.RATE, Kind.CHOOSE})
"""Kinds of which the card has room for it (UX.md, screens 5 and 7)."""

_HEARD: Final = frozenset({RoundState.CLOSED, RoundState.PUBLISHED, RoundState.TALK, RoundState.SETTLED})


@dataclass(frozen=True, kw_only=True)
class Explanations:
    """What was written with a round: per item of it that has any, in the round's order."""

    round: Round
    texts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(texts) for _, texts in self.texts)


def can_explain(round_: Round, participant: Participant) -> bool:
    """Any voter, where every voter is asked and nothing is decided yet."""
    asked = round_.party is Party.VOTERS and not round_.decides and round_.kind in _EXPLAINED
    return asked and participant.role is Role.VOTER


def read_line(text: str) -> str:
    """The text on one line. Raises Invalid (empty, too long)."""
    line = " ".join(text.split())
    if not any(c.isalnum() for c in line):
        raise Invalid("explanation_empty")
    if len(line) > LENGTH:
        raise Invalid("explanation_too_long", length=len(line), limit=LENGTH)
    return line


class Explaining:
    """What members write with their answers, and facilitators read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def ask(self, account: Account, key: int, item: str) -> Round:
        """Wait for the line. Raises NotAllowed, NotFound, Lost when the round is not open, Refused."""
        async with self._store.writing() as work:
            round_ = await work.round(key)
            item_of(round_, item)
            participant = await answerer_of(work, round_, account)
            if round_.state is not RoundState.OPEN:
                raise Lost("round_is_elsewhere", state=round_.state.value)
            if not can_explain(round_, participant):
                raise Refused("no_explanation_here")
            await work.set_dialog(account, Dialog(kind=EXPLANATION, data={"round": key, "item": item}))
            await work.commit()
            return round_

    async def leave(self, account: Account) -> None:
        """'Toch niet': nothing is waited for; what was written before stays."""
        async with self._store.writing() as work:
            dialog = await work.dialog(account)
            if dialog is not None and dialog.kind == EXPLANATION:
                await work.set_dialog(account, None)
                await work.commit()

    async def give(self, account: Account, text: str, *, update: UpdateRef | None = None) -> tuple[int, str]:
        """The line, in the place of an earlier one; the round's key and the item.

        Raises Invalid (empty, too long), Lost when it is not asked (any more) or the round closed, NotAllowed.
        """
        line = read_line(text)
        async with self._store.writing() as work:
            if not await work.first_time(update):
                raise Lost("text_stored_before")
            dialog = await work.dialog(account)
            if dialog is None or dialog.kind != EXPLANATION:
                raise Lost("text_not_asked")
            key, item = int(dialog.data["round"]), str(dialog.data["item"])
            round_ = await work.round(key)
            participant = await answerer_of(work, round_, account)
            await work.set_dialog(account, None)
            if round_.state is not RoundState.OPEN:
                await work.commit()
                raise Lost("round_closed_explanation")
            await work.put_argument(await _written(work, key, item, participant.id, line))
            await work.commit()
        return key, item

    async def read(self, account: Account, key: int) -> Explanations:
        """For a facilitator, after closing. Raises NotAllowed, NotFound, Refused while the round is open."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            await require_facilitator(view, round_.conference, account)
            if round_.state not in _HEARD:
                raise Refused("nothing_published")
            return await load_explanations(view, round_)


async def load_explanations(view: View, round_: Round) -> Explanations:
    """Shuffled by their content, so that the order tells neither who wrote nor when."""
    found: dict[str, list[str]] = {item.id: [] for item in round_.items}
    for argument in await view.arguments(round_.key):
        found[argument.item].append(argument.text)
    texts = ((item, shuffle(sorted(lines), seed=f"{round_.id}|{item}")) for item, lines in found.items())
    return Explanations(round=round_, texts=tuple((item, lines) for item, lines in texts if lines))


async def _written(view: View, key: int, item: str, participant: str, line: str) -> Argument:
    """The line, in the place of what this person wrote with the item before."""
    for argument in await view.arguments(key):
        if argument.item == item and argument.participant == participant:
            return replace(argument, text=line, state=ArgumentState.WAITING)
    return Argument(id="", round=key, item=item, participant=participant, text=line)
