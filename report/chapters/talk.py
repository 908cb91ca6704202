"""The conversation after a round, as the facilitator noted it: it stands beside the figures that it was about."""

from collections.abc import Iterable

from flows.recommendation.evidence import Asked
from report import happened_phrases as phrases
from report.blocks import Block, BulletList, Heading, Paragraph, Point
from report.case import Case, sentence
from report.dossier import RoundDossier


def tell_talk(case: Case, *asked: Asked) -> tuple[Block, ...]:
    """What was noted at the bespreekpunten of these rounds, oldest first; nothing where nothing was noted."""
    ids = [settled.round.id for found in asked for settled in reversed(found.rounds)]
    return _list_notes(case.entries[id_] for id_ in ids)


def tell_item_talk(case: Case, asked: Asked, item: str) -> tuple[Block, ...]:
    """The same for one item."""
    entries = [case.entries[settled.round.id] for settled in reversed(asked.rounds)]
    return tuple(
        Paragraph(sentence(entry.notes[item]), label=phrases.TALKED) for entry in entries if item in entry.notes
    )


def tell_other_talk(case: Case) -> tuple[Block, ...]:
    """The conversation about rounds of optional phases, which have no chapter of their own."""
    optional = {phase.id for phase in case.dossier.pack.phases if phase.optional}
    said = _list_notes(entry for entry, _ in case.rounds if entry.round.phase in optional)
    return (Heading(phrases.ALSO_TALKED, 2), *said[1:]) if said else ()


def _list_notes(entries: Iterable[RoundDossier]) -> tuple[Block, ...]:
    found = tuple(
        Point(sentence(entry.notes[item]), label=phrases.TALKED_ABOUT.format(title=title))
        for entry in entries
        for item, title in _titles(entry)
    )
    return (Paragraph("", label=phrases.TALKED), BulletList(found)) if found else ()


def _titles(entry: RoundDossier) -> list[tuple[str, str]]:
    """(item, title) of what was noted, in the order in which it was talked about."""
    titles = {item.id: item.title for item in entry.round.items}
    return [(item, titles[item]) for item in entry.notes if item in titles]
