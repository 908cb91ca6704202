"""Both levels of every kind: what is said when persons and municipalities differ, and when they come near it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from flows.conference.model import Ballot, Electorate, ItemOption, Round, RoundItem, Value
from flows.consensus.heads import Crossing, Paradox, cross_check
from flows.kinds.summary import summarise_round
from flows.outcomes import AnyOutcome, Heads, RateOutcome
from flows.words import Consent, Grade, Kind, Mode, Party, Role, RoundState, Sort
from storage.packs import read_pack

THRESHOLDS = read_pack("vooronderzoek").thresholds
AGREE, OBJECT = Consent.AGREE.value, Consent.OBJECTION.value
GOOD, POOR = Grade.GOOD.value, Grade.POOR.value
A, B = "a", "b"


def sum_up(
    kind: Kind, answers: Mapping[str, Sequence[Value | None]], *, ordered: bool = False, party: Party = Party.VOTERS
) -> AnyOutcome:
    """What comes out of one item with options a, b and c, answered so by the voters of each municipality."""
    options = tuple(ItemOption(id=id_, title=id_.upper()) for id_ in "abc")
    round_ = Round(
        key=1,
        id="vraag-1",
        conference="c",
        template="vraag",
        phase="fase",
        number=1,
        kind=kind,
        sort=Sort.VOORSTEL,
        party=party,
        mode=Mode.INDIVIDUAL,
        state=RoundState.CLOSED,
        title="Vraag",
        items=(RoundItem(id="item", title="Item", options=options),),
        ordered=ordered,
        budget=10,
        top=2,
        decides=kind is Kind.CONSENT,
    )
    ballots = [
        Ballot(
            item="item",
            participant=f"{town}{n}",
            municipality=town,
            role=Role.VOTER,
            value=value,
            text="Te duur" if value == OBJECT else "",
        )
        for town, given in answers.items()
        for n, value in enumerate(given)
    ]
    voters = {town: frozenset(f"{town}{n}" for n in range(len(given))) for town, given in answers.items()}
    return summarise_round(round_, ballots, Electorate(voters), thresholds=THRESHOLDS).items["item"]


def check(
    kind: Kind, answers: Mapping[str, Sequence[Value | None]], *, ordered: bool = False
) -> tuple[Crossing, ...]:
    return cross_check(sum_up(kind, answers, ordered=ordered), sort=Sort.VOORSTEL, party=Party.VOTERS)


# --- rate ----------------------------------------------------------------------------------------------


def test_rated_item_that_is_carried_with_a_minority_of_heads_differs() -> None:
    """Three of four municipalities are for with 2 of 3 each; none of the large fourth is: 6 of 13."""
    small: Sequence[Value] = (4, 5, 1)

    found = check(Kind.RATE, {"g1": small, "g2": small, "g3": small, "g4": (3, 3, 3, 3)})

    assert found == (Crossing(paradox=Paradox.DISAGREE, heads=Heads(for_=6, against=3, of=13)),)


def test_rated_item_that_most_heads_are_for_and_is_not_carried_differs() -> None:
    found = check(Kind.RATE, {"g1": (5,) * 8, "g2": (1, 2)})

    assert found == (Crossing(paradox=Paradox.DISAGREE, heads=Heads(for_=8, against=2, of=10)),)


def test_rated_item_between_a_third_and_two_thirds_of_the_heads_is_close() -> None:
    found = check(Kind.RATE, {"g1": (4, 4), "g2": (2, 3, 2), "g3": (5, 1)})

    assert found == (Crossing(paradox=Paradox.CLOSE, heads=Heads(for_=3, against=3, of=7)),)


def test_rated_item_on_which_both_levels_agree_needs_no_word() -> None:
    assert check(Kind.RATE, {"g1": (4, 4), "g2": (5, 5, 3), "g3": (5, 4)}) == ()


@pytest.mark.parametrize(("sort", "party"), [(Sort.BEELD, Party.VOTERS), (Sort.VOORSTEL, Party.SPOKESPERSONS)])
def test_beeld_and_standpunt_have_one_level(sort: Sort, party: Party) -> None:
    outcome = sum_up(Kind.RATE, {"g1": (5,) * 8, "g2": (1, 2)})

    assert cross_check(outcome, sort=sort, party=party) == ()


# --- approve -------------------------------------------------------------------------------------------


def test_each_option_that_can_be_approved_is_checked_apart() -> None:
    """Two of three in the small municipalities tick a, and half of the large one; b is of the large one alone."""
    small: Sequence[Value] = ((A,), (A,), ())

    found = check(Kind.APPROVE, {"g1": small, "g2": small, "g3": small, "g4": ((A, B), (A, B), (B,), (B,))})

    assert found == (
        Crossing(paradox=Paradox.CLOSE, option=A, heads=Heads(for_=8, against=5, of=13)),
        Crossing(paradox=Paradox.DISAGREE, option=B, heads=Heads(for_=4, against=9, of=13)),
    )


def test_option_that_is_carried_with_half_of_the_heads_differs() -> None:
    """The fourth municipality has no beeld, as five of its eight gave no answer; three of it ticked nothing."""
    small: Sequence[Value] = ((A,), (A,), ())

    found = check(Kind.APPROVE, {"g1": small, "g2": small, "g3": small, "g4": ((), (), (), *(None,) * 5)})

    assert found == (Crossing(paradox=Paradox.DISAGREE, option=A, heads=Heads(for_=6, against=6, of=12)),)


# --- choose --------------------------------------------------------------------------------------------


def test_choice_that_more_heads_make_otherwise_differs() -> None:
    found = check(Kind.CHOOSE, {"g1": (A,), "g2": (A,), "g3": (A,), "g4": (B,) * 5})

    assert found == (Crossing(paradox=Paradox.DISAGREE, heads=Heads(for_=3, against=5, of=8), by_heads=(B,)),)


def test_choice_of_most_heads_without_one_of_the_municipalities_differs() -> None:
    found = check(Kind.CHOOSE, {"g1": (A,) * 8, "g2": (B,), "g3": (B,)})

    assert found == (Crossing(paradox=Paradox.DISAGREE, by_heads=(A,)),)


def test_choice_that_two_thirds_of_the_heads_share_is_close() -> None:
    found = check(Kind.CHOOSE, {"g1": (A, A, B), "g2": (A, A, "c")})

    assert found == (Crossing(paradox=Paradox.CLOSE, heads=Heads(for_=4, against=2, of=6)),)


def test_ordered_choice_differs_by_its_medians_and_is_never_close() -> None:
    """Municipalities A, A, C: A. Heads A, A, C, C, C: C."""
    differing = check(Kind.CHOOSE, {"g1": (A,), "g2": (A,), "g3": ("c",) * 3}, ordered=True)
    equal = check(Kind.CHOOSE, {"g1": (A, B), "g2": (A, "c")}, ordered=True)

    assert differing == (Crossing(paradox=Paradox.DISAGREE, by_heads=("c",)),)
    assert equal == ()


# --- grade, rank, points -------------------------------------------------------------------------------


def test_grade_that_the_heads_give_otherwise_differs() -> None:
    found = check(Kind.GRADE, {"g1": (GOOD,), "g2": (GOOD,), "g3": (POOR,) * 3})

    assert found == (Crossing(paradox=Paradox.DISAGREE, by_heads=(POOR,)),)
    assert check(Kind.GRADE, {"g1": (GOOD,), "g2": (GOOD, POOR, GOOD)}) == ()


def test_ranking_with_another_first_per_head_differs() -> None:
    """Per municipality a has 3 x 2 - 2, and b 2; per head b has 5 x 2, and also beats every other."""
    found = check(Kind.RANK, {"g1": ((A, B),), "g2": ((A, B),), "g3": ((A, B),), "g4": ((B, "c"),) * 5})

    assert found == (Crossing(paradox=Paradox.DISAGREE, by_heads=(B,)),)


def test_winner_of_each_comparison_that_is_not_first_per_head_is_told() -> None:
    """Three put a above b above c, two b above c above a: a wins from each, b has the higher Borda score."""
    found = check(Kind.RANK, {"g1": ((A, B), (A, B), (A, B), (B, "c"), (B, "c"))})

    assert found == (Crossing(paradox=Paradox.CONDORCET, option=A),)


def test_points_with_another_largest_share_per_head_differ() -> None:
    found = check(Kind.POINTS, {"g1": ({A: 10},), "g2": ({A: 10},), "g3": ({B: 10},) * 3})

    assert found == (Crossing(paradox=Paradox.DISAGREE, by_heads=(B,)),)
    assert check(Kind.POINTS, {"g1": ({A: 6, B: 4},), "g2": ({A: 5, B: 5},)}) == ()


# --- consent -------------------------------------------------------------------------------------------


def test_consent_per_member_with_a_minority_of_heads_differs() -> None:
    """A municipality consents when not more object than agree: with one of two, and all the rest back home."""
    found = check(Kind.CONSENT, {"g1": (AGREE, OBJECT), "g2": (AGREE, OBJECT)})

    assert found == (Crossing(paradox=Paradox.DISAGREE, heads=Heads(for_=2, against=2, of=4)),)


def test_consent_that_most_heads_give_and_is_not_carried_differs() -> None:
    found = check(Kind.CONSENT, {"g1": (AGREE,) * 8, "g2": (OBJECT,)})

    assert found == (Crossing(paradox=Paradox.DISAGREE, heads=Heads(for_=8, against=1, of=9)),)


def test_consent_of_some_more_than_half_is_close_and_of_nearly_all_is_clear() -> None:
    close = check(Kind.CONSENT, {"g1": (AGREE, AGREE, OBJECT), "g2": (AGREE, OBJECT)})

    assert close == (Crossing(paradox=Paradox.CLOSE, heads=Heads(for_=3, against=2, of=5)),)
    assert check(Kind.CONSENT, {"g1": (AGREE,) * 3, "g2": (AGREE,)}) == ()


def test_consent_that_waits_for_a_municipality_is_not_compared() -> None:
    assert check(Kind.CONSENT, {"g1": (AGREE,) * 3, "g2": ()}) == ()


# --- what is not shown ---------------------------------------------------------------------------------


def test_texts_and_what_is_suppressed_are_not_compared() -> None:
    outcome = sum_up(Kind.RATE, {"g1": (5,) * 8, "g2": (1, 2)})
    chosen = sum_up(Kind.CHOOSE, {"g1": (A,), "g2": (A,), "g3": (A,), "g4": (B,) * 5})
    assert isinstance(outcome, RateOutcome)
    hidden = (replace(outcome, region=None), replace(outcome, heads=None), replace(chosen, counts=None))

    assert [cross_check(found, sort=Sort.VOORSTEL, party=Party.VOTERS) for found in hidden] == [(), (), ()]
    assert check(Kind.OPEN, {"g1": (("Tekst",),)}) == ()
