"""What came out of an item in a word, and behind its title in a list. Shows disclosed outcomes only."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot import phrases
from bot.cards.card import esc
from bot.cards.results_view import ResultView, voice_counts
from bot.cards.values import letter_of
from bot.phrases import results as words
from flows.conference.model import RoundItem
from flows.outcomes import ChooseOutcome, ConsentOutcome, GradeOutcome, Outcome, RateOutcome
from flows.words import Consent, Decision, Kind, Party, Polarity, Status, Voice

_FACTOR_WORDS: Final = {
    (Polarity.POSITIVE, Status.AGREED_FOR): words.STRENGTHS,
    (Polarity.RISK, Status.AGREED_FOR): words.RISKS,
}


def word_of(view: ResultView, item: RoundItem) -> str | None:
    """The outcome of an item in words; None for a kind whose items are not sorted by it."""
    found = _SECTIONS.get(view.round.kind)
    return None if found is None else found[1](view, item, view.outcome.items[item.id])


def words_in_order(view: ResultView) -> Sequence[str]:
    """The words that can come out of this kind, in a fixed order; empty where it has none."""
    found = _SECTIONS.get(view.round.kind)
    return () if found is None else found[0](view)


def tail_of(view: ResultView, item: RoundItem) -> str:
    """What stands behind the title of an item in a list."""
    tell = _TAILS.get(view.round.kind)
    return "" if tell is None else tell(view, item, view.outcome.items[item.id])


def grade_word(outcome: Outcome) -> str:
    """The grade over the municipalities, and whether one finds it unacceptable; else that over persons."""
    grade = (outcome.region or outcome.median) if isinstance(outcome, GradeOutcome) else None
    if not isinstance(outcome, GradeOutcome) or grade is None:
        return ""
    return phrases.GRADES[grade].lower() + (words.UNACCEPTABLE_SOMEWHERE if outcome.unacceptable else "")


def _rate_order(view: ResultView) -> Sequence[str]:
    if not view.by_heads:
        return [*phrases.REGION.values(), *words.PERSONS.values(), words.TOO_FEW]
    return [*_FACTOR_WORDS.values(), *dict.fromkeys(phrases.RECOGNISED.values()), words.TOO_FEW]


def _rate_word(view: ResultView, item: RoundItem, outcome: Outcome) -> str:
    if not isinstance(outcome, RateOutcome):
        return words.TOO_FEW
    if not view.by_heads:
        by_heads = words.PERSONS.get(outcome.status, words.TOO_FEW) if outcome.status is not None else words.TOO_FEW
        return phrases.REGION[outcome.region] if outcome.region is not None else by_heads
    if outcome.status is None:
        return words.TOO_FEW
    mixed = any(i.polarity is Polarity.RISK for i in view.round.items)
    if mixed and (item.polarity, outcome.status) in _FACTOR_WORDS:
        return _FACTOR_WORDS[item.polarity, outcome.status]
    return phrases.RECOGNISED[outcome.status]


def _choose_order(view: ResultView) -> Sequence[str]:
    if view.packages:
        return list(phrases.PACKAGE.values())
    return [words.ONE_LINE, words.FAR_APART, words.NO_COMMON]


def _choose_word(view: ResultView, item: RoundItem, outcome: Outcome) -> str:
    if item.id in view.packages:
        return phrases.PACKAGE[view.packages[item.id]]
    if isinstance(outcome, ChooseOutcome) and outcome.dilemma:
        return words.FAR_APART
    if isinstance(outcome, ChooseOutcome) and outcome.region is not None:
        return words.ONE_LINE
    return words.NO_COMMON


def _consent_order(_view: ResultView) -> Sequence[str]:
    return [*(phrases.DECISION[d].capitalize() for d in Decision), words.TOTALS_ONLY, words.TOO_FEW]


def _consent_word(_view: ResultView, _item: RoundItem, outcome: Outcome) -> str:
    if isinstance(outcome, ConsentOutcome) and outcome.decision is not None:
        return phrases.DECISION[outcome.decision].capitalize()
    return words.TOTALS_ONLY if outcome.counts else words.TOO_FEW


_SECTIONS: Final[
    Mapping[Kind, tuple[Callable[[ResultView], Sequence[str]], Callable[[ResultView, RoundItem, Outcome], str]]]
] = {
    Kind.RATE: (_rate_order, _rate_word),
    Kind.CHOOSE: (_choose_order, _choose_word),
    Kind.CONSENT: (_consent_order, _consent_word),
}


def _rate_tail(view: ResultView, _item: RoundItem, outcome: Outcome) -> str:
    if not isinstance(outcome, RateOutcome):
        return ""
    counts = voice_counts(outcome)
    if not view.by_heads and counts is not None:
        if not any(n for voice, n in counts.items() if voice is not Voice.NONE):
            return ""
        mark = words.UNACCEPTABLE if outcome.unacceptable else ""
        return f"  {counts.get(Voice.FOR, 0)}–{counts.get(Voice.BETWEEN, 0)}–{counts.get(Voice.AGAINST, 0)}{mark}"
    if outcome.heads is not None and outcome.heads.of:
        return f"  {outcome.heads.for_} van {outcome.heads.of}"
    return ""


def _choose_tail(view: ResultView, item: RoundItem, outcome: Outcome) -> str:
    if not isinstance(outcome, ChooseOutcome):
        return ""
    titles = {o.id: o.title for o in item.options}
    if view.round.party is Party.SPOKESPERSONS:
        counts = outcome.counts or {}
        return "  " + " · ".join(f"{esc(titles.get(o, o).lower())} {n}" for o, n in counts.items() if n)
    return f": {letter_of(item, outcome.region)} {esc(titles[outcome.region])}" if outcome.region in titles else ""


def _consent_tail(view: ResultView, _item: RoundItem, outcome: Outcome) -> str:
    if not isinstance(outcome, ConsentOutcome):
        return ""
    if outcome.voices is not None and view.decides:
        said = [Consent(v.partition(":")[0]) for v in outcome.voices.values() if v is not None]
        agreed = sum(1 for word in said if word in {Consent.AGREE, Consent.CONDITION})
        return f"  {agreed} van {len(outcome.voices)}"
    if outcome.counts:
        agreed = sum(n for word, n in outcome.counts.items() if word.partition(":")[0] in {"agree", "condition"})
        return f"  {agreed} van {sum(outcome.counts.values())}"
    return ""


_TAILS: Final[Mapping[Kind, Callable[[ResultView, RoundItem, Outcome], str]]] = {
    Kind.RATE: _rate_tail,
    Kind.CHOOSE: _choose_tail,
    Kind.CONSENT: _consent_tail,
}
