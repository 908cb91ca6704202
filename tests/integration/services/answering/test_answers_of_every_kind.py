"""Answers of every kind: what each stores, and what it does not know."""

from typing import Any

import pytest

from flows.ports import Press, VerdictWord
from flows.words import Grade


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
async def test_rate_stores_each_number(house: Any, asked: Any, value: int) -> None:
    round_ = await asked.motives()
    item = round_.items[0].id

    verdict = await house.press("boskerk2", round_, item, value)

    assert (verdict.word, house.read(verdict)) == (VerdictWord.STORED, value)
    assert (await asked.ballot("boskerk2", round_, item)).value == value


async def test_answer_is_changed_and_said_twice(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    item = round_.items[0].id

    verdicts = [await house.press("boskerk2", round_, item, value) for value in (4, 2, 2)]
    verdicts.append(await house.answering.answer(asked.no_opinion("boskerk2", round_, item)))

    assert [v.word for v in verdicts] == [
        VerdictWord.STORED,
        VerdictWord.CHANGED,
        VerdictWord.UNCHANGED,
        VerdictWord.CHANGED,
    ]
    assert verdicts[1].previous == "4"
    stored = await asked.ballot("boskerk2", round_, item)
    assert (stored.value, stored.no_opinion) == (None, True)


@pytest.mark.parametrize("raw", ["0", "6", "4.0", '"4"', "true", "null", "", " 4", "[4]", "{", "1e0"])
async def test_value_that_the_kind_does_not_know_is_invalid(house: Any, asked: Any, raw: str) -> None:
    round_ = await asked.motives()
    item = round_.items[0].id
    press = Press(update=house.update(), account=house.account("boskerk2"), round=round_.key, item=item, value=raw)

    verdict = await house.answering.answer(press)

    assert verdict.word is VerdictWord.INVALID
    assert await asked.ballot("boskerk2", round_, item) is None


@pytest.mark.parametrize(("key", "item"), [(999, ""), (0, "elders"), (0, "")])
async def test_unknown_round_or_item_is_invalid(house: Any, asked: Any, key: int, item: str) -> None:
    round_ = await asked.motives()
    press = Press(
        update=house.update(),
        account=house.account("boskerk2"),
        round=key or round_.key,
        item=item or ("elders" if key == 0 else round_.items[0].id),
        value="4",
    )

    assert (await house.answering.answer(press)).word is VerdictWord.INVALID


async def test_choose_stores_each_option(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("beslisboom", "beslisboom")
    question = round_.items[0]

    for option in question.options:
        verdict = await house.press("boskerk2", round_, question.id, option.id)

        assert (verdict.stands, house.read(verdict)) == (True, option.id)
    assert (await house.press("boskerk2", round_, question.id, "anders")).word is VerdictWord.INVALID


async def test_grade_stores_each_word(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("vorm", "vorm")
    item = round_.items[0].id

    for grade in Grade:
        verdict = await house.press("boskerk2", round_, item, grade.value)

        assert (verdict.stands, house.read(verdict)) == (True, grade.value)
    assert (await house.press("boskerk2", round_, item, "goed")).word is VerdictWord.INVALID


async def test_woordvoerder_stores_when_for_each_task(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("groslijst", "pakketten")
    item = round_.items[0].id

    for option in ("nu", "later", "niet", "al_geregeld"):
        assert house.read(await house.press("boskerk1", round_, item, option)) == option
    assert (await house.answering.answer(asked.no_opinion("boskerk1", round_, item))).word is VerdictWord.INVALID


async def test_mark_stands_beside_the_number(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("groslijst", "groslijst")
    item = round_.items[0].id
    await house.press("boskerk2", round_, item, 4)

    for mark in (True, False, True):
        press = Press(
            update=house.update(), account=house.account("boskerk2"), round=round_.key, item=item, mark=mark
        )
        verdict = await house.answering.answer(press)

        assert (verdict.unacceptable, house.read(verdict)) == (mark, 4)
    stored = await asked.ballot("boskerk2", round_, item)
    assert (stored.value, stored.unacceptable) == (4, True)


async def test_mark_is_invalid_where_the_round_knows_none(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    press = Press(
        update=house.update(),
        account=house.account("boskerk2"),
        round=round_.key,
        item=round_.items[0].id,
        mark=True,
    )

    assert (await house.answering.answer(press)).word is VerdictWord.INVALID
