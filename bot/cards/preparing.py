"""Preparing: what a round asks, and homework; for the facilitator, the group and everybody who answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bot import phrases
from bot.buttons import Desk, Resume
from bot.buttons.preparing import (
    ChooseItems,
    CloseHomework,
    Homework,
    HomeworkDesk,
    OpenHomework,
    Select,
    SelectGroup,
    SelectItem,
    ShowGroups,
    ShowItems,
)
from bot.cards.card import Card, Key, Row, bold, esc, lines, rows_of
from bot.cards.group import answer_row, town_lines
from bot.cards.member import may_answer
from bot.cards.together import mode_keys
from bot.phrases import preparing as words
from flows.conference.model import Conference, Participant, Round
from flows.pack import form
from flows.pack.asking import ALL, CORE, GROUP, estimate_minutes, estimate_together
from flows.pack.form import Pack
from flows.ports import Progress
from flows.services.preparing import ITEMS, Offer, homework_forms, homework_of, open_homework_of
from flows.services.stage import Stage
from flows.words import Role, RoundState

PER_PAGE: Final = 8


# --- what a round asks -------------------------------------------------------------------------------


def choose_key(pack: Pack, round_: Round) -> Key | None:
    """'Kies taken', for a concept; None where there is one thing to ask and no other way to ask it."""
    template = pack.round(round_.template)
    if template.items is None and round_.selection != ITEMS and len(round_.items) == 1:
        return None
    return Key(words.CHOOSE.format(nouns=template.nouns), ChooseItems(round_.key))


def selection_card(offer: Offer) -> Card:
    """Kern, alles, one deellijst or single items, each with the time it takes one person; and samen or not."""
    round_, template = offer.round, offer.template
    modes = mode_keys(round_, grouped=offer.grouped)
    listed = template.items is not None
    lists = [(CORE, words.CORE), (ALL, words.ALL)] if listed else []
    sizes = [(which, name, len(offer.of(which))) for which, name in lists]
    if len({size for _, _, size in sizes}) == 1:
        sizes = sizes[1:]
    keys = tuple(
        Key(_ticked(round_.selection == which, name, size), Select(round_.key, which)) for which, name, size in sizes
    )
    parts = round_.selection.startswith(GROUP)
    tick = phrases.TICK
    groups = Key((tick if parts else "") + words.GROUPS, ShowGroups(round_.key)) if offer.groups else None
    single = round_.selection not in {CORE, ALL} and not parts and len(round_.items) < len(offer.items)
    items = Key((tick if single else "") + words.SINGLE, ShowItems(round_.key, 0)) if len(offer.items) > 1 else None
    text = lines(
        [
            bold(words.SELECTION_HEAD.format(title=round_.title)),
            words.SELECTION_NOW.format(
                units=_units(template, len(round_.items)), time=_minutes(template, len(round_.items))
            ),
            esc(words.MODE_LINE[round_.mode]) if modes else None,
            "",
            *(_line(template, name, size) for _, name, size in sizes),
        ]
    )
    second = tuple(key for key in (groups, items) if key is not None)
    return Card(text, tuple(row for row in (keys, second, modes, _home(round_.conference)) if row))


def groups_card(offer: Offer) -> Card:
    """The deellijsten, each with the time it takes one person."""
    round_, template = offer.round, offer.template
    sizes = [(group, len(offer.of(f"{GROUP}{group.id}"))) for group in offer.groups]
    text = lines(
        [
            bold(words.GROUPS_HEAD.format(title=round_.title)),
            *(_line(template, group.title, size) for group, size in sizes),
        ]
    )
    keys = [
        Key(
            _ticked(round_.selection == f"{GROUP}{group.id}", group.title, size),
            SelectGroup(round_.key, group.id),
        )
        for group, size in sizes
    ]
    return Card(text, (*rows_of(keys, 1), (_back(round_), *_home(round_.conference))))


def items_card(offer: Offer, page: int) -> Card:
    """Single items to tick. Each button says in which state it puts its item; one that must stay is only put in."""
    round_, template = offer.round, offer.template
    pages = -(-len(offer.items) // PER_PAGE)
    page = max(0, min(pages - 1, page))
    shown = offer.items[page * PER_PAGE : (page + 1) * PER_PAGE]
    text = lines(
        [
            bold(words.ITEMS_HEAD.format(title=round_.title, nouns=template.nouns)),
            words.ITEMS_NOW.format(
                chosen=len(round_.items), total=len(offer.items), time=_minutes(template, len(round_.items))
            ),
            words.ITEMS_PAGE.format(page=page + 1, pages=pages) if pages > 1 else None,
        ]
    )
    rows = [
        (
            Key(
                (phrases.TICK if item.id in offer.chosen else "") + item.title,
                SelectItem(round_.key, item.id, int(item.id not in offer.chosen or item.id in offer.fixed), page),
            ),
        )
        for item in shown
    ]
    before = (Key(phrases.PREVIOUS, ShowItems(round_.key, page - 1)),) if page > 0 else ()
    after = (Key(phrases.NEXT, ShowItems(round_.key, page + 1)),) if page + 1 < pages else ()
    done = Key(phrases.DONE, Desk("home", round_.conference, "x"))
    return Card(text, (*rows, (*before, done, *after)))


def count_chosen(offer: Offer) -> str:
    """'12 taken', of what is asked now."""
    return _units(offer.template, len(offer.round.items))


# --- homework ----------------------------------------------------------------------------------------


def homework_key(stage: Stage, *, complete: bool) -> Key | None:
    """Huiswerk, for the desk: while it can be opened, with a `complete` roster, or is open."""
    first = stage.conference.phase == stage.pack.phases[0].id
    can_open = first and complete and bool(homework_forms(stage.pack, planned=stage.conference.optional))
    if not open_homework_of(stage) and not (can_open and not homework_of(stage)):
        return None
    return Key(words.HOMEWORK, HomeworkDesk(stage.conference.id))


def homework_desk_card(stage: Stage, progress: Mapping[int, Sequence[Progress]], *, blocked: str | None) -> Card:
    """Which lists, how far everybody is, and opening or closing them. `blocked` is why they cannot be opened."""
    cid, given = stage.conference.id, homework_of(stage)
    still_open = open_homework_of(stage)
    if not given:
        forms = homework_forms(stage.pack, planned=stage.conference.optional)
        counts = [(form_, sum(1 for i in stage.pack.items(form_.items or "") if i.core)) for form_ in forms]
        advice = phrases.refusal(blocked, {}) if blocked else words.HOMEWORK_ADVICE_OPEN
        text = lines(
            [
                bold(words.HOMEWORK),
                words.HOMEWORK_OFFER,
                *(_line(form_, form_.title, count) for form_, count in counts),
                *_advice(advice),
            ]
        )
        keys = ((words.OPEN_HOMEWORK, 0), (words.OPEN_UNTIL, 1))
        rows = () if blocked else tuple((Key(name, OpenHomework(cid, until)),) for name, until in keys)
        return Card(text, (*rows, _home(cid)))
    text = lines(
        [
            bold(words.HOMEWORK),
            _until(given),
            *(_state_line(r, progress.get(r.key, ())) for r in given),
            *(_advice(words.HOMEWORK_ADVICE_CLOSE) if still_open else ()),
        ]
    )
    shut = ((Key(words.CLOSE_HOMEWORK, CloseHomework(cid)), Key(phrases.REFRESH, HomeworkDesk(cid))),)
    return Card(text, (*(shut if still_open else ()), _home(cid)))


def homework_group_card(
    pack: Pack,
    conference: Conference,
    given: Sequence[Round],
    progress: Mapping[int, Sequence[Progress]],
    *,
    whole: Sequence[Progress],
    link: str,
    join: str = "",
) -> Card:
    """One card in the group for all lists. `whole` counts who is done with every list that is open."""
    if not any(r.state is RoundState.OPEN for r in given):
        return Card(lines([bold(words.HOMEWORK), words.HOMEWORK_GROUP_CLOSED]))
    done, total = sum(p.done for p in whole), sum(p.voters for p in whole)
    text = lines(
        [
            bold(_head(given)),
            _length(pack, given),
            words.HOMEWORK_WHY,
            *(_state_line(r, progress.get(r.key, ())) for r in given),
            bold(words.HOMEWORK_WHOLE.format(done=done, total=total, verb=phrases.verb(done, "is", "zijn"))),
            *town_lines(conference, whole),
        ]
    )
    return Card(text, (answer_row(link, join=join),))


def homework_card(pack: Pack, conference: Conference, given: Sequence[Round], done: frozenset[int]) -> Card:
    """In the own chat: a button per list, ticked when it is done, and one that goes on to the next."""
    still_open = [r for r in given if r.state is RoundState.OPEN]
    if not still_open:
        return Card(lines([bold(words.HOMEWORK), esc(conference.name), words.HOMEWORK_CLOSED]))
    left = [r for r in still_open if r.key not in done]
    text = lines(
        [
            bold(_head(given)),
            esc(conference.name),
            _length(pack, given),
            words.HOMEWORK_WHY if left else words.HOMEWORK_ALL_DONE,
        ]
    )
    keys = [Key((phrases.TICK if r.key in done else "") + r.title, Resume(r.key)) for r in still_open]
    go_on = ((Key(phrases.TO_MY_QUESTIONS, Homework(conference.id)),),) if left else ()
    return Card(text, (*rows_of(keys, 1), *go_on))


def welcome_card(participant: Participant, rounds: Sequence[Round]) -> Card:
    """Ready, and what comes now."""
    rows = asked_rows(participant, rounds)
    if rows:
        return Card(lines([bold(words.READY), *asked_lines(participant, rounds)]), rows)
    if participant.role is Role.OBSERVER:
        return Card(lines([bold(words.LOOKS_ON), words.LOOKS_ON_HOW]))
    return Card(lines([bold(words.READY), words.NOTHING_NOW]))


def asked_lines(participant: Participant | None, rounds: Sequence[Round]) -> list[str]:
    """What is open now: the round, and homework beside it. With a participant only what he answers."""
    shown = [r for r in rounds if participant is None or may_answer(participant, r)]
    titles = [r.title for r in shown if not r.homework]
    homework = [r.title for r in shown if r.homework]
    return [
        esc(sentence.format(titles=phrases.join_names(names)))
        for sentence, names in ((words.NOW_OPEN, titles), (words.HOMEWORK_IS_OPEN, homework))
        if names
    ]


def asked_rows(participant: Participant, rounds: Sequence[Round]) -> tuple[Row, ...]:
    """To the questions of the round that is open, and to the homework; each where it is asked of this person."""
    mine = [r for r in rounds if may_answer(participant, r)]
    first = [(Key(phrases.TO_MY_QUESTIONS, Resume(r.key)),) for r in mine if not r.homework]
    if not any(r.homework for r in mine):
        return tuple(first)
    label = words.HOMEWORK if first else phrases.TO_MY_QUESTIONS
    return (*first, (Key(label, Homework(participant.conference)),))


def _head(given: Sequence[Round]) -> str:
    number = phrases.in_words(len(given)) if len(given) > 1 else "één"
    noun = words.LISTS[0] if len(given) == 1 else words.LISTS[1]
    return words.HOMEWORK_HEAD.format(lists=f"{number} {noun}")


def _length(pack: Pack, given: Sequence[Round]) -> str:
    minutes = estimate_together([(pack.round(r.template), len(r.items)) for r in given])
    time = words.HOMEWORK_TIME.format(time=phrases.count_word(minutes, "minuut", "minuten"))
    until = _until(given)
    return f"{time[:1].upper()}{time[1:]}{f', {until}' if until else ''}."


def _until(given: Sequence[Round]) -> str | None:
    ends: list[datetime] = [r.closes_at for r in given if r.closes_at is not None and r.state is RoundState.OPEN]
    return words.HOMEWORK_UNTIL.format(until=words.moment_words(max(ends))) if ends else None


def _state_line(round_: Round, progress: Sequence[Progress]) -> str:
    if round_.state is not RoundState.OPEN:
        return esc(words.HOMEWORK_SHUT.format(title=round_.title))
    voters = [p for p in progress if p.municipality is not None]
    done, total = sum(p.done for p in voters), sum(p.voters for p in voters)
    return esc(words.HOMEWORK_LINE.format(title=round_.title, done=done, total=total))


def _ticked(chosen: bool, name: str, count: int) -> str:
    return (phrases.TICK if chosen else "") + words.COUNTED.format(name=name, count=count)


def _units(template: form.Round, count: int) -> str:
    return phrases.count_word(count, template.noun, template.nouns)


def _minutes(template: form.Round, count: int) -> str:
    return phrases.count_word(estimate_minutes(template, items=count), "minuut", "minuten")


def _line(template: form.Round, name: str, count: int) -> str:
    return esc(words.SELECTION_LINE.format(name=name, units=_units(template, count), time=_minutes(template, count)))


def _advice(text: str) -> list[str]:
    return ["", bold(words.ADVICE.format(text=f"{text[:1].lower()}{text[1:]}"))]


def _back(round_: Round) -> Key:
    return Key(phrases.BACK, ChooseItems(round_.key))


def _home(conference: str) -> Row:
    return (Key(phrases.DESK, Desk("home", conference, "x")),)
