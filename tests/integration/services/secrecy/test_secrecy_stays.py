"""The secrecy is chosen when a conference is made; no step of it, and no service, makes it another afterwards."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from flows.errors import StorageError
from flows.services.correcting import Correcting
from flows.words import ConferenceState, Secrecy

ROOT: Final = Path(__file__).parents[4]
PACKAGES: Final = ("flows", "storage", "report", "bot")


def _written(tree: ast.AST) -> Iterator[str]:
    """Places that write a record anew with another secrecy, or set it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and "replace" in ast.unparse(node.func):
            yield from (ast.unparse(node) for word in node.keywords if word.arg == "secrecy")
        targets = node.targets if isinstance(node, ast.Assign) else []
        yield from (ast.unparse(node) for target in targets if ast.unparse(target).endswith(".secrecy"))


def test_no_code_writes_a_conference_with_another_secrecy() -> None:
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]

    found = [(path.name, text) for path in files for text in _written(ast.parse(path.read_text(encoding="utf-8")))]

    assert len(files) > 100
    assert found == []


def test_search_finds_what_would_change_it() -> None:
    assert list(_written(ast.parse("saved = replace(conference, secrecy=Secrecy.NAMED)"))) != []
    assert list(_written(ast.parse("conference.secrecy = Secrecy.NAMED"))) != []


@pytest.mark.parametrize("chosen", list(Secrecy))
async def test_conference_that_is_saved_with_another_secrecy_is_refused(house: Any, chosen: Secrecy) -> None:
    await house.found(secrecy=chosen)
    conference = (await house.stage()).conference

    for other in set(Secrecy) - {chosen}:
        async with house.store.writing() as work:
            with pytest.raises(StorageError):
                await work.save_conference(replace(conference, secrecy=other))

    assert (await house.stage()).conference == conference


@pytest.mark.parametrize("chosen", list(Secrecy))
async def test_secrecy_is_the_same_in_every_phase_and_after_corrections(house: Any, chosen: Secrecy) -> None:
    await house.found(secrecy=chosen)
    for town in ("aldermeer", "boskerk", "dalwijk"):
        await house.invite(town, *[f"{town}{n}" for n in (1, 2, 3)])
    await house.enter()
    correcting = Correcting(house.store, clock=house.clock, pack=house.pack)
    await house.go_to("motieven")
    first = await house.hold()
    await correcting.ask_again(house.fien, house.conference, first.template, seen=first.number)
    again = await house.opened()
    await house.facilitation.close_round(house.fien, again.key)
    await correcting.reopen(house.fien, again.key)
    await correcting.withdraw(house.fien, again.key, reason="Toch niet")
    held = (await house.stage()).conference.secrecy

    ended = await correcting.cancel(house.fien, house.conference, reason="Het gaat niet door")

    told = [event.kind for event in await house.events() if "secrecy" in event.data]
    assert (held, ended.secrecy, ended.state) == (chosen, chosen, ConferenceState.CANCELLED)
    assert (await house.stage()).conference.secrecy is chosen
    assert len(told) <= 1
