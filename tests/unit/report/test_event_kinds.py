"""No kind of event that a service records is forgotten by the document."""

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from flows.conference.round_machine import ROUND_TABLE
from flows.services import making
from report.chapters.happened import COUNTED, NOT_TOLD, TOLD

SERVICES = Path(making.__file__).parent
TRIGGERS = tuple(step.trigger for step in ROUND_TABLE)


def calls_in(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            func = node.func
            yield (func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")), node


def arguments(call: ast.Call) -> list[ast.expr]:
    """What is given by place, and what is given as `kind`."""
    return [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "kind")]


def recorders(tree: ast.AST, *, imported: set[str]) -> set[str]:
    """Functions of a module that make an event, themselves or through others, of the kind that they are given."""
    known, before = set(imported), set[str]()
    while known != before:
        before = set(known)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                passed = chain.from_iterable(arguments(call) for name, call in calls_in(node) if name in known)
                if any(isinstance(argument, ast.Name) and argument.id == "kind" for argument in passed):
                    known.add(node.name)
    return known


def words_of(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(word)):
            yield word
        case ast.IfExp(body=body, orelse=otherwise):
            yield from (*words_of(body), *words_of(otherwise))
        case ast.JoinedStr(values=[ast.Constant(value=str(begin)), ast.FormattedValue()]):
            yield from (f"{begin}{trigger}" for trigger in TRIGGERS)


def recorded_kinds() -> set[str]:
    found = set()
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SERVICES.glob("*.py"))]
    makers = {"Event", "round_event", "person_event"}
    shared = makers | {
        name for tree in trees for name in recorders(tree, imported=makers) if not name.startswith("_")
    }
    for tree in trees:
        names = recorders(tree, imported=shared)
        given = {
            node.targets[0].id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "kind"
        }
        for name, call in calls_in(tree):
            if name in names:
                kinds = [given.get(a.id, a) if isinstance(a, ast.Name) else a for a in arguments(call)]
                found |= set(chain.from_iterable(map(words_of, kinds)))
    return found


def test_every_recorded_kind_is_told_counted_or_left_out_on_purpose() -> None:
    assert recorded_kinds() - set(TOLD) - COUNTED - NOT_TOLD == set()


def test_every_known_kind_is_recorded_somewhere() -> None:
    assert (set(TOLD) | COUNTED | NOT_TOLD) - recorded_kinds() == set()


def test_a_kind_is_in_one_list_only() -> None:
    assert set(TOLD) & COUNTED == set(TOLD) & NOT_TOLD == COUNTED & NOT_TOLD == set()
