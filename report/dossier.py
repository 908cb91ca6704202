"""Everything that a report is made from: one conference as it stands, loaded by the caller, frozen.

`report` reads no database and no clock: the same dossier gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flows.conference.loose import LooseAnswer
from flows.conference.model import (
    Ballot,
    Conference,
    Electorate,
    Municipality,
    Participant,
    Round,
    TalkingPoint,
)
from flows.outcomes import Outcome, RoundOutcome
from flows.pack.form import Pack
from flows.ports import AuditHead, Event
from flows.recommendation.model import Recommendation
from flows.services.concluding import ConferenceRecord
from flows.words import RoundState, TaskFact

PUBLISHED = frozenset({RoundState.PUBLISHED, RoundState.TALK, RoundState.SETTLED})
"""Only what was published is reported; a round that is open, closed or withdrawn is named, nothing more."""


@dataclass(frozen=True, kw_only=True)
class RoundDossier:
    """A round with its answers. `ballots` holds every answer that counts in it, carried-over ones too.

    `disclosed` is what the secrecy lets be shown; figures are reported from it alone. `full` is for callers
    who compare; no export reads it. Both are None while the round is not yet closed.
    """

    round: Round
    full: RoundOutcome | None
    disclosed: RoundOutcome | None
    ballots: Sequence[Ballot]
    electorate: Electorate
    talked: tuple[TalkingPoint, ...] = ()
    """The bespreekpunten, in order."""
    arguments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Item -> the lines that were admitted, also in the rounds that this one follows; without who wrote them."""

    advisers: Mapping[str, Outcome] = field(default_factory=dict)
    """Item -> the totals of all advisers together, as they may be shown."""
    loose: tuple[LooseAnswer, ...] = ()
    """Answers that were cut loose from who gave them; they are not among the `ballots`."""
    papers: int = 0
    """Persons of whom an answer was entered from paper, also where it was cut loose since."""

    @property
    def notes(self) -> Mapping[str, str]:
        """Item -> what came out of the conversation about it, in the order in which it was talked about."""
        return {point.item: point.note for point in self.talked if point.note}

    @property
    def paper(self) -> int:
        """How many voters answered on paper; the facilitator entered it after closing."""
        if self.papers:
            return self.papers
        electors = {person for people in self.electorate.voters.values() for person in people}
        return len({ballot.participant for ballot in self.ballots if ballot.paper} & electors)

    @property
    def late(self) -> frozenset[tuple[str, str]]:
        """(item, municipality) of the standpunten that came after the round was set."""
        town_of = {person: town for town, people in self.electorate.voters.items() for person in people}
        given = [(ballot.item, town_of.get(ballot.participant)) for ballot in self.ballots if ballot.late]
        return frozenset((item, town) for item, town in given if town is not None)


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One conference. `rounds` stand in order of making; `pseudonym_key` stays secret with the installation."""

    conference: Conference
    pack: Pack
    participants: tuple[Participant, ...]
    rounds: tuple[RoundDossier, ...]
    recommendation: Recommendation | None
    audit: AuditHead
    pseudonym_key: bytes
    history: tuple[tuple[int, datetime, Event], ...] = ()
    """What happened, without the answers: (number, moment, event)."""
    facts: Mapping[str, Mapping[TaskFact, str]] = field(default_factory=dict)
    """Task -> what was told of it beforehand."""


def open_dossier(record: ConferenceRecord) -> Dossier:
    """The dossier of a conference as the services load it. Rounds that are merely named stand among the others."""
    counted = [
        RoundDossier(
            round=entry.round,
            full=entry.full,
            disclosed=entry.disclosed,
            ballots=entry.ballots,
            electorate=entry.electorate,
            talked=entry.talked,
            arguments=entry.arguments,
            advisers=entry.advisers,
            loose=entry.loose,
            papers=entry.papers,
        )
        for entry in record.rounds
    ]
    named = [
        RoundDossier(round=entry.round, full=None, disclosed=None, ballots=(), electorate=entry.electorate)
        for entry in record.mentions
    ]
    rounds = tuple(sorted((*counted, *named), key=lambda entry: entry.round.key))
    return Dossier(
        conference=record.conference,
        pack=record.pack,
        participants=record.participants,
        rounds=rounds,
        recommendation=record.recommendation,
        audit=record.audit,
        pseudonym_key=record.pseudonym_key,
        history=record.history,
        facts=record.facts,
    )


def published(dossier: Dossier) -> tuple[tuple[RoundDossier, RoundOutcome], ...]:
    """The rounds whose outcome may be reported, with what may be shown of it."""
    return tuple(
        (entry, entry.disclosed)
        for entry in dossier.rounds
        if entry.disclosed is not None and entry.round.state in PUBLISHED
    )


def moment(dossier: Dossier) -> datetime:
    """The last moment that the dossier knows of: the date of the document, instead of a clock."""
    moments = [dossier.conference.created_at, *(at for _, at, _ in dossier.history)]
    for entry in dossier.rounds:
        round_ = entry.round
        moments += [at for at in (round_.closed_at, round_.published_at, round_.settled_at) if at is not None]
    return max(moments)


def municipality_names(municipalities: Sequence[Municipality]) -> Mapping[str, str]:
    """Names by id, in the roster's order."""
    return {municipality.id: municipality.name for municipality in municipalities}
