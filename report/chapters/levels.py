"""Persons beside municipalities: what must be said below the figures of a round, from what may be shown."""

from collections.abc import Iterable
from typing import Final

from flows.conference.model import Round, RoundItem
from flows.consensus.heads import Crossing, Paradox, cross_check
from flows.outcomes import ApproveOutcome, ConsentOutcome, Heads, Outcome, RateOutcome, RoundOutcome
from flows.words import Decision, Grade, Region
from report import level_phrases as words
from report import phrases
from report.blocks import Block, Paragraph, points

_FOR: Final = frozenset({Region.CARRIED, Region.CARRIED_PENDING})
_AGAINST: Final = frozenset({Region.REJECTED, Region.REJECTED_PENDING})


def tell_levels(round_: Round, shown: RoundOutcome) -> tuple[Block, ...]:
    """A point for each item on which both levels differ, and one line with those that come near it; nothing where
    there are none."""
    found = tuple(_crossings(round_, shown))
    told = tuple(_say(*entry) for entry in found if entry[2].paradox is not Paradox.CLOSE)
    close = "; ".join(_fill(words.CLOSE_ITEM, *entry) for entry in found if entry[2].paradox is Paradox.CLOSE)
    differing = (Paragraph(words.INTRO), points(*told)) if told else ()
    return (*differing, Paragraph(words.CLOSE.format(items=close))) if close else differing


def _crossings(round_: Round, shown: RoundOutcome) -> Iterable[tuple[RoundItem, Outcome, Crossing]]:
    for item in round_.items:
        outcome = shown.items.get(item.id)
        if outcome is not None:
            for crossing in cross_check(outcome, sort=round_.sort, party=round_.party):
                yield item, outcome, crossing


def _say(item: RoundItem, outcome: Outcome, crossing: Crossing) -> str:
    if crossing.paradox is Paradox.CONDORCET:
        titles = {option.id: option.title for option in item.options}
        return words.BEATS_ALL.format(item=item.title, option=titles.get(str(crossing.option), ""))
    return _fill(_sentence(outcome, crossing), item, outcome, crossing)


def _fill(sentence: str, item: RoundItem, _outcome: Outcome, crossing: Crossing) -> str:
    titles = {option.id: option.title for option in item.options}
    heads = crossing.heads or Heads(for_=0, against=0, of=0)
    named = titles.get(str(crossing.option))
    return sentence.format(
        item=item.title if named is None else phrases.OPTION_OF.format(item=item.title, option=named),
        by_heads=", ".join(titles.get(o) or phrases.GRADES[Grade(o)].lower() for o in crossing.by_heads),
        for_=heads.for_,
        against=heads.against,
        of=heads.of,
    )


def _sentence(outcome: Outcome, crossing: Crossing) -> str:
    if crossing.by_heads:
        return words.OTHER
    if isinstance(outcome, ConsentOutcome):
        return words.NOT_ADOPTED if outcome.decision is Decision.NOT_CARRIED else words.ADOPTED
    region = outcome.region if isinstance(outcome, RateOutcome) else None
    if isinstance(outcome, ApproveOutcome):
        region = (outcome.region or {}).get(str(crossing.option))
    if region in _FOR:
        return words.CARRIED
    if region in _AGAINST:
        return words.REJECTED
    heads = crossing.heads
    return words.MOST_FOR if heads is None or heads.for_ > heads.against else words.MOST_AGAINST
