"""Rate: a whole number from 1 to 5."""

from collections.abc import Mapping, Sequence
from typing import cast

from flows.conference.model import Round, RoundItem, Value
from flows.consensus.ordinal import leik_consensus, lower_median
from flows.consensus.region import region_of
from flows.consensus.status import camps_of, rate_status
from flows.consensus.voices import finds_unacceptable, rate_voice
from flows.errors import Invalid
from flows.kinds.contract import Delegation, common_fields, read_json, require_canonical, write_json
from flows.outcomes import AnyOutcome, Distribution, Heads, RateOutcome
from flows.pack.form import Thresholds
from flows.words import Voice

_KEYS = ("1", "2", "3", "4", "5")


def parse(raw: str, *, item: RoundItem, round_: Round) -> int:
    """A whole number from 1 to 5. Raises Invalid('answer_unreadable' | 'answer_unknown')."""
    value = read_json(raw)
    if type(value) is not int or not 1 <= value <= len(_KEYS):
        raise Invalid("answer_unknown")
    require_canonical(raw, encoded=encode(value))
    return value


def encode(value: Value, /) -> str:
    """The number as JSON."""
    return write_json(value)


def complete(value: Value, /, *, item: RoundItem, round_: Round) -> bool:
    """A number is always finished."""
    return True


def distribute(item: RoundItem, values: Sequence[Value], /) -> Distribution:
    """Answers per number."""
    return _keyed(_count(cast(Sequence[int], values)))


def summarise(
    item: RoundItem,
    delegations: Sequence[Delegation],
    *,
    round_: Round,
    thresholds: Thresholds,
    last_attempt: bool,
) -> RateOutcome:
    """Histogram, lower median, Leik consensus and status over all voters; voices and region over municipalities."""
    own = {d.municipality: _count(cast(list[int], d.values)) for d in delegations}
    marks = {d.municipality: sum(b.unacceptable for b in d.opinions) for d in delegations}
    refusing = tuple(
        d.municipality
        for d in delegations
        if finds_unacceptable(marks[d.municipality], opinions=len(d.opinions), voters=d.voters)
    )
    voices = {
        d.municipality: rate_voice(own[d.municipality], voters=d.voters, unacceptable=d.municipality in refusing)
        for d in delegations
    }
    keyed = {municipality: _keyed(given) for municipality, given in own.items()}
    common = common_fields(item, delegations, own=keyed, nothing=_keyed(_count([])))
    counts = list(common["counts"].values())
    median = lower_median(counts)
    camps = camps_of(counts)
    words = list(voices.values())
    return RateOutcome(
        **common,
        median=None if median is None else median + 1,
        leik=leik_consensus(counts),
        status=rate_status(
            counts,
            answered=common["answered"],
            voters=common["electorate"],
            high=thresholds.high,
            low=thresholds.low,
            camp=thresholds.camp,
            opinions=thresholds.opinions,
        ),
        region=region_of(words, carried=thresholds.carried),
        voices=voices,
        voice_counts={voice: words.count(voice) for voice in Voice},
        heads=Heads(for_=camps.high, against=camps.low, of=sum(camps)),
        unacceptable=refusing,
        unacceptable_marks=sum(marks.values()),
    )


def order(outcomes: Mapping[str, AnyOutcome], /) -> tuple[tuple[str, ...], ...]:
    """Rated items are not compared with each other."""
    return ()


def _count(values: Sequence[int]) -> list[int]:
    counts = [0] * len(_KEYS)
    for value in values:
        counts[value - 1] += 1
    return counts


def _keyed(counts: Sequence[int]) -> dict[str, int]:
    return dict(zip(_KEYS, counts, strict=True))
