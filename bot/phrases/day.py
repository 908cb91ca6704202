"""Texts about the plan of the day and the clock."""

from collections.abc import Mapping
from typing import Final

REFUSALS: Final[Mapping[str, str]] = {}
