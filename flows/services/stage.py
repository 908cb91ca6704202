"""Where a conference stands: its people, its rounds, and what comes next. Read by every service and desk."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from flows.conference.model import Conference, Municipality, Participant, Round
from flows.conference.phase_machine import PhaseFacts
from flows.errors import NotAllowed
from flows.pack import form
from flows.pack.form import Pack
from flows.ports import Account, View
from flows.words import Party, Presence, Role, RoundState

PRESENT = frozenset({Presence.INVITED, Presence.JOINED})
"""Who takes part, joined or not yet."""


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
        return next((r for r in self.rounds if r.state is RoundState.OPEN), None)

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
            without_spokesperson=sum(1 for town in towns if self.spokesperson_of(town) is None),
            unsettled_rounds=len(self.remaining),
            decides_approach=kinds["indicated_approach"] > 0,
        )


async def load_stage(view: View, pack: Pack, conference: str) -> Stage:
    """Raises NotFound."""
    return Stage(
        pack=pack,
        conference=await view.conference(conference),
        participants=await view.participants(conference),
        rounds=await view.rounds(conference),
    )


async def require_facilitator(view: View, conference: str, account: Account) -> Participant:
    """The facilitator that this account is in this conference. Raises NotAllowed."""
    for participant in await view.participations(account):
        if participant.conference == conference and participant.role is Role.FACILITATOR:
            return participant
    raise NotAllowed("facilitator_only")
