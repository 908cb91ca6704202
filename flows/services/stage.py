"""Where a conference stands: its people, its rounds, and what comes next. Read by every service and desk."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from flows.conference.model import Conference, Municipality, Participant, Round
from flows.conference.phase_machine import PhaseFacts
from flows.errors import Lost, NotAllowed, Refused
from flows.pack import form
from flows.pack.form import Pack
from flows.pack.items import Question
from flows.pack.tailor import tailor
from flows.ports import Account, View
from flows.recommendation.evidence import templates_asking
from flows.words import ConferenceState, Deciding, Party, Presence, Role, RoundState

PRESENT = frozenset({Presence.INVITED, Presence.JOINED})
"""Who takes part, joined or not yet."""

_SHOWN = frozenset({RoundState.PUBLISHED, RoundState.TALK})
_TO_OPEN = frozenset({RoundState.DRAFT, RoundState.CLOSED})


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A conference at one moment, with what follows from it."""

    pack: Pack
    conference: Conference
    participants: tuple[Participant, ...]
    rounds: tuple[Round, ...]

    @property
    def phase(self) -> form.Phase:
        return self.pack.phase(self.conference.phase)

    @cached_property
    def latest(self) -> dict[str, Round]:
        """Per round of the pack the newest round that was not withdrawn."""
        return {r.template: r for r in self.rounds if r.state is not RoundState.WITHDRAWN}

    @property
    def open_round(self) -> Round | None:
        """The one round that is open now; homework that lies open beside it is not meant."""
        return next((r for r in self.open_rounds if not r.homework), None)

    @property
    def remaining(self) -> tuple[form.Round, ...]:
        """The rounds of this phase that are still to be settled, in order."""
        return tuple(
            template
            for template in self.phase.rounds
            if template.id not in self.conference.skipped
            and (template.id not in self.latest or self.latest[template.id].state is not RoundState.SETTLED)
        )

    @property
    def current(self) -> Round | None:
        """The round that the desk is about: the first of this phase that is made and not settled."""
        return next((self.latest[t.id] for t in self.remaining if t.id in self.latest), None)

    @property
    def last_settled(self) -> Round | None:
        settled = [r for r in self.latest.values() if r.state is RoundState.SETTLED]
        return settled[-1] if settled else None

    @property
    def open_rounds(self) -> tuple[Round, ...]:
        """More than one while homework is open."""
        return tuple(r for r in self.rounds if r.state is RoundState.OPEN)

    def voters_of(self, municipality: Municipality) -> tuple[Participant, ...]:
        """Its delegation: voters who are not afgemeld, joined or not."""
        return tuple(
            p
            for p in self.participants
            if p.role is Role.VOTER and p.municipality == municipality.id and p.presence in PRESENT
        )

    def spokesperson_of(self, municipality: Municipality) -> Participant | None:
        """Who gives its standpunt now: the woordvoerder, or the substitute where he is afgemeld."""
        voters = self.voters_of(municipality)
        return next((p for p in voters if p.spokesperson), next((p for p in voters if p.substitute), None))

    def electors_of(self, round_: Round) -> tuple[Participant, ...]:
        """Whose answers a round asks, advisers left out."""
        towns = self.conference.municipalities
        if round_.party is Party.SPOKESPERSONS:
            return tuple(p for town in towns if (p := self.spokesperson_of(town)) is not None)
        return tuple(p for town in towns for p in self.voters_of(town))

    def facts(self) -> PhaseFacts:
        """What the phase machine's guards look at."""
        towns = self.conference.municipalities
        kinds = Counter(t.derived for t in self.phase.rounds)
        return PhaseFacts(
            approach=self.conference.approach,
            municipalities=len(towns),
            without_voters=sum(1 for town in towns if not self.voters_of(town)),
            without_spokesperson=0
            if self.conference.deciding is Deciding.MEMBERS
            else sum(1 for town in towns if self.spokesperson_of(town) is None),
            unsettled_rounds=len(self.remaining),
            decides_approach=kinds["indicated_approach"] > 0,
            open_rounds=sum(1 for r in self.open_rounds if not r.homework),
            shown_rounds=sum(1 for r in self._of_phase() if r.state in _SHOWN),
            core_missing=self._misses_core(),
        )

    def _of_phase(self) -> list[Round]:
        """The newest round of each round of this phase."""
        return [self.latest[t.id] for t in self.phase.rounds if t.id in self.latest]

    def _misses_core(self) -> bool:
        """Whether this phase asks the questions of the decision tree, and no round with them is settled."""
        asking = {t.id for t in templates_asking(self.pack, Question)} & {t.id for t in self.phase.rounds}
        settled = {r.template for r in self.rounds if r.state is RoundState.SETTLED}
        return bool(asking) and not asking & settled


async def load_stage(view: View, pack: Pack, conference: str) -> Stage:
    """Raises NotFound."""
    found = await view.conference(conference)
    return Stage(
        pack=tailor(pack, found),
        conference=found,
        participants=await view.participants(conference),
        rounds=await view.rounds(conference),
    )


def require_active(conference: Conference) -> None:
    """Raises Refused once the conference is finished or cancelled: from then on it is read only."""
    if conference.state is not ConferenceState.ACTIVE:
        raise Refused("conference_over")


def require_at_hand(stage: Stage, round_: Round) -> None:
    """Raises Lost for a round that the desk is not about: nobody would see there that it is open. Homework is beside.

    An older desk still has its button, after the conference went back or an earlier round was asked again.
    """
    current = stage.current
    if not round_.homework and (current is None or current.key != round_.key) and round_.state in _TO_OPEN:
        raise Lost("phase_moved")


async def require_facilitator(view: View, conference: str, account: Account) -> Participant:
    """The facilitator that this account is in this conference. Raises NotAllowed."""
    for participant in await view.participations(account):
        leads = participant.role is Role.FACILITATOR and participant.presence is Presence.JOINED
        if participant.conference == conference and leads:
            return participant
    raise NotAllowed("facilitator_only")
