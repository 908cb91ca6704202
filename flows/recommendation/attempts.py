"""Attempts at a proposal: it can be amended after an objection and asked again, three times at most."""

from collections.abc import Sequence
from typing import Final

from flows.conference.model import Round
from flows.words import Party, RoundState

MOST_ATTEMPTS: Final = 3
"""Times that a proposal is put (METHOD.md, rounds: at most three)."""


def last_attempts(round_: Round, rounds: Sequence[Round]) -> frozenset[str]:
    """The items of which this round is the last attempt: only then can a minority be outvoted.

    It is once the round is settled and no later round of the same kind asks the item again. Before that an objection
    keeps the proposal from being carried, so that it can be amended. Rounds that give a beeld have none.
    """
    decides = round_.decides or round_.party is Party.SPOKESPERSONS
    if not decides or round_.state is not RoundState.SETTLED:
        return frozenset()
    again = {item.id for later in _standing(round_, rounds) if later.number > round_.number for item in later.items}
    return frozenset(item.id for item in round_.items if item.id not in again)


def attempts_at(item: str, round_: Round, rounds: Sequence[Round]) -> int:
    """How many rounds of the same kind as `round_` asked this item, withdrawn ones left out."""
    return sum(1 for r in _standing(round_, rounds) if any(asked.id == item for asked in r.items))


def _standing(round_: Round, rounds: Sequence[Round]) -> list[Round]:
    return [r for r in rounds if r.template == round_.template and r.state is not RoundState.WITHDRAWN]
