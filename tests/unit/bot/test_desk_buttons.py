"""The desk offers a button for every sensible step and for no other, with the fixed texts of UX.md."""

from dataclasses import replace
from typing import Any

import pytest

from bot import buttons
from bot.cards import desk
from bot.cards.desk import DeskView
from bot.cards.results import ResultView
from flows.ports import Progress
from flows.words import ConferenceState, Presence, RoundState


def view_of(drawing: Any, state: RoundState | None, **more: Any) -> DeskView:
    rounds = [] if state is None else [drawing.round("groslijst", state=state)]
    stage = drawing.stage(drawing.conference(), rounds=rounds)
    return DeskView(
        stage=stage, estimate={"core": 7, "all": 17}, counts={"core": 30, "all": 70}, next_title="Beslisboom", **more
    )


@pytest.mark.parametrize(
    ("state", "rows"),
    [
        (RoundState.DRAFT, [["✓ Kern (30)", "Alles (70)"], ["Open de ronde"]]),
        (RoundState.OPEN, [["Sluit de ronde", "Ververs"]]),
        (RoundState.CLOSED, [["Bekijk uitslag"], ["Toon in de groep"]]),
        (RoundState.PUBLISHED, [["Bekijk uitslag"], ["Stel vast"]]),
        (RoundState.TALK, [["Bekijk uitslag"], ["Stel vast"]]),
        (RoundState.SETTLED, [["Volgende fase"], ["Export"]]),
    ],
)
def test_desk_has_the_buttons_of_the_rounds_state(drawing: Any, state: RoundState, rows: list[list[str]]) -> None:
    view = view_of(drawing, state)
    if state is RoundState.SETTLED:
        skipped = replace(view.stage.conference, skipped=("pakketten",))
        view = replace(view, stage=replace(view.stage, conference=skipped))

    assert drawing.labels(desk.desk_card(view)) == rows


@pytest.mark.parametrize(
    ("state", "place", "action"),
    [
        (RoundState.DRAFT, (1, 0), "open"),
        (RoundState.DRAFT, (0, 0), "select_core"),
        (RoundState.DRAFT, (0, 1), "select_all"),
        (RoundState.OPEN, (0, 0), "close"),
        (RoundState.OPEN, (0, 1), "refresh"),
        (RoundState.CLOSED, (1, 0), "publish"),
        (RoundState.PUBLISHED, (1, 0), "settle"),
    ],
)
def test_button_names_its_step_and_its_round(
    drawing: Any, state: RoundState, place: tuple[int, int], action: str
) -> None:
    row, column = place

    key = desk.desk_card(view_of(drawing, state)).rows[row][column]

    assert key.data == buttons.DeskRound(action, 12)


def test_result_is_seen_first_and_then_shown(drawing: Any) -> None:
    card = desk.desk_card(view_of(drawing, RoundState.CLOSED))

    assert card.rows[0][0].data == buttons.Result(12, "short", 0)


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

    assert drawing.labels(card) == [["Ontwerpaanpak", "Ontwikkelaanpak"]]
    assert [key.data for key in card.rows[0]] == [
        buttons.Desk("approach", "abcdefghij23", "ontwerp"),
        buttons.Desk("approach", "abcdefghij23", "ontwikkel"),
    ]


def test_blocked_phase_offers_no_next(drawing: Any) -> None:
    stage = drawing.stage(drawing.conference(skipped=("groslijst", "pakketten")))

    card = desk.desk_card(DeskView(stage=stage, blocked="rounds_not_settled", next_title="Beslisboom"))

    assert drawing.labels(card) == [["Export"]]


def test_next_phase_carries_the_phase_that_was_seen(drawing: Any) -> None:
    stage = drawing.stage(drawing.conference(skipped=("groslijst", "pakketten")))

    card = desk.desk_card(DeskView(stage=stage, next_title="Beslisboom"))

    assert card.rows[0][0].data == buttons.Desk("advance", "abcdefghij23", "groslijst")


@pytest.mark.parametrize("state", [ConferenceState.FINISHED, ConferenceState.CANCELLED])
def test_conference_that_is_over_offers_the_export_alone(drawing: Any, state: ConferenceState) -> None:
    stage = drawing.stage(drawing.conference(state=state, phase="afgerond"))

    assert drawing.labels(desk.desk_card(DeskView(stage=stage))) == [["Export"]]


def test_preparation_begins_with_names_alone(drawing: Any) -> None:
    stage = drawing.stage(drawing.conference("Aldermeer", "Boskerk", phase="voorbereiding"))

    card = desk.desk_card(DeskView(stage=stage, blocked="municipality_without_voters", group_link="https://t.me/x"))

    assert drawing.labels(card) == [["Aldermeer", "Boskerk"], ["Adviseurs", "Toehoorders"], ["Koppel de groep"]]
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
        "<b>Advies: toon de uitslag. Bespreek daarna: Jeugdhulp en Archief.</b>"
    )
