"""A whole conference under geheim: it goes on by what may be shown, and holds nobody's answer at the end."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.words import Deciding, Kind, Party, Region, Secrecy
from report.dossier import open_dossier
from report.export import write_exports
from report.verify import verify

TOWNS = ("aldermeer", "boskerk", "dalwijk")


async def _convene(house: Any, sizes: tuple[int, ...], *, deciding: Deciding = Deciding.SPOKESPERSON) -> None:
    await house.found(secrecy=Secrecy.SECRET)
    for town, size in zip(TOWNS, sizes, strict=True):
        await house.invite(town, *[f"{town}{n}" for n in range(1, size + 1)])
    await house.enter()
    if deciding is Deciding.MEMBERS:
        async with house.store.writing() as work:
            conference = await work.conference(house.conference)
            await work.save_conference(replace(conference, deciding=deciding))
            await work.commit()


@pytest.mark.parametrize("sizes", [(3, 3, 3), (4, 3, 2), (1, 1, 1), (2, 2, 1)])
async def test_conference_comes_to_its_end(house: Any, tmp_path: Path, sizes: tuple[int, ...]) -> None:
    await _convene(house, sizes)

    await house.go_to("afgerond")
    record = await house.concluding.conference_record(house.conference)
    exported = write_exports(open_dossier(record), tmp_path / "uit")
    report = verify(exported.folder)

    assert (report.differences, exported.confidential) == ((), None)
    assert record.recommendation is not None
    assert [article.id for article in record.recommendation.articles]
    of_voters = [r for r in record.rounds if r.round.party is Party.VOTERS]
    assert {r.ballots for r in of_voters} == {()}
    with sqlite3.connect(tmp_path / "data" / "rondetafel.sqlite") as connection:
        left = connection.execute(
            "SELECT count(*) FROM answer AS a JOIN round AS r ON r.key = a.round WHERE r.party = 'voters'"
        ).fetchone()
    assert left == (0,)


async def test_unlike_delegations_show_no_region_and_the_rules_go_on_by_heads(house: Any) -> None:
    await _convene(house, (4, 3, 2))
    await house.go_to("groslijst")
    rated = await house.hold()

    record = await house.concluding.round_record(rated.key)
    put = await house.current()

    assert {found.region for found in record.disclosed.items.values()} == {None}
    assert {item.id for item in put.items} <= {item.id for item in rated.items}
    assert put.items


async def test_alike_delegations_show_the_region(house: Any) -> None:
    await _convene(house, (3, 3, 3))
    await house.go_to("groslijst")
    rated = await house.hold()

    record = await house.concluding.round_record(rated.key)

    assert {found.region for found in record.disclosed.items.values()} == {Region.CARRIED}
    assert {found.voices for found in record.disclosed.items.values()} == {None}


async def test_standpunten_per_lid_stay_by_municipality_when_the_answers_are_cut(house: Any) -> None:
    await _convene(house, (3, 3, 3), deciding=Deciding.MEMBERS)

    await house.go_to("afgerond")
    record = await house.concluding.conference_record(house.conference)

    decided = [r for r in record.rounds if r.round.decides and r.round.kind is Kind.CONSENT]
    assert decided
    for entry in decided:
        assert entry.ballots == ()
        for found in entry.disclosed.items.values():
            assert found.voices == dict.fromkeys(TOWNS, "agree")
            assert (found.decision, found.counts) == ("adopted", None)
