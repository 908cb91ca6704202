"""What comes out of an item of each kind, on both levels, worked by hand."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.conference.model import Ballot, Electorate, Round
from flows.kinds.summary import advisers_outcome, summarise_round
from flows.outcomes import (
    AnyOutcome,
    ChooseOutcome,
    ConsentOutcome,
    GradeOutcome,
    Heads,
    PointsOutcome,
    RateOutcome,
    RoundOutcome,
)
from flows.pack.form import Thresholds
from flows.words import Consent, Decision, Grade, Kind, Party, Region, Role, Status, Voice

MakeRound = Callable[..., Round]
Summarise = Callable[..., RoundOutcome]

ANSWERS = st.one_of(st.none(), st.just("-"), st.integers(1, 5))
TABLES = st.dictionaries(st.sampled_from("ABCDE"), st.lists(ANSWERS, max_size=5), min_size=1)


def only(outcome: RoundOutcome) -> AnyOutcome:
    return outcome.items["one"]


def mark(value: int | str | None) -> dict[str, Any]:
    return {"value": value, "unacceptable": True}


def say(value: str, text: str = "") -> dict[str, Any]:
    return {"value": value, "text": text}


def test_rate_gives_every_figure_on_both_levels(make_round: MakeRound, summarise: Summarise) -> None:
    table = {"A": [4, 5, 4], "B": [4, 3], "C": [5], "D": [4, "-", None], "E": []}

    outcome = only(summarise(make_round(Kind.RATE), table))

    assert outcome == RateOutcome(
        item="one",
        counts={"1": 0, "2": 0, "3": 1, "4": 4, "5": 2},
        no_opinion=1,
        answered=8,
        electorate=9,
        answered_by={"A": 3, "B": 2, "C": 1, "D": 2, "E": 0},
        own={
            "A": {"1": 0, "2": 0, "3": 0, "4": 2, "5": 1},
            "B": {"1": 0, "2": 0, "3": 1, "4": 1, "5": 0},
            "C": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 1},
            "D": {"1": 0, "2": 0, "3": 0, "4": 1, "5": 0},
            "E": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0},
        },
        median=4,
        leik=1 - Fraction(2 * (1 + 2), 7 * 4),
        status=Status.AGREED_FOR,
        region=Region.TOO_FEW_VOICES,  # D and E have no beeld: 3 of 5
        voices={"A": Voice.FOR, "B": Voice.BETWEEN, "C": Voice.FOR, "D": Voice.NONE, "E": Voice.NONE},
        voice_counts={Voice.FOR: 2, Voice.BETWEEN: 1, Voice.AGAINST: 0, Voice.NONE: 2},
        heads=Heads(for_=6, against=0, of=7),
        unacceptable=(),
        unacceptable_marks=0,
    )


def test_rate_without_any_answer_has_no_median_and_too_few_voices(
    make_round: MakeRound, summarise: Summarise
) -> None:
    outcome = only(summarise(make_round(Kind.RATE), {"A": [None, None], "B": []}))

    assert isinstance(outcome, RateOutcome)
    assert (outcome.median, outcome.leik, outcome.status) == (None, None, Status.TOO_FEW)
    assert outcome.region is Region.TOO_FEW_VOICES
    assert outcome.counts == {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0}


def test_rate_unacceptable_for_more_than_half_turns_a_voice_against(
    make_round: MakeRound, summarise: Summarise
) -> None:
    table = {"A": [mark(5), mark(4), 5], "B": [mark(5), 5], "C": [5], "D": [5, mark(None)]}

    outcome = only(summarise(make_round(Kind.RATE, unacceptable=True), table))

    assert isinstance(outcome, RateOutcome)
    assert outcome.unacceptable == ("A",)
    assert outcome.unacceptable_marks == 3  # a mark counts only with a number
    assert outcome.voices == {"A": Voice.AGAINST, "B": Voice.FOR, "C": Voice.FOR, "D": Voice.FOR}
    assert outcome.region is Region.SPLIT
    assert outcome.answered == 7


def test_only_the_electorate_counts_and_for_the_municipality_it_gives(
    make_round: MakeRound, make_ballots: Callable[..., list[Ballot]], thresholds: Thresholds
) -> None:
    ballots = make_ballots({"A": [5, 5], "B": [1]}) + make_ballots({"X": [1, 1, 1]}, role=Role.ADVISER)
    electorate = Electorate({"A": frozenset({"A0"}), "B": frozenset({"B0", "A1"}), "C": frozenset()})

    outcome = summarise_round(make_round(Kind.RATE), ballots, electorate, thresholds=thresholds)

    item = only(outcome)
    assert item.counts == {"1": 1, "2": 0, "3": 0, "4": 0, "5": 2}
    assert item.answered_by == {"A": 1, "B": 2, "C": 0}
    assert outcome.electorate == {"A": 1, "B": 2, "C": 0}


def test_round_counts_who_answered_at_least_one_item(
    make_round: MakeRound, make_ballots: Callable[..., list[Ballot]], thresholds: Thresholds
) -> None:
    one = make_round(Kind.RATE).items[0]
    round_ = make_round(Kind.RATE, items=(one, replace(one, id="two")))
    ballots = make_ballots({"A": [4, None, None]}) + make_ballots({"A": [4, "-", None]}, item="two")

    outcome = summarise_round(
        round_, ballots, Electorate({"A": frozenset({"A0", "A1", "A2"})}), thresholds=thresholds
    )

    assert outcome.answered == {"A": 2}
    assert list(outcome.items) == ["one", "two"]


def test_choose_ordered_takes_lower_medians_on_each_level(make_round: MakeRound, summarise: Summarise) -> None:
    table = {"A": ["a", "c"], "B": ["b", "b", "d"], "C": ["c"], "D": [None], "E": []}

    outcome = only(summarise(make_round(Kind.CHOOSE, ordered=True), table))

    assert isinstance(outcome, ChooseOutcome)
    assert outcome.counts == {"a": 1, "b": 2, "c": 2, "d": 1}
    assert outcome.median == "b"
    assert outcome.voices == {"A": "a", "B": "b", "C": "c", "D": None, "E": None}
    assert outcome.region == "b"
    assert outcome.dilemma is False  # two options and exactly 40 points apart
    assert outcome.places == {"A": 10, "B": 30, "C": 50}
    assert outcome.voice_counts == {"a": 1, "b": 1, "c": 1, "d": 0}


def test_choose_ordered_is_a_dilemma_when_municipalities_lie_far_apart(
    make_round: MakeRound, summarise: Summarise
) -> None:
    outcome = only(summarise(make_round(Kind.CHOOSE, ordered=True), {"A": ["b"], "B": ["d"], "C": ["b"]}))

    assert isinstance(outcome, ChooseOutcome)
    assert (outcome.region, outcome.dilemma) == ("b", True)  # two options, but 60 points


def test_choose_unordered_takes_the_most_chosen_and_three_quarters_of_the_beelden(
    make_round: MakeRound, summarise: Summarise
) -> None:
    table = {"A": ["b", "b", "a"], "B": ["b"], "C": ["b"], "D": ["a"], "E": ["a", "b"], "F": [None]}

    outcome = only(summarise(make_round(Kind.CHOOSE), table))

    assert isinstance(outcome, ChooseOutcome)
    assert outcome.voices == {"A": "b", "B": "b", "C": "b", "D": "a", "E": None, "F": None}
    assert outcome.region == "b"  # 3 of 4 beelden
    assert (outcome.median, outcome.dilemma) == (None, False)


def test_points_that_are_not_all_placed_do_not_count(make_round: MakeRound, summarise: Summarise) -> None:
    table = {"A": [{"a": 10}, {"a": 5, "b": 5}], "B": [{"c": 10}, {"c": 9}, {"c": 1}], "C": [{"d": 10}], "D": []}

    outcome = summarise(make_round(Kind.POINTS), table)

    item = only(outcome)
    assert isinstance(item, PointsOutcome)
    assert item.counts == {"a": 15, "b": 5, "c": 10, "d": 10}
    assert item.givers == {"a": 2, "b": 1, "c": 1, "d": 1}
    assert item.shares == {"a": Fraction(3, 8), "b": Fraction(1, 8), "c": Fraction(1, 4), "d": Fraction(1, 4)}
    nothing = Fraction(0)
    assert item.voices == {
        "A": {"a": Fraction(3, 4), "b": Fraction(1, 4), "c": nothing, "d": nothing},
        "B": None,  # one of three finished
        "C": {"a": nothing, "b": nothing, "c": nothing, "d": Fraction(1)},
        "D": None,
    }
    assert item.region == {"a": Fraction(3, 8), "b": Fraction(1, 8), "c": nothing, "d": Fraction(1, 2)}
    assert item.answered == 4
    assert outcome.answered == {"A": 2, "B": 1, "C": 1, "D": 0}


def test_points_of_nobody_have_no_shares(make_round: MakeRound, summarise: Summarise) -> None:
    outcome = only(summarise(make_round(Kind.POINTS), {"A": [None]}))

    assert isinstance(outcome, PointsOutcome)
    assert (outcome.shares, outcome.region, outcome.hidden) == (None, None, frozenset())


def test_grade_takes_the_lower_median_and_ranks_over_the_municipalities(
    make_round: MakeRound, make_ballots: Callable[..., list[Ballot]], thresholds: Thresholds
) -> None:
    one = make_round(Kind.GRADE).items[0]
    round_ = make_round(Kind.GRADE, unacceptable=True, items=(one, replace(one, id="two"), replace(one, id="three")))
    good, poor = Grade.GOOD.value, Grade.POOR.value
    ballots = (
        make_ballots({"A": [good, poor], "B": [good], "C": [mark(good)]})
        + make_ballots({"A": [good, good], "B": [good], "C": [poor]}, item="two")
        + make_ballots({"A": [poor, good], "B": [good], "C": [mark(poor)]}, item="three")
    )
    people = {"A": frozenset({"A0", "A1"}), "B": frozenset({"B0"}), "C": frozenset({"C0"})}

    outcome = summarise_round(round_, ballots, Electorate(people), thresholds=thresholds)

    item = only(outcome)
    assert isinstance(item, GradeOutcome)
    assert item.counts == {"zeer_geschikt": 0, "geschikt": 3, "redelijk": 0, "matig": 1, "ongeschikt": 0}
    assert item.median is Grade.GOOD
    assert item.voices == {"A": Grade.POOR, "B": Grade.GOOD, "C": Grade.UNFIT}
    assert item.region is Grade.POOR
    assert (item.unacceptable, item.unacceptable_marks) == (("C",), 1)
    assert outcome.order == (("two",), ("one", "three"))


def test_consent_of_woordvoerders_gives_their_own_words(make_round: MakeRound, summarise: Summarise) -> None:
    round_ = make_round(Kind.CONSENT, party=Party.SPOKESPERSONS)
    table = {"A": [say("agree")], "B": [say("condition", "mits de raad")], "C": [say("agree")], "D": [say("agree")]}

    outcome = only(summarise(round_, table))

    assert isinstance(outcome, ConsentOutcome)
    assert outcome.voices == {"A": "agree", "B": "condition", "C": "agree", "D": "agree"}
    assert outcome.decision is Decision.ADOPTED_CONDITIONS
    assert outcome.conditions == (("B", "mits de raad"),)
    assert outcome.counts == {"agree": 3, "condition": 1, "objection": 0, "college": 0}
    assert outcome.voice_counts == {"agree": 3, "condition": 1, "objection": 0, "college": 0}


def test_consent_carries_a_minority_only_when_told_that_it_is_the_last_attempt(
    make_round: MakeRound, summarise: Summarise
) -> None:
    round_ = make_round(Kind.CONSENT, party=Party.SPOKESPERSONS)
    table = {"A": [say("agree")], "B": [say("agree")], "C": [say("agree")], "D": [say("objection", "te duur")]}

    first, last = only(summarise(round_, table)), only(summarise(round_, table, last_attempt=True))

    assert isinstance(first, ConsentOutcome)
    assert isinstance(last, ConsentOutcome)
    assert (first.decision, last.decision) == (Decision.NOT_CARRIED, Decision.CARRIED_MINORITY)
    assert last.objections == (("D", "te duur"),)


def test_consent_waits_for_a_reason_for_the_college_and_for_the_silent(
    make_round: MakeRound, summarise: Summarise
) -> None:
    round_ = make_round(Kind.CONSENT, party=Party.SPOKESPERSONS)
    for answer, voice in [
        (say("objection", " "), Consent.OBJECTION),
        (say("college"), Consent.COLLEGE),
        (None, None),
        ("-", None),
    ]:
        outcome = only(summarise(round_, {"A": [say("agree")], "B": [answer]}, last_attempt=True))

        assert isinstance(outcome, ConsentOutcome)
        assert outcome.decision is Decision.PENDING
        assert outcome.voices == {"A": "agree", "B": voice}
        assert outcome.objections == ()


def test_consent_names_the_bounds_of_objecting_municipalities(make_round: MakeRound, summarise: Summarise) -> None:
    round_ = make_round(Kind.CONSENT, party=Party.SPOKESPERSONS)
    round_ = replace(round_, items=(replace(round_.items[0], proposed="c"),))
    table = {
        "A": [say("objection:a", "te zwaar")],
        "B": [say("objection:none", "niets")],
        "C": [say("objection", "nee")],
        "D": [say("agree")],
    }

    outcome = only(summarise(round_, table))

    assert isinstance(outcome, ConsentOutcome)
    assert outcome.bounds == (("A", "a"), ("B", None))
    assert outcome.counts == {"agree": 1, "condition": 0, "objection": 3, "college": 0}
    assert outcome.decision is Decision.NOT_CARRIED


def test_consent_per_lid_weighs_the_members_of_each_delegation(make_round: MakeRound, summarise: Summarise) -> None:
    table = {
        "A": [say("agree"), say("objection", "nee"), "-"],
        "B": [say("objection", "b"), say("objection", "a"), say("agree")],
        "C": [say("agree"), None, None],
    }

    outcome = only(summarise(make_round(Kind.CONSENT), table))

    assert isinstance(outcome, ConsentOutcome)
    assert outcome.voices == {"A": "agree", "B": "objection", "C": None}
    assert outcome.decision is Decision.PENDING
    assert outcome.objections == (("A", "nee"), ("B", "a"), ("B", "b"))


def test_advisers_are_totalled_apart_from_five_answers(
    make_round: MakeRound, make_ballots: Callable[..., list[Ballot]], thresholds: Thresholds
) -> None:
    round_ = make_round(Kind.RATE)
    voters = make_ballots({"A": [1, 1, 1]})
    advisers = make_ballots({"X": [4, 4, 5, "-", None]}, role=Role.ADVISER)
    fifth = make_ballots({"Y": [2]}, role=Role.ADVISER)
    known = ["X0", "X1", "X2", "X3", "X4", "Y0"]

    four = advisers_outcome(round_, voters + advisers, advisers=known, thresholds=thresholds)["one"]
    five = advisers_outcome(round_, voters + advisers + fifth, advisers=known, thresholds=thresholds)["one"]

    assert (four.counts, four.no_opinion, four.answered, four.electorate) == (None, None, 4, 6)
    assert four.hidden == {"counts", "no_opinion"}
    assert (five.counts, five.no_opinion) == ({"1": 0, "2": 1, "3": 0, "4": 2, "5": 1}, 1)


def test_advisers_have_no_total_on_standpunten(make_round: MakeRound, thresholds: Thresholds) -> None:
    round_ = make_round(Kind.CONSENT, party=Party.SPOKESPERSONS)

    assert advisers_outcome(round_, [], advisers=["X0"], thresholds=thresholds) == {}


@settings(max_examples=50)
@given(table=TABLES)
def test_renaming_the_municipalities_renames_the_voices_and_changes_nothing_else(
    make_round: MakeRound, summarise: Summarise, table: dict[str, list[Any]]
) -> None:
    renamed = {f"nieuw {name}": answers for name, answers in reversed(table.items())}
    round_ = make_round(Kind.RATE)

    before, after = only(summarise(round_, table)), only(summarise(round_, renamed))

    assert isinstance(before, RateOutcome)
    assert isinstance(after, RateOutcome)
    assert before.voices is not None
    assert after.voices == {f"nieuw {name}": voice for name, voice in before.voices.items()}
    assert (after.counts, after.leik, after.status) == (before.counts, before.leik, before.status)
    assert (after.region, after.voice_counts) == (before.region, before.voice_counts)


@settings(max_examples=50)
@given(table=TABLES, data=st.data())
def test_outcome_does_not_depend_on_the_order_of_the_ballots(
    make_round: MakeRound,
    make_ballots: Callable[..., list[Ballot]],
    thresholds: Thresholds,
    table: dict[str, list[Any]],
    data: st.DataObject,
) -> None:
    ballots = make_ballots(table)
    people = {m: frozenset(f"{m}{number}" for number in range(len(answers))) for m, answers in table.items()}
    shuffled = data.draw(st.permutations(ballots))
    round_ = make_round(Kind.RATE)

    outcomes = [summarise_round(round_, b, Electorate(people), thresholds=thresholds) for b in (ballots, shuffled)]

    assert outcomes[0] == outcomes[1]


@settings(max_examples=50)
@given(table=TABLES)
def test_reversing_the_scale_mirrors_an_item(
    make_round: MakeRound, summarise: Summarise, table: dict[str, list[Any]]
) -> None:
    mirrored = {m: [6 - a if isinstance(a, int) else a for a in answers] for m, answers in table.items()}
    round_ = make_round(Kind.RATE)

    before, after = only(summarise(round_, table)), only(summarise(round_, mirrored))

    assert isinstance(before, RateOutcome)
    assert isinstance(after, RateOutcome)
    assert before.heads is not None
    assert before.voice_counts is not None
    assert after.heads == Heads(for_=before.heads.against, against=before.heads.for_, of=before.heads.of)
    assert after.voice_counts == {
        Voice.FOR: before.voice_counts[Voice.AGAINST],
        Voice.BETWEEN: before.voice_counts[Voice.BETWEEN],
        Voice.AGAINST: before.voice_counts[Voice.FOR],
        Voice.NONE: before.voice_counts[Voice.NONE],
    }
