"""What was admitted of the lines that voters wrote: what everybody may read, at one place for all screens.

Nothing of a round that is open is read by anybody, and nothing of a round that was withdrawn counts.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from flows.conference.chains import chain_of
from flows.conference.model import Argument, Round
from flows.kinds.open import shuffle
from flows.outcomes import RoundOutcome
from flows.ports import View
from flows.words import ArgumentState, RoundState, Secrecy

HEARD: Final = frozenset({RoundState.CLOSED, RoundState.PUBLISHED, RoundState.TALK, RoundState.SETTLED})
"""States in which the lines of a round are read; before closing nobody does."""

Lines = Mapping[str, tuple[str, ...]]
"""Item -> lines, only items that have any."""


async def admitted_arguments(view: View, round_: Round, rounds: Sequence[Round]) -> Lines:
    """The lines with the items of a round, from it and from all rounds that it follows; `rounds` are all there are.

    Each text once, and in an order that its content alone decides, so that it tells neither who wrote it nor when.
    Under geheim, and for sensitive items, show them only as `shown_arguments` says.
    """
    chain = chain_of(round_, rounds)
    found: dict[str, dict[str, str]] = {item.id: {} for item in round_.items}
    for link in chain:
        if link.state not in HEARD:
            continue
        for argument in _admitted(await view.arguments(link.key)):
            if argument.item in found:
                found[argument.item].setdefault(argument.text.casefold(), argument.text)
    return {
        item: shuffle(sorted(texts.values()), seed=f"{chain[0].id}|{item}") for item, texts in found.items() if texts
    }


def shown_arguments(lines: Lines, outcome: RoundOutcome, *, round_: Round, secrecy: Secrecy) -> Lines:
    """Those that may be shown beside the outcome as it may be shown.

    A line carries no name. Under geheim, and for sensitive items, it is shown only where the distribution over all
    voters is, for among a few people the words alone would tell who wrote them.
    """
    secret = {item.id for item in round_.items if secrecy is Secrecy.SECRET or item.sensitive}
    hidden = {item for item, found in outcome.items.items() if "counts" in found.hidden}
    return {item: texts for item, texts in lines.items() if item not in secret & hidden}


def _admitted(arguments: Sequence[Argument]) -> list[Argument]:
    return sorted((a for a in arguments if a.state is ArgumentState.ADMITTED), key=lambda a: a.text)
