"""Every screen before a round opens: what it asks, homework, who asks to come in, the sheet, settings, own tasks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards import admitting, knowing, preparing, settling
from bot.cards.card import Card
from flows.conference.model import OwnTask, Round
from flows.pack.asking import fixed_items, static_items
from flows.pack.items import Task
from flows.pack.tailor import AddedTask, tailor
from flows.ports import Account, Admission
from flows.recommendation.evidence import groups_of, items_of
from flows.services.admitting import Waiting
from flows.services.knowing import Fault, Reading, Sheet
from flows.services.preparing import Offer
from flows.services.settling import Settings, TaskBoard
from flows.words import Approach, ConferenceState, Deciding, Level, Role, RoundState, TaskFact

NOW = datetime(2026, 11, 24, 13, 15, tzinfo=UTC)


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
}


def test_every_screen_is_in_the_table(screens_of: Callable[[str], frozenset[str]]) -> None:
    assert set(SCREENS) == screens_of("preparing")


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_screen_stays_within_telegram_and_a_phone(crowd: Any, name: str) -> None:
    drawn = list(SCREENS[name](crowd))

    assert drawn
    for card in drawn:
        crowd.measure(card)
