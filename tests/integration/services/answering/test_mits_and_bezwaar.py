"""The texts with a mits or bezwaar, and the bound of an objector."""

from typing import Any

import pytest

from flows.errors import Invalid, Lost
from flows.ports import Dialog, VerdictWord
from flows.services.answering import NO_BOUND, REASON
from flows.words import Consent


@pytest.mark.parametrize("word", [Consent.CONDITION, Consent.OBJECTION])
async def test_mits_and_bezwaar_ask_for_their_text_at_once(house: Any, asked: Any, word: Consent) -> None:
    round_ = await asked.open_at("factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")

    verdict = await house.answering.consent(anna, round_.key, item, word, update=house.update())
    waiting = await house.dialog("boskerk2")
    before = await house.answering.walk(anna, round_.key, at=item)
    after = await house.answering.give_reason(anna, "  als de kosten\nbekend zijn ", update=house.update())

    assert verdict.word is VerdictWord.STORED
    assert waiting == Dialog(kind=REASON, data={"round": round_.key, "item": item, "word": word.value})
    assert (before.is_done(round_.items[0]), after.is_done(round_.items[0])) == (False, True)
    stored = await asked.ballot("boskerk2", round_, item)
    assert (stored.value, stored.text) == (word.value, "als de kosten bekend zijn")
    assert await house.dialog("boskerk2") is None


async def test_instemmen_asks_for_no_text(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("factoren", "gedragscode")

    await house.answering.consent(house.account("boskerk2"), round_.key, round_.items[0].id, Consent.AGREE)

    assert await house.dialog("boskerk2") is None


@pytest.mark.parametrize("length", [1, 500])
async def test_text_of_1_to_500_characters_is_stored(house: Any, asked: Any, length: int) -> None:
    round_ = await asked.open_at("factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.CONDITION)

    await house.answering.give_reason(anna, "x" * length)

    assert len((await asked.ballot("boskerk2", round_, item)).text) == length


@pytest.mark.parametrize(
    ("text", "reason", "data"),
    [
        ("", "text_empty", {}),
        (" \n\t ", "text_empty", {}),
        ("x" * 501, "text_too_long", {"length": 501, "limit": 500}),
    ],
)
async def test_text_that_does_not_fit_is_asked_for_again(
    house: Any, asked: Any, text: str, reason: str, data: dict[str, int]
) -> None:
    round_ = await asked.open_at("factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.CONDITION)

    with pytest.raises(Invalid) as caught:
        await house.answering.give_reason(anna, text)

    assert (caught.value.reason, caught.value.data) == (reason, data)
    assert await house.dialog("boskerk2") is not None
    assert (await asked.ballot("boskerk2", round_, item)).value == "condition"


async def test_text_that_nobody_asked_for_is_lost(house: Any, asked: Any) -> None:
    await asked.open_at("factoren", "gedragscode")

    with pytest.raises(Lost) as caught:
        await house.answering.give_reason(house.account("boskerk2"), "zomaar")

    assert caught.value.reason == "text_not_asked"


async def test_text_after_closing_is_lost_and_no_longer_waited_for(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.CONDITION)
    await house.facilitation.close_round(house.fien, round_.key)

    with pytest.raises(Lost) as caught:
        await house.answering.give_reason(anna, "te laat")

    assert caught.value.reason == "round_closed_text"
    stored = await asked.ballot("boskerk2", round_, item)
    assert (stored.value, stored.text) == ("condition", "")
    assert await house.dialog("boskerk2") is None


async def test_toch_instemmen_ends_the_question_for_a_text(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.OBJECTION)

    await house.answering.consent(anna, round_.key, item, Consent.AGREE)

    assert await house.dialog("boskerk2") is None
    with pytest.raises(Lost):
        await house.answering.give_reason(anna, "toch een tekst")


async def test_other_word_begins_without_the_text(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.CONDITION)
    await house.answering.give_reason(anna, "een voorwaarde")

    await house.answering.consent(anna, round_.key, item, Consent.OBJECTION)

    stored = await asked.ballot("boskerk2", round_, item)
    assert (stored.value, stored.text) == ("objection", "")


async def test_back_to_the_college_is_for_woordvoerders_only(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("factoren", "gedragscode")

    verdict = await house.answering.consent(
        house.account("boskerk1"), round_.key, round_.items[0].id, Consent.COLLEGE
    )

    assert verdict.word is VerdictWord.INVALID


async def test_woordvoerder_goes_back_to_the_college(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("aanpak", "aanpakkeuze")
    item = round_.items[0].id

    verdict = await house.answering.consent(house.account("boskerk1"), round_.key, item, Consent.COLLEGE)

    assert (verdict.word, house.read(verdict)) == (VerdictWord.STORED, "college")
    assert (await house.answering.walk(house.account("boskerk1"), round_.key)).open_items == ()


@pytest.mark.parametrize("bound", ["first", NO_BOUND])
async def test_objector_to_an_uitgangspunt_names_a_bound_and_keeps_the_text(
    house: Any, asked: Any, bound: str
) -> None:
    round_ = await asked.principles()
    item, anna = round_.items[0], house.account("boskerk1")
    option = item.options[0].id if bound == "first" else bound
    await house.answering.consent(anna, round_.key, item.id, Consent.OBJECTION)
    told = await house.answering.give_reason(anna, "te zwaar voor ons")

    verdict = await house.answering.name_bound(anna, round_.key, item.id, option, update=house.update())

    stored = await asked.ballot("boskerk1", round_, item.id)
    assert verdict.word is VerdictWord.CHANGED
    assert (stored.value, stored.text) == (f"objection:{option}", "te zwaar voor ons")
    assert not told.is_done(item)
    assert (await house.answering.walk(anna, round_.key, at=item.id)).is_done(item)


async def test_unknown_bound_is_invalid(house: Any, asked: Any) -> None:
    round_ = await asked.principles()
    item, anna = round_.items[0], house.account("boskerk1")
    await house.answering.consent(anna, round_.key, item.id, Consent.OBJECTION)

    verdict = await house.answering.name_bound(anna, round_.key, item.id, "elders")

    assert verdict.word is VerdictWord.INVALID
    assert (await asked.ballot("boskerk1", round_, item.id)).value == "objection"


async def test_bound_is_invalid_where_no_option_was_proposed(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.OBJECTION)

    verdict = await house.answering.name_bound(anna, round_.key, item, NO_BOUND)

    assert verdict.word is VerdictWord.INVALID
    assert (await asked.ballot("boskerk2", round_, item)).value == "objection"


async def test_bound_and_consent_are_invalid_in_a_round_of_another_kind(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    item, anna = round_.items[0].id, house.account("boskerk2")

    verdicts = [
        await house.answering.name_bound(anna, round_.key, item, NO_BOUND),
        *[await house.answering.consent(anna, round_.key, item, word) for word in Consent],
    ]

    assert {verdict.word for verdict in verdicts} == {VerdictWord.INVALID}
    assert await asked.ballot("boskerk2", round_, item) is None


async def test_bound_is_the_woordvoerders_alone(house: Any, asked: Any) -> None:
    round_ = await asked.principles()
    item = round_.items[0].id

    verdict = await house.answering.name_bound(house.account("boskerk2"), round_.key, item, NO_BOUND)

    assert verdict.word is VerdictWord.NOT_ALLOWED
    assert await asked.ballot("boskerk2", round_, item) is None
