"""Who speaks for each municipality, and the links to send: what the desk shows of people."""

from collections.abc import Callable, Sequence
from typing import Final

from bot import buttons, phrases
from bot.cards.card import Card, Key, bold, esc, lines, rows_of
from flows.conference.model import Municipality
from flows.services.inviting import Invited
from flows.services.stage import Stage

_PEOPLE_SHOWN: Final = 90
"""A keyboard holds 100 buttons; Telegram drops what is beyond."""
_LINKS_LENGTH: Final = 3500
"""Characters of invitations in one message; a link that falls off is a board member who cannot come in."""


def speakers_card(stage: Stage, town: Municipality | None) -> Card:
    """Who speaks for each municipality; or, for one municipality, whom to choose."""
    cid = stage.conference.id
    back = (Key(phrases.DESK, buttons.Desk("home", cid, "x")),)
    if town is None:
        said = [
            f"{esc(m.name)}: {esc(s.name)}" if (s := stage.spokesperson_of(m)) else f"{esc(m.name)}: nog niemand"
            for m in stage.conference.municipalities
        ]
        keys = [
            Key(m.name, buttons.DeskTown("speaker", cid, m.id))
            for m in stage.conference.municipalities
            if stage.voters_of(m)
        ]
        return Card(lines([bold(phrases.SPOKESPEOPLE), *said]), (*rows_of(keys, 2), back))
    voters = stage.voters_of(town)
    people = [
        Key((phrases.TICK if p.spokesperson else "") + p.name, buttons.DeskPerson("speaker", p.id))
        for p in voters[:_PEOPLE_SHOWN]
    ]
    more = phrases.NOT_ALL_SHOWN.format(shown=_PEOPLE_SHOWN, total=len(voters))
    text = lines([bold(f"Wie is woordvoerder van {town.name}?"), more if len(voters) > _PEOPLE_SHOWN else None])
    return Card(text, (*rows_of(people, 1), back))


def links_cards(stage: Stage, invited: Sequence[Invited], link: Callable[[str], str]) -> list[Card]:
    """The invitations, a message per municipality, to forward or copy."""
    names = {m.id: m.name for m in stage.conference.municipalities}
    by_town: dict[str, list[Invited]] = {}
    for entry in invited:
        by_town.setdefault(names.get(entry.participant.municipality or "", "Adviseurs en toehoorders"), []).append(
            entry
        )
    cards = []
    for town, entries in by_town.items():
        waiting = [e for e in entries if e.token is not None]
        joined = len(entries) - len(waiting)
        head = [
            bold(f"Uitnodigingen {town}"),
            f"{joined} {phrases.verb(joined, 'is', 'zijn')} al binnen." if joined else None,
            "Stuur ieder de eigen link. Die werkt één keer, dertig dagen lang." if waiting else None,
        ]
        shown = [f"\n{esc(e.participant.name)}\n{esc(link(e.token))}" for e in waiting if e.token is not None]
        for number, part in enumerate(_split(shown)):
            cards.append(Card(lines([*(head if number == 0 else head[:1]), *part])))
    return cards


def _split(entries: Sequence[str]) -> list[list[str]]:
    """Entries in parts that fit a message, at least one part."""
    parts: list[list[str]] = [[]]
    length = 0
    for entry in entries:
        if length + len(entry) > _LINKS_LENGTH and parts[-1]:
            parts.append([])
            length = 0
        parts[-1].append(entry)
        length += len(entry)
    return parts
