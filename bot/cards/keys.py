"""Keys that the cards of several kinds share."""

from bot import buttons, phrases
from bot.cards.card import Key, Row
from flows.conference.model import Ballot, Round, RoundItem


def ticked(chosen: bool, text: str) -> str:
    """The text of a button, with the tick before it where it is chosen."""
    return phrases.TICK + text if chosen else text


def no_opinion_key(round_: Round, item: RoundItem, ballot: Ballot | None) -> Key:
    """Geen mening."""
    chosen = ballot is not None and ballot.no_opinion
    return Key(ticked(chosen, phrases.NO_OPINION), buttons.NoOpinion(round_.key, item.id))


def no_opinion_row(round_: Round, item: RoundItem, ballot: Ballot | None) -> Row:
    """The same, in a row of its own."""
    return (no_opinion_key(round_, item, ballot),)
