"""Reading, in domain words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from flows.conference.loose import KeptItem, LooseAnswer, TookPart
from flows.conference.model import (
    Argument,
    ArgumentRequest,
    Ballot,
    Conference,
    Electorate,
    OwnProposal,
    Participant,
    Round,
    TalkingPoint,
)
from flows.ports.records import Account, Admission, AuditHead, CardRef, Chat, Dialog, Event, Invitation, Progress
from flows.words import TaskFact


class View(Protocol):
    """Reading. Everything seen through one view is of one moment."""

    async def conference(self, conference: str, /) -> Conference:
        """Raises NotFound."""
        ...

    async def conferences(self) -> tuple[Conference, ...]:
        """All of them, oldest first."""
        ...

    async def conference_of_chat(self, chat: Chat, /) -> Conference | None: ...

    async def chats(self, conference: str, /) -> tuple[Chat, ...]: ...

    async def participants(self, conference: str, /) -> tuple[Participant, ...]:
        """In order of their adding, facilitators included."""
        ...

    async def participant(self, participant: str, /) -> Participant:
        """Raises NotFound."""
        ...

    async def participations(self, account: Account, /) -> tuple[Participant, ...]:
        """Everything this account has joined as, over all conferences, newest conference first."""
        ...

    async def accounts(self, conference: str, /) -> Mapping[str, Account]:
        """Participant id -> account, of everybody who joined."""
        ...

    async def invitation(self, digest: str, /) -> Invitation | None: ...

    async def invitations(self, conference: str, /) -> Mapping[str, Invitation]:
        """Participant id -> the latest invitation, used or not."""
        ...

    async def rounds(self, conference: str, /) -> tuple[Round, ...]:
        """With their items, in order of making."""
        ...

    async def round(self, key: int, /) -> Round:
        """Raises NotFound."""
        ...

    async def ballots(self, key: int, /) -> tuple[Ballot, ...]:
        """The answers of everybody in a round (voters and advisers), as they stand."""
        ...

    async def own_ballots(self, key: int, participant: str, /) -> Mapping[str, Ballot]:
        """One person's answers in a round, by item."""
        ...

    async def electorate(self, key: int, /) -> Electorate:
        """Frozen when the round is closed, else who may answer now: voters not absent, or spokespersons."""
        ...

    async def progress(self, key: int, /) -> tuple[Progress, ...]:
        """A line per municipality in the roster's order, then one for advisers when there are any."""
        ...

    async def item_progress(self, key: int, item: str, /) -> tuple[Progress, ...]:
        """The same for one item: `done` answered it."""
        ...

    async def unfinished(self, key: int, /) -> Mapping[str, int]:
        """Participant id -> items that still miss a complete answer, of electors and advisers who are not done."""
        ...

    async def timed_rounds(self) -> tuple[Round, ...]:
        """Open rounds of active conferences with an end time or a schorsing."""
        ...

    async def talked_rounds(self) -> tuple[Round, ...]:
        """Rounds of active conferences that are being talked about."""
        ...

    async def arguments(self, key: int, /) -> tuple[Argument, ...]:
        """All lines that were written with the items of a round, in an order that tells nothing."""
        ...

    async def argument(self, argument: str, /) -> Argument:
        """Raises NotFound."""
        ...

    async def own_proposals(self, conference: str, /) -> tuple[OwnProposal, ...]:
        """All own motives that were proposed, in an order that tells nothing."""
        ...

    async def own_proposal(self, proposal: str, /) -> OwnProposal:
        """Raises NotFound."""
        ...

    async def argument_requests(self, participant: str, /) -> tuple[ArgumentRequest, ...]:
        """What somebody was asked for a line on, the newest round first, within a round in order."""
        ...

    async def cut_items(self, key: int, /) -> Mapping[str, KeptItem]:
        """The items of a round of which the answers were cut loose, each with what stays of it."""
        ...

    async def loose_answers(self, key: int, /) -> tuple[LooseAnswer, ...]:
        """The answers of a round that were cut loose, as far as they were kept."""
        ...

    async def took_part(self, key: int, /) -> tuple[TookPart, ...]:
        """Who had answered which item of a round that was cut or opened again."""
        ...

    async def talking_points(self, key: int, /) -> tuple[TalkingPoint, ...]:
        """The bespreekpunten of a round, in order."""
        ...

    async def admissions(self, conference: str, /) -> tuple[Admission, ...]:
        """Who waits to be admitted, oldest first."""
        ...

    async def unreachable(self, conference: str, /) -> frozenset[str]:
        """Ids of participants who joined, and to whom nothing can be sent any more (blocked the bot)."""
        ...

    async def facts(self, conference: str, /) -> Mapping[str, Mapping[TaskFact, str]]:
        """Item id -> what was told of it beforehand. Levels are words of `Level`; municipalities are ids with
        commas between them."""
        ...

    async def history(self, conference: str, /) -> Sequence[tuple[int, datetime, Event]]:
        """The events of a conference without the answers: (number, moment, event)."""
        ...

    async def dialog(self, account: Account, /) -> Dialog | None: ...

    async def position(self, key: int, participant: str, /) -> str | None:
        """The item at which somebody's walk stands."""
        ...

    async def card(self, name: str, /) -> CardRef | None: ...

    async def setting(self, name: str, /) -> str | None:
        """A value of the installation, for instance the hash of the one-time code."""
        ...

    async def audit_head(self, conference: str, /) -> AuditHead: ...

    async def audit(self, conference: str, /) -> Sequence[tuple[int, datetime, Event]]:
        """All events of a conference: (number, moment, event)."""
        ...
