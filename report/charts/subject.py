"""What a picture is made of: a published round and what may be shown of it. Nothing here knows more than that."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flows.conference.model import Round, RoundItem
from flows.outcomes import AnyOutcome, ChooseOutcome, Outcome, RateOutcome, RoundOutcome
from flows.words import Party, Voice
from report import chart_phrases as phrases
from report.charts.drawing import clean


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A round, its disclosed outcome, and the names of the municipalities by id.

    `before` is the disclosed outcome of the round that this one follows. `nouns` name one item and more items
    ('taak', 'taken'), `labels` the numbers 1 to 5 of a rated item ('niet kansrijk' to 'zeer kansrijk');
    `talking` are the bespreekpunten, in order; `weights` say how much a heading counts in a place, 1 where it is
    not named.
    """

    round: Round
    outcome: RoundOutcome
    names: Mapping[str, str]
    before: RoundOutcome | None = None
    nouns: tuple[str, str] = phrases.NOUNS
    labels: tuple[str, ...] = ()
    talking: tuple[str, ...] = ()
    weights: Mapping[str, int] = field(default_factory=dict)

    @property
    def towns(self) -> tuple[str, ...]:
        """Ids of the municipalities, in the roster's order; those that the roster does not name last."""
        listed = self.outcome.electorate
        named = [town for town in self.names if town in listed]
        return (*named, *(town for town in listed if town not in self.names))

    @property
    def decides(self) -> bool:
        """Whether the answers are standpunten."""
        return self.round.decides or self.round.party is Party.SPOKESPERSONS

    def town(self, id_: str) -> str:
        """A municipality's name, as it can be drawn."""
        return clean(self.names.get(id_, id_))

    def noun(self, count: int) -> str:
        """What so many items are called."""
        return self.nouns[0] if count == 1 else self.nouns[1]

    def title(self, item: str) -> str:
        """An item's title, as it can be drawn."""
        return clean(next((put.title for put in self.round.items if put.id == item), item))

    def option(self, item: RoundItem, option: str) -> str:
        """An option's title, as it can be drawn."""
        return clean(next((put.title for put in item.options if put.id == option), option))


def voices_of(found: RateOutcome) -> Mapping[Voice, int] | None:
    """Municipalities per voice; None where that may not be shown."""
    if found.voices is not None:
        return Counter(found.voices.values())
    return found.voice_counts


def chosen_of(found: ChooseOutcome) -> Mapping[str, int] | None:
    """Municipalities per option; None where that may not be shown."""
    if found.voices is not None:
        return Counter(option for option in found.voices.values() if option is not None)
    return found.voice_counts


def high_share(found: Outcome) -> Fraction:
    """The part that gave a 4 or 5; 0 where it is not shown or nobody had an opinion."""
    counts = found.counts or {}
    total = sum(counts.values())
    return Fraction(counts.get("4", 0) + counts.get("5", 0), total) if total else Fraction(0)


def shows_counts(found: AnyOutcome) -> bool:
    """Whether there is anything to draw over all voters."""
    return bool(found.counts) and any((found.counts or {}).values())


def letter(position: int) -> str:
    """The letter of an option, as on its button: A to F, and on."""
    return chr(ord("A") + position) if position < 26 else str(position + 1)


def position_of(item: RoundItem, option: str) -> int | None:
    """Which option it is, from 0; None for one that the item does not have."""
    return next((place for place, put in enumerate(item.options) if put.id == option), None)
