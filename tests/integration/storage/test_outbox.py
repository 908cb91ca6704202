"""The outbox and the quarantine: a key goes out once, and none overtakes another."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from flows.ports import Notice
from storage.store import QUARANTINE_LENGTH, QUARANTINE_ROWS


async def tell(scene: Any, *keys: str, to: str | None = None) -> None:
    async with scene.store.writing() as work:
        for key in keys:
            await work.tell(Notice(key=key, conference="dal", kind="result", to=to, data={"round": 1}))
        await work.commit()


async def waiting(scene: Any, limit: int = 10) -> list[str]:
    return [pending.notice.key for pending in await scene.store.pending(limit)]


async def test_tell_same_key_goes_out_once(scene: Any) -> None:
    await tell(scene, "a", "a", to="anna")

    (pending,) = await scene.store.pending(10)
    await scene.store.sent(pending.id)
    await tell(scene, "a", to="anna")

    assert pending.notice == Notice(key="a", conference="dal", kind="result", to="anna", data={"round": 1})
    assert await waiting(scene) == []


async def test_pending_gives_each_recipient_his_first(scene: Any) -> None:
    await tell(scene, "group-1", "group-2")
    await tell(scene, "anna-1", "anna-2", to="anna")
    await tell(scene, "bram-1", to="bram")

    first = await waiting(scene)
    for pending in await scene.store.pending(2):
        await scene.store.sent(pending.id)

    assert first == ["group-1", "anna-1", "bram-1"]
    assert await waiting(scene) == ["group-2", "anna-2", "bram-1"]


async def test_postpone_holds_what_comes_behind(scene: Any) -> None:
    await tell(scene, "anna-1", "anna-2", to="anna")
    await tell(scene, "bram-1", to="bram")
    pending = (await scene.store.pending(1))[0]

    await scene.store.postpone(pending.id, scene.clock.now() + timedelta(seconds=30))

    assert await waiting(scene) == ["bram-1"]
    await scene.clock.sleep(30)
    again = (await scene.store.pending(1))[0]
    assert [again.notice.key, again.attempts] == ["anna-1", 1]


async def test_give_up_lets_the_next_through(scene: Any) -> None:
    await tell(scene, "anna-1", "anna-2", to="anna")
    pending = (await scene.store.pending(1))[0]

    await scene.store.give_up(pending.id, "blocked")

    assert await waiting(scene) == ["anna-2"]


async def test_tell_without_commit_tells_nothing(scene: Any) -> None:
    async with scene.store.writing() as work:
        await work.tell(Notice(key="a", conference="dal", kind="result"))

    assert await waiting(scene) == []


async def test_quarantine_keeps_the_last_ones_cut_to_size(scene: Any) -> None:
    insert = sa.text("INSERT INTO quarantine (id, channel, moment, raw, why) VALUES (1, 'telegram', 0, 'old', '')")
    async with scene.store.writing() as work:
        await work.run(insert)
        await work.run(
            sa.text("UPDATE sqlite_sequence SET seq = :seq WHERE name = 'quarantine'").bindparams(
                seq=QUARANTINE_ROWS - 3
            )
        )
        await work.commit()
    for number in range(3):
        await scene.store.quarantine("telegram", number, "\ud800\x00" + "x" * 2 * QUARANTINE_LENGTH, "no JSON")
    await scene.store.quarantine("telegram", None, "{", "no JSON")

    async with scene.store.reading() as view:
        kept = await view.ask(sa.text("SELECT number, length(raw) AS size FROM quarantine"))
    assert [(row["number"], row["size"]) for row in kept] == [
        (0, QUARANTINE_LENGTH),
        (1, QUARANTINE_LENGTH),
        (2, QUARANTINE_LENGTH),
        (None, 1),
    ]
