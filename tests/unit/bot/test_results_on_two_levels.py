"""Results on two levels: the list, one item with everything, and what is said where both differ."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot import buttons
from bot.cards import results
from bot.cards.bars import draw_bars
from bot.cards.card import Key
from bot.cards.results import ResultView
from flows.conference.model import ItemOption, RoundItem, Value
from flows.outcomes import Movement, Outcome
from flows.words import Grade, Kind, Party, RoundState, Secrecy, Sort

SMALL: Sequence[Value] = (4, 5, 1)
FEW_FOR: Mapping[str, Sequence[Value]] = {"g1": SMALL, "g2": SMALL, "g3": SMALL, "g4": (3, 3, 3, 3)}
"""Carried, and 6 of 13 persons for."""
MOST_FOR: Mapping[str, Sequence[Value]] = {"g1": (5,) * 8, "g2": (1, 2), "g3": (4, 5, 5)}
"""Split, and 11 of 13 persons for."""
HALF_FOR: Mapping[str, Sequence[Value]] = {"g1": (4, 4), "g2": (2, 3, 2), "g3": (5, 1)}
"""Split, and 3 of 7 persons for."""


def view_of(
    drawing: Any,
    answers: Mapping[str, Sequence[Value]],
    *,
    items: int = 1,
    inhabitants: Sequence[int | None] = (),
    **more: Any,
) -> ResultView:
    round_ = drawing.round("groslijst", state=RoundState.PUBLISHED)
    round_ = replace(round_, items=round_.items[:items])
    towns = drawing.towns()[: len(answers)]
    conference = drawing.conference(municipalities=towns)
    if inhabitants:
        counted = tuple(replace(town, inhabitants=n) for town, n in zip(towns, inhabitants, strict=True))
        conference = replace(conference, municipalities=counted)
    outcome = drawing.outcome(round_, answers, **more)
    return ResultView(pack=drawing.pack, conference=conference, round=round_, outcome=outcome)


def detail(drawing: Any, view: ResultView, item: str = "") -> list[str]:
    card = drawing.check(results.result_card(view, which=results.ITEM, item=item))
    return [line for line in drawing.plain(card).split("\n") if line]


def asked(drawing: Any, template: str, kind: Kind, *options: str, **more: Any) -> Any:
    """A round with one item of this kind."""
    put = tuple(ItemOption(id=title.lower(), title=title) for title in options)
    item = RoundItem(id="vraag", title="De vraag", options=put)
    return drawing.round(template, item, kind=kind, sort=Sort.VOORSTEL, party=Party.VOTERS, number=1, **more)


def warned(drawing: Any, round_: Any, answers: Mapping[str, Sequence[Value]]) -> list[str]:
    view = ResultView(
        pack=drawing.pack,
        conference=drawing.conference(),
        round=round_,
        outcome=drawing.outcome(round_, answers),
    )
    return [line for line in detail(drawing, view) if line.startswith("Let op")]


# --- one item ------------------------------------------------------------------------------------------


def test_item_shows_both_levels_and_what_differs(drawing: Any) -> None:
    view = view_of(drawing, FEW_FOR, items=30, inhabitants=(10_000, 20_000, 32_000, 38_000))
    title = view.round.items[1].title

    assert detail(drawing, view, view.round.items[1].id) == [
        title,
        "Groslijst, ronde 1 · taak 2 van 30",
        "Gedragen  3–1–0",
        f"Let op: bij {title} zijn de gemeenten voor, maar niet meer dan de helft van de personen (6 van 13).",
        "Voor: Aldermeer, Boskerk, Dalwijk",
        "Tussen: Eikhuizen",
        "5 ███ 3",
        "4 ███ 3",
        "3 ████ 4",
        "2 0",
        "1 ███ 3",
        "Personen: 6 van 13 voor, 3 tegen",
        "In de gemeenten die voor zijn, woont 62% van de inwoners (alleen ter informatie).",
    ]


def test_item_shows_the_own_delegation_movement_and_arguments(drawing: Any) -> None:
    view = view_of(drawing, FEW_FOR)
    item = view.round.items[0]
    moved = replace(view.outcome.items[item.id], movement=Movement(changed=4, up=3, down=1, of=12))
    view = replace(
        view,
        outcome=replace(view.outcome, items={item.id: moved}),
        own={item.id: {"1": 1, "2": 0, "3": 0, "4": 1, "5": 1}},
        arguments={item.id: ("Alleen lukt dit niet.",)},
    )

    assert detail(drawing, view)[-8:] == [
        "Uw gemeente, alleen voor u en uw delegatie:",
        "5 █ 1",
        "4 █ 1",
        "3 0",
        "2 0",
        "1 █ 1",
        "Sinds de vorige ronde wijzigden 4 van 12 personen hun antwoord: 3 omhoog, 1 omlaag.",
        "‘Alleen lukt dit niet.’",
    ]


@pytest.mark.parametrize("inhabitants", [(), (10_000, 20_000, 32_000, None), (0, 0, 0, 0)])
def test_inhabitants_are_not_told_unless_all_are_known(drawing: Any, inhabitants: Sequence[int | None]) -> None:
    shown = detail(drawing, view_of(drawing, FEW_FOR, inhabitants=inhabitants))

    assert shown[-1] == "Personen: 6 van 13 voor, 3 tegen"


def test_secret_item_shows_no_municipality(drawing: Any) -> None:
    view = view_of(drawing, FEW_FOR, inhabitants=(1, 1, 1, 1), secrecy=Secrecy.SECRET)

    shown = detail(drawing, view)

    assert shown[2] == "Personen nog niet eens  6 van 13"
    assert not [line for line in shown if "Aldermeer" in line or "inwoners" in line or line.startswith("Let op")]


def test_points_of_secret_items_are_told_over_all_persons(drawing: Any) -> None:
    round_ = asked(drawing, "motievenpunten", Kind.POINTS, "Kracht", "Geld", budget=10)
    outcome = drawing.outcome(round_, {"g1": [{"kracht": 3, "geld": 7}] * 5}, secrecy=Secrecy.SECRET)
    view = ResultView(pack=drawing.pack, conference=drawing.conference(), round=round_, outcome=outcome)

    card = drawing.check(results.result_card(view))
    told = ["Aandeel van de punten, over alle bestuurders samen", "1. Geld  70%", "2. Kracht  30%"]

    assert drawing.plain(card).split("\n")[2:] == told
    assert detail(drawing, view)[2:5] == told
    assert drawing.labels(card) == [["In detail"], ["Wat betekent dit"]]


def test_grades_of_secret_items_are_told_over_all_persons(drawing: Any) -> None:
    round_ = asked(drawing, "vorm", Kind.GRADE)
    outcome = drawing.outcome(round_, {"g1": ["geschikt"] * 4 + ["matig"]}, secrecy=Secrecy.SECRET)
    view = ResultView(pack=drawing.pack, conference=drawing.conference(), round=round_, outcome=outcome)

    assert drawing.plain(drawing.check(results.result_card(view))).split("\n")[2:] == [
        "Beste eerst; over alle bestuurders samen",
        "1. De vraag: geschikt",
    ]


def test_consent_of_secret_items_is_told_as_totals(drawing: Any) -> None:
    round_ = asked(drawing, "gedragscode", Kind.CONSENT)
    outcome = drawing.outcome(round_, {"g1": ["agree"] * 4 + ["objection"]}, secrecy=Secrecy.SECRET)
    view = ResultView(pack=drawing.pack, conference=drawing.conference(), round=round_, outcome=outcome)

    assert drawing.plain(drawing.check(results.result_card(view))).split("\n")[2:] == [
        "Getal: hoeveel bestuurders instemmen",
        "Per persoon geteld (1)",
        "De vraag  4 van 5",
    ]
    assert results.summary_lines(view) == ["Per persoon geteld 1"]


@pytest.mark.parametrize(
    ("by_heads", "line"),
    [
        (False, "Adviseurs (6): 4 voor, 1 tussen, 0 tegen, 1 zonder mening"),
        (True, "Adviseurs (6): 4 gaven 4 of 5, 0 gaven 1 of 2, 1 zonder mening"),
    ],
)
def test_advisers_stand_apart_in_one_line(drawing: Any, by_heads: bool, line: str) -> None:
    view = view_of(drawing, FEW_FOR)
    item = view.round.items[0].id
    sort = Sort.BEELD if by_heads else Sort.VOORSTEL
    counts = {"1": 0, "2": 0, "3": 1, "4": 3, "5": 1}
    total = Outcome(item=item, counts=counts, no_opinion=1, answered=6, electorate=6)
    hidden = replace(total, counts=None, no_opinion=None, hidden=frozenset({"counts", "no_opinion"}))
    view = replace(view, round=replace(view.round, sort=sort))

    assert line in detail(drawing, replace(view, advisers={item: total}))
    assert not [told for told in detail(drawing, replace(view, advisers={item: hidden})) if "Adviseurs" in told]


def test_item_of_a_beeld_is_told_by_heads(drawing: Any) -> None:
    view = view_of(drawing, FEW_FOR)
    view = replace(view, round=replace(view.round, sort=Sort.BEELD))

    shown = detail(drawing, view)

    assert shown[2] == "Beelden verschillen  6 van 13"
    assert shown[-1] == "Personen: 6 van 13 gaven 4 of 5, 3 gaven 1 of 2"
    assert not [line for line in shown if "Aldermeer" in line or line.startswith("Let op")]


def test_item_that_is_unacceptable_says_for_whom(drawing: Any) -> None:
    view = view_of(drawing, FEW_FOR)
    item = view.round.items[0]
    refused = replace(view.outcome.items[item.id], unacceptable=("g4",))

    shown = detail(drawing, replace(view, outcome=replace(view.outcome, items={item.id: refused})))

    assert "Onaanvaardbaar voor: Eikhuizen" in shown


# --- the list and the group's card -----------------------------------------------------------------------


def test_list_shows_heads_a_word_and_a_number_to_tap(drawing: Any) -> None:
    view = view_of(drawing, FEW_FOR, items=2)
    first, second = (item.title for item in view.round.items)

    card = drawing.check(results.result_card(view, which=results.ALL))

    assert drawing.plain(card).split("\n")[2:] == [
        "Gemeenten: voor – tussen – tegen. Daarna: personen voor.",
        "Gedragen (2)",
        f"1. {first}  3–1–0 · 6 van 13 · verschilt",
        f"2. {second}  3–1–0 · 6 van 13 · verschilt",
        "Tik op een nummer voor alles over één onderwerp.",
    ]
    assert drawing.labels(card) == [["1", "2"], ["Terug"]]
    assert [key.data for key in card.rows[0]] == [buttons.ResultItem(12, item.id) for item in view.round.items]


def test_item_leads_back_to_the_page_that_it_stands_on(drawing: Any) -> None:
    view = view_of(drawing, FEW_FOR, items=30)

    card = results.result_card(view, which=results.ITEM, item=view.round.items[-1].id)

    assert card.rows == ((Key("Naar de lijst", buttons.Result(12, "all", 1)),),)


def test_group_sees_two_warnings_and_how_many_more(drawing: Any) -> None:
    view = view_of(drawing, HALF_FOR, items=5)

    shown = drawing.plain(results.result_card(view)).split("\n")[-3:]

    assert [line.split(" zijn ")[0] for line in shown[:2]] == [
        f"Let op: bij {item.title}" for item in view.round.items[:2]
    ]
    assert shown[2] == "Bij nog 3 onderwerpen staat ‘verschilt’ of ‘krap’: zie ‘Alle 5’."


def test_desk_counts_where_persons_and_municipalities_differ(drawing: Any) -> None:
    one, more, close = (view_of(drawing, a, items=n) for a, n in ((FEW_FOR, 1), (MOST_FOR, 2), (HALF_FOR, 2)))

    assert [results.summary_lines(view)[1:] for view in (one, more, close)] == [
        ["1 onderwerp: personen en gemeenten verschillen"],
        ["2 onderwerpen: personen en gemeenten verschillen"],
        [],
    ]


# --- the warning of each kind ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (FEW_FOR, "zijn de gemeenten voor, maar niet meer dan de helft van de personen (6 van 13)."),
        (
            {town: [6 - int(str(value)) for value in given] for town, given in FEW_FOR.items()},
            "zijn de gemeenten tegen, maar niet meer dan de helft van de personen (6 van 13).",
        ),
        (MOST_FOR, "is meer dan twee derde van de personen voor (11 van 13). Per gemeente is het niet gedragen."),
        (
            {town: [6 - int(str(value)) for value in given] for town, given in MOST_FOR.items()},
            "is meer dan twee derde van de personen tegen (11 van 13). Per gemeente is het niet afgewezen.",
        ),
        (
            HALF_FOR,
            "zijn 3 van 7 personen voor. De uitslag hangt dan af van hun verdeling over de gemeenten.",
        ),
    ],
)
def test_rated_item_is_warned_of_in_words(drawing: Any, answers: Mapping[str, Sequence[Value]], told: str) -> None:
    view = view_of(drawing, answers)

    shown = [line for line in detail(drawing, view) if line.startswith("Let op")]

    assert shown == [f"Let op: bij {view.round.items[0].title} {told}"]


def test_choice_that_persons_make_otherwise_is_told_with_its_name(drawing: Any) -> None:
    answers: Mapping[str, Sequence[Value]] = {"g1": ("nu",), "g2": ("nu",), "g3": ("nu",), "g4": ("later",) * 5}

    shown = warned(drawing, asked(drawing, "pakketten", Kind.CHOOSE, "Nu", "Later"), answers)

    assert shown == ["Let op: bij De vraag komen de personen op iets anders uit dan de gemeenten: Later."]


def test_grade_that_persons_give_otherwise_is_told_with_its_word(drawing: Any) -> None:
    good, poor = Grade.GOOD.value, Grade.POOR.value

    shown = warned(drawing, asked(drawing, "vorm", Kind.GRADE), {"g1": (good,), "g2": (good,), "g3": (poor,) * 3})

    assert shown == ["Let op: bij De vraag komen de personen op iets anders uit dan de gemeenten: matig."]


def test_points_with_another_first_are_told_with_its_name(drawing: Any) -> None:
    answers: Mapping[str, Sequence[Value]] = {
        "g1": ({"kracht": 10},),
        "g2": ({"kracht": 10},),
        "g3": ({"geld": 10},) * 3,
    }

    shown = warned(drawing, asked(drawing, "motievenpunten", Kind.POINTS, "Kracht", "Geld", budget=10), answers)

    assert shown == ["Let op: bij De vraag staat per persoon iets anders bovenaan dan per gemeente: Geld."]


def test_consent_per_member_is_warned_of_in_words(drawing: Any) -> None:
    round_ = asked(drawing, "artikelen", Kind.CONSENT, decides=True)

    few = warned(drawing, round_, {"g1": ("agree", "objection"), "g2": ("agree", "objection")})
    close = warned(drawing, round_, {"g1": ("agree", "agree"), "g2": ("agree", "objection", "objection", "agree")})

    assert few == [
        "Let op: bij De vraag stemmen de gemeenten in, maar niet meer dan de helft van de personen (2 van 4)."
    ]
    assert [line.split(".")[0] for line in close] == ["Let op: bij De vraag stemmen 4 van 6 personen in"]


# --- meaning and bars ------------------------------------------------------------------------------------


def test_meaning_explains_both_levels_of_a_proposal_only(drawing: Any) -> None:
    proposal = view_of(drawing, FEW_FOR, inhabitants=(1, 1, 1, 1))
    beeld = replace(proposal, round=replace(proposal.round, sort=Sort.BEELD))

    cards = [results.result_card(view, which=results.MEANING) for view in (proposal, beeld)]

    assert [drawing.plain(card).count("Gemeenten en personen") for card in cards] == [1, 0]
    assert drawing.plain(cards[0]).endswith("Inwoners staan er alleen ter informatie bij. Zij tellen niet mee.")


def test_bars_stay_as_wide_as_a_phone_and_show_everybody() -> None:
    drawn = draw_bars({"Geschikt": 200, "Matig": 1, "Redelijk": 0})

    assert drawn == "<code>Geschikt ██████████████ 200\nMatig    █ 1\nRedelijk 0</code>"
