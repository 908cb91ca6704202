"""Who leads: several facilitators, and handing over from one to another.

Who hands over is bound to the conference no more, so that his rights end with the same commit.
"""

from dataclasses import dataclass, replace

from flows.conference.model import Participant
from flows.errors import Lost, Refused
from flows.ports import Account, Event, UpdateRef
from flows.services.making import tell_facilitators
from flows.services.naming import clean_name
from flows.services.stage import Stage, load_stage, require_facilitator
from flows.services.taking import Taking, reachable_leaders
from flows.words import Presence, Role


@dataclass(frozen=True, kw_only=True)
class Leaders:
    """The facilitators of a conference, as one of them sees them."""

    stage: Stage
    me: Participant
    joined: tuple[Participant, ...]
    invited: tuple[tuple[Participant, str], ...]
    """With the token of the personal link."""
    unreachable: frozenset[str] = frozenset()


class Leading(Taking):
    """Everything about facilitators."""

    async def leaders(self, account: Account, conference: str) -> Leaders:
        """Who leads; the links of those who are not in yet are renewed. Raises NotAllowed, NotFound."""
        async with self._store.writing() as work:
            me = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            leaders = [p for p in stage.participants if p.role is Role.FACILITATOR]
            waiting = [p for p in leaders if p.presence is Presence.INVITED]
            invited = tuple([(p, await self._token_of(work, p)) for p in waiting])
            unreachable = await work.unreachable(conference)
            await work.commit()
        joined = tuple(p for p in leaders if p.presence is Presence.JOINED)
        return Leaders(stage=stage, me=me, joined=joined, invited=invited, unreachable=unreachable)

    async def add_leader(
        self, account: Account, conference: str, name: str, *, update: UpdateRef | None = None
    ) -> Participant | None:
        """Put a facilitator on the list, with a personal link; None when this was done before.

        Raises NotAllowed, Invalid for the name, Refused when he is there already or there are too many.
        """
        named = clean_name(name)
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            if not await work.first_time(update):
                return None
            stage = await load_stage(work, self._pack, conference)
            added = await self._invite_leader(work, stage, named)
            await work.set_dialog(account, None)
            await work.record(
                Event(conference=conference, kind="leader_invited", who=actor.ref, data={"ref": added.ref})
            )
            await work.commit()
            return added

    async def withdraw(
        self, account: Account, participant: str, *, update: UpdateRef | None = None
    ) -> Participant | None:
        """Somebody who was invited to lead and is not in yet, is not to come; None when this was done before.

        Raises NotAllowed, NotFound, Lost when he is in already.
        """
        async with self._store.writing() as work:
            chosen = await work.participant(participant)
            actor = await require_facilitator(work, chosen.conference, account)
            if not await work.first_time(update):
                return None
            if chosen.role is not Role.FACILITATOR or chosen.presence is not Presence.INVITED:
                raise Lost("leader_in_already")
            await work.save_participant(replace(chosen, presence=Presence.ABSENT))
            data = {"ref": chosen.ref}
            await work.record(Event(conference=chosen.conference, kind="leader_withdrawn", who=actor.ref, data=data))
            await work.commit()
            return chosen

    async def hand_over(
        self, account: Account, conference: str, to: str, *, update: UpdateRef | None = None
    ) -> Participant | None:
        """Leave the conference to a facilitator who is in; None when this was done before.

        Raises NotAllowed, Refused when the other does not lead or cannot be reached.
        """
        async with self._store.writing() as work:
            if not await work.first_time(update):
                return None
            giver = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            others = reachable_leaders(stage, await work.unreachable(conference))
            taker = next((p for p in others if p.id == to and p.id != giver.id), None)
            if taker is None:
                raise Refused("no_other_leader")
            await work.save_participant(replace(giver, presence=Presence.ABSENT))
            await work.unbind(giver.id)
            await work.set_dialog(account, None)
            await work.record(
                Event(conference=conference, kind="handed_over", who=giver.ref, data={"ref": taker.ref})
            )
            left = replace(stage, participants=tuple(p for p in stage.participants if p.id != giver.id))
            await tell_facilitators(
                work, left, "handed_over", f"handed_over:{giver.id}", giver=giver.id, taker=taker.id
            )
            await work.commit()
            return taker
