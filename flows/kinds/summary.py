"""A round's outcome from its ballots, in one pass over them; and the totals of the advisers, apart."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from flows.conference.model import Ballot, Electorate, Round, RoundItem
from flows.kinds import KINDS
from flows.kinds.contract import Delegation
from flows.kinds.moving import movement_of
from flows.outcomes import AnyOutcome, Outcome, RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Party, Role


def summarise_round(
    round_: Round,
    ballots: Iterable[Ballot],
    electorate: Electorate,
    *,
    thresholds: Thresholds,
    last_attempt: bool | Collection[str] = False,
) -> RoundOutcome:
    """What comes out of a round, in full: nothing is suppressed yet.

    Only answers of people in the electorate count, for the municipality that the electorate gives them; it
    lists every municipality, also with nobody. Whether voters or woordvoerders answered is the electorate's
    matter: of a municipality with one woordvoerder the beeld is his answer. With `last_attempt` a proposal may
    be carried with a minority: every item's, or that of the items named.
    """
    kind = KINDS[round_.kind]
    delegations, answerers = _collect(round_, ballots, electorate)
    items = {
        item.id: kind.summarise(
            item,
            list(delegations[item.id].values()),
            round_=round_,
            thresholds=thresholds,
            last_attempt=last_attempt if isinstance(last_attempt, bool) else item.id in last_attempt,
        )
        for item in round_.items
    }
    if round_.follows is not None:
        items = {item.id: _with_movement(round_, item, items[item.id], delegations[item.id]) for item in round_.items}
    return RoundOutcome(
        round=round_.id,
        kind=round_.kind,
        sort=round_.sort,
        items=items,
        order=kind.order(items),
        electorate={municipality: len(people) for municipality, people in electorate.voters.items()},
        answered={municipality: len(people) for municipality, people in answerers.items()},
    )


def advisers_outcome(
    round_: Round, ballots: Iterable[Ballot], *, advisers: Collection[str], thresholds: Thresholds
) -> Mapping[str, Outcome]:
    """Totals of all `advisers` (participant ids) together, per item; empty for standpunten, which they do not give.

    At every secrecy level an item with fewer than `thresholds.secret` answers shows how many answered, and no more.
    """
    if round_.decides or round_.party is Party.SPOKESPERSONS:
        return {}
    everybody = Electorate({"": frozenset(advisers)})
    theirs = (ballot for ballot in ballots if ballot.role is Role.ADVISER)
    delegations, _ = _collect(round_, theirs, everybody)
    return {
        item.id: _advisers_total(round_, item, delegations[item.id][""], enough=thresholds.secret)
        for item in round_.items
    }


def _collect(
    round_: Round, ballots: Iterable[Ballot], electorate: Electorate
) -> tuple[dict[str, dict[str, Delegation]], dict[str, set[str]]]:
    """Item -> municipality -> its answers; and municipality -> who gave at least one finished answer.

    A mark without an answer, and an answer that is not finished, are no answers.
    """
    kind = KINDS[round_.kind]
    home = {person: municipality for municipality, people in electorate.voters.items() for person in people}
    items = {item.id: item for item in round_.items}
    delegations = {id_: {m: Delegation(m, len(people)) for m, people in electorate.voters.items()} for id_ in items}
    answerers: dict[str, set[str]] = {municipality: set() for municipality in electorate.voters}
    for ballot in ballots:
        municipality = home.get(ballot.participant)
        item = items.get(ballot.item)
        if municipality is None or item is None:
            continue
        if ballot.no_opinion:
            delegations[item.id][municipality].no_opinion += 1
        elif ballot.value is not None and kind.complete(ballot.value, item=item, round_=round_):
            delegations[item.id][municipality].opinions.append(ballot)
        else:
            continue
        if ballot.earlier is not None:
            delegations[item.id][municipality].repeated.append(ballot)
        answerers[municipality].add(ballot.participant)
    return delegations, answerers


def _with_movement(
    round_: Round, item: RoundItem, outcome: AnyOutcome, delegations: Mapping[str, Delegation]
) -> AnyOutcome:
    """Since the round before, over everybody in the electorate who had an answer there too."""
    repeated = [ballot for delegation in delegations.values() for ballot in delegation.repeated]
    return replace(outcome, movement=movement_of(round_, item, repeated))


def _advisers_total(round_: Round, item: RoundItem, answers: Delegation, *, enough: int) -> Outcome:
    shown = answers.answered >= enough
    values = [ballot.value for ballot in answers.opinions if ballot.value is not None]
    return Outcome(
        item=item.id,
        counts=KINDS[round_.kind].distribute(item, values) if shown else None,
        no_opinion=answers.no_opinion if shown else None,
        answered=answers.answered,
        electorate=answers.voters,
        hidden=frozenset() if shown else frozenset({"counts", "no_opinion"}),
    )
