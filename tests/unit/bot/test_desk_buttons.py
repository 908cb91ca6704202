"""The desk offers a button for every sensible step and for no other, with the fixed texts of UX.md."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import buttons
from bot.buttons import day
from bot.cards import desk
from bot.cards.desk_view import DeskView
from bot.cards.results import ResultView
from flows.conference.phase_machine import PhaseMachine
from flows.ports import Progress
from flows.services.correcting import find_corrections
from flows.words import ConferenceState, Presence, RoundState

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def view_of(drawing: Any, state: RoundState | None, **more: Any) -> DeskView:
    rounds = [] if state is None else [drawing.round("groslijst", state=state)]
    stage = drawing.stage(drawing.conference(), rounds=rounds)
    corrections = find_corrections(stage, PhaseMachine(drawing.pack))
    return DeskView(stage=stage, minutes=7, next_title="Beslisboom", corrections=corrections, **more)


def after_the_round(view: DeskView) -> DeskView:
    skipped = replace(view.stage.conference, skipped=("pakketten",))
    return replace(view, stage=replace(view.stage, conference=skipped))


@pytest.mark.parametrize(
    ("state", "rows"),
    [
        (RoundState.DRAFT, [["Kies taken"], ["Open de ronde"], ["Terug", "Sla over"], ["Dagplan", "Meer"]]),
        (RoundState.OPEN, [["Wie nog niet", "Sluit de ronde"], ["Eindtijd"], ["Meer"]]),
        (
            RoundState.CLOSED,
            [["Bekijk uitslag", "Op papier"], ["Toon in de groep"], ["Kies bespreekpunten"], ["Heropen", "Meer"]],
        ),
        (RoundState.PUBLISHED, [["Bekijk uitslag", "Kies bespreekpunten"], ["Stel vast"], ["Dagplan", "Meer"]]),
        (RoundState.TALK, [["Naar het gesprek", "Bekijk uitslag"], ["Stel vast"], ["Dagplan", "Meer"]]),
    ],
)
def test_desk_has_the_buttons_of_the_rounds_state(drawing: Any, state: RoundState, rows: list[list[str]]) -> None:
    assert drawing.labels(desk.desk_card(view_of(drawing, state))) == rows


def test_between_phases_the_desk_leads_on_back_and_once_more(drawing: Any) -> None:
    view = after_the_round(view_of(drawing, RoundState.SETTLED, counted=True))
    view = replace(view, corrections=find_corrections(view.stage, PhaseMachine(drawing.pack)))

    labels = drawing.labels(desk.desk_card(view))

    assert labels == [
        ["Volgende fase"],
        ["Vraag opnieuw: Groslijst"],
        ["Vraag opnieuw: Pakketten"],
        ["Terug"],
        ["Export"],
        ["Dagplan", "Meer"],
    ]


@pytest.mark.parametrize(
    ("state", "label", "action"),
    [
        (RoundState.DRAFT, "Open de ronde", "open"),
        (RoundState.OPEN, "Sluit de ronde", "close"),
        (RoundState.CLOSED, "Toon in de groep", "publish"),
        (RoundState.PUBLISHED, "Stel vast", "settle"),
    ],
)
def test_button_names_its_step_and_its_round(drawing: Any, state: RoundState, label: str, action: str) -> None:
    (key,) = [k for row in desk.desk_card(view_of(drawing, state)).rows for k in row if k.label == label]

    assert key.data == buttons.DeskRound(action, 12)


def test_result_is_seen_first_and_then_shown(drawing: Any) -> None:
    card = desk.desk_card(view_of(drawing, RoundState.CLOSED))

    assert card.rows[0][0].data == buttons.Result(12, "short", 0)


def test_reminder_is_offered_only_where_it_would_go_to_somebody(drawing: Any) -> None:
    card = desk.desk_card(view_of(drawing, RoundState.OPEN, can_remind=True))

    assert drawing.labels(card)[0] == ["Herinner"]


def test_end_time_that_was_set_can_be_made_later_in_one_tap(drawing: Any) -> None:
    view = view_of(drawing, RoundState.OPEN, now=NOON)
    (round_,) = view.stage.rounds
    timed = replace(round_, closes_at=NOON + timedelta(minutes=12))

    card = desk.desk_card(replace(view, stage=replace(view.stage, rounds=(timed,))))

    assert drawing.labels(card)[0] == ["5 minuten erbij"]
    assert card.rows[0][0].data == day.ExtendEnd(12, int(timed.closes_at.timestamp()))


def test_requests_for_admission_are_told_wherever_the_conference_stands(drawing: Any) -> None:
    for state in (None, RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED, RoundState.PUBLISHED, RoundState.TALK):
        card = desk.desk_card(view_of(drawing, state, requests=3))

        assert "<b>3 aanmeldingen te beoordelen</b>" in card.text.split("\n")
        assert any("Aanmeldingen (3)" in row for row in drawing.labels(card))


def test_open_round_shows_who_is_done_and_no_content(drawing: Any) -> None:
    progress = (
        Progress(municipality="g1", voters=5, done=5, busy=0),
        Progress(municipality="g2", voters=5, done=4, busy=1),
        Progress(municipality="g3", voters=5, done=4, busy=1),
        Progress(municipality="g4", voters=5, done=4, busy=1),
        Progress(municipality="g5", voters=5, done=2, busy=1),
        Progress(municipality=None, voters=6, done=5, busy=0),
    )

    card = desk.desk_card(view_of(drawing, RoundState.OPEN, progress=progress))

    assert card.text == (
        "<b>Regie: Groslijst, ronde 1 is open</b>\n"
        "Klaar 19 · bezig 4 · niet begonnen 2\n"
        "Aldermeer 5/5 · Boskerk 4/5\n"
        "Dalwijk 4/5 · Eikhuizen 4/5\n"
        "Grauwveen 2/5\n"
        "adviseurs 5/6\n"
        "\n"
        "<b>Advies: wacht nog even. Grauwveen is nog niet met genoeg mensen klaar.</b>"
    )


@pytest.mark.parametrize(
    ("counts", "advice"),
    [
        ([(1, 5), (2, 5)], "wacht nog even. Aldermeer en Boskerk zijn nog niet met genoeg mensen klaar."),
        ([(3, 5), (4, 5)], "sluiten kan. Elke gemeente is ver genoeg; 3 zijn nog niet klaar."),
        ([(5, 5), (4, 5)], "sluiten kan. Elke gemeente is ver genoeg; 1 is nog niet klaar."),
        ([(5, 5), (5, 5)], "iedereen is klaar. Sluit de ronde."),
    ],
)
def test_advice_waits_for_municipalities_that_are_thin(
    drawing: Any, counts: list[tuple[int, int]], advice: str
) -> None:
    card = desk.desk_card(view_of(drawing, RoundState.OPEN, progress=drawing.progress(*counts)))

    assert drawing.plain(card).split("\n")[-1] == f"Advies: {advice}"


def test_undecided_approach_offers_both_and_nothing_else(drawing: Any) -> None:
    stage = drawing.stage(drawing.conference(phase="aanpak", skipped=("aanpak", "aanpakkeuze")))

    card = desk.desk_card(DeskView(stage=stage, blocked="approach_not_decided"))

    assert drawing.labels(card) == [["Ontwerpaanpak", "Ontwikkelaanpak"], ["Dagplan", "Meer"]]
    assert [key.data for key in card.rows[0]] == [
        buttons.Desk("approach", "abcdefghij23", "ontwerp"),
        buttons.Desk("approach", "abcdefghij23", "ontwikkel"),
    ]


def test_blocked_phase_offers_no_next(drawing: Any) -> None:
    stage = drawing.stage(drawing.conference(skipped=("groslijst", "pakketten")))

    card = desk.desk_card(DeskView(stage=stage, blocked="rounds_not_settled", next_title="Beslisboom"))

    assert drawing.labels(card) == [["Dagplan", "Meer"]]


def test_next_phase_carries_the_phase_that_was_seen(drawing: Any) -> None:
    stage = drawing.stage(drawing.conference(skipped=("groslijst", "pakketten")))

    card = desk.desk_card(DeskView(stage=stage, next_title="Beslisboom"))

    assert card.rows[0][0].data == buttons.Desk("advance", "abcdefghij23", "groslijst")


@pytest.mark.parametrize("state", [ConferenceState.FINISHED, ConferenceState.CANCELLED])
def test_conference_that_is_over_can_only_be_read(drawing: Any, state: ConferenceState) -> None:
    stage = drawing.stage(drawing.conference(state=state, phase="afgerond"))

    assert drawing.labels(desk.desk_card(DeskView(stage=stage, counted=True))) == [["Export"], ["Deelnemers"]]


def test_preparation_begins_with_names_alone(drawing: Any) -> None:
    stage = drawing.stage(drawing.conference("Aldermeer", "Boskerk", phase="voorbereiding"))

    card = desk.desk_card(DeskView(stage=stage, blocked="municipality_without_voters", group_link="https://t.me/x"))

    assert drawing.labels(card) == [
        ["Aldermeer", "Boskerk"],
        ["Adviseurs", "Toehoorders"],
        ["Koppel de groep"],
        ["Dagplan"],
        ["Meer"],
    ]
    assert card.rows[0][1].data == buttons.DeskTown("people", "abcdefghij23", "g2")


def test_complete_preparation_offers_the_next_phase(drawing: Any) -> None:
    people = [
        drawing.person(1, town="g1", name="Anna", spokesperson=True),
        drawing.person(2, town="g2", name="Bram", spokesperson=True, presence=Presence.INVITED),
    ]
    stage = drawing.stage(drawing.conference("Aldermeer", "Boskerk", phase="voorbereiding"), people)

    card = desk.desk_card(DeskView(stage=stage, grouped=True))

    assert drawing.labels(card) == [
        ["Aldermeer", "Boskerk"],
        ["Adviseurs", "Toehoorders"],
        ["Uitnodigingen", "Woordvoerders"],
        ["Huiswerk", "Dagplan"],
        ["Meer"],
        ["Volgende fase"],
    ]
    assert card.text == (
        "<b>Regie: Samenwerken in het Dal</b>\n"
        "Voorbereiding · niveau per gemeente\n"
        "\n"
        "Aldermeer 1, woordvoerder Anna\n"
        "Boskerk 1, woordvoerder Bram\n"
        "\n"
        "2 op de lijst, 1 binnen\n"
        "Groep: gekoppeld\n"
        "\n"
        "<b>Advies: deel de uitnodigingen; 1 is nog niet binnen. Beginnen kan al.</b>"
    )


def test_closed_round_sums_up_what_came_out(drawing: Any) -> None:
    view = view_of(drawing, RoundState.CLOSED, talk=("Jeugdhulp", "Archief"))
    round_ = view.stage.rounds[0]
    outcome = drawing.outcome(round_, {f"g{n}": (5, 5, 5) for n in range(1, 6)})
    result = ResultView(pack=drawing.pack, conference=view.stage.conference, round=round_, outcome=outcome)

    card = desk.desk_card(replace(view, result=result))

    assert card.text == (
        "<b>Regie: Groslijst, ronde 1 is dicht</b>\n"
        "Gedragen 30\n"
        "\n"
        "<b>Advies: toon de uitslag. Bespreek daarna Jeugdhulp en Archief.</b>"
    )
