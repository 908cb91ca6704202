"""A further round on the screens: the question again with what came out before, the group, the desk, the reminder."""

from dataclasses import replace

import pytest

from bot.cards import following as cards
from bot.cards.day import reminder_card
from bot.cards.desk import desk_card
from bot.cards.desk_view import DeskView, FurtherAdvice
from bot.cards.following import BeforeView
from bot.cards.group import round_card
from bot.cards.member import done_card, overview_card, round_invitation, walk_card
from bot.cards.movement import movement_summary, moves
from bot.cards.results import ResultView, result_card
from bot.cards.together import together_card
from flows.conference.model import Ballot, Earlier, RoundItem
from flows.outcomes import Movement
from flows.recommendation.further import Advised, Why
from flows.services.following import Before, FurtherOffer
from flows.words import Mode, RoundState, Secrecy

TEXTS = (
    "Alleen krijgen wij geen contract met de grote aanbieders.",
    "Wij betalen nu al mee aan tekorten van anderen.",
)
GIVEN = {"g1": [5, 5, 4], "g2": [5, 4, 4], "g3": [4, 4, 4], "g4": [3, 3, None], "g5": [2, 1, 2]}


@pytest.fixture
def first(drawing):
    return drawing.round("groslijst", state=RoundState.SETTLED, key=11)


@pytest.fixture
def further(drawing, first):
    return drawing.round("groslijst", *first.items[:6], id="groslijst-2", number=2, follows=11, selection="follow")


@pytest.fixture
def seen(drawing, first):
    return make_view(drawing, first, GIVEN)


def make_view(drawing, first, given, *, texts=TEXTS, secrecy=Secrecy.MUNICIPALITY):
    outcome = drawing.outcome(first, given, secrecy=secrecy)
    arguments = {first.items[0].id: texts} if texts else {}
    names = {town.id: town.name for town in drawing.towns()}
    return BeforeView(before=Before(round=first, outcome=outcome, arguments=arguments), names=names)


def carry(walk, item, value, *, before=None, carried=True):
    """A walk with this answer, which was `before` in the round before."""
    who = walk.participant
    earlier = Earlier(value if before is None else before, no_opinion=value is None and before is None)
    ballot = Ballot(
        item=item,
        participant=who.id,
        municipality=who.municipality,
        role=who.role,
        value=value,
        no_opinion=value is None,
        carried=carried,
        earlier=earlier,
    )
    return replace(walk, answers={**walk.answers, item: ballot})


def shown(drawing, round_, seen, value, *, at=0, **more):
    item = round_.items[at].id
    walk = carry(drawing.walk(round_, at=item), item, value, **more)
    return drawing.check(walk_card(drawing.pack, walk, drawing.towns()[1], before=seen))


def test_question_again_shows_what_came_out_and_the_answer_that_stands(drawing, further, seen) -> None:
    card = shown(drawing, further, seen, 2)

    title = further.items[0].title
    assert drawing.plain(card).split("\n") == [
        "Ronde 2, onderwerp 1 van 6",
        title,
        "5 ███ 3",
        "4 ██████ 6",
        "3 ██ 2",
        "2 ██ 2",
        "1 █ 1",
        "1 zonder mening",
        "Voor: Aldermeer, Boskerk, Dalwijk",
        "Tussen: Eikhuizen · Tegen: Grauwveen",
        *(f"‘{text}’" for text in TEXTS),
        "Uw antwoord was 2 en dat blijft staan.",
    ]
    assert drawing.labels(card) == [
        ["1", "✓ 2", "3", "4", "5"],
        ["Het blijft 2", "Toelichting"],
        ["Geen mening"],
        *[[name for name, _ in further.items[0].details[:2]]] * bool(further.items[0].details),
        ["Onaanvaardbaar voor ons"],
        ["Vorige", "Overzicht", "Volgende"],
    ]


def test_button_that_keeps_says_the_answer_itself(drawing, further, seen) -> None:
    card = shown(drawing, further, seen, 2)

    (row,) = [row for row in card.rows if row[0].label == "Het blijft 2"]
    assert row[0].data.pack() == f"a:12:{further.items[0].id}:2"


@pytest.mark.parametrize(
    ("value", "more", "line"),
    [
        (2, {"carried": False}, "Uw antwoord blijft 2."),
        (4, {"carried": False, "before": 2}, "Uw antwoord was 2 en is nu 4."),
        (None, {}, "Uw antwoord was geen mening en dat blijft staan."),
    ],
)
def test_own_answer_is_told_as_it_is(drawing, further, seen, *, value, more, line) -> None:
    card = shown(drawing, further, seen, value, **more)

    assert drawing.plain(card).split("\n")[-1] == line
    assert any(label.startswith("Het blijft") for label in drawing.flat(card)) is (value is None)


def test_who_had_no_answer_is_asked_in_full_with_the_same_context(drawing, further, seen) -> None:
    item = further.items[0]

    card = walk_card(drawing.pack, drawing.walk(further, at=item.id), drawing.towns()[1], before=seen)

    text = drawing.plain(card)
    assert "5 ███ 3" in text
    assert "Is samen doen kansrijk voor Boskerk?" in text
    assert item.text in text
    assert "Uw antwoord was" not in text
    assert not any(label.startswith("Het blijft") for label in drawing.flat(card))


def test_under_geheim_no_municipality_is_named(drawing, first, further) -> None:
    seen = make_view(drawing, first, GIVEN, secrecy=Secrecy.SECRET)

    text = drawing.plain(shown(drawing, further, seen, 2))

    assert "5 ███ 3" in text
    assert not any(town.name in text for town in drawing.towns())


def test_too_few_answers_are_not_drawn(drawing, first, further) -> None:
    seen = make_view(drawing, first, {"g1": [5, 4]})

    text = drawing.plain(shown(drawing, further, seen, 2))

    assert "De verdeling tonen wij niet: er waren te weinig antwoorden." in text
    assert "█" not in text


@pytest.mark.parametrize(
    ("template", "value", "label", "line"),
    [
        ("beslisboom", 1, "Het blijft B", "Uw antwoord was B en dat blijft staan."),
        ("vorm", "geschikt", "Het blijft: geschikt", "Uw antwoord was geschikt en dat blijft staan."),
        ("motievenpunten", None, "Het blijft zo", "Uw antwoord van de vorige ronde blijft staan."),
    ],
)
def test_every_kind_has_its_own_way_to_stay(drawing, template, value, label, line) -> None:
    items: tuple[RoundItem, ...] = ()
    if template == "vorm":
        items = (
            RoundItem(id="c1", title="Netwerk", note="Officieel: regeling"),
            RoundItem(id="c2", title="Een voor allen"),
        )
    if template == "motievenpunten":
        items = (drawing.points_item("Minder kwetsbaar", "Betere dienst"),)
    before = drawing.round(template, *items, state=RoundState.SETTLED, key=11)
    before = replace(before, items=before.items[:1])
    item = before.items[0]
    if template == "beslisboom":
        value = item.options[1].id
    if template == "motievenpunten":
        value = {"m01": 6, "m02": 4}
    seen = make_view(drawing, before, {"g1": [value] * 3, "g2": [value] * 3}, texts=())
    round_ = replace(before, key=12, number=2, follows=11, state=RoundState.OPEN)

    card = shown(drawing, round_, seen, value)

    assert label in drawing.flat(card)
    assert drawing.plain(card).split("\n")[-1] == line
    assert "█" in drawing.plain(card)
    assert "Klaar" not in drawing.flat(card)


def test_long_arguments_are_cut_to_what_fits(drawing, first, further) -> None:
    texts = tuple(f"{n} {'Wij kunnen dit niet alleen. ' * 7}"[:200] for n in range(30))
    card = shown(drawing, further, make_view(drawing, first, GIVEN, texts=texts), 2)

    assert "en nog 26 argumenten" in drawing.plain(card)
    assert "Uw antwoord was 2" in drawing.plain(card)


def test_overview_counts_what_was_looked_at(drawing, further) -> None:
    walk = drawing.walk(further, at=None)
    for n, item in enumerate(further.items):
        walk = carry(walk, item.id, 4, carried=n > 3)

    text = drawing.plain(overview_card(drawing.pack, walk))

    assert text.split("\n")[:4] == [
        "Uw antwoorden",
        "4 van 6 bekeken",
        f"Nog te bekijken: 5 {further.items[4].title}, 6 {further.items[5].title}",
        "Wat u niet bekijkt, blijft staan en telt mee.",
    ]
    assert "Nog 2 te bekijken" in drawing.plain(done_card(walk))


def test_group_card_and_invitation_tell_what_the_round_is_about(drawing, further) -> None:
    conference = drawing.conference()
    group = round_card(
        drawing.pack, conference, further, progress=drawing.progress((0, 5)), minutes=2, link="https://t.me/x"
    )
    alone = round_invitation(drawing.pack, further, drawing.person(), minutes=2)

    assert drawing.plain(group).split("\n")[:4] == [
        "Groslijst, ronde 2",
        "6 taken die nog open waren.",
        "Uw antwoord van de vorige ronde blijft staan tot u het wijzigt.",
        "Ongeveer 2 minuten.",
    ]
    assert drawing.plain(alone).split("\n") == [
        "Groslijst, ronde 2",
        "6 taken die nog open waren. Ongeveer 2 minuten.",
        "Uw antwoord van de vorige ronde blijft staan tot u het wijzigt.",
    ]


def test_group_card_counts_who_looked_again_only_while_that_is_open(drawing, further) -> None:
    closed = replace(further, state=RoundState.CLOSED)
    card = round_card(
        drawing.pack,
        drawing.conference(),
        closed,
        progress=drawing.progress((3, 5)),
        minutes=2,
        link="https://t.me/x",
    )

    assert drawing.plain(card).split("\n") == ["Groslijst, ronde 2", "De ronde is dicht."]


def test_card_of_a_round_together_shows_what_was_published(drawing, further, seen) -> None:
    together = replace(further, mode=Mode.TOGETHER, at=further.items[0].id)

    card = together_card(drawing.pack, drawing.conference(), together, progress=drawing.progress((1, 5)), before=seen)

    assert "5 ███ 3" in drawing.plain(card)
    assert "Tegen: Grauwveen" in drawing.plain(card)
    assert "Uw antwoord" not in drawing.plain(card)


def test_reminder_asks_to_look(drawing, further) -> None:
    text = drawing.plain(reminder_card([further], left=3, now=drawing.conference().created_at))

    assert text.split("\n") == [
        "Nog 3 onderwerpen te bekijken",
        "Groslijst is nog open.",
        "U heeft 3 van 6 bekeken. Wat u niet bekijkt, blijft staan.",
    ]


# --- desk --------------------------------------------------------------------------------------------


def advised(*whys, movement=None):
    return [Advised(why=why, movement=movement) for why in whys]


@pytest.mark.parametrize(
    ("whys", "line"),
    [
        ([Why.SPLIT, Why.OPEN], "nog een ronde over twee taken: er is nog geen gezamenlijk beeld"),
        ([Why.ONE_SHORT], "nog een ronde over één taak: er is nog geen gezamenlijk beeld"),
        (
            [Why.SPLIT, Why.OPEN, Why.MOVED],
            (
                "nog een ronde over drie taken: bij twee is er nog geen gezamenlijk beeld, "
                "bij één wijzigden 5 van 25 hun antwoord"
            ),
        ),
        ([Why.MOVED, Why.MOVED], "nog een ronde over twee taken: bij twee wijzigden veel mensen hun antwoord"),
        ([], None),
    ],
)
def test_advice_counts_what_is_open_and_what_moved(drawing, first, whys, line) -> None:
    moved = Movement(changed=5, up=3, down=2, of=25)
    items = [item.id for item in first.items[: len(whys)]]
    found = dict(zip(items, advised(*whys, movement=moved), strict=True))

    assert cards.advise_line(drawing.pack, first, items, found) == line


def desk_of(drawing, round_, **more):
    conference = drawing.conference()
    return DeskView(stage=drawing.stage(conference, rounds=[round_]), grouped=True, **more)


def test_desk_after_publishing_advises_and_offers_the_next_round(drawing, first) -> None:
    shown_round = replace(first, state=RoundState.PUBLISHED)
    items = tuple(item.id for item in first.items[:2])
    further = FurtherAdvice(items=items, advised=dict(zip(items, advised(Why.SPLIT, Why.OPEN), strict=True)))

    card = drawing.check(desk_card(desk_of(drawing, shown_round, further=further)))

    assert "Advies: nog een ronde over twee taken: er is nog geen gezamenlijk beeld." in drawing.plain(card)
    assert {"Kies bespreekpunten", "Volgende ronde", "Stel vast"} <= set(drawing.flat(card))


def test_desk_offers_no_next_round_where_none_can_follow_or_nothing_is_to_ask(drawing, first) -> None:
    shown_round = replace(first, state=RoundState.PUBLISHED)

    cards_ = [
        desk_card(desk_of(drawing, shown_round)),
        desk_card(desk_of(drawing, shown_round, further=FurtherAdvice(items=(), advised={}))),
    ]

    assert not any("Volgende ronde" in drawing.flat(card) for card in cards_)


def test_desk_after_the_third_round_says_that_it_was_the_last(drawing, further) -> None:
    third = replace(further, number=3, state=RoundState.PUBLISHED)

    card = desk_card(desk_of(drawing, third, is_last_lap=True))

    assert "Advies: dit was de derde en laatste ronde." in drawing.plain(card)
    assert "Volgende ronde" not in drawing.flat(card)


def test_desk_of_the_concept_names_its_subjects_and_lets_it_be_changed_or_withdrawn(drawing, further) -> None:
    draft = replace(further, state=RoundState.DRAFT, items=further.items[:2])

    card = drawing.check(desk_card(desk_of(drawing, draft, minutes=1)))

    text = drawing.plain(card)
    assert text.startswith("Regie: Groslijst, ronde 2 staat klaar")
    assert f"{draft.items[0].title} en {draft.items[1].title}." in text
    assert {"Kies onderwerpen", "Open de ronde", "Trek in"} <= set(drawing.flat(card))


def test_choice_of_subjects_ticks_what_is_asked_and_says_why(drawing, first, further) -> None:
    draft = replace(further, state=RoundState.DRAFT, items=first.items[:2])
    found = {first.items[0].id: Advised(why=Why.SPLIT), first.items[1].id: Advised(why=Why.ONE_SHORT)}

    card = drawing.check(cards.choice_card(FurtherOffer(round=draft, before=first, advised=found), page=0))

    text = drawing.plain(card)
    assert f"{first.items[0].title}: gesplitst" in text
    assert f"{first.items[1].title}: één gemeente tekort" in text
    assert drawing.flat(card)[:3] == [
        f"✓ {first.items[0].title}",
        f"✓ {first.items[1].title}",
        first.items[2].title,
    ]
    assert drawing.flat(card)[-2:] == ["Klaar", "Volgende"]
    assert card.rows[0][0].data.pack() == f"Nc:12:{first.items[0].id}:0:0"


# --- movement ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("movement", "line"),
    [
        (Movement(changed=3, up=2, down=1, of=25), "3 van 25 wijzigden, 2 omhoog, 1 omlaag"),
        (Movement(changed=1, up=0, down=1, of=9), "1 van 9 wijzigde, 1 omlaag"),
        (Movement(changed=2, up=0, down=0, of=9), "2 van 9 wijzigden"),
        (Movement(changed=0, up=0, down=0, of=9), "niemand van 9 wijzigde"),
    ],
)
def test_movement_is_told_in_words(movement, line) -> None:
    assert moves(movement) == line


def with_movement(outcome, *changed):
    items = dict(outcome.items)
    for (id_, found), count in zip(outcome.items.items(), changed, strict=False):
        items[id_] = replace(found, movement=Movement(changed=count, up=count, down=0, of=14))
    return replace(outcome, items=items)


def test_desk_names_the_items_that_moved_most(drawing, further) -> None:
    outcome = drawing.outcome(further, GIVEN)
    _, second, _, fourth, fifth, *_ = (item.title for item in further.items)

    assert movement_summary(further, with_movement(outcome, 1, 4, 0, 2, 3), since=1) == [
        f"Gewijzigd sinds ronde 1: {second} 4 van 14, {fifth} 3 van 14, {fourth} 2 van 14, en nog 1"
    ]
    assert movement_summary(further, with_movement(outcome, 0, 0), since=1) == [
        "Sinds ronde 1 wijzigde niemand zijn antwoord"
    ]
    assert movement_summary(further, outcome, since=1) == []


def test_result_of_a_further_round_tells_how_opinions_moved(drawing, further) -> None:
    outcome = drawing.outcome(further, GIVEN)
    moved = Movement(changed=3, up=2, down=1, of=14)
    items = {id_: replace(found, movement=moved) for id_, found in outcome.items.items()}
    view = ResultView(
        pack=drawing.pack,
        conference=drawing.conference(),
        round=replace(further, state=RoundState.PUBLISHED),
        outcome=replace(outcome, items=items),
        since=1,
    )

    text = drawing.plain(drawing.check(result_card(view)))

    assert "Sinds ronde 1\n" in text
    assert f"{further.items[0].title}: 3 van 14 wijzigden, 2 omhoog, 1 omlaag" in text
    assert "3 van 14" in drawing.plain(desk_card(desk_of(drawing, view.round, result=view, since=1)))
