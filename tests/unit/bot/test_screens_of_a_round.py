"""The screens around a round, word for word: in the group, the overview, the thanks, and where it leads."""

from dataclasses import replace
from typing import Any

import pytest

from bot import buttons
from bot.cards import group, member, preparing
from flows.words import Role, RoundState


def test_round_in_the_group_reads_as_screen_4(pack: Any, drawing: Any) -> None:
    progress = drawing.progress((4, 5), (2, 5), (3, 5), (4, 5), (1, 5))
    link = "https://t.me/rondetafel_bot?start=w_12"

    card = group.round_card(
        pack, drawing.conference(), drawing.round("groslijst"), progress=progress, minutes=7, link=link
    )

    assert card.text == (
        "<b>Groslijst, ronde 1</b>\n"
        "30 taken. Is samen doen kansrijk?\n"
        "Ongeveer 7 minuten.\n"
        "<b>14 van 25 zijn klaar</b>\n"
        "Aldermeer 4/5 · Boskerk 2/5\n"
        "Dalwijk 3/5 · Eikhuizen 4/5\n"
        "Grauwveen 1/5"
    )
    assert drawing.labels(card) == [["Naar mijn vragen"]]
    assert drawing.links(card) == [link]


@pytest.mark.parametrize("state", [state for state in RoundState if state is not RoundState.OPEN])
def test_round_that_is_not_open_has_no_button_in_the_group(pack: Any, drawing: Any, state: RoundState) -> None:
    round_ = drawing.round("groslijst", state=state)

    card = group.round_card(
        pack, drawing.conference(), round_, progress=drawing.progress((1, 5)), minutes=7, link="https://t.me/x"
    )

    assert drawing.labels(card) == []


def test_round_of_woordvoerders_says_who_answers(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("pakketten", *drawing.short_list(1))

    card = group.round_card(
        pack,
        drawing.conference(),
        round_,
        progress=drawing.progress((1, 1), (0, 1)),
        minutes=1,
        link="https://t.me/x",
    )

    assert card.text == (
        "<b>Pakketten, ronde 1</b>\n1 taak. Wat wil uw gemeente met deze taak?\n"
        "Ongeveer 1 minuut. De woordvoerders antwoorden.\n"
        "<b>1 van 2 woordvoerders is klaar</b>\nAldermeer 1/1 · Boskerk 0/1"
    )


def test_overview_reads_as_screen_9(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("groslijst")
    titles = {11: "Jeugdhulp", 18: "Archief"}
    items = tuple(replace(item, title=titles.get(n, item.title)) for n, item in enumerate(round_.items))
    round_ = replace(round_, items=items)
    answers = {item.id: 3 for n, item in enumerate(items) if n not in titles}

    card = member.walk_card(pack, drawing.walk(round_, at=None, answers=answers), None)

    assert card.text == (
        "<b>Uw antwoorden</b>\n"
        "28 van 30 beantwoord\n"
        "Nog open: 12 Jeugdhulp, 19 Archief\n"
        "Alles is opgeslagen. U kunt wijzigen tot de ronde sluit."
    )
    assert drawing.labels(card) == [["12", "19"], ["Alles nalopen", "Klaar"]]
    assert [key.data for key in card.rows[0]] == [buttons.GoTo(12, items[11].id), buttons.GoTo(12, items[18].id)]


def test_overview_with_everything_answered_names_nothing_open(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("motieven")

    card = member.walk_card(pack, drawing.walk(round_, at=None, answers={i.id: 3 for i in round_.items}), None)

    assert card.text == (
        "<b>Uw antwoorden</b>\n10 van 10 beantwoord\nAlles is opgeslagen. U kunt wijzigen tot de ronde sluit."
    )
    assert drawing.labels(card) == [["Eigen motief"], ["Alles nalopen", "Klaar"]]


def test_overview_of_a_long_list_names_the_first_twelve(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("groslijst", selection="all")

    card = member.walk_card(pack, drawing.walk(round_, at=None), None)

    assert card.text.split("\n")[2].endswith(" en nog 58")
    assert drawing.labels(card)[:2] == [["1", "2", "3", "4", "5", "6"], ["7", "8", "9", "10", "11", "12"]]


@pytest.mark.parametrize("at", ["m02", None])
def test_closed_round_shows_no_buttons(pack: Any, drawing: Any, at: str | None) -> None:
    round_ = drawing.round("motieven", state=RoundState.CLOSED)

    card = member.walk_card(pack, drawing.walk(round_, at=at), None)

    assert card.text == "<b>Motieven</b>\nDeze ronde is gesloten. Wat u antwoordde, telt. De uitslag volgt."
    assert drawing.labels(card) == []


@pytest.mark.parametrize(
    ("answered", "text", "label"),
    [
        (10, "U kunt wijzigen tot de ronde sluit.", "Alles nalopen"),
        (7, "Nog 3 open; u kunt verdergaan tot de ronde sluit.", "Ga verder"),
    ],
)
def test_klaar_says_what_is_left(drawing: Any, answered: int, text: str, label: str) -> None:
    round_ = drawing.round("motieven")
    answers = {item.id: 3 for item in round_.items[:answered]}

    card = member.done_card(drawing.walk(round_, at=None, answers=answers))

    assert card.text == f"<b>Dank u wel</b>\nUw antwoorden bij Motieven zijn opgeslagen. {text}"
    assert drawing.labels(card) == [[label]]


@pytest.mark.parametrize(
    ("template", "role", "speaks", "asked"),
    [
        ("motieven", Role.VOTER, False, True),
        ("motieven", Role.ADVISER, False, True),
        ("motieven", Role.OBSERVER, False, False),
        ("gedragscode", Role.FACILITATOR, False, False),
        ("pakketten", Role.VOTER, True, True),
        ("pakketten", Role.VOTER, False, False),
        ("pakketten", Role.ADVISER, True, False),
    ],
)
def test_naar_mijn_vragen_is_for_who_may_answer(
    drawing: Any, template: str, role: Role, *, speaks: bool, asked: bool
) -> None:
    round_ = drawing.round(template, *(drawing.short_list() if template == "pakketten" else ()))
    who = drawing.person(role=role, spokesperson=speaks)

    told = member.round_invitation(drawing.pack, round_, who, minutes=3)
    welcomed = preparing.welcome_card(who, [round_])

    assert drawing.labels(told) == drawing.labels(welcomed) == ([["Naar mijn vragen"]] if asked else [])
