"""Opening the store: made at first start, refused where it must be, closed cleanly."""

# ruff: noqa: ASYNC240 - small files in a test's own folder, read while nothing else runs

import asyncio
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from flows.errors import AlreadyRunning, Corrupt, StorageError, WrongDatabase
from flows.ports import VerdictWord
from storage import migrations, schema
from storage.engine import open_store


def schema_of(path: Path) -> dict[str, tuple[list[str], set[str]]]:
    """Every table and index but Alembic's own: its columns in order, its constraints in any."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    connection.close()
    found = {}
    for name, sql in rows:
        if name != "alembic_version" and not name.startswith("sqlite_"):
            lines = [line.strip() for line in re.split(r",\s+(?![^(]*\))|\n", sql) if line.strip()]
            constraints = {line for line in lines if line.startswith("CONSTRAINT")}
            found[name] = ([line for line in lines if line not in constraints], constraints)
    return found


async def test_open_store_makes_folder_and_file_for_the_owner_alone(path: Path, clock: Any) -> None:
    async with open_store(path, clock=clock):
        pass

    assert [path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777] == [0o700, 0o600]
    assert sorted(file.name for file in path.parent.iterdir()) == ["rondetafel.lock", "rondetafel.sqlite"]


async def test_open_store_takes_a_url(path: Path, clock: Any) -> None:
    async with open_store(f"sqlite+aiosqlite:///{path}", clock=clock) as store:
        assert await store.integrity() == []

    assert path.exists()


@pytest.mark.parametrize("url", ["postgresql://localhost/x", "sqlite://", ":memory:", "", "://"])
async def test_open_store_other_url_is_refused(url: str, clock: Any) -> None:
    with pytest.raises(StorageError):
        async with open_store(url, clock=clock):
            pass


async def test_migrations_give_exactly_the_schema_of_the_metadata(path: Path, tmp_path: Path, clock: Any) -> None:
    async with open_store(path, clock=clock):
        pass
    direct = tmp_path / "direct.sqlite"
    engine = sa.create_engine(f"sqlite:///{direct}")
    schema.metadata.create_all(engine)
    engine.dispose()

    assert schema_of(path) == schema_of(direct)


def test_every_table_is_strict() -> None:
    assert {table.dialect_options["sqlite"]["strict"] for table in schema.metadata.tables.values()} == {True}


async def test_open_store_again_keeps_what_was_stored(path: Path, clock: Any) -> None:
    async with open_store(path, clock=clock) as store, store.writing() as work:
        await work.set_setting("link_key", "abc")
        await work.commit()

    async with open_store(path, clock=clock) as store, store.reading() as view:
        assert await view.setting("link_key") == "abc"


async def test_open_store_in_the_same_process_twice_is_refused(store: Any, path: Path, clock: Any) -> None:
    with pytest.raises(AlreadyRunning) as refusal:
        async with open_store(path, clock=clock):
            pass

    assert refusal.value.path == str(path.parent)


async def test_open_store_in_a_second_process_is_refused(store: Any, path: Path) -> None:
    program = (
        "import asyncio, sys\n"
        "from flows.errors import AlreadyRunning\n"
        "from storage.engine import open_store\n"
        "async def main():\n"
        "    try:\n"
        "        async with open_store(sys.argv[1], clock=None): pass\n"
        "    except AlreadyRunning as refusal: print(refusal.path)\n"
        "asyncio.run(main())\n"
    )

    second = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", program, str(path)],
        cwd=Path(migrations.__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert second.stdout.strip() == str(path.parent)


async def test_open_store_after_a_refusal_is_possible(path: Path, clock: Any) -> None:
    path.parent.mkdir()
    path.write_text("Dit is een brief, geen database.")
    with pytest.raises(WrongDatabase):
        async with open_store(path, clock=clock):
            pass
    path.unlink()

    async with open_store(path, clock=clock) as store:
        assert await store.integrity() == []


async def test_open_store_database_of_a_newer_version_is_refused_and_untouched(path: Path, clock: Any) -> None:
    async with open_store(path, clock=clock):
        pass
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = path.read_bytes()

    with pytest.raises(WrongDatabase) as refusal:
        async with open_store(path, clock=clock):
            pass

    assert refusal.value.path == str(path)
    assert path.read_bytes() == before


async def test_open_store_database_of_another_program_is_refused_and_untouched(path: Path, clock: Any) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(WrongDatabase) as refusal:
        async with open_store(path, clock=clock):
            pass

    assert refusal.value.path == str(path)
    assert path.read_bytes() == before


async def test_open_store_file_that_is_no_database_is_refused(path: Path, clock: Any) -> None:
    path.parent.mkdir()
    path.write_text("Dit is een brief, geen database. " * 100)

    with pytest.raises(WrongDatabase) as refusal:
        async with open_store(path, clock=clock):
            pass

    assert refusal.value.path == str(path)


async def test_open_store_damaged_file_is_refused(path: Path, clock: Any) -> None:
    async with open_store(path, clock=clock):
        pass
    content = bytearray(path.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    path.write_bytes(content)

    with pytest.raises(Corrupt) as refusal:
        async with open_store(path, clock=clock):
            pass

    assert refusal.value.path == str(path)


async def test_open_store_file_cut_short_is_refused(scene: Any, tmp_path: Path, clock: Any) -> None:
    copy = tmp_path / "copy" / "rondetafel.sqlite"
    copy.parent.mkdir()
    connection = sqlite3.connect(scene.path)
    connection.execute("VACUUM INTO ?", (str(copy),))
    connection.close()
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])

    with pytest.raises(Corrupt):
        async with open_store(copy, clock=clock):
            pass


async def test_open_store_leaving_stores_what_waits(left_scene: Any, clock: Any) -> None:
    async with open_store(left_scene.path, clock=clock) as store:
        votes = [asyncio.create_task(store.record(left_scene.press(who))) for who in ("anna", "bram")]
        await asyncio.sleep(0)

    async with open_store(left_scene.path, clock=clock) as store, store.reading() as view:
        assert len(await view.ballots(left_scene.round.key)) == 2
    assert [(await vote).word for vote in votes] == [VerdictWord.STORED, VerdictWord.STORED]


async def test_open_store_closed_refuses_what_comes_after(path: Path, clock: Any, scene: Any) -> None:
    other = path.parent.parent / "elders" / "rondetafel.sqlite"
    async with open_store(other, clock=clock) as store:
        pass

    with pytest.raises(StorageError):
        await store.record(scene.press("anna"))
    with pytest.raises(StorageError):
        async with store.reading():
            pass
