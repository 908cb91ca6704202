"""A schorsing: the woordvoerders talk among themselves for some minutes, while standpunten are asked.

It stops nothing: answers that come in meanwhile count. That it is over is told by the clock (`timing`), or at once
where a facilitator ends it.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from flows.conference.model import Round
from flows.errors import Invalid, Lost, Refused
from flows.pack.form import Pack
from flows.ports import Account, Clock, Store, UpdateRef
from flows.services.answerers import answerer_of
from flows.services.making import round_event, tell_facilitators
from flows.services.stage import load_stage
from flows.services.timing import EXTENSION, Due, DueKind, open_round, save_moment, stamp, tell_room
from flows.words import Role, RoundState

LONGEST_PAUSE: Final = timedelta(minutes=60)
BETWEEN_REQUESTS: Final = 600
"""Seconds in which a woordvoerder's request for a schorsing is told once."""


class Pausing:
    """What facilitators decide about a schorsing, and what a woordvoerder may ask."""

    def __init__(self, store: Store, *, clock: Clock, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack

    async def begin(self, account: Account, key: int, minutes: int, *, update: UpdateRef | None = None) -> Round:
        """A schorsing of so many minutes from now, while standpunten are asked. Raises NotAllowed, Lost, Refused."""
        async with self._store.writing() as work:
            round_, actor = await open_round(work, account, key)
            if not await work.first_time(update):
                return round_
            if not round_.decides:
                raise Refused("pause_not_here")
            length = timedelta(minutes=minutes)
            if not timedelta(0) < length <= LONGEST_PAUSE:
                raise Invalid("unknown")
            until = self._clock.now() + length
            return await save_moment(work, replace(round_, paused_until=until), actor, "round_paused", until)

    async def extend(self, account: Account, key: int, *, seen: int, update: UpdateRef | None = None) -> Round:
        """Five minutes more of the schorsing that was seen. Raises NotAllowed, Lost."""
        async with self._store.writing() as work:
            round_, actor = await open_round(work, account, key)
            if not await work.first_time(update):
                return round_
            later = max(_pause_seen(round_, seen), self._clock.now()) + EXTENSION
            return await save_moment(work, replace(round_, paused_until=later), actor, "round_paused", later)

    async def end(self, account: Account, key: int, *, seen: int, update: UpdateRef | None = None) -> Round:
        """The schorsing that was seen is over now; the group hears it. Raises NotAllowed, Lost."""
        async with self._store.writing() as work:
            round_, actor = await open_round(work, account, key)
            if not await work.first_time(update):
                return round_
            until = _pause_seen(round_, seen)
            stage = await load_stage(work, self._pack, round_.conference)
            await tell_room(work, stage, Due(kind=DueKind.PAUSE_OVER, round=round_, at=until))
            return await save_moment(work, replace(round_, paused_until=None), actor, "round_resumed", None)

    async def request(self, account: Account, key: int, *, update: UpdateRef | None = None) -> Round:
        """A woordvoerder asks the facilitators for a schorsing. Raises NotAllowed, Lost, Refused."""
        async with self._store.writing() as work:
            round_ = await work.round(key)
            person = await answerer_of(work, round_, account)
            if not await work.first_time(update):
                return round_
            if round_.state is not RoundState.OPEN:
                raise Lost("round_is_elsewhere", state=round_.state.value)
            if not round_.decides or person.role is not Role.VOTER:
                raise Refused("pause_not_here")
            stage = await load_stage(work, self._pack, round_.conference)
            span = stamp(self._clock.now()) // BETWEEN_REQUESTS
            told = f"pause_asked:{key}:{person.id}:{span}"
            await tell_facilitators(work, stage, "pause_asked", told, round=key, participant=person.id)
            await work.record(round_event(round_, "pause_asked", person))
            await work.commit()
            return round_


def _pause_seen(round_: Round, seen: int) -> datetime:
    """The end of the schorsing that the facilitator saw. Raises Lost when it is another one."""
    if round_.paused_until is None or stamp(round_.paused_until) != seen:
        raise Lost("time_moved")
    return round_.paused_until
