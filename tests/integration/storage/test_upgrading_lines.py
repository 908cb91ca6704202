"""A file of the second version, with a round that is open and lines that stood with the answers, goes on."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from flows.ports import Account, Press, UpdateRef, VerdictWord
from flows.services.arguing import ARGUMENT
from flows.words import ArgumentState
from storage import migrations
from storage.engine import open_store
from storage.schema import APPLICATION

BEFORE = """
INSERT INTO conference (id, slug, name, pack, pack_version, secrecy, state, phase, created_at, deciding, approach,
    approach_reason, plan, skipped, version) VALUES ('dal', 'dal', 'Het Dal', 'vooronderzoek', '1.0.0',
    'per_gemeente', 'active', 'groslijst', 1000000, 'woordvoerder', 'ontwerp', '', 'both', '[]', 4);
INSERT INTO municipality VALUES ('dal', 'boskerk', 1, 'Boskerk', 23400);
INSERT INTO participant (id, conference, position, name, role, municipality, function, spokesperson, presence,
    informed, ref) VALUES ('wit', 'dal', 1, 'M. de Wit', 'voter', 'boskerk', 'wethouder', 1, 'joined', 1, 'r1'),
    ('zee', 'dal', 2, 'J. van Zee', 'voter', 'boskerk', 'wethouder', 0, 'joined', 1, 'r2');
INSERT INTO binding (participant, conference, channel, external) VALUES ('wit', 'dal', 'telegram', '71'),
    ('zee', 'dal', 'telegram', '72');
INSERT INTO round (key, id, conference, template, phase, number, kind, sort, party, mode, state, title, selection,
    unacceptable, budget, ordered, opened_at, frozen, version) VALUES
    (1, 'groslijst-1', 'dal', 'groslijst', 'groslijst', 1, 'rate', 'voorstel', 'voters', 'individueel', 'open',
    'Groslijst', 'core', 1, NULL, 0, 2000000, 0, 2),
    (2, 'vorm-1', 'dal', 'vorm', 'vorm', 1, 'consent', 'voorstel', 'spokespersons', 'individueel', 'gesloten',
    'Vorm', 'core', 0, NULL, 0, 2000000, 0, 2);
INSERT INTO round_item VALUES
    (1, 'u02', 0, '{"title": "Toezicht", "options": [], "polarity": "positive", "details": [], "grounds": []}'),
    (1, 'u03', 1, '{"title": "Inkoop", "options": [], "polarity": "positive", "details": [], "grounds": []}'),
    (2, 'v1', 0, '{"title": "Vorm", "options": [], "polarity": "positive", "details": [], "grounds": []}');
INSERT INTO answer (round, item, participant, value, no_opinion, unacceptable, text, channel, epoch, number) VALUES
    (1, 'u02', 'wit', '4', 0, 0, 'Dat scheelt geld', 'telegram', 0, 5),
    (1, 'u03', 'wit', NULL, 0, 0, 'Eerst nog zien', NULL, 0, 0),
    (1, 'u03', 'zee', NULL, 0, 1, '', NULL, 0, 0),
    (2, 'v1', 'wit', '"condition"', 0, 0, 'Mits het goedkoper is', 'telegram', 0, 6);
INSERT INTO dialog VALUES ('telegram', '72', 'toelichting', '{"round": 1, "item": "u02"}');
"""


@pytest.fixture
def second_version(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.execute(sa.text(f"PRAGMA application_id = {APPLICATION}"))
        migrations.upgrade(connection, to="0002")
        for statement in BEFORE.split(";\n")[:-1]:
            connection.exec_driver_sql(statement)
        connection.commit()
    engine.dispose()
    return path


async def test_lines_with_answers_become_lines_of_their_own(second_version: Path, clock: Any) -> None:
    async with open_store(second_version, clock=clock) as store, store.reading() as view:
        lines = {(a.item, a.participant, a.text, a.state) for a in await view.arguments(1)}
        ballots = {(b.item, b.participant, b.value, b.unacceptable, b.text) for b in await view.ballots(1)}
        marks = await view.own_ballots(1, "zee")
        (standpunt,) = await view.ballots(2)
        dialog = await view.dialog(Account("telegram", "72"))

    assert lines == {
        ("u02", "wit", "Dat scheelt geld", ArgumentState.WAITING),
        ("u03", "wit", "Eerst nog zien", ArgumentState.WAITING),
    }
    assert ballots == {("u02", "wit", 4, False, "")}
    assert [(item, ballot.unacceptable) for item, ballot in marks.items()] == [("u03", True)]
    assert standpunt.text == "Mits het goedkoper is"
    assert dialog is not None
    assert (dialog.kind, dialog.data) == (ARGUMENT, {"round": 1, "item": "u02"})


async def test_open_round_takes_answers_after_the_upgrade(second_version: Path, clock: Any) -> None:
    async with open_store(second_version, clock=clock) as store:
        verdict = await store.record(
            Press(update=UpdateRef("telegram", 9), account=Account("telegram", "71"), round=1, item="u03", value="2")
        )
        async with store.reading() as view:
            ballots = {(b.item, b.value, b.carried, b.earlier) for b in await view.ballots(1)}

    assert verdict.word is VerdictWord.STORED
    assert ballots == {("u02", 4, False, None), ("u03", 2, False, None)}


async def test_secrecy_of_an_upgraded_conference_never_changes(second_version: Path, clock: Any) -> None:
    async with open_store(second_version, clock=clock):
        pass

    with sqlite3.connect(second_version) as connection, pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.execute("UPDATE conference SET secrecy = 'op_naam'")
