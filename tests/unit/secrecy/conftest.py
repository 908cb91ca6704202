"""A closed round with one item, and its full outcome from a table of municipalities."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from flows.conference.model import Ballot, Electorate, ItemOption, Round, RoundItem
from flows.kinds.summary import summarise_round
from flows.outcomes import RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Kind, Party, Role, RoundState, Sort

Table = Mapping[str, Sequence[Any]]
"""Municipality -> an answer for each voter: None for no answer, '-' for 'geen mening', (value, text), or a value."""

_OPTIONS = (ItemOption(id="a", title="a", place=0), ItemOption(id="b", title="b", place=100))


def _make_round(kind: Kind = Kind.RATE, *, party: Party = Party.VOTERS, sensitive: bool = False) -> Round:
    return Round(
        key=1,
        id="ronde-1",
        conference="dal",
        template="ronde",
        phase="fase",
        number=1,
        kind=kind,
        sort=Sort.VOORSTEL,
        party=party,
        mode="individueel",
        state=RoundState.CLOSED,
        title="Een ronde",
        budget=10,
        ordered=True,
        unacceptable=True,
        items=(RoundItem(id="one", title="Eén", options=_OPTIONS, sensitive=sensitive),),
    )


def _make_ballot(municipality: str, person: str, answer: Any) -> Ballot:
    value, text = answer if isinstance(answer, tuple) else (answer, "")
    return Ballot(
        item="one",
        participant=person,
        municipality=municipality,
        role=Role.VOTER,
        value=None if value == "-" else value,
        no_opinion=value == "-",
        text=text,
    )


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
def summarise(thresholds: Thresholds) -> Callable[[Round, Table], RoundOutcome]:
    """summarise(round, table): the full outcome, with everybody in the table as an elector."""

    def _summarise(round_: Round, table: Table) -> RoundOutcome:
        people = {m: frozenset(f"{m}{number}" for number in range(len(answers))) for m, answers in table.items()}
        ballots = [
            _make_ballot(m, f"{m}{number}", answer)
            for m, answers in table.items()
            for number, answer in enumerate(answers)
            if answer is not None
        ]
        return summarise_round(round_, ballots, Electorate(people), thresholds=thresholds)

    return _summarise
