from datetime import UTC, datetime
from io import BytesIO

import page
import pikepdf

from report.blocks import Column, Cover, Document, Heading, Paragraph, Table
from report.pdf import render_pdf

MOMENT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def make_document(*, rows: int, cell: str = "tekst") -> Document:
    columns = (Column("Taak", 2), Column("Antwoord", 1, "center"), Column("Gemeente", 0, "center", turned=True))
    body = tuple((f"Taak {number}", cell, "+N") for number in range(rows))
    return Document(
        cover=Cover(title="Beslisdocument", subtitle="Het Dal"),
        opening=(Heading("Samenvatting"), Paragraph("Kort.", style="lead")),
        contents="Inhoud",
        blocks=(Heading("Taken"), Paragraph("Alle taken."), Table("Taken op een rij", columns, body)),
        footer="Het Dal",
        language="nl",
    )


def cell_roles(stored: bytes) -> list[list[str]]:
    """Per table row the structure types of its cells, with their scope."""
    rows: list[list[str]] = []

    def walk(element: pikepdf.Object) -> None:
        if not isinstance(element, pikepdf.Dictionary):
            return
        children = element.get("/K", pikepdf.Array([]))
        listed = list(children) if isinstance(children, pikepdf.Array) else [children]
        if element.get("/S") == pikepdf.Name.TR:
            rows.append([f"{cell.S}{scope(cell)}" for cell in listed])
        for child in listed:
            walk(child)

    def scope(cell: pikepdf.Object) -> str:
        found = [str(attribute.Scope) for attribute in cell.get("/A", []) if "/Scope" in attribute]
        return found[0] if found else ""

    with pikepdf.open(BytesIO(stored)) as pdf:
        walk(pdf.Root.StructTreeRoot)
    return rows


def test_every_row_of_a_table_over_pages_has_its_header() -> None:
    stored = render_pdf(make_document(rows=120), moment=MOMENT)
    header, *body = cell_roles(stored)
    assert header == ["/TH/Column", "/TH/Column", "/TH/Column"]
    assert body == [["/TH/Row", "/TD", "/TD"]] * 120


def test_hostile_cells_compile_and_conform() -> None:
    hostile = '<b>& #import "x" $x$ \\ ]) 😀 \u202e אב ' + "y" * 300
    stored = render_pdf(make_document(rows=3, cell=hostile), moment=MOMENT)
    report = page.validate_pdf_bytes(stored, profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []


def test_same_document_gives_same_bytes() -> None:
    document = make_document(rows=40)
    assert render_pdf(document, moment=MOMENT) == render_pdf(document, moment=MOMENT)


def test_pdf_names_language_title_and_moment() -> None:
    stored = render_pdf(make_document(rows=1), moment=MOMENT)
    with pikepdf.open(BytesIO(stored)) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        assert str(pdf.docinfo["/Title"]) == "Beslisdocument – Het Dal"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261103120000")
