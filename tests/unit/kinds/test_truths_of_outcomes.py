"""What holds for the outcome of every set of answers, through the whole summary, for all kinds and on both levels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flows.conference.model import Ballot, Electorate, ItemOption, Round
from flows.consensus.ordinal import upper_median
from flows.kinds.summary import summarise_round
from flows.outcomes import AnyOutcome, ApproveOutcome, Heads, RateOutcome
from flows.pack.form import Thresholds
from flows.words import Consent, Grade, Kind, Region, Role, Status, Voice

MakeRound = Callable[..., Round]
Table = Mapping[str, Sequence[Any]]

OPTIONS = ("a", "b", "c", "d")
BUDGET = 10
POINTS = st.lists(st.integers(0, BUDGET), min_size=3, max_size=3).map(
    lambda cuts: {
        option: high - low
        for option, low, high in zip(OPTIONS, [0, *sorted(cuts)], [*sorted(cuts), BUDGET], strict=True)
        if high > low
    }
)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.RATE: st.integers(1, 5),
    Kind.CHOOSE: st.sampled_from(OPTIONS),
    Kind.APPROVE: st.sets(st.sampled_from(OPTIONS)).map(lambda chosen: tuple(sorted(chosen))),
    Kind.RANK: st.sampled_from(list(permutations(OPTIONS, 2))),
    Kind.POINTS: POINTS,
    Kind.GRADE: st.sampled_from([grade.value for grade in Grade]),
    Kind.OPEN: st.lists(st.sampled_from(["meer ruimte", "minder druk", "samen"]), min_size=1, max_size=2).map(tuple),
    Kind.CONSENT: st.sampled_from([word.value for word in Consent]),
}
MIRROR = {
    Voice.FOR: Voice.AGAINST,
    Voice.AGAINST: Voice.FOR,
    Status.AGREED_FOR: Status.AGREED_AGAINST,
    Status.AGREED_AGAINST: Status.AGREED_FOR,
    Region.CARRIED: Region.REJECTED,
    Region.REJECTED: Region.CARRIED,
    Region.CARRIED_PENDING: Region.REJECTED_PENDING,
    Region.REJECTED_PENDING: Region.CARRIED_PENDING,
}
WITHOUT_NAMES = frozenset(
    {
        *(
            "counts",
            "no_opinion",
            "median",
            "leik",
            "status",
            "heads",
            "region",
            "voice_counts",
            "dilemma",
            "ordered",
        ),
        *("givers", "shares", "scores", "agreement", "baseline", "condorcet", "differs", "texts", "decision"),
        *("answered", "electorate", "unacceptable_marks", "item", "hidden"),
    }
)
"""Fields that name no municipality."""

NUMBERLESS = frozenset(
    {
        *("median", "leik", "region", "voice_counts", "dilemma", "ordered", "shares", "agreement", "condorcet"),
        *("differs", "decision", "voices", "places", "unacceptable", "item", "hidden"),
    }
)
"""Fields that say how answers are divided, and not how many there are."""

kinds = pytest.mark.parametrize(
    "asked",
    [*({"kind": kind} for kind in Kind), {"kind": Kind.CHOOSE, "ordered": True}],
    ids=[*Kind, "choose_ordered"],
)
truth = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answers_of(kind: Kind) -> st.SearchStrategy[Any]:
    """No answer, 'geen mening', or an answer; marked unacceptable, and with a text, now and then."""
    texts = st.sampled_from(["", "te duur"]) if kind is Kind.CONSENT else st.just("")
    given_ = st.fixed_dictionaries({"value": VALUES[kind], "unacceptable": st.booleans(), "text": texts})
    return st.one_of(st.none(), st.just("-"), given_, given_, given_)


def tables_of(kind: Kind) -> st.SearchStrategy[dict[str, list[Any]]]:
    return st.dictionaries(st.sampled_from("ABCDE"), st.lists(answers_of(kind), max_size=5), min_size=1)


def pick(outcome: AnyOutcome, names: frozenset[str]) -> dict[str, Any]:
    return {field.name: getattr(outcome, field.name) for field in fields(outcome) if field.name in names}


def values_of(table: Table) -> list[Any]:
    return [answer["value"] for answers in table.values() for answer in answers if isinstance(answer, dict)]


def each_value(table: Table, change: Callable[[Any], Any]) -> dict[str, list[Any]]:
    """The same table with every value changed, and no marks."""
    return {
        town: [
            {"value": change(answer["value"]), "unacceptable": False} if isinstance(answer, dict) else answer
            for answer in answers
        ]
        for town, answers in table.items()
    }


@pytest.fixture(scope="session")
def sum_up(make_round: MakeRound, summarise: Callable[..., Any]) -> Callable[..., AnyOutcome]:
    """sum_up(kind, table): the outcome of the one item of a round."""

    def _sum_up(kind: Kind, table: Table, **changes: Any) -> AnyOutcome:
        return summarise(make_round(kind, **changes), table).items["one"]

    return _sum_up


@kinds
@truth
@given(data=st.data())
def test_outcome_knows_neither_who_answered_nor_when(
    asked: dict[str, Any],
    data: st.DataObject,
    make_round: MakeRound,
    make_ballots: Callable[..., list[Ballot]],
    thresholds: Thresholds,
) -> None:
    table = data.draw(tables_of(asked["kind"]))
    round_, ballots = make_round(**asked), make_ballots(table)
    people = {town: [f"{town}{number}" for number in range(len(answers))] for town, answers in table.items()}
    called = {name: names[-1 - place] for names in people.values() for place, name in enumerate(names)}
    others = [
        replace(ballot, participant=called[ballot.participant]) for ballot in data.draw(st.permutations(ballots))
    ]
    electorate = Electorate({town: frozenset(names) for town, names in people.items()})

    found = [summarise_round(round_, given_, electorate, thresholds=thresholds) for given_ in (ballots, others)]

    assert found[0] == found[1]


@kinds
@truth
@given(data=st.data())
def test_outcome_over_the_region_does_not_know_which_municipality_is_which(
    asked: dict[str, Any], data: st.DataObject, sum_up: Callable[..., AnyOutcome]
) -> None:
    table = data.draw(tables_of(asked["kind"]))
    towns = list(table)
    called = dict(zip(towns, data.draw(st.permutations(towns)), strict=True))
    renamed = {called[town]: table[town] for town in reversed(towns)}

    before, after = sum_up(table=table, **asked), sum_up(table=renamed, **asked)

    assert pick(after, WITHOUT_NAMES) == pick(before, WITHOUT_NAMES)
    if asked["kind"] is not Kind.OPEN:
        assert after.voices == {called[town]: voice for town, voice in before.voices.items()}


@kinds
@truth
@given(data=st.data(), times=st.integers(2, 3))
def test_outcome_stays_when_everybody_comes_twice_or_thrice(
    asked: dict[str, Any], data: st.DataObject, times: int, sum_up: Callable[..., AnyOutcome]
) -> None:
    table = data.draw(tables_of(asked["kind"]))

    before = sum_up(table=table, **asked)
    after = sum_up(table={town: answers * times for town, answers in table.items()}, **asked)

    assert pick(after, NUMBERLESS) == pick(before, NUMBERLESS)
    assert (after.answered, after.electorate) == (times * before.answered, times * before.electorate)
    if isinstance(before, RateOutcome) and before.status is not Status.TOO_FEW:
        assert isinstance(after, RateOutcome)
        assert after.status is before.status


@kinds
@truth
@given(data=st.data())
def test_no_opinion_is_outside_every_base(
    asked: dict[str, Any], data: st.DataObject, sum_up: Callable[..., AnyOutcome]
) -> None:
    """Who has no opinion instead of no answer changes how many answered, and nothing else but 'te weinig'."""
    table = data.draw(tables_of(asked["kind"]))
    spoken = {town: ["-" if answer is None else answer for answer in answers] for town, answers in table.items()}

    before, after = sum_up(table=table, **asked), sum_up(table=spoken, **asked)

    same = {field.name for field in fields(before)} - {"no_opinion", "answered", "answered_by", "status"}
    assert pick(after, frozenset(same)) == pick(before, frozenset(same))
    assert after.answered == after.electorate


@kinds
@truth
@given(data=st.data())
def test_answers_of_others_count_nowhere(
    asked: dict[str, Any],
    data: st.DataObject,
    make_round: MakeRound,
    make_ballots: Callable[..., list[Ballot]],
    thresholds: Thresholds,
) -> None:
    """Neither those of people outside the electorate nor those to an item that was not asked."""
    table = data.draw(tables_of(asked["kind"]))
    round_, ballots = make_round(**asked), make_ballots(table)
    electorate = Electorate(
        {town: frozenset(f"{town}{number}" for number in range(len(answers))) for town, answers in table.items()}
    )
    foreign = [replace(ballot, participant=f"gast-{ballot.participant}", role=Role.ADVISER) for ballot in ballots]
    elsewhere = make_ballots(table, item="two")

    found = summarise_round(round_, [*foreign, *ballots, *elsewhere], electorate, thresholds=thresholds)

    assert found == summarise_round(round_, ballots, electorate, thresholds=thresholds)


@truth
@given(table=tables_of(Kind.RATE))
def test_reversing_the_scale_turns_a_rated_item_round_on_both_levels(
    table: dict[str, list[Any]], sum_up: Callable[..., AnyOutcome]
) -> None:
    before = sum_up(Kind.RATE, each_value(table, lambda value: value))
    after = sum_up(Kind.RATE, each_value(table, lambda value: 6 - value))
    assert isinstance(before, RateOutcome)
    assert isinstance(after, RateOutcome)
    assert before.heads is not None
    assert before.counts is not None
    assert before.voices is not None

    upper = upper_median(list(before.counts.values()))
    assert after.median == (None if upper is None else 5 - upper)
    assert after.leik == before.leik
    assert after.status is MIRROR.get(before.status, before.status)
    assert after.region is MIRROR.get(before.region, before.region)
    assert after.voices == {town: MIRROR.get(voice, voice) for town, voice in before.voices.items()}
    assert after.heads == Heads(for_=before.heads.against, against=before.heads.for_, of=before.heads.of)


@truth
@given(table=tables_of(Kind.RATE), data=st.data())
def test_one_step_toward_the_median_never_lowers_the_consensus_over_all_voters(
    table: dict[str, list[Any]], data: st.DataObject, sum_up: Callable[..., AnyOutcome]
) -> None:
    before = sum_up(Kind.RATE, table)
    assert isinstance(before, RateOutcome)
    middle = before.median
    assume(middle is not None)
    assert middle is not None
    away = [
        (town, place)
        for town, answers in table.items()
        for place, answer in enumerate(answers)
        if isinstance(answer, dict) and answer["value"] != middle
    ]
    assume(away)
    town, place = data.draw(st.sampled_from(away))
    answer = table[town][place]
    nearer = answer | {"value": answer["value"] + (1 if answer["value"] < middle else -1)}
    moved = table | {town: [*table[town][:place], nearer, *table[town][place + 1 :]]}

    after = sum_up(Kind.RATE, moved)

    assert isinstance(after, RateOutcome)
    assert before.leik is not None
    assert after.leik is not None
    assert before.leik <= after.leik


@truth
@given(table=tables_of(Kind.APPROVE))
def test_approving_the_opposite_turns_every_option_round(
    table: dict[str, list[Any]], sum_up: Callable[..., AnyOutcome]
) -> None:
    before = sum_up(Kind.APPROVE, table)
    after = sum_up(Kind.APPROVE, each_value(table, lambda value: tuple(o for o in OPTIONS if o not in value)))
    assert isinstance(before, ApproveOutcome)
    assert isinstance(after, ApproveOutcome)
    assert before.region is not None
    assert before.counts is not None

    opinions = len(values_of(table))
    assert after.counts == {option: opinions - count for option, count in before.counts.items()}
    assert after.region == {option: MIRROR.get(region, region) for option, region in before.region.items()}


@pytest.mark.parametrize("kind", [Kind.CHOOSE, Kind.APPROVE, Kind.RANK, Kind.POINTS])
@truth
@given(data=st.data())
def test_outcome_does_not_know_the_names_of_the_options(
    kind: Kind, data: st.DataObject, make_round: MakeRound, sum_up: Callable[..., AnyOutcome]
) -> None:
    table = data.draw(tables_of(kind))
    called = dict(zip(OPTIONS, data.draw(st.permutations(OPTIONS)), strict=True))
    item = replace(make_round(kind).items[0], options=tuple(ItemOption(id=called[o], title=o) for o in OPTIONS))

    def rename(value: Any) -> Any:
        if isinstance(value, dict):
            return {called[option]: points for option, points in value.items()}
        return called[value] if isinstance(value, str) else tuple(called[option] for option in value)

    before = sum_up(kind, each_value(table, lambda value: value))
    after = sum_up(kind, each_value(table, rename), items=(item,))

    assert after.counts == {called[option]: count for option, count in (before.counts or {}).items()}
    region, turned = (getattr(outcome, "region", None) for outcome in (before, after))
    if isinstance(region, dict):
        assert turned == {called[option]: found for option, found in region.items()}
    else:
        assert turned == (None if region is None else called[region])


@truth
@given(table=tables_of(Kind.POINTS))
def test_points_are_all_given_away_on_both_levels(
    table: dict[str, list[Any]], sum_up: Callable[..., AnyOutcome]
) -> None:
    outcome = sum_up(Kind.POINTS, table)

    assert sum((outcome.counts or {}).values()) == BUDGET * len(values_of(table))
    for shares in (outcome.shares, outcome.region):
        assert shares is None or sum(shares.values(), Fraction(0)) == 1
