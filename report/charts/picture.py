"""One picture for a round: which chart suits its kind, what fits on a phone, and the words that go with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flows.outcomes import RateOutcome
from flows.words import Kind, Party, Sort
from report import chart_phrases as phrases
from report.charts import captions, continuum, diverging, lengths, matrix, movement, palette, stacks
from report.charts.drawing import LARGE, MARGIN, SMALL, Block, clean, gap, paragraph, render, stack
from report.charts.findings import find
from report.charts.rows import Chart
from report.charts.subject import Subject, shows_counts

MOST_ROWS: Final = 12
MOST_MOVED: Final = 6
HIGHEST: Final = 1600
"""Twice the width: a phone shows all of it at once, and nobody needs to enlarge it to read it."""

_BOTTOM: Final = 36


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture as SVG, and the same in words for a caption or as alt text."""

    svg: str
    caption: str


@dataclass(frozen=True, kw_only=True)
class _Form:
    """A chart that can show this round: how it is drawn, how many rows there are and may be, and its figures."""

    draw: Callable[[Subject, int], Chart]
    rows: int
    most: int
    figures: Callable[[Subject], list[str]]
    towns: bool = False
    """Its rows are municipalities."""


def draw_picture(subject: Subject) -> Picture | None:
    """The picture of a published round; None where nothing of it may be drawn, and for open questions."""
    form = _form_of(subject)
    if form is None or not form.rows:
        return None
    finding = find(subject)
    notes = _notes(subject)
    caption = captions.describe(subject, finding=finding, figures=form.figures(subject), notes=notes)
    most = min(form.rows, form.most)
    page = _page(subject, form, most, finding=finding, notes=notes)
    while page.height > HIGHEST and most > 1:
        most -= 1
        page = _page(subject, form, most, finding=finding, notes=notes)
    return Picture(svg=render(page, title=finding, described=caption), caption=caption)


def _form_of(subject: Subject) -> _Form | None:
    kind = subject.round.kind
    if kind is Kind.RATE:
        return _rated_form(subject)
    if kind is Kind.CHOOSE and (marks := continuum.marks_of(subject)):
        return _Form(
            draw=continuum.draw, rows=len(marks), most=matrix.MOST_TOWNS, figures=captions.placed, towns=True
        )
    if kind in {Kind.CHOOSE, Kind.CONSENT, Kind.APPROVE} and (lines := matrix.lines_of(subject)):
        return _Form(draw=matrix.draw, rows=len(lines), most=MOST_ROWS, figures=captions.crossed)
    if kind in {Kind.POINTS, Kind.RANK, Kind.APPROVE}:
        rows = lengths.count_of(subject)
        return _Form(draw=lengths.draw, rows=rows, most=MOST_ROWS, figures=captions.measured)
    if kind is Kind.OPEN:
        return None
    return _Form(draw=stacks.draw, rows=stacks.drawable(subject), most=MOST_ROWS, figures=captions.stacked)


def _rated_form(subject: Subject) -> _Form:
    rows = len(diverging.rated_items(subject))
    if _has_moved(subject):
        return _Form(draw=movement.draw, rows=rows, most=MOST_MOVED, figures=captions.moved)
    return _Form(draw=diverging.draw, rows=rows, most=MOST_ROWS, figures=captions.rated)


def _has_moved(subject: Subject) -> bool:
    """Whether the round before can be put beside this one, or its movement told."""
    before = subject.before
    earlier = before is not None and any(
        isinstance(found, RateOutcome) and shows_counts(found) and item in subject.outcome.items
        for item, found in before.items.items()
    )
    return earlier or any(found.movement is not None for found in subject.outcome.items.values())


def _page(subject: Subject, form: _Form, most: int, *, finding: str, notes: Sequence[str]) -> Block:
    chart = form.draw(subject, most)
    told = [*chart.notes]
    if most < form.rows and not form.towns:
        nouns = subject.noun(form.rows)
        told.append(phrases.CHOSEN_ROWS.format(shown=most, of=form.rows, nouns=nouns))
    return stack(
        [
            gap(MARGIN - 8),
            paragraph(_name(subject), size=SMALL, bold=True, fill=palette.SIDES[4], most=1),
            gap(8),
            paragraph(finding, size=LARGE, bold=True, most=4),
            gap(10),
            paragraph(_who(subject), size=SMALL, fill=palette.MUTED, most=2),
            gap(22),
            chart.legend,
            gap(26 if chart.legend.height else 6),
            chart.body,
            paragraph(" ".join((*told, *notes)), size=SMALL, fill=palette.MUTED, most=6),
            gap(_BOTTOM),
        ]
    )


def _name(subject: Subject) -> str:
    return phrases.ROUND.format(title=clean(subject.round.title), number=subject.round.number)


def _who(subject: Subject) -> str:
    """How many answered, of how many, in how many municipalities."""
    outcome = subject.outcome
    who = phrases.SPEAKERS if subject.round.party is Party.SPOKESPERSONS else phrases.VOTERS
    of, towns = sum(outcome.electorate.values()), len(outcome.electorate)
    return phrases.WHO.format(
        answered=sum(outcome.answered.values()),
        of=of,
        who=phrases.plural(of, who),
        towns=f"{towns} {phrases.plural(towns, phrases.TOWNS)}",
    )


def _notes(subject: Subject) -> list[str]:
    """What must be said with the figures: whom they count, and what they bind."""
    by_head = subject.round.kind is Kind.RATE and subject.round.sort is Sort.BEELD
    items = subject.outcome.items.values()
    hidden = sum("voices" in found.hidden and getattr(found, "voice_counts", None) is None for found in items)
    told = [phrases.BY_HEAD if by_head or hidden == len(items) else phrases.EQUAL]
    if 0 < hidden < len(items) and not by_head:
        told.append(phrases.SOME_HIDDEN.format(count=hidden, of=len(items), nouns=subject.noun(len(items))))
    return [*told, phrases.SUBJECT_TO if subject.decides else phrases.BINDS_NOBODY]
