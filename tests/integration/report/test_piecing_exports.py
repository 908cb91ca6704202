"""Approvals, rankings and texts in the files: told by the secrecy, counted again, and set in the document."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from flows.pack.form import Pack
from flows.words import Secrecy
from report.dossier import Dossier
from report.export import ANSWERS, DOCUMENT, FULL, OUTCOME, write_exports
from report.outcome import build_uitkomst
from report.verify import verify
from storage.packs import read_pack

Build = Callable[..., Dossier]

PACK = Path(__file__).parents[2] / "packs" / "soorten"
ROUNDS = {"vooraf-1": "open", "aantikken-1": "approve", "ordenen-1": "rank", "schrijven-1": "open"}


@pytest.fixture(scope="module")
def soorten() -> Pack:
    return read_pack(PACK)


@pytest.fixture
def hold(build: Build, soorten: Pack) -> Build:
    """A dossier over the pack of these kinds, with its optional phase."""
    return lambda **fields: build(pack=soorten, optional=True, rounds_until="schrijven", **fields)


def read_cells(path: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))[1:]


def told(folder: Path) -> dict[str, Any]:
    return {round_["id"]: round_ for round_ in json.loads((folder / OUTCOME).read_text("utf-8"))["rounds"]}


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_untouched_export_of_these_kinds_agrees(tmp_path: Path, hold: Build, secrecy: Secrecy) -> None:
    folder = write_exports(hold(secrecy=secrecy, towns=3), tmp_path).folder

    report = verify(folder)

    assert report.differences == ()
    assert report.checked > 5
    assert {id_: round_["kind"] for id_, round_ in told(folder).items()} == ROUNDS
    assert (folder / DOCUMENT).stat().st_size > 1000


def test_encodings_stand_in_the_tables_as_they_are_documented(tmp_path: Path, hold: Build) -> None:
    folder = write_exports(hold(), tmp_path).folder

    public, full = read_cells(folder / ANSWERS), read_cells(folder / FULL)

    assert {line[0] for line in public} == {"aantikken-1", "ordenen-1"}
    assert {line[3].count(">") for line in public if line[0] == "ordenen-1" and not line[4]} == {2}
    assert {set(line[3].split("|")) <= {"", "maand", "jaar", "staf", "geen"} for line in public[:20]} == {True}
    written = [json.loads(line[5]) for line in full if line[0] == "vooraf-1" and not line[6]]
    assert {type(text) for texts in written for text in texts} == {str}
    assert len(written) > 15


def test_texts_that_are_not_shared_are_named_as_hidden(tmp_path: Path, hold: Build) -> None:
    folder = write_exports(hold(), tmp_path).folder

    before, after = told(folder)["vooraf-1"]["items"][0], told(folder)["schrijven-1"]["items"][0]

    assert ("texts" in before, "texts" in before["hidden"]) == (False, True)
    assert ("texts" in after["hidden"], len(after["texts"]) > 10) == (False, True)
    assert "municipality" not in json.dumps(told(folder)["schrijven-1"]["items"])


def test_changed_score_and_order_are_found(tmp_path: Path, hold: Build) -> None:
    folder = write_exports(hold(), tmp_path).folder
    outcome = json.loads((folder / OUTCOME).read_text("utf-8"))
    item = next(round_ for round_ in outcome["rounds"] if round_["id"] == "ordenen-1")["items"][0]
    item["scores"]["ict"] += 1
    item["voices"]["g1"].reverse()
    (folder / OUTCOME).write_text(json.dumps(outcome), "utf-8")

    found = [sentence for sentence in verify(folder).differences if "ordenen-1" in sentence]

    assert sorted(sentence.split("‘")[1].split("’")[0] for sentence in found) == ["scores", "scores", "voices"]


def test_text_that_nobody_wrote_is_found(tmp_path: Path, hold: Build) -> None:
    folder = write_exports(hold(), tmp_path).folder
    outcome = json.loads((folder / OUTCOME).read_text("utf-8"))
    outcome["rounds"][-1]["items"][0]["texts"][0] = "Iets anders."
    (folder / OUTCOME).write_text(json.dumps(outcome), "utf-8")

    found = [sentence for sentence in verify(folder).differences if "‘texts’" in sentence]

    assert len(found) == 1


def test_numbers_of_municipalities_stand_in_the_place_of_names_under_geheim(hold: Build) -> None:
    uitkomst = build_uitkomst(hold(secrecy=Secrecy.SECRET, seed=4)).model_dump(mode="json", exclude_unset=True)

    item = next(round_ for round_ in uitkomst["rounds"] if round_["id"] == "aantikken-1")["items"][0]

    assert set(item.get("voices", {})) <= {"maand", "jaar", "staf", "geen"}
    assert "own" not in item


def test_shipped_pack_with_its_optional_phases_agrees(tmp_path: Path, build: Build) -> None:
    folder = write_exports(build(optional=True, rounds_until="motievenpunten"), tmp_path).folder

    assert verify(folder).differences == ()
    assert list(told(folder))[:3] == ["voorgesprek-1", "verwachtingen-1", "halen_en_brengen-1"]
