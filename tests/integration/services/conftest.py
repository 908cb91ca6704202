"""Services over the real store, with a clock that stands still and randomness that is the same in every run."""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.conference.model import Participant, Round, Value
from flows.errors import NotFound
from flows.kinds import KINDS
from flows.pack.form import Pack
from flows.ports import Account, Dialog, Press, UpdateRef, Verdict
from flows.services.admitting import Admitting
from flows.services.answering import Answering
from flows.services.changing import Changing
from flows.services.concluding import Concluding
from flows.services.facilitation import Facilitation
from flows.services.importing import Importing
from flows.services.naming import Person
from flows.services.preparing import Preparing
from flows.services.roster import Roster
from flows.services.stage import Stage
from flows.services.together import Together
from flows.services.towns import Towns
from flows.words import Consent, Kind, Role, RoundState, Secrecy
from storage.engine import open_store
from storage.packs import read_pack
from storage.store import SqliteStore

START = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
FIEN = Account("telegram", "1")
TOWNS = ("Aldermeer", "Boskerk", "Dalwijk")


@dataclass
class FixedClock:
    """Moves only when told."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)

    def pass_days(self, days: int) -> None:
        self.moment += timedelta(days=days)


@dataclass
class SeededRandomness:
    """Different bytes each time, the same in every run."""

    seed: str = "dal"
    count: int = 0

    def token_bytes(self, size: int) -> bytes:
        self.count += 1
        return hashlib.sha512(f"{self.seed}{self.count}".encode()).digest()[:size]


def small_pack() -> Pack:
    """The shipped pack with the first few items of each list, so that a whole conference is short."""
    data = read_pack("vooronderzoek").model_dump(mode="json")
    kept = {"motieven": 4, "gedragscode": 2, "factoren": 3, "aanpak": 3, "groslijst": 4}
    for name, count in kept.items():
        items = sorted(data["lists"][name]["items"], key=lambda item: not item["core"])[:count]
        names = {item["id"] for item in items}
        for item in items:
            if item.get("counterpart") not in names:
                item.pop("counterpart", None)
        data["lists"][name]["items"] = items
    motives = {item["id"] for item in data["lists"]["motieven"]["items"]}
    for item in data["lists"]["factoren"]["items"]:
        item["threatens"] = [motive for motive in item["threatens"] if motive in motives]
    for item in data["lists"]["groslijst"]["items"]:
        item["motives"] = [motive for motive in item["motives"] if motive in motives]
    for check in data["checks"]:
        check["motives"] = [motive for motive in check["motives"] if motive in motives]
    return Pack.model_validate(data)


@dataclass
class House:
    """The four services over one store, and everybody who uses them."""

    store: SqliteStore
    clock: FixedClock
    pack: Pack
    roster: Roster
    admitting: Admitting
    changing: Changing
    importing: Importing
    towns: Towns
    facilitation: Facilitation
    answering: Answering
    concluding: Concluding
    preparing: Preparing
    together: Together
    conference: str = ""
    updates: int = 1000

    fien: Account = FIEN
    """The facilitator."""

    def update(self) -> UpdateRef:
        self.updates += 1
        return UpdateRef("telegram", self.updates)

    async def found(self, *, secrecy: Secrecy = Secrecy.MUNICIPALITY, towns: Sequence[str] = TOWNS) -> str:
        made = await self.roster.create_conference(
            FIEN, facilitator="Fien", name="Samenwerken in het Dal", municipalities=towns, secrecy=secrecy
        )
        assert made is not None
        self.conference = made.id
        return made.id

    async def invite(self, town: str | None, *names: str, role: Role = Role.VOTER) -> tuple[Participant, ...]:
        people = [Person(name=name) for name in names]
        return await self.roster.add_people(FIEN, self.conference, town, people, role=role)

    async def enter(self) -> None:
        """Everybody who is invited comes in and reads what happens with the answers."""
        for entry in await self.roster.links(FIEN, self.conference):
            if entry.token is not None:
                account = Account("telegram", entry.participant.name)
                await self.roster.accept(entry.token, account)
                await self.roster.acknowledge(account, self.conference)

    async def convene(self, *, voters: int = 3) -> None:
        """Three municipalities with so many voters each (aldermeer1, aldermeer2, ...); the first speaks."""
        await self.found()
        for town in TOWNS:
            names = [f"{town.lower()}{n}" for n in range(1, voters + 1)]
            await self.invite(town.lower(), *names)
        await self.enter()

    async def stage(self) -> Stage:
        return await self.facilitation.stage(FIEN, self.conference)

    async def advance(self) -> None:
        phase = (await self.stage()).conference.phase
        await self.facilitation.advance(FIEN, self.conference, seen_phase=phase)

    async def current(self) -> Round:
        """The round that the desk is about. Raises NotFound."""
        current = (await self.stage()).current
        if current is None:
            raise NotFound("no round")
        return current

    async def opened(self) -> Round:
        return await self.facilitation.open_round(FIEN, (await self.current()).key)

    def account(self, name: str) -> Account:
        return Account("telegram", name)

    async def press(self, name: str, round_: Round, item: str, value: Value) -> Verdict:
        encoded = KINDS[round_.kind].encode(value)
        return await self.answering.answer(
            Press(update=self.update(), account=self.account(name), round=round_.key, item=item, value=encoded)
        )

    async def answer_all(self, round_: Round, value: Value | None = None) -> None:
        """Everybody who may answers every item alike."""
        async with self.store.reading() as view:
            people = await view.participants(self.conference)
            voters = (await view.electorate(round_.key)).voters
        able = {person for town in voters.values() for person in town}
        for person in people:
            if person.id not in able:
                continue
            for item in round_.items:
                given = value if value is not None else _usual(round_, item.options[0].id if item.options else "")
                assert (await self.press(person.name, round_, item.id, given)).stands

    async def finish(self, key: int) -> None:
        """Close, publish and settle an open round."""
        await self.facilitation.close_round(FIEN, key)
        await self.facilitation.publish_round(FIEN, key)
        await self.facilitation.settle_round(FIEN, key)

    async def hold(self, value: Value | None = None) -> Round:
        """One whole round with the same answer from everybody."""
        round_ = await self.opened()
        await self.answer_all(round_, value)
        await self.finish(round_.key)
        return round_

    async def go_to(self, phase: str, *, round_id: str = "") -> None:
        """Hold every round until the concept of this round (or the first of this phase) stands ready."""
        while True:
            stage = await self.stage()
            current = stage.current
            arrived = stage.conference.phase == phase
            if arrived and (not round_id or (current is not None and current.template == round_id)):
                return
            if current is not None and current.state is RoundState.DRAFT:
                await self.hold()
            else:
                await self.advance()

    async def events(self) -> list[Any]:
        async with self.store.reading() as view:
            return [event for _, _, event in await view.audit(self.conference)]

    async def told(self) -> list[tuple[str, str | None]]:
        """Send everything that waits in the outbox: (kind, participant id or None for the group), in order."""
        sent: list[tuple[int, str, str | None]] = []
        while waiting := await self.store.pending(500):
            for pending in waiting:
                sent.append((pending.id, pending.notice.kind, pending.notice.to))
                await self.store.sent(pending.id)
        return [(kind, to) for _, kind, to in sorted(sent, key=lambda entry: entry[0])]

    async def person(self, name: str) -> Participant:
        return next(p for p in (await self.stage()).participants if p.name == name)

    async def dialog(self, name: str) -> Dialog | None:
        async with self.store.reading() as view:
            return await view.dialog(self.account(name))

    def read(self, verdict: Verdict) -> Any:
        return json.loads(verdict.value or "null")


def _usual(round_: Round, option: str) -> Value:
    return {
        Kind.RATE: 4,
        Kind.CHOOSE: option,
        Kind.POINTS: {option: round_.budget or 0},
        Kind.APPROVE: (option,),
        Kind.RANK: tuple(o.id for item in round_.items[:1] for o in item.options[: round_.top]),
        Kind.OPEN: ("Een tekst",),
        Kind.GRADE: "geschikt",
        Kind.CONSENT: Consent.AGREE.value,
    }[round_.kind]


@pytest.fixture(scope="session")
def short_pack() -> Pack:
    return small_pack()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
async def house(
    tmp_path: Path, clock: FixedClock, short_pack: Pack, lay_database: Callable[[Path], None]
) -> AsyncIterator[House]:
    randomness = SeededRandomness()
    path = tmp_path / "data" / "rondetafel.sqlite"
    lay_database(path)
    async with open_store(path, clock=clock, randomness=replace(randomness, seed="store")) as store:
        yield House(
            store=store,
            clock=clock,
            pack=short_pack,
            roster=Roster(store, clock=clock, randomness=randomness, pack=short_pack),
            admitting=Admitting(store, clock=clock, randomness=randomness, pack=short_pack),
            changing=Changing(store, clock=clock, randomness=randomness, pack=short_pack),
            importing=Importing(store, clock=clock, randomness=randomness, pack=short_pack),
            towns=Towns(store, clock=clock, randomness=randomness, pack=short_pack),
            facilitation=Facilitation(store, clock=clock, pack=short_pack),
            answering=Answering(store),
            concluding=Concluding(store, pack=short_pack, randomness=randomness),
            preparing=Preparing(store, clock=clock, pack=short_pack),
            together=Together(store),
        )
