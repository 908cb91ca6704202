"""'Ik doe mee': what somebody without a link is asked, and what the facilitators see of it."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.buttons.people import Admit, AskAgain, AskRole, AskTown, People, Refuse, Requests
from bot.cards.card import Card, Key, bold, esc, lines, rows_of
from bot.phrases import people as phrases
from flows.conference.model import Conference, Municipality
from flows.ports import Admission
from flows.services.admitting import Waiting
from flows.words import Role

ROLES: Final[Mapping[str, tuple[Role, bool]]] = {
    "b": (Role.VOTER, False),
    "r": (Role.ADVISER, True),
    "s": (Role.ADVISER, False),
    "k": (Role.OBSERVER, False),
}
"""The letter of a role on a button -> role, and whether it is a council member. What a council member becomes is
decided when he is admitted."""
_WITHOUT_TOWN: Final = ("s", "k")
"""Roles that somebody can have who is of none of the municipalities."""
_NAMES_SHOWN: Final = 6


def town_question(conference: Conference) -> Card:
    """Namens welke gemeente."""
    keys = [Key(town.name, AskTown(conference.id, town.id)) for town in conference.municipalities]
    keys.append(Key(phrases.NONE_OF_THESE, AskTown(conference.id, "")))
    return Card(lines([bold(conference.name), bold(phrases.WHICH_TOWN)]), rows_of(keys, 2))


def role_question(conference: Conference, town: Municipality | None) -> Card:
    """In welke rol; who has no municipality here answers for none."""
    question = phrases.WHICH_ROLE.format(town=town.name) if town else phrases.WHICH_ROLE_WITHOUT
    apart = [phrases.ADVISERS_APART, *([] if conference.mixed or town is None else [phrases.COUNCIL_APART])]
    letters = tuple(ROLES) if town else _WITHOUT_TOWN
    place = town.id if town else ""
    rows = tuple((Key(phrases.ROLE_CHOICES[x], AskRole(conference.id, place, x)),) for x in letters)
    return Card(lines([bold(question), " ".join(apart)]), rows)


def sent_card(conference: Conference, admission: Admission) -> Card:
    """Uw aanmelding is verstuurd."""
    waits = phrases.REQUEST_WAITS.format(what=_asked(conference, admission))
    text = lines([bold(phrases.REQUEST_SENT), esc(waits)])
    return Card(text, ((Key(phrases.CHANGE_REQUEST, AskAgain(conference.id)),),))


def requests_card(conference: Conference, waiting: Sequence[Waiting], *, mark: str = "") -> Card:
    """One request at a time; first the one with this mark, else the oldest."""
    home = (Key(phrases.PEOPLE, People("home", conference.id)),)
    if not waiting:
        return Card(lines([bold(phrases.PEOPLE), phrases.NO_REQUESTS]), (home,))
    place = next((n for n, each in enumerate(waiting) if each.mark == mark), 0)
    shown = waiting[place]
    alike = [person.name for person in shown.lookalikes]
    after = [*waiting[place + 1 :], *waiting[:place]]
    text = lines(
        [
            bold(phrases.REQUESTS_HEAD.format(count=len(waiting))),
            bold(shown.admission.name),
            esc(_asked(conference, shown.admission)),
            esc(phrases.LOOKS_LIKE.format(names=", ".join(alike))) if alike else None,
            esc(phrases.WAIT_TOO.format(names=_names([each.admission.name for each in after]))) if after else None,
        ]
    )
    rows = [
        (
            Key(phrases.ADMIT, Admit(conference.id, shown.mark, "")),
            Key(phrases.REFUSE, Refuse(conference.id, shown.mark)),
        ),
        *(
            (Key(phrases.THAT_IS.format(name=person.name), Admit(conference.id, shown.mark, person.id)),)
            for person in shown.lookalikes
        ),
        (Key(phrases.NEXT, Requests(conference.id, after[0].mark)),) if after else (),
        home,
    ]
    return Card(text, tuple(row for row in rows if row))


def admitted_card(conference: Conference, what_next: Card) -> Card:
    """He is in; what happens with the answers stands below it."""
    head = lines([bold(phrases.ADMITTED), esc(conference.name), ""])
    return Card(f"{head}\n\n{what_next.text}", what_next.rows)


def refused_card(conference: Conference) -> Card:
    return Card(esc(phrases.NOT_ADMITTED.format(conference=conference.name)))


def _asked(conference: Conference, admission: Admission) -> str:
    """'Boskerk, burgemeester of wethouder'."""
    names = {town.id: town.name for town in conference.municipalities}
    letter = next(
        x
        for x, (role, council) in ROLES.items()
        if council == admission.council and (council or role is admission.role)
    )
    return f"{names.get(admission.municipality or '', phrases.NO_TOWN)}, {phrases.ROLE_ASKED[letter]}"


def _names(names: Sequence[str]) -> str:
    more = f" en nog {len(names) - _NAMES_SHOWN}" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more
