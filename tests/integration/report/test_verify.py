import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.verify_command import verify_command
from flows.words import Secrecy
from report.dossier import Dossier
from report.export import ANSWERS, DOCUMENT, FULL, OUTCOME, SUMS, checksums, write_exports
from report.verify import NotAnExport, verify

Build = Callable[..., Dossier]
Told = dict[str, Any]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, dossier: Dossier) -> Path:
    return write_exports(dossier, tmp_path_factory.mktemp("uitvoer")).folder


@pytest.fixture
def export(tmp_path: Path, written: Path) -> Path:
    """A copy that a test may change."""
    return copytree(written, tmp_path / "export")


def write_sums(folder: Path) -> None:
    """Whoever changes a file can change the sums too; the recount must find it then."""
    files = {name: (folder / name).read_bytes() for name in (DOCUMENT, ANSWERS, OUTCOME)}
    (folder / SUMS).write_bytes(checksums(files))


def change_outcome(folder: Path, change: Callable[[Told], None]) -> None:
    told = json.loads((folder / OUTCOME).read_text(encoding="utf-8"))
    change(told)
    (folder / OUTCOME).write_text(json.dumps(told), encoding="utf-8")
    write_sums(folder)


def change_line(path: Path, start: str, change: Callable[[list[str]], None]) -> None:
    lines = path.read_bytes().decode("utf-8-sig").split("\r\n")
    place = next(number for number, line in enumerate(lines) if line.startswith(start))
    cells = lines[place].split(";")
    change(cells)
    lines[place] = ";".join(cells)
    path.write_bytes("\r\n".join(lines).encode("utf-8-sig"))


def find_item(told: Told, round_id: str) -> Told:
    item: Told = next(round_ for round_ in told["rounds"] if round_["id"] == round_id)["items"][0]
    return item


def other_number(cells: list[str], place: int) -> None:
    cells[place] = "5" if cells[place] != "5" else "1"


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_untouched_export_agrees(tmp_path: Path, build: Build, secrecy: Secrecy) -> None:
    report = verify(write_exports(build(secrecy=secrecy), tmp_path).folder)
    assert report.differences == ()
    assert report.agrees
    assert report.checked > 1000


def test_untouched_export_without_the_confidential_file_agrees(export: Path) -> None:
    (export / FULL).unlink()
    report = verify(export)
    assert report.differences == ()
    assert any("zonder volledig.csv" in sentence for sentence in report.not_recounted)


def test_conference_without_rounds_agrees(tmp_path: Path, build: Build) -> None:
    assert verify(write_exports(build(rounds_until=""), tmp_path).folder).differences == ()


@pytest.mark.parametrize("round_id", ["motieven-1", "groslijst-1"])
def test_one_changed_answer_in_the_public_file_is_found(export: Path, round_id: str) -> None:
    change_line(export / ANSWERS, f"{round_id};", lambda cells: other_number(cells, 3))
    write_sums(export)
    report = verify(export)
    assert report.differences
    assert all(sentence.startswith(round_id) for sentence in report.differences)
    assert any("‘counts’" in sentence and "antwoorden.csv" in sentence for sentence in report.differences)


def test_one_changed_answer_in_the_confidential_file_is_found(export: Path) -> None:
    change_line(export / FULL, "groslijst-1;", lambda cells: other_number(cells, 5))
    report = verify(export)
    assert any("‘counts’" in sentence and "volledig.csv" in sentence for sentence in report.differences)


def test_answer_moved_to_another_municipality_is_found(export: Path) -> None:
    change_line(export / FULL, "groslijst-1;", lambda cells: cells.__setitem__(2, "g5"))
    assert any("g5" in sentence for sentence in verify(export).differences)


def test_removed_answer_is_found(export: Path) -> None:
    lines = (export / ANSWERS).read_bytes().split(b"\r\n")
    (export / ANSWERS).write_bytes(b"\r\n".join([lines[0], *lines[2:]]))
    write_sums(export)
    assert not verify(export).agrees


@pytest.mark.parametrize(
    ("round_id", "name", "value"),
    [
        ("groslijst-1", "counts", [0, 0, 0, 0, 25]),
        ("groslijst-1", "no_opinion", 9),
        ("groslijst-1", "median", 1),
        ("groslijst-1", "leik", 0.123),
        ("groslijst-1", "status", "too_few"),
        ("groslijst-1", "region", "too_few_voices"),
        ("groslijst-1", "voices", {"g1": "none", "g2": "none", "g3": "none", "g4": "none", "g5": "none"}),
        ("groslijst-1", "heads", {"for": 0, "against": 0, "of": 0}),
        ("groslijst-1", "unacceptable", ["g1", "g2", "g3", "g4", "g5"]),
        ("factoren-1", "leik", 0.123),
        ("beslisboom-1", "median", "bk4a"),
        ("beslisboom-1", "places", {"g1": 1}),
        ("motievenpunten-1", "region", {}),
        ("motievenpunten-1", "givers", {}),
        ("vorm-1", "region", "ongeschikt"),
        ("gedragscode-1", "region", "pending"),
        ("pakketten-1", "voices", {"g1": "niet", "g2": "niet", "g3": "niet", "g4": "niet", "g5": "al_geregeld"}),
        ("artikelen-1", "region", "pending"),
    ],
)
def test_one_changed_figure_is_found(export: Path, round_id: str, name: str, value: object) -> None:
    change_outcome(export, lambda told: find_item(told, round_id).update({name: value}))
    differences = verify(export).differences
    assert any(sentence.startswith(round_id) and f"‘{name}’" in sentence for sentence in differences)


def test_changed_standpunt_is_found_without_the_confidential_file(export: Path) -> None:
    (export / FULL).unlink()
    change_outcome(export, lambda told: told["positions"][0].update({"word": "college", "text": ""}))
    assert any("de standpunten" in sentence for sentence in verify(export).differences)


def test_invented_standpunt_is_found(export: Path) -> None:
    invented = {"round": "artikelen-9", "item": "a1", "municipality": "g1", "word": "agree", "text": ""}
    change_outcome(export, lambda told: told["positions"].append(invented))
    assert verify(export).differences == (
        "Standpunten, artikelen-9, a1, g1: deze ronde of dit onderwerp is er niet.",
    )


def test_changed_package_is_found(export: Path) -> None:
    change_outcome(export, lambda told: told["recommendation"]["packages"][0].update({"package": "niet_nu"}))
    assert any("‘package’" in sentence for sentence in verify(export).differences)


def test_changed_outcome_of_an_article_is_found(export: Path) -> None:
    change_outcome(export, lambda told: told["recommendation"]["articles"][0].update({"outcome": "pending"}))
    assert any("‘outcome’" in sentence for sentence in verify(export).differences)


@pytest.mark.parametrize("name", [DOCUMENT, ANSWERS, OUTCOME])
def test_changed_file_is_found(export: Path, name: str) -> None:
    (export / name).write_bytes((export / name).read_bytes() + b" ")
    assert f"{name} is gewijzigd: de controlesom klopt niet." in verify(export).differences


def test_missing_file_and_missing_sums_are_found(export: Path) -> None:
    (export / DOCUMENT).unlink()
    assert verify(export).differences == ("beslisdocument.pdf ontbreekt.",)
    (export / SUMS).unlink()
    assert verify(export).differences == ("SHA256SUMS ontbreekt.",)


def test_file_that_breaks_the_schema_names_the_place(export: Path) -> None:
    change_outcome(export, lambda told: told["rounds"][0]["items"][0].update({"median": 6}))
    (sentence,) = verify(export).differences
    assert sentence.startswith("uitkomst.json past niet bij het schema: rounds.0.rate.items.0.median")


def test_lines_that_no_voter_could_answer_are_found(export: Path) -> None:
    change_line(export / FULL, "groslijst-1;", lambda cells: cells.__setitem__(5, "6"))
    assert any("past niet bij de ronde" in sentence for sentence in verify(export).differences)


def test_folder_without_an_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAnExport):
        verify(tmp_path)


def test_command_exits_0_1_and_2(export: Path, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(verify_command)
    runner = CliRunner()
    agreed = runner.invoke(app, [str(export)])
    assert agreed.exit_code == 0
    assert agreed.stdout.splitlines()[-1].startswith("Alles klopt: ")
    (export / DOCUMENT).write_bytes(b"anders")
    changed = runner.invoke(app, [str(export)])
    assert changed.exit_code == 1
    assert changed.stdout.splitlines()[0] == "beslisdocument.pdf is gewijzigd: de controlesom klopt niet."
    empty = tmp_path / "leeg"
    empty.mkdir()
    wrong = runner.invoke(app, [str(empty)])
    assert wrong.exit_code == 2
    assert wrong.stderr == f"{empty} is geen map met exports: uitkomst.json ontbreekt.\n"
