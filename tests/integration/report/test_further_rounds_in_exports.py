"""Further rounds in the document and the files: the newest answer counts, movement is told, both sides stand."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.conference.model import Ballot, Earlier
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.recommendation.compose import compose
from flows.recommendation.evidence import Evidence, Settled
from flows.words import Role, Secrecy
from report.blocks import BulletList, Heading, Paragraph, Table
from report.case import Case
from report.chapters.account import account_for
from report.chapters.tasks import tell_tasks
from report.dossier import Dossier, RoundDossier
from report.export import write_exports
from report.outcome import build_uitkomst
from report.tables import ANSWERS_COLUMNS, FULL_COLUMNS, read_table, write_answers, write_full
from report.verify import verify

Build = Callable[..., Dossier]
TASKS = 3
TO: Mapping[str, tuple[int, ...]] = {
    "g1": (5, 5, 5),
    "g2": (5, 5, 5),
    "g3": (1, 5, 5),
    "g4": (1, 5, 5),
    "g5": (1, 3, 5),
}
"""What everybody of a municipality answers in the last round to the three tasks: gesplitst, gedragen, gedragen."""


def follow(dossier: Dossier, values: Mapping[str, tuple[int, ...]]) -> Dossier:
    """With a further round on the first tasks: answers come along, and end as given, of a municipality alike."""
    before = [entry for entry in dossier.rounds if entry.round.template == "groslijst"][-1]
    first = next(entry for entry in dossier.rounds if entry.round.id == "groslijst-1")
    items = first.round.items[:TASKS]
    number = before.round.number + 1
    key = max(entry.round.key for entry in dossier.rounds) + 1
    round_ = replace(
        before.round, key=key, id=f"groslijst-{number}", number=number, items=items, follows=before.round.key
    )
    wanted = {item.id: place for place, item in enumerate(items)}
    ballots = tuple(
        Ballot(
            item=b.item,
            participant=b.participant,
            municipality=b.municipality,
            role=b.role,
            value=values[b.municipality or ""][wanted[b.item]] if b.role is Role.VOTER else b.value,
            no_opinion=b.no_opinion and b.role is not Role.VOTER,
            carried=b.role is not Role.VOTER,
            earlier=Earlier(b.value, b.no_opinion),
        )
        for b in before.ballots
        if b.item in wanted
    )
    limits = dossier.pack.thresholds
    full = summarise_round(round_, ballots, before.electorate, thresholds=limits)
    shown = disclose(full, round_=round_, secrecy=dossier.conference.secrecy, thresholds=limits)
    entry = RoundDossier(round=round_, full=full, disclosed=shown, ballots=ballots, electorate=before.electorate)
    rounds = (*dossier.rounds, entry)
    settled = tuple(Settled(round=e.round, full=e.full, shown=e.disclosed) for e in rounds if e.full and e.disclosed)
    evidence = Evidence(pack=dossier.pack, conference=dossier.conference, rounds=settled)
    return replace(dossier, rounds=rounds, recommendation=compose(evidence))


@pytest.fixture(scope="module")
def twice(build: Build) -> Dossier:
    return follow(build(rounds_until="groslijst"), dict.fromkeys(TO, (4, 4, 4)))


@pytest.fixture(scope="module")
def thrice(twice: Dossier) -> Dossier:
    return follow(twice, TO)


@pytest.fixture(scope="module")
def told(thrice: Dossier) -> dict[str, Any]:
    uitkomst = build_uitkomst(thrice)
    return dict(json.loads(uitkomst.model_dump_json(by_alias=True, exclude_unset=True)))


def rounds_of(told: Mapping[str, Any]) -> dict[str, Any]:
    return {found["id"]: found for found in told["rounds"]}


def movement(told: Mapping[str, Any], round_id: str) -> list[Any]:
    return [item.get("movement") for item in rounds_of(told)[round_id]["items"]]


def counted_by_hand(dossier: Dossier, round_id: str) -> list[dict[str, int]]:
    """From the ballots, one by one."""
    entry = next(e for e in dossier.rounds if e.round.id == round_id)
    found = []
    for item in entry.round.items:
        pairs = [(b.earlier.value, b.value) for b in entry.ballots if b.item == item.id and b.role is Role.VOTER]
        moved = [(before, after) for before, after in pairs if before != after]
        steps = [(before, after) for before, after in moved if before is not None and after is not None]
        up = sum(after > before for before, after in steps)
        found.append({"changed": len(moved), "up": up, "down": len(steps) - up, "of": len(pairs)})
    return found


def test_file_names_the_round_that_is_followed_and_counts_movement(thrice, told) -> None:
    rounds = rounds_of(told)

    assert [rounds[f"groslijst-{n}"].get("follows") for n in (1, 2, 3)] == [None, "groslijst-1", "groslijst-2"]
    assert set(movement(told, "groslijst-1")) == {None}
    assert movement(told, "groslijst-2") == counted_by_hand(thrice, "groslijst-2")
    assert movement(told, "groslijst-3") == counted_by_hand(thrice, "groslijst-3")
    assert not any("movement" in item["hidden"] for item in rounds["groslijst-1"]["items"])


def test_hidden_movement_is_named_in_a_further_round_and_not_in_a_first(build) -> None:
    dossier = follow(build(rounds_until="groslijst", towns=2, voters=1), {"g1": (4, 4, 4), "g2": (4, 4, 4)})

    rounds = rounds_of(json.loads(build_uitkomst(dossier).model_dump_json(by_alias=True, exclude_unset=True)))

    assert all("movement" in item["hidden"] for item in rounds["groslijst-2"]["items"])
    assert all("movement" not in item for item in rounds["groslijst-2"]["items"])
    assert not any("movement" in item["hidden"] for item in rounds["groslijst-1"]["items"])


def test_exports_agree_and_say_that_movement_is_not_recounted(tmp_path: Path, thrice: Dossier) -> None:
    report = verify(write_exports(thrice, tmp_path).folder)

    assert report.differences == ()
    assert [line for line in report.not_recounted if "wijzigden" in line] == [
        f"groslijst-{n}: hoeveel mensen hun antwoord wijzigden, is niet nageteld: de bestanden koppelen iemands "
        "antwoorden in twee rondes met opzet niet aan elkaar."
        for n in (2, 3)
    ]


def test_answers_that_came_along_stand_in_the_tables_of_the_further_round(thrice: Dossier) -> None:
    answers = read_table(write_answers(thrice), columns=ANSWERS_COLUMNS)
    full = read_table(write_full(thrice) or b"", columns=FULL_COLUMNS)

    voters = [line for line in full if line["round"] == "groslijst-3" and line["role"] == Role.VOTER.value]
    advisers = [line for line in full if line["round"] == "groslijst-3" and line["role"] == Role.ADVISER.value]
    last = next(e for e in thrice.rounds if e.round.id == "groslijst-3")
    assert len(voters) == len([line for line in answers if line["round"] == "groslijst-3"])
    assert len(voters) == len([b for b in last.ballots if b.role is Role.VOTER])
    assert len(advisers) == len([b for b in last.ballots if b.role is Role.ADVISER])


def test_nobody_has_the_same_pseudonym_in_two_rounds(thrice: Dossier) -> None:
    full = read_table(write_full(thrice) or b"", columns=FULL_COLUMNS)

    people = {n: {line["person"] for line in full if line["round"] == f"groslijst-{n}"} for n in (1, 2, 3)}

    assert not people[1] & people[2]
    assert not people[2] & people[3]


def test_matrix_and_packages_show_the_newest_round(thrice: Dossier) -> None:
    blocks = tell_tasks(Case(thrice))

    titles = [item.title for item in thrice.rounds[-1].round.items]
    rows = {row[0]: row for block in blocks if isinstance(block, Table) for row in block.rows if row[0] in titles}
    matrix = [rows[title] for title in titles]
    assert [any("tegen" in cell for cell in row[1:]) for row in matrix] == [True, False, False]


def test_both_sides_of_what_stayed_open_after_three_rounds_are_recorded(thrice: Dossier, twice: Dossier) -> None:
    blocks = tell_tasks(Case(thrice))

    place = blocks.index(Heading("Nog niet eens", 2))
    title = thrice.rounds[-1].round.items[0].title
    listed = blocks[place + 2]
    assert isinstance(blocks[place + 1], Paragraph)
    assert isinstance(listed, BulletList)
    assert [(point.label, point.text) for point in listed.points] == [
        (f"{title}:", "Voor: Aldermeer en Boskerk. Tegen: Dalwijk, Eikhuizen en Grauwveen.")
    ]
    assert Heading("Nog niet eens", 2) not in tell_tasks(Case(twice))


def test_under_geheim_the_sides_are_numbers_or_nothing(build: Build) -> None:
    dossier = build(rounds_until="groslijst", secrecy=Secrecy.SECRET)
    dossier = follow(follow(dossier, dict.fromkeys(TO, (4, 4, 4))), TO)

    text = repr(tell_tasks(Case(dossier)))

    assert "Voor: Aldermeer" not in text
    assert "Tegen: Dalwijk" not in text


def test_document_tells_how_answers_moved(thrice: Dossier) -> None:
    tables = [block for block in account_for(Case(thrice)) if isinstance(block, Table)]

    (moved,) = [table for table in tables if "wijzigden" in table.caption]
    expected = counted_by_hand(thrice, "groslijst-2") + counted_by_hand(thrice, "groslijst-3")
    assert [row[2:] for row in moved.rows] == [
        (f"{m['changed']} van {m['of']}", str(m["up"]), str(m["down"])) for m in expected
    ]
    assert [row[0] for row in moved.rows] == ["Groslijst, ronde 2"] * TASKS + ["Groslijst, ronde 3"] * TASKS


def test_document_without_further_rounds_tells_of_no_movement(build: Build) -> None:
    assert Heading("Wat er verschoof", 2) not in account_for(Case(build(rounds_until="groslijst")))
