"""Results for a phone: short first, more behind buttons. Shows disclosed outcomes only."""

from typing import Final

from bot import buttons, phrases
from bot.cards.card import Card, Key, Row, lines, pages_of, rows_of
from bot.cards.movement import movement_lines
from bot.cards.results_by_town import shows_towns, town_lines
from bot.cards.results_levels import differing_line, level_warnings
from bot.cards.results_meaning import meaning_lines
from bot.cards.results_of_item import detail_lines, item_lines
from bot.cards.results_overview import Line, count_lines, listed_lines, number_of, short_lines
from bot.cards.results_view import (
    ALL,
    ITEM,
    MEANING,
    SHORT,
    TOWNS,
    ResultView,
    all_label,
    head_lines,
    shows_heads,
)
from bot.phrases import kinds as kind_words
from bot.phrases import results as words
from flows.words import Kind

__all__ = ["ALL", "ITEM", "MEANING", "SHORT", "TOWNS", "ResultView", "item_lines", "result_card", "summary_lines"]

_PER_SECTION: Final = 6
_PER_PAGE: Final = 24
_TEXTS_PER_PAGE: Final = 12
_PAGE_LENGTH: Final = 3300
"""Characters of a page: what is written with a mits or bezwaar may be long, and nothing may fall off."""
_SHORT_LINES: Final = 60
_SHORT_LENGTH: Final = 2800
_NUMBERS: Final = 6
"""Numbers of items in a row of buttons."""
_NAMED: Final = 8
"""Items that have a button with their title, where the list gives them no number."""


def result_card(view: ResultView, *, which: str = SHORT, page: int = 0, item: str = "") -> Card:
    """One of the views of a published result; `item` is for the view of one item."""
    if which == ITEM and view.round.items:
        return _detail(view, item)
    shown = {SHORT: _short, TOWNS: _towns, ALL: _all, MEANING: _meaning}.get(which, _short)
    return shown(view, page)


def summary_lines(view: ResultView) -> list[str]:
    """The outcome in one or two lines, for the desk; and whether persons and municipalities differ."""
    differing = differing_line(view)
    return [*count_lines(view), *([differing] if differing is not None else [])]


def _short(view: ResultView, _page: int) -> Card:
    body = ([line] for line in short_lines(view, limit=_PER_SECTION))
    first, *more = pages_of(body, most=_SHORT_LINES, longest=_SHORT_LENGTH)
    rest = words.REST_ELSEWHERE.format(name=all_label(view, kind_words.ALL_TEXTS)) if more else None
    moved = movement_lines(view.round, view.outcome, since=view.since)
    return Card(lines([*head_lines(view), *first, rest, *moved, *level_warnings(view)]), _rows(view, SHORT))


def _all(view: ResultView, page: int) -> Card:
    size = _TEXTS_PER_PAGE if view.round.kind is Kind.OPEN else _PER_PAGE
    pages = _paged(listed_lines(view), size)
    page = max(0, min(page, len(pages) - 1))
    listed = any(shows_heads(view, outcome) for outcome in view.outcome.items.values())
    keys = _item_rows(view, pages[page])
    head = [
        *head_lines(view, listed=listed),
        words.PAGE.format(page=page + 1, pages=len(pages)) if len(pages) > 1 else None,
    ]
    text = lines(
        [*head, *(line.text for line in pages[page]), words.TAP_NUMBER if _is_numbered(pages[page]) else None]
    )
    return Card(text, (*keys, *_pager(view, ALL, page, len(pages)), *_rows(view, ALL)))


def _towns(view: ResultView, page: int) -> Card:
    pages = pages_of(([line] for line in town_lines(view)), most=_PER_PAGE, longest=_PAGE_LENGTH)
    page = max(0, min(page, len(pages) - 1))
    text = lines([*head_lines(view), *pages[page]])
    return Card(text, (*_pager(view, TOWNS, page, len(pages)), *_rows(view, TOWNS)))


def _meaning(view: ResultView, _page: int) -> Card:
    return Card(lines(meaning_lines(view)), _rows(view, MEANING))


def _detail(view: ResultView, item: str) -> Card:
    """One item; back to the page of the list that it stands on."""
    found = view.item(item)
    text = lines(detail_lines(view, found))
    if len(view.round.items) == 1:
        return Card(text, _rows(view, ITEM))
    pages = _paged(listed_lines(view), _PER_PAGE)
    at = next((n for n, page in enumerate(pages) if any(line.item == found for line in page)), 0)
    return Card(text, ((_key(view, words.TO_LIST, ALL, at),),))


def _paged(listed: list[Line], size: int) -> list[list[Line]]:
    """The lines of the list by page."""
    pages: list[list[Line]] = []
    rest = listed
    for page in pages_of(([line.text] for line in listed), most=size, longest=_PAGE_LENGTH):
        pages.append(rest[: len(page)])
        rest = rest[len(page) :]
    return pages


def _is_numbered(page: list[Line]) -> bool:
    return any(line.item is not None for line in page)


def _item_rows(view: ResultView, page: list[Line]) -> tuple[Row, ...]:
    """A button for each item on the page: its number, or its title where the list has none. Texts stand whole."""
    if view.link is not None or view.round.kind is Kind.OPEN:
        return ()
    items = [line.item for line in page if line.item is not None]
    if items:
        numbered = sorted((number_of(view, item), item) for item in items)
        keys = [Key(str(n), buttons.ResultItem(view.round.key, item.id)) for n, item in numbered]
        return rows_of(keys, _NUMBERS)
    named = view.round.items if 1 < len(view.round.items) <= _NAMED else ()
    return rows_of([Key(item.title, buttons.ResultItem(view.round.key, item.id)) for item in named], 1)


def _rows(view: ResultView, current: str) -> tuple[Row, ...]:
    texts = view.round.kind is Kind.OPEN
    names = {
        TOWNS: phrases.PER_TOWN,
        ALL: all_label(view, kind_words.ALL_TEXTS),
        ITEM: words.IN_DETAIL,
        MEANING: phrases.WHAT_DOES_IT_MEAN,
        SHORT: phrases.BACK,
    }
    more = [ALL] if len(view.round.items) > 1 or texts else [ITEM]
    wanted = [*([TOWNS] if shows_towns(view) else []), *more, MEANING] if current == SHORT else [SHORT]
    keys = [_key(view, names[which], which) for which in wanted]
    return tuple(tuple(row) for row in (keys[:-1], keys[-1:]) if row)


def _pager(view: ResultView, which: str, page: int, pages: int) -> tuple[Row, ...]:
    if pages <= 1:
        return ()
    before = _key(view, phrases.PREVIOUS, which, (page - 1) % pages)
    after = _key(view, phrases.NEXT, which, (page + 1) % pages)
    return ((before, after),)


def _key(view: ResultView, name: str, which: str, page: int = 0) -> Key:
    if view.link is not None:
        return Key(name, url=view.link(f"s_{view.round.key}_{which}"))
    return Key(name, buttons.Result(view.round.key, which, page))
