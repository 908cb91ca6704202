"""A store on disk with one small conference in it, and a clock that stands still."""

import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.conference.model import Conference, Municipality, Participant, Round, RoundItem
from flows.ports import Account, Press, UpdateRef
from flows.words import (
    ConferenceState,
    Kind,
    Party,
    Presence,
    Role,
    RoundState,
    Secrecy,
    Sort,
)
from storage.engine import open_store
from storage.store import SqliteStore

START = datetime(2025, 3, 1, 9, 0, 0, 123456, tzinfo=UTC)


@dataclass
class StillClock:
    """Moves only when told."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class CountedRandomness:
    """Different bytes each time, the same in every run."""

    count: int = 0

    def token_bytes(self, size: int) -> bytes:
        self.count += 1
        return hashlib.sha256(str(self.count).encode()).digest()[:size]


def make_conference(name: str = "dal") -> Conference:
    return Conference(
        id=name,
        slug=name,
        name="Samenwerken in het Dal",
        pack="vooronderzoek",
        pack_version="1.0.0",
        secrecy=Secrecy.MUNICIPALITY,
        state=ConferenceState.ACTIVE,
        phase="groslijst",
        created_at=START,
        skipped=("vorm",),
        municipalities=(
            Municipality(id="boskerk", name="Boskerk", inhabitants=21_000),
            Municipality(id="aldermeer", name="Aldermeer"),
        ),
    )


def make_person(name: str, *, municipality: str | None = "boskerk", role: Role = Role.VOTER) -> Participant:
    return Participant(
        id=name,
        conference="dal",
        name=name.title(),
        role=role,
        municipality=municipality,
        presence=Presence.JOINED,
        informed=True,
    )


def make_round(*items: str, kind: Kind = Kind.RATE, party: Party = Party.VOTERS, name: str = "groslijst-1") -> Round:
    return Round(
        key=0,
        id=name,
        conference="dal",
        template="groslijst",
        phase="groslijst",
        number=1,
        kind=kind,
        sort=Sort.VOORSTEL,
        party=party,
        mode="individueel",
        state=RoundState.OPEN,
        title="Groslijst",
        unacceptable=True,
        opened_at=START,
        items=tuple(RoundItem(id=item, title=item.title()) for item in items),
    )


@dataclass
class Scene:
    """Boskerk: anna (woordvoerder) and bram; Aldermeer: carla; adviser dirk; facilitator fien. A round is open."""

    store: SqliteStore
    path: Path
    clock: StillClock
    round: Round

    def account(self, person: str) -> Account:
        return Account(channel="telegram", external=person)

    def press(
        self,
        person: str = "anna",
        value: str | None = "4",
        *,
        item: str = "inkoop",
        number: int | None = None,
        channel: str = "telegram",
        epoch: int = 0,
        mark: bool | None = None,
        no_opinion: bool = False,
    ) -> Press:
        return Press(
            update=None if number is None else UpdateRef(channel=channel, number=number, epoch=epoch),
            account=self.account(person),
            round=self.round.key,
            item=item,
            value=None if mark is not None or no_opinion else value,
            mark=mark,
            no_opinion=no_opinion,
        )

    async def set_state(self, state: RoundState) -> None:
        async with self.store.writing() as work:
            self.round = await work.save_round(replace(self.round, state=state))
            await work.commit()

    async def open_another(self, round_: Round) -> None:
        async with self.store.writing() as work:
            self.round = await work.add_round(round_)
            await work.commit()

    async def change(self, person: str, **changes: object) -> None:
        async with self.store.writing() as work:
            await work.save_participant(replace(await work.participant(person), **changes))  # type: ignore[arg-type] # any field
            await work.commit()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "rondetafel.sqlite"


@pytest.fixture
async def store(path: Path, clock: StillClock, lay_database: Callable[[Path], None]) -> AsyncIterator[SqliteStore]:
    lay_database(path)
    async with open_store(path, clock=clock, randomness=CountedRandomness()) as opened:
        yield opened


@pytest.fixture
async def scene(store: SqliteStore, path: Path, clock: StillClock) -> Scene:
    return await fill(store, path, clock)


@pytest.fixture
async def left_scene(path: Path, clock: StillClock, lay_database: Callable[[Path], None]) -> Scene:
    """The same, with the store closed again."""
    lay_database(path)
    async with open_store(path, clock=clock) as store:
        return await fill(store, path, clock)


async def fill(store: SqliteStore, path: Path, clock: StillClock) -> Scene:
    people = (
        replace(make_person("anna"), spokesperson=True),
        make_person("bram"),
        make_person("carla", municipality="aldermeer"),
        make_person("dirk", municipality=None, role=Role.ADVISER),
        make_person("fien", municipality=None, role=Role.FACILITATOR),
    )
    async with store.writing() as work:
        await work.add_conference(make_conference())
        for person in people:
            await work.add_participant(person)
            await work.bind(person.id, Account(channel="telegram", external=person.id))
        opened = await work.add_round(make_round("inkoop", "archief"))
        await work.commit()
    return Scene(store=store, path=path, clock=clock, round=opened)
