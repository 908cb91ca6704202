"""Results per municipality: what each came to, those that say the same together. Shows disclosed outcomes only."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot import phrases
from bot.cards.card import bold, esc
from bot.cards.results_of_pieces import approval_words, ranking_words
from bot.cards.results_view import ResultView, group_towns
from bot.phrases import results as words
from flows.conference.model import RoundItem
from flows.outcomes import ChooseOutcome, ConsentOutcome, GradeOutcome, Outcome, PointsOutcome, RateOutcome
from flows.words import Consent, Kind, Voice

_TEXTS_PER_TOWN: Final = 3
_SHARES: Final = 3
"""Options of which a municipality's share is told."""


def town_lines(view: ResultView) -> list[str]:
    """Every item with its municipalities."""
    body: list[str] = []
    for item in view.round.items:
        told = lines_of_towns(view, item)
        body += [bold(item.title), *told] if told is not None else []
    return body or [words.NO_TOWNS]


def shows_towns(view: ResultView) -> bool:
    """Whether there is an item of which it may be shown where each municipality stands."""
    return any(lines_of_towns(view, item) is not None for item in view.round.items)


def lines_of_towns(view: ResultView, item: RoundItem) -> list[str] | None:
    """'Voor: Aldermeer, Boskerk' and so on; None where no beeld may be shown."""
    found = _TOWN_WORDS[view.round.kind](item, view.outcome.items[item.id])
    if found is None:
        return None
    grouped = group_towns(view, found)
    return [esc(f"{word[:1].upper()}{word[1:]}: {', '.join(towns)}") for word, towns in grouped.items()]


def _voice_words(_item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, RateOutcome) or outcome.voices is None:
        return None
    order = list(Voice)
    ranked = sorted(outcome.voices.items(), key=lambda pair: order.index(pair[1]))
    return {town: phrases.VOICE[voice] for town, voice in ranked}


def _option_words(item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, ChooseOutcome) or outcome.voices is None:
        return None
    titles = {o.id: o.title for o in item.options}
    return {town: titles.get(option or "", words.NO_CHOICE) for town, option in outcome.voices.items()}


def _grade_words(_item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, GradeOutcome) or outcome.voices is None:
        return None
    return {t: phrases.GRADES[g] if g is not None else words.NO_GRADE for t, g in outcome.voices.items()}


def _consent_words(_item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, ConsentOutcome) or outcome.voices is None:
        return None
    said = {
        town: phrases.CONSENT[Consent(word.partition(":")[0])] if word is not None else words.SILENT
        for town, word in outcome.voices.items()
    }
    texts: dict[str, list[str]] = {}
    for town, text in (*outcome.conditions, *outcome.objections):
        texts.setdefault(town, []).append(text)
    return {town: f"{word} ({_texts_of(texts[town])})" if town in texts else word for town, word in said.items()}


def _texts_of(texts: Sequence[str]) -> str:
    """What a municipality wrote; 'per lid' that may be more than one text."""
    left = len(texts) - _TEXTS_PER_TOWN
    return "; ".join([*texts[:_TEXTS_PER_TOWN], *([words.AND_MORE.format(count=left)] if left > 0 else [])])


def _share_words(item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, PointsOutcome) or outcome.voices is None:
        return None
    titles = {o.id: o.title for o in item.options}
    return {
        town: ", ".join(
            f"{titles[o]} {round(float(s) * 100)}%"
            for o, s in sorted(shares.items(), key=lambda p: -p[1])[:_SHARES]
            if s
        )
        if shares is not None
        else words.NO_BEELD
        for town, shares in outcome.voices.items()
    }


_TOWN_WORDS: Final[Mapping[Kind, Callable[[RoundItem, Outcome], Mapping[str, str] | None]]] = {
    Kind.RATE: _voice_words,
    Kind.CHOOSE: _option_words,
    Kind.GRADE: _grade_words,
    Kind.CONSENT: _consent_words,
    Kind.POINTS: _share_words,
    Kind.APPROVE: approval_words,
    Kind.RANK: ranking_words,
    Kind.OPEN: lambda _item, _outcome: None,
}
