"""The shared recommendation: what the rules composed, each part with the rounds and items that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.words import Approach, Decision, Package

Ground = tuple[str, str]
"""(round id, item id)."""


@dataclass(frozen=True, kw_only=True)
class MotiveFinding:
    """A motive that is gedragen (by points, highest first), or divided and so a point of attention."""

    item: str
    title: str
    carried: bool
    points: float | None
    """Mean share of the points over the municipalities, 0-1."""
    threats: tuple[str, ...]
    """Titles of risks, recognised as present, that threaten this motive."""
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, kw_only=True)
class TaskPlacement:
    """A task in its package. `group` is the title of its deellijst; `front` is the kopgroep of a
    pluspakket: municipalities that say nu or later, where they may be named."""

    item: str
    title: str
    group: str
    package: Package
    positions: Mapping[str, str]
    """Municipality -> nu | later | niet | al_geregeld, for tasks on the short list."""
    front: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, kw_only=True)
class Principle:
    """An uitgangspunt per question of the beslisboom, or a dilemma with both sides.

    Without `option` and not a dilemma the question is open: not put, or a standpunt is still missing.
    `group` is the title of the hoofdcriterium.
    """

    item: str
    title: str
    group: str
    option: str | None
    text: str
    place: int | None
    dilemma: bool
    reservations: tuple[tuple[str, str], ...]
    """(municipality, text)."""
    sides: tuple[tuple[str, str], ...]
    """For a dilemma: (municipality, option title) where that may be named."""
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, kw_only=True)
class RegionPlace:
    """Where the region and each municipality stand on the continuum, 0-100."""

    region: int | None
    word: str
    text: str
    municipalities: Mapping[str, int] | None
    criteria: Mapping[str, int]
    findings: tuple[str, ...]
    """What the consistency checks report."""


@dataclass(frozen=True, kw_only=True)
class FormFinding:
    """Per cluster the concepts that were put, the preferred one, and legal forms 'te onderzoeken'.

    With `decision` None the preferred one was graded best and not yet put to the woordvoerders.
    """

    cluster: str
    tasks: tuple[str, ...]
    concepts: tuple[str, ...]
    fitting: str
    preferred: str | None
    decision: Decision | None
    legal_forms: tuple[str, ...]
    grounds: tuple[Ground, ...]
    wording: str = ""
    """How the preferred one was put last, where it was amended after an objection."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article of the recommendation, and what the municipalities said of it."""

    id: str
    title: str
    text: str
    details: tuple[tuple[str, str], ...]
    grounds: tuple[Ground, ...]
    outcome: Decision | None = None
    conditions: tuple[tuple[str, str], ...] = ()
    minority: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """Everything that the conference recommends."""

    approach: Approach | None
    approach_reason: str
    motives: tuple[MotiveFinding, ...]
    strengths: tuple[str, ...]
    """Ids of success factors recognised as present."""
    risks: tuple[str, ...]
    """Ids of risks recognised as present."""
    packages: tuple[TaskPlacement, ...]
    principles: tuple[Principle, ...]
    place: RegionPlace | None
    forms: tuple[FormFinding, ...]
    articles: tuple[Article, ...]
