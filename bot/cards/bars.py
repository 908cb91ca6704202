"""Distributions as bars of characters, one line a value, as wide as a phone."""

from collections.abc import Mapping
from typing import Final

from bot.cards.card import code

_BLOCK: Final = "█"
_WIDEST: Final = 14
"""Blocks of the longest bar: with a word before it and a number behind it, a line fits a phone."""


def draw_bars(counts: Mapping[str, int]) -> str:
    """A line per label, in the given order: '5 ██████ 6'. A block a person, or a share of the longest bar where that
    would not fit; who is there at all has a block."""
    most = max(counts.values(), default=0)
    scale = max(most, _WIDEST)
    width = max((len(label) for label in counts), default=0)
    drawn = (
        (label.ljust(width), _BLOCK * -(-count * _WIDEST // scale), str(count)) for label, count in counts.items()
    )
    return code("\n".join(" ".join(part for part in line if part) for line in drawn))
