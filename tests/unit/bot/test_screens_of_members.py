"""The screens of UX.md that a member sees, word for word, with the buttons where they belong."""

from dataclasses import replace
from typing import Any

import pytest

from bot import buttons
from bot.cards import group, member, preparing
from flows.conference.model import Value
from flows.words import Consent, Grade, Role, RoundState, Secrecy

NAVIGATION = ["Vorige", "Overzicht", "Volgende"]
NUMBERS = ["1", "2", "3", "4", "5"]
TOKEN = "A-_z" * 5 + "Qw"


@pytest.fixture
def boskerk(drawing: Any) -> Any:
    return drawing.towns()[1]


def test_invitation_reads_as_screen_1(drawing: Any, boskerk: Any) -> None:
    invited = drawing.person(name="M. de Wit", function="wethouder")

    card = member.invitation_card(drawing.conference(), invited, boskerk, token=TOKEN)

    assert card.text == (
        "<b>Samenwerken in het Dal</b>\n"
        "U bent uitgenodigd als:\n"
        "<b>M. de Wit, wethouder, Boskerk</b>\n"
        "U beantwoordt korte vragen. De uitslag bespreekt u samen aan tafel."
    )
    assert drawing.labels(card) == [["Dat ben ik"], ["Dat klopt niet"]]
    assert card.rows[0][0].data == buttons.Join(TOKEN)
    assert card.rows[1][0].data == buttons.NotMe(TOKEN)


PER_TOWN = """\
<b>Wat gebeurt er met uw antwoorden</b>
Niveau: <b>per gemeente</b>
• Uw naam staat niet in de uitslag.
• Iedereen ziet hoe uw gemeente als geheel antwoordt, en de totalen.
• Is een ronde open? Dan ziet niemand uw antwoord, ook de begeleider niet.
• Dit wordt later nooit ruimer."""

NAMED = """\
<b>Wat gebeurt er met uw antwoorden</b>
Niveau: <b>op naam</b>
• De begeleider en de bijlage tonen wie wat heeft geantwoord.
• De bijlage kan openbaar worden.
• Is een ronde open? Dan ziet niemand uw antwoord.
• Dit wordt later nooit ruimer."""

SECRET = """\
<b>Wat gebeurt er met uw antwoorden</b>
Niveau: <b>geheim</b>
• De uitslag toont alleen totalen, vanaf vijf antwoorden. Geen namen.
• Ook uw gemeente is niet te zien.
• Is een ronde vastgesteld? Dan kan niemand meer zien wat u koos.
• Antwoordt iedereen hetzelfde? Dan weet men ook wat u koos.
• Is een ronde open? Dan ziet niemand uw antwoord, ook de begeleider niet.
• Dit wordt later nooit ruimer."""


@pytest.mark.parametrize(
    ("secrecy", "text"),
    [(Secrecy.MUNICIPALITY, PER_TOWN), (Secrecy.NAMED, NAMED), (Secrecy.SECRET, SECRET)],
)
def test_privacy_reads_as_screen_3(drawing: Any, boskerk: Any, secrecy: Secrecy, text: str) -> None:
    conference = drawing.conference(secrecy=secrecy)

    card = member.privacy_card(conference, drawing.person(), town=boskerk, size=5)

    assert card.text == text
    assert drawing.labels(card) == [["Ik begrijp het"], ["Meer over privacy"]]


@pytest.mark.parametrize(("size", "words"), [(1, "één persoon"), (2, "twee personen")])
def test_privacy_warns_a_small_delegation(drawing: Any, boskerk: Any, size: int, words: str) -> None:
    card = member.privacy_card(drawing.conference(), drawing.person(), town=boskerk, size=size)

    assert card.text == f"{PER_TOWN}\n• Boskerk is hier met {words}. Uw antwoord is dan soms af te leiden."


def test_privacy_tells_an_adviser_that_answers_stand_apart(drawing: Any) -> None:
    adviser = drawing.person(role=Role.ADVISER, town=None)

    card = member.privacy_card(drawing.conference(), adviser, town=None, size=0)

    assert card.text == f"{PER_TOWN}\n• Antwoorden van adviseurs staan apart en tellen niet mee."


@pytest.mark.parametrize(("informed", "rows"), [(False, [["Ik begrijp het"]]), (True, [])])
def test_privacy_details_ask_once(drawing: Any, informed: bool, rows: list[list[str]]) -> None:
    assert drawing.labels(member.privacy_details(drawing.conference(), informed=informed)) == rows


def test_practice_has_the_buttons_of_a_rated_question(pack: Any, drawing: Any) -> None:
    card = member.practice_card(pack, drawing.conference())

    assert drawing.labels(card) == [NUMBERS, ["Geen mening"]]
    assert card.text == (
        "<b>Oefenvraag</b>\nZo werkt het. Deze vraag is om te oefenen en telt nergens mee.\n\n"
        "Hoeveel zin heeft u in dit gesprek?\n"
        "<i>1 niet · 2 weinig · 3 enigszins · 4 grotendeels · 5 helemaal</i>"
    )


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


def test_rated_question_reads_as_screen_5(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("groslijst")
    item = replace(
        round_.items[6],
        title="Inkoop en contracten",
        text="Eén inkoopbureau en één planning voor aanbestedingen.",
        note="Bestaat al: Boskerk met Dalwijk.",
        group="",
        details=(),
    )
    round_ = replace(round_, items=(*round_.items[:6], item, *round_.items[7:]))

    card = member.walk_card(pack, drawing.walk(round_, at=item.id, answers={item.id: 4}), boskerk)

    assert card.text == (
        "Taak 7 van 30\n"
        "<b>Inkoop en contracten</b>\n"
        "Eén inkoopbureau en één planning voor aanbestedingen.\n"
        "<i>Bestaat al: Boskerk met Dalwijk.</i>\n"
        "Is samen doen kansrijk voor Boskerk?\n"
        "1 niet · 2 weinig · 3 misschien · 4 kansrijk · 5 zeer kansrijk"
    )
    assert drawing.labels(card) == [
        ["1", "2", "3", "✓ 4", "5"],
        ["Geen mening", "Toelichting"],
        ["Onaanvaardbaar voor ons"],
        NAVIGATION,
    ]


def test_rated_question_ticks_geen_mening_and_the_mark(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("groslijst")
    first = round_.items[0].id

    card = member.walk_card(pack, drawing.walk(round_, at=first, answers={first: None}, marks=[first]), boskerk)

    assert drawing.flat(card)[5:8] == ["✓ Geen mening", "Toelichting", "✓ Onaanvaardbaar voor ons"]
    assert buttons.Unacceptable(12, first, 0) in [key.data for row in card.rows for key in row]


def test_adviser_cannot_mark_an_item(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("groslijst")
    walk = drawing.walk(round_, at=round_.items[0].id, participant=drawing.person(role=Role.ADVISER, town=None))

    card = member.walk_card(pack, walk, None)

    assert "Onaanvaardbaar voor ons" not in drawing.flat(card)
    assert "Is samen doen kansrijk voor uw gemeente?" in card.text.split("\n")


def test_vorige_and_volgende_stay_at_the_ends(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("motieven")
    ids = [item.id for item in round_.items]

    def around(at: str) -> list[Any]:
        row = member.walk_card(pack, drawing.walk(round_, at=at), boskerk).rows[-1]
        return [row[0].data, row[2].data]

    assert around(ids[0]) == [buttons.GoTo(12, ids[0]), buttons.GoTo(12, ids[1])]
    assert around(ids[3]) == [buttons.GoTo(12, ids[2]), buttons.GoTo(12, ids[4])]
    assert around(ids[-1]) == [buttons.GoTo(12, ids[-2]), buttons.GoTo(12, ids[-1])]


MOTIVES = (
    "Minder kwetsbaar",
    "Betere dienstverlening",
    "Sterker bij inkoop",
    "Meer kracht in de regio",
    "Beter personeel vinden",
)


def test_points_read_as_screen_6(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("motievenpunten", drawing.points_item(*MOTIVES))
    walk = drawing.walk(round_, at="motieven", answers={"motieven": {"m01": 4, "m02": 3}})

    card = member.walk_card(pack, walk, boskerk)

    assert card.text == (
        "<b>Verdeel 10 punten</b>\n"
        "Welke motieven wegen het zwaarst?\n"
        "A Minder kwetsbaar: <b>4</b>\n"
        "B Betere dienstverlening: <b>3</b>\n"
        "C Sterker bij inkoop: <b>0</b>\n"
        "D Meer kracht in de regio: <b>0</b>\n"
        "E Beter personeel vinden: <b>0</b>\n"
        "<b>Nog 3 punten over</b>"
    )
    assert drawing.labels(card) == [
        ["A +", "B +", "C +", "D +", "E +"],
        ["A −", "B −", "C −", "D −", "E −"],
        ["Opnieuw"],
        ["Geen mening"],
    ]


@pytest.mark.parametrize(
    ("placed", "rest", "last"),
    [
        ({"m01": 9}, "<b>Nog 1 punt over</b>", ["Opnieuw"]),
        ({"m01": 10}, "<b>Alle punten zijn verdeeld</b>", ["Opnieuw", "Klaar"]),
        ({}, "<b>Nog 10 punten over</b>", ["Opnieuw"]),
    ],
)
def test_klaar_comes_when_no_points_are_left(
    pack: Any, drawing: Any, placed: dict[str, int], rest: str, last: list[str]
) -> None:
    round_ = drawing.round("motievenpunten", drawing.points_item(*MOTIVES))

    card = member.walk_card(pack, drawing.walk(round_, at="motieven", answers={"motieven": placed}), None)

    assert card.text.split("\n")[-1] == rest
    assert drawing.labels(card)[2] == last


def test_points_are_absolute_and_never_below_zero(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("motievenpunten", drawing.points_item(*MOTIVES))
    walk = drawing.walk(round_, at="motieven", answers={"motieven": {"m01": 4}})

    card = member.walk_card(pack, walk, None)

    assert [row[0].data for row in card.rows[:2]] == [
        buttons.Points(12, "motieven", "m01", 5),
        buttons.Points(12, "motieven", "m01", 3),
    ]
    assert card.rows[1][1].data == buttons.Points(12, "motieven", "m02", 0)


def test_many_motives_stand_in_even_rows_of_at_most_eight(pack: Any, drawing: Any) -> None:
    item = drawing.points_item(*(f"Motief {n}" for n in range(21)))

    card = member.walk_card(pack, drawing.walk(drawing.round("motievenpunten", item), at="motieven"), None)

    assert [len(row) for row in card.rows] == [7, 7, 7, 7, 7, 7, 1, 1]
    assert drawing.labels(card)[4] == ["O +", "P +", "Q +", "R +", "S +", "T +", "U +"]


def test_choice_reads_as_screen_7(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("beslisboom")
    question = round_.items[0]
    walk = drawing.walk(round_, at=question.id, answers={question.id: question.options[1].id})

    card = member.walk_card(pack, walk, boskerk)

    assert card.text == (
        "Vraag 1 van 4 · Bestuurskracht\n"
        "<b>Wie beslist</b>\n"
        "Dit is het hart van de keuze tussen zelfstandig en verbonden.\n"
        "Wie oefent de bevoegdheden uit?\n"
        "<i>Van zelfstandig (A) naar samen (E)</i>\n"
        "A Elke gemeente besluit en tekent zelf\n"
        "B Mandaat per taak, elke gemeente kan het intrekken\n"
        "C Eén gemeente voert uit namens de andere\n"
        "D Een gezamenlijk bestuur besluit over de uitvoering\n"
        "E Een gezamenlijk bestuur besluit ook over beleid"
    )
    assert drawing.labels(card) == [["A", "✓ B", "C", "D", "E"], ["Geen mening", "Toelichting"], NAVIGATION]


@pytest.mark.parametrize("selection", ["core", "all"])
def test_every_question_of_the_beslisboom_has_a_letter_per_option(pack: Any, drawing: Any, selection: str) -> None:
    round_ = drawing.round("beslisboom", selection=selection)

    for item in round_.items:
        card = member.walk_card(pack, drawing.walk(round_, at=item.id), None)

        assert drawing.labels(card)[0] == list("ABCDEF"[: len(item.options)])


def test_grade_reads_as_screen_8(pack: Any, drawing: Any, boskerk: Any) -> None:
    concepts = tuple(
        replace(drawing.principle(), id=name, title=name.title(), options=(), proposed=None, group="past bij ons")
        for name in ("licht", "midden", "zwaar")
    )
    centre = replace(
        concepts[1],
        title="Eén gemeente voert uit voor allen",
        group="past bij uw uitkomst",
        note="Officieel: centrumregeling",
        text="Voor: snel, geen nieuwe organisatie.",
        question="",
    )
    round_ = drawing.round("vorm", concepts[0], centre, concepts[2])

    card = member.walk_card(pack, drawing.walk(round_, at="midden", answers={"midden": "matig"}), boskerk)

    assert card.text == (
        "Vorm 2 van 3 · past bij uw uitkomst\n"
        "<b>Eén gemeente voert uit voor allen</b>\n"
        "<i>Officieel: centrumregeling</i>\n"
        "Voor: snel, geen nieuwe organisatie.\n"
        "Hoe geschikt is deze vorm voor Boskerk?"
    )
    assert drawing.labels(card) == [
        ["Zeer geschikt", "Geschikt"],
        ["Redelijk", "✓ Matig"],
        ["Ongeschikt", "Geen mening"],
        ["Onaanvaardbaar voor ons"],
        NAVIGATION,
    ]
    assert [key.data for row in card.rows[:3] for key in row][:5] == [
        buttons.Answer(12, "midden", grade.value) for grade in Grade
    ]


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
    assert drawing.labels(card) == [["Alles nalopen", "Klaar"]]


def test_overview_of_a_long_list_names_the_first_twelve(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("groslijst", selection="all")

    card = member.walk_card(pack, drawing.walk(round_, at=None), None)

    assert card.text.split("\n")[2].endswith(" en nog 58")
    assert drawing.labels(card)[:2] == [["1", "2", "3", "4", "5", "6"], ["7", "8", "9", "10", "11", "12"]]


def test_task_of_the_short_list_asks_the_woordvoerder_with_words(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("pakketten", *drawing.short_list())
    item = round_.items[0]

    card = member.walk_card(pack, drawing.walk(round_, at=item.id, answers={item.id: "later"}), boskerk)

    assert drawing.labels(card) == [["Nu", "✓ Later"], ["Niet", "Al geregeld"], NAVIGATION]
    assert "U antwoordt namens Boskerk, onder voorbehoud van college en raad." in card.text.split("\n")


def test_article_asks_the_woordvoerder_with_screen_16s_buttons(pack: Any, drawing: Any, boskerk: Any) -> None:
    items = tuple(replace(drawing.principle(), id=f"art{n}", options=(), proposed=None) for n in range(9))
    round_ = drawing.round("artikelen", *items)

    card = member.walk_card(pack, drawing.walk(round_, at="art2", answers={"art2": "college"}), boskerk)

    assert card.text.startswith("Artikel 3 van 9")
    assert drawing.labels(card) == [
        ["Instemmen", "Mits", "Bezwaar"],
        ["✓ Eerst terug naar ons college"],
        NAVIGATION,
    ]


def test_gedragscode_asks_every_voter_and_knows_no_college(pack: Any, drawing: Any, boskerk: Any) -> None:
    round_ = drawing.round("gedragscode")
    first = round_.items[0].id

    card = member.walk_card(pack, drawing.walk(round_, at=first, answers={first: "agree"}), boskerk)

    assert drawing.labels(card) == [["✓ Instemmen", "Mits", "Bezwaar"], ["Geen mening"], NAVIGATION]


@pytest.mark.parametrize(
    ("word", "question"),
    [
        (Consent.CONDITION, "Onder welke voorwaarde stemt u in? Schrijf één zin."),
        (Consent.OBJECTION, "Wat is uw bezwaar? Zonder reden kunnen de anderen er niets mee."),
    ],
)
def test_mits_and_bezwaar_ask_for_their_text(pack: Any, drawing: Any, word: Consent, question: str) -> None:
    round_ = drawing.round("gedragscode")
    item = round_.items[0]

    card = member.walk_card(pack, drawing.walk(round_, at=item.id, answers={item.id: word.value}), None)

    assert card.text == f"<b>{item.title}</b>\n{question}"
    assert drawing.labels(card) == [["Toch instemmen"]]


def test_objector_to_an_uitgangspunt_names_the_heaviest_option(pack: Any, drawing: Any) -> None:
    item = drawing.principle()
    round_ = drawing.round("uitgangspunten", item)
    walk = drawing.walk(round_, at=item.id, answers={item.id: "objection"}, texts={item.id: "te zwaar"})

    card = member.walk_card(pack, walk, None)

    assert card.text.split("\n")[:3] == [
        "<b>Wie beslist</b>",
        "Wat is de zwaarste keuze die uw gemeente nog wel aanvaardt?",
        "A Elke gemeente besluit en tekent zelf",
    ]
    assert drawing.labels(card) == [["A", "B", "C", "D", "E"], ["Geen van deze"], ["Toch instemmen"]]


@pytest.mark.parametrize("value", ["agree", "objection:bk2a", "objection:none"])
def test_uitgangspunt_with_everything_said_is_a_question_again(pack: Any, drawing: Any, value: Value) -> None:
    item = drawing.principle()
    round_ = drawing.round("uitgangspunten", item)
    walk = drawing.walk(round_, at=item.id, answers={item.id: value}, texts={item.id: "te zwaar"})

    card = member.walk_card(pack, walk, None)

    assert drawing.labels(card)[1] == ["Eerst terug naar ons college"]


@pytest.mark.parametrize("at", ["m02", None])
def test_closed_round_shows_no_buttons(pack: Any, drawing: Any, at: str | None) -> None:
    round_ = drawing.round("motieven", state=RoundState.CLOSED)

    card = member.walk_card(pack, drawing.walk(round_, at=at), None)

    assert card.text == "<b>Motieven</b>\nDeze ronde is gesloten. Wat u antwoordde, telt. De uitslag volgt."
    assert drawing.labels(card) == []


def test_detail_of_an_item_leads_back_to_it(pack: Any, drawing: Any) -> None:
    round_ = drawing.round("aanpak")
    item = round_.items[0]
    walk = drawing.walk(round_, at=item.id)

    question = member.walk_card(pack, walk, None)
    detail = member.detail_card(walk, item, 0)

    assert drawing.labels(question)[2] == ["Waarom deze vraag"]
    assert detail.text == (
        "<b>Vertrouwen</b>\n<i>Waarom deze vraag</i>\n\n"
        "Zonder vertrouwen wordt een gezamenlijke visie vaag, of voor sommigen te groot."
    )
    assert detail.rows == ((member.Key("Terug", buttons.GoTo(12, item.id)),),)


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
