"""Approve: any of an item's options, also none of them."""

from collections.abc import Mapping, Sequence
from typing import cast

from flows.conference.model import Round, RoundItem, Value
from flows.consensus.approving import approval_counts, approval_voice
from flows.consensus.region import region_of
from flows.errors import Invalid
from flows.kinds.contract import Delegation, common_fields, read_json, require_canonical, write_json
from flows.outcomes import AnyOutcome, ApproveOutcome, Distribution
from flows.pack.form import Thresholds
from flows.words import Voice


def parse(raw: str, *, item: RoundItem, round_: Round) -> tuple[str, ...]:
    """Ids of the item's options, each once, in the item's order; `[]` is 'geen van deze'.

    Raises Invalid('answer_unreadable' | 'answer_unknown').
    """
    value = read_json(raw)
    options = _options(item)
    if not isinstance(value, list) or value != [option for option in options if option in value]:
        raise Invalid("answer_unknown")
    given = tuple(value)
    require_canonical(raw, encoded=encode(given))
    return given


def encode(value: Value, /) -> str:
    """The options' ids as a JSON list."""
    return write_json(value)


def complete(value: Value, /, *, item: RoundItem, round_: Round) -> bool:
    """Approving none of the options is an answer too."""
    return True


def distribute(item: RoundItem, values: Sequence[Value], /) -> Distribution:
    """How many approve each option, in the options' order."""
    return approval_counts(_ballots(values), options=_options(item))


def summarise(
    item: RoundItem,
    delegations: Sequence[Delegation],
    *,
    round_: Round,
    thresholds: Thresholds,
    last_attempt: bool,
) -> ApproveOutcome:
    """Counts over all voters; per option the beeld of each municipality and the region, as for a rated item."""
    own = {d.municipality: distribute(item, d.values) for d in delegations}
    voices = {
        option: {
            d.municipality: approval_voice(own[d.municipality][option], opinions=len(d.opinions), voters=d.voters)
            for d in delegations
        }
        for option in _options(item)
    }
    common = common_fields(item, delegations, own=own, nothing=distribute(item, []))
    return ApproveOutcome(
        **common,
        voices={d.municipality: {option: voices[option][d.municipality] for option in voices} for d in delegations},
        voice_counts={
            option: {voice: list(towns.values()).count(voice) for voice in Voice} for option, towns in voices.items()
        },
        region={option: region_of(towns.values(), carried=thresholds.carried) for option, towns in voices.items()},
    )


def order(outcomes: Mapping[str, AnyOutcome], /) -> tuple[tuple[str, ...], ...]:
    """The options lie within one item; items are not compared."""
    return ()


def _options(item: RoundItem) -> list[str]:
    return [option.id for option in item.options]


def _ballots(values: Sequence[Value]) -> Sequence[tuple[str, ...]]:
    return cast(Sequence[tuple[str, ...]], values)
