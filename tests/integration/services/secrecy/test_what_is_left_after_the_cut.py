"""What could still lead to somebody after the cut: keys of the log, messages about a line, figures seen before."""

import json
import sqlite3
from pathlib import Path
from typing import Any, Final

import pytest

from flows.conference.model import Round
from flows.services.announcing import mark_of
from flows.services.arguing import Arguing
from flows.services.correcting import Correcting
from flows.services.following import Following
from flows.services.moderating import Judgment, Moderating
from flows.services.proposing import Proposing
from flows.words import Secrecy
from storage.audit import commit_to

ROOT: Final = Path(__file__).parents[4]
TOWNS: Final = ("aldermeer", "boskerk", "dalwijk")


@pytest.fixture
async def secret(house: Any) -> Any:
    """Three municipalities with three voters each, under geheim."""
    await house.found(secrecy=Secrecy.SECRET)
    return await _filled(house)


@pytest.fixture
def database(house: Any, tmp_path: Path) -> Path:
    return next(path for path in tmp_path.rglob("*.sqlite"))


async def _filled(house: Any) -> Any:
    for town in TOWNS:
        await house.invite(town, *[f"{town}{n}" for n in (1, 2, 3)])
    await house.enter()
    return house


async def _asked(house: Any) -> Round:
    await house.go_to("motieven")
    round_: Round = await house.opened()
    return round_


def _opened_by_keys(database: Path, template: str) -> set[tuple[str, str]]:
    """(participant, item) of which a key that is left opens a commitment in the log."""
    with sqlite3.connect(database) as connection:
        keys = connection.execute(
            "SELECT k.participant, k.key FROM answer_key AS k JOIN round AS r ON r.key = k.round "
            "WHERE r.template = ?",
            (template,),
        ).fetchall()
        items = connection.execute(
            "SELECT i.id, i.body FROM round_item AS i JOIN round AS r ON r.key = i.round WHERE r.template = ?",
            (template,),
        ).fetchall()
        written = {row[0] for row in connection.execute("SELECT commitment FROM event WHERE commitment <> ''")}
    sensitive = [item for item, body in items if json.loads(body).get("sensitive")]
    assert written
    assert sensitive
    return {
        (person, item)
        for person, key in keys
        for item in sensitive
        for value in range(1, 6)
        if commit_to(key, item=item, value=str(value), no_opinion=False, unacceptable=False) in written
    }


async def test_no_key_opens_what_was_answered_to_a_sensitive_item(house: Any, database: Path) -> None:
    await house.found(secrecy=Secrecy.MUNICIPALITY)
    await _filled(house)
    await house.go_to("aanpak")
    round_ = await house.opened()
    await house.answer_all(round_)
    before = _opened_by_keys(database, round_.template)

    await house.finish(round_.key)

    assert len({person for person, _ in before}) == 9
    assert _opened_by_keys(database, round_.template) == set()


async def test_no_message_leads_from_a_line_to_who_wrote_it(secret: Any, database: Path) -> None:
    round_ = await _asked(secret)
    arguing, moderating = Arguing(secret.store), Moderating(secret.store)
    writers = {"boskerk2": "Dit wil ik niet", "dalwijk1": "Dit ook niet"}
    for name, text in writers.items():
        await arguing.ask(secret.account(name), round_.key, round_.items[0].id)
        await arguing.give(secret.account(name), text)
    await secret.answer_all(round_)
    await secret.facilitation.close_round(secret.fien, round_.key)
    for line, judgment in zip(
        (await moderating.read(secret.fien, round_.key)).waiting, (Judgment.RETURN, Judgment.REFUSE), strict=True
    ):
        await moderating.judge(secret.fien, line.id, judgment, seen=mark_of(line.text))
    told = {kind for kind, _ in await secret.told()}

    await secret.facilitation.publish_round(secret.fien, round_.key)
    await secret.facilitation.settle_round(secret.fien, round_.key)

    with sqlite3.connect(database) as connection:
        left = connection.execute("SELECT kind, recipient FROM notice WHERE kind LIKE 'argument_re%'").fetchall()
        lines = connection.execute("SELECT state, participant FROM argument ORDER BY state").fetchall()
    assert {"argument_returned", "argument_refused"} <= told
    assert lines == [("refused", None), ("returned", None)]
    assert left == []


async def test_message_about_a_motive_goes_with_the_round_in_which_it_was_proposed(
    secret: Any, database: Path
) -> None:
    round_ = await _asked(secret)
    proposing = Proposing(secret.store, pack=secret.pack)
    correcting = Correcting(secret.store, clock=secret.clock, pack=secret.pack)
    await proposing.ask(secret.account("boskerk1"), round_.key)
    await proposing.give(secret.account("boskerk1"), "Jongeren in de regio houden")
    for number, name in enumerate(f"{town}{n}" for town in TOWNS for n in (1, 2, 3)):
        for item in round_.items:
            await secret.press(name, round_, item.id, 1 if number < 3 else 5)
    await secret.facilitation.close_round(secret.fien, round_.key)
    await secret.facilitation.publish_round(secret.fien, round_.key)
    draft = await Following(secret.store, clock=secret.clock, pack=secret.pack).follow(secret.fien, round_.key)
    (proposal,) = (await proposing.proposals(secret.fien, secret.conference)).proposals
    await proposing.refuse(secret.fien, proposal.id)
    told = [(kind, to) for kind, to in await secret.told() if kind == "motive_decided"]

    await correcting.withdraw(secret.fien, draft.key, reason="Toch niet nodig")

    with sqlite3.connect(database) as connection:
        left = connection.execute("SELECT recipient FROM notice WHERE kind = 'motive_decided'").fetchall()
    assert len(told) == 1
    assert left == []


async def test_figures_of_a_round_that_was_reopened_and_withdrawn_were_seen(secret: Any) -> None:
    round_ = await _asked(secret)
    correcting = Correcting(secret.store, clock=secret.clock, pack=secret.pack)
    people = [f"{town}{n}" for town in TOWNS for n in (1, 2, 3)]
    for name in people:
        await secret.press(name, round_, round_.items[0].id, 4)
    await secret.facilitation.close_round(secret.fien, round_.key)
    seen = await secret.concluding.round_record(round_.key)
    await correcting.reopen(secret.fien, round_.key)
    await correcting.withdraw(secret.fien, round_.key, reason="Verkeerde vraag")
    again = await secret.opened()
    for name in people[:8]:
        await secret.press(name, again, again.items[0].id, 4)
    await secret.facilitation.close_round(secret.fien, again.key)

    record = await secret.concluding.round_record(again.key)

    item = round_.items[0].id
    assert seen.disclosed.items[item].counts is not None
    assert record.disclosed.items[item].counts is None
