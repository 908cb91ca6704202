"""Rank: exactly the top k of an item's options, best first."""

from collections.abc import Mapping, Sequence
from typing import cast

from flows.conference.model import Round, RoundItem, Value
from flows.consensus.approving import approval_counts
from flows.consensus.ranking import (
    Tiers,
    borda_scores,
    chance_agreement,
    condorcet_winner,
    kendall_w,
    order_by_score,
    tiers_of,
)
from flows.consensus.voices import has_beeld
from flows.errors import Invalid
from flows.kinds.contract import Delegation, common_fields, read_json, require_canonical, write_json
from flows.outcomes import AnyOutcome, Distribution, RankOutcome
from flows.pack.form import Thresholds


def parse(raw: str, *, item: RoundItem, round_: Round) -> tuple[str, ...]:
    """Ids of the item's options, each once, best first; at most the top k, so that it can be made tap by tap.

    Raises Invalid('answer_unreadable' | 'answer_unknown').
    """
    value = read_json(raw)
    options = set(_options(item))
    if not isinstance(value, list) or not all(isinstance(option, str) and option in options for option in value):
        raise Invalid("answer_unknown")
    if len(set(value)) < len(value) or len(value) > (round_.top or 0):
        raise Invalid("answer_unknown")
    given = tuple(value)
    require_canonical(raw, encoded=encode(given))
    return given


def encode(value: Value, /) -> str:
    """The options' ids as a JSON list, best first."""
    return write_json(value)


def complete(value: Value, /, *, item: RoundItem, round_: Round) -> bool:
    """All k places are filled."""
    return len(_ranking(value)) == round_.top


def distribute(item: RoundItem, values: Sequence[Value], /) -> Distribution:
    """How many have an option among their top k, in the options' order."""
    return approval_counts([_ranking(value) for value in values], options=_options(item))


def summarise(
    item: RoundItem,
    delegations: Sequence[Delegation],
    *,
    round_: Round,
    thresholds: Thresholds,
    last_attempt: bool,
) -> RankOutcome:
    """Borda, agreement and Condorcet winner over all voters; the Borda order of each municipality, and over these."""
    options = _options(item)
    ballots = {d.municipality: [tiers_of(_ranking(v), options=options) for v in d.values] for d in delegations}
    rankings: list[Tiers] = [ranking for given in ballots.values() for ranking in given]
    own = {d.municipality: distribute(item, d.values) for d in delegations}
    voices = {
        d.municipality: order_by_score(borda_scores(ballots[d.municipality], options=options))
        if has_beeld(len(d.opinions), voters=d.voters)
        else None
        for d in delegations
    }
    orders = [order for order in voices.values() if order is not None]
    scores = borda_scores(rankings, options=options)
    winner = condorcet_winner(rankings, options=options)
    return RankOutcome(
        **common_fields(item, delegations, own=own, nothing=distribute(item, [])),
        scores=scores,
        agreement=kendall_w(rankings, options=options),
        baseline=chance_agreement(len(rankings)),
        condorcet=winner,
        differs=winner is not None and order_by_score(scores)[0] != (winner,),
        voices=voices,
        region=borda_scores(orders, options=options) if orders else None,
    )


def order(outcomes: Mapping[str, AnyOutcome], /) -> tuple[tuple[str, ...], ...]:
    """The options lie within one item; items are not compared."""
    return ()


def _ranking(value: Value) -> tuple[str, ...]:
    return cast(tuple[str, ...], value)


def _options(item: RoundItem) -> list[str]:
    return [option.id for option in item.options]
