"""A process that stores answers until it is killed, and says which were acknowledged.

Usage: stream_of_answers.py FILE ROUND FIRST. Prints `person item number` after each verdict; the value is the number.
"""

import asyncio
import itertools
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from flows.ports import Account, Press, UpdateRef
from storage.engine import open_store
from storage.store import SqliteStore

AT_ONCE = 12


class WallClock:
    """The clock on the wall."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def press_on(store: SqliteStore, round_: int, person: str, numbers: Iterator[int]) -> None:
    """Press without end, now on one item, then on the other."""
    while True:
        number = next(numbers)
        item = ("inkoop", "archief")[number % 2]
        press = Press(
            update=UpdateRef(channel="telegram", number=number),
            account=Account(channel="telegram", external=person),
            round=round_,
            item=item,
            value=str(number),
        )
        verdict = await store.record(press)
        os.write(1, f"{person} {item} {number} {verdict.word}\n".encode())


async def main(file: str, round_: int, first: int) -> None:
    numbers = itertools.count(first)
    async with open_store(file, clock=WallClock()) as store:
        people = itertools.islice(itertools.cycle(("anna", "bram", "carla", "dirk")), AT_ONCE)
        await asyncio.gather(*(press_on(store, round_, person, numbers) for person in people))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
