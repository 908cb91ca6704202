"""Where the municipalities' outcome may not be shown, what is decided follows from the shown totals alone."""

from typing import Any

import pytest

from flows.outcomes import ChooseOutcome, RateOutcome
from flows.recommendation import by_heads
from flows.words import Region, Status

HIDDEN = frozenset({"region", "voices"})


def rated(status: Status | None, region: Region | None = None, *, hidden: bool = True) -> RateOutcome:
    nothing: dict[str, Any] = dict.fromkeys(
        ("counts", "no_opinion", "median", "leik", "voices", "voice_counts", "heads", "unacceptable")
    )
    return RateOutcome(
        **nothing,
        item="one",
        answered=9,
        electorate=9,
        status=status,
        region=region,
        unacceptable_marks=None,
        hidden=HIDDEN if hidden else frozenset(),
    )


@pytest.mark.parametrize(
    ("status", "carried", "rejected", "split", "little", "promising"),
    [
        (Status.AGREED_FOR, True, False, False, False, True),
        (Status.AGREED_AGAINST, False, True, False, False, False),
        (Status.CONTESTED, False, False, True, False, True),
        (Status.OPEN, False, False, False, False, True),
        (Status.TOO_FEW, False, False, False, True, False),
        (None, False, False, False, True, True),
    ],
)
def test_status_stands_for_the_region(
    *, status: Status | None, carried: bool, rejected: bool, split: bool, little: bool, promising: bool
) -> None:
    found = rated(status)

    assert by_heads.is_carried(found) is carried
    assert by_heads.is_rejected(found) is rejected
    assert by_heads.is_split(found) is split
    assert by_heads.has_too_little(found) is little
    assert by_heads.may_be_promising(found) is promising


def test_region_decides_where_it_may_be_shown() -> None:
    found = rated(Status.AGREED_AGAINST, Region.CARRIED_PENDING, hidden=False)

    assert (by_heads.is_carried(found), by_heads.is_rejected(found)) == (True, False)


@pytest.mark.parametrize(("hidden", "option"), [(HIDDEN, "a"), (frozenset(), "c")])
def test_middle_option_is_the_voters_where_the_municipalities_may_not_be_shown(
    hidden: frozenset[str], option: str
) -> None:
    outcome = ChooseOutcome(
        item="one",
        counts=None,
        no_opinion=None,
        answered=9,
        electorate=9,
        ordered=True,
        median="a",
        voices=None,
        region=None if hidden else "c",
        dilemma=None,
        hidden=hidden,
    )

    assert by_heads.middle_option(outcome) == option
