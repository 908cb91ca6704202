"""Reading what somebody types over from paper, by the letters that stand before the options."""

import re
from typing import Final

from flows.conference.model import Round, RoundItem, Value
from flows.errors import Invalid
from flows.words import Kind

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NONE: Final = frozenset({"GEEN", "-"})
"""Typed for 'none of these options' (approve)."""

_PART: Final = re.compile(r"([A-Z])[\s:=]*(\d{0,3})")


def read_paper(typed: str, *, item: RoundItem, round_: Round) -> Value:
    """Points as 'A4 B3 C3', a ranking as 'B A C' (best first), approved options as 'A C' or 'geen'.

    Raises Invalid for letters that are not there or come twice, and for anything else that stands between.
    """
    parts = _read_parts(typed, item)
    if round_.kind is Kind.POINTS:
        return {option: int(points or 0) for option, points in parts if int(points or 0)}
    if any(points for _, points in parts):
        raise Invalid("paper_letters")
    chosen = [option for option, _ in parts]
    if round_.kind is Kind.RANK:
        return tuple(chosen)
    if round_.kind is Kind.APPROVE:
        return tuple(option.id for option in item.options if option.id in chosen)
    raise Invalid("paper_value")


def option_of(item: RoundItem, letter: str) -> str:
    """The option under a letter. Raises Invalid."""
    place = LETTERS.find(letter) if len(letter) == 1 else -1
    if not 0 <= place < len(item.options):
        raise Invalid("paper_letters")
    return item.options[place].id


def _read_parts(typed: str, item: RoundItem) -> list[tuple[str, str]]:
    text = typed.upper().replace(",", " ").strip()
    if text in NONE:
        return []
    if not text or _PART.sub("", text).strip():
        raise Invalid("paper_letters")
    parts = [(option_of(item, letter), points) for letter, points in _PART.findall(text)]
    if len({option for option, _ in parts}) != len(parts):
        raise Invalid("paper_letters")
    return parts
