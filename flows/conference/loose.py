"""What stays of an item when its answers were cut loose from who gave them."""

from dataclasses import dataclass

from flows.conference.model import Value
from flows.outcomes import AnyOutcome, Outcome
from flows.words import Decision, Role


@dataclass(frozen=True, kw_only=True)
class LooseAnswer:
    """An answer that nobody's name stands at, and how often it was given. There are only those whose distribution
    may be shown; `value` is None for 'geen mening'."""

    item: str
    role: Role
    value: Value | None
    number: int


@dataclass(frozen=True, kw_only=True)
class TookPart:
    """Somebody who had answered an item, never what: later figures on the same item are held against it.

    `lap` 0 is the end; a higher one is a moment before a closed round was opened again. `voters` is the size of the
    delegation then. Of an adviser `municipality` is empty.
    """

    item: str
    participant: str
    role: Role
    municipality: str = ""
    voters: int = 0
    lap: int = 0
    paper: bool = False
    again: bool = False
    """Counted in movement: had an answer in the round before too."""


@dataclass(frozen=True, kw_only=True)
class KeptItem:
    """What came out of an item, as it may be shown and no more; `advisers` are their totals, where they answered."""

    outcome: AnyOutcome
    advisers: Outcome | None = None
    last: Decision | None = None
    """Of a proposal that the voters decided on: what it comes to when this was the last attempt."""
