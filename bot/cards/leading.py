"""Who leads: the facilitators, handing over, and what can be done about a conference that nobody leads."""

from collections.abc import Callable, Sequence

from bot import buttons, phrases
from bot.buttons import leading as keys
from bot.cards.card import Card, Key, bold, esc, lines
from bot.phrases import leading as words
from flows.conference.model import Conference, Participant
from flows.services.leading import Leaders


def leaders_card(leaders: Leaders, link: Callable[[str], str]) -> Card:
    """Everybody who leads, the links of who is not in yet, and to whom can be handed over."""
    cid = leaders.stage.conference.id
    others = [p for p in leaders.joined if p.id != leaders.me.id and p.id not in leaders.unreachable]
    text = lines(
        [
            bold(words.LEADERS),
            *(_joined_line(leaders, p) for p in leaders.joined),
            *(esc(words.NOT_IN_YET.format(name=p.name)) for p, _ in leaders.invited),
            *(line for p, token in leaders.invited for line in _link_lines(p, link(token))),
            None if others else "",
            None if others else words.NEEDS_ANOTHER,
        ]
    )
    hand_over = [(Key(words.HAND_OVER_TO.format(name=p.name), keys.HandOver(cid, p.id)),) for p in others]
    withdraw = [(Key(words.WITHDRAW.format(name=p.name), keys.WithdrawLeader(p.id)),) for p, _ in leaders.invited]
    add = (Key(words.ADD_LEADER, keys.AddLeader(cid)),)
    return Card(text, (add, *hand_over, *withdraw, (_home(cid),)))


def hand_over_card(conference: Conference, taker: Participant) -> Card:
    """What handing over means, before it is done."""
    text = lines(
        [
            bold(words.HAND_OVER_HEAD.format(name=taker.name)),
            esc(words.HAND_OVER_TEXT.format(name=taker.name)),
        ]
    )
    yes = Key(words.HAND_OVER_NOW, keys.HandOverNow(conference.id, taker.id))
    return Card(text, ((yes,), (Key(words.NOT_AFTER_ALL, keys.Leaders(conference.id)),)))


def choose_card(conferences: Sequence[Conference]) -> Card:
    """More than one conference has nobody who leads it."""
    shown = tuple((Key(c.name, keys.TakeOver(c.id)),) for c in conferences)
    return Card(bold(words.CHOOSE_CONFERENCE), shown)


def take_card(conference: Conference) -> Card:
    """Somebody who is named in the settings can take over."""
    text = lines([bold(conference.name), words.TAKE_OVER_TEXT])
    return Card(text, ((Key(words.TAKE_OVER_NOW, keys.TakeOverNow(conference.id)),),))


def name_card(conference: Conference) -> Card:
    """A woordvoerder can name somebody."""
    text = lines([bold(conference.name), words.NAME_TEXT])
    return Card(text, ((Key(words.NAME_LEADER, keys.NameLeader(conference.id)),),))


def asked_card(conference: Conference, by: Participant, *, named: str, town: str, mark: str) -> Card:
    """The woordvoerder of another municipality is asked to agree."""
    who = f"{by.name}, {by.function}" if by.function else by.name
    text = lines([bold(conference.name), esc(words.TOLD_ASKED.format(by=who, named=named, town=town))])
    return Card(text, ((Key(words.AGREE_LEADER, keys.ConfirmLeader(conference.id, mark)),),))


def confirmed_card(conference: Conference, named: Participant, link: str | None) -> Card:
    """Both woordvoerders get the link; once it is used there is none."""
    if link is None:
        return Card(lines([bold(conference.name), esc(words.TOLD_IN.format(named=named.name))]))
    return Card(lines([bold(conference.name), esc(words.TOLD_CONFIRMED.format(named=named.name)), esc(link)]))


def _joined_line(leaders: Leaders, participant: Participant) -> str:
    if participant.id == leaders.me.id:
        return esc(words.YOU.format(name=participant.name))
    said = words.NOT_REACHED if participant.id in leaders.unreachable else words.IS_IN
    return esc(said.format(name=participant.name))


def _link_lines(participant: Participant, link: str) -> list[str]:
    return ["", esc(words.SEND_LINK.format(name=participant.name)), esc(link)]


def _home(conference: str) -> Key:
    return Key(phrases.DESK, buttons.Desk("home", conference, "x"))
