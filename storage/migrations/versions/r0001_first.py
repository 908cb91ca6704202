"""The first schema: conferences and people, rounds and answers, the audit log, the outbox."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None
branch_labels: Final = None
depends_on: Final = None

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make everything, in the order of the foreign keys."""
    _make_people()
    _make_rounds()
    _make_answers()
    _make_log()
    _make_talk()


def _make_people() -> None:
    """Conferences, their municipalities and everybody in them."""
    op.create_table(
        "conference",
        _text("id"),
        _text("slug"),
        _text("name"),
        _text("pack"),
        _text("pack_version"),
        _text("secrecy"),
        _text("state"),
        _text("phase"),
        _number("created_at"),
        _text("deciding"),
        _text("approach", nullable=True),
        _text("approach_reason"),
        _text("plan"),
        _text("skipped"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "municipality",
        _text("conference"),
        _text("id"),
        _number("position"),
        _text("name"),
        _number("inhabitants", nullable=True),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_municipality_conference")),
        sa.PrimaryKeyConstraint("conference", "id", name=op.f("pk_municipality")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "participant",
        _text("id"),
        _text("conference"),
        _number("position"),
        _text("name"),
        _text("role"),
        _text("municipality", nullable=True),
        _text("function"),
        _number("spokesperson"),
        _text("presence"),
        _number("informed"),
        _text("ref"),
        sa.ForeignKeyConstraint(
            ["conference", "municipality"],
            ["municipality.conference", "municipality.id"],
            name=op.f("fk_participant_conference_municipality"),
        ),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_participant_conference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("conference", "position", name=op.f("uq_participant_conference_position")),
        sa.UniqueConstraint("ref", name=op.f("uq_participant_ref")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "binding",
        _text("participant"),
        _text("conference"),
        _text("channel"),
        _text("external"),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_binding_conference")),
        sa.ForeignKeyConstraint(["participant"], ["participant.id"], name=op.f("fk_binding_participant")),
        sa.PrimaryKeyConstraint("participant", name=op.f("pk_binding")),
        sa.UniqueConstraint("channel", "external", "conference", name=op.f("uq_binding_channel_external_conference")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chat",
        _text("channel"),
        _text("external"),
        _text("thread"),
        _text("conference"),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_chat_conference")),
        sa.PrimaryKeyConstraint("channel", "external", "thread", name=op.f("pk_chat")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_chat_conference"), "chat", ["conference"], unique=False)
    op.create_table(
        "invitation",
        _text("digest"),
        _text("participant"),
        _number("issued_at"),
        _number("expires_at"),
        _number("used_at", nullable=True),
        sa.ForeignKeyConstraint(["participant"], ["participant.id"], name=op.f("fk_invitation_participant")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invitation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_invitation_participant"), "invitation", ["participant"], unique=False)


def _make_rounds() -> None:
    """Rounds with their items, and who may answer."""
    op.create_table(
        "round",
        _number("key"),
        _text("id"),
        _text("conference"),
        _text("template"),
        _text("phase"),
        _number("number"),
        _text("kind"),
        _text("sort"),
        _text("party"),
        _text("mode"),
        _text("state"),
        _text("title"),
        _text("selection"),
        _number("unacceptable"),
        _number("budget", nullable=True),
        _number("ordered"),
        _number("opened_at", nullable=True),
        _number("closed_at", nullable=True),
        _number("published_at", nullable=True),
        _number("settled_at", nullable=True),
        _number("frozen"),
        _number("version"),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_round_conference")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_round")),
        sa.UniqueConstraint("conference", "id", name=op.f("uq_round_conference_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "round_item",
        _number("round"),
        _text("id"),
        _number("position"),
        _text("body"),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name=op.f("fk_round_item_round")),
        sa.PrimaryKeyConstraint("round", "id", name=op.f("pk_round_item")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "elector",
        _number("round"),
        _text("participant"),
        _text("municipality"),
        _number("spokesperson"),
        sa.ForeignKeyConstraint(["participant"], ["participant.id"], name=op.f("fk_elector_participant")),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name=op.f("fk_elector_round")),
        sa.PrimaryKeyConstraint("round", "participant", name=op.f("pk_elector")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "position",
        _number("round"),
        _text("participant"),
        _text("item"),
        sa.ForeignKeyConstraint(["participant"], ["participant.id"], name=op.f("fk_position_participant")),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name=op.f("fk_position_round")),
        sa.PrimaryKeyConstraint("round", "participant", name=op.f("pk_position")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _make_answers() -> None:
    """Answers, and the keys that tie the log to them."""
    op.create_table(
        "answer",
        _number("round"),
        _text("item"),
        _text("participant"),
        _text("value", nullable=True),
        _number("no_opinion"),
        _number("unacceptable"),
        _text("text"),
        _text("channel", nullable=True),
        _number("epoch", nullable=True),
        _number("number", nullable=True),
        _text("mark_channel", nullable=True),
        _number("mark_epoch", nullable=True),
        _number("mark_number", nullable=True),
        sa.CheckConstraint("value IS NULL OR json_valid(value)", name=op.f("ck_answer_value_is_json")),
        sa.CheckConstraint("value IS NULL OR no_opinion = 0", name=op.f("ck_answer_value_or_no_opinion")),
        sa.ForeignKeyConstraint(["participant"], ["participant.id"], name=op.f("fk_answer_participant")),
        sa.ForeignKeyConstraint(
            ["round", "item"], ["round_item.round", "round_item.id"], name=op.f("fk_answer_round_item")
        ),
        sa.PrimaryKeyConstraint("round", "item", "participant", name=op.f("pk_answer")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer_key",
        _number("round"),
        _text("participant"),
        _text("key"),
        sa.ForeignKeyConstraint(["participant"], ["participant.id"], name=op.f("fk_answer_key_participant")),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name=op.f("fk_answer_key_round")),
        sa.PrimaryKeyConstraint("round", "participant", name=op.f("pk_answer_key")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _make_log() -> None:
    """What was processed, what happened, what could not be read."""
    op.create_table(
        "processed",
        _text("channel"),
        _number("epoch"),
        _number("number"),
        sa.PrimaryKeyConstraint("channel", "epoch", "number", name=op.f("pk_processed")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event",
        _text("conference"),
        _number("number"),
        _number("moment"),
        _text("kind"),
        _text("who"),
        _text("data"),
        _text("commitment"),
        _text("hash"),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_event_conference")),
        sa.PrimaryKeyConstraint("conference", "number", name=op.f("pk_event")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quarantine",
        _number("id"),
        _text("channel"),
        _number("number", nullable=True),
        _number("moment"),
        _text("raw"),
        _text("why"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def _make_talk() -> None:
    """What the bot has to say, has asked, and where its cards stand."""
    op.create_table(
        "notice",
        _number("id"),
        _text("key"),
        _text("conference"),
        _text("kind"),
        _text("recipient"),
        _text("data"),
        _text("state"),
        _number("attempts"),
        _number("due_at"),
        _text("why"),
        sa.ForeignKeyConstraint(["conference"], ["conference.id"], name=op.f("fk_notice_conference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_notice_waiting",
        "notice",
        ["conference", "recipient"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "dialog",
        _text("channel"),
        _text("external"),
        _text("kind"),
        _text("data"),
        sa.PrimaryKeyConstraint("channel", "external", name=op.f("pk_dialog")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "card",
        _text("name"),
        _text("chat"),
        _number("message"),
        _text("digest"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_card")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "setting",
        _text("name"),
        _text("value"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, BIG, nullable=nullable)
