"""A conference on the shipped pack whose rounds are settled with answers given per municipality.

Outcomes are not made by hand: ballots go through the same summary and the same secrecy as in a conference.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from flows.conference.model import Ballot, Conference, Electorate, Municipality, Round, RoundItem, Value
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.pack.asking import static_items
from flows.pack.form import Pack
from flows.recommendation.derive import derive_items
from flows.recommendation.evidence import Evidence, Settled
from flows.words import Approach, ConferenceState, Party, Role, RoundState, Secrecy
from storage.packs import read_pack

Given = Mapping[str, Sequence[Sequence[Value | None]]]
"""Item -> per municipality, in the roster's order, what its people answer; None is geen mening."""


@dataclass
class Scene:
    """A conference under way; `settle` holds a round and settles it."""

    pack: Pack
    towns: int = 4
    voters: int = 3
    secrecy: Secrecy = Secrecy.MUNICIPALITY
    approach: Approach | None = None
    reason: str = ""
    name: Callable[[int], str] = "Gemeente {}".format
    rounds: list[Settled] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [f"m{number}" for number in range(1, self.towns + 1)]

    @property
    def evidence(self) -> Evidence:
        conference = Conference(
            id="c1",
            slug="dal",
            name="Samenwerken in het Dal",
            pack=self.pack.id,
            pack_version=self.pack.version,
            secrecy=self.secrecy,
            state=ConferenceState.ACTIVE,
            phase=self.pack.phases[0].id,
            created_at=datetime(2026, 11, 23, tzinfo=UTC),
            approach=self.approach,
            approach_reason=self.reason,
            municipalities=tuple(
                Municipality(id=town, name=self.name(number)) for number, town in enumerate(self.ids, 1)
            ),
        )
        return Evidence(conference=conference, pack=self.pack, rounds=tuple(self.rounds))

    def settle(
        self,
        template: str,
        given: Given,
        *,
        texts: Mapping[tuple[str, str], str] | None = None,
        refused: Iterable[tuple[str, str]] = (),
        items: Sequence[RoundItem] | None = None,
        last_attempt: bool = False,
    ) -> Settled:
        """Hold a round of the pack on the items in `given`; for woordvoerders there is one answer each.

        `texts` gives (item, municipality) a text, `refused` are marks onaanvaardbaar of whole delegations.
        """
        form = self.pack.round(template)
        if items is None:
            derived = form.derived
            found = (
                derive_items(derived, self.evidence) if derived else static_items(self.pack, form, selection="all")
            )
            items = [item for item in found if item.id in given]
        assert {item.id for item in items} == set(given)
        number = 1 + sum(1 for settled in self.rounds if settled.round.template == template)
        round_ = Round(
            key=len(self.rounds) + 1,
            id=f"{template}-{number}",
            conference="c1",
            template=template,
            phase=next(phase.id for phase in self.pack.phases if form in phase.rounds),
            number=number,
            kind=form.kind,
            sort=form.sort,
            party=form.party,
            mode="individueel",
            state=RoundState.SETTLED,
            title=form.title,
            unacceptable=form.unacceptable,
            budget=form.budget,
            ordered=form.ordered,
            items=tuple(items),
        )
        settled = self._count(round_, self._ballots(round_, given, texts or {}, set(refused)), last_attempt)
        self.rounds.append(settled)
        return settled

    def rate(self, template: str, **answers: str) -> Settled:
        """Every person of a municipality gives the same number: `m01="5541"` is a digit per municipality,
        '-' for nobody."""
        people = {
            item: [[] if digit == "-" else [int(digit)] * self.voters for digit in line]
            for item, line in answers.items()
        }
        return self.settle(template, people)

    def say(self, template: str, *, texts: Mapping[tuple[str, str], str] | None = None, **answers: str) -> Settled:
        """A word per municipality, separated by spaces; '-' for silence. For voters all of them say it."""
        many = 1 if self.pack.round(template).party is Party.SPOKESPERSONS else self.voters
        given: dict[str, list[list[Value | None]]] = {
            item: [[] if word == "-" else [word] * many for word in line.split()] for item, line in answers.items()
        }
        every = {
            (item, town): "omdat"
            for item, line in answers.items()
            for town, word in zip(self.ids, line.split(), strict=True)
            if word.startswith(("objection", "condition"))
        }
        return self.settle(template, given, texts={**every, **(texts or {})})

    def _ballots(
        self, round_: Round, given: Given, texts: Mapping[tuple[str, str], str], refused: set[tuple[str, str]]
    ) -> list[Ballot]:
        return [
            Ballot(
                item=item,
                participant=f"{town}-{number}",
                municipality=town,
                role=Role.VOTER,
                value=value,
                no_opinion=value is None,
                unacceptable=(item, town) in refused,
                text=texts.get((item, town), ""),
            )
            for item, towns in given.items()
            for town, values in zip(self.ids, towns, strict=True)
            for number, value in enumerate(values)
        ]

    def _count(self, round_: Round, ballots: list[Ballot], last_attempt: bool) -> Settled:
        size = 1 if round_.party is Party.SPOKESPERSONS else self.voters
        electorate = Electorate({town: frozenset(f"{town}-{n}" for n in range(size)) for town in self.ids})
        full = summarise_round(
            round_, ballots, electorate, thresholds=self.pack.thresholds, last_attempt=last_attempt
        )
        shown = disclose(full, round_=round_, secrecy=self.secrecy, thresholds=self.pack.thresholds)
        return Settled(round=round_, full=full, shown=shown)


@pytest.fixture(scope="session")
def shipped() -> Pack:
    return read_pack("vooronderzoek")


@pytest.fixture
def scene(shipped: Pack) -> Scene:
    """Four municipalities with three voters each, per gemeente."""
    return Scene(shipped)


@pytest.fixture
def make_scene(shipped: Pack) -> Callable[..., Scene]:
    return lambda **settings: replace(Scene(shipped), **settings)
