"""Why the municipalities want to work together, and what threatens that."""

from flows.pack.items import Motive
from flows.recommendation.evidence import items_of
from flows.recommendation.model import MotiveFinding
from flows.recommendation.motives import share_of, unrated_motives
from report import motive_phrases as own_words
from report import phrases
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table, points
from report.case import Case, percent
from report.chapters.moving import tell_both_sides
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
        blocks += [Heading(phrases.THREATS, 2), Paragraph(phrases.THREATS_INTRO), _list_threats(case, carried)]
    if divided:
        blocks += [Heading(phrases.ATTENTION, 2), Paragraph(phrases.ATTENTION_INTRO), _list_divided(case, divided)]
    asked = case.evidence.asked(Motive)
    talk = tell_talk(case, asked, case.evidence.derived("kept_motives"))
    return (*blocks, *talk, *tell_both_sides(case, asked), *_list_unrated(case))


def _list_unrated(case: Case) -> tuple[Block, ...]:
    """Own motives that were admitted when the motives were rated already: they only got points."""
    own = unrated_motives(case.evidence)
    if not own:
        return ()
    shares = ((motive.title, share_of(case.evidence, motive.id)) for motive in own)
    told = (own_words.GOT_POINTS.format(title=t, share=percent(s)) if s is not None else t for t, s in shares)
    return (Heading(own_words.UNRATED, 2), Paragraph(own_words.UNRATED_INTRO), points(*told))


def _name(case: Case, motive: MotiveFinding) -> str:
    """The title, and whether the conference brought it itself."""
    own = {added.id for added in case.dossier.conference.own_motives}
    return own_words.OWN.format(title=motive.title) if motive.item in own else motive.title


def _list_carried(case: Case, motives: list[MotiveFinding]) -> Table:
    known = items_of(case.dossier.pack, Motive)
    name, meaning, share = phrases.COLUMNS_MOTIVES
    rows = tuple(
        (_name(case, motive), known[motive.item].text if motive.item in known else "", percent(motive.points))
        for motive in motives
    )
    return Table(phrases.MOTIVES_CAPTION, (Column(name, 2), Column(meaning, 4), Column(share, 1, "right")), rows)


def _list_threats(case: Case, motives: list[MotiveFinding]) -> BulletList:
    return BulletList(
        tuple(
            Point(phrases.THREATENED.format(risks=", ".join(motive.threats)), label=f"{_name(case, motive)}.")
            for motive in motives
            if motive.threats
        )
    )


def _list_divided(case: Case, motives: list[MotiveFinding]) -> BulletList:
    return BulletList(
        tuple(
            Point(
                phrases.THREATENED.format(risks=", ".join(motive.threats)) if motive.threats else "",
                label=f"{_name(case, motive)}.",
            )
            for motive in motives
        )
    )
