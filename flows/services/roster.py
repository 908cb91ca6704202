"""The list of people: who takes part, for which municipality, and who speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flows.conference.model import Municipality, Participant
from flows.errors import Invalid, NotFound, Refused
from flows.ports import Account, Dialog, Event, UpdateRef, Work
from flows.services.founding import Founding
from flows.services.inviting import Inviting
from flows.services.naming import Person
from flows.services.stage import PRESENT, Stage, load_stage, require_active, require_facilitator
from flows.words import Party, Role

PEOPLE_LIMIT: Final = 260


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Somebody to put on the list, with everything that the list says of him."""

    name: str
    role: Role
    municipality: str | None = None
    function: str = ""
    council: bool = False
    spokesperson: bool = False
    substitute: bool = False


class Listing(Inviting):
    """What every way onto the list has in common; inside the transaction of who calls it."""

    async def _enter(self, work: Work, stage: Stage, entries: Sequence[Entry]) -> tuple[Participant, ...]:
        """Put these on the list, each with an invitation; who stands there already is passed over.

        The first voter of a municipality speaks for it until another is chosen. A council member never does.
        Raises Invalid when the list would be too long, Refused when the woordvoerder of an open round would change.
        """
        known = {(p.municipality, p.name.casefold()) for p in stage.participants if p.role is not Role.FACILITATOR}
        fresh = [e for e in _once(entries) if (e.municipality, e.name.casefold()) not in known]
        if len(stage.participants) + len(fresh) > PEOPLE_LIMIT:
            raise Invalid("too_many_people", limit=PEOPLE_LIMIT)
        speakers = await self._make_room(work, stage, fresh)
        added = []
        for entry in fresh:
            participant = await work.add_participant(
                Participant(
                    id=self._new_id(),
                    conference=stage.conference.id,
                    name=entry.name,
                    function=entry.function,
                    role=entry.role,
                    municipality=entry.municipality,
                    council=entry.council,
                    spokesperson=entry in speakers,
                    substitute=entry.substitute and entry not in speakers,
                )
            )
            await self._invite(work, participant)
            await work.record(Event(conference=stage.conference.id, kind="person_added", who=participant.ref))
            added.append(participant)
        return tuple(added)

    async def _make_room(self, work: Work, stage: Stage, fresh: Sequence[Entry]) -> list[Entry]:
        """Who of these become woordvoerder; those who were it, or substitute, make room."""
        chosen = []
        for town in stage.conference.municipalities:
            able = [e for e in fresh if e.municipality == town.id and e.role is Role.VOTER and not e.council]
            wanted = next((e for e in able if e.spokesperson), None)
            speaker = _holder(stage, town, "spokesperson")
            if wanted is None and speaker is None and able:
                wanted = able[0]
            second = next((e for e in able if e.substitute and e is not wanted), None)
            replaced = [speaker] if wanted is not None else []
            replaced += [_holder(stage, town, "substitute")] if second is not None else []
            for before in replaced:
                if before is not None:
                    refuse_while_spoken(stage)
                    await work.save_participant(replace(before, spokesperson=False, substitute=False))
            chosen += [wanted] if wanted is not None else []
        return chosen


def _once(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Whoever is named twice, the first time only."""
    return tuple({(e.municipality, e.name.casefold()): e for e in reversed(entries)}.values())[::-1]


def _holder(stage: Stage, town: Municipality, office: str) -> Participant | None:
    """Who is written down as a municipality's woordvoerder or substitute, afgemeld or not."""
    return next((p for p in stage.participants if p.municipality == town.id and getattr(p, office)), None)


def refuse_while_spoken(stage: Stage) -> None:
    """While woordvoerders answer, they do not change. Raises Refused."""
    if any(r.party is Party.SPOKESPERSONS for r in stage.open_rounds):
        raise Refused("round_open_now")


class Roster(Founding, Listing):
    """Conferences and the people in them."""

    async def ask(self, account: Account, dialog: Dialog | None) -> None:
        """Remember what this person was asked in private; None when nothing is asked any more."""
        async with self._store.writing() as work:
            await work.set_dialog(account, dialog)
            await work.commit()

    async def asked(self, account: Account) -> Dialog | None:
        """What this person was asked and has not answered."""
        async with self._store.reading() as view:
            return await view.dialog(account)

    async def add_people(
        self,
        account: Account,
        conference: str,
        municipality: str | None,
        people: Sequence[Person],
        *,
        role: Role = Role.VOTER,
        update: UpdateRef | None = None,
    ) -> tuple[Participant, ...]:
        """Put people of one municipality, or without one, on the list.

        Raises NotAllowed, Invalid, NotFound, Refused; all or nobody is added.
        """
        async with self._store.writing() as work:
            if not await work.first_time(update):
                return ()
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            require_active(stage.conference)
            if municipality is not None and municipality not in {m.id for m in stage.conference.municipalities}:
                raise NotFound(municipality)
            entries = [
                Entry(
                    name=person.name,
                    function=person.function,
                    role=role,
                    municipality=municipality,
                    spokesperson=person.spokesperson,
                )
                for person in people
            ]
            added = await self._enter(work, stage, entries)
            await work.record(
                Event(conference=conference, kind="people_added", who=actor.ref, data={"count": len(added)})
            )
            await work.commit()
            return added

    async def appoint_spokesperson(
        self, account: Account, participant: str, *, update: UpdateRef | None = None
    ) -> Participant:
        """Make this voter the woordvoerder of his municipality. Raises NotAllowed, Refused."""
        async with self._store.writing() as work:
            chosen = await work.participant(participant)
            actor = await require_facilitator(work, chosen.conference, account)
            if not await work.first_time(update):
                return chosen
            stage = await load_stage(work, self._pack, chosen.conference)
            require_active(stage.conference)
            refuse_while_spoken(stage)
            if not may_speak(chosen):
                raise Refused("not_a_voter")
            for other in stage.participants:
                if other.municipality == chosen.municipality and other.spokesperson and other.id != chosen.id:
                    await work.save_participant(replace(other, spokesperson=False))
            chosen = replace(chosen, spokesperson=True, substitute=False)
            await work.save_participant(chosen)
            await work.record(person_event(chosen, "spokesperson_appointed", actor))
            await work.commit()
            return chosen


def may_speak(participant: Participant) -> bool:
    """Whether somebody can be woordvoerder or substitute: a voter who takes part and is no council member."""
    return participant.role is Role.VOTER and participant.presence in PRESENT and not participant.council


def person_event(participant: Participant, kind: str, actor: Participant, **data: str | int) -> Event:
    """A line of the audit log about somebody on the list."""
    return Event(conference=participant.conference, kind=kind, who=actor.ref, data={"ref": participant.ref, **data})
