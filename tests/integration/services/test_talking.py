"""The conversation over the real store: choosing, the clock, the notes; and announcements."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.errors import Invalid, Lost, NotAllowed, Refused
from flows.services.announcing import ANNOUNCEMENT, Announcing, Scope, mark_of
from flows.services.talking import Talking, usual_minutes
from flows.services.timing import Timing, stamp
from flows.words import RoundState


@pytest.fixture
def talking(house):
    return Talking(house.store, clock=house.clock, pack=house.pack)


@pytest.fixture
def announcing(house):
    return Announcing(house.store, pack=house.pack)


@pytest.fixture
async def closed(house):
    """A round on motives: the first is gesplitst, the second one voice short, the others gedragen."""
    await house.convene()
    await house.advance()
    round_ = await house.opened()
    given = {"aldermeer": (5, 5), "boskerk": (5, 3), "dalwijk": (1, 5)}
    for town, (first, second) in given.items():
        for n in (1, 2, 3):
            for item, value in zip(round_.items, (first, second, 5, 5), strict=True):
                await house.press(f"{town}{n}", round_, item.id, value)
    return await house.facilitation.close_round(house.fien, round_.key)


@pytest.fixture
async def published(house, closed):
    return await house.facilitation.publish_round(house.fien, closed.key)


def items_of(talk):
    return [point.item for point in talk.points]


async def test_proposal_is_ticked_beforehand_and_kept(house, talking, closed) -> None:
    first, second, *_ = (item.id for item in closed.items)

    proposed = await talking.propose(house.fien, closed.key)
    again = await talking.propose(house.fien, closed.key)

    assert items_of(proposed) == [first, second]
    assert proposed.proposed == (first, second)
    assert again.points == proposed.points


async def test_items_are_chosen_in_the_order_of_pressing_and_pressing_twice_is_harmless(
    house, talking, closed
) -> None:
    first, second, third, fourth = (item.id for item in closed.items)
    await talking.propose(house.fien, closed.key)

    await talking.choose(house.fien, closed.key, first, on=False)
    await talking.choose(house.fien, closed.key, fourth, on=True)
    await talking.choose(house.fien, closed.key, fourth, on=True)
    await talking.choose(house.fien, closed.key, third, on=False)
    chosen = await talking.choose(house.fien, closed.key, first, on=True)

    assert items_of(chosen) == [second, fourth, first]


async def test_only_a_facilitator_chooses_and_only_after_closing(house, talking, closed) -> None:
    with pytest.raises(NotAllowed):
        await talking.propose(house.account("aldermeer1"), closed.key)
    async with house.store.writing() as work:
        await work.save_round(replace(await work.round(closed.key), state=RoundState.OPEN))
        await work.commit()
    with pytest.raises(Lost):
        await talking.propose(house.fien, closed.key)


async def test_conversation_begins_after_publishing_with_the_first_point_and_its_clock(
    house, talking, closed
) -> None:
    await talking.propose(house.fien, closed.key)
    with pytest.raises(Refused) as early:
        await talking.begin(house.fien, closed.key, 10)
    await house.facilitation.publish_round(house.fien, closed.key)

    begun = await talking.begin(house.fien, closed.key, 10)

    assert early.value.reason == "publish_first"
    assert begun.round.state is RoundState.TALK
    assert begun.current is not None
    assert begun.current.item == closed.items[0].id
    assert begun.current.ends_at == house.clock.now() + timedelta(minutes=10)
    with pytest.raises(Lost):
        await talking.begin(house.fien, closed.key, 10)


async def test_conversation_without_points_is_refused(house, talking, published) -> None:
    with pytest.raises(Refused) as refused:
        await talking.begin(house.fien, published.key, 10)

    assert refused.value.reason == "no_talking_points"


async def test_next_point_is_begun_by_the_facilitator_and_each_press_counts_once(house, talking, published) -> None:
    first, second = (item.id for item in published.items[:2])
    await talking.propose(house.fien, published.key)
    await talking.begin(house.fien, published.key, 5)
    house.clock.moment += timedelta(minutes=7)

    moved = await talking.go_on(house.fien, published.key, seen=first)
    with pytest.raises(Lost) as twice:
        await talking.go_on(house.fien, published.key, seen=first)
    done = await talking.go_on(house.fien, published.key, seen=second)

    assert moved.current is not None
    assert (moved.current.item, moved.current.ends_at) == (second, house.clock.now() + timedelta(minutes=5))
    assert twice.value.reason == "talk_elsewhere"
    assert (done.current, done.upcoming) == (None, None)
    assert done.round.state is RoundState.TALK


async def test_clock_that_ran_out_is_told_once_to_the_facilitator_and_nothing_moves(
    house, talking, published
) -> None:
    timing = Timing(house.store, clock=house.clock, pack=house.pack)
    first = published.items[0].id
    await talking.propose(house.fien, published.key)
    begun = await talking.begin(house.fien, published.key, 5)
    await house.told()
    house.clock.moment += timedelta(minutes=5)
    await timing.tick()
    await Timing(house.store, clock=house.clock, pack=house.pack).tick()
    told = await house.told()
    extended = await talking.extend(house.fien, published.key, item=first, seen=stamp(begun.current.ends_at))
    with pytest.raises(Lost):
        await talking.extend(house.fien, published.key, item=first, seen=stamp(begun.current.ends_at))
    house.clock.moment += timedelta(minutes=5)
    await timing.tick()

    assert [kind for kind, _ in told] == ["talk_over"]
    assert extended.current is not None
    assert extended.current.item == first
    assert extended.current.ends_at == house.clock.now()
    assert [kind for kind, _ in await house.told()] == ["talk_over"]


async def test_outcome_is_noted_in_one_line_until_the_round_is_settled(house, talking, published) -> None:
    first = published.items[0].id
    await talking.propose(house.fien, published.key)
    await talking.begin(house.fien, published.key, 5)
    await talking.note(house.fien, published.key, first, "  Eerst een\nproef ")
    await talking.go_on(house.fien, published.key, seen=first)
    await talking.note(house.fien, published.key, first, "Een proef in 2027")
    for text, reason in (("  ", "note_empty"), ("x" * 201, "note_too_long")):
        with pytest.raises(Invalid) as refused:
            await talking.note(house.fien, published.key, first, text)
        assert refused.value.reason == reason
    await house.facilitation.settle_round(house.fien, published.key)
    with pytest.raises(Lost):
        await talking.note(house.fien, published.key, first, "Te laat")

    async with house.store.reading() as view:
        points = await view.talking_points(published.key)
    assert [p.note for p in points] == ["Een proef in 2027", ""]
    assert "proef" not in str(await house.events())


async def test_point_that_was_talked_about_stays_and_more_than_six_are_refused(house, talking, published) -> None:
    await talking.propose(house.fien, published.key)
    await talking.begin(house.fien, published.key, 5)

    with pytest.raises(Refused) as begun:
        await talking.choose(house.fien, published.key, published.items[0].id, on=False)
    more = await talking.choose(house.fien, published.key, published.items[3].id, on=True)

    assert begun.value.reason == "talk_begun"
    assert len(more.points) == 3


@pytest.mark.parametrize(
    ("left", "points", "minutes"),
    [(None, 3, 8), (timedelta(minutes=60), 4, 15), (timedelta(minutes=50), 5, 10), (timedelta(minutes=4), 6, 5)],
)
def test_usual_time_for_a_point_is_what_the_day_leaves(left, points, minutes) -> None:
    assert usual_minutes(left, points=points) == minutes


async def test_announcement_goes_once_and_the_log_keeps_no_text(house, announcing, closed) -> None:
    await house.told()
    await announcing.ask(house.fien, house.conference)
    text, grouped = await announcing.write(house.fien, house.conference, "Wij beginnen om  14.00 uur\nin de raadzaal")

    await announcing.send(house.fien, house.conference, scope=Scope.EVERYBODY, mark=mark_of(text))
    with pytest.raises(Lost) as twice:
        await announcing.send(house.fien, house.conference, scope=Scope.EVERYBODY, mark=mark_of(text))

    told = await house.told()
    assert (text, grouped) == ("Wij beginnen om 14.00 uur\nin de raadzaal", False)
    assert [kind for kind, _ in told] == [ANNOUNCEMENT] * 9
    assert twice.value.reason == "announcement_gone"
    (event,) = [e for e in await house.events() if e.kind == "announced"]
    assert sorted(event.data) == ["digest", "scope"]
    assert await house.dialog("Fien") is None


async def test_announcement_sends_the_text_that_was_looked_at(house, announcing, closed) -> None:
    await announcing.ask(house.fien, house.conference)
    first, _ = await announcing.write(house.fien, house.conference, "Eerste")
    await announcing.write(house.fien, house.conference, "Tweede")

    with pytest.raises(Lost):
        await announcing.send(house.fien, house.conference, scope=Scope.EVERYBODY, mark=mark_of(first))
    with pytest.raises(Refused) as groupless:
        await announcing.send(house.fien, house.conference, scope=Scope.GROUP, mark=mark_of("Tweede"))
    with pytest.raises(NotAllowed):
        await announcing.ask(house.account("boskerk1"), house.conference)

    assert groupless.value.reason == "no_group"


@pytest.mark.parametrize(("text", "reason"), [("  \n ", "announcement_empty"), ("x" * 501, "announcement_too_long")])
async def test_announcement_has_text_and_fits(house, announcing, closed, text, reason) -> None:
    with pytest.raises(Invalid) as refused:
        await announcing.write(house.fien, house.conference, text)

    assert refused.value.reason == reason
