"""Taking over a conference that nobody leads any more.

Nobody takes a conference alone while somebody leads it, or without a name in the settings. Where the settings name
nobody, two woordvoerders of two municipalities do it together, and for somebody who does not answer: facilitators
never do.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from flows.conference.model import Conference, Participant
from flows.errors import Lost, NotAllowed, Refused
from flows.ports import Account, Event, Notice, UpdateRef, View, Work
from flows.services.inviting import Inviting
from flows.services.keeping import digest
from flows.services.making import tell_facilitators
from flows.services.naming import NAME_LIMIT, clean_name
from flows.services.stage import Stage, load_stage
from flows.words import ConferenceState, Presence, Role

LEADER_LIMIT: Final = 10
"""Facilitators of one conference; those who left are not counted."""

_REQUEST: Final = "takeover"
_MARK_LENGTH: Final = 10


@dataclass(frozen=True, kw_only=True)
class Request:
    """A woordvoerder names somebody to lead; `mark` tells this request from a later one."""

    by: Participant
    name: str
    mark: str


class Taking(Inviting):
    """What can be done about a conference that nobody leads."""

    async def may_take(self, account: Account, conference: str, *, facilitators: Collection[str]) -> str | None:
        """What this account can do about a conference that nobody leads: 'take' it, 'ask' for somebody, or None."""
        async with self._store.reading() as view:
            stage = await load_stage(view, self._pack, conference)
            if not _is_abandoned(stage, await view.unreachable(conference)):
                return None
            mine = await _own(view, account, conference)
            if not facilitators:
                return "ask" if mine is not None and _speaks(stage, mine) else None
            return "take" if account.external in facilitators and mine is None else None

    async def open_to(self, account: Account, *, facilitators: Collection[str]) -> tuple[Conference, ...]:
        """The conferences about which this account can do something, newest first."""
        async with self._store.reading() as view:
            found = [c for c in await view.conferences() if c.state is ConferenceState.ACTIVE]
        return tuple(
            [c for c in reversed(found) if await self.may_take(account, c.id, facilitators=facilitators) is not None]
        )

    async def take_over(
        self,
        account: Account,
        conference: str,
        *,
        name: str,
        facilitators: Collection[str],
        update: UpdateRef | None = None,
    ) -> Participant | None:
        """Lead a conference that nobody leads any more; None when this was done before.

        Raises NotAllowed for who is not named in the settings, Refused while somebody leads and for participants.
        """
        async with self._store.writing() as work:
            if not await work.first_time(update):
                return None
            if account.external not in facilitators:
                raise NotAllowed("takeover_not_named")
            stage = await load_stage(work, self._pack, conference)
            await _require_abandoned(work, stage)
            if await _own(work, account, conference) is not None:
                raise Refused("takeover_member")
            taker = await work.add_participant(
                Participant(
                    id=self._new_id(),
                    conference=conference,
                    name=clean_name(name[:NAME_LIMIT] or "Begeleider"),
                    role=Role.FACILITATOR,
                    presence=Presence.JOINED,
                    informed=True,
                )
            )
            await work.bind(taker.id, account)
            await work.record(Event(conference=conference, kind="taken_over", who=taker.ref))
            await tell_facilitators(work, stage, "taken_over", f"taken_over:{taker.id}", taker=taker.id)
            await _tell_groups(work, stage, "taken_over", f"taken_over:{taker.id}", taker=taker.id)
            await work.commit()
            return taker

    async def ask_takeover(
        self,
        account: Account,
        conference: str,
        name: str,
        *,
        facilitators: Collection[str],
        update: UpdateRef | None = None,
    ) -> Request | None:
        """A woordvoerder names somebody to lead; the woordvoerders of the others are asked; None when done before.

        Raises NotAllowed, Invalid for the name, Refused while somebody leads.
        """
        named = clean_name(name)
        async with self._store.writing() as work:
            if not await work.first_time(update):
                return None
            stage = await load_stage(work, self._pack, conference)
            asker = await _require_speaker(work, stage, account, facilitators)
            await _require_abandoned(work, stage)
            request = Request(by=asker, name=named, mark=_mark(asker.id, named))
            stored = json.dumps({"by": asker.id, "name": named}, ensure_ascii=False)
            await work.set_setting(f"{_REQUEST}:{conference}", stored)
            await work.set_dialog(account, None)
            await work.record(Event(conference=conference, kind="takeover_asked", who=asker.ref))
            for other in _speakers(stage):
                if other.municipality != asker.municipality and other.presence is Presence.JOINED:
                    key = f"takeover_asked:{request.mark}:{stage.conference.version}:{other.id}"
                    data: dict[str, str | int] = {"by": asker.id, "name": named, "mark": request.mark}
                    await work.tell(
                        Notice(key=key, conference=conference, kind="takeover_asked", to=other.id, data=data)
                    )
            await work.commit()
            return request

    async def confirm_takeover(
        self,
        account: Account,
        conference: str,
        mark: str,
        *,
        facilitators: Collection[str],
        update: UpdateRef | None = None,
    ) -> Participant | None:
        """The second woordvoerder agrees: who was named gets a personal link; None when this was done before.

        Raises NotAllowed, Refused for the own municipality and while somebody leads, Lost for an older request.
        """
        async with self._store.writing() as work:
            if not await work.first_time(update):
                return None
            stage = await load_stage(work, self._pack, conference)
            second = await _require_speaker(work, stage, account, facilitators)
            await _require_abandoned(work, stage)
            request = await _read_request(work, stage)
            if request is None or request.mark != mark:
                raise Lost("takeover_changed")
            if request.by.municipality == second.municipality:
                raise Refused("takeover_needs_another")
            named = await self._invite_leader(work, stage, request.name)
            await work.set_setting(f"{_REQUEST}:{conference}", None)
            await work.record(
                Event(conference=conference, kind="takeover_confirmed", who=second.ref, data={"ref": named.ref})
            )
            key = f"takeover_confirmed:{named.id}"
            for speaker in (request.by, second):
                await work.tell(
                    Notice(
                        key=f"{key}:{speaker.id}",
                        conference=conference,
                        kind="takeover_confirmed",
                        to=speaker.id,
                        data={"named": named.id},
                    )
                )
            await _tell_groups(work, stage, "leader_named", key, named=named.id)
            await work.commit()
            return named

    async def leader_token(self, participant: str) -> str | None:
        """The token of the link of a facilitator who is not in yet; None when it was used."""
        async with self._store.writing() as work:
            found = await work.participant(participant)
            if found.presence is not Presence.INVITED or found.role is not Role.FACILITATOR:
                return None
            token = await self._token_of(work, found)
            await work.commit()
            return token

    async def _invite_leader(self, work: Work, stage: Stage, name: str) -> Participant:
        """Raises Refused."""
        if stage.conference.state is not ConferenceState.ACTIVE:
            raise Refused("conference_over")
        there = [p for p in stage.participants if p.role is Role.FACILITATOR and p.presence is not Presence.ABSENT]
        if any(p.name.casefold() == name.casefold() for p in there):
            raise Refused("leader_there", name=name)
        if len(there) >= LEADER_LIMIT:
            raise Refused("too_many_leaders", limit=LEADER_LIMIT)
        added = await work.add_participant(
            Participant(
                id=self._new_id(), conference=stage.conference.id, name=name, role=Role.FACILITATOR, informed=True
            )
        )
        await self._invite(work, added)
        return added


def reachable_leaders(stage: Stage, unreachable: Collection[str]) -> tuple[Participant, ...]:
    """Facilitators who are in, and to whom messages can be sent."""
    return tuple(
        p
        for p in stage.participants
        if p.role is Role.FACILITATOR and p.presence is Presence.JOINED and p.id not in unreachable
    )


def _is_abandoned(stage: Stage, unreachable: Collection[str]) -> bool:
    return stage.conference.state is ConferenceState.ACTIVE and not reachable_leaders(stage, unreachable)


async def _require_abandoned(work: Work, stage: Stage) -> None:
    if stage.conference.state is not ConferenceState.ACTIVE:
        raise Refused("conference_over")
    if not _is_abandoned(stage, await work.unreachable(stage.conference.id)):
        raise Refused("still_led")


async def _require_speaker(work: Work, stage: Stage, account: Account, facilitators: Collection[str]) -> Participant:
    """The woordvoerder that this account is, where woordvoerders decide who leads."""
    mine = await _own(work, account, stage.conference.id)
    if facilitators or mine is None or not _speaks(stage, mine):
        raise NotAllowed("takeover_not_named" if facilitators else "takeover_speakers_only")
    return mine


async def _own(view: View, account: Account, conference: str) -> Participant | None:
    return next((p for p in await view.participations(account) if p.conference == conference), None)


def _speakers(stage: Stage) -> tuple[Participant, ...]:
    return tuple(
        speaker for town in stage.conference.municipalities if (speaker := stage.spokesperson_of(town)) is not None
    )


def _speaks(stage: Stage, participant: Participant) -> bool:
    return any(speaker.id == participant.id for speaker in _speakers(stage))


async def _read_request(work: Work, stage: Stage) -> Request | None:
    """What was asked, as long as who asked it still speaks for his municipality."""
    stored = await work.setting(f"{_REQUEST}:{stage.conference.id}")
    if stored is None:
        return None
    said = json.loads(stored)
    by = next((p for p in _speakers(stage) if p.id == said["by"]), None)
    return None if by is None else Request(by=by, name=said["name"], mark=_mark(by.id, said["name"]))


def _mark(asker: str, name: str) -> str:
    return digest(f"{asker}|{name}")[:_MARK_LENGTH]


async def _tell_groups(work: Work, stage: Stage, kind: str, key: str, **data: str | int) -> None:
    conference = stage.conference.id
    if await work.chats(conference):
        await work.tell(Notice(key=key, conference=conference, kind=kind, data=data))
