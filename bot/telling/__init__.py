"""Notices as messages: a notice is rendered when it is sent, from the state of that moment."""

from typing import Final

from bot.telling import (
    arguing,
    conference,
    correcting,
    day,
    leading,
    own,
    people,
    pictures,
    preparing,
    proposing,
    rounds,
    secrecy,
    standing,
    talk,
)
from bot.telling.tables import Tellers

TELLERS: Final[Tellers] = {
    **arguing.TELLERS,
    **conference.TELLERS,
    **correcting.TELLERS,
    **day.TELLERS,
    **leading.TELLERS,
    **own.TELLERS,
    **people.TELLERS,
    **pictures.TELLERS,
    **preparing.TELLERS,
    **proposing.TELLERS,
    **rounds.TELLERS,
    **secrecy.TELLERS,
    **standing.TELLERS,
    **talk.TELLERS,
}
