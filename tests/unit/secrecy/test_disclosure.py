"""What of an outcome may be shown at each level, after METHOD.md's table."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from flows.conference.model import Round
from flows.conference.secrecy import disclose, own_distribution
from flows.outcomes import AnyOutcome, ConsentOutcome, GradeOutcome, PointsOutcome, RateOutcome, RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Decision, Kind, Party, Region, Secrecy, Voice

MakeRound = Callable[..., Round]
Summarise = Callable[..., RoundOutcome]

LEVELS = list(Secrecy)
ALIKE = {"A": [4, 4, 5], "B": [4, 5, 5], "C": [1, 2, 4]}
"""Three municipalities with three answers each."""


@pytest.fixture
def show(make_round: MakeRound, summarise: Summarise, thresholds: Thresholds) -> Callable[..., AnyOutcome]:
    """show(table, level, ...): the one item of a round as it may be shown."""

    def _show(table: Any, level: Secrecy, **round_fields: Any) -> AnyOutcome:
        round_ = make_round(**round_fields)
        outcome = summarise(round_, table)
        return disclose(outcome, round_=round_, secrecy=level, thresholds=thresholds).items["one"]

    return _show


def missing(outcome: AnyOutcome) -> set[str]:
    """The fields that hold nothing."""
    return {field.name for field in fields(outcome) if getattr(outcome, field.name) in (None, ())}


@pytest.mark.parametrize(
    ("level", "answers", "shown"),
    [
        (Secrecy.NAMED, 0, False),
        (Secrecy.NAMED, 1, True),
        (Secrecy.MUNICIPALITY, 2, False),
        (Secrecy.MUNICIPALITY, 3, True),
        (Secrecy.SECRET, 4, False),
        (Secrecy.SECRET, 5, True),
    ],
)
def test_figures_over_all_voters_are_shown_from_enough_answers(
    show: Callable[..., AnyOutcome], level: Secrecy, answers: int, shown: bool
) -> None:
    table = {"A": [4] * answers + [None] * (6 - answers)}

    outcome = show(table, level)

    assert isinstance(outcome, RateOutcome)
    over_all = {"counts", "no_opinion", "median", "leik", "status", "heads"}
    assert over_all & outcome.hidden == (set() if shown else over_all)
    assert (outcome.counts is not None, outcome.status is not None, outcome.heads is not None) == (shown,) * 3
    assert (outcome.answered, outcome.electorate) == (answers, 6)


def test_no_opinion_is_an_answer_for_the_threshold(show: Callable[..., AnyOutcome]) -> None:
    outcome = show({"A": [4, "-", "-"]}, Secrecy.MUNICIPALITY)

    assert outcome.no_opinion == 2


def test_op_naam_shows_everything(make_round: MakeRound, summarise: Summarise, thresholds: Thresholds) -> None:
    round_ = make_round()
    outcome = summarise(round_, ALIKE)

    assert disclose(outcome, round_=round_, secrecy=Secrecy.NAMED, thresholds=thresholds) == outcome


def test_per_gemeente_shows_voices_but_no_own_distribution_and_no_number_of_marks(
    show: Callable[..., AnyOutcome],
) -> None:
    outcome = show(ALIKE, Secrecy.MUNICIPALITY)

    assert isinstance(outcome, RateOutcome)
    assert outcome.voices == {"A": Voice.FOR, "B": Voice.FOR, "C": Voice.AGAINST}
    assert outcome.region is Region.SPLIT
    assert outcome.unacceptable == ()
    assert outcome.hidden == {"own", "unacceptable_marks"}
    assert (outcome.own, outcome.unacceptable_marks) == (None, None)


def test_per_gemeente_shows_voices_also_where_the_figures_over_all_are_too_few(
    show: Callable[..., AnyOutcome],
) -> None:
    outcome = show({"A": [4], "B": [5]}, Secrecy.MUNICIPALITY)

    assert isinstance(outcome, RateOutcome)
    assert outcome.voices == {"A": Voice.FOR, "B": Voice.FOR}
    assert outcome.counts is None


def test_geheim_shows_only_numbers_of_municipalities_that_are_alike(show: Callable[..., AnyOutcome]) -> None:
    outcome = show(ALIKE, Secrecy.SECRET)

    assert isinstance(outcome, RateOutcome)
    assert outcome.voice_counts == {Voice.FOR: 2, Voice.BETWEEN: 0, Voice.AGAINST: 1, Voice.NONE: 0}
    assert outcome.region is Region.SPLIT
    assert outcome.counts == {"1": 1, "2": 1, "3": 0, "4": 4, "5": 3}
    assert outcome.hidden == {"own", "answered_by", "voices", "unacceptable", "unacceptable_marks"}
    assert missing(outcome) - {"movement"} == outcome.hidden  # a first round has no movement


@pytest.mark.parametrize(
    "table",
    [
        {"A": [4, 4, 5], "B": [4, 5, 5]},  # two municipalities
        {"A": [4, 4], "B": [4, 5], "C": [1, 2]},  # two answers each
        {"A": [4, 4, 5], "B": [4, 5, 5], "C": [1, 2, 4, 4]},  # unequal delegations
        {"A": [4, 4, 5], "B": [4, 5, 5], "C": [1, 2, 4], "D": [1]},  # one person alone
        {"A": [4, 4, 5, 4], "B": [4, 5, 5, 4], "C": [1, 2, 4, None]},  # unequal numbers of answers
        {"A": [4, 4, 5], "B": [4, 5, 5], "C": [1, 2, 4, None]},  # as many answers of unequal delegations
    ],
)
def test_geheim_hides_numbers_of_municipalities_that_can_be_told_apart(
    show: Callable[..., AnyOutcome], table: dict[str, list[int | None]]
) -> None:
    outcome = show(table, Secrecy.SECRET)

    assert isinstance(outcome, RateOutcome)
    assert outcome.counts is not None
    assert (outcome.region, outcome.voice_counts, outcome.voices) == (None, None, None)
    assert {"region", "voice_counts", "voices"} <= outcome.hidden


def test_geheim_keeps_numbers_beside_a_municipality_without_voters_or_answers(
    show: Callable[..., AnyOutcome],
) -> None:
    outcome = show({**ALIKE, "D": [], "E": [None, None]}, Secrecy.SECRET)

    assert isinstance(outcome, RateOutcome)
    assert outcome.voice_counts == {Voice.FOR: 2, Voice.BETWEEN: 0, Voice.AGAINST: 1, Voice.NONE: 2}


def test_geheim_under_five_answers_shows_only_how_many_answered(show: Callable[..., AnyOutcome]) -> None:
    for kind, value in [
        (Kind.RATE, 4),
        (Kind.CHOOSE, "a"),
        (Kind.POINTS, {"a": 10}),
        (Kind.GRADE, "matig"),
        (Kind.CONSENT, ("condition", "mits")),
    ]:
        outcome = show({"A": [value, value], "B": [value], "C": [value]}, Secrecy.SECRET, kind=kind)

        shown = {field.name for field in fields(outcome)} - missing(outcome)
        assert shown - {"hidden", "ordered"} == {"item", "answered", "electorate"}
        assert missing(outcome) - {"movement"} == outcome.hidden  # a first round has no movement


@pytest.mark.parametrize("level", LEVELS)
def test_sensitive_item_is_geheim_at_every_level(show: Callable[..., AnyOutcome], level: Secrecy) -> None:
    assert show(ALIKE, level, sensitive=True) == show(ALIKE, Secrecy.SECRET)


def test_only_the_sensitive_items_of_a_round_are_geheim(
    make_round: MakeRound, summarise: Summarise, thresholds: Thresholds
) -> None:
    plain = make_round().items[0]
    round_ = replace(make_round(), items=(plain, replace(plain, id="two", sensitive=True)))

    shown = disclose(summarise(round_, ALIKE), round_=round_, secrecy=Secrecy.NAMED, thresholds=thresholds)

    assert shown.items["one"].hidden == frozenset()
    assert "voices" in shown.items["two"].hidden


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("sensitive", [False, True])
def test_standpunten_are_shown_in_full_by_municipality(
    make_round: MakeRound, summarise: Summarise, thresholds: Thresholds, level: Secrecy, sensitive: bool
) -> None:
    round_ = make_round(Kind.CONSENT, party=Party.SPOKESPERSONS, sensitive=sensitive)
    outcome = summarise(round_, {"A": [("condition", "mits de raad")], "B": [("agree", "")]})

    assert disclose(outcome, round_=round_, secrecy=level, thresholds=thresholds) == outcome


def test_texts_of_voters_are_shown_with_their_municipality_op_naam_only(show: Callable[..., AnyOutcome]) -> None:
    table = {"A": [("condition", "z"), ("agree", "")], "B": [("condition", "b")]}

    named, default = (show(table, level, kind=Kind.CONSENT) for level in (Secrecy.NAMED, Secrecy.MUNICIPALITY))
    secret = show({**table, "C": [("agree", "")] * 4}, Secrecy.SECRET, kind=Kind.CONSENT)

    assert isinstance(named, ConsentOutcome)
    assert isinstance(default, ConsentOutcome)
    assert isinstance(secret, ConsentOutcome)
    assert named.conditions == (("A", "z"), ("B", "b"))
    assert default.conditions == (("", "b"), ("", "z"))
    assert (secret.conditions, "conditions" in secret.hidden) == ((), True)


def test_geheim_shows_the_decision_of_voters_of_municipalities_that_are_alike(
    show: Callable[..., AnyOutcome],
) -> None:
    agree, objection = ("agree", ""), ("objection", "nee")
    table = {"A": [agree] * 3, "B": [agree, agree, objection], "C": [objection, objection, agree]}

    outcome = show(table, Secrecy.SECRET, kind=Kind.CONSENT)

    assert isinstance(outcome, ConsentOutcome)
    assert outcome.decision is Decision.NOT_CARRIED
    assert outcome.voice_counts == {"agree": 2, "condition": 0, "objection": 1, "college": 0}
    assert (outcome.voices, outcome.objections) == (None, ())


def test_geheim_hides_the_shares_of_municipalities(show: Callable[..., AnyOutcome]) -> None:
    table = {"A": [{"a": 10}] * 3, "B": [{"a": 10}] * 3, "C": [{"b": 10}] * 2}

    outcome = show(table, Secrecy.SECRET, kind=Kind.POINTS)

    assert isinstance(outcome, PointsOutcome)
    assert outcome.counts == {"a": 60, "b": 20}
    assert (outcome.voices, outcome.region) == (None, None)


def test_ranking_keeps_only_items_of_which_the_numbers_are_shown(
    make_round: MakeRound, summarise: Summarise, thresholds: Thresholds
) -> None:
    round_ = make_round(Kind.GRADE)
    alike = summarise(round_, {m: ["matig"] * 3 for m in "ABC"})
    unlike = summarise(round_, {"A": ["matig"] * 3, "B": ["matig"] * 2})

    shown = disclose(alike, round_=round_, secrecy=Secrecy.SECRET, thresholds=thresholds)
    hidden = disclose(unlike, round_=round_, secrecy=Secrecy.SECRET, thresholds=thresholds)

    assert (alike.order, shown.order) == ((("one",),), (("one",),))
    assert (unlike.order, hidden.order) == ((("one",),), ())
    item = hidden.items["one"]
    assert isinstance(item, GradeOutcome)
    assert item.region is None


@pytest.mark.parametrize(
    ("level", "sensitive", "shown"),
    [
        (Secrecy.NAMED, False, True),
        (Secrecy.MUNICIPALITY, False, True),
        (Secrecy.SECRET, False, False),
        (Secrecy.NAMED, True, False),
        (Secrecy.MUNICIPALITY, True, False),
    ],
)
def test_a_delegation_sees_its_own_distribution_except_under_geheim(
    make_round: MakeRound, summarise: Summarise, level: Secrecy, sensitive: bool, shown: bool
) -> None:
    round_ = make_round(sensitive=sensitive)
    outcome = summarise(round_, ALIKE)

    own = own_distribution(outcome, item=round_.items[0], municipality="A", round_=round_, secrecy=level)

    assert own == ({"1": 0, "2": 0, "3": 0, "4": 2, "5": 1} if shown else None)


def test_a_municipality_outside_the_round_has_no_own_distribution(
    make_round: MakeRound, summarise: Summarise
) -> None:
    round_ = make_round()
    outcome = summarise(round_, ALIKE)

    own = own_distribution(
        outcome, item=round_.items[0], municipality="X", round_=round_, secrecy=Secrecy.MUNICIPALITY
    )

    assert own is None
