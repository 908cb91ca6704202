"""How it was done: the rounds, what changed, the rules in plain words, and what the secrecy lets be shown."""

from collections.abc import Iterable, Mapping
from typing import Final

from flows.conference.model import Round
from flows.pack.asking import CORE, GROUP
from flows.services.making import FURTHER
from flows.services.preparing import ITEMS
from flows.words import Deciding, Mode, Party, RoundState
from report import account_phrases as account
from report import further_phrases as further
from report import happened_phrases as happened
from report import phrases
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table, points
from report.case import Case, clock, sentence
from report.chapters.happened import list_changes
from report.chapters.moving import list_movement
from report.chapters.talk import tell_other_talk
from report.dossier import RoundDossier

_SELECTIONS: Final[Mapping[str, str]] = {
    CORE: happened.SELECTED_CORE,
    ITEMS: happened.SELECTED_ITEMS,
    FURTHER: further.SELECTED,
}


def account_for(case: Case) -> tuple[Block, ...]:
    """Also names rounds that were not published or were withdrawn."""
    thresholds = case.dossier.pack.thresholds.model_dump()
    secrecy = case.dossier.conference.secrecy
    rules = tuple(Point(text.format(**thresholds), label=label) for label, text in _list_rules(case))
    told = (*account.SECRECY_TEXTS[secrecy], *account.SECRECY_ALWAYS)
    return (
        Heading(account.ACCOUNT),
        *((Heading(account.ROUNDS, 2), _list_rounds(case)) if case.dossier.rounds else ()),
        *_tell_course(case),
        *list_movement(case),
        *tell_other_talk(case),
        *list_changes(case),
        Heading(account.RULES, 2),
        BulletList(rules),
        Heading(account.SECRET, 2),
        points(*(text.format(**thresholds) for text in told)),
        Heading(account.RECOUNT, 2),
        Paragraph(_recount(case)),
    )


def _list_rounds(case: Case) -> Table:
    name, sort, kind, subjects, state = account.COLUMNS_ROUNDS
    rows = tuple(
        (
            case.round_name(entry.round),
            phrases.SORTS[entry.round.sort],
            phrases.KINDS[entry.round.kind],
            _count_items(case, entry.round),
            phrases.ROUND_STATES[entry.round.state],
        )
        for entry in case.dossier.rounds
    )
    columns = (
        Column(name, 3),
        Column(sort, 1.2),
        Column(kind, 2.4),
        Column(subjects, 1.7, "right"),
        Column(state, 1.6),
    )
    return Table(account.ROUNDS_CAPTION, columns, rows)


def _list_rules(case: Case) -> tuple[tuple[str, str], ...]:
    """The rules in plain words; who gives a standpunt was a choice of the conference."""
    if case.dossier.conference.deciding is not Deciding.MEMBERS:
        return account.RULE_TEXTS
    (label, _), *others = account.RULE_TEXTS
    return ((label, happened.RULE_MEMBERS), *others)


def _count_items(case: Case, round_: Round) -> str:
    """How many were asked, and of a list which part."""
    count, part = str(len(round_.items)), _selected(case, round_)
    return happened.SELECTION.format(count=count, selection=part) if part else count


def _selected(case: Case, round_: Round) -> str:
    """Which part of its list was asked; nothing for a round that follows from earlier ones."""
    lists = case.dossier.pack.lists
    templates = {template.id: template for phase in case.dossier.pack.phases for template in phase.rounds}
    template = templates.get(round_.template)
    if template is None or template.items is None:
        return ""
    asked = lists[template.items]
    if round_.selection.startswith(GROUP):
        group = round_.selection.removeprefix(GROUP)
        return next((known.title for known in asked.groups if known.id == group), group)
    return happened.SELECTED_ALL if len(round_.items) == len(asked.items) else _SELECTIONS.get(round_.selection, "")


def _tell_course(case: Case) -> tuple[Block, ...]:
    """When and how each round was held that was ever open; the reason of one that was withdrawn."""
    held = [entry for entry in case.dossier.rounds if entry.round.state is not RoundState.DRAFT]
    if not held:
        return ()
    round_, open_, how, answered = happened.COLUMNS_COURSE
    columns = (Column(round_, 2.2), Column(open_, 2), Column(how, 3), Column(answered, 1.2, "right"))
    rows = tuple(
        (
            case.round_name(entry.round),
            _span(entry.round),
            sentence(", ".join(_say_how(case, entry))),
            _response(case, entry),
        )
        for entry in held
    )
    table = Table(happened.COURSE_CAPTION, columns, rows)
    note = (Paragraph(happened.PAPER_NOTE, style="note"),) if any(entry.paper for entry in held) else ()
    return (Heading(happened.COURSE, 2), table, *note)


def _span(round_: Round) -> str:
    """From opening to closing, on the clock in the Netherlands; the day once where it is the same."""
    begin, end = round_.opened_at, round_.closed_at
    if begin is not None and end is not None:
        return happened.SPAN.format(begin=clock(begin), end=clock(end, after=begin))
    if begin is not None:
        return happened.SINCE.format(begin=clock(begin))
    return happened.UNTIL.format(end=clock(end)) if end is not None else phrases.NONE


def _say_how(case: Case, entry: RoundDossier) -> Iterable[str]:
    round_ = entry.round
    if round_.state is RoundState.WITHDRAWN:
        yield happened.WITHDRAWN.format(reason=round_.reason)
        return
    if round_.party is Party.SPOKESPERSONS:
        yield happened.BY_SPEAKERS
    else:
        yield happened.TOGETHER if round_.mode is Mode.TOGETHER else happened.ALONE
        if round_.decides:
            yield happened.PER_MEMBER
    if round_.homework:
        yield happened.HOMEWORK
    if entry.paper:
        yield happened.PAPER.format(paper=entry.paper, voters=entry.electorate.size)
    if entry.late:
        one, more = happened.LATE
        yield one if len(entry.late) == 1 else more.format(count=len(entry.late))


def _response(case: Case, entry: RoundDossier) -> str:
    """Of a round that was not published nothing of the answers is told, not even how many."""
    outcome = next((shown for told, shown in case.rounds if told is entry), None)
    if outcome is None:
        return phrases.NONE
    answered, voters = sum(outcome.answered.values()), sum(outcome.electorate.values())
    return happened.ANSWERED.format(answered=answered, voters=voters)


def _recount(case: Case) -> str:
    audit = case.dossier.audit
    if not audit.events:
        return account.RECOUNT_EMPTY
    return account.RECOUNT_TEXT.format(events=audit.events, head=audit.head)
