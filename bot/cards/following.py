"""Further rounds: what came out before, beside the question; the own answer, which stands; and the desk's choice."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot import buttons, phrases
from bot.buttons.following import Follow, FurtherItem, FurtherItems, Keep
from bot.cards.bars import draw_bars
from bot.cards.card import Card, Key, Row, bold, esc, italic, length, lines
from bot.cards.values import count_units, letter_of, uses_letters
from bot.phrases import following as words
from flows.conference.model import Ballot, Earlier, Round, RoundItem
from flows.outcomes import ChooseOutcome, GradeOutcome, Outcome, RateOutcome
from flows.pack.form import Pack
from flows.ports import Verdict
from flows.recommendation.further import Advised
from flows.services.following import Before, FurtherOffer
from flows.words import Grade, Kind, Voice

_ARGUMENTS_LENGTH: Final = 1000
"""Characters of arguments on a card: with the rest of it they fit a message."""
_PER_PAGE: Final = 12
_ONE_TAP: Final = frozenset({Kind.RATE, Kind.CHOOSE, Kind.GRADE})


@dataclass(frozen=True, kw_only=True)
class BeforeView:
    """What a card shows of the round before; `names` are the municipalities' by id."""

    before: Before
    names: Mapping[str, str]


# --- the question again ------------------------------------------------------------------------------


def place_line(round_: Round, item: RoundItem, *, total: int) -> str:
    """'Ronde 2, onderwerp 3 van 6'."""
    if total == 1:
        return words.PLACE_ALONE.format(number=round_.number)
    place = [put.id for put in round_.items].index(item.id) + 1
    return words.PLACE.format(number=round_.number, place=place, total=total)


def context_lines(view: BeforeView, item: RoundItem) -> list[str]:
    """What came out before: the distribution, the municipalities, and the arguments. The same to everybody."""
    outcome = view.before.outcome.items.get(item.id)
    if outcome is None:
        return []
    return [
        *_distribution(view.before.round, item, outcome),
        *_voice_lines(view, item, outcome),
        *_argument_lines(view.before.arguments.get(item.id, ())),
    ]


def own_line(round_: Round, item: RoundItem, ballot: Ballot | None) -> str | None:
    """What the own answer was and is; nothing for who had none."""
    if ballot is None or ballot.earlier is None:
        return None
    now = Earlier(ballot.value, ballot.no_opinion)
    before, value = _short(round_, item, ballot.earlier), _short(round_, item, now)
    if now != ballot.earlier:
        return words.CHANGED_IS.format(before=before, value=value) if before and value else words.CHANGED_SO
    if ballot.carried:
        return words.STANDS.format(value=value) if value else words.STANDS_SO
    return words.KEPT_IS.format(value=value) if value else words.KEPT_SO


def with_keep(
    rows: tuple[Row, ...], round_: Round, item: RoundItem, ballot: Ballot | None, beside: Row
) -> tuple[Row, ...]:
    """The rows of answers with 'Het blijft 2' and what stands beside it, before 'Geen mening' where that is alone."""
    row = (*((_keep_key(round_, item, ballot),) if ballot is not None and ballot.carried else ()), *beside)
    if not row:
        return rows
    if rows and len(rows[-1]) == 1 and isinstance(rows[-1][0].data, buttons.NoOpinion):
        return (*rows[:-1], row, rows[-1])
    return (*rows, row)


def kept_words(round_: Round, item: RoundItem, verdict: Verdict) -> str:
    """The same of an answer as it was stored, for the toast."""
    return _value_words(round_, item, json.loads(verdict.value or "null"), no_opinion=verdict.no_opinion)


def _value_words(round_: Round, item: RoundItem, value: object, *, no_opinion: bool) -> str:
    """'2', 'B', 'geschikt', 'geen mening'; 'zo' for an answer that has no one word."""
    if no_opinion:
        return phrases.NO_OPINION_VALUE
    if round_.kind is Kind.RATE:
        return str(value)
    if round_.kind is Kind.CHOOSE:
        titles = {option.id: option.title for option in item.options}
        return letter_of(item, str(value)) if uses_letters(round_, item) else titles.get(str(value), str(value))
    return phrases.GRADES[Grade(str(value))].lower() if round_.kind is Kind.GRADE else "zo"


def _short(round_: Round, item: RoundItem, answer: Earlier) -> str:
    """Empty for an answer that has no one word."""
    if not answer.no_opinion and round_.kind not in _ONE_TAP:
        return ""
    return esc(_value_words(round_, item, answer.value, no_opinion=answer.no_opinion))


def _keep_key(round_: Round, item: RoundItem, ballot: Ballot) -> Key:
    """Where one tap answers, the button says which answer, and stays harmless when another was given meanwhile."""
    if ballot.no_opinion:
        label = words.KEEP_WORD.format(value=phrases.NO_OPINION_VALUE)
        return Key(label, buttons.NoOpinion(round_.key, item.id))
    if round_.kind not in _ONE_TAP:
        return Key(words.KEEP_SO, Keep(round_.key, item.id))
    value = _value_words(round_, item, ballot.value, no_opinion=False)
    is_mark = round_.kind is Kind.RATE or (round_.kind is Kind.CHOOSE and uses_letters(round_, item))
    label = (words.KEEP if is_mark else words.KEEP_WORD).format(value=value)
    return Key(label, buttons.Answer(round_.key, item.id, str(ballot.value)))


def _distribution(round_: Round, item: RoundItem, outcome: Outcome) -> list[str]:
    if outcome.counts is None:
        return [italic(words.HIDDEN)] if "counts" in outcome.hidden else []
    told = [draw_bars({_label(round_, item, value): n for value, n in _in_order(round_, outcome.counts)})]
    if outcome.no_opinion:
        one, more = words.NO_OPINION
        told.append(one if outcome.no_opinion == 1 else more.format(count=outcome.no_opinion))
    return told


def _in_order(round_: Round, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """A scale from high to low, as it is read; everything else as it was put."""
    pairs = list(counts.items())
    return pairs[::-1] if round_.kind is Kind.RATE else pairs


def _label(round_: Round, item: RoundItem, value: str) -> str:
    if round_.kind is Kind.RATE:
        return value
    if round_.kind is Kind.GRADE:
        return phrases.GRADES[Grade(value)]
    if uses_letters(round_, item):
        return letter_of(item, value)
    return next((option.title for option in item.options if option.id == value), value)


def _voice_lines(view: BeforeView, item: RoundItem, outcome: Outcome) -> list[str]:
    """Who stands where; where that may not be named how many, and else nothing."""
    tell = _VOICES.get(type(outcome))
    if tell is None:
        return []
    named: dict[str, list[str]] = {}
    for town, word in tell(view.before.round, item, outcome):
        named.setdefault(word, []).append(view.names.get(town, town))
    if named:
        first, *others = [f"{word}: {', '.join(towns)}" for word, towns in named.items()]
        return [esc(line) for line in (first, " · ".join(others)) if line]
    counts = outcome.voice_counts if isinstance(outcome, RateOutcome) and outcome.voice_counts is not None else {}
    told = ", ".join(f"{counts[voice]} {word}" for voice, word in words.VOICE_COUNTS.items() if counts.get(voice))
    return [words.BY_NUMBER.format(counts=told)] if told else []


def _voices_rated(_: Round, _item: RoundItem, outcome: Outcome) -> list[tuple[str, str]]:
    """For, between, against, none; within each in the roster's order."""
    voices = outcome.voices if isinstance(outcome, RateOutcome) and outcome.voices is not None else {}
    order = list(Voice)
    ranked = sorted(voices.items(), key=lambda pair: order.index(pair[1]))
    return [(town, words.VOICES[voice]) for town, voice in ranked]


def _voices_chosen(round_: Round, item: RoundItem, outcome: Outcome) -> list[tuple[str, str]]:
    voices = outcome.voices if isinstance(outcome, ChooseOutcome) and outcome.voices is not None else {}
    chosen = [(town, option) for town, option in voices.items() if option is not None]
    order = [option.id for option in item.options]
    return [(t, _label(round_, item, o)) for t, o in sorted(chosen, key=lambda pair: order.index(pair[1]))]


def _voices_graded(_: Round, _item: RoundItem, outcome: Outcome) -> list[tuple[str, str]]:
    voices = outcome.voices if isinstance(outcome, GradeOutcome) and outcome.voices is not None else {}
    given = [(town, grade) for town, grade in voices.items() if grade is not None]
    order = list(Grade)
    return [(t, phrases.GRADES[g]) for t, g in sorted(given, key=lambda pair: order.index(pair[1]))]


_VOICES: Final[Mapping[type[Outcome], Callable[[Round, RoundItem, Outcome], list[tuple[str, str]]]]] = {
    RateOutcome: _voices_rated,
    ChooseOutcome: _voices_chosen,
    GradeOutcome: _voices_graded,
}


def _argument_lines(arguments: Sequence[str]) -> list[str]:
    """Between quotes, as many as fit; how many are left is told."""
    told: list[str] = []
    used = 0
    for text in arguments:
        used += length(esc(text)) + 3
        if told and used > _ARGUMENTS_LENGTH:
            break
        told.append(italic(f"‘{text}’"))
    left = len(arguments) - len(told)
    one, more = words.MORE_ARGUMENTS
    return [*told, (one if left == 1 else more).format(count=left)] if left else told


# --- group -------------------------------------------------------------------------------------------


def units_line(pack: Pack, round_: Round) -> str:
    """'6 taken die nog open waren.'"""
    one, more = words.STILL_OPEN
    return (one if len(round_.items) == 1 else more).format(units=count_units(pack, round_))


# --- desk --------------------------------------------------------------------------------------------


def follow_key(round_: Round) -> Key:
    return Key(words.NEXT_ROUND, Follow(round_.key))


def advise_line(pack: Pack, round_: Round, items: Sequence[str], advised: Mapping[str, Advised]) -> str | None:
    """'nog een ronde over drie taken: bij twee is er nog geen gezamenlijk beeld, bij één wijzigden 5 van 25 hun
    antwoord'.

    None where none of these items is open or moving.
    """
    still_open = [item for item in items if item in advised and advised[item].is_open]
    moved = [found for item in items if (found := advised.get(item)) is not None and not found.is_open]
    if not still_open and not moved:
        return None
    reasons = [_open_words(len(still_open), of=len(items))] if still_open else []
    reasons += [_moved_words(moved)] if moved else []
    template = pack.round(round_.template)
    noun = template.noun if len(items) == 1 else template.nouns
    units = f"{_in_words(len(items))} {noun}"
    return words.ONE_MORE.format(units=units, reasons=", ".join(reasons))


def why_words(advised: Advised) -> str:
    """'gesplitst', '5 van 25 wijzigden'."""
    found = advised.movement
    changed, of = (0, 0) if found is None else (found.changed, found.of)
    return words.WHY[advised.why].format(changed=changed, of=of)


def choice_card(offer: FurtherOffer, *, page: int) -> Card:
    """Which items of the round before are asked again, each with why it is advised."""
    round_, items = offer.round, offer.items
    pages = max(1, -(-len(items) // _PER_PAGE))
    page = max(0, min(page, pages - 1))
    reasons = [
        f"{esc(item.title)}: {esc(why_words(offer.advised[item.id]))}"
        for item in round_.items
        if item.id in offer.advised
    ]
    text = lines(
        [
            bold(words.ITEMS_HEAD.format(title=round_.title, number=round_.number)),
            words.ITEMS_NOW.format(count=len(round_.items)),
            *(["", words.ITEMS_WHY, *reasons] if reasons else []),
            words.PAGE.format(page=page + 1, pages=pages) if pages > 1 else None,
        ]
    )
    rows: list[Row] = [(_item_key(offer, item, page),) for item in items[page * _PER_PAGE : (page + 1) * _PER_PAGE]]
    before = (Key(phrases.PREVIOUS, FurtherItems(round_.key, page - 1)),) if page > 0 else ()
    after = (Key(phrases.NEXT, FurtherItems(round_.key, page + 1)),) if page + 1 < pages else ()
    done = Key(phrases.DONE, buttons.Desk("home", round_.conference, "x"))
    return Card(text, (*rows, (*before, done, *after)))


def _item_key(offer: FurtherOffer, item: RoundItem, page: int) -> Key:
    on = item.id in offer.chosen
    return Key((phrases.TICK if on else "") + item.title, FurtherItem(offer.round.key, item.id, 0 if on else 1, page))


def _open_words(count: int, *, of: int) -> str:
    return words.ALL_OPEN if count == of else words.OPEN_OF.format(count=_in_words(count))


def _moved_words(moved: Sequence[Advised]) -> str:
    found = moved[0].movement
    if len(moved) > 1 or found is None:
        return words.MOVED_MORE.format(count=_in_words(len(moved)))
    return words.MOVED_ONE.format(changed=found.changed, of=found.of)


def _in_words(count: int) -> str:
    return "één" if count == 1 else phrases.in_words(count)
