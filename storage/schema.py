"""The tables, as they are now. Migrations lead an older file to this; a test holds both equal.

STRICT tables know integer, text and blob only: a moment is whole microseconds UTC, a flag is 0 or 1, anything
structured is JSON as text. Answers have no rowid and no time of their own: neither may tell who answered first.
"""

from typing import Any, Final

import sqlalchemy as sa

from storage.columns import BIG, Flag, Json, Moment

APPLICATION: Final = 0x524F4E44
"""SQLite's `application_id` of our files: 'ROND'."""

_OFF: Final = {"server_default": sa.text("0")}
_ON: Final = {"server_default": sa.text("1")}
_EMPTY: Final = {"server_default": sa.text("''")}
"""What a column that came later holds in rows that were there before it."""

metadata: Final = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _table(name: str, *parts: sa.schema.SchemaItem, rowid: bool = True) -> sa.Table:
    return sa.Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _text(name: str, *parts: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), *parts, **{"nullable": False, **options})


def _number(name: str, *parts: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, BIG, *parts, **{"nullable": False, **options})


def _flag(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, Flag(), **{"nullable": False, **options})


def _moment(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, Moment(), **{"nullable": False, **options})


def _json(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, Json(), **{"nullable": False, **options})


conference = _table(
    "conference",
    _text("id", primary_key=True),
    _text("slug"),
    _text("name"),
    _text("pack"),
    _text("pack_version"),
    _text("secrecy"),
    _text("state"),
    _text("phase"),
    _moment("created_at"),
    _text("deciding"),
    _text("approach", nullable=True),
    _text("approach_reason"),
    _text("plan"),
    _json("skipped"),
    _number("version"),
    _flag("mixed", **_OFF),
    _moment("begins_at", nullable=True),
    _moment("ends_at", nullable=True),
    _json("optional", server_default=sa.text("'[]'")),
    _json("own_tasks", server_default=sa.text("'[]'")),
    _json("sensitivities", server_default=sa.text("'{}'")),
    _text("givens", **_EMPTY),
    _text("reason", **_EMPTY),
    _json("own_motives", server_default=sa.text("'[]'")),
    rowid=False,
)

_KEEP_SECRECY: Final = """
CREATE TRIGGER keep_secrecy BEFORE UPDATE OF secrecy ON conference WHEN old.secrecy <> new.secrecy
BEGIN SELECT raise(ABORT, 'the secrecy of a conference never changes'); END
"""
sa.event.listen(metadata, "after_create", sa.DDL(_KEEP_SECRECY))  # type: ignore[no-untyped-call]  # the toolkit's own

municipality = _table(
    "municipality",
    _text("conference", sa.ForeignKey("conference.id"), primary_key=True),
    _text("id", primary_key=True),
    _number("position"),
    _text("name"),
    _number("inhabitants", nullable=True),
    rowid=False,
)

participant = _table(
    "participant",
    _text("id", primary_key=True),
    _text("conference", sa.ForeignKey("conference.id")),
    _number("position"),
    _text("name"),
    _text("role"),
    _text("municipality", nullable=True),
    _text("function"),
    _flag("spokesperson"),
    _text("presence"),
    _flag("informed"),
    _text("ref"),
    _flag("council", **_OFF),
    _flag("substitute", **_OFF),
    _text("replaces", nullable=True),
    sa.ForeignKeyConstraint(["conference", "municipality"], ["municipality.conference", "municipality.id"]),
    sa.UniqueConstraint("conference", "position"),
    sa.UniqueConstraint("ref"),
    rowid=False,
)

binding = _table(
    "binding",
    _text("participant", sa.ForeignKey("participant.id"), primary_key=True),
    _text("conference", sa.ForeignKey("conference.id")),
    _text("channel"),
    _text("external"),
    _flag("reachable", **_ON),
    sa.UniqueConstraint("channel", "external", "conference"),
    rowid=False,
)
"""Who answers from which account; one account is one person in a conference."""

admission = _table(
    "admission",
    _text("conference", sa.ForeignKey("conference.id"), primary_key=True),
    _text("channel", primary_key=True),
    _text("external", primary_key=True),
    _text("name"),
    _text("municipality", nullable=True),
    _text("role"),
    _flag("council"),
    _moment("asked_at"),
    rowid=False,
)
"""Who asks to take part and has not been admitted yet."""

task_fact = _table(
    "task_fact",
    _text("conference", sa.ForeignKey("conference.id"), primary_key=True),
    _text("item", primary_key=True),
    _text("fact", primary_key=True),
    _text("value"),
    rowid=False,
)
"""What was told of a task before it is rated: levels, and municipalities that do it well or are vulnerable."""

chat = _table(
    "chat",
    _text("channel", primary_key=True),
    _text("external", primary_key=True),
    _text("thread", primary_key=True),
    _text("conference", sa.ForeignKey("conference.id"), index=True),
    rowid=False,
)
"""`thread` is empty for a whole group."""

invitation = _table(
    "invitation",
    _text("digest", primary_key=True),
    _text("participant", sa.ForeignKey("participant.id"), index=True),
    _moment("issued_at"),
    _moment("expires_at"),
    _moment("used_at", nullable=True),
)

round_ = sa.Table(
    "round",
    metadata,
    _number("key", primary_key=True),
    _text("id"),
    _text("conference", sa.ForeignKey("conference.id")),
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
    _flag("unacceptable"),
    _number("budget", nullable=True),
    _flag("ordered"),
    _moment("opened_at", nullable=True),
    _moment("closed_at", nullable=True),
    _moment("published_at", nullable=True),
    _moment("settled_at", nullable=True),
    _flag("frozen"),
    _number("version"),
    _flag("decides", **_OFF),
    _flag("homework", **_OFF),
    _moment("closes_at", nullable=True),
    _moment("paused_until", nullable=True),
    _text("at", nullable=True),
    _text("reason", **_EMPTY),
    _number("top", nullable=True),
    _number("follows", nullable=True),
    sa.UniqueConstraint("conference", "id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,  # a key stands on old buttons, so it is never given out again
)

round_item = _table(
    "round_item",
    _number("round", sa.ForeignKey("round.key"), primary_key=True),
    _text("id", primary_key=True),
    _number("position"),
    _json("body"),
    rowid=False,
)

sa.Index("ix_round_state", round_.c.state)

talking_point = _table(
    "talking_point",
    _number("round", sa.ForeignKey("round.key"), primary_key=True),
    _text("item", primary_key=True),
    _number("position"),
    _moment("begun_at", nullable=True),
    _moment("ends_at", nullable=True),
    _moment("done_at", nullable=True),
    _text("note"),
    rowid=False,
)

elector = _table(
    "elector",
    _number("round", sa.ForeignKey("round.key"), primary_key=True),
    _text("participant", sa.ForeignKey("participant.id"), primary_key=True),
    _text("municipality"),
    _flag("spokesperson"),
    rowid=False,
)

answer = _table(
    "answer",
    _number("round", primary_key=True),
    _text("item", primary_key=True),
    _text("participant", sa.ForeignKey("participant.id"), primary_key=True),
    _text("value", nullable=True),
    _flag("no_opinion"),
    _flag("unacceptable"),
    _text("text"),
    _text("channel", nullable=True),
    _number("epoch", nullable=True),
    _number("number", nullable=True),
    _text("mark_channel", nullable=True),
    _number("mark_epoch", nullable=True),
    _number("mark_number", nullable=True),
    _flag("paper", **_OFF),
    _flag("late", **_OFF),
    _flag("carried", **_OFF),
    _text("earlier", nullable=True),
    sa.ForeignKeyConstraint(["round", "item"], ["round_item.round", "round_item.id"]),
    sa.CheckConstraint("value IS NULL OR json_valid(value)", name="value_is_json"),
    sa.CheckConstraint("value IS NULL OR no_opinion = 0", name="value_or_no_opinion"),
    rowid=False,
)
"""One person's answer as it stands, with the last update that set it and the last that set the mark.

Only a mark (value null, no_opinion 0) is no answer. `earlier` is the answer in the round before, as JSON: its value,
or false for 'geen mening'.
"""

loose_answer = _table(
    "loose_answer",
    _number("round", primary_key=True),
    _text("item", primary_key=True),
    _text("role", primary_key=True),
    _text("value", primary_key=True),
    _flag("no_opinion", primary_key=True),
    _flag("unacceptable", primary_key=True),
    _number("number"),
    sa.ForeignKeyConstraint(["round", "item"], ["round_item.round", "round_item.id"]),
    rowid=False,
)
"""Answers that nobody's name stands at any more: how often each was given. `value` is empty for 'geen mening'."""

took_part = _table(
    "took_part",
    _number("round", primary_key=True),
    _text("item", primary_key=True),
    _number("lap", primary_key=True),
    _text("participant", sa.ForeignKey("participant.id"), primary_key=True),
    _text("role"),
    _text("municipality"),
    _number("voters"),
    _flag("paper"),
    _flag("again"),
    sa.ForeignKeyConstraint(["round", "item"], ["round_item.round", "round_item.id"]),
    rowid=False,
)
"""Who had answered an item when its figures could be seen; it holds no answer."""

settled_item = _table(
    "settled_item",
    _number("round", primary_key=True),
    _text("item", primary_key=True),
    _json("body"),
    sa.ForeignKeyConstraint(["round", "item"], ["round_item.round", "round_item.id"]),
    rowid=False,
)
"""What came out of an item before its answers were cut loose from who gave them, without anything by municipality."""

argument = _table(
    "argument",
    _text("id", primary_key=True),
    _number("round"),
    _text("item"),
    _text("participant", sa.ForeignKey("participant.id"), nullable=True),
    _text("text"),
    _text("state"),
    sa.ForeignKeyConstraint(["round", "item"], ["round_item.round", "round_item.id"]),
    sa.UniqueConstraint("round", "participant", "item"),
    rowid=False,
)
"""Lines that voters wrote with an item. The id is random: nothing tells which came first."""

argument_request = _table(
    "argument_request",
    _number("round", primary_key=True),
    _text("participant", sa.ForeignKey("participant.id"), primary_key=True),
    _number("position", primary_key=True),
    _text("item"),
    _text("state"),
    sa.ForeignKeyConstraint(["round", "item"], ["round_item.round", "round_item.id"]),
    rowid=False,
)
"""The items on which somebody was asked for a line after closing; gone when the round is settled."""

own_proposal = _table(
    "own_proposal",
    _text("id", primary_key=True),
    _text("conference", sa.ForeignKey("conference.id"), index=True),
    _text("participant", sa.ForeignKey("participant.id"), nullable=True),
    _text("title"),
    _text("state"),
    _text("merged_into", nullable=True),
    rowid=False,
)
"""Own motives that voters proposed; the id is random."""

answer_key = _table(
    "answer_key",
    _number("round", sa.ForeignKey("round.key"), primary_key=True),
    _text("participant", sa.ForeignKey("participant.id"), primary_key=True),
    _text("key"),
    rowid=False,
)
"""The key (hex) of the commitments of one person in one round. Destroying it cuts the log from the answers."""

processed = _table(
    "processed",
    _text("channel", primary_key=True),
    _number("epoch", primary_key=True),
    _number("number", primary_key=True),
    rowid=False,
)
"""Updates that were processed; nothing about whose or what."""

event = _table(
    "event",
    _text("conference", sa.ForeignKey("conference.id"), primary_key=True),
    _number("number", primary_key=True),
    _moment("moment"),
    _text("kind"),
    _text("who"),
    _text("data"),
    _text("commitment"),
    _text("hash"),
    rowid=False,
)
"""The chained audit log. `data` is the very text that was hashed."""

notice = sa.Table(
    "notice",
    metadata,
    _number("id", primary_key=True),
    _text("key"),
    _text("conference", sa.ForeignKey("conference.id")),
    _text("kind"),
    _text("recipient"),
    _json("data"),
    _text("state"),
    _number("attempts"),
    _moment("due_at"),
    _text("why"),
    sa.UniqueConstraint("key"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
"""The outbox. `recipient` is a participant, or empty for the group(s); `state` is waiting, sent or given_up."""

sa.Index("ix_notice_waiting", notice.c.conference, notice.c.recipient, sqlite_where=sa.text("state = 'waiting'"))

dialog = _table(
    "dialog",
    _text("channel", primary_key=True),
    _text("external", primary_key=True),
    _text("kind"),
    _json("data"),
    rowid=False,
)

position = _table(
    "position",
    _number("round", sa.ForeignKey("round.key"), primary_key=True),
    _text("participant", sa.ForeignKey("participant.id"), primary_key=True),
    _text("item"),
    rowid=False,
)

card = _table(
    "card",
    _text("name", primary_key=True),
    _text("chat"),
    _number("message"),
    _text("digest"),
    rowid=False,
)

setting = _table("setting", _text("name", primary_key=True), _text("value"), rowid=False)

quarantine = sa.Table(
    "quarantine",
    metadata,
    _number("id", primary_key=True),
    _text("channel"),
    _number("number", nullable=True),
    _moment("moment"),
    _text("raw"),
    _text("why"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
"""Incoming updates that could not be read; the last ones only."""
