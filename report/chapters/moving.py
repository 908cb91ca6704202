"""Further rounds: how many changed their answer, never who; and both sides of what stayed open after the last."""

from collections.abc import Iterable

from flows.conference.chains import MOST_LAPS, chain_of
from flows.conference.model import RoundItem
from flows.outcomes import AnyOutcome, ChooseOutcome, Movement, RateOutcome
from flows.recommendation.evidence import Asked, Settled
from flows.recommendation.further import why_open
from report import further_phrases as phrases
from report import phrases as words
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table
from report.case import Case, figure


def list_movement(case: Case) -> tuple[Block, ...]:
    """A table of all items of further rounds; nothing where none was held."""
    rows = tuple(
        (case.round_name(entry.round), item.title, *_tell(outcome.items[item.id]))
        for entry, outcome in case.rounds
        if entry.round.follows is not None
        for item in entry.round.items
    )
    if not rows:
        return ()
    round_, subject, *figures = phrases.COLUMNS_MOVED
    columns = (Column(round_, 2.2), Column(subject, 2.6), *(Column(title, 1, "right") for title in figures))
    table = Table(phrases.MOVED_CAPTION, columns, rows)
    return (Heading(phrases.MOVED, 2), table, Paragraph(phrases.MOVED_NOTE, style="note"))


def tell_both_sides(case: Case, *asked: Asked) -> tuple[Block, ...]:
    """The items of these rounds that stayed open after the last further round, with who stands where.

    The arguments on both sides stand with the conversation.
    """
    found = tuple(
        Point(_sides(case, item, settled.shown.items[item.id]), label=f"{item.title}:")
        for rounds in asked
        for settled in rounds.rounds
        if _is_last(case, settled)
        for item in _left_open(case, settled)
    )
    if not found:
        return ()
    return (Heading(phrases.BOTH_SIDES, 2), Paragraph(phrases.BOTH_SIDES_INTRO), BulletList(found))


def _tell(outcome: AnyOutcome) -> tuple[str, str, str]:
    moved = outcome.movement
    changed = None if moved is None else phrases.MOVED_OF.format(changed=moved.changed, of=moved.of)
    shown = figure(outcome, "movement", changed)
    if moved is None or not _has_direction(outcome, moved):
        return (shown, words.NONE, words.NONE)
    return (shown, str(moved.up), str(moved.down))


def _has_direction(outcome: AnyOutcome, moved: Movement) -> bool:
    """Ordered answers go up or down; others merely change."""
    return isinstance(outcome, RateOutcome) or bool(moved.up or moved.down)


def _is_last(case: Case, settled: Settled) -> bool:
    rounds = [entry.round for entry in case.dossier.rounds]
    return len(chain_of(settled.round, rounds)) >= MOST_LAPS


def _left_open(case: Case, settled: Settled) -> Iterable[RoundItem]:
    limits = case.dossier.pack.thresholds
    for item in settled.round.items:
        outcome = settled.shown.items[item.id]
        if why_open(outcome, municipalities=len(settled.shown.electorate), thresholds=limits) is not None:
            yield item


def _sides(case: Case, item: RoundItem, outcome: AnyOutcome) -> str:
    """By name where that may be shown, else by number, else nothing."""
    if isinstance(outcome, RateOutcome):
        return _rated(case, outcome)
    if isinstance(outcome, ChooseOutcome) and outcome.voices is not None:
        titles = {option.id: option.title for option in item.options}
        named = {option: [t for t, chosen in outcome.voices.items() if chosen == option] for option in titles}
        return _join(phrases.CHOSEN.format(option=titles[o], towns=case.towns(t)) for o, t in named.items() if t)
    return phrases.NOT_NAMED


def _rated(case: Case, outcome: RateOutcome) -> str:
    if outcome.voices is not None:
        named = {side: [t for t, voice in outcome.voices.items() if voice is side] for side in phrases.SIDES}
        return _join(phrases.SIDES[side].format(towns=case.towns(t)) for side, t in named.items() if t)
    counts = outcome.voice_counts or {}
    told = [text.format(count=counts[side]) for side, text in phrases.SIDES_COUNTED.items() if counts.get(side)]
    return phrases.COUNTED.format(counts=", ".join(told)) if told else phrases.NOT_NAMED


def _join(parts: Iterable[str]) -> str:
    return ". ".join(parts) + "."
