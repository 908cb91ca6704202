import pytest

from flows.errors import Invalid
from flows.words import Kind
from report.recount import decode_value
from report.tables import ANSWERS_COLUMNS, encode_value, pseudonym, read_table
from report.tables import _csv as write_csv


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4, "4"),
        ("bk2a", "bk2a"),
        ("objection:none", "objection:none"),
        ({"m02": 3, "m01": 7, "m03": 0}, "m01=7,m02=3"),
        (None, ""),
    ],
)
def test_encode_value_gives_one_text_for_one_answer(value: object, text: str) -> None:
    assert encode_value(value) == text  # type: ignore[arg-type]  # the table holds every kind of value


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.APPROVE, (), ""),
        (Kind.APPROVE, ("a", "c"), "a|c"),
        (Kind.RANK, ("c", "a", "b"), "c>a>b"),
        (Kind.OPEN, ("Geld; tijd", 'Een "plek"'), '["Geld; tijd","Een \\"plek\\""]'),
    ],
)
def test_answer_of_several_parts_is_one_text_that_reads_back(kind: Kind, value: tuple[str, ...], text: str) -> None:
    assert encode_value(value, kind=kind) == text
    assert decode_value(text, kind=kind) == value


@pytest.mark.parametrize("text", ['"abc"', "{}", "abc", ""])
def test_texts_that_are_no_list_are_not_read(text: str) -> None:
    with pytest.raises((ValueError, Invalid)):
        decode_value(text, kind=Kind.OPEN)


def test_pseudonym_differs_between_rounds_and_keys_and_is_derived() -> None:
    first = pseudonym(b"key", round_id="groslijst-1", participant="p1")
    assert first == pseudonym(b"key", round_id="groslijst-1", participant="p1")
    others = {
        pseudonym(b"key", round_id="groslijst-2", participant="p1"),
        pseudonym(b"key", round_id="groslijst-1", participant="p2"),
        pseudonym(b"other", round_id="groslijst-1", participant="p1"),
    }
    assert first not in others
    assert len(others) == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "''+"])
def test_text_that_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe_and_reads_back(start: str) -> None:
    text = f"{start}1+1|cmd"
    stored = write_csv(ANSWERS_COLUMNS, [("r", "i", "1", text, "", "")])
    assert f"'{text}".encode() in stored
    assert read_table(stored, columns=ANSWERS_COLUMNS)[0]["value"] == text


@pytest.mark.parametrize("text", ["’s-Gravenhage", "'s-Gravenhage", "a=b", 'met; "tekens"\nen regels', " =1"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    stored = write_csv(ANSWERS_COLUMNS, [("r", "i", "1", text, "", "")])
    assert read_table(stored, columns=ANSWERS_COLUMNS)[0]["value"] == text
    assert b"'" + text.encode() not in stored


def test_table_opens_in_a_dutch_excel() -> None:
    stored = write_csv(ANSWERS_COLUMNS, [("r", "i", "1", "é", "", "1")])
    assert stored == "\ufeffround;item;ballot;value;no_opinion;unacceptable\r\nr;i;1;é;;1\r\n".encode()


@pytest.mark.parametrize("stored", [b"", b"a;b\r\n1;2\r\n", b"\xff\xfe", b"round;item;ballot\r\n", b'"'])
def test_what_is_no_table_of_ours_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the reason is told by the caller
        read_table(stored, columns=ANSWERS_COLUMNS)
