"""Rated items: a bar per item with the answers 1 to 5 on both sides of the middle, under what came out.

The middle of the answers 3 stands at the same place in every bar, so that bars to the right are for and bars
to the left against (R. Heiberger, N. Robbins, Design of diverging stacked bar charts for Likert scales and
other applications, Journal of Statistical Software 57(5), 2014).
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Final

from flows.conference.model import RoundItem
from flows.outcomes import RateOutcome
from flows.words import Polarity, Region, Sort, Status, Voice
from report import chart_phrases as phrases
from report.charts import palette
from report.charts.drawing import INNER, MARGIN, Block, rule, shorten, stack
from report.charts.rows import BAR, Chart, Key, Segment, bar, has_narrow, heading, ladder, remark, row, row_head
from report.charts.subject import Subject, high_share, shows_counts, voices_of

_REGIONS: Final = tuple(phrases.REGIONS)
_STATUSES: Final = tuple(phrases.STATUSES)
_NAMED: Final = 3
"""Municipalities named in a remark; the rest is counted."""
_TICK: Final = 4
_REMARKED: Final = 5
"""Rows up to which each may have a remark; with more their number counts for more than their names."""

Rated = tuple[RoundItem, RateOutcome]


def draw(subject: Subject, most: int) -> Chart:
    """At most so many items: the bespreekpunten first, then in the order of what came out."""
    shown = choose(subject, most)
    unit, centre = _scale([found for _, found in shown])
    blocks: list[Block] = []
    for name, rated in sections(subject, shown).items():
        count = sum(1 for item, found in rated_items(subject) if section_of(subject, item, found) == name)
        aside = "" if blocks else _aside(subject)
        blocks.append(heading(phrases.COUNTED.format(word=name, count=count), aside=aside))
        blocks += [_row(subject, pair, unit=unit, centre=centre, remarked=most <= _REMARKED) for pair in rated]
    notes = [phrases.IN_BAR_AND_END if any(_end_is_towns(subject, found) for _, found in shown) else phrases.IN_BAR]
    if is_mixed(subject) and any(item.polarity is not Polarity.RISK for item, _ in shown):
        notes.append(phrases.TURNED)
    if any(has_narrow(_segments(item, found), unit=unit) for item, found in shown):
        notes.append(phrases.SMALL_MARKS)
    return Chart(
        legend=scale_legend(subject, [item for item, _ in shown]),
        body=stack(blocks),
        notes=tuple(notes),
    )


def rated_items(subject: Subject) -> list[Rated]:
    """The items of which anything may be shown, in the order of what came out; the clearest first."""
    found = [(item, subject.outcome.items[item.id]) for item in subject.round.items]
    rated = [(item, one) for item, one in found if isinstance(one, RateOutcome) and _is_shown(one)]
    return sorted(rated, key=lambda pair: _order(subject, *pair))


def choose(subject: Subject, most: int) -> list[Rated]:
    """Which items are drawn where not all can be, in the order in which they are drawn."""
    rated = rated_items(subject)
    ids = {item.id for item, _ in rated}
    by_rank = [item.id for item, _ in _take_turns(subject, rated)]
    first = dict.fromkeys([*(id_ for id_ in subject.talking if id_ in ids), *by_rank])
    kept = set(list(first)[:most])
    return [pair for pair in rated if pair[0].id in kept]


def _take_turns(subject: Subject, rated: Sequence[Rated]) -> list[Rated]:
    """Recognised strengths and risks by turns, so that a picture of a few does not show one side only."""
    if not is_mixed(subject) or subject.round.sort is not Sort.BEELD:
        return list(rated)
    strong, risky = (
        [p for p in rated if section_of(subject, *p) == name] for name in (phrases.STRENGTHS, phrases.RISKS)
    )
    turns = [pair for both in zip_longest(strong, risky) for pair in both if pair is not None]
    return [*turns, *(pair for pair in rated if pair not in turns)]


def sections(subject: Subject, rated: Sequence[Rated]) -> Mapping[str, list[Rated]]:
    """Items under the words that came out, in their order."""
    found: dict[str, list[Rated]] = {}
    for item, one in rated:
        found.setdefault(section_of(subject, item, one), []).append((item, one))
    return found


def section_of(subject: Subject, item: RoundItem, found: RateOutcome) -> str:
    """The word for what came out, as far as it may be shown."""
    if subject.round.sort is Sort.VOORSTEL:
        if found.region is not None:
            return phrases.REGIONS[found.region]
        return phrases.NOT_SHOWN if found.status is None else phrases.STATUSES[found.status]
    if found.status is None:
        return phrases.NOT_SHOWN
    if found.status is Status.AGREED_FOR and is_mixed(subject):
        return phrases.RISKS if item.polarity is Polarity.RISK else phrases.STRENGTHS
    return phrases.FINDINGS[found.status]


def is_mixed(subject: Subject) -> bool:
    """Whether the round holds risks, of which 'present' is bad news."""
    return any(item.polarity is Polarity.RISK for item in subject.round.items)


def voice_figures(found: RateOutcome) -> str:
    """Municipalities for, between and against, as on the result card; empty where that may not be shown."""
    counts = voices_of(found)
    if counts is None:
        return ""
    return "–".join(str(counts.get(voice, 0)) for voice in (Voice.FOR, Voice.BETWEEN, Voice.AGAINST))


def scale_legend(subject: Subject, items: Sequence[RoundItem]) -> Block:
    """The five answers, with words for the ends; where all items are risks their colours change sides."""
    sides = palette.SIDES[::-1] if all(item.polarity is Polarity.RISK for item in items) else palette.SIDES
    keys = [Key(fill=fill, sign=sign, label="") for fill, sign in zip(sides, phrases.SCALE, strict=True)]
    low, high = (subject.labels[0], subject.labels[-1]) if subject.labels else phrases.ENDS
    return ladder(keys, low=low, high=high)


def side_segments(item: RoundItem, counts: Mapping[str, int]) -> list[Segment]:
    """The answers 1 to 5 as segments; of a risk the colours change sides, the order never does."""
    sides = palette.SIDES[::-1] if item.polarity is Polarity.RISK else palette.SIDES
    return [
        Segment(size=counts.get(answer, 0), mark=str(counts.get(answer, 0)), fill=fill)
        for answer, fill in zip(phrases.SCALE, sides, strict=True)
    ]


def spread(counts: Mapping[str, int]) -> tuple[float, float]:
    """How far the answers reach to the left and to the right of the middle."""
    low, high = counts.get("1", 0) + counts.get("2", 0), counts.get("4", 0) + counts.get("5", 0)
    middle = counts.get("3", 0) / 2
    return low + middle, high + middle


def fit(all_counts: Sequence[Mapping[str, int]]) -> tuple[float, float]:
    """(width of one answer, place of the middle) for which every bar fits between the margins."""
    reaches = [spread(counts) for counts in all_counts] or [(0.0, 0.0)]
    left, right = max(reach[0] for reach in reaches), max(reach[1] for reach in reaches)
    unit = INNER / (left + right) if left + right else 0.0
    return unit, MARGIN + left * unit


def _is_shown(found: RateOutcome) -> bool:
    return shows_counts(found) or found.voices is not None or found.voice_counts is not None


def _order(subject: Subject, item: RoundItem, found: RateOutcome) -> tuple[int, int, float]:
    """By outcome; within it, of what is rejected the lowest share first, else the highest."""
    share = float(high_share(found))
    if subject.round.sort is Sort.VOORSTEL and found.region is not None:
        low = found.region in {Region.REJECTED, Region.REJECTED_PENDING}
        return 0, _REGIONS.index(found.region), share if low else -share
    place = len(_STATUSES) if found.status is None else _STATUSES.index(found.status)
    if subject.round.sort is Sort.BEELD and found.status is Status.OPEN:
        place = _STATUSES.index(Status.CONTESTED)  # one word for both
    risk = subject.round.sort is Sort.BEELD and item.polarity is Polarity.RISK and found.status is Status.AGREED_FOR
    return 1, place * 2 + int(risk), -share


def _scale(found: Sequence[RateOutcome]) -> tuple[float, float]:
    return fit([one.counts or {} for one in found])


def _segments(item: RoundItem, found: RateOutcome) -> list[Segment]:
    return side_segments(item, found.counts or {})


def _aside(subject: Subject) -> str:
    return phrases.VOICE_ORDER if subject.round.sort is Sort.VOORSTEL else phrases.HIGH_ORDER


def _row(subject: Subject, pair: Rated, *, unit: float, centre: float, remarked: bool) -> Block:
    item, found = pair
    blocks = [row_head(subject.title(item.id), end=_end(subject, found))]
    if shows_counts(found):
        left = spread(found.counts or {})[0]
        drawn = bar(_segments(item, found), x=centre - left * unit, unit=unit, y=_TICK)
        blocks.append(Block(content=_ticks(centre) + drawn, height=BAR + 2 * _TICK))
    else:
        blocks.append(remark(phrases.NOT_SPREAD if found.counts is None else phrases.NO_OPINIONS))
    told = remarks_of(subject, found) if remarked else ""
    return row(*blocks, *([remark(told)] if told else []))


def _ticks(centre: float) -> str:
    """Where the middle is, above and below a bar."""
    below = BAR + _TICK
    return rule(x1=centre, y1=0, x2=centre, y2=_TICK, colour=palette.OUTLINE) + rule(
        x1=centre, y1=below, x2=centre, y2=below + _TICK, colour=palette.OUTLINE
    )


def _end_is_towns(subject: Subject, found: RateOutcome) -> bool:
    return subject.round.sort is Sort.VOORSTEL and voices_of(found) is not None


def _end(subject: Subject, found: RateOutcome) -> str:
    if subject.round.sort is Sort.VOORSTEL:
        return voice_figures(found)
    heads = found.heads
    return phrases.COUNT_OF.format(count=heads.for_, of=heads.of) if heads is not None and heads.of else ""


def remarks_of(subject: Subject, found: RateOutcome) -> str:
    """Which municipalities are against, or find it unacceptable, where they may be named."""
    if subject.round.sort is not Sort.VOORSTEL or found.voices is None:
        return ""
    refusing = set(found.unacceptable or ())
    against = [town for town in subject.towns if found.voices.get(town) is Voice.AGAINST and town not in refusing]
    told = []
    if refusing:
        towns = [town for town in subject.towns if town in refusing]
        told.append(phrases.UNACCEPTABLE.format(towns=_names(subject, towns)))
    if against:
        told.append(phrases.AGAINST.format(towns=_names(subject, against)))
    return " · ".join(told)


def _names(subject: Subject, towns: Sequence[str]) -> str:
    named = [shorten(subject.town(town), width=INNER / 2, size=26) for town in towns[:_NAMED]]
    if len(towns) > _NAMED:
        return phrases.MORE_TOWNS.format(towns=", ".join(named), count=len(towns) - _NAMED)
    return phrases.join(named)
