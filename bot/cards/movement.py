"""How opinions moved since the round before, in words; of many people, never of one."""

from typing import Final

from bot.cards.card import bold, esc
from bot.phrases import following as words
from flows.conference.model import Round
from flows.outcomes import Movement, RoundOutcome

_ON_THE_DESK: Final = 3
"""Items that are named; the picture and the result tell of all."""


def moves(movement: Movement) -> str:
    """'3 van 25 wijzigden, 2 omhoog, 1 omlaag'."""
    if movement.changed == 0:
        return words.MOVES_NONE.format(of=movement.of)
    one, more = words.MOVES
    told = [(one if movement.changed == 1 else more).format(changed=movement.changed, of=movement.of)]
    told += [words.UP.format(count=movement.up)] if movement.up else []
    told += [words.DOWN.format(count=movement.down)] if movement.down else []
    return ", ".join(told)


def movement_lines(round_: Round, outcome: RoundOutcome, *, since: int) -> list[str]:
    """A line an item, below a heading; nothing in a first round."""
    told = [
        f"{esc(item.title)}: {moves(found)}"
        for item in round_.items
        if (found := outcome.items[item.id].movement) is not None and found.of
    ]
    return [bold(words.SINCE.format(number=since)), *told] if told else []


def movement_summary(round_: Round, outcome: RoundOutcome, *, since: int) -> list[str]:
    """One line for the desk, the most moved first: 'Gewijzigd sinds ronde 1: Jeugdhulp 5 van 25, en nog 2'."""
    found = [(item, outcome.items[item.id].movement) for item in round_.items]
    counted = [(item, movement) for item, movement in found if movement is not None and movement.of]
    moved = sorted((pair for pair in counted if pair[1].changed), key=lambda pair: -pair[1].changed)
    if not moved:
        return [words.NONE_ON_THE_DESK.format(number=since)] if counted else []
    told = [f"{esc(item.title)} {movement.changed} van {movement.of}" for item, movement in moved[:_ON_THE_DESK]]
    left = len(moved) - len(told)
    told += [words.MORE_ON_THE_DESK.format(count=left)] if left else []
    return [words.ON_THE_DESK.format(number=since, items=", ".join(told))]
