"""The conversation: the choice of bespreekpunten, the card in the group, the facilitator's card; announcements."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot import buttons, phrases
from bot.buttons import talk as talk_buttons
from bot.cards.arguing import talk_lines
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines
from bot.cards.following import why_words
from bot.cards.results import ResultView, item_lines
from bot.phrases import day as clock
from bot.phrases import talk as words
from flows.conference.deadlines import time_left
from flows.conference.model import TalkingPoint
from flows.services.announcing import Scope, mark_of
from flows.services.talking import MINUTES, Talk
from flows.services.timing import stamp
from flows.words import RoundState

_PER_PAGE: Final = 16
"""Buttons of items on one page."""


@dataclass(frozen=True, kw_only=True)
class TalkView:
    """What the cards of a conversation show: the result as it may be shown, and the moment."""

    talk: Talk
    result: ResultView
    now: datetime

    def title(self, item: str) -> str:
        return next((i.title for i in self.talk.round.items if i.id == item), item)


def choice_card(talk: Talk, *, page: int, minutes: int) -> Card:
    """Kies bespreekpunten: what is chosen, in order, and a button for every item."""
    round_ = talk.round
    titles = {item.id: item.title for item in round_.items}
    chosen = [
        f"{n}. {esc(titles.get(p.item, p.item))}{esc(_why(talk, p.item))}" for n, p in enumerate(talk.points, start=1)
    ]
    total = phrases.count_word(minutes * len(talk.points), "minuut", "minuten")
    text = lines(
        [
            bold(words.CHOICE_HEAD.format(title=round_.title)),
            words.CHOICE_SOME.format(count=len(talk.points)) if chosen else words.CHOICE_NONE,
            *chosen,
            "",
            words.CHOICE_MINUTES.format(minutes=minutes, total=total) if chosen else None,
            words.CHOICE_CLOSED if round_.state is RoundState.CLOSED else None,
        ]
    )
    pages = max(1, -(-len(round_.items) // _PER_PAGE))
    page = min(page, pages - 1)
    rows = [
        (_item_key(talk, item.id, titles[item.id], page, minutes),)
        for item in round_.items[page * _PER_PAGE : (page + 1) * _PER_PAGE]
    ]
    return Card(text, (*rows, *_pager(talk, page, pages, minutes), *_begin_rows(talk, page, minutes), _home(talk)))


def group_card(view: TalkView) -> Card:
    """One card in the group: the item that is talked about, its result, and the clock."""
    point = view.talk.current
    if point is None or view.talk.round.state is not RoundState.TALK:
        head = words.ALL_TALKED.format(title=view.talk.round.title)
        return Card(lines([bold(head), words.ALL_TALKED_TEXT, *_outcome_lines(view)]))
    return Card(lines([*_point_lines(view, point), "", *_clock_lines(view, point)]))


def lead_card(view: TalkView) -> Card:
    """The facilitator's card: the item, its clock, what was noted, and the steps."""
    talk, point = view.talk, view.talk.current
    if talk.round.state is not RoundState.TALK:
        return Card(
            lines([bold(words.ALL_TALKED.format(title=talk.round.title)), *_note_lines(view)]), (_home(talk),)
        )
    if point is None:
        head = bold(words.ALL_TALKED.format(title=talk.round.title))
        text = lines([head, words.LEAD_DONE, "", *_note_lines(view)])
        return Card(text, (*_note_rows(talk), *_more_rows(talk), _home(talk)))
    noted = words.NOTED.format(note=esc(point.note or words.NOTE_MISSING))
    text = lines([*_point_lines(view, point), "", *_clock_lines(view, point), noted, "", *_note_lines(view)])
    return Card(text, (*_step_rows(talk, point), *_note_rows(talk), *_more_rows(talk), _home(talk)))


def time_over_card(view: TalkView, point: TalkingPoint) -> Card:
    """To the facilitators, when the clock of an item has run out."""
    text = words.TIME_OVER.format(title=esc(view.title(point.item)))
    return Card(text, _step_rows(view.talk, point))


def announcement_card(text: str) -> Card:
    """A facilitator's own words, marked as such."""
    return Card(lines([bold(words.FROM_FACILITATOR), esc(text)]))


def preview_card(conference: str, text: str, *, grouped: bool) -> Card:
    """The announcement as it would look, and to whom it can go."""
    mark = mark_of(text)
    to_all = Key(words.TO_EVERYBODY, talk_buttons.SendAnnouncement(conference, Scope.EVERYBODY.value, mark))
    to_group = Key(words.TO_GROUP, talk_buttons.SendAnnouncement(conference, Scope.GROUP.value, mark))
    drop = Key(words.RATHER_NOT, talk_buttons.DropAnnouncement(conference))
    shown = lines([bold(words.FROM_FACILITATOR), esc(text), "", words.PREVIEW])
    return Card(shown, (*(((to_group,),) if grouped else ()), (to_all,), (drop,)))


def _point_lines(view: TalkView, point: TalkingPoint) -> list[str]:
    talk = view.talk
    head = words.POINT_HEAD.format(
        number=talk.number_of(point.item), total=len(talk.points), title=view.title(point.item)
    )
    item = next((i for i in talk.round.items if i.id == point.item), None)
    if item is None:
        return [bold(head)]
    return [bold(head), *item_lines(view.result, item), *talk_lines(view.result.arguments.get(item.id, ()))]


def _clock_lines(view: TalkView, point: TalkingPoint) -> list[str]:
    """Reads the same between two marks of the countdown."""
    if point.ends_at is None:
        return []
    left = time_left(point.ends_at, now=view.now)
    if left == 0:
        return [bold(words.POINT_LEFT[0])]
    until = clock.until(point.ends_at, view.now)
    return [words.POINT_UNTIL.format(clock=until.removeprefix("tot ")), *([words.POINT_LEFT[left]] if left else [])]


def _outcome_lines(view: TalkView) -> list[str]:
    """What was noted, for the group, when all is said; what was not noted is not told."""
    return [f"{esc(view.title(p.item))}: {italic(p.note)}" for p in view.talk.points if p.note]


def _note_lines(view: TalkView) -> list[str]:
    """What was noted of the items before."""
    noted = [
        f"{view.talk.number_of(p.item)}. {esc(view.title(p.item))}: {esc(p.note) if p.note else words.NOTE_MISSING}"
        for p in view.talk.points
        if p.done_at is not None
    ]
    return [bold(words.NOTES_HEAD), *noted] if noted else []


def _step_rows(talk: Talk, point: TalkingPoint) -> tuple[Row, ...]:
    key = talk.round.key
    onward = words.NEXT_POINT if talk.upcoming is not None else words.END_TALK
    steps = [Key(onward, talk_buttons.NextPoint(key, point.item))]
    if point.ends_at is not None:
        steps.append(Key(words.MORE_TIME, talk_buttons.ExtendPoint(key, point.item, stamp(point.ends_at))))
    return (tuple(steps), (Key(words.NOTE, talk_buttons.NotePoint(key, point.item)),))


def _note_rows(talk: Talk) -> tuple[Row, ...]:
    """The notes of items before can be written anew."""
    done = [p for p in talk.points if p.done_at is not None]
    row = tuple(
        Key(words.NOTE_NUMBER.format(number=talk.number_of(p.item)), talk_buttons.NotePoint(talk.round.key, p.item))
        for p in done
    )
    return (row[:3], row[3:]) if len(row) > 3 else ((row,) if row else ())


def _more_rows(talk: Talk) -> tuple[Row, ...]:
    return ((Key(words.CHOOSE, talk_buttons.ChooseTalk(talk.round.key)),),)


def _why(talk: Talk, item: str) -> str:
    """Why it is proposed, in brackets; nothing where it is not."""
    reason = [why_words(talk.advised[item])] if item in talk.advised else []
    told = [words.PROPOSED, *reason] if item in talk.proposed else []
    return f" ({': '.join(told)})" if told else ""


def _item_key(talk: Talk, item: str, title: str, page: int, minutes: int) -> Key:
    number = talk.number_of(item)
    shown = f"{phrases.TICK}{number} {title}" if number else title
    return Key(shown, talk_buttons.TalkItem(talk.round.key, item, 0 if number else 1, page, minutes))


def _pager(talk: Talk, page: int, pages: int, minutes: int) -> tuple[Row, ...]:
    key = talk.round.key
    row = []
    if page > 0:
        row.append(Key(phrases.PREVIOUS, talk_buttons.TalkPage(key, page - 1, minutes)))
    if page + 1 < pages:
        row.append(Key(phrases.NEXT, talk_buttons.TalkPage(key, page + 1, minutes)))
    return (tuple(row),) if row else ()


def _begin_rows(talk: Talk, page: int, minutes: int) -> tuple[Row, ...]:
    """The minutes for one bespreekpunt, and the begin, where the conversation has not begun."""
    key, state = talk.round.key, talk.round.state
    if state is RoundState.TALK:
        return ((Key(words.TO_TALK, talk_buttons.LeadTalk(key)),),)
    if not talk.points:
        return ()
    lengths = tuple(
        Key(
            (phrases.TICK if m == minutes else "") + words.MINUTES.format(minutes=m),
            talk_buttons.TalkPage(key, page, m),
        )
        for m in MINUTES
    )
    begin = ((Key(words.BEGIN, talk_buttons.BeginTalk(key, minutes)),),) if state is RoundState.PUBLISHED else ()
    return (lengths, *begin)


def _home(talk: Talk) -> Row:
    return (Key(phrases.DESK, buttons.Desk("home", talk.round.conference, "x")),)
