from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from flows.words import Secrecy
from report.dossier import Dossier
from report.export import write_exports

Build = Callable[..., Dossier]


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_exports_are_the_promised_files(tmp_path: Path, dossier: Dossier) -> None:
    exported = write_exports(dossier, tmp_path)
    assert exported.folder == tmp_path / "samenwerken-in-het-dal"
    assert set(files_in(exported.folder)) == {
        "beslisdocument.pdf",
        "antwoorden.csv",
        "uitkomst.json",
        "SHA256SUMS",
        "vertrouwelijk/volledig.csv",
        *(f"grafieken/{entry.round.id}.{kind}" for entry in dossier.rounds for kind in ("svg", "png")),
    }
    assert exported.confidential == exported.folder / "vertrouwelijk/volledig.csv"
    assert exported.confidential not in exported.public
    assert {path.name for path in exported.public} == {
        "beslisdocument.pdf", "antwoorden.csv", "uitkomst.json", "SHA256SUMS",
    }  # fmt: skip


def test_sums_are_of_the_public_files_alone(tmp_path: Path, dossier: Dossier) -> None:
    exported = write_exports(dossier, tmp_path)
    listed = dict(reversed(line.split("  ")) for line in exported.sums.read_text().splitlines())
    files = files_in(exported.folder)
    assert listed == {
        name: sha256(content).hexdigest()
        for name, content in files.items()
        if name not in {"SHA256SUMS", "vertrouwelijk/volledig.csv"}
    }


def test_secret_conference_has_no_confidential_file(tmp_path: Path, build: Build) -> None:
    exported = write_exports(build(secrecy=Secrecy.SECRET, rounds_until="motieven"), tmp_path)
    assert exported.confidential is None
    assert not (exported.folder / "vertrouwelijk").exists()


def test_second_export_replaces_the_first_whole(tmp_path: Path, build: Build) -> None:
    named = build(rounds_until="motieven")
    first = write_exports(named, tmp_path)
    before = files_in(first.folder)
    (first.folder / "oud.txt").write_text("oud")
    again = write_exports(named, tmp_path)
    assert files_in(again.folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["samenwerken-in-het-dal"]


def test_slug_cannot_lead_out_of_the_folder(tmp_path: Path, build: Build) -> None:
    dossier = build(rounds_until="")
    stray = replace(dossier, conference=replace(dossier.conference, slug="../../../elders"))
    exported = write_exports(stray, tmp_path / "uitvoer")
    assert exported.folder == tmp_path / "uitvoer" / "elders"


def test_target_that_is_no_folder_is_left_alone(tmp_path: Path, build: Build) -> None:
    (tmp_path / "samenwerken-in-het-dal").write_text("van iemand anders")
    with pytest.raises(FileExistsError):
        write_exports(build(rounds_until=""), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["samenwerken-in-het-dal"]
