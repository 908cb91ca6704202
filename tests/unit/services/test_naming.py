"""Names of people and municipalities, as they are typed."""

import pytest

from flows.errors import Invalid
from flows.services.naming import Person, clean_name, read_municipalities, read_people


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Anna   de  Wit ", "Anna de Wit"),
        ("Anna\tde\nWit", "Anna de Wit"),
        ("A\u202enna\u200b", "A nna"),
        ("e\u0301e\u0301n", "één"),
        ("<b>&amp;", "<b>&amp;"),
        ("\U0001f3db Anna", "\U0001f3db Anna"),
        ("x" * 60, "x" * 60),
    ],
)
def test_name_is_cleaned_of_what_cannot_be_seen(typed: str, stored: str) -> None:
    assert clean_name(typed) == stored


@pytest.mark.parametrize("typed", ["", "   ", "\u202e\u200b", "...", "\U0001f3db", "\u0301"])
def test_name_without_a_letter_or_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as caught:
        clean_name(typed)

    assert caught.value.reason == "name_empty"


def test_name_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(Invalid) as caught:
        clean_name("x" * 300)

    assert (caught.value.reason, caught.value.data) == ("name_too_long", {"length": 300, "limit": 60})


@pytest.mark.parametrize(
    "typed",
    ["Aldermeer\nBoskerk\nDalwijk", "Aldermeer, Boskerk, Dalwijk", "Aldermeer;Boskerk\n\n Dalwijk \n"],
)
def test_municipalities_are_read_from_lines_and_commas(typed: str) -> None:
    assert read_municipalities(typed) == ("Aldermeer", "Boskerk", "Dalwijk")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Aldermeer\nALDERMEER", "municipality_twice"),
        ("Aldermeer", "municipality_count"),
        ("", "municipality_count"),
        ("\n".join(f"G{n}" for n in range(21)), "municipality_count"),
        ("Aldermeer\n...", "name_empty"),
    ],
)
def test_municipalities_that_cannot_be_are_refused(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_municipalities(typed)

    assert caught.value.reason == reason


def test_people_are_read_with_function_and_asterisk() -> None:
    assert read_people("* M. de Wit, wethouder\n\nJ. Bakker , burgemeester\nK. Loos") == (
        Person(name="M. de Wit", function="wethouder", spokesperson=True),
        Person(name="J. Bakker", function="burgemeester"),
        Person(name="K. Loos"),
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("", "name_empty"), ("\n \n", "name_empty"), ("* A\n* B", "two_spokespersons"), (", wethouder", "name_empty")],
)
def test_people_that_cannot_be_are_refused(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_people(typed)

    assert caught.value.reason == reason
