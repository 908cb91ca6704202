"""Notices as messages: a notice is rendered when it is sent, from the state of that moment."""

from typing import Final

from bot.telling import conference, people, rounds
from bot.telling.tables import Tellers

TELLERS: Final[Tellers] = {**conference.TELLERS, **people.TELLERS, **rounds.TELLERS}
