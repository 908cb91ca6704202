"""Further rounds where two things meet: paper, buttons that arrive out of order, a decision that is undone."""

import pytest

from flows.conference.model import Earlier, TalkingPoint
from flows.ports import CardRef, Press, UpdateRef, VerdictWord
from flows.services.arguing import Arguing, Asked
from flows.services.asking_arguments import request_card
from flows.services.following import Following
from flows.services.papers import Papers
from flows.services.proposing import Proposing, motive_id
from flows.words import ProposalState

YOUTH = "Jongeren in de regio houden"


@pytest.fixture
def following(house):
    return Following(house.store, clock=house.clock, pack=house.pack)


async def publish(house, key):
    await house.facilitation.close_round(house.fien, key)
    return await house.facilitation.publish_round(house.fien, key)


async def follow_first_item(house, following, round_):
    """A concept on the first item of a round that was shown."""
    async with house.store.writing() as work:
        await work.set_talking_points(round_.key, [TalkingPoint(item=round_.items[0].id)])
        await work.commit()
    return await following.follow(house.fien, round_.key)


@pytest.fixture
async def first(house):
    await house.convene()
    await house.advance()
    return await house.opened()


@pytest.fixture
async def second(house, following, first):
    await house.answer_all(first, 2)
    await publish(house, first.key)
    return await house.facilitation.open_round(house.fien, (await follow_first_item(house, following, first)).key)


async def ballot_of(house, round_, name):
    person, item = await house.person(name), round_.items[0].id
    async with house.store.reading() as view:
        return (await view.own_ballots(round_.key, person.id))[item]


async def test_facilitator_enters_paper_where_the_earlier_answer_only_came_along(house, second) -> None:
    papers, item = Papers(house.store, pack=house.pack), second.items[0].id
    person = await house.person("dalwijk1")
    await house.press("boskerk1", second, item, 4)
    await house.facilitation.close_round(house.fien, second.key)

    walk = await papers.walk(house.fien, second.key, person.id)
    entered = await papers.enter(house.fien, second.key, person.id, item, 4)
    pressed = await papers.walk(house.fien, second.key, (await house.person("boskerk1")).id)

    assert (walk.own, [put.id for put in walk.left]) == (frozenset(), [item])
    assert entered.answers[item].value == 4
    ballot = await ballot_of(house, second, "dalwijk1")
    assert (ballot.value, ballot.paper, ballot.carried, ballot.earlier) == (4, True, False, Earlier(2))
    assert pressed.own == {item}


async def test_keeping_counts_as_a_press_of_its_own_moment(house, following, second) -> None:
    item = second.items[0].id
    earlier, later = UpdateRef(channel="telegram", number=5000), UpdateRef(channel="telegram", number=5001)

    kept = await following.keep(house.account("dalwijk1"), second.key, item, update=later)
    verdict = await house.store.record(
        Press(update=earlier, account=house.account("dalwijk1"), round=second.key, item=item, value="5")
    )
    again = await following.keep(house.account("dalwijk1"), second.key, item, update=later)

    assert (kept.word, verdict.word, again.word) == (
        VerdictWord.UNCHANGED,
        VerdictWord.SUPERSEDED,
        VerdictWord.DUPLICATE,
    )
    assert (kept.value, again.value) == ("2", "2")
    assert (await ballot_of(house, second, "dalwijk1")).value == 2


async def test_motive_that_is_taken_back_leaves_the_concept_of_a_further_round(house, following, first) -> None:
    proposing = Proposing(house.store, pack=house.pack)
    await proposing.ask(house.account("boskerk1"), first.key)
    await proposing.give(house.account("boskerk1"), YOUTH, update=house.update())
    await house.answer_all(first, 2)
    await publish(house, first.key)
    (proposal,) = (await proposing.proposals(house.fien, house.conference)).proposals
    await proposing.admit(house.fien, proposal.id)
    draft = await follow_first_item(house, following, first)
    assert [item.id for item in draft.items] == [first.items[0].id, motive_id(proposal)]

    board = await proposing.undo(house.fien, proposal.id)
    opened = await house.opened()

    assert [p.state for p in board.proposals] == [ProposalState.WAITING]
    assert [item.id for item in opened.items] == [first.items[0].id]


async def test_line_for_an_older_conference_is_awaited_where_a_newer_one_has_ended(house) -> None:
    """Somebody takes part in two; in the newer one the asking is over."""
    arguing = Arguing(house.store)
    await house.convene()
    await house.advance()
    older = await split_and_closed(house)
    house.clock.pass_days(1)
    await house.convene()
    await house.advance()
    newer = await split_and_closed(house)
    person = await house.person("boskerk1")
    async with house.store.writing() as work:
        await work.set_card(request_card(newer.key, person.id), CardRef(chat="1", message="2", digest=""))
        await work.commit()
    await house.facilitation.publish_round(house.fien, newer.key)
    await house.facilitation.settle_round(house.fien, newer.key)

    found = await arguing.awaited(house.account("boskerk1"))

    assert isinstance(found, Asked)
    assert found.round.key == older.key


async def split_and_closed(house):
    """A round of which the first item is gesplitst, so that everybody is asked for a line."""
    round_ = await house.opened()
    for town, value in (("aldermeer", 5), ("boskerk", 5), ("dalwijk", 1)):
        for n in (1, 2, 3):
            for item in round_.items:
                await house.press(f"{town}{n}", round_, item.id, value)
    return await house.facilitation.close_round(house.fien, round_.key)
