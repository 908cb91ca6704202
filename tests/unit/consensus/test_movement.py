"""Movement over the same people: by hand, and what always holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.consensus.movement import Moves, moved_much, moves_on_scale, moves_without_scale

STEP = st.one_of(st.none(), st.integers(0, 4))
PAIRS = st.lists(st.tuples(STEP, STEP), max_size=12)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], Moves(changed=0, up=0, down=0, of=0)),
        ([(3, 3), (0, 0)], Moves(changed=0, up=0, down=0, of=2)),
        ([(0, 4), (1, 2), (3, 1)], Moves(changed=3, up=2, down=1, of=3)),  # how far does not count
        ([(None, 3), (2, None)], Moves(changed=2, up=0, down=0, of=2)),  # a change without a direction
        ([(None, None)], Moves(changed=0, up=0, down=0, of=1)),
        ([(None, 0), (0, 1)], Moves(changed=2, up=1, down=0, of=2)),  # the lowest step is no 'geen mening'
    ],
)
def test_moves_on_a_scale_by_hand(pairs: list[tuple[int | None, int | None]], expected: Moves) -> None:
    assert moves_on_scale(pairs) == expected


def test_answers_without_an_order_only_change() -> None:
    pairs = [
        ("a", "b"),
        ("b", "b"),
        (("a", "c"), ("c", "a")),
        ({"a": 4, "b": 6}, {"a": 5, "b": 5}),
        ({"a": 4, "b": 6}, {"b": 6, "a": 4}),
        (None, "a"),
        (None, None),
    ]

    assert moves_without_scale(pairs) == Moves(changed=4, up=0, down=0, of=7)


@pytest.mark.parametrize(
    ("changed", "of", "expected"),
    [
        (0, 0, False),
        (1, 1, False),  # one person is not more than one
        (1, 4, False),
        (2, 2, True),
        (2, 13, True),  # 15.4 %
        (2, 14, False),  # 14.3 %
        (3, 20, False),  # exactly 15 %
        (4, 20, True),
        (30, 200, False),
        (31, 200, True),
    ],
)
def test_much_is_more_than_one_person_and_more_than_the_share(changed: int, of: int, expected: bool) -> None:
    assert moved_much(Moves(changed=changed, up=0, down=0, of=of), share=15) is expected


@settings(max_examples=80)
@given(PAIRS)
def test_directions_are_among_the_changes_and_changes_among_the_people(
    pairs: list[tuple[int | None, int | None]],
) -> None:
    moves = moves_on_scale(pairs)

    assert 0 <= moves.up + moves.down <= moves.changed <= moves.of == len(pairs)
    assert moves_without_scale(pairs) == moves._replace(up=0, down=0)


@settings(max_examples=80)
@given(PAIRS)
def test_going_back_turns_the_directions_round(pairs: list[tuple[int | None, int | None]]) -> None:
    moves = moves_on_scale(pairs)

    assert moves_on_scale([(after, before) for before, after in pairs]) == moves._replace(
        up=moves.down, down=moves.up
    )


@settings(max_examples=80)
@given(PAIRS)
def test_reversing_the_scale_turns_the_directions_round(pairs: list[tuple[int | None, int | None]]) -> None:
    turned = [tuple(None if step is None else 4 - step for step in pair) for pair in pairs]
    moves = moves_on_scale(pairs)

    assert moves_on_scale([(before, after) for before, after in turned]) == moves._replace(
        up=moves.down, down=moves.up
    )


@settings(max_examples=80)
@given(PAIRS.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))), st.integers(2, 4))
def test_movement_knows_no_persons_and_grows_with_them(
    drawn: tuple[list[tuple[int | None, int | None]], list[tuple[int | None, int | None]]], times: int
) -> None:
    pairs, shuffled = drawn
    moves = moves_on_scale(pairs)

    assert moves_on_scale(shuffled) == moves
    assert moves_on_scale(pairs * times) == Moves(*(times * number for number in moves))
