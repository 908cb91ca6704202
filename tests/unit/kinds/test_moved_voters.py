"""Somebody who moved to another municipality after closing counts where the electorate has him."""

from collections.abc import Callable

from flows.conference.model import Ballot, Electorate, Round
from flows.kinds.summary import summarise_round
from flows.pack.form import Thresholds
from flows.words import Kind, Role, Voice


def test_answer_counts_for_the_municipality_of_the_electorate(
    make_round: Callable[..., Round], thresholds: Thresholds
) -> None:
    round_ = make_round(Kind.RATE)
    electorate = Electorate({"A": frozenset({"anna"}), "B": frozenset({"bram"})})
    ballots = [
        Ballot(item="one", participant="anna", municipality="B", role=Role.VOTER, value=5),
        Ballot(item="one", participant="bram", municipality="B", role=Role.VOTER, value=1),
    ]

    outcome = summarise_round(round_, ballots, electorate, thresholds=thresholds)

    assert outcome.items["one"].voices == {"A": Voice.FOR, "B": Voice.AGAINST}
    assert outcome.electorate == {"A": 1, "B": 1}
    assert outcome.answered == {"A": 1, "B": 1}
