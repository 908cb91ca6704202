"""The recommendation in the form of `uitkomst.json`."""

from collections.abc import Iterable

from flows.pack.items import Task
from flows.recommendation.evidence import items_of
from flows.recommendation.model import (
    Article,
    FormFinding,
    Ground,
    MotiveFinding,
    Principle,
    RegionPlace,
    TaskPlacement,
)
from report import uitkomst as form
from report.dossier import Dossier


def tell_recommendation(dossier: Dossier) -> form.RecommendationPart | None:
    """Everything that was recommended, in the order of the rules; None while there is nothing."""
    found = dossier.recommendation
    if found is None:
        return None
    tasks = items_of(dossier.pack, Task)
    mandatory = {task.id for task in tasks.values() if task.mandatory == "ja"}
    return form.RecommendationPart(
        approach=found.approach,
        approach_reason=found.approach_reason,
        motives=[_tell_motive(motive) for motive in found.motives],
        strengths=list(found.strengths),
        risks=list(found.risks),
        packages=[_tell_task(task, mandatory=task.item in mandatory) for task in found.packages],
        principles=[_tell_principle(principle) for principle in found.principles],
        place=None if found.place is None else _tell_place(found.place),
        forms=[_tell_form(finding) for finding in found.forms],
        articles=[_tell_article(article) for article in found.articles],
    )


def _tell_motive(motive: MotiveFinding) -> form.MotivePart:
    return form.MotivePart(
        item=motive.item,
        title=motive.title,
        carried=motive.carried,
        points=motive.points,
        threats=list(motive.threats),
        grounds=_tell_grounds(motive.grounds),
    )


def _tell_task(task: TaskPlacement, *, mandatory: bool) -> form.PackagePart:
    return form.PackagePart(
        item=task.item,
        title=task.title,
        group=task.group,
        package=task.package,
        mandatory=mandatory,
        positions=dict(task.positions),
        front=list(task.front),
        grounds=_tell_grounds(task.grounds),
    )


def _tell_principle(principle: Principle) -> form.PrinciplePart:
    return form.PrinciplePart(
        item=principle.item,
        title=principle.title,
        group=principle.group,
        option=principle.option,
        text=principle.text,
        place=principle.place,
        dilemma=principle.dilemma,
        reservations=_tell_statements(principle.reservations),
        sides=_tell_statements(principle.sides),
        grounds=_tell_grounds(principle.grounds),
    )


def _tell_place(place: RegionPlace) -> form.PlacePart:
    return form.PlacePart(
        region=place.region,
        word=place.word,
        text=place.text,
        municipalities=None if place.municipalities is None else dict(place.municipalities),
        criteria=dict(place.criteria),
        findings=list(place.findings),
    )


def _tell_form(finding: FormFinding) -> form.FormPart:
    return form.FormPart(
        cluster=finding.cluster,
        tasks=list(finding.tasks),
        concepts=list(finding.concepts),
        fitting=finding.fitting,
        preferred=finding.preferred,
        decision=finding.decision,
        legal_forms=list(finding.legal_forms),
        grounds=_tell_grounds(finding.grounds),
    )


def _tell_article(article: Article) -> form.ArticlePart:
    return form.ArticlePart(
        id=article.id,
        title=article.title,
        text=article.text,
        details=list(article.details),
        grounds=_tell_grounds(article.grounds),
        outcome=article.outcome,
        conditions=_tell_statements(article.conditions),
        minority=_tell_statements(article.minority),
    )


def _tell_grounds(grounds: Iterable[Ground]) -> list[form.GroundPart]:
    return [form.GroundPart(round=round_, item=item) for round_, item in grounds]


def _tell_statements(statements: Iterable[tuple[str, str]]) -> list[form.StatementPart]:
    return [form.StatementPart(municipality=town, text=text) for town, text in statements]
