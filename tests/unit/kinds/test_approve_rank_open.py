"""What comes out of approve, rank and open, worked by hand."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.conference.model import Round
from flows.kinds import KINDS
from flows.kinds.open import tidy
from flows.outcomes import ApproveOutcome, OpenOutcome, RankOutcome, RoundOutcome
from flows.words import Kind, Region, Voice

MakeRound = Callable[..., Round]
Summarise = Callable[..., RoundOutcome]


def approved(summarise: Summarise, round_: Round, table: Any) -> ApproveOutcome:
    outcome = summarise(round_, table).items["one"]
    assert isinstance(outcome, ApproveOutcome)
    return outcome


def ranked(summarise: Summarise, round_: Round, table: Any) -> RankOutcome:
    outcome = summarise(round_, table).items["one"]
    assert isinstance(outcome, RankOutcome)
    return outcome


def written(summarise: Summarise, round_: Round, table: Any) -> OpenOutcome:
    outcome = summarise(round_, table).items["one"]
    assert isinstance(outcome, OpenOutcome)
    return outcome


def test_approvals_are_counted_over_heads_and_read_per_municipality(
    make_round: MakeRound, summarise: Summarise
) -> None:
    table = {
        "A": [("a", "b"), ("a",), ("a",)],
        "B": [("a", "c"), ("c",), "-"],
        "C": [("a",), (), ("a", "c")],
        "D": [None, None, ("d",)],
    }

    outcome = approved(summarise, make_round(Kind.APPROVE), table)

    assert outcome.counts == {"a": 6, "b": 1, "c": 3, "d": 1}
    assert (outcome.answered, outcome.no_opinion, outcome.electorate) == (10, 1, 12)
    assert outcome.own == {
        "A": {"a": 3, "b": 1, "c": 0, "d": 0},
        "B": {"a": 1, "b": 0, "c": 2, "d": 0},
        "C": {"a": 2, "b": 0, "c": 1, "d": 0},
        "D": {"a": 0, "b": 0, "c": 0, "d": 1},
    }
    assert outcome.voices is not None
    assert {town: voices["a"] for town, voices in outcome.voices.items()} == {
        "A": Voice.FOR,
        "B": Voice.BETWEEN,
        "C": Voice.FOR,
        "D": Voice.NONE,
    }
    assert outcome.voices["D"] == dict.fromkeys("abcd", Voice.NONE)
    assert outcome.region == {
        "a": Region.UNDECIDED,
        "b": Region.REJECTED_PENDING,
        "c": Region.SPLIT,
        "d": Region.REJECTED_PENDING,
    }
    assert outcome.voice_counts is not None
    assert outcome.voice_counts["c"] == {Voice.FOR: 1, Voice.BETWEEN: 0, Voice.AGAINST: 2, Voice.NONE: 1}


def test_approving_nothing_is_an_answer(make_round: MakeRound, summarise: Summarise) -> None:
    outcome = approved(summarise, make_round(Kind.APPROVE), {"A": [(), ()], "B": [(), ()], "C": [(), ()]})

    assert (outcome.answered, outcome.counts) == (6, {"a": 0, "b": 0, "c": 0, "d": 0})
    assert outcome.region == dict.fromkeys("abcd", Region.REJECTED)


def test_rankings_give_scores_agreement_and_orders(make_round: MakeRound, summarise: Summarise) -> None:
    """Top two of four: b is first with two and second with one; of Boskerk only one of three ranked."""
    table = {"Aldermeer": [("a", "b"), ("b", "a")], "Boskerk": [("d", "c"), None, ("a",)], "Dalwijk": [("b", "c")]}

    outcome = ranked(summarise, make_round(Kind.RANK), table)

    assert outcome.answered_by == {"Aldermeer": 2, "Boskerk": 1, "Dalwijk": 1}
    assert outcome.counts == {"a": 2, "b": 3, "c": 2, "d": 1}
    assert outcome.scores == {"a": 3 + 1 - 2 - 2, "b": 1 + 3 - 2 + 3, "c": -2 - 2 + 1 + 1, "d": -2 - 2 + 3 - 2}
    assert outcome.baseline == Fraction(1, 4)
    assert (outcome.condorcet, outcome.differs) == ("b", False)
    assert outcome.voices == {
        "Aldermeer": (("a", "b"), ("c", "d")),
        "Boskerk": None,
        "Dalwijk": (("b",), ("c",), ("a", "d")),
    }
    assert outcome.region == {"a": 2 - 2, "b": 2 + 3, "c": -2 + 1, "d": -2 - 2}


def test_agreement_of_equal_rankings_is_full(make_round: MakeRound, summarise: Summarise) -> None:
    outcome = ranked(summarise, make_round(Kind.RANK), {"A": [("a", "b")] * 3})

    assert (outcome.agreement, outcome.baseline) == (Fraction(1), Fraction(1, 3))


def test_condorcet_winner_that_is_not_first_is_flagged(make_round: MakeRound, summarise: Summarise) -> None:
    """Three of five put a first, before b; the others put b first and a last: b scores more, a beats all."""
    table = {"A": [("a", "b", "c", "d")] * 3, "B": [("b", "c", "d", "a")] * 2}

    outcome = ranked(summarise, make_round(Kind.RANK, top=4), table)

    assert (outcome.condorcet, outcome.differs) == ("a", True)


def test_nobody_ranked_leaves_no_values(make_round: MakeRound, summarise: Summarise) -> None:
    outcome = ranked(summarise, make_round(Kind.RANK), {"A": [None, ("a",)], "B": []})

    assert (outcome.answered, outcome.agreement, outcome.baseline, outcome.condorcet) == (0, None, None, None)
    assert (outcome.differs, outcome.region, outcome.voices) == (False, None, {"A": None, "B": None})


@pytest.mark.parametrize(("value", "is_complete"), [((), False), (("a",), False), (("a", "b"), True)])
def test_ranking_is_finished_when_every_place_is_filled(
    make_round: MakeRound, value: tuple[str, ...], is_complete: bool
) -> None:
    round_ = make_round(Kind.RANK)

    assert KINDS[Kind.RANK].complete(value, item=round_.items[0], round_=round_) is is_complete


def test_texts_stand_together_without_municipality_or_order(make_round: MakeRound, summarise: Summarise) -> None:
    round_ = make_round(Kind.OPEN)
    texts = [f"Tekst {n}" for n in range(12)]
    table = {"A": [tuple(texts[:5]), "-"], "B": [tuple(texts[5:]), ()]}
    turned = {"B": [tuple(reversed(texts[5:])), ()], "A": ["-", tuple(texts[:5])]}

    outcome = written(summarise, round_, table)

    assert sorted(outcome.texts) == sorted(texts)
    assert outcome.texts not in (tuple(texts), tuple(sorted(texts)), tuple(reversed(texts)))
    assert written(summarise, round_, turned).texts == outcome.texts
    assert written(summarise, replace(round_, id="ronde-2"), table).texts != outcome.texts
    assert (outcome.counts, outcome.own, outcome.answered, outcome.no_opinion) == (None, None, 3, 1)


def test_equal_texts_of_two_people_both_stand(make_round: MakeRound, summarise: Summarise) -> None:
    assert written(summarise, make_round(Kind.OPEN), {"A": [("Geld",), ("Geld",)]}).texts == ("Geld", "Geld")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  een\n tekst ", "een tekst"),
        ("a\x00b", "a b"),
        ("…", "…"),
        ("\u200b \n", ""),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_typed_text_becomes_one_readable_line(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_tidied_text_is_one_that_is_read_back(typed: str) -> None:
    line = tidy(typed)

    assert tidy(line) == line
