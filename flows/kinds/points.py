"""Points: a fixed number, divided over an item's options."""

from collections.abc import Mapping, Sequence
from typing import cast

from flows.conference.model import Round, RoundItem, Value
from flows.consensus.shares import givers_of, mean_shares, points_sums, shares_of
from flows.consensus.voices import has_beeld
from flows.errors import Invalid
from flows.kinds.contract import Delegation, common_fields, read_json, require_canonical, write_json
from flows.outcomes import AnyOutcome, Distribution, PointsOutcome
from flows.pack.form import Thresholds

Points = Mapping[str, int]


def parse(raw: str, *, item: RoundItem, round_: Round) -> Points:
    """Whole numbers per option, adding up to at most the budget; options with 0 points are left out.

    Raises Invalid('answer_unreadable' | 'answer_unknown' | 'points_used_up').
    """
    value = read_json(raw)
    options = {option.id for option in item.options}
    if not isinstance(value, dict) or not value.keys() <= options:
        raise Invalid("answer_unknown")
    if not all(type(points) is int and points >= 0 for points in value.values()):
        raise Invalid("answer_unknown")
    budget = round_.budget or 0
    if sum(value.values()) > budget:
        raise Invalid("points_used_up", budget=budget)
    require_canonical(raw, encoded=encode(value))
    return value


def encode(value: Value, /) -> str:
    """The points per option as JSON, without the options that got none."""
    return write_json({option: points for option, points in _points(value).items() if points})


def complete(value: Value, /, *, item: RoundItem, round_: Round) -> bool:
    """All points are placed."""
    return sum(_points(value).values()) == round_.budget


def distribute(item: RoundItem, values: Sequence[Value], /) -> Distribution:
    """The sum of the points per option, in the options' order."""
    return points_sums([_points(value) for value in values], options=_options(item))


def summarise(
    item: RoundItem,
    delegations: Sequence[Delegation],
    *,
    round_: Round,
    thresholds: Thresholds,
    last_attempt: bool,
) -> PointsOutcome:
    """Sums, givers and shares over all voters; mean shares per municipality, and the mean of these."""
    options = _options(item)
    ballots = {d.municipality: [_points(value) for value in d.values] for d in delegations}
    own = {municipality: points_sums(given, options=options) for municipality, given in ballots.items()}
    voices = {
        d.municipality: shares_of(own[d.municipality]) if has_beeld(len(d.opinions), voters=d.voters) else None
        for d in delegations
    }
    common = common_fields(item, delegations, own=own, nothing=distribute(item, []))
    return PointsOutcome(
        **common,
        givers=givers_of([given for all_ in ballots.values() for given in all_], options=options),
        shares=shares_of(common["counts"]),
        voices=voices,
        region=mean_shares([shares for shares in voices.values() if shares is not None]),
    )


def order(outcomes: Mapping[str, AnyOutcome], /) -> tuple[tuple[str, ...], ...]:
    """The options lie within one item; items are not compared."""
    return ()


def _points(value: Value) -> Points:
    return cast(Points, value)


def _options(item: RoundItem) -> list[str]:
    return [option.id for option in item.options]
