"""Why the municipalities want to work together, and what threatens that."""

from flows.pack.form import Motive
from flows.recommendation.evidence import items_of
from flows.recommendation.model import MotiveFinding
from report import phrases
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table
from report.case import Case, percent
from report.chapters.talk import tell_talk


def tell_motives(case: Case) -> tuple[Block, ...]:
    """Carried ones by their points, divided ones as points of attention."""
    blocks: list[Block] = [Heading(phrases.MOTIVES)]
    if not case.evidence.asked(Motive) or case.recommendation is None:
        return (*blocks, Paragraph(phrases.NOT_TREATED))
    carried = [motive for motive in case.recommendation.motives if motive.carried]
    divided = [motive for motive in case.recommendation.motives if not motive.carried]
    blocks += (
        [Paragraph(phrases.MOTIVES_INTRO), _list_carried(case, carried)]
        if carried
        else [Paragraph(phrases.MOTIVES_NONE)]
    )
    if any(motive.threats for motive in carried):
        blocks += [Heading(phrases.THREATS, 2), Paragraph(phrases.THREATS_INTRO), _list_threats(carried)]
    if divided:
        blocks += [Heading(phrases.ATTENTION, 2), Paragraph(phrases.ATTENTION_INTRO), _list_divided(divided)]
    return (*blocks, *tell_talk(case, case.evidence.asked(Motive), case.evidence.derived("kept_motives")))


def _list_carried(case: Case, motives: list[MotiveFinding]) -> Table:
    known = items_of(case.dossier.pack, Motive)
    name, meaning, share = phrases.COLUMNS_MOTIVES
    rows = tuple(
        (motive.title, known[motive.item].text if motive.item in known else "", percent(motive.points))
        for motive in motives
    )
    return Table(phrases.MOTIVES_CAPTION, (Column(name, 2), Column(meaning, 4), Column(share, 1, "right")), rows)


def _list_threats(motives: list[MotiveFinding]) -> BulletList:
    return BulletList(
        tuple(
            Point(phrases.THREATENED.format(risks=", ".join(motive.threats)), label=f"{motive.title}.")
            for motive in motives
            if motive.threats
        )
    )


def _list_divided(motives: list[MotiveFinding]) -> BulletList:
    return BulletList(
        tuple(
            Point(
                phrases.THREATENED.format(risks=", ".join(motive.threats)) if motive.threats else "",
                label=f"{motive.title}.",
            )
            for motive in motives
        )
    )
