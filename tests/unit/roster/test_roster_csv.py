"""The list of people as CSV: what is read, every fault by its line, and the list out again in the same form."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.conference.model import Conference, Municipality, Participant
from flows.errors import Invalid
from flows.services.roster import Entry
from flows.services.roster_csv import LineFault, ReadList, decode_list, read_list, write_list
from flows.words import ConferenceState, Presence, Role, Secrecy

DAL = Conference(
    id="abcdefghij23",
    slug="dal",
    name="Samenwerken in het Dal",
    pack="vooronderzoek",
    pack_version="1",
    secrecy=Secrecy.MUNICIPALITY,
    state=ConferenceState.ACTIVE,
    phase="voorbereiding",
    created_at=datetime(2026, 3, 2, tzinfo=UTC),
    municipalities=(Municipality(id="aldermeer", name="Aldermeer"), Municipality(id="bos-a", name="’s-Boskerk; A")),
)
ANNA = Entry(name="Anna", role=Role.VOTER, municipality="aldermeer", function="wethouder", spokesperson=True)


def faults(text: str, conference: Conference = DAL) -> list[tuple[int, str]]:
    read = read_list(text, conference)
    assert read.people == ()
    return [(fault.line, fault.reason) for fault in read.faults]


def test_each_role_and_office_is_read() -> None:
    text = (
        "naam;gemeente;rol;woordvoerder\r\n"
        "Anna;Aldermeer;wethouder;ja\r\n"
        "Bram;aldermeer;Burgemeester;plaatsvervanger\r\n"
        'Carla;"’s-Boskerk; A";bestuurder;X\r\n'
        "\r\n"
        "Dirk;Aldermeer;raadslid;\r\n"
        "Els;;secretaris\r\n"
        'Frits "de";;adviseur;nee\r\n'
        "Gea;Aldermeer;toehoorder;;\r\n"
    )

    assert read_list(text.replace('Frits "de"', '"Frits ""de"""'), DAL) == ReadList(
        people=(
            ANNA,
            Entry(name="Bram", role=Role.VOTER, municipality="aldermeer", function="Burgemeester", substitute=True),
            Entry(name="Carla", role=Role.VOTER, municipality="bos-a", spokesperson=True),
            Entry(name="Dirk", role=Role.ADVISER, municipality="aldermeer", council=True),
            Entry(name="Els", role=Role.ADVISER, function="secretaris"),
            Entry(name='Frits "de"', role=Role.ADVISER),
            Entry(name="Gea", role=Role.OBSERVER, municipality="aldermeer"),
        )
    )


@pytest.mark.parametrize("text", ["Anna;Aldermeer;wethouder;ja", "\n Anna ; ALDERMEER ;wethouder; JA \n\n"])
def test_header_and_spaces_are_optional(text: str) -> None:
    assert read_list(text, DAL).people == (ANNA,)


def test_tabs_of_a_spreadsheet_separate_too() -> None:
    assert read_list("naam\tgemeente\trol\twoordvoerder\nAnna\tAldermeer\twethouder\tja", DAL).people == (ANNA,)


def test_council_member_votes_under_mixed_delegations() -> None:
    (dirk,) = read_list("Dirk;Aldermeer;raadslid;", replace(DAL, mixed=True)).people

    assert (dirk.role, dirk.council) == (Role.VOTER, True)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";Aldermeer;wethouder;", "csv_name_empty"),
        ("x" * 61 + ";Aldermeer;wethouder;", "csv_name_too_long"),
        ("Anna;Elders;wethouder;", "csv_municipality_unknown"),
        ("Anna;Elders;adviseur;", "csv_municipality_unknown"),
        ("Anna;;wethouder;", "csv_municipality_missing"),
        ("Anna;;raadslid;", "csv_municipality_missing"),
        ("Anna;Aldermeer;;", "csv_role_missing"),
        ("Anna;Aldermeer;baas;", "csv_role_unknown"),
        ("Anna;Aldermeer;begeleider;", "csv_facilitator"),
        ("Anna;Aldermeer;wethouder;misschien", "csv_office_unknown"),
        ("Anna;Aldermeer;raadslid;ja", "csv_office_not_allowed"),
        ("Anna;;adviseur;plaatsvervanger", "csv_office_not_allowed"),
        ("Anna;Aldermeer;wethouder;ja;nog iets", "csv_columns"),
        ('Anna;"Aldermeer;wethouder;ja', "csv_quotes"),
        ('Anna;"Alder"meer;wethouder;ja', "csv_quotes"),
        ("ANNA;Aldermeer;wethouder;", "csv_twice"),
    ],
)
def test_line_that_cannot_be_is_named_with_its_number(line: str, reason: str) -> None:
    before = "Anna" if reason == "csv_twice" else "Zeno"

    assert faults(f"naam;gemeente;rol;woordvoerder\n{before};Aldermeer;wethouder;\n\n{line}\n") == [(4, reason)]


@pytest.mark.parametrize(("word", "reason"), [("x", "spokespersons"), ("plaatsvervanger", "substitutes")])
def test_second_of_an_office_in_a_municipality_is_a_fault(word: str, reason: str) -> None:
    elsewhere = f'"’s-Boskerk; A";wethouder;{word}'
    text = f"Anna;Aldermeer;wethouder;{word}\nBram;{elsewhere}\nCarla;Aldermeer;wethouder;{word}"

    assert read_list(text, DAL).faults == (LineFault(line=3, reason=f"csv_two_{reason}", data={"other": 1}),)


def test_all_faults_come_together_and_nobody_is_read() -> None:
    text = "Anna;Aldermeer;wethouder;ja\n;Elders;baas;misschien\nBram;;wethouder;"

    assert faults(text) == [
        (2, "csv_name_empty"),
        (2, "csv_role_unknown"),
        (2, "csv_municipality_unknown"),
        (2, "csv_office_unknown"),
        (3, "csv_municipality_missing"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "naam;gemeente;rol;woordvoerder\n"])
def test_nothing_is_no_list(text: str) -> None:
    assert faults(text) == [(1, "csv_empty")]


@given(st.text(max_size=400))
def test_any_text_gives_people_or_faults(text: str) -> None:
    read = read_list(text, DAL)

    assert bool(read.people) != bool(read.faults)


def test_line_number_counts_the_lines_inside_quotes() -> None:
    assert faults('"Anna\nvan Dam";Aldermeer;wethouder;\nBram;Elders;wethouder;') == [(3, "csv_municipality_unknown")]


# --- files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_file_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode_list("Zoë;Aldermeer".encode(encoding)) == "Zoë;Aldermeer"


@pytest.mark.parametrize(
    ("content", "reason"), [(b"\x81\x8d\xff", "file_unreadable"), (b"x" * (256 * 1024 + 1), "file_too_big")]
)
def test_file_that_cannot_be_read_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        decode_list(content)

    assert caught.value.reason == reason


# --- out again -----------------------------------------------------------------------------------------


def person(name: str, **more: object) -> Participant:
    given_: dict[str, object] = {"role": Role.VOTER, "municipality": "aldermeer", **more}
    return Participant(id=name, conference=DAL.id, name=name, **given_)  # type: ignore[arg-type]


def test_list_comes_out_as_it_is_taken_in() -> None:
    people = [
        person("Fien", role=Role.FACILITATOR, municipality=None),
        person("Anna", function="wethouder", spokesperson=True, presence=Presence.ABSENT),
        person("=SOM(A1)", municipality="bos-a", function="wethouder financiën", substitute=True),
        person("Oud", presence=Presence.REPLACED),
        person("Dirk", role=Role.ADVISER, council=True),
        person("Els", role=Role.ADVISER, municipality=None, function="secretaris"),
        person("Gea", role=Role.OBSERVER, municipality=None),
    ]

    text = write_list(DAL, people)

    assert text == (
        "naam;gemeente;rol;woordvoerder\r\n"
        "Anna;Aldermeer;wethouder;ja\r\n"
        '\'=SOM(A1);"’s-Boskerk; A";bestuurder;plaatsvervanger\r\n'
        "Dirk;Aldermeer;raadslid;\r\n"
        "Els;;secretaris;\r\n"
        "Gea;;toehoorder;\r\n"
    )
    assert [entry.name for entry in read_list(text, DAL).people] == ["Anna", "=SOM(A1)", "Dirk", "Els", "Gea"]
