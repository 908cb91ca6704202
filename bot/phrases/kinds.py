"""Texts about approve, rank and open."""

from collections.abc import Mapping
from typing import Final

REFUSALS: Final[Mapping[str, str]] = {}
