"""Lines why with a question: stored with or without an answer, changed until closing, and read by nobody before."""

from typing import Any

import pytest

from flows.errors import Invalid, Lost, NotAllowed, Refused
from flows.ports import Press
from flows.services.arguing import LENGTH, Arguing
from flows.services.moderating import Moderating


async def read(house: Any, key: int) -> list[tuple[str, str]]:
    found = await Moderating(house.store).read(house.fien, key)
    return sorted((line.item, line.text) for line in found.lines)


async def test_line_is_kept_with_an_answer_and_without_one_and_the_last_one_counts(house: Any) -> None:
    arguing = Arguing(house.store)
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    first, second = (item.id for item in round_.items[:2])
    anna, bram = house.account("aldermeer1"), house.account("boskerk1")

    await arguing.ask(anna, round_.key, first)
    await arguing.give(anna, "Wij hebben hier   goede ervaring mee.")
    await house.answering.answer(Press(update=None, account=anna, round=round_.key, item=first, value="4"))
    await arguing.ask(anna, round_.key, first)
    await arguing.give(anna, "Wij doen dit al jaren samen.")
    await arguing.ask(bram, round_.key, second)
    await arguing.give(bram, "Alleen lukt\x00 dit niet.")
    walk = await house.answering.walk(anna, round_.key, at=first)
    await house.facilitation.close_round(house.fien, round_.key)

    assert walk.lines == {first: "Wij doen dit al jaren samen."}
    assert await read(house, round_.key) == [
        (first, "Wij doen dit al jaren samen."),
        (second, "Alleen lukt dit niet."),
    ]
    async with house.store.reading() as view:
        ballots = {(b.item, b.participant): (b.value, b.text) for b in await view.ballots(round_.key)}
    assert list(ballots.values()) == [(4, "")]


async def test_nobody_reads_while_the_round_is_open_and_only_facilitators_after_it(house: Any) -> None:
    arguing, moderating = Arguing(house.store), Moderating(house.store)
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    anna = house.account("aldermeer1")
    await arguing.ask(anna, round_.key, round_.items[0].id)
    await arguing.give(anna, "Alleen lukt dit niet.")

    with pytest.raises(Refused):
        await moderating.read(house.fien, round_.key)
    await house.facilitation.close_round(house.fien, round_.key)
    with pytest.raises(NotAllowed):
        await moderating.read(anna, round_.key)


@pytest.mark.parametrize(("text", "reason"), [("…", "argument_empty"), ("a" * (LENGTH + 1), "argument_too_long")])
async def test_line_that_does_not_fit_is_refused_and_still_waited_for(house: Any, text: str, reason: str) -> None:
    arguing = Arguing(house.store)
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    anna = house.account("aldermeer1")
    await arguing.ask(anna, round_.key, round_.items[0].id)

    with pytest.raises(Invalid) as refused:
        await arguing.give(anna, text)

    assert refused.value.reason == reason
    assert await arguing.give(anna, "a" * LENGTH) == (round_.key, round_.items[0].id)


async def test_line_after_closing_is_too_late_and_one_that_was_not_asked_is_refused(house: Any) -> None:
    arguing = Arguing(house.store)
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    anna, bram = house.account("aldermeer1"), house.account("boskerk1")
    await arguing.ask(anna, round_.key, round_.items[0].id)
    await house.facilitation.close_round(house.fien, round_.key)

    for account, reason in ((anna, "round_closed_argument"), (bram, "text_not_asked")):
        with pytest.raises(Lost) as refused:
            await arguing.give(account, "Alleen lukt dit niet.")
        assert refused.value.reason == reason
    assert await read(house, round_.key) == []


async def test_no_line_is_taken_where_standpunten_are_given(house: Any) -> None:
    await house.convene()
    await house.go_to("aanpak", round_id="aanpakkeuze")
    round_ = await house.opened()

    with pytest.raises(Refused) as refused:
        await Arguing(house.store).ask(house.account("aldermeer1"), round_.key, round_.items[0].id)

    assert refused.value.reason == "no_argument_here"
