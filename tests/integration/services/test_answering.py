"""Answers of every kind, who may give them, the texts with a mits or bezwaar, and the walk through a round."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from flows.errors import Invalid, Lost, NotAllowed, NotFound
from flows.ports import Dialog, Press, VerdictWord
from flows.services.answering import NO_BOUND, REASON, neighbour, next_stop
from flows.words import Consent, Grade, Presence, Role, RoundState


async def open_at(house: Any, phase: str, round_id: str) -> Any:
    await house.convene()
    await house.go_to(phase, round_id=round_id)
    return await house.opened()


async def open_motives(house: Any) -> Any:
    return await open_at(house, "motieven", "motieven")


async def open_points(house: Any) -> Any:
    return await open_at(house, "motieven", "motievenpunten")


async def open_principles(house: Any) -> Any:
    return await open_at(house, "beslisboom", "uitgangspunten")


async def ballot(house: Any, name: str, round_: Any, item: str) -> Any:
    person = await house.person(name)
    async with house.store.reading() as view:
        return (await view.own_ballots(round_.key, person.id)).get(item)


def no_opinion(house: Any, name: str, round_: Any, item: str) -> Press:
    return Press(update=house.update(), account=house.account(name), round=round_.key, item=item, no_opinion=True)


# --- every kind ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
async def test_rate_stores_each_number(house: Any, value: int) -> None:
    round_ = await open_motives(house)
    item = round_.items[0].id

    verdict = await house.press("boskerk2", round_, item, value)

    assert (verdict.word, house.read(verdict)) == (VerdictWord.STORED, value)
    assert (await ballot(house, "boskerk2", round_, item)).value == value


async def test_answer_is_changed_and_said_twice(house: Any) -> None:
    round_ = await open_motives(house)
    item = round_.items[0].id

    verdicts = [await house.press("boskerk2", round_, item, value) for value in (4, 2, 2)]
    verdicts.append(await house.answering.answer(no_opinion(house, "boskerk2", round_, item)))

    assert [v.word for v in verdicts] == [
        VerdictWord.STORED,
        VerdictWord.CHANGED,
        VerdictWord.UNCHANGED,
        VerdictWord.CHANGED,
    ]
    assert verdicts[1].previous == "4"
    stored = await ballot(house, "boskerk2", round_, item)
    assert (stored.value, stored.no_opinion) == (None, True)


@pytest.mark.parametrize("raw", ["0", "6", "4.0", '"4"', "true", "null", "", " 4", "[4]", "{", "1e0"])
async def test_value_that_the_kind_does_not_know_is_invalid(house: Any, raw: str) -> None:
    round_ = await open_motives(house)
    item = round_.items[0].id
    press = Press(update=house.update(), account=house.account("boskerk2"), round=round_.key, item=item, value=raw)

    verdict = await house.answering.answer(press)

    assert verdict.word is VerdictWord.INVALID
    assert await ballot(house, "boskerk2", round_, item) is None


@pytest.mark.parametrize(("key", "item"), [(999, ""), (0, "elders"), (0, "")])
async def test_unknown_round_or_item_is_invalid(house: Any, key: int, item: str) -> None:
    round_ = await open_motives(house)
    press = Press(
        update=house.update(),
        account=house.account("boskerk2"),
        round=key or round_.key,
        item=item or ("elders" if key == 0 else round_.items[0].id),
        value="4",
    )

    assert (await house.answering.answer(press)).word is VerdictWord.INVALID


async def test_choose_stores_each_option(house: Any) -> None:
    round_ = await open_at(house, "beslisboom", "beslisboom")
    question = round_.items[0]

    for option in question.options:
        verdict = await house.press("boskerk2", round_, question.id, option.id)

        assert (verdict.stands, house.read(verdict)) == (True, option.id)
    assert (await house.press("boskerk2", round_, question.id, "anders")).word is VerdictWord.INVALID


async def test_grade_stores_each_word(house: Any) -> None:
    round_ = await open_at(house, "vorm", "vorm")
    item = round_.items[0].id

    for grade in Grade:
        verdict = await house.press("boskerk2", round_, item, grade.value)

        assert (verdict.stands, house.read(verdict)) == (True, grade.value)
    assert (await house.press("boskerk2", round_, item, "goed")).word is VerdictWord.INVALID


async def test_woordvoerder_stores_when_for_each_task(house: Any) -> None:
    round_ = await open_at(house, "groslijst", "pakketten")
    item = round_.items[0].id

    for option in ("nu", "later", "niet", "al_geregeld"):
        assert house.read(await house.press("boskerk1", round_, item, option)) == option
    assert (await house.answering.answer(no_opinion(house, "boskerk1", round_, item))).word is VerdictWord.INVALID


async def test_mark_stands_beside_the_number(house: Any) -> None:
    round_ = await open_at(house, "groslijst", "groslijst")
    item = round_.items[0].id
    await house.press("boskerk2", round_, item, 4)

    for mark in (True, False, True):
        press = Press(
            update=house.update(), account=house.account("boskerk2"), round=round_.key, item=item, mark=mark
        )
        verdict = await house.answering.answer(press)

        assert (verdict.unacceptable, house.read(verdict)) == (mark, 4)
    stored = await ballot(house, "boskerk2", round_, item)
    assert (stored.value, stored.unacceptable) == (4, True)


async def test_mark_is_invalid_where_the_round_knows_none(house: Any) -> None:
    round_ = await open_motives(house)
    press = Press(
        update=house.update(),
        account=house.account("boskerk2"),
        round=round_.key,
        item=round_.items[0].id,
        mark=True,
    )

    assert (await house.answering.answer(press)).word is VerdictWord.INVALID


# --- who -----------------------------------------------------------------------------------------------


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


async def test_only_the_woordvoerder_gives_a_standpunt(house: Any) -> None:
    round_ = await open_at(house, "groslijst", "pakketten")
    item = round_.items[0].id

    verdict = await house.press("boskerk2", round_, item, "nu")
    with pytest.raises(NotAllowed) as caught:
        await house.answering.walk(house.account("boskerk2"), round_.key)

    assert (verdict.word, caught.value.reason) == (VerdictWord.NOT_ALLOWED, "spokesperson_only")
    assert (await house.press("boskerk1", round_, item, "nu")).word is VerdictWord.STORED


async def test_closed_round_takes_no_answer_and_keeps_the_earlier_one(house: Any) -> None:
    round_ = await open_motives(house)
    item = round_.items[0].id
    await house.press("boskerk2", round_, item, 4)
    await house.facilitation.close_round(house.fien, round_.key)

    verdict = await house.press("boskerk2", round_, item, 1)

    assert verdict.word is VerdictWord.CLOSED
    assert (await ballot(house, "boskerk2", round_, item)).value == 4


async def test_concept_takes_no_answer_and_its_items_are_not_remembered(house: Any) -> None:
    await house.convene()
    await house.go_to("beslisboom")
    draft = await house.current()
    before = await house.press("boskerk2", draft, draft.items[0].id, draft.items[0].options[0].id)
    await house.preparing.select(house.fien, draft.key, "all")
    await house.opened()

    assert before.word is VerdictWord.CLOSED
    assert len((await house.answering.round_of(draft.key)).items) == 16


# --- points --------------------------------------------------------------------------------------------


async def test_points_are_placed_absolutely_within_the_budget(house: Any) -> None:
    round_ = await open_points(house)
    first, second = (option.id for option in round_.items[0].options[:2])
    anna = house.account("boskerk2")

    placed = [
        house.read(await house.answering.place_points(anna, round_.key, "motieven", option, points))
        for option, points in ((first, 6), (first, 6), (second, 4), (first, 0))
    ]

    assert placed == [{first: 6}, {first: 6}, {first: 6, second: 4}, {second: 4}]


async def test_more_points_than_are_left_are_refused(house: Any) -> None:
    round_ = await open_points(house)
    first, second = (option.id for option in round_.items[0].options[:2])
    anna = house.account("boskerk2")
    await house.answering.place_points(anna, round_.key, "motieven", first, 10)

    with pytest.raises(Invalid) as caught:
        await house.answering.place_points(anna, round_.key, "motieven", second, 1)

    assert caught.value.reason == "points_used_up"
    assert (await ballot(house, "boskerk2", round_, "motieven")).value == {first: 10}


@pytest.mark.parametrize(("option", "points"), [("", 1), ("elders", 1), (None, -1)])
async def test_points_for_what_cannot_get_any_are_invalid(house: Any, option: str | None, points: int) -> None:
    round_ = await open_points(house)
    wanted = round_.items[0].options[0].id if option is None else option

    verdict = await house.answering.place_points(house.account("boskerk2"), round_.key, "motieven", wanted, points)

    assert verdict.word is VerdictWord.INVALID
    assert await ballot(house, "boskerk2", round_, "motieven") is None


async def test_opnieuw_takes_all_points_back(house: Any) -> None:
    round_ = await open_points(house)
    first = round_.items[0].options[0].id
    anna = house.account("boskerk2")
    await house.answering.place_points(anna, round_.key, "motieven", first, 10)
    full = await house.answering.walk(anna, round_.key)

    verdict = await house.answering.clear_points(anna, round_.key, "motieven")

    assert (house.read(verdict), full.open_items) == ({}, ())
    assert (await house.answering.walk(anna, round_.key)).open_items == round_.items


async def test_outsider_places_no_points(house: Any) -> None:
    round_ = await open_points(house)

    with pytest.raises(NotAllowed):
        await house.answering.place_points(
            house.account("niemand"), round_.key, "motieven", round_.items[0].options[0].id, 1
        )


# --- mits and bezwaar ----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", [Consent.CONDITION, Consent.OBJECTION])
async def test_mits_and_bezwaar_ask_for_their_text_at_once(house: Any, word: Consent) -> None:
    round_ = await open_at(house, "factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")

    verdict = await house.answering.consent(anna, round_.key, item, word, update=house.update())
    asked = await house.dialog("boskerk2")
    before = await house.answering.walk(anna, round_.key, at=item)
    after = await house.answering.give_reason(anna, "  als de kosten\nbekend zijn ", update=house.update())

    assert verdict.word is VerdictWord.STORED
    assert asked == Dialog(kind=REASON, data={"round": round_.key, "item": item, "word": word.value})
    assert (before.is_done(round_.items[0]), after.is_done(round_.items[0])) == (False, True)
    stored = await ballot(house, "boskerk2", round_, item)
    assert (stored.value, stored.text) == (word.value, "als de kosten bekend zijn")
    assert await house.dialog("boskerk2") is None


async def test_instemmen_asks_for_no_text(house: Any) -> None:
    round_ = await open_at(house, "factoren", "gedragscode")

    await house.answering.consent(house.account("boskerk2"), round_.key, round_.items[0].id, Consent.AGREE)

    assert await house.dialog("boskerk2") is None


@pytest.mark.parametrize("length", [1, 500])
async def test_text_of_1_to_500_characters_is_stored(house: Any, length: int) -> None:
    round_ = await open_at(house, "factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.CONDITION)

    await house.answering.give_reason(anna, "x" * length)

    assert len((await ballot(house, "boskerk2", round_, item)).text) == length


@pytest.mark.parametrize(
    ("text", "reason", "data"),
    [
        ("", "text_empty", {}),
        (" \n\t ", "text_empty", {}),
        ("x" * 501, "text_too_long", {"length": 501, "limit": 500}),
    ],
)
async def test_text_that_does_not_fit_is_asked_for_again(
    house: Any, text: str, reason: str, data: dict[str, int]
) -> None:
    round_ = await open_at(house, "factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.CONDITION)

    with pytest.raises(Invalid) as caught:
        await house.answering.give_reason(anna, text)

    assert (caught.value.reason, caught.value.data) == (reason, data)
    assert await house.dialog("boskerk2") is not None
    assert (await ballot(house, "boskerk2", round_, item)).value == "condition"


async def test_text_that_nobody_asked_for_is_lost(house: Any) -> None:
    await open_at(house, "factoren", "gedragscode")

    with pytest.raises(Lost) as caught:
        await house.answering.give_reason(house.account("boskerk2"), "zomaar")

    assert caught.value.reason == "text_not_asked"


async def test_text_after_closing_is_lost_and_no_longer_waited_for(house: Any) -> None:
    round_ = await open_at(house, "factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.CONDITION)
    await house.facilitation.close_round(house.fien, round_.key)

    with pytest.raises(Lost) as caught:
        await house.answering.give_reason(anna, "te laat")

    assert caught.value.reason == "round_closed_text"
    stored = await ballot(house, "boskerk2", round_, item)
    assert (stored.value, stored.text) == ("condition", "")
    assert await house.dialog("boskerk2") is None


async def test_toch_instemmen_ends_the_question_for_a_text(house: Any) -> None:
    round_ = await open_at(house, "factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.OBJECTION)

    await house.answering.consent(anna, round_.key, item, Consent.AGREE)

    assert await house.dialog("boskerk2") is None
    with pytest.raises(Lost):
        await house.answering.give_reason(anna, "toch een tekst")


async def test_other_word_begins_without_the_text(house: Any) -> None:
    round_ = await open_at(house, "factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.CONDITION)
    await house.answering.give_reason(anna, "een voorwaarde")

    await house.answering.consent(anna, round_.key, item, Consent.OBJECTION)

    stored = await ballot(house, "boskerk2", round_, item)
    assert (stored.value, stored.text) == ("objection", "")


async def test_back_to_the_college_is_for_woordvoerders_only(house: Any) -> None:
    round_ = await open_at(house, "factoren", "gedragscode")

    verdict = await house.answering.consent(
        house.account("boskerk1"), round_.key, round_.items[0].id, Consent.COLLEGE
    )

    assert verdict.word is VerdictWord.INVALID


async def test_woordvoerder_goes_back_to_the_college(house: Any) -> None:
    round_ = await open_at(house, "aanpak", "aanpakkeuze")
    item = round_.items[0].id

    verdict = await house.answering.consent(house.account("boskerk1"), round_.key, item, Consent.COLLEGE)

    assert (verdict.word, house.read(verdict)) == (VerdictWord.STORED, "college")
    assert (await house.answering.walk(house.account("boskerk1"), round_.key)).open_items == ()


@pytest.mark.parametrize("bound", ["first", NO_BOUND])
async def test_objector_to_an_uitgangspunt_names_a_bound_and_keeps_the_text(house: Any, bound: str) -> None:
    round_ = await open_principles(house)
    item, anna = round_.items[0], house.account("boskerk1")
    option = item.options[0].id if bound == "first" else bound
    await house.answering.consent(anna, round_.key, item.id, Consent.OBJECTION)
    told = await house.answering.give_reason(anna, "te zwaar voor ons")

    verdict = await house.answering.name_bound(anna, round_.key, item.id, option, update=house.update())

    stored = await ballot(house, "boskerk1", round_, item.id)
    assert verdict.word is VerdictWord.CHANGED
    assert (stored.value, stored.text) == (f"objection:{option}", "te zwaar voor ons")
    assert not told.is_done(item)
    assert (await house.answering.walk(anna, round_.key, at=item.id)).is_done(item)


async def test_unknown_bound_is_invalid(house: Any) -> None:
    round_ = await open_principles(house)
    item, anna = round_.items[0], house.account("boskerk1")
    await house.answering.consent(anna, round_.key, item.id, Consent.OBJECTION)

    verdict = await house.answering.name_bound(anna, round_.key, item.id, "elders")

    assert verdict.word is VerdictWord.INVALID
    assert (await ballot(house, "boskerk1", round_, item.id)).value == "objection"


async def test_bound_is_invalid_where_no_option_was_proposed(house: Any) -> None:
    round_ = await open_at(house, "factoren", "gedragscode")
    item, anna = round_.items[0].id, house.account("boskerk2")
    await house.answering.consent(anna, round_.key, item, Consent.OBJECTION)

    verdict = await house.answering.name_bound(anna, round_.key, item, NO_BOUND)

    assert verdict.word is VerdictWord.INVALID
    assert (await ballot(house, "boskerk2", round_, item)).value == "objection"


async def test_bound_and_consent_are_invalid_in_a_round_of_another_kind(house: Any) -> None:
    round_ = await open_motives(house)
    item, anna = round_.items[0].id, house.account("boskerk2")

    verdicts = [
        await house.answering.name_bound(anna, round_.key, item, NO_BOUND),
        *[await house.answering.consent(anna, round_.key, item, word) for word in Consent],
    ]

    assert {verdict.word for verdict in verdicts} == {VerdictWord.INVALID}
    assert await ballot(house, "boskerk2", round_, item) is None


async def test_bound_is_the_woordvoerders_alone(house: Any) -> None:
    round_ = await open_principles(house)
    item = round_.items[0].id

    verdict = await house.answering.name_bound(house.account("boskerk2"), round_.key, item, NO_BOUND)

    assert verdict.word is VerdictWord.NOT_ALLOWED
    assert await ballot(house, "boskerk2", round_, item) is None


# --- the walk ------------------------------------------------------------------------------------------


async def test_walk_goes_on_to_the_next_open_item_and_then_back_to_the_first(house: Any) -> None:
    round_ = await open_motives(house)
    ids, anna = [item.id for item in round_.items], house.account("boskerk2")
    assert len(ids) == 4

    stops = []
    for item in (ids[1], ids[2], ids[3], ids[0]):
        await house.press("boskerk2", round_, item, 4)
        stops.append(next_stop(await house.answering.walk(anna, round_.key, at=item), item))

    assert stops == [ids[2], ids[3], ids[0], None]


async def test_walk_steps_over_what_is_answered(house: Any) -> None:
    round_ = await open_motives(house)
    ids, anna = [item.id for item in round_.items], house.account("boskerk2")
    await house.press("boskerk2", round_, ids[1], 4)

    walk = await house.answering.walk(anna, round_.key, at=ids[0])

    assert next_stop(walk, ids[0]) == ids[2]
    assert next_stop(walk, "elders") == ids[0]


async def test_neighbour_stays_at_the_ends(house: Any) -> None:
    round_ = await open_motives(house)
    ids = [item.id for item in round_.items]
    walk = await house.answering.walk(house.account("boskerk2"), round_.key)

    found = [neighbour(walk, of, step) for of, step in ((ids[0], -1), (ids[0], 1), (ids[3], 1), (ids[3], -1))]

    assert found == [ids[0], ids[1], ids[3], ids[2]]


async def test_geen_mening_is_an_answer(house: Any) -> None:
    round_ = await open_motives(house)
    item = round_.items[0]
    await house.answering.answer(no_opinion(house, "boskerk2", round_, item.id))

    walk = await house.answering.walk(house.account("boskerk2"), round_.key)

    assert walk.is_done(item)
    assert walk.open_items == round_.items[1:]


async def test_resuming_begins_at_the_first_open_item(house: Any) -> None:
    round_ = await open_motives(house)
    await house.press("boskerk2", round_, round_.items[0].id, 4)

    walk = await house.answering.walk(house.account("boskerk2"), round_.key, resume=True)

    assert walk.item == round_.items[1]


async def test_resuming_goes_on_where_it_was_left(house: Any) -> None:
    round_ = await open_motives(house)
    anna = house.account("boskerk2")
    await house.answering.remember_position(await house.answering.walk(anna, round_.key, at=round_.items[2].id))

    left = await house.answering.walk(anna, round_.key, resume=True)
    await house.press("boskerk2", round_, round_.items[2].id, 4)
    answered = await house.answering.walk(anna, round_.key, resume=True)

    assert left.item == round_.items[2]
    assert answered.item == round_.items[0]


async def test_resuming_with_everything_answered_shows_the_overview(house: Any) -> None:
    round_ = await open_motives(house)
    await house.answer_all(round_)

    walk = await house.answering.walk(house.account("boskerk2"), round_.key, resume=True)

    assert (walk.at, walk.item, walk.open_items) == (None, None, ())


async def test_walk_tells_the_state_of_this_moment(house: Any) -> None:
    round_ = await open_motives(house)
    anna = house.account("boskerk2")
    before = await house.answering.walk(anna, round_.key)
    await house.facilitation.close_round(house.fien, round_.key)

    after = await house.answering.walk(anna, round_.key)

    assert (before.round.state, after.round.state) == (RoundState.OPEN, RoundState.CLOSED)


async def test_walk_through_a_round_that_does_not_exist_is_not_found(house: Any) -> None:
    await house.convene()

    with pytest.raises(NotFound):
        await house.answering.walk(house.account("boskerk2"), 999)


async def test_points_of_two_fast_taps_are_both_kept(house: Any) -> None:
    round_ = await open_points(house)
    (item,) = round_.items
    anna = house.account("boskerk2")
    first, second = (option.id for option in item.options[:2])

    verdicts = await asyncio.gather(
        *(
            house.answering.place_points(anna, round_.key, item.id, option, 3, update=house.update())
            for option in (first, second)
        )
    )

    walk = await house.answering.walk(anna, round_.key)
    assert [verdict.stands for verdict in verdicts] == [True, True]
    assert walk.answers[item.id].value == {first: 3, second: 3}
