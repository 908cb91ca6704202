"""Further rounds over the real store: made, changed, opened with what everybody answered before, and withdrawn."""

from dataclasses import replace

import pytest

from flows.conference.chains import MOST_ITEMS
from flows.conference.model import Earlier, TalkingPoint
from flows.errors import Lost, NotAllowed, NotFound, Refused
from flows.outcomes import Movement, RateOutcome
from flows.ports import VerdictWord
from flows.recommendation.further import Why
from flows.services.correcting import Correcting
from flows.services.following import Following
from flows.services.preparing import Preparing
from flows.services.talking import Talking
from flows.words import Mode, Region, RoundState

GIVEN = {"aldermeer": (5, 5), "boskerk": (5, 3), "dalwijk": (1, 5)}
"""Of the first two motives; the first is gesplitst, the second one voice short, the others gedragen."""


@pytest.fixture
def following(house):
    return Following(house.store, clock=house.clock, pack=house.pack)


@pytest.fixture
def correcting(house):
    return Correcting(house.store, clock=house.clock, pack=house.pack)


@pytest.fixture
async def published(house):
    """A round on motives that was shown."""
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    for town, (first, second) in GIVEN.items():
        for n in (1, 2, 3):
            for item, value in zip(round_.items, (first, second, 5, 5), strict=True):
                await house.press(f"{town}{n}", round_, item.id, value)
    await house.facilitation.close_round(house.fien, round_.key)
    return await house.facilitation.publish_round(house.fien, round_.key)


@pytest.fixture
async def draft(house, following, published):
    return await following.follow(house.fien, published.key)


@pytest.fixture
async def opened(house, draft):
    return await house.facilitation.open_round(house.fien, draft.key)


def ids(round_):
    return [item.id for item in round_.items]


async def ballots_of(house, key):
    async with house.store.reading() as view:
        return {(b.participant, b.item): b for b in await view.ballots(key)}


async def publish(house, key):
    await house.facilitation.close_round(house.fien, key)
    return await house.facilitation.publish_round(house.fien, key)


async def test_further_round_settles_the_round_and_asks_what_the_bot_proposes(house, following, published) -> None:
    made = await following.follow(house.fien, published.key, update=house.update())

    stage = await house.stage()
    assert ids(made) == ids(published)[:2]
    assert made.items == published.items[:2]
    assert (made.id, made.number, made.follows, made.homework) == ("motieven-2", 2, published.key, False)
    assert (made.state, made.mode) == (RoundState.DRAFT, Mode.INDIVIDUAL)
    assert [(r.id, r.state) for r in stage.rounds] == [
        ("motieven-1", RoundState.SETTLED),
        ("motieven-2", RoundState.DRAFT),
    ]
    assert stage.current == made
    assert [(e.kind, dict(e.data)) for e in (await house.events())[-3:]] == [
        ("round_settle", {"round": "motieven-1"}),
        ("round_made", {"round": "motieven-2"}),
        ("round_followed", {"round": "motieven-2", "after": "motieven-1", "items": 2}),
    ]


async def test_chosen_bespreekpunten_go_before_the_proposal_and_keep_the_order_of_the_round(
    house, following, published
) -> None:
    first, _, third, _ = ids(published)
    async with house.store.writing() as work:
        await work.set_talking_points(published.key, [TalkingPoint(item=third), TalkingPoint(item=first)])
        await work.commit()

    made = await following.follow(house.fien, published.key)

    assert ids(made) == [first, third]


async def test_pressed_twice_makes_one_further_round(house, following, published) -> None:
    update = house.update()

    made = await following.follow(house.fien, published.key, update=update)
    again = await following.follow(house.fien, published.key, update=update)
    with pytest.raises(Lost, match="round_is_elsewhere"):
        await following.follow(house.fien, published.key, update=house.update())

    assert again.key == made.key
    assert len((await house.stage()).rounds) == 2


async def test_it_can_begin_from_the_conversation(house, following, published) -> None:
    talking = Talking(house.store, clock=house.clock, pack=house.pack)
    await talking.propose(house.fien, published.key)
    await talking.begin(house.fien, published.key, 5)

    made = await following.follow(house.fien, published.key)

    assert made.state is RoundState.DRAFT


async def test_nothing_to_discuss_is_refused_and_settles_nothing(house, following) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    await house.answer_all(round_, 5)
    await publish(house, round_.key)

    with pytest.raises(Refused, match="further_nothing"):
        await following.follow(house.fien, round_.key)

    assert (await house.current()).state is RoundState.PUBLISHED


async def test_only_facilitators_follow_and_only_what_was_published(house, following) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.opened()

    with pytest.raises(NotAllowed):
        await following.follow(house.account("aldermeer1"), round_.key)
    with pytest.raises(Lost, match="round_is_elsewhere"):
        await following.follow(house.fien, round_.key)


async def test_a_beeld_and_a_consent_have_no_further_rounds(house, following) -> None:
    await house.convene()
    await house.go_to("factoren", round_id="factoren")
    round_ = await house.opened()
    await house.answer_all(round_, 3)
    await publish(house, round_.key)

    with pytest.raises(Refused, match="further_not_here"):
        await following.follow(house.fien, round_.key)


async def test_items_are_dropped_and_added_while_it_is_a_concept(house, following, draft, published) -> None:
    first, second, third, _ = ids(published)

    await following.choose(house.fien, draft.key, first, on=False)
    await following.choose(house.fien, draft.key, first, on=False)
    offer = await following.choose(house.fien, draft.key, third, on=True)

    assert ids(offer.round) == [second, third] == ids(await house.current())
    assert {item: advised.why for item, advised in offer.advised.items()} == {
        first: Why.SPLIT,
        second: Why.ONE_SHORT,
    }
    assert offer.before.key == published.key


async def test_one_item_stays_and_a_seventh_is_refused(house, following) -> None:
    await house.convene()
    await house.advance()
    ready = await house.current()
    many = tuple(replace(ready.items[0], id=f"m{n:03}") for n in range(MOST_ITEMS + 1))
    async with house.store.writing() as work:
        await work.replace_items(ready.key, many)
        await work.commit()
    round_ = await house.opened()
    await house.answer_all(round_, 3)
    await publish(house, round_.key)
    first, *rest = ids(await following.follow(house.fien, round_.key))

    with pytest.raises(Refused, match="further_full"):
        await following.choose(house.fien, (await house.current()).key, many[-1].id, on=True)
    for item in rest:
        await following.choose(house.fien, (await house.current()).key, item, on=False)
    with pytest.raises(Refused, match="further_last_item"):
        await following.choose(house.fien, (await house.current()).key, first, on=False)
    with pytest.raises(NotFound):
        await following.choose(house.fien, (await house.current()).key, "zzz", on=True)

    assert len(rest) == MOST_ITEMS - 1
    assert ids(await house.current()) == [first]


async def test_open_round_cannot_be_changed_and_a_first_round_is_no_further_one(
    house, following, published, opened
) -> None:
    with pytest.raises(Lost):
        await following.choose(house.fien, opened.key, opened.items[0].id, on=False)
    with pytest.raises(Refused, match="no_further_round"):
        await following.offer(house.fien, published.key)


async def test_lists_of_the_pack_are_not_chosen_for_a_further_round(house, draft) -> None:
    preparing = Preparing(house.store, clock=house.clock, pack=house.pack)

    with pytest.raises(Refused, match="further_items"):
        await preparing.select(house.fien, draft.key, "all")
    with pytest.raises(Refused, match="further_items"):
        await preparing.offer(house.fien, draft.key)

    assert len((await house.current()).items) == 2


async def test_opening_brings_the_answers_along_once(house, opened) -> None:
    carried = await ballots_of(house, opened.key)
    await house.facilitation.close_round(house.fien, opened.key)
    await Correcting(house.store, clock=house.clock, pack=house.pack).reopen(house.fien, opened.key)

    person = await house.person("dalwijk1")
    first = carried[person.id, opened.items[0].id]
    assert len(carried) == 18
    assert (first.value, first.carried, first.earlier) == (1, True, Earlier(1))
    assert [e.data for e in await house.events() if e.kind == "round_open"][-1] == {
        "round": "motieven-2",
        "carried": 18,
    }
    assert await ballots_of(house, opened.key) == carried


async def test_nobody_is_done_before_looking_and_every_answer_counts_at_closing(house, opened) -> None:
    async with house.store.reading() as view:
        waiting = [p.done for p in await view.progress(opened.key)]
        left = await view.unfinished(opened.key)
    await house.press("dalwijk1", opened, opened.items[0].id, 4)
    await house.press("dalwijk1", opened, opened.items[1].id, 5)
    async with house.store.reading() as view:
        looked = [p.done for p in await view.progress(opened.key)]
    await publish(house, opened.key)

    outcome = (await house.concluding.round_record(opened.key)).disclosed.items[opened.items[0].id]
    assert waiting == [0, 0, 0]
    assert set(left.values()) == {2}
    assert looked == [0, 0, 1]
    assert isinstance(outcome, RateOutcome)
    assert outcome.counts == {"1": 2, "2": 0, "3": 0, "4": 1, "5": 6}
    assert outcome.movement == Movement(changed=1, up=1, down=0, of=9)


async def test_keeping_an_answer_is_looking_at_it_and_changes_nothing(house, following, opened) -> None:
    item = opened.items[0].id
    account, person = house.account("dalwijk1"), await house.person("dalwijk1")
    update = house.update()

    verdict = await following.keep(account, opened.key, item, update=update)
    again = await following.keep(account, opened.key, item, update=update)

    kept = (await ballots_of(house, opened.key))[person.id, item]
    assert (verdict.word, again.word) == (VerdictWord.UNCHANGED, VerdictWord.DUPLICATE)
    assert (kept.value, kept.carried, kept.earlier) == (1, False, Earlier(1))


async def test_who_had_no_answer_has_nothing_to_keep_and_counts_in_no_movement(house, following, opened) -> None:
    (new,) = await house.invite("dalwijk", "dalwijk4")
    await house.enter()
    item = opened.items[0].id

    verdict = await following.keep(house.account("dalwijk4"), opened.key, item)
    await house.press("dalwijk4", opened, item, 5)
    await publish(house, opened.key)

    record = await house.concluding.round_record(opened.key)
    assert verdict.word is VerdictWord.INVALID
    assert (new.id, item) in await ballots_of(house, opened.key)
    assert record.full.items[item].movement == Movement(changed=0, up=0, down=0, of=9)


async def test_who_signed_off_does_not_take_an_answer_along(house, draft) -> None:
    gone = await house.person("dalwijk1")
    await house.changing.set_attending(house.fien, gone.id, attending=False)

    opened = await house.facilitation.open_round(house.fien, draft.key)

    assert gone.id not in {person for person, _ in await ballots_of(house, opened.key)}


async def test_an_item_of_a_further_round_replaces_what_came_out_before(house, opened) -> None:
    first, second = ids(opened)
    for n in (1, 2, 3):
        await house.press(f"dalwijk{n}", opened, first, 4)
    await publish(house, opened.key)

    asked = next(s for s in [await house.concluding.evidence(house.conference)]).derived("kept_motives")
    evidence = await house.concluding.evidence(house.conference)
    motives = evidence._of(["motieven"])
    assert not asked
    assert motives.full(first, RateOutcome).region is Region.CARRIED
    assert motives.full(second, RateOutcome).region is Region.UNDECIDED
    assert len(motives.items) == 4
    assert motives.grounds(first) == (("motieven-1", first), ("motieven-2", first))


async def test_three_rounds_and_no_fourth(house, following, opened) -> None:
    await publish(house, opened.key)
    third = await following.follow(house.fien, opened.key)
    await house.facilitation.open_round(house.fien, third.key)
    await publish(house, third.key)

    with pytest.raises(Refused, match="further_no_more"):
        await following.follow(house.fien, third.key)
    await house.facilitation.settle_round(house.fien, third.key)

    assert [r.id for r in (await house.stage()).rounds] == [
        *("motieven-1", "motieven-2", "motieven-3"),
        "motievenpunten-1",
    ]
    assert (await house.current()).template == "motievenpunten"


async def test_what_is_shown_before_answering_is_the_outcome_and_the_admitted_lines(
    house, following, published, draft
) -> None:
    before = await following.before(draft)

    assert before is not None
    assert before.round.key == published.key
    assert before.outcome.items[draft.items[0].id].counts == {"1": 3, "2": 0, "3": 0, "4": 0, "5": 6}
    assert before.outcome.items[draft.items[0].id].own is None
    assert await following.before(published) is None


# --- corrections ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["draft", "open", "closed", "published"])
async def test_withdrawn_further_round_leaves_the_round_before_settled_and_goes_on(
    house, correcting, draft, state
) -> None:
    if state != "draft":
        await house.facilitation.open_round(house.fien, draft.key)
    if state in {"closed", "published"}:
        await house.facilitation.close_round(house.fien, draft.key)
    if state == "published":
        await house.facilitation.publish_round(house.fien, draft.key)

    await correcting.withdraw(house.fien, draft.key, reason="Toch niet nodig.")

    stage = await house.stage()
    assert [(r.id, r.state) for r in stage.rounds] == [
        ("motieven-1", RoundState.SETTLED),
        ("motieven-2", RoundState.WITHDRAWN),
        ("motievenpunten-1", RoundState.DRAFT),
    ]
    assert stage.current is not None
    assert stage.current.template == "motievenpunten"


async def test_desk_offers_to_withdraw_the_concept_and_not_to_ask_it_again(house, correcting, draft) -> None:
    _, can = await correcting.corrections(house.fien, house.conference)

    with pytest.raises(Refused, match="round_in_hand"):
        await correcting.ask_again(house.fien, house.conference, "motieven", seen=2)

    assert [r.key for r in can.withdraw] == [draft.key]
    assert "motieven" not in [template.id for template in can.again]


async def test_asking_again_begins_a_new_chain(house, following, correcting, opened) -> None:
    await publish(house, opened.key)
    await house.facilitation.settle_round(house.fien, opened.key)

    again = await correcting.ask_again(house.fien, house.conference, "motieven", seen=2)
    await house.facilitation.open_round(house.fien, again.key)
    answered = await ballots_of(house, again.key)
    for town, (first, _) in GIVEN.items():
        for n in (1, 2, 3):
            await house.press(f"{town}{n}", again, again.items[0].id, first)
    await publish(house, again.key)
    further = await following.follow(house.fien, again.key)

    assert (again.id, again.follows, len(again.items)) == ("motieven-3", None, 4)
    assert answered == {}
    assert (further.id, further.follows) == ("motieven-4", again.key)


async def test_skipping_the_rest_withdraws_the_concept_and_keeps_what_was_settled(house, correcting, draft) -> None:
    await correcting.skip(house.fien, house.conference, "motieven", seen_phase="motieven", reason="Geen tijd.")

    stage = await house.stage()
    states = {r.id: r.state for r in stage.rounds}
    assert states["motieven-1"] is RoundState.SETTLED
    assert states["motieven-2"] is RoundState.WITHDRAWN
    assert stage.conference.skipped == ("motievenpunten",)
    assert stage.conference.phase == "factoren"


async def test_going_back_and_coming_again_finds_the_concept_as_it_was(house, following, correcting) -> None:
    await house.convene()
    await house.go_to("groslijst")
    round_ = await house.opened()
    for town, value in (("aldermeer", 5), ("boskerk", 3), ("dalwijk", 1)):
        for n in (1, 2, 3):
            for item in round_.items:
                await house.press(f"{town}{n}", round_, item.id, value)
    await publish(house, round_.key)
    draft = await following.follow(house.fien, round_.key)

    await correcting.go_back(house.fien, house.conference, "aanpak", seen_phase="groslijst")
    with pytest.raises(Lost):
        await house.facilitation.open_round(house.fien, draft.key)
    await house.go_to("groslijst")

    current = await house.current()
    assert (current.key, current.follows, ids(current)) == (draft.key, round_.key, ids(draft))
    assert (await house.facilitation.open_round(house.fien, draft.key)).state is RoundState.OPEN


async def test_cancelled_conference_withdraws_a_further_round(house, correcting, opened) -> None:
    await correcting.cancel(house.fien, house.conference, reason="Storm.")

    assert [(r.id, r.state) for r in (await house.stage()).rounds] == [
        ("motieven-1", RoundState.SETTLED),
        ("motieven-2", RoundState.WITHDRAWN),
    ]


async def test_an_answer_on_paper_takes_the_place_of_the_one_that_came_along(house, opened) -> None:
    person, item = await house.person("dalwijk1"), opened.items[0].id
    await house.facilitation.close_round(house.fien, opened.key)

    async with house.store.writing() as work:
        await work.put_paper(opened.key, person.id, item, "4")
        await work.commit()

    ballot = (await ballots_of(house, opened.key))[person.id, item]
    assert (ballot.value, ballot.paper, ballot.carried, ballot.earlier) == (4, True, False, Earlier(1))


async def test_of_a_sensitive_item_what_is_shown_before_names_no_municipality(house, following) -> None:
    await house.convene()
    await house.advance()
    draft = await house.current()
    async with house.store.writing() as work:
        await work.replace_items(draft.key, [replace(item, sensitive=True) for item in draft.items])
        await work.commit()
    round_ = await house.opened()
    for town, (first, second) in GIVEN.items():
        for n in (1, 2, 3):
            for item, value in zip(round_.items, (first, second, 5, 5), strict=True):
                await house.press(f"{town}{n}", round_, item.id, value)
    await publish(house, round_.key)
    async with house.store.writing() as work:
        await work.set_talking_points(round_.key, [TalkingPoint(item=round_.items[0].id)])
        await work.commit()

    before = await following.before(await following.follow(house.fien, round_.key))

    assert before is not None
    found = before.outcome.items[round_.items[0].id]
    assert isinstance(found, RateOutcome)
    assert (found.voices, found.own, found.answered_by) == (None, None, None)
    assert found.counts == {"1": 3, "2": 0, "3": 0, "4": 0, "5": 6}
