"""A round of any kind with one item, and answers to it written as a table of municipalities."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from flows.conference.model import Ballot, Electorate, ItemOption, Round, RoundItem
from flows.kinds.summary import summarise_round
from flows.outcomes import RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Kind, Party, Role, RoundState, Sort

Table = Mapping[str, Sequence[Any]]
"""Municipality -> an answer for each of its people: None for no answer, '-' for 'geen mening', a value,
or a mapping with fields of the ballot."""


def _make_round(kind: Kind, **changes: Any) -> Round:
    options = tuple(ItemOption(id=o, title=o, place=p) for o, p in [("a", 10), ("b", 30), ("c", 50), ("d", 90)])
    item = RoundItem(id="one", title="Eén", options=options)
    fields: dict[str, Any] = {
        "key": 1,
        "id": "ronde-1",
        "conference": "dal",
        "template": "ronde",
        "phase": "fase",
        "number": 1,
        "kind": kind,
        "sort": Sort.VOORSTEL,
        "party": Party.VOTERS,
        "mode": "individueel",
        "state": RoundState.CLOSED,
        "title": "Een ronde",
        "budget": 10,
        "top": 2,
        "items": (item,),
    }
    return Round(**{**fields, **changes})


def _make_ballots(table: Table, *, item: str = "one", role: Role = Role.VOTER) -> list[Ballot]:
    ballots = []
    for municipality, answers in table.items():
        for number, answer in enumerate(answers):
            if answer is None:
                continue
            given = answer if isinstance(answer, Mapping) and "value" in answer else {"value": answer}
            if answer == "-":
                given = {"value": None, "no_opinion": True}
            person = f"{municipality}{number}"
            ballots.append(Ballot(item=item, participant=person, municipality=municipality, role=role, **given))
    return ballots


@pytest.fixture(scope="session")
def thresholds() -> Thresholds:
    return Thresholds(
        high=75,
        low=15,
        camp=30,
        opinions=3,
        carried=75,
        gap=40,
        steps=2,
        lean=25,
        named=1,
        municipality=3,
        secret=5,
        secret_delegations=3,
        secret_answers=3,
    )


@pytest.fixture(scope="session")
def make_round() -> Callable[..., Round]:
    return _make_round


@pytest.fixture(scope="session")
def make_ballots() -> Callable[..., list[Ballot]]:
    return _make_ballots


@pytest.fixture(scope="session")
def summarise(thresholds: Thresholds) -> Callable[..., RoundOutcome]:
    """summarise(round, table): the outcome of a round of which everybody in the table is an elector."""

    def _summarise(round_: Round, table: Table, **more: Any) -> RoundOutcome:
        people = {m: frozenset(f"{m}{number}" for number in range(len(answers))) for m, answers in table.items()}
        return summarise_round(round_, _make_ballots(table), Electorate(people), thresholds=thresholds, **more)

    return _summarise
