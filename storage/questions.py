"""The questions that cards, desks and walks ask again and again, prepared once; and who may answer now."""

from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from flows.words import Consent, Kind, Party, Presence, Role
from storage import schema
from storage.prepared import Prepared, prepared

PRESENT: Final = (Presence.INVITED, Presence.JOINED)
"""Who takes part, joined or not yet."""

Place = sa.BindParameter[Any]


@prepared
def conference(conference: Place) -> sa.Select[Any]:
    return sa.select(schema.conference).where(schema.conference.c.id == conference)


@prepared
def municipalities(conference: Place) -> sa.Select[Any]:
    table = schema.municipality
    return sa.select(table).where(table.c.conference == conference).order_by(table.c.position)


@prepared
def roster(conference: Place) -> sa.Select[Any]:
    table = schema.municipality
    return sa.select(table.c.id).where(table.c.conference == conference).order_by(table.c.position)


@prepared
def chats(conference: Place) -> sa.Select[Any]:
    table = schema.chat
    return sa.select(table).where(table.c.conference == conference).order_by(table.c.channel, table.c.external)


@prepared
def participants(conference: Place) -> sa.Select[Any]:
    table = schema.participant
    return sa.select(table).where(table.c.conference == conference).order_by(table.c.position)


@prepared
def participant(participant: Place) -> sa.Select[Any]:
    return sa.select(schema.participant).where(schema.participant.c.id == participant)


@prepared
def participations(channel: Place, external: Place) -> sa.Select[Any]:
    person, binding, conference = schema.participant, schema.binding, schema.conference
    return (
        sa.select(person)
        .join(binding, binding.c.participant == person.c.id)
        .join(conference, conference.c.id == person.c.conference)
        .where(binding.c.channel == channel, binding.c.external == external)
        .order_by(conference.c.created_at.desc(), conference.c.id.desc())
    )


@prepared
def accounts(conference: Place) -> sa.Select[Any]:
    return sa.select(schema.binding).where(schema.binding.c.conference == conference)


@prepared
def unreachable(conference: Place) -> sa.Select[Any]:
    table = schema.binding
    return sa.select(table.c.participant).where(table.c.conference == conference, table.c.reachable == sa.false())


@prepared
def admissions(conference: Place) -> sa.Select[Any]:
    table = schema.admission
    return sa.select(table).where(table.c.conference == conference).order_by(table.c.asked_at, table.c.external)


@prepared
def rounds(conference: Place) -> sa.Select[Any]:
    table = schema.round_
    return sa.select(table).where(table.c.conference == conference).order_by(table.c.key)


@prepared
def round_(key: Place) -> sa.Select[Any]:
    return sa.select(schema.round_).where(schema.round_.c.key == key)


@prepared
def items(key: Place) -> sa.Select[Any]:
    table = schema.round_item
    return sa.select(table).where(table.c.round == key).order_by(table.c.position)


@prepared
def item_count(key: Place) -> sa.Select[Any]:
    return sa.select(sa.func.count().label("count")).where(schema.round_item.c.round == key)


@prepared
def talking_points(key: Place) -> sa.Select[Any]:
    table = schema.talking_point
    return sa.select(table).where(table.c.round == key).order_by(table.c.position)


@prepared
def frozen_electors(key: Place) -> sa.Select[Any]:
    return sa.select(schema.elector).where(schema.elector.c.round == key)


@prepared
def present_voters(conference: Place) -> sa.Select[Any]:
    return live_electors(conference, Party.VOTERS)


@prepared
def present_speakers(conference: Place) -> sa.Select[Any]:
    return live_electors(conference, Party.SPOKESPERSONS)


@prepared
def present_advisers(conference: Place) -> sa.Select[Any]:
    table = schema.participant
    return sa.select(table.c.id).where(
        table.c.conference == conference, table.c.role == Role.ADVISER, table.c.presence.in_(PRESENT)
    )


@prepared
def ballots(key: Place) -> sa.Select[Any]:
    return _ballots(key).where(_is_answered())


@prepared
def own_ballots(key: Place, participant: Place) -> sa.Select[Any]:
    return _ballots(key).where(schema.answer.c.participant == participant)


@cache
def complete_answers(kind: Kind, *, of_one_item: bool) -> Prepared:
    """Participant -> complete answers, of everybody who began; what was brought along is looked at first.

    Takes `key`, `budget` and `top` of the round, and `item` where it is about one.
    """

    def build(key: Place, budget: Place, top: Place, item: Place) -> sa.Select[Any]:
        answers = schema.answer
        conditions = [answers.c.round == key, _is_answered(), answers.c.carried == sa.false()]
        if of_one_item:
            conditions.append(answers.c.item == item)
        return (
            sa.select(answers.c.participant, sa.func.sum(_is_complete(kind, budget, top)).label("complete"))
            .where(*conditions)
            .group_by(answers.c.participant)
        )

    return prepared(build)


@prepared
def position(key: Place, participant: Place) -> sa.Select[Any]:
    table = schema.position
    return sa.select(table.c.item).where(table.c.round == key, table.c.participant == participant)


@prepared
def card(name: Place) -> sa.Select[Any]:
    return sa.select(schema.card).where(schema.card.c.name == name)


@prepared
def setting(name: Place) -> sa.Select[Any]:
    return sa.select(schema.setting.c.value).where(schema.setting.c.name == name)


def live_electors(conference: Any, party: str) -> sa.Select[Any]:
    """Who may answer now: voters not absent, joined or not; or their woordvoerders."""
    table = schema.participant
    statement = sa.select(table.c.id.label("participant"), table.c.municipality, table.c.spokesperson).where(
        table.c.conference == conference,
        table.c.role == Role.VOTER,
        table.c.presence.in_(PRESENT),
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
            speaker.c.presence.in_(PRESENT),
        )
        .correlate(table)
        .exists()
    )
    return sa.or_(table.c.spokesperson == sa.true(), sa.and_(table.c.substitute == sa.true(), ~is_spoken_for))


def _ballots(key: Place) -> sa.Select[Any]:
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


def _is_complete(kind: Kind, budget: Place, top: Place) -> sa.ColumnElement[int]:
    """1 for a complete answer, else 0."""
    answers = schema.answer.c
    if kind == Kind.POINTS:
        placed = sa.func.json_each(answers.value).table_valued("value")
        total = sa.select(sa.func.coalesce(sa.func.sum(placed.c.value), 0)).scalar_subquery()
        return sa.case((answers.no_opinion == sa.true(), 1), (total == budget, 1), else_=0)
    if kind in {Kind.RANK, Kind.OPEN}:
        given = sa.func.json_array_length(answers.value)
        is_full = given == top if kind == Kind.RANK else given > 0
        return sa.case((answers.no_opinion == sa.true(), 1), (is_full, 1), else_=0)
    if kind == Kind.CONSENT:
        asks_text = sa.or_(*(answers.value.startswith(f'"{word}') for word in (Consent.CONDITION, Consent.OBJECTION)))
        return sa.case((sa.and_(asks_text, answers.text == ""), 0), else_=1)
    return sa.literal(1)
