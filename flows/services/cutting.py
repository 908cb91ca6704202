"""Cutting the link between people and answers, for items that are treated as under geheim (METHOD.md, secrecy).

It happens when a round is set or withdrawn, or the conference is over: first what came out is worked out, movement
included, then the answers go to where no name stands at them, and everything that led back to somebody is destroyed,
in the one transaction of the step itself. Of what may not be shown nothing is kept: few loose answers beside the list
of who took part would be a link again. A round on which a further round waits as a concept stays linked until that is
opened, for the answers come along.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from flows.conference.loose import KeptItem, LooseAnswer
from flows.conference.model import Conference, Round, RoundItem, Value
from flows.conference.secrecy import disclose
from flows.kinds import KINDS
from flows.kinds.summary import summarise_round
from flows.outcomes import ConsentOutcome
from flows.pack.form import Pack
from flows.pack.items import Motive
from flows.pack.tailor import tailor
from flows.ports import Event, Notice, Work
from flows.recommendation.evidence import templates_asking
from flows.services.concluding import RoundRecord, record_round
from flows.services.sighted import Parts, parts_of, secret_items
from flows.services.stage import Stage
from flows.words import ConferenceState, Decision, Kind, Role, RoundState, Secrecy

CUT: Final = "links_cut"
"""The notice that lets own cards forget."""

_DONE: Final = frozenset({RoundState.SETTLED, RoundState.WITHDRAWN})


async def cut_links(work: Work, stage: Stage) -> int:
    """Cut whatever is due in this conference; how many answers were. What was cut before is left alone.

    Call it before the commit of every step that sets, opens or withdraws a round or ends a conference.
    """
    conference = await work.conference(stage.conference.id)
    rounds = await work.rounds(conference.id)
    total = 0
    for round_ in rounds:
        if not _is_due(round_, rounds, conference):
            continue
        cut = await work.cut_items(round_.key)
        items = [item for item in secret_items(round_, conference) if item.id not in cut]
        if items:
            total += await _cut_round(work, stage.pack, conference, round_, items=items, rounds=rounds)
    return total


def _is_due(round_: Round, rounds: Sequence[Round], conference: Conference) -> bool:
    if round_.opened_at is None:
        return False
    if conference.state is not ConferenceState.ACTIVE:
        return True
    waits = any(r.follows == round_.key and r.state is RoundState.DRAFT for r in rounds)
    return round_.state in _DONE and not waits


async def _cut_round(
    work: Work,
    pack: Pack,
    conference: Conference,
    round_: Round,
    *,
    items: Sequence[RoundItem],
    rounds: Sequence[Round],
) -> int:
    record = await record_round(work, pack, conference, round_, rounds=rounds)
    parts = parts_of(round_, items, record.ballots, record.electorate)
    kept = {item.id: _keep(record, item, conference, pack) for item in items}
    await work.note_part(round_.key, [part for found in parts.values() for part in found])
    await work.cut_loose(round_.key, kept, _loosen(record, kept, parts))
    await _unlink_proposals(work, pack, conference, round_)
    await work.scrub()
    linked = sum(len(found) for found in parts.values())
    data: dict[str, str | int] = {"round": round_.id, "items": len(items), "answers": linked}
    await work.record(Event(conference=conference.id, kind="links_cut", data=data))
    await _clear_cards(work, conference, round_, {part.participant for found in parts.values() for part in found})
    return linked


def _keep(record: RoundRecord, item: RoundItem, conference: Conference, pack: Pack) -> KeptItem:
    """What may be shown of an item, and nothing else. `hidden` stays, so that it says why a figure is missing."""
    outcome = record.disclosed.items[item.id]
    return KeptItem(
        outcome=outcome,
        advisers=record.advisers.get(item.id),
        last=_decided_at_last(record, item, conference, pack) if record.round.decides else None,
    )


def _decided_at_last(record: RoundRecord, item: RoundItem, conference: Conference, pack: Pack) -> Decision | None:
    """Whether an attempt was the last one shows later: what it comes to then has to be kept now."""
    full = summarise_round(
        record.round, record.ballots, record.electorate, thresholds=pack.thresholds, last_attempt=[item.id]
    )
    shown = disclose(full, round_=record.round, secrecy=conference.secrecy, thresholds=pack.thresholds)
    found = shown.items[item.id]
    return found.decision if isinstance(found, ConsentOutcome) else None


def _loosen(record: RoundRecord, kept: Mapping[str, KeptItem], parts: Parts) -> tuple[LooseAnswer, ...]:
    """The finished answers of voters and of advisers, each where their distribution may be shown."""
    counts: Counter[tuple[str, Role, str | None]] = Counter()
    values: dict[tuple[str, Role, str | None], Value | None] = {}
    roles = {(part.item, part.participant): part.role for found in parts.values() for part in found}
    kind = KINDS[record.round.kind]
    for ballot in record.ballots:
        role = roles.get((ballot.item, ballot.participant))
        if role is None or not _is_kept(kept[ballot.item], role):
            continue
        for value in _apart(record.round, None if ballot.no_opinion else ballot.value):
            key = (ballot.item, role, None if value is None else kind.encode(value))
            counts[key] += 1
            values[key] = value
    return tuple(
        LooseAnswer(item=item, role=role, value=values[item, role, encoded], number=counts[item, role, encoded])
        for item, role, encoded in sorted(counts, key=str)
    )


def _apart(round_: Round, value: Value | None) -> Iterable[Value | None]:
    """The texts of one person stand by themselves: together they would say that one person wrote them."""
    if round_.kind is Kind.OPEN and isinstance(value, tuple):
        return [(text,) for text in value]
    return [value]


def _is_kept(kept: KeptItem, role: Role) -> bool:
    outcome = kept.outcome if role is Role.VOTER else kept.advisers
    return outcome is not None and "no_opinion" not in outcome.hidden


async def _unlink_proposals(work: Work, pack: Pack, conference: Conference, round_: Round) -> None:
    """Own motives are proposed while the motives are rated."""
    asking = {template.id for template in templates_asking(tailor(pack, conference), Motive)}
    if conference.secrecy is Secrecy.SECRET and round_.template in asking:
        await work.unlink_proposals(conference.id)


async def _clear_cards(work: Work, conference: Conference, round_: Round, people: Set[str]) -> None:
    """What stands in somebody's own chat and shows his answers still, shows something neutral instead."""
    for person in sorted(people & (await work.accounts(conference.id)).keys()):
        key = f"{CUT}:{round_.key}:{person}"
        await work.tell(Notice(key=key, conference=conference.id, kind=CUT, to=person, data={"round": round_.key}))
