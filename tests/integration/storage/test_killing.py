"""Killed in the middle of answering: what was acknowledged is there, once, and nothing is half."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import storage
from flows.ports import VerdictWord
from storage.engine import open_store

ROOT = Path(storage.__file__).parents[1]
PROGRAM = Path(__file__).with_name("stream_of_answers.py")
ACKNOWLEDGED = {VerdictWord.STORED, VerdictWord.CHANGED, VerdictWord.SUPERSEDED}


def answer_until_killed(path: Path, round_: int, first: int, *, after: int) -> list[tuple[str, str, int]]:
    """(person, item, number) of every answer that was acknowledged before the kill."""
    command = [sys.executable, str(PROGRAM), str(path), str(round_), str(first)]
    with subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(after)]
        process.kill()
        lines += process.stdout.readlines()
    told = [line.decode().split() for line in lines if line.endswith(b"\n")]
    assert {word for *_, word in told} <= ACKNOWLEDGED
    return [(person, item, int(number)) for person, item, number, _ in told]


@pytest.mark.parametrize("after", [1, 90, 400])
async def test_killed_while_answering_loses_nothing_that_was_acknowledged(left_scene: Any, after: int) -> None:
    acknowledged = answer_until_killed(left_scene.path, left_scene.round.key, 1, after=after)

    async with open_store(left_scene.path, clock=left_scene.clock) as store:
        async with store.reading() as view:
            stored = {(b.participant, b.item): b.value for b in await view.ballots(left_scene.round.key)}
        again = [
            await store.record(left_scene.press(person, str(number), item=item, number=number))
            for person, item, number in acknowledged
        ]
        faults, broken = await store.integrity(), await store.verify_chain("dal")
    latest = {(person, item): number for person, item, number in sorted(acknowledged, key=lambda told: told[2])}
    assert len(acknowledged) >= after
    assert {key: number for key, number in latest.items() if int(str(stored[key])) < number} == {}
    assert {verdict.word for verdict in again} == {VerdictWord.DUPLICATE}
    assert [faults, broken] == [[], None]
