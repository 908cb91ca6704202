"""Writing, in domain words: one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from flows.conference.loose import KeptItem, LooseAnswer, TookPart
from flows.conference.model import (
    Argument,
    ArgumentRequest,
    Conference,
    Municipality,
    OwnProposal,
    Participant,
    Round,
    RoundItem,
    TalkingPoint,
)
from flows.ports.records import (
    Account,
    Admission,
    CardRef,
    Chat,
    Dialog,
    Event,
    Invitation,
    Notice,
    Press,
    UpdateRef,
    Verdict,
)
from flows.ports.view import View
from flows.words import TaskFact


class Work(View, Protocol):
    """One transaction on the writing connection, alone. Nothing is saved without `commit`."""

    async def commit(self) -> None:
        """Durable when this returns."""
        ...

    async def first_time(self, update: UpdateRef | None, /) -> bool:
        """Remember this update; False when it was processed before. None is always new."""
        ...

    async def add_conference(self, conference: Conference, /) -> None:
        """With its municipalities."""
        ...

    async def save_conference(self, conference: Conference, /) -> Conference:
        """Everything but its municipalities, version counted on. Raises StaleWrite."""
        ...

    async def add_municipality(self, conference: str, municipality: Municipality, /) -> None: ...

    async def save_municipality(self, conference: str, municipality: Municipality, /) -> None:
        """Its name and inhabitants. Raises NotFound."""
        ...

    async def add_participant(self, participant: Participant, /) -> Participant:
        """With a fresh `ref`."""
        ...

    async def save_participant(self, participant: Participant, /) -> None: ...

    async def add_invitation(self, invitation: Invitation, /) -> None:
        """An earlier unused invitation of the same participant ends."""
        ...

    async def use_invitation(self, digest: str, account: Account, at: datetime, /) -> bool:
        """Consume it and bind the account; False when it is used or expired. Presence becomes joined."""
        ...

    async def bind(self, participant: str, account: Account, /) -> None:
        """This participant answers from this account from now on."""
        ...

    async def unbind(self, participant: str, /) -> None:
        """This participant answers from no account any more; the account is free for somebody else."""
        ...

    async def set_reachable(self, account: Account, reachable: bool, /) -> tuple[str, ...]:
        """Whether messages can be sent to this account; the conferences for which that changed."""
        ...

    async def put_admission(self, admission: Admission, /) -> None:
        """In the place of an earlier request of the same account."""
        ...

    async def drop_admission(self, conference: str, account: Account, /) -> None: ...

    async def put_fact(self, conference: str, item: str, fact: TaskFact, value: str, /) -> None:
        """An empty value takes it away."""
        ...

    async def set_talking_points(self, key: int, points: Sequence[TalkingPoint], /) -> None:
        """In the place of all that were there."""
        ...

    async def put_paper(
        self,
        key: int,
        participant: str,
        item: str,
        value: str | None,
        /,
        *,
        no_opinion: bool = False,
        unacceptable: bool = False,
        text: str = "",
    ) -> None:
        """An answer on paper, with its line in the audit log; marked. Nothing given takes it away again."""
        ...

    async def put_late(self, key: int, participant: str, item: str, value: str, text: str, /) -> None:
        """A standpunt after the round was set, with its line in the audit log; marked."""
        ...

    async def link_chat(self, conference: str, chat: Chat, /) -> None: ...

    async def move_chat(self, channel: str, old: str, new: str, /) -> tuple[str, ...]:
        """A group has another id now; the conferences that it belongs to."""
        ...

    async def add_round(self, round_: Round, /) -> Round:
        """Gives it its key."""
        ...

    async def save_round(self, round_: Round, /) -> Round:
        """State, times, mode, selection; version counted on. Raises StaleWrite."""
        ...

    async def replace_items(self, key: int, items: Sequence[RoundItem], /) -> None:
        """Other items for a round that is not opened yet."""
        ...

    async def freeze_electorate(self, key: int, /) -> None:
        """Write down who may answer, as it is now; answers of others stay but do not count."""
        ...

    async def put_answer(self, press: Press, /) -> Verdict:
        """The same rules as `Store.record`, inside this transaction."""
        ...

    async def put_text(self, key: int, item: str, participant: str, text: str, /) -> None:
        """The text with an answer (mits, bezwaar)."""
        ...

    async def erase_text(
        self, key: int, item: str, participant: str, /, *, text: str, value: str | None = None
    ) -> None:
        """What stands from now on where somebody's text was; a value in the place of his. No line in the log."""
        ...

    async def forget(self, participant: str, /) -> None:
        """Erase what ties a participant to somebody: account, links, questions, cards, messages to him, and the keys
        of the log. His row and his answers stay."""
        ...

    async def put_argument(self, argument: Argument, /) -> None:
        """In the place of what stood under its id; without an id it is new, and gets a random one."""
        ...

    async def drop_argument(self, argument: str, /) -> None:
        """It is gone; without effect where there is none."""
        ...

    async def set_argument_requests(self, key: int, requests: Sequence[ArgumentRequest], /) -> None:
        """In the place of all that were made for a round."""
        ...

    async def save_argument_request(self, request: ArgumentRequest, /) -> None:
        """Its state; without effect where the request is gone."""
        ...

    async def carry_answers(self, key: int, /) -> int:
        """Bring the answers of everybody who takes part along from the round that this one follows; how many."""
        ...

    async def note_part(self, key: int, people: Sequence[TookPart], /) -> None:
        """Write down who had answered, never what."""
        ...

    async def cut_loose(self, key: int, kept: Mapping[str, KeptItem], answers: Sequence[LooseAnswer], /) -> None:
        """Keep this of the items, and destroy everything that ties their answers to somebody."""
        ...

    async def put_own_proposal(self, proposal: OwnProposal, /) -> None:
        """In the place of what stood under its id; without an id it is new, and gets a random one."""
        ...

    async def drop_own_proposal(self, proposal: str, /) -> None:
        """Take an own motive away; nothing where there is none."""
        ...

    async def unlink_proposals(self, conference: str, /) -> None:
        """Nobody's name stands at a proposed motive any more."""
        ...

    async def scrub(self) -> None:
        """Leave no trace in the write-ahead log of what this transaction takes away, as soon as it is committed."""
        ...

    async def set_dialog(self, account: Account, dialog: Dialog | None, /) -> None: ...

    async def set_position(self, key: int, participant: str, item: str, /) -> None: ...

    async def set_card(self, name: str, card: CardRef | None, /) -> None: ...

    async def set_setting(self, name: str, value: str | None, /) -> None: ...

    async def tell(self, notice: Notice, /) -> None:
        """Put it in the outbox; a key that was told before is ignored."""
        ...

    async def record(self, event: Event, /) -> None:
        """Add it to the conference's chained audit log, with the moment."""
        ...
