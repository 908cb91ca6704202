"""What the desk shows, loaded for one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.results import ResultView
from flows.conference.day import DayAdvice
from flows.conference.model import TalkingPoint
from flows.ports import Progress
from flows.services.correcting import Corrections
from flows.services.stage import Stage


@dataclass(frozen=True, kw_only=True)
class DeskView:
    """What the desk shows."""

    stage: Stage
    progress: Sequence[Progress] = ()
    result: ResultView | None = None
    talk: tuple[str, ...] = ()
    """Titles of the bespreekpunten: those that were chosen, else those that are proposed."""
    points: tuple[TalkingPoint, ...] = ()
    """The bespreekpunten that were chosen."""
    blocked: str | None = None
    """Why the next phase cannot start, as a key of the refusals; None when it can."""
    next_title: str | None = None
    next_minutes: int = 0
    next_rounds: bool = True
    """Whether something is asked in the next phase; after the last one nothing is."""
    minutes: int = 1
    """Expected for the round that stands ready."""
    grouped: bool = False
    group_link: str = ""
    approach_advice: str = ""
    now: datetime | None = None
    day: DayAdvice | None = None
    """What the plan of the day says; None where no day was planned."""
    requests: int = 0
    """People who wait to be admitted."""
    unreachable: frozenset[str] = frozenset()
    can_remind: bool = False
    texts: int = 0
    """Toelichtingen with the round that was closed."""
    counted: bool = False
    """Whether there is anything to export."""
    corrections: Corrections | None = None
    amendable: bool = False
    """Whether a proposal of the round on the table can be amended and asked again."""
