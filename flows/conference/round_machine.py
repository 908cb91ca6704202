"""The round machine: one table, and nothing else sets a round's state (METHOD.md, rounds).

`move_round` is pure: it gives a new record or raises. A guard looks only at the facts that the service
collected; `refusals` names what stands in the way, so that a desk can tell it before anybody presses.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from transitions import Machine

from flows.conference.model import Round
from flows.errors import Lost, Refused
from flows.words import RoundState


@dataclass(frozen=True, kw_only=True)
class RoundFacts:
    """What the guards look at."""

    electors: int = 0
    items: int = 0
    other_open: bool = False
    """Another round of the conference is open."""
    seen: bool = True
    """The facilitator has seen the result."""


Guard = Callable[[RoundFacts], str | None]


def _ready_to_open(facts: RoundFacts) -> str | None:
    if facts.items == 0:
        return "round_without_items"
    if facts.electors == 0:
        return "round_without_voters"
    if facts.other_open:
        return "another_round_open"
    return None


def _can_reopen(facts: RoundFacts) -> str | None:
    return "another_round_open" if facts.other_open else None


def _free(_facts: RoundFacts) -> str | None:
    return None


@dataclass(frozen=True, kw_only=True)
class RoundStep:
    """One line of the table."""

    trigger: str
    sources: tuple[RoundState, ...]
    dest: RoundState
    guard: Guard = _free


_BEFORE_SETTLED: Final = (
    RoundState.DRAFT,
    RoundState.OPEN,
    RoundState.CLOSED,
    RoundState.PUBLISHED,
    RoundState.TALK,
)

ROUND_TABLE: Final[tuple[RoundStep, ...]] = (
    RoundStep(trigger="open", sources=(RoundState.DRAFT,), dest=RoundState.OPEN, guard=_ready_to_open),
    RoundStep(trigger="close", sources=(RoundState.OPEN,), dest=RoundState.CLOSED),
    RoundStep(trigger="reopen", sources=(RoundState.CLOSED,), dest=RoundState.OPEN, guard=_can_reopen),
    RoundStep(trigger="publish", sources=(RoundState.CLOSED,), dest=RoundState.PUBLISHED),
    RoundStep(trigger="talk", sources=(RoundState.PUBLISHED,), dest=RoundState.TALK),
    RoundStep(trigger="settle", sources=(RoundState.PUBLISHED, RoundState.TALK), dest=RoundState.SETTLED),
    RoundStep(trigger="withdraw", sources=_BEFORE_SETTLED, dest=RoundState.WITHDRAWN),
)

FINAL_STATES: Final = frozenset({RoundState.SETTLED, RoundState.WITHDRAWN})


class _Model:
    """The mutable thing that `transitions` works on: a state, and the facts for the guards."""

    def __init__(self, state: RoundState, facts: RoundFacts) -> None:
        self.state: str = state.value
        self.facts = facts


def _build() -> Machine:
    machine = Machine(
        model=None,
        states=[state.value for state in RoundState],
        initial=RoundState.DRAFT.value,
        auto_transitions=False,
        send_event=True,
    )
    for step in ROUND_TABLE:
        machine.add_transition(
            step.trigger,
            [source.value for source in step.sources],
            step.dest.value,
            conditions=[lambda event, guard=step.guard: guard(event.model.facts) is None],
        )
    return machine


_MACHINE: Final = _build()


def allowed_triggers(state: RoundState) -> tuple[str, ...]:
    """What the table knows for this state, whatever the guards say."""
    return tuple(step.trigger for step in ROUND_TABLE if state in step.sources)


def refusal(state: RoundState, trigger: str, facts: RoundFacts) -> str | None:
    """Why this cannot be done now, as a key of the catalogue; None when it can."""
    for step in ROUND_TABLE:
        if step.trigger == trigger and state in step.sources:
            return step.guard(facts)
    return "round_is_elsewhere"


def move_round(round_: Round, trigger: str, *, facts: RoundFacts, at: datetime) -> Round:
    """The round after this step, with the moment noted.

    Raises Lost when the state does not know the step (somebody was first), Refused when a guard says no.
    """
    reason = refusal(round_.state, trigger, facts)
    if reason == "round_is_elsewhere":
        raise Lost(reason, state=round_.state.value)
    if reason is not None:
        raise Refused(reason)
    model = _Model(round_.state, facts)
    if not _MACHINE.events[trigger].trigger(model):
        raise AssertionError(f"the table allows {trigger} from {round_.state}, the machine does not")
    return _note_moment(replace(round_, state=RoundState(model.state)), at)


def _note_moment(round_: Round, at: datetime) -> Round:
    match round_.state:
        case RoundState.OPEN:
            return replace(round_, opened_at=at, closed_at=None)
        case RoundState.CLOSED:
            return replace(round_, closed_at=at)
        case RoundState.PUBLISHED:
            return replace(round_, published_at=at)
        case RoundState.SETTLED:
            return replace(round_, settled_at=at)
        case _:
            return round_
