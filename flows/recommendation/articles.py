"""The articles of the recommendation: each says one thing, and names the rounds and items that it rests on.

An id belongs to a subject, so that an article keeps it whatever else is left out. Where the base of an
article was not asked, the article is left out; where it came out empty, the article says so.
"""

from collections.abc import Callable, Iterable

from flows.conference.model import RoundItem
from flows.recommendation import phrases
from flows.recommendation.agreed import is_agreed
from flows.recommendation.articles_on_form import write_form, write_principles, write_procedure
from flows.recommendation.articles_on_tasks import write_basic, write_plus, write_rest
from flows.recommendation.articles_on_why import write_approach, write_code, write_motives
from flows.recommendation.evidence import Evidence
from flows.recommendation.findings import Findings
from flows.recommendation.model import Article, Ground

_WRITERS: tuple[Callable[[Findings], Article | None], ...] = (
    write_motives,
    write_approach,
    write_code,
    write_basic,
    write_plus,
    write_rest,
    write_principles,
    write_form,
    write_procedure,
)


def write_articles(findings: Findings) -> tuple[Article, ...]:
    """All articles that have a base, in order."""
    return tuple(article for write in _WRITERS if (article := write(findings)) is not None)


def put_article(evidence: Evidence, article: Article) -> RoundItem:
    """An article as the woordvoerders see it; the note names the rounds that it rests on, and a hamerstuk is one."""
    return RoundItem(
        id=article.id,
        title=article.title,
        text=article.text,
        question=phrases.CONSENT_QUESTION,
        note=describe_grounds(evidence, article.grounds),
        details=article.details,
        grounds=article.grounds,
        agreed=is_agreed(evidence, article.grounds),
    )


def describe_grounds(evidence: Evidence, grounds: Iterable[Ground]) -> str:
    """'Rust op: groslijst, rondes 1 en 2'; nothing for an article that rests on no round."""
    wanted = {round_ for round_, _ in grounds}
    numbers: dict[str, list[int]] = {}
    for settled in evidence.rounds:
        if settled.round.id in wanted:
            numbers.setdefault(settled.round.template, []).append(settled.round.number)
    titles = {template.id: template.title for phase in evidence.pack.phases for template in phase.rounds}
    return phrases.rests_on([(titles[name], sorted(found)) for name, found in numbers.items()]) if numbers else ""
