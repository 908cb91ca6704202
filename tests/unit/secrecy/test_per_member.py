"""Standpunten 'per lid': what a municipality says stands with its name, and no person's answer does."""

from dataclasses import replace

import pytest

from flows.conference.model import Ballot, Electorate, Round, RoundItem
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.outcomes import ConsentOutcome
from flows.words import Kind, Mode, Party, Role, RoundState, Secrecy, Sort
from storage.packs import read_pack

LIMITS = read_pack("vooronderzoek").thresholds
ROUND = Round(
    key=1,
    id="artikelen-1",
    conference="c",
    template="artikelen",
    phase="aanbeveling",
    number=1,
    kind=Kind.CONSENT,
    sort=Sort.VOORSTEL,
    party=Party.VOTERS,
    mode=Mode.INDIVIDUAL,
    state=RoundState.SETTLED,
    title="Artikelen",
    decides=True,
    items=(RoundItem(id="a01", title="Begin klein"),),
)


def shown(secrecy: Secrecy, *, voters: int = 3) -> ConsentOutcome:
    """Of Boskerk everybody objects, of the others everybody agrees."""
    towns = {town: frozenset(f"{town}{n}" for n in range(voters)) for town in ("aldermeer", "boskerk", "dalwijk")}
    ballots = [
        Ballot(
            item="a01",
            participant=person,
            municipality=town,
            role=Role.VOTER,
            value="objection" if town == "boskerk" else "agree",
            text="te snel" if town == "boskerk" else "",
        )
        for town, people in towns.items()
        for person in sorted(people)
    ]
    full = summarise_round(ROUND, ballots, Electorate(towns), thresholds=LIMITS)
    found = disclose(full, round_=ROUND, secrecy=secrecy, thresholds=LIMITS).items["a01"]
    assert isinstance(found, ConsentOutcome)
    return found


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_what_municipalities_say_is_shown_at_every_level(secrecy: Secrecy) -> None:
    found = shown(secrecy)

    assert found.voices == {"aldermeer": "agree", "boskerk": "objection", "dalwijk": "agree"}
    assert found.objections == (("boskerk", "te snel"),) * 3
    assert found.decision == "not_carried"
    counts = {"agree": 6, "condition": 0, "objection": 3, "college": 0}
    assert found.counts == (None if secrecy is Secrecy.SECRET else counts)


@pytest.mark.parametrize(
    ("secrecy", "own", "answered_by"),
    [(Secrecy.NAMED, True, True), (Secrecy.MUNICIPALITY, False, True), (Secrecy.SECRET, False, False)],
)
def test_answers_of_persons_are_shown_by_the_level(secrecy: Secrecy, own: bool, answered_by: bool) -> None:
    found = shown(secrecy)

    assert (found.own is not None, found.answered_by is not None) == (own, answered_by)


def test_counts_of_few_persons_are_hidden_and_the_standpunten_are_not() -> None:
    found = shown(Secrecy.SECRET, voters=1)

    assert (found.counts, found.hidden >= {"counts", "own"}) == (None, True)
    assert found.voices == {"aldermeer": "agree", "boskerk": "objection", "dalwijk": "agree"}


def test_beeld_by_consent_stays_a_beeld() -> None:
    beeld = replace(ROUND, decides=False)

    full = summarise_round(beeld, [], Electorate({"aldermeer": frozenset("a")}), thresholds=LIMITS)

    hidden = disclose(full, round_=beeld, secrecy=Secrecy.SECRET, thresholds=LIMITS).items["a01"].hidden
    assert hidden >= {"voices", "decision", "conditions", "objections"}
