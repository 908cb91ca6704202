"""The conversation after a round: what was noted of it and the arguments in it, beside the figures it was about."""

from collections.abc import Iterable

from flows.recommendation.evidence import Asked
from report import happened_phrases as phrases
from report.blocks import Block, BulletList, Heading, Paragraph, Point
from report.case import Case, sentence
from report.dossier import RoundDossier


def tell_talk(case: Case, *asked: Asked) -> tuple[Block, ...]:
    """What was noted at the bespreekpunten of these rounds, and what people wrote, oldest first; nothing where there
    is nothing of it."""
    entries = [case.entries[settled.round.id] for found in asked for settled in reversed(found.rounds)]
    return (*_list_notes(entries), *_list_arguments(entries))


def tell_item_talk(case: Case, asked: Asked, item: str) -> tuple[Block, ...]:
    """The same for one item."""
    entries = [case.entries[settled.round.id] for settled in reversed(asked.rounds)]
    notes = tuple(
        Paragraph(sentence(entry.notes[item]), label=phrases.TALKED) for entry in entries if item in entry.notes
    )
    return (*notes, *_list_arguments(entries, only=item))


def tell_other_talk(case: Case) -> tuple[Block, ...]:
    """The conversation about rounds of optional phases, which have no chapter of their own."""
    optional = {phase.id for phase in case.dossier.pack.phases if phase.optional}
    entries = [entry for entry, _ in case.rounds if entry.round.phase in optional]
    notes, lines = _list_notes(entries), _list_arguments(entries)
    return (Heading(phrases.ALSO_TALKED, 2), *notes[1:], *lines) if notes or lines else ()


def _list_notes(entries: Iterable[RoundDossier]) -> tuple[Block, ...]:
    found = tuple(
        Point(sentence(entry.notes[item]), label=phrases.TALKED_ABOUT.format(title=title))
        for entry in entries
        for item, title in _titles(entry)
    )
    return (Paragraph("", label=phrases.TALKED), BulletList(found)) if found else ()


def _list_arguments(entries: Iterable[RoundDossier], *, only: str | None = None) -> tuple[Block, ...]:
    """What was admitted of the lines that people wrote; a further round holds those of the rounds that it follows."""
    found: dict[tuple[str, str], tuple[Point, ...]] = {}
    for entry in entries:
        for item in entry.round.items:
            texts = entry.arguments.get(item.id, ())
            if texts and only in {None, item.id}:
                label = "" if only else phrases.TALKED_ABOUT.format(title=item.title)
                found[entry.round.template, item.id] = tuple(
                    Point(phrases.ARGUMENT.format(text=text), label=label) for text in texts
                )
    listed = tuple(point for points in found.values() for point in points)
    return (Paragraph("", label=phrases.ARGUED), BulletList(listed)) if listed else ()


def _titles(entry: RoundDossier) -> list[tuple[str, str]]:
    """(item, title) of what was noted, in the order in which it was talked about."""
    titles = {item.id: item.title for item in entry.round.items}
    return [(item, titles[item]) for item in entry.notes if item in titles]
