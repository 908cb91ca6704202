"""`rondetafel run`, as an operator starts it: what is wrong is named in a sentence, and what is right is served."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.rehearsal.people import Person
from bot.rehearsal.server import DEFAULT_TOKEN
from storage.engine import open_store

RONDETAFEL = Path(sys.executable).with_name("rondetafel")
GRACE = 60.0
"""Real seconds; whatever takes longer will not end."""

NO_SERVER = {"telegram_token": DEFAULT_TOKEN, "telegram_api_url": "http://127.0.0.1:9"}

WRONG_PORT = (
    "RONDETAFEL_WEB_PORT klopt niet: er staat ‘tachtig’, maar verwacht wordt een geheel getal van 1 tot en met 65535."
)
NEWER = (
    "De database {path} is van een nieuwere versie of is geen database van Rondetafel. "
    "Gebruik de nieuwste versie, of wijs met RONDETAFEL_DATABASE_URL een andere aan."
)


@asynccontextmanager
async def started(folder: Path, settings: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """`rondetafel run` in this folder, with these settings and no other."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("RONDETAFEL_")}
    process = await asyncio.create_subprocess_exec(
        RONDETAFEL,
        "run",
        cwd=folder,
        env={**environ, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def outcome_of_run(folder: Path, **settings: str) -> tuple[int | None, list[str]]:
    """The exit code of a start that is refused, and the lines on stderr."""
    async with started(folder, {f"RONDETAFEL_{name.upper()}": value for name, value in settings.items()}) as process:
        async with asyncio.timeout(GRACE):
            _, errors = await process.communicate()
    return process.returncode, errors.decode().splitlines()


@pytest.fixture
async def database(venue) -> Path:
    """An empty database of ours, closed."""
    async with open_store(venue.database, clock=venue.clock):
        pass
    return Path(venue.database)


def damage(database: Path) -> None:
    """Write nonsense over some pages after the first two."""
    content = bytearray(database.read_bytes())
    content[8192:32768] = b"\xff" * (32768 - 8192)
    database.write_bytes(content)


def change(database: Path, statement: str) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(statement)
    connection.close()


async def test_run_with_a_wrong_setting_names_it(tmp_path: Path) -> None:
    refused = await outcome_of_run(tmp_path, web_port="tachtig")

    assert refused == (2, [WRONG_PORT])
    assert not (tmp_path / "data").exists()


async def test_run_with_an_unreadable_pack_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "eigen").mkdir()
    (tmp_path / "eigen" / "pack.yaml").write_text("id: [\n", "utf-8")

    code, errors = await outcome_of_run(tmp_path, pack="./eigen", telegram_token=DEFAULT_TOKEN)

    assert code == 1
    assert errors[-1] == "Het inhoudspakket ./eigen (RONDETAFEL_PACK) kan niet worden gebruikt."
    assert "pack.yaml" in errors[0]
    assert len(errors) == 2
    assert not (tmp_path / "data").exists()


async def test_run_on_a_database_from_a_newer_version_is_refused(tmp_path: Path, database: Path) -> None:
    change(database, "UPDATE alembic_version SET version_num = '9999'")

    refused = await outcome_of_run(tmp_path, database_url=f"sqlite:///{database}", **NO_SERVER)

    assert refused == (1, [NEWER.format(path=database)])


async def test_run_on_a_damaged_database_says_so(tmp_path: Path, database: Path) -> None:
    damage(database)

    code, errors = await outcome_of_run(tmp_path, database_url=f"sqlite:///{database}", **NO_SERVER)

    assert (code, len(errors)) == (1, 1)
    assert errors[0].startswith(f"De database {database} is beschadigd.")


async def test_run_on_data_that_another_process_has_is_refused(venue, tmp_path: Path) -> None:
    async with open_store(venue.database, clock=venue.clock):
        refused = await outcome_of_run(tmp_path, telegram_token=DEFAULT_TOKEN, telegram_api_url=venue.server.url)

    assert refused == (
        1,
        [f"De map {venue.database.parent} is al in gebruik door een ander proces van Rondetafel. Stop dat eerst."],
    )
    assert venue.server.ledger.calls == []


async def test_run_with_a_token_that_telegram_does_not_know_says_so(venue, tmp_path: Path) -> None:
    refused = await outcome_of_run(
        tmp_path, telegram_token="7000000002:AAsomebody-elses", telegram_api_url=venue.server.url
    )

    assert refused == (1, ["Telegram kent dit token niet. Controleer RONDETAFEL_TELEGRAM_TOKEN."])


async def test_run_serves_the_first_facilitator_by_the_code_on_the_screen_until_sigterm(
    venue, tmp_path: Path
) -> None:
    settings = {
        "RONDETAFEL_TELEGRAM_TOKEN": venue.server.token,
        "RONDETAFEL_TELEGRAM_API_URL": venue.server.url,
        "RONDETAFEL_LOG_LEVEL": "ERROR",
    }
    somebody, lead = Person(venue.server, 799_001, "Vreemde"), Person(venue.server, 799_002, "Begeleider")
    theirs, ours = (venue.server.world.private_chat(person.user) for person in (somebody, lead))
    async with started(tmp_path, settings) as process:
        assert process.stdout is not None
        async with asyncio.timeout(GRACE):
            running, shown = [(await process.stdout.readline()).decode() for _ in range(2)]
        code = shown.rpartition("/nieuw ")[2].strip()
        without = await venue.reply(somebody, theirs, "/nieuw")
        wrong = await venue.reply(somebody, theirs, "aaaabbbbccccdddd")
        named = await venue.reply(lead, ours, f"/nieuw {code}")
        towns = await venue.reply(lead, ours, "Samenwerken in het Dal")
        secrecy = await venue.reply(lead, ours, "Aldermeer\nBoskerk")
        await venue.press(lead, secrecy, "Per gemeente")
        desk = await venue.see(lead, ours, "Voorbereiding")
        too_late = await venue.reply(somebody, theirs, code)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(GRACE):
            _, errors = await process.communicate()

    assert "@rondetafel_bot" in running
    assert len(code) == 16
    assert [without.text[:30], wrong.text[:22]] == ["Stuur de eenmalige code die bi", "Die code klopt niet. E"]
    assert [named.text[:8], towns.text[:17]] == ["Hoe heet", "Welke gemeenten d"]
    assert desk.text.startswith("Regie: Samenwerken in het Dal")
    assert too_late.text == wrong.text
    assert (process.returncode, errors) == (0, b"")
    assert venue.rows("SELECT name, secrecy FROM conference") == [("Samenwerken in het Dal", "per_gemeente")]
    assert venue.rows("SELECT external FROM binding") == [("799002",)]
    assert venue.server.ledger.refused() == ()
