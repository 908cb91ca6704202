"""The phase machine: the pack's phases in order, with the approach deciding which instrument comes first.

The table is made from the pack, once per pack. `ontwikkelaanpak`: tasks first (groslijst, beslisboom);
`ontwerpaanpak`: vision first (beslisboom, groslijst). Nothing else sets a conference's phase.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from transitions import Machine

from flows.conference.model import Conference
from flows.errors import Refused
from flows.pack.form import Pack
from flows.words import Approach, ConferenceState

ADVANCE: Final = "advance"
_MINIMUM_MUNICIPALITIES: Final = 2


@dataclass(frozen=True, kw_only=True)
class PhaseFacts:
    """What the guards look at."""

    approach: Approach | None
    municipalities: int = 0
    without_voters: int = 0
    without_spokesperson: int = 0
    unsettled_rounds: int = 0
    """Rounds of the phase that are made or still to come, and not settled or withdrawn."""
    decides_approach: bool = False
    """The phase is the one in which the approach is chosen."""


Guard = Callable[[PhaseFacts], str | None]


@dataclass(frozen=True, kw_only=True)
class PhaseStep:
    """One line of the table: from a phase to the next, for one approach or for any."""

    source: str
    dest: str
    approach: Approach | None
    guards: tuple[Guard, ...]


def _roster_complete(facts: PhaseFacts) -> str | None:
    if facts.municipalities < _MINIMUM_MUNICIPALITIES:
        return "too_few_municipalities"
    if facts.without_voters:
        return "municipality_without_voters"
    if facts.without_spokesperson:
        return "municipality_without_spokesperson"
    return None


def _rounds_settled(facts: PhaseFacts) -> str | None:
    return "rounds_not_settled" if facts.unsettled_rounds else None


def _approach_decided(facts: PhaseFacts) -> str | None:
    return "approach_not_decided" if facts.decides_approach and facts.approach is None else None


def phase_order(pack: Pack, approach: Approach | None) -> tuple[str, ...]:
    """The ids of the phases in the order of this approach; without one, in the pack's order.

    Two phases next to each other that belong to one approach each change places when the other's comes first.
    """
    phases = list(pack.phases)
    for left in range(len(phases) - 1):
        first, second = phases[left], phases[left + 1]
        if {first.when, second.when} != {"design_or_both", "develop_or_both"}:
            continue
        wanted = "design_or_both" if approach is Approach.DESIGN else "develop_or_both"
        if approach is not None and first.when != wanted:
            phases[left], phases[left + 1] = second, first
    return tuple(phase.id for phase in phases)


class PhaseMachine:
    """The steps that one pack allows; built once per pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.table: Final = _make_table(pack)
        self._machine: Final = _build(pack, self.table)

    def refusal(self, conference: Conference, facts: PhaseFacts) -> str | None:
        """Why the conference cannot go to its next phase now, as a key of the catalogue; None when it can."""
        if conference.state is not ConferenceState.ACTIVE:
            return "conference_over"
        steps = [step for step in self.table if step.source == conference.phase]
        if not steps:
            return "no_next_phase"
        reasons = [_blocked_by(step, facts) for step in steps]
        if None in reasons:
            return None
        return next((r for r in reasons if r != "approach_not_decided"), "approach_not_decided")

    def advance(self, conference: Conference, *, facts: PhaseFacts) -> Conference:
        """The conference in its next phase; in the last one it is finished. Raises Refused with the reason."""
        reason = self.refusal(conference, facts)
        if reason is not None:
            raise Refused(reason)
        model = _Model(conference.phase, facts)
        if not self._machine.events[ADVANCE].trigger(model):
            raise AssertionError(f"the table allows a step from {conference.phase}, the machine does not")
        over = model.state == self.pack.phases[-1].id
        state = ConferenceState.FINISHED if over else conference.state
        return replace(conference, phase=model.state, state=state)

    def next_phase(self, conference: Conference) -> str | None:
        """The id of the phase that follows, as far as it is known; None in the last one."""
        order = phase_order(self.pack, conference.approach)
        place = order.index(conference.phase)
        return order[place + 1] if place + 1 < len(order) else None


def _make_table(pack: Pack) -> tuple[PhaseStep, ...]:
    """Every step, those that are equal for both approaches once."""
    orders = {approach: phase_order(pack, approach) for approach in Approach}
    design, develop = (list(zip(orders[a], orders[a][1:], strict=False)) for a in (Approach.DESIGN, Approach.DEVELOP))
    first = pack.phases[0].id
    steps = [_step(source, dest, None, first) for source, dest in design if (source, dest) in develop]
    steps += [_step(s, d, Approach.DESIGN, first) for s, d in design if (s, d) not in develop]
    steps += [_step(s, d, Approach.DEVELOP, first) for s, d in develop if (s, d) not in design]
    return tuple(steps)


def _step(source: str, dest: str, approach: Approach | None, first: str) -> PhaseStep:
    roster = (_roster_complete,) if source == first else ()
    guards = (*roster, _rounds_settled, _approach_decided)
    return PhaseStep(source=source, dest=dest, approach=approach, guards=guards)


class _Model:
    """The mutable thing that `transitions` works on: a phase, and the facts for the guards."""

    def __init__(self, phase: str, facts: PhaseFacts) -> None:
        self.state = phase
        self.facts = facts


def _build(pack: Pack, table: tuple[PhaseStep, ...]) -> Machine:
    machine = Machine(
        model=None,
        states=[phase.id for phase in pack.phases],
        initial=pack.phases[0].id,
        auto_transitions=False,
        send_event=True,
    )
    for step in table:
        machine.add_transition(
            ADVANCE,
            step.source,
            step.dest,
            conditions=[lambda event, step=step: _blocked_by(step, event.model.facts) is None],
        )
    return machine


def _blocked_by(step: PhaseStep, facts: PhaseFacts) -> str | None:
    """The guards first: while rounds are open, choosing an approach is not what is missing."""
    reason = next((reason for guard in step.guards if (reason := guard(facts)) is not None), None)
    if reason is None and step.approach is not None and step.approach is not facts.approach:
        return "approach_not_decided"
    return reason
