"""Lines why, for who writes them: with a question, on request after closing, and sent back or refused."""

from collections.abc import Sequence
from typing import Final

from bot import buttons, phrases
from bot.buttons.arguing import Argue, Decline, LetBe, RatherNot
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines
from bot.cards.values import value_words
from bot.phrases import arguing as words
from flows.conference.model import Argument, Round, RoundItem
from flows.kinds import KINDS
from flows.pack.form import Pack
from flows.services.answering import Walk
from flows.services.arguing import Asked, Rewriting, can_argue
from flows.words import Kind

_REFUSED_SHOWN: Final = 3
_TALK_LINES: Final = 3


def argue_key(walk: Walk, item: RoundItem) -> tuple[Key, ...]:
    """'Toelichting' with a question; ticked where something was written."""
    if not can_argue(walk.round, walk.participant):
        return ()
    tick = phrases.TICK if item.id in walk.lines else ""
    return (Key(tick + words.ARGUE, Argue(walk.round.key, item.id)),)


def beside_no_opinion(rows: tuple[Row, ...], keys: tuple[Key, ...]) -> tuple[Row, ...]:
    """The keys behind 'Geen mening', in the same row; in a row below the answers where that is not asked."""
    for place, row in enumerate(rows):
        if any(isinstance(key.data, buttons.NoOpinion) for key in row):
            return (*rows[:place], (*row, *keys), *rows[place + 1 :])
    return (*rows, keys) if keys else rows


def ask_card(round_: Round, item: RoundItem, line: str) -> Card:
    """The question for the line, with what stands there now."""
    text = lines([bold(item.title), *_standing(line), words.ASK])
    return Card(text, ((Key(words.RATHER_NOT, RatherNot(round_.key, item.id)),),))


def request_card(pack: Pack, asked: Asked) -> Card:
    """What somebody is asked after closing: one item at a time, and thanks when both were seen."""
    item, waiting = asked.item, asked.waiting
    if not asked.is_open:
        return Card(lines([bold(asked.round.title), words.OVER]))
    if item is None or waiting is None:
        return Card(lines([bold(asked.round.title), words.THANKS if asked.given else words.NO_MATTER]))
    text = lines(
        [
            words.ONE_MORE if waiting.position > 1 else None,
            bold(item.title),
            " ".join(_answered(pack, asked, item)),
            *_standing(asked.lines.get(item.id, "")),
            words.WRITE,
        ]
    )
    return Card(text, ((Key(words.DECLINE, Decline(asked.round.key, item.id)),),))


def returned_card(found: Rewriting) -> Card:
    """The facilitator asks to write a line otherwise."""
    text = lines(
        [
            bold(words.RETURNED_HEAD),
            esc(found.item.title),
            italic(f"‘{found.argument.text}’"),
            words.RETURNED,
            words.RETURNED_WRITE,
        ]
    )
    return Card(text, ((Key(words.LET_BE, LetBe(found.argument.id)),),))


def rewritten_card(found: Rewriting) -> Card:
    """The line as it reads now."""
    return Card(lines([bold(found.item.title), words.REWRITTEN, italic(f"‘{found.argument.text}’")]))


def dropped_card() -> Card:
    """Nothing of it is left."""
    return Card(words.DROPPED)


def refused_card(round_: Round, refused: Sequence[Argument]) -> Card:
    """Lines of one's own that nobody will see."""
    shown = [italic(f"‘{line.text}’") for line in refused[:_REFUSED_SHOWN]]
    return Card(lines([bold(words.REFUSED_HEAD), *shown, esc(words.REFUSED.format(title=round_.title))]))


def talk_lines(texts: Sequence[str]) -> list[str]:
    """The first few lines with a bespreekpunt."""
    left = len(texts) - _TALK_LINES
    more = [words.MORE_LINES.format(count=left)] if left > 0 else []
    return [*(italic(f"‘{text}’") for text in texts[:_TALK_LINES]), *more]


def _standing(line: str) -> list[str]:
    return [words.NOW, italic(f"‘{line}’")] if line else []


def _answered(pack: Pack, asked: Asked, item: RoundItem) -> list[str]:
    """The own answer, and that others think otherwise."""
    ballot, round_ = asked.ballots.get(item.id), asked.round
    if ballot is None or (ballot.value is None and not ballot.no_opinion):
        return [words.NOT_ANSWERED, words.THEY_DIFFER]
    if ballot.value is None:
        return [words.NO_OPINION, words.THEY_DIFFER]
    told = (
        str(ballot.value)
        if round_.kind is Kind.RATE
        else value_words(pack, round_, item, KINDS[round_.kind].encode(ballot.value), no_opinion=False)
    )
    sentence = words.ANSWERED.get(round_.kind, words.ANSWERED_ELSE)
    return [sentence.format(value=bold(told)), words.OTHERS_DIFFER]
