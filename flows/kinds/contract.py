"""What every kind of question must be able to do, and the answers of one item as a kind receives them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from flows.conference.model import Ballot, Round, RoundItem, Value
from flows.errors import Invalid
from flows.outcomes import AnyOutcome, Distribution
from flows.pack.form import Thresholds

_LONGEST = 4000
"""Characters of an answer; points over 30 options stay far below it."""


@dataclass(slots=True)
class Delegation:
    """The answers of one municipality's electors to one item.

    `opinions` are finished answers with a value; unfinished ones count nowhere.
    """

    municipality: str
    voters: int
    opinions: list[Ballot] = field(default_factory=list)
    no_opinion: int = 0
    repeated: list[Ballot] = field(default_factory=list)
    """Answers, 'geen mening' included, of who had one in the round before too; empty in a first round."""

    @property
    def answered(self) -> int:
        return len(self.opinions) + self.no_opinion

    @property
    def values(self) -> list[Value]:
        """The opinions themselves."""
        return [ballot.value for ballot in self.opinions if ballot.value is not None]


class KindOfQuestion(Protocol):
    """One kind: how an answer is read and written, when it is finished, and what comes out."""

    def parse(self, raw: str, *, item: RoundItem, round_: Round) -> Value:
        """The answer in this canonical JSON text. Raises Invalid with the reason."""
        ...

    def encode(self, value: Value, /) -> str:
        """The one JSON text of this answer."""
        ...

    def complete(self, value: Value, /, *, item: RoundItem, round_: Round) -> bool:
        """Whether the answer is finished, so that it counts."""
        ...

    def distribute(self, item: RoundItem, values: Sequence[Value], /) -> Distribution:
        """Answers per value; every possible value is listed."""
        ...

    def summarise(
        self,
        item: RoundItem,
        delegations: Sequence[Delegation],
        *,
        round_: Round,
        thresholds: Thresholds,
        last_attempt: bool,
    ) -> AnyOutcome:
        """What comes out of one item, on both levels, over all municipalities."""
        ...

    def order(self, outcomes: Mapping[str, AnyOutcome], /) -> tuple[tuple[str, ...], ...]:
        """The items best first, where this kind compares items; else empty."""
        ...


def read_json(raw: str) -> Any:
    """What a JSON text holds. Raises Invalid('answer_unreadable')."""
    if len(raw) > _LONGEST:
        raise Invalid("answer_unreadable")
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as exc:
        raise Invalid("answer_unreadable") from exc


def write_json(value: Value) -> str:
    """Canonical: keys sorted, no spaces, no escapes but JSON's own."""
    plain = dict(value) if isinstance(value, Mapping) else value
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def require_canonical(raw: str, *, encoded: str) -> None:
    """One answer has one text, so that the same answer is always recognised. Raises Invalid('answer_unreadable')."""
    if raw != encoded:
        raise Invalid("answer_unreadable")


def common_fields(
    item: RoundItem, delegations: Sequence[Delegation], *, own: Mapping[str, Distribution], nothing: Distribution
) -> dict[str, Any]:
    """The fields of an outcome that every kind fills in the same way.

    `own` are the delegations' distributions, which add up to the one over all voters; `nothing` is the
    distribution of no answers at all.
    """
    counts = dict(nothing)
    for distribution in own.values():
        for value, count in distribution.items():
            counts[value] += count
    return {
        "item": item.id,
        "counts": counts,
        "no_opinion": sum(d.no_opinion for d in delegations),
        "answered": sum(d.answered for d in delegations),
        "electorate": sum(d.voters for d in delegations),
        "answered_by": {d.municipality: d.answered for d in delegations},
        "own": own,
    }
