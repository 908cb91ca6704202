"""Blocks to PDF: set by Typst as PDF/UA-1, then given row headers, which Typst cannot mark.

Deterministic: the moment comes with the document, the fonts with the package, and pikepdf derives the
file's id from its content.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from io import BytesIO
from json import dumps
from math import ceil
from pathlib import Path

import pikepdf
import typst

from report.blocks import Block, BulletList, Column, Document, Heading, Paragraph, Table
from report.typeface import FAMILY, FOLDER, displayable

TEMPLATE = Path(__file__).parent / "beslisdocument.typ"

_TYPES: Mapping[type[Block], str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    BulletList: "list",
    Table: "table",
}


_LINE = 80
"""Characters over the whole width of a page, in the size of a table."""
_NARROW = 0.3
_TURNED = 20
"""Characters of a title that runs upwards."""
_TOGETHER = 22
"""A table of up to so many lines is not broken over two pages."""


def render_pdf(document: Document, *, moment: datetime) -> bytes:
    """The document as PDF/UA-1, with `moment` as its date. The same document gives the same bytes."""
    page = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": dumps(_plain(document), ensure_ascii=False), "family": FAMILY},
        pdf_standards=["ua-1"],
        timestamp=int(moment.timestamp()),
    )
    return _with_row_headers(page)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])


def _plain(document: Document) -> object:
    blocks = {"opening": _plain_blocks(document.opening), "blocks": _plain_blocks(document.blocks)}
    return _shown({**asdict(document), **blocks})


def _plain_blocks(blocks: Sequence[Block]) -> list[dict[str, object]]:
    """With what the template cannot know: which text introduces the next block and must stay with it."""
    return [
        {**_plain_block(block), "introduces": isinstance(after, Table | BulletList)}
        for block, after in zip(blocks, [*blocks[1:], None], strict=True)
    ]


def _plain_block(block: Block) -> dict[str, object]:
    plain = {"type": _TYPES[type(block)], **asdict(block)}
    if isinstance(block, Table):
        plain["together"] = _estimate_lines(block) <= _TOGETHER
        plain["columns"] = [{**asdict(column), "title": _column_title(column)} for column in block.columns]
    return plain


def _column_title(column: Column) -> str:
    """A turned title has one line of limited length; the full names stand in other tables."""
    if not column.turned or len(column.title) <= _TURNED:
        return column.title
    return column.title[: _TURNED - 1].rstrip() + "…"


def _estimate_lines(table: Table) -> int:
    """About how many lines a table takes, too many rather than too few."""
    whole = sum(column.width or _NARROW for column in table.columns)
    fitting = [max(1, int(_LINE * (column.width or _NARROW) / whole)) for column in table.columns]
    return sum(max(ceil(len(cell) / room) for cell, room in zip(row, fitting, strict=True)) for row in table.rows)


def _shown(value: object) -> object:
    """Every text in a tree of plain values, as the typeface can show it."""
    if isinstance(value, str):
        return displayable(value)
    if isinstance(value, dict):
        return {key: _shown(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(part) for part in value]
    return value


def _with_row_headers(page: bytes) -> bytes:
    """Mark the first cell of each body row as the header of its row (PDF 32000-1, 14.8.5.7: TH, Scope Row)."""
    with pikepdf.open(BytesIO(page)) as pdf:
        for row in _body_rows(pdf.Root.StructTreeRoot):
            first = row.K[0] if isinstance(row.K, pikepdf.Array) else row.K
            first.S = pikepdf.Name.TH
            _set_scope(first)
        stored = BytesIO()
        pdf.save(
            stored,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return stored.getvalue()


def _set_scope(cell: pikepdf.Object) -> None:
    attributes = cell.get("/A", pikepdf.Array([]))
    listed = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    for attribute in listed:
        if attribute.get("/O") == pikepdf.Name.Table:
            attribute.Scope = pikepdf.Name.Row
            return
    cell.A = pikepdf.Array([*listed, pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)])


def _body_rows(element: pikepdf.Object, *, inside: bool = False) -> Iterator[pikepdf.Object]:
    role = element.get("/S")
    if inside and role == pikepdf.Name.TR:
        yield element
        return
    children = element.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield from _body_rows(child, inside=inside or role == pikepdf.Name.TBody)
