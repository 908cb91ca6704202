"""Lines why, with the facilitator: one text at a time, without name or municipality."""

from collections.abc import Iterator
from typing import Final

from bot import buttons, phrases
from bot.buttons.arguing import AdmitAll, AllLines, Judge, NextLine, ReadThem
from bot.cards.card import Card, Key, Row, bold, esc, lines, pages_of
from bot.phrases import arguing as words
from flows.conference.model import Argument, Round
from flows.services.announcing import mark_of
from flows.services.asking_arguments import TAKING
from flows.services.moderating import Judgment, Moderation
from flows.words import ArgumentState

_LENGTH: Final = 3000
"""Characters of texts on one page."""
_TEXTS: Final = 20
"""Texts on one page."""


def read_key(found: Moderation | None) -> Key | None:
    """'Lees 2 teksten', for the desk: how many are to be judged, else how many there are."""
    if found is None or not found.lines:
        return None
    count = len(found.waiting) or len(found.lines)
    label = words.READ_ONE if count == 1 else words.READ_MORE.format(count=count)
    return Key(label, ReadThem(found.round.key))


def desk_line(found: Moderation | None) -> str | None:
    """'Argumenten: 6 binnen, 2 te beoordelen'."""
    if found is None or not found.count:
        return None
    if not found.waiting:
        return words.DESK_JUDGED.format(count=found.count)
    return words.DESK_LINE.format(count=found.count, waiting=len(found.waiting))


def line_card(found: Moderation, line: Argument | None) -> Card:
    """One text with what can be done with it; without one how it stands."""
    if line is None:
        return _summary_card(found)
    titles = {item.id: item.title for item in found.round.items}
    text = lines(
        [
            bold(words.HEAD.format(title=found.round.title)),
            words.UNNAMED,
            _counts(found),
            "",
            bold(titles[line.item]),
            f"‘{esc(line.text)}’",
            "",
            words.IS_ADMITTED if line.state is ArgumentState.ADMITTED else None,
            None if found.open else words.FIXED,
        ]
    )
    onward = (Key(phrases.NEXT, NextLine(found.round.key, line.id)),) if len(found.lines) > 1 else ()
    all_of_them = found.open and len(found.waiting) > 1
    every = (Key(words.ADMIT_ALL, AllLines(found.round.key, 0)),) if all_of_them else ()
    rows = (*(_judging(found, line) if found.open else ()), onward, every, _home(found.round))
    return Card(text, tuple(row for row in rows if row))


def all_card(found: Moderation, *, page: int) -> Card:
    """Everything that is to be judged, by item, before all of it is admitted."""
    pages = pages_of(_blocks(found), most=_TEXTS, longest=_LENGTH)
    page = max(0, min(page, len(pages) - 1))
    key, count = found.round.key, len(found.waiting)
    text = lines(
        [
            bold(words.HEAD.format(title=found.round.title)),
            words.CONFIRM_ALL.format(count=count) if count else words.ALL_JUDGED,
            words.PAGE.format(page=page + 1, pages=len(pages)) if len(pages) > 1 else None,
            *pages[page],
        ]
    )
    turns = (
        *((Key(phrases.PREVIOUS, AllLines(key, page - 1)),) if page else ()),
        *((Key(phrases.NEXT, AllLines(key, page + 1)),) if page + 1 < len(pages) else ()),
    )
    yes = (Key(words.YES_ALL.format(count=count), AdmitAll(key, found.mark)),)
    last = page + 1 == len(pages) and count and found.open  # what was not seen is not admitted
    rows = (turns, yes if last else (), (Key(words.BACK_TO_LINES, ReadThem(key)),), _home(found.round))
    return Card(text, tuple(row for row in rows if row))


def _summary_card(found: Moderation) -> Card:
    shown = [words.ALL_JUDGED, _counts(found)] if found.count else [words.NONE]
    text = lines([bold(words.HEAD.format(title=found.round.title)), *shown])
    read = (Key(words.READ_ADMITTED, ReadThem(found.round.key)),) if found.admitted else ()
    return Card(text, tuple(row for row in (read, _home(found.round)) if row))


def _judging(found: Moderation, line: Argument) -> tuple[Row, ...]:
    """Only while lines are taken is one sent back, and only where it is known who would get it."""
    if line.state is ArgumentState.ADMITTED:
        return ((_judge(line, Judgment.TAKE_BACK),),)
    can_return = line.participant is not None and found.round.state in TAKING
    back = ((_judge(line, Judgment.RETURN),),) if can_return else ()
    return ((_judge(line, Judgment.ADMIT), _judge(line, Judgment.REFUSE)), *back)


def _judge(line: Argument, judgment: Judgment) -> Key:
    return Key(words.JUDGMENTS[judgment], Judge(line.id, judgment.value, mark_of(line.text)))


def _counts(found: Moderation) -> str:
    told = (
        (words.WAITING_COUNT, len(found.waiting)),
        (words.ADMITTED_COUNT, len(found.admitted)),
        (words.RETURNED_COUNT, found.returned),
        (words.REFUSED_COUNT, found.refused),
    )
    text = " · ".join(sentence.format(count=count) for sentence, count in told if count)
    return text[:1].upper() + text[1:]


def _home(round_: Round) -> Row:
    return (Key(phrases.DESK, buttons.Desk("home", round_.conference, "x")),)


def _blocks(found: Moderation) -> Iterator[list[str]]:
    """A text each, the first of an item with its title above it."""
    for item in found.round.items:
        texts = [line.text for line in found.waiting if line.item == item.id]
        for place, text in enumerate(texts):
            heading = [] if place else ["", bold(item.title)]
            yield [*heading, f"‘{esc(text)}’"]
