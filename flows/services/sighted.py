"""Who had answered what when figures could be seen: loaded for `sightings.allow`, and written down when it goes.

Rounds of the same kind that ask an item belong together: further rounds, rounds that were asked again, and rounds
that were withdrawn after somebody had seen what came out. A closed round that is opened again was seen too, by the
facilitator.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flows.conference.loose import TookPart
from flows.conference.model import Ballot, Conference, Earlier, Electorate, Round, RoundItem
from flows.conference.secrecy import is_secret
from flows.conference.sightings import Allowed, Sighting, allow
from flows.kinds import KINDS
from flows.pack.form import Thresholds
from flows.ports import View, Work
from flows.words import Role, RoundState

_SEEN = frozenset({RoundState.CLOSED, RoundState.PUBLISHED, RoundState.TALK, RoundState.SETTLED})

Parts = Mapping[str, tuple[TookPart, ...]]
"""Item -> who had answered it."""


def secret_items(round_: Round, conference: Conference) -> tuple[RoundItem, ...]:
    """The items of a round that are treated as under geheim."""
    return tuple(item for item in round_.items if is_secret(item, round_=round_, secrecy=conference.secrecy))


def parts_of(round_: Round, items: Iterable[RoundItem], ballots: Iterable[Ballot], electorate: Electorate) -> Parts:
    """Who answered these items: the voters who count, and the advisers. Unfinished answers are none."""
    asked = {item.id: item for item in items}
    homes = {person: town for town, people in electorate.voters.items() for person in people}
    sizes = {town: len(people) for town, people in electorate.voters.items()}
    found: dict[str, list[TookPart]] = {item: [] for item in asked}
    for ballot in ballots:
        item, town = asked.get(ballot.item), homes.get(ballot.participant)
        if item is None or not _is_finished(Earlier(ballot.value, ballot.no_opinion), item, round_):
            continue
        if town is None and ballot.role is not Role.ADVISER:
            continue
        found[item.id].append(
            TookPart(
                item=item.id,
                participant=ballot.participant,
                role=Role.ADVISER if town is None else Role.VOTER,
                municipality=town or "",
                voters=sizes.get(town or "", 0),
                paper=ballot.paper,
                again=town is not None and ballot.earlier is not None and _is_finished(ballot.earlier, item, round_),
            )
        )
    return {item: tuple(parts) for item, parts in found.items()}


async def allowed_of(
    view: View,
    conference: Conference,
    round_: Round,
    *,
    rounds: Sequence[Round],
    ballots: Sequence[Ballot],
    electorate: Electorate,
    thresholds: Thresholds,
) -> Mapping[str, Allowed]:
    """What may be seen of the items of a round that are treated as secret, beside all that was seen before.

    For items that were not cut yet; of the others what may be seen is what was kept.
    """
    items = secret_items(round_, conference)
    if not items or round_.decides:
        return {}
    seen: dict[str, list[Sighting]] = defaultdict(list)
    for earlier in rounds:
        if earlier.template == round_.template and earlier.key < round_.key and earlier.opened_at is not None:
            for item, sightings in (await _sightings(view, conference, earlier)).items():
                seen[item] += sightings
    laps = _by_lap(await view.took_part(round_.key)) if round_.closed_at is not None else {}
    now = parts_of(round_, items, ballots, electorate)
    return {
        item.id: allow([*seen[item.id], *laps.get(item.id, ()), _sighting(now[item.id])], thresholds)[-1]
        for item in items
    }


async def was_answered(view: View, round_: Round) -> bool:
    """Whether anybody answered in a round, also where the answers are nobody's any more."""
    return bool(await view.ballots(round_.key) or await view.took_part(round_.key))


async def note_reopening(work: Work, conference: Conference, round_: Round) -> None:
    """Before a closed round is opened again: who had answered, for the facilitator saw what that came to."""
    items = secret_items(round_, conference)
    if not items or round_.decides:
        return
    parts = parts_of(round_, items, await work.ballots(round_.key), await work.electorate(round_.key))
    lap = 1 + max((part.lap for part in await work.took_part(round_.key)), default=0)
    await work.note_part(round_.key, [replace(part, lap=lap) for found in parts.values() for part in found])


async def _sightings(view: View, conference: Conference, round_: Round) -> Mapping[str, Sequence[Sighting]]:
    """Item -> what was seen of it in this round, in order. Nobody saw the end of one that was withdrawn while it was
    open; before it was opened again somebody did."""
    ended = round_.closed_at is not None
    parts = [part for part in await view.took_part(round_.key) if part.lap > 0 or ended]
    found = {item: list(laps) for item, laps in _by_lap(parts).items()}
    if not ended:
        return found
    cut = await view.cut_items(round_.key)
    left = [item for item in secret_items(round_, conference) if item.id not in cut]
    if left and (round_.state in _SEEN or round_.state is RoundState.WITHDRAWN):
        linked = parts_of(round_, left, await view.ballots(round_.key), await view.electorate(round_.key))
        for item, people in linked.items():
            found.setdefault(item, []).append(_sighting(people))
    return found


def _by_lap(parts: Iterable[TookPart]) -> Mapping[str, Sequence[Sighting]]:
    """Item -> a sighting per lap, the end (lap 0) last."""
    laps: dict[str, dict[int, list[TookPart]]] = defaultdict(lambda: defaultdict(list))
    for part in parts:
        laps[part.item][part.lap].append(part)
    return {
        item: [_sighting(found[lap]) for lap in sorted(found, key=lambda lap: (lap == 0, lap))]
        for item, found in laps.items()
    }


def _sighting(parts: Sequence[TookPart]) -> Sighting:
    voters = [part for part in parts if part.role is Role.VOTER]
    return Sighting(
        voters={part.participant: part.municipality for part in voters},
        sizes={part.municipality: part.voters for part in voters},
        advisers=frozenset(part.participant for part in parts if part.role is Role.ADVISER),
        again=frozenset(part.participant for part in voters if part.again),
    )


def _is_finished(answer: Earlier, item: RoundItem, round_: Round) -> bool:
    if answer.no_opinion:
        return True
    return answer.value is not None and KINDS[round_.kind].complete(answer.value, item=item, round_=round_)
