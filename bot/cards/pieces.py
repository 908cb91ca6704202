"""The part of a question's card where more than one tap makes the answer: approve, rank and open."""

from bot import phrases
from bot.buttons.kinds import Approve, ApproveNone, DropContribution, EditContribution, Onward, Rank, Unrank
from bot.cards.card import Key, Row, bold, esc, italic, rows_of
from bot.cards.keys import no_opinion_key, ticked
from bot.cards.values import LETTERS, letter_of, uses_letters
from bot.phrases import kinds as words
from flows.conference.model import Ballot, Round, RoundItem
from flows.kinds.open import MOST
from flows.services.pieces import mark_of

_LETTERS_IN_A_ROW = 6


def approve_lines(round_: Round, item: RoundItem, _ballot: Ballot | None) -> list[str]:
    """What may be ticked."""
    options = _options(item) if uses_letters(round_, item) else []
    return [*options, bold(words.APPROVE_ALL)]


def approve_rows(round_: Round, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    """A button an option, on or off; none of them; and on, once there is an answer."""
    chosen, letters = _pieces(ballot), uses_letters(round_, item)
    keys = [
        Key(
            ticked(o.id in chosen, LETTERS[n] if letters else o.title),
            Approve(round_.key, item.id, o.id, 0 if o.id in chosen else 1),
        )
        for n, o in enumerate(item.options)
    ]
    none = ballot is not None and ballot.value == ()
    rest = (
        Key(ticked(none, phrases.NONE_OF_THESE), ApproveNone(round_.key, item.id)),
        no_opinion_key(round_, item, ballot),
    )
    answered = ballot is not None and (ballot.value is not None or ballot.no_opinion) and not ballot.carried
    return (*rows_of(keys, _LETTERS_IN_A_ROW if letters else 2), rest, *_onward(round_, item, answered))


def rank_lines(round_: Round, item: RoundItem, ballot: Ballot | None) -> list[str]:
    """The options with the places they have, and how many are still to be chosen."""
    chosen, top = _pieces(ballot), round_.top or 0
    shown = [f"{line}{_place(chosen, o.id)}" for line, o in zip(_options(item), item.options, strict=True)]
    left = top - len(chosen)
    task = words.RANK_TOP.format(top=top)
    return [task, *shown, bold(words.RANK_LEFT.format(left=left) if left else words.RANK_DONE.format(top=top))]


def rank_rows(round_: Round, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    """A button an option, in the order of the list; the last one back; and on, once the top is full."""
    chosen = _pieces(ballot)
    keys = [
        Key(ticked(o.id in chosen, LETTERS[n]), Rank(round_.key, item.id, o.id)) for n, o in enumerate(item.options)
    ]
    back = (Key(words.LAST_BACK, Unrank(round_.key, item.id, chosen[-1])),) if chosen else ()
    rows = (*rows_of(keys, _LETTERS_IN_A_ROW), (*back, no_opinion_key(round_, item, ballot)))
    done = len(chosen) == round_.top or (ballot is not None and ballot.no_opinion)
    stands = ballot is not None and ballot.carried
    return (*rows, *_onward(round_, item, done and not stands))


def open_lines(round_: Round, item: RoundItem, ballot: Ballot | None) -> list[str]:
    """What somebody wrote so far, who reads it, and what to do now."""
    texts = _pieces(ballot)
    written = [f"{n} {italic(text)}" for n, text in enumerate(texts, start=1)]
    ask = words.WRITE_MORE if texts else words.WRITE
    if len(texts) >= MOST:
        ask = words.WRITE_NO_MORE.format(count=len(texts))
    return [*written, esc(words.READ_BY_ALL if item.shared else words.READ_BY_FACILITATOR), bold(ask)]


def open_rows(round_: Round, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    """Two buttons a text; nothing to say; and on, once there is an answer."""
    texts = _pieces(ballot)
    keys = [
        key
        for n, text in enumerate(texts, start=1)
        for key in (
            Key(words.EDIT.format(number=n), EditContribution(round_.key, item.id, mark_of(text))),
            Key(words.DROP.format(number=n), DropContribution(round_.key, item.id, mark_of(text))),
        )
    ]
    rest: tuple[Row, ...] = () if texts else ((no_opinion_key(round_, item, ballot),),)
    done = bool(texts) or (ballot is not None and ballot.no_opinion)
    return (*rows_of(keys, 4), *rest, *_onward(round_, item, done))


def _options(item: RoundItem) -> list[str]:
    return [f"{letter_of(item, o.id)} {esc(o.title)}" for o in item.options]


def _place(chosen: tuple[str, ...], option: str) -> str:
    return f": {bold(str(chosen.index(option) + 1))}" if option in chosen else ""


def _pieces(ballot: Ballot | None) -> tuple[str, ...]:
    return ballot.value if ballot is not None and isinstance(ballot.value, tuple) else ()


def _onward(round_: Round, item: RoundItem, done: bool) -> tuple[Row, ...]:
    return ((Key(phrases.DONE, Onward(round_.key, item.id)),),) if done else ()
