"""Answers on paper: whose paper, and the walk through it with the buttons that everybody knows."""

from collections.abc import Callable, Mapping
from typing import Final

from bot import buttons, phrases
from bot.buttons import papers as keys
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines, rows_of
from bot.cards.keys import ticked
from bot.cards.values import legend_of, letter_of, uses_letters, value_words
from bot.phrases import papers as words
from flows.conference.model import Ballot, Municipality, Round, RoundItem
from flows.kinds import KINDS
from flows.pack.form import Pack
from flows.services.answering import consent_word, needs_bound
from flows.services.papers import PaperRoll, PaperWalk
from flows.services.reading_paper import LETTERS
from flows.words import Consent, Grade, Kind

_PEOPLE_SHOWN: Final = 90
_LEFT_SHOWN: Final = 60
_TYPED: Final = frozenset(words.ASK_TYPED)


def towns_card(roll: PaperRoll) -> Card:
    """Of which municipality the paper is."""
    shown = []
    for town in roll.stage.conference.municipalities:
        people = roll.people_of(town)
        if people:
            done = sum(1 for p in people if p.id in roll.done)
            label = words.DONE_COUNT.format(name=town.name, done=done, of=len(people))
            shown.append(Key(label, keys.PaperTown(roll.round.key, town.id)))
    text = lines([bold(words.HEAD.format(title=roll.round.title)), words.CHOOSE_TOWN])
    home = Key(phrases.DESK, buttons.Desk("home", roll.round.conference, "x"))
    return Card(text, (*rows_of(shown, 2), (home,)))


def people_card(roll: PaperRoll, town: Municipality) -> Card:
    """Of whom the paper is; who answered everything is ticked."""
    people = roll.people_of(town)
    shown = [
        Key(ticked(p.id in roll.done, p.name), keys.PaperItem(roll.round.key, p.id, keys.WHERE_LEFT))
        for p in people[:_PEOPLE_SHOWN]
    ]
    more = phrases.NOT_ALL_SHOWN.format(shown=_PEOPLE_SHOWN, total=len(people))
    text = lines(
        [
            bold(words.HEAD.format(title=roll.round.title)),
            esc(town.name),
            words.CHOOSE_PERSON,
            italic(words.MARKS),
            more if len(people) > _PEOPLE_SHOWN else None,
        ]
    )
    return Card(text, (*rows_of(shown, 1), (Key(phrases.BACK, keys.PaperRound(roll.round.key)),)))


def paper_card(pack: Pack, walk: PaperWalk, town: Municipality | None) -> Card:
    """An item of the paper, or where the paper stands."""
    item = walk.item
    if item is None:
        return _overview(pack, walk)
    ballot = walk.answers.get(item.id)
    if item.id in walk.own:
        return _place(pack, walk, item, town, Card(italic(words.HAS_OWN)))
    if ballot is not None and needs_bound(item, ballot):
        return _place(pack, walk, item, town, Card(lines(_bound_lines(item)), _bound_rows(walk, item)))
    body = [*_question(pack, walk.round, item, town), *_entered(pack, walk.round, item, ballot)]
    rows = (*_ROWS[walk.round.kind](walk, item, ballot), *_last_row(walk, ballot, item))
    return _place(pack, walk, item, town, Card(lines(body), rows))


def reason_card(walk: PaperWalk, word: Consent) -> Card:
    """The text of a mits or bezwaar is typed over."""
    asked = words.ASK_CONDITION if word is Consent.CONDITION else words.ASK_OBJECTION
    title = walk.item.title if walk.item is not None else walk.round.title
    return Card(lines([_person(walk), bold(title), asked]), ((_back(walk),),))


def typed_card(walk: PaperWalk) -> Card:
    """What is typed over in one go."""
    item = walk.item
    options = [f"{letter_of(item, o.id)} {esc(o.title)}" for o in item.options] if item is not None else []
    title = item.title if item is not None else walk.round.title
    return Card(lines([_person(walk), bold(title), *options, words.ASK_TYPED[walk.round.kind]]), ((_back(walk),),))


def entered_words(pack: Pack, walk: PaperWalk, item: RoundItem) -> str:
    """What stands on paper now, in words."""
    ballot = walk.answers.get(item.id)
    if ballot is None:
        return ""
    return words.ENTERED.format(value=_words(pack, walk.round, item, ballot))


def _place(pack: Pack, walk: PaperWalk, item: RoundItem, town: Municipality | None, inner: Card) -> Card:
    order = [i.id for i in walk.round.items]
    place = order.index(item.id)
    noun = pack.round(walk.round.template).noun.capitalize()
    head = words.PLACE.format(noun=noun, place=place + 1, total=len(order))
    text = lines([_person(walk, town), esc(head), bold(item.title), inner.text])
    at = (walk.round.key, walk.participant.id)
    around = [
        Key(phrases.PREVIOUS, keys.PaperItem(*at, order[place - 1])) if place else None,
        Key(phrases.OVERVIEW, keys.PaperItem(*at, keys.SUMMARY)),
        Key(phrases.NEXT, keys.PaperItem(*at, order[place + 1])) if place + 1 < len(order) else None,
    ]
    return Card(text, (*inner.rows, tuple(key for key in around if key is not None), (_back_to_people(walk),)))


def _overview(_pack: Pack, walk: PaperWalk) -> Card:
    """Counts of paper only; what somebody answered himself is counted, never shown."""
    numbers = {item.id: n for n, item in enumerate(walk.round.items, start=1)}
    left = walk.left
    paper = sum(1 for item in walk.round.items if walk.is_done(item))
    text = lines(
        [
            _person(walk),
            words.ALL_IN if not left else None,
            words.SUMMARY.format(paper=paper, own=len(walk.own), left=len(left)),
        ]
    )
    shown = left or tuple(item for item in walk.round.items if item.id not in walk.own)
    at = (walk.round.key, walk.participant.id)
    open_keys = [Key(str(numbers[i.id]), keys.PaperItem(*at, i.id)) for i in shown[:_LEFT_SHOWN]]
    home = Key(phrases.DESK, buttons.Desk("home", walk.round.conference, "x"))
    return Card(text, (*rows_of(open_keys, 6), (_back_to_people(walk),), (home,)))


def _question(pack: Pack, round_: Round, item: RoundItem, town: Municipality | None) -> list[str]:
    template = pack.round(round_.template)
    asked = (item.question or template.question or "").replace("{gemeente}", town.name if town else "de gemeente")
    legend = legend_of(pack, round_)
    options = item.options if uses_letters(round_, item) and item.proposed is None else ()
    return [
        *([esc(asked)] if asked else []),
        *([esc(legend)] if legend else []),
        *(f"{letter_of(item, o.id)} {esc(o.title)}" for o in options),
    ]


def _entered(pack: Pack, round_: Round, item: RoundItem, ballot: Ballot | None) -> list[str]:
    if ballot is None:
        return []
    said = [bold(words.ENTERED.format(value=_words(pack, round_, item, ballot)))]
    return [*said, words.TEXT_IS.format(text=italic(ballot.text))] if ballot.text else said


def _words(pack: Pack, round_: Round, item: RoundItem, ballot: Ballot) -> str:
    encoded = None if ballot.value is None else KINDS[round_.kind].encode(ballot.value)
    return value_words(pack, round_, item, encoded, no_opinion=ballot.no_opinion)


def _answer(walk: PaperWalk, item: RoundItem, value: str, label: str, *, chosen: bool) -> Key:
    return Key(ticked(chosen, label), keys.PaperAnswer(walk.round.key, walk.participant.id, item.id, value))


def _rate_rows(walk: PaperWalk, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    stands = ballot.value if ballot is not None else None
    return (tuple(_answer(walk, item, str(n), str(n), chosen=stands == n) for n in range(1, 6)),)


def _choose_rows(walk: PaperWalk, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    letters = uses_letters(walk.round, item)
    stands = ballot.value if ballot is not None else None
    shown = [
        _answer(walk, item, LETTERS[n], LETTERS[n] if letters else o.title, chosen=stands == o.id)
        for n, o in enumerate(item.options)
    ]
    return rows_of(shown, 6 if letters else 2)


def _grade_rows(walk: PaperWalk, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    stands = ballot.value if ballot is not None else None
    shown = [_answer(walk, item, g.value, phrases.GRADES[g], chosen=stands == g.value) for g in Grade]
    return rows_of(shown, 2)


def _consent_rows(walk: PaperWalk, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    word = consent_word(ballot) if ballot is not None and ballot.value is not None else None
    offered = [c for c in Consent if c is not Consent.COLLEGE or walk.round.decides]
    shown = [_answer(walk, item, c.value, phrases.CONSENT[c], chosen=word is c) for c in offered]
    return rows_of(shown, 3)


def _typed_rows(walk: PaperWalk, item: RoundItem, _ballot: Ballot | None) -> tuple[Row, ...]:
    return ((Key(words.TYPE_OVER, keys.PaperTyped(walk.round.key, walk.participant.id, item.id)),),)


_ROWS: Final[Mapping[Kind, Callable[[PaperWalk, RoundItem, Ballot | None], tuple[Row, ...]]]] = {
    Kind.RATE: _rate_rows,
    Kind.CHOOSE: _choose_rows,
    Kind.GRADE: _grade_rows,
    Kind.CONSENT: _consent_rows,
    **dict.fromkeys(_TYPED, _typed_rows),
}


def _last_row(walk: PaperWalk, ballot: Ballot | None, item: RoundItem) -> tuple[Row, ...]:
    at = (walk.round.key, walk.participant.id, item.id)
    row = []
    if not walk.round.decides:
        chosen = ballot is not None and ballot.no_opinion
        row.append(Key(ticked(chosen, phrases.NO_OPINION), keys.PaperNoOpinion(*at)))
    if walk.round.unacceptable and ballot is not None:
        mark = keys.PaperMark(*at, 0 if ballot.unacceptable else 1)
        row.append(Key(ticked(ballot.unacceptable, phrases.UNACCEPTABLE), mark))
    return tuple((key,) for key in row)


def _bound_lines(item: RoundItem) -> list[str]:
    return [words.ASK_BOUND, *(f"{letter_of(item, o.id)} {esc(o.title)}" for o in item.options)]


def _bound_rows(walk: PaperWalk, item: RoundItem) -> tuple[Row, ...]:
    at = (walk.round.key, walk.participant.id, item.id)
    shown = [Key(LETTERS[n], keys.PaperBound(*at, LETTERS[n])) for n in range(len(item.options))]
    return (*rows_of(shown, 6), (Key(phrases.NONE_OF_THESE, keys.PaperBound(*at, keys.NO_LETTER)),))


def _person(walk: PaperWalk, town: Municipality | None = None) -> str:
    head = words.PERSON_HEAD.format(name=walk.participant.name)
    return esc(f"{head}, {town.name}" if town else head)


def _back(walk: PaperWalk) -> Key:
    item = walk.at or keys.WHERE_LEFT
    return Key(phrases.BACK, keys.PaperItem(walk.round.key, walk.participant.id, item))


def _back_to_people(walk: PaperWalk) -> Key:
    return Key(words.NEXT_PERSON, keys.PaperTown(walk.round.key, walk.participant.municipality or ""))
