"""Notices as messages: a notice is rendered when it is sent, from the state of that moment."""

from typing import Final

from bot.telling import conference, correcting, day, leading, own, people, preparing, rounds, standing, talk
from bot.telling.tables import Tellers

TELLERS: Final[Tellers] = {
    **conference.TELLERS,
    **correcting.TELLERS,
    **day.TELLERS,
    **leading.TELLERS,
    **own.TELLERS,
    **people.TELLERS,
    **preparing.TELLERS,
    **rounds.TELLERS,
    **standing.TELLERS,
    **talk.TELLERS,
}
