"""Telegram's side, the bot, and a conference that is ready to begin; everything goes over HTTP, by the front door."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import ScaledClock
from bot.rehearsal.bot_process import Orders
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.demo import DemoPlan, make_boards
from bot.rehearsal.ledger import Press
from bot.rehearsal.members import BoardMember
from bot.rehearsal.objects import Button, Chat, Message
from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer
from bot.telegram_channel import ChannelSettings, open_channel
from storage.engine import SystemRandomness, open_store
from storage.packs import read_pack

START = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
SPEED = 60.0
LEADER = 700_001
OTHER_LEADER = 700_002
ISOLATES = dict.fromkeys((0x2068, 0x2069))
GRACE = 30.0
"""Real seconds after which something that should happen counts as never happening."""

KEPT = {
    **dict.fromkeys(("conference", "municipality", "participant", "binding", "invitation", "chat"), "*"),
    **dict.fromkeys(("round", "round_item", "elector", "answer", "answer_key", "event", "dialog"), "*"),
    "notice": "key, kind, recipient",
}
"""Tables, and columns, in which a refused press may change nothing; that a notice was sent changes by itself."""

Dump = Mapping[str, Sequence[tuple[Any, ...]]]


@dataclass
class Venue:
    """A server, the database that the bot has on disk, and what a test asks of both."""

    server: BotApiServer
    clock: ScaledClock
    database: Path
    exports: Path
    said: list[str] = field(default_factory=list)

    def lead_by(self, user_id: int, name: str = "Begeleider") -> Conductor:
        return Conductor(Person(self.server, user_id, name), clock=self.clock, tell=self.said.append)

    async def press(self, person: Person, message: Message, button: str | Button) -> Press:
        """Press by the label or with any data; the press with its answer, however slow this machine is."""
        chosen = message.button(button) if isinstance(button, str) else button
        return await self.press_data(person, message, chosen.data)

    async def press_data(self, person: Person, message: Message, data: str) -> Press:
        await self.clock.sleep(1)  # what comes within 0.6 s of a change of card counts as a double tap
        press, answered = self.server.world.press(person.user, message, data)
        async with asyncio.timeout(GRACE):
            await answered
        return press

    async def reply(self, person: Person, chat: Chat, text: str) -> Message:
        """Write, and wait for what the bot says to it."""
        sent = person.send(chat, text)
        return await self.next_in(person, chat, after=sent)

    async def next_in(self, person: Person, chat: Chat, *, after: Message | None) -> Message:
        async with asyncio.timeout(GRACE):
            return await person.next_message(chat, after=after)

    async def see(self, person: Person, chat: Chat, text: str) -> Message:
        """A message with this text, now or as soon as it is there."""
        async with asyncio.timeout(GRACE):
            return await person.wait_for(chat, lambda m: text in m.text)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What is in the database, read beside the bot."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def dump(self) -> Dump:
        return {
            table: sorted(self.rows(f"SELECT {columns} FROM {table}"), key=repr) for table, columns in KEPT.items()
        }

    def answers(self) -> dict[tuple[str, str], str | None]:
        """(account, item) -> value, of all rounds."""
        return {
            (external, item): value
            for external, item, value in self.rows(
                "SELECT external, item, value FROM answer JOIN binding USING (participant)"
            )
        }

    def state_of(self, template: str) -> str:
        ((state,),) = self.rows("SELECT state FROM round WHERE template = ?", template)
        return str(state)

    def orders(self) -> Orders:
        """For the bot in a process of its own."""
        return Orders(
            token=self.server.token,
            api_url=self.server.url,
            facilitators=(str(LEADER), str(OTHER_LEADER)),
            database=str(self.database),
            exports=str(self.exports),
            factor=self.clock.factor,
            start=self.clock.start.isoformat(),
            origin=self.clock.origin,
        )


@dataclass
class Meeting:
    """A conference with everybody in it: its facilitator, members, an observer and the group."""

    venue: Venue
    lead: Conductor
    members: list[BoardMember]
    observer: Person
    group: Chat
    links: Mapping[str, str]

    async def open_round(self) -> Message:
        """Open what is ready; the card in the group."""
        newest = self.group.last.id if self.group.last else 0
        await self.step("Open de ronde", until="Sluit de ronde")
        async with asyncio.timeout(GRACE):
            return await self.lead.person.wait_for(
                self.group, lambda m: m.id > newest and any("Naar mijn vragen" in row for row in m.labels)
            )

    async def walk(self, member: BoardMember, card: Message, *, label: str = "Vorige") -> Message:
        """From the group's card to the first question, in the member's own chat."""
        before = member.newest()
        known = before.id if before else 0
        member.person.open_link(card.button("Naar mijn vragen").url)
        async with asyncio.timeout(GRACE):
            return await member.person.wait_for(
                member.person.private, lambda m: m.id > known and any(label in row for row in m.labels)
            )

    async def press_desk(self, label: str) -> Press:
        desk = self.desk
        async with asyncio.timeout(GRACE):
            await self.lead.person.wait_for(
                self.lead.person.private, lambda m: m is desk and any(label in row for row in m.labels)
            )
        return await self.venue.press(self.lead.person, desk, label)

    async def step(self, label: str, *, until: str) -> None:
        """Press on the desk, and wait until it offers what comes next."""
        await self.press_desk(label)
        desk = self.desk
        async with asyncio.timeout(GRACE):
            await self.lead.person.wait_for(
                self.lead.person.private, lambda m: m is desk and any(until in row for row in m.labels)
            )

    @property
    def desk(self) -> Message:
        assert self.lead.desk is not None
        return self.lead.desk


Gather = Callable[..., Awaitable[Meeting]]


@pytest.fixture(autouse=True)
def _waits_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restored after the test: the bot sets it for its process."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def venue(tmp_path: Path) -> AsyncIterator[Venue]:
    clock = ScaledClock(SPEED, START)
    async with BotApiServer(clock) as server:
        yield Venue(
            server=server, clock=clock, database=tmp_path / "data" / "rondetafel.db", exports=tmp_path / "uitvoer"
        )


@asynccontextmanager
async def _serve(
    venue: Venue, facilitators: frozenset[str], *, pack: str | Path = "vooronderzoek"
) -> AsyncIterator[None]:
    randomness = SystemRandomness()
    settings = ChannelSettings(
        token=venue.server.token, api_url=venue.server.url, facilitators=facilitators, exports=venue.exports
    )
    async with (
        open_store(venue.database, clock=venue.clock, randomness=randomness) as store,
        open_channel(store, settings, pack=read_pack(pack), clock=venue.clock, randomness=randomness) as channel,
    ):
        polling = asyncio.create_task(channel.polling.run())
        try:
            yield
        finally:
            channel.stop()
            await polling


@pytest.fixture
def serve() -> Callable[..., AbstractAsyncContextManager[None]]:
    """The bot in this process."""
    return _serve


@pytest.fixture
async def bot(venue: Venue, lay_database: Callable[[Path], None]) -> AsyncIterator[Venue]:
    """The venue with a bot that runs in this process."""
    lay_database(venue.database)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_serve(venue, frozenset({str(LEADER), str(OTHER_LEADER)})))
        yield venue


@pytest.fixture
def gather() -> Gather:
    """Make a conference of three municipalities with two voters each, and bring all in but the last `waiting`.

    `first` sets the members of one conference apart from those of another.
    """

    async def gather(
        venue: Venue,
        *,
        leader: int = LEADER,
        name: str = "Samenwerken in het Dal",
        boards: Mapping[str, list[BoardMember]] | None = None,
        first: int = 0,
        waiting: int = 0,
    ) -> Meeting:
        plan = DemoPlan(towns=3, voters=6, seed=1)
        towns = boards or {
            town: [
                BoardMember(
                    person=Person(venue.server, member.person.id + first, member.name),
                    character=member.character,
                    clock=venue.clock,
                    function=member.function,
                    speaks=member.speaks,
                )
                for member in board
            ]
            for town, board in make_boards(plan, venue.server).items()
        }
        members = [member for board in towns.values() for member in board]
        lead = venue.lead_by(leader)
        await lead.make_conference(name, towns)
        await lead.add_observer("T. Luister, griffier")
        observer = Person(venue.server, 720_001 + first, "Toehoorder")
        group = await lead.link_group(name, [*(m.person for m in members), observer])
        links = {name.translate(ISOLATES): link for name, link in (await lead.fetch_links()).items()}
        await asyncio.gather(*(member.join(links[member.name]) for member in members[: len(members) - waiting]))
        watching = BoardMember(
            person=observer, character=members[0].character, clock=venue.clock, function="griffier"
        )
        await watching.join(links["T. Luister"])
        return Meeting(venue=venue, lead=lead, members=members, observer=observer, group=group, links=links)

    return gather
