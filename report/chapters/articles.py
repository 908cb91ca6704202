"""The recommendation article by article, and what comes next."""

from collections.abc import Iterable, Mapping
from typing import Final

from flows.outcomes import ConsentOutcome
from flows.recommendation.evidence import Asked
from flows.recommendation.model import Article
from flows.words import Consent, Deciding, Decision
from report import happened_phrases as happened
from report import phrases
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table, points
from report.case import Case, sentence
from report.chapters.talk import tell_item_talk

_SHORT = 8
"""Lines of a list that is shown as a list; a longer one runs on."""
_BRIEF = 500
"""Characters of such a list."""
_CHAPTERS: Final[Mapping[str, str]] = {
    "a01": phrases.MOTIVES,
    "a02": phrases.APPROACH,
    "a03": phrases.FACTORS,
    "a04": phrases.TASKS,
    "a05": phrases.TASKS,
    "a06": phrases.TASKS,
    "a07": phrases.TREE,
    "a08": phrases.FORMS,
    "a09": phrases.NEXT,
}
"""Where the tables behind an article stand; the id of an article belongs to its subject."""


def tell_articles(case: Case) -> tuple[Block, ...]:
    """Text, details, outcome, conditions, minority and grounds of each."""
    blocks: list[Block] = [Heading(phrases.ADVICE)]
    articles = case.recommendation.articles if case.recommendation else ()
    if not articles:
        return (*blocks, Paragraph(phrases.SUMMARY_NONE))
    blocks.append(Paragraph(phrases.ADVICE_INTRO))
    if case.dossier.conference.deciding is Deciding.MEMBERS:
        blocks.append(Paragraph(happened.MEMBERS_INTRO))
    for number, article in enumerate(articles, start=1):
        blocks += _tell_article(case, number, article)
    return tuple(blocks)


def tell_next(case: Case) -> tuple[Block, ...]:
    """Who decides, the five steps with room for a date, and the date to look back."""
    closing = case.dossier.pack.closing
    step, what, who, when = phrases.COLUMNS_STEPS
    rows = tuple(
        (f"{number}. {entry.title}", entry.text, entry.owner, phrases.FILL_IN)
        for number, entry in enumerate(closing.steps, start=1)
    )
    columns = (Column(step, 2), Column(what, 3), Column(who, 2), Column(when, 1.2))
    return (
        Heading(phrases.NEXT),
        Heading(phrases.DECIDES, 2),
        points(*closing.decides),
        *((Heading(phrases.STEPS, 2), Table(phrases.STEPS_CAPTION, columns, rows)) if rows else ()),
        Heading(phrases.REVIEW, 2),
        Paragraph(closing.review),
        Paragraph(phrases.REVIEW_DATE),
        Paragraph(closing.disclaimer, style="note"),
    )


def _tell_article(case: Case, number: int, article: Article) -> Iterable[Block]:
    yield Heading(phrases.ARTICLE_TITLE.format(number=number, title=article.title), 2)
    yield Paragraph(article.text)
    asked = case.evidence.derived("articles")
    yield from _tell_attempts(asked, article)
    for title, text in article.details:
        yield from _tell_detail(f"{title}:", text, chapter=_CHAPTERS.get(article.id))
    outcome = phrases.DECISIONS[article.outcome] if article.outcome else phrases.NOT_PUT
    yield Paragraph(sentence(outcome), label=phrases.OUTCOME)
    yield from tell_item_talk(case, asked, article.id)
    yield from _tell_statements(case, phrases.CONDITIONS, article.conditions)
    yield from _tell_statements(case, phrases.MINORITY, article.minority)
    yield from _tell_missing(case, asked, article.id)
    if article.grounds:
        yield Paragraph(case.describe_grounds(article.grounds) + ".", label=phrases.GROUNDS, style="note")


def _tell_detail(label: str, text: str, *, chapter: str | None) -> Iterable[Block]:
    """A short list as a list, with what stands above and below it; of a long one the chapter with its table."""
    lines = [line for line in text.splitlines() if line.strip()]
    said = [_plain(line) for line in lines]
    listed = [line for line in lines if _plain(line) != line]
    if len(said) > _SHORT or len(text) > _BRIEF:
        whole = "; ".join(line.rstrip(".") for line in said) + "."
        yield Paragraph(phrases.SEE_CHAPTER.format(chapter=chapter) if chapter else whole, label=label, style="note")
    elif len(said) == 1:
        yield Paragraph(said[0], label=label)
    elif listed and len(listed) < len(lines):
        first, last = lines.index(listed[0]), lines.index(listed[-1])
        yield Paragraph(" ".join(said[:first]), label=label)
        yield points(*said[first : last + 1])
        yield from (Paragraph(line, style="note") for line in said[last + 1 :])
    elif said:
        yield Paragraph("", label=label)
        yield points(*said)


def _tell_attempts(asked: Asked, article: Article) -> Iterable[Block]:
    """How it was put before, with what came of it then; oldest first."""
    put = [
        (item, settled) for settled in reversed(asked.rounds) for item in settled.round.items if item.id == article.id
    ]
    for item, settled in put[:-1]:
        outcome = settled.shown.items.get(item.id)
        decided = outcome.decision if isinstance(outcome, ConsentOutcome) else None
        line = happened.EARLIER_OUTCOME.format(
            text=happened.EARLIER_SAME if item.text == article.text else item.text.rstrip("."),
            outcome=phrases.DECISIONS[decided or Decision.PENDING],
        )
        yield Paragraph(sentence(line), label=happened.EARLIER, style="note")


def _tell_missing(case: Case, asked: Asked, item: str) -> Iterable[Block]:
    """Who has still to give a standpunt, and who gave it after the conference."""
    outcome = asked.shown(item, ConsentOutcome)
    if outcome is None or outcome.voices is None:
        return
    late = {town for town in case.names if case.is_late(asked, item, town)}
    college = {town for town, word in outcome.voices.items() if word == Consent.COLLEGE}
    silent = {town for town in case.names if outcome.voices.get(town) is None}
    for label, towns in (
        (happened.GIVEN_LATER, late),
        (happened.AT_COLLEGE, college),
        (happened.NO_POSITION, silent),
    ):
        if towns:
            yield Paragraph(sentence(case.towns(towns)), label=label)


def _plain(line: str) -> str:
    return line.removeprefix("• ").removeprefix("- ")


def _tell_statements(case: Case, label: str, statements: Iterable[tuple[str, str]]) -> Iterable[Block]:
    said = tuple(Point(sentence(text), label=f"{case.town(town)}:") for town, text in statements)
    if said:
        yield Paragraph("", label=label)
        yield BulletList(said)
