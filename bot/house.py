"""What every handler works with: the services, the screens and the settings of this installation."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.screens.arguments import Arguments
from bot.screens.desks import Desks
from bot.screens.homework import Homework
from bot.screens.messages import Background, Messages
from bot.screens.pictures import Pictures
from bot.screens.requests import Requests
from bot.screens.results import Results
from bot.screens.rounds import Rounds
from bot.screens.talks import Talks
from bot.screens.walks import Walks
from bot.timekeeper import Timekeeper
from flows.pack.form import Pack
from flows.ports import Clock, Store
from flows.services.admitting import Admitting
from flows.services.amending import Amending
from flows.services.announcing import Announcing
from flows.services.answering import Answering
from flows.services.arguing import Arguing
from flows.services.changing import Changing
from flows.services.concluding import Concluding
from flows.services.correcting import Correcting
from flows.services.facilitation import Facilitation
from flows.services.following import Following
from flows.services.forgetting import Forgetting
from flows.services.importing import Importing
from flows.services.knowing import Knowing
from flows.services.leading import Leading
from flows.services.moderating import Moderating
from flows.services.papers import Papers
from flows.services.pausing import Pausing
from flows.services.preparing import Preparing
from flows.services.proposing import Proposing
from flows.services.roster import Roster
from flows.services.settling import Settling
from flows.services.standing import Standing
from flows.services.talking import Talking
from flows.services.timing import Timing
from flows.services.together import Together
from flows.services.towns import Towns


@dataclass(frozen=True, kw_only=True)
class House:
    """Made once, by the composition root."""

    store: Store
    pack: Pack
    clock: Clock
    username: str
    facilitators: frozenset[str]
    exports: Path
    retention_days: int
    roster: Roster
    admitting: Admitting
    changing: Changing
    importing: Importing
    towns: Towns
    facilitation: Facilitation
    following: Following
    arguing: Arguing
    moderating: Moderating
    answering: Answering
    concluding: Concluding
    preparing: Preparing
    proposing: Proposing
    together: Together
    timing: Timing
    pausing: Pausing
    talking: Talking
    announcing: Announcing
    timekeeper: Timekeeper
    leading: Leading
    papers: Papers
    knowing: Knowing
    settling: Settling
    correcting: Correcting
    amending: Amending
    standing: Standing
    forgetting: Forgetting
    messages: Messages
    walks: Walks
    rounds: Rounds
    homework: Homework
    results: Results
    pictures: Pictures
    requests: Requests
    talks: Talks
    desks: Desks
    arguments: Arguments
    background: Background
    """Run slow work beside the intake: a name for the log, and the coroutine function."""
    welcome_facilitator: Callable[[int], Awaitable[None]]
    """Offer the facilitators' commands in this private chat."""
    fetch_file: Callable[[str, int], Awaitable[bytes | None]]
    """A file that somebody sent, by its id; None when it is longer than so many bytes."""
