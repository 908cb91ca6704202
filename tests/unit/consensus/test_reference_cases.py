"""The measures against figures that others computed (R, agrmt, votelib, whalrus): tests/reference/consensus.json."""

import json
from collections.abc import Sequence
from itertools import groupby
from math import lcm
from pathlib import Path
from typing import Any

import pytest

from flows.consensus.approving import approval_counts
from flows.consensus.consenting import Answers, Position, decide, position_of
from flows.consensus.heads import Paradox, paradox_of
from flows.consensus.judgment import majority_grade, rank_by_judgment, removal_sequence
from flows.consensus.movement import moves_on_scale
from flows.consensus.ordinal import (
    agreement,
    concentration,
    leik_consensus,
    leik_dispersion,
    linear_concentration,
    lower_median,
    upper_median,
)
from flows.consensus.ranking import (
    borda_scores,
    condorcet_winner,
    kendall_w,
    pairwise_support,
    tiers_of,
)
from flows.consensus.shares import points_sums, shares_of
from flows.consensus.status import camps_of, rate_status
from flows.consensus.voices import rate_voice
from flows.words import Consent, Decision, Region, Status, Voice

REFERENCE = json.loads((Path(__file__).parents[2] / "reference" / "consensus.json").read_text(encoding="utf-8"))
TOLERANCE = REFERENCE["meta"]["tolerance"]

STATUS = {
    "open_too_few": Status.TOO_FEW,
    "for": Status.AGREED_FOR,
    "against": Status.AGREED_AGAINST,
    "contested": Status.CONTESTED,
    "open": Status.OPEN,
}
"""The reference's words for what METHOD.md calls otherwise."""

DECISION = {
    "consent": Decision.ADOPTED,
    "consent_with_amendment": Decision.ADOPTED_CONDITIONS,
    "objection": Decision.NOT_CARRIED,
    "ask_reason": Decision.PENDING,
    "no_answer": Decision.PENDING,
}

PARADOX_HEADS = {"ostrogorski": [2, 2, 2], "discursive_dilemma": [2, 2, 1]}
"""Heads for per column, counted by hand."""


def cases(group: str) -> list[Any]:
    """The cases of a group, as parameters that carry their name; fails when there are none."""
    found = [case for case in REFERENCE["cases"] if case["group"] == group]
    assert found
    return [pytest.param(case["input"], case["expected"], id=case["id"]) for case in found]


def status_of(counts: list[int]) -> Status:
    """The status when everybody answered and had an opinion."""
    n = sum(counts)
    return rate_status(counts, answered=n, voters=n, high=75, low=15, camp=30, opinions=3)


def answered_word(answer: dict[str, Any]) -> str | None:
    """The reference's answer as a field of `Answers`; None for an abstention."""
    objection = "objection" if answer.get("reason") else "unreasoned"
    return {"agree": "agree", "agree_if": "condition", "object": objection, "abstain": None}[answer["a"]]


def tiers_by_number(column: Sequence[float]) -> list[list[str]]:
    """One rater's numbers for the items as a ranking: the lowest number first, equal numbers tied."""
    ranked = sorted(range(len(column)), key=lambda item: column[item])
    return [[str(item) for item in tier] for _, tier in groupby(ranked, key=lambda item: column[item])]


def counts_of(answers: Sequence[int]) -> list[int]:
    return [answers.count(value) for value in range(1, 6)]


def number(step: int | None) -> int | None:
    return None if step is None else step + 1


def near(expected: float | None) -> Any:
    return None if expected is None else pytest.approx(expected, abs=TOLERANCE)


@pytest.mark.parametrize(("given", "expected"), cases("ordinal"))
def test_ordinal_measures_equal_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    counts = given["counts"]

    assert number(lower_median(counts)) == expected["median_low"]
    assert number(upper_median(counts)) == expected["median_high"]
    assert leik_dispersion(counts) == near(expected["leik_dispersion"])
    assert leik_consensus(counts) == near(expected["leik_consensus"])


@pytest.mark.parametrize(("given", "expected"), cases("ordinal"))
def test_agreement_and_concentration_equal_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    found = agreement(given["counts"])

    assert found == near(expected["vdE_A"])
    assert (None if found is None else (1 - found) / 2) == near(expected["polarization"])
    assert concentration(given["counts"]) == near(expected["lsq"])
    assert linear_concentration(given["counts"]) == near(expected["blair_lacy_l"])


@pytest.mark.parametrize(
    ("given", "expected"), [case for case in cases("ordinal") if len(case.values[0]["counts"]) == 5]
)
def test_camps_equal_the_reference_shares(given: dict[str, Any], expected: dict[str, Any]) -> None:
    camps = camps_of(given["counts"])

    if expected["share_top2"] is None:
        assert sum(camps) == 0
    else:
        assert camps.high / sum(camps) == near(expected["share_top2"])
        assert camps.low / sum(camps) == near(expected["share_bottom2"])


@pytest.mark.parametrize(("given", "expected"), cases("status_rule"))
def test_status_equals_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    assert status_of(given["counts"]) is STATUS[expected["status"]]


@pytest.mark.parametrize(("given", "expected"), cases("two_stage"))
def test_two_stages_equal_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    towns = given["counts_per_municipality"]
    pooled = [sum(column) for column in zip(*towns, strict=True)]
    medians = [lower_median(town) for town in towns]
    voices = [rate_voice(town, voters=sum(town)) for town in towns]
    camps = camps_of(pooled)

    assert [number(median) for median in medians] == expected["municipal_median_low"]
    assert number(lower_median([medians.count(step) for step in range(5)])) == expected["median_of_medians_low"]
    assert number(lower_median(pooled)) == expected["pooled_median_low"]
    assert leik_consensus(pooled) == near(expected["leik_consensus_pooled"])
    assert agreement(pooled) == near(expected["A_pooled"])
    assert [leik_consensus(town) for town in towns] == [near(v) for v in expected["leik_consensus_within"]]
    assert [status_of(town) for town in towns] == [STATUS[word] for word in expected["status_each"]]
    assert status_of(pooled) is STATUS[expected["status_pooled"]]
    assert (camps.high, sum(camps)) == (expected["heads_for"], expected["heads_n"])
    assert voices.count(Voice.FOR) == expected["municipalities_with_majority_for"]
    assert len(voices) - voices.count(Voice.NONE) == expected["municipalities_counted"]


@pytest.mark.parametrize(("given", "expected"), cases("two_stage"))
def test_measures_with_an_equal_voice_per_municipality_equal_the_reference(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    towns = given["counts_per_municipality"]
    size = lcm(*(sum(town) for town in towns))
    scaled = [[count * size // sum(town) for count in town] for town in towns]
    equal = [sum(column) for column in zip(*scaled, strict=True)]

    assert leik_consensus(equal) == near(expected["leik_consensus_equal_voice"])
    assert agreement(equal) == near(expected["A_equal_voice"])


@pytest.mark.parametrize(("given", "expected"), cases("stability"))
def test_movement_between_rounds_equals_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    """How far people moved, and how the histogram changed, are no figures of ours."""
    earlier, later = given["round1"], given["round2"]
    pairs = list(zip(earlier, later, strict=True))
    moves = moves_on_scale(pairs)

    assert moves.of == expected["n"]
    assert moves.changed / moves.of == near(expected["share_changed"])
    assert moves.up + moves.down == moves.changed
    assert number(lower_median(counts_of(earlier))) == expected["median_low_1"]
    assert number(lower_median(counts_of(later))) == expected["median_low_2"]


@pytest.mark.parametrize(("given", "expected"), cases("majority_judgment"))
def test_majority_judgment_equals_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    graded = given["grades_1_to_5"]
    first = {option: [step + 1 for step in removal_sequence(counts)[:5]] for option, counts in graded.items()}

    assert {option: number(majority_grade(counts)) for option, counts in graded.items()} == expected["majority_grade"]
    assert first == expected["majority_value_first5"]
    assert list(rank_by_judgment(graded)[0]) == expected["winners_by_removal"]


@pytest.mark.parametrize(("given", "expected"), cases("approval"))
def test_approvals_equal_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    counts = approval_counts(given["ballots"], options=given["candidates"])

    assert counts == expected["scores"]
    assert {option: count / len(given["ballots"]) for option, count in counts.items()} == {
        option: near(share) for option, share in expected["shares"].items()
    }


@pytest.mark.parametrize(("given", "expected"), cases("rankings"))
def test_rankings_equal_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    options = given["candidates"]
    rankings = [
        tiers_of(ballot["ranking"], options=options) for ballot in given["ballots"] for _ in range(ballot["count"])
    ]

    support = pairwise_support(rankings, options=options)

    assert len(rankings) == expected["n"]
    assert {f"{a}>{b}": count for (a, b), count in support.items()} == expected["support"]
    assert borda_scores(rankings, options=options) == expected["borda_symmetric"]
    assert condorcet_winner(rankings, options=options) == expected["condorcet_winner"]


@pytest.mark.parametrize(("given", "expected"), cases("kendall_w"))
def test_kendall_w_equals_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    raters = list(zip(*given["items_by_raters"], strict=True))
    items = [str(item) for item in range(len(given["items_by_raters"]))]

    found = kendall_w([tiers_by_number(column) for column in raters], options=items)

    assert found == near(expected["W"])
    assert len(items) - 1 == expected["df"]
    if found is not None:
        assert len(raters) * expected["df"] * found == near(expected["chisq"])


@pytest.mark.parametrize(("given", "expected"), cases("cumulative"))
def test_points_equal_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    sums = points_sums(given["points"], options=given["options"])
    shares = shares_of(sums)

    assert sums == expected["sums"]
    assert shares == {option: near(share) for option, share in expected["shares"].items()}
    assert [option for option in sums if sums[option] == max(sums.values())] == expected["winners"]


@pytest.mark.parametrize(("given", "expected"), cases("consent"))
def test_decision_over_positions_follows_the_reference(given: dict[str, Any], expected: dict[str, Any]) -> None:
    fields = [field for answer in given["answers"] if (field := answered_word(answer))]
    positions = [
        Position(word=Consent.OBJECTION, reasoned=False) if field == "unreasoned" else Position(word=Consent(field))
        for field in fields
    ]

    assert decide(positions, carried=75) is DECISION[expected["outcome"]]


def test_abstaining_voters_do_not_stop_the_consent_of_their_municipality() -> None:
    """consent/agree_and_abstain per lid: three of five agree, two have no opinion."""
    assert position_of(Answers(agree=3), voters=5) == Position(word=Consent.AGREE)


@pytest.mark.parametrize(("given", "expected"), cases("paradox"))
def test_the_known_paradoxes_of_parts_and_whole_are_warned_for(
    given: dict[str, Any], expected: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    """Where parts and whole can be at odds, every part lies between 1/3 and 2/3 of the heads, both included."""
    of = len(given["votes"])
    columns = [sum(column) for column in zip(*given["votes"], strict=True)]
    name = next(name for name in PARADOX_HEADS if name in request.node.name)

    assert columns == PARADOX_HEADS[name]
    assert [int(2 * for_ > of) for for_ in columns] == expected.get("per_issue", expected.get("majority"))
    warnings = [paradox_of(Region.UNDECIDED, for_=for_, against=of - for_, of=of) for for_ in columns]
    assert warnings == [Paradox.CLOSE] * 3
