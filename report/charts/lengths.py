"""Options of one question as bars of their length, longest first: points, rankings and approvals."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from flows.conference.model import RoundItem
from flows.outcomes import AnyOutcome, ApproveOutcome, PointsOutcome, RankOutcome
from report import chart_phrases as phrases
from report.charts import palette
from report.charts.drawing import INNER, MARGIN, SMALL, Anchor, Block, box, gap, measure, middle_of, stack, write
from report.charts.movement import tell
from report.charts.rows import BAR, Chart, heading, legend, remark, row, row_head
from report.charts.subject import Subject

_FILL: Final = palette.STEPS[4]


@dataclass(frozen=True, kw_only=True)
class Length:
    """One bar: its option, how long it is, what is printed in it, and what came out of it in a word."""

    option: str
    title: str
    value: Fraction
    mark: str
    end: str = ""


def draw(subject: Subject, most: int) -> Chart:
    """At most so many options, the longest first; with several questions each has its heading."""
    blocks: list[Block] = []
    asked = [(item, lengths_of(subject, item)) for item in subject.round.items]
    several = len(subject.round.items) > 1
    for item, lengths in asked:
        room = most - sum(1 for block in blocks if block.height > _HEADING)
        if not lengths or room <= 0:
            continue
        if several:
            blocks.append(heading(subject.title(item.id)))
        longest = max((length.value for length in lengths), default=Fraction(0))
        blocks += [_row(length, longest=longest) for length in lengths[:room]]
        movement = subject.outcome.items[item.id].movement
        if movement is not None:
            blocks.append(remark(tell(movement)))
    return Chart(legend=legend([]), body=stack(blocks or [gap(0)]))


_HEADING: Final = heading("").height


def count_of(subject: Subject) -> int:
    """How many bars there are in all."""
    return sum(len(lengths_of(subject, item)) for item in subject.round.items)


def lengths_of(subject: Subject, item: RoundItem) -> list[Length]:
    """The options of a question by their value, the highest first; empty where nothing may be shown."""
    values = _values(subject.outcome.items[item.id])
    listed = [option.id for option in item.options]
    order = sorted((option for option in listed if option in values), key=lambda o: -values[o][0])
    return [
        Length(option=option, title=subject.option(item, option), value=values[option][0], mark=values[option][1])
        for option in order
    ]


def _values(found: AnyOutcome) -> dict[str, tuple[Fraction, str]]:
    """Option -> (value, as it is printed), over the municipalities where that may be shown, else over persons."""
    if isinstance(found, PointsOutcome):
        shares = found.region if found.region is not None else found.shares
        return {option: (Fraction(s), phrases.percent(float(s))) for option, s in (shares or {}).items()}
    if isinstance(found, RankOutcome):
        return _places(found.region if found.region is not None else found.scores)
    if isinstance(found, ApproveOutcome) and found.counts is not None:
        of = found.answered - (found.no_opinion or 0)
        return (
            {option: (Fraction(n), phrases.COUNT_OF.format(count=n, of=of)) for option, n in found.counts.items()}
            if of
            else {}
        )
    return {}


def _places(scores: object) -> dict[str, tuple[Fraction, str]]:
    """Borda scores as lengths from the lowest score; the scores themselves add up to nothing."""
    if not isinstance(scores, dict) or not scores:
        return {}
    lowest = min(scores.values())
    return {option: (Fraction(score - lowest), f"{score:+d}".replace("-", "−")) for option, score in scores.items()}


def _row(length: Length, *, longest: Fraction) -> Block:
    return row(row_head(length.title, end=length.end), _bar(length, longest=longest))


def _bar(length: Length, *, longest: Fraction) -> Block:
    """The value in the bar where it fits, else right behind it."""
    room = INNER - measure(length.mark, size=SMALL, bold=True) - 24
    width = max(float(length.value / longest) * room, 3.0) if longest else 3.0
    baseline = middle_of(top=0, height=BAR, size=SMALL)
    inside = measure(length.mark, size=SMALL, bold=True) + 20 <= width
    x = MARGIN + width - 10 if inside else MARGIN + width + 10
    ink = palette.ink_on(_FILL) if inside else palette.INK
    anchor = Anchor.END if inside else Anchor.START
    drawn = box(x=MARGIN, y=0, width=width, height=BAR, fill=_FILL)
    mark = write(length.mark, x=x, y=baseline, size=SMALL, bold=True, fill=ink, anchor=anchor)
    return Block(content=drawn + mark, height=BAR)
