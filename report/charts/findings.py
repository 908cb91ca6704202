"""What a round found, in one sentence: the title of its picture, by rules from what may be shown."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from flows.outcomes import (
    ChooseOutcome,
    ConsentOutcome,
    GradeOutcome,
    Outcome,
    RateOutcome,
)
from flows.words import Consent, Decision, Grade, Kind, Polarity, Region, Sort, Status, Voice
from report import chart_phrases as phrases
from report.charts import continuum, lengths
from report.charts.subject import Subject, chosen_of, voices_of

_O = TypeVar("_O", bound=Outcome)

_CARRIED: Final = frozenset({Region.CARRIED, Region.CARRIED_PENDING})
_ANSWERS: Final = 5
_NAMED: Final = 3
"""Titles that a sentence names."""
_AGREED: Final = frozenset({Consent.AGREE, Consent.CONDITION})
_DECISION_WORDS: Final = (
    Decision.ADOPTED,
    Decision.ADOPTED_CONDITIONS,
    Decision.CARRIED_MINORITY,
    Decision.NOT_CARRIED,
)


def find(subject: Subject) -> str:
    """The finding, as a sentence without a full stop."""
    if subject.before is not None and subject.round.kind is Kind.RATE:
        moved = _moved(subject)
        if moved:
            return moved
    return _FINDERS[subject.round.kind](subject)


def _rate(subject: Subject) -> str:
    found = _of(subject, RateOutcome)
    if subject.round.sort is Sort.BEELD:
        return _recognised(subject, found)
    if len(found) == 1:
        return _one_rated(subject, *next(iter(found.items())))
    regions = Counter(one.region for one in found.values() if one.region is not None)
    if not regions:
        agreed = sum(one.status in {Status.AGREED_FOR, Status.AGREED_AGAINST} for one in found.values())
        return _counted(subject, phrases.HEADS_AGREE, agreed)
    parts = [(phrases.REGIONS_TOLD[region], regions[region]) for region in phrases.REGIONS_TOLD if regions[region]]
    known = regions.total()
    return _in_parts(subject, parts, of=known) or _counted(subject, phrases.NONE_CARRIED, 0, of=known)


def _one_rated(subject: Subject, id_: str, found: RateOutcome) -> str:
    item, counts = phrases.quoted(subject.title(id_)), voices_of(found)
    if counts is None:
        heads = found.heads
        if heads is None or not heads.of:
            return phrases.ONE_OPEN.format(item=item)
        some = phrases.some(heads.for_, heads.of, phrases.VOTERS)
        give = "geeft" if heads.for_ <= 1 else "geven"
        return phrases.capital(phrases.VOTERS_HIGH.format(some=some, give=give, item=item))
    count, of = counts.get(Voice.FOR, 0), sum(counts.values())
    words = phrases.TOWNS_RATED if len(subject.labels) == _ANSWERS else phrases.TOWNS_FOR
    told = words.format(
        some=phrases.some(count, of, phrases.TOWNS),
        find="vindt" if count <= 1 else "vinden",
        are=phrases.are(count),
        item=item,
        rated=subject.labels[3] if len(subject.labels) == _ANSWERS else "",
    )
    return phrases.capital(told)


def _recognised(subject: Subject, found: Mapping[str, RateOutcome]) -> str:
    by_status = Counter(one.status for one in found.values())
    agreed = by_status[Status.AGREED_FOR]
    differing = by_status[Status.CONTESTED] + by_status[Status.OPEN]
    more = phrases.DIFFERING.format(count=_n(differing)) if differing else ""
    risks = {item.id for item in subject.round.items if item.polarity is Polarity.RISK}
    at_risk = sum(found[id_].status is Status.AGREED_FOR for id_ in risks if id_ in found)
    if not at_risk:
        return _counted(subject, phrases.RECOGNISED, agreed) + more
    strong = agreed - at_risk
    told = phrases.MIXED.format(
        strengths=f"{_n(strong) if strong else 'geen'} {phrases.plural(strong, phrases.STRONG_POINTS)}",
        risks=f"{_n(at_risk)} {phrases.plural(at_risk, phrases.RISK_POINTS)}",
    )
    return phrases.capital(told) + more


def _choose(subject: Subject) -> str:
    found = _of(subject, ChooseOutcome)
    if continuum.marks_of(subject):
        return _placed(subject, found)
    if len(found) == 1:
        return _one_chosen(subject, *next(iter(found.items())))
    if any(chosen_of(one) is None for one in found.values()):
        return _counted(subject, phrases.HEADS_ALIKE, sum(_majority(one) for one in found.values()))
    if subject.round.ordered:
        return _counted(subject, phrases.APART, sum(bool(one.dilemma) for one in found.values()))
    if {option.id for option in subject.round.items[0].options} >= phrases.READY:
        towns = len(subject.outcome.electorate)
        return _counted(subject, phrases.TIMED, sum(_all_ready(one, towns) for one in found.values()))
    return _counted(subject, phrases.ALIKE, sum(one.region is not None for one in found.values()))


def _placed(subject: Subject, found: Mapping[str, ChooseOutcome]) -> str:
    """Between which places the municipalities lie, and at how many questions they are far apart."""
    marks = continuum.marks_of(subject)
    low, high = continuum.rounded(marks[0].place), continuum.rounded(marks[-1].place)
    apart = sum(bool(one.dilemma) for one in found.values())
    if apart and len(found) == 1:
        return phrases.FAR.format(low=low, high=high)
    where = (phrases.AT_ONE_PLACE if low == high else phrases.BETWEEN).format(low=low, high=high)
    some = phrases.some(apart, len(found), subject.nouns)
    return phrases.BUT_APART.format(where=where, some=some) if apart else where


def _one_chosen(subject: Subject, id_: str, found: ChooseOutcome) -> str:
    title = subject.title(id_)
    best = _best(chosen_of(found) or found.counts or {})
    if len(best) != 1:
        return phrases.NO_CHOSEN.format(item=title)
    item = next(put for put in subject.round.items if put.id == id_)
    return phrases.CHOSEN_ONE.format(item=title, option=phrases.quoted(subject.option(item, best[0])))


def _consent(subject: Subject) -> str:
    found = _of(subject, ConsentOutcome)
    if len(found) == 1:
        return _one_consent(subject, *next(iter(found.items())))
    decisions = Counter(one.decision for one in found.values() if one.decision is not None)
    if not decisions:
        return _counted(subject, phrases.HEADS_CONSENT, sum(_most_consent(one) for one in found.values()))
    known = decisions.total()
    if subject.round.sort is Sort.BEELD:
        consented = decisions[Decision.ADOPTED] + decisions[Decision.ADOPTED_CONDITIONS]
        return _counted(subject, phrases.CONSENTED, consented, of=known)
    parts = [(phrases.DECISIONS[word], decisions[word]) for word in _DECISION_WORDS if decisions[word]]
    return _in_parts(subject, parts, of=known) or _counted(subject, phrases.DECIDED_NONE, 0, of=known)


def _one_consent(subject: Subject, id_: str, found: ConsentOutcome) -> str:
    words = _consents(found)
    agreed = sum(count for word, count in words.items() if word in _AGREED)
    by_town = found.voices is not None or found.voice_counts is not None
    of = len(subject.outcome.electorate) if by_town else sum(words.values())
    told = phrases.AGREE.format(
        some=phrases.some(agreed, of, phrases.TOWNS if by_town else phrases.VOTERS),
        agree="stemt" if agreed <= 1 else "stemmen",
        item=phrases.quoted(subject.title(id_)),
    )
    return phrases.capital(told)


def _grade(subject: Subject) -> str:
    found = _of(subject, GradeOutcome)
    first = [id_ for id_ in (subject.outcome.order[0] if subject.outcome.order else ()) if id_ in found]
    grades = [found[id_].region for id_ in first]
    if first and grades[0] is not None:
        if len(first) > 1:
            return phrases.BEST_TIED.format(items=_quoted_titles(subject, first))
        return phrases.BEST.format(item=_quoted_titles(subject, first), grade=phrases.GRADES[grades[0]])
    medians = {id_: list(Grade).index(one.median) for id_, one in found.items() if one.median is not None}
    top = min(medians.values(), default=0)
    best = [id_ for id_, place in medians.items() if place == top]
    grade = phrases.GRADES[list(Grade)[top]]
    return phrases.BEST_HEADS.format(items=_quoted_titles(subject, best), grade=grade)


def _longest(subject: Subject, one: str, tied: str) -> str:
    """By the longest bar of the first question that has any."""
    item = next(item for item in subject.round.items if lengths.lengths_of(subject, item))
    bars = lengths.lengths_of(subject, item)
    best = [bar for bar in bars if bar.value == bars[0].value]
    titles = _few([phrases.quoted(bar.title) for bar in best])
    return (one if len(best) == 1 else tied).format(item=titles, items=titles, mark=best[0].mark)


def _points(subject: Subject) -> str:
    return _longest(subject, phrases.HEAVIEST, phrases.HEAVIEST_TIED)


def _rank(subject: Subject) -> str:
    return _longest(subject, phrases.ON_TOP, phrases.ON_TOP_TIED)


def _approve(subject: Subject) -> str:
    lists = [lengths.lengths_of(subject, item) for item in subject.round.items]
    if not any(lists) or not any(bar.value for bars in lists for bar in bars):
        return phrases.NO_SUPPORT if any(lists) else subject.round.title
    return _longest(subject, phrases.MOST_SUPPORT, phrases.MOST_SUPPORT_TIED)


_FINDERS: Final[Mapping[Kind, Callable[[Subject], str]]] = {
    Kind.RATE: _rate,
    Kind.CHOOSE: _choose,
    Kind.APPROVE: _approve,
    Kind.RANK: _rank,
    Kind.POINTS: _points,
    Kind.GRADE: _grade,
    Kind.CONSENT: _consent,
}


def _moved(subject: Subject) -> str:
    """What a further round brought: what became gedragen, else where most people moved; empty when not known."""
    before = subject.before.items if subject.before is not None else {}
    found = _of(subject, RateOutcome)
    earlier = {id_: one.region for id_, one in before.items() if isinstance(one, RateOutcome)}
    now = [id_ for id_, one in found.items() if one.region in _CARRIED and earlier.get(id_) not in {None, *_CARRIED}]
    if len(now) == 1:
        return phrases.MOVED_CARRIED.format(item=phrases.quoted(subject.title(now[0])))
    if now:
        return phrases.MOVED_CARRIED_MORE.format(count=_n(len(now)), nouns=subject.noun(len(now)))
    moves = {id_: one.movement for id_, one in found.items() if one.movement is not None}
    if not moves:
        return ""
    most = max(moves, key=lambda id_: moves[id_].changed)
    moved = moves[most]
    if not moved.changed:
        return phrases.MOVED_NONE if len(moves) == len(found) else ""
    words = phrases.MOVED_ONE if len(found) == 1 else phrases.MOVED_MOST
    told = words.format(
        some=phrases.some(moved.changed, moved.of, phrases.VOTERS),
        change="veranderde" if moved.changed == 1 else "veranderden",
        item=phrases.quoted(subject.title(most)),
    )
    return phrases.capital(told)


def _in_parts(subject: Subject, parts: Sequence[tuple[str, int]], *, of: int) -> str:
    """'Negen van 30 taken zijn gedragen, vijf zijn gesplitst'; at most two parts, empty without any."""
    if not parts:
        return ""
    (word, count), *more = parts
    told = _counted(subject, phrases.PARTS, count, of=of, word=word)
    return told + "".join(
        phrases.MORE_PARTS.format(count=_n(other), are=phrases.are(other), word=name) for name, other in more[:1]
    )


def _counted(subject: Subject, words: str, count: int, *, of: int = 0, **more: str) -> str:
    """A sentence about so many of the items, or `of` those of which it may be told."""
    total = len(subject.round.items)
    nouns = phrases.shown_nouns(subject.nouns) if 0 < of < total else subject.nouns
    some = phrases.some(count, of or total, nouns)
    get = "krijgt" if count <= 1 else "krijgen"
    return phrases.capital(words.format(some=some, are=phrases.are(count), get=get, **more))


def _consents(found: ConsentOutcome) -> Mapping[Consent, int]:
    """How many say each word, of the municipalities where that may be shown, else of the persons."""
    if found.voices is not None:
        return Counter(Consent(word.partition(":")[0]) for word in found.voices.values() if word is not None)
    counts: Counter[Consent] = Counter()
    for word, count in (found.voice_counts or found.counts or {}).items():
        counts[Consent(word.partition(":")[0])] += count
    return counts


def _all_ready(found: ChooseOutcome, towns: int) -> bool:
    counts = chosen_of(found) or {}
    return sum(counts.get(option, 0) for option in phrases.READY) == towns


def _most_consent(found: ConsentOutcome) -> bool:
    """Whether more than half of the persons agree, with or without a condition."""
    words = _consents(found)
    return 2 * sum(count for word, count in words.items() if word in _AGREED) > sum(words.values())


def _majority(found: Outcome) -> bool:
    """Whether more than half of the persons with an opinion say the same."""
    counts = found.counts or {}
    return 2 * max(counts.values(), default=0) > sum(counts.values()) > 0


def _best(counts: Mapping[str, int]) -> list[str]:
    top = max(counts.values(), default=0)
    return [option for option, count in counts.items() if count == top and top]


def _quoted_titles(subject: Subject, items: Sequence[str]) -> str:
    return _few([phrases.quoted(subject.title(item)) for item in items])


def _few(titles: Sequence[str]) -> str:
    """Titles in a sentence; of many the rest is counted."""
    if len(titles) > _NAMED:
        return f"{', '.join(titles[:_NAMED])} {phrases.AND_MORE.format(count=len(titles) - _NAMED)}"
    return phrases.join(titles) if titles else ""


def _of(subject: Subject, kind: type[_O]) -> dict[str, _O]:
    """The items of this kind, in their order."""
    found = subject.outcome.items
    return {item.id: one for item in subject.round.items if isinstance(one := found[item.id], kind)}


def _n(count: int) -> str:
    return phrases.number(count)
