"""Answers that are put together in more than one step: what a step makes of the answer that stood. Pure."""

import hashlib
from collections.abc import Sequence

from flows.conference.model import RoundItem
from flows.errors import Invalid
from flows.kinds.open import LONGEST, MOST, tidy

Pieces = tuple[str, ...]

_MARK_LENGTH = 10


def tick(before: Pieces, option: str, *, item: RoundItem, on: bool) -> Pieces:
    """The approved options with this one on or off, in the item's order. Raises Invalid for another option."""
    options = [o.id for o in item.options]
    if option not in options:
        raise Invalid("answer_unknown")
    chosen = {*before, option} if on else {*before} - {option}
    return tuple(o for o in options if o in chosen)


def rank_next(before: Pieces, option: str, *, item: RoundItem, top: int) -> Pieces:
    """The ranking with this option behind the rest; as it was where it is ranked already.

    Raises Invalid for another option, and when all places are taken.
    """
    if option not in {o.id for o in item.options}:
        raise Invalid("answer_unknown")
    if option in before:
        return before
    if len(before) >= top:
        raise Invalid("ranking_full", top=top)
    return (*before, option)


def rank_without(before: Pieces, option: str) -> Pieces:
    """The ranking without this option; those behind it move up."""
    return tuple(o for o in before if o != option)


def read_contribution(typed: str) -> str:
    """The contribution in what somebody typed. Raises Invalid when there is nothing in it, or too much."""
    text = tidy(typed)
    if not text:
        raise Invalid("contribution_empty")
    if len(text) > LONGEST:
        raise Invalid("contribution_too_long", length=len(text), limit=LONGEST)
    return text


def write_contribution(before: Pieces, text: str, *, mark: str) -> Pieces:
    """With this text in the place of the one that `mark` names, or behind the rest.

    Raises Invalid when it stands there already, and when there are too many.
    """
    if text in before:
        raise Invalid("contribution_twice")
    if any(mark_of(known) == mark for known in before):
        return tuple(text if mark_of(known) == mark else known for known in before)
    if len(before) >= MOST:
        raise Invalid("contributions_full", limit=MOST)
    return (*before, text)


def drop_contribution(before: Pieces, *, mark: str) -> Pieces:
    """Without the text that `mark` names; as it was where that is gone already."""
    return tuple(known for known in before if mark_of(known) != mark)


def find_contribution(texts: Sequence[str], mark: str) -> str | None:
    """The text that `mark` names, where it still stands."""
    return next((text for text in texts if mark_of(text) == mark), None)


def mark_of(text: str) -> str:
    """A short name for a text, the same each time: a button names what it changes, and cannot hold a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK_LENGTH]
