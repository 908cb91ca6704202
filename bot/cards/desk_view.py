"""What the desk shows, loaded for one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.results import ResultView
from flows.conference.day import DayAdvice
from flows.conference.model import TalkingPoint
from flows.ports import Progress
from flows.recommendation.further import Advised
from flows.services.correcting import Corrections
from flows.services.moderating import Moderation
from flows.services.proposing import Proposals
from flows.services.stage import Stage


@dataclass(frozen=True, kw_only=True)
class FurtherAdvice:
    """The items that a next round would ask, chosen or proposed, and which items are advised, with why."""

    items: tuple[str, ...]
    advised: Mapping[str, Advised]


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
    moderation: Moderation | None = None
    """The lines with the round that was closed, or with the one that a concept follows."""
    proposals: Proposals | None = None
    """The own motives; None while they may not be seen."""
    counted: bool = False
    """Whether there is anything to export."""
    corrections: Corrections | None = None
    further: FurtherAdvice | None = None
    """What a next round on this one would ask; None where none can follow."""
    is_last_lap: bool = False
    """Whether these items were asked three times, so that no round can follow."""
    since: int = 0
    """Of a further round: the number of the round that it follows."""
    amendable: bool = False
    """Whether a proposal of the round on the table can be amended and asked again."""
