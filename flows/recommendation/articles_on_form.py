"""Articles on the uitgangspunten, on the place and the form, and on what happens next."""

from collections.abc import Iterable

from flows.pack.items import Item, Question, Task
from flows.recommendation import article_phrases as sentences
from flows.recommendation import phrases
from flows.recommendation.evidence import Evidence, merge_grounds, templates_asking
from flows.recommendation.findings import STANDS, Findings, all_grounds, grounds_of, tell_more
from flows.recommendation.forms import describe_legal_forms, find_concept
from flows.recommendation.model import Article, Principle
from flows.words import Decision

_INSTRUMENTS: tuple[type[Item], ...] = (Task, Question)


def write_principles(findings: Findings) -> Article | None:
    principles = findings.principles
    if not principles:
        return None
    adopted = [principle for principle in principles if principle.option]
    dilemmas = [principle for principle in principles if principle.dilemma]
    reserved = sum(1 for principle in adopted if principle.reservations)
    return Article(
        id="a07",
        title=sentences.PRINCIPLES_TITLE if adopted else sentences.NO_PRINCIPLES_TITLE,
        text=sentences.principles_text(
            len(adopted),
            reserved=reserved,
            dilemmas=len(dilemmas),
            undecided=len(principles) - len(adopted) - len(dilemmas),
        ),
        details=tell_more(
            (sentences.PRINCIPLES, [sentences.titled_line(p.title, p.text) for p in principles if not p.dilemma]),
            (sentences.RESERVATIONS, [line for p in principles for line in _name_all(findings, p, p.reservations)]),
            (sentences.DILEMMAS, [line for p in dilemmas for line in _name_all(findings, p, p.sides)]),
            (phrases.WHY, sentences.PRINCIPLES_WHY),
        ),
        grounds=grounds_of(principles),
    )


def write_form(findings: Findings) -> Article | None:
    evidence, place = findings.evidence, findings.place
    if place is None:
        return None
    concepts = [find_concept(evidence.pack, form.preferred) for form in findings.forms if form.preferred]
    legal_forms = dict.fromkeys(line for concept in concepts for line in describe_legal_forms(evidence.pack, concept))
    marks = place.municipalities or {}
    return Article(
        id="a08",
        title=sentences.FORM_TITLE,
        text=" ".join([sentences.place_text(place.region, place.word), *_form_sentences(findings)]),
        details=tell_more(
            (phrases.LEGAL_FORMS, phrases.legal_forms(list(legal_forms)) if legal_forms else ""),
            (sentences.PLACES, [sentences.place_line(evidence.names[town], mark) for town, mark in marks.items()]),
            (sentences.FINDINGS, place.findings),
            (phrases.WHY, sentences.FORM_WHY),
        ),
        grounds=merge_grounds(
            all_grounds(evidence.asked(Question)),
            all_grounds(evidence.derived("principles")),
            grounds_of(findings.forms),
        ),
    )


def write_procedure(findings: Findings) -> Article:
    """Who decides, the plan, looking back. It comes from the pack, so it rests on no single round."""
    closing = findings.evidence.pack.closing
    return Article(
        id="a09",
        title=sentences.PROCEDURE_TITLE,
        text=sentences.procedure_text(len(closing.steps), later=_later(findings.evidence)),
        details=tell_more(
            (sentences.DECIDES, closing.decides),
            (sentences.PLAN, [sentences.step_line(step.title, step.text, step.owner) for step in closing.steps]),
            (sentences.REVIEW, closing.review),
            (phrases.WHY, f"{sentences.PROCEDURE_WHY} {closing.disclaimer}"),
        ),
        grounds=(),
    )


def _form_sentences(findings: Findings) -> list[str]:
    if not findings.forms:
        return [sentences.FORM_LATER]
    if any(form.decision is Decision.NOT_CARRIED for form in findings.forms):
        return [sentences.FORM_NOT_CARRIED, sentences.LEGAL_LATER]
    titles = [find_concept(findings.evidence.pack, form.preferred).title for form in findings.forms if form.preferred]
    unique = list(dict.fromkeys(titles))
    tell = (
        sentences.form_text if all(form.decision in STANDS for form in findings.forms) else sentences.form_came_first
    )
    amended = [form.wording for form in findings.forms if form.wording]
    return [tell(unique[0], more=len(unique) - 1), *amended, sentences.LEGAL_LATER]


def _name_all(findings: Findings, principle: Principle, said: Iterable[tuple[str, str]]) -> list[str]:
    """A line each; a municipality that may not be named is left out of the line, its text is not."""
    names = findings.evidence.names
    return [sentences.said_line(principle.title, names.get(town), text) for town, text in said]


def _later(evidence: Evidence) -> list[str]:
    """The instruments that were not used: the phases that ask tasks or questions, of which no round is settled."""
    return [
        phase.title
        for phase in evidence.pack.phases
        for wanted in _INSTRUMENTS
        if not evidence.asked(wanted)
        and {template.id for template in phase.rounds} & {t.id for t in templates_asking(evidence.pack, wanted)}
    ]
