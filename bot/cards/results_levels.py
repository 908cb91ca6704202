"""Municipalities and persons side by side, and a word where they differ or come near it."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from bot import phrases
from bot.cards.card import italic
from bot.cards.results_view import ResultView, all_label
from bot.phrases import kinds as kind_words
from bot.phrases import results as words
from flows.conference.model import RoundItem
from flows.consensus.heads import Crossing, Paradox, count_heads
from flows.outcomes import ApproveOutcome, ChooseOutcome, ConsentOutcome, GradeOutcome, Heads, Outcome, RateOutcome
from flows.words import Consent, Decision, Grade, Kind, Region, Voice

_MOST: Final = 2
"""Warnings on the card of the group: more would push the result itself off the phone."""
_FOR: Final = frozenset({Region.CARRIED, Region.CARRIED_PENDING})
_AGAINST: Final = frozenset({Region.REJECTED, Region.REJECTED_PENDING})
_NOT_ADOPTED: Final = frozenset({Decision.NOT_CARRIED, Decision.PENDING})
_CONSENTING: Final = frozenset({Consent.AGREE, Consent.CONDITION})


def level_warnings(view: ResultView) -> list[str | None]:
    """Under the overview: the heaviest warnings, and how many items have more."""
    found = [
        (crossing.paradox is not Paradox.DISAGREE, item, crossing)
        for item in view.round.items
        for crossing in view.crossings(item.id)
        if crossing.paradox is not Paradox.CONDORCET
    ]
    if not found:
        return []
    found.sort(key=lambda entry: entry[0])
    shown = [italic(warning_of(view, item, crossing)) for _, item, crossing in found[:_MOST]]
    left = {item.id for _, item, _ in found[_MOST:]} - {item.id for _, item, _ in found[:_MOST]}
    name = all_label(view, kind_words.ALL_TEXTS)
    more = words.MORE_WARNINGS.format(items=phrases.count_word(len(left), *words.SUBJECTS), name=name)
    return ["", *shown, italic(more) if left else None]


def item_warnings(view: ResultView, item: RoundItem) -> list[str]:
    """Everything that must be said of one item."""
    return [italic(warning_of(view, item, crossing)) for crossing in view.crossings(item.id)]


def differing_line(view: ResultView) -> str | None:
    """'2 onderwerpen: personen en gemeenten verschillen', for the desk; None where they agree."""
    count = sum(
        any(crossing.paradox is Paradox.DISAGREE for crossing in view.crossings(item.id)) for item in view.round.items
    )
    if not count:
        return None
    one, more = words.DIFFER
    return one if count == 1 else more.format(count=count)


def warning_of(view: ResultView, item: RoundItem, crossing: Crossing) -> str:
    """A crossing in plain words."""
    titles = {o.id: o.title for o in item.options}
    if crossing.paradox is Paradox.CONDORCET:
        return words.BEATS_ALL.format(option=titles.get(str(crossing.option), ""))
    named = titles.get(str(crossing.option), item.title)
    outcome = view.outcome.items[item.id]
    if crossing.by_heads:
        told = phrases.join_names([_option_name(titles, option) for option in crossing.by_heads])
        sentence = words.OTHER_FIRST if view.round.kind in {Kind.RANK, Kind.POINTS} else words.OTHER_OPTION
        return sentence.format(item=named, by_heads=told)
    heads = crossing.heads or Heads(for_=0, against=0, of=0)
    sentence = _sentence(outcome, crossing, heads)
    return sentence.format(item=named, for_=heads.for_, against=heads.against, of=heads.of)


def heads_lines(view: ResultView, item: RoundItem) -> list[str]:
    """Persons, as the cross-check of one item; nothing where that is not shown or there is one level only."""
    outcome = view.outcome.items[item.id]
    tell = _HEADS.get(type(outcome))
    return [] if tell is None else tell(view, item, outcome)


def inhabitants_line(view: ResultView, item: RoundItem) -> str | None:
    """How many of the inhabitants live where the municipality is for: information, never weight.

    Only where every municipality's number is known and its beeld may be shown, and at least one is for.
    """
    found = _those_for(view.outcome.items[item.id])
    numbers = {m.id: m.inhabitants for m in view.conference.municipalities}
    total = sum(number or 0 for number in numbers.values())
    if found is None or view.by_heads or not found[1] or not total or None in numbers.values():
        return None
    what, towns = found
    share = Fraction(sum(numbers.get(town) or 0 for town in towns), total)
    return italic(words.INHABITANTS.format(what=what, percent=int(100 * share + Fraction(1, 2))))


def _sentence(outcome: Outcome, crossing: Crossing, heads: Heads) -> str:
    close = crossing.paradox is Paradox.CLOSE
    if isinstance(outcome, ConsentOutcome):
        differ = words.AGREED_NOT_ADOPTED if outcome.decision in _NOT_ADOPTED else words.ADOPTED_BY_FEW
        return words.CLOSE_CONSENT if close else differ
    if isinstance(outcome, ChooseOutcome):
        return words.CLOSE_CHOICE
    if close:
        return words.CLOSE
    region = _region_of(outcome, crossing.option)
    if region in _FOR:
        return words.CARRIED_BY_FEW
    if region in _AGAINST:
        return words.REJECTED_BY_FEW
    return words.HEADS_FOR_NOT_CARRIED if heads.for_ > heads.against else words.HEADS_AGAINST_NOT_REJECTED


def _region_of(outcome: Outcome, option: str | None) -> Region | None:
    if isinstance(outcome, ApproveOutcome):
        return (outcome.region or {}).get(str(option))
    return outcome.region if isinstance(outcome, RateOutcome) else None


def _option_name(titles: Mapping[str, str], option: str) -> str:
    """The title of an option; of a grade its word."""
    return titles.get(option) or phrases.GRADES[Grade(option)].lower()


def _rated(view: ResultView, _item: RoundItem, outcome: Outcome) -> list[str]:
    heads = count_heads(outcome)
    if heads is None or not heads.of:
        return []
    sentence = words.HEADS_HIGH if view.by_heads else words.HEADS_FOR
    return [sentence.format(for_=heads.for_, against=heads.against, of=heads.of)]


def _consented(_view: ResultView, _item: RoundItem, outcome: Outcome) -> list[str]:
    heads = count_heads(outcome)
    if heads is None or not heads.of:
        return []
    return [words.HEADS_CONSENT.format(for_=heads.for_, against=heads.against, of=heads.of)]


def _chosen(view: ResultView, item: RoundItem, outcome: Outcome) -> list[str]:
    if view.decides or not isinstance(outcome, ChooseOutcome):
        return []
    titles = {o.id: o.title for o in item.options}
    if outcome.ordered:
        return [words.HEADS_MEDIAN.format(median=titles[outcome.median])] if outcome.median in titles else []
    heads = count_heads(outcome)
    return [words.HEADS_CHOSEN.format(for_=heads.for_, of=heads.of)] if heads is not None and heads.of else []


def _graded(_view: ResultView, _item: RoundItem, outcome: Outcome) -> list[str]:
    if not isinstance(outcome, GradeOutcome) or outcome.median is None or outcome.region is None:
        return []
    return [words.HEADS_GRADE.format(median=phrases.GRADES[outcome.median].lower())]


_HEADS: Final[Mapping[type[Outcome], Callable[[ResultView, RoundItem, Outcome], list[str]]]] = {
    RateOutcome: _rated,
    ConsentOutcome: _consented,
    ChooseOutcome: _chosen,
    GradeOutcome: _graded,
}


def _those_for(outcome: Outcome) -> tuple[str, list[str]] | None:
    """What they are, and the municipalities that are; None where there is no such question, or it is not shown."""
    if isinstance(outcome, RateOutcome) and outcome.voices is not None:
        return words.ARE_FOR, [town for town, voice in outcome.voices.items() if voice is Voice.FOR]
    if isinstance(outcome, ConsentOutcome) and outcome.voices is not None:
        said = {town: word for town, word in outcome.voices.items() if word is not None}
        return words.CONSENTED, [t for t, w in said.items() if Consent(w.partition(":")[0]) in _CONSENTING]
    if isinstance(outcome, ChooseOutcome) and outcome.voices is not None and not outcome.ordered:
        return words.CHOSE_IT, [t for t, o in outcome.voices.items() if o is not None and o == outcome.region]
    return None
