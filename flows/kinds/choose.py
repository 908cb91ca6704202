"""Choose: one of an item's options; on a continuum where the round says so."""

from collections.abc import Mapping, Sequence

from flows.conference.model import Round, RoundItem, Value
from flows.consensus.choosing import common_option, is_dilemma, most_chosen
from flows.consensus.ordinal import lower_median
from flows.consensus.voices import has_beeld
from flows.errors import Invalid
from flows.kinds.contract import Delegation, common_fields, read_json, require_canonical, write_json
from flows.outcomes import AnyOutcome, ChooseOutcome, Distribution
from flows.pack.form import Thresholds


def parse(raw: str, *, item: RoundItem, round_: Round) -> str:
    """The id of one of the item's options. Raises Invalid('answer_unreadable' | 'answer_unknown')."""
    value = read_json(raw)
    if not isinstance(value, str) or value not in {option.id for option in item.options}:
        raise Invalid("answer_unknown")
    require_canonical(raw, encoded=encode(value))
    return value


def encode(value: Value, /) -> str:
    """The option's id as JSON."""
    return write_json(value)


def complete(value: Value, /, *, item: RoundItem, round_: Round) -> bool:
    """A chosen option is always finished."""
    return True


def distribute(item: RoundItem, values: Sequence[Value], /) -> Distribution:
    """Answers per option, in the options' order."""
    counts = {option.id: 0 for option in item.options}
    for value in values:
        counts[str(value)] += 1
    return counts


def summarise(
    item: RoundItem,
    delegations: Sequence[Delegation],
    *,
    round_: Round,
    thresholds: Thresholds,
    last_attempt: bool,
) -> ChooseOutcome:
    """Ordered: lower medians on each level, and whether it is a dilemma; else the most chosen and common option."""
    ids = [option.id for option in item.options]
    own = {d.municipality: distribute(item, d.values) for d in delegations}
    pick = lower_median if round_.ordered else most_chosen
    steps = {
        d.municipality: pick(list(own[d.municipality].values()))
        if has_beeld(len(d.opinions), voters=d.voters)
        else None
        for d in delegations
    }
    chosen = [step for step in steps.values() if step is not None]
    voice_counts = [chosen.count(step) for step in range(len(ids))]
    common_one = common_option(voice_counts, carried=thresholds.carried)
    places = [option.place for option in item.options]
    common = common_fields(item, delegations, own=own, nothing=distribute(item, []))
    return ChooseOutcome(
        **common,
        ordered=round_.ordered,
        median=_id(ids, lower_median(list(common["counts"].values()))) if round_.ordered else None,
        voices={municipality: _id(ids, step) for municipality, step in steps.items()},
        region=_id(ids, lower_median(voice_counts) if round_.ordered else common_one),
        dilemma=round_.ordered and is_dilemma(chosen, places=places, steps=thresholds.steps, gap=thresholds.gap),
        places=_places(steps, places),
        voice_counts=dict(zip(ids, voice_counts, strict=True)),
    )


def order(outcomes: Mapping[str, AnyOutcome], /) -> tuple[tuple[str, ...], ...]:
    """Chosen items are not compared with each other."""
    return ()


def _id(ids: Sequence[str], step: int | None) -> str | None:
    return None if step is None else ids[step]


def _places(steps: Mapping[str, int | None], places: Sequence[int | None]) -> dict[str, int] | None:
    """The municipalities' marks on the continuum; None where the options have no places."""
    if all(place is None for place in places):
        return None
    marks = ((municipality, None if step is None else places[step]) for municipality, step in steps.items())
    return {municipality: place for municipality, place in marks if place is not None}
