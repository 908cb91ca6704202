"""What came out before a further round, for everything that shows it: loaded once, and not with every tap."""

import asyncio
from typing import Final

from bot.cards.following import BeforeView
from bot.screens.memory import remember
from flows.conference.model import Round
from flows.ports import Store
from flows.services.following import Following
from flows.words import RoundState

_ROUNDS: Final = 32
"""Further rounds of which this is kept."""


class Further:
    """What stands before an open round is settled, and lines are judged no more: so it is worked out once, also where
    everybody begins at the same moment. Before a concept lines are judged still, and it is worked out each time."""

    def __init__(self, store: Store, *, following: Following) -> None:
        self._store = store
        self._following = following
        self._known: dict[int, BeforeView] = {}
        self._working = asyncio.Lock()

    async def view_of(self, round_: Round) -> BeforeView | None:
        """None where it is no further round: then nothing is asked of the database."""
        if round_.follows is None:
            return None
        if round_.state is RoundState.DRAFT:
            return await self._load(round_)
        async with self._working:
            known = self._known.get(round_.key) or await self._load(round_)
            if known is not None:
                remember(self._known, round_.key, known, most=_ROUNDS)
        return known

    async def _load(self, round_: Round) -> BeforeView | None:
        before = await self._following.before(round_)
        if before is None:
            return None
        async with self._store.reading() as view:
            towns = (await view.conference(round_.conference)).municipalities
        return BeforeView(before=before, names={town.id: town.name for town in towns})
