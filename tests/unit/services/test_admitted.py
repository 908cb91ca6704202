"""Under geheim, and for sensitive items, lines are shown only where the distribution is."""

from dataclasses import replace
from typing import Any

import pytest

from flows.conference.model import Ballot, Electorate, Round, RoundItem
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.services.admitted import shown_arguments
from flows.words import Kind, Mode, Party, Role, RoundState, Secrecy, Sort
from storage.packs import read_pack

THRESHOLDS = read_pack("vooronderzoek").thresholds
LINES = {"t1": ("Alleen lukt dit niet.",)}


def shown(secrecy: Secrecy, answers: int, *, sensitive: bool = False) -> Any:
    item = replace(RoundItem(id="t1", title="Archief"), sensitive=sensitive)
    round_ = Round(
        key=1,
        id="groslijst-1",
        conference="c",
        template="groslijst",
        phase="groslijst",
        number=1,
        kind=Kind.RATE,
        sort=Sort.VOORSTEL,
        party=Party.VOTERS,
        mode=Mode.INDIVIDUAL,
        state=RoundState.PUBLISHED,
        title="Groslijst",
        items=(item,),
    )
    people = [f"p{n}" for n in range(9)]
    ballots = [
        Ballot(item="t1", participant=person, municipality="g1", role=Role.VOTER, value=4)
        for person in people[:answers]
    ]
    electorate = Electorate({"g1": frozenset(people)})
    full = summarise_round(round_, ballots, electorate, thresholds=THRESHOLDS, last_attempt=frozenset())
    outcome = disclose(full, round_=round_, secrecy=secrecy, thresholds=THRESHOLDS)
    return shown_arguments(LINES, outcome, round_=round_, secrecy=secrecy)


@pytest.mark.parametrize(
    ("secrecy", "answers", "sensitive", "is_shown"),
    [
        (Secrecy.NAMED, 1, False, True),
        (Secrecy.MUNICIPALITY, 1, False, True),
        (Secrecy.MUNICIPALITY, 4, True, False),
        (Secrecy.MUNICIPALITY, 5, True, True),
        (Secrecy.SECRET, 4, False, False),
        (Secrecy.SECRET, 5, False, True),
    ],
)
def test_lines_follow_the_threshold_of_the_distribution(
    secrecy: Secrecy, answers: int, sensitive: bool, is_shown: bool
) -> None:
    assert shown(secrecy, answers, sensitive=sensitive) == (LINES if is_shown else {})
