"""The order of phases for both approaches with the shipped pack, and what keeps a conference where it is."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from flows.conference.model import Conference
from flows.conference.phase_machine import PhaseFacts, PhaseMachine, left_for_later, phase_order
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
    assert list(phase_order(PACK, None)) == [phase.id for phase in PACK.phases if not phase.optional]


@pytest.mark.parametrize(
    ("planned", "walked"),
    [
        ((), ["motieven"]),
        (("voorgesprek",), ["voorgesprek", "motieven"]),
        (("verwachtingen",), ["verwachtingen", "motieven"]),
        (("verwachtingen", "voorgesprek"), ["voorgesprek", "verwachtingen", "motieven"]),
    ],
)
def test_optional_phases_are_entered_only_when_they_are_planned(planned: tuple[str, ...], walked: list[str]) -> None:
    conference = replace(make_conference("voorbereiding"), optional=planned)
    found = []

    while conference.phase != "motieven":
        following = MACHINE.next_phase(conference)
        conference = MACHINE.advance(conference, facts=ready())
        assert conference.phase == following
        found.append(conference.phase)

    assert found == walked
    assert list(phase_order(PACK, None, planned=planned))[1 : len(walked) + 1] == walked


def test_phase_that_is_taken_out_of_the_plan_is_left_by_the_common_way() -> None:
    conference = replace(make_conference("voorgesprek"), optional=())

    assert MACHINE.next_phase(conference) == "motieven"
    assert MACHINE.advance(conference, facts=ready()).phase == "motieven"


def test_optional_phase_keeps_the_conference_until_its_rounds_are_set() -> None:
    conference = replace(make_conference("voorgesprek"), optional=("voorgesprek",))

    assert MACHINE.refusal(conference, replace(ready(), unsettled_rounds=1)) == "rounds_not_settled"


@pytest.mark.parametrize("approach", list(Approach))
def test_next_phase_is_the_one_that_advance_leads_to(approach: Approach) -> None:
    for phase, following in pairwise(ORDERS[approach]):
        conference = make_conference(phase, approach=approach)

        moved = MACHINE.advance(conference, facts=ready(approach, phase=phase))

        assert MACHINE.next_phase(conference) == moved.phase == following


def test_next_phase_of_the_last_is_none() -> None:
    assert MACHINE.next_phase(make_conference("afgerond")) is None


def test_every_step_goes_one_phase_on_so_that_none_can_be_skipped() -> None:
    steps = {
        (step.source, step.dest, step.approach) for step in MACHINE.table if not step.planned and step.plan != "own"
    }
    allowed = {(source, dest, approach) for approach, order in ORDERS.items() for source, dest in pairwise(order)}

    optional = {phase.id for phase in PACK.phases if phase.optional}
    assert {
        (source, dest, approach)
        for source, dest, only in steps
        for approach in Approach
        if only in {None, approach} and source not in optional
    } == allowed
    assert len(MACHINE.table) == 11 + 5 + 1


@pytest.mark.parametrize(
    ("approach", "walked"),
    [
        (Approach.DESIGN, ["beslisboom", "vorm"]),
        (Approach.DEVELOP, ["groslijst", "beslisboom", "vorm"]),
    ],
)
def test_plan_of_the_own_instrument_leaves_the_tasks_for_later_and_never_the_core(
    approach: Approach, walked: list[str]
) -> None:
    conference = replace(make_conference("aanpak", approach=approach), plan="own")
    ahead, found = [], []

    while conference.phase != "vorm":
        ahead.append(MACHINE.next_phase(conference))
        conference = MACHINE.advance(conference, facts=ready(approach))
        found.append(conference.phase)

    assert (found, ahead) == (walked, walked)
    assert left_for_later(PACK, conference) == ({"groslijst"} if approach is Approach.DESIGN else set())


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
