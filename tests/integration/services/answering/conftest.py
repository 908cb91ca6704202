"""A round to answer, of the kind that a test needs, and what was stored of an answer."""

from dataclasses import dataclass
from typing import Any

import pytest

from flows.conference.model import Ballot, Round
from flows.ports import Press


@dataclass(frozen=True)
class Asked:
    """Three voters in each of three municipalities, before whom a round is opened."""

    house: Any

    async def open_at(self, phase: str, round_id: str) -> Round:
        await self.house.convene()
        await self.house.go_to(phase, round_id=round_id)
        opened: Round = await self.house.opened()
        return opened

    async def motives(self) -> Round:
        return await self.open_at("motieven", "motieven")

    async def points(self) -> Round:
        return await self.open_at("motieven", "motievenpunten")

    async def principles(self) -> Round:
        return await self.open_at("beslisboom", "uitgangspunten")

    async def ballot(self, name: str, round_: Round, item: str) -> Ballot | None:
        """What is stored of somebody's answer."""
        person = await self.house.person(name)
        async with self.house.store.reading() as view:
            ballots: dict[str, Ballot] = await view.own_ballots(round_.key, person.id)
        return ballots.get(item)

    def no_opinion(self, name: str, round_: Round, item: str) -> Press:
        return Press(
            update=self.house.update(),
            account=self.house.account(name),
            round=round_.key,
            item=item,
            no_opinion=True,
        )


@pytest.fixture
def asked(house: Any) -> Asked:
    return Asked(house)
