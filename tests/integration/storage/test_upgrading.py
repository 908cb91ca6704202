"""A file of an earlier version comes along with everything in it."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from flows.words import Deciding, Mode, Party, Presence, RoundState
from storage import migrations
from storage.engine import open_store
from storage.schema import APPLICATION

BEFORE = """
INSERT INTO conference VALUES ('dal', 'dal', 'Het Dal', 'vooronderzoek', '1.0.0', 'per_gemeente', 'active',
    'groslijst', 1000000, 'woordvoerder', 'ontwerp', '', 'both', '["punten"]', 4);
INSERT INTO municipality VALUES ('dal', 'boskerk', 1, 'Boskerk', 23400);
INSERT INTO participant VALUES
    ('wit', 'dal', 1, 'M. de Wit', 'voter', 'boskerk', 'wethouder', 1, 'joined', 1, 'r1');
INSERT INTO binding VALUES ('wit', 'dal', 'telegram', '71');
INSERT INTO round VALUES (1, 'groslijst-1', 'dal', 'groslijst', 'groslijst', 1, 'rate', 'voorstel', 'voters',
    'individueel', 'open', 'Groslijst', 'core', 1, NULL, 0, 2000000, NULL, NULL, NULL, 0, 2);
INSERT INTO round VALUES (2, 'pakketten-1', 'dal', 'pakketten', 'groslijst', 1, 'choose', 'voorstel',
    'spokespersons', 'individueel', 'concept', 'Pakketten', 'derived', 0, NULL, 0, NULL, NULL, NULL, NULL, 0, 0);
INSERT INTO round_item VALUES
    (1, 'u02', 0, '{"title": "Toezicht", "options": [], "polarity": "positive", "details": [], "grounds": []}');
INSERT INTO answer VALUES (1, 'u02', 'wit', '4', 0, 0, '', 'telegram', 0, 5, NULL, NULL, NULL);
"""
"""A conference as the first version kept it."""


def make_first_version(path: Path) -> None:
    path.parent.mkdir(parents=True)
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.execute(sa.text(f"PRAGMA application_id = {APPLICATION}"))
        migrations.upgrade(connection, to="0001")
        for statement in BEFORE.split(";\n")[:-1]:
            connection.exec_driver_sql(statement)
        connection.commit()
    engine.dispose()


async def test_conference_of_the_first_version_goes_on_where_it_was(path: Path, clock: Any) -> None:
    make_first_version(path)

    async with open_store(path, clock=clock) as store, store.reading() as view:
        conference = await view.conference("dal")
        (person,) = await view.participants("dal")
        list_, packages = await view.rounds("dal")
        (ballot,) = await view.ballots(1)
        blocked = await view.unreachable("dal")

    assert (conference.skipped, conference.deciding, conference.mixed) == (("punten",), Deciding.SPOKESPERSON, False)
    assert (person.presence, person.spokesperson, person.council, person.substitute) == (
        Presence.JOINED,
        True,
        False,
        False,
    )
    assert (list_.state, list_.mode, list_.party, list_.decides) == (
        RoundState.OPEN,
        Mode.INDIVIDUAL,
        Party.VOTERS,
        False,
    )
    assert (packages.party, packages.decides, packages.homework) == (Party.SPOKESPERSONS, True, False)
    assert (ballot.value, ballot.paper, ballot.late) == (4, False, False)
    assert blocked == frozenset()
