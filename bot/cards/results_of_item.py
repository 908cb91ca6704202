"""One item with everything that may be shown of it: both levels, persons, movement and arguments."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot import phrases
from bot.cards.bars import draw_bars
from bot.cards.card import bold, esc, italic, pages_of
from bot.cards.results_by_town import lines_of_towns
from bot.cards.results_levels import heads_lines, inhabitants_line, item_warnings
from bot.cards.results_of_pieces import tell_approvals, tell_rankings, tell_texts
from bot.cards.results_overview import number_of
from bot.cards.results_view import ResultView, voice_counts
from bot.cards.results_words import grade_word, tail_of, word_of
from bot.cards.values import letter_of
from bot.phrases import results as words
from flows.conference.model import RoundItem
from flows.outcomes import (
    Distribution,
    GradeOutcome,
    Movement,
    PointsOutcome,
    RateOutcome,
)
from flows.words import Consent, Grade, Kind, Voice

_PER_PAGE: Final = 24
_TALK_LENGTH: Final = 1800
"""Characters of an item's result in the conversation: its clock and its notes stand below."""
_LONGEST: Final = 3400
_LINES: Final = 80
_LETTERED: Final = frozenset({Kind.CHOOSE, Kind.APPROVE, Kind.POINTS})
_PARTS: Final = (("1", "2"), ("3",), ("4", "5"))
"""Of a scale: against, between, for."""
_WITHOUT_BARS: Final = frozenset({Kind.RANK, Kind.OPEN})


def item_lines(view: ResultView, item: RoundItem) -> list[str]:
    """The result of one item in a few lines, for the conversation: what came out, and who stands where."""
    word = word_of(view, item)
    told = [] if word is None else [f"{esc(word)}{tail_of(view, item)}"]
    first, *more = pages_of(
        [[line] for line in (*told, *(lines_of_towns(view, item) or ()))], most=_PER_PAGE, longest=_TALK_LENGTH
    )
    left = sum(len(page) for page in more)
    return [*first, words.LINES_LEFT.format(lines=phrases.count_word(left, *words.LINES))] if left else first


def detail_lines(view: ResultView, item: RoundItem) -> list[str]:
    """Everything, in the order in which one asks for it: what came out, of whom, by how many, and what that means."""
    blocks = (
        _came_out(view, item),
        item_warnings(view, item),
        _towns(view, item),
        _bars(view, item),
        [esc(line) for line in heads_lines(view, item)],
        _advisers(view, item),
        _own(view, item),
        _inhabitants(view, item),
        _moved(view.outcome.items[item.id].movement),
        [italic(f"‘{text}’") for text in view.arguments.get(item.id, ())],
    )
    first, *more = pages_of(
        [[line] for block in blocks if block for line in ("", *block)], most=_LINES, longest=_LONGEST
    )
    left = sum(len(page) for page in more)
    return [*_head(view, item), *first, *([words.AND_MORE.format(count=left)] if left else [])]


def _head(view: ResultView, item: RoundItem) -> list[str]:
    round_ = view.round
    if len(round_.items) == 1:
        return [bold(item.title), esc(words.PLACE.format(title=round_.title, number=round_.number))]
    told = words.PLACE_OF.format(
        title=round_.title,
        number=round_.number,
        noun=view.pack.round(round_.template).noun.lower(),
        place=number_of(view, item),
        total=len(round_.items),
    )
    return [bold(item.title), esc(told)]


def _came_out(view: ResultView, item: RoundItem) -> list[str]:
    """The outcome in words, with the beelden as figures; of options those of this item alone."""
    word, outcome = word_of(view, item), view.outcome.items[item.id]
    if word is not None:
        return [f"{bold(word)}{tail_of(view, item)}"]
    if isinstance(outcome, GradeOutcome):
        graded = grade_word(outcome)
        return [bold(graded.capitalize() if graded else words.TOO_FEW_LINE)]
    if isinstance(outcome, PointsOutcome):
        return _shares(item, outcome)
    tell = {Kind.APPROVE: tell_approvals, Kind.RANK: tell_rankings, Kind.OPEN: tell_texts}[view.round.kind]
    alone = replace(view.outcome, items={item.id: outcome})
    return [line for line in tell(replace(view.round, items=(item,)), alone, limit=None) if line is not None]


def _shares(item: RoundItem, outcome: PointsOutcome) -> list[str]:
    """Per option the mean of the municipalities, and behind it the share of all points; that alone where the mean is
    not shown."""
    shares = outcome.region or outcome.shares
    if not shares:
        return [words.TOO_FEW_LINE]
    titles = {o.id: o.title for o in item.options}
    both = outcome.shares if outcome.region else None
    alone = words.LEGEND_POINTS if outcome.region else words.LEGEND_POINTS_HEADS
    told = [italic(words.LEGEND_SHARES if both else alone)]
    for place, (option, share) in enumerate(sorted(shares.items(), key=lambda pair: -pair[1]), start=1):
        beside = f" · {round(float(both[option]) * 100)}%" if both else ""
        told.append(f"{place}. {esc(titles[option])}  {round(float(share) * 100)}%{beside}")
    return told


def _towns(view: ResultView, item: RoundItem) -> list[str]:
    """Who stands where; only numbers of municipalities where no more may be shown."""
    outcome = view.outcome.items[item.id]
    if view.by_heads and not view.decides:
        return []
    named = lines_of_towns(view, item)
    if named is None and isinstance(outcome, RateOutcome) and (counts := voice_counts(outcome)) is not None:
        for_, between, against = (counts.get(v, 0) for v in (Voice.FOR, Voice.BETWEEN, Voice.AGAINST))
        return [words.VOICES.format(for_=for_, between=between, against=against)]
    refusing = getattr(outcome, "unacceptable", None)
    if refusing:
        towns = ", ".join(view.names.get(town, town) for town in refusing)
        return [*(named or []), esc(words.UNACCEPTABLE_FOR.format(towns=towns))]
    return named or []


def _bars(view: ResultView, item: RoundItem) -> list[str]:
    """The answers of all persons as bars, options under their letters; standpunten have none, for they have names."""
    outcome = view.outcome.items[item.id]
    if outcome.counts is None or view.round.kind in _WITHOUT_BARS or not any(outcome.counts.values()):
        return []
    titled = [f"{letter_of(item, o.id)} {esc(o.title)}" for o in item.options] if view.round.kind in _LETTERED else []
    without = [words.WITHOUT_OPINION.format(count=outcome.no_opinion)] if outcome.no_opinion else []
    return [*titled, draw_bars(_labelled(view, item, outcome.counts)), *without]


def _advisers(view: ResultView, item: RoundItem) -> list[str]:
    """'Adviseurs (6): 4 voor, 1 tussen, 1 tegen'; nothing where there are none, or too few to show."""
    found = view.advisers.get(item.id)
    counts = None if found is None else found.counts
    if found is None or not counts or view.round.kind in _WITHOUT_BARS:
        return []
    told = [_rated_by_advisers(view, counts)] if view.round.kind is Kind.RATE else []
    told += [f"{n} {label}" for label, n in _labelled(view, item, counts).items() if n and not told]
    told += [words.WITHOUT_OPINION.format(count=found.no_opinion)] if found.no_opinion else []
    return [esc(words.ADVISERS.format(count=found.answered, told=", ".join(told)))]


def _rated_by_advisers(view: ResultView, counts: Distribution) -> str:
    against, between, for_ = (sum(counts.get(value, 0) for value in part) for part in _PARTS)
    sentence = words.ADVISERS_HIGH if view.by_heads else words.ADVISERS_FOR
    return sentence.format(for_=for_, between=between, against=against)


def _own(view: ResultView, item: RoundItem) -> list[str]:
    found = view.own.get(item.id)
    if found is None or view.round.kind in _WITHOUT_BARS or not any(found.values()):
        return []
    return [italic(words.OWN_DELEGATION), draw_bars(_labelled(view, item, found))]


def _labelled(view: ResultView, item: RoundItem, counts: Distribution) -> Mapping[str, int]:
    """Under the words on the buttons; numbers from high to low."""
    if view.round.kind is Kind.RATE:
        return dict(sorted(counts.items(), reverse=True))
    if view.round.kind is Kind.GRADE:
        return {phrases.GRADES[Grade(word)]: count for word, count in counts.items()}
    if view.round.kind is Kind.CONSENT:
        return {words.SHORT_CONSENT[Consent(word)]: count for word, count in counts.items() if count}
    return {letter_of(item, option): count for option, count in counts.items()}


def _inhabitants(view: ResultView, item: RoundItem) -> list[str]:
    line = inhabitants_line(view, item)
    return [] if line is None else [line]


def _moved(movement: Movement | None) -> list[str]:
    if movement is None or not movement.of:
        return []
    if not movement.changed:
        return [words.NOBODY_MOVED]
    sentence = words.MOVED if movement.up or movement.down else words.MOVED_LOOSELY
    return [sentence.format(changed=movement.changed, of=movement.of, up=movement.up, down=movement.down)]
