"""A toelichting: asking for it, and what the facilitator reads after closing."""

from collections.abc import Iterator
from typing import Final

from bot import buttons, phrases
from bot.buttons.explaining import Explain, RatherNot, ReadThem
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines, pages_of
from bot.phrases import explaining as words
from flows.conference.model import Ballot, Round, RoundItem
from flows.services.answering import Walk
from flows.services.explaining import Explanations, can_explain

_LENGTH: Final = 3000
"""Characters of texts on one page."""
_TEXTS: Final = 20
"""Texts on one page."""


def explain_key(walk: Walk, item: RoundItem) -> tuple[Key, ...]:
    """'Toelichting' with a question; ticked where something was written."""
    if not can_explain(walk.round, walk.participant):
        return ()
    ballot = walk.answers.get(item.id)
    tick = phrases.TICK if ballot is not None and ballot.text else ""
    return (Key(tick + words.EXPLAIN, Explain(walk.round.key, item.id)),)


def beside_no_opinion(rows: tuple[Row, ...], keys: tuple[Key, ...]) -> tuple[Row, ...]:
    """The keys beside 'Geen mening' where that stands alone, else in a row below the answers."""
    if not keys:
        return rows
    if rows and len(rows[-1]) == 1 and isinstance(rows[-1][0].data, buttons.NoOpinion):
        return (*rows[:-1], (*rows[-1], *keys))
    return (*rows, keys)


def ask_card(round_: Round, item: RoundItem, ballot: Ballot | None) -> Card:
    """The question for the line, with what stands there now."""
    before = [words.NOW, italic(ballot.text)] if ballot is not None and ballot.text else []
    text = lines([bold(item.title), *before, words.ASK])
    return Card(text, ((Key(words.RATHER_NOT, RatherNot(round_.key, item.id)),),))


def read_key(round_: Round, count: int) -> Key | None:
    """'Lees 2 teksten', for the desk."""
    if not count:
        return None
    return Key(words.READ_ONE if count == 1 else words.READ_MORE.format(count=count), ReadThem(round_.key, 0))


def texts_card(found: Explanations, *, page: int) -> Card:
    """Everything that was written, by item."""
    pages = pages_of(_blocks(found), most=_TEXTS, longest=_LENGTH)
    page = min(page, len(pages) - 1)
    text = lines(
        [
            bold(words.HEAD.format(title=found.round.title)),
            words.UNNAMED if found.texts else words.NONE,
            words.PAGE.format(page=page + 1, pages=len(pages)) if len(pages) > 1 else None,
            *pages[page],
        ]
    )
    turns = (
        *((Key(phrases.PREVIOUS, ReadThem(found.round.key, page - 1)),) if page else ()),
        *((Key(phrases.NEXT, ReadThem(found.round.key, page + 1)),) if page + 1 < len(pages) else ()),
    )
    home = (Key(phrases.DESK, buttons.Desk("home", found.round.conference, "x")),)
    return Card(text, tuple(row for row in (turns, home) if row))


def _blocks(found: Explanations) -> Iterator[list[str]]:
    """A text each, the first of an item with its title above it."""
    titles = {item.id: item.title for item in found.round.items}
    for item, texts in found.texts:
        for place, text in enumerate(texts):
            heading = [] if place else ["", bold(titles[item])]
            yield [*heading, f"‘{esc(text)}’"]
