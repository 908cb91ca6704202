"""Every screen of facilitators, as large as a conference gets, within what Telegram and a phone take.

Each function that makes a card stands in the table, here or in that of the members' screens.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards import (
    admitting,
    correcting,
    day,
    desk,
    explaining,
    invitations,
    knowing,
    leading,
    papers,
    people,
    preparing,
    settling,
    talk,
    towns,
)
from bot.cards.card import Card
from bot.cards.desk_view import DeskView
from bot.cards.people import PeopleView
from bot.cards.results import ResultView
from bot.cards.talk import TalkView
from flows.conference.day import advice_of_day, plan_of_day
from flows.conference.model import Ballot, OwnTask, Round, TalkingPoint
from flows.conference.phase_machine import PhaseMachine
from flows.pack.asking import fixed_items, static_items
from flows.pack.form import Task
from flows.pack.tailor import AddedTask, tailor
from flows.ports import Account, Admission
from flows.recommendation.evidence import groups_of, items_of
from flows.services.admitting import Waiting
from flows.services.correcting import Corrections, find_corrections
from flows.services.explaining import Explanations
from flows.services.importing import Imported
from flows.services.inviting import Invited
from flows.services.knowing import Fault, Reading, Sheet
from flows.services.leading import Leaders
from flows.services.papers import PaperRoll, PaperWalk
from flows.services.preparing import Offer
from flows.services.roster_csv import LineFault
from flows.services.settling import Settings, TaskBoard
from flows.services.talking import Talk
from flows.services.timing import Absent
from flows.words import (
    Approach,
    ConferenceState,
    Consent,
    Deciding,
    Kind,
    Level,
    Mode,
    Presence,
    Role,
    RoundState,
    Secrecy,
    TaskFact,
)

NOW = datetime(2026, 11, 24, 13, 15, tzinfo=UTC)
TOKEN = "A-_z" * 5 + "Qw"
VALUES: dict[Kind, tuple[Any, ...]] = {
    Kind.RATE: (5, 4, 3, 2, 1, None),
    Kind.CHOOSE: (f"{'o' * 22}00", f"{'o' * 22}05"),
    Kind.CONSENT: ("agree", "condition", "objection"),
}


# --- the desk ------------------------------------------------------------------------------------------


def result_of(crowd: Any, round_: Round) -> ResultView:
    outcome = crowd.outcome(round_, VALUES[round_.kind], Secrecy.NAMED)
    return ResultView(pack=crowd.drawing.pack, conference=crowd.conference, round=round_, outcome=outcome, paper=9)


def points_of(crowd: Any, round_: Round, *, done: int) -> tuple[TalkingPoint, ...]:
    """Six bespreekpunten with the longest notes, so many done and the next one begun."""
    return tuple(
        TalkingPoint(
            item=item.id,
            begun_at=NOW if n <= done else None,
            ends_at=NOW + timedelta(minutes=4) if n <= done else None,
            done_at=NOW if n < done else None,
            note=crowd.text(200) if n < done else "",
        )
        for n, item in enumerate(round_.items[:6])
    )


def desk_views(crowd: Any) -> Iterator[DeskView]:
    """Every state of a round, alone and together; between rounds; before the first phase and after the last."""
    machine = PhaseMachine(crowd.drawing.pack)
    day_of = replace(crowd.conference, begins_at=NOW, ends_at=NOW + timedelta(minutes=30))
    for template in ("groslijst", "artikelen"):
        round_ = crowd.round(template, decides=template == "artikelen", closes_at=NOW + timedelta(minutes=9))
        result, points = result_of(crowd, round_), points_of(crowd, round_, done=5)
        at_phase = {"phase": round_.phase}
        for state in RoundState:
            for mode in Mode:
                stage = crowd.stage(replace(round_, state=state, mode=mode, at=round_.items[0].id), **at_phase)
                view = DeskView(
                    stage=stage,
                    progress=crowd.progress,
                    minutes=17,
                    next_title="Beslisboom",
                    next_minutes=50,
                    grouped=True,
                    now=NOW,
                    corrections=find_corrections(stage, machine),
                )
                yield view
                titles = tuple(crowd.item(n, Kind.RATE).title for n in range(6))
                full = replace(
                    view, result=result, talk=titles, points=points, requests=12, can_remind=True, counted=True
                )
                unreachable = frozenset(p.id for p in crowd.people)
                advice = advice_of_day(plan_of_day(crowd.drawing.pack, day_of, stage.rounds, now=NOW))
                yield replace(full, amendable=True, unreachable=unreachable, day=advice)
                yield replace(full, blocked="approach_not_decided", approach_advice=crowd.text(500))
                yield replace(full, blocked="rounds_not_settled", next_rounds=False)
    for phase, state in (
        ("voorbereiding", ConferenceState.ACTIVE),
        ("afgerond", ConferenceState.FINISHED),
        ("groslijst", ConferenceState.CANCELLED),
    ):
        view = DeskView(stage=crowd.stage(phase=phase, state=state), group_link=crowd.link, requests=12, counted=True)
        yield view
        yield replace(view, grouped=True, blocked="municipality_without_voters")
    yield DeskView(stage=crowd.drawing.stage(replace(crowd.conference, phase="voorbereiding")), group_link=crowd.link)


# --- people --------------------------------------------------------------------------------------------


def admission(crowd: Any, number: int, role: Role, *, council: bool = False) -> Admission:
    town = None if role is Role.OBSERVER else crowd.conference.municipalities[number % 20].id
    return Admission(
        conference=crowd.conference.id,
        account=Account("telegram", str(number)),
        name=crowd.name(number),
        municipality=town,
        role=role,
        council=council,
        asked_at=NOW,
    )


def request_cards(crowd: Any) -> Iterator[Card]:
    roles = (Role.VOTER, Role.ADVISER, Role.OBSERVER)
    waiting = [
        Waiting(admission=admission(crowd, n, roles[n % 3]), mark=f"{n:010}", lookalikes=crowd.people[: n % 10])
        for n in range(40)
    ]
    for shown in (waiting, waiting[:1], waiting[9:10], []):
        for mark in ("", f"{9:010}"):
            yield admitting.requests_card(crowd.conference, shown, mark=mark)


def role_questions(crowd: Any) -> Iterator[Card]:
    for mixed in (True, False):
        for town in (crowd.conference.municipalities[0], None):
            yield admitting.role_question(replace(crowd.conference, mixed=mixed), town)


def people_views(crowd: Any) -> Iterator[PeopleView]:
    council = replace(crowd.people[5], council=True)
    for state in ConferenceState:
        for answered in (True, False):
            stage = crowd.stage(state=state)
            stage = replace(stage, participants=(council, *crowd.people))
            unreachable = frozenset(p.id for p in crowd.people)
            yield PeopleView(stage=stage, unreachable=unreachable, requests=12, answered=answered)
    yield PeopleView(stage=crowd.drawing.stage(crowd.conference))


def delegation_cards(crowd: Any) -> Iterator[Card]:
    for view in people_views(crowd):
        for town in (crowd.conference.municipalities[0], None):
            for page in (0, 1, 99):
                yield people.delegation_card(view, town, page)


def person_cards(crowd: Any) -> Iterator[Card]:
    (view, *_) = people_views(crowd)
    for presence in Presence:
        for role in Role:
            for more in ({}, {"spokesperson": True}, {"substitute": True}, {"council": True}):
                who = crowd.person(1, presence=presence, role=role, replaces=crowd.people[1].id, **more)
                yield people.person_card(view, who)
                asked = replace(view, stage=replace(view.stage, rounds=(crowd.round("groslijst", 1),)))
                yield people.person_card(asked, who)


def imported_cards(crowd: Any) -> Iterator[Card]:
    faults = tuple(
        LineFault(line=n, reason="csv_municipality_unknown", data={"municipality": crowd.name(n)}) for n in range(250)
    )
    for imported in (
        Imported(faults=faults),
        Imported(faults=faults[:1]),
        Imported(added=crowd.people, known=199),
        Imported(added=crowd.people[:1]),
    ):
        yield people.imported_card(crowd.conference.id, imported)


def invitation_cards(crowd: Any) -> Iterator[Card]:
    invited = [Invited(participant=p, token=TOKEN if n % 3 else None) for n, p in enumerate(crowd.people)]
    yield from invitations.links_cards(crowd.stage(), invited, lambda token: f"{crowd.link}{token}")


def speakers_cards(crowd: Any) -> Iterator[Card]:
    stage = crowd.stage()
    yield invitations.speakers_card(stage, None)
    crowded = replace(stage, participants=tuple(crowd.person(n) for n in range(200)))
    for each in (stage, crowded):
        yield invitations.speakers_card(each, crowd.conference.municipalities[0])


def leaders_cards(crowd: Any) -> Iterator[Card]:
    ten = [crowd.person(n, town=None, role=Role.FACILITATOR) for n in range(10)]
    for joined, invited in ((10, 0), (5, 5), (1, 9)):
        waiting = tuple((person, TOKEN) for person in ten[joined:])
        assert len(waiting) == invited
        leaders = Leaders(stage=crowd.stage(), me=ten[0], joined=tuple(ten[:joined]), invited=waiting)
        yield leading.leaders_card(leaders, lambda token: f"{crowd.link}{token}")
        unreachable = frozenset(person.id for person in ten[1:3])
        yield leading.leaders_card(replace(leaders, unreachable=unreachable), lambda token: f"{crowd.link}{token}")


# --- the clock and the conversation --------------------------------------------------------------------


def timed_rounds(crowd: Any) -> Iterator[Round]:
    for minutes in (None, -5, 4, 60, 60 * 24 * 20):
        ends = None if minutes is None else NOW + timedelta(minutes=minutes)
        yield crowd.round("artikelen", 30, closes_at=ends, paused_until=ends, decides=True)


def awaited_cards(crowd: Any) -> Iterator[Card]:
    round_ = crowd.round("groslijst", 1)
    by_town = [
        Absent(
            municipality=town.id,
            busy=tuple(crowd.name(10 * n + k) for k in range(5)),
            never=tuple(crowd.name(10 * n + k) for k in range(5, 10)),
        )
        for n, town in enumerate(crowd.conference.municipalities)
    ]
    advisers = Absent(municipality=None, busy=tuple(crowd.name(n) for n in range(40)), never=())
    for absent in ([*by_town, advisers], by_town[:2], []):
        yield day.awaited_card(crowd.conference, round_, absent)


def day_cards(crowd: Any) -> Iterator[Card]:
    pack = crowd.drawing.pack
    everything = tuple(phase.id for phase in pack.phases if phase.optional)
    for begins, ends in ((None, None), (NOW, NOW + timedelta(minutes=20)), (NOW, NOW + timedelta(hours=9))):
        for phase in ("voorbereiding", "groslijst", "afgerond"):
            planned = replace(
                crowd.conference, begins_at=begins, ends_at=ends, phase=phase, optional=everything, own_tasks=()
            )
            rounds = [
                crowd.round(
                    "motieven",
                    state=RoundState.SETTLED,
                    opened_at=NOW - timedelta(minutes=300),
                    closed_at=NOW - timedelta(minutes=200),
                    published_at=NOW - timedelta(minutes=90),
                    settled_at=NOW,
                )
            ]
            yield day.day_card(planned, plan_of_day(pack, planned, rounds, now=NOW))


def talks(crowd: Any) -> Iterator[tuple[Talk, ResultView]]:
    for template in ("groslijst", "beslisboom", "artikelen"):
        for state in (RoundState.CLOSED, RoundState.PUBLISHED, RoundState.TALK, RoundState.SETTLED):
            round_ = crowd.round(template, 24, state=state, decides=template == "artikelen")
            result = result_of(crowd, round_)
            for done in (-1, 0, 5, 6):
                points = points_of(crowd, round_, done=done)
                proposed = tuple(point.item for point in points)
                yield Talk(round=round_, points=points, minutes=15, proposed=proposed), result
            yield Talk(round=round_, points=(), minutes=15), result


def talk_cards(crowd: Any, make: Callable[[TalkView], Card]) -> Iterator[Card]:
    for shown, result in talks(crowd):
        for now in (NOW, NOW + timedelta(hours=1)):
            yield make(TalkView(talk=shown, result=result, now=now))


def talk_choices(crowd: Any) -> Iterator[Card]:
    for shown, _ in talks(crowd):
        for page in (0, 1, 99):
            yield talk.choice_card(shown, page=page, minutes=15)


def texts_cards(crowd: Any) -> Iterator[Card]:
    """Nothing written, and 200 voters who all wrote with every task."""
    round_ = crowd.round("groslijst", state=RoundState.CLOSED)
    written = tuple((item.id, (crowd.text(200),) * 200) for item in round_.items)
    for texts in ((), written):
        for page in (0, 1, 99_999):
            yield explaining.texts_card(Explanations(round=round_, texts=texts), page=page)


def asked_cards(crowd: Any) -> Iterator[Card]:
    for template in ("groslijst", "beslisboom"):
        round_ = crowd.round(template)
        item = round_.items[0]
        before = Ballot(
            item=item.id, participant="x", municipality=None, role=Role.VOTER, value=None, text=crowd.text(200)
        )
        for ballot in (None, before):
            yield explaining.ask_card(round_, item, ballot)


def time_over_cards(crowd: Any) -> Iterator[Card]:
    for shown, result in talks(crowd):
        for point in shown.points:
            yield talk.time_over_card(TalkView(talk=shown, result=result, now=NOW), point)


# --- what a round asks, and homework -------------------------------------------------------------------


def offers(crowd: Any) -> Iterator[Offer]:
    """The list with as many tasks of its own as there can be, and everything ticked."""
    group = next(iter(groups_of(crowd.drawing.pack, Task)))
    own = tuple(
        OwnTask(id=f"eigen_{n}", title=crowd.text(40), text=crowd.text(200), group=group) for n in range(1, 21)
    )
    conference = replace(crowd.conference, own_tasks=own)
    pack = tailor(crowd.drawing.pack, conference)
    for template in ("groslijst", "beslisboom", "motieven"):
        form = pack.round(template)
        items = static_items(pack, form, selection="all")
        for selection in ("core", "all", "items", "group:bedrijf"):
            for chosen in (items, items[:8]):
                round_ = crowd.drawing.round(template, *chosen, selection=selection, key=999_999)
                round_ = replace(round_, state=RoundState.DRAFT, title=crowd.text(40))
                stage = replace(crowd.drawing.stage(conference, crowd.people, (round_,)), pack=pack)
                fixed = fixed_items(pack, form, [item.id for item in chosen])
                yield Offer(stage=stage, round=round_, template=form, items=items, fixed=fixed, grouped=True)


def item_choices(crowd: Any) -> Iterator[Card]:
    for offer in offers(crowd):
        for page in range(13):
            yield preparing.items_card(offer, page)


def homework(crowd: Any, **more: Any) -> list[Round]:
    names = ("motieven", "factoren", "aanpak")
    ends = NOW + timedelta(days=3)
    return [
        crowd.round(name, 30, key=key, homework=True, closes_at=ends, **more)
        for key, name in enumerate(names, start=1)
    ]


def homework_desks(crowd: Any) -> Iterator[Card]:
    for blocked in (None, "municipality_without_voters"):
        stage = crowd.stage(phase="voorbereiding")
        yield preparing.homework_desk_card(stage, {}, blocked=blocked)
        for state in (RoundState.OPEN, RoundState.CLOSED):
            given = homework(crowd, state=state)
            counted = {round_.key: crowd.progress for round_ in given}
            yield preparing.homework_desk_card(replace(stage, rounds=tuple(given)), counted, blocked=blocked)


def homework_groups(crowd: Any) -> Iterator[Card]:
    for state in (RoundState.OPEN, RoundState.CLOSED):
        given = homework(crowd, state=state)
        counted = {round_.key: crowd.progress for round_ in given}
        yield preparing.homework_group_card(
            crowd.drawing.pack,
            crowd.conference,
            given,
            counted,
            whole=crowd.progress[:-1],
            link=crowd.link,
            join=crowd.link,
        )


def homework_cards(crowd: Any) -> Iterator[Card]:
    for state in (RoundState.OPEN, RoundState.CLOSED):
        for done in (frozenset(), frozenset({1, 2, 3})):
            yield preparing.homework_card(crowd.drawing.pack, crowd.conference, homework(crowd, state=state), done)


def welcome_cards(crowd: Any) -> Iterator[Card]:
    rounds = [crowd.round("groslijst", 1), *homework(crowd)]
    for role in Role:
        for open_now in (rounds, rounds[1:], []):
            yield preparing.welcome_card(crowd.person(1, role=role), open_now)


# --- paper ---------------------------------------------------------------------------------------------


def paper_rounds(crowd: Any) -> Iterator[Round]:
    for template in ("groslijst", "motievenpunten", "pakketten", "beslisboom", "uitgangspunten", "vorm", "artikelen"):
        round_ = crowd.round(template, state=RoundState.CLOSED)
        if template == "uitgangspunten":
            options = crowd.item(0, Kind.CHOOSE).options
            round_ = replace(
                round_, items=tuple(replace(item, options=options, proposed=options[1].id) for item in round_.items)
            )
        yield replace(round_, decides=template in {"pakketten", "uitgangspunten", "artikelen"})
    for template in ("aantikken", "ordenen"):
        yield replace(crowd.round(template, 30, state=RoundState.CLOSED), top=3)


def paper_walks(crowd: Any) -> Iterator[PaperWalk]:
    who = crowd.person(1, spokesperson=True)
    for round_ in paper_rounds(crowd):
        first = round_.items[0].id
        for value in ("objection", "condition", None):
            consent = round_.kind is Kind.CONSENT
            ballot = Ballot(
                item=first,
                participant=who.id,
                municipality=who.municipality,
                role=Role.VOTER,
                value=value if consent else None,
                no_opinion=not consent,
                text=crowd.text(500),
                paper=True,
            )
            for own in (frozenset(), frozenset({first})):
                for at in (first, round_.items[-1].id, None):
                    yield PaperWalk(round=round_, participant=who, answers={first: ballot}, own=own, at=at)
        yield PaperWalk(round=round_, participant=who, answers={}, own=frozenset(), at=first)


def paper_cards(crowd: Any) -> Iterator[Card]:
    for walk in paper_walks(crowd):
        pack = crowd.of(walk.round.kind).pack
        yield papers.paper_card(pack, walk, crowd.conference.municipalities[0])


def paper_roll(crowd: Any) -> PaperRoll:
    crowded = tuple(crowd.person(2000 + n) for n in range(180))
    people_of = (*crowd.people[:200], *crowded)
    done = frozenset(p.id for p in people_of[::2])
    return PaperRoll(
        stage=crowd.stage(), round=crowd.round("groslijst", 1), people=people_of, done=done, on_paper=done
    )


# --- what advisers know, settings and own tasks --------------------------------------------------------


def sheets(crowd: Any) -> Iterator[Sheet]:
    pack = crowd.drawing.pack
    tasks, groups = items_of(pack, Task), groups_of(pack, Task)
    towns_named = ",".join(town.id for town in crowd.conference.municipalities)
    told = {
        **dict.fromkeys((TaskFact.DEPENDENCE, TaskFact.CONFLICT, TaskFact.KINSHIP), Level.MIDDLE.value),
        TaskFact.STRONG: towns_named,
        TaskFact.WEAK: towns_named,
        TaskFact.EXISTING: crowd.text(120),
    }
    for role in (Role.FACILITATOR, Role.ADVISER):
        for is_late in (True, False):
            for facts in ({}, dict.fromkeys(tasks, told)):
                yield Sheet(
                    stage=crowd.stage(),
                    participant=crowd.person(1, town=None, role=role),
                    tasks=tasks,
                    groups=groups,
                    facts=facts,
                    is_late=is_late,
                )


def reading_cards(crowd: Any) -> Iterator[Card]:
    (sheet, *_) = sheets(crowd)
    faults = tuple(Fault(line=n, reason="existing_columns") for n in range(1000, 1090))
    for reading in (Reading(found={}, faults=faults), Reading(found={"a": "b"}, faults=())):
        yield knowing.reading_card(sheet, reading)


def settings_cards(crowd: Any) -> Iterator[Card]:
    optional = {phase.id: True for phase in crowd.drawing.pack.phases if phase.optional}
    for approach in (None, *Approach):
        for can_choose in (True, False):
            for state in ConferenceState:
                stage = crowd.stage(
                    approach=approach, plan="own", deciding=Deciding.MEMBERS, optional=tuple(optional), state=state
                )
                yield settling.settings_card(
                    Settings(stage=stage, deciding_open=can_choose, plan_open=can_choose, optional=optional)
                )


def boards(crowd: Any) -> Iterator[TaskBoard]:
    offer = next(offers(crowd))
    tasks = tuple(items_of(offer.stage.pack, Task).values())
    added = tuple(task for task in tasks if isinstance(task, AddedTask))
    for own in (added, ()):
        for is_open in (True, False):
            for weighed in (tasks, ()):
                yield TaskBoard(
                    stage=offer.stage, own=own, adding_open=is_open, weighed=weighed, weighing_open=is_open
                )


# --- corrections ---------------------------------------------------------------------------------------


def corrections(crowd: Any) -> Iterator[tuple[Any, Corrections]]:
    """Everything at once, which is more than any state allows; and nothing."""
    pack = crowd.drawing.pack
    for template in ("groslijst", "artikelen", "motieven"):
        round_ = crowd.round(template, 1, state=RoundState.CLOSED)
        stage = crowd.stage(round_, phase=round_.phase)
        every = tuple(each for phase in pack.phases for each in phase.rounds)
        yield (
            stage,
            Corrections(
                reopen=round_,
                withdraw=(round_,) * 4,
                again=every,
                back=pack.phases[:-1],
                skip=pack.phases[-2],
                cancel=True,
            ),
        )
        yield stage, Corrections(reopen=None, withdraw=(), again=(), back=(), skip=None, cancel=False)


SCREENS: dict[str, Callable[[Any], Iterator[Card] | list[Card]]] = {
    "admitting.town_question": lambda crowd: [admitting.town_question(crowd.conference)],
    "admitting.role_question": role_questions,
    "admitting.sent_card": lambda crowd: [
        admitting.sent_card(crowd.conference, admission(crowd, n, role, council=council))
        for n, (role, council) in enumerate(admitting.ROLES.values())
    ],
    "admitting.requests_card": request_cards,
    "admitting.admitted_card": lambda crowd: [
        admitting.admitted_card(crowd.conference, card) for card in welcome_cards(crowd)
    ],
    "admitting.refused_card": lambda crowd: [admitting.refused_card(crowd.conference)],
    "correcting.correcting_card": lambda crowd: [
        correcting.correcting_card(stage, can) for stage, can in corrections(crowd)
    ],
    "correcting.back_card": lambda crowd: [correcting.back_card(stage, can) for stage, can in corrections(crowd)],
    "correcting.sure_card": lambda crowd: [correcting.sure_card(crowd.conference)],
    "correcting.reopened_card": lambda crowd: [
        correcting.reopened_card(crowd.round("groslijst", 1), link=link) for link in (crowd.link, None)
    ],
    "correcting.withdrawn_card": lambda crowd: [correcting.withdrawn_card(crowd.round("groslijst", 1))],
    "correcting.returned_card": lambda crowd: [
        correcting.returned_card(crowd.drawing.pack, phase.id) for phase in crowd.drawing.pack.phases
    ],
    "correcting.cancelled_card": lambda crowd: [correcting.cancelled_card(crowd.conference)],
    "day.end_card": lambda crowd: [day.end_card(round_, now=NOW) for round_ in timed_rounds(crowd)],
    "day.time_over_card": lambda crowd: [
        day.time_over_card(round_, done=199, total=200) for round_ in timed_rounds(crowd)
    ],
    "day.reminder_card": lambda crowd: [
        day.reminder_card(rounds, left=70, now=NOW)
        for rounds in (homework(crowd), *([round_] for round_ in timed_rounds(crowd)))
    ],
    "day.enough_card": lambda crowd: [day.enough_card(round_) for round_ in timed_rounds(crowd)],
    "day.awaited_card": awaited_cards,
    "day.pause_card": lambda crowd: [day.pause_card(round_, now=NOW) for round_ in timed_rounds(crowd)],
    "day.pause_asked_card": lambda crowd: [
        day.pause_asked_card(round_, crowd.person(1), town)
        for round_ in timed_rounds(crowd)
        for town in (crowd.conference.municipalities[0], None)
    ],
    "day.pause_over_card": lambda crowd: [day.pause_over_card(round_) for round_ in timed_rounds(crowd)],
    "day.day_card": day_cards,
    "desk.desk_card": lambda crowd: [desk.desk_card(view) for view in desk_views(crowd)],
    "desk.more_card": lambda crowd: [desk.more_card(view) for view in desk_views(crowd)],
    "invitations.speakers_card": speakers_cards,
    "invitations.links_cards": invitation_cards,
    "knowing.groups_card": lambda crowd: [knowing.groups_card(sheet) for sheet in sheets(crowd)],
    "knowing.group_card": lambda crowd: [
        knowing.group_card(sheet, group, page)
        for sheet in sheets(crowd)
        for group in sheet.groups
        for page in (0, 1, 9)
    ],
    "knowing.task_card": lambda crowd: [
        knowing.task_card(sheet, item) for sheet in sheets(crowd) for item in sheet.tasks
    ],
    "knowing.names_card": lambda crowd: [
        knowing.names_card(sheet, next(iter(sheet.tasks)), fact)
        for sheet in sheets(crowd)
        for fact in (TaskFact.STRONG, TaskFact.WEAK)
    ],
    "knowing.reading_card": reading_cards,
    "knowing.offer_sheet": lambda crowd: [
        knowing.offer_sheet(card, crowd.conference.id, crowd.person(1, role=Role.ADVISER))
        for card in welcome_cards(crowd)
    ],
    "leading.leaders_card": leaders_cards,
    "leading.hand_over_card": lambda crowd: [leading.hand_over_card(crowd.conference, crowd.person(1))],
    "leading.choose_card": lambda crowd: [leading.choose_card([crowd.conference] * 40)],
    "leading.take_card": lambda crowd: [leading.take_card(crowd.conference)],
    "leading.name_card": lambda crowd: [leading.name_card(crowd.conference)],
    "leading.asked_card": lambda crowd: [
        leading.asked_card(
            crowd.conference, crowd.person(1), named=crowd.name(2), town=crowd.town_name(1), mark="0123456789"
        )
    ],
    "leading.confirmed_card": lambda crowd: [
        leading.confirmed_card(crowd.conference, crowd.person(1), link) for link in (crowd.link, None)
    ],
    "papers.towns_card": lambda crowd: [papers.towns_card(paper_roll(crowd))],
    "papers.people_card": lambda crowd: [
        papers.people_card(paper_roll(crowd), town) for town in crowd.conference.municipalities
    ],
    "papers.paper_card": paper_cards,
    "papers.reason_card": lambda crowd: [
        papers.reason_card(walk, word)
        for walk in paper_walks(crowd)
        for word in (Consent.CONDITION, Consent.OBJECTION)
    ],
    "papers.typed_card": lambda crowd: [
        papers.typed_card(walk)
        for walk in paper_walks(crowd)
        if walk.round.kind in {Kind.POINTS, Kind.APPROVE, Kind.RANK}
    ],
    "people.list_card": lambda crowd: [people.list_card(view) for view in people_views(crowd)],
    "people.delegation_card": delegation_cards,
    "people.person_card": person_cards,
    "people.move_card": lambda crowd: [
        people.move_card(crowd.stage(), crowd.person(1)),
        people.move_card(crowd.stage(), crowd.person(1, town=None)),
    ],
    "people.link_card": lambda crowd: [people.link_card(crowd.person(1), crowd.link + TOKEN)],
    "people.imported_card": imported_cards,
    "preparing.selection_card": lambda crowd: [preparing.selection_card(offer) for offer in offers(crowd)],
    "preparing.groups_card": lambda crowd: [preparing.groups_card(offer) for offer in offers(crowd) if offer.groups],
    "preparing.items_card": item_choices,
    "preparing.homework_desk_card": homework_desks,
    "preparing.homework_group_card": homework_groups,
    "preparing.homework_card": homework_cards,
    "preparing.welcome_card": welcome_cards,
    "settling.settings_card": settings_cards,
    "settling.givens_card": lambda crowd: [
        settling.givens_card(crowd.conference),
        settling.givens_card(replace(crowd.conference, givens="")),
    ],
    "settling.tasks_card": lambda crowd: [settling.tasks_card(board) for board in boards(crowd)],
    "settling.task_groups_card": lambda crowd: [settling.task_groups_card(board) for board in boards(crowd)],
    "settling.weigh_card": lambda crowd: [
        settling.weigh_card(board, page) for board in boards(crowd) for page in (0, 1, 99)
    ],
    "settling.level_card": lambda crowd: [
        settling.level_card(board, task) for board in boards(crowd) for task in (*board.weighed[:1], *board.own)
    ],
    "explaining.ask_card": asked_cards,
    "explaining.texts_card": texts_cards,
    "talk.choice_card": talk_choices,
    "talk.group_card": lambda crowd: talk_cards(crowd, talk.group_card),
    "talk.lead_card": lambda crowd: talk_cards(crowd, talk.lead_card),
    "talk.time_over_card": time_over_cards,
    "talk.announcement_card": lambda crowd: [talk.announcement_card(crowd.text(500))],
    "talk.preview_card": lambda crowd: [
        talk.preview_card(crowd.conference.id, crowd.text(500), grouped=grouped) for grouped in (True, False)
    ],
    "towns.towns_card": lambda crowd: [
        towns.towns_card(crowd.stage(*rounds, state=state))
        for state in ConferenceState
        for rounds in ((), (crowd.round("groslijst", 1, opened_at=NOW),))
    ],
    "towns.town_card": lambda crowd: [
        towns.town_card(crowd.stage(), town) for town in crowd.conference.municipalities
    ],
}


def test_every_screen_is_in_the_table(facilitator_screens: frozenset[str]) -> None:
    assert set(SCREENS) == facilitator_screens


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_screen_stays_within_telegram_and_a_phone(crowd: Any, name: str) -> None:
    drawn = list(SCREENS[name](crowd))

    assert drawn
    for card in drawn:
        crowd.measure(card)
