"""The one place that says what of an outcome may be shown (METHOD.md, secrecy).

What is told apart: figures over all voters; what names a municipality; and what only counts municipalities.
Nothing here looks at what people answered, only at who did (`sightings`), so that a suppressed figure tells nothing.
What is held against this table, and where, stands in docs/secrecy.md.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, TypeVar

from flows.conference.model import Round, RoundItem
from flows.conference.sightings import NOTHING, Allowed, Sighting, allow
from flows.kinds import KINDS
from flows.outcomes import AnyOutcome, Distribution, Outcome, RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Party, Secrecy

OVER_ALL = frozenset(
    {
        *("counts", "no_opinion", "median", "leik", "status", "heads", "givers", "shares", "movement"),
        *("scores", "agreement", "baseline", "condorcet", "differs"),
    }
)
"""Figures over all voters together, and what follows from them."""

BY_NAME = frozenset({"answered_by", "own", "voices", "places", "unacceptable", "bounds"})
"""What says something of a municipality by name."""

BY_NUMBER = frozenset({"voice_counts", "region", "decision", "dilemma"})
"""What follows from the numbers of municipalities, whichever they are."""

MOVEMENT = frozenset({"movement"})
"""How many changed their answer since the round before: a figure over the people who answered in both."""

PERSONS_MARKING = frozenset({"unacceptable_marks"})
"""How many persons marked an item: shown 'op naam' only."""

TEXTS = frozenset({"conditions", "objections"})
"""What people wrote with a mits or bezwaar."""

CONTRIBUTIONS = frozenset({"texts"})
"""What people wrote to an open question: for the facilitator alone, unless the question says that they are shared."""

_NOTHING: Mapping[str, tuple[()]] = MappingProxyType({"conditions": (), "objections": (), "bounds": (), "texts": ()})
"""What stands in a suppressed field where that is not None."""

_Outcome = TypeVar("_Outcome", bound=Outcome)


def is_secret(item: RoundItem, *, round_: Round, secrecy: Secrecy) -> bool:
    """Whether an item is treated as under geheim: every item then, and a sensitive one at every level.

    A standpunt is its municipality's and never secret; what the voters say of it together ('per lid') is theirs.
    """
    return round_.party is Party.VOTERS and _level(item, secrecy) is Secrecy.SECRET


def disclose(
    outcome: RoundOutcome,
    *,
    round_: Round,
    secrecy: Secrecy,
    thresholds: Thresholds,
    allowed: Mapping[str, Allowed] | None = None,
) -> RoundOutcome:
    """The part of a round's outcome that may be shown to everybody who sees results; the rest is in `hidden`.

    Standpunten are always by municipality and in full; where the voters give them together ('per lid') that holds
    for what the municipality says, and of its persons the figures are shown as below, but under geheim none: beside
    the words of the municipalities they would tell who was of another mind. Of voters' answers, per item:

    - op naam: figures over all voters from `thresholds.named` answers; everything by municipality.
    - per gemeente: figures over all voters from `thresholds.municipality` answers; the beeld of each
      municipality, but not its own distribution, nor who of it wrote what; no numbers of marks.
    - geheim, and sensitive items at every level: figures over all voters, movement and numbers of municipalities
      only as `allowed` says (`sightings.allow`, over all rounds on the item together); without it, as for a round
      of which nothing was shown before. Else nothing but how many answered. Nothing by municipality; no texts.

    What was written to an open question is shown where the question says so, never under geheim, and only
    where figures over all voters may be shown.

    A ranking over items keeps the items of which the municipalities' numbers may be shown.
    """
    if round_.party is Party.SPOKESPERSONS:
        return outcome
    asked = {item.id: item for item in round_.items}
    items: dict[str, AnyOutcome] = {}
    for item, found in outcome.items.items():
        level = _level(asked[item], secrecy)
        if round_.decides:
            items[item] = _disclose_standpunt(found, level=level, thresholds=thresholds)
        elif level is Secrecy.SECRET:
            alone = _alone(found, outcome.electorate, thresholds) if allowed is None else NOTHING
            items[item] = _disclose_secret(found, alone if allowed is None else allowed.get(item, NOTHING))
        else:
            items[item] = _disclose_item(found, level=level, shared=asked[item].shared, thresholds=thresholds)
    return replace(outcome, items=items, order=KINDS[outcome.kind].order(items))


def disclose_advisers(total: Outcome, *, secret: bool, allowed: Allowed) -> Outcome:
    """The totals of the advisers as they may be shown: at every level from `thresholds.secret` answers, and for items
    treated as secret beside everything else that is shown of the item."""
    return _suppress(total, frozenset({"counts", "no_opinion"})) if secret and not allowed.advisers else total


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


def _disclose_item(outcome: AnyOutcome, *, level: Secrecy, shared: bool, thresholds: Thresholds) -> AnyOutcome:
    shown = outcome.answered >= _enough(level, thresholds)
    hidden = frozenset() if shown else OVER_ALL | PERSONS_MARKING | TEXTS
    if not (shared and shown):
        hidden |= CONTRIBUTIONS
    if level is not Secrecy.NAMED:
        hidden |= PERSONS_MARKING | {"own"}
    suppressed = _suppress(outcome, hidden)
    return suppressed if level is Secrecy.NAMED else _unname_texts(suppressed)


def _disclose_secret(outcome: AnyOutcome, allowed: Allowed) -> AnyOutcome:
    hidden = BY_NAME | TEXTS | CONTRIBUTIONS | PERSONS_MARKING
    hidden |= frozenset() if allowed.totals else OVER_ALL
    hidden |= frozenset() if allowed.numbers else BY_NUMBER
    hidden |= frozenset() if allowed.movement else MOVEMENT
    return _suppress(outcome, hidden)


def _disclose_standpunt(outcome: AnyOutcome, *, level: Secrecy, thresholds: Thresholds) -> AnyOutcome:
    """What a municipality says stands with its name, texts too; no person's answer does, except 'op naam'."""
    few = level is Secrecy.SECRET or outcome.answered < _enough(level, thresholds)
    hidden = OVER_ALL | PERSONS_MARKING if few else frozenset()
    if level is not Secrecy.NAMED:
        hidden |= PERSONS_MARKING | {"own"}
    if level is Secrecy.SECRET:
        hidden |= {"answered_by"}
    return _suppress(outcome, hidden)


def _alone(outcome: AnyOutcome, sizes: Mapping[str, int], thresholds: Thresholds) -> Allowed:
    """What may be shown of an item of which no other figure was ever shown."""
    answered = outcome.answered_by or {}
    voters = {f"{town} {number}": town for town, count in answered.items() for number in range(count)}
    same = outcome.movement is not None and outcome.movement.of == len(voters)
    sighting = Sighting(voters=voters, sizes=sizes, again=frozenset(voters) if same else frozenset())
    return allow([sighting], thresholds)[0]


def _enough(level: Secrecy, thresholds: Thresholds) -> int:
    """Answers from which figures over all voters are shown."""
    return {
        Secrecy.NAMED: thresholds.named,
        Secrecy.MUNICIPALITY: thresholds.municipality,
        Secrecy.SECRET: thresholds.secret,
    }[level]


def _suppress(outcome: _Outcome, names: frozenset[str]) -> _Outcome:
    """Without these fields, as far as this kind has them; `hidden` names them, whether they held a value or not.

    A first round has no movement to hide.
    """
    present = names & {field.name for field in fields(outcome)} - (MOVEMENT if outcome.movement is None else set())
    emptied: dict[str, Any] = {name: _NOTHING.get(name) for name in present}
    return replace(outcome, hidden=outcome.hidden | present, **emptied)


def _unname_texts(outcome: _Outcome) -> _Outcome:
    """Texts of voters without their municipality, in the alphabet's order, which tells nothing of who wrote them."""
    present = TEXTS & {field.name for field in fields(outcome)}
    loose: dict[str, Any] = {
        name: tuple(sorted(("", text) for _, text in getattr(outcome, name))) for name in present
    }
    return replace(outcome, **loose)
