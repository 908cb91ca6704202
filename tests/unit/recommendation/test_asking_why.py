"""Whom is asked what after closing: first where somebody stands apart, last where he wrote already."""

from typing import Any

import pytest

from flows.conference.model import Ballot, Electorate, Round, RoundItem, Value
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.outcomes import RoundOutcome
from flows.recommendation.asking_why import asks_why, items_to_ask, stands_apart
from flows.words import Kind, Mode, Party, Role, RoundState, Secrecy, Sort
from storage.packs import read_pack

THRESHOLDS = read_pack("vooronderzoek").thresholds
TOWNS = ("g1", "g2", "g3")
SPLIT = {"g1": (5, 5, 5), "g2": (4, 4, 4), "g3": (1, 1, 2)}
CARRIED = {"g1": (5, 5, 5), "g2": (4, 4, 4), "g3": (4, 5, 4)}


def a_round(*items: str, **more: Any) -> Round:
    given = {"kind": Kind.RATE, "sort": Sort.VOORSTEL, "party": Party.VOTERS, **more}
    return Round(
        key=1,
        id="groslijst-1",
        conference="c",
        template="groslijst",
        phase="groslijst",
        number=1,
        mode=Mode.INDIVIDUAL,
        state=RoundState.CLOSED,
        title="Groslijst",
        items=tuple(RoundItem(id=item, title=item) for item in items),
        **given,
    )


def answer(item: str, participant: str, value: Value | None) -> Ballot:
    return Ballot(
        item=item,
        participant=participant,
        municipality=participant[:2],
        role=Role.VOTER,
        value=value,
        no_opinion=value is None,
    )


def outcome_of(answers: dict[str, dict[str, tuple[int, ...]]]) -> RoundOutcome:
    round_ = a_round(*answers)
    ballots = [
        answer(item, f"{town}-{n}", value)
        for item, towns in answers.items()
        for town, values in towns.items()
        for n, value in enumerate(values)
    ]
    electorate = Electorate({town: frozenset(f"{town}-{n}" for n in range(3)) for town in TOWNS})
    full = summarise_round(round_, ballots, electorate, thresholds=THRESHOLDS, last_attempt=frozenset())
    return disclose(full, round_=round_, secrecy=Secrecy.MUNICIPALITY, thresholds=THRESHOLDS)


@pytest.mark.parametrize(
    ("more", "asks"),
    [
        ({}, True),
        ({"sort": Sort.BEELD}, False),
        ({"party": Party.SPOKESPERSONS, "decides": True}, False),
        ({"decides": True}, False),
        ({"kind": Kind.OPEN}, False),
    ],
)
def test_only_proposals_to_all_voters_ask_for_lines(more: dict[str, Any], asks: bool) -> None:
    assert asks_why(a_round("t1", **more)) is asks


def test_items_come_first_where_somebody_stands_apart_and_last_where_he_wrote() -> None:
    outcome = outcome_of({"t1": SPLIT, "t2": SPLIT, "t3": SPLIT, "t4": CARRIED})
    own = {item: answer(item, "g3-0", value) for item, value in {"t1": 5, "t2": 1, "t3": 2, "t4": 1}.items()}

    assert items_to_ask(own, outcome, thresholds=THRESHOLDS) == ("t2", "t3")
    assert items_to_ask(own, outcome, thresholds=THRESHOLDS, written={"t2"}) == ("t3", "t1")
    assert items_to_ask({}, outcome, thresholds=THRESHOLDS) == ("t1", "t2")
    assert items_to_ask({}, outcome, thresholds=THRESHOLDS, written={"t1", "t2", "t3"}) == ("t1", "t2")


def test_nothing_is_asked_where_no_point_is_proposed() -> None:
    outcome = outcome_of({"t1": CARRIED})

    assert items_to_ask({"t1": answer("t1", "g3-0", 1)}, outcome, thresholds=THRESHOLDS) == ()


@pytest.mark.parametrize(("value", "apart"), [(1, True), (2, True), (3, True), (4, False), (5, False), (None, False)])
def test_somebody_stands_apart_in_a_smaller_camp(value: int | None, apart: bool) -> None:
    outcome = outcome_of({"t1": SPLIT})

    assert stands_apart(answer("t1", "x", value), outcome.items["t1"]) is apart


def test_nobody_stands_apart_from_figures_that_are_not_shown() -> None:
    outcome = outcome_of({"t1": {"g1": (5,), "g2": (1,)}})

    assert outcome.items["t1"].counts is None
    assert stands_apart(answer("t1", "x", 1), outcome.items["t1"]) is False
