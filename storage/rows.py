"""Rows of the database to records of the domain, and back."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from sqlalchemy import RowMapping

from flows.conference.model import Ballot, Conference, ItemOption, Municipality, Participant, Round, RoundItem
from flows.ports import Account, CardRef, Invitation, Notice, Pending
from flows.words import (
    Approach,
    ConferenceState,
    Kind,
    Party,
    Polarity,
    Presence,
    Role,
    RoundState,
    Secrecy,
    Sort,
)

_ROUND_WORDS: Final = {"kind": Kind, "sort": Sort, "party": Party, "state": RoundState}
_ROUND_COLUMNS: Final = tuple(f.name for f in fields(Round) if f.name not in {"key", "items"})
_PARTICIPANT_COLUMNS: Final = tuple(f.name for f in fields(Participant))
_CONFERENCE_COLUMNS: Final = tuple(f.name for f in fields(Conference) if f.name not in {"skipped", "municipalities"})


def conference_row(conference: Conference) -> dict[str, Any]:
    """Everything but the municipalities."""
    return {name: getattr(conference, name) for name in _CONFERENCE_COLUMNS} | {"skipped": list(conference.skipped)}


def to_conference(row: RowMapping, municipalities: tuple[Municipality, ...]) -> Conference:
    """With the municipalities that were read beside it."""
    values = {name: row[name] for name in _CONFERENCE_COLUMNS}
    values |= {"secrecy": Secrecy(row["secrecy"]), "state": ConferenceState(row["state"])}
    values["approach"] = None if row["approach"] is None else Approach(row["approach"])
    return Conference(**values, skipped=tuple(row["skipped"]), municipalities=municipalities)


def to_municipality(row: RowMapping) -> Municipality:
    return Municipality(id=row["id"], name=row["name"], inhabitants=row["inhabitants"])


def participant_row(participant: Participant) -> dict[str, Any]:
    return {name: getattr(participant, name) for name in _PARTICIPANT_COLUMNS}


def to_participant(row: RowMapping) -> Participant:
    values = {name: row[name] for name in _PARTICIPANT_COLUMNS}
    return Participant(**values | {"role": Role(row["role"]), "presence": Presence(row["presence"])})


def to_invitation(row: RowMapping) -> Invitation:
    return Invitation(
        digest=row["digest"],
        participant=row["participant"],
        issued_at=row["issued_at"],
        expires_at=row["expires_at"],
        used_at=row["used_at"],
    )


def round_row(round_: Round) -> dict[str, Any]:
    """Everything but the key, which the database gives, and the items."""
    return {name: getattr(round_, name) for name in _ROUND_COLUMNS}


def to_round(row: RowMapping, items: tuple[RoundItem, ...]) -> Round:
    """With the items that were read beside it."""
    values = {name: row[name] for name in _ROUND_COLUMNS}
    values |= {name: word(row[name]) for name, word in _ROUND_WORDS.items()}
    return Round(**values, key=row["key"], items=items)


def item_body(item: RoundItem) -> dict[str, Any]:
    """Everything but the id, as JSON can hold it."""
    body = {f.name: getattr(item, f.name) for f in fields(item) if f.name not in {"id", "options"}}
    return body | {"options": [[option.id, option.title, option.place] for option in item.options]}


def to_item(item_id: str, body: Mapping[str, Any]) -> RoundItem:
    plain = RoundItem(id=item_id, **{name: value for name, value in body.items() if name != "options"})
    return replace(
        plain,
        options=tuple(ItemOption(id=id_, title=title, place=place) for id_, title, place in body["options"]),
        polarity=Polarity(body["polarity"]),
        details=tuple((button, text) for button, text in body["details"]),
        grounds=tuple((round_id, ground) for round_id, ground in body["grounds"]),
    )


def to_ballot(row: RowMapping) -> Ballot:
    return Ballot(
        item=row["item"],
        participant=row["participant"],
        municipality=row["municipality"],
        role=Role(row["role"]),
        value=None if row["value"] is None else json.loads(row["value"]),
        no_opinion=row["no_opinion"],
        unacceptable=row["unacceptable"],
        text=row["text"],
    )


def to_account(row: RowMapping) -> Account:
    return Account(channel=row["channel"], external=row["external"])


def to_card(row: RowMapping) -> CardRef:
    return CardRef(chat=row["chat"], message=row["message"], digest=row["digest"])


def to_pending(row: RowMapping) -> Pending:
    notice = Notice(
        key=row["key"],
        conference=row["conference"],
        kind=row["kind"],
        to=row["recipient"] or None,
        data=row["data"],
    )
    return Pending(id=row["id"], notice=notice, attempts=row["attempts"])
