"""The group of a conference: tied, taken, late and moved."""

from typing import Any

import pytest

from flows.errors import Lost
from flows.ports import Chat

GROUP = Chat("telegram", "-1001")


async def test_group_belongs_to_the_conference_it_was_tied_to(house: Any) -> None:
    await house.found()

    linked = await house.roster.link_group(house.fien, house.conference, GROUP)

    async with house.store.reading() as view:
        assert await view.conference_of_chat(GROUP) == linked
        assert await view.chats(house.conference) == (GROUP,)


async def test_group_of_another_running_conference_is_taken(house: Any) -> None:
    first = await house.found()
    await house.roster.link_group(house.fien, first, GROUP)
    second = await house.found()

    with pytest.raises(Lost) as caught:
        await house.roster.link_group(house.fien, second, GROUP)

    assert (caught.value.reason, caught.value.data) == ("group_taken", {"name": "Samenwerken in het Dal"})
    async with house.store.reading() as view:
        assert await view.chats(second) == ()


async def test_group_that_is_tied_late_gets_the_card_of_the_open_round(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()

    await house.roster.link_group(house.fien, house.conference, GROUP)

    to_group = [p.notice for p in await house.store.pending(500) if p.notice.to is None]
    assert [(n.kind, n.data) for n in to_group] == [("round_opened", {"round": round_.key})]


async def test_group_that_moved_keeps_its_conference(house: Any) -> None:
    await house.found()
    await house.roster.link_group(house.fien, house.conference, GROUP)

    await house.roster.move_group("telegram", "-1001", "-2002")

    async with house.store.reading() as view:
        assert await view.conference_of_chat(GROUP) is None
        assert await view.chats(house.conference) == (Chat("telegram", "-2002"),)
