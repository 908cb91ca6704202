"""The room: a day with a plan, end times and talk; people who come, go and stand in; answers on paper."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"
branch_labels: Final = None
depends_on: Final = None

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Columns for what was there, then the new tables."""
    _extend_conference()
    _extend_people()
    _extend_rounds()
    _make_tables()


def _extend_conference() -> None:
    _add(
        "conference",
        sa.Column("mixed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("begins_at", BIG, nullable=True),
        sa.Column("ends_at", BIG, nullable=True),
        sa.Column("optional", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("own_tasks", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("sensitivities", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("givens", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
    )


def _extend_people() -> None:
    _add(
        "participant",
        sa.Column("council", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("substitute", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("replaces", sa.Text(), nullable=True),
    )
    _add("binding", sa.Column("reachable", sa.Integer(), server_default=sa.text("1"), nullable=False))


def _extend_rounds() -> None:
    """Rounds of woordvoerders that were held before gave standpunten."""
    _add(
        "round",
        sa.Column("decides", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("homework", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("closes_at", BIG, nullable=True),
        sa.Column("paused_until", BIG, nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("top", BIG, nullable=True),
    )
    op.execute("UPDATE round SET decides = 1 WHERE party = 'spokespersons'")
    op.create_index(op.f("ix_round_state"), "round", ["state"], unique=False)
    _add(
        "answer",
        sa.Column("paper", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("late", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )


def _make_tables() -> None:
    op.create_table(
        "admission",
        _text("conference"),
        _text("channel"),
        _text("external"),
        _text("name"),
        _text("municipality", nullable=True),
        _text("role"),
        _number("council", sa.Integer()),
        _number("asked_at"),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_admission_conference")),
        sa.PrimaryKeyConstraint("conference", "channel", "external", name=op.f("pk_admission")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "task_fact",
        _text("conference"),
        _text("item"),
        _text("fact"),
        _text("value"),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_task_fact_conference")),
        sa.PrimaryKeyConstraint("conference", "item", "fact", name=op.f("pk_task_fact")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "talking_point",
        _number("round"),
        _text("item"),
        _number("position"),
        _number("begun_at", nullable=True),
        _number("ends_at", nullable=True),
        _number("done_at", nullable=True),
        _text("note"),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name=op.f("fk_talking_point_round")),
        sa.PrimaryKeyConstraint("round", "item", name=op.f("pk_talking_point")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), **{"nullable": False, **options})


def _number(name: str, kind: Any = BIG, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, **{"nullable": False, **options})
