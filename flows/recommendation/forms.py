"""Form follows function: per cluster of tasks the concepts to grade, and the one to look into further.

A concept is a way of working together; what the law offers for it stays 'te onderzoeken'.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.conference.model import RoundItem
from flows.consensus.judgment import rank_by_judgment
from flows.outcomes import ConsentOutcome, GradeOutcome
from flows.pack.background import LegalForm
from flows.pack.form import Pack
from flows.pack.items import Concept, Question
from flows.recommendation import phrases
from flows.recommendation.evidence import Asked, Evidence, items_of, merge_grounds
from flows.recommendation.model import FormFinding, Ground
from flows.recommendation.packages import place_tasks
from flows.recommendation.place import locate_region
from flows.words import Grade, Package

_ALL = "alle"
_PUT = 3
"""Concepts that are put: the one that fits, one lighter, one heavier."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Tasks that get one form. There may be up to three, by deellijst; the default is one for all."""

    id: str
    title: str
    tasks: tuple[str, ...]

    def item(self, concept: Concept) -> str:
        """The id under which a concept is put for this cluster; the concept's own when there is one cluster."""
        return concept.id if self.id == _ALL else f"{self.id}_{concept.id}"


def cluster_tasks(evidence: Evidence) -> tuple[Cluster, ...]:
    """One cluster with the tasks of basispakket and pluspakket."""
    joint = {Package.BASIC, Package.PLUS}
    tasks = tuple(placement.item for placement in place_tasks(evidence) if placement.package in joint)
    return (Cluster(id=_ALL, title=phrases.ALL_TASKS, tasks=tasks),)


def propose_concepts(evidence: Evidence) -> tuple[RoundItem, ...]:
    """Per cluster three concepts from light to heavy; nothing as long as the region has no place."""
    place = locate_region(evidence).region if evidence.asked(Question) else None
    if place is None:
        return ()
    return tuple(
        _put_concept(evidence, cluster, concept, place)
        for cluster in cluster_tasks(evidence)
        for concept in put_concepts(concepts_of(evidence.pack), place)
    )


def propose_preferred(evidence: Evidence) -> tuple[RoundItem, ...]:
    """Per cluster the concept that came out first, put to consent."""
    asked = evidence.derived("fitting_concepts")
    proposals = []
    for cluster in cluster_tasks(evidence):
        ranking = _rank_put(evidence, cluster)
        if ranking:
            first, acceptable = _first_acceptable(evidence, cluster, ranking)
            proposals.append(
                RoundItem(
                    id=cluster.item(first),
                    title=first.title,
                    text=phrases.preference(first.title, cluster.title),
                    question=phrases.CONSENT_QUESTION,
                    note=phrases.official(first.official) if acceptable else _hopeless_note(evidence, cluster, first),
                    group=cluster.title,
                    details=describe_concept(evidence.pack, first),
                    grounds=merge_grounds(*(asked.grounds(cluster.item(concept)) for concept in ranking)),
                )
            )
    return tuple(proposals)


def find_forms(evidence: Evidence) -> tuple[FormFinding, ...]:
    """Per cluster what was put, what fits the place, and what the municipalities prefer."""
    if not evidence.derived("fitting_concepts"):
        return ()
    return tuple(
        _find_form(evidence, cluster, ranking)
        for cluster in cluster_tasks(evidence)
        if (ranking := _rank_put(evidence, cluster))
    )


def fitting_concept(concepts: Sequence[Concept], place: int) -> Concept:
    """The concept whose range holds the place; where two do, the nearest midpoint, a tie goes to the lighter.

    `concepts` stand from light to heavy. Where none does (a pack with a gap), all compete by their midpoint.
    """
    holding = [concept for concept in concepts if concept.low <= place <= concept.high] or list(concepts)
    return min(holding, key=lambda concept: abs(2 * place - concept.low - concept.high))


def put_concepts(concepts: Sequence[Concept], place: int) -> tuple[Concept, ...]:
    """The fitting concept, one lighter and one heavier, from light to heavy; at an end its two neighbours."""
    at = concepts.index(fitting_concept(concepts, place))
    start = max(0, min(at - 1, len(concepts) - _PUT))
    return tuple(concepts[start : start + _PUT])


def put_at(pack: Pack, place: int) -> tuple[tuple[str, Concept], ...]:
    """The concepts that are put at a place, from light to heavy, each with how it fits."""
    concepts = concepts_of(pack)
    return tuple((_weight_word(concepts, concept, place), concept) for concept in put_concepts(concepts, place))


def concepts_of(pack: Pack) -> tuple[Concept, ...]:
    """From light to heavy."""
    return tuple(sorted(items_of(pack, Concept).values(), key=lambda concept: (concept.low, concept.high)))


def describe_concept(pack: Pack, concept: Concept) -> tuple[tuple[str, str], ...]:
    """What stands behind its buttons: (button text, what it shows)."""
    meaning = concept.consequences
    return (
        (
            phrases.MEANING,
            phrases.consequences(
                say=meaning.say, staff=meaning.staff, money=meaning.money, pressure=meaning.pressure
            ),
        ),
        (phrases.PROS_AND_CONS, phrases.pros_and_cons(concept.pros, concept.cons)),
        (phrases.LEGAL_FORMS, phrases.legal_forms(describe_legal_forms(pack, concept))),
    )


def describe_legal_forms(pack: Pack, concept: Concept) -> tuple[str, ...]:
    """What the law offers for a concept, with the marks of what is uncertain."""
    known = {form.id: form for form in pack.legal_forms}
    return tuple(_describe_legal_form(known[name]) for name in concept.legal_forms)


def find_concept(pack: Pack, concept: str) -> Concept:
    """Raises KeyError."""
    return items_of(pack, Concept)[concept]


def _put_concept(evidence: Evidence, cluster: Cluster, concept: Concept, place: int) -> RoundItem:
    heading = _weight_word(concepts_of(evidence.pack), concept, place)
    return RoundItem(
        id=cluster.item(concept),
        title=concept.title,
        text=phrases.concept_text(pro=concept.pro, con=concept.con),
        note=phrases.official(concept.official),
        group=heading if cluster.id == _ALL else f"{cluster.title}: {heading}",
        details=describe_concept(evidence.pack, concept),
        grounds=_grounds_of_place(evidence),
    )


def _weight_word(concepts: Sequence[Concept], concept: Concept, place: int) -> str:
    distance = concepts.index(concept) - concepts.index(fitting_concept(concepts, place))
    if distance == 0:
        return phrases.FIT
    if abs(distance) == 1:
        return phrases.LIGHTER if distance < 0 else phrases.HEAVIER
    return phrases.MUCH_LIGHTER if distance < 0 else phrases.MUCH_HEAVIER


def _grounds_of_place(evidence: Evidence) -> tuple[Ground, ...]:
    asked, put = evidence.asked(Question), evidence.derived("principles")
    return merge_grounds(
        *(asked.grounds(item.id) for item in asked.items),
        *(put.grounds(item.id) for item in put.items),
    )


def _describe_legal_form(form: LegalForm) -> str:
    return f"{form.title}{phrases.marks(form.marks)}"


def _rank_put(evidence: Evidence, cluster: Cluster) -> tuple[Concept, ...]:
    """The concepts that were graded for this cluster, best first: majority judgment over the municipalities'
    newest grades, for a further round may ask one concept only. A tie goes to the lighter, as for the place.

    Where those of one concept may not be shown, over all voters' grades of each: both can be laid beside each other.
    """
    asked = evidence.derived("fitting_concepts")
    put = {item.id for item in asked.items}
    concepts = {concept.id: concept for concept in concepts_of(evidence.pack) if cluster.item(concept) in put}
    outcomes = {name: asked.full(cluster.item(concept), GradeOutcome) for name, concept in concepts.items()}
    by_heads = any(outcome is not None and "region" in outcome.hidden for outcome in outcomes.values())
    graded = {name: _count_grades(outcome, by_heads=by_heads) for name, outcome in outcomes.items()}
    return tuple(concepts[name] for tied in rank_by_judgment(graded) for name in tied)


def _count_grades(outcome: GradeOutcome | None, *, by_heads: bool) -> list[int]:
    """Municipalities per grade, or voters, worst grade first."""
    counts = None if outcome is None else outcome.counts if by_heads else outcome.voice_counts
    found = {str(grade): count for grade, count in (counts or {}).items()}
    return [found.get(grade.value, 0) for grade in reversed(Grade)]


def _first_acceptable(evidence: Evidence, cluster: Cluster, ranking: Sequence[Concept]) -> tuple[Concept, bool]:
    """The best that no municipality finds unacceptable; where there is none the best, and False."""
    asked = evidence.derived("fitting_concepts")
    for concept in ranking:
        outcome = asked.full(cluster.item(concept), GradeOutcome)
        if outcome is None or not outcome.unacceptable:
            return concept, True
    return ranking[0], False


def _hopeless_note(evidence: Evidence, cluster: Cluster, first: Concept) -> str:
    """Says that each concept is unacceptable to somebody, where that may be known."""
    asked = evidence.derived("fitting_concepts")
    shown = [asked.shown(item.id, GradeOutcome) for item in asked.items]
    if any(outcome is None or outcome.unacceptable is None for outcome in shown):
        return phrases.official(first.official)
    return phrases.ALL_UNACCEPTABLE


def _find_put(put: Asked, cluster: Cluster, ranking: Sequence[Concept]) -> tuple[Concept | None, str]:
    """The concept that was put last for this cluster, and its wording where that was amended."""
    for settled in put.rounds:
        asked = {item.id: item for item in settled.round.items}
        for concept in ranking:
            item = asked.get(cluster.item(concept))
            if item is not None:
                return concept, item.text if item.before else ""
    return None, ""


def _find_form(evidence: Evidence, cluster: Cluster, ranking: Sequence[Concept]) -> FormFinding:
    graded, put = evidence.derived("fitting_concepts"), evidence.derived("preferred_concepts")
    chosen, wording = _find_put(put, cluster, ranking)
    outcome = put.full(cluster.item(chosen), ConsentOutcome) if chosen else None
    preferred = chosen or _first_acceptable(evidence, cluster, ranking)[0]
    place = locate_region(evidence).region if evidence.asked(Question) else None
    fitting = preferred if place is None else fitting_concept(concepts_of(evidence.pack), place)
    return FormFinding(
        cluster=cluster.title,
        tasks=cluster.tasks,
        concepts=tuple(concept.id for concept in concepts_of(evidence.pack) if concept in ranking),
        fitting=fitting.id,
        preferred=preferred.id,
        decision=outcome.decision if outcome else None,
        wording=wording,
        legal_forms=preferred.legal_forms,
        grounds=merge_grounds(
            *(graded.grounds(cluster.item(concept)) for concept in ranking),
            put.grounds(cluster.item(preferred)),
        ),
    )
