"""What later rounds ask, derived from what earlier rounds brought."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from flows.conference.model import RoundItem
from flows.pack.form import Derivation
from flows.recommendation.approach import propose_approach
from flows.recommendation.articles import put_article, write_articles
from flows.recommendation.evidence import Evidence, templates_deriving
from flows.recommendation.findings import find_all
from flows.recommendation.forms import propose_concepts, propose_preferred
from flows.recommendation.motives import keep_motives
from flows.recommendation.packages import list_tasks
from flows.recommendation.principles import propose_principles


def derive_items(derivation: Derivation, evidence: Evidence) -> tuple[RoundItem, ...]:
    """The items of a derived round, with their grounds; empty when there is nothing to ask.

    The question that the pack gives for the round goes before our own.
    """
    template = next(iter(templates_deriving(evidence.pack, derivation)), None)
    items = _DERIVED[derivation](evidence)
    if template is None:
        return items
    return tuple(
        replace(item, question=template.question or item.question, sensitive=template.sensitive) for item in items
    )


def _put_articles(evidence: Evidence) -> tuple[RoundItem, ...]:
    return tuple(put_article(evidence, article) for article in write_articles(find_all(evidence)))


_DERIVED: Final[Mapping[Derivation, Callable[[Evidence], tuple[RoundItem, ...]]]] = {
    "kept_motives": keep_motives,
    "indicated_approach": propose_approach,
    "short_list": list_tasks,
    "principles": propose_principles,
    "fitting_concepts": propose_concepts,
    "preferred_concepts": propose_preferred,
    "articles": _put_articles,
}
