"""The conferences that are searched: all shapes of delegations, and people who leave, join and change sides."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bench.inference.searching import Case, Cell, State

LOW_HIGH: Final = (2, 5)
THREE: Final = (1, 3, 5)
_MOVES: Final[tuple[State, ...]] = ((2, 2), (5, 5), (2, 5))
"""Stay, or move up: enough to see what movement gives away."""
_EVERY: Final[tuple[State, ...]] = ((2, 2), (5, 5), (2, 5), (5, 2))


def _shape(sizes: tuple[int, ...], parts: str) -> tuple[Cell, ...]:
    """Delegations of these sizes, everybody in the same part."""
    return tuple(Cell(town="abcdefghi"[n], people=size, parts=parts) for n, size in enumerate(sizes))


def _one(sizes: tuple[int, ...], values: tuple[object, ...], *more: Cell, template: str = "groslijst") -> Case:
    return Case(cells=(*_shape(sizes, "v"), *more), values=values, template=template)


def _two(sizes: tuple[int, ...], *more: Cell, follows: bool = True, states: tuple[State, ...] = _EVERY) -> Case:
    values = tuple(sorted({value for state in states for value in state}))
    return Case(cells=(*_shape(sizes, "vv"), *more), values=values, states=states, follows=follows)


def _few(sizes: tuple[int, ...], *more: Cell) -> Case:
    """With three as the number from which figures are shown, so that every move of everybody can be looked at."""
    return replace(_two(sizes, *more), secret=3)


def _one_person(parts: str) -> Cell:
    return Cell(town="b", people=1, parts=parts)


def _advisers(people: int, parts: str) -> Cell:
    return Cell(town="a", people=people, parts=parts)


ONE_ROUND: Final[Mapping[str, Case]] = {
    "three of three": _one((3, 3, 3), THREE),
    "three of three with no opinion": _one((3, 3, 3), (2, 5, "-")),
    "three of three, one silent": _one((3, 3, 2), THREE, Cell(town="c", people=1, parts="n")),
    "4-3-2": _one((4, 3, 2), THREE),
    "5+4": _one((5, 4), THREE),
    "5+1": _one((5, 1), (*THREE, "-")),
    "nine alone": _one((1,) * 9, LOW_HIGH),
    "six alone": _one((1,) * 6, THREE),
    "three": _one((3,), (*THREE, "-")),
    "2-2": _one((2, 2), (*THREE, "-")),
    "four of two": _one((2, 2, 2, 2), LOW_HIGH),
    "4-4-1": _one((4, 4, 1), LOW_HIGH),
    "motives, 3-3-3": _one((3, 3, 3), THREE, template="motieven"),
    "motives, 4-3": _one((4, 3), THREE, template="motieven"),
    "options, 3-3-3": _one((3, 3, 3), ("OPTION_0", "OPTION_3", "-"), template="beslisboom"),
    "options, 5-3": _one((5, 3), ("OPTION_0", "OPTION_1", "OPTION_3"), template="beslisboom"),
    "three advisers": _one((3, 3), LOW_HIGH, Cell(town="a", people=3, parts="a")),
    "five advisers": _one((3, 3), LOW_HIGH, Cell(town="a", people=5, parts="a")),
    "six advisers, four voters": _one((2, 2), LOW_HIGH, Cell(town="a", people=6, parts="a")),
}

TWO_ROUNDS: Final[Mapping[str, Case]] = {
    "the same nine": _two((3, 3, 3), states=_MOVES),
    "the same 5+2": _two((5, 2)),
    "the same four": _two((2, 2)),
    "one leaves": _two((3, 2), Cell(town="c", people=1, parts="v.")),
    "one joins": _two((3, 2), Cell(town="c", people=1, parts=".v")),
    "one is replaced": _two((3, 2), Cell(town="b", people=1, parts="v."), Cell(town="b", people=1, parts=".v")),
    "one answers late": _two((3, 2), Cell(town="b", people=1, parts="nv")),
    "three leave": _two((5,), Cell(town="b", people=3, parts="v.")),
    "four leave": _two((3, 2), Cell(town="b", people=4, parts="v.")),
    "one leaves a town of three": _two((3, 3, 2), Cell(town="c", people=1, parts="v."), states=((2, 2), (5, 5))),
    "one moves": _two((3, 2), Cell(town="b", people=1, parts="vv", town_later="a")),
    "few before, enough now": _two((3,), Cell(town="b", people=3, parts=".v")),
    "asked again": _two((3, 2), Cell(town="c", people=1, parts="v."), follows=False),
    "a voter becomes an adviser": _few((2,), _one_person("va"), _advisers(3, "aa")),
    "an adviser becomes a voter": _few((2,), _one_person("av"), _advisers(2, "aa")),
}

BIGGER: Final[Mapping[str, Case]] = {
    "three of three, all five": _one((3, 3, 3), (1, 2, 3, 4, 5)),
    "three of three, four and no opinion": _one((3, 3, 3), (1, 2, 4, 5, "-")),
    "nine alone, three answers": _one((1,) * 9, THREE),
    "the same nine, every move": _two((3, 3, 3)),
    "the same eight": _two((4, 4)),
    "five advisers, two rounds": _two((3, 3), _advisers(5, "aa"), states=_MOVES),
    "one leaves nine": _two((3, 3, 2), Cell(town="c", people=1, parts="v.")),
}
