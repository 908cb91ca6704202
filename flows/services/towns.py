"""The municipalities of a conference: added and renamed until the first round opens, with their inhabitants."""

from dataclasses import replace

from flows.conference.model import Conference, Municipality, Participant
from flows.errors import Invalid, NotFound, Refused
from flows.ports import Account, Event, UpdateRef, Work
from flows.services.keeping import Keeping
from flows.services.naming import MUNICIPALITY_LIMIT, clean_name, make_slug
from flows.services.stage import Stage, load_stage, require_active, require_facilitator

INHABITANTS_LIMIT = 2_000_000
"""More than any Dutch municipality has."""


class Towns(Keeping):
    """Changes of the parties."""

    async def add(
        self, account: Account, conference: str, name: str, *, update: UpdateRef | None = None
    ) -> Conference:
        """Raises NotAllowed, Invalid, Refused once a round was opened."""
        cleaned = clean_name(name)
        async with self._store.writing() as work:
            actor, stage = await self._load(work, account, conference)
            towns = stage.conference.municipalities
            if not await work.first_time(update):
                return stage.conference
            _refuse_once_opened(stage)
            _refuse_taken(towns, cleaned)
            if len(towns) >= MUNICIPALITY_LIMIT:
                raise Invalid("municipality_count", count=len(towns) + 1, limit=MUNICIPALITY_LIMIT)
            town = Municipality(id=make_slug(cleaned, {m.id for m in towns}), name=cleaned)
            await work.add_municipality(conference, town)
            await work.set_dialog(account, None)
            return await self._done(work, "municipality_added", actor, town)

    async def rename(
        self, account: Account, conference: str, municipality: str, name: str, *, update: UpdateRef | None = None
    ) -> Conference:
        """Its id stays what it was. Raises NotAllowed, NotFound, Invalid, Refused once a round was opened."""
        cleaned = clean_name(name)
        async with self._store.writing() as work:
            actor, stage = await self._load(work, account, conference)
            town = town_of(stage.conference, municipality)
            if not await work.first_time(update):
                return stage.conference
            _refuse_once_opened(stage)
            _refuse_taken([m for m in stage.conference.municipalities if m.id != town.id], cleaned)
            town = replace(town, name=cleaned)
            await work.save_municipality(conference, town)
            await work.set_dialog(account, None)
            return await self._done(work, "municipality_renamed", actor, town)

    async def count_inhabitants(
        self, account: Account, conference: str, municipality: str, typed: str, *, update: UpdateRef | None = None
    ) -> Conference:
        """Information beside the outcomes, so that it may change at any time.

        Raises NotAllowed, NotFound, Invalid.
        """
        inhabitants = read_inhabitants(typed)
        async with self._store.writing() as work:
            actor, stage = await self._load(work, account, conference)
            town = replace(town_of(stage.conference, municipality), inhabitants=inhabitants)
            if not await work.first_time(update):
                return stage.conference
            await work.save_municipality(conference, town)
            await work.set_dialog(account, None)
            return await self._done(work, "inhabitants_counted", actor, town)

    async def _load(self, work: Work, account: Account, conference: str) -> tuple[Participant, Stage]:
        actor = await require_facilitator(work, conference, account)
        stage = await load_stage(work, self._pack, conference)
        require_active(stage.conference)
        return actor, stage

    async def _done(self, work: Work, kind: str, actor: Participant, town: Municipality) -> Conference:
        conference = actor.conference
        await work.record(Event(conference=conference, kind=kind, who=actor.ref, data={"municipality": town.id}))
        await work.commit()
        return await work.conference(conference)


def towns_may_change(stage: Stage) -> bool:
    """Municipalities are fixed from the moment that the first round opens."""
    return all(round_.opened_at is None for round_ in stage.rounds)


def read_inhabitants(typed: str) -> int:
    """A whole number, with points or spaces between the thousands. Raises Invalid."""
    digits = "".join(typed.replace(".", "").split())
    if not digits.isascii() or not digits.isdigit() or not 0 < int(digits[:12]) <= INHABITANTS_LIMIT:
        raise Invalid("inhabitants_wrong")
    return int(digits)


def town_of(conference: Conference, municipality: str) -> Municipality:
    """Raises NotFound."""
    for town in conference.municipalities:
        if town.id == municipality:
            return town
    raise NotFound(municipality)


def _refuse_once_opened(stage: Stage) -> None:
    if not towns_may_change(stage):
        raise Refused("towns_fixed")


def _refuse_taken(towns: list[Municipality] | tuple[Municipality, ...], name: str) -> None:
    if any(town.name.casefold() == name.casefold() for town in towns):
        raise Invalid("municipality_twice")
