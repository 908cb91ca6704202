"""The phase machine: the pack's phases in order, with the approach deciding which instrument comes first.

A phase that the pack calls optional is entered only where it is planned (`Conference.optional`), else passed by.
The table is made from the pack, once per pack. `ontwikkelaanpak`: tasks first (groslijst, beslisboom);
`ontwerpaanpak`: vision first (beslisboom, groslijst). Nothing else sets a conference's phase.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Final

from transitions import Machine

from flows.conference.model import Conference
from flows.errors import Refused
from flows.pack.form import Pack
from flows.words import Approach, ConferenceState

ADVANCE: Final = "advance"
BACK: Final = "back"
SKIP: Final = "skip"
_MINIMUM_MUNICIPALITIES: Final = 2
_BOTH: Final = "both"
_OWN: Final = "own"


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
    planned: frozenset[str] = frozenset()
    """Ids of the optional phases that are planned; the machine takes them from the conference."""
    plan: str = "both"
    """Which instruments are planned, `both` or the approach's `own`; from the conference too."""
    wanted: str = ""
    """The phase to go back to."""
    open_rounds: int = 0
    """Rounds that are open, homework left out."""
    shown_rounds: int = 0
    """Rounds of the phase that were published and are not settled."""
    core_missing: bool = False
    """The phase asks the questions of the decision tree, and none of these rounds is settled."""


Guard = Callable[[PhaseFacts], str | None]


@dataclass(frozen=True, kw_only=True)
class PhaseStep:
    """One line of the table: from a phase to the next, for one approach or for any.

    `planned` are optional phases that the step needs, `passed` those that it goes past; `plan` is the plan under
    which the step is there, empty for any. A `skip` stays in its
    phase: what is left of it is not asked, and the conference goes on by `advance`, with its guards.
    """

    source: str
    dest: str
    approach: Approach | None
    guards: tuple[Guard, ...]
    planned: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    trigger: str = ADVANCE
    plan: str = ""


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


def _no_round_open(facts: PhaseFacts) -> str | None:
    return "round_still_open" if facts.open_rounds else None


def _something_left(facts: PhaseFacts) -> str | None:
    return None if facts.unsettled_rounds else "nothing_to_skip"


def _nothing_shown(facts: PhaseFacts) -> str | None:
    return "settle_before_skip" if facts.shown_rounds else None


def _core_asked(facts: PhaseFacts) -> str | None:
    """Whatever is planned, the core of the decision tree comes before the form (METHOD.md, phases)."""
    return "core_before_form" if facts.core_missing else None


def phase_order(pack: Pack, approach: Approach | None, *, planned: Collection[str] = ()) -> tuple[str, ...]:
    """The ids of the phases in the order of this approach; without one, in the pack's order.

    Optional phases are there only when they are `planned`. Two phases next to each other that belong to one
    approach each change places when the other's comes first.
    """
    phases = [phase for phase in pack.phases if not phase.optional or phase.id in planned]
    for left in range(len(phases) - 1):
        first, second = phases[left], phases[left + 1]
        if {first.when, second.when} != {"design_or_both", "develop_or_both"}:
            continue
        wanted = "design_or_both" if approach is Approach.DESIGN else "develop_or_both"
        if approach is not None and first.when != wanted:
            phases[left], phases[left + 1] = second, first
    return tuple(phase.id for phase in phases)


def left_for_later(pack: Pack, conference: Conference) -> frozenset[str]:
    """The phases that the plan leaves out: with the ontwerpaanpak and its own instrument only, the tasks.

    With the ontwikkelaanpak nothing is: the core of the beslisboom comes before the form, whatever is planned.
    """
    return _second(pack, conference.approach) if conference.plan == _OWN else frozenset()


class PhaseMachine:
    """The steps that one pack allows; built once per pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.table: Final = _make_table(pack)
        self.corrections: Final = _make_corrections(pack)
        self._machine: Final = _build(pack, (*self.table, *self.corrections))

    def refusal(self, conference: Conference, facts: PhaseFacts) -> str | None:
        """Why the conference cannot go to its next phase now, as a key of the catalogue; None when it can."""
        if conference.state is not ConferenceState.ACTIVE:
            return "conference_over"
        steps = [step for step in self.table if step.source == conference.phase]
        if not steps:
            return "no_next_phase"
        known = _with_plan(conference, facts)
        reasons = [_blocked_by(step, known) for step in steps if _is_on_the_way(step, known)]
        if None in reasons:
            return None
        return next((r for r in reasons if r != "approach_not_decided"), "approach_not_decided")

    def advance(self, conference: Conference, *, facts: PhaseFacts) -> Conference:
        """The conference in its next phase; in the last one it is finished. Raises Refused with the reason."""
        reason = self.refusal(conference, facts)
        if reason is not None:
            raise Refused(reason)
        model = _Model(conference.phase, _with_plan(conference, facts))
        if not self._machine.events[ADVANCE].trigger(model):
            raise AssertionError(f"the table allows a step from {conference.phase}, the machine does not")
        over = model.state == self.pack.phases[-1].id
        state = ConferenceState.FINISHED if over else conference.state
        return replace(conference, phase=model.state, state=state)

    def back_refusal(self, conference: Conference, wanted: str, facts: PhaseFacts) -> str | None:
        """Why the conference cannot go back to this phase now; None when it can."""
        return self._correction_refusal(conference, BACK, replace(facts, wanted=wanted))

    def back(self, conference: Conference, wanted: str, *, facts: PhaseFacts) -> Conference:
        """The conference in an earlier phase; nothing else changes. Raises Refused with the reason."""
        known = replace(facts, wanted=wanted)
        reason = self._correction_refusal(conference, BACK, known)
        if reason is not None:
            raise Refused(reason)
        return replace(conference, phase=self._run(conference, BACK, known))

    def skip_refusal(self, conference: Conference, facts: PhaseFacts) -> str | None:
        """Why the rest of this phase cannot be skipped now; None when it can."""
        return self._correction_refusal(conference, SKIP, facts)

    def skip(self, conference: Conference, rounds: Collection[str], *, facts: PhaseFacts) -> Conference:
        """The conference without these rounds of its phase, still in that phase. Raises Refused with the reason."""
        reason = self._correction_refusal(conference, SKIP, facts)
        if reason is not None:
            raise Refused(reason)
        self._run(conference, SKIP, facts)
        return replace(conference, skipped=(*conference.skipped, *rounds))

    def earlier_phases(self, conference: Conference) -> tuple[str, ...]:
        """The phases before this one that ask something, in order."""
        order = phase_order(self.pack, conference.approach, planned={*conference.optional, conference.phase})
        known = _with_plan(conference, PhaseFacts(approach=conference.approach))
        ways = {
            step.dest
            for step in self.corrections
            if step.trigger == BACK
            and step.source == conference.phase
            and _is_on_the_way(step, replace(known, wanted=step.dest))
        }
        return tuple(phase for phase in order[: order.index(conference.phase)] if phase in ways)

    def _correction_refusal(self, conference: Conference, trigger: str, facts: PhaseFacts) -> str | None:
        if conference.state is not ConferenceState.ACTIVE:
            return "conference_over"
        known = _with_plan(conference, facts)
        steps = [s for s in self.corrections if (s.source, s.trigger) == (conference.phase, trigger)]
        reasons = [_blocked_by(step, known) for step in steps if _is_on_the_way(step, known)]
        if None in reasons:
            return None
        return next(iter(reasons), _NO_WAY[trigger])

    def _run(self, conference: Conference, trigger: str, facts: PhaseFacts) -> str:
        model = _Model(conference.phase, _with_plan(conference, facts))
        if not self._machine.events[trigger].trigger(model):
            raise AssertionError(f"the table allows {trigger} from {conference.phase}, the machine does not")
        return model.state

    def next_phase(self, conference: Conference) -> str | None:
        """The id of the phase that follows, as far as it is known; None in the last one."""
        order = phase_order(self.pack, conference.approach, planned={*conference.optional, conference.phase})
        later = left_for_later(self.pack, conference)
        ahead = [phase for phase in order[order.index(conference.phase) + 1 :] if phase not in later]
        return ahead[0] if ahead else None


def _make_table(pack: Pack) -> tuple[PhaseStep, ...]:
    """Every step, those that are equal for both approaches once."""
    design, develop = (_list_steps(pack, approach) for approach in (Approach.DESIGN, Approach.DEVELOP))
    steps = [replace(step, approach=None) for step in design if replace(step, approach=Approach.DEVELOP) in develop]
    steps += [step for step in design if replace(step, approach=Approach.DEVELOP) not in develop]
    steps += [step for step in develop if replace(step, approach=Approach.DESIGN) not in design]
    return tuple(steps)


def _second(pack: Pack, approach: Approach | None) -> frozenset[str]:
    """The phases of the other instrument that may come later than this conference."""
    if approach is not Approach.DESIGN:
        return frozenset()
    return frozenset(phase.id for phase in pack.phases if phase.when == "develop_or_both")


def _list_steps(pack: Pack, approach: Approach) -> list[PhaseStep]:
    """From each phase to the next, past optional phases, and past an instrument that comes later, as far as the
    first that is always there."""
    optional = frozenset(phase.id for phase in pack.phases if phase.optional)
    order = phase_order(pack, approach, planned=optional)
    steps = []
    for place, source in enumerate(order):
        passed: frozenset[str] = frozenset()
        plan = ""
        for dest in order[place + 1 :]:
            planned = optional & {dest}
            may_wait = dest in _second(pack, approach)
            steps.append(
                PhaseStep(
                    source=source,
                    dest=dest,
                    approach=approach,
                    guards=_guards_of(source, first=pack.phases[0].id),
                    planned=planned,
                    passed=passed,
                    plan=_BOTH if may_wait else plan,
                )
            )
            if not planned and not may_wait:
                break
            passed |= planned
            plan = _OWN if may_wait else plan
    return steps


def _make_corrections(pack: Pack) -> tuple[PhaseStep, ...]:
    """Back to any earlier phase that asks something; and every phase that asks something can be skipped."""
    design, develop = (_list_ways_back(pack, approach) for approach in (Approach.DESIGN, Approach.DEVELOP))
    steps = [replace(step, approach=None) for step in design if replace(step, approach=Approach.DEVELOP) in develop]
    steps += [step for step in design if replace(step, approach=Approach.DEVELOP) not in develop]
    steps += [step for step in develop if replace(step, approach=Approach.DESIGN) not in design]
    guards = (_something_left, _nothing_shown, _core_asked)
    skips = [
        PhaseStep(source=phase.id, dest=phase.id, approach=None, guards=guards, trigger=SKIP)
        for phase in pack.phases
        if phase.rounds
    ]
    return (*steps, *skips)


def _list_ways_back(pack: Pack, approach: Approach) -> list[PhaseStep]:
    optional = frozenset(phase.id for phase in pack.phases if phase.optional)
    asking = [name for name in phase_order(pack, approach, planned=optional) if pack.phase(name).rounds]
    return [
        PhaseStep(
            source=source,
            dest=dest,
            approach=approach,
            guards=(_no_round_open,),
            planned=optional & {dest},
            trigger=BACK,
        )
        for place, source in enumerate(asking)
        for dest in asking[:place]
    ]


def _guards_of(source: str, *, first: str) -> tuple[Guard, ...]:
    roster = (_roster_complete,) if source == first else ()
    return (*roster, _rounds_settled, _approach_decided)


_NO_WAY: Final = {BACK: "phase_not_earlier", SKIP: "phase_not_skippable"}


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
            step.trigger,
            step.source,
            step.dest,
            conditions=[lambda event, step=step: _is_open(step, event.model.facts)],
        )
    return machine


def _with_plan(conference: Conference, facts: PhaseFacts) -> PhaseFacts:
    return replace(facts, planned=frozenset(conference.optional), plan=conference.plan)


def _is_on_the_way(step: PhaseStep, facts: PhaseFacts) -> bool:
    """Whether it enters only optional phases that are planned, and goes past only those that are not."""
    if step.trigger == BACK and step.dest != facts.wanted:
        return False
    if step.plan not in {"", facts.plan}:
        return False
    return step.planned <= facts.planned and not step.passed & facts.planned


def _is_open(step: PhaseStep, facts: PhaseFacts) -> bool:
    return _is_on_the_way(step, facts) and _blocked_by(step, facts) is None


def _blocked_by(step: PhaseStep, facts: PhaseFacts) -> str | None:
    """The guards first: while rounds are open, choosing an approach is not what is missing."""
    reason = next((reason for guard in step.guards if (reason := guard(facts)) is not None), None)
    if reason is None and step.approach is not None and step.approach is not facts.approach:
        return "approach_not_decided"
    return reason
