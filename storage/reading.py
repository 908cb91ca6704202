"""Reading: `flows.ports.View` on one connection, in one transaction, so that all of it is of one moment."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.conference.model import (
    Argument,
    Ballot,
    Conference,
    Electorate,
    Participant,
    Round,
    RoundItem,
    TalkingPoint,
)
from flows.errors import NotFound
from flows.ports import Account, Admission, AuditHead, CardRef, Chat, Dialog, Event, Invitation, Progress
from flows.words import ConferenceState, Consent, Kind, Party, Presence, Role, RoundState, TaskFact
from storage import rows, schema
from storage.audit import ANSWERED, Entry
from storage.columns import from_micros, to_micros
from storage.failures import translated
from storage.patience import complete

BIGGEST_KEY = 2**63
"""Keys come out of button data; SQLite's integers end here."""


ROUNDS_KNOWN = 256

_PRESENT = (Presence.INVITED, Presence.JOINED)
"""Who takes part, joined or not yet."""


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
        self._is_over = False
        self._known = KnownItems() if known is None else known

    def end(self) -> None:
        """The block is over; using it further would reach into somebody else's transaction."""
        self._is_over = True

    async def conference(self, conference: str, /) -> Conference:
        table = schema.conference
        row = await self._one(sa.select(table).where(table.c.id == conference))
        if row is None:
            raise NotFound(conference)
        return (await self._with_municipalities([row]))[0]

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
        table = schema.chat
        found = await self._all(
            sa.select(table).where(table.c.conference == conference).order_by(table.c.channel, table.c.external)
        )
        return tuple(
            Chat(channel=row["channel"], external=row["external"], thread=row["thread"] or None) for row in found
        )

    async def participants(self, conference: str, /) -> tuple[Participant, ...]:
        table = schema.participant
        found = await self._all(sa.select(table).where(table.c.conference == conference).order_by(table.c.position))
        return tuple(rows.to_participant(row) for row in found)

    async def participant(self, participant: str, /) -> Participant:
        row = await self._one(sa.select(schema.participant).where(schema.participant.c.id == participant))
        if row is None:
            raise NotFound(participant)
        return rows.to_participant(row)

    async def participations(self, account: Account, /) -> tuple[Participant, ...]:
        person, binding, conference = schema.participant, schema.binding, schema.conference
        found = await self._all(
            sa.select(person)
            .join(binding, binding.c.participant == person.c.id)
            .join(conference, conference.c.id == person.c.conference)
            .where(binding.c.channel == account.channel, binding.c.external == account.external)
            .order_by(conference.c.created_at.desc(), conference.c.id.desc())
        )
        return tuple(rows.to_participant(row) for row in found)

    async def accounts(self, conference: str, /) -> Mapping[str, Account]:
        table = schema.binding
        found = await self._all(sa.select(table).where(table.c.conference == conference))
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
        table = schema.round_
        return await self._with_items(
            await self._all(sa.select(table).where(table.c.conference == conference).order_by(table.c.key))
        )

    async def round(self, key: int, /) -> Round:
        return (await self._with_items([await self._round_row(key)]))[0]

    async def ballots(self, key: int, /) -> tuple[Ballot, ...]:
        """By item, then in the order of the list of people. A mark without an answer is no ballot."""
        return tuple(rows.to_ballot(row) for row in await self._all(_ballots(key).where(_is_answered())))

    async def own_ballots(self, key: int, participant: str, /) -> Mapping[str, Ballot]:
        """Also a mark that stands without an answer: value None and no 'geen mening'."""
        found = await self._all(_ballots(key).where(schema.answer.c.participant == participant))
        return {row["item"]: rows.to_ballot(row) for row in found}

    async def electorate(self, key: int, /) -> Electorate:
        round_ = await self._round_row(key)
        is_frozen = round_["frozen"] and round_["state"] not in {RoundState.DRAFT, RoundState.OPEN}
        found = await self._all(_frozen(key) if is_frozen else live_electors(round_["conference"], round_["party"]))
        people: dict[str, set[str]] = {name: set() for name in await self._roster(round_["conference"])}
        for row in found:
            people.setdefault(row["municipality"], set()).add(row["participant"])
        return Electorate({name: frozenset(members) for name, members in people.items()})

    async def progress(self, key: int, /) -> tuple[Progress, ...]:
        """Done is every item complete: points that are all placed, a mits or bezwaar with its text."""
        round_ = await self._round_row(key)
        complete, wanted = await self._complete_items(round_), await self._item_count(key)
        return tuple(_count(name, members, complete, wanted) for name, members in await self._groups(round_))

    async def item_progress(self, key: int, item: str, /) -> tuple[Progress, ...]:
        round_ = await self._round_row(key)
        complete = await self._complete_items(round_, schema.answer.c.item == item)
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

    async def talking_points(self, key: int, /) -> tuple[TalkingPoint, ...]:
        table = schema.talking_point
        found = await self._all(sa.select(table).where(table.c.round == key).order_by(table.c.position))
        return tuple(rows.to_point(row) for row in found)

    async def admissions(self, conference: str, /) -> tuple[Admission, ...]:
        table = schema.admission
        found = await self._all(
            sa.select(table).where(table.c.conference == conference).order_by(table.c.asked_at, table.c.external)
        )
        return tuple(rows.to_admission(row) for row in found)

    async def unreachable(self, conference: str, /) -> frozenset[str]:
        table = schema.binding
        found = await self._all(
            sa.select(table.c.participant).where(table.c.conference == conference, table.c.reachable == sa.false())
        )
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
        table = schema.position
        row = await self._one(sa.select(table.c.item).where(table.c.round == key, table.c.participant == participant))
        return None if row is None else str(row["item"])

    async def card(self, name: str, /) -> CardRef | None:
        row = await self._one(sa.select(schema.card).where(schema.card.c.name == name))
        return None if row is None else rows.to_card(row)

    async def setting(self, name: str, /) -> str | None:
        row = await self._one(sa.select(schema.setting.c.value).where(schema.setting.c.name == name))
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

    async def _round_row(self, key: int) -> sa.RowMapping:
        row = None
        if 0 < key < BIGGEST_KEY:
            row = await self._one(sa.select(schema.round_).where(schema.round_.c.key == key))
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
        table = schema.round_item
        row = await self._one(sa.select(sa.func.count().label("count")).where(table.c.round == key))
        return int(row["count"]) if row else 0

    async def _complete_items(self, round_: sa.RowMapping, *conditions: sa.ColumnElement[bool]) -> Mapping[str, int]:
        """Participant -> complete answers, of everybody who began; what was brought along is looked at first."""
        answers = schema.answer
        found = await self._all(
            sa.select(answers.c.participant, sa.func.sum(_is_complete(round_)).label("complete"))
            .where(answers.c.round == round_["key"], _is_answered(), answers.c.carried == sa.false(), *conditions)
            .group_by(answers.c.participant)
        )
        return {row["participant"]: row["complete"] for row in found}

    async def _groups(self, round_: sa.RowMapping) -> list[tuple[str | None, frozenset[str]]]:
        """The electors by municipality, then the advisers where they answer too."""
        people, electorate = schema.participant, await self.electorate(round_["key"])
        groups: list[tuple[str | None, frozenset[str]]] = [*electorate.voters.items()]
        if round_["party"] == Party.VOTERS and not round_["decides"]:
            advisers = await self._all(
                sa.select(people.c.id).where(
                    people.c.conference == round_["conference"],
                    people.c.role == Role.ADVISER,
                    people.c.presence.in_(_PRESENT),
                )
            )
            groups += [(None, frozenset(row["id"] for row in advisers))] if advisers else []
        return groups

    async def _roster(self, conference: str) -> list[str]:
        table = schema.municipality
        found = await self._all(
            sa.select(table.c.id).where(table.c.conference == conference).order_by(table.c.position)
        )
        return [row["id"] for row in found]

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

    async def _with_items(self, found: Sequence[sa.RowMapping]) -> tuple[Round, ...]:
        known = {row["key"]: self._known.get(row["key"]) for row in found}
        missing = [key for key, items in known.items() if items is None]
        read = await self._read_items(missing) if missing else {}
        for row in found:
            if row["state"] != RoundState.DRAFT and row["key"] in read:
                self._known.keep(row["key"], read[row["key"]])
        return tuple(rows.to_round(row, known[row["key"]] or read.get(row["key"], ())) for row in found)

    async def _read_items(self, keys: Sequence[int]) -> Mapping[int, tuple[RoundItem, ...]]:
        table = schema.round_item
        items = defaultdict(list)
        for row in await self._all(sa.select(table).where(table.c.round.in_(keys)).order_by(table.c.position)):
            items[row["round"]].append(rows.to_item(row["id"], row["body"]))
        return {key: tuple(items[key]) for key in keys}

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


def live_electors(conference: str, party: str) -> sa.Select[Any]:
    """Who may answer now: voters not absent, joined or not; or their woordvoerders."""
    table = schema.participant
    statement = sa.select(table.c.id.label("participant"), table.c.municipality, table.c.spokesperson).where(
        table.c.conference == conference,
        table.c.role == Role.VOTER,
        table.c.presence.in_(_PRESENT),
        table.c.municipality.is_not(None),
    )
    return statement.where(_speaks(table)) if party == Party.SPOKESPERSONS else statement


def _speaks(table: sa.Table) -> sa.ColumnElement[bool]:
    """The woordvoerder, or the substitute where he is afgemeld."""
    speaker = table.alias()
    is_spoken_for = (
        sa.select(sa.literal(1))
        .where(
            speaker.c.conference == table.c.conference,
            speaker.c.municipality == table.c.municipality,
            speaker.c.spokesperson == sa.true(),
            speaker.c.presence.in_(_PRESENT),
        )
        .correlate(table)
        .exists()
    )
    return sa.or_(table.c.spokesperson == sa.true(), sa.and_(table.c.substitute == sa.true(), ~is_spoken_for))


def _frozen(key: int) -> sa.Select[Any]:
    return sa.select(schema.elector).where(schema.elector.c.round == key)


def _is_chat(chat: Chat) -> sa.ColumnElement[bool]:
    table = schema.chat
    return sa.and_(
        table.c.channel == chat.channel,
        table.c.external == chat.external,
        table.c.thread == (chat.thread or ""),
    )


def _ballots(key: int) -> sa.Select[Any]:
    answers, people, items = schema.answer, schema.participant, schema.round_item
    return (
        sa.select(answers, people.c.municipality, people.c.role)
        .join(people, people.c.id == answers.c.participant)
        .join(items, sa.and_(items.c.round == answers.c.round, items.c.id == answers.c.item))
        .where(answers.c.round == key)
        .order_by(items.c.position, people.c.position)
    )


def _is_answered() -> sa.ColumnElement[bool]:
    return sa.or_(schema.answer.c.value.is_not(None), schema.answer.c.no_opinion == sa.true())


def _is_complete(round_: sa.RowMapping) -> sa.ColumnElement[int]:
    """1 for a complete answer, else 0."""
    answers = schema.answer.c
    if round_["kind"] == Kind.POINTS:
        placed = sa.func.json_each(answers.value).table_valued("value")
        total = sa.select(sa.func.coalesce(sa.func.sum(placed.c.value), 0)).scalar_subquery()
        return sa.case((answers.no_opinion == sa.true(), 1), (total == round_["budget"], 1), else_=0)
    if round_["kind"] in {Kind.RANK, Kind.OPEN}:
        given = sa.func.json_array_length(answers.value)
        is_full = given == round_["top"] if round_["kind"] == Kind.RANK else given > 0
        return sa.case((answers.no_opinion == sa.true(), 1), (is_full, 1), else_=0)
    if round_["kind"] == Kind.CONSENT:
        asks_text = sa.or_(*(answers.value.startswith(f'"{word}') for word in (Consent.CONDITION, Consent.OBJECTION)))
        return sa.case((sa.and_(asks_text, answers.text == ""), 0), else_=1)
    return sa.literal(1)


def _count(
    municipality: str | None, members: frozenset[str], complete_items: Mapping[str, int], wanted: int
) -> Progress:
    done = sum(1 for person in members if complete_items.get(person, -1) == wanted)
    begun = sum(1 for person in members if person in complete_items)
    return Progress(municipality=municipality, voters=len(members), done=done, busy=begun - done)
