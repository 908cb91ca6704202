"""Texts about facilitators, paper and what advisers know."""

from collections.abc import Mapping
from typing import Final

REFUSALS: Final[Mapping[str, str]] = {}
