"""What stays of an item when its link was cut comes back from the database exactly as it was."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

import pytest

from flows.conference.loose import KeptItem
from flows.conference.model import Round
from flows.conference.secrecy import disclose
from flows.outcomes import Movement, Outcome, RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Decision, Kind, Secrecy
from storage.cutting import kept_row, to_kept

ANSWERS: dict[Kind, tuple[Any, ...]] = {
    Kind.RATE: (1, 4, "-"),
    Kind.CHOOSE: ("a", "b", "b"),
    Kind.APPROVE: ((("a",), ""), (("a", "b"), ""), ((), "")),
    Kind.RANK: ((("a", "b"), ""), (("b", "a"), ""), "-"),
    Kind.POINTS: ({"a": 7, "b": 3}, {"a": 10}, {"b": 10}),
    Kind.GRADE: ("matig", "geschikt", "-"),
    Kind.OPEN: ((("Een", "Twee"), ""), (("Drie",), ""), "-"),
    Kind.CONSENT: (("agree", ""), ("condition", "mits"), ("objection", "nee")),
}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("towns", [1, 3])
@pytest.mark.parametrize("secrecy", [Secrecy.SECRET, Secrecy.NAMED])
def test_every_kind_comes_back_as_it_was(
    *,
    make_round: Callable[..., Round],
    summarise: Callable[..., RoundOutcome],
    thresholds: Thresholds,
    kind: Kind,
    towns: int,
    secrecy: Secrecy,
) -> None:
    round_ = replace(make_round(kind), top=2)
    full = summarise(round_, dict.fromkeys("ABC"[:towns], ANSWERS[kind]))
    found = disclose(full, round_=round_, secrecy=secrecy, thresholds=thresholds).items["one"]
    outcome = replace(found, movement=Movement(changed=3, up=2, down=1, of=9))
    advisers = Outcome(item="one", counts={"a": 5}, no_opinion=0, answered=5, electorate=6)
    kept = KeptItem(outcome=outcome, advisers=advisers, last=Decision.CARRIED_MINORITY)

    row = kept_row(7, kept)
    again = to_kept(json.loads(json.dumps(row["body"])), kind=kind)

    assert again == kept
    assert _types(again.outcome) == _types(outcome)
    assert (row["round"], row["item"]) == (7, "one")


def _types(outcome: Any) -> dict[str, type]:
    """A word that came back as a mere text is equal to it, and still not the same."""
    return {field.name: type(getattr(outcome, field.name)) for field in fields(outcome)}


def test_fractions_stay_exact(make_round: Callable[..., Round], summarise: Callable[..., RoundOutcome]) -> None:
    outcome: Any = summarise(make_round(), {"A": [1, 2, 5], "B": [2, 2, 3]}).items["one"]

    again: Any = to_kept(kept_row(1, KeptItem(outcome=outcome))["body"], kind=Kind.RATE).outcome

    assert type(again.leik) is Fraction
    assert again.leik == outcome.leik
