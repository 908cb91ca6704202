"""Under geheim nothing leads from an answer to who gave it once a round is set: not in a row, not in a byte."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from flows.conference.model import Argument, Round
from flows.ports import Dialog, Notice
from flows.services.correcting import Correcting
from flows.services.forgetting import Forgetting
from flows.words import ConferenceState, Role, Secrecy
from report.dossier import open_dossier
from report.export import write_exports
from report.verify import verify
from storage.working import SqliteWork

TOWNS = ("aldermeer", "boskerk", "dalwijk")
LINE = "Alleen redden wij het niet"


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What tied people to answers before the cut."""

    rows: frozenset[bytes]
    """Item, person and value as they lie side by side in a row of answers."""
    keys: frozenset[bytes]

    def found_in(self, folder: Path) -> set[bytes]:
        held = b"\x00".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
        return {mark for mark in self.rows | self.keys if mark in held}


@pytest.fixture
async def house(house: Any) -> Any:
    """Three municipalities with three voters each, under geheim, and two advisers."""
    await house.found(secrecy=Secrecy.SECRET)
    for town in TOWNS:
        await house.invite(town, *[f"{town}{n}" for n in (1, 2, 3)])
    await house.invite(None, "raad1", "raad2", role=Role.ADVISER)
    await house.enter()
    return house


@pytest.fixture
def database(house: Any, tmp_path: Path) -> Path:
    return next(path for path in tmp_path.rglob("*.sqlite"))


async def _answered(house: Any, *, advisers: bool = True) -> Round:
    """An open round of motives in which everybody gave another pattern of answers."""
    await house.go_to("motieven")
    round_: Round = await house.opened()
    people = [f"{town}{n}" for town in TOWNS for n in (1, 2, 3)] + (["raad1", "raad2"] if advisers else [])
    for number, name in enumerate(people):
        for place, item in enumerate(round_.items):
            assert (await house.press(name, round_, item.id, 1 + (number * 7 + place * 3) % 5)).stands
    async with house.store.writing() as work:
        her = next(p for p in await work.participants(house.conference) if p.name == "boskerk2")
        line = Argument(id="", round=round_.key, item=round_.items[0].id, participant=her.id, text=LINE)
        await work.put_argument(line)
        await work.set_position(round_.key, her.id, round_.items[1].id)
        data: Mapping[str, str | int] = {"round": round_.key, "item": round_.items[0].id, "word": "condition"}
        await work.set_dialog(house.account("boskerk2"), Dialog(kind="reason", data=data))
        await work.tell(
            Notice(key="why", conference=house.conference, kind="ask_why", to=her.id, data=dict(data) | {"word": 1})
        )
        await work.commit()
    await house.store.quarantine("telegram", 7, '{"from": "boskerk2", "data": "a:1:m01:4"}', "unreadable")
    return round_


def _trace(database: Path) -> Trace:
    with sqlite3.connect(database) as connection:
        answers = connection.execute("SELECT item, participant, value FROM answer WHERE value IS NOT NULL").fetchall()
        keys = connection.execute("SELECT key FROM answer_key").fetchall()
    return Trace(
        rows=frozenset(f"{item}{person}{value}".encode() for item, person, value in answers),
        keys=frozenset(key.encode() for (key,) in keys),
    )


async def _emptied(house: Any, database: Path) -> None:
    """The writer empties the log by itself, right after the commit and before the next turn."""
    async with house.store.writing():
        assert database.with_name(database.name + "-wal").stat().st_size == 0


async def test_nothing_ties_an_answer_to_somebody_in_any_file(house: Any, database: Path) -> None:
    round_ = await _answered(house)
    trace = _trace(database)
    assert trace.found_in(database.parent) == trace.rows | trace.keys

    await house.finish(round_.key)
    await _emptied(house, database)

    assert trace.found_in(database.parent) == set()


async def test_search_finds_what_is_left_without_emptying_the_log(
    house: Any, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(_: SqliteWork) -> None:
        """Leave the log as it is."""

    monkeypatch.setattr(SqliteWork, "scrub", nothing)
    round_ = await _answered(house)
    trace = _trace(database)

    await house.finish(round_.key)

    assert trace.found_in(database.parent) != set()


async def test_search_finds_what_is_left_without_zeroes_in_free_space(house: Any, database: Path) -> None:
    async with house.store.writing() as work:
        await work.run(sa.text("PRAGMA secure_delete = OFF"))
    round_ = await _answered(house)
    trace = _trace(database)

    await house.finish(round_.key)
    await _emptied(house, database)

    assert trace.found_in(database.parent) != set()


async def test_no_table_holds_somebody_and_what_he_answered(house: Any, database: Path) -> None:
    round_ = await _answered(house)
    await house.finish(round_.key)

    linked = [name for name, columns in _tables(database) if {"participant", "value"} <= columns]
    with sqlite3.connect(database) as connection:
        left = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in linked}
        lines = connection.execute("SELECT participant, text FROM argument").fetchall()
        who = connection.execute("SELECT DISTINCT who FROM event WHERE kind = 'answer'").fetchall()
        rest = [
            connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("answer_key", "position", "dialog", "quarantine")
        ]
        told = connection.execute("SELECT count(*) FROM notice WHERE kind = 'ask_why'").fetchone()[0]

    assert left == {"answer": 0}
    assert lines == [(None, LINE)]
    assert who == [("",)]
    assert (rest, told) == ([0, 0, 0, 0], 0)


async def test_few_answers_of_advisers_are_not_kept_at_all(house: Any, database: Path) -> None:
    round_ = await _answered(house)
    await house.finish(round_.key)

    with sqlite3.connect(database) as connection:
        roles = connection.execute("SELECT role, sum(number) FROM loose_answer GROUP BY role").fetchall()

    assert roles == [("voter", 9 * len(round_.items))]


async def test_what_came_out_is_the_same_after_the_cut(house: Any, tmp_path: Path) -> None:
    round_ = await _answered(house)
    await house.facilitation.close_round(house.fien, round_.key)
    await house.facilitation.publish_round(house.fien, round_.key)
    before = await house.concluding.round_record(round_.key)

    await house.facilitation.settle_round(house.fien, round_.key)
    after = await house.concluding.round_record(round_.key)

    assert after.disclosed == before.disclosed
    assert after.full.items == before.disclosed.items
    assert after.advisers == before.advisers
    assert (before.loose, after.ballots) == ((), ())


async def test_exports_are_written_and_recounted_after_the_cut(house: Any, tmp_path: Path) -> None:
    await _answered(house)
    await house.finish((await house.current()).key)
    exported = write_exports(
        open_dossier(await house.concluding.conference_record(house.conference)), tmp_path / "uit"
    )

    report = verify(exported.folder)

    assert (report.differences, exported.confidential) == ((), None)
    assert report.checked > 20
    lines = (exported.folder / "antwoorden.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 9 * 4


async def test_own_answers_are_nobodys_any_more(house: Any) -> None:
    round_ = await _answered(house)
    await house.finish(round_.key)
    forgetting = Forgetting(house.store, pack=house.pack)

    (kept,) = await forgetting.kept(house.account("boskerk2"))
    own = await forgetting.own_answers(house.account("boskerk2"), round_.key)

    assert (kept.answered, own.ballots) == ((), {})


async def test_cutting_again_changes_nothing(house: Any, database: Path) -> None:
    round_ = await _answered(house)
    await house.finish(round_.key)
    with sqlite3.connect(database) as connection:
        once = connection.execute("SELECT * FROM loose_answer").fetchall()

    await house.hold()

    with sqlite3.connect(database) as connection:
        again = connection.execute("SELECT * FROM loose_answer WHERE round = ?", (round_.key,)).fetchall()
        cuts = connection.execute("SELECT data FROM event WHERE kind = 'links_cut'").fetchall()
    assert again == once
    assert [json.loads(data)["round"] for (data,) in cuts] == ["motieven-1", "motievenpunten-1"]
    assert json.loads(cuts[0][0]) == {"round": "motieven-1", "items": 4, "answers": 44}


async def test_withdrawn_round_is_cut_too(house: Any, database: Path) -> None:
    round_ = await _answered(house)
    trace = _trace(database)
    correcting = Correcting(house.store, clock=house.clock, pack=house.pack)

    await correcting.withdraw(house.fien, round_.key, reason="Vergissing")
    await _emptied(house, database)

    assert trace.found_in(database.parent) == set()


async def test_conference_that_is_cancelled_is_cut(house: Any, database: Path) -> None:
    round_ = await _answered(house)
    await house.facilitation.close_round(house.fien, round_.key)
    trace = _trace(database)
    correcting = Correcting(house.store, clock=house.clock, pack=house.pack)

    ended = await correcting.cancel(house.fien, house.conference, reason="Het gaat niet door")
    await _emptied(house, database)

    assert ended.state is ConferenceState.CANCELLED
    assert trace.found_in(database.parent) == set()


async def test_only_sensitive_items_are_cut_at_another_level(house: Any, database: Path) -> None:
    house.conference = ""
    made = await house.roster.create_conference(
        house.fien,
        facilitator="Fien",
        name="Open",
        municipalities=[town.capitalize() for town in TOWNS],
        secrecy=Secrecy.MUNICIPALITY,
    )
    house.conference = made.id
    for town in TOWNS:
        await house.invite(town, *[f"x{town}{n}" for n in (1, 2, 3)])
    await house.enter()
    await house.go_to("aanpak")

    await house.hold()

    with sqlite3.connect(database) as connection:
        left = {
            item
            for (item,) in connection.execute(
                "SELECT DISTINCT item FROM answer WHERE round IN (SELECT key FROM round WHERE template = 'aanpak')"
            )
        }
        cut = {
            item
            for (item,) in connection.execute(
                "SELECT item FROM settled_item AS s JOIN round AS r ON r.key = s.round WHERE r.template = 'aanpak'"
            )
        }
        who = connection.execute(
            "SELECT count(*) FROM answer_key AS k JOIN round AS r ON r.key = k.round WHERE r.template = 'aanpak'"
        ).fetchone()
    assert (bool(left), bool(cut), left & cut) == (True, True, set())
    assert who == (0,)


async def test_secrecy_never_changes(house: Any, database: Path) -> None:
    with sqlite3.connect(database) as connection, pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.execute("UPDATE conference SET secrecy = 'per_gemeente'")


async def test_reopened_round_is_held_against_what_the_facilitator_saw(house: Any) -> None:
    round_ = await _answered(house, advisers=False)
    correcting = Correcting(house.store, clock=house.clock, pack=house.pack)
    await house.facilitation.close_round(house.fien, round_.key)
    seen = await house.concluding.round_record(round_.key)
    await correcting.reopen(house.fien, round_.key)
    await house.invite("dalwijk", "dalwijk4")
    await house.enter()
    for item in round_.items[:1]:
        await house.press("dalwijk4", round_, item.id, 5)
    await house.facilitation.close_round(house.fien, round_.key)

    again = await house.concluding.round_record(round_.key)

    first, second = round_.items[0].id, round_.items[1].id
    assert seen.disclosed.items[first].counts is not None
    assert again.disclosed.items[first].counts is None
    assert again.disclosed.items[second].counts is not None


def _tables(database: Path) -> Iterable[tuple[str, set[str]]]:
    with sqlite3.connect(database) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [(name, {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}) for name in names]
