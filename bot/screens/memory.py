"""Remembering a bounded number of things: the newest."""

from typing import Final, TypeVar

REMEMBERED: Final = 20_000
"""Messages of which the content is known; an older one is simply shown again."""

_K = TypeVar("_K")
_V = TypeVar("_V")


def remember(known: dict[_K, _V], key: _K, value: _V, *, most: int = REMEMBERED) -> None:
    """Keep the newest; the oldest goes when there are too many."""
    known.pop(key, None)
    known[key] = value
    if len(known) > most:
        del known[next(iter(known))]
