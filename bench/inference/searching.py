"""Small conferences under geheim: every possible set of answers, and what is published of each.

Who is asked what is told by a `Case`; what is published is what the program publishes: the items of `uitkomst.json`,
the lines of `antwoorden.csv`, the totals of the advisers, and what is derived from all of these.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, combinations_with_replacement, product
from typing import Any, Final, cast

from flows.conference.loose import KeptItem, LooseAnswer, TookPart
from flows.conference.model import (
    Argument,
    Ballot,
    Conference,
    Earlier,
    Electorate,
    ItemOption,
    Municipality,
    Round,
    RoundItem,
    Value,
)
from flows.pack.form import Derivation, Pack
from flows.ports import View
from flows.recommendation.compose import compose
from flows.recommendation.derive import derive_items
from flows.services.concluding import RoundRecord, make_evidence, record_round
from flows.words import ConferenceState, Mode, Role, RoundState, Secrecy
from report.dossier import open_dossier
from report.outcome import tell_items
from report.tables import write_answers
from storage.packs import read_pack

MOMENT = datetime(2026, 11, 3, 13, 0, tzinfo=UTC)
NO_OPINION = "-"
_DERIVED: Final[Mapping[str, Derivation]] = {
    "groslijst": "short_list",
    "motieven": "kept_motives",
    "beslisboom": "principles",
}
"""What follows from a round."""

Answer = Any
"""A value, or '-' for 'geen mening'."""
State = tuple[Answer, ...]
"""What somebody answered, in the rounds in which he did."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """People who cannot be told apart: of one municipality, in the same rounds in the same part.

    `parts` has a sign per round: v answers as a voter, n is asked and does not answer, a answers as an adviser, a dot
    is not there.
    """

    town: str
    people: int
    parts: str
    town_later: str = ""
    """Where he belongs in the second round, when that is another municipality."""

    def town_in(self, number: int) -> str:
        return self.town_later if number and self.town_later else self.town


@dataclass(frozen=True, kw_only=True)
class Case:
    """A conference of one or two rounds on one item. With `follows` the second is a further round, else the first one
    asked again."""

    cells: tuple[Cell, ...]
    values: tuple[Answer, ...]
    states: tuple[State, ...] = ()
    """What people answer who answer in both rounds; without it every two of the values."""
    template: str = "groslijst"
    follows: bool = True
    secret: int | None = None
    """Answers from which figures are shown, instead of the pack's."""

    @property
    def rounds(self) -> int:
        return len(self.cells[0].parts)


@dataclass(kw_only=True)
class Shelf:
    """As much of a `View` as summing up a round needs, without a database: it is asked many thousands of times."""

    rounds_: list[Round] = field(default_factory=list)
    ballots_: dict[int, tuple[Ballot, ...]] = field(default_factory=dict)
    electorates: dict[int, Electorate] = field(default_factory=dict)

    async def rounds(self, _conference: str, /) -> tuple[Round, ...]:
        return tuple(self.rounds_)

    async def ballots(self, key: int, /) -> tuple[Ballot, ...]:
        return self.ballots_[key]

    async def electorate(self, key: int, /) -> Electorate:
        return self.electorates[key]

    async def took_part(self, _key: int, /) -> tuple[TookPart, ...]:
        return ()

    async def cut_items(self, _key: int, /) -> Mapping[str, KeptItem]:
        return {}

    async def loose_answers(self, _key: int, /) -> tuple[LooseAnswer, ...]:
        return ()

    async def arguments(self, _key: int, /) -> tuple[Argument, ...]:
        return ()


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Somebody's answer that what was published gives away."""

    cell: Cell
    round: int
    answer: Answer


PACK = read_pack("vooronderzoek")


@dataclass(frozen=True, kw_only=True)
class Search:
    """Sets of answers that look the same from outside, laid together. Within a set a cell's states are sorted."""

    case: Case
    looks: Sequence[Sequence[tuple[tuple[State, ...], ...]]]

    def findings(self) -> list[Finding]:
        """Answers that are the same whatever fits, where not everybody who is in the same figure gave that answer."""
        return [finding for seen in self.looks for finding in self._determined(seen)]

    def _determined(self, seen: Sequence[tuple[tuple[State, ...], ...]]) -> Iterator[Finding]:
        for number in range(self.case.rounds):
            for part in "va":
                cells = [(n, c) for n, c in enumerate(self.case.cells) if c.parts[number] == part and c.people]
                possible = {n: {state[_at(c, number)] for one in seen for state in one[n]} for n, c in cells}
                if len(set(chain.from_iterable(possible.values()))) > 1:
                    for n, cell in cells:
                        if len(possible[n]) == 1:
                            yield Finding(cell=cell, round=number, answer=next(iter(possible[n])))


def search(case: Case, *, pack: Pack = PACK) -> Search:
    """Publish every possible set of answers, and lay together those that look the same from outside."""
    looks: dict[object, list[tuple[tuple[State, ...], ...]]] = defaultdict(list)
    if case.secret is not None:
        thresholds = pack.thresholds.model_copy(update={"secret": case.secret})
        pack = pack.model_copy(update={"thresholds": thresholds})
    stage = _Stage(case, pack)
    for answers in assignments(case):
        looks[stage.publish(answers)].append(answers)
    return Search(case=case, looks=list(looks.values()))


def assignments(case: Case) -> Iterator[tuple[tuple[State, ...], ...]]:
    """Every set of answers, people of one cell taken together: they change places without a change outside."""
    of_cell = [_states(case, cell) for cell in case.cells]
    return product(
        *(
            combinations_with_replacement(states, cell.people)
            for states, cell in zip(of_cell, case.cells, strict=True)
        )
    )


def _states(case: Case, cell: Cell) -> Sequence[State]:
    rounds = sum(sign in "va" for sign in cell.parts)
    return case.states if rounds == 2 and case.states else list(product(case.values, repeat=rounds))


def _at(cell: Cell, number: int) -> int:
    """The place of a round in the states of a cell."""
    return sum(sign in "va" for sign in cell.parts[:number])


class _Stage:
    """What is the same for all sets of answers of a case."""

    def __init__(self, case: Case, pack: Pack) -> None:
        self.case, self.pack = case, pack
        template = pack.round(case.template)
        asked = next(iter(pack.lists[template.items or ""].items))
        towns = sorted({c.town for c in case.cells} | {c.town_later for c in case.cells} - {""})
        self.conference = Conference(
            id="dal",
            slug="dal",
            name="Dal",
            pack=pack.id,
            pack_version=pack.version,
            secrecy=Secrecy.SECRET,
            state=ConferenceState.ACTIVE,
            phase="groslijst",
            created_at=MOMENT,
            municipalities=tuple(Municipality(id=town, name=town.upper()) for town in towns),
        )
        options = tuple(_option(o) for o in getattr(asked, "options", ()))
        item = RoundItem(id=asked.id, title="Eén", options=options)
        self.options = {f"OPTION_{n}": option.id for n, option in enumerate(options)}
        self.rounds = [
            Round(
                key=number + 1,
                id=f"{case.template}-{number + 1}",
                conference="dal",
                template=case.template,
                phase="groslijst",
                number=number + 1,
                kind=template.kind,
                sort=template.sort,
                party=template.party,
                mode=Mode.INDIVIDUAL,
                state=RoundState.SETTLED,
                title="Een ronde",
                unacceptable=template.unacceptable,
                ordered=template.ordered,
                closed_at=MOMENT,
                opened_at=MOMENT,
                items=(item,),
                follows=1 if number and case.follows else None,
            )
            for number in range(case.rounds)
        ]
        self.towns = towns
        self.shelf = Shelf(rounds_=self.rounds)
        for number, round_ in enumerate(self.rounds):
            voters: dict[str, set[str]] = {town: set() for town in towns}
            for place, cell in enumerate(case.cells):
                if cell.parts[number] in "vn":
                    voters[cell.town_in(number)] |= {f"{place}.{n}" for n in range(cell.people)}
            self.shelf.electorates[round_.key] = Electorate({t: frozenset(v) for t, v in voters.items()})

    def publish(self, answers: Sequence[Sequence[State]]) -> object:
        """All that leaves the program, as one thing that can be compared."""
        for number, round_ in enumerate(self.rounds):
            self.shelf.ballots_[round_.key] = tuple(self._ballots(number, answers))
        records = [
            run(record_round(cast(View, self.shelf), self.pack, self.conference, round_, rounds=self.rounds))
            for round_ in self.rounds
        ]
        return (
            *(repr(tell_items(r.round, r.disclosed, towns=self.towns)) for r in records),
            *(repr((sorted(r.disclosed.answered.items()), r.disclosed.order)) for r in records),
            *(repr(sorted((item, total.counts) for item, total in r.advisers.items())) for r in records),
            write_answers(open_dossier(self._record(records))),
            self._derived(records),
        )

    def _derived(self, records: list[RoundRecord]) -> str:
        evidence = make_evidence(self.pack, self.conference, records)
        return repr((derive_items(_DERIVED[self.case.template], evidence), compose(evidence)))

    def _record(self, records: Sequence[RoundRecord]) -> Any:
        return _Record(conference=self.conference, pack=self.pack, rounds=tuple(records))

    def _ballots(self, number: int, answers: Sequence[Sequence[State]]) -> Iterator[Ballot]:
        item = self.rounds[number].items[0].id
        for place, (cell, states) in enumerate(zip(self.case.cells, answers, strict=True)):
            if cell.parts[number] not in "va":
                continue
            carried = number > 0 and self.case.follows and cell.parts[number - 1] in "va"
            for n, state in enumerate(states):
                value, none = self._given(state[_at(cell, number)])
                before = Earlier(*self._given(state[_at(cell, number - 1)])) if carried else None
                yield Ballot(
                    item=item,
                    participant=f"{place}.{n}",
                    municipality=cell.town_in(number),
                    role=Role.VOTER if cell.parts[number] == "v" else Role.ADVISER,
                    value=value,
                    no_opinion=none,
                    earlier=before,
                )

    def _given(self, answer: Answer) -> tuple[Value | None, bool]:
        return (None, True) if answer == NO_OPINION else (self.options.get(answer, answer), False)


@dataclass(frozen=True, kw_only=True)
class _Record:
    """As much of a `ConferenceRecord` as the table of answers needs."""

    conference: Conference
    pack: Pack
    rounds: tuple[RoundRecord, ...]
    participants: tuple[()] = ()
    mentions: tuple[()] = ()
    recommendation: None = None
    audit: None = None
    pseudonym_key: bytes = b""
    history: tuple[()] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


def _option(option: Any) -> ItemOption:
    return ItemOption(id=option.id, title=option.title, place=option.place)


def run(waiting: Any) -> Any:
    """What a coroutine comes to that never waits for anything."""
    try:
        waiting.send(None)
    except StopIteration as over:
        return over.value
    raise AssertionError("it waited")
