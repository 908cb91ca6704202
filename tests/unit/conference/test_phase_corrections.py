"""Going back and skipping, by the machine's own table."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.conference.model import Conference
from flows.conference.phase_machine import PhaseFacts, PhaseMachine
from flows.errors import Refused
from flows.words import Approach, ConferenceState, Secrecy
from storage.packs import read_pack

PACK = read_pack("vooronderzoek")
MACHINE = PhaseMachine(PACK)


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


@pytest.mark.parametrize(
    ("phase", "approach", "earlier"),
    [
        ("voorbereiding", None, ()),
        ("motieven", None, ()),
        ("aanpak", None, ("motieven", "factoren")),
        ("beslisboom", Approach.DESIGN, ("motieven", "factoren", "aanpak")),
        ("beslisboom", Approach.DEVELOP, ("motieven", "factoren", "aanpak", "groslijst")),
        ("vorm", Approach.DESIGN, ("motieven", "factoren", "aanpak", "beslisboom", "groslijst")),
        ("afgerond", Approach.DESIGN, ()),
    ],
)
def test_earlier_phases_are_those_before_this_one_that_ask_something(
    phase: str, approach: Approach | None, earlier: tuple[str, ...]
) -> None:
    assert MACHINE.earlier_phases(make_conference(phase, approach=approach)) == earlier


def test_going_back_changes_the_phase_alone() -> None:
    conference = make_conference("vorm", approach=Approach.DESIGN)

    moved = MACHINE.back(conference, "groslijst", facts=PhaseFacts(approach=Approach.DESIGN))

    assert moved == replace(conference, phase="groslijst")


@pytest.mark.parametrize(
    ("wanted", "facts", "reason"),
    [
        ("motieven", {"open_rounds": 1}, "round_still_open"),
        ("aanpak", {}, "phase_not_earlier"),
        ("voorbereiding", {}, "phase_not_earlier"),
        ("voorgesprek", {}, "phase_not_earlier"),
    ],
)
def test_going_back_is_refused_with_its_reason(wanted: str, facts: dict[str, int], reason: str) -> None:
    with pytest.raises(Refused) as caught:
        MACHINE.back(make_conference("factoren"), wanted, facts=PhaseFacts(approach=None, **facts))

    assert caught.value.reason == reason


def test_planned_optional_phase_can_be_gone_back_to() -> None:
    conference = replace(make_conference("motieven"), optional=("voorgesprek",))

    assert MACHINE.earlier_phases(conference) == ("voorgesprek",)


def test_skipping_stays_in_the_phase_and_leaves_its_rounds_out() -> None:
    conference = make_conference("aanpak")

    moved = MACHINE.skip(conference, ["aanpakkeuze"], facts=PhaseFacts(approach=None, unsettled_rounds=1))

    assert moved == replace(conference, skipped=("aanpakkeuze",))


@pytest.mark.parametrize(
    ("phase", "facts", "reason"),
    [
        ("voorbereiding", {"unsettled_rounds": 1}, "phase_not_skippable"),
        ("afgerond", {"unsettled_rounds": 1}, "phase_not_skippable"),
        ("motieven", {"unsettled_rounds": 0}, "nothing_to_skip"),
        ("motieven", {"unsettled_rounds": 1, "shown_rounds": 1}, "settle_before_skip"),
        ("beslisboom", {"unsettled_rounds": 2, "core_missing": True}, "core_before_form"),
    ],
)
def test_skipping_is_refused_with_its_reason(phase: str, facts: dict[str, int], reason: str) -> None:
    with pytest.raises(Refused) as caught:
        MACHINE.skip(make_conference(phase), [], facts=PhaseFacts(approach=None, **facts))

    assert caught.value.reason == reason


@pytest.mark.parametrize("state", [ConferenceState.FINISHED, ConferenceState.CANCELLED])
def test_nothing_is_corrected_once_the_conference_is_over(state: ConferenceState) -> None:
    conference = replace(make_conference("factoren"), state=state)
    facts = PhaseFacts(approach=None, unsettled_rounds=1)

    assert MACHINE.back_refusal(conference, "motieven", facts) == "conference_over"
    assert MACHINE.skip_refusal(conference, facts) == "conference_over"
