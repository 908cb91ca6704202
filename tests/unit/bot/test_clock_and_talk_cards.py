"""Cards of the clock, the plan of the day and the conversation, as a phone shows them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cards import day, group, member, talk
from bot.cards.results import ResultView
from bot.phrases import day as words
from flows.conference.day import advice_of_day, plan_of_day
from flows.conference.model import TalkingPoint
from flows.services.talking import Talk
from flows.services.timing import Absent
from flows.words import RoundState, Secrecy

NOW = datetime(2026, 11, 24, 13, 15, tzinfo=UTC)
"""14.15 on the wall."""


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def open_round(drawing, ends_in: float | None = 10, **more):
    ends_at = None if ends_in is None else later(ends_in)
    return drawing.round("groslijst", opened_at=later(-20), closes_at=ends_at, **more)


def drawn(drawing, card):
    return drawing.plain(drawing.check(card))


@pytest.mark.parametrize(
    ("moment", "until", "at"),
    [
        (later(10), "tot 14.25 uur", "om 14.25 uur"),
        (datetime(2026, 11, 25, 8, 0, tzinfo=UTC), "tot morgen 9.00 uur", "morgen om 9.00 uur"),
        (datetime(2026, 11, 28, 8, 0, tzinfo=UTC), "tot 28 november 9.00 uur", "28 november om 9.00 uur"),
    ],
)
def test_moment_reads_with_its_day_where_that_is_another(moment: datetime, until: str, at: str) -> None:
    assert (words.until(moment, NOW), words.at(moment, NOW)) == (until, at)


def test_moment_names_the_day_of_the_wall_and_not_of_utc() -> None:
    late, night = datetime(2026, 11, 24, 22, 30, tzinfo=UTC), datetime(2026, 11, 24, 23, 30, tzinfo=UTC)

    assert words.until(night, late) == "tot morgen 0.30 uur"


@pytest.mark.parametrize(
    ("ends_in", "line"),
    [
        (20, "Ongeveer 9 minuten, tot 14.35 uur."),
        (9.5, "Nog geen 10 minuten."),
        (4, "Nog geen 5 minuten."),
        (0.5, "Nog geen minuut."),
        (0, "De tijd is om; de begeleider sluit de ronde."),
        (-15, "De tijd is om; de begeleider sluit de ronde."),
    ],
)
def test_card_in_the_group_counts_down(drawing, ends_in: float, line: str) -> None:
    round_ = open_round(drawing, ends_in)
    card = group.round_card(
        drawing.pack,
        drawing.conference(),
        round_,
        progress=drawing.progress((4, 5), (2, 5)),
        minutes=9,
        link="https://t.me/x?start=w_1",
        now=NOW,
    )

    assert line in drawn(drawing, card).split("\n")


def test_card_in_the_group_shows_a_schorsing_until_it_is_over(drawing) -> None:
    paused = open_round(drawing, None, paused_until=later(10), decides=True)

    assert day.clock_lines(paused, NOW) == ["<b>Schorsing tot 14.25 uur. Antwoorden kan.</b>"]
    assert day.clock_lines(paused, later(10)) == []


def test_overview_says_until_when_answers_can_change(drawing) -> None:
    walk = drawing.walk(open_round(drawing), at=None)
    homework = drawing.walk(open_round(drawing, 60 * 90), at=None)
    endless = drawing.walk(open_round(drawing, None), at=None)

    texts = [drawn(drawing, member.walk_card(drawing.pack, each, None)) for each in (walk, homework, endless)]

    assert [text.rsplit("U kunt wijzigen ", 1)[1] for text in texts] == [
        "tot de ronde sluit, om 14.25 uur.",
        "tot de ronde sluit, 28 november om 8.15 uur.",
        "tot de ronde sluit.",
    ]


def test_reminder_is_that_of_the_example(drawing) -> None:
    card = day.reminder_card([open_round(drawing)], left=3, now=NOW)
    total = len(open_round(drawing).items)

    assert drawn(drawing, card).split("\n") == [
        "Nog 3 vragen",
        "Groslijst sluit om 14.25 uur.",
        f"U heeft {total - 3} van {total} beantwoord.",
    ]
    assert drawing.labels(card) == [["Ga verder", "Dit was het"]]


def test_reminder_of_homework_takes_its_lists_together(drawing) -> None:
    lists = [replace(open_round(drawing), homework=True), replace(open_round(drawing), homework=True)]
    total = sum(len(each.items) for each in lists)

    assert drawn(drawing, day.reminder_card(lists, left=1, now=NOW)).split("\n") == [
        "Nog 1 vraag",
        "Het huiswerk sluit om 14.25 uur.",
        f"U heeft {total - 1} van {total} beantwoord.",
    ]


def test_end_card_offers_what_can_be_done(drawing) -> None:
    without, running = (day.end_card(open_round(drawing, ends_in), now=NOW) for ends_in in (None, 10))
    past = day.end_card(open_round(drawing, -1), now=NOW)

    lengths = [["10 minuten", "15 minuten"], ["20 minuten", "30 minuten"]]
    assert drawing.labels(without) == [*lengths, ["Andere tijd"], ["Regietafel"]]
    assert drawing.labels(running) == [
        *lengths,
        ["5 minuten erbij", "Andere tijd", "Geen eindtijd"],
        ["Regietafel"],
    ]
    assert "De ronde loopt tot 14.25 uur." in drawn(drawing, running)
    assert "De eindtijd was om 14.14 uur." in drawn(drawing, past)


def test_time_over_asks_the_facilitator_to_close(drawing) -> None:
    card = day.time_over_card(open_round(drawing, 0), done=19, total=25)

    assert drawing.labels(card) == [["Sluit de ronde"], ["5 minuten erbij"]]
    assert drawn(drawing, card).startswith("De tijd is om: Groslijst\n19 van 25 zijn klaar.")


def test_who_is_awaited_is_told_by_name_and_a_long_list_is_cut(drawing) -> None:
    conference = drawing.conference()
    many = tuple(f"Naam {n}" for n in range(12))
    absent = (
        Absent(municipality="g1", busy=("A. Bos",), never=("C. Dal",)),
        Absent(municipality="g2", busy=many, never=()),
        Absent(municipality=None, busy=(), never=("E. Fier",)),
    )
    lines = drawn(drawing, day.awaited_card(conference, open_round(drawing), absent)).split("\n")

    assert lines[1] == "Aldermeer: A. Bos; nog niet binnen: C. Dal"
    assert lines[2].endswith("Naam 7 en nog 4")
    assert lines[3] == "Adviseurs: nog niet binnen: E. Fier"
    assert drawing.flat(day.awaited_card(conference, open_round(drawing), absent)) == ["Herinner", "Regietafel"]
    assert drawing.flat(day.awaited_card(conference, open_round(drawing), ())) == ["Regietafel"]


def test_schorsing_can_be_begun_extended_and_ended(drawing) -> None:
    idle = day.pause_card(open_round(drawing, None, decides=True), now=NOW)
    running = day.pause_card(open_round(drawing, None, decides=True, paused_until=later(5)), now=NOW)
    person = drawing.person(spokesperson=True)
    asked = day.pause_asked_card(open_round(drawing, None), person, drawing.towns()[1])

    assert drawing.labels(idle) == [["5 minuten", "10 minuten", "15 minuten"], ["Regietafel"]]
    assert drawing.labels(running) == [["5 minuten erbij", "Beëindig de schorsing"], ["Regietafel"]]
    assert drawn(drawing, asked).startswith("M. de Wit 1 (Boskerk) vraagt om een schorsing")
    assert "Schorsing vragen" not in drawing.flat(
        member.walk_card(drawing.pack, drawing.walk(open_round(drawing), at="u02"), None)
    )


def test_plan_of_the_day_is_one_line_per_phase_that_fits_a_phone(drawing) -> None:
    where = drawing.conference(phase="voorbereiding", begins_at=later(45), ends_at=later(285))
    plan = plan_of_day(drawing.pack, where, [], now=NOW)
    text = drawn(drawing, day.day_card(where, plan))
    rows = text.split("\n")

    assert rows[2] == "Van 15.00 tot 19.00 uur, 24 november"
    assert rows[4] == "15.00 Motieven                4   21"
    assert max(len(row) for row in rows[4:11]) <= 38
    assert "Het is 14.15 uur. Einde: 19.00 uur." in rows
    assert rows[-1].startswith("Advies: de tijd raakt op: 10 minuten te weinig. Winst: ")
    assert drawing.flat(day.day_card(where, plan)) == ["Begin en einde", "30 minuten later", "Regietafel"]


def test_plan_without_a_day_offers_the_days_that_are_to_come(drawing) -> None:
    where = drawing.conference(phase="voorbereiding")
    card = day.day_card(where, plan_of_day(drawing.pack, where, [], now=NOW))

    assert drawing.flat(card) == [
        "Vandaag 13.00–17.00",
        "Morgen 13.00–17.00",
        "Begin en einde",
        "Regietafel",
    ]
    assert "Begin en einde van de dag zijn nog niet bekend." in drawn(drawing, card)


def test_advice_between_two_phases_is_that_of_the_example(drawing) -> None:
    held = drawing.round(
        "groslijst",
        state=RoundState.SETTLED,
        opened_at=later(-80),
        closed_at=later(-60),
        published_at=later(-58),
        settled_at=NOW,
    )
    where = drawing.conference(phase="groslijst", begins_at=later(-80), ends_at=later(165))

    advice = advice_of_day(plan_of_day(drawing.pack, where, [held], now=NOW))

    assert words.time_now(advice) == "Het is 14.15 uur. Einde: 17.00 uur."
    assert words.advise(advice) == "neem nu pauze. Beslisboom kost 50 minuten, vorm 30."


@pytest.fixture
def conversation(drawing):
    """The conversation about three tasks, of which the second is talked about."""

    def make(*, secrecy=Secrecy.MUNICIPALITY, now=NOW, **more):
        round_ = drawing.round("groslijst", state=RoundState.TALK, **more)
        outcome = drawing.outcome(round_, {"g1": [5, 5, 4], "g2": [3, 3, 3], "g3": [1, 1, 2]}, secrecy=secrecy)
        first, second, third = (item.id for item in round_.items[:3])
        points = (
            TalkingPoint(
                item=first, begun_at=later(-20), ends_at=later(-10), done_at=later(-9), note="Eerst <b>een</b> proef"
            ),
            TalkingPoint(item=second, begun_at=later(-9), ends_at=later(30)),
            TalkingPoint(item=third),
        )
        conference = drawing.conference("Aldermeer", "Boskerk", "Dalwijk", secrecy=secrecy)
        view = ResultView(pack=drawing.pack, conference=conference, round=round_, outcome=outcome)
        found = Talk(round=round_, points=points, minutes=10, proposed=(second,))
        return talk.TalkView(talk=found, result=view, now=now)

    return make


def test_card_of_the_conversation_shows_the_item_its_result_and_the_clock(drawing, conversation) -> None:
    view = conversation()
    title = view.talk.round.items[1].title

    assert drawn(drawing, talk.group_card(view)).split("\n") == [
        f"Gesprek 2 van 3: {title}",
        "Gesplitst  1–1–1",
        "Voor: Aldermeer",
        "Tussen: Boskerk",
        "Tegen: Dalwijk",
        "",
        "Tot 14.45 uur.",
    ]
    assert drawing.labels(talk.group_card(view)) == []


def test_card_of_the_conversation_keeps_the_secrecy(drawing, conversation) -> None:
    text = drawn(drawing, talk.group_card(conversation(secrecy=Secrecy.SECRET)))

    assert "Aldermeer" not in text
    assert "Boskerk" not in text


@pytest.mark.parametrize(
    ("minutes", "line"),
    [(25, "Nog geen 5 minuten."), (29.5, "Nog geen minuut."), (30, "De tijd voor dit punt is om.")],
)
def test_card_of_the_conversation_counts_down(drawing, conversation, minutes: float, line: str) -> None:
    assert drawn(drawing, talk.group_card(conversation(now=later(minutes)))).endswith(line)


def test_facilitator_leads_from_one_card_with_the_notes_before(drawing, conversation) -> None:
    view = conversation()
    card = talk.lead_card(view)

    assert drawing.labels(card) == [
        ["Volgend punt", "5 minuten erbij"],
        ["Uitkomst noteren"],
        ["Noteer 1"],
        ["Kies bespreekpunten"],
        ["Regietafel"],
    ]
    assert drawn(drawing, card).endswith(f"Genoteerd\n1. {view.talk.round.items[0].title}: Eerst <b>een</b> proef")


def test_last_point_is_rounded_off_and_then_the_round_is_settled(drawing, conversation) -> None:
    view = conversation()
    last = replace(view, talk=replace(view.talk, points=view.talk.points[:2]))
    done = replace(view, talk=replace(view.talk, points=(replace(view.talk.points[1], done_at=NOW),)))

    assert drawing.flat(talk.lead_card(last))[0] == "Rond het gesprek af"
    assert "Stel de ronde vast op de regietafel." in drawn(drawing, talk.lead_card(done))
    assert drawn(drawing, talk.group_card(done)) == "Gesprek over Groslijst: klaar\nAlle punten zijn besproken."


def test_choice_shows_the_order_the_proposal_and_the_minutes(drawing, conversation) -> None:
    chosen = conversation().talk
    published = replace(chosen, round=replace(chosen.round, state=RoundState.PUBLISHED))
    card = talk.choice_card(published, page=0, minutes=8)
    labels = drawing.flat(card)
    closed = replace(published, round=replace(chosen.round, state=RoundState.CLOSED))

    assert drawn(drawing, card).split("\n")[1:3] == [
        "3 gekozen, hooguit zes. In deze volgorde:",
        f"1. {chosen.round.items[0].title}",
    ]
    assert f"2. {chosen.round.items[1].title} (voorgesteld)" in drawn(drawing, card)
    assert labels[-6:] == ["5 min", "✓ 8 min", "10 min", "15 min", "Begin het gesprek", "Regietafel"]
    assert "Begin het gesprek" not in drawing.flat(talk.choice_card(closed, page=0, minutes=8))


def test_choice_of_a_long_list_has_pages_and_stays_within_the_limits(drawing, conversation) -> None:
    chosen = conversation(selection="all").talk
    pages = -(-len(chosen.round.items) // 16)
    cards = [talk.choice_card(chosen, page=page, minutes=8) for page in range(pages + 1)]
    shown = [label for card in cards[:pages] for label in drawing.flat(drawing.check(card))]

    assert pages > 1
    assert [("Vorige" in drawing.flat(c), "Volgende" in drawing.flat(c)) for c in (cards[0], cards[-1])] == [
        (False, True),
        (True, False),
    ]
    assert sum(1 for label in shown if label.startswith("✓ ")) == 3


def test_announcement_is_marked_and_inert(drawing) -> None:
    card = talk.preview_card("abcdefghij23", f"Begin om 14.00\n{drawing.hostile}", grouped=True)
    alone = talk.preview_card("abcdefghij23", "Begin", grouped=False)

    assert drawn(drawing, card).startswith("Bericht van de begeleider\nBegin om 14.00\n")
    assert drawing.flat(card) == ["Stuur naar de groep", "Naar iedereen, ook in eigen gesprek", "Toch niet"]
    assert drawing.flat(alone) == ["Naar iedereen, ook in eigen gesprek", "Toch niet"]
    assert drawn(drawing, talk.announcement_card("x" * 500)) == "Bericht van de begeleider\n" + "x" * 500
