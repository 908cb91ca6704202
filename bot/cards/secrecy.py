"""What stands where somebody's own answers stood, once the link between both was cut."""

from bot import phrases
from bot.cards.card import Card, bold, lines
from bot.phrases import secrecy as words
from flows.conference.model import Round


def cut_card(round_: Round) -> Card:
    """Of a round whose answers are nobody's any more."""
    head = f"{round_.title}, ronde {round_.number}"
    return Card(lines([bold(head), f"De ronde {phrases.ROUND_STATE[round_.state]}.", words.CUT]))
