"""Samen: the group's card with one item, and what the desk says and offers while it is there."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from bot import phrases
from bot.buttons import Answer, NoOpinion
from bot.buttons.kinds import Approve, ApproveNone
from bot.buttons.preparing import MoveOn, MyChoice, SetMode
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines, rows_of
from bot.cards.day import clock_lines
from bot.cards.following import BeforeView, context_lines
from bot.cards.group import town_lines
from bot.cards.values import LETTERS, legend_of, letter_of, uses_letters
from bot.phrases import kinds
from bot.phrases import preparing as words
from flows.conference.model import Conference, Round, RoundItem
from flows.pack.form import Pack
from flows.ports import Progress
from flows.services.answerers import current_item
from flows.services.together import is_answered_by_all, is_together, item_beside, together_refusal
from flows.words import Kind, Mode

_LETTERS_IN_A_ROW: Final = 6


def together_card(
    pack: Pack,
    conference: Conference,
    round_: Round,
    *,
    progress: Sequence[Progress],
    now: datetime | None = None,
    before: BeforeView | None = None,
) -> Card:
    """The item of this moment with its buttons; of the answers only how many of which municipality.

    In a further round with what came out before, which was published already.
    The buttons are the same for everybody, so nothing is ticked: 'Wat koos ik' tells each his own.
    """
    item = current_item(round_)
    if item is None:
        return Card(bold(round_.title))
    voters = [p for p in progress if p.municipality is not None]
    question = (item.question or pack.round(round_.template).question or "").replace("{gemeente}", words.YOUR_TOWN)
    legend = legend_of(pack, round_)
    text = lines(
        [
            _place(round_, item),
            bold(item.title),
            esc(item.text) if item.text else None,
            italic(item.note) if item.note else None,
            esc(question) if question else None,
            legend and esc(legend),
            italic(phrases.FROM_TO.format(first=LETTERS[0], last=LETTERS[len(item.options) - 1]))
            if round_.ordered and uses_letters(round_, item)
            else None,
            *_option_lines(round_, item),
            *(context_lines(before, item) if before is not None else ()),
            *(clock_lines(round_, now) if now is not None else ()),
            bold(_answered(voters)),
            *town_lines(conference, voters),
        ]
    )
    last = (
        Key(phrases.NO_OPINION, NoOpinion(round_.key, item.id)),
        Key(words.MY_CHOICE, MyChoice(round_.key, item.id)),
    )
    return Card(text, (*_ANSWERS[round_.kind](round_, item), last))


def mode_keys(round_: Round, *, grouped: bool) -> Row:
    """Samen or individueel, for a concept; empty where only one of the two can be."""
    if together_refusal(round_, grouped=grouped) is not None:
        return ()
    named = ((Mode.INDIVIDUAL, words.INDIVIDUAL), (Mode.TOGETHER, words.TOGETHER))
    return tuple(
        Key((phrases.TICK if round_.mode is mode else "") + name, SetMode(round_.key, mode.value))
        for mode, name in named
    )


def lead_keys(round_: Round) -> Row:
    """Vorig and Volgend onderwerp, for an open round that is held together; each where there is one."""
    at = current_item(round_)
    if not is_together(round_) or at is None:
        return ()
    steps = ((-1, words.PREVIOUS_ITEM, "back"), (1, words.NEXT_ITEM, "next"))
    return tuple(
        Key(name, MoveOn(round_.key, at.id, where)) for step, name, where in steps if item_beside(round_, step)
    )


def lead_lines(round_: Round) -> list[str]:
    """Which item is on the card, for the desk."""
    at = current_item(round_)
    if not is_together(round_) or at is None:
        return []
    place = round_.items.index(at) + 1
    return [words.NOW_ON_CARD.format(place=place, total=len(round_.items)), bold(at.title)]


def advise(conference: Conference, round_: Round, progress: Sequence[Progress]) -> str:
    """Whether it is a good moment to go on, and for whom it waits. `progress` is that of the item on the card."""
    voters = [p for p in progress if p.municipality is not None]
    if is_answered_by_all(voters):
        return words.ADVICE_NEXT if item_beside(round_, 1) else words.ADVICE_CLOSE
    names = {m.id: m.name for m in conference.municipalities}
    thin = [names[p.municipality or ""] for p in voters if 2 * p.done < p.voters]
    if thin:
        return words.ADVICE_WAIT.format(
            towns=phrases.join_names(thin), verb=phrases.verb(len(thin), "heeft", "hebben")
        )
    left = sum(p.voters - p.done for p in voters)
    return words.ADVICE_CAN.format(left=left, verb=phrases.verb(left, "heeft", "hebben"))


def _place(round_: Round, item: RoundItem) -> str:
    return words.ITEM_PLACE.format(place=round_.items.index(item) + 1, total=len(round_.items))


def _answered(voters: Sequence[Progress]) -> str:
    done, total = sum(p.done for p in voters), sum(p.voters for p in voters)
    return words.ANSWERED.format(done=done, total=total, verb=phrases.verb(done, "heeft", "hebben"))


def _option_lines(round_: Round, item: RoundItem) -> list[str]:
    shown = [f"{letter_of(item, o.id)} {esc(o.title)}" for o in item.options] if uses_letters(round_, item) else []
    return [*shown, kinds.APPROVE_ALL] if round_.kind is Kind.APPROVE else shown


def _rate(round_: Round, item: RoundItem) -> tuple[Row, ...]:
    return (tuple(Key(str(n), Answer(round_.key, item.id, str(n))) for n in range(1, 6)),)


def _choose(round_: Round, item: RoundItem) -> tuple[Row, ...]:
    keys = [Key(name, Answer(round_.key, item.id, option)) for option, name in _named(round_, item)]
    return rows_of(keys, _LETTERS_IN_A_ROW if uses_letters(round_, item) else 2)


def _approve(round_: Round, item: RoundItem) -> tuple[Row, ...]:
    """A card for everybody cannot turn one person's tick round, so that on and off have a button each."""
    named = _named(round_, item)
    width = _LETTERS_IN_A_ROW // 2 if uses_letters(round_, item) else 1
    rows: list[Row] = []
    for start in range(0, len(named), width):
        part = named[start : start + width]
        for on, label in ((1, words.APPROVE_YES), (0, words.APPROVE_NO)):
            rows.append(
                tuple(Key(label.format(option=name), Approve(round_.key, item.id, o, on)) for o, name in part)
            )
    return (*rows, (Key(phrases.NONE_OF_THESE, ApproveNone(round_.key, item.id)),))


def _named(round_: Round, item: RoundItem) -> list[tuple[str, str]]:
    """(option, what stands on its button)."""
    letters = uses_letters(round_, item)
    return [(o.id, letter_of(item, o.id) if letters else o.title) for o in item.options]


_ANSWERS: Final[Mapping[Kind, Callable[[Round, RoundItem], tuple[Row, ...]]]] = {
    Kind.RATE: _rate,
    Kind.CHOOSE: _choose,
    Kind.APPROVE: _approve,
}
