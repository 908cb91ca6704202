"""Movement in the summary of a further round: over the same people, with a direction where there is an order."""

from collections.abc import Callable

import pytest

from flows.conference.model import Ballot, Earlier, Electorate, Round
from flows.kinds.summary import advisers_outcome, summarise_round
from flows.outcomes import Movement
from flows.pack.form import Thresholds
from flows.words import Kind, Role

Make = Callable[..., Round]


def ballot(person: str, value: object, *before: object, **more: object) -> Ballot:
    """`before` is the earlier answer, None for 'geen mening'; without it there was none."""
    fields = {
        "item": "one",
        "participant": person,
        "municipality": "A",
        "role": Role.VOTER,
        "value": value,
        "no_opinion": value is None,
        "earlier": Earlier(before[0], no_opinion=before[0] is None) if before else None,
        **more,
    }
    return Ballot(**fields)


def movement(round_: Round, ballots: list[Ballot], thresholds: Thresholds) -> Movement | None:
    people = frozenset(b.participant for b in ballots if b.participant != "outsider")
    outcome = summarise_round(round_, ballots, Electorate({"A": people}), thresholds=thresholds)
    return outcome.items["one"].movement


def test_first_round_has_no_movement(make_round: Make, thresholds: Thresholds) -> None:
    assert movement(make_round(Kind.RATE), [ballot("a", 5, 4)], thresholds) is None


def test_only_electors_with_both_answers_are_compared(make_round: Make, thresholds: Thresholds) -> None:
    ballots = [
        ballot("a", 5, 4),
        ballot("b", 2, 4),
        ballot("c", 3, 3, carried=True),
        ballot("d", 5),
        ballot("e", None, 4),
        ballot("f", 4, None),
        ballot("g", None, None),
        ballot("outsider", 1, 5),
    ]

    assert movement(make_round(Kind.RATE, follows=9), ballots, thresholds) == Movement(changed=4, up=1, down=1, of=6)


@pytest.mark.parametrize(
    ("kind", "fields", "before", "after", "moved"),
    [
        (Kind.CHOOSE, {"ordered": True}, "a", "c", Movement(changed=1, up=1, down=0, of=1)),
        (Kind.CHOOSE, {"ordered": False}, "a", "c", Movement(changed=1, up=0, down=0, of=1)),
        (Kind.GRADE, {}, "matig", "geschikt", Movement(changed=1, up=1, down=0, of=1)),
        (Kind.GRADE, {}, "zeer_geschikt", "ongeschikt", Movement(changed=1, up=0, down=1, of=1)),
        (Kind.POINTS, {}, {"a": 10}, {"a": 6, "b": 4}, Movement(changed=1, up=0, down=0, of=1)),
        (Kind.POINTS, {}, {"a": 10}, {"a": 10}, Movement(changed=0, up=0, down=0, of=1)),
        (Kind.POINTS, {}, {"a": 4}, {"a": 10}, Movement(changed=0, up=0, down=0, of=0)),
        (Kind.APPROVE, {}, ("a",), ("a", "b"), Movement(changed=1, up=0, down=0, of=1)),
        (Kind.RANK, {}, ("a", "b"), ("b", "a"), Movement(changed=1, up=0, down=0, of=1)),
    ],
)
def test_direction_follows_the_order_of_the_kind(
    make_round: Make,
    thresholds: Thresholds,
    *,
    kind: Kind,
    fields: dict[str, object],
    before: object,
    after: object,
    moved: Movement,
) -> None:
    round_ = make_round(kind, follows=9, **fields)

    assert movement(round_, [ballot("a", after, before)], thresholds) == moved


def test_advisers_have_no_movement(make_round: Make, thresholds: Thresholds) -> None:
    round_ = make_round(Kind.RATE, follows=9)
    ballots = [ballot(person, 5, 4, role=Role.ADVISER) for person in "abcdef"]

    totals = advisers_outcome(round_, ballots, advisers=frozenset("abcdef"), thresholds=thresholds)

    assert totals["one"].movement is None
    assert totals["one"].answered == 6
