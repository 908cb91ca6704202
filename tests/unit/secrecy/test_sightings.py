"""What may be seen of an item beside everything that was seen of it before: by who answered, never by what."""

import pytest

from flows.conference.sightings import Allowed, Sighting, allow
from flows.pack.form import Thresholds

ALL = Allowed(totals=True, numbers=True)
TOTALS = Allowed(totals=True)


def sighting(towns: str, *, again: str = "", advisers: str = "", size: int = 3) -> Sighting:
    """Everybody by a letter and the municipality behind it: 'a1 b1 c2'."""
    voters = {person[0]: person[1] for person in towns.split()}
    return Sighting(
        voters=voters,
        sizes=dict.fromkeys(voters.values(), size),
        again=frozenset(again.split()),
        advisers=frozenset(advisers.split()),
    )


NINE = "a1 b1 c1 d2 e2 f2 g3 h3 i3"
FIVE = "a1 b1 c1 d2 e2"


@pytest.mark.parametrize(
    ("towns", "allowed"),
    [
        ("", Allowed()),
        ("a1 b1 c2 d2", Allowed()),
        (FIVE, TOTALS),
        (NINE, ALL),
        ("a1 b1 c1 d2 e2 f2", TOTALS),  # two municipalities
        ("a1 b1 c2 d2 e3 f3", TOTALS),  # two answers each
        (f"{NINE} j3", TOTALS),  # unequal numbers of answers
    ],
)
def test_one_moment_by_its_people_alone(thresholds: Thresholds, towns: str, allowed: Allowed) -> None:
    assert allow([sighting(towns)], thresholds) == (allowed,)


@pytest.mark.parametrize(
    ("later", "allowed"),
    [
        (sighting(NINE, again="a b c d e f g h i"), Allowed(totals=True, numbers=True, movement=True)),
        (sighting(NINE[3:]), Allowed()),  # one left
        (sighting(f"{NINE} j3"), Allowed()),  # one came
        (sighting(f"{NINE[3:]} j1"), Allowed()),  # one was replaced
        (sighting("a2 b1 c1 d1 e2 f2 g3 h3 i3"), TOTALS),  # two changed municipality with each other
        (sighting("q1 r1 s1 t2 u2"), TOTALS),  # nobody of them
        (sighting(NINE, again="a b c d e f"), ALL),  # movement over some of them
    ],
)
def test_later_figures_are_held_against_the_earlier(
    thresholds: Thresholds, later: Sighting, allowed: Allowed
) -> None:
    first, second = allow([sighting(NINE), later], thresholds)

    assert (first, second) == (ALL, allowed)


def test_what_was_not_shown_stands_in_nobodys_way(thresholds: Thresholds) -> None:
    assert allow([sighting("a1 b1 c1 d2"), sighting(FIVE)], thresholds) == (Allowed(), TOTALS)


def test_third_moment_is_held_against_the_first(thresholds: Thresholds) -> None:
    shown = allow([sighting(NINE), sighting(NINE[3:]), sighting(NINE)], thresholds)

    assert shown == (ALL, Allowed(), ALL)


def test_advisers_are_a_figure_of_their_own(thresholds: Thresholds) -> None:
    few, enough = sighting(FIVE, advisers="v w x y"), sighting(FIVE, advisers="v w x y z")

    assert allow([few], thresholds) == (TOTALS,)
    assert allow([enough], thresholds) == (Allowed(totals=True, advisers=True),)


def test_adviser_who_was_a_voter_hides_the_later_figure(thresholds: Thresholds) -> None:
    before = sighting(FIVE, advisers="v w x y z")
    after = sighting("a1 b1 c1 d2 k2", advisers="v w x y z e")

    assert allow([before, after], thresholds)[1] == Allowed()
