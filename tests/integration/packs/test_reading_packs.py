# ruff: noqa: E501 - a row for each fault reads better than a wrapped one
import shutil
from pathlib import Path

import pytest

from bot.pack_commands import STARTER
from storage.packs import LARGEST_FILE, PackUnreadable, list_packs, read_pack

SHIPPED = list_packs()[0].folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped pack, to break."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "pack"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the starter pack, for what goes wrong before the content matters."""
    return Path(shutil.copytree(STARTER, tmp_path / "klein"))


def _faults(folder: Path | str) -> list[str]:
    with pytest.raises(PackUnreadable) as caught:
        read_pack(folder)
    return [str(fault) for fault in caught.value.faults]


def _replace(path: Path, old: str, new: str) -> int:
    """Put `new` in the place of the first `old`; the line where that stands."""
    text = path.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return line


def test_shipped_pack_is_read_by_id_folder_and_root(folder: Path) -> None:
    by_id = read_pack("vooronderzoek")

    assert by_id == read_pack(folder) == read_pack(str(folder)) == read_pack(folder / "pack.yaml")


def test_list_names_the_shipped_pack() -> None:
    assert [(pack.id, pack.title) for pack in list_packs()] == [
        ("vooronderzoek", "0-fase vooronderzoek samenwerking")
    ]


@pytest.mark.parametrize("name", ["onbekend", "../vooronderzoek", "", "/dev/null"])
def test_no_pack_is_a_sentence(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sentence = f"{name}: Hier staat geen pack: er is geen map en geen meegeleverd pack met deze naam."

    assert _faults(name) == [sentence if name else "pack.yaml: Het bestand pack.yaml ontbreekt."]


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("groslijst.yaml", "title: Wegen en bruggen", "title: " + "x" * 41, "groslijst u03, title: De tekst is te lang: hooguit 40 tekens."),
        ("groslijst.yaml", "sensitivity: laag", "sensitivity: weinig", "groslijst u03, sensitivity: Dit woord kan hier niet; kies uit 'laag', 'midden' of 'hoog'."),
        ("groslijst.yaml", "mandatory: deels", "mandatory: soms", "groslijst u17, mandatory: Dit woord kan hier niet; kies uit 'ja', 'deels', 'nee' of 'onbekend'."),
        ("groslijst.yaml", "concepts: [matrix, ssc]", "concepts: [matrix, wolk]", "groslijst u03: Het concept 'wolk' bestaat niet."),
        ("groslijst.yaml", "title: Straatverlichting", "title: 2025", "groslijst u04, title: Hier hoort tekst; zet een getal tussen aanhalingstekens."),
        ("groslijst.yaml", "    iv3: ['1.1']", "    kleur: rood", "groslijst u01, kleur: 'kleur' is hier niet bekend."),
        ("motieven.yaml", "- id: m05", "- id: m04", "motieven m04: 'm04' staat er twee keer."),
        ("factoren.yaml", "counterpart: x05", "counterpart: x99", "factoren b02, counterpart: De tegenhanger 'x99' bestaat niet."),
        ("beslisboom.yaml", "place: 85", "place: 185", "optie bk1d, place: Het getal is te groot: hooguit 100."),
        ("rechtsvormen.yaml", "own_staff: false", "own_staff: soms", "rechtsvorm convenant, own_staff: Hier hoort true of false."),
        ("pack.yaml", "chosen: [tp4b]", "chosen: [tp9z]", "controle c3: De optie 'tp9z' bestaat niet."),
        ("pack.yaml", "scale: kansrijk", "scale: kleur", "ronde groslijst, scale: De schaal 'kleur' bestaat niet."),
        ("pack.yaml", "version: 1.0.0", "version: een", "version: Dit heeft niet de goede vorm: een id is kleine letters, cijfers en _ (hooguit 24), een versie 1.0.0."),
    ],
)  # fmt: skip
def test_fault_is_told_with_file_and_line(folder: Path, file: str, old: str, new: str, sentence: str) -> None:
    line = _replace(folder / file, old, new)

    assert f"{file}, regel {line}: {sentence}" in _faults(folder)


@pytest.mark.parametrize(
    ("file", "change", "at", "sentence"),
    [
        ("beslisboom.yaml", ("place: 35", "place: 5"), "- id: bk1\n", "beslisboom bk1: De opties staan niet op volgorde van licht naar zwaar."),
        ("vormen.yaml", ("high: 30", "high: 20"), "low: 25", "vormen centrum, low: Tussen 20 en 25 past geen enkel concept."),
        ("pack.yaml", ("  - id: ontwikkel\n", "  - id: ontwerp\n"), "approaches:", "approaches: De tekst van de aanpak 'ontwikkel' ontbreekt."),
        ("pack.yaml", ("        derived: kept_motives\n", ""), "      - id: motievenpunten", "ronde motievenpunten: Een ronde noemt óf een lijst (items), óf een afleiding (derived)."),
    ],
)  # fmt: skip
def test_fault_between_values_is_told_at_what_holds_them(
    folder: Path, file: str, change: tuple[str, str], at: str, sentence: str
) -> None:
    _replace(folder / file, *change)
    line = _replace(folder / file, at, at)

    assert f"{file}, regel {line}: {sentence}" in _faults(folder)


def test_missing_keys_are_told_at_what_misses_them(folder: Path) -> None:
    _replace(folder / "gedragscode.yaml", "    title: Ieder zijn eigen tempo\n", "")
    _replace(folder / "gedragscode.yaml", "    sources: [GeNiLu-brochure §3b]\n", "")
    line = _replace(folder / "gedragscode.yaml", "  - id: g02", "  - id: g02")

    assert _faults(folder) == [
        f"gedragscode.yaml, regel {line}: gedragscode g02: 'sources' ontbreekt.",
        f"gedragscode.yaml, regel {line}: gedragscode g02: 'title' ontbreekt.",
    ]


def test_faults_in_several_files_come_together_in_order(folder: Path) -> None:
    tasks = _replace(folder / "groslijst.yaml", "sensitivity: laag", "sensitivity: weinig")
    motives = _replace(folder / "motieven.yaml", "title: Sterker bij inkoop", "title: X")

    words = "Dit woord kan hier niet; kies uit 'laag', 'midden' of 'hoog'."
    assert _faults(folder) == [
        f"groslijst.yaml, regel {tasks}: groslijst u03, sensitivity: {words}",
        f"motieven.yaml, regel {motives}: motieven m12, title: De tekst is te kort: minstens 2 tekens.",
    ]


def test_code_that_looks_like_a_number_stays_text(folder: Path) -> None:
    _replace(folder / "groslijst.yaml", "iv3: ['1.1']", "iv3: [0.10, 6.60]")

    task = read_pack(folder).lists["groslijst"].items[0]

    assert task.model_dump()["iv3"] == ("0.10", "6.60")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"type: &soort motives\n", "motieven.yaml, regel 1: Ankers en verwijzingen (& en *) zijn niet toegestaan."),
        (b"type: motives\ntitle: *soort\n", "motieven.yaml, regel 2: Ankers en verwijzingen (& en *) zijn niet toegestaan."),
        (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "motieven.yaml, regel 1: Ankers en verwijzingen (& en *) zijn niet toegestaan."),
        (b"type: !!python/object/apply:os.system [ls]\n", "motieven.yaml, regel 1: Een type (met !) is niet toegestaan."),
        (b"type: motives\ntitle: Een\ntitle: Twee\n", "motieven.yaml, regel 3: De sleutel 'title' staat hier twee keer."),
        (b"type: motives\n---\ntype: motives\n", "motieven.yaml, regel 2: Een bestand heeft één document; hier begint een tweede."),
        (b"type: [motives\n", "motieven.yaml, regel 2: Dit is geen geldige YAML."),
        (b"? [a, b]\n: c\n", "motieven.yaml, regel 1: Een sleutel is één woord."),
        (b"[" * 100_000, "motieven.yaml, regel 1: Dit staat te diep: er zijn hooguit 12 niveaus."),
        (b'title: "\\UFFFFFFFF"\n', "motieven.yaml: Dit is geen geldige YAML."),
        (b'title: "a\\u202eb"\n', "motieven.yaml, regel 1: In deze tekst staat een onzichtbaar teken."),
        (b"", "motieven.yaml: Dit bestand is leeg."),
        (b"title: caf\xe9\n", "pack.yaml, regel {line}: Het bestand motieven.yaml is geen UTF-8."),
        (b"#" * (LARGEST_FILE + 1), "pack.yaml, regel {line}: Het bestand motieven.yaml is te groot: meer dan 5 MB."),
    ],
    ids=["anchor", "alias", "bomb", "tag", "twice", "documents", "broken", "key", "deep", "escape", "unseen", "empty", "latin1", "huge"],
)  # fmt: skip
def test_hostile_file_is_refused_with_a_sentence(small: Path, content: bytes, sentence: str) -> None:
    (small / "motieven.yaml").write_bytes(content)
    line = _replace(small / "pack.yaml", "motieven: motieven.yaml", "motieven: motieven.yaml")

    assert _faults(small) == [sentence.format(line=line)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("weg.yaml", "Het bestand weg.yaml ontbreekt."),
        (
            "../klein/motieven.yaml",
            "Een pack leest alleen bestanden uit de eigen map, dus niet ../klein/motieven.yaml.",
        ),
    ],
)
def test_file_that_may_not_or_cannot_be_read(small: Path, name: str, sentence: str) -> None:
    line = _replace(small / "pack.yaml", "motieven: motieven.yaml", f"motieven: {name}")

    assert _faults(small) == [f"pack.yaml, regel {line}: {sentence}"]


def test_folder_in_the_place_of_a_file_is_missing(small: Path) -> None:
    (small / "pack.yaml").unlink()
    (small / "pack.yaml").mkdir()

    assert _faults(small) == ["pack.yaml: Het bestand pack.yaml ontbreekt."]


@pytest.mark.parametrize("content", ["- een\n- twee\n", "alleen tekst\n"])
def test_root_that_is_no_mapping_is_refused(small: Path, content: str) -> None:
    (small / "pack.yaml").write_text(content, encoding="utf-8")

    assert _faults(small) == ["pack.yaml, regel 1: Hier horen sleutels met waarden."]


def test_list_of_unknown_type_is_refused(small: Path) -> None:
    line = _replace(
        small / "pack.yaml", "motieven: motieven.yaml", "motieven: {type: liedjes, title: Liedjes, items: []}"
    )
    [first, *_] = _faults(small)

    assert first.startswith(f"pack.yaml, regel {line}: motieven: Deze soort lijst bestaat niet; kies uit 'motives'")


def test_changed_file_is_seen_at_the_next_reading(small: Path) -> None:
    read_pack(small)
    _replace(small / "pack.yaml", "version: 0.1.0", "version: 0.1.1")

    assert read_pack(small).version == "0.1.1"
