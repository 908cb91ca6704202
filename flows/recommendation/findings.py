"""What the articles are written from: every part of the recommendation, with the evidence beneath it."""

from collections.abc import Iterable
from dataclasses import dataclass

from flows.outcomes import ConsentOutcome
from flows.pack.items import Question
from flows.recommendation import phrases
from flows.recommendation.evidence import Asked, Evidence, merge_grounds
from flows.recommendation.forms import find_forms
from flows.recommendation.model import FormFinding, Ground, MotiveFinding, Principle, RegionPlace, TaskPlacement
from flows.recommendation.motives import find_motives
from flows.recommendation.packages import place_tasks
from flows.recommendation.place import locate_region
from flows.recommendation.principles import find_principles
from flows.words import Decision, Package

AGREED = frozenset({Decision.ADOPTED, Decision.ADOPTED_CONDITIONS})
"""Everybody consents."""
STANDS = AGREED | {Decision.CARRIED_MINORITY}
"""The proposal stands, perhaps against a minority."""

Details = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What the articles are written from, with the evidence beneath it."""

    evidence: Evidence
    motives: tuple[MotiveFinding, ...]
    packages: tuple[TaskPlacement, ...]
    principles: tuple[Principle, ...]
    place: RegionPlace | None
    forms: tuple[FormFinding, ...]

    def placed(self, package: Package) -> tuple[TaskPlacement, ...]:
        return tuple(placement for placement in self.packages if placement.package is package)


def find_all(evidence: Evidence) -> Findings:
    """Every part, as far as its rounds are settled."""
    return Findings(
        evidence=evidence,
        motives=find_motives(evidence),
        packages=place_tasks(evidence),
        principles=find_principles(evidence),
        place=locate_region(evidence) if evidence.asked(Question) else None,
        forms=find_forms(evidence),
    )


def tell_more(*parts: tuple[str, str | Iterable[str]]) -> Details:
    """Buttons with what they show; lists line by line, and nothing for what is empty."""
    texts = [(button, shown if isinstance(shown, str) else phrases.as_list(shown)) for button, shown in parts]
    return tuple((button, text) for button, text in texts if text)


def grounds_of(
    findings: Iterable[TaskPlacement] | Iterable[Principle] | Iterable[FormFinding],
) -> tuple[Ground, ...]:
    """All that these rest on, each ground once."""
    return merge_grounds(*(finding.grounds for finding in findings))


def all_grounds(asked: Asked) -> tuple[Ground, ...]:
    """Every item of these rounds."""
    return merge_grounds(*(asked.grounds(item.id) for item in asked.items))


def decision_on(asked: Asked, item: str) -> Decision | None:
    """What came of a proposal, where that may be shown."""
    outcome = asked.shown(item, ConsentOutcome)
    return outcome.decision if outcome else None
