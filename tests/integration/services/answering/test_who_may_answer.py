"""Who may answer a round, and when; everybody else hears why not."""

from dataclasses import replace
from typing import Any

import pytest

from flows.errors import NotAllowed
from flows.ports import VerdictWord
from flows.words import Presence, Role


async def test_who_may_not_answer_is_refused_with_the_reason(house: Any) -> None:
    await house.convene()
    await house.invite(None, "dirk", role=Role.ADVISER)
    await house.invite(None, "otto", role=Role.OBSERVER)
    await house.enter()
    await house.invite("boskerk", "laat")
    entry = next(e for e in await house.roster.links(house.fien, house.conference) if e.participant.name == "laat")
    await house.roster.accept(entry.token, house.account("laat"))
    gone = await house.person("boskerk3")
    async with house.store.writing() as work:
        await work.save_participant(replace(gone, presence=Presence.ABSENT))
        await work.commit()
    await house.advance()
    round_ = await house.opened()

    reasons = {}
    for name in ("niemand", "otto", "boskerk3", "laat", "1"):
        verdict = await house.press(name, round_, round_.items[0].id, 4)
        with pytest.raises(NotAllowed) as caught:
            await house.answering.walk(house.account(name), round_.key)
        reasons[name] = (verdict.word, caught.value.reason)

    assert reasons == {
        "niemand": (VerdictWord.NOT_ALLOWED, "not_on_the_list"),
        "otto": (VerdictWord.NOT_ALLOWED, "observer_only"),
        "boskerk3": (VerdictWord.NOT_ALLOWED, "signed_off"),
        "laat": (VerdictWord.NOT_ALLOWED, "not_informed"),
        "1": (VerdictWord.NOT_ALLOWED, "not_on_the_list"),
    }
    assert (await house.press("dirk", round_, round_.items[0].id, 4)).word is VerdictWord.STORED


async def test_only_the_woordvoerder_gives_a_standpunt(house: Any, asked: Any) -> None:
    round_ = await asked.open_at("groslijst", "pakketten")
    item = round_.items[0].id

    verdict = await house.press("boskerk2", round_, item, "nu")
    with pytest.raises(NotAllowed) as caught:
        await house.answering.walk(house.account("boskerk2"), round_.key)

    assert (verdict.word, caught.value.reason) == (VerdictWord.NOT_ALLOWED, "spokesperson_only")
    assert (await house.press("boskerk1", round_, item, "nu")).word is VerdictWord.STORED


async def test_closed_round_takes_no_answer_and_keeps_the_earlier_one(house: Any, asked: Any) -> None:
    round_ = await asked.motives()
    item = round_.items[0].id
    await house.press("boskerk2", round_, item, 4)
    await house.facilitation.close_round(house.fien, round_.key)

    verdict = await house.press("boskerk2", round_, item, 1)

    assert verdict.word is VerdictWord.CLOSED
    assert (await asked.ballot("boskerk2", round_, item)).value == 4


async def test_concept_takes_no_answer_and_its_items_are_not_remembered(house: Any) -> None:
    await house.convene()
    await house.go_to("beslisboom")
    draft = await house.current()
    before = await house.press("boskerk2", draft, draft.items[0].id, draft.items[0].options[0].id)
    await house.preparing.select(house.fien, draft.key, "all")
    await house.opened()

    assert before.word is VerdictWord.CLOSED
    assert len((await house.answering.round_of(draft.key)).items) == 16
