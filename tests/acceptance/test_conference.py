"""A whole 0-fase for each approach, with simulated boards over HTTP, to files that can be recounted."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.demo import GROUP_LIMIT, DemoPlan, Rehearsal, rehearse
from bot.rehearsal.members import BoardMember
from report.export import ANSWERS, DOCUMENT, FULL, OUTCOME, PICTURES, SUMS
from report.verify import verify

ACKNOWLEDGED = ("Opgeslagen", "Gewijzigd", "Dat was al")


def outcome_of(found: Rehearsal) -> dict[str, Any]:
    return dict(json.loads((found.folder / OUTCOME).read_text("utf-8")))


def rounds_answered(found: Rehearsal, member: BoardMember) -> set[int]:
    """The keys of the rounds in which the bot acknowledged an answer of this member."""
    return {
        int(press.data.split(":")[1])
        for press in found.ledger.presses
        if press.person == member.person.id
        and press.data.startswith(("a:", "z:", "p:"))
        and press.text.startswith(ACKNOWLEDGED)
    }


def rounds_asked(outcome: dict[str, Any], member: BoardMember) -> set[int]:
    """Rounds are numbered in order; a simulated member is away from some, as anybody would be."""
    return {
        key
        for key, round_ in enumerate(outcome["rounds"], start=1)
        if (
            member.speaks if round_["party"] == "spokespersons" else not member.character.skips_round(round_["title"])
        )
    }


def is_preceded_by_its_result(found: Rehearsal) -> list[bool]:
    """Of each picture in the group, whether the newest result above it is that of its round."""
    above, answers = "", []
    for shown in found.ledger.transcript(found.group.id).sequence:
        head = shown.text.split("\n", 1)[0]
        if head.endswith(": de uitslag"):
            above = head.removesuffix(": de uitslag")
        if shown.picture:
            answers.append(shown.text.startswith(f"{above}. "))
    return answers


def typed(found: Rehearsal, member: BoardMember) -> list[str]:
    return [
        shown.text
        for shown in found.ledger.shown
        if shown.sender == member.person.id and not shown.text.startswith("/start")
    ]


@pytest.mark.parametrize(
    ("seed", "approach", "decided_by_facilitator", "order"),
    [
        (5, "ontwerp", False, ["beslisboom", "groslijst"]),
        (10, "ontwikkel", True, ["groslijst", "beslisboom"]),
    ],
)
async def test_whole_conference_ends_in_files_that_agree_and_leaves_telegram_content(
    tmp_path: Path, seed: int, approach: str, decided_by_facilitator: bool, order: list[str]
) -> None:
    found = await rehearse(DemoPlan(towns=3, voters=6, seed=seed, folder=tmp_path, whole=()), tell=lambda _: None)

    outcome, report = outcome_of(found), verify(found.folder)
    conference = outcome["conference"]
    phases = list(dict.fromkeys(round_["phase"] for round_ in outcome["rounds"]))
    written = {str(path.relative_to(found.folder)) for path in found.folder.rglob("*") if path.is_file()}
    pictures = {f"{PICTURES}/{r['id']}.{kind}" for r in outcome["rounds"] for kind in ("svg", "png")}
    silent = [member for member in found.members if not member.character.talks]
    assert (found.ledger.refused(), found.ledger.unanswered()) == ((), ())
    assert found.ledger.busiest_minute(found.group.id) <= GROUP_LIMIT
    assert written == {OUTCOME, ANSWERS, FULL, SUMS, DOCUMENT, *pictures}
    assert is_preceded_by_its_result(found) == [True] * len(outcome["rounds"])
    assert (report.agrees, report.differences) == (True, ())
    assert (conference["state"], conference["approach"]) == ("finished", approach)
    assert bool(outcome["recommendation"]["approach_reason"]) is decided_by_facilitator
    assert [phase for phase in phases if phase in order] == order
    assert {round_["state"] for round_ in outcome["rounds"]} == {"vastgesteld"}
    assert {member.speaks for member in silent} == {True, False}
    assert [typed(found, member) for member in silent] == [[] for _ in silent]
    assert [rounds_answered(found, m) for m in silent] == [rounds_asked(outcome, m) for m in silent]


async def test_whole_conference_comes_out_the_same_for_the_same_seed_at_another_pace(tmp_path: Path) -> None:
    plans = [
        DemoPlan(towns=3, voters=3, seed=3, folder=tmp_path / str(speed), whole=(), speed=speed)
        for speed in (60.0, 90.0)
    ]

    outcomes = [
        outcome_of(found) for found in await asyncio.gather(*(rehearse(plan, tell=lambda _: None) for plan in plans))
    ]
    for outcome in outcomes:
        del outcome["conference"]["id"], outcome["audit"]
    assert outcomes[0] == outcomes[1]
