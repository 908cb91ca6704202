"""Asking every voter for a line after closing: who is asked what, and when the asking ends.

Everybody hears it at the same moment, also who answered nothing, so that no message tells how somebody answered. It
belongs to the closing itself, whatever the hour.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flows.conference.chains import chain_of
from flows.conference.model import ArgumentRequest, Ballot, Round
from flows.ports import Notice, Work
from flows.recommendation.asking_why import asks_why, items_to_ask
from flows.recommendation.talk import talking_points
from flows.services.concluding import record_round
from flows.services.making import round_event
from flows.services.stage import Stage
from flows.words import Presence, Role, RoundState

REQUESTED: Final = "argument_request"
"""The kind of the notice."""

TAKING: Final = frozenset({RoundState.CLOSED, RoundState.PUBLISHED, RoundState.TALK})
"""States in which lines that were asked are taken."""


async def ask_arguments(work: Work, stage: Stage, moved: Round) -> None:
    """After a step of a round: closing asks every voter who joined, opening and ending take the requests away.

    Nobody is asked anything where no bespreekpunt is proposed. Closed once more after it was opened again, the round
    asks anew; who would read the same words again is not told twice (see the message itself).
    """
    if not asks_why(moved):
        return
    if moved.state is RoundState.CLOSED:
        await _ask(work, stage, moved)
    elif moved.state not in TAKING:
        await work.set_argument_requests(moved.key, ())
        if moved.state is not RoundState.OPEN:
            await _forget_cards(work, stage, moved)


async def _ask(work: Work, stage: Stage, round_: Round) -> None:
    rounds = tuple(round_ if r.key == round_.key else r for r in stage.rounds)
    record = await record_round(work, stage.pack, stage.conference, round_, rounds=rounds)
    points = talking_points(record.disclosed, thresholds=stage.pack.thresholds)
    people = [p for p in stage.participants if p.role is Role.VOTER and p.presence is Presence.JOINED]
    if not points:
        people = []
    written = await _written(work, round_, rounds) if people else {}
    own: dict[str, dict[str, Ballot]] = defaultdict(dict)
    for ballot in record.ballots:
        own[ballot.participant][ballot.item] = ballot
    chosen = {
        person.id: items_to_ask(
            own[person.id],
            record.disclosed,
            thresholds=stage.pack.thresholds,
            written=written.get(person.id, frozenset()),
        )
        for person in people
    }
    requests = [
        ArgumentRequest(round=round_.key, participant=person, position=position, item=item)
        for person, items in chosen.items()
        for position, item in enumerate(items, start=1)
    ]
    await work.set_argument_requests(round_.key, requests)
    for person in people:
        await work.tell(
            Notice(
                key=f"{REQUESTED}:{round_.key}:{round_.version}:{person.id}",
                conference=round_.conference,
                kind=REQUESTED,
                to=person.id,
                data={"round": round_.key},
            )
        )
    if people:
        await work.record(round_event(round_, "arguments_asked", None, people=len(people), items=len(points)))


async def _forget_cards(work: Work, stage: Stage, round_: Round) -> None:
    """What tells how a request read goes with it: it held the own answer, and nothing is sent anew any more."""
    for person in stage.participants:
        name = request_card(round_.key, person.id)
        card = await work.card(name) if person.role is Role.VOTER else None
        if card is not None:
            await work.set_card(name, replace(card, digest=""))


def request_card(key: int, participant: str) -> str:
    """The name under which it is kept where somebody's request of a round stands."""
    return f"asked:{key}:{participant}"


async def _written(work: Work, round_: Round, rounds: tuple[Round, ...]) -> Mapping[str, set[str]]:
    """Participant -> items on which he wrote a line already, in this round or one that it follows."""
    found: dict[str, set[str]] = defaultdict(set)
    for link in chain_of(round_, rounds):
        for argument in await work.arguments(link.key):
            if argument.participant is not None:
                found[argument.participant].add(argument.item)
    return found
