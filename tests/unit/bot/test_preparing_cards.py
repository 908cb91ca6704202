"""What a round asks, and homework, as the facilitator, the group and everybody else see it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.buttons import Desk, Resume
from bot.buttons.preparing import ChooseItems, Homework, Select, SelectGroup, SelectItem, ShowGroups, ShowItems
from bot.cards import preparing
from flows.pack.asking import fixed_items, static_items
from flows.services.preparing import Offer
from flows.words import Mode, Role, RoundState

CONFERENCE = "abcdefghij23"
MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def offer_of(drawing: Any, template: str = "groslijst", **more: Any) -> Offer:
    round_ = drawing.round(template, state=RoundState.DRAFT, **more)
    form = drawing.pack.round(template)
    items = static_items(drawing.pack, form, selection="all") if form.items else round_.items
    return Offer(
        stage=drawing.stage(drawing.conference(), rounds=[round_]),
        round=round_,
        template=form,
        items=items,
        fixed=fixed_items(drawing.pack, form, [item.id for item in round_.items]),
        grouped=True,
    )


def given(drawing: Any, **more: Any) -> list[Any]:
    templates = ("motieven", "factoren", "aanpak")
    return [drawing.round(t, key=key, homework=True, **more) for key, t in enumerate(templates, start=1)]


# --- what a round asks -------------------------------------------------------------------------------


def test_selection_shows_the_time_of_one_person_for_each(drawing: Any) -> None:
    card = drawing.check(preparing.selection_card(offer_of(drawing)))

    assert drawing.plain(card).split("\n") == [
        "Groslijst: wat vraagt u?",
        "Nu: 30 taken, ongeveer 7 minuten per persoon.",
        "",
        "Kern: 30 taken, 7 minuten",
        "Alles: 70 taken, 17 minuten",
    ]
    assert drawing.labels(card) == [["✓ Kern (30)", "Alles (70)"], ["Deellijst…", "Los…"], ["Regietafel"]]
    assert [key.data for row in card.rows for key in row] == [
        Select(12, "core"),
        Select(12, "all"),
        ShowGroups(12),
        ShowItems(12, 0),
        Desk("home", CONFERENCE, "x"),
    ]


def test_few_items_can_be_asked_together(drawing: Any) -> None:
    items = drawing.round("beslisboom").items
    offer = offer_of(drawing, "beslisboom", mode=Mode.INDIVIDUAL)

    individual = preparing.selection_card(offer)
    together = preparing.selection_card(replace(offer, round=replace(offer.round, mode=Mode.TOGETHER)))

    assert len(items) == 4
    assert drawing.labels(individual)[1:] == [["Los…"], ["✓ Individueel", "Samen"], ["Regietafel"]]
    assert drawing.labels(together)[2] == ["Individueel", "✓ Samen"]
    assert "Samen, één onderwerp tegelijk in de groep." in drawing.plain(together)


def test_single_items_are_ticked_where_they_were_chosen(drawing: Any) -> None:
    offer = offer_of(drawing)
    few = replace(offer.round, selection="items", items=offer.round.items[:3])

    assert drawing.labels(preparing.selection_card(replace(offer, round=few)))[1] == ["Deellijst…", "✓ Los…"]


def test_deellijsten_each_have_their_time(drawing: Any) -> None:
    offer = offer_of(drawing)
    chosen = replace(offer.round, selection="group:bedrijf")
    sizes = {group.id: len(offer.of(f"group:{group.id}")) for group in offer.groups}

    card = drawing.check(preparing.groups_card(replace(offer, round=replace(chosen, selection="group:ontwikkel"))))

    titles = [f"{group.title} ({sizes[group.id]})" for group in offer.groups]
    assert drawing.labels(card) == [*([title] for title in titles[:3]), [f"✓ {titles[3]}"], ["Terug", "Regietafel"]]
    assert [row[0].data for row in card.rows[:4]] == [SelectGroup(12, group.id) for group in offer.groups]
    assert card.rows[4][0].data == ChooseItems(12)
    assert sum(sizes.values()) == 70


def test_eight_items_stand_on_a_page(drawing: Any) -> None:
    offer = offer_of(drawing)

    first, last, beyond = (drawing.check(preparing.items_card(offer, page)) for page in (0, 8, 99))

    assert drawing.plain(first).split("\n") == [
        "Groslijst: losse taken",
        "30 van 70 gekozen, ongeveer 7 minuten per persoon.",
        "Bladzijde 1 van 9",
    ]
    assert [len(preparing.items_card(offer, page).rows) - 1 for page in range(9)] == [8] * 8 + [6]
    assert drawing.labels(first)[-1] == ["Klaar", "Volgende"]
    assert drawing.labels(last)[-1] == ["Vorige", "Klaar"]
    assert beyond == last


def test_toggle_says_in_which_state_it_puts_its_item(drawing: Any) -> None:
    offer = offer_of(drawing)

    card = preparing.items_card(offer, 0)

    for item, (key,) in zip(offer.items, card.rows[:8], strict=False):
        asked = item.id in offer.chosen
        assert key.label == ("✓ " if asked else "") + item.title
        assert key.data == SelectItem(12, item.id, 0 if asked else 1, 0)


def test_item_that_must_stay_is_only_put_in(drawing: Any) -> None:
    offer = offer_of(drawing, "beslisboom")

    card = preparing.items_card(offer, 0)

    assert offer.fixed == offer.chosen
    assert {key.data.on for (key,) in card.rows[:8] if isinstance(key.data, SelectItem)} == {1}


@pytest.mark.parametrize(("template", "label"), [("groslijst", "Kies taken"), ("beslisboom", "Kies vragen")])
def test_concept_offers_the_choice_by_what_it_asks(drawing: Any, template: str, label: str) -> None:
    key = preparing.choose_key(drawing.pack, drawing.round(template))

    assert key is not None
    assert (key.label, key.data) == (label, ChooseItems(12))


def test_one_thing_to_ask_is_no_choice(drawing: Any) -> None:
    one = drawing.round("pakketten", *drawing.short_list(1), selection="derived")
    left = replace(one, selection="items")

    assert preparing.choose_key(drawing.pack, one) is None
    assert preparing.choose_key(drawing.pack, left) is not None


# --- homework ----------------------------------------------------------------------------------------


def test_own_card_has_a_button_per_list_and_goes_on(drawing: Any) -> None:
    card = drawing.check(
        preparing.homework_card(drawing.pack, drawing.conference(), given(drawing, closes_at=MONDAY), frozenset({1}))
    )

    assert drawing.plain(card).split("\n") == [
        "Huiswerk: drie korte vragenlijsten",
        "Samenwerken in het Dal",
        "Samen ongeveer 9 minuten, tot 23 november, 12.00 uur.",
        "Vul ze in voor de dag zelf. Dan is er aan tafel tijd om te praten.",
    ]
    titles = [drawing.pack.round(t).title for t in ("motieven", "factoren", "aanpak")]
    assert drawing.flat(card) == [f"✓ {titles[0]}", *titles[1:], "Naar mijn vragen"]
    assert [key.data for row in card.rows for key in row] == [*map(Resume, (1, 2, 3)), Homework(CONFERENCE)]


def test_own_card_says_when_all_is_done_or_closed(drawing: Any) -> None:
    done = preparing.homework_card(drawing.pack, drawing.conference(), given(drawing), frozenset({1, 2, 3}))
    shut = preparing.homework_card(
        drawing.pack, drawing.conference(), given(drawing, state=RoundState.CLOSED), frozenset()
    )

    assert drawing.plain(done).split("\n")[-1] == "U bent klaar met het huiswerk. U kunt wijzigen tot het sluit."
    assert "Naar mijn vragen" not in drawing.flat(done)
    assert drawing.plain(shut).split("\n")[-1] == "Het huiswerk is gesloten. Wat u antwoordde, telt."
    assert shut.rows == ()


def test_group_card_counts_each_list_and_who_did_all(drawing: Any) -> None:
    rounds = given(drawing)
    rounds[1] = replace(rounds[1], state=RoundState.CLOSED)
    progress = {1: drawing.progress((3, 5), (4, 5)), 3: drawing.progress((2, 5), (1, 5))}

    card = drawing.check(
        preparing.homework_group_card(
            drawing.pack,
            drawing.conference("Aldermeer", "Boskerk"),
            rounds,
            progress,
            whole=drawing.progress((2, 5), (1, 5)),
            link="https://t.me/rondetafel_bot?start=h_abcdefghij23",
        )
    )

    assert drawing.plain(card).split("\n")[3:] == [
        "Motieven: 7 van 10 klaar",
        f"{drawing.pack.round('factoren').title}: gesloten",
        f"{drawing.pack.round('aanpak').title}: 3 van 10 klaar",
        "3 van 10 zijn met alles klaar",
        "Aldermeer 2/5 · Boskerk 1/5",
    ]
    assert drawing.labels(card) == [["Naar mijn vragen"]]


def test_facilitator_opens_homework_only_with_a_complete_roster(drawing: Any) -> None:
    stage = drawing.stage(drawing.conference(phase="voorbereiding"))

    ready = drawing.check(preparing.homework_desk_card(stage, {}, blocked=None))
    waiting = drawing.check(preparing.homework_desk_card(stage, {}, blocked="municipality_without_voters"))

    assert drawing.labels(ready) == [["Open het huiswerk"], ["Open met een eindtijd"], ["Regietafel"]]
    assert drawing.labels(waiting) == [["Regietafel"]]
    assert "Motieven: 10 motieven, 3 minuten" in drawing.plain(ready)


def test_facilitator_closes_homework_that_is_open(drawing: Any) -> None:
    opened = drawing.stage(drawing.conference(phase="voorbereiding"), rounds=given(drawing))
    closed = drawing.stage(drawing.conference(), rounds=given(drawing, state=RoundState.CLOSED))

    open_card = drawing.check(preparing.homework_desk_card(opened, {1: drawing.progress((1, 2))}, blocked=None))
    shut_card = drawing.check(preparing.homework_desk_card(closed, {}, blocked="homework_opened"))

    assert drawing.labels(open_card) == [["Sluit het huiswerk", "Ververs"], ["Regietafel"]]
    assert drawing.labels(shut_card) == [["Regietafel"]]


@pytest.mark.parametrize(
    ("rounds", "complete", "shown"),
    [([], True, True), ([], False, False), (["open"], False, True), (["closed"], True, False)],
)
def test_desk_offers_homework_while_it_can_be_opened_or_is_open(
    drawing: Any, rounds: list[str], *, complete: bool, shown: bool
) -> None:
    states = {"open": RoundState.OPEN, "closed": RoundState.CLOSED}
    made = [r for word in rounds for r in given(drawing, state=states[word])]
    stage = drawing.stage(drawing.conference(phase="voorbereiding"), rounds=made)

    assert (preparing.homework_key(stage, complete=complete) is not None) == shown


def test_welcome_brings_to_the_open_round_and_to_the_homework(drawing: Any) -> None:
    voter, homework = drawing.person(), given(drawing)
    round_ = drawing.round("groslijst")

    both = drawing.check(preparing.welcome_card(voter, [*homework, round_]))
    only = drawing.check(preparing.welcome_card(voter, homework))
    observer = preparing.welcome_card(drawing.person(role=Role.OBSERVER), homework)

    assert drawing.labels(both) == [["Naar mijn vragen"], ["Huiswerk"]]
    assert [key.data for row in both.rows for key in row] == [Resume(12), Homework(CONFERENCE)]
    assert [key.data for row in only.rows for key in row] == [Homework(CONFERENCE)]
    assert observer.rows == ()
    assert drawing.plain(only).split("\n")[1] == (
        f"Er staat huiswerk open: Motieven, {homework[1].title} en {homework[2].title}."
    )
