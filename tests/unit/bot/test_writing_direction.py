"""Words that are written from right to left stay apart from what stands around them."""

import sys
import unicodedata

from bot.cards.card import esc, length

FROM_RIGHT = [
    sign for code in range(sys.maxunicode + 1) if unicodedata.bidirectional(sign := chr(code)) in {"R", "AL"}
]


def test_every_sign_that_is_written_from_right_to_left_is_kept_apart() -> None:
    assert [sign for sign in FROM_RIGHT if esc(f"a{sign}b") != f"a\u2068{sign}\u2069b"] == []


def test_part_from_the_first_to_the_last_such_sign_is_kept_apart_as_one() -> None:
    assert esc("één \u05d0 of \u05d1\u05b0 twee\nen drie") == "één \u2068\u05d0 of \u05d1\u05b0\u2069 twee\nen drie"


def test_marks_that_turn_the_writing_round_are_left_out() -> None:
    turning = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    assert esc("a" + "".join(map(chr, turning)) + "b") == "ab"


def test_length_is_that_of_what_is_read() -> None:
    told = "<&lt;> één \U0001f3db"
    assert length(f"<b>{esc(told)}</b>") == len(told) + 1
