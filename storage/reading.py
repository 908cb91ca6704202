"""Reading: `flows.ports.View` on one connection, in one transaction, so that all of it is of one moment."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

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
    RoundItem,
    TalkingPoint,
)
from flows.errors import NotFound
from flows.ports import Account, Admission, AuditHead, CardRef, Chat, Dialog, Event, Invitation, Progress
from flows.words import ConferenceState, Kind, Party, RoundState, TaskFact
from storage import questions, rows, schema
from storage.audit import ANSWERED, Entry
from storage.columns import from_micros, to_micros
from storage.connection import driver_of
from storage.cutting import to_kept, to_loose, to_part
from storage.failures import translated
from storage.patience import complete
from storage.prepared import Question, Row

BIGGEST_KEY = 2**63
"""Keys come out of button data; SQLite's integers end here."""


ROUNDS_KNOWN = 256

_LINKED = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED, RoundState.PUBLISHED, RoundState.TALK})
"""States in which answers are not cut from who gave them, as long as the conference runs."""


class KnownItems:
    """Items of rounds that were opened: they never change again, so they are read and parsed once.

    Only views that read share one; what a transaction has not committed yet is nobody else's to know.
    """

    def __init__(self) -> None:
        self._items: dict[int, tuple[RoundItem, ...]] = {}

    def get(self, key: int) -> tuple[RoundItem, ...] | None:
        return self._items.get(key)

    def keep(self, key: int, items: tuple[RoundItem, ...]) -> None:
        """The oldest makes room."""
        self._items[key] = items
        if len(self._items) > ROUNDS_KNOWN:
            del self._items[next(iter(self._items))]


class SqliteView:
    """What `Store.reading` gives."""

    def __init__(self, connection: AsyncConnection, *, known: "KnownItems | None" = None) -> None:
        self._connection = connection
        self._driver: aiosqlite.Connection | None = None
        self._is_over = False
        self._known = KnownItems() if known is None else known

    def end(self) -> None:
        """The block is over; using it further would reach into somebody else's transaction."""
        self._is_over = True

    async def conference(self, conference: str, /) -> Conference:
        row = await self._find(questions.conference(conference=conference))
        if row is None:
            raise NotFound(conference)
        members = await self._read(questions.municipalities(conference=conference))
        return rows.to_conference(row, tuple(rows.to_municipality(member) for member in members))

    async def conferences(self) -> tuple[Conference, ...]:
        table = schema.conference
        return await self._with_municipalities(
            await self._all(sa.select(table).order_by(table.c.created_at, table.c.id))
        )

    async def conference_of_chat(self, chat: Chat, /) -> Conference | None:
        """The topic's own conference; a group's is not its topics'."""
        row = await self._one(sa.select(schema.chat.c.conference).where(_is_chat(chat)))
        return None if row is None else await self.conference(row["conference"])

    async def chats(self, conference: str, /) -> tuple[Chat, ...]:
        found = await self._read(questions.chats(conference=conference))
        return tuple(
            Chat(channel=row["channel"], external=row["external"], thread=row["thread"] or None) for row in found
        )

    async def participants(self, conference: str, /) -> tuple[Participant, ...]:
        found = await self._read(questions.participants(conference=conference))
        return tuple(rows.to_participant(row) for row in found)

    async def participant(self, participant: str, /) -> Participant:
        row = await self._find(questions.participant(participant=participant))
        if row is None:
            raise NotFound(participant)
        return rows.to_participant(row)

    async def participations(self, account: Account, /) -> tuple[Participant, ...]:
        found = await self._read(questions.participations(channel=account.channel, external=account.external))
        return tuple(rows.to_participant(row) for row in found)

    async def accounts(self, conference: str, /) -> Mapping[str, Account]:
        found = await self._read(questions.accounts(conference=conference))
        return {row["participant"]: rows.to_account(row) for row in found}

    async def invitation(self, digest: str, /) -> Invitation | None:
        row = await self._one(sa.select(schema.invitation).where(schema.invitation.c.digest == digest))
        return None if row is None else rows.to_invitation(row)

    async def invitations(self, conference: str, /) -> Mapping[str, Invitation]:
        table, person = schema.invitation, schema.participant
        found = await self._all(
            sa.select(table)
            .join(person, person.c.id == table.c.participant)
            .where(person.c.conference == conference)
            .order_by(table.c.issued_at, table.c.expires_at)
        )
        return {row["participant"]: rows.to_invitation(row) for row in found}

    async def rounds(self, conference: str, /) -> tuple[Round, ...]:
        return await self._with_items(await self._read(questions.rounds(conference=conference)))

    async def round(self, key: int, /) -> Round:
        return (await self._with_items([await self._round_row(key)]))[0]

    async def ballots(self, key: int, /) -> tuple[Ballot, ...]:
        """By item, then in the order of the list of people. A mark without an answer is no ballot."""
        return tuple(rows.to_ballot(row) for row in await self._read(questions.ballots(key=key)))

    async def own_ballots(self, key: int, participant: str, /) -> Mapping[str, Ballot]:
        """Also a mark that stands without an answer: value None and no 'geen mening'."""
        found = await self._read(questions.own_ballots(key=key, participant=participant))
        return {row["item"]: rows.to_ballot(row) for row in found}

    async def electorate(self, key: int, /) -> Electorate:
        return await self._electorate(await self._round_row(key))

    async def progress(self, key: int, /) -> tuple[Progress, ...]:
        """Done is every item complete: points that are all placed, a mits or bezwaar with its text."""
        round_ = await self._round_row(key)
        complete, wanted = await self._complete_items(round_), await self._item_count(key)
        return tuple(_count(name, members, complete, wanted) for name, members in await self._groups(round_))

    async def item_progress(self, key: int, item: str, /) -> tuple[Progress, ...]:
        round_ = await self._round_row(key)
        complete = await self._complete_items(round_, item)
        return tuple(_count(name, members, complete, 1) for name, members in await self._groups(round_))

    async def unfinished(self, key: int, /) -> Mapping[str, int]:
        round_ = await self._round_row(key)
        complete, wanted = await self._complete_items(round_), await self._item_count(key)
        people = [person for _, members in await self._groups(round_) for person in sorted(members)]
        return {person: left for person in people if (left := wanted - complete.get(person, 0)) > 0}

    async def timed_rounds(self) -> tuple[Round, ...]:
        table = schema.round_
        is_timed = sa.or_(table.c.closes_at.is_not(None), table.c.paused_until.is_not(None))
        return await self._running_rounds(table.c.state == RoundState.OPEN, is_timed)

    async def talked_rounds(self) -> tuple[Round, ...]:
        return await self._running_rounds(schema.round_.c.state == RoundState.TALK)

    async def arguments(self, key: int, /) -> tuple[Argument, ...]:
        table = schema.argument
        found = await self._all(sa.select(table).where(table.c.round == key).order_by(table.c.id))
        return tuple(rows.to_argument(row) for row in found)

    async def argument(self, argument: str, /) -> Argument:
        row = await self._one(sa.select(schema.argument).where(schema.argument.c.id == argument))
        if row is None:
            raise NotFound(argument)
        return rows.to_argument(row)

    async def own_proposals(self, conference: str, /) -> tuple[OwnProposal, ...]:
        table = schema.own_proposal
        found = await self._all(sa.select(table).where(table.c.conference == conference).order_by(table.c.id))
        return tuple(rows.to_proposal(row) for row in found)

    async def own_proposal(self, proposal: str, /) -> OwnProposal:
        row = await self._one(sa.select(schema.own_proposal).where(schema.own_proposal.c.id == proposal))
        if row is None:
            raise NotFound(proposal)
        return rows.to_proposal(row)

    async def argument_requests(self, participant: str, /) -> tuple[ArgumentRequest, ...]:
        table = schema.argument_request
        found = await self._all(
            sa.select(table)
            .where(table.c.participant == participant)
            .order_by(table.c.round.desc(), table.c.position)
        )
        return tuple(rows.to_request(row) for row in found)

    async def cut_items(self, key: int, /) -> Mapping[str, KeptItem]:
        table = schema.settled_item
        found = await self._all(sa.select(table).where(table.c.round == key))
        kind = Kind((await self._round_row(key))["kind"]) if found else Kind.RATE
        return {row["item"]: to_kept(row["body"], kind=kind) for row in found}

    async def loose_answers(self, key: int, /) -> tuple[LooseAnswer, ...]:
        table = schema.loose_answer
        return tuple(to_loose(row) for row in await self._all(sa.select(table).where(table.c.round == key)))

    async def took_part(self, key: int, /) -> tuple[TookPart, ...]:
        table = schema.took_part
        return tuple(to_part(row) for row in await self._all(sa.select(table).where(table.c.round == key)))

    async def talking_points(self, key: int, /) -> tuple[TalkingPoint, ...]:
        found = await self._read(questions.talking_points(key=key))
        return tuple(rows.to_point(row) for row in found)

    async def admissions(self, conference: str, /) -> tuple[Admission, ...]:
        found = await self._read(questions.admissions(conference=conference))
        return tuple(rows.to_admission(row) for row in found)

    async def unreachable(self, conference: str, /) -> frozenset[str]:
        found = await self._read(questions.unreachable(conference=conference))
        return frozenset(row["participant"] for row in found)

    async def facts(self, conference: str, /) -> Mapping[str, Mapping[TaskFact, str]]:
        table = schema.task_fact
        told: dict[str, dict[TaskFact, str]] = defaultdict(dict)
        for row in await self._all(sa.select(table).where(table.c.conference == conference)):
            told[row["item"]][TaskFact(row["fact"])] = row["value"]
        return told

    async def dialog(self, account: Account, /) -> Dialog | None:
        table = schema.dialog
        row = await self._one(
            sa.select(table).where(table.c.channel == account.channel, table.c.external == account.external)
        )
        return None if row is None else Dialog(kind=row["kind"], data=row["data"])

    async def position(self, key: int, participant: str, /) -> str | None:
        row = await self._find(questions.position(key=key, participant=participant))
        return None if row is None else str(row["item"])

    async def card(self, name: str, /) -> CardRef | None:
        row = await self._find(questions.card(name=name))
        return None if row is None else rows.to_card(row)

    async def setting(self, name: str, /) -> str | None:
        row = await self._find(questions.setting(name=name))
        return None if row is None else str(row["value"])

    async def audit_head(self, conference: str, /) -> AuditHead:
        table = schema.event
        row = await self._one(
            sa.select(table.c.number, table.c.hash)
            .where(table.c.conference == conference)
            .order_by(table.c.number.desc())
            .limit(1)
        )
        return AuditHead(events=0, head="") if row is None else AuditHead(events=row["number"], head=row["hash"])

    async def audit(self, conference: str, /) -> Sequence[tuple[int, datetime, Event]]:
        return [
            (
                entry.number,
                from_micros(entry.moment),
                Event(conference=conference, kind=entry.kind, who=entry.who, data=json.loads(entry.data)),
            )
            for entry in await self.entries(conference)
        ]

    async def history(self, conference: str, /) -> Sequence[tuple[int, datetime, Event]]:
        table = schema.event
        found = await self._all(
            sa.select(table)
            .where(table.c.conference == conference, table.c.kind != ANSWERED)
            .order_by(table.c.number)
        )
        return [
            (
                row["number"],
                row["moment"],
                Event(conference=conference, kind=row["kind"], who=row["who"], data=json.loads(row["data"])),
            )
            for row in found
        ]

    async def entries(self, conference: str, /) -> list[Entry]:
        """The log as it is stored, with commitments and hashes."""
        table = schema.event
        found = await self._all(sa.select(table).where(table.c.conference == conference).order_by(table.c.number))
        return [Entry(**{**row, "moment": to_micros(row["moment"])}) for row in found]

    async def ask(self, statement: sa.Executable) -> Sequence[sa.RowMapping]:
        """A question of the storage's own, for instance of the outbox."""
        return await self._all(statement)

    async def _round_row(self, key: int) -> Row:
        row = None
        if 0 < key < BIGGEST_KEY:
            row = await self._find(questions.round_(key=key))
        if row is None:
            raise NotFound(f"round {key}")
        return row

    async def _running_rounds(self, *conditions: sa.ColumnElement[bool]) -> tuple[Round, ...]:
        table, conference = schema.round_, schema.conference
        found = await self._all(
            sa.select(table)
            .join(conference, conference.c.id == table.c.conference)
            .where(conference.c.state == ConferenceState.ACTIVE, *conditions)
            .order_by(table.c.key)
        )
        return await self._with_items(found)

    async def _item_count(self, key: int) -> int:
        row = await self._find(questions.item_count(key=key))
        return int(row["count"]) if row else 0

    async def _complete_items(self, round_: Row, item: str | None = None) -> Mapping[str, int]:
        """Participant -> complete answers, of everybody who began; of one item where it is named."""
        ask = questions.complete_answers(Kind(round_["kind"]), of_one_item=item is not None)
        found = await self._read(ask(key=round_["key"], budget=round_["budget"], top=round_["top"], item=item))
        complete = {row["participant"]: row["complete"] for row in found}
        if round_["state"] in _LINKED:
            return complete
        parts = [part for part in await self.took_part(round_["key"]) if part.lap == 0 and item in {None, part.item}]
        cut = Counter(part.participant for part in parts)
        return {person: complete.get(person, 0) + cut[person] for person in {*complete, *cut}}

    async def _electorate(self, round_: Row) -> Electorate:
        conference = round_["conference"]
        if round_["frozen"] and round_["state"] not in {RoundState.DRAFT, RoundState.OPEN}:
            found = await self._read(questions.frozen_electors(key=round_["key"]))
        elif round_["party"] == Party.SPOKESPERSONS:
            found = await self._read(questions.present_speakers(conference=conference))
        else:
            found = await self._read(questions.present_voters(conference=conference))
        towns = await self._read(questions.roster(conference=conference))
        people: dict[str, set[str]] = {town["id"]: set() for town in towns}
        for row in found:
            people.setdefault(row["municipality"], set()).add(row["participant"])
        return Electorate({name: frozenset(members) for name, members in people.items()})

    async def _groups(self, round_: Row) -> list[tuple[str | None, frozenset[str]]]:
        """The electors by municipality, then the advisers where they answer too."""
        electorate = await self._electorate(round_)
        groups: list[tuple[str | None, frozenset[str]]] = [*electorate.voters.items()]
        if round_["party"] == Party.VOTERS and not round_["decides"]:
            advisers = await self._read(questions.present_advisers(conference=round_["conference"]))
            groups += [(None, frozenset(row["id"] for row in advisers))] if advisers else []
        return groups

    async def _with_municipalities(self, found: Sequence[sa.RowMapping]) -> tuple[Conference, ...]:
        table = schema.municipality
        members = defaultdict(list)
        for row in await self._all(
            sa.select(table)
            .where(table.c.conference.in_([conference["id"] for conference in found]))
            .order_by(table.c.position)
        ):
            members[row["conference"]].append(rows.to_municipality(row))
        return tuple(rows.to_conference(row, tuple(members[row["id"]])) for row in found)

    async def _with_items(self, found: Sequence[Row]) -> tuple[Round, ...]:
        known = {row["key"]: self._known.get(row["key"]) for row in found}
        missing = [key for key, items in known.items() if items is None]
        read = await self._read_items(missing) if missing else {}
        for row in found:
            if row["state"] != RoundState.DRAFT and row["key"] in read:
                self._known.keep(row["key"], read[row["key"]])
        return tuple(rows.to_round(row, known[row["key"]] or read.get(row["key"], ())) for row in found)

    async def _read_items(self, keys: Sequence[int]) -> Mapping[int, tuple[RoundItem, ...]]:
        found = {key: await self._read(questions.items(key=key)) for key in keys}
        return {key: tuple(rows.to_item(row["id"], row["body"]) for row in items) for key, items in found.items()}

    async def _find(self, question: Question) -> Row | None:
        found = await self._read(question)
        return found[0] if found else None

    async def _read(self, question: Question) -> list[Row]:
        """In this transaction, past the toolkit: it would cost many times the question."""
        self._refuse_when_over()
        with translated():
            if self._driver is None or not self._connection.in_transaction():
                self._driver = await complete(self._begin())
            found = await self._driver.execute_fetchall(question.text, question.values)
        return [question.read(stored) for stored in found]

    async def _begin(self) -> aiosqlite.Connection:
        if not self._connection.in_transaction():
            await self._connection.begin()
        return await driver_of(self._connection)

    async def _one(self, statement: sa.Executable) -> sa.RowMapping | None:
        found = await self._all(statement)
        return found[0] if found else None

    async def _all(self, statement: sa.Executable) -> Sequence[sa.RowMapping]:
        return (await self._execute(statement)).mappings().all()

    async def _execute(self, statement: sa.Executable) -> sa.CursorResult[Any]:
        self._refuse_when_over()
        with translated():
            return await complete(self._connection.execute(statement))

    def _refuse_when_over(self) -> None:
        if self._is_over:
            raise RuntimeError("this view is over: its block has ended")


def _is_chat(chat: Chat) -> sa.ColumnElement[bool]:
    table = schema.chat
    return sa.and_(
        table.c.channel == chat.channel,
        table.c.external == chat.external,
        table.c.thread == (chat.thread or ""),
    )


def _count(
    municipality: str | None, members: frozenset[str], complete_items: Mapping[str, int], wanted: int
) -> Progress:
    done = sum(1 for person in members if complete_items.get(person, -1) == wanted)
    begun = sum(1 for person in members if person in complete_items)
    return Progress(municipality=municipality, voters=len(members), done=done, busy=begun - done)
