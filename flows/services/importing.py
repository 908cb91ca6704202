"""A whole list of people at once, from CSV: all of it, or what is wrong with it."""

from dataclasses import dataclass

from flows.conference.model import Participant
from flows.ports import Account, Event, UpdateRef
from flows.services.roster import Listing
from flows.services.roster_csv import LineFault, read_list, write_list
from flows.services.stage import load_stage, require_active, require_facilitator


@dataclass(frozen=True, kw_only=True)
class Imported:
    """Who was added, and how many stood there already; or the faults, and then nobody was added."""

    added: tuple[Participant, ...] = ()
    known: int = 0
    faults: tuple[LineFault, ...] = ()


class Importing(Listing):
    """The list in and out."""

    async def take_in(
        self, account: Account, conference: str, text: str, *, update: UpdateRef | None = None
    ) -> Imported | None:
        """Put everybody of this CSV on the list; who stands there already stays as he is.

        None when the update was processed before. Raises NotAllowed, Refused, Invalid.
        """
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            stage = await load_stage(work, self._pack, conference)
            require_active(stage.conference)
            read = read_list(text, stage.conference)
            if read.faults:
                return Imported(faults=read.faults)
            if not await work.first_time(update):
                return None
            added = await self._enter(work, stage, read.people)
            await work.record(
                Event(conference=conference, kind="people_added", who=actor.ref, data={"count": len(added)})
            )
            await work.set_dialog(account, None)
            await work.commit()
            return Imported(added=added, known=len(read.people) - len(added))

    async def give_out(self, account: Account, conference: str) -> str:
        """The list as CSV. Raises NotAllowed."""
        async with self._store.reading() as view:
            await require_facilitator(view, conference, account)
            return write_list(await view.conference(conference), await view.participants(conference))
