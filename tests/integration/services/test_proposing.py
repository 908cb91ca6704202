"""Own motives over the real store: proposed unseen, decided without a name, and divided points over."""

import pytest

from flows.conference.model import TalkingPoint
from flows.errors import Invalid, Lost, NotAllowed, NotFound, Refused
from flows.services.following import Following
from flows.services.forgetting import Forgetting
from flows.services.proposing import LENGTH, MOST, Proposing, motive_id, own_items_for
from flows.words import ProposalState, RoundState

YOUTH = "Jongeren in de regio houden"


@pytest.fixture
def proposing(house):
    return Proposing(house.store, pack=house.pack)


@pytest.fixture
async def opened(house):
    """The round on motives, open."""
    await house.convene()
    await house.advance()
    return await house.opened()


async def propose(house, proposing, round_, name, text=YOUTH):
    await proposing.ask(house.account(name), round_.key)
    return await proposing.give(house.account(name), text, update=house.update())


async def close(house, round_, value=5):
    await house.answer_all(round_, value)
    await house.facilitation.close_round(house.fien, round_.key)


async def rated(house, round_):
    """Rated, shown and settled; the concept of the points stands ready."""
    await close(house, round_)
    await house.facilitation.publish_round(house.fien, round_.key)
    await house.facilitation.settle_round(house.fien, round_.key)


async def board(house, proposing):
    return await proposing.proposals(house.fien, house.conference)


async def stored(house):
    async with house.store.reading() as view:
        return await view.own_proposals(house.conference)


async def test_motive_is_kept_and_nobody_sees_it_while_the_round_is_open(house, proposing, opened) -> None:
    before = len(await house.events())

    round_, title = await propose(house, proposing, opened, "boskerk1", f"  {YOUTH.replace(' ', '  ')} ")

    assert (round_.key, title) == (opened.key, YOUTH)
    assert [(p.title, p.state) for p in await stored(house)] == [(YOUTH, ProposalState.WAITING)]
    assert len(await house.events()) == before
    with pytest.raises(Refused, match="motives_open"):
        await board(house, proposing)


@pytest.mark.parametrize(
    ("text", "reason"), [("…", "motive_empty"), ("x", "motive_empty"), ("y" * (LENGTH + 1), "motive_too_long")]
)
async def test_motive_that_cannot_be_one_is_refused(house, proposing, opened, text, reason) -> None:
    await proposing.ask(house.account("boskerk1"), opened.key)

    with pytest.raises(Invalid, match=reason):
        await proposing.give(house.account("boskerk1"), text)

    assert await stored(house) == ()


async def test_motive_of_the_list_is_refused_and_that_of_somebody_else_is_not(house, proposing, opened) -> None:
    await propose(house, proposing, opened, "boskerk1")

    with pytest.raises(Invalid, match="motive_known"):
        await propose(house, proposing, opened, "boskerk2", opened.items[0].title.upper())
    with pytest.raises(Invalid, match="motive_known"):
        await propose(house, proposing, opened, "boskerk1", YOUTH.upper())
    await propose(house, proposing, opened, "dalwijk1")

    assert [p.title for p in await stored(house)] == [YOUTH, YOUTH]


async def test_two_motives_are_all_that_one_person_proposes(house, proposing, opened) -> None:
    for number in range(MOST):
        await propose(house, proposing, opened, "boskerk1", f"Motief {number}")

    with pytest.raises(Refused, match="motives_full"):
        await proposing.ask(house.account("boskerk1"), opened.key)


async def test_motive_that_comes_after_closing_is_not_kept(house, proposing, opened) -> None:
    await proposing.ask(house.account("boskerk1"), opened.key)
    await close(house, opened)

    with pytest.raises(Lost, match="round_closed_motive"):
        await proposing.give(house.account("boskerk1"), YOUTH)
    with pytest.raises(Lost, match="round_is_elsewhere"):
        await proposing.ask(house.account("boskerk1"), opened.key)

    assert await stored(house) == ()


async def test_other_rounds_and_other_people_take_no_motives(house, proposing, opened) -> None:
    with pytest.raises(NotAllowed):
        await proposing.ask(house.fien, opened.key)
    await rated(house, opened)
    points = await house.opened()

    with pytest.raises(Refused, match="no_motive_here"):
        await proposing.ask(house.account("boskerk1"), points.key)


async def test_motive_that_nobody_asked_for_is_not_taken(house, proposing, opened) -> None:
    await proposing.ask(house.account("boskerk1"), opened.key)
    await proposing.leave(house.account("boskerk1"))

    with pytest.raises(Lost, match="text_not_asked"):
        await proposing.give(house.account("boskerk1"), YOUTH)


async def test_admitted_motive_joins_the_list_and_the_points_without_having_been_rated(
    house, proposing, opened
) -> None:
    await propose(house, proposing, opened, "boskerk1")
    await rated(house, opened)
    (proposal,) = (await board(house, proposing)).proposals

    found = await proposing.admit(house.fien, proposal.id, update=house.update())

    assert found.proposals[0].state is ProposalState.ADMITTED
    assert [(m.id, m.title) for m in (await house.stage()).conference.own_motives] == [(motive_id(proposal), YOUTH)]
    draft = await house.current()
    assert [option.title for option in draft.items[0].options] == [*(i.title for i in opened.items), YOUTH]
    assert (await house.events())[-1].kind == "motive_admitted"
    assert dict((await house.events())[-1].data) == {"item": motive_id(proposal)}


async def test_merged_and_refused_motives_stay_off_the_list_and_are_recorded_without_text(
    house, proposing, opened
) -> None:
    await propose(house, proposing, opened, "boskerk1")
    await propose(house, proposing, opened, "dalwijk1", "Meer plezier in het werk")
    await rated(house, opened)
    first, second = (await board(house, proposing)).proposals

    await proposing.merge(house.fien, first.id, opened.items[0].id, update=house.update())
    found = await proposing.refuse(house.fien, second.id, update=house.update())

    assert [(p.state, p.merged_into) for p in found.proposals] == [
        (ProposalState.MERGED, opened.items[0].id),
        (ProposalState.REFUSED, None),
    ]
    assert (await house.stage()).conference.own_motives == ()
    assert [(e.kind, dict(e.data)) for e in (await house.events())[-2:]] == [
        ("motive_merged", {"item": opened.items[0].id}),
        ("motive_refused", {}),
    ]


async def test_the_same_motive_twice_is_merged_with_the_one_that_was_admitted(house, proposing, opened) -> None:
    await propose(house, proposing, opened, "boskerk1")
    await propose(house, proposing, opened, "dalwijk1")
    await close(house, opened)
    first, second = (await board(house, proposing)).proposals
    await proposing.admit(house.fien, first.id)
    with pytest.raises(Refused, match="motive_listed"):
        await proposing.admit(house.fien, second.id)

    found = await proposing.merge(house.fien, second.id, motive_id(first))

    into = {proposal.id: proposal.merged_into for proposal in found.proposals}
    assert found.title_of(into[second.id]) == YOUTH
    with pytest.raises(Refused, match="motive_holds_others"):
        await proposing.undo(house.fien, first.id)


async def test_decision_is_undone_until_the_points_are_asked(house, proposing, opened) -> None:
    await propose(house, proposing, opened, "boskerk1")
    await rated(house, opened)
    (proposal,) = (await board(house, proposing)).proposals
    await proposing.admit(house.fien, proposal.id)

    found = await proposing.undo(house.fien, proposal.id)

    assert found.waiting == 1
    assert (await house.stage()).conference.own_motives == ()
    assert len((await house.current()).items[0].options) == len(opened.items)
    await proposing.admit(house.fien, proposal.id)
    await house.opened()
    assert (await board(house, proposing)).final
    with pytest.raises(Refused, match="motives_final"):
        await proposing.undo(house.fien, proposal.id)


async def test_what_was_decided_is_not_decided_otherwise_and_twice_is_harmless(house, proposing, opened) -> None:
    await propose(house, proposing, opened, "boskerk1")
    await close(house, opened)
    (proposal,) = (await board(house, proposing)).proposals
    update = house.update()
    await proposing.refuse(house.fien, proposal.id, update=update)
    count = len(await house.events())

    await proposing.refuse(house.fien, proposal.id, update=update)
    await proposing.refuse(house.fien, proposal.id, update=house.update())
    with pytest.raises(Lost, match="motive_decided"):
        await proposing.admit(house.fien, proposal.id)

    assert len(await house.events()) == count


async def test_motive_can_only_be_the_same_as_another_one_that_is_there(house, proposing, opened) -> None:
    await propose(house, proposing, opened, "boskerk1")
    await close(house, opened)
    (proposal,) = (await board(house, proposing)).proposals

    for into in ("nergens", motive_id(proposal)):
        with pytest.raises(NotFound):
            await proposing.merge(house.fien, proposal.id, into)
    with pytest.raises(NotAllowed):
        await proposing.admit(house.account("boskerk1"), proposal.id)


async def test_admitted_motive_is_a_new_item_of_a_further_round_and_is_asked_once(house, proposing, opened) -> None:
    following = Following(house.store, clock=house.clock, pack=house.pack)
    await propose(house, proposing, opened, "boskerk1")
    await close(house, opened)
    await house.facilitation.publish_round(house.fien, opened.key)
    (proposal,) = (await board(house, proposing)).proposals
    await proposing.admit(house.fien, proposal.id)
    async with house.store.writing() as work:
        await work.set_talking_points(opened.key, [TalkingPoint(item=opened.items[1].id)])
        await work.commit()

    draft = await following.follow(house.fien, opened.key)
    offer = await following.choose(house.fien, draft.key, motive_id(proposal), on=False)
    await following.choose(house.fien, draft.key, motive_id(proposal), on=True)
    second = await house.opened()
    await house.answer_all(second, 2)
    await house.finish(second.key)

    assert [item.title for item in draft.items] == [opened.items[1].title, YOUTH]
    assert [item.title for item in offer.round.items] == [opened.items[1].title]
    assert [item.id for item in second.items] == [opened.items[1].id, motive_id(proposal)]
    stage = await house.stage()
    assert own_items_for(stage, stage.pack.round("motieven")) == ()
    points = await house.current()
    assert (points.template, points.state) == ("motievenpunten", RoundState.DRAFT)
    assert YOUTH not in [option.title for option in points.items[0].options]  # rejected by rating it
    with pytest.raises(Refused, match="motive_asked"):
        await proposing.undo(house.fien, proposal.id)


async def test_forgetting_takes_what_was_not_admitted_and_leaves_the_rest_without_a_link(
    house, proposing, opened
) -> None:
    await propose(house, proposing, opened, "boskerk2")
    await propose(house, proposing, opened, "boskerk2", "Meer plezier in het werk")
    await close(house, opened)
    admitted, _ = (await board(house, proposing)).proposals
    await proposing.admit(house.fien, admitted.id)

    await Forgetting(house.store, pack=house.pack).forget(
        house.account("boskerk2"), house.conference, nameless="Deelnemer {number}"
    )

    assert [(p.id, p.participant) for p in await stored(house)] == [(admitted.id, None)]


async def test_what_is_kept_of_somebody_names_his_own_motives_alone(house, proposing, opened) -> None:
    await propose(house, proposing, opened, "boskerk1", "Meer plezier in het werk")
    await propose(house, proposing, opened, "boskerk2")

    (kept,) = await Forgetting(house.store, pack=house.pack).kept(house.account("boskerk2"))

    assert kept.proposed == (YOUTH,)


async def test_order_of_proposals_tells_nothing(house, proposing, opened) -> None:
    names = [f"{town}{n}" for town in ("aldermeer", "boskerk", "dalwijk") for n in (1, 2, 3)]
    for number, name in enumerate(names):
        await propose(house, proposing, opened, name, f"Motief {number}")

    found = [p.title for p in await stored(house)]

    assert found != [f"Motief {number}" for number in range(len(names))]
    assert sorted(found) == [f"Motief {number}" for number in range(len(names))]
