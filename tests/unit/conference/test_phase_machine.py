"""The order of phases for both approaches with the shipped pack, and what keeps a conference where it is."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from flows.conference.model import Conference
from flows.conference.phase_machine import PhaseFacts, PhaseMachine, phase_order
from flows.errors import Refused
from flows.words import Approach, ConferenceState, Secrecy
from storage.packs import read_pack

PACK = read_pack("vooronderzoek")
MACHINE = PhaseMachine(PACK)

BEFORE = ["voorbereiding", "motieven", "factoren", "aanpak"]
AFTER = ["vorm", "aanbeveling", "afgerond"]
ORDERS = {
    Approach.DESIGN: [*BEFORE, "beslisboom", "groslijst", *AFTER],
    Approach.DEVELOP: [*BEFORE, "groslijst", "beslisboom", *AFTER],
}


def make_conference(phase: str, *, approach: Approach | None = None) -> Conference:
    return Conference(
        id="dal",
        slug="dal",
        name="Samenwerken in het Dal",
        pack=PACK.id,
        pack_version=PACK.version,
        secrecy=Secrecy.MUNICIPALITY,
        state=ConferenceState.ACTIVE,
        phase=phase,
        created_at=datetime(2026, 3, 2, 13, 0, tzinfo=UTC),
        approach=approach,
    )


def ready(approach: Approach | None = None, *, phase: str = "") -> PhaseFacts:
    return PhaseFacts(approach=approach, municipalities=3, decides_approach=phase == "aanpak")


@pytest.mark.parametrize("approach", list(Approach))
def test_conference_walks_the_phases_in_the_order_of_its_approach(approach: Approach) -> None:
    conference = make_conference("voorbereiding", approach=approach)
    walked = [conference.phase]

    while conference.state is ConferenceState.ACTIVE:
        conference = MACHINE.advance(conference, facts=ready(approach, phase=conference.phase))
        walked.append(conference.phase)

    assert walked == ORDERS[approach]
    assert conference.state is ConferenceState.FINISHED


@pytest.mark.parametrize("approach", list(Approach))
def test_phase_order_equals_the_walk(approach: Approach) -> None:
    assert list(phase_order(PACK, approach)) == ORDERS[approach]


def test_phase_order_is_the_packs_while_the_approach_is_open() -> None:
    assert list(phase_order(PACK, None)) == [phase.id for phase in PACK.phases]


@pytest.mark.parametrize("approach", list(Approach))
def test_next_phase_is_the_one_that_advance_leads_to(approach: Approach) -> None:
    for phase, following in pairwise(ORDERS[approach]):
        conference = make_conference(phase, approach=approach)

        moved = MACHINE.advance(conference, facts=ready(approach, phase=phase))

        assert MACHINE.next_phase(conference) == moved.phase == following


def test_next_phase_of_the_last_is_none() -> None:
    assert MACHINE.next_phase(make_conference("afgerond")) is None


def test_every_step_goes_one_phase_on_so_that_none_can_be_skipped() -> None:
    steps = {(step.source, step.dest, step.approach) for step in MACHINE.table}
    allowed = {(source, dest, approach) for approach, order in ORDERS.items() for source, dest in pairwise(order)}

    assert {
        (source, dest, approach) for source, dest, only in steps for approach in Approach if only in {None, approach}
    } == allowed
    assert len(MACHINE.table) == 11


def test_only_the_phase_changes_until_the_end() -> None:
    conference = make_conference("motieven")

    assert MACHINE.advance(conference, facts=ready()) == replace(conference, phase="factoren")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (PhaseFacts(approach=None, municipalities=0), "too_few_municipalities"),
        (PhaseFacts(approach=None, municipalities=1), "too_few_municipalities"),
        (PhaseFacts(approach=None, municipalities=3, without_voters=1), "municipality_without_voters"),
        (PhaseFacts(approach=None, municipalities=3, without_spokesperson=1), "municipality_without_spokesperson"),
        (
            PhaseFacts(approach=None, municipalities=3, without_voters=2, without_spokesperson=2),
            "municipality_without_voters",
        ),
    ],
)
def test_preparation_is_not_left_with_an_incomplete_roster(facts: PhaseFacts, reason: str) -> None:
    conference = make_conference("voorbereiding")

    with pytest.raises(Refused) as caught:
        MACHINE.advance(conference, facts=facts)

    assert caught.value.reason == reason
    assert MACHINE.refusal(conference, facts) == reason


def test_roster_is_looked_at_in_the_first_phase_only() -> None:
    facts = PhaseFacts(approach=None, municipalities=3, without_spokesperson=1)

    assert MACHINE.refusal(make_conference("motieven"), facts) is None


@pytest.mark.parametrize("phase", [phase.id for phase in PACK.phases[:-1]])
@pytest.mark.parametrize("approach", [None, *Approach])
def test_no_phase_is_left_with_unsettled_rounds(phase: str, approach: Approach | None) -> None:
    facts = replace(ready(approach, phase=phase), unsettled_rounds=1)

    with pytest.raises(Refused) as caught:
        MACHINE.advance(make_conference(phase, approach=approach), facts=facts)

    assert caught.value.reason == "rounds_not_settled"


def test_approach_phase_is_not_left_undecided() -> None:
    with pytest.raises(Refused) as caught:
        MACHINE.advance(make_conference("aanpak"), facts=ready(None, phase="aanpak"))

    assert caught.value.reason == "approach_not_decided"


@pytest.mark.parametrize("state", [ConferenceState.FINISHED, ConferenceState.CANCELLED])
@pytest.mark.parametrize("phase", ["motieven", "afgerond"])
def test_conference_that_is_over_goes_nowhere(phase: str, state: ConferenceState) -> None:
    conference = replace(make_conference(phase), state=state)

    with pytest.raises(Refused) as caught:
        MACHINE.advance(conference, facts=ready())

    assert caught.value.reason == "conference_over"


def test_last_phase_has_no_next_even_for_a_running_conference() -> None:
    assert MACHINE.refusal(make_conference("afgerond"), ready()) == "no_next_phase"
