"""What all tests share: an empty database, since leading a new file to our schema costs more than most tests."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.clock import SystemClock
from storage.engine import open_store


@pytest.fixture(scope="session")
def lay_database(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """Call with a place where no file is: there stands an empty database then, as the program makes it itself."""
    made = tmp_path_factory.mktemp("database") / "empty.db"
    asyncio.run(_make(made))

    def lay(place: Path) -> None:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy(made, place)

    return lay


async def _make(path: Path) -> None:
    async with open_store(path, clock=SystemClock()):
        pass
