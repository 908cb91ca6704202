"""Who takes part: a conference is made, people are put on the list, invited, and come in.

An invitation token is derived, not stored: HMAC-SHA256 of the installation's key over participant and
moment of issue, 132 bits shown. The database keeps only its SHA-256, so the list of links can be shown
again without ending links that were sent before.
"""

import base64
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from flows.conference.model import Conference, Municipality, Participant
from flows.errors import Invalid, Lost, NotAllowed, NotFound, Refused
from flows.pack.form import Pack
from flows.ports import (
    Account,
    Chat,
    Clock,
    Dialog,
    Event,
    Invitation,
    Notice,
    Randomness,
    Store,
    UpdateRef,
    View,
    Work,
)
from flows.services.stage import load_stage, require_facilitator
from flows.words import ConferenceState, Presence, Role, RoundState, Secrecy

TOKEN_LENGTH: Final = 22
"""Characters of base64url: 132 bits."""
INVITATION_DAYS: Final = 30
NAME_LIMIT: Final = 60
FUNCTION_LIMIT: Final = 40
MUNICIPALITY_LIMIT: Final = 20
PEOPLE_LIMIT: Final = 260

_LINK_KEY: Final = "link_key"
_CODE: Final = "first_code"
_SPLIT: Final = re.compile(r"[\n;]+|,(?![^(]*\))")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody to put on the list, as the facilitator typed it."""

    name: str
    function: str = ""
    spokesperson: bool = False


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Somebody on the list with the token of his personal link; None once it was used."""

    participant: Participant
    token: str | None


def clean_name(text: str, *, limit: int = NAME_LIMIT) -> str:
    """A name as it is stored: one line, no control or direction marks, spaces folded.

    Raises Invalid when nothing visible is left or it is longer than `limit` characters.
    """
    kept = "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"} else " " for c in text)
    name = " ".join(unicodedata.normalize("NFC", kept).split())
    if not any(unicodedata.category(c)[0] in "LN" for c in name):
        raise Invalid("name_empty")
    if len(name) > limit:
        raise Invalid("name_too_long", length=len(name), limit=limit)
    return name


def read_municipalities(text: str) -> tuple[str, ...]:
    """Names of municipalities, one a line or separated by commas. Raises Invalid."""
    names = tuple(clean_name(part) for part in _SPLIT.split(text) if part.strip())
    folded = [name.casefold() for name in names]
    if len(set(folded)) != len(folded):
        raise Invalid("municipality_twice")
    if not 2 <= len(names) <= MUNICIPALITY_LIMIT:
        raise Invalid("municipality_count", count=len(names), limit=MUNICIPALITY_LIMIT)
    return names


def read_people(text: str) -> tuple[Person, ...]:
    """One person a line: `naam, functie`; an asterisk marks the woordvoerder. Raises Invalid."""
    people = []
    for line in text.splitlines():
        if not line.strip():
            continue
        spokesperson = "*" in line
        name, _, function = line.replace("*", "").partition(",")
        people.append(
            Person(
                name=clean_name(name),
                function=clean_name(function, limit=FUNCTION_LIMIT) if function.strip() else "",
                spokesperson=spokesperson,
            )
        )
    if not people:
        raise Invalid("name_empty")
    if sum(1 for person in people if person.spokesperson) > 1:
        raise Invalid("two_spokespersons")
    return tuple(people)


class Roster:
    """Conferences and the people in them."""

    def __init__(self, store: Store, *, clock: Clock, randomness: Randomness, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._randomness = randomness
        self._pack = pack

    async def ensure_first_code(self, facilitators: Sequence[str]) -> str | None:
        """The one-time code for the first `/nieuw` when nobody is named as facilitator; None when not needed.

        A new code is made at every start; only its hash is kept.
        """
        async with self._store.writing() as work:
            if facilitators or await work.conferences():
                await work.set_setting(_CODE, None)
                await work.commit()
                return None
            code = base64.b32encode(self._randomness.token_bytes(10)).decode().lower()
            await work.set_setting(_CODE, _digest(code))
            await work.commit()
            return code

    async def may_create(self, account: Account, *, facilitators: Sequence[str], code: str = "") -> bool:
        """Whether this account may start a conference: named in the settings, facilitator already, or by the code."""
        async with self._store.reading() as view:
            if account.external in facilitators:
                return True
            if any(p.role is Role.FACILITATOR for p in await view.participations(account)):
                return True
            expected = await view.setting(_CODE)
        return bool(expected and code) and hmac.compare_digest(expected or "", _digest(code.strip().lower()))

    async def awaits_code(self) -> bool:
        """Whether the first conference can still be started with the one-time code."""
        async with self._store.reading() as view:
            return await view.setting(_CODE) is not None

    async def ask(self, account: Account, dialog: Dialog | None) -> None:
        """Remember what this person was asked in private; None when nothing is asked any more."""
        async with self._store.writing() as work:
            await work.set_dialog(account, dialog)
            await work.commit()

    async def asked(self, account: Account) -> Dialog | None:
        """What this person was asked and has not answered."""
        async with self._store.reading() as view:
            return await view.dialog(account)

    async def create_conference(
        self,
        account: Account,
        *,
        facilitator: str,
        name: str,
        municipalities: Sequence[str],
        secrecy: Secrecy,
        by_code: bool = False,
        update: UpdateRef | None = None,
    ) -> Conference | None:
        """Make a conference with this account as its facilitator; None when the update was processed before.

        `by_code`: only the one-time code gives this account the right, and that must not be used meanwhile.
        Raises Invalid for names; Refused for 'geheim', which this version cannot keep yet.
        """
        if secrecy is Secrecy.SECRET:
            raise Refused("secret_not_yet")
        conference = self._draft(clean_name(name), tuple(clean_name(m) for m in municipalities), secrecy)
        owner = Participant(
            id=self._new_id(),
            conference=conference.id,
            name=clean_name(facilitator[:NAME_LIMIT] or "Begeleider"),
            role=Role.FACILITATOR,
            presence=Presence.JOINED,
            informed=True,
        )
        async with self._store.writing() as work:
            if not await work.first_time(update):
                return None
            if by_code and await work.setting(_CODE) is None:
                raise NotAllowed("code_used")
            await work.add_conference(conference)
            owner = await work.add_participant(owner)
            await work.bind(owner.id, account)
            await work.set_setting(_CODE, None)
            await work.set_dialog(account, None)
            await work.record(Event(conference=conference.id, kind="conference_made", who=owner.ref))
            await work.commit()
        return conference

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
        """Put people on the list, each with an invitation. The first voter of a municipality speaks for it
        until another is chosen. Raises NotAllowed, Invalid, NotFound; all or nobody is added."""
        async with self._store.writing() as work:
            if not await work.first_time(update):
                return ()
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            if stage.conference.state is not ConferenceState.ACTIVE:
                raise Refused("conference_over")
            town = next((m for m in stage.conference.municipalities if m.id == municipality), None)
            if municipality is not None and town is None:
                raise NotFound(municipality)
            known = {(p.municipality, p.name.casefold()) for p in stage.participants}
            fresh = [p for p in people if (municipality, p.name.casefold()) not in known]
            if len(stage.participants) + len(fresh) > PEOPLE_LIMIT:
                raise Invalid("too_many_people", limit=PEOPLE_LIMIT)
            needs = town is not None and role is Role.VOTER and stage.spokesperson_of(town) is None
            speaker = next((p for p in fresh if p.spokesperson), fresh[0] if needs and fresh else None)
            if speaker is not None and town is not None and not needs and stage.open_round is not None:
                raise Refused("round_open_now")
            if speaker is not None and town is not None and not needs:
                await self._silence(work, stage.spokesperson_of(town))
            added = []
            for person in fresh:
                participant = await work.add_participant(
                    Participant(
                        id=self._new_id(),
                        conference=conference,
                        name=person.name,
                        function=person.function,
                        role=role,
                        municipality=municipality,
                        spokesperson=role is Role.VOTER and person is speaker,
                    )
                )
                await self._invite(work, participant)
                await work.record(Event(conference=conference, kind="person_added", who=participant.ref))
                added.append(participant)
            await work.record(
                Event(conference=conference, kind="people_added", who=actor.ref, data={"count": len(added)})
            )
            await work.commit()
            return tuple(added)

    async def appoint_spokesperson(
        self, account: Account, participant: str, *, update: UpdateRef | None = None
    ) -> Participant:
        """Make this voter the woordvoerder of his municipality, between rounds. Raises NotAllowed, Refused."""
        async with self._store.writing() as work:
            await work.first_time(update)
            chosen = await work.participant(participant)
            actor = await require_facilitator(work, chosen.conference, account)
            stage = await load_stage(work, self._pack, chosen.conference)
            if stage.open_round is not None:
                raise Refused("round_open_now")
            if stage.conference.state is not ConferenceState.ACTIVE:
                raise Refused("conference_over")
            if chosen.role is not Role.VOTER or chosen.presence is Presence.ABSENT:
                raise Refused("not_a_voter")
            for other in stage.participants:
                if other.municipality == chosen.municipality and other.spokesperson and other.id != chosen.id:
                    await self._silence(work, other)
            chosen = replace(chosen, spokesperson=True)
            await work.save_participant(chosen)
            await work.record(
                Event(
                    conference=chosen.conference,
                    kind="spokesperson_appointed",
                    who=actor.ref,
                    data={"ref": chosen.ref},
                )
            )
            await work.commit()
            return chosen

    async def links(self, account: Account, conference: str) -> tuple[Invited, ...]:
        """Everybody on the list with his link; an expired one is renewed. Raises NotAllowed."""
        async with self._store.writing() as work:
            await require_facilitator(work, conference, account)
            key = await self._link_key(work)
            invitations = dict(await work.invitations(conference))
            listed = []
            for participant in await work.participants(conference):
                if participant.role is Role.FACILITATOR:
                    continue
                invitation = invitations.get(participant.id)
                if participant.presence is Presence.JOINED:
                    listed.append(Invited(participant=participant, token=None))
                    continue
                if invitation is None or invitation.used_at or invitation.expires_at <= self._clock.now():
                    invitation = await self._invite(work, participant)
                listed.append(Invited(participant=participant, token=_token(key, invitation)))
            await work.commit()
            return tuple(listed)

    async def invitation_for(self, token: str) -> tuple[Conference, Participant]:
        """What a link stands for; looking consumes nothing. Raises Refused when it is used or expired."""
        async with self._store.reading() as view:
            invitation = await view.invitation(_digest(token))
            if invitation is None or invitation.used_at or invitation.expires_at <= self._clock.now():
                raise Refused("link_used_or_expired")
            participant = await view.participant(invitation.participant)
            return await view.conference(participant.conference), participant

    async def accept(self, token: str, account: Account, *, update: UpdateRef | None = None) -> Participant:
        """'Dat ben ik': consume the link and let this account in. Raises Refused; pressing twice is harmless."""
        async with self._store.writing() as work:
            await work.first_time(update)
            invitation = await work.invitation(_digest(token))
            if invitation is None:
                raise Refused("link_used_or_expired")
            participant = await work.participant(invitation.participant)
            mine = await work.participations(account)
            if any(p.id == participant.id for p in mine):
                return participant
            if any(p.conference == participant.conference for p in mine):
                raise Refused("already_somebody_else")
            if not await work.use_invitation(_digest(token), account, self._clock.now()):
                raise Refused("link_used_or_expired")
            await work.record(Event(conference=participant.conference, kind="joined", who=participant.ref))
            await work.commit()
            return replace(participant, presence=Presence.JOINED)

    async def decline(self, token: str, *, update: UpdateRef | None = None) -> Conference:
        """'Dat klopt niet': nothing is consumed; the facilitators hear of it. Raises Refused."""
        conference, participant = await self.invitation_for(token)
        async with self._store.writing() as work:
            if await work.first_time(update):
                for facilitator in await work.participants(conference.id):
                    if facilitator.role is Role.FACILITATOR:
                        await work.tell(
                            Notice(
                                key=f"declined:{_digest(token)}:{facilitator.id}",
                                conference=conference.id,
                                kind="declined",
                                to=facilitator.id,
                                data={"participant": participant.id},
                            )
                        )
                await work.record(Event(conference=conference.id, kind="declined", who=participant.ref))
                await work.commit()
        return conference

    async def acknowledge(self, account: Account, conference: str, *, update: UpdateRef | None = None) -> Participant:
        """'Ik begrijp het': from now on this person's answers are taken. Raises NotAllowed."""
        async with self._store.writing() as work:
            await work.first_time(update)
            participant = await find_participant(work, conference, account)
            if participant is None:
                raise NotAllowed("not_on_the_list")
            if not participant.informed:
                participant = replace(participant, informed=True)
                await work.save_participant(participant)
                await work.record(Event(conference=conference, kind="informed", who=participant.ref))
            await work.commit()
            return participant

    async def link_group(
        self, account: Account, conference: str, chat: Chat, *, update: UpdateRef | None = None
    ) -> Conference:
        """Tie a conference to the group in which its facilitator asks for it. Raises NotAllowed, Lost."""
        async with self._store.writing() as work:
            await work.first_time(update)
            actor = await require_facilitator(work, conference, account)
            there = await work.conference_of_chat(chat)
            if there is not None and there.id != conference and there.state is ConferenceState.ACTIVE:
                raise Lost("group_taken", name=there.name)
            await work.link_chat(conference, chat)
            await work.record(Event(conference=conference, kind="group_linked", who=actor.ref))
            await _post_open_rounds(work, conference, chat.external)
            await work.commit()
            return await work.conference(conference)

    async def move_group(self, channel: str, old: str, new: str) -> None:
        """A group has another id now: its conference goes along, and open rounds get a card there."""
        async with self._store.writing() as work:
            for conference in await work.move_chat(channel, old, new):
                await _post_open_rounds(work, conference, new)
                await work.record(Event(conference=conference, kind="group_moved"))
            await work.commit()

    async def _invite(self, work: Work, participant: Participant) -> Invitation:
        now = self._clock.now()
        key = await self._link_key(work)
        invitation = Invitation(
            digest="",
            participant=participant.id,
            issued_at=now,
            expires_at=now + timedelta(days=INVITATION_DAYS),
        )
        invitation = replace(invitation, digest=_digest(_token(key, invitation)))
        await work.add_invitation(invitation)
        return invitation

    async def _link_key(self, work: Work) -> bytes:
        stored = await work.setting(_LINK_KEY)
        if stored is None:
            stored = self._randomness.token_bytes(32).hex()
            await work.set_setting(_LINK_KEY, stored)
        return bytes.fromhex(stored)

    async def _silence(self, work: Work, participant: Participant | None) -> None:
        if participant is not None:
            await work.save_participant(replace(participant, spokesperson=False))

    def _draft(self, name: str, municipalities: Sequence[str], secrecy: Secrecy) -> Conference:
        towns, taken = [], set[str]()
        for town in municipalities:
            short = _slug(town, taken)
            taken.add(short)
            towns.append(Municipality(id=short, name=town))
        return Conference(
            id=self._new_id(),
            slug=_slug(name, set()),
            name=name,
            pack=self._pack.id,
            pack_version=self._pack.version,
            secrecy=secrecy,
            state=ConferenceState.ACTIVE,
            phase=self._pack.phases[0].id,
            created_at=self._clock.now(),
            municipalities=tuple(towns),
        )

    def _new_id(self) -> str:
        return base64.b32encode(self._randomness.token_bytes(10)).decode().lower()[:12]


async def _post_open_rounds(work: Work, conference: str, chat: str) -> None:
    """A chat that is new to a conference gets the card of the round that is open."""
    for round_ in await work.rounds(conference):
        if round_.state is RoundState.OPEN:
            key = f"round_opened:{round_.key}:{chat}"
            notice = Notice(key=key, conference=conference, kind="round_opened", data={"round": round_.key})
            await work.tell(notice)


async def find_participant(view: View, conference: str, account: Account) -> Participant | None:
    """What this account is in this conference as somebody who answers or looks on; None for outsiders."""
    for participant in await view.participations(account):
        if participant.conference == conference and participant.role is not Role.FACILITATOR:
            return participant
    return None


def _slug(name: str, taken: set[str]) -> str:
    """Letters, digits and hyphens, at most 40 characters, not empty and not yet `taken`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-") or "x"
    number, slug = 2, base
    while slug in taken:
        slug = f"{base[:36]}-{number}"
        number += 1
    return slug


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _token(key: bytes, invitation: Invitation) -> str:
    issued = int(invitation.issued_at.timestamp() * 1_000_000)
    mac = hmac.new(key, f"{invitation.participant}|{issued}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).decode()[:TOKEN_LENGTH]
