"""What a card with a result needs, and what is asked of it on every one of these cards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from bot.cards.card import bold, italic
from bot.phrases import count_word
from bot.phrases import results as words
from bot.phrases.papers import counted as counted_papers
from flows.conference.model import Conference, Round, RoundItem
from flows.consensus.heads import Crossing, cross_check
from flows.outcomes import Distribution, Outcome, RateOutcome, RoundOutcome
from flows.pack.form import Pack
from flows.words import Kind, Package, Party, Sort, Voice

SHORT: Final = "short"
TOWNS: Final = "towns"
ALL: Final = "all"
MEANING: Final = "meaning"
ITEM: Final = "item"
"""One item with everything that may be shown of it."""


@dataclass(frozen=True, kw_only=True)
class ResultView:
    """What a result card needs. `link` makes a deep link to a private view; None shows the buttons in place."""

    pack: Pack
    conference: Conference
    round: Round
    outcome: RoundOutcome
    link: Callable[[str], str] | None = None
    packages: Mapping[str, Package] = field(default_factory=dict)
    """Item -> package, where the standpunten on tasks are shown."""
    paper: int = 0
    """Persons whose answers were entered from paper."""
    own: Mapping[str, Distribution] = field(default_factory=dict)
    """Item -> what the delegation of who looks answered; in private only, where that may be shown."""
    since: int = 0
    """Of a further round: the number of the round that it follows, since when movement is counted."""
    advisers: Mapping[str, Outcome] = field(default_factory=dict)
    """Item -> the totals of all advisers together, as they may be shown; they count in nothing."""
    arguments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Item -> the lines that were admitted, in an order that tells nothing."""

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {m.id: m.name for m in self.conference.municipalities}

    @property
    def decides(self) -> bool:
        """Whether standpunten were given, by woordvoerders or by all voters together."""
        return self.round.decides or self.round.party is Party.SPOKESPERSONS

    @property
    def by_heads(self) -> bool:
        """A beeld has one level: it is read by heads."""
        return self.round.sort is Sort.BEELD

    def item(self, item: str) -> RoundItem:
        """The item with this id; the first where there is none."""
        return next((found for found in self.round.items if found.id == item), self.round.items[0])

    def crossings(self, item: str) -> tuple[Crossing, ...]:
        """What must be said of both levels of an item."""
        return cross_check(self.outcome.items[item], sort=self.round.sort, party=self.round.party)


def voice_counts(outcome: RateOutcome) -> Mapping[Voice, int] | None:
    """How many municipalities for, between and against; None where that is not shown."""
    if outcome.voices is not None:
        return {voice: sum(1 for v in outcome.voices.values() if v is voice) for voice in Voice}
    return outcome.voice_counts


def group_towns(view: ResultView, found: Mapping[str, str]) -> dict[str, list[str]]:
    """Municipality -> word turned round: word -> names."""
    grouped: dict[str, list[str]] = {}
    for town, word in found.items():
        grouped.setdefault(word, []).append(view.names.get(town, town))
    return grouped


def head_lines(view: ResultView, *, listed: bool = False) -> list[str | None]:
    """Which round it is, how many answered, and what the figures count; `listed` where heads stand beside them."""
    outcome = view.outcome
    answered, of = sum(outcome.answered.values()), sum(outcome.electorate.values())
    who = words.SPOKESPERSONS if view.round.party is Party.SPOKESPERSONS else words.VOTERS
    return [
        bold(words.HEAD.format(title=view.round.title, number=view.round.number)),
        words.ANSWERED.format(
            answered=answered, of=of, who=who, towns=count_word(len(outcome.electorate), *words.TOWNS)
        ),
        counted_papers(view.paper) if view.paper else None,
        _legend(view, listed=listed),
    ]


def all_label(view: ResultView, texts: str) -> str:
    """'Alle 30', or for texts their own word."""
    return texts if view.round.kind is Kind.OPEN else words.ALL.format(count=len(view.round.items))


def shows_heads(view: ResultView, outcome: Outcome) -> bool:
    """Whether persons stand beside the municipalities in the list."""
    return not view.by_heads and isinstance(outcome, RateOutcome) and outcome.heads is not None


def _legend(view: ResultView, *, listed: bool) -> str | None:
    """What the figures behind an item count."""
    if view.round.kind is Kind.RATE:
        levels = words.LEGEND_ALL if listed else words.LEGEND
        rated = [found for found in view.outcome.items.values() if isinstance(found, RateOutcome)]
        counted = any(voice_counts(found) is not None for found in rated)
        return italic(words.LEGEND_HIGH if view.by_heads or not counted else levels)
    if view.round.kind is Kind.CONSENT:
        who = words.MUNICIPALITIES if view.decides else words.VOTERS
        return italic(words.LEGEND_CONSENT.format(who=who))
    return None
