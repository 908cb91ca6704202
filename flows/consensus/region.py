"""The outcome of a rated item over the municipalities (METHOD.md, from delegations to the region).

Each municipality counts as one, however many voters or inhabitants it has.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from flows.words import Region, Status, Voice

_CARRIED = frozenset({Region.CARRIED, Region.CARRIED_PENDING})


def region_of(voices: Iterable[Voice], *, carried: int) -> Region:
    """The outcome over the beelden of all municipalities, those without beeld included; the first rule that fits.

    1. too few voices: fewer than two thirds of the municipalities have a beeld, or there are none at all;
    2. carried: at least `carried` % of all municipalities for and none against, pending where one has no
       beeld; rejected: the mirror image;
    3. split: at least one for and one against;
    4. undecided: everything else.

    Source: METHOD.md.
    """
    return _region(Counter(voices), carried=carried)


def one_voice_short(voices: Iterable[Voice], *, carried: int) -> bool:
    """Whether it is not carried, and would be (pending or not) if one more municipality were for.

    Any municipality that is not for can be that one, also the only one against. Never with too few voices.
    """
    counts = Counter(voices)
    region = _region(counts, carried=carried)
    if region in _CARRIED or region is Region.TOO_FEW_VOICES:
        return False
    return any(
        _region(counts + Counter({Voice.FOR: 1}) - Counter({other: 1}), carried=carried) in _CARRIED
        for other in (Voice.AGAINST, Voice.BETWEEN, Voice.NONE)
        if counts[other]
    )


def is_settled(region: Region, *, status: Status) -> bool:
    """Gedragen or afgewezen without reserve, and not verdeeld by heads; never by head count alone."""
    return region in {Region.CARRIED, Region.REJECTED} and status is not Status.CONTESTED


def _region(counts: Mapping[Voice, int], *, carried: int) -> Region:
    total = sum(counts.values())
    for_, against, silent = (counts.get(v, 0) for v in (Voice.FOR, Voice.AGAINST, Voice.NONE))
    if total == 0 or 3 * (total - silent) < 2 * total:
        return Region.TOO_FEW_VOICES
    if 100 * for_ >= carried * total and not against:
        return Region.CARRIED_PENDING if silent else Region.CARRIED
    if 100 * against >= carried * total and not for_:
        return Region.REJECTED_PENDING if silent else Region.REJECTED
    return Region.SPLIT if for_ and against else Region.UNDECIDED
