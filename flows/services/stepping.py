"""One step of a round, with everything that belongs to it; it happens in the transaction of who calls it."""

from datetime import datetime

from flows.conference.model import Participant, Round
from flows.conference.round_machine import RoundFacts, move_round
from flows.ports import Work
from flows.services.asking_arguments import ask_arguments
from flows.services.making import announce_round, round_event
from flows.services.stage import Stage


async def take_step(
    work: Work, stage: Stage, round_: Round, trigger: str, actor: Participant, *, at: datetime
) -> Round:
    """Move the round, write it down and announce it. Commits nothing.

    Closing freezes the electorate. Opening a further round brings along what everybody answered in the round before,
    once: the machine opens a concept, and nothing else, and there is no way back to it.

    Raises Lost when somebody was first, Refused with the reason.
    """
    facts = await _facts(work, stage, round_)
    if trigger == "close":
        await work.freeze_electorate(round_.key)
    moved = await work.save_round(move_round(round_, trigger, facts=facts, at=at))
    data: dict[str, str | int] = {}
    if trigger == "open" and round_.follows is not None:
        data["carried"] = await work.carry_answers(round_.key)
    await work.record(round_event(moved, f"round_{trigger}", actor, **data))
    await announce_round(work, stage, moved, trigger)
    await ask_arguments(work, stage, moved)
    return moved


async def _facts(work: Work, stage: Stage, round_: Round) -> RoundFacts:
    """Homework lies open beside everything else."""
    others = [r for r in stage.open_rounds if r.key != round_.key and not r.homework]
    return RoundFacts(
        electors=(await work.electorate(round_.key)).size,
        items=len(round_.items),
        other_open=bool(others) and not round_.homework,
    )
