"""'Ik doe mee': somebody without a personal link asks to take part, and a facilitator admits or refuses him.

Until then he is nobody: a request is no place on the list. Each account has one request in a conference.
"""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flows.conference.model import Participant
from flows.errors import Lost, NotAllowed, NotFound, Refused
from flows.ports import Account, Admission, Event, Notice, UpdateRef, Work
from flows.services.making import tell_facilitators
from flows.services.naming import NAME_LIMIT, clean_name
from flows.services.roster import Entry, Listing, person_event
from flows.services.stage import Stage, load_stage, require_active, require_facilitator
from flows.words import Presence, Role

MARK_LENGTH: Final = 12
OFFERED: Final = 3
"""At most so many names of the list are offered as the same person."""

_ALIKE: Final = 0.8
"""Ratio of equal letters (Ratcliff and Obershelp, 0 to 1) from which two names are taken for one."""
_SMALL_WORDS: Final = frozenset({"van", "der", "den", "het", "ten", "ter", "von", "mevrouw", "heer"})
_WORD_LENGTH: Final = 3
"""Letters of a word that says something: initials and 'de' do not."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A request with the people of the list who may be the same person."""

    admission: Admission
    mark: str
    lookalikes: tuple[Participant, ...]


class Admitting(Listing):
    """Requests, and what becomes of them."""

    async def ask_in(
        self,
        account: Account,
        conference: str,
        *,
        name: str,
        municipality: str | None,
        role: Role,
        council: bool = False,
        update: UpdateRef | None = None,
    ) -> Admission:
        """Ask to take part, in the place of an earlier request; the facilitators hear of it.

        `name` is what the channel calls this person. Raises Refused for who is in already, when the conference is
        over, and for a voter without a municipality; Invalid for a name that shows nothing; NotFound.
        """
        if role is Role.FACILITATOR or ((role is Role.VOTER or council) and municipality is None):
            raise Refused("unknown")
        async with self._store.writing() as work:
            stage = await load_stage(work, self._pack, conference)
            require_active(stage.conference)
            if any(p.conference == conference for p in await work.participations(account)):
                raise Refused("already_in")
            if municipality is not None and municipality not in {m.id for m in stage.conference.municipalities}:
                raise NotFound(municipality)
            asked = Admission(
                conference=conference,
                account=account,
                name=clean_name(name[:NAME_LIMIT]),
                municipality=municipality,
                role=role,
                council=council,
                asked_at=self._clock.now(),
            )
            if not await work.first_time(update):
                return asked
            await work.put_admission(asked)
            await work.record(Event(conference=conference, kind="admission_asked"))
            key = f"admissions:{conference}:{mark_of(asked)}:{int(asked.asked_at.timestamp() * 1_000_000)}"
            await tell_facilitators(work, stage, "admissions", key)
            await work.commit()
            return asked

    async def asked_by(self, account: Account, conference: str) -> Admission | None:
        """What this account asked, and waits for."""
        async with self._store.reading() as view:
            return next((a for a in await view.admissions(conference) if a.account == account), None)

    async def waiting(self, account: Account, conference: str) -> tuple[Waiting, ...]:
        """Who waits, oldest first. Raises NotAllowed."""
        async with self._store.reading() as view:
            await require_facilitator(view, conference, account)
            people = await view.participants(conference)
            return tuple(
                Waiting(admission=a, mark=mark_of(a), lookalikes=find_lookalikes(a, people))
                for a in await view.admissions(conference)
            )

    async def admit(
        self,
        account: Account,
        conference: str,
        mark: str,
        *,
        as_participant: str | None = None,
        update: UpdateRef | None = None,
    ) -> Participant:
        """Let somebody in: as a new name on the list, or as one who stands there and is not in yet.

        Raises NotAllowed; Lost when the request is gone or was changed; Refused, Invalid.
        """
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            require_active(stage.conference)
            admission = await _find(work, conference, mark)
            if any(p.conference == conference for p in await work.participations(admission.account)):
                await work.drop_admission(conference, admission.account)
                await work.commit()
                raise Lost("admission_gone")
            await work.first_time(update)
            if as_participant is None:
                participant = await self._add(work, stage, admission)
            else:
                participant = _of_list(stage, as_participant)
            await self._let_in(work, participant, admission.account)
            await work.drop_admission(conference, admission.account)
            await work.record(person_event(participant, "admitted", actor))
            notice = Notice(
                key=f"admitted:{participant.id}:{mark}", conference=conference, kind="admitted", to=participant.id
            )
            await work.tell(notice)
            await work.commit()
            return replace(participant, presence=Presence.JOINED)

    async def refuse(
        self, account: Account, conference: str, mark: str, *, update: UpdateRef | None = None
    ) -> Admission:
        """Not him; he hears it. Asking again is possible. Raises NotAllowed, Lost."""
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            admission = await _find(work, conference, mark)
            await work.first_time(update)
            await work.drop_admission(conference, admission.account)
            await work.record(Event(conference=conference, kind="admission_refused", who=actor.ref))
            moment = int(admission.asked_at.timestamp() * 1_000_000)
            who = admission.account
            await work.tell(
                Notice(
                    key=f"admission_refused:{conference}:{mark}:{moment}",
                    conference=conference,
                    kind="admission_refused",
                    to=f"{who.channel}:{who.external}",
                )
            )
            await work.commit()
            return admission

    async def _add(self, work: Work, stage: Stage, admission: Admission) -> Participant:
        """A namesake on the list is somebody else: the facilitator saw both."""
        taken = {p.name.casefold() for p in stage.participants if p.municipality == admission.municipality}
        name, number = admission.name, 2
        while name.casefold() in taken:
            name = f"{admission.name[: NAME_LIMIT - 4]} ({number})"
            number += 1
        entry = Entry(
            name=name,
            role=admission.role if not admission.council else council_role(mixed=stage.conference.mixed),
            municipality=admission.municipality,
            council=admission.council,
        )
        (added,) = await self._enter(work, stage, [entry])
        return added

    async def _let_in(self, work: Work, participant: Participant, account: Account) -> None:
        """By the link that was sent to him, which ends with it."""
        invitation = (await work.invitations(participant.conference))[participant.id]
        if not await work.use_invitation(invitation.digest, account, self._clock.now()):
            await work.bind(participant.id, account)
            await work.save_participant(replace(participant, presence=Presence.JOINED))


def council_role(*, mixed: bool) -> Role:
    """A council member votes where mixed delegations were chosen, and else stands apart with the advisers."""
    return Role.VOTER if mixed else Role.ADVISER


def mark_of(admission: Admission) -> str:
    """A short name for a request as it stands: another one once the municipality or the role was changed."""
    who = admission.account
    parts = (who.channel, who.external, admission.municipality or "", admission.role, str(admission.council))
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:MARK_LENGTH]


def find_lookalikes(admission: Admission, people: Sequence[Participant]) -> tuple[Participant, ...]:
    """Who of the same municipality is on the list, is not in yet, and has a name like this one; best first."""
    found = [
        (_likeness(admission.name, person.name), person)
        for person in people
        if person.presence is Presence.INVITED and person.municipality == admission.municipality
    ]
    alike = sorted((pair for pair in found if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    return tuple(person for _, person in alike[:OFFERED])


def _likeness(one: str, other: str) -> float:
    """1 for a shared word that says something, a surname or a whole first name; else how equal the letters are."""
    words, others = _words(one), _words(other)
    if {w for w in words if len(w) >= _WORD_LENGTH} & {w for w in others if len(w) >= _WORD_LENGTH} - _SMALL_WORDS:
        return 1.0
    return difflib.SequenceMatcher(None, " ".join(words), " ".join(others)).ratio()


def _words(name: str) -> list[str]:
    """Without accents, marks and capitals."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))


async def _find(work: Work, conference: str, mark: str) -> Admission:
    for admission in await work.admissions(conference):
        if mark_of(admission) == mark:
            return admission
    raise Lost("admission_gone")


def _of_list(stage: Stage, participant: str) -> Participant:
    """Raises Lost when he came in meanwhile, NotAllowed for somebody of another conference or a facilitator."""
    for person in stage.participants:
        if person.id == participant and person.role is not Role.FACILITATOR:
            if person.presence is not Presence.INVITED:
                raise Lost("admission_taken")
            return person
    raise NotAllowed("unknown")
