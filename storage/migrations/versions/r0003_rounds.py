"""Further rounds: answers brought along, arguments, own motives, and answers cut loose from who gave them."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"
branch_labels: Final = None
depends_on: Final = None

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_MOVE_LINES: Final = """
INSERT INTO argument (id, round, item, participant, text, state)
SELECT lower(hex(randomblob(8))), a.round, a.item, a.participant, a.text, 'waiting'
FROM answer AS a
JOIN round AS r ON r.key = a.round AND r.kind IN ('rate', 'choose')
WHERE a.text <> ''
"""
_EMPTY_LINES: Final = """
UPDATE answer SET text = ''
WHERE text <> '' AND round IN (SELECT key FROM round WHERE kind IN ('rate', 'choose'))
"""
_ASK_LINES: Final = "UPDATE dialog SET kind = 'argument' WHERE kind = 'toelichting'"
_KEEP_SECRECY: Final = """
CREATE TRIGGER keep_secrecy BEFORE UPDATE OF secrecy ON conference WHEN old.secrecy <> new.secrecy
BEGIN SELECT raise(ABORT, 'the secrecy of a conference never changes'); END
"""
_DROP_EMPTY: Final = """
DELETE FROM answer
WHERE value IS NULL AND no_opinion = 0 AND unacceptable = 0 AND text = '' AND mark_channel IS NULL
    AND round IN (SELECT key FROM round WHERE kind IN ('rate', 'choose'))
"""


def upgrade() -> None:
    """Columns for what was there, then the new tables; lines that stood with an answer move to their own."""
    op.add_column("conference", sa.Column("own_motives", sa.Text(), server_default=sa.text("'[]'"), nullable=False))
    op.add_column("round", sa.Column("follows", BIG, nullable=True))
    op.add_column("answer", sa.Column("carried", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("answer", sa.Column("earlier", sa.Text(), nullable=True))
    _make_loose()
    _make_lines()
    for statement in (_MOVE_LINES, _EMPTY_LINES, _DROP_EMPTY, _ASK_LINES, _KEEP_SECRECY):
        op.execute(statement)


def _make_loose() -> None:
    op.create_table(
        "loose_answer",
        _number("round"),
        _text("item"),
        _text("role"),
        _text("value"),
        _number("no_opinion", sa.Integer()),
        _number("unacceptable", sa.Integer()),
        _number("number"),
        _of_item("loose_answer"),
        sa.PrimaryKeyConstraint(
            *("round", "item", "role", "value", "no_opinion", "unacceptable"), name=op.f("pk_loose_answer")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "took_part",
        _number("round"),
        _text("item"),
        _number("lap"),
        _text("participant"),
        _text("role"),
        _text("municipality"),
        _number("voters"),
        _number("paper", sa.Integer()),
        _number("again", sa.Integer()),
        _of_participant("took_part"),
        _of_item("took_part"),
        sa.PrimaryKeyConstraint("round", "item", "lap", "participant", name=op.f("pk_took_part")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settled_item",
        _number("round"),
        _text("item"),
        _text("body"),
        _of_item("settled_item"),
        sa.PrimaryKeyConstraint("round", "item", name=op.f("pk_settled_item")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _make_lines() -> None:
    op.create_table(
        "argument",
        _text("id"),
        _number("round"),
        _text("item"),
        _text("participant", nullable=True),
        _text("text"),
        _text("state"),
        _of_participant("argument"),
        _of_item("argument"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_argument")),
        sa.UniqueConstraint("round", "participant", "item", name=op.f("uq_argument_round_participant_item")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "argument_request",
        _number("round"),
        _text("participant"),
        _number("position"),
        _text("item"),
        _text("state"),
        _of_participant("argument_request"),
        _of_item("argument_request"),
        sa.PrimaryKeyConstraint("round", "participant", "position", name=op.f("pk_argument_request")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "own_proposal",
        _text("id"),
        _text("conference"),
        _text("participant", nullable=True),
        _text("title"),
        _text("state"),
        _text("merged_into", nullable=True),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_own_proposal_conference")),
        _of_participant("own_proposal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_proposal")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_own_proposal_conference"), "own_proposal", ["conference"], unique=False)


def _of_item(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["round", "item"], ["round_item.round", "round_item.id"], name=op.f(f"fk_{table}_round_item")
    )


def _of_participant(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["participant"], ["participant.id"], name=op.f(f"fk_{table}_participant"))


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), **{"nullable": False, **options})


def _number(name: str, kind: Any = BIG, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, **{"nullable": False, **options})
