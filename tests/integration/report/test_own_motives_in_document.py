"""Own motives in the document: marked among the carried ones, and apart where no round rated them."""

from dataclasses import replace

from flows.conference.model import OwnMotive
from flows.pack.tailor import tailor
from report.blocks import BulletList, Heading, Table
from report.document import compose_document
from report.dossier import Dossier


def with_own(dossier: Dossier, *own: OwnMotive) -> Dossier:
    conference = replace(dossier.conference, own_motives=own)
    return replace(dossier, conference=conference, pack=tailor(dossier.pack, conference))


def test_own_motives_are_marked_and_those_without_a_rating_stand_apart(dossier: Dossier) -> None:
    blocks = compose_document(dossier).blocks
    carried = next(
        block for block in blocks if isinstance(block, Table) and block.caption.startswith("Gedragen motieven")
    )
    title = carried.rows[0][0]
    rated = next(item for item in dossier.pack.items("motieven") if item.title == title)

    told = compose_document(
        with_own(
            dossier,
            OwnMotive(id=rated.id, title=title),  # the list has it, as where a further round rated it
            OwnMotive(id="eigen_1", title="Jongeren in de regio houden"),
        )
    ).blocks

    table = next(
        block for block in told if isinstance(block, Table) and block.caption.startswith("Gedragen motieven")
    )
    at = next(n for n, block in enumerate(told) if isinstance(block, Heading) and block.text == "Eigen motieven")
    listed = told[at + 2]
    assert table.rows[0][0] == f"{title} (eigen motief)"
    assert isinstance(listed, BulletList)
    assert [point.text for point in listed.points] == ["Jongeren in de regio houden"]
    assert "Eigen motieven" not in [block.text for block in blocks if isinstance(block, Heading)]
