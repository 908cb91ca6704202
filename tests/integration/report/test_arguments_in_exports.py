"""Admitted lines stand in the document and in `uitkomst.json`, without a name, safe in each format, once per item."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from flows.words import Kind
from report import happened_phrases as phrases
from report.blocks import BulletList
from report.document import compose_document
from report.dossier import Dossier
from report.export import write_exports
from report.outcome import build_uitkomst
from report.uitkomst import read_uitkomst

LINES = ("=SOM(A1) <b>&amp;</b> ‘alles’ \u202eachterstevoren", "Alleen krijgen wij hier geen mensen meer voor.")


def argued(dossier: Dossier) -> tuple[Dossier, str, str]:
    """The dossier with lines on the first item of its first rated round; the round's id and the item's."""
    place = next(n for n, e in enumerate(dossier.rounds) if e.round.kind is Kind.RATE and e.disclosed is not None)
    entry = dossier.rounds[place]
    item = entry.round.items[0].id
    rounds = list(dossier.rounds)
    rounds[place] = replace(entry, arguments={item: LINES})
    return replace(dossier, rounds=tuple(rounds)), entry.round.id, item


def arguments_of(told: Any, round_: str) -> dict[str, list[str]]:
    found = next(r for r in told.rounds if r.id == round_)
    return {item.id: item.arguments for item in found.items if item.arguments}


def test_lines_stand_with_their_item_in_the_document_and_the_outcome(dossier: Dossier) -> None:
    told, round_, item = argued(dossier)

    listed = [block for block in compose_document(told).blocks if isinstance(block, BulletList)]
    points = [point.text for block in listed for point in block.points]

    assert [text for text in points if text in {phrases.ARGUMENT.format(text=line) for line in LINES}] == [
        phrases.ARGUMENT.format(text=line) for line in LINES
    ]
    assert arguments_of(build_uitkomst(told), round_) == {item: list(LINES)}


def test_exports_are_written_with_hostile_lines_and_tables_never_hold_them(dossier: Dossier, tmp_path: Path) -> None:
    told, round_, item = argued(dossier)

    write_exports(told, tmp_path)

    files = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert arguments_of(read_uitkomst(files["uitkomst.json"]), round_) == {item: list(LINES)}
    tables = [content for name, content in files.items() if name.endswith(".csv")]
    assert tables
    assert not any(b"geen mensen meer voor" in content for content in tables)
