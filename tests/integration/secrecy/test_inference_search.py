"""Nobody's answer can be worked out from everything that is published under geheim, unanimity excepted.

And the proof that this search finds a leak: each rule taken away is found by it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bench.inference.cases import ONE_ROUND, TWO_ROUNDS
from bench.inference.searching import PACK, Case, Cell, search
from flows.conference import sightings
from flows.pack.form import Thresholds
from flows.recommendation.evidence import Settled
from flows.services import concluding

ALL = {**ONE_ROUND, **TWO_ROUNDS}
FEW = ("three", "2-2", "the same four")
"""Cases with fewer than five answers in every figure."""


@pytest.mark.parametrize("name", ALL)
def test_no_published_output_determines_an_answer(name: str) -> None:
    found = search(ALL[name])

    assert found.findings() == []
    assert (len(found.looks) == 1) is (name in FEW)


def test_people_of_a_cell_change_places_without_a_change_outside() -> None:
    """Taking them together leaves nothing out: one by one, the same sets of answers look alike."""
    together = Case(cells=(Cell(town="a", people=3, parts="v"), Cell(town="b", people=3, parts="v")), values=(2, 5))
    one_by_one = replace(together, cells=tuple(Cell(town=t, people=1, parts="v") for t in "aaabbb"))

    looks = {_flat(seen, (3, 3)) for seen in search(one_by_one).looks}

    assert looks == {_flat(seen, (3, 3)) for seen in search(together).looks}


def test_search_finds_figures_over_four_people() -> None:
    thresholds = PACK.thresholds.model_copy(update={"secret": 4})

    found = search(ALL["2-2"], pack=PACK.model_copy(update={"thresholds": thresholds}))

    assert len(found.looks) > 1


def test_search_finds_numbers_of_unlike_municipalities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sightings, "_are_alike", lambda *_: True)

    assert leaks("4-4-1", "5+1")


def test_search_finds_figures_that_can_be_subtracted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sightings, "_fit", lambda *_: True)

    assert leaks("one leaves", "one joins", "one is replaced", "one answers late")


def test_search_finds_advisers_that_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sightings, "_allow_one", _blind_for_advisers(sightings._allow_one))

    assert leaks("an adviser becomes a voter")


def test_search_finds_decisions_by_what_may_not_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        concluding,
        "settled_of",
        lambda _, record: Settled(round=record.round, full=record.full, shown=record.disclosed),
    )

    assert leaks("motives, 4-3")


def leaks(*names: str) -> bool:
    """Whether in each of these something is found."""
    return all(search(ALL[name]).findings() for name in names)


def _blind_for_advisers(allow_one: Callable[..., sightings.Allowed]) -> Callable[..., sightings.Allowed]:
    def blind(seen: list[object], sighting: sightings.Sighting, thresholds: Thresholds) -> sightings.Allowed:
        others = allow_one(seen, replace(sighting, advisers=frozenset()), thresholds)
        return replace(others, advisers=len(sighting.advisers) >= thresholds.secret)

    return blind


def _flat(seen: Sequence[Sequence[Sequence[tuple[object, ...]]]], sizes: tuple[int, int]) -> frozenset[object]:
    """A look as the delegations' sorted answers, whether people were taken together or one by one."""
    flat = set()
    for answers in seen:
        states = [state for cell in answers for state in cell]
        flat.add((tuple(sorted(states[: sizes[0]])), tuple(sorted(states[sizes[0] :]))))
    return frozenset(flat)
