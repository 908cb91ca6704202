"""The items of a result under the words that came out: short for the group, whole in private."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.cards.card import bold, esc, italic
from bot.cards.results_of_pieces import tell_approvals, tell_rankings, tell_texts
from bot.cards.results_view import ResultView, shows_heads, voice_counts
from bot.cards.results_words import grade_word, tail_of, word_of, words_in_order
from bot.phrases import results as words
from flows.conference.model import RoundItem
from flows.consensus.heads import Paradox, count_heads
from flows.outcomes import GradeOutcome, Outcome, PointsOutcome, RateOutcome
from flows.words import Grade, Kind, Voice

_MORE_SHARES: Final = 2
"""Shares beyond the limit of a section: points are one list."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a list, and the item that it is about, if any."""

    text: str
    item: RoundItem | None = None


def short_lines(view: ResultView, *, limit: int) -> list[str]:
    """The first of each section."""
    return [line.text for line in _lines(view, limit=limit)]


def listed_lines(view: ResultView) -> list[Line]:
    """Every item; where they are sorted by what came out, with its number and with the persons beside it."""
    return list(_lines(view, limit=None))


def count_lines(view: ResultView) -> list[str]:
    """The outcome in one or two lines, for the desk."""
    counted = [f"{name.lower()} {len(items)}" for name, items in _sections(view).items() if items]
    if counted and view.round.kind not in _BODIES:
        return [" · ".join(counted).capitalize()]
    return short_lines(view, limit=3)[:4]


def _lines(view: ResultView, *, limit: int | None) -> list[Line]:
    if view.round.kind in _BODIES:
        return [Line(text=text) for text in _BODIES[view.round.kind](view, limit) if text is not None]
    body: list[Line] = []
    for name, items in _sections(view).items():
        if not items:
            continue
        body.append(Line(text=bold(f"{name} ({len(items)})")))
        shown = items[:limit]
        body += [Line(text=_item_line(view, item, numbered=limit is None), item=item) for item in shown]
        if len(shown) < len(items):
            body.append(Line(text=words.AND_MORE.format(count=len(items) - len(shown))))
    return body


def _sections(view: ResultView) -> dict[str, list[RoundItem]]:
    """Items under the words that came out, in a fixed order; the strongest first."""
    found: dict[str, list[RoundItem]] = {name: [] for name in words_in_order(view)}
    for item in view.round.items:
        found.setdefault(word_of(view, item) or words.RESULT, []).append(item)
    for items in found.values():
        items.sort(key=lambda item: _strength(view, view.outcome.items[item.id]), reverse=True)
    return found


def _strength(view: ResultView, outcome: Outcome) -> tuple[int, int]:
    """For sorting within a section: municipalities for, minus against; then heads for. A beeld by heads alone."""
    if not isinstance(outcome, RateOutcome):
        return (0, 0)
    counts = {} if view.by_heads else (voice_counts(outcome) or {})
    heads = outcome.heads.for_ if outcome.heads is not None else 0
    return (counts.get(Voice.FOR, 0) * 2 - counts.get(Voice.AGAINST, 0), heads)


def _item_line(view: ResultView, item: RoundItem, *, numbered: bool) -> str:
    told = f"{esc(item.title)}{tail_of(view, item)}"
    if not numbered:
        return told
    outcome = view.outcome.items[item.id]
    heads = count_heads(outcome) if shows_heads(view, outcome) else None
    beside = words.HEADS_SHORT.format(for_=heads.for_, of=heads.of) if heads is not None and heads.of else ""
    return f"{number_of(view, item)}. {told}{beside}{_mark(view, item)}"


def _mark(view: ResultView, item: RoundItem) -> str:
    """A word where both levels differ, or come near it; the card of the item says more."""
    paradoxes = {crossing.paradox for crossing in view.crossings(item.id)}
    if Paradox.DISAGREE in paradoxes:
        return words.DIFFERS_MARK
    return words.CLOSE_MARK if Paradox.CLOSE in paradoxes else ""


def number_of(view: ResultView, item: RoundItem) -> int:
    """Its place in the round, as it was asked."""
    return next(n for n, found in enumerate(view.round.items, start=1) if found.id == item.id)


def _points_body(view: ResultView, limit: int | None) -> list[str | None]:
    item = view.round.items[0]
    outcome = view.outcome.items[item.id]
    shares = (outcome.region or outcome.shares) if isinstance(outcome, PointsOutcome) else None
    if not isinstance(outcome, PointsOutcome) or not shares:
        return [words.TOO_FEW_LINE]
    titles = {o.id: o.title for o in item.options}
    ranked = sorted(shares.items(), key=lambda pair: -pair[1])
    shown = ranked if limit is None else ranked[: limit + _MORE_SHARES]
    body: list[str | None] = [italic(words.LEGEND_POINTS if outcome.region else words.LEGEND_POINTS_HEADS)]
    body += [f"{n}. {esc(titles[o])}  {round(float(s) * 100)}%" for n, (o, s) in enumerate(shown, start=1)]
    left = len(ranked) - len(shown)
    return [*body, words.AND_MORE.format(count=left) if left else None]


def _grade_body(view: ResultView, _limit: int | None) -> list[str | None]:
    titles = {item.id: item.title for item in view.round.items}
    body: list[str | None] = [italic(words.LEGEND_GRADE if view.outcome.order else words.LEGEND_GRADE_HEADS)]
    place = 1
    for tied in view.outcome.order or _graded_by_heads(view):
        for item in tied:
            word = grade_word(view.outcome.items[item])
            body.append(f"{place}. {bold(titles[item])}{f': {word}' if word else ''}")
        place += len(tied)
    return body if len(body) > 1 else [words.TOO_FEW_LINE]


def _graded_by_heads(view: ResultView) -> list[tuple[str, ...]]:
    """The items by the middle grade of all persons, best first: where the municipalities' grades are not shown."""
    found: dict[Grade, list[str]] = {}
    for item, outcome in view.outcome.items.items():
        if isinstance(outcome, GradeOutcome) and outcome.median is not None:
            found.setdefault(outcome.median, []).append(item)
    return [tuple(found[grade]) for grade in Grade if grade in found]


_BODIES: Final[Mapping[Kind, Callable[[ResultView, int | None], Sequence[str | None]]]] = {
    Kind.POINTS: _points_body,
    Kind.GRADE: _grade_body,
    Kind.APPROVE: lambda view, limit: tell_approvals(view.round, view.outcome, limit=limit),
    Kind.RANK: lambda view, limit: tell_rankings(view.round, view.outcome, limit=limit),
    Kind.OPEN: lambda view, limit: tell_texts(view.round, view.outcome, limit=limit),
}
