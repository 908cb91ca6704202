"""Texts about the list of people."""

from collections.abc import Mapping
from typing import Final

REFUSALS: Final[Mapping[str, str]] = {}
