"""Samen: one item at a time, through the database's state."""

from typing import Any

import pytest

from flows.errors import Lost, NotAllowed, NotFound, Refused
from flows.ports import Chat
from flows.services.answerers import current_item, shown_items
from flows.words import Kind, Mode, Role

GROUP = Chat("telegram", "-1001")


async def stored(house: Any, key: int) -> Any:
    async with house.store.reading() as view:
        return await view.round(key)


async def together(house: Any, *, voters: int = 2) -> Any:
    """The first round of the motives, open and held together in a group."""
    await house.convene(voters=voters)
    await house.roster.link_group(house.fien, house.conference, GROUP)
    await house.advance()
    await house.together.set_mode(house.fien, (await house.current()).key, Mode.TOGETHER)
    return await house.opened()


async def test_concept_is_made_a_round_together_and_back(house: Any) -> None:
    await house.convene()
    await house.roster.link_group(house.fien, house.conference, GROUP)
    await house.advance()
    draft = await house.current()

    made = await house.together.set_mode(house.fien, draft.key, Mode.TOGETHER)
    twice = await house.together.set_mode(house.fien, draft.key, Mode.TOGETHER)
    back = await house.together.set_mode(house.fien, draft.key, Mode.INDIVIDUAL)

    assert (made.mode, twice.version, back.mode) == (Mode.TOGETHER, made.version, Mode.INDIVIDUAL)
    assert [event.kind for event in await house.events()][-2:] == ["round_mode", "round_mode"]


@pytest.mark.parametrize(
    ("phase", "template", "reason"),
    [
        ("motieven", "motievenpunten", "together_kind"),
        ("aanpak", "aanpakkeuze", "together_speakers"),
        ("groslijst", "pakketten", "together_speakers"),
        ("vorm", "vorm", "together_kind"),
    ],
)
async def test_round_that_cannot_be_held_together_is_refused(
    house: Any, phase: str, template: str, reason: str
) -> None:
    await house.convene()
    await house.roster.link_group(house.fien, house.conference, GROUP)
    await house.go_to(phase, round_id=template)
    draft = await house.current()

    with pytest.raises(Refused) as caught:
        await house.together.set_mode(house.fien, draft.key, Mode.TOGETHER)

    assert (caught.value.reason, await stored(house, draft.key)) == (reason, draft)


async def test_more_than_eight_items_are_too_many(house: Any) -> None:
    await house.convene()
    await house.roster.link_group(house.fien, house.conference, GROUP)
    await house.go_to("beslisboom")
    key = (await house.current()).key
    together = await house.together.set_mode(house.fien, key, Mode.TOGETHER)

    whole = await house.preparing.select(house.fien, key, "all")
    with pytest.raises(Refused) as caught:
        await house.together.set_mode(house.fien, key, Mode.TOGETHER)

    assert (together.mode, whole.mode) == (Mode.TOGETHER, Mode.INDIVIDUAL)
    assert (caught.value.reason, caught.value.data) == ("together_many", {"limit": 8})


async def test_together_needs_a_group(house: Any) -> None:
    await house.convene()
    await house.advance()

    with pytest.raises(Refused) as caught:
        await house.together.set_mode(house.fien, (await house.current()).key, Mode.TOGETHER)

    assert caught.value.reason == "together_no_group"


async def test_mode_is_fixed_when_the_round_opens(house: Any) -> None:
    round_ = await together(house)

    with pytest.raises(Lost):
        await house.together.set_mode(house.fien, round_.key, Mode.INDIVIDUAL)

    assert (await stored(house, round_.key)).mode is Mode.TOGETHER


async def test_facilitator_moves_on_and_back_and_a_double_press_moves_once(house: Any) -> None:
    round_ = await together(house)
    first, second, third, *_ = (item.id for item in round_.items)
    key = round_.key

    begun = current_item(await stored(house, key))
    moved = await house.together.move_to(house.fien, key, second, seen=first)
    twice = await house.together.move_to(house.fien, key, second, seen=first)
    onward = await house.together.move_to(house.fien, key, third, seen=second)
    back = await house.together.move_to(house.fien, key, second, seen=third)

    assert begun is not None
    assert (begun.id, moved.at, twice.version, onward.at, back.at) == (first, second, moved.version, third, second)


async def test_who_saw_another_item_moves_nothing(house: Any) -> None:
    round_ = await together(house)
    first, second, third, *_ = (item.id for item in round_.items)
    await house.together.move_to(house.fien, round_.key, second, seen=first)
    await house.together.move_to(house.fien, round_.key, third, seen=second)

    with pytest.raises(Lost) as caught:
        await house.together.move_to(house.fien, round_.key, second, seen=first)

    assert (caught.value.reason, (await stored(house, round_.key)).at) == ("together_moved", third)


async def test_moving_is_for_an_open_round_together_and_its_facilitator(house: Any) -> None:
    round_ = await together(house)
    first, second = (item.id for item in round_.items[:2])
    with pytest.raises(NotAllowed):
        await house.together.move_to(house.account("aldermeer1"), round_.key, second, seen=first)
    with pytest.raises(NotFound):
        await house.together.move_to(house.fien, round_.key, "onbekend", seen=first)
    await house.finish(round_.key)
    with pytest.raises(Lost):
        await house.together.move_to(house.fien, round_.key, second, seen=first)
    individual = await house.opened()
    asked = individual.items[0].id

    assert individual.kind is Kind.POINTS
    assert (await house.together.move_to(house.fien, individual.key, asked, seen=asked)).at is None


async def test_own_walk_goes_no_further_than_the_card(house: Any) -> None:
    round_ = await together(house)
    first, second, third, *_ = (item.id for item in round_.items)
    account = house.account("boskerk1")

    begin = await house.answering.walk(account, round_.key, resume=True)
    await house.together.move_to(house.fien, round_.key, second, seen=first)
    resumed = await house.answering.walk(account, round_.key, resume=True)
    ahead = await house.answering.walk(account, round_.key, at=third)
    await house.press("boskerk1", round_, second, 4)
    behind = await house.answering.walk(account, round_.key, resume=True)

    assert ([i.id for i in begin.round.items], begin.at) == ([first], first)
    assert ([i.id for i in resumed.round.items], resumed.at) == ([first, second], second)
    assert (ahead.item, behind.at) == (None, first)


async def test_late_answer_to_the_item_before_counts(house: Any) -> None:
    round_ = await together(house)
    first, second = (item.id for item in round_.items[:2])
    await house.together.move_to(house.fien, round_.key, second, seen=first)

    verdict = await house.press("boskerk1", round_, first, 4)

    async with house.store.reading() as view:
        done = {p.municipality: p.done for p in await view.item_progress(round_.key, first)}
        ahead = {p.municipality: p.done for p in await view.item_progress(round_.key, second)}
    assert verdict.stands
    assert (done, ahead) == (
        {"aldermeer": 0, "boskerk": 1, "dalwijk": 0},
        {"aldermeer": 0, "boskerk": 0, "dalwijk": 0},
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [("1", "facilitator_answers_not"), ("vreemde", "not_on_the_list"), ("kijker", "observer_only")],
)
async def test_who_does_not_answer_hears_why(house: Any, name: str, reason: str) -> None:
    await house.convene(voters=1)
    await house.invite(None, "kijker", role=Role.OBSERVER)
    await house.enter()
    await house.roster.link_group(house.fien, house.conference, GROUP)
    await house.advance()
    await house.together.set_mode(house.fien, (await house.current()).key, Mode.TOGETHER)
    round_ = await house.opened()

    with pytest.raises(NotAllowed) as caught:
        await house.together.refuse(house.account(name), round_.key)
    await house.together.refuse(house.account("aldermeer1"), round_.key)

    assert caught.value.reason == reason


async def test_individual_round_shows_all_its_items(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()

    assert shown_items(round_) == round_.items
