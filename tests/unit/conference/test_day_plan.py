"""The plan of the day: what is planned, what really happened, what is still needed, and the advice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.conference.day import (
    AdviceKind,
    PhaseStanding,
    Spent,
    Way,
    WayKind,
    advice_of_day,
    plan_of_day,
    talking_left,
)
from flows.conference.model import Conference, Round
from flows.pack.asking import static_items
from flows.pack.form import Pack
from flows.words import ConferenceState, Mode, RoundState, Secrecy
from storage.packs import read_pack

ONE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""13.00 on the wall: the begin."""


def after(minutes: int) -> datetime:
    return ONE + timedelta(minutes=minutes)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack("vooronderzoek")


def conference(phase: str, **more: object) -> Conference:
    given = {
        "id": "c",
        "slug": "dal",
        "name": "Dal",
        "pack": "vooronderzoek",
        "pack_version": "1",
        "secrecy": Secrecy.MUNICIPALITY,
        "state": ConferenceState.ACTIVE,
        "phase": phase,
        "created_at": ONE,
        "begins_at": ONE,
        "ends_at": after(240),
    }
    return Conference(**{**given, **more})


def round_(pack: Pack, template_id: str, state: RoundState, *, selection: str = "core", **more: object) -> Round:
    template = pack.round(template_id)
    phase = next(phase.id for phase in pack.phases if template in phase.rounds)
    given = {
        "key": 1,
        "id": f"{template_id}-1",
        "conference": "c",
        "template": template_id,
        "phase": phase,
        "number": 1,
        "kind": template.kind,
        "sort": template.sort,
        "party": template.party,
        "mode": Mode.INDIVIDUAL,
        "state": state,
        "title": template.title,
        "items": static_items(pack, template, selection="all" if selection == "all" else "core"),
    }
    return Round(**{**given, **more})


def test_plan_before_the_day_has_the_minutes_of_the_pack(pack: Pack) -> None:
    plan = plan_of_day(pack, conference("voorbereiding"), [], now=after(-60))

    assert [(p.phase, p.answering + p.talking, p.begins_at) for p in plan.phases] == [
        ("motieven", 25, after(0)),
        ("factoren", 30, after(25)),
        ("aanpak", 25, after(55)),
        ("groslijst", 60, after(80)),
        ("beslisboom", 50, after(140)),
        ("vorm", 30, after(190)),
        ("aanbeveling", 30, after(220)),
    ]
    assert {p.standing for p in plan.phases} == {PhaseStanding.COMING}
    assert (plan.need, plan.left, plan.short) == (250, 240, 10)


def test_what_really_happened_is_counted_per_phase(pack: Pack) -> None:
    held = round_(
        pack,
        "motieven",
        RoundState.SETTLED,
        opened_at=after(2),
        closed_at=after(8),
        published_at=after(11),
        settled_at=after(25),
    )

    motives = plan_of_day(pack, conference("factoren"), [held], now=after(30)).phases[0]

    assert motives.spent == Spent(answering=6, waiting=3, talking=14)
    assert (motives.standing, motives.need) == (PhaseStanding.DONE, 0)
    assert (motives.begins_at, motives.ends_at) == (after(2), after(25))


def test_open_round_needs_what_is_left_of_it_and_all_of_the_talk(pack: Pack) -> None:
    opened = round_(pack, "groslijst", RoundState.OPEN, opened_at=after(80))
    phase = pack.phase("groslijst")

    early = plan_of_day(pack, conference("groslijst"), [opened], now=after(82)).phase("groslijst")
    late = plan_of_day(pack, conference("groslijst"), [opened], now=after(160)).phase("groslijst")

    assert early is not None
    assert late is not None
    assert early.need == phase.minutes - 2
    assert late.need_talking == early.need_talking == early.talking
    assert (early.need_answering, late.need_answering) == (7, 1 + 2)  # a last minute, and the round behind it
    assert late.spent.answering == 80


def test_homework_takes_nothing_of_the_day(pack: Pack) -> None:
    held = round_(
        pack,
        "motieven",
        RoundState.CLOSED,
        homework=True,
        opened_at=after(-5000),
        closed_at=after(-100),
    )

    motives = plan_of_day(pack, conference("motieven"), [held], now=after(0)).phase("motieven")

    assert motives is not None
    assert (motives.spent, motives.answering, motives.need_talking) == (
        Spent(),
        1,
        motives.talking,
    )  # the points that follow are of the day


def test_longer_list_makes_the_day_longer_and_the_core_wins_it_back(pack: Pack) -> None:
    core = round_(pack, "groslijst", RoundState.DRAFT)
    whole = round_(pack, "groslijst", RoundState.DRAFT, selection="all")
    where = conference("groslijst", ends_at=after(90))

    usual, longer = (plan_of_day(pack, where, [r], now=after(0)) for r in (core, whole))
    advice = advice_of_day(longer)

    won = longer.need - usual.need
    assert won > 0
    assert advice.kind is AdviceKind.SHORT
    assert advice.ways[0] == Way(kind=WayKind.CORE, phase=pack.phase("groslijst").title, minutes=won)
    assert [way.kind for way in advice.ways] == [WayKind.CORE, WayKind.POINTS]


def test_optional_phase_can_be_left_out_before_the_talk_is_cut(pack: Pack) -> None:
    where = conference("voorbereiding", optional=("verwachtingen",))

    advice = advice_of_day(plan_of_day(pack, where, [], now=ONE))

    assert advice.kind is AdviceKind.SHORT
    assert (advice.ways[0].kind, advice.ways[0].minutes) == (WayKind.OPTIONAL, 25)


def test_day_that_leaves_no_time_to_talk_is_said_first(pack: Pack) -> None:
    advice = advice_of_day(plan_of_day(pack, conference("voorbereiding"), [], now=after(205)))

    assert advice.kind is AdviceKind.NO_TALK


@pytest.mark.parametrize(
    ("ends_at", "now", "kind"),
    [
        (None, 0, AdviceKind.NO_END),
        (240, 241, AdviceKind.OVER),
        (300, 0, AdviceKind.FITS),
    ],
)
def test_advice_tells_whether_it_fits(pack: Pack, ends_at: int | None, now: int, kind: AdviceKind) -> None:
    where = conference("voorbereiding", ends_at=None if ends_at is None else after(ends_at))

    advice = advice_of_day(plan_of_day(pack, where, [], now=after(now)))

    assert advice.kind is kind
    assert advice.spare == (50 if kind is AdviceKind.FITS else 0)


def test_pause_is_advised_between_phases_after_a_long_stretch(pack: Pack) -> None:
    held = round_(
        pack,
        "groslijst",
        RoundState.SETTLED,
        opened_at=after(0),
        closed_at=after(20),
        published_at=after(22),
        settled_at=after(80),
    )
    where = conference("groslijst", ends_at=after(300))

    advices = {now: advice_of_day(plan_of_day(pack, where, [held], now=after(now))) for now in (80, 95)}
    running = advice_of_day(plan_of_day(pack, where, [replace(held, state=RoundState.TALK)], now=after(80)))

    assert advices[80].kind is AdviceKind.BREAK
    assert advices[80].coming[:2] == (("Beslisboom", 50), ("Vorm", 30))
    assert (advices[95].kind, running.kind) == (AdviceKind.FITS, AdviceKind.FITS)


def test_time_for_the_conversation_is_what_the_day_leaves(pack: Pack) -> None:
    enough = plan_of_day(pack, conference("motieven", ends_at=after(300)), [], now=ONE)
    tight = plan_of_day(pack, conference("motieven", ends_at=after(240)), [], now=ONE)
    unknown = plan_of_day(pack, conference("motieven", ends_at=None), [], now=ONE)
    talk = enough.phases[0].talking

    assert talking_left(enough, "motieven") == timedelta(minutes=talk)
    assert talking_left(tight, "motieven") == timedelta(minutes=talk - 10)
    assert (talking_left(unknown, "motieven"), talking_left(enough, "afgerond")) == (None, None)


def test_plan_reckons_in_moments_across_a_clock_change(pack: Pack) -> None:
    night = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    where = conference("voorbereiding", begins_at=night, ends_at=night + timedelta(hours=4))

    plan = plan_of_day(pack, where, [], now=night)

    assert (plan.left, plan.phases[-1].ends_at) == (240, night + timedelta(minutes=250))
