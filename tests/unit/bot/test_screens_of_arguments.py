"""Screens of lines why: screen 12 of UX.md, and what the facilitator reads."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards import arguing, moderating
from flows.conference.model import Argument, ArgumentRequest, Ballot, ItemOption, Round, RoundItem
from flows.services.arguing import Asked, Rewriting
from flows.services.moderating import Moderation
from flows.words import ArgumentState, RequestState, Role, RoundState

ASKED = "Schrijf één regel. Uw naam en gemeente komen er niet bij."


@pytest.fixture
def groslijst(drawing: Any) -> Round:
    items = tuple(RoundItem(id=f"t{n}", title=title) for n, title in enumerate(("Jeugdhulp inkopen", "Archief")))
    found: Round = drawing.round("groslijst", *items, state=RoundState.CLOSED)
    return found


def asked_of(drawing: Any, round_: Round, value: Any = "absent", *states: RequestState, line: str = "") -> Asked:
    person = drawing.person()
    ballot = Ballot(
        item="t0",
        participant=person.id,
        municipality=person.municipality,
        role=Role.VOTER,
        value=value,
        no_opinion=value is None,
    )
    requests = [
        ArgumentRequest(round=round_.key, participant=person.id, position=n, item=item.id, state=state)
        for n, (item, state) in enumerate(
            zip(round_.items, states or (RequestState.WAITING,) * 2, strict=False), start=1
        )
    ]
    return Asked(
        round=round_,
        participant=person,
        requests=tuple(requests),
        ballots={} if value == "absent" else {"t0": ballot},
        lines={"t0": line} if line else {},
    )


def line_of(round_: Round, text: str, state: ArgumentState = ArgumentState.WAITING, id_: str = "a") -> Argument:
    return Argument(id=id_, round=round_.key, item="t0", participant="p", text=text, state=state)


def test_request_reads_as_screen_12(pack: Any, drawing: Any, groslijst: Round) -> None:
    card = arguing.request_card(pack, asked_of(drawing, groslijst, 2))

    assert drawing.check(card).text == (
        "<b>Jeugdhulp inkopen</b>\n"
        "U gaf hier een <b>2</b>. Anderen denken er anders over. Wat moeten zij weten?\n"
        f"{ASKED}"
    )
    assert drawing.labels(card) == [["Liever niet"]]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("absent", "U gaf hier geen antwoord. De anderen denken er verschillend over. Wat moeten zij weten?"),
        (None, "U had hier geen mening. De anderen denken er verschillend over. Wat moeten zij weten?"),
    ],
)
def test_request_without_an_answer_says_so(
    pack: Any, drawing: Any, groslijst: Round, value: None, sentence: str
) -> None:
    card = arguing.request_card(pack, asked_of(drawing, groslijst, value))

    assert drawing.plain(card).split("\n")[1] == sentence


def test_request_about_a_choice_names_the_option(pack: Any, drawing: Any) -> None:
    options = (ItemOption(id="o1", title="Ieder blijft bij de eigen gemeente"), ItemOption(id="o2", title="Samen"))
    round_ = drawing.round(
        "beslisboom", RoundItem(id="t0", title="Werkgever", options=options), state=RoundState.CLOSED
    )

    card = arguing.request_card(pack, asked_of(drawing, round_, "o2"))

    assert "U koos hier <b>B, Samen</b>." in card.text


def test_second_item_and_thanks_follow_in_the_same_card(pack: Any, drawing: Any, groslijst: Round) -> None:
    given, declined, waiting = RequestState.GIVEN, RequestState.DECLINED, RequestState.WAITING
    texts = [
        drawing.plain(arguing.request_card(pack, asked_of(drawing, groslijst, 2, *states))).split("\n")
        for states in ((given, waiting), (given, declined), (declined, declined))
    ]

    assert texts[0][:2] == ["Nog één onderwerp.", "Archief"]
    assert texts[1][1] == "Dank u wel. De begeleider leest wat u schreef voordat anderen het zien."
    assert texts[2][1] == "Goed. U hoeft hier niets te schrijven."


def test_request_of_a_settled_round_asks_nothing(pack: Any, drawing: Any, groslijst: Round) -> None:
    asked = asked_of(drawing, replace(groslijst, state=RoundState.SETTLED), 2)

    card = arguing.request_card(pack, asked)

    assert drawing.plain(card) == "Groslijst\nHier worden geen regels meer gevraagd."
    assert card.rows == ()


def test_toelichting_is_ticked_where_something_was_written(drawing: Any, groslijst: Round) -> None:
    walk = drawing.walk(groslijst, at="t0", lines={"t0": "Alleen lukt dit niet."})

    keys = [arguing.argue_key(walk, item)[0].label for item in groslijst.items]

    assert keys == ["✓ Toelichting", "Toelichting"]


def test_facilitator_reads_one_text_without_a_name(drawing: Any, groslijst: Round) -> None:
    first, second = line_of(groslijst, "Wij <b>betalen</b> al."), line_of(groslijst, "Samen kan meer.", id_="b")
    found = Moderation(round=groslijst, waiting=(first, second), refused=1)

    card = moderating.line_card(found, first)

    assert drawing.check(card).text == (
        "<b>Teksten bij Groslijst</b>\n"
        "Zonder naam en gemeente, in willekeurige volgorde.\n"
        "Te beoordelen 2 · geweigerd 1\n"
        "\n"
        "<b>Jeugdhulp inkopen</b>\n"
        "‘Wij &lt;b&gt;betalen&lt;/b&gt; al.’"
    )
    assert drawing.labels(card) == [
        ["Toelaten", "Weigeren"],
        ["Vraag het anders"],
        ["Volgende"],
        ["Laat alles toe"],
        ["Regietafel"],
    ]


def test_admitted_text_can_only_be_taken_back_and_a_fixed_one_not_even_that(drawing: Any, groslijst: Round) -> None:
    line = line_of(groslijst, "Samen kan meer.", ArgumentState.ADMITTED)
    found = Moderation(round=groslijst, admitted=(line,))

    assert drawing.labels(moderating.line_card(found, line)) == [["Terugnemen"], ["Regietafel"]]
    assert drawing.labels(moderating.line_card(replace(found, open=False), line)) == [["Regietafel"]]


def test_line_of_nobody_is_not_sent_back(drawing: Any, groslijst: Round) -> None:
    line = replace(line_of(groslijst, "Samen kan meer."), participant=None)

    card = moderating.line_card(Moderation(round=groslijst, waiting=(line,)), line)

    assert drawing.labels(card) == [["Toelaten", "Weigeren"], ["Regietafel"]]


def test_all_are_admitted_only_from_the_last_page(drawing: Any, groslijst: Round) -> None:
    waiting = tuple(line_of(groslijst, f"{n} {'a' * 190}", id_=str(n)) for n in range(20))
    found = Moderation(round=groslijst, waiting=waiting)

    labels = [drawing.flat(moderating.all_card(found, page=page)) for page in (0, 1)]

    assert labels == [
        ["Volgende", "Een voor een", "Regietafel"],
        ["Vorige", "Ja, laat alle 20 toe", "Een voor een", "Regietafel"],
    ]


@pytest.mark.parametrize(
    ("waiting", "label", "line"),
    [
        (2, "Lees 2 teksten", "Argumenten: 3 binnen, 2 te beoordelen"),
        (1, "Lees 1 tekst", "Argumenten: 2 binnen, 1 te beoordelen"),
        (0, "Lees 1 tekst", "Argumenten: 1 binnen, alles beoordeeld"),
    ],
)
def test_desk_says_what_is_in_and_what_is_to_be_judged(groslijst: Round, waiting: int, label: str, line: str) -> None:
    found = Moderation(
        round=groslijst,
        waiting=tuple(line_of(groslijst, str(n), id_=str(n)) for n in range(waiting)),
        admitted=(line_of(groslijst, "Samen kan meer.", ArgumentState.ADMITTED, "z"),),
    )
    key = moderating.read_key(found)

    assert key is not None
    assert (key.label, moderating.desk_line(found)) == (label, line)
    assert (moderating.read_key(Moderation(round=groslijst)), moderating.desk_line(None)) == (None, None)


def test_line_that_is_sent_back_shows_the_own_text(drawing: Any, groslijst: Round) -> None:
    card = arguing.returned_card(Rewriting(round=groslijst, argument=line_of(groslijst, "Bakker ziet dit verkeerd.")))

    assert drawing.plain(card).split("\n")[:3] == [
        "Wilt u dit anders schrijven?",
        "Jeugdhulp inkopen",
        "‘Bakker ziet dit verkeerd.’",
    ]
    assert drawing.labels(card) == [["Laat maar"]]


def test_conversation_shows_three_lines_and_says_how_many_more_there_are() -> None:
    assert arguing.talk_lines(["a", "b", "c", "d", "e"]) == [
        "<i>‘a’</i>",
        "<i>‘b’</i>",
        "<i>‘c’</i>",
        "en nog 2; zie de uitslag",
    ]
