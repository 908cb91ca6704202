"""One line of the table: something that was measured, and its budget."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a value is counted in; `TIMES` is a ratio of two values of the same run."""

    MILLISECONDS = "ms"
    TIMES = "x"


class Sense(StrEnum):
    """On which side of its bound a value must stay."""

    AT_MOST = "at most"
    AT_LEAST = "at least"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A value with its budget; a value exactly at its bound is within it.

    A budget is either an absolute one of the design, or one of a ratio, which says the same on every machine.
    """

    what: str
    value: float
    unit: Unit
    bound: float
    sense: Sense = Sense.AT_MOST

    @property
    def is_kept(self) -> bool:
        if self.sense is Sense.AT_MOST:
            return self.value <= self.bound
        return self.value >= self.bound
