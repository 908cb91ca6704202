"""The list of people: a card per municipality and per person, with the buttons that fit; and who is not reached."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from bot import buttons
from bot import phrases as common
from bot.buttons.people import Delegation, Mixed, Move, People, Person, Requests
from bot.cards.card import Card, Key, Row, bold, esc, lines, rows_of
from bot.phrases import people as phrases
from flows.conference.model import Municipality, Participant, Round
from flows.services.changing import is_asked_now
from flows.services.importing import Imported
from flows.services.roster import may_speak
from flows.services.stage import PRESENT, Stage
from flows.words import ConferenceState, Party, Presence, Role

PAGE: Final = 10
"""People on one card."""
_NAMES_SHOWN: Final = 6
_FAULTS_SHOWN: Final = 20


@dataclass(frozen=True, kw_only=True)
class PeopleView:
    """What the cards of the list show."""

    stage: Stage
    unreachable: frozenset[str] = frozenset()
    """Who joined, and blocked the bot since."""
    requests: int = 0
    answered: bool = False
    """Whether anybody has answered anything: then mixed delegations are no choice any more."""

    @property
    def is_active(self) -> bool:
        return self.stage.conference.state is ConferenceState.ACTIVE


@dataclass(frozen=True, kw_only=True)
class Unreached:
    """Somebody whose answer a round asks and whom no message reaches: blocked the bot, or never came in."""

    participant: Participant
    blocked: bool


def unreached(stage: Stage, round_: Round, unreachable: Collection[str]) -> tuple[Unreached, ...]:
    """Who of those whose answers the round asks cannot be reached; who is afgemeld is not asked."""
    return tuple(
        Unreached(participant=p, blocked=p.presence is Presence.JOINED)
        for p in stage.electors_of(round_)
        if p.presence is not Presence.JOINED or p.id in unreachable
    )


def unreached_lines(stage: Stage, round_: Round, unreachable: Collection[str]) -> list[str]:
    """The same as lines of the desk, before the round opens; none when everybody is reached."""
    found = unreached(stage, round_, unreachable)
    total = len(stage.electors_of(round_))
    parts = (
        (phrases.NOT_IN_YET, [u.participant.name for u in found if not u.blocked]),
        (phrases.HAVE_BLOCKED, [u.participant.name for u in found if u.blocked]),
    )
    return [esc(text.format(count=len(names), total=total, names=_names(names))) for text, names in parts if names]


def list_card(view: PeopleView) -> Card:
    """The whole list: how many of which municipality, and everything that can be done with it."""
    stage = view.stage
    conference = stage.conference
    outside = _of_town(stage, None)
    blocked = [p.name for p in stage.participants if p.id in view.unreachable and p.presence is Presence.JOINED]
    text = lines(
        [
            bold(phrases.LIST_HEAD),
            esc(conference.name),
            "",
            *(_count_line(town.name, _of_town(stage, town)) for town in conference.municipalities),
            _count_line(phrases.WITHOUT_TOWN, outside) if outside else None,
            esc(phrases.UNREACHABLE_LINE.format(names=_names(blocked))) if blocked else None,
            (phrases.MIXED_NOW if conference.mixed else phrases.APART_NOW)
            if any(p.council for p in stage.participants)
            else None,
        ]
    )
    keys = [Key(town.name, Delegation(conference.id, town.id, 0)) for town in conference.municipalities]
    keys += [Key(phrases.WITHOUT_TOWN, Delegation(conference.id, "", 0))] if outside else []
    return Card(text, tuple(row for row in (*rows_of(keys, 2), *_list_rows(view)) if row))


def _list_rows(view: PeopleView) -> tuple[Row, ...]:
    conference = view.stage.conference
    cid = conference.id
    write = Key(phrases.WRITE_LIST, People("write", cid))
    home = (Key(common.DESK, buttons.Desk("home", cid, "x")),)
    if not view.is_active:
        return ((write,), home)
    waiting = (Key(phrases.REQUESTS.format(count=view.requests), Requests(cid, "")),) if view.requests else ()
    turned = Key(phrases.MIXED_OFF, Mixed(cid, 0)) if conference.mixed else Key(phrases.MIXED_ON, Mixed(cid, 1))
    return (
        waiting,
        (Key(phrases.READ_LIST, People("read", cid)), write),
        (Key(phrases.LINKS, People("links", cid)), Key(phrases.TOWNS, People("towns", cid))),
        () if view.answered else (turned,),
        home,
    )


def delegation_card(view: PeopleView, town: Municipality | None, page: int) -> Card:
    """Everybody of a municipality, ten on a card; also who was replaced, so that the list explains itself."""
    stage = view.stage
    cid = stage.conference.id
    people = _of_town(stage, town, everybody=True)
    pages = max(1, -(-len(people) // PAGE))
    page = min(page, pages - 1)
    shown = people[page * PAGE : (page + 1) * PAGE]
    place = town.id if town else ""
    text = lines(
        [
            bold(town.name if town else phrases.WITHOUT_TOWN),
            phrases.PAGE_OF.format(page=page + 1, pages=pages) if pages > 1 else None,
            None if people else phrases.NOBODY_HERE,
            *(f"{esc(p.name)}: {esc(', '.join(_facts(view, p)))}" for p in shown),
        ]
    )
    turns = (
        *((Key(phrases.PREVIOUS, Delegation(cid, place, page - 1)),) if page else ()),
        *((Key(phrases.NEXT, Delegation(cid, place, page + 1)),) if page + 1 < pages else ()),
    )
    adds = (Key(phrases.ADD_NAMES, buttons.DeskTown("people", cid, place)),) if town and view.is_active else ()
    back = (Key(phrases.BACK, People("home", cid)),)
    rows = (*((Key(p.name, Person("show", p.id)),) for p in shown), turns, adds, back)
    return Card(text, tuple(row for row in rows if row))


def person_card(view: PeopleView, person: Participant) -> Card:
    """Somebody, with the buttons that his state allows."""
    stage = view.stage
    towns = {town.id: town.name for town in stage.conference.municipalities}
    names = {p.id: p.name for p in stage.participants}
    before = names.get(person.replaces or "")
    who = [part for part in (person.function, towns.get(person.municipality or "", "")) if part]
    text = lines(
        [
            bold(person.name),
            esc(", ".join(who)) if who else None,
            esc(", ".join(_facts(view, person))),
            esc(phrases.REPLACES.format(name=before)) if before else None,
            phrases.ANSWERS_NOW if _takes_part(view, person) and is_asked_now(stage, person) else None,
        ]
    )
    back = (Key(phrases.BACK, Delegation(stage.conference.id, person.municipality or "", 0)),)
    return Card(text, (*rows_of(_actions(view, person), 2), back))


def _actions(view: PeopleView, person: Participant) -> list[Key]:
    """What can be done about somebody now, and nothing else."""
    stage = view.stage
    if not _takes_part(view, person):
        return []
    present = person.presence in PRESENT
    fixed = any(r.party is Party.SPOKESPERSONS for r in stage.open_rounds)
    able = may_speak(person) and not person.spokesperson and not fixed
    free = not is_asked_now(stage, person)
    offered = (
        ("speaks", phrases.SPEAKS, able),
        ("second", phrases.SECOND, able and not person.substitute),
        ("unsecond", phrases.UNSECOND, person.substitute and not fixed),
        ("leaves", phrases.LEAVES, present),
        ("returns", phrases.RETURNS, not present),
        ("replace", phrases.REPLACE, free),
        ("where", phrases.MOVE, free and len(stage.conference.municipalities) > 1),
        ("rename", phrases.RENAME, True),
        ("link", phrases.NEW_LINK, present),
    )
    return [Key(label, Person(action, person.id)) for action, label, fits in offered if fits]


def move_card(stage: Stage, person: Participant) -> Card:
    """Where somebody goes."""
    here = next((m for m in stage.conference.municipalities if m.id == person.municipality), None)
    keys = [Key(m.name, Move(person.id, m.id)) for m in stage.conference.municipalities if m != here]
    text = lines(
        [
            bold(phrases.WHERE_TO.format(name=person.name)),
            esc(phrases.MOVE_KEEPS.format(town=here.name)) if here and person.role is Role.VOTER else None,
        ]
    )
    return Card(text, (*rows_of(keys, 2), (Key(phrases.BACK, Person("show", person.id)),)))


def link_card(person: Participant, link: str) -> Card:
    """A link to send on, in a message of its own."""
    return Card(lines([bold(phrases.NEW_LINK_FOR.format(name=person.name)), esc(link), "", phrases.NEW_LINK_WORKS]))


def imported_card(conference: str, imported: Imported) -> Card:
    """What came of a list: everything that is wrong with it, or who was added and who stood there."""
    home = ((Key(phrases.PEOPLE, People("home", conference)),),)
    if imported.faults:
        shown = imported.faults[:_FAULTS_SHOWN]
        left = len(imported.faults) - len(shown)
        count = common.count_word(len(imported.faults), "fout", "fouten")
        faults = [
            esc(phrases.LIST_FAULT.format(line=f.line, what=phrases.FAULTS[f.reason].format(**f.data))) for f in shown
        ]
        more = [phrases.MORE_FAULTS.format(count=left)] if left else []
        return Card(lines([bold(phrases.LIST_FAULTS.format(faults=count)), *faults, *more, "", phrases.LIST_AGAIN]))
    added = phrases.LIST_READ.format(added=common.count_word(len(imported.added), "persoon", "personen"))
    known = f"{imported.known} {common.verb(imported.known, phrases.STOOD_ONE, phrases.STOOD_MORE)}"
    return Card(lines([bold(added), known if imported.known else None]), home)


def _takes_part(view: PeopleView, person: Participant) -> bool:
    return view.is_active and person.presence is not Presence.REPLACED


def _of_town(stage: Stage, town: Municipality | None, *, everybody: bool = False) -> list[Participant]:
    """Who is on the list for a municipality, or for none; with `everybody` also who was replaced."""
    place = town.id if town else None
    return [
        p
        for p in stage.participants
        if p.municipality == place
        and p.role is not Role.FACILITATOR
        and (everybody or p.presence is not Presence.REPLACED)
    ]


def _count_line(name: str, people: Sequence[Participant]) -> str:
    joined = sum(1 for p in people if p.presence is Presence.JOINED)
    return esc(phrases.IN_OF.format(name=name, count=len(people), joined=joined))


def _facts(view: PeopleView, person: Participant) -> list[str]:
    """'wethouder, woordvoerder, binnen'."""
    office = phrases.OFFICE_SPEAKS if person.spokesperson else phrases.OFFICE_SECOND if person.substitute else ""
    role = phrases.COUNCIL if person.council else phrases.ROLES[person.role]
    return [part for part in (role, office, _state(view, person)) if part]


def _state(view: PeopleView, person: Participant) -> str:
    if person.presence is Presence.REPLACED:
        after = next((p.name for p in view.stage.participants if p.replaces == person.id), None)
        return phrases.STATE_REPLACED.format(name=after) if after else phrases.STATE_REPLACED_BY_NOBODY
    if person.presence is Presence.ABSENT:
        return phrases.STATE_AWAY
    if person.presence is Presence.INVITED:
        return phrases.STATE_INVITED
    return phrases.STATE_BLOCKED if person.id in view.unreachable else phrases.STATE_IN


def _names(names: Sequence[str]) -> str:
    more = f" en nog {len(names) - _NAMES_SHOWN}" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more
