"""What changes about somebody on the list: the name, the office, the municipality, whether he takes part, and who."""

from dataclasses import replace
from typing import Final

from flows.conference.model import Conference, Participant
from flows.errors import Invalid, Lost, NotAllowed, NotFound, Refused
from flows.ports import Account, Event, Notice, UpdateRef, Work
from flows.services.admitting import council_role
from flows.services.naming import clean_name, read_people
from flows.services.roster import (
    Listing,
    may_speak,
    person_event,
    refuse_while_spoken,
)
from flows.services.sighted import was_answered
from flows.services.stage import PRESENT, Stage, load_stage, require_active, require_facilitator
from flows.words import Party, Presence, Role

ANSWERED_ROLES: Final = frozenset({Role.VOTER, Role.ADVISER})


class Changing(Listing):
    """Each change asks the database, and not the card that was pressed."""

    async def rename(
        self, account: Account, participant: str, name: str, *, update: UpdateRef | None = None
    ) -> Participant:
        """Put a typo right. Raises NotAllowed, Invalid, Refused for the name of somebody beside him."""
        cleaned = clean_name(name)
        async with self._store.writing() as work:
            actor, stage, person = await self._load(work, account, participant)
            if not await work.first_time(update):
                return person
            _refuse_namesake(cleaned, _beside(stage, person, person.municipality))
            return await self._save(work, replace(person, name=cleaned), "person_renamed", actor)

    async def name_substitute(
        self, account: Account, participant: str, *, on: bool, update: UpdateRef | None = None
    ) -> Participant:
        """The substitute gives the standpunt while the woordvoerder is afgemeld; one for each municipality.

        Raises NotAllowed, Refused.
        """
        async with self._store.writing() as work:
            actor, stage, person = await self._load(work, account, participant)
            if not await work.first_time(update):
                return person
            refuse_while_spoken(stage)
            if on and not may_speak(person):
                raise Refused("not_a_voter")
            if on and person.spokesperson:
                raise Refused("speaks_already")
            for other in _beside(stage, person, person.municipality):
                if on and other.substitute:
                    await work.save_participant(replace(other, substitute=False))
            return await self._save(work, replace(person, substitute=on), "substitute_named", actor, on=int(on))

    async def set_attending(
        self, account: Account, participant: str, *, attending: bool, update: UpdateRef | None = None
    ) -> Participant:
        """Afmelden, or weer aanmelden. Where woordvoerders answer, the substitute hears that it is his turn.

        Raises NotAllowed, Refused for somebody who was replaced.
        """
        async with self._store.writing() as work:
            actor, stage, person = await self._load(work, account, participant)
            if not await work.first_time(update) or attending == (person.presence in PRESENT):
                return person
            bound = person.id in await work.accounts(person.conference)
            back = Presence.JOINED if bound else Presence.INVITED
            changed = replace(person, presence=back if attending else Presence.ABSENT)
            await self._tell_substitute(work, stage, person, changed)
            return await self._save(work, changed, "signed_on" if attending else "signed_off", actor)

    async def replace_person(
        self, account: Account, participant: str, line: str, *, update: UpdateRef | None = None
    ) -> Participant:
        """A plaatsvervanger takes this place: `naam, functie`. What was answered stays, and counts where it counted.

        The offices go along; the old account is free. Raises NotAllowed, Invalid, Refused while he answers somewhere.
        """
        newcomer, *more = read_people(line)
        if more:
            raise Invalid("one_name")
        async with self._store.writing() as work:
            actor, stage, person = await self._load(work, account, participant)
            _refuse_while_asked(stage, person)
            if any(
                p.name.casefold() == newcomer.name.casefold() for p in _beside(stage, person, person.municipality)
            ):
                raise Invalid("name_on_the_list")
            if not await work.first_time(update):
                return person
            added = await work.add_participant(
                Participant(
                    id=self._new_id(),
                    conference=person.conference,
                    name=newcomer.name,
                    function=newcomer.function,
                    role=person.role,
                    municipality=person.municipality,
                    council=person.council,
                    spokesperson=person.spokesperson,
                    substitute=person.substitute,
                    replaces=person.id,
                )
            )
            await self._invite(work, added)
            await work.unbind(person.id)
            gone = replace(person, presence=Presence.REPLACED, spokesperson=False, substitute=False)
            await work.save_participant(gone)
            await work.set_dialog(account, None)
            await work.record(person_event(person, "person_replaced", actor, by=added.ref))
            await work.commit()
            return added

    async def move(
        self, account: Account, participant: str, municipality: str, *, update: UpdateRef | None = None
    ) -> Participant:
        """To another municipality; answers in rounds that were closed keep counting for the earlier one.

        An office does not go along. Raises NotAllowed, NotFound, Refused while he answers somewhere.
        """
        async with self._store.writing() as work:
            actor, stage, person = await self._load(work, account, participant)
            if not await work.first_time(update) or person.municipality == municipality:
                return person
            if municipality not in {m.id for m in stage.conference.municipalities}:
                raise NotFound(municipality)
            _refuse_while_asked(stage, person)
            there = _beside(stage, person, municipality)
            _refuse_namesake(person.name, there)
            speaks = may_speak(person) and not any(p.spokesperson for p in there)
            if speaks:
                refuse_while_spoken(stage)
            moved = replace(person, municipality=municipality, spokesperson=speaks, substitute=False)
            towns = {"left": person.municipality or "", "to": municipality}
            return await self._save(work, moved, "person_moved", actor, **towns)

    async def set_mixed(
        self, account: Account, conference: str, *, mixed: bool, update: UpdateRef | None = None
    ) -> Conference:
        """Gemengde delegaties: council members among the voters, or apart. Chosen before the first answer.

        Raises NotAllowed, Refused.
        """
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            require_active(stage.conference)
            if not await work.first_time(update) or stage.conference.mixed == mixed:
                return stage.conference
            for round_ in stage.rounds:
                if await was_answered(work, round_):
                    raise Refused("answered_already")
            changed = await work.save_conference(replace(stage.conference, mixed=mixed))
            for person in stage.participants:
                if person.council and person.role in ANSWERED_ROLES:
                    await work.save_participant(replace(person, role=council_role(mixed=mixed)))
            await work.record(
                Event(conference=conference, kind="mixed_chosen", who=actor.ref, data={"mixed": int(mixed)})
            )
            await work.commit()
            return changed

    async def _load(self, work: Work, account: Account, participant: str) -> tuple[Participant, Stage, Participant]:
        """The facilitator, the conference and the person. Raises NotAllowed, NotFound, Refused, Lost."""
        person = await work.participant(participant)
        actor = await require_facilitator(work, person.conference, account)
        stage = await load_stage(work, self._pack, person.conference)
        require_active(stage.conference)
        if person.role is Role.FACILITATOR:
            raise NotAllowed("unknown")
        if person.presence is Presence.REPLACED:
            raise Lost("person_replaced")
        return actor, stage, person

    async def _save(
        self, work: Work, person: Participant, kind: str, actor: Participant, **data: str | int
    ) -> Participant:
        await work.save_participant(person)
        await work.record(person_event(person, kind, actor, **data))
        await work.commit()
        return person

    async def _tell_substitute(self, work: Work, stage: Stage, before: Participant, after: Participant) -> None:
        """Who gives the standpunt now, and did not a moment ago, is invited to the round that is open."""
        people = tuple(after if p.id == after.id else p for p in stage.participants)
        now = replace(stage, participants=people)
        town = next((m for m in stage.conference.municipalities if m.id == before.municipality), None)
        speaker = now.spokesperson_of(town) if town is not None else None
        if town is None or speaker is None or speaker == stage.spokesperson_of(town):
            return
        moment = int(self._clock.now().timestamp() * 1_000_000)
        for round_ in stage.open_rounds:
            if round_.party is Party.SPOKESPERSONS and speaker.presence is Presence.JOINED:
                await work.tell(
                    Notice(
                        key=f"speaks_now:{round_.key}:{speaker.id}:{moment}",
                        conference=stage.conference.id,
                        kind="round_opened",
                        to=speaker.id,
                        data={"round": round_.key},
                    )
                )


def is_asked_now(stage: Stage, person: Participant) -> bool:
    """Whether somebody answers in a round that is open: then his place cannot change hands or sides.

    With an office also when he is afgemeld: who came in his place would answer instead of the substitute.
    """
    if (person.spokesperson or person.substitute) and any(r.party is Party.SPOKESPERSONS for r in stage.open_rounds):
        return True
    if person.role is Role.ADVISER:
        return person.presence in PRESENT and any(
            r.party is Party.VOTERS and not r.decides for r in stage.open_rounds
        )
    return any(person in stage.electors_of(round_) for round_ in stage.open_rounds)


def _refuse_while_asked(stage: Stage, person: Participant) -> None:
    if is_asked_now(stage, person):
        raise Refused("asked_now")


def _refuse_namesake(name: str, others: list[Participant]) -> None:
    if any(other.name.casefold() == name.casefold() for other in others):
        raise Invalid("name_on_the_list")


def _beside(stage: Stage, person: Participant, municipality: str | None) -> list[Participant]:
    """The others of a municipality who are on the list; who was replaced no longer stands in anybody's way."""
    return [
        p
        for p in stage.participants
        if p.id != person.id
        and p.municipality == municipality
        and p.role is not Role.FACILITATOR
        and p.presence is not Presence.REPLACED
    ]
