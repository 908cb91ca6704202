"""The machines as Mermaid text, drawn from the tables that they run on.

`docs/machines.md` is made by this, for the shipped pack; a test holds the two equal.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from flows.conference.phase_machine import PhaseMachine, PhaseStep
from flows.conference.round_machine import FINAL_STATES, ROUND_TABLE
from flows.pack.form import Pack
from flows.words import Approach, RoundState

HEAD: Final = """\
# The machines

Drawn from the tables in `flows/conference/round_machine.py` and `flows/conference/phase_machine.py`; do not edit
by hand. A test tells when this page and the tables differ, and how to make it anew.
"""

_ROUND: Final = """\
## A round

Nothing else sets a round's state. A step that the state does not know is refused as lost: somebody was first.
A guard refuses with the key of the sentence that says what is missing.
"""

_PHASES: Final = """\
## The phases of `{pack}`

One step, `advance`. `ontwerp` and `ontwikkel` mark the steps of one approach only; the others belong to both.
Optional phases are entered only where they are planned.
"""

_CORRECTIONS: Final = """\
## Corrections of a phase

`back` goes to an earlier phase and changes nothing else. `skip` stays in its phase: what is left of it is not asked,
and the conference goes on by `advance`, with its guards.
"""

_SPACE: Final = " " * 4


def describe_machines(pack: Pack) -> str:
    """The whole page: both machines, each as a diagram and as a table."""
    parts = (
        HEAD,
        _ROUND,
        _fenced(draw_rounds()),
        _round_table(),
        _PHASES.format(pack=pack.id),
        _fenced(draw_phases(pack)),
        _phase_table(pack),
        _CORRECTIONS,
        _correction_table(pack),
    )
    return "\n".join(parts)


def draw_rounds() -> str:
    """The round machine as a Mermaid state diagram, a line per source and trigger."""
    lines = [f"[*] --> {RoundState.DRAFT.value}"]
    for step in ROUND_TABLE:
        lines += [f"{source.value} --> {step.dest.value}: {step.trigger}" for source in step.sources]
    lines += [f"{state.value} --> [*]" for state in RoundState if state in FINAL_STATES]
    return _diagram(lines)


def draw_phases(pack: Pack) -> str:
    """The phase machine of a pack as a Mermaid state diagram."""
    lines = [f"[*] --> {pack.phases[0].id}"]
    for step in PhaseMachine(pack).table:
        words = ([step.approach.value] if step.approach is not None else []) + _plan_words(step)
        label = f": {', '.join(words)}" if words else ""
        lines.append(f"{step.source} --> {step.dest}{label}")
    lines.append(f"{pack.phases[-1].id} --> [*]")
    return _diagram(lines)


def _round_table() -> str:
    rows = (
        (step.trigger, ", ".join(source.value for source in step.sources), step.dest.value, _named(step.guard))
        for step in ROUND_TABLE
    )
    return _table(("trigger", "from", "to", "guard"), rows)


def _phase_table(pack: Pack) -> str:
    rows = (
        (
            step.source,
            step.dest,
            _approach_word(step.approach),
            ", ".join([*(_named(guard) for guard in step.guards), *_plan_words(step)]),
        )
        for step in PhaseMachine(pack).table
    )
    return _table(("from", "to", "approach", "guards"), rows)


def _correction_table(pack: Pack) -> str:
    """A line per phase, trigger and approach, with all phases that it can lead to."""
    ways: dict[tuple[str, str, str, str], list[str]] = {}
    for step in PhaseMachine(pack).corrections:
        guards = ", ".join(_named(guard) for guard in step.guards)
        ways.setdefault((step.trigger, step.source, _approach_word(step.approach), guards), []).append(step.dest)
    rows = (
        (trigger, source, ", ".join(dests), approach, guards)
        for (trigger, source, approach, guards), dests in ways.items()
    )
    return _table(("trigger", "from", "to", "approach", "guards"), rows)


def _approach_word(approach: Approach | None) -> str:
    return "any" if approach is None else approach.value


def _plan_words(step: PhaseStep) -> list[str]:
    """What an optional phase asks of the plan."""
    passed = [f"{phase} not planned" for phase in sorted(step.passed)]
    plan = [f"plan {step.plan}"] if step.plan else []
    return [*(f"{phase} planned" for phase in sorted(step.planned)), *passed, *plan]


def _named(guard: Callable[[Any], str | None]) -> str:
    """A guard's name as words; the guard that lets everything pass is no guard."""
    name = guard.__name__.strip("_")
    return "" if name == "free" else name.replace("_", " ")


def _diagram(lines: Iterable[str]) -> str:
    return "\n".join(["stateDiagram-v2", *(_SPACE + line for line in lines)])


def _fenced(diagram: str) -> str:
    return f"```mermaid\n{diagram}\n```\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    shown = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(row) + " |\n" for row in shown).replace("|  |", "| |")
