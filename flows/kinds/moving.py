"""Movement in a further round: how many changed their answer since the round before, and in which direction."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from flows.conference.model import Ballot, Earlier, Round, RoundItem, Value
from flows.consensus.movement import moves_on_scale, moves_without_scale
from flows.kinds import KINDS
from flows.outcomes import Movement
from flows.words import Grade, Kind

Step = Callable[[RoundItem, Value], int]
"""The place of an answer on its scale, from low or light on."""

_GRADES: Final = {grade.value: place for place, grade in enumerate(reversed(Grade))}
"""Worst first: a better word is up."""


def movement_of(round_: Round, item: RoundItem, ballots: Sequence[Ballot]) -> Movement | None:
    """Movement over the people among these ballots who answered in the round before too; None in a first round.

    An answer that is not finished is none, then and now. Rated items, grades, and ordered options have a direction.
    """
    if round_.follows is None:
        return None
    pairs = [
        (ballot.earlier, Earlier(ballot.value, ballot.no_opinion))
        for ballot in ballots
        if ballot.earlier is not None
        and _is_finished(ballot.earlier, item, round_)
        and _is_finished(Earlier(ballot.value, ballot.no_opinion), item, round_)
    ]
    step = _step_of(round_)
    if step is None:
        moves = moves_without_scale((before.value, after.value) for before, after in pairs)
    else:
        moves = moves_on_scale((_place(before, step, item), _place(after, step, item)) for before, after in pairs)
    return Movement(changed=moves.changed, up=moves.up, down=moves.down, of=moves.of)


def _step_of(round_: Round) -> Step | None:
    return None if round_.kind is Kind.CHOOSE and not round_.ordered else _STEPS.get(round_.kind)


def _place(answer: Earlier, step: Step, item: RoundItem) -> int | None:
    return None if answer.value is None else step(item, answer.value)


def _is_finished(answer: Earlier, item: RoundItem, round_: Round) -> bool:
    if answer.no_opinion:
        return True
    return answer.value is not None and KINDS[round_.kind].complete(answer.value, item=item, round_=round_)


def _number(_: RoundItem, value: Value) -> int:
    return int(str(value))


def _option(item: RoundItem, value: Value) -> int:
    return [option.id for option in item.options].index(str(value))


def _grade(_: RoundItem, value: Value) -> int:
    return _GRADES[str(value)]


_STEPS: Final[Mapping[Kind, Step]] = {Kind.RATE: _number, Kind.CHOOSE: _option, Kind.GRADE: _grade}
