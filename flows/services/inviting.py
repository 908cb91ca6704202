"""Personal links: who is on the list comes in by one, and says that he has read what happens with the answers.

An invitation token is derived, not stored: HMAC-SHA256 of the installation's key over participant and
moment of issue, 132 bits shown. The database keeps only its SHA-256, so the list of links can be shown
again without ending links that were sent before.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from flows.conference.model import Conference, Participant
from flows.errors import NotAllowed, Refused
from flows.ports import Account, Event, Invitation, Notice, UpdateRef, View, Work
from flows.services.keeping import Keeping, digest
from flows.services.stage import require_facilitator
from flows.words import Presence, Role

TOKEN_LENGTH: Final = 22
"""Characters of base64url: 132 bits."""
INVITATION_DAYS: Final = 30

_LINK_KEY: Final = "link_key"
_AWAY: Final = frozenset({Presence.ABSENT, Presence.REPLACED})
"""Who gets no link, and comes in by none."""


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Somebody on the list with the token of his personal link; None once it was used."""

    participant: Participant
    token: str | None


class Inviting(Keeping):
    """Links, and what is done with them."""

    async def links(self, account: Account, conference: str) -> tuple[Invited, ...]:
        """Everybody on the list with his link; an expired one is renewed. Raises NotAllowed."""
        async with self._store.writing() as work:
            await require_facilitator(work, conference, account)
            invitations = dict(await work.invitations(conference))
            listed = []
            for participant in await work.participants(conference):
                if participant.role is Role.FACILITATOR or participant.presence in _AWAY:
                    continue
                invitation = invitations.get(participant.id)
                if participant.presence is Presence.JOINED:
                    listed.append(Invited(participant=participant, token=None))
                    continue
                if invitation is None or invitation.used_at or invitation.expires_at <= self._clock.now():
                    invitation = await self._invite(work, participant)
                listed.append(Invited(participant=participant, token=await self._token(work, invitation)))
            await work.commit()
            return tuple(listed)

    async def renew(self, account: Account, participant: str, *, update: UpdateRef | None = None) -> Invited:
        """A new link for one person, also for who joined and has another phone; the earlier one ends.

        Raises NotAllowed, Refused for somebody who is afgemeld or replaced.
        """
        async with self._store.writing() as work:
            chosen = await work.participant(participant)
            actor = await require_facilitator(work, chosen.conference, account)
            if chosen.role is Role.FACILITATOR:
                raise Refused("unknown")
            _refuse_away(chosen)
            if await work.first_time(update):
                invitation = await self._invite(work, chosen)
                event = Event(conference=chosen.conference, kind="link_renewed", who=actor.ref)
                await work.record(replace(event, data={"ref": chosen.ref}))
            else:
                invitation = (await work.invitations(chosen.conference))[chosen.id]
            renewed = Invited(participant=chosen, token=await self._token(work, invitation))
            await work.commit()
            return renewed

    async def note_reachable(self, account: Account, reachable: bool) -> tuple[str, ...]:
        """Whether messages reach this account; the conferences for which that is news."""
        async with self._store.reading() as view:
            mine = await view.participations(account)
            changed = [(p.id in await view.unreachable(p.conference)) == reachable for p in mine]
        if not any(changed):
            return ()
        async with self._store.writing() as work:
            conferences = await work.set_reachable(account, reachable)
            await work.commit()
            return conferences

    async def invitation_for(self, token: str) -> tuple[Conference, Participant]:
        """What a link stands for; looking consumes nothing. Raises Refused when it is used or expired."""
        async with self._store.reading() as view:
            invitation = await view.invitation(digest(token))
            if invitation is None or invitation.used_at or invitation.expires_at <= self._clock.now():
                raise Refused("link_used_or_expired")
            participant = await view.participant(invitation.participant)
            _refuse_away(participant)
            return await view.conference(participant.conference), participant

    async def accept(self, token: str, account: Account, *, update: UpdateRef | None = None) -> Participant:
        """'Dat ben ik': consume the link and let this account in. Raises Refused; pressing twice is harmless."""
        async with self._store.writing() as work:
            await work.first_time(update)
            invitation = await work.invitation(digest(token))
            if invitation is None:
                raise Refused("link_used_or_expired")
            participant = await work.participant(invitation.participant)
            mine = await work.participations(account)
            if any(p.id == participant.id for p in mine):
                return participant
            _refuse_away(participant)
            if any(p.conference == participant.conference for p in mine):
                raise Refused("already_somebody_else")
            if not await work.use_invitation(digest(token), account, self._clock.now()):
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
                                key=f"declined:{digest(token)}:{facilitator.id}",
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

    async def _invite(self, work: Work, participant: Participant) -> Invitation:
        now = self._clock.now()
        key = await self._link_key(work)
        invitation = Invitation(
            digest="",
            participant=participant.id,
            issued_at=now,
            expires_at=now + timedelta(days=INVITATION_DAYS),
        )
        invitation = replace(invitation, digest=digest(_derive(key, invitation)))
        await work.add_invitation(invitation)
        return invitation

    async def _token_of(self, work: Work, participant: Participant) -> str:
        """The token of somebody's personal link; one that expired or was used is renewed."""
        invitation = (await work.invitations(participant.conference)).get(participant.id)
        if invitation is None or invitation.used_at or invitation.expires_at <= self._clock.now():
            invitation = await self._invite(work, participant)
        return await self._token(work, invitation)

    async def _token(self, work: Work, invitation: Invitation) -> str:
        """The token of a link, derived again."""
        return _derive(await self._link_key(work), invitation)

    async def _link_key(self, work: Work) -> bytes:
        stored = await work.setting(_LINK_KEY)
        if stored is None:
            stored = self._randomness.token_bytes(32).hex()
            await work.set_setting(_LINK_KEY, stored)
        return bytes.fromhex(stored)


def _refuse_away(participant: Participant) -> None:
    """Raises Refused where no link lets somebody in: afgemeld, or somebody else has come in his place."""
    if participant.presence is Presence.ABSENT:
        raise Refused("signed_off")
    if participant.presence is Presence.REPLACED:
        raise Refused("link_used_or_expired")


async def find_participant(view: View, conference: str, account: Account) -> Participant | None:
    """What this account is in this conference as somebody who answers or looks on; None for outsiders."""
    for participant in await view.participations(account):
        if participant.conference == conference and participant.role is not Role.FACILITATOR:
            return participant
    return None


def _derive(key: bytes, invitation: Invitation) -> str:
    issued = int(invitation.issued_at.timestamp() * 1_000_000)
    mac = hmac.new(key, f"{invitation.participant}|{issued}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).decode()[:TOKEN_LENGTH]
