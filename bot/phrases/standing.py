"""Texts about standpunten."""

from collections.abc import Mapping
from typing import Final

REFUSALS: Final[Mapping[str, str]] = {}
