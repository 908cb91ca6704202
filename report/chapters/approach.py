"""The approach: what was chosen and why, what pointed there, and what to beware of."""

from collections.abc import Sequence, Set

from flows.conference.model import RoundItem
from flows.outcomes import ConsentOutcome, RateOutcome
from flows.pack.items import Indication
from flows.recommendation.evidence import Asked, items_of
from flows.words import Approach
from report import happened_phrases as happened
from report import phrases
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table
from report.case import Case, figure
from report.chapters.talk import tell_talk


def tell_approach(case: Case) -> tuple[Block, ...]:
    """The choice, its reason, its steps, the indications, the standpunten and the pitfalls."""
    blocks: list[Block] = [Heading(phrases.APPROACH)]
    indications = case.evidence.asked(Indication)
    chosen = case.dossier.conference.approach
    if not indications and chosen is None:
        return (*blocks, Paragraph(phrases.NOT_TREATED))
    blocks += _tell_choice(case, chosen)
    if indications:
        blocks += [Heading(phrases.SIGNS, 2), _list_indications(case, indications)]
    asked = case.evidence.derived("indicated_approach")
    blocks += [*tell_talk(case, indications), *list_standpunten(case, asked), *tell_talk(case, asked)]
    return (*blocks, *(_list_pitfalls(case, chosen) if chosen else ()))


def list_standpunten(case: Case, asked: Asked) -> tuple[Block, ...]:
    """What each municipality said of the newest proposal; nothing when none was put."""
    blocks: list[Block] = []
    for item in asked.latest:
        outcome = asked.shown(item.id, ConsentOutcome)
        if outcome is not None and outcome.voices is not None:
            blocks += [Heading(phrases.STANDPUNTEN, 2)] if not blocks else []
            blocks.append(
                _list_words(case, item, outcome, late={t for t in case.names if case.is_late(asked, item.id, t)})
            )
    return tuple(blocks)


def _tell_choice(case: Case, chosen: Approach | None) -> list[Block]:
    if chosen is None:
        return [Paragraph(phrases.APPROACH_OPEN)]
    text = next(text for text in case.dossier.pack.approaches if text.id is chosen)
    reason = case.dossier.conference.approach_reason
    if not reason and case.recommendation is not None:
        reason = case.recommendation.approach_reason
    blocks: list[Block] = [
        Paragraph(phrases.APPROACH_CHOSEN.format(approach=phrases.APPROACHES[chosen]), style="lead"),
        Paragraph(text.text),
    ]
    if reason:
        blocks.append(Paragraph(reason, label=phrases.APPROACH_REASON))
    if case.dossier.conference.plan == "own":
        later = phrases.OTHER_LATER if chosen is Approach.DESIGN else phrases.CORE_FIRST
        blocks.append(Paragraph(later))
    steps = BulletList(tuple(Point(step) for step in text.steps), numbered=True)
    return [*blocks, Heading(phrases.APPROACH_STEPS, 2), steps]


def _list_indications(case: Case, asked: Asked) -> Table:
    known = items_of(case.dossier.pack, Indication)
    name, towards, finding = phrases.COLUMNS_SIGNS
    rows = []
    for item in asked.items:
        outcome = asked.shown(item.id, RateOutcome)
        if outcome is not None:
            status = phrases.FINDINGS[outcome.status] if outcome.status else None
            rows.append((known[item.id].text, _points_to(known[item.id]), figure(outcome, "status", status)))
    return Table(phrases.SIGNS_CAPTION, (Column(name, 4), Column(towards, 1.4), Column(finding, 1.6)), tuple(rows))


def _points_to(indication: Indication) -> str:
    if indication.points_to == "neutral":
        return phrases.NEUTRAL
    return phrases.APPROACHES[indication.points_to]


def _list_words(case: Case, item: RoundItem, outcome: ConsentOutcome, *, late: Set[str]) -> Table:
    texts = {**dict(outcome.conditions), **dict(outcome.objections)}
    town, word, text = phrases.COLUMNS_STANDPUNT
    rows = tuple(
        (name, _late_word((outcome.voices or {}).get(id_), late=id_ in late), texts.get(id_, ""))
        for id_, name in case.names.items()
    )
    caption = f"{phrases.STANDPUNTEN_CAPTION}: {item.title}"
    return Table(caption, (Column(town, 1.5), Column(word, 1.5), Column(text, 4)), rows)


def consent_word(word: str | None) -> str:
    """What a municipality said; silence is named."""
    return phrases.SILENT if word is None else {str(key): text for key, text in phrases.CONSENTS.items()}[word]


def _late_word(word: str | None, *, late: bool) -> str:
    said = consent_word(word)
    return happened.LATER.format(word=said) if late else said


def _list_pitfalls(case: Case, chosen: Approach) -> Sequence[Block]:
    pitfalls = [pitfall for pitfall in case.dossier.pack.pitfalls if pitfall.approach in {chosen, "both"}]
    if not pitfalls:
        return ()
    name, signal, remedy = phrases.COLUMNS_PITFALLS
    rows = tuple((pitfall.title, pitfall.signal, pitfall.remedy) for pitfall in pitfalls)
    table = Table(phrases.PITFALLS_CAPTION, (Column(name, 2), Column(signal, 3), Column(remedy, 3)), rows)
    return (Heading(phrases.PITFALLS, 2), table)
