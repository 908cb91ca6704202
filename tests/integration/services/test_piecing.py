"""Approve, rank and open through the services, over a pack that asks nothing else."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.screens.results import Results
from flows.errors import Invalid, Lost, NotAllowed, NotFound
from flows.kinds.open import LONGEST, MOST
from flows.outcomes import ApproveOutcome, OpenOutcome, RankOutcome
from flows.pack.form import Pack
from flows.ports import Dialog, Press, UpdateRef, VerdictWord
from flows.services.pieces import mark_of
from flows.services.piecing import CONTRIBUTION
from flows.words import Region, Role, RoundState
from storage.packs import read_pack

PACK = Path(__file__).parents[2] / "packs" / "soorten"
FINISHED = [("samen", "aantikken"), ("samen", "ordenen"), ("samen", "schrijven")]


@pytest.fixture(scope="session")
def short_pack() -> Pack:
    return read_pack(PACK)


async def open_at(house: Any, round_id: str) -> Any:
    await house.convene()
    await house.go_to("samen", round_id=round_id)
    return await house.opened()


async def stored(house: Any, name: str, round_: Any, item: str) -> Any:
    person = await house.person(name)
    async with house.store.reading() as view:
        return (await view.own_ballots(round_.key, person.id)).get(item)


async def tick(house: Any, name: str, round_: Any, option: str, *, on: bool = True) -> Any:
    return await house.answering.approve(
        house.account(name), round_.key, "overleg", option, on=on, update=house.update()
    )


async def rank(house: Any, name: str, round_: Any, option: str) -> Any:
    return await house.answering.rank(house.account(name), round_.key, "volgorde", option, update=house.update())


async def look_at(house: Any, name: str, round_: Any, item: str | None) -> Any:
    walk = await house.answering.walk(house.account(name), round_.key, at=item)
    await house.answering.ask_again(house.account(name), walk)
    return walk


async def write(house: Any, name: str, text: str) -> Any:
    return await house.answering.contribute(house.account(name), text, update=house.update())


async def left(house: Any, round_: Any) -> int:
    """How many municipalities' members are done."""
    async with house.store.reading() as view:
        return sum(line.done for line in await view.progress(round_.key))


# --- approve -------------------------------------------------------------------------------------------


async def test_ticks_add_up_in_the_items_order(house: Any) -> None:
    round_ = await open_at(house, "aantikken")

    verdicts = [await tick(house, "boskerk2", round_, option) for option in ("staf", "maand")]
    verdicts.append(await tick(house, "boskerk2", round_, "staf", on=False))

    assert [house.read(verdict) for verdict in verdicts] == [["staf"], ["maand", "staf"], ["maand"]]
    assert [v.word for v in verdicts] == [VerdictWord.STORED, VerdictWord.CHANGED, VerdictWord.CHANGED]
    assert (await stored(house, "boskerk2", round_, "overleg")).value == ("maand",)


async def test_tick_that_is_pressed_twice_changes_nothing(house: Any) -> None:
    round_ = await open_at(house, "aantikken")

    words = [(await tick(house, "boskerk2", round_, "staf")).word for _ in range(2)]

    assert words == [VerdictWord.STORED, VerdictWord.UNCHANGED]


async def test_ticks_at_the_same_moment_are_all_kept(house: Any) -> None:
    round_ = await open_at(house, "aantikken")

    await asyncio.gather(*(tick(house, "boskerk2", round_, option) for option in ("maand", "jaar", "staf", "geen")))

    assert (await stored(house, "boskerk2", round_, "overleg")).value == ("maand", "jaar", "staf", "geen")


async def test_none_of_these_is_an_answer_that_a_tick_ends(house: Any) -> None:
    round_ = await open_at(house, "aantikken")
    await tick(house, "boskerk2", round_, "staf")

    none = await house.answering.approve_none(house.account("boskerk2"), round_.key, "overleg", update=house.update())
    walk = await house.answering.walk(house.account("boskerk2"), round_.key)

    assert (house.read(none), walk.open_items, await left(house, round_)) == ([], (), 1)
    assert house.read(await tick(house, "boskerk2", round_, "jaar")) == ["jaar"]


async def test_same_update_of_a_tick_is_taken_once(house: Any) -> None:
    round_ = await open_at(house, "aantikken")
    update = UpdateRef("telegram", 7)
    who = house.account("boskerk2")
    await house.answering.approve(who, round_.key, "overleg", "staf", on=True, update=update)
    await tick(house, "boskerk2", round_, "staf", on=False)

    again = await house.answering.approve(who, round_.key, "overleg", "staf", on=True, update=update)

    assert (again.word, house.read(again)) == (VerdictWord.DUPLICATE, [])


async def test_option_or_item_that_is_not_asked_is_refused(house: Any) -> None:
    round_ = await open_at(house, "aantikken")

    with pytest.raises(Invalid):
        await tick(house, "boskerk2", round_, "anders")
    with pytest.raises(NotFound):
        await house.answering.approve(house.account("boskerk2"), round_.key, "elders", "staf", on=True)
    assert (await rank_elsewhere(house, round_)).word is VerdictWord.INVALID
    assert await stored(house, "boskerk2", round_, "overleg") is None


async def rank_elsewhere(house: Any, round_: Any) -> Any:
    """A ranking in a round that asks approvals."""
    return await house.answering.rank(house.account("boskerk2"), round_.key, "overleg", "staf")


async def test_outsiders_and_observers_do_not_tick(house: Any) -> None:
    round_ = await open_at(house, "aantikken")
    await house.invite(None, "kijker", role=Role.OBSERVER)
    await house.enter()

    for name, reason in (("niemand", "not_on_the_list"), ("kijker", "observer_only")):
        with pytest.raises(NotAllowed) as caught:
            await tick(house, name, round_, "staf")
        assert caught.value.reason == reason


async def test_closed_round_takes_no_ticks(house: Any) -> None:
    round_ = await open_at(house, "aantikken")
    await tick(house, "boskerk2", round_, "staf")
    await house.facilitation.close_round(house.fien, round_.key)

    verdict = await tick(house, "boskerk2", round_, "maand")

    assert verdict.word is VerdictWord.CLOSED
    assert (await stored(house, "boskerk2", round_, "overleg")).value == ("staf",)


# --- rank ----------------------------------------------------------------------------------------------


async def test_ranking_is_made_tap_by_tap_and_complete_at_the_top(house: Any) -> None:
    round_ = await open_at(house, "ordenen")
    seen = []

    for option in ("jeugd", "inkoop", "ict"):
        verdict = await rank(house, "boskerk2", round_, option)
        walk = await house.answering.walk(house.account("boskerk2"), round_.key)
        seen.append((house.read(verdict), len(walk.open_items), await left(house, round_)))

    assert round_.top == 3
    assert seen == [(["jeugd"], 1, 0), (["jeugd", "inkoop"], 1, 0), (["jeugd", "inkoop", "ict"], 0, 1)]


async def test_full_ranking_takes_no_more_until_one_goes_back(house: Any) -> None:
    round_ = await open_at(house, "ordenen")
    for option in ("jeugd", "inkoop", "ict"):
        await rank(house, "boskerk2", round_, option)

    with pytest.raises(Invalid) as caught:
        await rank(house, "boskerk2", round_, "archief")
    back = await house.answering.unrank(house.account("boskerk2"), round_.key, "volgorde", "ict")
    fresh = await rank(house, "boskerk2", round_, "archief")

    assert (caught.value.reason, dict(caught.value.data)) == ("ranking_full", {"top": 3})
    assert (house.read(back), house.read(fresh)) == (["jeugd", "inkoop"], ["jeugd", "inkoop", "archief"])


async def test_option_that_is_ranked_stays_where_it_is(house: Any) -> None:
    round_ = await open_at(house, "ordenen")
    for option in ("jeugd", "inkoop"):
        await rank(house, "boskerk2", round_, option)

    verdict = await rank(house, "boskerk2", round_, "jeugd")

    assert (verdict.word, house.read(verdict)) == (VerdictWord.UNCHANGED, ["jeugd", "inkoop"])


async def test_two_taps_at_the_same_moment_are_both_ranked(house: Any) -> None:
    round_ = await open_at(house, "ordenen")

    await asyncio.gather(*(rank(house, "boskerk2", round_, option) for option in ("jeugd", "ict")))

    assert sorted((await stored(house, "boskerk2", round_, "volgorde")).value) == ["ict", "jeugd"]


async def test_no_opinion_counts_as_done_and_a_tap_begins_anew(house: Any) -> None:
    round_ = await open_at(house, "ordenen")
    await rank(house, "boskerk2", round_, "jeugd")
    press = Press(
        update=house.update(), account=house.account("boskerk2"), round=round_.key, item="volgorde", no_opinion=True
    )

    await house.answering.answer(press)
    done = await left(house, round_)
    verdict = await rank(house, "boskerk2", round_, "ict")

    assert (done, house.read(verdict), await left(house, round_)) == (1, ["ict"], 0)


async def test_top_is_never_more_than_there_are_options(house: Any, short_pack: Pack) -> None:
    """A pack may ask the top of motives of which fewer were kept."""
    few = short_pack.round("ordenen").model_copy(update={"top": 9})
    phases = tuple(
        phase.model_copy(update={"rounds": tuple(few if r.id == "ordenen" else r for r in phase.rounds)})
        for phase in short_pack.phases
    )
    house.facilitation._pack = short_pack.model_copy(update={"phases": phases})

    round_ = await open_at(house, "ordenen")

    assert (round_.top, len(round_.items[0].options)) == (5, 5)


# --- open ----------------------------------------------------------------------------------------------


async def test_open_question_waits_for_texts_while_it_is_shown(house: Any) -> None:
    round_ = await open_at(house, "schrijven")

    await look_at(house, "boskerk2", round_, "halen")
    waiting = await house.dialog("boskerk2")
    await look_at(house, "boskerk2", round_, None)

    assert waiting == Dialog(kind=CONTRIBUTION, data={"round": round_.key, "item": "halen"})
    assert await house.dialog("boskerk2") is None


async def test_several_texts_stand_after_each_other(house: Any) -> None:
    round_ = await open_at(house, "schrijven")
    await look_at(house, "boskerk2", round_, "halen")

    given = [await write(house, "boskerk2", text) for text in (" Mensen\nen geld ", "Tijd")]

    ballot = await stored(house, "boskerk2", round_, "halen")
    assert given == [(round_.key, "halen")] * 2
    assert ballot.value == ("Mensen en geld", "Tijd")


async def test_text_is_written_anew_in_its_place_and_the_next_one_joins(house: Any) -> None:
    round_ = await open_at(house, "schrijven")
    await look_at(house, "boskerk2", round_, "halen")
    for text in ("Mensen", "Geld"):
        await write(house, "boskerk2", text)

    await house.answering.ask_contribution(house.account("boskerk2"), round_.key, "halen", mark=mark_of("Mensen"))
    for text in ("Vakmensen", "Tijd"):
        await write(house, "boskerk2", text)

    assert (await stored(house, "boskerk2", round_, "halen")).value == ("Vakmensen", "Geld", "Tijd")


async def test_text_that_is_gone_meanwhile_is_written_behind_the_rest(house: Any) -> None:
    round_ = await open_at(house, "schrijven")
    await look_at(house, "boskerk2", round_, "halen")
    for text in ("Mensen", "Geld"):
        await write(house, "boskerk2", text)
    who, mark = house.account("boskerk2"), mark_of("Mensen")
    await house.answering.ask_contribution(who, round_.key, "halen", mark=mark)
    await house.answering.drop_contribution(who, round_.key, "halen", mark)

    await write(house, "boskerk2", "Vakmensen")

    assert (await stored(house, "boskerk2", round_, "halen")).value == ("Geld", "Vakmensen")


async def test_taking_the_last_text_away_leaves_the_question_open(house: Any) -> None:
    round_ = await open_at(house, "schrijven")
    who = house.account("boskerk2")
    for item in ("brengen", "halen"):
        await look_at(house, "boskerk2", round_, item)
        await write(house, "boskerk2", "Mensen")
    done = await left(house, round_)

    words = [
        (await house.answering.drop_contribution(who, round_.key, "halen", mark_of("Mensen"))).word for _ in range(2)
    ]

    walk = await house.answering.walk(who, round_.key)
    assert (done, await left(house, round_), words) == (1, 0, [VerdictWord.CHANGED, VerdictWord.UNCHANGED])
    assert [item.id for item in walk.open_items] == ["halen"]


@pytest.mark.parametrize(
    ("text", "reason", "data"),
    [
        (" \n", "contribution_empty", {}),
        ("x" * (LONGEST + 1), "contribution_too_long", {"length": LONGEST + 1, "limit": LONGEST}),
        ("Geld", "contribution_twice", {}),
    ],
)
async def test_text_that_cannot_be_kept_says_why_and_is_still_awaited(
    house: Any, text: str, reason: str, data: dict[str, int]
) -> None:
    round_ = await open_at(house, "schrijven")
    await look_at(house, "boskerk2", round_, "halen")
    await write(house, "boskerk2", "Geld")

    with pytest.raises(Invalid) as caught:
        await write(house, "boskerk2", text)

    assert (caught.value.reason, dict(caught.value.data)) == (reason, data)
    assert (await stored(house, "boskerk2", round_, "halen")).value == ("Geld",)
    assert await write(house, "boskerk2", "y" * LONGEST) == (round_.key, "halen")


async def test_only_so_many_texts_fit(house: Any) -> None:
    round_ = await open_at(house, "schrijven")
    await look_at(house, "boskerk2", round_, "halen")
    for number in range(MOST):
        await write(house, "boskerk2", f"{number} " + '"' * (LONGEST - 2))

    with pytest.raises(Invalid) as caught:
        await write(house, "boskerk2", "Nog een")

    assert (caught.value.reason, dict(caught.value.data)) == ("contributions_full", {"limit": MOST})
    assert len((await stored(house, "boskerk2", round_, "halen")).value) == MOST


async def test_same_message_is_taken_once(house: Any) -> None:
    round_ = await open_at(house, "schrijven")
    await look_at(house, "boskerk2", round_, "halen")
    update = UpdateRef("telegram", 7)
    await house.answering.contribute(house.account("boskerk2"), "Geld", update=update)

    with pytest.raises(Lost) as caught:
        await house.answering.contribute(house.account("boskerk2"), "Geld", update=update)

    assert caught.value.reason == "text_stored_before"


async def test_text_that_was_not_asked_or_comes_too_late_is_not_kept(house: Any) -> None:
    round_ = await open_at(house, "schrijven")
    with pytest.raises(Lost) as unasked:
        await write(house, "boskerk2", "Geld")
    await look_at(house, "boskerk2", round_, "halen")
    await write(house, "boskerk2", "Geld")
    await house.facilitation.close_round(house.fien, round_.key)

    with pytest.raises(Lost) as late:
        await write(house, "boskerk2", "Tijd")
    with pytest.raises(Lost) as edited:
        await house.answering.ask_contribution(house.account("boskerk2"), round_.key, "halen", mark=mark_of("Geld"))

    reasons = [caught.value.reason for caught in (unasked, late, edited)]
    assert reasons == ["text_not_asked", "round_closed_contribution", "round_closed_contribution"]
    assert (await stored(house, "boskerk2", round_, "halen")).value == ("Geld",)
    assert await house.dialog("boskerk2") is None


async def test_answer_of_no_opinion_brings_the_awaited_text_to_the_next_question(house: Any) -> None:
    round_ = await open_at(house, "schrijven")
    who = house.account("boskerk2")
    await look_at(house, "boskerk2", round_, "brengen")
    press = Press(update=house.update(), account=who, round=round_.key, item="brengen", no_opinion=True)
    await house.answering.answer(press)

    await house.answering.ask_next(who, await house.answering.walk(who, round_.key, at="brengen"))

    assert await write(house, "boskerk2", "Geld") == (round_.key, "halen")
    assert (await house.answering.walk(who, round_.key)).open_items == ()


async def test_audit_log_holds_no_text(house: Any) -> None:
    round_ = await open_at(house, "schrijven")
    await look_at(house, "boskerk2", round_, "halen")
    await write(house, "boskerk2", "Geheime wens")

    assert "Geheime" not in repr(await house.events())


# --- the whole -----------------------------------------------------------------------------------------


async def test_whole_conference_of_these_kinds_comes_to_its_end(house: Any) -> None:
    await house.convene()
    await house.go_to("afgerond")

    record = await house.concluding.conference_record(house.conference)
    outcomes = [next(iter(r.full.items.values())) for r in record.rounds]

    assert [(r.round.phase, r.round.template) for r in record.rounds] == FINISHED
    assert [type(outcome) for outcome in outcomes] == [ApproveOutcome, RankOutcome, OpenOutcome]
    assert isinstance(outcomes[0], ApproveOutcome)
    assert isinstance(outcomes[2], OpenOutcome)
    assert outcomes[0].region is not None
    assert outcomes[0].region["maand"] is Region.CARRIED
    assert outcomes[2].texts == ("Een tekst",) * 9
    assert {r.round.state for r in record.rounds} == {RoundState.SETTLED}


async def test_optional_phase_is_held_when_it_is_planned(house: Any) -> None:
    await house.convene()
    async with house.store.writing() as work:
        conference = await work.conference(house.conference)
        await work.save_conference(replace(conference, optional=("vooraf",)))
        await work.commit()
    await house.advance()

    round_ = await house.opened()
    await look_at(house, "boskerk2", round_, "zorgen")
    await write(house, "boskerk2", "Het archief")
    await house.finish(round_.key)
    record = await house.concluding.round_record(round_.key)
    await house.advance()

    assert (round_.template, (await house.stage()).conference.phase) == ("vooraf", "samen")
    assert record.full.items["zorgen"].texts == ("Het archief",)
    assert (record.disclosed.items["zorgen"].texts, record.disclosed.items["zorgen"].hidden) == (
        (),
        {"texts", "own", "counts", "no_opinion"},
    )


async def test_facilitator_reads_the_texts_and_members_only_how_many_answered(house: Any) -> None:
    await house.convene()
    async with house.store.writing() as work:
        await work.save_conference(replace(await work.conference(house.conference), optional=("vooraf",)))
        await work.commit()
    await house.advance()
    round_ = await house.opened()
    await house.answer_all(round_, ("Een zorg",))
    await house.facilitation.close_round(house.fien, round_.key)
    await house.facilitation.publish_round(house.fien, round_.key)
    messages = None  # only links need them
    screens = Results(house.store, pack=house.pack, messages=messages)  # type: ignore[arg-type]  # see above

    cards = [
        await screens.card(round_.key, which="all", page=0, linked=False, account=account)
        for account in (house.fien, house.account("boskerk2"), None)
    ]

    assert [card.text.count("Een zorg") for card in cards] == [9, 0, 0]
