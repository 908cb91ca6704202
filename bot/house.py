"""What every handler works with: the services, the screens and the settings of this installation."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.screens.desks import Desks
from bot.screens.messages import Background, Messages
from bot.screens.results import Results
from bot.screens.rounds import Rounds
from bot.screens.walks import Walks
from flows.pack.form import Pack
from flows.ports import Clock, Store
from flows.services.answering import Answering
from flows.services.concluding import Concluding
from flows.services.facilitation import Facilitation
from flows.services.roster import Roster


@dataclass(frozen=True, kw_only=True)
class House:
    """Made once, by the composition root."""

    store: Store
    pack: Pack
    clock: Clock
    username: str
    facilitators: frozenset[str]
    exports: Path
    roster: Roster
    facilitation: Facilitation
    answering: Answering
    concluding: Concluding
    messages: Messages
    walks: Walks
    rounds: Rounds
    results: Results
    desks: Desks
    background: Background
    """Run slow work beside the intake: a name for the log, and the coroutine function."""
    welcome_facilitator: Callable[[int], Awaitable[None]]
    """Offer the facilitators' commands in this private chat."""
