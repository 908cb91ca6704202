"""Who answers in a round, and what is asked there."""

from dataclasses import replace

from flows.conference.model import Participant, Round, RoundItem
from flows.errors import NotAllowed, NotFound
from flows.ports import ANSWERING, Account, View
from flows.services.inviting import find_participant
from flows.services.stage import PRESENT
from flows.words import Mode, Party, Presence, Role


async def answerer_of(view: View, round_: Round, account: Account) -> Participant:
    """Who this account is in the round's conference, if he answers in it. Raises NotAllowed with the reason."""
    participant = await find_participant(view, round_.conference, account)
    return require_answerer(round_, participant and await as_speaking(view, participant))


async def as_speaking(view: View, participant: Participant) -> Participant:
    """With the office that somebody has now: a substitute is woordvoerder while the woordvoerder is afgemeld."""
    if participant.spokesperson or not participant.substitute:
        return participant
    others = await view.participants(participant.conference)
    is_held = any(
        p.spokesperson and p.municipality == participant.municipality and p.presence in PRESENT for p in others
    )
    return participant if is_held else replace(participant, spokesperson=True)


def require_answerer(round_: Round, participant: Participant | None) -> Participant:
    """The same, for somebody who was loaded already."""
    if participant is None:
        raise NotAllowed("not_on_the_list")
    if participant.role not in ANSWERING:
        raise NotAllowed("observer_only")
    if participant.presence is Presence.ABSENT:
        raise NotAllowed("signed_off")
    if not participant.informed:
        raise NotAllowed("not_informed")
    if round_.party is Party.SPOKESPERSONS and not (participant.spokesperson and participant.role is Role.VOTER):
        raise NotAllowed("spokesperson_only")
    if round_.decides and participant.role is not Role.VOTER:
        raise NotAllowed("members_only")
    return participant


def item_of(round_: Round, item_id: str) -> RoundItem:
    for item in round_.items:
        if item.id == item_id:
            return item
    raise NotFound(item_id)


def current_item(round_: Round) -> RoundItem | None:
    """The item that is on the card of a round that is held together: the first until the facilitator moves on."""
    return next((item for item in round_.items if item.id == round_.at), next(iter(round_.items), None))


def shown_items(round_: Round) -> tuple[RoundItem, ...]:
    """What can be answered at the own pace: all, but in a round that is held together nothing ahead of the card."""
    at = current_item(round_)
    if round_.mode is not Mode.TOGETHER or at is None:
        return round_.items
    return round_.items[: round_.items.index(at) + 1]
