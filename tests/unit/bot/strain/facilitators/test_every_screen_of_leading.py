"""Every screen from which a facilitator leads: the desk, the clock, the conversation, texts and corrections."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards import correcting, day, desk, following, talk
from bot.cards.card import Card
from bot.cards.desk_view import DeskView, FurtherAdvice
from bot.cards.results import ResultView
from bot.cards.talk import TalkView
from flows.conference.day import advice_of_day, plan_of_day
from flows.conference.model import Round, TalkingPoint
from flows.conference.phase_machine import PhaseMachine
from flows.outcomes import Movement
from flows.recommendation.further import Advised, Why
from flows.services.correcting import Corrections, find_corrections
from flows.services.following import FurtherOffer
from flows.services.talking import Talk
from flows.services.timing import Absent
from flows.words import ConferenceState, Kind, Mode, RoundState, Secrecy

NOW = datetime(2026, 11, 24, 13, 15, tzinfo=UTC)
VALUES: dict[Kind, tuple[Any, ...]] = {
    Kind.RATE: (5, 4, 3, 2, 1, None),
    Kind.CHOOSE: (f"{'o' * 22}00", f"{'o' * 22}05"),
    Kind.CONSENT: ("agree", "condition", "objection"),
}


def result_of(crowd: Any, round_: Round) -> ResultView:
    outcome = crowd.outcome(round_, VALUES[round_.kind], Secrecy.NAMED)
    return ResultView(
        pack=crowd.drawing.pack,
        conference=crowd.conference,
        round=round_,
        outcome=outcome,
        paper=9,
        arguments={item.id: tuple(f"{n} {crowd.text(197)}" for n in range(9)) for item in round_.items},
    )


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
                yield replace(full, further=advice_on(round_), since=1)
                yield replace(full, is_last_lap=True)
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


def advice_on(round_: Round) -> FurtherAdvice:
    """Six items: four open, two moving."""
    moved = Movement(changed=100, up=50, down=50, of=200)
    items = tuple(item.id for item in round_.items[:6])
    whys = (Why.SPLIT, Why.ONE_SHORT, Why.DIVIDED, Why.TOO_FEW, Why.MOVED, Why.MOVED)
    advised = {item: Advised(why=why, movement=moved) for item, why in zip(items, whys, strict=True)}
    return FurtherAdvice(items=items, advised=advised)


def further_choices(crowd: Any) -> Iterator[Card]:
    before = crowd.round("groslijst", state=RoundState.SETTLED)
    draft = replace(before, state=RoundState.DRAFT, follows=before.key, number=3, items=before.items[:6])
    for advised in ({}, advice_on(before).advised):
        for page in (0, 3, 99):
            yield following.choice_card(FurtherOffer(round=draft, before=before, advised=advised), page=page)


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


def time_over_cards(crowd: Any) -> Iterator[Card]:
    for shown, result in talks(crowd):
        for point in shown.points:
            yield talk.time_over_card(TalkView(talk=shown, result=result, now=NOW), point)


def homework(crowd: Any, **more: Any) -> list[Round]:
    names = ("motieven", "factoren", "aanpak")
    ends = NOW + timedelta(days=3)
    return [
        crowd.round(name, 30, key=key, homework=True, closes_at=ends, **more)
        for key, name in enumerate(names, start=1)
    ]


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
    "following.choice_card": further_choices,
    "talk.choice_card": talk_choices,
    "talk.group_card": lambda crowd: talk_cards(crowd, talk.group_card),
    "talk.lead_card": lambda crowd: talk_cards(crowd, talk.lead_card),
    "talk.time_over_card": time_over_cards,
    "talk.announcement_card": lambda crowd: [talk.announcement_card(crowd.text(500))],
    "talk.preview_card": lambda crowd: [
        talk.preview_card(crowd.conference.id, crowd.text(500), grouped=grouped) for grouped in (True, False)
    ],
}


def test_every_screen_is_in_the_table(screens_of: Callable[[str], frozenset[str]]) -> None:
    assert set(SCREENS) == screens_of("leading")


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_screen_stays_within_telegram_and_a_phone(crowd: Any, name: str) -> None:
    drawn = list(SCREENS[name](crowd))

    assert drawn
    for card in drawn:
        crowd.measure(card)
