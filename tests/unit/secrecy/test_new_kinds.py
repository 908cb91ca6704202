"""What of approvals, rankings and texts may be shown at each level."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from flows.conference.model import Round
from flows.conference.secrecy import disclose, own_distribution
from flows.outcomes import AnyOutcome, ApproveOutcome, OpenOutcome, RankOutcome, RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Kind, Secrecy

MakeRound = Callable[..., Round]
Summarise = Callable[..., RoundOutcome]

ALIKE = {town: [("a",), ("a", "b"), ("b",)] for town in "ABC"}
RANKED = {town: [("a",), ("a",), ("b",)] for town in "ABC"}
WRITTEN = {town: [(f"{town} {n}",) for n in range(3)] for town in "ABC"}


def ask(make_round: MakeRound, kind: Kind, *, shared: bool = False, sensitive: bool = False) -> Round:
    round_ = replace(make_round(kind=kind, sensitive=sensitive), top=1)
    return replace(round_, items=tuple(replace(item, shared=shared) for item in round_.items))


@pytest.fixture
def show(summarise: Summarise, thresholds: Thresholds) -> Callable[..., AnyOutcome]:
    def _show(round_: Round, table: Any, level: Secrecy) -> AnyOutcome:
        plain = {town: [_as_value(answer) for answer in answers] for town, answers in table.items()}
        outcome = summarise(round_, plain)
        return disclose(outcome, round_=round_, secrecy=level, thresholds=thresholds).items["one"]

    return _show


def _as_value(answer: Any) -> Any:
    """The table of this folder reads a pair as (value, text)."""
    return (answer, "") if isinstance(answer, tuple) else answer


@pytest.mark.parametrize(
    ("level", "hidden"),
    [
        (Secrecy.NAMED, set()),
        (Secrecy.MUNICIPALITY, {"own"}),
        (Secrecy.SECRET, {"own", "answered_by", "voices"}),
    ],
)
def test_approvals_are_hidden_as_rated_items_are(
    make_round: MakeRound, show: Callable[..., AnyOutcome], level: Secrecy, hidden: set[str]
) -> None:
    outcome = show(ask(make_round, Kind.APPROVE), ALIKE, level)

    assert isinstance(outcome, ApproveOutcome)
    assert outcome.hidden == hidden
    assert outcome.counts == {"a": 6, "b": 6}
    assert outcome.region is not None
    assert outcome.voice_counts is not None


def test_approvals_under_geheim_show_no_numbers_of_unlike_municipalities(
    make_round: MakeRound, show: Callable[..., AnyOutcome]
) -> None:
    outcome = show(ask(make_round, Kind.APPROVE), {**ALIKE, "C": [("a",), ("b",)]}, Secrecy.SECRET)

    assert isinstance(outcome, ApproveOutcome)
    assert (outcome.region, outcome.voice_counts, outcome.counts) == (None, None, {"a": 5, "b": 5})


@pytest.mark.parametrize(
    ("level", "answers", "shown"),
    [(Secrecy.MUNICIPALITY, 2, False), (Secrecy.MUNICIPALITY, 3, True), (Secrecy.SECRET, 4, False)],
)
def test_everything_over_all_rankings_needs_enough_answers(
    make_round: MakeRound, show: Callable[..., AnyOutcome], level: Secrecy, answers: int, shown: bool
) -> None:
    outcome = show(ask(make_round, Kind.RANK), {"A": [("a",)] * answers}, level)

    assert isinstance(outcome, RankOutcome)
    figures = {"counts", "no_opinion", "scores", "agreement", "baseline", "condorcet", "differs"}
    assert figures & outcome.hidden == (set() if shown else figures)
    assert (outcome.scores is not None, outcome.agreement is not None) == (shown, shown)


def test_rankings_under_geheim_name_no_municipality(make_round: MakeRound, show: Callable[..., AnyOutcome]) -> None:
    outcome = show(ask(make_round, Kind.RANK), RANKED, Secrecy.SECRET)

    assert isinstance(outcome, RankOutcome)
    assert (outcome.voices, outcome.own) == (None, None)
    assert (outcome.scores, outcome.region) == ({"a": 3, "b": -3}, {"a": 3, "b": -3})


@pytest.mark.parametrize("level", list(Secrecy))
def test_texts_are_for_the_facilitator_alone_unless_they_are_shared(
    make_round: MakeRound, show: Callable[..., AnyOutcome], level: Secrecy
) -> None:
    outcome = show(ask(make_round, Kind.OPEN), WRITTEN, level)

    assert isinstance(outcome, OpenOutcome)
    assert (outcome.texts, "texts" in outcome.hidden) == ((), True)


@pytest.mark.parametrize(
    ("level", "sensitive", "count"),
    [
        (Secrecy.NAMED, False, 9),
        (Secrecy.MUNICIPALITY, False, 9),
        (Secrecy.MUNICIPALITY, True, 0),
        (Secrecy.NAMED, True, 0),
        (Secrecy.SECRET, False, 0),
    ],
)
def test_shared_texts_are_never_shown_as_secret(
    make_round: MakeRound, show: Callable[..., AnyOutcome], level: Secrecy, sensitive: bool, count: int
) -> None:
    outcome = show(ask(make_round, Kind.OPEN, shared=True, sensitive=sensitive), WRITTEN, level)

    assert isinstance(outcome, OpenOutcome)
    assert (len(outcome.texts), "texts" in outcome.hidden) == (count, count == 0)


def test_shared_texts_of_too_few_people_are_not_shown(make_round: MakeRound, show: Callable[..., AnyOutcome]) -> None:
    outcome = show(ask(make_round, Kind.OPEN, shared=True), {"A": [("Geld",), ("Tijd",)]}, Secrecy.MUNICIPALITY)

    assert isinstance(outcome, OpenOutcome)
    assert (outcome.texts, outcome.answered) == ((), 2)


def test_delegation_has_no_distribution_of_its_texts(make_round: MakeRound, summarise: Summarise) -> None:
    round_ = ask(make_round, Kind.OPEN)
    outcome = summarise(round_, {"A": [(("Geld",), "")]})

    assert (
        own_distribution(outcome, item=round_.items[0], municipality="A", round_=round_, secrecy=Secrecy.MUNICIPALITY)
        is None
    )
