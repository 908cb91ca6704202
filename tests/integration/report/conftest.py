"""A whole conference in memory: the shipped pack, seeded answers, outcomes and recommendation by the real rules."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from flows.conference.model import Ballot, Conference, Electorate, Municipality, Participant, Round, RoundItem, Value
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.pack import form
from flows.pack.asking import static_items
from flows.pack.form import Pack
from flows.ports import AuditHead
from flows.recommendation.compose import compose
from flows.recommendation.derive import derive_items
from flows.recommendation.evidence import Evidence
from flows.services.concluding import RoundRecord, settled_of
from flows.words import (
    Approach,
    ConferenceState,
    Consent,
    Grade,
    Kind,
    Party,
    Presence,
    Role,
    RoundState,
    Secrecy,
)
from report.dossier import Dossier, RoundDossier
from storage.packs import read_pack

START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
NAMES = (
    "Aldermeer",
    "Boskerk",
    "Dalwijk",
    "Eikhuizen",
    "Grauwveen",
    "’s-Heerenbosch",
    "IJzerdam",
    "Kapelle aan de Vliet",
)
REASONS = (
    "als de kosten vooraf bekend zijn",
    "eerst moet de raad zich uitspreken",
    "mits wij later kunnen instappen",
)

WISHES = ("=Meer geld; en mensen.", 'Een "vaste" plek.', "Tijd | rust > haast.", "Ça va, zegt Δ.")
"""Texts with what separates cells and answers in the exports."""


@dataclass
class Builder:
    """Makes a dossier step by step; the same arguments give the same dossier."""

    pack: Pack
    seed: int = 1
    towns: int = 5
    voters: int = 5
    secrecy: Secrecy = Secrecy.MUNICIPALITY
    name: str = "Samenwerken in het Dal"
    town_names: Sequence[str] = NAMES
    person_name: str = "Bestuurder"
    reason: str = ""
    rounds_until: str = "artikelen"
    """The template of the last round that is held; '' for none."""
    optional: bool = False
    """Whether optional phases are held too."""
    rounds: list[RoundDossier] = field(default_factory=list)

    def build(self) -> Dossier:
        random = Random(self.seed)
        people = self._people()
        conference = self._conference()
        if self.rounds_until:
            for phase in self.pack.phases:
                if phase.optional and not self.optional:
                    continue
                for template in phase.rounds:
                    self._hold(conference, template, phase.id, people, random)
                    if template.id == self.rounds_until:
                        return self._dossier(conference, people)
        return self._dossier(conference, people)

    def _dossier(self, conference: Conference, people: tuple[Participant, ...]) -> Dossier:
        evidence = self._evidence(conference)
        return Dossier(
            conference=conference,
            pack=self.pack,
            participants=people,
            rounds=tuple(self.rounds),
            recommendation=compose(evidence) if self.rounds else None,
            audit=AuditHead(events=412, head="5b" * 32),
            pseudonym_key=b"k" * 32,
        )

    def _conference(self) -> Conference:
        towns = tuple(
            Municipality(id=f"g{number}", name=self._town_name(number), inhabitants=21_000 + 3_150 * number)
            for number in range(1, self.towns + 1)
        )
        return Conference(
            id="c1",
            slug="samenwerken-in-het-dal",
            name=self.name,
            pack=self.pack.id,
            pack_version=self.pack.version,
            secrecy=self.secrecy,
            state=ConferenceState.FINISHED,
            phase="afgerond",
            created_at=START,
            approach=Approach.DEVELOP,
            municipalities=towns,
        )

    def _town_name(self, number: int) -> str:
        return self.town_names[number - 1] if number <= len(self.town_names) else f"Gemeente {number}"

    def _people(self) -> tuple[Participant, ...]:
        people = []
        for town in range(1, self.towns + 1):
            people += [
                self._person(f"v{town}_{number}", town, Role.VOTER, spokesperson=number == 1)
                for number in range(1, self.voters + 1)
            ]
            people.append(self._person(f"a{town}", town, Role.ADVISER))
        return tuple(people)

    def _person(self, id_: str, town: int, role: Role, *, spokesperson: bool = False) -> Participant:
        return Participant(
            id=id_,
            conference="c1",
            name=f"{self.person_name} {id_}",
            role=role,
            municipality=f"g{town}",
            spokesperson=spokesperson,
            presence=Presence.JOINED,
        )

    def _evidence(self, conference: Conference) -> Evidence:
        settled = tuple(
            settled_of(
                conference,
                RoundRecord(
                    round=entry.round,
                    ballots=tuple(entry.ballots),
                    electorate=entry.electorate,
                    full=entry.full,
                    disclosed=entry.disclosed,
                ),
            )
            for entry in self.rounds
            if entry.full is not None and entry.disclosed is not None
        )
        return Evidence(pack=self.pack, conference=conference, rounds=settled)

    def _hold(
        self,
        conference: Conference,
        template: form.Round,
        phase: str,
        people: tuple[Participant, ...],
        random: Random,
    ) -> None:
        items = (
            derive_items(template.derived, self._evidence(conference))
            if template.derived
            else static_items(self.pack, template, selection="all")
        )
        if not items:
            return
        round_ = self._round(template, phase, items)
        electorate = Electorate(
            {
                town.id: frozenset(
                    person.id
                    for person in people
                    if person.municipality == town.id
                    and person.role is Role.VOTER
                    and (template.party is Party.VOTERS or person.spokesperson)
                )
                for town in conference.municipalities
            }
        )
        ballots = tuple(self._ballots(round_, people, electorate, random))
        thresholds = self.pack.thresholds
        full = summarise_round(round_, ballots, electorate, thresholds=thresholds)
        shown = disclose(full, round_=round_, secrecy=self.secrecy, thresholds=thresholds)
        self.rounds.append(
            RoundDossier(round=round_, full=full, disclosed=shown, ballots=ballots, electorate=electorate)
        )

    def _round(self, template: form.Round, phase: str, items: tuple[RoundItem, ...]) -> Round:
        key = len(self.rounds) + 1
        moment = START + timedelta(minutes=20 * key)
        return Round(
            key=key,
            id=f"{template.id}-1",
            conference="c1",
            template=template.id,
            phase=phase,
            number=1,
            kind=template.kind,
            sort=template.sort,
            party=template.party,
            mode="individueel",
            state=RoundState.SETTLED,
            title=template.title,
            unacceptable=template.unacceptable,
            budget=template.budget,
            ordered=template.ordered,
            top=template.top,
            closed_at=moment,
            settled_at=moment + timedelta(minutes=5),
            items=items,
        )

    def _ballots(
        self, round_: Round, people: tuple[Participant, ...], electorate: Electorate, random: Random
    ) -> Iterable[Ballot]:
        answering = {person for voters in electorate.voters.values() for person in voters}
        answering |= {person.id for person in people if person.role is Role.ADVISER and round_.party is Party.VOTERS}
        for item in round_.items:
            liking = random.gauss(3.6, 0.9)
            leaning = {f"g{town}": random.gauss(0, 0.5) for town in range(1, self.towns + 1)}
            for person in people:
                if person.id in answering and (round_.party is Party.SPOKESPERSONS or random.random() > 0.03):
                    yield self._ballot(round_, item, person, liking + leaning[person.municipality or ""], random)

    def _ballot(self, round_: Round, item: RoundItem, person: Participant, liking: float, random: Random) -> Ballot:
        no_opinion = round_.party is Party.VOTERS and random.random() < 0.04
        value = None if no_opinion else _answer(round_, item, liking + random.gauss(0, 0.6), random)
        needs_text = str(value).partition(":")[0] in {Consent.CONDITION.value, Consent.OBJECTION.value}
        return Ballot(
            item=item.id,
            participant=person.id,
            municipality=person.municipality,
            role=person.role,
            value=value,
            no_opinion=no_opinion,
            unacceptable=round_.unacceptable and value in {1, Grade.UNFIT.value} and random.random() < 0.5,
            text=(self.reason or random.choice(REASONS)) if needs_text else "",
        )


def _answer(round_: Round, item: RoundItem, liking: float, random: Random) -> Value:
    step = min(5, max(1, round(liking)))
    if round_.kind is Kind.RATE:
        return step
    if round_.kind is Kind.GRADE:
        return list(Grade)[5 - step].value
    if round_.kind is Kind.CHOOSE:
        options = [option.id for option in item.options]
        if not round_.ordered:
            return random.choices(options, weights=[6, 3, 1, 1][: len(options)])[0]
        return options[min(len(options) - 1, max(0, round((liking - 1) / 4 * (len(options) - 1))))]
    if round_.kind is Kind.POINTS:
        given = random.choices([option.id for option in item.options], k=round_.budget or 0)
        return {option: given.count(option) for option in sorted(set(given))}
    return _STEPPED.get(round_.kind, _consent)(round_, item, step, random)


def _consent(round_: Round, item: RoundItem, step: int, random: Random) -> str:
    if step >= 3:
        return Consent.AGREE.value
    if step == 2:
        return Consent.CONDITION.value
    if item.proposed is not None:
        return f"{Consent.OBJECTION.value}:{random.choice([option.id for option in item.options] + ['none'])}"
    return Consent.OBJECTION.value


def _approve(_: Round, item: RoundItem, step: int, random: Random) -> Value:
    return tuple(option.id for option in item.options if random.random() < step / 6)


def _rank(round_: Round, item: RoundItem, _: int, random: Random) -> Value:
    return tuple(random.sample([option.id for option in item.options], k=round_.top or 0))


def _write(_: Round, item: RoundItem, step: int, random: Random) -> Value:
    return tuple(dict.fromkeys(f"{random.choice(WISHES)} Van {item.title}." for _ in range(step)))


_STEPPED: dict[Kind, Callable[[Round, RoundItem, int, Random], Value]] = {
    Kind.APPROVE: _approve,
    Kind.RANK: _rank,
    Kind.OPEN: _write,
}


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack("vooronderzoek")


@pytest.fixture(scope="session")
def build(pack: Pack) -> Callable[..., Dossier]:
    """Call with the fields of `Builder` that differ from its defaults."""

    def make(**fields: object) -> Dossier:
        return replace(Builder(pack), rounds=[], **fields).build()

    return make


@pytest.fixture(scope="session")
def dossier(build: Callable[..., Dossier]) -> Dossier:
    """Five municipalities, 25 voters, all 70 tasks, through to the articles."""
    return build()
