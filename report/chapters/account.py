"""How it was done: the rounds, the rules in plain words, and what the secrecy lets be shown."""

from report import phrases
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table, points
from report.case import Case


def account_for(case: Case) -> tuple[Block, ...]:
    """Also names rounds that were not published or were withdrawn."""
    thresholds = case.dossier.pack.thresholds.model_dump()
    secrecy = case.dossier.conference.secrecy
    rules = tuple(Point(text.format(**thresholds), label=label) for label, text in phrases.RULE_TEXTS)
    told = (*phrases.SECRECY_TEXTS[secrecy], *phrases.SECRECY_ALWAYS)
    return (
        Heading(phrases.ACCOUNT),
        *((Heading(phrases.ROUNDS, 2), _list_rounds(case)) if case.dossier.rounds else ()),
        Heading(phrases.RULES, 2),
        BulletList(rules),
        Heading(phrases.SECRET, 2),
        points(*(text.format(**thresholds) for text in told)),
        Heading(phrases.RECOUNT, 2),
        Paragraph(_recount(case)),
    )


def _list_rounds(case: Case) -> Table:
    name, sort, kind, subjects, state = phrases.COLUMNS_ROUNDS
    rows = tuple(
        (
            case.round_name(entry.round),
            phrases.SORTS[entry.round.sort],
            phrases.KINDS[entry.round.kind],
            str(len(entry.round.items)),
            phrases.ROUND_STATES[entry.round.state],
        )
        for entry in case.dossier.rounds
    )
    columns = (
        Column(name, 3),
        Column(sort, 1.2),
        Column(kind, 2.4),
        Column(subjects, 1.5, "right"),
        Column(state, 1.6),
    )
    return Table(phrases.ROUNDS_CAPTION, columns, rows)


def _recount(case: Case) -> str:
    audit = case.dossier.audit
    if not audit.events:
        return phrases.RECOUNT_EMPTY
    return phrases.RECOUNT_TEXT.format(events=audit.events, head=audit.head)
