"""Under geheim no published outcome of an item determines what a person answered, unanimity excepted.

Every possible set of answers of a small conference is published, and sets that look the same from outside
are laid beside each other. Persons of one delegation are alike, so its answers are taken as a sorted tuple.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations_with_replacement, product
from typing import Any

import pytest

from flows.conference.model import Round
from flows.conference.secrecy import disclose
from flows.outcomes import RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Kind, Secrecy

Answers = tuple[tuple[Any, ...], ...]


def determined(seen: list[Answers]) -> bool:
    """Whether in all of these a municipality's people gave one and the same answer, and not everybody did."""
    everybody = {answer for answers in seen for delegation in answers for answer in delegation}
    if len(everybody) == 1:
        return False
    return any(len({answer for answers in seen for answer in answers[town]}) == 1 for town in range(len(seen[0])))


@pytest.mark.parametrize(
    ("kind", "sizes", "values"),
    [
        (Kind.RATE, (3, 3, 3), (1, 3, 5)),
        (Kind.RATE, (3, 3, 3), (2, 5, "-")),
        (Kind.RATE, (4, 4, 4), (1, 5)),
        (Kind.RATE, (3, 3, 2), (1, 3, 5)),
        (Kind.RATE, (4, 3, 3), (1, 5)),
        (Kind.RATE, (5, 5, 5, 4), (1, 5)),
        (Kind.RATE, (3, 3, 3, 1), (1, 5)),
        (Kind.CHOOSE, (3, 3, 3), ("a", "b", "-")),
        (Kind.GRADE, (3, 3, 3), ("matig", "geschikt", "-")),
        (Kind.CONSENT, (3, 3, 3), (("agree", ""), ("condition", "x"), ("objection", "y"))),
        (Kind.CONSENT, (4, 3, 3), (("agree", ""), ("objection", "y"))),
    ],
)
def test_no_published_outcome_determines_an_answer(
    *,
    make_round: Callable[..., Round],
    summarise: Callable[..., RoundOutcome],
    thresholds: Thresholds,
    kind: Kind,
    sizes: tuple[int, ...],
    values: tuple[Any, ...],
) -> None:
    round_ = make_round(kind)
    looks: dict[str, list[Answers]] = defaultdict(list)
    for answers in product(*(combinations_with_replacement(values, size) for size in sizes)):
        table = dict(zip("ABCD", answers, strict=False))
        outcome = disclose(summarise(round_, table), round_=round_, secrecy=Secrecy.SECRET, thresholds=thresholds)
        item = outcome.items["one"]
        published = (replace(item, hidden=frozenset()), sorted(item.hidden), outcome.order, outcome.answered)
        looks[repr(published)].append(answers)

    assert len(looks) > 1
    assert [seen for seen in looks.values() if determined(seen)] == []


def test_unlike_delegations_would_give_answers_away_if_the_numbers_were_shown(
    make_round: Callable[..., Round], summarise: Callable[..., RoundOutcome]
) -> None:
    """The reason for the rule, and the proof that this check finds a leak."""
    round_ = make_round()
    looks: dict[str, list[Answers]] = defaultdict(list)
    for answers in product(*(combinations_with_replacement((1, 5), size) for size in (5, 5, 5, 4))):
        outcome: Any = summarise(round_, dict(zip("ABCD", answers, strict=True))).items["one"]
        looks[repr((outcome.counts, outcome.voice_counts))].append(answers)

    assert any(determined(seen) for seen in looks.values())
