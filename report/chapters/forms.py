"""The form: concepts with their arguments, the grades, and legal forms that are only named to be looked into."""

from collections.abc import Iterable, Sequence

from flows.outcomes import GradeOutcome
from flows.pack.background import LegalForm
from flows.pack.items import Concept
from flows.recommendation.evidence import Asked, items_of
from flows.recommendation.model import FormFinding
from report import phrases
from report.blocks import Block, Column, Heading, Paragraph, Table
from report.case import Case, figure, join, sentence
from report.chapters.approach import list_standpunten
from report.chapters.talk import tell_talk


def tell_forms(case: Case) -> tuple[Block, ...]:
    """Per cluster the concepts that were put; the law in one table below."""
    blocks: list[Block] = [Heading(phrases.FORMS)]
    found = case.recommendation.forms if case.recommendation else ()
    if not found:
        return (*blocks, Paragraph(phrases.NOT_TREATED))
    blocks += [Paragraph(phrases.FORMS_INTRO), Paragraph(phrases.NO_LEGAL_ADVICE)]
    for finding in found:
        blocks += _tell_cluster(case, finding, many=len(found) > 1)
    graded, put = case.evidence.derived("fitting_concepts"), case.evidence.derived("preferred_concepts")
    blocks += [*tell_talk(case, graded), *list_standpunten(case, put), *tell_talk(case, put)]
    wanted = tuple(dict.fromkeys(form for finding in found for form in finding.legal_forms))
    forms = {form.id: form for form in case.dossier.pack.legal_forms}
    listed = [forms[form] for form in wanted if form in forms]
    return (*blocks, *(_tell_law(listed) if listed else ()))


def _tell_cluster(case: Case, finding: FormFinding, *, many: bool) -> Iterable[Block]:
    known = items_of(case.dossier.pack, Concept)
    concepts = [known[concept] for concept in finding.concepts if concept in known]
    if many:
        yield Heading(finding.cluster, 2)
    yield Paragraph(phrases.FITTING.format(form=known[finding.fitting].title))
    if finding.preferred in known:
        yield Paragraph(phrases.PREFERRED.format(form=known[finding.preferred].title), style="lead")
    else:
        yield Paragraph(phrases.PREFERRED_NONE)
    if finding.decision is not None:
        yield Paragraph(phrases.PREFERRED_DECISION.format(decision=phrases.DECISIONS[finding.decision]))
    graded = {item.title: item.id for item in case.evidence.derived("fitting_concepts").items}
    asked = case.evidence.derived("fitting_concepts")
    outcomes = [_outcome(asked, finding, concept, graded) for concept in concepts]
    yield _compare(concepts, outcomes)
    yield _explain(concepts)
    if any(outcome is not None and outcome.voices is not None for outcome in outcomes):
        yield _grade_by_town(case, concepts, outcomes)


def _outcome(asked: Asked, finding: FormFinding, concept: Concept, graded: dict[str, str]) -> GradeOutcome | None:
    """A concept is put under its own id, or where there are more clusters under one of the finding's grounds."""
    own = [item for _, item in finding.grounds if item == concept.id or item.endswith(f"_{concept.id}")]
    return asked.shown(own[0] if own else graded.get(concept.title, concept.id), GradeOutcome)


def _compare(concepts: Sequence[Concept], outcomes: Sequence[GradeOutcome | None]) -> Table:
    name, pro, con, grade = phrases.COLUMNS_CONCEPTS
    rows = tuple(
        (
            phrases.CONCEPT.format(title=concept.title, official=concept.official),
            _list(concept.pros),
            _list(concept.cons),
            _grade(outcome),
        )
        for concept, outcome in zip(concepts, outcomes, strict=True)
    )
    return Table(
        phrases.CONCEPTS_CAPTION, (Column(name, 2), Column(pro, 2.8), Column(con, 2.8), Column(grade, 1.4)), rows
    )


def _list(arguments: Sequence[str]) -> str:
    return " ".join(sentence(argument) for argument in arguments) or phrases.NONE


def _grade(outcome: GradeOutcome | None) -> str:
    if outcome is None:
        return phrases.NONE
    return figure(outcome, "region", phrases.GRADES[outcome.region] if outcome.region else None)


def _explain(concepts: Sequence[Concept]) -> Table:
    rows = tuple(
        (
            concept.title,
            concept.consequences.say,
            concept.consequences.staff,
            concept.consequences.money,
            concept.consequences.pressure,
        )
        for concept in concepts
    )
    return Table(phrases.MEANING_CAPTION, tuple(Column(title) for title in phrases.COLUMNS_MEANING), rows)


def _grade_by_town(case: Case, concepts: Sequence[Concept], outcomes: Sequence[GradeOutcome | None]) -> Table:
    voices = [(outcome.voices if outcome else None) or {} for outcome in outcomes]
    rows = []
    for town, name in case.names.items():
        grades = [said.get(town) for said in voices]
        rows.append((name, *(phrases.GRADES[grade] if grade else phrases.NONE for grade in grades)))
    columns = tuple(Column(concept.title, 1.5) for concept in concepts)
    return Table(phrases.GRADES_CAPTION, (Column(phrases.TOWN, 1.5), *columns), tuple(rows))


def _tell_law(forms: Sequence[LegalForm]) -> tuple[Block, ...]:
    name, law, what, staff, certain = phrases.COLUMNS_LEGAL
    rows = tuple(
        (
            form.title,
            phrases.LAWS[form.law],
            form.text,
            phrases.YES if form.own_staff else phrases.NO,
            join([phrases.MARKS[mark] for mark in form.marks]) if form.marks else phrases.CHECKED,
        )
        for form in forms
    )
    columns = (Column(name, 1.8), Column(law, 1.3), Column(what, 4), Column(staff, 1.1), Column(certain, 1.2))
    return (
        Heading(phrases.LEGAL, 2),
        Paragraph(phrases.NO_LEGAL_ADVICE, style="note"),
        Table(phrases.LEGAL_CAPTION, columns, rows),
    )
