"""The titles: what came out, in one sentence."""

from dataclasses import replace
from typing import Any

import pytest

from flows.outcomes import Movement
from flows.words import Kind, Party, Polarity, Secrecy, Sort
from report.charts.findings import find
from report.charts.movement import tell
from report.charts.picture import draw_picture

FOR, BETWEEN, AGAINST = [[5]] * 3, [[3]] * 3, [[1]] * 3
TOWNS = ("aldermeer", "boskerk", "dalwijk", "eikhuizen", "grauwveen")


def rated(*votes: list[list[int]]) -> dict[str, list[list[Any]]]:
    return dict(zip(TOWNS, votes, strict=False))


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        (rated(FOR, FOR, FOR, FOR, BETWEEN), "Vier van vijf gemeenten vinden ‘Inkoop’ kansrijk"),
        (rated(FOR, FOR, FOR, FOR, FOR), "Alle vijf gemeenten vinden ‘Inkoop’ kansrijk"),
        (rated(FOR, AGAINST, BETWEEN), "Eén van drie gemeenten vindt ‘Inkoop’ kansrijk"),
        (rated(AGAINST, AGAINST, AGAINST), "Geen van de drie gemeenten vindt ‘Inkoop’ kansrijk"),
    ],
)
def test_one_rated_item_tells_how_many_municipalities(maker: Any, answers: Any, title: str) -> None:
    assert find(maker.subject(maker.round(Kind.RATE), answers)) == title


@pytest.mark.parametrize(
    ("columns", "title"),
    [
        (([5, 5, 5], [5, 5, 5], [5, 1, 3]), "Twee van drie taken zijn gedragen, één is gesplitst"),
        (([5, 5, 5], [3, 3, 3], [3, 3, 3]), "Eén van drie taken is gedragen"),
        (([5, 5, 5], [5, 5, 5], [5, 5, 5]), "Alle drie taken zijn gedragen"),
        (([3, 3, 3], [3, 3, 3], [3, 3, 3]), "Nog geen van de drie taken is gedragen"),
        (([1, 1, 1], [3, 3, 3], [3, 3, 3]), "Eén van drie taken is afgewezen"),
    ],
)
def test_rated_items_are_counted_by_what_came_out(maker: Any, columns: Any, title: str) -> None:
    """A column holds what each of the three municipalities gives one item."""
    round_ = maker.round(Kind.RATE, "Inkoop", "Archief", "Jeugd")
    answers = {town: [[column[n] for column in columns]] * 3 for n, town in enumerate(TOWNS[:3])}
    assert find(maker.subject(round_, answers)) == title


def test_beeld_tells_what_is_recognised(maker: Any) -> None:
    round_ = maker.round(Kind.RATE, "Ambitie", "Wantrouwen", "Druk", sort=Sort.BEELD)
    risky = replace(
        round_, items=(round_.items[0], replace(round_.items[1], polarity=Polarity.RISK), round_.items[2])
    )
    answers = {town: [[5, 5, 3]] * 3 for town in TOWNS[:3]}
    assert find(maker.subject(round_, answers)) == "Twee van drie taken zijn herkend, bij één verschillen de beelden"
    assert (
        find(maker.subject(risky, answers)) == "Eén sterk punt en één risico herkend, bij één verschillen de beelden"
    )


def test_under_geheim_the_title_speaks_of_persons(maker: Any) -> None:
    round_ = maker.round(Kind.RATE)
    answers = {"aldermeer": [[5], [5]], "boskerk": [[4], [2]], "dalwijk": [[1]]}
    subject = maker.subject(round_, answers, secrecy=Secrecy.SECRET)
    assert find(subject) == "Drie van vijf bestuurders geven ‘Inkoop’ een 4 of 5"


def test_points_name_the_heaviest(maker: Any) -> None:
    round_ = maker.round(Kind.POINTS)
    one = {town: [[{"a": 6, "b": 4, "c": 0}]] * 3 for town in TOWNS[:3]}
    tied = {town: [[{"a": 5, "b": 5, "c": 0}]] * 3 for town in TOWNS[:3]}
    assert find(maker.subject(round_, one)) == "‘Keuze a’ weegt het zwaarst: 60% van de punten"
    assert find(maker.subject(round_, tied)) == "‘Keuze a’ en ‘Keuze b’ wegen het zwaarst: elk 50% van de punten"


def test_grades_name_the_best(maker: Any) -> None:
    round_ = maker.round(Kind.GRADE, "Centrum", "Netwerk")
    answers = {town: [["geschikt", "matig"]] * 3 for town in TOWNS[:3]}
    assert find(maker.subject(round_, answers)) == "‘Centrum’ past het best: geschikt"


def test_continuum_tells_between_which_places(maker: Any) -> None:
    round_ = maker.round(Kind.CHOOSE, "Wie beslist", "De werkgever")
    near = {town: [["b", "b"]] * 3 for town in TOWNS[:3]}
    far = {"aldermeer": [["a", "b"]] * 3, "boskerk": [["c", "b"]] * 3, "dalwijk": [["b", "b"]] * 3}
    assert find(maker.subject(round_, near)) == "Alle gemeenten liggen op 50"
    assert (
        find(maker.subject(round_, far))
        == "De gemeenten liggen tussen 30 en 70, maar bij één van twee taken ver uiteen"
    )


def test_standpunten_tell_what_was_adopted(maker: Any) -> None:
    round_ = maker.round(Kind.CONSENT, "Artikel 1", "Artikel 2", party=Party.SPOKESPERSONS)
    one = maker.round(Kind.CONSENT, "Ontwerpaanpak", party=Party.SPOKESPERSONS)
    answers = {"aldermeer": [["agree", "objection"]], "boskerk": [["agree", "agree"]]}
    silent = {"aldermeer": [["agree"]], "boskerk": [["condition"]], "dalwijk": [[None]]}
    assert find(maker.subject(round_, answers)) == "Eén van twee taken is aangenomen, één is niet aangenomen"
    assert find(maker.subject(one, silent)) == "Twee van drie gemeenten stemmen in met ‘Ontwerpaanpak’"


def test_rankings_and_approvals_name_what_is_on_top(maker: Any) -> None:
    ranked = {town: [[("a", "b")]] * 3 for town in TOWNS[:3]}
    approved = {town: [[("a",)], [("a", "b")], [("a",)]] for town in TOWNS[:3]}
    assert find(maker.subject(maker.round(Kind.RANK), ranked)) == "‘Keuze a’ staat bovenaan"
    assert (
        find(maker.subject(maker.round(Kind.APPROVE), approved))
        == "‘Keuze a’ krijgt de meeste steun: 9 van 9 bestuurders"
    )


@pytest.mark.parametrize(
    ("movement", "title"),
    [
        (Movement(changed=0, up=0, down=0, of=9), "Na het gesprek veranderde niemand van antwoord"),
        (
            Movement(changed=3, up=2, down=1, of=9),
            "Drie van negen bestuurders veranderden van antwoord over ‘Inkoop’",
        ),
        (Movement(changed=1, up=0, down=0, of=9), "Eén van negen bestuurders veranderde van antwoord over ‘Inkoop’"),
    ],
)
def test_further_round_tells_of_movement(maker: Any, movement: Movement, title: str) -> None:
    first = maker.round(Kind.RATE)
    answers = rated(FOR, AGAINST, BETWEEN)
    before = maker.outcome(first, answers)
    subject = maker.subject(replace(first, number=2, follows=1), answers, before=before)
    moved = replace(subject.outcome.items["i0"], movement=movement)
    assert find(replace(subject, outcome=replace(subject.outcome, items={"i0": moved}))) == title


def test_caption_tells_the_finding_and_the_figures(maker: Any) -> None:
    round_ = maker.round(Kind.RATE, "Inkoop", "Archief")
    answers = {"aldermeer": [[5, 1]] * 3, "boskerk": [[4, 5]] * 3, "dalwijk": [[5, 3]] * 3}
    picture = draw_picture(maker.subject(round_, answers))
    assert picture is not None
    assert picture.caption == (
        "Groslijst, ronde 1. Eén van twee taken is gedragen, één is gesplitst. "
        "Gedragen: Inkoop (3 voor); Gesplitst: Archief (1 voor, 1 tussen, 1 tegen). "
        "Elke gemeente telt even zwaar. Dit is een beeld. Het bindt niemand."
    )


def test_points_under_geheim_are_told_by_head(maker: Any) -> None:
    answers = {town: [[{"a": 7, "b": 3}]] * 3 for town in TOWNS[:3]}
    picture = draw_picture(maker.subject(maker.round(Kind.POINTS), answers, secrecy=Secrecy.SECRET))
    assert picture is not None
    assert picture.caption.endswith("Per hoofd, over alle bestuurders. Dit is een beeld. Het bindt niemand.")


def test_consent_under_geheim_tells_where_most_persons_agree(maker: Any) -> None:
    round_ = maker.round(Kind.CONSENT, "Afspraak 1", "Afspraak 2", sort=Sort.BEELD)
    answers = {"aldermeer": [["agree", "objection"]] * 2 + [["condition", "objection"]] * 3}
    subject = maker.subject(round_, answers, secrecy=Secrecy.SECRET)
    assert find(subject) == "Bij één van twee taken stemt meer dan de helft van de bestuurders in"


def test_movement_of_one_person_is_told_in_the_singular() -> None:
    assert tell(Movement(changed=1, up=1, down=0, of=9)) == "1 van 9 wijzigde: 1 omhoog"
