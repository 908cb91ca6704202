import itertools
from collections.abc import Callable
from dataclasses import replace

import page
import pytest

from flows.words import RoundState, Secrecy
from report import phrases
from report.blocks import BulletList, Document, Heading, Paragraph, Table
from report.document import compose_document, write_document
from report.dossier import Dossier

Build = Callable[..., Dossier]
HOSTILE = '<b>& #import "x" $x$ 😀 \u202e' + "n" * 280


def all_text(document: Document) -> str:
    said = []
    for block in (*document.opening, *document.blocks):
        match block:
            case Heading(text=text):
                said.append(text)
            case Paragraph(text=text, label=label):
                said += [label, text]
            case BulletList(points=points):
                said += [part for point in points for part in (point.label, point.text)]
            case Table(caption=caption, columns=columns, rows=rows):
                said += [caption, *(column.title for column in columns), *(cell for row in rows for cell in row)]
    return "\n".join(said)


def chapters(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def test_document_conforms_to_pdf_ua(dossier: Dossier) -> None:
    report = page.validate_pdf_bytes(write_document(dossier), profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []
    assert report.document.page_count > 15


def test_document_has_all_chapters_in_order(dossier: Dossier) -> None:
    assert chapters(compose_document(dossier)) == [
        "Waarom en wie",
        "Motieven",
        "Sterke punten, risico’s en gedragscode",
        "Aanpak",
        "Groslijst",
        "Beslisboom",
        "Vorm",
        "Aanbeveling",
        "Vervolg",
        "Verantwoording",
        "Bijlage: alle cijfers",
    ]


def test_first_page_has_every_article_and_every_municipality(dossier: Dossier) -> None:
    assert dossier.recommendation is not None
    articles, towns = (block for block in compose_document(dossier).opening if isinstance(block, Table))
    assert len(articles.rows) == len(dossier.recommendation.articles)
    assert [row[0] for row in towns.rows] == ["Aldermeer", "Boskerk", "Dalwijk", "Eikhuizen", "Grauwveen"]
    assert {sum(int(cell) for cell in row[1:]) for row in towns.rows} == {len(articles.rows)}


def test_every_task_stands_in_the_matrix(dossier: Dossier) -> None:
    matrices = [
        block
        for block in compose_document(dossier).blocks
        if isinstance(block, Table) and block.caption.endswith("beeld en standpunt per gemeente")
    ]
    assert sum(len(table.rows) for table in matrices) == 70
    assert {len(table.columns) for table in matrices} == {7}


def test_law_is_named_with_its_marks_and_no_advice(dossier: Dossier) -> None:
    text = all_text(compose_document(dossier))
    assert phrases.NO_LEGAL_ADVICE in text
    assert "te verifiëren" in text


def test_every_article_names_its_grounds_conditions_and_outcome(dossier: Dossier) -> None:
    assert dossier.recommendation is not None
    text = all_text(compose_document(dossier))
    for article in dossier.recommendation.articles:
        assert article.text in text
        for _, said in (*article.conditions, *article.minority):
            assert said[1:] in text
    blocks = compose_document(dossier).blocks
    grounded = [article for article in dossier.recommendation.articles if article.grounds]
    assert sum(isinstance(b, Paragraph) and b.label == phrases.GROUNDS for b in blocks) == len(grounded)


def test_tables_are_complete_and_never_empty(dossier: Dossier) -> None:
    tables = [block for block in compose_document(dossier).blocks if isinstance(block, Table)]
    for table in tables:
        assert table.rows, table.caption
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert all(row[0] for row in table.rows), table.caption


def test_no_heading_stands_without_text_below_it(dossier: Dossier) -> None:
    blocks = compose_document(dossier).blocks
    for block, after in itertools.pairwise(blocks):
        if isinstance(block, Heading):
            assert not (isinstance(after, Heading) and after.level <= block.level), block.text
    assert not isinstance(blocks[-1], Heading)


@pytest.mark.parametrize("last", ["", "motieven", "gedragscode", "aanpak", "groslijst", "beslisboom", "vorm"])
def test_conference_that_stopped_half_way_has_a_whole_document(build: Build, last: str) -> None:
    dossier = build(rounds_until=last)
    document = compose_document(dossier)
    assert len(chapters(document)) == 11
    assert page.is_pdf_compliant_bytes(write_document(dossier), profile="ua1")


@pytest.mark.parametrize("secrecy", [Secrecy.NAMED, Secrecy.SECRET])
def test_document_under_other_secrecy_conforms_and_names_no_person(build: Build, secrecy: Secrecy) -> None:
    dossier = build(secrecy=secrecy, person_name="Burgemeester")
    assert "Burgemeester v" not in all_text(compose_document(dossier))
    assert page.is_pdf_compliant_bytes(write_document(dossier), profile="ua1")


def test_secret_conference_has_no_beeld_by_municipality_in_the_document(build: Build) -> None:
    captions = [
        block.caption for block in compose_document(build(secrecy=Secrecy.SECRET)).blocks if isinstance(block, Table)
    ]
    assert not any(caption.endswith("beeld en standpunt per gemeente") for caption in captions)
    assert phrases.GRADES_CAPTION not in captions


def test_unpublished_round_leaves_no_figure_in_the_document(build: Build) -> None:
    dossier = build(rounds_until="motieven")
    entry = dossier.rounds[0]
    closed = replace(entry, round=replace(entry.round, state=RoundState.CLOSED))
    document = compose_document(replace(dossier, rounds=(closed,), recommendation=None))
    captions = [block.caption for block in document.blocks if isinstance(block, Table)]
    assert phrases.RATE_CAPTION not in captions
    assert phrases.RESPONSE_CAPTION not in captions


def test_hostile_names_and_reasons_are_inert(build: Build) -> None:
    dossier = build(name=HOSTILE, town_names=[HOSTILE, "=1+1", "'s", "\u202eabc", "x" * 300], reason=HOSTILE)
    assert page.is_pdf_compliant_bytes(write_document(dossier), profile="ua1")
    assert HOSTILE in all_text(compose_document(dossier))


def test_twenty_municipalities_fit(build: Build) -> None:
    dossier = build(towns=20, voters=3)
    document = compose_document(dossier)
    matrix = next(b for b in document.blocks if isinstance(b, Table) and b.caption.startswith("Uitvoering"))
    assert [column.turned for column in matrix.columns] == [False, *[True] * 20, False]
    assert page.is_pdf_compliant_bytes(write_document(dossier), profile="ua1")


def test_same_dossier_gives_the_same_bytes(dossier: Dossier, build: Build) -> None:
    assert write_document(dossier) == write_document(build())
