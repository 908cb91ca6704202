"""The summary of a round: what a facilitator waits for after closing, and how it grows with tasks and with voters.

Summarised and disclosed, as every outcome that is shown is. Answers are drawn with a fixed seed and come in no order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from random import Random

from bench.clock import best_times
from bench.row import Row, Unit
from flows.conference.model import Ballot, Electorate, Round, RoundItem
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.pack.form import Thresholds
from flows.words import Kind, Mode, Party, Role, RoundState, Secrecy, Sort
from storage.packs import read_pack

_BUDGET = 50.0
"""Milliseconds for the largest conference that is to be served well."""

_GROWTH = 1.25
"""How much dearer an answer may become where a round doubles: flat, but for the noise of a machine. Anything that
looks at each pair of answers would double it."""

_STRICT = 2.0
"""How much dearer the same round may be under geheim."""

_USUAL = Secrecy.MUNICIPALITY

_SILENT, _NO_OPINION, _MARKED = 0.05, 0.05, 0.05
"""Shares of answers that are not given, 'geen mening', and marked unacceptable."""


@dataclass(frozen=True)
class Size:
    """How large a round is."""

    tasks: int
    voters: int
    municipalities: int = 20

    def __str__(self) -> str:
        return f"{self.tasks} tasks, {self.voters} voters, {self.municipalities} municipalities"


@dataclass(frozen=True)
class Sizes:
    """The round that has the budget; and series of sizes, each about twice the one before, that show the growth."""

    largest: Size
    by_tasks: tuple[Size, ...]
    by_voters: tuple[Size, ...]
    repeats: int

    @property
    def all(self) -> tuple[Size, ...]:
        return tuple(dict.fromkeys((self.largest, *self.by_tasks, *self.by_voters)))


REAL = Sizes(
    largest=Size(70, 200),
    by_tasks=tuple(Size(tasks, 200) for tasks in (10, 20, 35, 70, 140)),
    by_voters=tuple(Size(70, voters) for voters in (25, 50, 100, 200, 400)),
    repeats=25,
)
SMALL = Sizes(
    largest=Size(4, 12, 3),
    by_tasks=(Size(2, 12, 3), Size(4, 12, 3)),
    by_voters=(Size(4, 6, 3), Size(4, 12, 3)),
    repeats=2,
)


def measure(*, small: bool) -> Iterator[Row]:
    """The largest round; what the strictest secrecy adds, which has to weigh what may be shown; per doubling, the
    time per answer against that of the size before."""
    sizes = SMALL if small else REAL
    thresholds = read_pack("vooronderzoek").thresholds
    rounds = {size: _Played.of(size) for size in sizes.all}
    wanted = [*((size, _USUAL) for size in rounds), (sizes.largest, Secrecy.SECRET)]
    seconds = best_times(
        {(size, secrecy): partial(_sum_up, rounds[size], secrecy, thresholds) for size, secrecy in wanted},
        repeats=sizes.repeats,
    )
    largest, strict = seconds[sizes.largest, _USUAL], seconds[sizes.largest, Secrecy.SECRET]
    yield Row(what=f"summary, {sizes.largest}", value=1000 * largest, unit=Unit.MILLISECONDS, bound=_BUDGET)
    yield Row(what="summary, geheim against per gemeente", value=strict / largest, unit=Unit.TIMES, bound=_STRICT)
    per_answer = {size: seconds[size, _USUAL] / len(played.ballots) for size, played in rounds.items()}
    for series in (sizes.by_tasks, sizes.by_voters):
        yield from _grow(series, per_answer)


@dataclass(frozen=True)
class _Played:
    """A closed round with its answers."""

    round: Round
    ballots: Sequence[Ballot]
    electorate: Electorate

    @classmethod
    def of(cls, size: Size) -> "_Played":
        chance = Random(size.tasks * 1000 + size.voters)
        home = {f"person-{n}": f"town-{n % size.municipalities}" for n in range(size.voters)}
        items = tuple(RoundItem(id=f"task-{n}", title=f"Taak {n}") for n in range(size.tasks))
        ballots = [
            _answer(item.id, person, town, chance)
            for person, town in home.items()
            for item in items
            if chance.random() >= _SILENT
        ]
        chance.shuffle(ballots)
        towns = dict.fromkeys(home.values())
        voters = {town: frozenset(person for person, own in home.items() if own == town) for town in towns}
        return cls(_make_round(items), ballots, Electorate(voters))


def _sum_up(played: _Played, secrecy: Secrecy, thresholds: Thresholds) -> None:
    outcome = summarise_round(played.round, played.ballots, played.electorate, thresholds=thresholds)
    disclose(outcome, round_=played.round, secrecy=secrecy, thresholds=thresholds)


def _grow(sizes: Sequence[Size], per_answer: Mapping[Size, float]) -> Iterator[Row]:
    for before, after in pairwise(sizes):
        yield Row(
            what=f"summary, an answer of {after.tasks} x {after.voters} against {before.tasks} x {before.voters}",
            value=per_answer[after] / per_answer[before],
            unit=Unit.TIMES,
            bound=_GROWTH,
        )


def _answer(item: str, person: str, town: str, chance: Random) -> Ballot:
    silent = chance.random() < _NO_OPINION
    return Ballot(
        item=item,
        participant=person,
        municipality=town,
        role=Role.VOTER,
        value=None if silent else chance.randint(1, 5),
        no_opinion=silent,
        unacceptable=chance.random() < _MARKED,
    )


def _make_round(items: tuple[RoundItem, ...]) -> Round:
    return Round(
        key=1,
        id="groslijst-1",
        conference="bench",
        template="groslijst",
        phase="groslijst",
        number=1,
        kind=Kind.RATE,
        sort=Sort.VOORSTEL,
        party=Party.VOTERS,
        mode=Mode.INDIVIDUAL,
        state=RoundState.CLOSED,
        title="Groslijst",
        unacceptable=True,
        items=items,
    )
