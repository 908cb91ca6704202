from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

import pytest

from flows.words import Role, Secrecy
from report.dossier import Dossier
from report.outcome import build_uitkomst
from report.tables import ANSWERS_COLUMNS, FULL_COLUMNS, read_table, write_answers, write_full

Build = Callable[..., Dossier]


def full_lines(dossier: Dossier) -> tuple[dict[str, str], ...]:
    stored = write_full(dossier)
    assert stored is not None
    return tuple(dict(line) for line in read_table(stored, columns=FULL_COLUMNS))


def test_ballots_stand_alone_sorted_and_numbered(dossier: Dossier) -> None:
    lines = read_table(write_answers(dossier), columns=ANSWERS_COLUMNS)
    rated = [line for line in lines if line["round"] == "groslijst-1"]
    for _, group in groupby(rated, key=lambda line: line["item"]):
        ballots = list(group)
        assert [line["ballot"] for line in ballots] == [str(number) for number in range(1, len(ballots) + 1)]
        values = [line["value"] for line in ballots if not line["no_opinion"]]
        assert values == sorted(values)
        assert all(line["value"] == "" for line in ballots if line["no_opinion"])


def test_ballots_count_to_the_figures_of_uitkomst(dossier: Dossier) -> None:
    lines = read_table(write_answers(dossier), columns=ANSWERS_COLUMNS)
    told = next(round_ for round_ in build_uitkomst(dossier).rounds if round_.id == "groslijst-1")
    for item in told.items:
        values = [line["value"] for line in lines if (line["round"], line["item"]) == ("groslijst-1", item.id)]
        assert item.counts == [values.count(str(value)) for value in range(1, 6)]
        assert item.no_opinion == values.count("")


def test_marks_stand_beside_ballots_op_naam_only(build: Build) -> None:
    by_town = read_table(write_answers(build(rounds_until="groslijst")), columns=ANSWERS_COLUMNS)
    named = read_table(write_answers(build(rounds_until="groslijst", secrecy=Secrecy.NAMED)), columns=ANSWERS_COLUMNS)
    assert {line["unacceptable"] for line in by_town} == {""}
    assert {line["unacceptable"] for line in named} == {"", "1"}


def test_distribution_that_may_not_be_shown_has_no_ballots(build: Build) -> None:
    dossier = build(towns=2, voters=1, rounds_until="motieven")
    assert read_table(write_answers(dossier), columns=ANSWERS_COLUMNS) == ()


def test_full_table_holds_every_final_answer_once(dossier: Dossier) -> None:
    lines = full_lines(dossier)
    keys = [(line["round"], line["item"], line["role"], line["person"]) for line in lines]
    assert len(set(keys)) == len(keys)
    tasks = next(entry for entry in dossier.rounds if entry.round.id == "groslijst-1")
    assert sum(line["round"] == "groslijst-1" for line in lines) == len(tasks.ballots)
    assert {line["role"] for line in lines} == {Role.VOTER.value, Role.ADVISER.value}


def test_full_table_has_no_items_treated_as_secret(dossier: Dossier) -> None:
    sensitive = {
        (entry.round.id, item.id) for entry in dossier.rounds for item in entry.round.items if item.sensitive
    }
    assert sensitive
    assert not sensitive & {(line["round"], line["item"]) for line in full_lines(dossier)}


def test_full_table_has_another_pseudonym_in_each_round(dossier: Dossier) -> None:
    people = {
        round_: {line["person"] for line in lines}
        for round_, lines in groupby(full_lines(dossier), key=lambda line: line["round"])
    }
    assert len(people["motieven-1"]) == 30
    assert not people["motieven-1"] & people["groslijst-1"]
    assert not any("Bestuurder" in person for found in people.values() for person in found)


def test_full_table_has_names_op_naam_told_apart(build: Build) -> None:
    dossier = build(secrecy=Secrecy.NAMED, rounds_until="motieven")
    alike = tuple(replace(person, name="J. Jansen") for person in dossier.participants)
    people = {line["person"] for line in full_lines(replace(dossier, participants=alike))}
    assert len(people) == 30
    assert {"J. Jansen", "J. Jansen (2)", "J. Jansen (30)"} <= people


def test_full_table_does_not_exist_under_secret(build: Build) -> None:
    assert write_full(build(secrecy=Secrecy.SECRET, rounds_until="motieven")) is None


def test_answers_that_do_not_count_are_left_out(build: Build) -> None:
    dossier = build(rounds_until="motievenpunten")
    entry = dossier.rounds[-1]
    started = tuple(
        replace(ballot, value={"m01": 1}, no_opinion=False) if ballot.participant == "v1_1" else ballot
        for ballot in entry.ballots
    )
    changed = replace(dossier, rounds=(*dossier.rounds[:-1], replace(entry, ballots=started)))
    before = [line for line in full_lines(dossier) if line["round"] == entry.round.id]
    after = [line for line in full_lines(changed) if line["round"] == entry.round.id]
    assert len(after) == len(before) - 1


@pytest.mark.parametrize("reason", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx"])
def test_hostile_text_is_inert_and_reads_back(build: Build, reason: str) -> None:
    dossier = build(reason=reason, rounds_until="gedragscode")
    stored = write_full(dossier)
    assert stored is not None
    assert f";'{reason}".encode() in stored or f"\"'{reason}".encode() in stored
    assert reason in {line["text"] for line in full_lines(dossier)}
