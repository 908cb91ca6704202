"""What becomes of presses, apart from any database."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.ports import Account, Press, UpdateRef, VerdictWord
from storage.ruling import Standing, Stored, is_sound, rule

ANNA = Account(channel="telegram", external="1")


def press(value: str | None = "4", *, number: int | None = None, mark: bool | None = None) -> Press:
    update = None if number is None else UpdateRef(channel="telegram", number=number)
    return Press(
        update=update, account=ANNA, round=1, item="inkoop", value=None if mark is not None else value, mark=mark
    )


def stand(stored: Stored | None = None, refusal: VerdictWord | None = None) -> Standing:
    return Standing(refusal=refusal, conference="dal", round_id="r", kind="rate", participant="anna", stored=stored)


def words(presses: Sequence[Press], stored: Stored | None = None) -> list[VerdictWord]:
    return [v.word for v in rule(presses, [stand(stored)] * len(presses), [True] * len(presses)).verdicts]


def test_rule_without_numbers_lets_the_last_to_arrive_in() -> None:
    assert words([press("1"), press("2")]) == [VerdictWord.SUPERSEDED, VerdictWord.STORED]


def test_rule_answer_and_mark_both_go_in() -> None:
    ruling = rule([press("2", number=1), press(mark=True, number=2)], [stand(), stand()], [True, True])

    assert [v.word for v in ruling.verdicts] == [VerdictWord.STORED, VerdictWord.STORED]
    assert ruling.seats[0].after.content == ("2", False, True)


def test_rule_taking_away_a_mark_that_was_not_there_writes_nothing() -> None:
    ruling = rule([press(mark=False, number=1)], [stand()], [True])

    assert ruling.verdicts[0].word is VerdictWord.UNCHANGED
    assert [seat.is_written for seat in ruling.seats] == [False]


def test_rule_same_answer_is_written_for_its_number_and_not_logged() -> None:
    before = Stored(value="4", last=UpdateRef(channel="telegram", number=1))

    (seat,) = rule([press("4", number=2)], [stand(before)], [True]).seats

    assert [seat.is_written, seat.is_changed] == [True, False]


def test_rule_refused_press_does_not_make_a_good_one_older() -> None:
    presses = [press("5", number=9), press("2", number=3)]

    ruling = rule(presses, [stand(refusal=VerdictWord.CLOSED), stand()], [True, True])

    assert [v.word for v in ruling.verdicts] == [VerdictWord.CLOSED, VerdictWord.STORED]


@pytest.mark.parametrize(
    ("value", "no_opinion", "mark", "item", "sound"),
    [
        ("4", False, None, "inkoop", True),
        (None, True, None, "inkoop", True),
        (None, False, False, "inkoop", True),
        (None, False, None, "inkoop", False),
        ("4", True, None, "inkoop", False),
        ("4", False, True, "inkoop", False),
        ("4", False, None, "in\x00koop", False),
        ("4", False, None, "\ud800", False),
    ],
)
def test_is_sound(value: str | None, no_opinion: bool, mark: bool | None, item: str, sound: bool) -> None:
    asked = Press(update=None, account=ANNA, round=1, item=item, value=value, no_opinion=no_opinion, mark=mark)

    assert is_sound(asked) is sound


@settings(max_examples=100)
@given(
    numbers=st.lists(st.integers(1, 30), min_size=1, max_size=8, unique=True),
    cut=st.integers(0, 8),
    stored=st.none() | st.integers(1, 30),
)
def test_rule_in_any_order_and_any_batches_the_highest_number_stays(
    numbers: list[int], cut: int, stored: int | None
) -> None:
    state = None if stored is None else Stored(value="0", last=UpdateRef(channel="telegram", number=stored))
    for batch in (numbers[:cut], numbers[cut:]):
        presses = [press(str(number), number=number) for number in batch]
        for seat in rule(presses, [stand(state)] * len(batch), [True] * len(batch)).seats:
            state = seat.after

    highest = max(numbers)
    assert state is not None
    assert state.value == (str(highest) if stored is None or highest >= stored else "0")
