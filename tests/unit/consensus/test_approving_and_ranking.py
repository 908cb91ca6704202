"""Approvals and rankings: their edges by hand, and what holds for all of them."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.consensus.approving import approval_counts, approval_voice
from flows.consensus.ranking import (
    borda_scores,
    chance_agreement,
    condorcet_winner,
    kendall_w,
    order_by_score,
    pairwise_support,
    tiers_of,
)
from flows.words import Voice

OPTIONS = ("a", "b", "c", "d")

truncated = st.permutations(OPTIONS).flatmap(
    lambda order: st.integers(0, len(order)).map(lambda top: tiers_of(order[:top], options=OPTIONS))
)
boards = st.lists(truncated, max_size=9)


@pytest.mark.parametrize(
    ("approving", "opinions", "voters", "voice"),
    [
        (0, 0, 3, Voice.NONE),
        (1, 1, 3, Voice.NONE),
        (2, 2, 4, Voice.FOR),
        (2, 3, 3, Voice.FOR),
        (1, 2, 2, Voice.BETWEEN),
        (2, 4, 5, Voice.BETWEEN),
        (1, 3, 3, Voice.AGAINST),
        (0, 3, 3, Voice.AGAINST),
        (0, 0, 0, Voice.NONE),
    ],
)
def test_beeld_on_an_option_is_for_when_more_than_half_approve(
    approving: int, opinions: int, voters: int, voice: Voice
) -> None:
    assert approval_voice(approving, opinions=opinions, voters=voters) is voice


def test_nothing_approved_counts_as_zero() -> None:
    assert approval_counts([(), ()], options=("a", "b")) == {"a": 0, "b": 0}


def test_truncated_ranking_ties_what_it_leaves_out_below() -> None:
    assert tiers_of(("c", "a"), options=OPTIONS) == (("c",), ("a",), ("b", "d"))
    assert tiers_of(OPTIONS, options=OPTIONS) == (("a",), ("b",), ("c",), ("d",))


def test_borda_of_a_top_two_by_hand() -> None:
    """c is above three; a above two and below one; b and d are below two."""
    ranking = tiers_of(("c", "a"), options=OPTIONS)

    scores = borda_scores([ranking], options=OPTIONS)

    assert scores == {"a": 1, "b": -2, "c": 3, "d": -2}
    assert order_by_score(scores) == (("c",), ("a",), ("b", "d"))


@pytest.mark.parametrize("rankings", [[], [(OPTIONS,), (OPTIONS,)]])
def test_agreement_is_no_value_without_any_order(rankings: list[tuple[tuple[str, ...], ...]]) -> None:
    assert kendall_w(rankings, options=OPTIONS) is None
    assert condorcet_winner(rankings, options=OPTIONS) is None


def test_agreement_is_no_value_with_one_option() -> None:
    assert kendall_w([[["a"]]], options=["a"]) is None
    assert condorcet_winner([[["a"]]], options=["a"]) is None


def test_baseline_is_one_divided_by_the_rankings() -> None:
    assert [chance_agreement(n) for n in (0, 1, 4)] == [None, Fraction(1), Fraction(1, 4)]


def test_condorcet_winner_can_differ_from_borda() -> None:
    """Three of five put a first; b is second with them and first with the rest."""
    rankings = [tiers_of(order, options=("a", "b", "c")) for order in ["abc"] * 3 + ["bca"] * 2]

    assert condorcet_winner(rankings, options=("a", "b", "c")) == "a"
    assert order_by_score(borda_scores(rankings, options=("a", "b", "c")))[0] == ("b",)


@given(boards)
def test_borda_scores_add_up_to_zero(rankings: list[tuple[tuple[str, ...], ...]]) -> None:
    assert sum(borda_scores(rankings, options=OPTIONS).values()) == 0


@given(boards)
def test_borda_is_pairwise_wins_minus_losses(rankings: list[tuple[tuple[str, ...], ...]]) -> None:
    support = pairwise_support(rankings, options=OPTIONS)

    assert borda_scores(rankings, options=OPTIONS) == {
        a: sum(support[a, b] - support[b, a] for b in OPTIONS if b != a) for a in OPTIONS
    }


@given(boards)
def test_agreement_lies_between_none_and_full(rankings: list[tuple[tuple[str, ...], ...]]) -> None:
    found = kendall_w(rankings, options=OPTIONS)

    assert found is None or 0 <= found <= 1


@given(truncated.filter(lambda ranking: len(ranking) > 1), st.integers(1, 9))
def test_equal_rankings_agree_fully(ranking: tuple[tuple[str, ...], ...], people: int) -> None:
    assert kendall_w([ranking] * people, options=OPTIONS) == 1


@given(boards)
def test_condorcet_winner_never_stands_last_with_borda(rankings: list[tuple[tuple[str, ...], ...]]) -> None:
    """It beats every other option, so its score is above 0, and the scores add up to 0."""
    winner = condorcet_winner(rankings, options=OPTIONS)

    if winner is not None:
        assert borda_scores(rankings, options=OPTIONS)[winner] > 0


def test_mean_agreement_over_all_pairs_of_orders_is_the_baseline() -> None:
    orders = [[[option] for option in order] for order in permutations("abc")]

    found = [kendall_w([first, second], options=list("abc")) for first in orders for second in orders]

    assert sum((w for w in found if w is not None), Fraction(0)) / len(found) == chance_agreement(2)


@given(st.lists(st.sets(st.sampled_from(OPTIONS)), max_size=9))
def test_approvals_count_each_option_at_most_once_a_person(ballots: list[set[str]]) -> None:
    counts = approval_counts(ballots, options=OPTIONS)

    assert sum(counts.values()) == sum(map(len, ballots))
    assert max(counts.values()) <= len(ballots)
