import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.pack_commands import app
from storage.packs import list_packs, read_pack


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_list_names_shipped_packs_on_stdout() -> None:
    result = _run("list")

    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "vooronderzoek 1.0.0  0-fase vooronderzoek samenwerking\n",
        "",
    )


@pytest.mark.parametrize("arguments", [("check",), ("check", "vooronderzoek")])
def test_check_of_a_good_pack_says_what_it_holds(arguments: tuple[str, ...]) -> None:
    result = _run(*arguments)

    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "vooronderzoek 1.0.0 is in orde: 11 fasen, 16 rondes, 207 onderwerpen.\n",
        "",
    )


def test_check_of_a_broken_pack_names_each_fault_on_stderr(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    _run("new", str(folder))
    motives = (folder / "motieven.yaml").read_text(encoding="utf-8")
    (folder / "motieven.yaml").write_text(motives.replace("group: kwaliteit", "group: elders"), encoding="utf-8")
    lines = [n for n, line in enumerate(motives.splitlines(), start=1) if line.strip() == "group: kwaliteit"]

    result = _run("check", str(folder))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f"motieven.yaml, regel {lines[0]}: motieven m01, group: De groep 'elders' bestaat niet.",
        f"motieven.yaml, regel {lines[1]}: motieven m02, group: De groep 'elders' bestaat niet.",
        "2 fouten gevonden.",
    ]


def test_check_of_nothing_fails_with_a_sentence(tmp_path: Path) -> None:
    folder = str(tmp_path / "weg")

    result = _run("check", folder)

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{folder}: Hier staat geen pack: er is geen map en geen meegeleverd pack met deze naam.",
        "1 fout gevonden.",
    ]


def test_schema_is_json_that_names_the_form() -> None:
    result = _run("schema")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["title"] == "Pack"


def test_starter_pack_passes_the_check_and_is_commented(tmp_path: Path) -> None:
    folder = tmp_path / "diep" / "eigen"

    made, checked = _run("new", str(folder)), _run("check", str(folder))

    assert (made.exit_code, checked.exit_code) == (0, 0)
    assert checked.stdout == "eigen_pack 0.1.0 is in orde: 3 fasen, 2 rondes, 2 onderwerpen.\n"
    assert sorted(path.name for path in folder.iterdir()) == ["motieven.yaml", "pack.yaml"]
    assert all("# " in path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert read_pack(folder).id not in {pack.id for pack in list_packs()}


def test_new_leaves_a_folder_with_something_in_it_alone(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van mij", encoding="utf-8")

    result = _run("new", str(tmp_path))

    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path} bestaat al en is geen lege map; er is niets geschreven.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_new_where_nothing_can_be_written_fails_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    folder = tmp_path / "bestand" / "pack"

    result = _run("new", str(folder))

    assert result.exit_code == 1
    assert result.stderr == f"{folder} is niet te schrijven.\n"


@pytest.mark.parametrize("arguments", [("new",), ("check", "een", "twee"), ("onbekend",), ("list", "--alles")])
def test_wrong_use_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert _run(*arguments).exit_code == 2
