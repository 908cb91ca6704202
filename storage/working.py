"""Writing: `flows.ports.Work` on the writing connection, in the one transaction of a use case."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

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
from flows.errors import NotFound, StaleWrite
from flows.ports import (
    Account,
    Admission,
    CardRef,
    Chat,
    Clock,
    Dialog,
    Event,
    Invitation,
    Notice,
    Press,
    Randomness,
    UpdateRef,
    Verdict,
    VerdictWord,
)
from flows.words import Presence, RoundState, TaskFact
from storage import outbox, rows, schema
from storage.answers import Entered, add_entries, enter_answer, read_heads, remember_update, store_answers
from storage.carrying import carrying
from storage.connection import driver_of
from storage.cutting import cutting, kept_row, loose_row, part_row, unlink_proposals
from storage.failures import translated
from storage.forgetting import erasing
from storage.patience import T, complete
from storage.questions import live_electors
from storage.reading import SqliteView
from storage.ruling import is_sound

REF_BYTES: Final = 12
"""Of a participant's random id in the log."""

_SAVED_OF_ROUND: Final = (
    *("state", "mode", "selection", "opened_at", "closed_at", "published_at", "settled_at"),
    *("homework", "closes_at", "paused_until", "at", "reason"),
)
_FIXED_OF_PARTICIPANT: Final = frozenset({"id", "conference", "ref"})


class SqliteWork(SqliteView):
    """What `Store.writing` gives. Nothing is saved without `commit`."""

    def __init__(self, connection: AsyncConnection, *, clock: Clock, randomness: Randomness) -> None:
        super().__init__(connection)
        self._clock = clock
        self._randomness = randomness
        self._tells = False
        self.has_told = False
        """Whether something was put in the outbox and committed."""
        self._scrubs = False
        self.must_scrub = False
        """Whether something may have been committed of which the write-ahead log must keep nothing."""

    async def commit(self) -> None:
        """Durable when this returns, and in most cases also when it is cancelled: then too the log is emptied."""
        self.must_scrub = self._scrubs
        with translated():
            await complete(self._connection.commit())
        self.has_told = self._tells

    async def first_time(self, update: UpdateRef | None, /) -> bool:
        """An update goes either through here or with its press into `put_answer`: the second finds it known."""
        return update is None or await self._drive(lambda connection: remember_update(connection, update))

    async def add_conference(self, conference: Conference, /) -> None:
        await self._execute(sa.insert(schema.conference).values(rows.conference_row(conference)))
        for municipality in conference.municipalities:
            await self.add_municipality(conference.id, municipality)

    async def save_conference(self, conference: Conference, /) -> Conference:
        table, saved = schema.conference, replace(conference, version=conference.version + 1)
        is_loaded = sa.and_(table.c.id == conference.id, table.c.version == conference.version)
        await self._save(sa.update(table).where(is_loaded).values(rows.conference_row(saved)), conference.id)
        return saved

    async def add_municipality(self, conference: str, municipality: Municipality, /) -> None:
        table = schema.municipality
        await self._execute(
            sa.insert(table).values(
                conference=conference,
                id=municipality.id,
                name=municipality.name,
                inhabitants=municipality.inhabitants,
                position=_next_position(table, conference),
            )
        )

    async def save_municipality(self, conference: str, municipality: Municipality, /) -> None:
        table = schema.municipality
        is_this = sa.and_(table.c.conference == conference, table.c.id == municipality.id)
        saved = {"name": municipality.name, "inhabitants": municipality.inhabitants}
        done = await self._execute(sa.update(table).where(is_this).values(saved))
        if done.rowcount == 0:
            raise NotFound(municipality.id)

    async def add_participant(self, participant: Participant, /) -> Participant:
        table = schema.participant
        added = replace(participant, ref=self._randomness.token_bytes(REF_BYTES).hex())
        position = _next_position(table, participant.conference)
        await self._execute(sa.insert(table).values(**rows.participant_row(added), position=position))
        return added

    async def save_participant(self, participant: Participant, /) -> None:
        table = schema.participant
        row = rows.participant_row(participant)
        values = {name: value for name, value in row.items() if name not in _FIXED_OF_PARTICIPANT}
        done = await self._execute(sa.update(table).where(table.c.id == participant.id).values(values))
        if done.rowcount == 0:
            raise NotFound(participant.id)

    async def add_invitation(self, invitation: Invitation, /) -> None:
        table = schema.invitation
        is_earlier = sa.and_(
            table.c.participant == invitation.participant,
            table.c.used_at.is_(None),
            table.c.expires_at > invitation.issued_at,
        )
        await self._execute(sa.update(table).where(is_earlier).values(expires_at=invitation.issued_at))
        await self._execute(
            sa.insert(table).values(
                digest=invitation.digest,
                participant=invitation.participant,
                issued_at=invitation.issued_at,
                expires_at=invitation.expires_at,
                used_at=invitation.used_at,
            )
        )

    async def use_invitation(self, digest: str, account: Account, at: datetime, /) -> bool:
        """Also False for an account that is somebody else in this conference already."""
        invitation, person, binding = schema.invitation, schema.participant, schema.binding
        invited = person.alias()
        is_somebody_else = (
            sa.select(sa.literal(1))
            .select_from(binding)
            .join(invited, invited.c.conference == binding.c.conference)
            .where(
                invited.c.id == invitation.c.participant,
                binding.c.channel == account.channel,
                binding.c.external == account.external,
                binding.c.participant != invited.c.id,
            )
            .exists()
        )
        used = await self._execute(
            sa.update(invitation)
            .where(invitation.c.digest == digest, invitation.c.used_at.is_(None), invitation.c.expires_at > at)
            .where(~is_somebody_else)
            .values(used_at=at)
            .returning(invitation.c.participant)
        )
        participant = used.scalar_one_or_none()
        if participant is None:
            return False
        await self.bind(participant, account)
        await self._execute(
            sa.update(person).where(person.c.id == participant).values(presence=Presence.JOINED.value)
        )
        return True

    async def bind(self, participant: str, account: Account, /) -> None:
        """An earlier account of this participant ends.

        Raises StaleWrite for an account that is another participant of the same conference; NotFound.
        """
        conference = (await self.participant(participant)).conference
        new = {"conference": conference, "channel": account.channel, "external": account.external}
        await self._execute(
            insert(schema.binding)
            .values(participant=participant, **new)
            .on_conflict_do_update(index_elements=["participant"], set_=new)
        )

    async def unbind(self, participant: str, /) -> None:
        await self._execute(sa.delete(schema.binding).where(schema.binding.c.participant == participant))

    async def set_reachable(self, account: Account, reachable: bool, /) -> tuple[str, ...]:
        table = schema.binding
        changed = await self._execute(
            sa.update(table)
            .where(
                table.c.channel == account.channel,
                table.c.external == account.external,
                table.c.reachable != reachable,
            )
            .values(reachable=reachable)
            .returning(table.c.conference)
        )
        return tuple(changed.scalars())

    async def put_admission(self, admission: Admission, /) -> None:
        asked = {"name": admission.name, "municipality": admission.municipality, "role": admission.role.value}
        rest = {"council": admission.council, "asked_at": admission.asked_at}
        await self._put(schema.admission, _asker(admission.conference, admission.account), {**asked, **rest})

    async def drop_admission(self, conference: str, account: Account, /) -> None:
        await self._put(schema.admission, _asker(conference, account), None)

    async def put_fact(self, conference: str, item: str, fact: TaskFact, value: str, /) -> None:
        row = {"conference": conference, "item": item, "fact": fact.value}
        await self._put(schema.task_fact, row, {"value": value} if value else None)

    async def set_talking_points(self, key: int, points: Sequence[TalkingPoint], /) -> None:
        table = schema.talking_point
        await self._execute(sa.delete(table).where(table.c.round == key))
        if points:
            placed = [{**rows.point_row(p), "round": key, "position": n} for n, p in enumerate(points)]
            await self._execute(sa.insert(table).values(placed))

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
        given = Entered(value=value, no_opinion=no_opinion, unacceptable=unacceptable, text=text, paper=True)
        await self._enter(key, participant, item, given)

    async def put_late(self, key: int, participant: str, item: str, value: str, text: str, /) -> None:
        await self._enter(key, participant, item, Entered(value=value, text=text, late=True))

    async def link_chat(self, conference: str, chat: Chat, /) -> None:
        """A chat that belonged to another conference moves to this one."""
        row = {"channel": chat.channel, "external": chat.external, "thread": chat.thread or ""}
        await self._put(schema.chat, row, {"conference": conference})

    async def move_chat(self, channel: str, old: str, new: str, /) -> tuple[str, ...]:
        table = schema.chat
        moved = await self._execute(
            sa.update(table)
            .where(table.c.channel == channel, table.c.external == old)
            .values(external=new)
            .returning(table.c.conference)
        )
        return tuple(moved.scalars())

    async def add_round(self, round_: Round, /) -> Round:
        table = schema.round_
        done = await self._execute(
            sa.insert(table).values(**rows.round_row(round_), frozen=False).returning(table.c.key)
        )
        added = replace(round_, key=done.scalar_one())
        await self._add_items(added.key, added.items)
        return added

    async def save_round(self, round_: Round, /) -> Round:
        table, saved = schema.round_, replace(round_, version=round_.version + 1)
        values = {name: getattr(round_, name) for name in _SAVED_OF_ROUND} | {"version": saved.version}
        is_loaded = sa.and_(table.c.key == round_.key, table.c.version == round_.version)
        await self._save(sa.update(table).where(is_loaded).values(values), round_.id)
        return saved

    async def replace_items(self, key: int, items: Sequence[RoundItem], /) -> None:
        """Raises StaleWrite when the round was opened meanwhile."""
        row = await self._round_row(key)
        if row["state"] != RoundState.DRAFT:
            raise StaleWrite(f"round {key} was opened")
        await self._execute(sa.delete(schema.round_item).where(schema.round_item.c.round == key))
        await self._add_items(key, items)

    async def freeze_electorate(self, key: int, /) -> None:
        """Once more after a reopening: then the later one counts."""
        round_, table = await self._round_row(key), schema.elector
        await self._execute(sa.delete(table).where(table.c.round == key))
        live = live_electors(round_["conference"], round_["party"]).subquery()
        columns = [live.c.participant, live.c.municipality, live.c.spokesperson]
        await self._execute(
            sa.insert(table).from_select(
                ["round", "participant", "municipality", "spokesperson"],
                sa.select(sa.literal(key), *columns),
            )
        )
        await self._execute(sa.update(schema.round_).where(schema.round_.c.key == key).values(frozen=True))

    async def put_answer(self, press: Press, /) -> Verdict:
        if not is_sound(press):
            return Verdict(word=VerdictWord.INVALID)
        at = self._clock.now()
        verdicts = await self._drive(
            lambda connection: store_answers(connection, [press], at=at, randomness=self._randomness)
        )
        return verdicts[0]

    async def put_text(self, key: int, item: str, participant: str, text: str, /) -> None:
        """Raises NotFound without an answer."""
        table = schema.answer
        is_answer = sa.and_(table.c.round == key, table.c.item == item, table.c.participant == participant)
        done = await self._execute(sa.update(table).where(is_answer).values(text=text))
        if done.rowcount == 0:
            raise NotFound(item)

    async def erase_text(
        self, key: int, item: str, participant: str, /, *, text: str, value: str | None = None
    ) -> None:
        table = schema.answer
        is_answer = sa.and_(table.c.round == key, table.c.item == item, table.c.participant == participant)
        new = {"text": text} if value is None else {"text": text, "value": value}
        await self._execute(sa.update(table).where(is_answer).values(new))

    async def forget(self, participant: str, /) -> None:
        """Raises NotFound."""
        conference = (await self.participant(participant)).conference
        account = (await self.accounts(conference)).get(participant)
        is_elsewhere = account is not None and len(await self.participations(account)) > 1
        for statement in erasing(participant, conference, account, is_elsewhere=is_elsewhere):
            await self._execute(statement)

    async def put_argument(self, argument: Argument, /) -> None:
        row = rows.argument_row(argument)
        own = row.pop("id") or self._randomness.token_bytes(REF_BYTES).hex()
        await self._put(schema.argument, {"id": own}, row)

    async def drop_argument(self, argument: str, /) -> None:
        await self._put(schema.argument, {"id": argument}, None)

    async def set_argument_requests(self, key: int, requests: Sequence[ArgumentRequest], /) -> None:
        table = schema.argument_request
        await self._execute(sa.delete(table).where(table.c.round == key))
        if requests:
            await self._execute(sa.insert(table).values([rows.request_row(request) for request in requests]))

    async def save_argument_request(self, request: ArgumentRequest, /) -> None:
        table = schema.argument_request
        is_request = sa.and_(
            table.c.round == request.round,
            table.c.participant == request.participant,
            table.c.position == request.position,
        )
        await self._execute(sa.update(table).where(is_request).values(state=request.state.value))

    async def carry_answers(self, key: int, /) -> int:
        return (await self._execute(carrying(await self.round(key)))).rowcount

    async def note_part(self, key: int, people: Sequence[TookPart], /) -> None:
        if people:
            await self._execute(sa.insert(schema.took_part).values([part_row(key, part) for part in people]))

    async def cut_loose(self, key: int, kept: Mapping[str, KeptItem], answers: Sequence[LooseAnswer], /) -> None:
        conference = (await self._round_row(key))["conference"]
        accounts = {account.external for account in (await self.accounts(conference)).values()}
        if kept:
            await self._execute(sa.insert(schema.settled_item).values([kept_row(key, k) for k in kept.values()]))
        if answers:
            await self._execute(sa.insert(schema.loose_answer).values([loose_row(key, a) for a in answers]))
        for statement in cutting(key, conference, sorted(kept), sorted(accounts)):
            await self._execute(statement)

    async def put_own_proposal(self, proposal: OwnProposal, /) -> None:
        row = rows.proposal_row(proposal)
        own = row.pop("id") or self._randomness.token_bytes(REF_BYTES).hex()
        await self._put(schema.own_proposal, {"id": own}, row)

    async def drop_own_proposal(self, proposal: str, /) -> None:
        await self._put(schema.own_proposal, {"id": proposal}, None)

    async def unlink_proposals(self, conference: str, /) -> None:
        await self._execute(unlink_proposals(conference))

    async def scrub(self) -> None:
        self._scrubs = True

    async def set_dialog(self, account: Account, dialog: Dialog | None, /) -> None:
        row = {"channel": account.channel, "external": account.external}
        new = None if dialog is None else {"kind": dialog.kind, "data": dict(dialog.data)}
        await self._put(schema.dialog, row, new)

    async def set_position(self, key: int, participant: str, item: str, /) -> None:
        await self._put(schema.position, {"round": key, "participant": participant}, {"item": item})

    async def set_card(self, name: str, card: CardRef | None, /) -> None:
        new = None if card is None else {"chat": card.chat, "message": card.message, "digest": card.digest}
        await self._put(schema.card, {"name": name}, new)

    async def set_setting(self, name: str, value: str | None, /) -> None:
        await self._put(schema.setting, {"name": name}, None if value is None else {"value": value})

    async def tell(self, notice: Notice, /) -> None:
        await self._execute(outbox.put(notice, at=self._clock.now()))
        self._tells = True

    async def record(self, event: Event, /) -> None:
        at = self._clock.now()
        await self._drive(lambda connection: _add_entry(connection, event, at=at))

    async def run(self, statement: sa.Executable) -> None:
        """A statement of the storage's own, for instance of the outbox."""
        await self._execute(statement)

    async def _enter(self, key: int, participant: str, item: str, given: Entered) -> None:
        """Raises NotFound when there is no such item or person."""
        at = self._clock.now()
        entered = await self._drive(
            lambda connection: enter_answer(
                connection, key, participant, item, given, at=at, randomness=self._randomness
            )
        )
        if not entered:
            raise NotFound(item)

    async def _add_items(self, key: int, items: Sequence[RoundItem]) -> None:
        if items:
            await self._execute(
                sa.insert(schema.round_item).values(
                    [
                        {"round": key, "id": item.id, "position": position, "body": rows.item_body(item)}
                        for position, item in enumerate(items)
                    ]
                )
            )

    async def _save(self, statement: sa.Update, name: str) -> None:
        if (await self._execute(statement)).rowcount == 0:
            raise StaleWrite(name)

    async def _put(self, table: sa.Table, row: dict[str, Any], new: dict[str, Any] | None) -> None:
        """Put one row, in the place of what was there; None takes it away."""
        if new is None:
            is_row = sa.and_(*(table.c[name] == value for name, value in row.items()))
            await self._execute(sa.delete(table).where(is_row))
            return
        await self._execute(
            insert(table).values(**row, **new).on_conflict_do_update(index_elements=list(row), set_=new)
        )

    async def _drive(self, use: Callable[[sqlite3.Connection], T]) -> T:
        """Run something on SQLite's own connection, in its thread, inside this transaction."""
        self._refuse_when_over()

        async def run() -> T:
            if not self._connection.in_transaction():
                await self._connection.begin()
            return await (await driver_of(self._connection)).run(use)

        with translated():
            return await complete(run())


def _add_entry(connection: sqlite3.Connection, event: Event, *, at: datetime) -> None:
    chain = read_heads(connection, [event.conference])[event.conference]
    add_entries(connection, [chain.add(event.kind, at=at, who=event.who, data=event.data)])


def _asker(conference: str, account: Account) -> dict[str, Any]:
    return {"conference": conference, "channel": account.channel, "external": account.external}


def _next_position(table: sa.Table, conference: str) -> sa.ScalarSelect[int]:
    highest = sa.func.coalesce(sa.func.max(table.c.position), 0)
    return sa.select(highest + 1).where(table.c.conference == conference).scalar_subquery()
