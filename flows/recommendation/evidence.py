"""Everything that is settled so far: what the recommendation may rest on, and nothing else.

Every round comes with its outcome twice: `full` to decide by, `shown` to speak of. A name, a beeld or a
figure that `shown` does not hold is never published (METHOD.md, secrecy). Rounds are found through the
pack, by the list that they ask or by what they derive, so that no id of a pack stands in the code.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from flows.conference.model import Conference, Round, RoundItem
from flows.outcomes import Outcome, RoundOutcome
from flows.pack import form
from flows.pack.form import Derivation, Pack
from flows.pack.items import Group, Item
from flows.recommendation.model import Ground

_I = TypeVar("_I", bound=Item)
_O = TypeVar("_O", bound=Outcome)


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A settled round with its outcome: in full, and as the secrecy lets it be shown."""

    round: Round
    full: RoundOutcome
    shown: RoundOutcome


@dataclass(frozen=True)
class Asked:
    """The rounds that asked the same things, newest first. A further round holds only some items, so per item
    the newest round that asked it counts."""

    rounds: tuple[Settled, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rounds)

    @cached_property
    def items(self) -> tuple[RoundItem, ...]:
        """Every item once, as it was put last, in the order in which it was put first."""
        newest: dict[str, RoundItem] = {}
        for settled in reversed(self.rounds):
            newest.update({item.id: item for item in settled.round.items})
        return tuple(newest.values())

    @property
    def latest(self) -> tuple[RoundItem, ...]:
        """The items of the newest round alone."""
        return self.rounds[0].round.items if self.rounds else ()

    def full(self, item: str, kind: type[_O]) -> _O | None:
        """The whole outcome of an item, to decide by; None when it was not asked."""
        return self._outcome(item, kind, lambda settled: settled.full)

    def shown(self, item: str, kind: type[_O]) -> _O | None:
        """The outcome of an item as far as it may be published; None when it was not asked."""
        return self._outcome(item, kind, lambda settled: settled.shown)

    def grounds(self, item: str) -> tuple[Ground, ...]:
        """The rounds that asked this item, oldest first."""
        return tuple(
            (settled.round.id, item)
            for settled in reversed(self.rounds)
            if any(put.id == item for put in settled.round.items)
        )

    def _outcome(self, item: str, kind: type[_O], side: Callable[[Settled], RoundOutcome]) -> _O | None:
        for settled in self.rounds:
            outcome = side(settled).items.get(item)
            if isinstance(outcome, kind):
                return outcome
        return None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A conference, its pack, and the settled rounds, withdrawn ones left out."""

    conference: Conference
    pack: Pack
    rounds: tuple[Settled, ...] = field(default=())

    @cached_property
    def names(self) -> dict[str, str]:
        """Municipality id -> name, in the roster's order."""
        return {town.id: town.name for town in self.conference.municipalities}

    def asked(self, wanted: type[Item]) -> Asked:
        """The rounds that asked a list of these, for instance of tasks."""
        return self._of(template.id for template in templates_asking(self.pack, wanted))

    def derived(self, derivation: Derivation) -> Asked:
        """The rounds whose items were derived in this way."""
        return self._of(template.id for template in templates_deriving(self.pack, derivation))

    def _of(self, templates: Iterable[str]) -> Asked:
        wanted = set(templates)
        found = [settled for settled in self.rounds if settled.round.template in wanted]
        return Asked(
            tuple(sorted(found, key=lambda settled: (settled.round.number, settled.round.key), reverse=True))
        )


def templates_asking(pack: Pack, wanted: type[Item]) -> tuple[form.Round, ...]:
    """The rounds of a pack that ask a list of these items."""
    lists = {name for name, items in pack.lists.items() if isinstance(items.items[0], wanted)}
    return tuple(template for phase in pack.phases for template in phase.rounds if template.items in lists)


def templates_deriving(pack: Pack, derivation: Derivation) -> tuple[form.Round, ...]:
    """The rounds of a pack whose items are derived in this way."""
    return tuple(template for phase in pack.phases for template in phase.rounds if template.derived == derivation)


def items_of(pack: Pack, wanted: type[_I]) -> dict[str, _I]:
    """All items of this sort in the pack, by id, in the pack's order."""
    return {item.id: item for items in pack.lists.values() for item in items.items if isinstance(item, wanted)}


def groups_of(pack: Pack, wanted: type[Item]) -> dict[str, Group]:
    """The headings over items of this sort, by id, in the pack's order."""
    return {
        group.id: group
        for items in pack.lists.values()
        if isinstance(items.items[0], wanted)
        for group in items.groups
    }


def merge_grounds(*parts: Iterable[Ground]) -> tuple[Ground, ...]:
    """All grounds once, in the order in which they first come."""
    return tuple(dict.fromkeys(ground for part in parts for ground in part))
