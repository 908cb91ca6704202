"""'Wat betekent dit': how the outcome of a round comes about, and what its two levels are."""

from bot import phrases
from bot.cards.card import bold
from bot.cards.results_view import ResultView
from bot.phrases import results as words
from flows.words import Kind, Party, Sort

_TOLD_APART = frozenset({Kind.APPROVE, Kind.RANK, Kind.OPEN})
"""Kinds that mean something else than 'herkend', also as a beeld."""
_FOR_OR_AGAINST = frozenset({Kind.RATE, Kind.APPROVE, Kind.CONSENT})
"""Kinds where persons are for or against, so that they can be near the half."""


def meaning_lines(view: ResultView) -> list[str]:
    """The rule of this kind of round; for proposals of voters also why persons stand beside municipalities."""
    return [bold(phrases.WHAT_DOES_IT_MEAN), *words.MEANINGS[_meaning_of(view)], *_levels(view)]


def _meaning_of(view: ResultView) -> str:
    if view.packages:
        return "package"
    if view.decides:
        return "standpunt" if view.round.party is Party.SPOKESPERSONS else "member"
    if view.round.sort is Sort.BEELD:
        return view.round.kind.value if view.round.kind in _TOLD_APART else "beeld"
    return view.round.kind.value


def _levels(view: ResultView) -> list[str]:
    if view.by_heads or view.round.party is not Party.VOTERS or view.round.kind is Kind.OPEN:
        return []
    yes_or_no = view.round.kind in _FOR_OR_AGAINST
    known = all(m.inhabitants is not None for m in view.conference.municipalities)
    return [
        *words.MEANING_LEVELS,
        *((words.MEANING_FOR, words.MEANING_CLOSE) if yes_or_no else (words.MEANING_OTHER,)),
        words.MEANING_TALK,
        *([words.MEANING_INHABITANTS] if known else []),
    ]
