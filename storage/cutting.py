"""Cutting the link between people and answers: what stays is put down without a name, what ties them is destroyed.

The writing connection has `secure_delete` on; the write-ahead log, which holds the pages as they were, is emptied
right after the commit (`Writer.scrub`). Backups that were made before hold what was there then.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from pydantic import TypeAdapter

from flows.conference.loose import KeptItem, LooseAnswer, TookPart
from flows.kinds.contract import write_json
from flows.outcomes import (
    AnyOutcome,
    ApproveOutcome,
    ChooseOutcome,
    ConsentOutcome,
    GradeOutcome,
    OpenOutcome,
    Outcome,
    PointsOutcome,
    RankOutcome,
    RateOutcome,
)
from flows.words import Decision, Kind, Role
from storage import schema
from storage.rows import to_value

_OUTCOMES: Final[Mapping[Kind, type[AnyOutcome]]] = {
    Kind.RATE: RateOutcome,
    Kind.CHOOSE: ChooseOutcome,
    Kind.APPROVE: ApproveOutcome,
    Kind.RANK: RankOutcome,
    Kind.POINTS: PointsOutcome,
    Kind.GRADE: GradeOutcome,
    Kind.OPEN: OpenOutcome,
    Kind.CONSENT: ConsentOutcome,
}


_ABOUT_LINES: Final = ("argument_returned", "argument_refused")
"""Kinds of notices of which the sending alone tells that somebody wrote a line."""


def kept_row(key: int, kept: KeptItem) -> dict[str, Any]:
    """A row of `settled_item`."""
    body = {
        "outcome": _write(type(kept.outcome), kept.outcome),
        "advisers": None if kept.advisers is None else _write(Outcome, kept.advisers),
        "last": None if kept.last is None else kept.last.value,
    }
    return {"round": key, "item": kept.outcome.item, "body": body}


def to_kept(body: Mapping[str, Any], *, kind: Kind) -> KeptItem:
    """The same again, fractions and words included."""
    return KeptItem(
        outcome=_read(_OUTCOMES[kind], body["outcome"]),
        advisers=None if body["advisers"] is None else _read(Outcome, body["advisers"]),
        last=None if body["last"] is None else Decision(body["last"]),
    )


def loose_row(key: int, answer: LooseAnswer) -> dict[str, Any]:
    """A row of `loose_answer`."""
    given = answer.value is not None
    return {
        "round": key,
        "item": answer.item,
        "role": answer.role.value,
        "value": write_json(answer.value) if answer.value is not None else "",
        "no_opinion": not given,
        "unacceptable": False,  # how many marked it is not shown, so it is not kept
        "number": answer.number,
    }


def to_loose(row: sa.RowMapping) -> LooseAnswer:
    value = None if row["no_opinion"] else to_value(json.loads(row["value"]))
    return LooseAnswer(item=row["item"], role=Role(row["role"]), value=value, number=row["number"])


def part_row(key: int, part: TookPart) -> dict[str, Any]:
    """A row of `took_part`."""
    flags = {"paper": part.paper, "again": part.again}
    place = {"round": key, "item": part.item, "lap": part.lap, "participant": part.participant}
    return {**place, "role": part.role.value, "municipality": part.municipality, "voters": part.voters, **flags}


def to_part(row: sa.RowMapping) -> TookPart:
    values = {name: row[name] for name in row if name not in {"round", "role"}}
    return TookPart(**values, role=Role(row["role"]))


def cutting(key: int, conference: str, items: Sequence[str], accounts: Iterable[str]) -> tuple[sa.Executable, ...]:
    """What destroys the link of these items of a round. `accounts` are those of the conference as a channel knows
    them: an update of one of them that could not be read may hold an answer.

    All keys of the round go: a key covers what one person answered to any of its items, so one that stayed for the
    others would open these by trying the few answers there are.
    """
    answer, argument, asked = schema.answer, schema.argument, schema.argument_request
    keys, position, quarantine = schema.answer_key, schema.position, schema.quarantine
    return (
        sa.delete(answer).where(answer.c.round == key, answer.c.item.in_(items)),
        sa.delete(keys).where(keys.c.round == key),
        sa.update(argument).where(argument.c.round == key, argument.c.item.in_(items)).values(participant=None),
        sa.delete(asked).where(asked.c.round == key, asked.c.item.in_(items)),
        sa.delete(position).where(position.c.round == key, position.c.item.in_(items)),
        _dialogs(key),
        _notices(key, conference),
        _cards(key),
        *(sa.delete(quarantine).where(sa.func.instr(quarantine.c.raw, account) > 0) for account in accounts),
    )


def unlink_proposals(conference: str) -> sa.Update:
    """Who proposed which motive of his own."""
    table = schema.own_proposal
    return sa.update(table).where(table.c.conference == conference).values(participant=None)


def _dialogs(key: int) -> sa.Delete:
    """A question that waits for the text with an answer says which answer that was."""
    table = schema.dialog
    return sa.delete(table).where(_about(table.c.data) == key)


def _notices(key: int, conference: str) -> sa.Delete:
    """Messages to one person about an item: which item was chosen for him follows from his answers. And about a line
    of his: where one line was sent back or refused, they say whose it is."""
    table = schema.notice
    item = sa.func.json_extract(sa.cast(table.c.data, sa.Text), "$.item")
    is_own = sa.and_(table.c.conference == conference, table.c.recipient != "")
    tells = sa.or_(item.is_not(None), table.c.kind.in_(_ABOUT_LINES))
    return sa.delete(table).where(is_own, _about(table.c.data) == key, tells)


def _cards(key: int) -> sa.Delete:
    """Where the questions for a line stand that were chosen for somebody by his answers."""
    table = schema.card
    return sa.delete(table).where(table.c.name.startswith(f"asked:{key}:", autoescape=True))


def _about(data: sa.Column[Any]) -> sa.Function[Any]:
    return sa.func.json_extract(sa.cast(data, sa.Text), "$.round", type_=sa.Integer)


def _write(shape: type[Any], outcome: Outcome) -> Any:
    return _adapter(shape.__name__).dump_python(outcome, mode="json")


def _read(shape: type[Any], stored: Any) -> Any:
    return _adapter(shape.__name__).validate_python(stored)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """Writes and reads fractions, words and tuples as JSON has them; made when it is first needed."""
    return TypeAdapter({shape.__name__: shape for shape in (Outcome, *_OUTCOMES.values())}[name])
