"""Rows of the database to records of the domain, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any, Final

from flows.conference.model import (
    Argument,
    ArgumentRequest,
    Ballot,
    Conference,
    Earlier,
    ItemOption,
    Municipality,
    OwnMotive,
    OwnProposal,
    OwnTask,
    Participant,
    Round,
    RoundItem,
    TalkingPoint,
    Value,
)
from flows.ports import Account, Admission, CardRef, Invitation, Notice, Pending
from flows.words import (
    Approach,
    ArgumentState,
    ConferenceState,
    Deciding,
    Kind,
    Level,
    Mode,
    Party,
    Polarity,
    Presence,
    ProposalState,
    RequestState,
    Role,
    RoundState,
    Secrecy,
    Sort,
)
from storage.prepared import Row

_ROUND_WORDS: Final = {"kind": Kind, "sort": Sort, "party": Party, "mode": Mode, "state": RoundState}
_ROUND_COLUMNS: Final = tuple(f.name for f in fields(Round) if f.name not in {"key", "items"})
_PARTICIPANT_COLUMNS: Final = tuple(f.name for f in fields(Participant))
_POINT_COLUMNS: Final = tuple(f.name for f in fields(TalkingPoint))
_ARGUMENT_COLUMNS: Final = tuple(f.name for f in fields(Argument))
_PROPOSAL_COLUMNS: Final = tuple(f.name for f in fields(OwnProposal))
_STRUCTURED: Final = frozenset({"skipped", "municipalities", "optional", "own_tasks", "own_motives", "sensitivities"})
_CONFERENCE_COLUMNS: Final = tuple(f.name for f in fields(Conference) if f.name not in _STRUCTURED)


def conference_row(conference: Conference) -> dict[str, Any]:
    """Everything but the municipalities."""
    return {name: getattr(conference, name) for name in _CONFERENCE_COLUMNS} | {
        "skipped": list(conference.skipped),
        "optional": list(conference.optional),
        "own_tasks": [asdict(task) for task in conference.own_tasks],
        "own_motives": [asdict(motive) for motive in conference.own_motives],
        "sensitivities": dict(conference.sensitivities),
    }


def to_conference(row: Row, municipalities: tuple[Municipality, ...]) -> Conference:
    """With the municipalities that were read beside it."""
    values = {name: row[name] for name in _CONFERENCE_COLUMNS}
    values |= {"secrecy": Secrecy(row["secrecy"]), "state": ConferenceState(row["state"])}
    values |= {"deciding": Deciding(row["deciding"])}
    values["approach"] = None if row["approach"] is None else Approach(row["approach"])
    return Conference(
        **values,
        skipped=tuple(row["skipped"]),
        municipalities=municipalities,
        optional=tuple(row["optional"]),
        own_tasks=tuple(OwnTask(**task) for task in row["own_tasks"]),
        own_motives=tuple(OwnMotive(**motive) for motive in row["own_motives"]),
        sensitivities={task: Level(level) for task, level in row["sensitivities"].items()},
    )


def to_municipality(row: Row) -> Municipality:
    return Municipality(id=row["id"], name=row["name"], inhabitants=row["inhabitants"])


def participant_row(participant: Participant) -> dict[str, Any]:
    return {name: getattr(participant, name) for name in _PARTICIPANT_COLUMNS}


def to_participant(row: Row) -> Participant:
    values = {name: row[name] for name in _PARTICIPANT_COLUMNS}
    return Participant(**values | {"role": Role(row["role"]), "presence": Presence(row["presence"])})


def to_invitation(row: Row) -> Invitation:
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


def to_round(row: Row, items: tuple[RoundItem, ...]) -> Round:
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


def to_ballot(row: Row) -> Ballot:
    return Ballot(
        item=row["item"],
        participant=row["participant"],
        municipality=row["municipality"],
        role=Role(row["role"]),
        value=to_value(None if row["value"] is None else json.loads(row["value"])),
        no_opinion=row["no_opinion"],
        unacceptable=row["unacceptable"],
        text=row["text"],
        paper=row["paper"],
        late=row["late"],
        carried=row["carried"],
        earlier=to_earlier(row["earlier"]),
    )


def to_earlier(stored: str | None) -> Earlier | None:
    """The answer in the round before; false stands for 'geen mening'."""
    if stored is None:
        return None
    read = json.loads(stored)
    return Earlier(None, no_opinion=True) if read is False else Earlier(to_value(read))


def to_value(read: Any) -> Value | None:
    """An answer as JSON has it: what is a list there, is fixed here."""
    return tuple(read) if isinstance(read, list) else read


def to_account(row: Row) -> Account:
    return Account(channel=row["channel"], external=row["external"])


def point_row(point: TalkingPoint) -> dict[str, Any]:
    return {name: getattr(point, name) for name in _POINT_COLUMNS}


def to_point(row: Row) -> TalkingPoint:
    return TalkingPoint(**{name: row[name] for name in _POINT_COLUMNS})


def proposal_row(proposal: OwnProposal) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in _PROPOSAL_COLUMNS}


def to_proposal(row: Row) -> OwnProposal:
    return OwnProposal(**{name: row[name] for name in _PROPOSAL_COLUMNS} | {"state": ProposalState(row["state"])})


def argument_row(argument: Argument) -> dict[str, Any]:
    return {name: getattr(argument, name) for name in _ARGUMENT_COLUMNS}


def to_argument(row: Row) -> Argument:
    return Argument(**{name: row[name] for name in _ARGUMENT_COLUMNS} | {"state": ArgumentState(row["state"])})


def request_row(request: ArgumentRequest) -> dict[str, Any]:
    return asdict(request)


def to_request(row: Row) -> ArgumentRequest:
    return ArgumentRequest(**{**row, "state": RequestState(row["state"])})


def to_admission(row: Row) -> Admission:
    return Admission(
        conference=row["conference"],
        account=to_account(row),
        name=row["name"],
        municipality=row["municipality"],
        role=Role(row["role"]),
        council=row["council"],
        asked_at=row["asked_at"],
    )


def to_card(row: Row) -> CardRef:
    return CardRef(chat=row["chat"], message=row["message"], digest=row["digest"])


def to_pending(row: Row) -> Pending:
    notice = Notice(
        key=row["key"],
        conference=row["conference"],
        kind=row["kind"],
        to=row["recipient"] or None,
        data=row["data"],
    )
    return Pending(id=row["id"], notice=notice, attempts=row["attempts"])
