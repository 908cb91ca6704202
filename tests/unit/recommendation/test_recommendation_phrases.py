"""Dutch as it should read."""

import pytest

from flows.recommendation import article_phrases as sentences
from flows.recommendation import phrases
from flows.words import Package


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "nul"),
        (1, "één"),
        (11, "elf"),
        (20, "twintig"),
        (21, "eenentwintig"),
        (22, "tweeëntwintig"),
        (33, "drieëndertig"),
        (48, "achtenveertig"),
        (70, "zeventig"),
        (99, "negenennegentig"),
        (100, "100"),
    ],
)
def test_numbers_are_written_in_words(number, word):
    assert phrases.count_word(number) == word


def test_count_takes_singular_plural_and_none():
    assert [phrases.count(n, "taak", "taken") for n in (0, 1, 2)] == ["geen taken", "één taak", "twee taken"]


def test_sentence_that_begins_with_one_has_its_capital_right():
    assert phrases.capitalise("één taak") == "Eén taak"


@pytest.mark.parametrize(
    ("words", "line"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_words_are_joined(words, line):
    assert phrases.join_words(words) == line


@pytest.mark.parametrize(("share", "text"), [(0.125, "13%"), (0.5, "50%"), (0, "0%"), (1, "100%")])
def test_percents_are_whole_half_up(share, text):
    assert phrases.percent(share) == text


def test_grounds_name_the_rounds_or_count_them_when_they_do_not_fit():
    assert phrases.rests_on([("Groslijst", [1, 2])]) == "Rust op: groslijst, rondes 1 en 2"
    assert phrases.rests_on([("Een ronde met een lange titel van veertig", [1])] * 6) == "Rust op: zes rondes"


def test_rest_tells_only_of_packages_that_hold_tasks():
    text = sentences.rest_text({Package.NOT_NOW: 12, Package.DISCUSS: 1})

    assert text == "Eén taak vraagt eerst een gesprek. Twaalf taken blijven nu rusten."
