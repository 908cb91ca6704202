"""The first page: the recommendation in short, and what each municipality said of it."""

from collections import Counter
from collections.abc import Sequence

from flows.outcomes import ConsentOutcome
from flows.recommendation.evidence import Asked
from flows.recommendation.model import Article
from flows.words import ConferenceState, Consent, Decision
from report import happened_phrases as happened
from report import phrases
from report.blocks import Block, Column, Heading, Paragraph, Table
from report.case import Case, close_reason, date, join, sentence
from report.dossier import moment


def summarise(case: Case) -> tuple[Block, ...]:
    """Fits on one page for some ten articles."""
    blocks: list[Block] = [Heading(phrases.SUMMARY), Paragraph(_lead(case), style="lead")]
    articles = case.recommendation.articles if case.recommendation else ()
    if not articles:
        return (*blocks, Paragraph(phrases.SUMMARY_NONE))
    if case.recommendation and case.recommendation.place:
        blocks.append(Paragraph(sentence(case.recommendation.place.text)))
    blocks += [_count(articles), _list_articles(articles)]
    asked = case.evidence.derived("articles")
    return (*blocks, *(_list_positions(case, asked) if asked else (Paragraph(phrases.SUMMARY_OPEN),)))


def _lead(case: Case) -> str:
    """What this is; of a conference that did not come to its end first of all that, and why."""
    conference = case.dossier.conference
    if conference.state is not ConferenceState.CANCELLED:
        return phrases.SUMMARY_LEAD.format(towns=join(list(case.names.values())))
    ended = [at for _, at, event in case.dossier.history if event.kind == "conference_cancelled"]
    day = date(ended[-1] if ended else moment(case.dossier))
    return happened.SUMMARY_CANCELLED.format(date=day, reason=close_reason(conference.reason))


def _count(articles: Sequence[Article]) -> Paragraph:
    found = Counter(article.outcome or Decision.PENDING for article in articles)
    parts = join([f"{found[decision]} {phrases.DECISIONS[decision]}" for decision in Decision if found[decision]])
    return Paragraph(phrases.SUMMARY_COUNTS.format(total=len(articles), parts=parts))


def _list_articles(articles: Sequence[Article]) -> Table:
    return Table(
        phrases.ARTICLES_CAPTION,
        (Column(phrases.ARTICLE, 1.8), Column(phrases.WHAT, 5), Column(phrases.RESULT, 1.3)),
        tuple(
            (
                phrases.ARTICLE_TITLE.format(number=number, title=article.title),
                article.text,
                phrases.DECISIONS[article.outcome] if article.outcome else phrases.NOT_PUT,
            )
            for number, article in enumerate(articles, start=1)
        ),
        small=True,
    )


def _list_positions(case: Case, asked: Asked) -> tuple[Block, ...]:
    """Per municipality how often it said what; silence is a column of its own."""
    words: dict[str, Counter[str | None]] = {town: Counter() for town in case.names}
    for item in asked.items:
        outcome = asked.shown(item.id, ConsentOutcome)
        for town, word in ((outcome.voices if outcome else None) or {}).items():
            words[town][word] += 1
    columns = tuple(Column(title, 1, "center") for title in phrases.COLUMNS_CONSENT)
    rows = tuple(
        (case.names[town], *(str(said[word]) for word in Consent), str(len(asked.items) - _spoken(said)))
        for town, said in words.items()
    )
    return (
        Table(phrases.POSITIONS_CAPTION, (Column(phrases.TOWN, 2), *columns), rows, small=True),
        Paragraph(phrases.POSITIONS_NOTE, style="note"),
    )


def _spoken(said: Counter[str | None]) -> int:
    return sum(said[word] for word in Consent)
