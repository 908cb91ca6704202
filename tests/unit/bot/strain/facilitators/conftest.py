"""Which table holds the screens of which modules of `bot/cards`."""

from collections.abc import Callable

import pytest

MODULES = {
    "arguments": ("arguing", "moderating"),
    "leading": ("correcting", "day", "desk", "following", "talk"),
    "papers": ("papers",),
    "people": ("invitations", "leading", "people", "towns"),
    "preparing": ("admitting", "knowing", "preparing", "settling"),
}


@pytest.fixture(scope="session")
def screens_of(facilitator_screens: frozenset[str]) -> Callable[[str], frozenset[str]]:
    """'module.function' of everything that one table has to hold; no module of the facilitators is in none."""
    known = [module for modules in MODULES.values() for module in modules]
    assert {screen.partition(".")[0] for screen in facilitator_screens} == set(known)

    def select(table: str) -> frozenset[str]:
        return frozenset(screen for screen in facilitator_screens if screen.partition(".")[0] in MODULES[table])

    return select
