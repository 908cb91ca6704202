"""How an answer reads: '4, kansrijk', 'B, Uitlenen', 'Instemmen'. One table by kind, no ladders."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from bot import phrases
from bot.phrases import kinds as words
from flows.conference.model import Round, RoundItem
from flows.pack.form import Pack
from flows.words import Consent, Grade, Kind

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_SHORT_WORD: Final = 14
"""Options that all fit a button are shown as words; longer ones get a letter."""


def uses_letters(round_: Round, item: RoundItem) -> bool:
    """Whether the options of this item are shown under letters."""
    return round_.kind in {Kind.POINTS, Kind.RANK} or any(len(option.title) > _SHORT_WORD for option in item.options)


def letter_of(item: RoundItem, option: str) -> str:
    """The letter of an option, in the order in which it was put."""
    return next((LETTERS[i] for i, o in enumerate(item.options) if o.id == option), "?")


def count_units(pack: Pack, round_: Round) -> str:
    """'30 taken'. Points are one question over many options, and it is the options that people count."""
    template = pack.round(round_.template)
    derives = template.derived == "kept_motives" and bool(round_.items)
    number = len(round_.items[0].options) if derives else len(round_.items)
    return phrases.count_word(number, template.noun, template.nouns)


def legend_of(pack: Pack, round_: Round) -> str | None:
    """What 1 to 5 mean, as one line; None for other kinds."""
    scale = pack.round(round_.template).scale
    return pack.scales[scale].legend if scale else None


def value_words(pack: Pack, round_: Round, item: RoundItem, encoded: str | None, *, no_opinion: bool) -> str:
    """An answer as it is stored, in words."""
    if no_opinion:
        return phrases.NO_OPINION_VALUE
    if encoded is None:
        return phrases.NO_OPINION_VALUE
    return _WORDS[round_.kind](pack, round_, item, json.loads(encoded))


def _rate(pack: Pack, round_: Round, _item: RoundItem, value: object) -> str:
    scale = pack.round(round_.template).scale
    number = int(str(value))
    return f"{number}, {pack.scales[scale].labels[number - 1]}" if scale else str(number)


def _choose(_pack: Pack, round_: Round, item: RoundItem, value: object) -> str:
    title = next((o.title for o in item.options if o.id == value), str(value))
    return f"{letter_of(item, str(value))}, {title}" if uses_letters(round_, item) else title


def _grade(_pack: Pack, _round: Round, _item: RoundItem, value: object) -> str:
    return phrases.GRADES[Grade(str(value))].lower()


def _consent(_pack: Pack, _round: Round, _item: RoundItem, value: object) -> str:
    return phrases.CONSENT[Consent(str(value).partition(":")[0])].lower()


def _points(_pack: Pack, _round: Round, _item: RoundItem, value: object) -> str:
    return f"{sum(value.values())} punten" if isinstance(value, Mapping) else ""


def _approve(_pack: Pack, round_: Round, item: RoundItem, value: object) -> str:
    chosen = value if isinstance(value, list) else []
    if not chosen:
        return words.NONE_CHOSEN
    if uses_letters(round_, item):
        return phrases.join_names([letter_of(item, option) for option in chosen])
    return phrases.join_names([o.title for o in item.options if o.id in chosen])


def _rank(_pack: Pack, _round: Round, item: RoundItem, value: object) -> str:
    chosen = value if isinstance(value, list) else []
    return ", ".join(f"{place} {letter_of(item, option)}" for place, option in enumerate(chosen, start=1))


def _open(_pack: Pack, _round: Round, _item: RoundItem, value: object) -> str:
    return phrases.count_word(len(value) if isinstance(value, list) else 0, *words.CONTRIBUTIONS)


_WORDS: Final[Mapping[Kind, Callable[[Pack, Round, RoundItem, object], str]]] = {
    Kind.RATE: _rate,
    Kind.CHOOSE: _choose,
    Kind.GRADE: _grade,
    Kind.CONSENT: _consent,
    Kind.POINTS: _points,
    Kind.APPROVE: _approve,
    Kind.RANK: _rank,
    Kind.OPEN: _open,
}
