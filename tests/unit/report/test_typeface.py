from string import ascii_letters, digits

import pytest

from report import account_phrases, happened_phrases, phrases
from report.typeface import MISSING, covered, displayable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Súdwest-Fryslân, ’s-Hertogenbosch €5 ≥ 3", "Súdwest-Fryslân, ’s-Hertogenbosch €5 ≥ 3"),
        ("<b>&amp; #import $x$ *_`\\", "<b>&amp; #import $x$ *_`\\"),
        ("een\u202eeert\u2066\u200b tekst\ufeff", "eeneert tekst"),
        ("twee\nregels\ten\u2028meer", "twee regels en meer"),
        ("e\u0301e\u0301n", "één"),
        ("taart 🎂🎂 op", f"taart {MISSING} op"),
        ("\u2764\ufe0f", MISSING),
        ("\x00\x1b[0m", "[0m"),
        ("", ""),
    ],
)
def test_displayable_keeps_what_the_typeface_has_and_nothing_invisible(text: str, shown: str) -> None:
    assert displayable(text) == shown


def test_displayable_lets_a_string_that_is_no_word_break() -> None:
    assert displayable("x" * 31) == "\u200b".join(["x" * 10, "x" * 10, "x" * 10, "x"])


def test_displayable_leaves_a_long_dutch_compound_whole() -> None:
    assert displayable("arbeidsongeschiktheidsregeling") == "arbeidsongeschiktheidsregeling"


def test_typeface_covers_every_character_of_our_own_texts() -> None:
    catalogues = (phrases, account_phrases, happened_phrases)
    texts = "".join(
        repr(value) for catalogue in catalogues for name, value in vars(catalogue).items() if name.isupper()
    )
    wanted = {ord(character) for character in ascii_letters + digits + texts if character.isprintable()}
    assert wanted - covered() == set()
