"""Further rounds: a round on bespreekpunten follows the one before it, three rounds at most (METHOD.md, rounds)."""

from collections.abc import Sequence
from typing import Final

from flows.conference.model import Round
from flows.words import Kind, Party, RoundState, Sort

MOST_LAPS: Final = 3
"""Rounds on the same items; after the last both positions are recorded."""

MOST_ITEMS: Final = 6
"""Bespreekpunten of one round."""

_WITHOUT: Final = frozenset({Kind.OPEN, Kind.CONSENT})


def chain_of(round_: Round, rounds: Sequence[Round]) -> tuple[Round, ...]:
    """The rounds that this one follows, first to last, and itself at the end."""
    by_key = {known.key: known for known in rounds}
    chain = [round_]
    while (before := by_key.get(chain[0].follows or 0)) is not None:
        chain.insert(0, before)
    return tuple(chain)


def follower_of(round_: Round, rounds: Sequence[Round]) -> Round | None:
    """The further round on this one, withdrawn ones left out."""
    return next((r for r in rounds if r.follows == round_.key and r.state is not RoundState.WITHDRAWN), None)


def can_be_followed(round_: Round, rounds: Sequence[Round]) -> bool:
    """Whether a further round can be held on items of this one: a voorstel of all voters, asked under three times."""
    asked_of_all = round_.party is Party.VOTERS and not round_.decides and round_.sort is Sort.VOORSTEL
    if not asked_of_all or round_.kind in _WITHOUT:
        return False
    return len(chain_of(round_, rounds)) < MOST_LAPS and follower_of(round_, rounds) is None
