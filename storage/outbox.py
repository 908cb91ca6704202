"""The outbox: notices that must arrive. A key goes out once; a recipient gets his notices in order."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from flows.ports import Notice
from storage.schema import notice as table


class Delivery(StrEnum):
    """What became of a notice."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


def put(notice: Notice, *, at: datetime) -> sa.Insert:
    """Due at once; a key that was told before is ignored."""
    return (
        insert(table)
        .values(
            key=notice.key,
            conference=notice.conference,
            kind=notice.kind,
            recipient=notice.to or "",
            data=dict(notice.data),
            state=Delivery.WAITING.value,
            attempts=0,
            due_at=at,
            why="",
        )
        .on_conflict_do_nothing(index_elements=["key"])
    )


def due(*, at: datetime, limit: int) -> sa.Select[Any]:
    """The first waiting notice of each recipient, if it is due, oldest first.

    One at a time: the next is given when this one is sent or given up, so that none overtakes another.
    """
    firsts = (
        sa.select(sa.func.min(table.c.id))
        .where(table.c.state == sa.literal_column("'waiting'"))
        .group_by(table.c.conference, table.c.recipient)
    )
    return sa.select(table).where(table.c.id.in_(firsts), table.c.due_at <= at).order_by(table.c.id).limit(limit)


def sent(pending: int) -> sa.Update:
    return _waiting(pending).values(state=Delivery.SENT.value)


def postpone(pending: int, *, until: datetime) -> sa.Update:
    """One attempt more; those behind it wait with it."""
    return _waiting(pending).values(attempts=table.c.attempts + 1, due_at=until)


def give_up(pending: int, *, why: str) -> sa.Update:
    return _waiting(pending).values(state=Delivery.GIVEN_UP.value, why=why)


def _waiting(pending: int) -> sa.Update:
    return sa.update(table).where(table.c.id == pending, table.c.state == Delivery.WAITING.value)
