"""From stored answers to findings: summaries of rounds, the recommendation, and the record that exports need."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flows.conference.model import Ballot, Conference, Electorate, Participant, Round, TalkingPoint
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.outcomes import RoundOutcome
from flows.pack.form import Pack
from flows.pack.tailor import tailor
from flows.ports import AuditHead, Event, Notice, Randomness, Store, View, Work
from flows.recommendation.attempts import last_attempts
from flows.recommendation.compose import compose
from flows.recommendation.evidence import Evidence, Settled
from flows.recommendation.model import Recommendation
from flows.words import RoundState, TaskFact

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
    full = summarise_round(
        round_,
        ballots,
        electorate,
        thresholds=pack.thresholds,
        last_attempt=last_attempts(round_, known),
    )
    shown = disclose(full, round_=round_, secrecy=conference.secrecy, thresholds=pack.thresholds)
    return RoundRecord(round=round_, ballots=ballots, electorate=electorate, full=full, disclosed=shown)


async def gather_evidence(view: View, pack: Pack, conference: Conference) -> Evidence:
    """Everything that was published or settled so far, the newest round of each kind."""
    known = await view.rounds(conference.id)
    rounds = [r for r in known if r.state in COUNTED and r.items]
    records = [await record_round(view, pack, conference, r, rounds=known) for r in rounds]
    return make_evidence(pack, conference, records)


def make_evidence(pack: Pack, conference: Conference, records: list[RoundRecord]) -> Evidence:
    """The evidence that these rounds give."""
    rounds = tuple(Settled(round=r.round, full=r.full, shown=r.disclosed) for r in records)
    return Evidence(pack=tailor(pack, conference), conference=conference, rounds=rounds)


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
