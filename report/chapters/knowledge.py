"""In the annex: what advisers filled in about the tasks beforehand, as the boards saw it with each task."""

from flows.pack.filling import NAMING
from flows.pack.items import Task
from flows.recommendation.evidence import items_of
from flows.words import TaskFact
from report import happened_phrases as phrases
from report.blocks import Block, Column, Heading, Paragraph, Table
from report.case import Case
from report.phrases import NONE


def list_facts(case: Case) -> tuple[Block, ...]:
    """Only the tasks of which something was filled in; nothing when that is none of them."""
    facts = case.dossier.facts
    rows = tuple(
        (task.title, *(_say(case, fact, facts[id_].get(fact, "")) for fact in phrases.FACT_TITLES))
        for id_, task in items_of(case.dossier.pack, Task).items()
        if any(facts.get(id_, {}).get(fact) for fact in phrases.FACT_TITLES)
    )
    if not rows:
        return ()
    columns = tuple(Column(title, 1.6 if fact in NAMING else 1.2) for fact, title in phrases.FACT_TITLES.items())
    table = Table(phrases.FACTS_CAPTION, (Column(phrases.COLUMN_TASK, 2.2), *columns), rows, small=True)
    return (Heading(phrases.FACTS, 2), Paragraph(phrases.FACTS_INTRO), table)


def _say(case: Case, fact: TaskFact, value: str) -> str:
    if not value:
        return NONE
    return case.towns(value.split(",")) if fact in NAMING else value
