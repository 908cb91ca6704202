"""Bringing answers along: a further round begins with what everybody answered in the round before."""

import sqlalchemy as sa

from flows.conference.model import Round
from flows.words import Presence, Role
from storage import schema

_PRESENT = (Presence.INVITED, Presence.JOINED)
_ANSWERING = (Role.VOTER, Role.ADVISER)


def carrying(round_: Round) -> sa.Insert:
    """The statement for a round that follows another; texts stay where they were written."""
    before, people, items = schema.answer, schema.participant, schema.round_item
    earlier = sa.case((before.c.no_opinion == sa.true(), "false"), else_=before.c.value)
    found = (
        sa.select(
            sa.literal(round_.key),
            *(before.c.item, before.c.participant, before.c.value, before.c.no_opinion, before.c.unacceptable),
            sa.literal(""),
            sa.true(),
            earlier,
        )
        .join(people, people.c.id == before.c.participant)
        .join(items, sa.and_(items.c.round == round_.key, items.c.id == before.c.item))
        .where(
            before.c.round == round_.follows,
            sa.or_(before.c.value.is_not(None), before.c.no_opinion == sa.true()),
            people.c.presence.in_(_PRESENT),
            people.c.role.in_(_ANSWERING),
        )
    )
    columns = ("round", "item", "participant", "value", "no_opinion", "unacceptable", "text", "carried", "earlier")
    return sa.insert(schema.answer).from_select(list(columns), found)
