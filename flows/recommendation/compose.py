"""Composes the recommendation from everything that is settled: rules only, no free invention."""

from dataclasses import replace

from flows.outcomes import ConsentOutcome, RoundOutcome
from flows.recommendation.articles import write_articles
from flows.recommendation.evidence import Asked, Evidence
from flows.recommendation.findings import find_all
from flows.recommendation.model import Article, Recommendation
from flows.recommendation.motives import find_risks, find_strengths


def compose(evidence: Evidence) -> Recommendation:
    """The recommendation on what was settled; phases that were skipped are left out, or said to come later.

    Articles that were put to the woordvoerders stand as they were put, for those words they answered to,
    each with what came of it.
    """
    findings = find_all(evidence)
    put = evidence.derived("articles")
    articles = {article.id: article for article in write_articles(findings)}
    articles.update({item.id: _as_put(put, item.id) for item in put.items})
    recommendation = Recommendation(
        approach=evidence.conference.approach,
        approach_reason=evidence.conference.approach_reason,
        motives=findings.motives,
        strengths=tuple(factor.id for factor in find_strengths(evidence)),
        risks=tuple(factor.id for factor in find_risks(evidence)),
        packages=findings.packages,
        principles=findings.principles,
        place=findings.place,
        forms=findings.forms,
        articles=tuple(articles[name] for name in sorted(articles)),
    )
    return apply_positions(recommendation, *(settled.shown for settled in reversed(put.rounds)))


def apply_positions(recommendation: Recommendation, *outcomes: RoundOutcome) -> Recommendation:
    """The recommendation with what the municipalities said of its articles; oldest round first, a later one
    counts for the articles that it asked. Objections are the minority's texts, whatever the decision."""
    articles = recommendation.articles
    for outcome in outcomes:
        articles = tuple(_apply(article, outcome) for article in articles)
    return replace(recommendation, articles=articles)


def _apply(article: Article, outcome: RoundOutcome) -> Article:
    found = outcome.items.get(article.id)
    if not isinstance(found, ConsentOutcome):
        return article
    return replace(article, outcome=found.decision, conditions=found.conditions, minority=found.objections)


def _as_put(put: Asked, item: str) -> Article:
    found = next(entry for entry in put.items if entry.id == item)
    return Article(
        id=found.id,
        title=found.title,
        text=found.text,
        details=found.details,
        grounds=found.grounds,
    )
