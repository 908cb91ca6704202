"""The kinds of question: one file each, and the one registry through which everything else reaches them."""

from collections.abc import Mapping
from types import MappingProxyType

from flows.kinds import approve, choose, consent, grade, points, rank, rate
from flows.kinds import open as open_
from flows.kinds.contract import KindOfQuestion
from flows.words import Kind

__all__ = ["KINDS", "KindOfQuestion"]

KINDS: Mapping[Kind, KindOfQuestion] = MappingProxyType(
    {
        Kind.RATE: rate,
        Kind.CHOOSE: choose,
        Kind.APPROVE: approve,
        Kind.RANK: rank,
        Kind.POINTS: points,
        Kind.GRADE: grade,
        Kind.OPEN: open_,
        Kind.CONSENT: consent,
    }
)
