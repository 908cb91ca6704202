"""From the stored text to an answer and back, per kind; what is refused; when an answer is finished."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.conference.model import Round
from flows.errors import Invalid
from flows.kinds import KINDS
from flows.words import Consent, Grade, Kind, Party

MakeRound = Callable[..., Round]


def test_registry_has_the_kinds_that_can_be_asked() -> None:
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.RATE, "1", 1),
        (Kind.RATE, "5", 5),
        (Kind.CHOOSE, '"b"', "b"),
        (Kind.APPROVE, "[]", ()),
        (Kind.APPROVE, '["a","c"]', ("a", "c")),
        (Kind.RANK, "[]", ()),
        (Kind.RANK, '["c","a"]', ("c", "a")),
        (Kind.OPEN, "[]", ()),
        (Kind.OPEN, '["Zeg \\"ja\\".","Geld én mensen"]', ('Zeg "ja".', "Geld én mensen")),
        (Kind.POINTS, "{}", {}),
        (Kind.POINTS, '{"a":4,"c":3}', {"a": 4, "c": 3}),
        (Kind.POINTS, '{"d":10}', {"d": 10}),
        (Kind.GRADE, '"zeer_geschikt"', Grade.VERY_GOOD),
        (Kind.CONSENT, '"condition"', Consent.CONDITION),
    ],
)
def test_answer_is_read_and_written_as_the_same_text(make_round: MakeRound, kind: Kind, raw: str, value: Any) -> None:
    round_ = make_round(kind)

    read = KINDS[kind].parse(raw, item=round_.items[0], round_=round_)

    assert read == value
    assert KINDS[kind].encode(read) == raw


@pytest.mark.parametrize(
    ("kind", "raw", "reason"),
    [
        (Kind.RATE, "", "answer_unreadable"),
        (Kind.RATE, "04", "answer_unreadable"),
        (Kind.RATE, " 4", "answer_unreadable"),
        (Kind.RATE, "[" * 3000, "answer_unreadable"),
        (Kind.RATE, "1" * 5000, "answer_unreadable"),
        (Kind.RATE, "0", "answer_unknown"),
        (Kind.RATE, "6", "answer_unknown"),
        (Kind.RATE, "4.0", "answer_unknown"),
        (Kind.RATE, "true", "answer_unknown"),
        (Kind.RATE, '"4"', "answer_unknown"),
        (Kind.RATE, "null", "answer_unknown"),
        (Kind.RATE, "NaN", "answer_unknown"),
        (Kind.APPROVE, '"a"', "answer_unknown"),
        (Kind.APPROVE, '["c","a"]', "answer_unknown"),
        (Kind.APPROVE, '["a","a"]', "answer_unknown"),
        (Kind.APPROVE, '["e"]', "answer_unknown"),
        (Kind.APPROVE, '[["a"]]', "answer_unknown"),
        (Kind.APPROVE, '["a", "b"]', "answer_unreadable"),
        (Kind.RANK, '"a"', "answer_unknown"),
        (Kind.RANK, '["a","a"]', "answer_unknown"),
        (Kind.RANK, '["a",1]', "answer_unknown"),
        (Kind.RANK, '["a","e"]', "answer_unknown"),
        (Kind.RANK, '["a","b","c"]', "answer_unknown"),
        (Kind.RANK, '["a", "b"]', "answer_unreadable"),
        (Kind.OPEN, '"tekst"', "answer_unknown"),
        (Kind.OPEN, '[""]', "answer_unknown"),
        (Kind.OPEN, '["..","\\u00a0"]', "answer_unknown"),
        (Kind.OPEN, '[" tekst"]', "answer_unknown"),
        (Kind.OPEN, '["twee  spaties"]', "answer_unknown"),
        (Kind.OPEN, '["tekst","tekst"]', "answer_unknown"),
        (Kind.OPEN, '["regel\\nregel"]', "answer_unknown"),
        (Kind.OPEN, f'["{"x" * 201}"]', "answer_unknown"),
        (Kind.OPEN, "[{}]".format(",".join(f'"{n}"' for n in range(9))), "answer_unknown"),
        (Kind.OPEN, '["\\u00e9"]', "answer_unreadable"),
        (Kind.CHOOSE, "b", "answer_unreadable"),
        (Kind.CHOOSE, '"e"', "answer_unknown"),
        (Kind.CHOOSE, '["b"]', "answer_unknown"),
        (Kind.CHOOSE, '"\\u0062"', "answer_unreadable"),
        (Kind.POINTS, "[]", "answer_unknown"),
        (Kind.POINTS, '{"e":1}', "answer_unknown"),
        (Kind.POINTS, '{"a":-1}', "answer_unknown"),
        (Kind.POINTS, '{"a":1.5}', "answer_unknown"),
        (Kind.POINTS, '{"a":true}', "answer_unknown"),
        (Kind.POINTS, '{"a":0}', "answer_unreadable"),
        (Kind.POINTS, '{"b":1,"a":1}', "answer_unreadable"),
        (Kind.POINTS, '{"a":11}', "points_used_up"),
        (Kind.POINTS, '{"a":6,"b":5}', "points_used_up"),
        (Kind.GRADE, '"goed"', "answer_unknown"),
        (Kind.GRADE, "4", "answer_unknown"),
        (Kind.CONSENT, '"abstain"', "answer_unknown"),
        (Kind.CONSENT, '"college"', "answer_unknown"),  # for woordvoerders alone
        (Kind.CONSENT, '"objection:a"', "answer_unknown"),  # nothing is proposed
    ],
)
def test_wrong_answer_is_refused_with_its_reason(make_round: MakeRound, kind: Kind, raw: str, reason: str) -> None:
    round_ = make_round(kind)

    with pytest.raises(Invalid) as refused:
        KINDS[kind].parse(raw, item=round_.items[0], round_=round_)

    assert refused.value.reason == reason


@pytest.mark.parametrize("raw", ['"college"', '"objection"', '"objection:a"', '"objection:none"'])
def test_woordvoerder_may_name_a_bound_for_an_uitgangspunt(make_round: MakeRound, raw: str) -> None:
    round_ = make_round(Kind.CONSENT, party=Party.SPOKESPERSONS)
    item = replace(round_.items[0], proposed="b")

    value = KINDS[Kind.CONSENT].parse(raw, item=item, round_=round_)

    assert KINDS[Kind.CONSENT].encode(value) == raw


@pytest.mark.parametrize("raw", ['"objection:e"', '"objection:"', '"agree:a"'])
def test_bound_must_be_an_option_and_go_with_an_objection(make_round: MakeRound, raw: str) -> None:
    round_ = make_round(Kind.CONSENT, party=Party.SPOKESPERSONS)
    item = replace(round_.items[0], proposed="b")

    with pytest.raises(Invalid):
        KINDS[Kind.CONSENT].parse(raw, item=item, round_=round_)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.RATE, 1, True),
        (Kind.CHOOSE, "a", True),
        (Kind.GRADE, "matig", True),
        (Kind.CONSENT, "objection", True),
        (Kind.POINTS, {}, False),
        (Kind.POINTS, {"a": 9}, False),
        (Kind.POINTS, {"a": 9, "b": 1}, True),
    ],
)
def test_points_are_finished_when_all_are_placed_and_other_answers_at_once(
    make_round: MakeRound, kind: Kind, value: Any, expected: bool
) -> None:
    round_ = make_round(kind)

    assert KINDS[kind].complete(value, item=round_.items[0], round_=round_) is expected


def test_points_without_any_are_written_alike_whether_named_or_not() -> None:
    assert KINDS[Kind.POINTS].encode({"b": 0, "a": 2}) == '{"a":2}'


@settings(max_examples=60)
@given(raw=st.text(max_size=30), kind=st.sampled_from(sorted(KINDS)))
def test_any_text_is_either_an_answer_with_this_text_or_refused(make_round: MakeRound, raw: str, kind: Kind) -> None:
    round_ = make_round(kind)

    try:
        value = KINDS[kind].parse(raw, item=round_.items[0], round_=round_)
    except Invalid:
        return
    assert KINDS[kind].encode(value) == raw
