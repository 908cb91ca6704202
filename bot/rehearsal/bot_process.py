"""The bot of a rehearsal, in a process of its own: the real channel, with the rehearsal's clock.

`python -m bot.rehearsal.bot_process` reads its orders as one line of JSON, says `ready`, and runs until SIGTERM.
The process that plays Telegram and the people starts it with `run_bot`.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.clock import ScaledClock
from bot.logs import configure_logs
from bot.telegram_channel import ChannelSettings, TelegramChannel, open_channel
from storage.engine import SystemRandomness, open_store
from storage.packs import read_pack

STOPPING: Final = 10.0
"""Real seconds that the bot gets to stop."""


class BotStopped(Exception):
    """The bot's process ended before it was asked to."""


@dataclass(frozen=True, kw_only=True)
class Orders:
    """What the bot's process needs to know."""

    token: str
    api_url: str
    facilitators: tuple[str, ...]
    database: str
    exports: str
    factor: float
    start: str
    origin: float
    pack: str = "vooronderzoek"


@asynccontextmanager
async def run_bot(orders: Orders) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot, ready to take updates in. Raises BotStopped when it does not come up."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.rehearsal.bot_process"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if not name.startswith("RONDETAFEL_")},
        cwd=Path(__file__).parents[2],
    )
    try:
        if process.stdin is None or process.stdout is None:
            raise BotStopped("the bot has no pipes")
        process.stdin.write(json.dumps(asdict(orders)).encode() + b"\n")
        await process.stdin.drain()
        if (await process.stdout.readline()).strip() != b"ready":
            raise BotStopped("the bot did not start")
        yield process
    finally:
        await _stop(process)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOPPING)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _serve(orders: Orders) -> None:
    clock = ScaledClock(orders.factor, datetime.fromisoformat(orders.start), origin=orders.origin)
    randomness = SystemRandomness()
    settings = ChannelSettings(
        token=orders.token,
        api_url=orders.api_url,
        facilitators=frozenset(orders.facilitators),
        exports=Path(orders.exports),
    )
    async with (
        open_store(orders.database, clock=clock, randomness=randomness) as store,
        open_channel(store, settings, pack=read_pack(orders.pack), clock=clock, randomness=randomness) as channel,
    ):
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, channel.stop)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        watch = asyncio.create_task(_stop_without_parent(channel))
        try:
            await channel.polling.run()
        finally:
            watch.cancel()


async def _stop_without_parent(channel: TelegramChannel) -> None:
    """The pipe of the orders closes when the process that gave them is gone, however it went."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()
    channel.stop()


def main() -> None:
    """The entry point of the process."""
    given = json.loads(sys.stdin.readline())
    configure_logs("ERROR", "text", secrets=[given["token"]])
    asyncio.run(_serve(Orders(**{**given, "facilitators": tuple(given["facilitators"])})))


if __name__ == "__main__":
    main()
