"""The table, its guards and the moments that it notes; and that nothing outside the table can be done."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from flows.conference.model import Round
from flows.conference.round_machine import (
    FINAL_STATES,
    ROUND_TABLE,
    RoundFacts,
    allowed_triggers,
    move_round,
    refusal,
)
from flows.errors import Lost, Refused
from flows.words import Kind, Party, RoundState, Sort

EARLIER = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 14, 25, tzinfo=UTC)
READY = RoundFacts(electors=5, items=3)

METHOD = {
    ("concept", "open"): "open",
    ("open", "close"): "gesloten",
    ("gesloten", "reopen"): "open",
    ("gesloten", "publish"): "gepubliceerd",
    ("gepubliceerd", "talk"): "gesprek",
    ("gepubliceerd", "settle"): "vastgesteld",
    ("gesprek", "settle"): "vastgesteld",
    ("concept", "withdraw"): "ingetrokken",
    ("open", "withdraw"): "ingetrokken",
    ("gesloten", "withdraw"): "ingetrokken",
    ("gepubliceerd", "withdraw"): "ingetrokken",
    ("gesprek", "withdraw"): "ingetrokken",
}
"""METHOD.md, rounds: what may follow what."""

TRIGGERS = sorted({trigger for _, trigger in METHOD})
INSIDE = sorted(METHOD.items())
OUTSIDE = sorted(
    (state.value, trigger) for state, trigger in product(RoundState, TRIGGERS) if (state.value, trigger) not in METHOD
)


def make_round(state: RoundState | str) -> Round:
    return Round(
        key=7,
        id="groslijst-1",
        conference="dal",
        template="groslijst",
        phase="groslijst",
        number=1,
        kind=Kind.RATE,
        sort=Sort.VOORSTEL,
        party=Party.VOTERS,
        mode="individueel",
        state=RoundState(state),
        title="Groslijst",
    )


def test_table_holds_exactly_the_steps_of_the_method() -> None:
    found = {(source.value, step.trigger): step.dest.value for step in ROUND_TABLE for source in step.sources}

    assert found == METHOD


@pytest.mark.parametrize(("place", "dest"), INSIDE)
def test_step_inside_the_table_leads_to_its_state(place: tuple[str, str], dest: str) -> None:
    state, trigger = place

    moved = move_round(make_round(state), trigger, facts=READY, at=NOW)

    assert moved.state is RoundState(dest)


@pytest.mark.parametrize(("state", "trigger"), OUTSIDE)
def test_step_outside_the_table_is_lost_with_the_state(state: str, trigger: str) -> None:
    with pytest.raises(Lost) as caught:
        move_round(make_round(state), trigger, facts=READY, at=NOW)

    assert (caught.value.reason, caught.value.data) == ("round_is_elsewhere", {"state": state})


@pytest.mark.parametrize("trigger", ["", "to_open", "OPEN", "delete", "initial"])
@pytest.mark.parametrize("state", list(RoundState))
def test_unknown_trigger_is_lost_from_every_state(state: RoundState, trigger: str) -> None:
    with pytest.raises(Lost):
        move_round(make_round(state), trigger, facts=READY, at=NOW)


@pytest.mark.parametrize(
    ("state", "triggers"),
    [
        (RoundState.DRAFT, ("open", "withdraw")),
        (RoundState.OPEN, ("close", "withdraw")),
        (RoundState.CLOSED, ("reopen", "publish", "withdraw")),
        (RoundState.PUBLISHED, ("talk", "settle", "withdraw")),
        (RoundState.TALK, ("settle", "withdraw")),
        (RoundState.SETTLED, ()),
        (RoundState.WITHDRAWN, ()),
    ],
)
def test_allowed_triggers_are_those_of_the_state(state: RoundState, triggers: tuple[str, ...]) -> None:
    assert allowed_triggers(state) == triggers


def test_final_states_are_those_without_a_way_out() -> None:
    assert {state for state in RoundState if not allowed_triggers(state)} == FINAL_STATES


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (RoundFacts(electors=5, items=0), "round_without_items"),
        (RoundFacts(electors=0, items=3), "round_without_voters"),
        (RoundFacts(electors=5, items=3, other_open=True), "another_round_open"),
        (RoundFacts(electors=0, items=0, other_open=True), "round_without_items"),
    ],
)
def test_opening_is_refused_with_what_is_missing(facts: RoundFacts, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        move_round(make_round("concept"), "open", facts=facts, at=NOW)

    assert type(caught.value) is Refused
    assert caught.value.reason == reason
    assert refusal(RoundState.DRAFT, "open", facts) == reason


def test_reopening_is_refused_while_another_round_is_open() -> None:
    facts = replace(READY, other_open=True)

    with pytest.raises(Refused) as caught:
        move_round(make_round("gesloten"), "reopen", facts=facts, at=NOW)

    assert caught.value.reason == "another_round_open"


@pytest.mark.parametrize(
    ("state", "trigger"),
    [place for place, _ in INSIDE if place[1] not in {"open", "reopen"}],
)
def test_other_steps_have_no_guard(state: str, trigger: str) -> None:
    assert refusal(RoundState(state), trigger, RoundFacts(other_open=True)) is None


@pytest.mark.parametrize(
    ("state", "trigger", "moment"),
    [
        ("concept", "open", "opened_at"),
        ("open", "close", "closed_at"),
        ("gesloten", "publish", "published_at"),
        ("gepubliceerd", "settle", "settled_at"),
        ("gesprek", "settle", "settled_at"),
    ],
)
def test_step_notes_its_own_moment_and_changes_nothing_else(state: str, trigger: str, moment: str) -> None:
    before = make_round(state)

    moved = move_round(before, trigger, facts=READY, at=NOW)

    assert moved == replace(before, state=moved.state, **{moment: NOW})  # type: ignore[arg-type] # one of the moments


@pytest.mark.parametrize(("state", "trigger"), [("gepubliceerd", "talk"), ("open", "withdraw")])
def test_talk_and_withdrawal_note_no_moment(state: str, trigger: str) -> None:
    before = replace(make_round(state), opened_at=EARLIER)

    moved = move_round(before, trigger, facts=READY, at=NOW)

    assert moved == replace(before, state=moved.state)


def test_reopening_forgets_when_it_was_closed() -> None:
    before = replace(make_round("gesloten"), opened_at=EARLIER, closed_at=EARLIER)

    moved = move_round(before, "reopen", facts=READY, at=NOW)

    assert (moved.opened_at, moved.closed_at) == (NOW, None)
