"""A further round on rated items: the answers before and now below each other, and how many changed which way."""

from collections.abc import Mapping
from typing import Final

from flows.outcomes import Movement, RateOutcome
from report import chart_phrases as phrases
from report.charts import palette
from report.charts.diverging import (
    Rated,
    choose,
    fit,
    scale_legend,
    section_of,
    side_segments,
    spread,
    voice_figures,
)
from report.charts.drawing import INNER, MARGIN, SMALL, Block, middle_of, stack, write
from report.charts.rows import Chart, bar, has_narrow, remark, row, row_head
from report.charts.subject import Subject, shows_counts

_THIN: Final = 34
_THICK: Final = 46
_LABEL: Final = 84
"""Room for the words 'eerst' and 'nu' before the bars."""


def draw(subject: Subject, most: int) -> Chart:
    """At most so many items, in the order of what came out."""
    shown = choose(subject, most)
    counts = [one.counts or {} for _, one in shown]
    before = [_before(subject, item.id) or {} for item, _ in shown]
    unit, centre = fit([*counts, *before])
    unit *= (INNER - _LABEL) / INNER
    centre = MARGIN + _LABEL + (centre - MARGIN) * (INNER - _LABEL) / INNER
    narrow = any(
        has_narrow(side_segments(item, given), unit=unit)
        for (item, _), now, then in zip(shown, counts, before, strict=True)
        for given in (now, then)
    )
    return Chart(
        legend=scale_legend(subject, [item for item, _ in shown]),
        body=stack(_row(subject, pair, unit=unit, centre=centre) for pair in shown),
        notes=(phrases.SMALL_MARKS,) if narrow else (),
    )


def tell(movement: Movement) -> str:
    """How many changed their answer, and which way."""
    if not movement.changed:
        return phrases.UNMOVED.format(of=movement.of)
    aside = movement.changed - movement.up - movement.down
    ways = ((phrases.UP, movement.up), (phrases.DOWN, movement.down), (phrases.ASIDE, aside))
    told = ", ".join(words.format(count=count) for words, count in ways if count > 0)
    one, more = phrases.MOVED
    return (one if movement.changed == 1 else more).format(changed=movement.changed, of=movement.of, ways=told)


def _row(subject: Subject, pair: Rated, *, unit: float, centre: float) -> Block:
    item, found = pair
    word = section_of(subject, item, found).lower()
    figures = voice_figures(found)
    blocks = [row_head(subject.title(item.id), end=f"{word} {figures}".strip())]
    before = _before(subject, item.id)
    if before:
        blocks.append(_bar(item_counts=before, pair=pair, label=phrases.BEFORE, unit=unit, centre=centre, high=_THIN))
    if shows_counts(found):
        now = found.counts or {}
        blocks.append(_bar(item_counts=now, pair=pair, label=phrases.NOW, unit=unit, centre=centre, high=_THICK))
    else:
        blocks.append(remark(phrases.NOT_SPREAD))
    return row(*blocks, *([remark(tell(found.movement))] if found.movement is not None else []))


def _bar(
    *, item_counts: Mapping[str, int], pair: Rated, label: str, unit: float, centre: float, high: float
) -> Block:
    drawn = bar(side_segments(pair[0], item_counts), x=centre - spread(item_counts)[0] * unit, unit=unit, height=high)
    bold = label == phrases.NOW
    baseline = middle_of(top=0, height=high, size=SMALL)
    named = write(label, x=MARGIN, y=baseline, size=SMALL, bold=bold, fill=palette.INK if bold else palette.MUTED)
    return Block(content=named + drawn, height=high + 6)


def _before(subject: Subject, item: str) -> Mapping[str, int] | None:
    """The answers of the round before, where they may be shown."""
    found = subject.before.items.get(item) if subject.before is not None else None
    if not isinstance(found, RateOutcome) or not shows_counts(found):
        return None
    return found.counts
