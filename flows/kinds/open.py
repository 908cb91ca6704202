"""Open: texts of one's own, several if wanted. They are counted nowhere and shown without who wrote them."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, cast

from flows.conference.model import Round, RoundItem, Value
from flows.errors import Invalid
from flows.kinds.contract import Delegation, common_fields, read_json, require_canonical, write_json
from flows.outcomes import AnyOutcome, Distribution, OpenOutcome
from flows.pack.form import Thresholds

LONGEST: Final = 200
"""Characters of one contribution."""

MOST: Final = 8
"""Contributions of one person to one item."""

_BREAKING: Final = frozenset({"Cc", "Cs"})
"""Control characters and halves of surrogate pairs: nobody can read them, and not every reader takes them."""

_READABLE: Final = frozenset("LNPS")
"""Letters, numbers, punctuation and symbols; a text needs at least one."""


def parse(raw: str, *, item: RoundItem, round_: Round) -> tuple[str, ...]:
    """Tidied texts, each once, in the order of writing; an empty list is left when all were taken out again.

    Raises Invalid('answer_unreadable' | 'answer_unknown').
    """
    value = read_json(raw)
    if not isinstance(value, list) or len(value) > MOST or not all(_is_contribution(text) for text in value):
        raise Invalid("answer_unknown")
    if len(set(value)) < len(value):
        raise Invalid("answer_unknown")
    given = tuple(value)
    require_canonical(raw, encoded=encode(given))
    return given


def encode(value: Value, /) -> str:
    """The texts as a JSON list."""
    return write_json(value)


def complete(value: Value, /, *, item: RoundItem, round_: Round) -> bool:
    """At least one text; who has nothing to say answers 'geen mening'."""
    return bool(_texts(value))


def distribute(item: RoundItem, values: Sequence[Value], /) -> Distribution:
    """There is nothing to count."""
    return {}


def summarise(
    item: RoundItem,
    delegations: Sequence[Delegation],
    *,
    round_: Round,
    thresholds: Thresholds,
    last_attempt: bool,
) -> OpenOutcome:
    """The texts of everybody, in an order that tells nothing of who wrote them or when."""
    texts = [text for d in delegations for value in d.values for text in _texts(value)]
    common = common_fields(item, delegations, own={}, nothing={}) | {"counts": None, "own": None}
    return OpenOutcome(**common, texts=shuffle(texts, seed=f"{round_.id}|{item.id}"))


def order(outcomes: Mapping[str, AnyOutcome], /) -> tuple[tuple[str, ...], ...]:
    """Texts are not compared."""
    return ()


def tidy(text: str) -> str:
    """What somebody typed as one line, without characters that cannot be read. May be empty."""
    spaced = "".join(" " if unicodedata.category(sign) in _BREAKING else sign for sign in text)
    line = " ".join(spaced.split())
    return line if any(unicodedata.category(sign)[0] in _READABLE for sign in line) else ""


def shuffle(texts: Sequence[str], *, seed: str) -> tuple[str, ...]:
    """In the order of a digest of `seed` and the text: the same each time, whoever wrote them and when."""
    return tuple(sorted(texts, key=lambda text: hashlib.sha256(f"{seed}|{text}".encode()).digest()))


def _is_contribution(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text) <= LONGEST and tidy(text) == text


def _texts(value: Value) -> tuple[str, ...]:
    return cast(tuple[str, ...], value)
