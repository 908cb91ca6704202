"""Samen on the group's card and on the desk, as UX.md has it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.buttons import Answer, NoOpinion
from bot.buttons.kinds import Approve, ApproveNone
from bot.buttons.preparing import MoveOn, MyChoice, SetMode
from bot.cards import member, together
from flows.conference.model import ItemOption, RoundItem
from flows.ports import Progress
from flows.services.together import together_refusal
from flows.words import Kind, Mode, Party


def ask(drawing: Any, template: str = "groslijst", *, count: int = 6, at: int = 2, **more: Any) -> Any:
    items = drawing.round(template).items[:count]
    return drawing.round(template, *items, mode=Mode.TOGETHER, at=items[at].id, **more)


def approve(drawing: Any, *titles: str) -> Any:
    options = tuple(ItemOption(id=f"o{n}", title=title) for n, title in enumerate(titles))
    item = RoundItem(id="wens", title="Wensen", question="Waar staat {gemeente} achter?", options=options)
    return replace(drawing.round("motieven", item, mode=Mode.TOGETHER), kind=Kind.APPROVE)


FIVE = ((3, 5), (1, 5), (3, 5), (4, 5), (1, 5))


def test_card_is_that_of_the_example(drawing: Any) -> None:
    round_ = ask(drawing)
    item = replace(
        round_.items[2],
        title="Inkoop en contracten",
        text="",
        note="",
        question="Samen doen: kansrijk voor {gemeente}?",
    )
    round_ = replace(round_, items=(*round_.items[:2], item, *round_.items[3:]))

    card = together.together_card(drawing.pack, drawing.conference(), round_, progress=drawing.progress(*FIVE))

    assert drawing.check(card).text.split("\n") == [
        "Onderwerp 3 van 6",
        "<b>Inkoop en contracten</b>",
        "Samen doen: kansrijk voor uw gemeente?",
        drawing.pack.scales["kansrijk"].legend,
        "<b>12 van 25 hebben geantwoord</b>",
        "Aldermeer 3/5 · Boskerk 1/5",
        "Dalwijk 3/5 · Eikhuizen 4/5",
        "Grauwveen 1/5",
    ]
    assert drawing.labels(card) == [["1", "2", "3", "4", "5"], ["Geen mening", "Wat koos ik"]]
    assert [key.data for key in card.rows[0]] == [Answer(12, item.id, str(n)) for n in range(1, 6)]
    assert [key.data for key in card.rows[1]] == [NoOpinion(12, item.id), MyChoice(12, item.id)]


def test_advisers_are_not_counted_on_the_card(drawing: Any) -> None:
    progress = (*drawing.progress((1, 2)), Progress(municipality=None, voters=6, done=6, busy=0))

    card = together.together_card(drawing.pack, drawing.conference("Boskerk"), ask(drawing), progress=progress)

    assert drawing.plain(card).split("\n")[-2:] == ["1 van 2 heeft geantwoord", "Boskerk 1/2"]


def test_choice_has_a_letter_per_option_and_its_direction(drawing: Any) -> None:
    round_ = ask(drawing, "beslisboom", count=4, at=1)
    item = round_.items[1]

    card = drawing.check(
        together.together_card(drawing.pack, drawing.conference(), round_, progress=drawing.progress(*FIVE))
    )

    letters = "ABCDEF"[: len(item.options)]
    assert drawing.labels(card) == [[*letters], ["Geen mening", "Wat koos ik"]]
    assert [key.data for key in card.rows[0]] == [Answer(12, item.id, o.id) for o in item.options]
    for letter, option in zip(letters, item.options, strict=True):
        assert f"{letter} {option.title}" in drawing.plain(card)


def test_approve_has_a_button_for_on_and_one_for_off(drawing: Any) -> None:
    card = drawing.check(
        together.together_card(
            drawing.pack,
            drawing.conference(),
            approve(drawing, "Een loket voor alle dorpen", "Samen"),
            progress=drawing.progress(*FIVE),
        )
    )

    assert drawing.labels(card) == [
        ["A wel", "B wel"],
        ["A niet", "B niet"],
        ["Geen van deze"],
        ["Geen mening", "Wat koos ik"],
    ]
    assert [key.data for row in card.rows[:3] for key in row] == [
        *(Approve(12, "wens", option, on) for on in (1, 0) for option in ("o0", "o1")),
        ApproveNone(12, "wens"),
    ]


@pytest.mark.parametrize("count", [2, 12])
@pytest.mark.parametrize("length", [3, 40])
def test_cards_keep_within_limits_with_long_names_and_twenty_municipalities(
    drawing: Any, count: int, length: int
) -> None:
    names = [f"{drawing.hostile[:57]}{n}" for n in range(20)]
    titles = [f"{drawing.hostile}{'W' * 40}"[:length] + str(n) for n in range(count)]
    progress = drawing.progress(*[(5, 10)] * 20)
    round_ = approve(drawing, *titles)

    for shown in (round_, replace(round_, kind=Kind.CHOOSE), ask(drawing)):
        drawing.check(together.together_card(drawing.pack, drawing.conference(*names), shown, progress=progress))


@pytest.mark.parametrize(
    ("at", "labels"),
    [
        (0, ["Volgend onderwerp"]),
        (1, ["Vorig onderwerp", "Volgend onderwerp"]),
        (5, ["Vorig onderwerp"]),
    ],
)
def test_desk_moves_on_from_the_item_that_was_seen(drawing: Any, at: int, labels: list[str]) -> None:
    round_ = ask(drawing, at=at)

    keys = together.lead_keys(round_)

    seen = round_.items[at].id
    where = {"Vorig onderwerp": "back", "Volgend onderwerp": "next"}
    assert [key.label for key in keys] == labels
    assert [key.data for key in keys] == [MoveOn(12, seen, where[label]) for label in labels]
    assert together.lead_lines(round_)[0] == f"Nu in de groep: onderwerp {at + 1} van 6"


def test_individual_round_has_nothing_to_move(drawing: Any) -> None:
    round_ = drawing.round("groslijst", mode=Mode.INDIVIDUAL)

    assert (together.lead_keys(round_), together.lead_lines(round_)) == ((), [])


@pytest.mark.parametrize(
    ("at", "counts", "advice"),
    [
        (2, [(5, 5), (5, 5)], "iedereen heeft geantwoord. Ga naar het volgende onderwerp."),
        (5, [(5, 5), (5, 5)], "iedereen heeft geantwoord op het laatste onderwerp. Sluit de ronde."),
        (2, [(5, 5), (2, 5)], "wacht nog even. Boskerk heeft nog niet met genoeg mensen geantwoord."),
        (2, [(1, 5), (2, 5)], "wacht nog even. Aldermeer en Boskerk hebben nog niet met genoeg mensen geantwoord."),
        (5, [(5, 5), (4, 5)], "verdergaan kan. Elke gemeente is ver genoeg; 1 heeft nog niet geantwoord."),
    ],
)
def test_advice_says_whether_to_go_on(drawing: Any, at: int, counts: list[tuple[int, int]], advice: str) -> None:
    progress = (*drawing.progress(*counts), Progress(municipality=None, voters=6, done=0, busy=0))

    assert together.advise(drawing.conference(), ask(drawing, at=at), progress) == advice


def test_concept_offers_samen_only_where_it_can_be(drawing: Any) -> None:
    few = replace(ask(drawing), mode=Mode.INDIVIDUAL)
    many = drawing.round("groslijst")

    keys = together.mode_keys(few, grouped=True)

    assert [(key.label, key.data) for key in keys] == [
        ("✓ Individueel", SetMode(12, "individueel")),
        ("Samen", SetMode(12, "samen")),
    ]
    assert together.mode_keys(many, grouped=True) == together.mode_keys(few, grouped=False) == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"kind": Kind.CHOOSE}, None),
        ({"kind": Kind.APPROVE}, None),
        ({"kind": Kind.POINTS}, "together_kind"),
        ({"kind": Kind.OPEN}, "together_kind"),
        ({"party": Party.SPOKESPERSONS}, "together_speakers"),
        ({"decides": True}, "together_speakers"),
    ],
)
def test_refusal_names_why_not_together(drawing: Any, change: dict[str, Any], reason: str | None) -> None:
    assert together_refusal(replace(ask(drawing, count=8), **change), grouped=True) == reason


def test_nine_items_are_too_many_and_a_group_is_needed(drawing: Any) -> None:
    assert together_refusal(ask(drawing, count=9), grouped=True) == "together_many"
    assert together_refusal(ask(drawing, count=8), grouped=False) == "together_no_group"


def test_overview_of_a_round_together_says_what_follows(drawing: Any) -> None:
    round_ = ask(drawing, count=1, at=0)

    card = drawing.check(
        member.overview_card(drawing.pack, drawing.walk(round_, at=None, answers={round_.items[0].id: 4}))
    )

    assert drawing.plain(card).split("\n")[-1] == "Het volgende onderwerp komt als de begeleider verdergaat."
    assert drawing.labels(card) == [["Ververs"], ["Alles nalopen", "Klaar"]]
