"""Who leads, paper, the advisers' sheet and the settings, with the longest names and the most that there can be."""

from dataclasses import replace
from typing import Any

import pytest

from bot.buttons import knowing
from bot.cards import knowing as knowing_cards
from bot.cards import leading as leading_cards
from bot.cards import papers as paper_cards
from bot.cards import settling as settling_cards
from bot.cards.card import Card
from bot.cards.member import invitation_card
from bot.cards.results import ResultView, result_card
from flows.conference.model import Ballot, OwnTask, Participant, Round, Value
from flows.pack.items import Task
from flows.pack.tailor import AddedTask, tailor
from flows.recommendation.evidence import groups_of, items_of
from flows.services.knowing import Fault, Reading, Sheet
from flows.services.leading import Leaders
from flows.services.papers import PaperRoll, PaperWalk
from flows.services.settling import Settings, TaskBoard
from flows.services.stage import Stage
from flows.words import Approach, ConferenceState, Consent, Deciding, Level, Presence, Role, RoundState, TaskFact

CONFERENCE = "abcdefghij23"

# --- who leads ---------------------------------------------------------------------------------------


def make_leaders(drawing: Any, *others: Participant, invited: tuple[Participant, ...] = ()) -> Leaders:
    me = drawing.person(1, town=None, role=Role.FACILITATOR, name="Fien")
    stage = drawing.stage(drawing.conference(), (me, *others, *invited))
    return Leaders(stage=stage, me=me, joined=(me, *others), invited=tuple((p, "A" * 22) for p in invited))


def link_of(token: str) -> str:
    return f"https://t.me/rondetafel_bot?start=u_{token}"


def test_facilitator_who_is_alone_can_add_somebody_and_no_more(drawing: Any) -> None:
    card = drawing.check(leading_cards.leaders_card(make_leaders(drawing), link_of))

    assert drawing.plain(card) == "Begeleiders\nFien (u)\n\nOverdragen kan als een andere begeleider binnen is."
    assert drawing.labels(card) == [["Begeleider toevoegen"], ["Regietafel"]]


def test_leaders_show_links_and_offer_only_who_is_in_and_reachable(drawing: Any) -> None:
    gijs = drawing.person(2, town=None, role=Role.FACILITATOR, name="Gijs")
    away = drawing.person(3, town=None, role=Role.FACILITATOR, name="Bas")
    hanna = drawing.person(4, town=None, role=Role.FACILITATOR, name="Hanna", presence=Presence.INVITED)
    leaders = replace(make_leaders(drawing, gijs, away, invited=(hanna,)), unreachable=frozenset({away.id}))

    card = drawing.check(leading_cards.leaders_card(leaders, link_of))

    assert drawing.plain(card).split("\n") == [
        "Begeleiders",
        "Fien (u)",
        "Gijs",
        "Bas, niet bereikbaar",
        "Hanna, nog niet binnen",
        "",
        "Stuur deze link aan Hanna. Die werkt één keer, dertig dagen lang.",
        link_of("A" * 22),
    ]
    assert drawing.labels(card) == [
        ["Begeleider toevoegen"],
        ["Draag over aan Gijs"],
        ["Trek in: Hanna"],
        ["Regietafel"],
    ]


def test_ten_facilitators_with_hostile_names_fit(drawing: Any) -> None:
    people = [drawing.person(n, town=None, role=Role.FACILITATOR, name=drawing.hostile) for n in range(2, 11)]
    leaders = make_leaders(drawing, *people[:4], invited=tuple(people[4:]))

    drawing.check(leading_cards.leaders_card(leaders, link_of))
    drawing.check(leading_cards.hand_over_card(leaders.stage.conference, people[0]))
    drawing.check(leading_cards.take_card(drawing.conference(name=drawing.hostile)))
    drawing.check(leading_cards.name_card(drawing.conference(name=drawing.hostile)))
    drawing.check(leading_cards.choose_card([drawing.conference(name=drawing.hostile)]))
    drawing.check(leading_cards.confirmed_card(drawing.conference(), people[0], link_of("A" * 22)))
    drawing.check(leading_cards.confirmed_card(drawing.conference(), people[0], None))


def test_second_woordvoerder_reads_who_names_whom(drawing: Any) -> None:
    by = drawing.person(1, name="M. de Wit", function="wethouder")
    card = leading_cards.asked_card(drawing.conference(), by, named="Gijs", town="Dalwijk", mark="0123456789")

    assert drawing.plain(drawing.check(card)) == (
        "Samenwerken in het Dal\nGeen begeleider is bereikbaar. M. de Wit, wethouder noemt Gijs als nieuwe "
        "begeleider. Gaat u namens Dalwijk akkoord?"
    )
    assert drawing.flat(card) == ["Ik ga akkoord"]


def test_invitation_of_a_facilitator_says_so(drawing: Any) -> None:
    hanna = drawing.person(4, town=None, role=Role.FACILITATOR, name="Hanna")
    card = drawing.check(invitation_card(drawing.conference(), hanna, None, token="A" * 22))

    assert drawing.plain(card) == (
        "Samenwerken in het Dal\nU bent uitgenodigd als begeleider:\nHanna\n"
        "U leidt de rondes mee. Zelf antwoordt u niet."
    )


# --- paper -------------------------------------------------------------------------------------------


def make_walk(
    drawing: Any, round_: Round, *, at: str | None, own: tuple[str, ...] = (), **answers: Value | None
) -> PaperWalk:
    person = drawing.person(1, name="M. de Wit")
    ballots = {
        item: Ballot(
            item=item,
            participant=person.id,
            municipality="g2",
            role=Role.VOTER,
            value=value,
            no_opinion=value is None,
            paper=True,
        )
        for item, value in answers.items()
    }
    return PaperWalk(round=round_, participant=person, answers=ballots, own=frozenset(own), at=at)


def draw_paper(drawing: Any, walk: PaperWalk) -> Card:
    card: Card = drawing.check(paper_cards.paper_card(drawing.pack, walk, drawing.towns()[1]))
    return card


def test_paper_of_a_task_has_the_buttons_that_everybody_knows(drawing: Any) -> None:
    round_ = drawing.round("groslijst", state=RoundState.CLOSED)
    first, second, third, *_ = round_.items
    card = draw_paper(drawing, make_walk(drawing, round_, at=second.id, **{second.id: 4}))

    text = drawing.plain(card).split("\n")
    assert text[:3] == ["Papier van M. de Wit, Boskerk", f"Taak 2 van {len(round_.items)}", second.title]
    assert text[-1] == "Ingevoerd: 4, kansrijk"
    assert drawing.labels(card) == [
        ["1", "2", "3", "✓ 4", "5"],
        ["Geen mening"],
        ["Onaanvaardbaar voor ons"],
        ["Vorige", "Overzicht", "Volgende"],
        ["Volgende persoon"],
    ]
    assert third.title not in drawing.plain(card)
    assert first.title not in drawing.plain(card)


def test_item_that_somebody_answered_himself_shows_nothing_of_it(drawing: Any) -> None:
    round_ = drawing.round("groslijst", state=RoundState.CLOSED)
    first = round_.items[0]
    card = draw_paper(drawing, make_walk(drawing, round_, at=first.id, own=(first.id,)))

    assert drawing.plain(card).split("\n")[-1] == "Hier antwoordde deze persoon zelf al. Dat blijft zo."
    assert drawing.labels(card) == [["Overzicht", "Volgende"], ["Volgende persoon"]]


def test_overview_of_paper_counts_and_leads_to_what_is_left(drawing: Any) -> None:
    round_ = drawing.round("groslijst", *drawing.short_list(4), state=RoundState.CLOSED)
    ids = [item.id for item in round_.items]
    busy = draw_paper(drawing, make_walk(drawing, round_, at=None, own=(ids[0],), **{ids[1]: 3}))
    ready = draw_paper(drawing, make_walk(drawing, round_, at=None, own=(ids[0],), **dict.fromkeys(ids[1:], 3)))

    assert drawing.plain(busy).split("\n")[1] == "1 op papier, 1 zelf beantwoord, 2 nog open"
    assert drawing.labels(busy)[0] == ["3", "4"]
    assert drawing.plain(ready).split("\n")[1:] == [
        "Alles is ingevoerd.",
        "3 op papier, 1 zelf beantwoord, 0 nog open",
    ]
    assert drawing.labels(ready)[0] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("template", "rows"),
    [
        ("beslisboom", [["A", "B", "C", "D", "E"], ["Geen mening"]]),
        ("motievenpunten", [["Typ over"], ["Geen mening"]]),
    ],
)
def test_kinds_of_paper_have_their_own_buttons(drawing: Any, template: str, rows: list[list[str]]) -> None:
    items = (drawing.points_item("Minder kwetsbaar", "Sterker"),) if template == "motievenpunten" else ()
    round_ = drawing.round(template, *items, state=RoundState.CLOSED)
    card = draw_paper(drawing, make_walk(drawing, round_, at=round_.items[0].id))

    assert drawing.labels(card)[: len(rows)] == rows


def test_standpunt_on_paper_offers_the_college_and_asks_the_bound_of_an_objector(drawing: Any) -> None:
    item = drawing.principle()
    round_ = drawing.round("uitgangspunten", item, state=RoundState.CLOSED, decides=True)
    fresh = draw_paper(drawing, make_walk(drawing, round_, at=item.id))
    objected = draw_paper(drawing, make_walk(drawing, round_, at=item.id, **{item.id: "objection"}))
    named = draw_paper(drawing, make_walk(drawing, round_, at=item.id, **{item.id: "objection:none"}))

    assert drawing.labels(fresh)[:2] == [["Instemmen", "Mits", "Bezwaar"], ["Eerst terug naar ons college"]]
    assert drawing.labels(objected)[:2] == [["A", "B", "C", "D", "E"], ["Geen van deze"]]
    assert drawing.labels(named)[0] == ["Instemmen", "Mits", "✓ Bezwaar"]
    drawing.check(paper_cards.reason_card(make_walk(drawing, round_, at=item.id), Consent.OBJECTION))


def test_roll_of_twenty_towns_and_two_hundred_people_fits(drawing: Any) -> None:
    names = [f"{n:02} {drawing.hostile}"[:60] for n in range(20)]
    conference = drawing.conference(*names)
    people = [drawing.person(n, town="g1", name=f"{n} {drawing.hostile}"[:60]) for n in range(1, 181)]
    people += [drawing.person(200 + n, town=f"g{n}", name=names[0]) for n in range(2, 21)]
    round_ = drawing.round("groslijst", state=RoundState.CLOSED)
    stage = drawing.stage(conference, people, (round_,))
    roll = PaperRoll(
        stage=stage, round=round_, people=tuple(people), done=frozenset({people[0].id}), on_paper=frozenset()
    )

    towns = drawing.check(paper_cards.towns_card(roll))
    person = drawing.check(paper_cards.people_card(roll, conference.municipalities[0]))

    assert len(drawing.flat(towns)) == 21
    assert len(drawing.flat(person)) == 91
    assert "Hier staan de eerste 90 van 180 namen." in drawing.plain(person)


def test_result_tells_how_many_answered_on_paper(drawing: Any) -> None:
    round_ = drawing.round("groslijst", *drawing.short_list(1), state=RoundState.PUBLISHED)
    answers: Any = {town: [4, 4, 4] for town in ("g1", "g2", "g3")}
    view = ResultView(
        pack=drawing.pack,
        conference=drawing.conference(),
        round=round_,
        outcome=drawing.outcome(round_, answers),
    )

    said = [drawing.plain(result_card(replace(view, paper=count))).split("\n")[2] for count in (0, 1, 3)]

    assert said[1:] == ["1 antwoord op papier", "3 antwoorden op papier"]
    assert "papier" not in said[0]


# --- the advisers' sheet -----------------------------------------------------------------------------


def make_sheet(drawing: Any, stage: Stage | None = None, *, role: Role = Role.ADVISER, **facts: Any) -> Sheet:
    at = stage or drawing.stage(drawing.conference())
    tasks = items_of(at.pack, Task)
    groups = groups_of(at.pack, Task)
    ordered = {t.id: t for group in groups for t in tasks.values() if t.group == group}
    person = drawing.person(1, town=None, role=role)
    return Sheet(stage=at, participant=person, tasks=ordered, groups=groups, facts=facts, is_late=False)


def test_task_of_the_sheet_shows_what_is_told_and_takes_it_away_with_the_same_button(drawing: Any) -> None:
    bare = make_sheet(drawing)
    item = next(iter(bare.tasks))
    sheet = make_sheet(
        drawing,
        **{item: {TaskFact.DEPENDENCE: "hoog", TaskFact.STRONG: "g2,g1", TaskFact.EXISTING: "Boskerk met Dalwijk"}},
    )

    card = drawing.check(knowing_cards.task_card(sheet, item))

    assert drawing.plain(card).split("\n")[-6:] == [
        "1 Afhankelijkheid: hoog",
        "2 Belangentegenstelling: nog niet ingevuld",
        "3 Verwantschap: nog niet ingevuld",
        "Doet het goed: Aldermeer en Boskerk",
        "Kwetsbaar: nog niemand",
        "Bestaat al: Boskerk met Dalwijk",
    ]
    assert drawing.labels(card) == [
        ["1 laag", "1 midden", "✓ 1 hoog"],
        ["2 laag", "2 midden", "2 hoog"],
        ["3 laag", "3 midden", "3 hoog"],
        ["Doet het goed", "Kwetsbaar"],
        ["Bestaat al"],
        ["Naar de lijst", "Volgende taak"],
    ]
    assert [key.data.level for key in card.rows[0] if isinstance(key.data, knowing.SheetLevel)] == [
        "laag",
        "midden",
        knowing.NOTHING,
    ]


def test_late_sheet_can_be_read_only(drawing: Any) -> None:
    sheet = replace(make_sheet(drawing), is_late=True)
    item = next(iter(sheet.tasks))

    assert drawing.labels(knowing_cards.task_card(sheet, item)) == [["Naar de lijst", "Volgende taak"]]


def test_every_list_and_task_of_the_sheet_fits_with_twenty_towns(drawing: Any) -> None:
    conference = drawing.conference(*[f"{n:02} {drawing.hostile}"[:60] for n in range(20)])
    towns = ",".join(town.id for town in conference.municipalities)
    bare = make_sheet(drawing, drawing.stage(conference), role=Role.FACILITATOR)
    everything = {TaskFact.STRONG: towns, TaskFact.WEAK: towns, TaskFact.EXISTING: "W" * 120}
    sheet = replace(bare, facts=dict.fromkeys(bare.tasks, everything))

    groups = drawing.check(knowing_cards.groups_card(sheet))
    for group in sheet.groups:
        for page in range(9):
            drawing.check(knowing_cards.group_card(sheet, group, page))
    for item in sheet.tasks:
        drawing.check(knowing_cards.task_card(sheet, item))
    names = drawing.check(knowing_cards.names_card(sheet, next(iter(sheet.tasks)), TaskFact.WEAK))

    assert drawing.flat(groups)[-2:] == ["Plak een lijst", "Regietafel"]
    assert len(drawing.flat(names)) == 21


def test_faults_of_a_pasted_list_stand_by_their_lines(drawing: Any) -> None:
    sheet = make_sheet(drawing)
    many = Reading(found={}, faults=tuple(Fault(line=n, reason="existing_task") for n in range(1, 18)))
    good = Reading(found={"a": "b"}, faults=())

    said = drawing.plain(drawing.check(knowing_cards.reading_card(sheet, many))).split("\n")

    assert said[1] == "Regel 1: deze taak staat niet op de groslijst"
    assert (len(said), said[-1]) == (17, "En nog 2.")
    assert drawing.plain(knowing_cards.reading_card(sheet, good)) == "Overgenomen: 1 taak."


def test_only_an_adviser_is_offered_the_sheet(drawing: Any) -> None:
    plain = Card("Welkom")
    adviser, voter = drawing.person(1, town=None, role=Role.ADVISER), drawing.person(2)

    assert drawing.flat(knowing_cards.offer_sheet(plain, CONFERENCE, adviser)) == ["Wat weet u van de taken"]
    assert knowing_cards.offer_sheet(plain, CONFERENCE, voter) is plain


# --- the settings ------------------------------------------------------------------------------------


def make_settings(drawing: Any, **more: Any) -> Settings:
    return Settings(
        stage=drawing.stage(drawing.conference(**more)),
        deciding_open=True,
        plan_open=True,
        optional={"voorgesprek": True, "verwachtingen": False},
    )


def test_settings_offer_what_can_be_chosen_still(drawing: Any) -> None:
    settings = make_settings(drawing, optional=("voorgesprek",), approach=Approach.DEVELOP, plan="own")
    card = drawing.check(settling_cards.settings_card(settings))
    shut = replace(settings, deciding_open=False, plan_open=False, optional={"voorgesprek": False})

    assert drawing.plain(card).split("\n") == [
        "Instellingen",
        "Het standpunt geeft: de woordvoerder",
        "Voorgesprek: gepland",
        "Verwachtingen: niet gepland",
        "Instrumenten: alleen de taken",
        "De kern van de beslisboom komt altijd vóór de vorm.",
        "Gegevenheden: nog niet opgeschreven",
    ]
    assert drawing.labels(card) == [
        ["✓ Woordvoerder", "Per lid"],
        ["✓ Voorgesprek"],
        ["Beide", "✓ Alleen de taken"],
        ["Gegevenheden", "Taken"],
        ["Regietafel"],
    ]
    over = replace(shut, stage=drawing.stage(drawing.conference(state=ConferenceState.FINISHED)))
    assert drawing.labels(settling_cards.settings_card(shut)) == [["Gegevenheden", "Taken"], ["Regietafel"]]
    assert drawing.labels(settling_cards.settings_card(over)) == [["Taken"], ["Regietafel"]]


@pytest.mark.parametrize(
    ("approach", "word"),
    [(None, "Alleen het eigen"), (Approach.DESIGN, "Alleen de beslisboom"), (Approach.DEVELOP, "Alleen de taken")],
)
def test_own_instrument_has_its_name_once_the_approach_is_known(
    drawing: Any, approach: Approach | None, word: str
) -> None:
    card = settling_cards.settings_card(make_settings(drawing, approach=approach, deciding=Deciding.MEMBERS))

    assert drawing.labels(card)[2] == ["✓ Beide", word]


def test_longest_givens_fit(drawing: Any) -> None:
    drawing.check(settling_cards.givens_card(drawing.conference(givens="<&" * 500)))


def make_board(drawing: Any, count: int) -> TaskBoard:
    group = next(iter(groups_of(drawing.pack, Task)))
    own = tuple(
        OwnTask(id=f"eigen_{n}", title=drawing.hostile[:40], text="W" * 200, group=group) for n in range(1, count + 1)
    )
    conference = drawing.conference(own_tasks=own, sensitivities={"eigen_1": Level.HIGH})
    stage = replace(drawing.stage(conference), pack=tailor(drawing.pack, conference))
    tasks = tuple(items_of(stage.pack, Task).values())
    added = tuple(task for task in tasks if isinstance(task, AddedTask))
    return TaskBoard(stage=stage, own=added, adding_open=True, weighed=tasks, weighing_open=True)


def test_twenty_own_tasks_and_the_whole_list_to_weigh_fit(drawing: Any) -> None:
    board = make_board(drawing, 20)
    card = drawing.check(settling_cards.tasks_card(board))
    drawing.check(settling_cards.task_groups_card(board))
    pages = [drawing.check(settling_cards.weigh_card(board, page)) for page in range(10)]
    level = drawing.check(settling_cards.level_card(board, board.own[0]))

    assert len(drawing.labels(card)) == 1 + 20 + 2
    assert len(drawing.flat(pages[0])) == 14
    assert drawing.labels(level) == [["laag", "midden", "✓ hoog"], ["Terug"]]


def test_tasks_that_were_asked_are_not_added_to_or_taken_from(drawing: Any) -> None:
    board = replace(make_board(drawing, 2), adding_open=False, weighing_open=False)

    assert drawing.labels(settling_cards.tasks_card(board)) == [
        ["Beleidsgevoeligheid"],
        ["Instellingen", "Regietafel"],
    ]
    assert drawing.labels(settling_cards.weigh_card(board, 0)) == [["Terug"]]
