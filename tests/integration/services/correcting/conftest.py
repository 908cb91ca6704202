"""A conference in which something is put right, and what its database holds before and after."""

from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from flows.conference.model import Round
from flows.ports import Chat, Event
from flows.services.correcting import Correcting
from flows.words import RoundState
from storage import schema

GROUP = Chat("telegram", "-1001")


@dataclass(frozen=True)
class Scene:
    """What stands in the database of a house."""

    house: Any

    async def answers(self) -> list[tuple[Any, ...]]:
        """The whole answer table."""
        async with self.house.store.reading() as view:
            rows = await view.ask(sa.select(schema.answer).order_by("round", "item", "participant"))
        return [tuple(row.values()) for row in rows]

    async def round(self, key: int) -> Round:
        async with self.house.store.reading() as view:
            found: Round = await view.round(key)
        return found

    async def rounds_of(self, template: str) -> list[tuple[str, RoundState]]:
        return [(r.id, r.state) for r in (await self.house.stage()).rounds if r.template == template]

    async def last_event(self, kind: str) -> Event:
        found: list[Event] = [event for event in await self.house.events() if event.kind == kind]
        return found[-1]

    async def tie_group(self) -> None:
        """From now on the conference has a group; what was told before is out."""
        await self.house.roster.link_group(self.house.fien, self.house.conference, GROUP)
        await self.house.told()


@pytest.fixture
def correcting(house: Any) -> Correcting:
    return Correcting(house.store, clock=house.clock, pack=house.pack)


@pytest.fixture
def scene(house: Any) -> Scene:
    return Scene(house)


@pytest.fixture
async def closed(house: Any) -> Round:
    """Motieven, with answers of everybody, closed."""
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    await house.answer_all(round_)
    found: Round = await house.facilitation.close_round(house.fien, round_.key)
    return found
