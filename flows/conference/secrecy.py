"""The one place that says what of an outcome may be shown (METHOD.md, secrecy).

What is told apart: figures over all voters; what names a municipality; and what only counts municipalities.
Nothing here looks at what people answered, only at how many did, so that a suppressed figure tells nothing.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, TypeVar

from flows.conference.model import Round, RoundItem
from flows.kinds import KINDS
from flows.outcomes import AnyOutcome, Distribution, RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Party, Secrecy

OVER_ALL = frozenset(
    {
        *("counts", "no_opinion", "median", "leik", "status", "heads", "givers", "shares"),
        *("scores", "agreement", "baseline", "condorcet", "differs"),
    }
)
"""Figures over all voters together, and what follows from them."""

BY_NAME = frozenset({"answered_by", "own", "voices", "places", "unacceptable", "bounds"})
"""What says something of a municipality by name."""

BY_NUMBER = frozenset({"voice_counts", "region", "decision", "dilemma"})
"""What follows from the numbers of municipalities, whichever they are."""

PERSONS_MARKING = frozenset({"unacceptable_marks"})
"""How many persons marked an item: shown 'op naam' only."""

TEXTS = frozenset({"conditions", "objections"})
"""What people wrote with a mits or bezwaar."""

CONTRIBUTIONS = frozenset({"texts"})
"""What people wrote to an open question: for the facilitator alone, unless the question says that they are shared."""

_NOTHING: Mapping[str, tuple[()]] = MappingProxyType({"conditions": (), "objections": (), "bounds": (), "texts": ()})
"""What stands in a suppressed field where that is not None."""

_Outcome = TypeVar("_Outcome", bound=AnyOutcome)


def disclose(outcome: RoundOutcome, *, round_: Round, secrecy: Secrecy, thresholds: Thresholds) -> RoundOutcome:
    """The part of a round's outcome that may be shown to everybody who sees results; the rest is in `hidden`.

    Standpunten are always by municipality and in full; where the voters give them together ('per lid') that holds
    for what the municipality says, and of its persons the figures are shown as below. Of voters' answers, per item:

    - op naam: figures over all voters from `thresholds.named` answers; everything by municipality.
    - per gemeente: figures over all voters from `thresholds.municipality` answers; the beeld of each
      municipality, but not its own distribution, nor who of it wrote what; no numbers of marks.
    - geheim, and sensitive items at every level: figures over all voters from `thresholds.secret` answers,
      under that nothing but how many answered; nothing by municipality, and numbers of municipalities only
      where `_are_alike` holds; no texts.

    What was written to an open question is shown where the question says so, never under geheim, and only
    where figures over all voters may be shown.

    A ranking over items keeps the items of which the municipalities' numbers may be shown.
    """
    if round_.party is Party.SPOKESPERSONS:
        return outcome
    asked = {item.id: item for item in round_.items}
    items = {
        item: _disclose_standpunt(found, level=_level(asked[item], secrecy), thresholds=thresholds)
        if round_.decides
        else _disclose_item(
            found,
            level=_level(asked[item], secrecy),
            shared=asked[item].shared,
            sizes=outcome.electorate,
            thresholds=thresholds,
        )
        for item, found in outcome.items.items()
    }
    return replace(outcome, items=items, order=KINDS[outcome.kind].order(items))


def own_distribution(
    outcome: RoundOutcome, *, item: RoundItem, municipality: str, round_: Round, secrecy: Secrecy
) -> Distribution | None:
    """What a delegation may see of its own answers to an item, from the full outcome; None where it may not.

    For that delegation's members only; 'op naam' everybody sees it in the disclosed outcome. Under geheim, and
    for sensitive items, a delegation does not see it either. Raises KeyError for an item that was not asked.
    """
    found = outcome.items[item.id]
    if round_.party is not Party.SPOKESPERSONS and _level(item, secrecy) is Secrecy.SECRET:
        return None
    return None if found.own is None else found.own.get(municipality)


def _level(item: RoundItem, secrecy: Secrecy) -> Secrecy:
    """A sensitive item is treated as geheim, whatever the conference chose."""
    return Secrecy.SECRET if item.sensitive else secrecy


def _disclose_item(
    outcome: _Outcome, *, level: Secrecy, shared: bool, sizes: Mapping[str, int], thresholds: Thresholds
) -> _Outcome:
    shown = outcome.answered >= _enough(level, thresholds)
    hidden = frozenset() if shown else OVER_ALL | PERSONS_MARKING | TEXTS
    if level is Secrecy.SECRET or not (shared and shown):
        hidden |= CONTRIBUTIONS
    if level is not Secrecy.NAMED:
        hidden |= PERSONS_MARKING | {"own"}
    if level is Secrecy.SECRET:
        hidden |= BY_NAME | TEXTS
        if not (shown and _are_alike(outcome.answered_by, sizes=sizes, thresholds=thresholds)):
            hidden |= BY_NUMBER
    suppressed = _suppress(outcome, hidden)
    return suppressed if level is Secrecy.NAMED else _unname_texts(suppressed)


def _disclose_standpunt(outcome: _Outcome, *, level: Secrecy, thresholds: Thresholds) -> _Outcome:
    """What a municipality says stands with its name, texts too; no person's answer does, except 'op naam'."""
    hidden = frozenset() if outcome.answered >= _enough(level, thresholds) else OVER_ALL | PERSONS_MARKING
    if level is not Secrecy.NAMED:
        hidden |= PERSONS_MARKING | {"own"}
    if level is Secrecy.SECRET:
        hidden |= {"answered_by"}
    return _suppress(outcome, hidden)


def _enough(level: Secrecy, thresholds: Thresholds) -> int:
    """Answers from which figures over all voters are shown."""
    return {
        Secrecy.NAMED: thresholds.named,
        Secrecy.MUNICIPALITY: thresholds.municipality,
        Secrecy.SECRET: thresholds.secret,
    }[level]


def _are_alike(answered_by: Mapping[str, int] | None, *, sizes: Mapping[str, int], thresholds: Thresholds) -> bool:
    """Whether numbers of municipalities, beside the totals, cannot determine what anybody answered.

    At least `secret_delegations` municipalities have `secret_answers` answers each, and all municipalities
    with any answer have equally many voters and equally many answers. Then every municipality can change
    places with every other, and every person with every other, without changing a published figure; so a
    person's answer is determined only where all answers are equal (unanimity). Without that, for instance
    with delegations of 5, 5, 5 and 4, an even split in the one delegation that can have one tells which it is.
    """
    if answered_by is None:
        return False
    answering = [(sizes[municipality], count) for municipality, count in answered_by.items() if count]
    enough = [count for _, count in answering if count >= thresholds.secret_answers]
    return len(set(answering)) == 1 and len(enough) >= thresholds.secret_delegations


def _suppress(outcome: _Outcome, names: frozenset[str]) -> _Outcome:
    """Without these fields, as far as this kind has them; `hidden` names them, whether they held a value or not."""
    present = names & {field.name for field in fields(outcome)}
    emptied: dict[str, Any] = {name: _NOTHING.get(name) for name in present}
    return replace(outcome, hidden=outcome.hidden | present, **emptied)


def _unname_texts(outcome: _Outcome) -> _Outcome:
    """Texts of voters without their municipality, in the alphabet's order, which tells nothing of who wrote them."""
    present = TEXTS & {field.name for field in fields(outcome)}
    loose: dict[str, Any] = {
        name: tuple(sorted(("", text) for _, text in getattr(outcome, name))) for name in present
    }
    return replace(outcome, **loose)
