"""The annex: all figures of all published rounds, one table a round, one way of telling a kind."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from flows.conference.model import ItemOption, Round, RoundItem
from flows.consensus.ordinal import agreement, concentration
from flows.outcomes import (
    AnyOutcome,
    ApproveOutcome,
    ChooseOutcome,
    ConsentOutcome,
    GradeOutcome,
    OpenOutcome,
    PointsOutcome,
    RankOutcome,
    RateOutcome,
    RoundOutcome,
)
from flows.words import Consent, Grade, Kind, Sort, Voice
from report import phrases
from report.blocks import Block, Column, Heading, Paragraph, Table
from report.case import Case, decimal, figure, percent
from report.chapters.advisers import list_advisers
from report.chapters.levels import tell_levels

Rows = Iterable[tuple[str, ...]]

_SIDES = (Voice.FOR, Voice.BETWEEN, Voice.AGAINST)


def list_figures(case: Case) -> tuple[Block, ...]:
    """Suppressed figures say so."""
    blocks: list[Block] = [Heading(phrases.ANNEX, new_page=True)]
    if not case.rounds:
        return (*blocks, Paragraph(phrases.NOT_TREATED))
    blocks.append(Paragraph(phrases.ANNEX_INTRO))
    if any(entry.round.kind is Kind.RATE for entry, _ in case.rounds):
        blocks.append(Paragraph(phrases.MEASURES_OF_RATE))
    for entry, outcome in case.rounds:
        name = case.round_name(entry.round)
        table = _tabulate(entry.round, outcome)
        blocks += [Heading(name, 2), table if table.rows else Paragraph(phrases.NOT_TREATED)]
        blocks += tell_levels(entry.round, outcome)
        blocks += list_advisers(entry)
    return tuple(blocks)


def _tabulate(round_: Round, outcome: RoundOutcome) -> Table:
    caption, columns, tell = _KINDS[round_.kind]
    found = [(item, outcome.items[item.id]) for item in round_.items if item.id in outcome.items]
    rows = tuple(row for item, told in found for row in tell(round_, item, told))
    return Table(caption, columns, rows, small=True)


def _rate(round_: Round, item: RoundItem, outcome: RateOutcome) -> Rows:
    counts = outcome.counts
    statuses = phrases.FINDINGS if round_.sort is Sort.BEELD else phrases.STATUSES
    status = statuses[outcome.status] if outcome.status else None
    # a beeld is read by heads; what it would be as a proposal says nothing, nor that it is not shown
    is_beeld = round_.sort is Sort.BEELD
    region = phrases.NONE if is_beeld else phrases.REGIONS[outcome.region] if outcome.region else None
    shown = [] if counts is None else [counts[str(value)] for value in range(1, 6)]
    yield (
        item.title,
        *(_count(outcome, counts, str(value)) for value in range(1, 6)),
        figure(outcome, "no_opinion", _text(outcome.no_opinion)),
        figure(outcome, "median", _text(outcome.median)),
        figure(outcome, "leik", _measure(outcome.leik)),
        *(figure(outcome, "counts", _measure(found)) for found in (agreement(shown), concentration(shown))),
        figure(outcome, "status", status),
        figure(outcome, "region", region),
    )


def _choose(_: Round, item: RoundItem, outcome: ChooseOutcome) -> Rows:
    titles = {option.id: option.title for option in item.options}
    counts = outcome.counts
    spread = None if counts is None else "; ".join(f"{title}: {counts.get(id_, 0)}" for id_, title in titles.items())
    yield (
        item.title,
        figure(outcome, "counts", spread),
        figure(outcome, "no_opinion", _text(outcome.no_opinion)),
        figure(outcome, "median", None if outcome.median is None else titles[outcome.median]),
        figure(outcome, "region", None if outcome.region is None else titles[outcome.region]),
    )


def _approve(round_: Round, item: RoundItem, outcome: ApproveOutcome) -> Rows:
    region = None if round_.sort is Sort.BEELD else outcome.region  # a beeld is read by heads
    for option in item.options:
        voices = None if outcome.voice_counts is None else outcome.voice_counts[option.id]
        spread = None if voices is None else "–".join(str(voices[voice]) for voice in _SIDES)
        yield (
            _option_name(round_, item, option),
            _count(outcome, outcome.counts, option.id),
            figure(outcome, "voice_counts", spread),
            figure(outcome, "region", None if region is None else phrases.REGIONS[region[option.id]]),
        )


def _rank(round_: Round, item: RoundItem, outcome: RankOutcome) -> Rows:
    for option in item.options:
        scores, region = outcome.scores, outcome.region
        yield (
            _option_name(round_, item, option),
            _count(outcome, outcome.counts, option.id),
            figure(outcome, "scores", None if scores is None else _text(scores[option.id])),
            figure(outcome, "region", None if region is None else _text(region[option.id])),
        )
    titles = {option.id: option.title for option in item.options}
    agreement, chance = outcome.agreement, decimal(outcome.baseline)
    found = None if agreement is None else phrases.OF_CHANCE.format(found=decimal(agreement), chance=chance)
    winner = None if outcome.condorcet is None else titles[outcome.condorcet]
    empty = (phrases.NONE, phrases.NONE)
    yield (phrases.RANK_AGREEMENT, figure(outcome, "agreement", found), *empty)
    yield (phrases.RANK_FIRST, figure(outcome, "condorcet", winner), *empty)


def _open(_: Round, item: RoundItem, outcome: OpenOutcome) -> Rows:
    if not outcome.texts:
        yield (item.title, figure(outcome, "texts", None))
    for text in outcome.texts:
        yield (item.title, text)


def _points(_: Round, item: RoundItem, outcome: PointsOutcome) -> Rows:
    for option in item.options:
        shares, region = outcome.shares, outcome.region
        yield (
            option.title,
            _count(outcome, outcome.counts, option.id),
            figure(outcome, "givers", None if outcome.givers is None else _text(outcome.givers.get(option.id, 0))),
            figure(outcome, "shares", None if shares is None else percent(shares.get(option.id, 0))),
            figure(outcome, "region", None if region is None else percent(region.get(option.id, 0))),
        )


def _grade(_: Round, item: RoundItem, outcome: GradeOutcome) -> Rows:
    yield (
        item.title,
        *(_count(outcome, outcome.counts, grade) for grade in Grade),
        figure(outcome, "no_opinion", _text(outcome.no_opinion)),
        figure(outcome, "median", phrases.GRADES[outcome.median] if outcome.median else None),
        figure(outcome, "region", phrases.GRADES[outcome.region] if outcome.region else None),
    )


def _consent(_: Round, item: RoundItem, outcome: ConsentOutcome) -> Rows:
    yield (
        item.title,
        *(_count(outcome, outcome.counts, word) for word in Consent),
        figure(outcome, "decision", phrases.DECISIONS[outcome.decision] if outcome.decision else None),
    )


def _option_name(round_: Round, item: RoundItem, option: ItemOption) -> str:
    """With the question before it where a round asks more than one."""
    if len(round_.items) == 1:
        return option.title
    return phrases.OPTION_OF.format(item=item.title, option=option.title)


def _count(outcome: AnyOutcome, counts: Mapping[str, int] | None, key: str) -> str:
    return figure(outcome, "counts", None if counts is None else str(counts.get(key, 0)))


def _measure(found: Fraction | None) -> str | None:
    return None if found is None else decimal(found)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _columns(first: str, middle: Iterable[str], *last: tuple[str, float]) -> tuple[Column, ...]:
    narrow = tuple(Column(title, 0.75, "center") for title in middle)
    return (Column(first, 3.2), *narrow, *(Column(title, width, "left") for title, width in last))


_KINDS: Mapping[Kind, tuple[str, tuple[Column, ...], Callable[..., Rows]]] = {
    Kind.RATE: (
        phrases.RATE_CAPTION,
        (
            Column(phrases.COLUMNS_RATE[0], 3.4),
            *(Column(title, 0.5, "center") for title in phrases.COLUMNS_RATE[1:6]),
            *(Column(title, 0.95, "center") for title in phrases.COLUMNS_RATE[6:9]),
            *(Column(title, 0.75, "center") for title in phrases.COLUMNS_RATE[9:11]),
            *(Column(title, 1.7) for title in phrases.COLUMNS_RATE[11:]),
        ),
        _rate,
    ),
    Kind.CHOOSE: (
        phrases.CHOOSE_CAPTION,
        (
            Column(phrases.COLUMNS_CHOOSE[0], 2),
            Column(phrases.COLUMNS_CHOOSE[1], 4),
            Column(phrases.COLUMNS_CHOOSE[2], 0.9, "center"),
            *(Column(title, 2) for title in phrases.COLUMNS_CHOOSE[3:]),
        ),
        _choose,
    ),
    Kind.APPROVE: (
        phrases.APPROVE_CAPTION,
        (
            Column(phrases.COLUMNS_APPROVE[0], 3),
            Column(phrases.COLUMNS_APPROVE[1], 1, "center"),
            Column(phrases.COLUMNS_APPROVE[2], 1.6, "center"),
            Column(phrases.COLUMNS_APPROVE[3], 1.8),
        ),
        _approve,
    ),
    Kind.RANK: (
        phrases.RANK_CAPTION,
        (Column(phrases.COLUMNS_RANK[0], 3), *(Column(title, 1.4, "right") for title in phrases.COLUMNS_RANK[1:])),
        _rank,
    ),
    Kind.OPEN: (phrases.OPEN_CAPTION, tuple(map(Column, phrases.COLUMNS_OPEN, (1, 3))), _open),
    Kind.POINTS: (
        phrases.POINTS_CAPTION,
        (Column(phrases.COLUMNS_POINTS[0], 3), *(Column(title, 1, "right") for title in phrases.COLUMNS_POINTS[1:])),
        _points,
    ),
    Kind.GRADE: (
        phrases.GRADE_CAPTION,
        _columns(
            phrases.COLUMN_FORM,
            (*phrases.GRADES.values(), phrases.COLUMN_NO_OPINION),
            (phrases.COLUMN_MEDIAN, 1.1),
            (phrases.COLUMN_REGION, 1.1),
        ),
        _grade,
    ),
    Kind.CONSENT: (
        phrases.CONSENT_CAPTION,
        _columns(phrases.COLUMN_SUBJECT, phrases.CONSENTS.values(), (phrases.COLUMN_DECISION, 1.6)),
        _consent,
    ),
}
