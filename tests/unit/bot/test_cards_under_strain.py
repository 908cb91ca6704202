"""Every card, with names that want to break it and lists as long as they come, as the strict server takes it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.cards import desk, group, invitations, member, preparing, results
from bot.cards.card import Card, Key, bold, code, esc, italic, label, lines
from bot.cards.desk_view import DeskView
from bot.cards.results import ResultView
from bot.rehearsal.formatting import parse_html, units
from bot.rehearsal.rules import Refusal
from flows.conference.model import ItemOption, Round, RoundItem
from flows.ports import Progress
from flows.services.inviting import Invited
from flows.words import ConferenceState, Consent, Decision, Kind, Presence, Role, RoundState, Secrecy

TOKEN = "A-_z" * 5 + "Qw"
LONGEST = "Samenwerken & <i>meedoen</i> " * 20
TEMPLATES = (
    *("motieven", "motievenpunten", "gedragscode", "factoren", "aanpak", "aanpakkeuze", "groslijst"),
    *("pakketten", "beslisboom", "uitgangspunten", "vorm", "vormkeuze", "artikelen"),
)
ASKING_A_LIST = ("motieven", "gedragscode", "factoren", "aanpak", "groslijst", "beslisboom")
ANSWERS: dict[Kind, Sequence[Any]] = {
    Kind.RATE: (5, 4, 3, 2, 1, None),
    Kind.CHOOSE: ("o1", "o2", "o1", "o2", "o1", None),
    Kind.POINTS: ({"o1": 10}, {"o1": 6, "o2": 4}, {"o2": 10}, {"o1": 10}, {"o2": 10}, None),
    Kind.GRADE: ("zeer_geschikt", "matig", "ongeschikt", "geschikt", "redelijk", None),
    Kind.CONSENT: ("agree", "condition", "objection", "agree", "objection", None),
}


def put(drawing: Any, template: str, *, count: int) -> Round:
    """A round whose items are as long and hostile as texts may be."""
    kind = drawing.pack.round(template).kind
    options = tuple(
        ItemOption(id=f"o{n}", title=f"{n} {LONGEST[:85]}", place=15 * n)
        for n in range(1, 22 if kind is Kind.POINTS else 7)
    )
    items = tuple(
        RoundItem(
            id=f"item{n}",
            title=drawing.hostile[:40],
            text=LONGEST[:600],
            question=f"{{gemeente}} {LONGEST[:80]}",
            note=LONGEST[:200],
            group=LONGEST[:90],
            options=options if kind in {Kind.CHOOSE, Kind.POINTS} else (),
            details=((LONGEST[:60], LONGEST * 20), ("Meer", LONGEST)),
        )
        for n in range(1 if kind is Kind.POINTS else count)
    )
    round_ = drawing.round(template, *items)
    if template == "uitgangspunten":
        items = tuple(replace(item, options=options[:6], proposed="o2") for item in items)
    return replace(round_, items=items, title=drawing.hostile[:40])


def walks(drawing: Any, round_: Round) -> Iterator[Any]:
    """The walk at its ends with nothing, each possible answer and each state; and the overview."""
    first = round_.items[0].id
    for at in (first, round_.items[-1].id, None):
        yield drawing.walk(round_, at=at)
    for value in ANSWERS[round_.kind]:
        for text in ("", drawing.hostile):
            yield drawing.walk(round_, at=first, answers={first: value}, texts={first: text}, marks=[first])
    for state in RoundState:
        yield drawing.walk(replace(round_, state=state), at=first)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("count", [1, 70])
def test_walk_is_taken_with_hostile_texts(drawing: Any, template: str, count: int) -> None:
    round_ = put(drawing, template, count=count)
    town = drawing.towns(drawing.hostile)[0]

    for walk in walks(drawing, round_):
        drawing.check(member.walk_card(drawing.pack, walk, town))
        drawing.check(member.overview_card(drawing.pack, walk))
        drawing.check(member.done_card(walk))
        for number in range(len(round_.items[0].details)):
            drawing.check(member.detail_card(walk, round_.items[0], number))


@pytest.mark.parametrize("template", ASKING_A_LIST)
def test_real_items_of_the_pack_are_taken(drawing: Any, template: str) -> None:
    round_ = drawing.round(template, selection="all")

    for item in round_.items:
        walk = drawing.walk(round_, at=item.id)
        drawing.check(member.walk_card(drawing.pack, walk, drawing.towns()[0]))
        for number in range(len(item.details)):
            drawing.check(member.detail_card(walk, item, number))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_joining_is_taken_with_hostile_names(drawing: Any, role: Role, secrecy: Secrecy) -> None:
    town = drawing.towns(drawing.hostile)[0]
    conference = drawing.conference(name=drawing.hostile, secrecy=secrecy)
    who = drawing.person(role=role, name=drawing.hostile, function=drawing.hostile[:40], town="g1")
    round_ = put(drawing, "groslijst", count=70)

    for card in (
        member.invitation_card(conference, who, town, token=TOKEN),
        member.invitation_card(conference, who, None, token=TOKEN),
        member.privacy_card(conference, who, town=town, size=1),
        member.privacy_card(conference, who, town=None, size=0),
        member.privacy_details(conference, informed=False),
        member.privacy_details(conference, informed=True),
        member.practice_card(drawing.pack, conference),
        preparing.welcome_card(who, []),
        preparing.welcome_card(who, [round_]),
        member.round_invitation(drawing.pack, round_, who, minutes=17),
        group.linked_card(conference, join="https://t.me/rondetafel_bot?start=m_abcdefghij23"),
    ):
        drawing.check(card)


def large(drawing: Any) -> tuple[Any, list[Any], tuple[Progress, ...]]:
    """20 municipalities with 10 voters each, all with hostile names, and 40 advisers."""
    names = [f"{drawing.hostile[:57]}{n}" for n in range(20)]
    conference = drawing.conference(*names, name=drawing.hostile)
    people = [
        drawing.person(10 * town + n, town=f"g{town}", name=f"{drawing.hostile[:56]}{n}", spokesperson=n == 0)
        for town in range(1, 21)
        for n in range(10)
    ]
    people += [
        drawing.person(1000 + n, town=None, role=Role.ADVISER, name=drawing.hostile, presence=Presence.INVITED)
        for n in range(40)
    ]
    progress = drawing.progress(*[(n % 10, 10) for n in range(20)])
    return conference, people, (*progress, Progress(municipality=None, voters=40, done=3, busy=2))


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("state", list(RoundState))
def test_group_card_is_taken_with_20_hostile_municipalities(drawing: Any, template: str, state: RoundState) -> None:
    conference, _, progress = large(drawing)
    round_ = replace(put(drawing, template, count=70), state=state)

    card = group.round_card(
        drawing.pack, conference, round_, progress=progress, minutes=17, link="https://t.me/rondetafel_bot?start=w_12"
    )

    assert len(drawing.plain(drawing.check(card))) > 60


def test_finished_and_sums_are_taken(drawing: Any) -> None:
    conference, _, _ = large(drawing)

    drawing.check(group.finished_card(conference, dict.fromkeys(Decision, 9)))
    drawing.check(group.finished_card(conference, {}))
    drawing.check(group.sums_card(conference, [f"{'a1' * 32}  vertrouwelijk/volledig{n}.csv" for n in range(9)]))


def desks(drawing: Any) -> Iterator[DeskView]:
    """The desk in every state of a round, between rounds, at the ends, with and without what it may know."""
    conference, people, progress = large(drawing)
    for state in RoundState:
        round_ = replace(put(drawing, "groslijst", count=70), state=state)
        stage = drawing.stage(conference, people, [round_])
        outcome = drawing.outcome(round_, {f"g{n}": (5, 4, 3) for n in range(1, 21)})
        result = ResultView(pack=drawing.pack, conference=conference, round=round_, outcome=outcome)
        view = DeskView(
            stage=stage,
            progress=progress,
            minutes=17,
            next_title="Beslisboom",
            next_minutes=50,
            grouped=True,
        )
        yield view
        yield replace(view, result=result, talk=(drawing.hostile,) * 6, blocked="rounds_not_settled")
        yield replace(view, result=result, blocked="approach_not_decided", approach_advice=LONGEST)
    empty = drawing.conference(phase="voorbereiding")
    for stage in (
        drawing.stage(empty),
        drawing.stage(replace(conference, phase="voorbereiding"), people),
        drawing.stage(replace(conference, state=ConferenceState.FINISHED, phase="afgerond"), people),
    ):
        view = DeskView(stage=stage, group_link="https://t.me/rondetafel_bot?startgroup=k_abcdefghij23")
        yield view
        yield replace(view, grouped=True, blocked="municipality_without_voters")


def test_desk_is_taken_in_every_state(drawing: Any) -> None:
    for view in desks(drawing):
        drawing.check(desk.desk_card(view))


@pytest.mark.parametrize("voters", [1, 10, 90, 91, 200])
def test_speakers_are_taken_with_delegations_of_any_size(drawing: Any, voters: int) -> None:
    conference = drawing.conference(drawing.hostile)
    people = [drawing.person(n, town="g1", name=drawing.hostile) for n in range(voters)]
    stage = drawing.stage(conference, people)

    everybody = drawing.check(invitations.speakers_card(stage, None))
    one = drawing.check(invitations.speakers_card(stage, conference.municipalities[0]))

    assert drawing.flat(everybody)[-1] == drawing.flat(one)[-1] == "Regietafel"
    assert len(drawing.flat(one)) == min(voters, 90) + 1
    assert one.text.count("\n") == (1 if voters > 90 else 0)


@pytest.mark.parametrize("name", ["M. de Wit", "hostile"])
def test_every_link_arrives_with_200_voters_in_one_municipality(drawing: Any, name: str) -> None:
    shown = drawing.hostile if name == "hostile" else name
    stage = drawing.stage(drawing.conference(drawing.hostile))
    invited = [
        Invited(participant=drawing.person(n, town="g1", name=shown), token=f"{n:03}{TOKEN[3:]}") for n in range(200)
    ]

    cards = invitations.links_cards(stage, invited, lambda token: f"https://t.me/rondetafel_bot?start=u_{token}")

    text = "\n".join(drawing.plain(drawing.check(card)) for card in cards)
    assert [text.count(f"start=u_{entry.token}") for entry in invited] == [1] * 200


def test_links_stand_per_municipality_with_who_is_in(drawing: Any) -> None:
    stage = drawing.stage(drawing.conference())
    invited = [
        Invited(participant=drawing.person(1, town="g1", name="Anna"), token=None),
        Invited(participant=drawing.person(2, town="g1", name="Bram"), token="t2"),
        Invited(participant=drawing.person(3, town="g2", name="Carla"), token=None),
        Invited(participant=drawing.person(4, town=None, role=Role.ADVISER, name="Dirk"), token="t4"),
    ]

    cards = invitations.links_cards(stage, invited, lambda token: f"https://t.me/b?start={token}")

    told = "Stuur ieder de eigen link. Die werkt één keer, dertig dagen lang."
    assert [card.text for card in cards] == [
        f"<b>Uitnodigingen Aldermeer</b>\n1 is al binnen.\n{told}\n\nBram\nhttps://t.me/b?start=t2",
        "<b>Uitnodigingen Boskerk</b>\n1 is al binnen.",
        f"<b>Uitnodigingen Adviseurs en toehoorders</b>\n{told}\n\nDirk\nhttps://t.me/b?start=t4",
    ]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("secrecy", list(Secrecy))
@pytest.mark.parametrize("voters", [1, 6])
def test_results_are_taken_in_every_view(drawing: Any, template: str, secrecy: Secrecy, *, voters: int) -> None:
    round_ = put(drawing, template, count=70)
    conference, _, _ = large(drawing)
    answers = {f"g{n}": ANSWERS[round_.kind][:voters] for n in range(1, 21)}
    outcome = drawing.outcome(round_, answers, secrecy=secrecy, texts=drawing.hostile)
    view = ResultView(pack=drawing.pack, conference=conference, round=round_, outcome=outcome)
    linked = replace(view, link=lambda payload: f"https://t.me/rondetafel_bot?start={payload}")

    for shown in (view, linked):
        for which in (results.SHORT, results.TOWNS, results.ALL, results.MEANING, "elders"):
            for page in (0, 1, 99, -1):
                drawing.check(results.result_card(shown, which=which, page=page))
        for line in results.summary_lines(shown):
            drawing.check(Card(line))


def test_objections_of_a_standpunt_are_shown_inert(drawing: Any) -> None:
    round_ = put(drawing, "artikelen", count=1)
    outcome = drawing.outcome(
        round_, {"g1": [Consent.CONDITION.value], "g2": [Consent.OBJECTION.value]}, texts="<b>&</b>"
    )
    view = ResultView(pack=drawing.pack, conference=drawing.conference(), round=round_, outcome=outcome)

    text = drawing.plain(drawing.check(results.result_card(view, which=results.TOWNS)))

    assert text.split("\n")[-2:] == ["Mits (<b>&</b>): Aldermeer", "Bezwaar (<b>&</b>): Boskerk"]


# --- what cards are made of ----------------------------------------------------------------------------


def test_markup_is_escaped_once(drawing: Any) -> None:
    for made in (bold, italic, code):
        assert drawing.plain(Card(made("<b>&amp;</b>"))) == "<b>&amp;</b>"
    assert esc("a < b & c > d") == "a &lt; b &amp; c &gt; d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u05d0\u05d1", "\u2068\u05d0\u05d1\u2069"),
        ("\u0627", "\u2068\u0627\u2069"),
        ("a \u05d0", "a \u2068\u05d0\u2069"),
        ("\u05d0\nb", "\u2068\u05d0\u2069\nb"),
    ],
)
def test_writing_from_right_to_left_is_kept_apart(text: str, shown: str) -> None:
    assert esc(text) == shown


@pytest.mark.parametrize("mark", ["\u202e", "\u202d", "\u202b", "\u2066", "\u2067", "\u2068", "\u2069"])
def test_marks_that_turn_the_writing_are_left_out(mark: str) -> None:
    assert esc(f"a{mark}b") == "ab"


@pytest.mark.parametrize("text", ["één", "’s-Heerenbosch", "\U0001f3db", ""])
def test_other_writing_stays_as_it_is(text: str) -> None:
    assert esc(text) == text


@pytest.mark.parametrize("line", ["x" * 100, "\U0001f3db" * 100, bold("&" * 60)])
def test_long_text_is_cut_between_lines(drawing: Any, line: str) -> None:
    text = lines([line] * 200)

    assert units(parse_html(text).text) <= 4096
    assert text == "\n".join([*[line] * (text.count("\n")), "…"])
    drawing.check(Card(text))


def test_lines_leave_out_none_and_keep_blank_lines() -> None:
    assert lines(["a", None, "", "b", ""]) == "a\n\nb"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Eerst terug naar ons college", "Eerst terug naar ons college"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("Samen met alle buurgemeenten in de regio doen", "Samen met alle buurgemeenten in de…"),
    ],
)
def test_label_is_whole_or_cut_at_a_word(text: str, shown: str) -> None:
    assert label(text) == shown


def test_button_that_does_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="does nothing"):
        _ = Card("tekst", ((Key("Leeg"),),)).keyboard


def test_digest_tells_content_apart() -> None:
    first, same, text, keys = (
        Card("a", ((Key("K", url="https://a.nl"),),)),
        Card("a", ((Key("K", url="https://a.nl"),),)),
        Card("b", ((Key("K", url="https://a.nl"),),)),
        Card("a", ((Key("K", url="https://b.nl"),),)),
    )

    assert first.digest == same.digest
    assert len({first.digest, text.digest, keys.digest}) == 3


@pytest.mark.parametrize(
    "text", ["<b>open", "a</b>", "<u>x</u>", "<a href='https://a.nl'>x</a>", "", " ", "x" * 4097]
)
def test_strict_reader_refuses_what_it_should(drawing: Any, text: str) -> None:
    with pytest.raises((Refusal, AssertionError)):
        drawing.check(Card(text))
