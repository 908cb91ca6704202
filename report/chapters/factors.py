"""Strengths, risks and the gedragscode: a finding over all persons, never by municipality."""

from flows.outcomes import ConsentOutcome, RateOutcome
from flows.pack.items import Commitment, Factor
from flows.recommendation.evidence import items_of
from flows.words import Consent, Status
from report import phrases
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table
from report.case import Case, figure
from report.chapters.talk import tell_talk

_DIFFERING = frozenset({Status.CONTESTED, Status.OPEN})


def tell_factors(case: Case) -> tuple[Block, ...]:
    """What was recognised, what is seen differently, and what the boards promise each other."""
    blocks: list[Block] = [Heading(phrases.FACTORS)]
    if case.evidence.asked(Factor):
        blocks += [*_tell_recognised(case), *tell_talk(case, case.evidence.asked(Factor))]
    if case.evidence.asked(Commitment):
        blocks += [Heading(phrases.CODE, 2), Paragraph(phrases.CODE_INTRO), _list_commitments(case)]
        blocks += tell_talk(case, case.evidence.asked(Commitment))
    return tuple(blocks) if len(blocks) > 1 else (*blocks, Paragraph(phrases.NOT_TREATED))


def _tell_recognised(case: Case) -> list[Block]:
    found = case.recommendation
    blocks: list[Block] = [Paragraph(phrases.FACTORS_NOTE)]
    for heading, ids, intro, none in (
        (phrases.STRENGTHS, found.strengths if found else (), phrases.STRENGTHS_INTRO, phrases.STRENGTHS_NONE),
        (phrases.RISKS, found.risks if found else (), phrases.RISKS_INTRO, phrases.RISKS_NONE),
    ):
        blocks.append(Heading(heading, 2))
        blocks += [Paragraph(intro), _list_factors(case, ids)] if ids else [Paragraph(none)]
    differing = _differing(case)
    if differing:
        blocks.append(Paragraph(phrases.DIFFER.format(titles=", ".join(differing)), style="note"))
    return blocks


def _list_factors(case: Case, ids: tuple[str, ...]) -> BulletList:
    known = items_of(case.dossier.pack, Factor)
    return BulletList(
        tuple(Point(known[factor].text, label=f"{known[factor].title}.") for factor in ids if factor in known)
    )


def _differing(case: Case) -> list[str]:
    asked = case.evidence.asked(Factor)
    outcomes = ((item.title, asked.shown(item.id, RateOutcome)) for item in asked.items)
    return [title for title, outcome in outcomes if outcome is not None and outcome.status in _DIFFERING]


def _list_commitments(case: Case) -> Table:
    asked = case.evidence.asked(Commitment)
    columns = tuple(
        Column(title, (3, 1.2, 1, 1, 2)[place], "left" if place in {0, 4} else "center")
        for place, title in enumerate(phrases.COLUMNS_CODE)
    )
    rows = []
    for item in asked.items:
        outcome = asked.shown(item.id, ConsentOutcome)
        if outcome is not None:
            counts = [figure(outcome, "counts", _count(outcome, word)) for word in list(Consent)[:3]]
            decision = phrases.DECISIONS[outcome.decision] if outcome.decision else None
            rows.append((item.title, *counts, figure(outcome, "decision", decision)))
    return Table(phrases.CODE_CAPTION, columns, tuple(rows))


def _count(outcome: ConsentOutcome, word: Consent) -> str | None:
    return None if outcome.counts is None else str(outcome.counts.get(word, 0))
