"""The kinds of question: one file each, and the one registry through which everything else reaches them."""

from collections.abc import Mapping
from types import MappingProxyType

from flows.kinds import choose, consent, grade, points, rate
from flows.kinds.contract import KindOfQuestion
from flows.words import Kind

__all__ = ["KINDS", "KindOfQuestion"]

KINDS: Mapping[Kind, KindOfQuestion] = MappingProxyType(
    {
        Kind.RATE: rate,
        Kind.CHOOSE: choose,
        Kind.POINTS: points,
        Kind.GRADE: grade,
        Kind.CONSENT: consent,
    }
)
