"""A round that is open, and the services that look at the clock."""

from typing import Any

import pytest

from flows.conference.model import Round
from flows.services.pausing import Pausing
from flows.services.timing import Timing


@pytest.fixture
def timing(house: Any) -> Timing:
    return Timing(house.store, clock=house.clock, pack=house.pack)


@pytest.fixture
def pausing(house: Any) -> Pausing:
    return Pausing(house.store, clock=house.clock, pack=house.pack)


@pytest.fixture
async def opened(house: Any) -> Round:
    """The first round is open, with three voters in each of three municipalities."""
    await house.convene()
    await house.advance()
    round_: Round = await house.opened()
    await house.told()
    return round_
