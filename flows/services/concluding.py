"""From stored answers to findings: summaries of rounds, the recommendation, and the record that exports need."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from flows.conference.loose import KeptItem, LooseAnswer, TookPart
from flows.conference.model import Ballot, Conference, Electorate, Participant, Round, TalkingPoint
from flows.conference.secrecy import disclose, disclose_advisers, is_secret
from flows.conference.sightings import NOTHING, Allowed
from flows.kinds import KINDS
from flows.kinds.open import shuffle
from flows.kinds.summary import advisers_outcome, summarise_round
from flows.outcomes import AnyOutcome, ConsentOutcome, OpenOutcome, Outcome, RoundOutcome
from flows.pack.form import Pack
from flows.pack.tailor import tailor
from flows.ports import AuditHead, Event, Notice, Randomness, Store, View, Work
from flows.recommendation.attempts import last_attempts
from flows.recommendation.compose import compose
from flows.recommendation.evidence import Evidence, Settled
from flows.recommendation.model import Recommendation
from flows.services.admitted import Lines, admitted_arguments, shown_arguments
from flows.services.sighted import allowed_of, parts_of, secret_items
from flows.words import Role, RoundState, TaskFact

COUNTED = frozenset({RoundState.PUBLISHED, RoundState.TALK, RoundState.SETTLED})
"""States in which an outcome may leave the desk."""

_PSEUDONYM_KEY = "pseudonym_key"


@dataclass(frozen=True, kw_only=True)
class RoundRecord:
    """One round with everything that came out of it, full and as it may be shown."""

    round: Round
    ballots: tuple[Ballot, ...]
    electorate: Electorate
    full: RoundOutcome
    disclosed: RoundOutcome
    talked: tuple[TalkingPoint, ...] = ()
    """The bespreekpunten with their notes; filled in for exports alone."""
    arguments: Lines = field(default_factory=dict)
    """Item -> the admitted lines, of this round and those that it follows, as far as they may be shown."""
    advisers: Mapping[str, Outcome] = field(default_factory=dict)
    """Item -> the totals of the advisers, as they may be shown."""
    loose: tuple[LooseAnswer, ...] = ()
    """The answers of items that were cut loose from who gave them, as far as their distribution may be shown."""
    part: tuple[TookPart, ...] = ()
    """Who took part in the items that were cut."""

    @property
    def papers(self) -> int:
        """Persons of whom at least one answer was entered from paper."""
        on_paper = {ballot.participant for ballot in self.ballots if ballot.paper}
        return len(on_paper | {part.participant for part in self.part if part.paper})


@dataclass(frozen=True, kw_only=True)
class RoundMention:
    """A round that is named and nothing more: withdrawn, or opened and not yet published. It has no answers here."""

    round: Round
    electorate: Electorate


@dataclass(frozen=True, kw_only=True)
class ConferenceRecord:
    """A whole conference, as exports and the document need it. `rounds` and `mentions` in order of making."""

    conference: Conference
    pack: Pack
    participants: tuple[Participant, ...]
    rounds: tuple[RoundRecord, ...]
    mentions: tuple[RoundMention, ...]
    recommendation: Recommendation | None
    audit: AuditHead
    pseudonym_key: bytes
    history: tuple[tuple[int, datetime, Event], ...]
    """What happened, without the answers: (number, moment, event)."""
    facts: Mapping[str, Mapping[TaskFact, str]]
    """What was told of the tasks beforehand."""


async def record_round(
    view: View, pack: Pack, conference: Conference, round_: Round, *, rounds: Sequence[Round] | None = None
) -> RoundRecord:
    """Summarise one round from what is stored now; `rounds` are all of the conference, where they are known."""
    known = await view.rounds(conference.id) if rounds is None else rounds
    ballots = await view.ballots(round_.key)
    electorate = await view.electorate(round_.key)
    last = last_attempts(round_, known)
    full = summarise_round(round_, ballots, electorate, thresholds=pack.thresholds, last_attempt=last)
    allowed = await allowed_of(
        view,
        conference,
        round_,
        rounds=known,
        ballots=ballots,
        electorate=electorate,
        thresholds=pack.thresholds,
    )
    shown = disclose(
        full, round_=round_, secrecy=conference.secrecy, thresholds=pack.thresholds, allowed=allowed or None
    )
    record = RoundRecord(round=round_, ballots=ballots, electorate=electorate, full=full, disclosed=shown)
    record = replace(record, advisers=_total_advisers(record, conference, pack, allowed))
    if secret_items(round_, conference):
        record = await _with_cut_items(view, record, last)
    lines = await admitted_arguments(view, round_, known)
    shown_lines = shown_arguments(lines, record.disclosed, round_=round_, secrecy=conference.secrecy)
    return replace(record, arguments=shown_lines)


async def _with_cut_items(view: View, record: RoundRecord, last: frozenset[str]) -> RoundRecord:
    """The record with what was kept of the items of which the answers were cut loose, in the place of nothing."""
    round_ = record.round
    kept = await view.cut_items(round_.key)
    if not kept:
        return record
    part = tuple(p for p in await view.took_part(round_.key) if p.lap == 0 and p.item in kept)
    outcomes = {item: _attempted(entry, is_last=item in last) for item, entry in kept.items()}
    totals = {item: entry.advisers for item, entry in kept.items() if entry.advisers is not None}
    return replace(
        record,
        full=_overlay(record.full, outcomes, record, part),
        disclosed=_overlay(record.disclosed, outcomes, record, part),
        advisers={**record.advisers, **totals},
        loose=await view.loose_answers(round_.key),
        part=part,
    )


def _overlay(
    outcome: RoundOutcome, kept: Mapping[str, AnyOutcome], record: RoundRecord, part: Sequence[TookPart]
) -> RoundOutcome:
    """With the kept outcomes, and everybody who answered, whether the answers are linked still or cut."""
    items = {item: kept.get(item, found) for item, found in outcome.items.items()}
    linked = [item for item in record.round.items if item.id not in kept]
    still = parts_of(record.round, linked, record.ballots, record.electorate)
    everybody = chain(part, *still.values())
    there = {(p.participant, p.municipality) for p in everybody if p.role is Role.VOTER}
    answered = {town: sum(home == town for _, home in there) for town in outcome.answered}
    return replace(outcome, items=items, answered=answered, order=KINDS[outcome.kind].order(items))


def _attempted(entry: KeptItem, *, is_last: bool) -> AnyOutcome:
    """A proposal that is put for the last time can be carried with a minority."""
    if is_last and entry.last is not None and isinstance(entry.outcome, ConsentOutcome):
        return replace(entry.outcome, decision=entry.last)
    return entry.outcome


def _total_advisers(
    record: RoundRecord, conference: Conference, pack: Pack, allowed: Mapping[str, Allowed]
) -> Mapping[str, Outcome]:
    """Of everybody who answered as an adviser; who counted as a voter in this round is none."""
    voters = {person for people in record.electorate.voters.values() for person in people}
    advisers = {b.participant for b in record.ballots if b.role is Role.ADVISER} - voters
    if not advisers:
        return {}
    totals = advisers_outcome(record.round, record.ballots, advisers=advisers, thresholds=pack.thresholds)
    secret = {item.id for item in secret_items(record.round, conference)}
    return {
        item: disclose_advisers(total, secret=item in secret, allowed=allowed.get(item, NOTHING))
        for item, total in totals.items()
    }


async def gather_evidence(view: View, pack: Pack, conference: Conference) -> Evidence:
    """Everything that was published or settled so far, the newest round of each kind."""
    known = await view.rounds(conference.id)
    rounds = [r for r in known if r.state in COUNTED and r.items]
    records = [await record_round(view, pack, conference, r, rounds=known) for r in rounds]
    return make_evidence(pack, conference, records)


def make_evidence(pack: Pack, conference: Conference, records: list[RoundRecord]) -> Evidence:
    """The evidence that these rounds give."""
    rounds = tuple(settled_of(conference, record) for record in records)
    return Evidence(pack=tailor(pack, conference), conference=conference, rounds=rounds)


def settled_of(conference: Conference, record: RoundRecord) -> Settled:
    """A round as evidence. What is decided is published too: of items that are treated as secret nothing is decided
    by what may not be shown."""
    round_ = record.round
    secret = {item.id for item in round_.items if is_secret(item, round_=round_, secrecy=conference.secrecy)}
    items = {item: record.disclosed.items[item] if item in secret else f for item, f in record.full.items.items()}
    full = replace(record.full, items=items, order=KINDS[record.full.kind].order(items))
    return Settled(round=round_, full=full if secret else record.full, shown=record.disclosed)


def read_contributions(record: RoundRecord, conference: Conference) -> RoundOutcome:
    """What was written to open questions, for the facilitator, without a name and in an order that tells nothing.

    Of items that are treated as secret only where so many wrote that figures over all voters may be shown.
    """
    round_ = record.round
    texts: dict[str, AnyOutcome] = dict(record.full.items)
    for item in secret_items(round_, conference):
        shown = record.disclosed.items[item.id]
        written = [text for found in record.loose if found.item == item.id for text in _texts_of(found)]
        if "no_opinion" in shown.hidden:
            texts[item.id] = shown
        elif written and isinstance(shown, OpenOutcome):
            texts[item.id] = replace(shown, texts=shuffle(written, seed=f"{round_.id}|{item.id}"))
    return replace(record.full, items=texts)


def _texts_of(answer: LooseAnswer) -> tuple[str, ...]:
    """Every text as often as it was written; advisers' are not shown."""
    given = answer.value if answer.role is Role.VOTER and isinstance(answer.value, tuple) else ()
    return given * answer.number


class Concluding:
    """Reads what came out; decides nothing."""

    def __init__(self, store: Store, *, pack: Pack, randomness: Randomness) -> None:
        self._store = store
        self._pack = pack
        self._randomness = randomness

    async def round_record(self, key: int) -> RoundRecord:
        """One round, for the desk and the result cards. Raises NotFound."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            conference = await view.conference(round_.conference)
            return await record_round(view, self._pack, conference, round_)

    async def evidence(self, conference: str) -> Evidence:
        """Raises NotFound."""
        async with self._store.reading() as view:
            return await gather_evidence(view, self._pack, await view.conference(conference))

    async def conference_record(self, conference: str) -> ConferenceRecord:
        """Everything of a conference for its exports. Raises NotFound."""
        key = await self._pseudonym_key(conference)
        async with self._store.reading() as view:
            found = await view.conference(conference)
            known = await view.rounds(conference)
            rounds = [r for r in known if r.state in COUNTED and r.items]
            records = [await record_round(view, self._pack, found, r, rounds=known) for r in rounds]
            named = [r for r in known if r not in rounds and r.opened_at is not None]
            talked = {r.key: await view.talking_points(r.key) for r in rounds}
            return ConferenceRecord(
                conference=found,
                pack=tailor(self._pack, found),
                participants=await view.participants(conference),
                rounds=tuple(replace(record, talked=talked[record.round.key]) for record in records),
                mentions=tuple([RoundMention(round=r, electorate=await view.electorate(r.key)) for r in named]),
                recommendation=recommend(make_evidence(self._pack, found, records)),
                audit=await view.audit_head(conference),
                pseudonym_key=key,
                history=tuple(await view.history(conference)),
                facts=await view.facts(conference),
            )

    async def post_sums(self, conference: str, sums: Sequence[str]) -> None:
        """Post the checksums of exports in the group, once for each content."""
        text = "\n".join(sums)
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        async with self._store.writing() as work:
            key = f"sums:{conference}:{digest}"
            await work.tell(Notice(key=key, conference=conference, kind="sums", data={"sums": text}))
            await work.commit()

    async def _pseudonym_key(self, conference: str) -> bytes:
        """Made once per conference, so that a pseudonym is derived and the same in every export."""
        name = f"{_PSEUDONYM_KEY}:{conference}"
        async with self._store.reading() as view:
            stored = await view.setting(name)
        if stored is None:
            async with self._store.writing() as work:
                stored = await work.setting(name) or await self._new_key(work, name)
                await work.commit()
        return bytes.fromhex(stored)

    async def _new_key(self, work: Work, name: str) -> str:
        key = self._randomness.token_bytes(32).hex()
        await work.set_setting(name, key)
        return key


def recommend(evidence: Evidence) -> Recommendation | None:
    """The recommendation with the standpunten on its articles; None before anything was settled."""
    if not evidence.rounds:
        return None
    return compose(evidence)
