"""The facilitator admits, sends back and refuses lines without learning whose they are."""

from typing import Any

import pytest

from flows.conference.model import Argument, Round
from flows.errors import Lost, NotAllowed, Refused
from flows.services.admitted import admitted_arguments
from flows.services.announcing import mark_of
from flows.services.arguing import Arguing, Rewriting
from flows.services.forgetting import Forgetting
from flows.services.moderating import Judgment, Moderating

LINES = {
    "aldermeer1": "Samen staan wij sterker bij de inkoop.",
    "boskerk1": "Wij betalen nu al mee.",
    "dalwijk1": "Alleen redden wij het niet.",
}


@pytest.fixture
def arguing(house: Any) -> Arguing:
    return Arguing(house.store)


@pytest.fixture
def moderating(house: Any) -> Moderating:
    return Moderating(house.store)


async def written(house: Any, arguing: Arguing, lines: dict[str, str] | None = None) -> Round:
    """A closed round, with these lines on its first item."""
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    await house.answer_all(round_)
    for name, text in (LINES if lines is None else lines).items():
        await arguing.ask(house.account(name), round_.key, round_.items[0].id)
        await arguing.give(house.account(name), text)
    closed: Round = await house.facilitation.close_round(house.fien, round_.key)
    return closed


async def line(moderating: Moderating, house: Any, key: int, text: str) -> Argument:
    found = await moderating.read(house.fien, key)
    return next(line for line in found.lines if line.text == text)


async def judge(moderating: Moderating, house: Any, found: Argument, judgment: Judgment, seen: str = "") -> Any:
    return await moderating.judge(
        house.fien, found.id, judgment, seen=seen or mark_of(found.text), update=house.update()
    )


async def shown(house: Any, round_: Round) -> dict[str, tuple[str, ...]]:
    async with house.store.reading() as view:
        return dict(await admitted_arguments(view, await view.round(round_.key), await view.rounds(house.conference)))


async def test_order_of_texts_follows_from_their_content_and_not_from_who_wrote_first(
    house: Any, arguing: Arguing, moderating: Moderating
) -> None:
    round_ = await written(house, arguing, dict(reversed(LINES.items())))
    item = round_.items[0].id
    await moderating.admit_all(house.fien, round_.key, seen=(await moderating.read(house.fien, round_.key)).mark)

    record = await house.concluding.round_record(round_.key)

    assert await shown(house, round_) == record.arguments
    assert record.arguments == {
        item: (
            "Samen staan wij sterker bij de inkoop.",
            "Alleen redden wij het niet.",
            "Wij betalen nu al mee.",
        )
    }


async def test_only_what_was_admitted_is_shown_and_the_same_text_once(
    house: Any, arguing: Arguing, moderating: Moderating
) -> None:
    round_ = await written(house, arguing, {**LINES, "boskerk2": "wij betalen nu al mee."})
    for text in ("Wij betalen nu al mee.", "wij betalen nu al mee."):
        await judge(moderating, house, await line(moderating, house, round_.key, text), Judgment.ADMIT)
    refused = await line(moderating, house, round_.key, LINES["dalwijk1"])
    after = await judge(moderating, house, refused, Judgment.REFUSE)

    (texts,) = (await shown(house, round_)).values()

    assert [text.casefold() for text in texts] == ["wij betalen nu al mee."]
    assert (len(after.waiting), len(after.admitted), after.refused, after.count) == (1, 2, 1, 4)


async def test_line_that_was_sent_back_is_written_anew_and_judged_again(
    house: Any, arguing: Arguing, moderating: Moderating
) -> None:
    round_ = await written(house, arguing)
    bram = house.account("boskerk1")
    await house.told()
    sent = await line(moderating, house, round_.key, LINES["boskerk1"])
    after = await judge(moderating, house, sent, Judgment.RETURN)
    told = await house.told()
    found = await arguing.awaited(bram)
    assert isinstance(found, Rewriting)

    await arguing.answer(bram, found, "De kosten zijn nu al hoog.")

    assert (after.returned, len(after.waiting)) == (1, 2)
    assert told == [("argument_returned", (await house.person("boskerk1")).id)]
    assert found.argument.text == LINES["boskerk1"]
    assert [line.text for line in (await moderating.read(house.fien, round_.key)).waiting].count(
        "De kosten zijn nu al hoog."
    ) == 1
    with pytest.raises(Lost) as refused:
        await arguing.answer(bram, found, "Nog eens.")
    assert refused.value.reason == "argument_not_asked"


async def test_who_lets_it_be_takes_the_line_away(house: Any, arguing: Arguing, moderating: Moderating) -> None:
    round_ = await written(house, arguing)
    sent = await line(moderating, house, round_.key, LINES["boskerk1"])
    await judge(moderating, house, sent, Judgment.RETURN)

    with pytest.raises(Lost):
        await arguing.withdraw(house.account("aldermeer1"), sent.id)
    await arguing.withdraw(house.account("boskerk1"), sent.id)

    assert (await moderating.read(house.fien, round_.key)).count == 2


async def test_text_that_was_not_read_is_not_admitted_and_the_first_facilitator_wins(
    house: Any, arguing: Arguing, moderating: Moderating
) -> None:
    round_ = await written(house, arguing)
    found = await line(moderating, house, round_.key, LINES["boskerk1"])

    with pytest.raises(Lost) as rewritten:
        await judge(moderating, house, found, Judgment.ADMIT, seen=mark_of("Iets anders."))
    await judge(moderating, house, found, Judgment.REFUSE)
    with pytest.raises(Lost) as second:
        await judge(moderating, house, found, Judgment.ADMIT)
    with pytest.raises(NotAllowed):
        await moderating.judge(
            house.account("boskerk1"), found.id, Judgment.ADMIT, seen=mark_of(found.text), update=house.update()
        )

    assert (rewritten.value.reason, second.value.reason) == ("argument_rewritten", "argument_judged")
    assert await shown(house, round_) == {}


async def test_all_are_admitted_only_as_they_were_shown(house: Any, arguing: Arguing, moderating: Moderating) -> None:
    round_ = await written(house, arguing)
    mark = (await moderating.read(house.fien, round_.key)).mark
    sent = await line(moderating, house, round_.key, LINES["boskerk1"])
    await judge(moderating, house, sent, Judgment.REFUSE)

    with pytest.raises(Lost) as refused:
        await moderating.admit_all(house.fien, round_.key, seen=mark, update=house.update())
    after = await moderating.admit_all(
        house.fien, round_.key, seen=(await moderating.read(house.fien, round_.key)).mark, update=house.update()
    )

    assert refused.value.reason == "arguments_changed"
    assert (len(after.admitted), len(after.waiting)) == (2, 0)


async def test_admitted_line_is_taken_back_until_the_round_is_settled(
    house: Any, arguing: Arguing, moderating: Moderating
) -> None:
    round_ = await written(house, arguing)
    found = await line(moderating, house, round_.key, LINES["boskerk1"])
    await judge(moderating, house, found, Judgment.ADMIT)
    await judge(moderating, house, found, Judgment.TAKE_BACK)
    back = await shown(house, round_)
    await judge(moderating, house, found, Judgment.ADMIT)
    await house.facilitation.publish_round(house.fien, round_.key)
    await house.facilitation.settle_round(house.fien, round_.key)

    with pytest.raises(Lost) as refused:
        await judge(moderating, house, found, Judgment.TAKE_BACK)

    assert back == {}
    assert refused.value.reason == "arguments_fixed"
    assert await shown(house, round_) == {round_.items[0].id: (LINES["boskerk1"],)}


async def test_log_tells_how_many_and_no_text_and_nobody_of_the_members(
    house: Any, arguing: Arguing, moderating: Moderating
) -> None:
    round_ = await written(house, arguing)
    for text, judgment in zip(LINES.values(), (Judgment.ADMIT, Judgment.RETURN, Judgment.REFUSE), strict=True):
        await judge(moderating, house, await line(moderating, house, round_.key, text), judgment)

    events = [event for event in await house.events() if event.kind.startswith("argument_")]

    leader = (await house.stage()).participants[0].ref
    assert [(e.kind, e.who, dict(e.data)) for e in events] == [
        (kind, leader, {"round": "motieven-1", "count": 1})
        for kind in ("argument_admitted", "argument_returned", "argument_refused")
    ]


async def test_forgetting_takes_lines_away_and_leaves_admitted_ones_without_their_writer(
    house: Any, arguing: Arguing, moderating: Moderating
) -> None:
    round_ = await written(house, arguing)
    item, bram = round_.items[0].id, house.account("boskerk1")
    forgetting = Forgetting(house.store, pack=house.pack)
    await judge(moderating, house, await line(moderating, house, round_.key, LINES["dalwijk1"]), Judgment.ADMIT)
    own = await forgetting.own_answers(bram, round_.key)

    for name in ("boskerk1", "dalwijk1"):
        await forgetting.forget(house.account(name), house.conference, nameless="Deelnemer {number}")

    assert own.lines == {item: LINES["boskerk1"]}
    found = await moderating.read(house.fien, round_.key)
    assert sorted((line.text, line.participant is None) for line in found.lines) == [
        (LINES["dalwijk1"], True),
        (LINES["aldermeer1"], False),
    ]
    (kept,) = found.admitted
    back = await judge(moderating, house, kept, Judgment.TAKE_BACK)
    (again,) = [line for line in back.waiting if line.id == kept.id]
    with pytest.raises(Refused) as refused:
        await judge(moderating, house, again, Judgment.RETURN)
    assert refused.value.reason == "argument_of_nobody"
