"""The first screens of UX.md, word for word: the invitation, privacy and the practice question."""

from typing import Any

import pytest

from bot import buttons
from bot.cards import member
from flows.words import Role, Secrecy

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


def test_privacy_under_geheim_does_not_speak_of_a_beeld_that_is_not_shown(drawing: Any, boskerk: Any) -> None:
    conference = drawing.conference(secrecy=Secrecy.SECRET)

    card = member.privacy_card(conference, drawing.person(), town=boskerk, size=1)

    assert "af te leiden" not in card.text


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
