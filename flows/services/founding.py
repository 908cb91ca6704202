"""A conference is made by its facilitator, and tied to the group in which it is held."""

import base64
import hmac
from collections.abc import Sequence
from typing import Final

from flows.conference.model import Conference, Municipality, Participant
from flows.errors import Lost, NotAllowed
from flows.ports import Account, Chat, Event, Notice, UpdateRef, Work
from flows.services.keeping import Keeping, digest
from flows.services.naming import NAME_LIMIT, clean_name, make_slug
from flows.services.stage import require_facilitator
from flows.words import ConferenceState, Presence, Role, RoundState, Secrecy

_CODE: Final = "first_code"


class Founding(Keeping):
    """Making conferences, and their groups."""

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
            await work.set_setting(_CODE, digest(code))
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
        return bool(expected and code) and hmac.compare_digest(expected or "", digest(code.strip().lower()))

    async def awaits_code(self) -> bool:
        """Whether the first conference can still be started with the one-time code."""
        async with self._store.reading() as view:
            return await view.setting(_CODE) is not None

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
        The secrecy is chosen here, before anybody can answer, and nothing changes it afterwards. Raises Invalid for
        names.
        """
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

    def _draft(self, name: str, municipalities: Sequence[str], secrecy: Secrecy) -> Conference:
        towns, taken = [], set[str]()
        for town in municipalities:
            short = make_slug(town, taken)
            taken.add(short)
            towns.append(Municipality(id=short, name=town))
        return Conference(
            id=self._new_id(),
            slug=make_slug(name, set()),
            name=name,
            pack=self._pack.id,
            pack_version=self._pack.version,
            secrecy=secrecy,
            state=ConferenceState.ACTIVE,
            phase=self._pack.phases[0].id,
            created_at=self._clock.now(),
            municipalities=tuple(towns),
        )


async def _post_open_rounds(work: Work, conference: str, chat: str) -> None:
    """A chat that is new to a conference gets the card of the round that is open, and one of all open homework."""
    opened = [r for r in await work.rounds(conference) if r.state is RoundState.OPEN]
    if any(r.homework for r in opened):
        key = f"homework_opened:{conference}:{chat}"
        await work.tell(Notice(key=key, conference=conference, kind="homework_opened"))
    for round_ in opened:
        if not round_.homework:
            key = f"round_opened:{round_.key}:{chat}"
            notice = Notice(key=key, conference=conference, kind="round_opened", data={"round": round_.key})
            await work.tell(notice)
